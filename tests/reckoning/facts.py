"""The fact tables about people beside the reference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.reckoning import reference
from tests.reckoning.people import BACKGROUNDS, Form
from tests.reckoning.reference import LOW, Stay, score
from tests.reckoning.release import Compared, Release, Row, group_of, named

MISSING = {"no_answer", "dont_know", "refused", "not_asked", "not_shown"}
SUMS_ERROR = 1e-6


def compare(release: Release, compared: Compared) -> None:
    """Every fact table whose numbers follow from the answers."""
    _changes(release, compared)
    _levels(release, compared)
    _directions(release, compared)
    _classes(release, compared)
    _distributions(release, compared)
    _backgrounds(release, compared)
    _suppressed(release, compared)


def pair_sums(pairs: Iterable[Stay]) -> dict[str, float]:
    """Sums, squares and products of pairs, by the names of the columns."""
    scores = [(score(pair.start).published, score(pair.end).published) for pair in pairs]
    return {
        "pair_count": len(scores),
        "start_sum": sum(start for start, _ in scores),
        "end_sum": sum(end for _, end in scores),
        "change_sum": sum(end - start for start, end in scores),
        "start_square_sum": sum(start**2 for start, _ in scores),
        "end_square_sum": sum(end**2 for _, end in scores),
        "change_square_sum": sum((end - start) ** 2 for start, end in scores),
        "cross_sum": sum(start * end for start, end in scores),
    }


def _equal_columns(table: str, row: Row, wanted: dict[str, float], where: str, compared: Compared) -> None:  # fmt: skip
    for column, value in wanted.items():
        if row.get(column) is not None:
            compared.equal(f"{table}.{column}", row[column], value, where, SUMS_ERROR)


def _changes(release: Release, compared: Compared) -> None:
    for table, groups in (
        ("fct_indicator_change", release.cells),
        ("fct_change_spread", release.distributions),
    ):
        for row in release.rows(table):
            wanted = pair_sums(groups[group_of(row)])
            _equal_columns(table, row, wanted, named(release, row), compared)


def _levels(release: Release, compared: Compared) -> None:
    for table, groups in (
        ("fct_indicator_level", release.cells),
        ("fct_level_spread", release.distributions),
    ):
        for row in release.rows(table):
            scores = [score(stay.start or stay.end).published for stay in groups[group_of(row)]]
            wanted = {
                "person_count": len(scores),
                "score_sum": sum(scores),
                "score_square_sum": sum(value**2 for value in scores),
            }
            _equal_columns(table, row, wanted, named(release, row), compared)


def directions(pairs: list[Stay], limit: float) -> tuple[int, int]:
    """How many improved and declined by more than a limit."""
    changes = [float(pair.change) for pair in pairs]
    return sum(change > limit for change in changes), sum(change < -limit for change in changes)


def _directions(release: Release, compared: Compared) -> None:
    for row in release.rows("fct_change_direction"):
        pairs = release.distributions[group_of(row)]
        starts = [score(pair.start).published for pair in pairs]
        ends = [score(pair.end).published for pair in pairs]
        for ending, limit in (
            ("", reference.reliable_change(starts)),
            ("_unequal", reference.reliable_change_unequal(starts, ends)),
        ):
            improved, declined = directions(pairs, limit)
            wanted = {f"reliable_change{ending}": limit, f"improved{ending}_count": improved,
                      f"declined{ending}_count": declined}  # fmt: skip
            _equal_columns("fct_change_direction", row, wanted, named(release, row), compared)


def form_of(stay: Stay, phase: str) -> Form:
    """The form of a stay at a phase; of one that was asked once, its only one."""
    return stay.end if phase == "end" else stay.start


def _classes(release: Release, compared: Compared) -> None:
    for row in release.rows("fct_indicator_class"):
        people = release.distributions[group_of(row)]
        low = sum(score(form_of(stay, row["phase_code"])).published < LOW for stay in people)
        wanted = {"person_count": len(people), "low_count": low}
        _equal_columns("fct_indicator_class", row, wanted, named(release, row), compared)


def _distributions(release: Release, compared: Compared) -> None:
    rows = release.rows("fct_answer_distribution")
    questions = {row["question_key"]: row["question_code"] for row in release.rows("dim_question")}
    people = release.people(rows)
    for row in rows:
        question, option = questions[row["question_key"]], release.options[row["option_key"]]
        forms = [form_of(stay, row["phase_code"]) for stay in people[group_of(row)]]
        answers = Counter(form.answers[question] or "no_answer" for form in forms)
        wanted = {
            "answer_count": answers[option],
            "answered_count": sum(n for code, n in answers.items() if code not in MISSING),
            "person_count": len(forms),
        }
        where = f"{named(release, row)} {row['phase_code']} {question} {option}"
        _equal_columns("fct_answer_distribution", row, wanted, where, compared)


def _category(pair: Stay, background: str) -> str:
    """Of the start, or else of the end."""
    if background == "start_period":
        return f"{pair.start.at.year * 10 + (1 if pair.start.at.month <= 6 else 2)}"
    return pair.start.answers[background] or pair.end.answers[background] or "no_answer"


def _backgrounds(release: Release, compared: Compared) -> None:
    known = {row["background_key"]: row for row in release.rows("dim_background")}
    by_county: dict[tuple[int, int], list[Stay]] = defaultdict(list)
    for (half_year, _, status, key), stays in release.cells.items():
        if status == "paired":
            by_county[half_year, release.services[key]["region_key"]] += stays
    for row in release.rows("fct_indicator_change_by_background"):
        about = known[row["background_key"]]
        if about["background_code"] not in {*BACKGROUNDS, "start_period"}:
            continue
        codes = set(about["category_code"].split("+"))
        pairs = [pair for pair in by_county[row["period_key"], row["region_key"]]
                 if _category(pair, about["background_code"]) in codes]  # fmt: skip
        where = f"{row['period_key']} {row['region_key']} {about['category_code']}"
        _equal_columns("fct_indicator_change_by_background", row, pair_sums(pairs), where, compared)


def band(count: int, fewest: int) -> str:
    """How many are suppressed, as a band."""
    limits = ((fewest, "few"), (10, "5-9"), (50, "10-49"), (100, "50-99"), (500, "100-499"))
    return next((text for limit, text in limits if count < limit), "500+")


def _suppressed(release: Release, compared: Compared) -> None:
    published = {id(stay) for stays in release.cells.values() for stay in stays}
    hidden: Counter[tuple[int, int, str]] = Counter()
    for stay in release.stays[True]:
        if id(stay) not in published:
            county = release.services[release.service_keys[stay.service]]["region_key"]
            hidden[stay.half_year, county, stay.status] += 1
    for row in release.rows("fct_indicator_suppressed"):
        if row["indicator_key"] and row["suppressed_from_code"] == "everything":
            key = row["period_key"], row["region_key"], row["pairing_status_code"]
            fewest = 10 if key[2].endswith("uncoded") else 5
            wanted = band(hidden.pop(key, 0), fewest)
            compared.equal("fct_indicator_suppressed.band", row["suppressed_person_band"], wanted, key)  # fmt: skip
    compared.equal("fct_indicator_suppressed: nobody vanishes", len(hidden), 0, dict(hidden))
