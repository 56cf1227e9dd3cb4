"""A row per person: whose columns are whose, and one delivery out of the time points."""

import re
from dataclasses import replace

import pytest

from orchestration.cli.compare import compare
from orchestration.core.settings import Settings
from orchestration.ingest.messages import receipt
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.registers import registers
from orchestration.intake import self_check
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.loading.loader import QuestionnaireError
from tests.wide_survey import (
    CODES,
    DAYS,
    FEW,
    LONG,
    POINTS,
    answers_by_row,
    context,
    read,
    table,
    wide,
    without_absent,
)

STEP = 10_000_000
HEADER = "id age a1_t0 a2_t0 b1_t0 a1_t1 a2_t1 b1_t1"


def _phases(reading) -> dict[int, str]:
    rows = reading.tables["submissions"].to_pylist()
    return {row["row_number"]: row["phase_code"] for row in rows}


def _refused(file, known) -> list:
    with pytest.raises(Refusal) as caught:
        read(file, known)
    return list(caught.value.reasons)


def test_each_time_point_is_a_submission_with_a_number_of_its_own_and_the_shared_background(
    tmp_path,
):
    file = table(tmp_path, HEADER, "p1 30 1 2 3 3 2 1", "p2 40 2 2 2 3 3 3")
    reading = read(file, context(tmp_path))
    assert _phases(reading) == {2: "start", 3: "start", STEP + 2: "end", STEP + 3: "end"}
    answers = answers_by_row(reading)
    assert [answers[n, "a1"] for n in (2, 3, STEP + 2, STEP + 3)] == [["1"], ["2"], ["3"], ["3"]]
    ages = [answers[number, "age"] for number in (2, STEP + 2, 3, STEP + 3)]
    assert ages == [["30.0000"]] * 2 + [["40.0000"]] * 2
    rows = reading.tables["submissions"].to_pylist()
    assert rows[0]["person_key"] == rows[2]["person_key"] != rows[1]["person_key"]
    assert [str(row["answered_at"].date()) for row in rows[::2]] == ["2024-01-15", "2024-04-15"]
    assert reading.left_out == []


@pytest.mark.parametrize(
    ("points", "more", "header"),
    [
        ('{Before: "T1_*", After: "T2_*"}', "", "id T1_a1 T1_a2 T1_b1 T2_a1 T2_a2 T2_b1"),
        ('{Before: "*", After: "*_t1"}', "", "id a1 a2 b1 a1_t1 a2_t1 b1_t1"),
        ('{Before: "*", After: "T2:~*"}', "", "id a1 a2 b1 T2:~a1 T2:~a2 T2:~b1"),
        (
            '{Before: "q_pre_*", After: "q_post_*"}',
            'columns: {a1: ["1"], a2: ["2"], b1: ["3"]}\n',
            "id q_pre_1 q_pre_2 q_pre_3 q_post_1 q_post_2 q_post_3",
        ),
        # By item, not by time point, and in capitals.
        ('{Before: "*_t0", After: "*_t1"}', "", "ID A1_T0 A1_T1 A2_T0 A2_T1 B1_T0 B1_T1"),
    ],
)
def test_a_mark_may_stand_anywhere_and_one_time_point_may_have_none(tmp_path, points, more, header):
    known = context(tmp_path, wide(points.replace("~", " "), DAYS + CODES + more))
    by_item = header.startswith("ID")
    file = table(tmp_path, header, "p1 1 3 2 2 3 1" if by_item else "p1 1 2 3 3 2 1")
    answers = answers_by_row(read(file, known))
    codes = ("a1", "a2", "b1")
    assert [answers[2, code] for code in codes] == [["1"], ["2"], ["3"]]
    assert [answers[STEP + 2, code] for code in codes] == [["3"], ["2"], ["1"]]


