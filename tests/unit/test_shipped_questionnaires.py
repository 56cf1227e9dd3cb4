"""The questionnaires themselves: wordings, languages, and that nothing is stated twice."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import get_args

import pytest

from orchestration.core.data_root import PROJECT, SHIPPED_QUESTIONNAIRES
from orchestration.core.text import normalise
from orchestration.questionnaire.loading.loader import load
from orchestration.questionnaire.model.questionnaire import Language, Questionnaire, Survey, Texts

FIXTURES = PROJECT / "tests" / "fixtures" / "questionnaires"
REAL_EXPORTS = PROJECT.parent / "shared" / "data" / "real_exports"
WAVES = ("2021", "2022")

# THL's ten statements as THL prints them; a changed letter would be another item.
OFFICIAL_ITEMS = {
    "esis_01": "Tunnen, että päivittäiset tekemiseni ovat merkityksellisiä.",
    "esis_02": "Saan myönteistä palautetta tekemisistäni.",
    "esis_03": "Kuulun itselleni tärkeään ryhmään tai yhteisöön.",
    "esis_04": "Olen tarpeellinen muille ihmisille.",
    "esis_05": "Pystyn vaikuttamaan oman elämäni kulkuun.",
    "esis_06": "Tunnen, että elämälläni on tarkoitus.",
    "esis_07": "Pystyn tavoittelemaan minulle tärkeitä asioita.",
    "esis_08": "Saan itse apua silloin, kun sitä todella tarvitsen.",
    "esis_09": "Koen, että minuun luotetaan.",
    "esis_10": "Pystyn vaikuttamaan joihinkin elinympäristöni asioihin.",
}
OFFICIAL_LABELS = {
    "1": "Täysin eri mieltä",
    "2": "Jokseenkin eri mieltä",
    "3": "Ei samaa eikä eri mieltä",
    "4": "Jokseenkin samaa mieltä",
    "5": "Täysin samaa mieltä",
}


@pytest.fixture(scope="module")
def surveys() -> dict[str, Survey]:
    return load([SHIPPED_QUESTIONNAIRES, FIXTURES])


@pytest.fixture(scope="module")
def inclusion(surveys: dict[str, Survey]) -> Questionnaire:
    return surveys["osallisuuskysely"].questionnaire


def test_items_and_labels_are_thl_s_finnish_wordings_letter_by_letter(inclusion):
    items = {c: q.text["fi"] for c, q in inclusion.questions.items() if q.official}
    labels = {code: texts["fi"] for code, texts in inclusion.scales["agreement"].options.items()}
    assert items == OFFICIAL_ITEMS
    assert labels == OFFICIAL_LABELS


def test_every_text_of_the_inclusion_survey_is_there_in_all_eight_languages(inclusion):
    wanted = set(get_args(Language))
    gaps = {where for where, texts in _texts(inclusion) if set(texts) != wanted}
    assert gaps == set()
    assert len(wanted) == 8


def test_every_language_but_finnish_is_marked_as_unofficial(inclusion):
    assert set(inclusion.unofficial_languages) == set(get_args(Language)) - {"fi"}


def test_no_header_means_two_things_in_any_language(surveys):
    for survey in surveys.values():
        questionnaire = survey.questionnaire
        fields = {c: f.header for c, f in questionnaire.fields.declared().items()}
        questions = {code: q.text for code, q in questionnaire.questions.items()}
        assert _ambiguous({**fields, **questions}) == {}


def test_no_label_means_two_answers_of_one_question_in_any_language(surveys):
    for survey in surveys.values():
        questionnaire = survey.questionnaire
        for code in questionnaire.questions:
            choices = questionnaire.choices(code)
            assert _ambiguous({**choices.options, **choices.missing}) == {}, code
        for code, field in questionnaire.fields.declared().items():
            assert _ambiguous(dict(field.values)) == {}, code


def test_leadership_is_two_metrics_because_the_source_prints_two_figures(surveys):
    metrics = surveys["osallisuustyo_hyvinvointialueilla"].questionnaire.metrics
    weak = [m for code, m in metrics.items() if code.startswith("leadership_weak")]
    assert len({metric.question for metric in weak}) == 2


@pytest.mark.parametrize("wave", WAVES)
def test_every_value_of_the_salary_survey_is_declared_or_caught(surveys, wave):
    survey = surveys["koodiklinikka_palkkakysely"]
    form = next(form for form in survey.forms if form.version == wave)
    columns = _real_columns(wave)
    closed = [code for code in form.asked(survey.questionnaire) if code != "experience"]
    # Seven closed questions were asked of all in 2021; ten in 2022.
    assert len(closed) == {"2021": 7, "2022": 10}[wave]
    for code in closed:
        question = survey.questionnaire.questions[code]
        headers = [*form.columns.get(code, []), *_wordings(question.text)]
        values = next(columns[header] for header in headers if header in columns)
        known = {_folded(w) for texts in question.options.values() for w in _wordings(texts)}
        unknown = Counter(v for v in values if not _is_known(v, known, question.type == "multi"))
        if not question.other:
            assert unknown == {}, code
        # `other` is for stray texts, not for an option that was forgotten.
        assert sum(unknown.values()) <= 0.08 * len(values), (code, unknown.most_common(3))


def _real_columns(wave: str) -> dict[str, list[str]]:
    """Header -> non-blank cells of the real export, read by fastexcel alone."""
    path = REAL_EXPORTS / f"koodiklinikka_palkkakysely_{wave}.xlsx"
    if not path.exists():
        pytest.skip(f"the real exports are not part of the project: {path} is absent")
    import fastexcel

    batch = (
        fastexcel.read_excel(str(path)).load_sheet(0, header_row=None, dtypes="string").to_arrow()
    )
    columns = (column.to_pylist() for column in batch.columns)
    return {head: [cell for cell in cells if cell] for head, *cells in columns if head}


def _is_known(value: str, known: set[str], multi: bool) -> bool:
    if _folded(value) in known:
        return True
    return multi and all(_folded(part) in known for part in value.split(", "))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _ambiguous(texts: dict[str, Texts]) -> dict[str, set[str]]:
    """Normal form of a text -> the codes that have it, where there are several."""
    found: dict[str, set[str]] = {}
    for code, wordings in texts.items():
        for text in _wordings(wordings):
            found.setdefault(normalise(text), set()).add(code)
    return {text: codes for text, codes in found.items() if len(codes) > 1}


def _wordings(texts: Texts) -> list[str]:
    return list(chain.from_iterable([t] if isinstance(t, str) else t for t in texts.values()))


def _texts(questionnaire: Questionnaire) -> list[tuple[str, Texts]]:
    """Every text with its place, titles of the questionnaire and indicators aside."""
    found: list[tuple[str, Texts]] = []
    for code, field in questionnaire.fields.declared().items():
        found.append((f"{code}.header", field.header))
        found += [(f"{code}.{value}", texts) for value, texts in field.values.items()]
    for code, question in questionnaire.questions.items():
        choices = questionnaire.choices(code)
        found.append((f"{code}.text", question.text))
        for option, texts in {**choices.options, **choices.missing}.items():
            found.append((f"{code}.{option}", texts))
    return found


def test_forms_lie_in_a_folder_named_after_their_questionnaire():
    for folder in (SHIPPED_QUESTIONNAIRES, FIXTURES):
        for path in folder.glob("*/questionnaire.yml"):
            assert load([folder])[path.parent.name].forms
