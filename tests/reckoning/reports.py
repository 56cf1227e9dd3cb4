"""The report tables beside the reference: statistics of the pairs of a place."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from tests.reckoning import reference
from tests.reckoning.facts import directions, form_of
from tests.reckoning.people import ITEMS
from tests.reckoning.reference import STEP, Stay, mean, rounded, score, sd, variance
from tests.reckoning.release import Compared, Group, Release, Row

FINLAND = 75.2
BANDS = ((50, "30-49"), (100, "50-99"), (200, "100-199"))


@dataclass(frozen=True)
class Place:
    """The people of a report row, and the distributions that they are in."""

    pairs: list[Stay]
    distributions: list[list[Stay]]
    without_end: list[Stay]

    @property
    def is_whole(self) -> bool:
        """Whether the distributions are exactly the pairs."""
        inside = {id(pair) for pairs in self.distributions for pair in pairs}
        return inside == {id(pair) for pair in self.pairs}


def compare(release: Release, compared: Compared) -> None:
    """Every report about people."""
    keys = {}
    for row in release.rows("rpt_indicator_change"):
        keys[row["level"], row["group_code"]] = row["service_key"]
        if row["pair_count"] is not None:
            _change(row, _place(release, row, row["service_key"]), compared)
    for row in release.rows("rpt_indicator_attrition"):
        key = keys[row["level"], row["group_code"]]
        _attrition(row, _place(release, row, key), compared)
    _reliability(release, compared)


def _place(release: Release, row: Row, service_key: int) -> Place:
    belongs: Callable[[int], bool] = (
        (lambda key: key == service_key)
        if row["level"] == "service"
        else release.of_place(row["level"], row["group_code"])
    )

    def cells(status: str, half_year: int | None) -> Iterator[Stay]:
        for (at, _, of, key), stays in release.cells.items():
            if of == status and half_year in (at, None) and belongs(key):
                yield from stays

    pairs = list(cells("paired", row["period_key"]))
    mine = {id(pair) for pair in pairs}
    around = [stays for group, stays in release.distributions.items()
              if _is_of(group, row) and any(id(stay) in mine for stay in stays)]  # fmt: skip
    return Place(pairs, around, list(cells("start_only", None)))


def _is_of(group: Group, row: Row) -> bool:
    return group[:3] == (row["period_key"], row["indicator_key"], "paired")


def _change(row: Row, place: Place, compared: Compared) -> None:
    where = f"{row['level']} {row['group_code']} {row['period_key']}"
    starts = [score(pair.start).published for pair in place.pairs]
    ends = [score(pair.end).published for pair in place.pairs]
    changes = [pair.change for pair in place.pairs]

    def equal(column: str, wanted: object) -> None:
        compared.equal(f"rpt_indicator_change.{column}", row[column], wanted, where)

    equal("pair_count", len(changes))
    equal("start_mean", mean(starts))
    equal("end_mean", mean(ends))
    equal("change_mean", mean(changes))
    if row["interval_basis_code"] == "own":
        compared.equal("own spreads are of the row's pairs", place.is_whole, True, where)
        spreads = sd(starts), sd(ends), sd(changes)
        for column, spread in zip(("start_sd", "end_sd", "change_sd"), spreads, strict=True):
            equal(column, spread)
        _intervals(row, changes, spreads[2], len(changes) - 1, equal)
        _effects(changes, spreads, equal)
        equal("reliable_change", reference.reliable_change(starts))
        equal("reliable_change_unequal", reference.reliable_change_unequal(starts, ends))
    if row["change_median"] is not None:
        equal("change_median", round(median(changes) / (2 * STEP)) * 2 * STEP)
    if row["improved_share"] is not None:
        _shares(place, equal)
    if row["exact_change_mean"] is not None:
        _exact(place.pairs, equal)


def _intervals(row: Row, changes: list[Fraction], spread: float, freedom: int, equal: Callable[[str, object], None]) -> None:  # fmt: skip
    width = reference.half_width(spread, freedom, len(changes))
    low, high = rounded(mean(changes) - width, 1), rounded(mean(changes) + width, 1)
    equal("change_ci_low", low)
    equal("change_ci_high", high)
    word = "improved" if mean(changes) > 0 else "declined"
    equal("conclusion_code", "no_clear_change" if low <= 0 <= high else word)


def _effects(changes: list[Fraction], spreads: tuple[float, float, float], equal: Callable[[str, object], None]) -> None:  # fmt: skip
    of_starts, of_ends, of_changes = spreads
    average = mean(changes) / ((of_starts + of_ends) / 2)
    equal("effect_dz", mean(changes) / of_changes)
    equal("effect_dav", average)
    # Hedges: 1 - 3 / (4 df - 1).
    equal("effect_gav", average * (1 - 3 / (4 * (len(changes) - 1) - 1)))
    equal("detectable_change", 1.96 * of_changes / math.sqrt(len(changes)))


def _shares(place: Place, equal: Callable[[str, object], None]) -> None:
    improved = declined = 0
    for pairs in place.distributions:
        limit = reference.reliable_change([score(pair.start).published for pair in pairs])
        up, down = directions(pairs, limit)
        improved, declined = improved + up, declined + down
    equal("improved_share", improved / len(place.pairs))
    equal("declined_share", declined / len(place.pairs))


def _exact(pairs: list[Stay], equal: Callable[[str, object], None]) -> None:
    starts = [score(pair.start).exact for pair in pairs]
    ends = [score(pair.end).exact for pair in pairs]
    equal("exact_start_mean", rounded(sum(starts) / len(pairs), 1))
    equal("exact_end_mean", rounded(sum(ends) / len(pairs), 1))
    equal("exact_change_mean", rounded((sum(ends) - sum(starts)) / len(pairs), 1))


def _attrition(row: Row, place: Place, compared: Compared) -> None:
    where = f"{row['level']} {row['group_code']} {row['period_key']}"
    starts = [score(pair.start).published for pair in place.pairs]
    ends = [score(pair.end).published for pair in place.pairs]
    without_end = [score(stay.start).published for stay in place.without_end]

    def equal(column: str, wanted: object) -> None:
        if row[column] is not None:
            compared.equal(f"rpt_indicator_attrition.{column}", row[column], wanted, where)

    equal("lost_to_follow_up_count", len(without_end))
    if row["lost_to_follow_up_start_mean"] is not None:
        difference = mean(without_end) - mean(starts)
        equal("lost_to_follow_up_start_mean", mean(without_end))
        equal("baseline_difference", difference)
        if row["baseline_standardised_difference"] is not None:
            both = math.sqrt((variance(without_end) + variance(starts)) / 2)
            equal("baseline_standardised_difference", difference / both)
    if row["start_end_correlation"] is not None:
        shared = reference.correlation(starts, ends)
        expected = FINLAND + shared * (mean(starts) - FINLAND)
        equal("start_end_correlation", shared)
        equal("expected_end_mean", expected)
        equal("expected_change_mean", expected - mean(starts))


def _reliability(release: Release, compared: Compared) -> None:
    for row in release.rows("rpt_indicator_reliability"):
        if row["item_code"] != "all" or row["language_code"] != "all":
            continue
        phase = row["phase_code"]
        forms = [
            form
            for (half_year, *_), stays in release.cells.items() if half_year == row["period_key"]
            for stay in stays if (form := form_of(stay, phase)) and form.phase == phase
        ]  # fmt: skip
        # A blank is given the person's own mean.
        filled = [
            [Fraction(int(v)) if (v := form.answers[item] or "").isdigit() else score(form).exact / 25 + 1 for item in ITEMS]
            for form in forms
        ]  # fmt: skip
        where = f"{row['period_key']} {phase}"
        alpha = rounded(reference.cronbach(filled), 4)
        compared.equal("rpt_indicator_reliability.alpha", row["alpha"], alpha, where, 1.01e-4)
        people = next((text for limit, text in BANDS if len(forms) < limit), "200+")
        compared.equal("rpt_indicator_reliability.band", row["person_count_band"], people, where)