def test_a_column_with_a_pattern_excludes_a_shared_one_and_only_what_is_asked_once_is_shared(
    tmp_path,
):
    known = context(tmp_path, wide(more=FEW))
    header = "id age age_t1 place place_t1 date_t0 date_t1 date why a1_t0 a2_t0 a1_t1 a2_t1"
    file = table(tmp_path, header, "p1 30 31 Mill NA 1.2.2024 1.5.2024 1.9.2024 x 1 1 2 2")
    reading = read(file, known)
    first, second = reading.tables["submissions"].to_pylist()
    assert (first["service_code"], second["service_code"]) == ("mill", "na")
    assert (first["answered_at"].month, second["answered_at"].month) == (2, 5)
    assert answers_by_row(reading)[2, "age"] == ["30.0000"]
    assert answers_by_row(reading)[STEP + 2, "age"] == ["31.0000"]
    # Neither a time nor a question that is not background can be everybody's without a pattern.
    assert reading.left_out == ["H1", "I1"]


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        (wide('{Baseline: "*_t0"}', ""), "Baseline is not declared in fields.phase"),
        (wide('{Before: "t0", After: "*_*"}', ""), "needs exactly one `*`"),
        (wide('{Before: "*_t0", After: "*_T0"}', ""), "two have the same pattern"),
        (wide('{Before: "*_t0", before: "*_t1"}', ""), "two have the same name"),
        (wide(more="constants: {phase: start}\n"), "take `phase` out of `constants`"),
        (wide(more="columns: {phase: [wave]}\n"), "take `phase` out of `columns`"),
        (wide(more="days: {Before: 2024-01-15}\n"), "time point After has no day"),
        # Item a1 at the first is what item a11 would be at the second.
        (
            wide('{Before: "*1", After: "*"}', "columns: {a1: [a1], b1: [a11]}\n"),
            "header `a11` has two meanings (Before, After)",
        ),
        # A field that is everybody's is what an item is at one time point.
        (
            wide('{Before: "*_t0", After: "*_t1"}', "columns: {service: [a1_t1]}\n"),
            "header `a1_t1` has two meanings (Before, After)",
        ),
    ],
)
def test_time_points_that_cannot_be_read_are_reported_by_file(tmp_path, form, problem):
    with pytest.raises(QuestionnaireError) as caught:
        context(tmp_path, form)
    assert any(re.search(r"form_0.yml:[1-9]+: ", p) and problem in p for p in caught.value.problems)


def test_an_indicator_without_a_column_at_one_time_point_was_not_asked_then(tmp_path):
    file = table(tmp_path, "id a1_t0 a2_t0 b1_t0 a1_t1 a2_t1", "p1 1 2 3 3 2")
    reading = read(file, context(tmp_path))
    assert (STEP + 2, "b1") not in answers_by_row(reading) and answers_by_row(reading)[2, "b1"] == [
        "3"
    ]
    assert reading.unscored == []


def test_some_items_of_an_indicator_are_a_missing_column_reported_once_with_its_own_header(
    tmp_path,
):
    header = "id a1_t0 a2_t0 b1_t0 zz_t1 other other2 other3 a2_t1 b1_t1"
    reasons = _refused(table(tmp_path, header, "p1 1 2 3 1 1 1 1 2 3"), context(tmp_path))
    assert [(r.code, "“a1_t1”" in r.en) for r in reasons] == [("missing_columns", True)]


def test_a_reworded_item_blocks_its_indicator_at_every_time_point(tmp_path):
    survey_texts = {"a1": "I feel at home here", "a2": "People listen to me", "b1": "I manage"}
    columns = ", ".join(f"{code}: [{text}]" for code, text in survey_texts.items())
    known = context(tmp_path, wide('{Before: "T0 *", After: "T1 *"}', f"{DAYS}{CODES}columns: {{{columns}}}\n"))  # fmt: skip
    header = "id T0~I~feel~at~home~here T0~People~listen~to~me T0~I~manage T1~I~feel~at~home~now T1~People~listen~to~me T1~I~manage"  # fmt: skip
    reading = read(table(tmp_path, header, "p1 1 2 3 3 2 1"), known)
    assert reading.blocked_indicators == ["first"] == reading.unscored
    assert {code for _, code in answers_by_row(reading)} == {"b1"}
    assert [(f.code, f.cell) for f in without_absent(reading.findings)] == [("reworded_item", "E1")]


def test_who_left_a_time_point_blank_has_no_form_there_and_who_left_all_is_no_row(tmp_path):
    rows = ("p1 30 1 2 3 NA NaN .", "p2 40 '' - NULL 3 3 3", "p3 50 NA NA NA NA NA NA")
    reading = read(table(tmp_path, HEADER, *rows), context(tmp_path))
    assert _phases(reading) == {2: "start", STEP + 3: "end"}
    assert reading.counts == {
        "read": 2, "used": 2, "no_consent": 0, "people_rows": 2, "time_points": 2,
    }  # fmt: skip
    texts = [receipt.rows(reading.counts, speech) for speech in (0, 1)]
    assert texts[0].startswith(
        "luettu 2 lomaketta (2 ihmisen riviltä, 2 mittauskerralta), käytetty 2,"
    )
    assert texts[1].startswith("2 forms read (rows of people: 2, time points: 2), 2 used,")


