"""Indicators that share items: which they are, and that a file or a form has all of them or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.ingest.read_delivery import Context, Reading, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.model.families import families, with_their_families
from tests.exports import csv_text

SCALE = "{1: {en: No}, 2: {en: Somewhat}, 3: {en: Yes}}"
ITEMS = ("calm", "glad", "tense", "tired", "alone")
WORDING = {item: f"I have felt {item} on most days" for item in ITEMS}
# The total shares glad with high and tense with low; lonely shares nothing.
INDICATORS = {
    "lonely": (["alone"], 1),
    "low": (["tense", "tired"], 1),
    "high": (["calm", "glad"], 2),
    "total": (["glad", "tense"], 2),
}


def _survey(folder: Path, form: str = "") -> loader.Survey:
    questions = "".join(f'  {i}: {{scale: often, text: {{en: "{WORDING[i]}"}}}}\n' for i in ITEMS)
    indicators = "".join(
        f"  {code}: {{title: {{en: {code.title()}}}, items: [{', '.join(items)}],"
        f" score: {{from: [1, 3], to: [0, 100], min_answered: {least}}}}}\n"
        for code, (items, least) in INDICATORS.items()
    )
    place = folder / "moods"
    (place / "forms").mkdir(parents=True)
    (place / "questionnaire.yml").write_text(
        "questionnaire: moods\nsubject: person\nscope: here\ntitle: {en: Moods}\n"
        f"scales: {{often: {{options: {SCALE}}}}}\n"
        "fields: {answered_at: {header: {en: When}, required: true}}\n"
        f"questions:\n{questions}indicators:\n{indicators}"
    )
    (place / "forms" / "web.yml").write_text(f"form: web\ntool: excel\nlanguage: en\n{form}")
    return loader.load([folder])["moods"]


def test_indicators_that_share_items_with_a_third_are_one_family(tmp_path):
    found = families(_survey(tmp_path).questionnaire)
    assert found == {"lonely": "lonely", "low": "low", "high": "low", "total": "low"}


def test_blocking_one_indicator_blocks_its_family_only(tmp_path):
    questionnaire = _survey(tmp_path).questionnaire
    assert with_their_families(questionnaire, {"high"}) == {"low": "high", "total": "high"}
    assert with_their_families(questionnaire, {"lonely"}) == {}


def test_a_form_with_items_for_only_part_of_a_family_is_an_error(tmp_path):
    with pytest.raises(loader.QuestionnaireError) as caught:
        _survey(tmp_path, "questions: [alone, tense, tired]\n")
    message = str(caught.value)
    assert "web.yml:4: questions: too few items of `high` for a score, while `low`" in message
    assert "`total`" in message and "`lonely`" not in message


def test_a_form_may_ask_a_whole_family_or_none_of_it(tmp_path):
    assert _survey(tmp_path / "none", "questions: [alone]\n")
    assert _survey(tmp_path / "whole", "questions: [calm, glad, tense, tired]\n")


def _read(folder: Path, header: list[str]) -> Reading:
    survey = _survey(folder)
    context = Context(
        {"moods": survey}, registers.load(folder), b"s" * 32, Limits(10**6, 10**6, 50)
    )
    rows = [["2024-02-01 10:00", "No", "Yes", "Somewhat", "Yes", "No"]]
    file = folder / "a.csv"
    file.write_text(csv_text([["When", *header], *rows]), encoding="utf-8")
    return read_delivery(file.read_bytes(), "d" * 64, "ngo", context)


def test_a_reworded_item_blocks_its_whole_family_and_the_message_says_why(tmp_path):
    header = [WORDING[item] for item in ITEMS]
    header[ITEMS.index("tired")] = "I have felt worn out on most days"
    reading = _read(tmp_path, header)
    assert reading.blocked_indicators == ["high", "low", "total"]
    assert reading.unscored == ["high", "low", "total"]
    assert {(r.code, r.en.partition(" ")[0]) for r in reading.findings} == {
        ("reworded_item", "The"), ("shared_items", "High"), ("shared_items", "Total"),
    }  # fmt: skip
    # High shares an item with Total, and Total shares one with Low.
    (finding,) = (r for r in reading.findings if r.en.startswith("High"))
    assert "only together with Low, which is not scored" in finding.en
    assert "vain yhdessä mittarin Low kanssa, jota ei lasketa" in finding.fi
    assert {a["question_code"] for a in reading.tables["answers"].to_pylist()} == {"alone"}


def test_with_the_official_wording_all_are_scored(tmp_path):
    reading = _read(tmp_path, [WORDING[item] for item in ITEMS])
    assert (reading.blocked_indicators, reading.findings) == ([], [])
