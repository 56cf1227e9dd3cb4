"""A scale that Mukana was not made for, from an export to what is said of its change, by YAML alone."""

from __future__ import annotations

import shutil

import duckdb
import pytest

from orchestration.core.data_root import PROJECT
from tests.exports import xlsx
from tests.roots import Workplace, new_root

SURVEY = PROJECT / "tests" / "fixtures" / "questionnaires" / "wellbeing"
ITEMS = [
    "I have felt cheerful and in good spirits",
    "I have felt calm and relaxed",
    "I have felt active and vigorous",
    "I woke up feeling fresh and rested",
    "My daily life has been filled with things that interest me",
]
LABELS = {
    5: "All of the time", 4: "Most of the time", 3: "More than half of the time",
    2: "Less than half of the time", 1: "Some of the time", 0: "At no time",
    "dont_know": "Don't know", "refused": "I'd rather not say", "": "",
}  # fmt: skip
HOW = ["Who filled this in", "Filled in on"]
# Eight at 2, two at 1; one leaves an item blank; one does not know one and refuses another.
STARTS = [[2] * 5] * 8 + [[1] * 5] * 2 + [[2, 2, 2, 2, ""], [2, 2, 2, "dont_know", "refused"]]
ENDS = [[3] * 5] * 10 + [[4] * 5, [3] * 5]


def _rows() -> list[list[str]]:
    return [
        [f"{day}.2024 10.{number:02}.00", f"code{number}", phase, "Lahden paja"]
        # Six were helped at the start; five started on paper.
        + ["A worker with me" if phase == "Start" and number < 6 else "I did"]
        + ["Paper" if phase == "Start" and number < 5 else "The web"]
        + [LABELS[answer] for answer in [*answers, tense]]
        for phase, day, everyone, tense in (("Start", "5.2", STARTS, 4), ("End", "6.5", ENDS, 1))
        for number, answers in enumerate(everyone)
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("wellbeing")
    place = new_root(folder)
    shutil.copytree(SURVEY, place.root.questionnaires / SURVEY.name)
    header = ["Timestamp", "Code", "Measurement", "Service", *HOW, *ITEMS, "I have felt tense"]
    place.land(xlsx(folder / "wellbeing.xlsx", [header, *_rows()]), "sender/wellbeing.xlsx")
    place.release()
    return place


def _change(place: Workplace, indicator: str, columns: str) -> tuple:
    (row,) = place.query(
        f"select {columns} from {{rpt_indicator_change}}"
        f" where level = 'service' and indicator_code = '{indicator}'"
    )
    return row


def test_the_sum_of_who_5_times_four_and_its_change(place):
    # Eleven pairs: starts 8 x 40 + 2 x 20 + 40 (prorated: four items of 2 are a mean of 2) = 400,
    # ends 10 x 60 + 80 = 680; the twelfth start has three items and no score.
    found = _change(place, "who5", "pair_count, start_mean, end_mean, change_mean, conclusion_code")
    assert found == (11, pytest.approx(400 / 11), pytest.approx(680 / 11), pytest.approx(280 / 11), "no_interval")  # fmt: skip
    # The one end without a scorable start is not a number.
    assert _change(place, "who5", "end_count, end_status_code") == (None, "few")


def test_where_nearly_all_score_alike_no_limit_of_their_own_is_published(place):
    # Nine starts at 40 and two at 20, ends ten at 60 and one at 80: with their squares they would be
    # known. The median change of 20 is in twos of answer steps, 16 and 24: the even one.
    found = _change(place, "who5", "reliable_change, improved_share, declined_share, change_median")
    assert found == (None, None, None, 16.0)
    spreads = "select spread_status_code, change_square_sum from {fct_change_spread}"
    assert place.query(spreads) == [("left_out", None)] * 2


def test_an_indicator_that_is_better_low_improves_by_falling(place):
    # Of the eleven of WHO-5, whose item it shares: (4 + 5 - 2) / 2 = 3.5 -> 70 for nine, 80 for
    # two; ends (1 + 5 - 3) / 2 = 1.5 -> 30, and one 20. (10 x 30 + 20 - 9 x 70 - 2 x 80) / 11.
    found = _change(place, "tension", "pair_count, change_mean, conclusion_code, interpretation_en")
    assert found[:3] == (11, pytest.approx(-470 / 11), "no_interval")
    assert "A rising score does not directly mean a failing service." in found[3]
    # No reliability is declared for it.
    assert _change(place, "tension", "reliable_change, improved_share") == (None, None)


def test_who_has_no_score_of_a_scale_counts_in_none_that_shares_its_items(place):
    # With twelve in one and eleven in the other, sums would differ by the twelfth's tension.
    with duckdb.connect(str(place.root.warehouse), read_only=True) as warehouse:
        scores = "select scoring_code, count(*) from restricted.int_measurements"
        where = "where indicator_code = 'tension' group by all order by all"
        found = warehouse.execute(
            f"{scores} join marts.dim_indicator using (indicator_key) {where}"
        )
        assert found.fetchall() == [("complete", 24)]
    people = place.query(
        "select indicator_code, sum(pair_count) from {fct_indicator_change}"
        " join {dim_indicator} using (indicator_key) group by all order by all"
    )
    assert people == [("tension", 11), ("who5", 11)]


def test_items_answered_and_how_it_was_scored_travel_with_every_score(place):
    with duckdb.connect(str(place.root.warehouse), read_only=True) as warehouse:
        found = warehouse.execute(
            "select scoring_code, answered_item_count, count(*), min(score), max(score)"
            " from restricted.int_measurements join marts.dim_indicator using (indicator_key)"
            " where indicator_code = 'who5' group by all order by all"
        ).fetchall()
    assert found == [
        ("complete", 5, 22, 20, 80),
        ("not_scorable", 3, 1, None, None),
        ("prorated", 4, 1, 40, 40),
    ]


def test_a_question_that_everybody_answered_alike_is_published_for_nobody_nor_what_it_follows_from(
    place,
):
    # All were tense at 4 at the start and at 1 at the end. Tension less that is an item of WHO-5.
    assert place.query("select count(*) from {fct_answer_distribution}") == [(0,)]


def test_reports_say_nothing_of_a_scale_among_fewer_than_thirty(place):
    assert place.query("select count(*) from {rpt_indicator_reliability}") == [(0,)]


def test_pairs_that_were_not_answered_alike_are_flagged(place):
    found = place.query(
        "select condition_code, pair_count, mixed_count, condition_status_code"
        " from {fct_change_condition} join {dim_indicator} using (indicator_key)"
        " where indicator_code = 'tension' order by 1"
    )
    assert found == [
        ("form_changed", 11, 0, "number"),
        ("helped", 11, 6, "number"),
        ("language_changed", 11, 0, "number"),
        ("mode_changed", 11, 5, "number"),
    ]