@pytest.mark.parametrize(("points", "first"), [(POINTS, "_t0"), ('{Before: "*", After: "*_t1"}', "")])  # fmt: skip
def test_what_is_asked_once_makes_nobody_present_whoever_else_marks_it(tmp_path, points, first):
    known = context(tmp_path, wide(points, DAYS + FEW))
    header = f"id age{first} age_t1 place a1{first} a2{first} a1_t1 a2_t1"
    rows = ("p1 30 31 Mill 1 1 2 2", "p2 30 NA Mill 1 1 NA NA")
    assert set(_phases(read(table(tmp_path, header, *rows), known))) == {2, 3, STEP + 2}
    # Once for all, and nobody left it blank.
    header, row = f"id age place a1{first} a2{first} a1_t1 a2_t1", "p2 30 Mill NA NA 2 2"
    assert set(_phases(read(table(tmp_path, header, row), known))) == {STEP + 2}
    # A marked age at the second only: the first has the one without.
    rows = ("p1 30 31 Mill 1 1 2 2", "p2 30 31 Mill NA NA 2 2")
    header = f"id age age_t1 place a1{first} a2{first} a1_t1 a2_t1"
    assert set(_phases(read(table(tmp_path, header, *rows), known))) == {2, STEP + 2, STEP + 3}


def test_findings_name_the_sheets_own_cells_and_say_once_what_is_shared(tmp_path):
    known = context(tmp_path)
    rows = ("p1 ~34 1 2 3 3 2 1", "p2 7 1 2 3 NA NA NA", "p3 200 NA NA NA 3 2 1", "p4 4,5k 2 2 2 2 2 2")  # fmt: skip
    reading = read(table(tmp_path, HEADER, *rows), known)
    assert [(f.code, f.cell) for f in without_absent(reading.findings)] == [
        ("implausible", "B3, B4, B5")
    ]
    # Every time point's wrong cells at once, where they stand.
    rows = ("p1 30 1 9 3 3 2 1", "p2 40 1 2 3 3 7 1")
    reasons = _refused(table(tmp_path, HEADER, *rows), known)
    assert [(r.code, r.cell) for r in reasons] == [("unknown_label", "D2"), ("unknown_label", "G3")]
    rows = ("p1 ca.30 1 2 3 3 2 1", "p2 40 1 2 3 3 2 1")
    reading = read(table(tmp_path, HEADER, *rows), known)
    assert reading.repairs == {"about": {"count": 1, "cells": ["B2"]}}


def test_open_answers_go_to_the_time_point_they_were_given_at(tmp_path):
    known = context(tmp_path, wide(more=DAYS + FEW))
    header = "id a1_t0 a1_t1 a2_t0 a2_t1 why_t0 why_t1"
    reading = read(table(tmp_path, header, "p1 1 2 1 2 before after", "p2 1 NA 1 NA early NA"), known)  # fmt: skip
    rows = reading.tables["open_answers"].to_pylist()
    found = {(row["row_number"], row["answer_text"]) for row in rows}
    assert found == {(2, "before"), (3, "early"), (STEP + 2, "after")}


def test_a_correction_changes_the_time_point_it_names(tmp_path):
    known = context(tmp_path, wide(more=FEW))
    lines = "sender_code,form_code,response_id,answered_at,field,from,to,reason\nstudy,wide,,1.5.2024,phase,After,start,a second start\n"
    (tmp_path / "registers" / "corrections.csv").write_text(lines, encoding="utf-8")
    known = replace(known, registers=registers.load(tmp_path / "registers"))
    header = "id date_t0 date_t1 a1_t0 a2_t0 a1_t1 a2_t1"
    rows = ("p1 1.2.2024 1.5.2024 1 1 2 2", "p2 1.2.2024 2.5.2024 1 1 2 2")
    reading = read(table(tmp_path, header, *rows), known)
    assert _phases(reading) == {2: "start", 3: "start", STEP + 2: "start", STEP + 3: "end"}
    assert [f.code for f in without_absent(reading.findings)] == ["corrected"]


