"""A draft of an export that nobody knows reads what the questionnaire written by hand reads."""

import re
from functools import cache

import pytest

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.ingest.convert.reading import Reading
from orchestration.questionnaire.drafting.files import Files
from orchestration.questionnaire.loading import loader
from tests import drafts
from tests.kinds.cases import Case, Made, made, read_made
from tests.kinds.layouts import FORMATS
from tests.kinds.survey import context_of

# A row per person without any date: the one edit without which the file cannot be read.
_DAYS = ("# days: {t0: 2026-01-31, t1: 2026-01-31}", "days: {t0: 2024-02-15, t1: 2024-07-15}")
# REDCap's headers are codes: nothing says that `service_q` names a service, or that `words_q` asks for
# somebody's own words, of which many in the made file are the same. The draft asks for the wordings.
_CODES_ONLY = {"redcap"}


@cache
def _made(layout: str, kind: str) -> Made:
    return made(Case(layout, kind, 7, ()), 40)


def _both(layout: str, kind: str, folder) -> tuple[Reading, Reading, Files]:
    file = _made(layout, kind)
    files = drafts.drafted(file.content)
    if layout == "wide":
        files.texts["forms/excel.yml"] = files.texts["forms/excel.yml"].replace(*_DAYS)
    survey = drafts.loaded(files, folder)
    context = context_of(file.table.words, file.form)
    return read_made(file), drafts.read_with(survey, file.content, context), files


@pytest.mark.parametrize(("layout", "kind"), [(x, kinds[0]) for x, kinds in FORMATS.items()])
def test_a_draft_reads_the_same_answers_as_the_questionnaire_written_by_hand(
    layout, kind, tmp_path
):
    by_hand, by_draft, files = _both(layout, kind, tmp_path)
    assert by_draft.counts == by_hand.counts
    assert drafts.answers_of(by_draft) == {
        **drafts.answers_of(by_draft),
        **drafts.answers_of(by_hand),
    }
    kinds, mine = drafts.kinds_of(by_hand), drafts.kinds_of(by_draft)
    other = {kinds.get(place, "field") for place, kind in mine.items() if kind != kinds.get(place)}
    assert other == ({"open", "field"} if layout in _CODES_ONLY else set())
    for code in ("words_q", "service_q") if layout in _CODES_ONLY else ():
        asked = files.texts["questionnaire.yml"].split("DECIDE: Of these questions")[1]
        assert code in asked.split("\n")[0]
    first, second = (one.tables["submissions"] for one in (by_draft, by_hand))
    same = ["answered_at", "response_id", "phase_code"]
    for column in same if layout in _CODES_ONLY else [*same, "service_code"]:
        assert first[column] == second[column], column
    people = [one["person_key"].to_pylist() for one in (first, second)]
    assert len({*people[0]}) > 40
    assert [*map(people[0].index, people[0])] == [*map(people[1].index, people[1])]


def test_the_same_bytes_give_the_same_draft():
    content = _made("qualtrics", "csv").content
    assert drafts.drafted(content).texts == drafts.drafted(content).texts


@pytest.mark.parametrize("layout", list(FORMATS))
def test_every_decision_is_in_both_languages_with_its_line(layout):
    files = drafts.drafted(_made(layout, FORMATS[layout][0]).content)
    found = files.decisions()
    assert len(found) >= 3
    for name, line, fi, en in found:
        lines = files.texts[name].splitlines()
        assert lines[line - 1].endswith(f"# PÄÄTÄ: {fi}")
        assert lines[line].endswith(f"# DECIDE: {en}")
    total = sum(text.count("# DECIDE:") for text in files.texts.values())
    assert total == len(found)


@pytest.mark.parametrize("layout", list(FORMATS))
def test_codes_of_people_and_their_addresses_are_in_no_draft(layout):
    file = _made(layout, FORMATS[layout][0])
    people = {form.person for _, form in file.table.answers}
    words = {cell.text for cell in file.table.filled("words")}
    text = "\n".join(drafts.drafted(file.content).texts.values())
    assert len(people) > 40
    assert not [one for one in people if re.search(rf"\b{re.escape(one)}\b", text)]
    assert "a@b.fi" not in text
    assert "10.0.0.1" not in text
    if layout not in _CODES_ONLY:
        assert not [one for one in words if len(one) > 3 and one in text]


def test_shipped_surveys_are_known_again_in_every_language(tmp_path):
    surveys = loader.load([SHIPPED_QUESTIONNAIRES])
    inclusion = surveys["osallisuuskysely"].questionnaire
    for language in ("fi", "sv", "en", "ar", "fa", "ckb", "ru", "uk"):
        items = [inclusion.questions[code].text[language] for code in inclusion.items()]
        labels = [text[language] for text in inclusion.scales["agreement"].options.values()]
        rows = ["\t".join(["Aika", *items])]
        rows += [f"2025-02-{n:02} 10:00\t" + "\t".join([labels[n % 5]] * 10) for n in range(1, 13)]
        files = drafts.drafted("\n".join(rows).encode(), surveys=surveys)
        survey = drafts.loaded(files, tmp_path / language)
        assert survey.questionnaire.indicators == {"inclusion": inclusion.indicators["inclusion"]}
        assert {c: q.text for c, q in survey.questionnaire.questions.items()} == {
            c: inclusion.questions[c].text for c in inclusion.items()
        }
