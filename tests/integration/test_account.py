"""The account adds up from the forms that were read to the people that are published.

It is asserted for every warehouse that any test builds (dbt_project/tests); here it is read.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse.build import Build, build
from tests.golden_raw import SERVICES
from tests.raw_tables import Codebook, Delivery, write_raw

BLANK = {"calm": "no_answer", "glad": "no_answer"}
# By half-year of the form. The twelve pairs started in the second half of 2023.
OF_BOTH = {
    (20232, "published"): 12,
    (20241, "published_without_distribution"): 6,
    (20241, "suppressed"): 3,
    (20241, "repeated"): 1,
    (20241, "another_counts"): 1,
    (20241, "in_between"): 1,
    (20241, "superseded"): 1,
    (None, "no_time"): 1,
}
# Twelve people once and the ends of twelve pairs; three left the items blank.
OF_THE_SCORE = OF_BOTH | {(20241, "published"): 12 + 12, (20241, "no_score"): 3}
OF_EVERYBODY = OF_BOTH | {(20241, "published"): 12 + 3 + 12}


def _answers(n: int) -> dict[str, object]:
    return {"calm": 1 + n % 5, "glad": 2 + n % 3, "met": "no" if n % 3 else "yes"}


def _deliveries() -> Iterable[Delivery]:
    first, second = Delivery("q"), Delivery("q")
    second.id = second.common["delivery_id"] = "q-again"

    def add(day: str, name: str, count: int, phase: str = "single", **answers: object) -> None:
        for n in range(count):
            given = _answers(n * n if phase == "end" else n) | answers
            first.submit(day, given, person_key=f"{name}{n}", phase_code=phase)

    add("2024-03-01", "once", 12)
    add("2024-03-01", "blank", 3, **BLANK)
    add("2023-11-01", "pair", 12, "start")
    add("2024-05-01", "pair", 12, "end")
    add("2024-03-05", "started", 6, "start")
    add("2024-04-01", "ended", 3, "end")
    # Again after four hours, again in May, and a start between start and end.
    add("2024-03-01T04:00", "once", 1)
    first.submit("2024-05-20", _answers(1), person_key="once1")
    add("2024-02-01", "pair", 1, "start")
    first.submit("2024-03-01", _answers(0), person_key="nobody", answered_at=None)
    # The third row of the first delivery comes again, corrected.
    second.submit("2024-03-01", _answers(4), person_key="once2", response_id="4")
    return first, second


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Build]:
    folder = tmp_path_factory.mktemp("account")
    book = Codebook()
    book.questionnaire("q", "person")
    for item in ("calm", "glad"):
        book.question("q", item, "scale", "12345", "mood")
    book.question("q", "met", "single", ["yes", "no"], None)
    book.indicator("q", "mood", ["calm", "glad"], min_answered=2)
    write_raw(folder / "raw", book, list(_deliveries()), SERVICES)
    return folder, build(folder / "raw", folder / "scratch")


def test_every_form_is_published_or_left_out_for_a_reason_that_is_named(built):
    _, done = built
    assert [result.name for result in done.results if not result.passed] == []
    with duckdb.connect(str(done.database), read_only=True) as connection:
        rows = connection.execute(
            "select indicator_key = 0, period_key, fate_code, sum(submission_count)"
            " from restricted.int_submission_account group by all"
        ).fetchall()
    account: dict[bool, dict] = {False: {}, True: {}}
    for everybody, period, fate, count in rows:
        account[everybody][period, fate] = count
    assert account == {False: OF_THE_SCORE, True: OF_EVERYBODY}
    assert sum(OF_THE_SCORE.values()) == sum(OF_EVERYBODY.values()) == 53


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("delete from marts.fct_indicator_level where pairing_status_code = 'start_only'", "scores"),
        ("update marts.fct_indicator_change set pair_count = pair_count + 1", "scores"),
        ("delete from marts.fct_answer_distribution where phase_code = 'single'", "answers"),
        ("update marts.fct_answer_distribution set person_count = 11 where phase_code = 'end'", "answers"),
        ("delete from restricted.int_submission_account where fate_code = 'suppressed'", "read"),
        (
            "update restricted.int_submission_account set fate_code = 'unexplained' where fate_code = 'repeated'",
            "unexplained",
        ),
    ],
)  # fmt: skip
def test_people_who_are_left_out_or_counted_twice_are_missed(built, tmp_path, damage, what):
    folder, done = built
    [test] = (folder / "scratch").rglob("compiled/**/every_submission_is_accounted_for.sql")
    copy = shutil.copy(done.database, tmp_path / done.database.name)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(f"set file_search_path = '{folder / 'raw'}'")
        assert connection.execute(test.read_text()).fetchall() == []
        connection.execute(damage)
        assert {row[0] for row in connection.execute(test.read_text()).fetchall()} == {what}