def test_marks_that_no_form_declares_are_refused_with_what_to_do(tmp_path):
    header = HEADER.replace("_t", "_w")
    [reason] = _refused(table(tmp_path, header, "p1 30 1 2 3 3 2 1"), context(tmp_path))
    assert reason.code == "several_in_a_row"


def test_too_few_columns_of_declared_time_points_are_refused_with_those_that_are_missing(tmp_path):
    more = "".join(f"  more{n}: {{type: number, text: {{en: More {n}}}}}\n" for n in range(9))
    known = context(tmp_path)
    survey = next((tmp_path / "surveys").rglob("questionnaire.yml"))
    text = survey.read_text("utf-8").replace("questions:\n", f"questions:\n{more}", 1)
    survey.write_text(text, encoding="utf-8")
    known = replace(known, surveys=loader.load([tmp_path / "surveys"]))
    [reason] = _refused(table(tmp_path, HEADER, "p1 30 1 2 3 3 2 1"), known)
    assert reason.code == "weak_match" and "More 0" in reason.en


def test_a_questionnaire_beside_a_wide_file_lists_what_is_missing_at_each_time_point(tmp_path):
    context(tmp_path)
    file = table(tmp_path, "id a1_t0 a2_t0 a1_t1 a2_t1 b1_t1 extra_t1", "p1 1 2 3 3 2 1")
    found = compare(Settings(data=tmp_path), str(tmp_path / "surveys" / "trial"), str(file))
    changes = [(change.kind, change.what) for change in found]
    assert ("added", "column G1") in changes and ("removed", "question b1") not in changes
    assert [what for kind, what in changes if kind == "removed"] == ["question age", "question help", "question why"]  # fmt: skip


def test_consent_that_is_refused_at_one_time_point_leaves_nothing_of_the_person(tmp_path):
    header = "id consent_t0 a1_t0 a2_t0 consent_t1 a1_t1 a2_t1"
    rows = ("p1 yes 1 1 no 2 2", "p2 yes 1 1 yes 2 2", "p3 yes 1 1 '' '' ''", "p4 no 1 1 '' '' ''")
    reading = read(table(tmp_path, header, *rows), context(tmp_path, wide(more=DAYS + FEW)))
    assert _phases(reading) == {3: "start", 4: "start", STEP + 3: "end"}
    assert reading.counts["read"] == 6 and reading.counts["no_consent"] == 3
    assert reading.tables["refusals"].num_rows == 3
    # Asked once, at one time point: the others go by it, also where that one is blank.
    header, rows = "id consent_t0 a1_t0 a2_t0 a1_t1 a2_t1", ("p1 no 1 1 2 2", "p2 yes 1 1 2 2", "p3 '' '' '' 2 2")  # fmt: skip
    reading = read(table(tmp_path, header, *rows), context(tmp_path, wide(more=DAYS + FEW)))
    assert set(_phases(reading)) == {3, STEP + 3}
    # Without a pattern: everybody's.
    header, rows = "id consent a1_t0 a2_t0 a1_t1 a2_t1", ("p1 no 1 1 2 2", "p2 yes 1 1 2 2")
    assert set(
        _phases(read(table(tmp_path, header, *rows), context(tmp_path, wide(more=DAYS + FEW))))
    ) == {3, STEP + 3}


@pytest.mark.parametrize("pattern", ["*_t{}", "visit{}_*"])
def test_a_column_that_looks_like_consent_refuses_a_form_that_takes_it_for_given(tmp_path, pattern):
    first, second = pattern.format(0), pattern.format(1)
    points = f'{{Before: "{first}", After: "{second}"}}'
    known = context(tmp_path, wide(points, DAYS + FEW + "constants: {consent: given}\n"))
    texts = ["id", *(first.replace("*", t) for t in ("a1", "a2", "consented")), *(second.replace("*", t) for t in ("a1", "a2"))]  # fmt: skip
    [reason] = _refused(table(tmp_path, " ".join(texts), "p1 1 1 no 2 2"), known)
    assert (reason.code, reason.cell) == ("assumed_consent", "D1")


