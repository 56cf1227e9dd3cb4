"""Bare numbers: what the guard sees, and what a person's choice makes of them."""

import random

import pytest

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.ingest.read_delivery import Context, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.loading.loader import QuestionnaireError
from tests.exports import HEADER, xlsx

COLUMNS = "sender_code,questionnaire_code,form_code,scale_code,direction,lowest,name,reason\n"
# The form of the paper questionnaire declares its numbers; the full survey's does not.
PAPER = ["Vastausaika", "Vastaajakoodi", "Mittaus", *HEADER[4:]]


def _context(folder, chosen: str = "") -> Context:
    (folder / "directions.csv").write_text(COLUMNS + chosen, encoding="utf-8")
    surveys = loader.load([SHIPPED_QUESTIONNAIRES])
    return Context(surveys, registers.load(folder), b"s" * 32, Limits(10**7, 10**8, 200))


def _people(count: int) -> list[list[int]]:
    """Ten items 1–5 that go together, around 3.8: a score near 70, as in the published figures."""
    dice = random.Random(7)
    people = []
    for _ in range(count):
        level = dice.gauss(3.8, 0.8)
        people.append([min(5, max(1, round(dice.gauss(level, 0.6)))) for _ in range(10)])
    return people


def _read(folder, people, context):
    rows = [
        [f"7.3.2024 12.{n % 60:02}.{n // 60:02}", f"k{n}", "Kerta", *map(str, answers)]
        for n, answers in enumerate(people)
    ]
    return read_delivery(
        xlsx(folder / "a.xlsx", [PAPER, *rows]).read_bytes(), "d" * 64, "ngo", context
    )


def _items(reading) -> list[list[int]]:
    rows: dict[int, list] = {}
    for answer in reading.tables["answers"].to_pylist():
        rows.setdefault(answer["row_number"], []).append(int(answer["number_low"]))
    return list(rows.values())


def test_numbers_that_run_as_the_form_says_are_read(tmp_path):
    people = _people(60)
    reading = _read(tmp_path, people, _context(tmp_path))
    assert (reading.blocked_indicators, reading.findings) == ([], [])
    assert _items(reading) == people


@pytest.mark.parametrize("count", [12, 60])
def test_a_reversed_scale_is_blocked_and_named_as_the_likely_cause(tmp_path, count):
    turned = [[6 - a for a in answers] for answers in _people(count)]
    reading = _read(tmp_path, turned, _context(tmp_path))
    assert reading.blocked_indicators == ["inclusion"]
    [finding] = reading.findings
    assert finding.code == "suspect_direction"
    assert "the scale is reversed" in finding.en
    assert "asteikko on käännetty" in finding.fi
    assert reading.tables["answers"].num_rows == 0


def test_numbers_from_zero_are_blocked_and_named_as_the_likely_cause(tmp_path):
    people = [[a - 1 for a in answers] for answers in _people(40)]
    reading = _read(tmp_path, people, _context(tmp_path))
    assert reading.blocked_indicators == ["inclusion"]
    assert "start from 0" in reading.findings[0].en
    assert reading.lowest_numbers == {"agreement": 0}


def test_one_reversed_item_is_blocked_and_named(tmp_path):
    people = [[*a[:3], 6 - a[3], *a[4:]] for a in _people(60)]
    reading = _read(tmp_path, people, _context(tmp_path))
    assert reading.blocked_indicators == ["inclusion"]
    # The fourth item is in the seventh column, after time, code and phase.
    assert "item esis_04 (G1) runs against the others" in reading.findings[0].en


FORM = "ngo,osallisuuskysely,webropol_indicator_only"


