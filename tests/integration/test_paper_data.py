"""Data as papers share them: items at several time points, scored, paired and counted by YAML alone.

A made-up scale of nine items 0-3 (a sum of 0-27, worse when high, one item asked backwards) at
three time points. pandas and scipy work out what must come of the same answers.
"""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyreadstat
import pytest
from scipy import stats

from orchestration.core.data_root import PROJECT
from tests.roots import Workplace, new_root, twin

SURVEY = PROJECT / "tests" / "fixtures" / "questionnaires" / "low_mood"
ITEMS = [f"mood{number}" for number in range(1, 10)]
BACKWARDS, MISSING, ALPHA = "mood4", 9, 0.86
LABELS = {0: "Not at all", 1: "Several days", 2: "More than half the days", 3: "Nearly every day", 9: "No answer"}  # fmt: skip
PEOPLE = 160
TIMES = {0: "Baseline", 1: "Post", 2: "Follow-up"}


def answers() -> pd.DataFrame:
    """id, time 0/1/2 and nine items of everybody; 9 is no answer, and some left early."""
    rng = np.random.default_rng(20240240)
    rows = []
    for person in range(PEOPLE):
        level = rng.normal(1.7, 0.6)
        for time, fall, gone in ((0, 0.0, 0.0), (1, 0.6, 0.25), (2, 0.5, 0.4)):
            if rng.random() < gone:
                continue
            items = np.clip(np.rint(rng.normal(level - fall, 0.6, 9)), 0, 3).astype(int)
            items[ITEMS.index(BACKWARDS)] = 3 - items[ITEMS.index(BACKWARDS)]
            items[rng.random(9) < 0.02] = MISSING
            rows.append([f"P{person:03}", time, *items])
    return pd.DataFrame(rows, columns=["id", "time", *ITEMS])


def exact_scores(data: pd.DataFrame) -> pd.DataFrame:
    """Totals 0-27 by person and time: at least eight answers, the mean of them standing for all."""
    values = data[ITEMS].astype(float).mask(data[ITEMS] == MISSING)
    values[BACKWARDS] = 3 - values[BACKWARDS]
    total = values.mean(axis=1) * 9
    total = total.where(values.notna().sum(axis=1) >= 8)
    return data.assign(total=total).pivot(index="id", columns="time", values="total")


def scores(data: pd.DataFrame) -> pd.DataFrame:
    """As published: whole numbers, as complete forms have; of two equally near the even one."""
    return np.rint(exact_scores(data))


def brought_in(place: Workplace, folder: Path, how: str) -> Workplace:
    """A root with the survey, and the answers in landing as a file of one kind."""
    shutil.copytree(SURVEY, place.root.questionnaires / SURVEY.name)
    file = written(folder, answers(), how)
    place.land(file, f"study/{file.name}")
    return place


def side_by_side(data: pd.DataFrame) -> pd.DataFrame:
    """A row per person, an item and time point a column: `mood1_t0`, `mood1_t1`, …"""
    wide = data.set_index(["id", "time"]).unstack("time")
    wide.columns = [f"{item}_t{time}" for item, time in wide.columns]
    return wide.reset_index()


def written(folder: Path, data: pd.DataFrame, how: str) -> Path:
    """The same answers as a file: `csv`, `sav`, or either with a row per person (`wide csv`)."""
    kind = how.split()[-1]
    file = folder / f"shared.{kind}"
    is_wide = how.startswith("wide")
    table = side_by_side(data) if is_wide else data
    items = [name for name in table.columns if name.startswith("mood")]
    if kind == "csv":
        # As pandas and R leave gaps: whole numbers turn into 1.0, and nothing into NA.
        table = table if is_wide else table.replace({"time": TIMES})
        table.to_csv(file, index=False, na_rep="NA")
        return file
    # As SPSS keeps it: labelled codes, and 9 declared missing by the file.
    labels = dict.fromkeys(items, LABELS) | ({} if is_wide else {"time": TIMES})
    pyreadstat.write_sav(
        table, str(file), variable_value_labels=labels,
        missing_ranges={item: [MISSING] for item in items},
    )  # fmt: skip
    return file


# What files of other kinds and shapes say in raw is compared to that of this one.
@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("paper")
    place = brought_in(new_root(folder), folder, "csv")
    place.release()
    return place


def _row(place: Workplace, table: str, columns: str, where: str = "true") -> tuple:
    (row,) = place.query(f"select {columns} from {{{table}}} where {where}")
    return row


CHANGE = "select pair_count, change_mean from {rpt_indicator_change} where level = 'service'"