@pytest.mark.parametrize("points", ['{Before: "*_t0", After: "*_t1"}', '{Before: "*", After: "*_t1"}'])  # fmt: skip
def test_a_long_file_is_the_long_form_and_a_wide_one_the_wide_form(tmp_path, points):
    first = "_t0" if "_t0" in points else ""
    side_by_side = f"id a1{first} a2{first} b1{first} a1_t1 a2_t1 b1_t1"
    for constants, header in (("", "id time a1 a2 b1"), ("constants: {phase: start}\n", "id a1 a2 b1")):  # fmt: skip
        known = context(tmp_path, wide(points), LONG + constants)
        row = "p1 Before 1 2 3" if "time" in header else "p1 1 2 3"
        assert read(table(tmp_path, header, row), known).recognised.layout.form.form == "long"
        reading = read(table(tmp_path, side_by_side, "p1 1 2 3 3 2 1"), known)
        assert reading.recognised.layout.form.form == "wide" and len(_phases(reading)) == 2


def test_forms_in_two_languages_whose_headers_are_codes_are_for_a_person_to_choose(tmp_path):
    own = "columns: {a1: [q1], a2: [q2], b1: [q3]}\n"
    other = LONG.replace("form: long", "form: long_sv").replace("language: en", "language: sv")
    file = table(tmp_path, "id time q1 q2 q3", "p1 Before 1 2 3")
    [reason] = _refused(file, context(tmp_path, LONG + own, other + own))
    assert reason.code == "two_forms_fit" and "language: en / sv" in reason.en
    assert "`form: trial/long_sv`" in reason.action_en


def test_the_same_answers_on_one_day_stay_two_submissions(tmp_path):
    known = context(tmp_path, wide(more=CODES + "days: {Before: 2024-01-15, After: 2024-01-15}\n"))
    reading = read(table(tmp_path, HEADER, "p1 30 1 2 3 1 2 3"), known)
    assert reading.tables["submissions"]["answered_ordinal"].to_pylist() == [1, 2]


@pytest.mark.parametrize("options", ["help___friends_{t} help___office_{t}", "help_{t}___friends help_{t}___office"])  # fmt: skip
def test_options_in_columns_of_their_own_may_be_marked_at_the_question_or_at_the_end(
    tmp_path, options
):
    header = f"id a1_t0 a2_t0 {options.format(t='t0')} a1_t1 a2_t1 {options.format(t='t1')}"
    # What was not ticked is written 0 also where there was no form.
    rows = ("p1 1 1 1 0 2 2 1 1", "p2 1 1 0 1 NA NA 0 0")
    reading = read(table(tmp_path, header, *rows), context(tmp_path, wide(more=DAYS + FEW)))
    answers = answers_by_row(reading)
    assert [answers[n, "help"] for n in (2, 3, STEP + 2)] == [["friends"], ["office"], ["friends", "office"]]  # fmt: skip
    assert STEP + 3 not in _phases(reading)


def test_a_look_before_sending_sees_the_codes_of_every_time_point(tmp_path):
    known = context(tmp_path)
    file = table(tmp_path, HEADER, "p1 30 1 2 3 3 2 1", "Maija 40 NA NA NA 3 3 3")
    found = self_check.check(file, "study", known, tmp_path)
    assert [(f.code, f.cell) for f in without_absent(found.findings)] == [("name_like_code", "A3")]
    assert found.counts["time_points"] == 2 and not found.problems
    known = context(tmp_path, wide(more=DAYS + FEW))
    file = table(tmp_path, "id_t0 a1_t0 a2_t0 id_t1 a1_t1 a2_t1", "p1 1 2 p1 3 2", "p2 1 2 '' '' ''", "'' '' '' p3 1 1", "p4 1 1 '' 1 1")  # fmt: skip
    found = self_check.check(file, "study", known, tmp_path)
    assert [(n.code, n.cell) for n in found.notes if n.code != "near_codes"] == [("blank_code", "D5")]  # fmt: skip


def test_a_column_of_one_time_point_is_never_taken_for_another(tmp_path):
    known = context(tmp_path, wide('{Before: "*", After: "T2: *"}'))
    reading = read(table(tmp_path, "id a1 a2 T2:~a1 T2:~a2 T2:~b1", "p1 1 1 2 2 3"), known)
    assert (2, "b1") not in answers_by_row(reading) and answers_by_row(reading)[STEP + 2, "b1"] == [
        "3"
    ]


