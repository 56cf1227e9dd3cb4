"""Rows of the facts about people.

Left out on purpose: how many of a distribution chose an option, are in a class, improved or were
helped. These counts may be small: the decision about publication cells says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.published.marts import (
    Marts,
    Published,
    Row,
    count_people,
    counted,
    row_of,
    sum_products,
    sum_scores,
)
from tests.random_survey import band

_BANDS = {"5-9": (5, 9), "10-49": (10, 49), "50-99": (50, 99), "100-499": (100, 499)}
_COLUMN_OF_BACKGROUND = {"start_period": "start_period_key"}


def rows_of_facts(marts: Marts) -> Iterator[Published]:
    """Rows of levels, changes, distributions, backgrounds, coverage and suppressed people."""
    yield from _levels(marts)
    yield from _changes(marts)
    yield from _spreads(marts)
    yield from _distributions(marts)
    yield from _coverage(marts)
    yield from _suppressed(marts)


def _levels(marts: Marts) -> Iterator[Published]:
    for row in marts.read("fct_indicator_level", "service"):
        status = row["pairing_status_code"]
        members = marts.in_services(row, status)
        expected = len(members), *sum_scores(members, "end" if status == "end_only" else "start")
        yield row_of(f"level {status}", members, (row["person_count"], row["score_sum"]), expected)


def _changes(marts: Marts) -> Iterator[Published]:
    for row in marts.read("fct_indicator_change", "service"):
        yield _pairs("change", marts.in_services(row, "paired"), row)
    for row in marts.read("fct_indicator_change_by_background", "background"):
        name, categories = row["background_code"], row["category_code"].split("+")
        column = _COLUMN_OF_BACKGROUND.get(name, name)
        pairs = marts.in_cells(["paired"], row["period_key"])
        yield _pairs(name, [m for m in pairs if str(getattr(m, column)) in categories], row)


def _pairs(name: str, members: list, row: Row) -> Published:
    figures = row["pair_count"], row["start_sum"], row["end_sum"]
    return row_of(name, members, figures, (len(members), *sum_scores(members, "start", "end")))


def _spreads(marts: Marts) -> Iterator[Published]:
    """Squares and products are of ten and more, or left out."""
    for row in marts.read("fct_level_spread", "service"):
        status = row["pairing_status_code"]
        members = marts.in_services(row, status)
        phase = "end" if status == "end_only" else "start"
        expected = len(members), *sum_scores(members, phase), sum_products(members, phase, phase)
        figures = row["person_count"], row["score_sum"], row["score_square_sum"]
        yield _spread(f"spread {status}", members, row, figures, expected)
    for row in marts.read("fct_change_spread", "service"):
        members = marts.in_services(row, "paired")
        products = [("start", "start"), ("end", "end"), ("start", "end")]
        expected = (
            len(members),
            *sum_scores(members, "start", "end"),
            *(sum_products(members, *phases) for phases in products),
        )
        sums = ("start_sum", "end_sum", "start_square_sum", "end_square_sum", "cross_sum")
        figures = row["pair_count"], *(row[column] for column in sums)
        yield _spread("spread of change", members, row, figures, expected)


def _spread(name: str, members: list, row: Row, figures: tuple, expected: tuple) -> Published:
    left_out = row["spread_status_code"] == "left_out"
    kept = [n for n, figure in enumerate(figures) if not (left_out and figure is None)]
    return row_of(name, members, tuple(figures[n] for n in kept), tuple(expected[n] for n in kept))


def _distributions(marts: Marts) -> Iterator[Published]:
    for table in ("fct_change_direction", "fct_change_condition"):
        for row in marts.read(table, "service"):
            yield counted(table, marts.in_services(row, "paired"), row["pair_count"])
    for table in ("fct_answer_distribution", "fct_indicator_class"):
        for row in marts.read(table, "service"):
            members = marts.in_services(row, row["pairing_status_code"])
            yield counted(table, members, row["person_count"])


def _coverage(marts: Marts) -> Iterator[Published]:
    for row in marts.read("fct_response_coverage"):
        for status in ("paired", "start_only"):
            started = [
                m for m in marts.in_cells([status]) if m.start_period_key == row["period_key"]
            ]
            if row[f"{status}_count"] is not None:
                yield counted(f"coverage {status}", started, row[f"{status}_count"])


def rows_of_everybody(marts: Marts) -> Iterator[Published]:
    """Rows about everybody who answered, with or without a score: answers to other questions."""
    for row in marts.read("fct_answer_distribution", "service"):
        members = marts.in_services(row, row["pairing_status_code"])
        question, option = marts.option(row["option_key"])
        given = [m.met if question == "met" else band(m.hours) for m in members]
        figures = row["person_count"], row["answer_count"]
        yield row_of(f"answers {question}", members, figures, (len(members), given.count(option)))
    yield from _answers_by_language(marts)
    for row in marts.read("fct_indicator_suppressed"):
        if row["suppressed_person_band"] != "few":
            groups = marts.suppressed_groups(row["suppressed_from_code"] == "everything")
            about = row["pairing_status_code"], row["period_key"]
            members = [
                m
                for m in marts.members
                if (m.pairing_status_code, m.period_key) == about
                and (*about, m.service_code) in groups
            ]
            yield _in_band("suppressed everybody", members, row)


def _answers_by_language(marts: Marts) -> Iterator[Published]:
    """Of the people in distributions of which no question is left out at the start or the end."""
    asked, place = defaultdict(set), {}
    for row in marts.read("fct_answer_distribution", "service"):
        group = row["pairing_status_code"], row["period_key"], row["service_key"]
        asked[group].add((row["question_key"], row["phase_code"]))
        place[group] = row
    everything = {status: max(len(a) for g, a in asked.items() if g[0] == status) for status, *_ in asked}  # fmt: skip
    for row in marts.read("fct_answer_by_language", "language"):
        about = row["pairing_status_code"], row["period_key"]
        whole = [g for g, a in asked.items() if g[:2] == about and len(a) == everything[about[0]]]
        spoken = row["language_code"].split("+")
        members = [
            m
            for group in whole
            for m in marts.in_services(place[group], about[0])
            if m.language_code in spoken
        ]
        question, option = marts.option(row["option_key"])
        given = [m.met if question == "met" else band(m.hours) for m in members]
        figures = row["person_count"], row["answer_count"]
        name = f"answers in {row['language_code']}"
        yield row_of(name, members, figures, (len(members), given.count(option)))


def _suppressed(marts: Marts) -> Iterator[Published]:
    for row in marts.read("fct_indicator_suppressed"):
        if row["suppressed_person_band"] == "few":
            continue
        status, period = row["pairing_status_code"], row["period_key"]
        members = marts.suppressed(status, period)
        if row["suppressed_from_code"] == "distribution":
            classes = marts.read("fct_indicator_class", "service")
            shown = {
                m.number
                for c in classes
                if (c["pairing_status_code"], c["period_key"]) == (status, period)
                for m in marts.in_services(c, status)
            }
            members = [m for m in marts.in_cells([status], period) if m.number not in shown]
        yield _in_band(f"suppressed {status}", members, row)


def _in_band(name: str, members: list, row: Row) -> Published:
    low, high = _BANDS[row["suppressed_person_band"]]
    return row_of(name, members, (True,), (low <= count_people(members) <= high,))