@pytest.mark.parametrize(
    ("chosen", "turn"),
    [
        (f"{FORM},agreement,reversed,1,M,list\n", lambda a: [6 - x for x in a]),
        (f"{FORM},agreement,as_declared,0,M,list\n", lambda a: [x - 1 for x in a]),
        (f"{FORM},agreement,reversed,0,M,list\n", lambda a: [5 - x for x in a]),
        (f"{FORM},esis_04,reversed,1,M,list\n", lambda a: [*a[:3], 6 - a[3], *a[4:]]),
        # The last choice holds.
        (
            f"{FORM},agreement,as_declared,0,M,x\n{FORM},agreement,reversed,1,M,y\n",
            lambda a: [6 - x for x in a],
        ),
    ],
)
def test_a_persons_choice_gives_the_answers_that_were_meant(tmp_path, chosen, turn):
    people = _people(60)
    reading = _read(tmp_path, [turn(answers) for answers in people], _context(tmp_path, chosen))
    assert (reading.blocked_indicators, reading.findings) == ([], [])
    assert _items(reading) == people


def test_a_choice_for_another_sender_says_nothing_here(tmp_path):
    chosen = f"{FORM},agreement,reversed,1,M,list\n".replace("ngo,", "other,")
    turned = [[6 - a for a in answers] for answers in _people(60)]
    assert _read(tmp_path, turned, _context(tmp_path, chosen)).blocked_indicators == ["inclusion"]


def test_a_choice_that_the_numbers_contradict_blocks_again(tmp_path):
    chosen = f"{FORM},agreement,as_declared,0,M,list\n"
    assert _read(tmp_path, _people(60), _context(tmp_path, chosen)).blocked_indicators == [
        "inclusion"
    ]


def test_labels_are_right_whatever_number_the_form_lists_them_by(tmp_path):
    """`täysin samaa mieltä` first on the form: `1 Täysin samaa mieltä` is still code 5."""
    rows = [["7.3.2024 12.00", "k1", "Kerta", *["1 Täysin samaa mieltä"] * 10]]
    file = xlsx(tmp_path / "a.xlsx", [PAPER, *rows])
    reading = read_delivery(file.read_bytes(), "d" * 64, "ngo", _context(tmp_path))
    assert _items(reading) == [[5] * 10]
    assert reading.repairs["label_over_number"]["count"] == 10


def test_a_low_group_with_labels_is_a_result_not_an_error(tmp_path):
    rows = [
        [f"7.3.2024 12.{n:02}", f"k{n}", "Kerta", *["Täysin eri mieltä"] * 10] for n in range(40)
    ]
    file = xlsx(tmp_path / "a.xlsx", [PAPER, *rows])
    reading = read_delivery(file.read_bytes(), "d" * 64, "ngo", _context(tmp_path))
    assert reading.blocked_indicators == []


SURVEY = """
questionnaire: zero
subject: person
scope: here
title: {en: Zero}
scales:
  often:
    options: OPTIONS
    missing: {no_answer: {en: "9"}}
fields:
  answered_at: {header: {en: Day}}
questions:
  a: {scale: often, text: {en: First}}
  b: {scale: often, text: {en: Second}}
indicators:
  sum: {title: {en: Sum}, items: [a, b], score: {method: sum, from: [0, 6], to: [0, 6], min_answered: 1}}
"""


def _zero(folder, options: str, form: str, people: list[list[int]], survey: str = SURVEY):
    """Read two items of a scale from 0; `form` is what its form declares of the numbers."""
    place = folder / "zero" / "forms"
    place.mkdir(parents=True)
    (place.parent / "questionnaire.yml").write_text(survey.replace("OPTIONS", options))
    (place / "table.yml").write_text(f"form: table\ntool: excel\n{form}", encoding="utf-8")
    context = Context(
        loader.load([folder]), registers.load(folder), b"s" * 32, Limits(10**7, 10**8, 200)
    )
    rows = [[f"7.3.2024 12.{n:02}", *map(str, answers)] for n, answers in enumerate(people)]
    file = xlsx(folder / "a.xlsx", [["Day", "First", "Second"], *rows])
    return read_delivery(file.read_bytes(), "d" * 64, "ngo", context)