def test_who_has_no_form_at_a_time_point_has_no_day_of_it_to_miss_or_to_correct(tmp_path):
    header = "id date_t0 date_t1 a1_t0 a2_t0 a1_t1 a2_t1"
    rows = ("p1 1.2.2024 1.5.2024 1 1 2 2", "p2 1.2.2024 NA 1 1 NA NA", "p3 NA 1.5.2024 1 1 2 2")
    reading = read(table(tmp_path, header, *rows), context(tmp_path, wide(more=FEW)))
    assert [(f.code, f.cell) for f in without_absent(reading.findings)] == [("no_time", "B4")]
    # The one form that is of the second day; the other person has none.
    known = context(tmp_path, wide(more=DAYS + FEW))
    lines = "sender_code,form_code,response_id,answered_at,field,from,to,reason\nstudy,wide,,15.4.2024,phase,After,start,a second start\n"
    (tmp_path / "registers" / "corrections.csv").write_text(lines, encoding="utf-8")
    known = replace(known, registers=registers.load(tmp_path / "registers"))
    reading = read(table(tmp_path, "id a1_t0 a2_t0 a1_t1 a2_t1", "p1 1 1 2 2", "p2 1 1 NA NA"), known)  # fmt: skip
    assert _phases(reading) == {2: "start", 3: "start", STEP + 2: "start"}


def test_likeness_of_wordings_is_measured_without_the_pattern(tmp_path):
    known = context(tmp_path, wide('{Before: "*_at_the_first_visit", After: "*_later"}'))
    header = "id zzz_at_the_first_visit a2_at_the_first_visit b1_at_the_first_visit a1_later a2_later b1_later"  # fmt: skip
    [reason] = _refused(table(tmp_path, header, "p1 1 2 3 3 2 1"), known)
    assert reason.code == "missing_columns" and "“a1_at_the_first_visit”" in reason.en


def test_the_time_of_answering_of_a_tool_is_not_everybodys_at_every_time_point(tmp_path):
    header = "Timestamp id a1_t0 a2_t0 a1_t1 a2_t1"
    known = context(tmp_path, wide(more=DAYS + FEW))
    file = table(tmp_path, header, "2024/02/05~10:00:00~AM~GMT+2 p1 1 1 2 2")
    reading = read(file, known)
    assert reading.recognised.tool == "google_forms"
    months = [row["answered_at"].month for row in reading.tables["submissions"].to_pylist()]
    assert months == [1, 4] and reading.left_out == ["A1"]


def test_a_wave_holds_the_answers_of_every_time_point(tmp_path):
    known = context(tmp_path, wide(more=FEW + "answered_from: 2024-01-01\nanswered_to: 2024-03-01\n"))  # fmt: skip
    header = "id date_t0 date_t1 a1_t0 a2_t0 a1_t1 a2_t1"
    [reason] = _refused(table(tmp_path, header, "p1 1.2.2024 1.5.2024 1 1 2 2"), known)
    assert reason.code == "no_wave"


def test_a_row_without_a_code_of_its_own_is_reported_since_nothing_matches_it(tmp_path):
    rows = ("p1 30 1 2 3 3 2 1", "NA 40 2 2 2 3 3 3", "'' 40 2 1 2 1 3 3", "P1 30 2 2 3 1 2 1")
    reading = read(table(tmp_path, HEADER, *rows), context(tmp_path))
    # Once, although two time points read the column; `P1` is `p1`.
    assert [(f.code, f.cell, f.count) for f in without_absent(reading.findings)] == [
        ("row_without_code", "A3, A4", 2), ("repeated_code", "A2, A5", 2),
    ]  # fmt: skip
    assert "p1" not in " ".join(f.fi + f.en for f in reading.findings).casefold()


def test_a_table_without_codes_at_all_says_so(tmp_path):
    file = table(tmp_path, HEADER.removeprefix("id "), "30 1 2 3 3 2 1", "40 2 2 2 3 3 3")
    [finding] = without_absent(read(file, context(tmp_path)).findings)
    assert (finding.code, finding.count) == ("row_without_code", 2)


def test_a_code_of_each_time_point_is_missed_only_where_there_is_a_form(tmp_path):
    known = context(tmp_path, wide(more=DAYS + FEW))
    file = table(tmp_path, "id_t0 a1_t0 a2_t0 id_t1 a1_t1 a2_t1", "p1 1 2 p1 3 2", "p2 1 2 '' '' ''", "p3 1 1 '' 1 1")  # fmt: skip
    findings = read(file, known).findings
    assert [(f.code, f.cell) for f in without_absent(findings)] == [("row_without_code", "D4")]