def test_pairs_totals_and_change_are_those_of_pandas_and_scipy(place):
    wide = scores(answers())
    # Follow-up is an end too, and the latest end counts; who has neither is without an end.
    end = wide[2].fillna(wide[1])
    both = wide[0].notna() & end.notna()
    start, end, starts_only = wide[0][both], end[both], wide[0][~both & wide[0].notna()]
    assert both.sum() > 50 and len(starts_only) >= 5
    found = _row(
        place, "rpt_indicator_change",
        "pair_count, start_mean, end_mean, change_mean, change_sd, change_ci_low, change_ci_high,"
        " change_median, conclusion_code, start_status_code",
        "level = 'service'",
    )  # fmt: skip
    low, high = stats.ttest_rel(end, start).confidence_interval(0.95)
    change = end - start
    expected = [start.mean(), end.mean(), change.mean(), change.std()]
    assert found[0] == both.sum()
    assert found[1:5] == pytest.approx(expected, abs=1e-6)
    # Intervals have one decimal, and medians are in twos of answer steps.
    assert found[5:7] == pytest.approx((low, high), abs=0.0501)
    assert found[7] == 2 * round(change.median() / 2)
    assert found[8:] == ("improved", "number")
    # Sums and counts as the paper prints them: the additive facts hold them exactly.
    sums = _row(place, "fct_indicator_change", "pair_count, start_sum, end_sum, change_sum")
    assert [float(n) for n in sums] == pytest.approx([both.sum(), start.sum(), end.sum(), change.sum()])  # fmt: skip
    left = place.query(
        "select sum(person_count), sum(score_sum) from {fct_indicator_level} where pairing_status_code = 'start_only'"
    )
    assert [float(n) for n in left[0]] == pytest.approx([len(starts_only), starts_only.sum()])


def test_a_printed_table_of_a_large_group_comes_back_to_its_last_digit(place):
    wide = exact_scores(answers())
    end = wide[2].fillna(wide[1])
    both = wide[0].notna() & end.notna()
    start, end = wide[0][both], end[both]
    assert both.sum() >= 100 and (start % 1 > 0).sum() + (end % 1 > 0).sum() >= 10
    printed = [f"{mean:.1f}" for mean in (start.mean(), end.mean(), (end - start).mean())]
    # Of published scores at least one mean is another: the test would fail without the exact ones.
    rounded = [np.rint(start).mean(), np.rint(end).mean(), (np.rint(end) - np.rint(start)).mean()]
    assert [f"{mean:.1f}" for mean in rounded] != printed
    found = _row(
        place, "rpt_indicator_change",
        "exact_start_mean, exact_end_mean, exact_change_mean", "level = 'service'",
    )  # fmt: skip
    assert [f"{mean:.1f}" for mean in found] == printed


def test_how_many_changed_reliably_is_published_as_counts(place):
    wide = scores(answers())
    end = wide[2].fillna(wide[1])
    both = wide[0].notna() & end.notna()
    fall = wide[0][both] - end[both]
    bound = 1.96 * math.sqrt(2) * wide[0][both].std() * math.sqrt(1 - ALPHA)
    expected = (both.sum(), (fall > bound).sum(), (fall.abs() <= bound).sum(), (fall < -bound).sum())  # fmt: skip
    *found, reliable_change = _row(
        place, "fct_change_direction",
        "pair_count, improved_count, unchanged_count, declined_count, reliable_change",
    )  # fmt: skip
    assert tuple(found) == expected and found[1] > 0
    assert reliable_change == pytest.approx(bound, abs=1e-6)
    shares = _row(place, "rpt_indicator_change", "improved_share, declined_share", "level = 'service'")  # fmt: skip
    assert shares == pytest.approx((expected[1] / expected[0], expected[3] / expected[0]))
    wider = 1.96 * math.sqrt((wide[0][both].var() + end[both].var()) * (1 - ALPHA))
    shares = _row(
        place, "rpt_indicator_change",
        "reliable_change_unequal, improved_unequal_share, declined_unequal_share", "level = 'service'",
    )  # fmt: skip
    assert shares == pytest.approx((wider, (fall > wider).mean(), (fall < -wider).mean()))


def test_its_reliability_is_that_of_the_published_answers(place):
    data = answers()
    wide = scores(data)
    end = wide[2].fillna(wide[1])
    both = wide[0].notna() & end.notna()
    # Everybody's start is published (of the pairs and of starts without an end) if the latter are five or more.
    starts = data[(data.time == 0) & data.id.isin(wide.index[wide[0].notna()])].set_index("id")
    values = starts[ITEMS].astype(float).mask(starts[ITEMS] == MISSING)
    values[BACKWARDS] = 3 - values[BACKWARDS]
    values = values.apply(lambda row: row.fillna(row.mean()), axis=1)
    matrix = values.cov().to_numpy()
    alpha = 9 / 8 * (1 - np.trace(matrix) / matrix.sum())
    assert (~both).sum() >= 5
    found = _row(
        place, "rpt_indicator_reliability", "alpha",
        "phase_code = 'start' and language_code = 'all' and item_code = 'all'",
    )  # fmt: skip
    assert found[0] == pytest.approx(alpha, abs=6e-5)