def test_numbers_that_are_labels_need_no_direction(tmp_path):
    words = "{'0': {en: Never}, '1': {en: '1'}, '2': {en: ['2', Often]}, '3': {en: Always}}"
    reading = _zero(tmp_path, words, "", [[0, 1], [2, 3]])
    assert (reading.blocked_indicators, reading.findings) == ([], [])
    found = [(a["question_code"], a["option_code"]) for a in reading.tables["answers"].to_pylist()]
    assert sorted(found) == [("a", "0"), ("a", "2"), ("b", "1"), ("b", "3")]


def test_one_number_among_the_labels_is_no_direction(tmp_path):
    options = "{'0': {en: Never}, '1': {en: '1'}, '2': {en: Often}, '3': {en: Always}}"
    assert _zero(tmp_path, options, "", [[0, 1], [2, 3]]).blocked_indicators == ["sum"]


def test_a_label_that_is_another_options_number_is_an_error(tmp_path):
    """`3` in a file could be the code 3 or the label of code 0."""
    options = "{'0': {en: '3'}, '1': {en: '2'}, '2': {en: '1'}, '3': {en: '0'}}"
    with pytest.raises(QuestionnaireError, match=r"options\.3: `3` is already a text of `0`"):
        _zero(tmp_path, options, "", [[0, 1], [2, 3]])


@pytest.mark.parametrize(
    "options",
    [
        "{'0': {en: A}, '1': {en: B}, '2': {en: C}, '3': {en: D}}",
        "{'3': {en: D}, '2': {en: C}, '1': {en: B}, '0': {en: A}}",
    ],
)
def test_a_scale_from_zero_is_read_as_declared_whichever_end_is_named_first(tmp_path, options):
    people = [[n % 4, n % 4] for n in range(40)] + [[9, 3]]
    reading = _zero(tmp_path, options, "codes: {often: as_declared}\n", people)
    assert (reading.blocked_indicators, reading.findings) == ([], [])
    numbers = [a["number_low"] for a in reading.tables["answers"].to_pylist()]
    read = sorted(str(int(n)) if n is not None else "-" for n in numbers)
    assert read == sorted(["-", "3", *(str(n % 4) for n in range(40) for _ in "ab")])


WORDS = "{'0': {en: Never}, '1': {en: Seldom}, '2': {en: Often}, '3': {en: Always}}"
DECLARED = "codes: {often: as_declared}"


def test_numbers_of_no_certain_direction_are_reported_with_what_the_form_may_say(tmp_path):
    people = [[n % 4, n % 4] for n in range(40)]
    [finding] = _zero(tmp_path / "silent", WORDS, "", people).findings
    assert finding.code == "unclear_direction"
    assert DECLARED in finding.en and DECLARED in finding.fi
    declared = _zero(tmp_path / "declared", WORDS, f"{DECLARED}\n", people)
    assert (declared.blocked_indicators, declared.findings) == ([], [])


def test_a_form_cannot_speak_of_a_scale_without_a_name(tmp_path):
    survey = SURVEY.replace("scale: often", f"type: scale, options: {WORDS}")
    [finding] = _zero(tmp_path, WORDS, "", [[0, 1], [2, 3]], survey).findings
    assert finding.code == "unclear_direction" and "codes:" not in finding.en + finding.fi


def test_published_means_of_the_survey_s_own_yaml_tell_a_reversed_scale(tmp_path):
    """A sum of 0-6 that is published as 4.8; most people here are at 1, which reversed is 5."""
    people = [[0, 1], [1, 0], [0, 0], [1, 1], [0, 1]] * 6
    assert _zero(tmp_path / "none", WORDS, f"{DECLARED}\n", people).blocked_indicators == []
    mean = "{all: {population: {en: All}, year: 2020, mean: 4.8, source: for this test}}"
    quoted = SURVEY.replace("min_answered: 1}", f"min_answered: 1}}, references: {mean}")
    reading = _zero(tmp_path / "quoted", WORDS, f"{DECLARED}\n", people, quoted)
    assert reading.blocked_indicators == ["sum"]
    assert "the scale is reversed" in reading.findings[0].en