@pytest.mark.parametrize("how", ["sav", "wide csv", "wide sav"])
def test_every_kind_of_file_says_the_same_of_a_person_a_time_and_a_question(place, how, tmp_path):
    other = brought_in(twin(place, tmp_path), tmp_path, how)
    assert [record.status for record in other.take()] == ["accepted"]
    said = _said(other)
    # Of every form nine items, whatever was left unanswered among them.
    assert len(said) == len(answers()) * len(ITEMS)
    assert said == _said(place)


def _said(place: Workplace) -> list[tuple]:
    """Person, time, question and what was answered, of everything in raw."""
    submissions, tables = (f"'{place.root.raw}/{t}/*.parquet'" for t in ("submissions", "answers"))
    return duckdb.sql(
        "select person_key, phase_code, answered_at, question_code, option_code, number_low,"
        f" number_high, missing_kind from read_parquet({submissions})"
        f" join read_parquet({tables}) using (delivery_id, row_number) order by all"
    ).fetchall()


def _root_with(folder: Path, **forms: str) -> Workplace:
    """A root with the survey and these forms alone."""
    place = new_root(folder)
    survey = place.root.questionnaires / SURVEY.name
    shutil.copytree(SURVEY, survey)
    for file in (survey / "forms").glob("*.yml"):
        if file.stem not in forms:
            file.unlink()
    for name, text in forms.items():
        (survey / "forms" / f"{name}.yml").write_text(text, encoding="utf-8")
    return place


LONG, WIDE = ((SURVEY / "forms" / f"{name}.yml").read_text() for name in ("shared", "wide"))


def _land(place: Workplace, folder: Path, data: pd.DataFrame, how: str, *, at: int) -> None:
    place.land(written(folder, data, how), f"study/{at}.csv", at=at)


def test_a_time_point_that_no_form_names_is_not_read_and_the_change_is_to_the_one_before(tmp_path):
    undeclared = WIDE.replace(', Follow-up: "*_t2"', "").replace(", Follow-up: 2024-06-15", "")
    place = _root_with(tmp_path, wide=undeclared)
    _land(place, tmp_path, answers(), "wide csv", at=1)
    place.build("+rpt_indicator_change")
    [record] = place.records
    assert record.status == "accepted", record.reasons
    wide = scores(answers())
    both = wide[0].notna() & wide[1].notna()
    expected = (both.sum(), pytest.approx((wide[1] - wide[0])[both].mean(), abs=1e-6))
    assert place.built(CHANGE) == [expected]
    # mood1_t2 is in the fourth column, mood2_t2 in the seventh: the message names their header cells.
    assert list(record.left_out_columns) == [f"{chr(ord('D') + 3 * n)}1" for n in range(8)] + [
        "AB1"
    ]
    assert record.choice["time_points"] == ["Baseline", "Post"]
    assert record.counts | {"people_rows": PEOPLE, "time_points": 2} == record.counts


def test_a_person_corrected_in_a_later_wide_file_replaces_what_came_before(tmp_path):
    place = _root_with(tmp_path, wide=WIDE, shared=LONG)
    data = answers()
    _land(place, tmp_path, data, "wide csv", at=1)
    place.take()
    corrected = data.copy()
    # Somebody whose end is Post: there is no Follow-up.
    last = corrected.groupby("id").time.transform("max")
    hit = corrected.index[(corrected.time == 1) & (last == 1)][0]
    corrected.loc[hit, "mood1"] = 0 if corrected.loc[hit, "mood1"] else 3
    _land(place, tmp_path, corrected, "wide csv", at=2)
    again = next(r for r in place.take() if r.files[0].name == "study/2.csv")
    assert again.status == "accepted", again.reasons
    assert again.account == {
        "new": 0, "changed": 1, "unchanged": len(data) - 1, "gone": 0, "linked": 1,
    }  # fmt: skip
    wide = scores(corrected)
    end = wide[2].fillna(wide[1])
    both = wide[0].notna() & end.notna()
    expected = (both.sum(), pytest.approx((end - wide[0])[both].mean(), abs=1e-6))
    place.build("+rpt_indicator_change")
    assert place.built(CHANGE) == [expected]
    # The same people as a long file: another form, and nobody counts twice.
    _land(place, tmp_path, corrected, "csv", at=3)
    place.build("+rpt_indicator_change")
    forms = {r.files[0].name: r.form_code for r in place.records}
    assert forms == {"study/1.csv": "wide", "study/2.csv": "wide", "study/3.csv": "shared"}
    assert place.built(CHANGE) == [expected]


def test_a_row_per_person_without_declared_time_points_is_refused_with_what_to_do(tmp_path):
    place = _root_with(tmp_path, shared=LONG)
    _land(place, tmp_path, answers(), "wide csv", at=1)
    [record] = place.take()
    assert record.status == "refused"
    [reason] = record.reasons
    assert reason["code"] == "several_in_a_row" and "`time_points`" in reason["en"]
