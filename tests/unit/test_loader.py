"""Errors in a questionnaire name file, line and what is allowed."""

import pytest

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.questionnaire.loading import loader, schema
from orchestration.questionnaire.matching.days import day_of
from orchestration.questionnaire.matching.labels import labels

QUESTIONNAIRE = """\
questionnaire: tiny
subject: person
scope: here
title: {fi: Pieni}
questions:
  mood:
    text: {fi: Mieli}
    options:
      good: {fi: Hyvä}
      no: {fi: Huono}
"""
FORM = "form: paper\ntool: paper\n"


def _load(tmp_path, questionnaire=QUESTIONNAIRE, form=FORM):
    folder = tmp_path / "tiny"
    (folder / "forms").mkdir(parents=True)
    (folder / "questionnaire.yml").write_text(questionnaire, encoding="utf-8")
    (folder / "forms" / "paper.yml").write_text(form, encoding="utf-8")
    return loader.load([tmp_path])


def _problem(tmp_path, **files):
    with pytest.raises(loader.QuestionnaireError) as caught:
        _load(tmp_path, **files)
    return str(caught.value)


def test_a_questionnaire_loads_and_no_is_a_word(tmp_path):
    survey = _load(tmp_path)["tiny"]
    assert list(survey.questionnaire.questions["mood"].options) == ["good", "no"]


def test_an_unknown_key_is_reported_with_its_line(tmp_path):
    text = QUESTIONNAIRE.replace("    options:", "    optoins:")
    assert "questionnaire.yml:8: questions.mood.optoins" in _problem(tmp_path, questionnaire=text)


def test_a_wrong_value_is_reported_with_what_is_allowed(tmp_path):
    text = QUESTIONNAIRE.replace("subject: person", "subject: people")
    problem = _problem(tmp_path, questionnaire=text)
    assert "questionnaire.yml:2: subject" in problem
    assert "'person' or 'organisation'" in problem


def test_a_form_that_names_an_unknown_question_is_answered_with_what_there_is(tmp_path):
    problem = _problem(tmp_path, form=FORM + "questions: [mod]\n")
    assert "paper.yml:3: questions: mod is not declared; allowed: mood" in problem


def test_a_repeated_key_is_an_error(tmp_path):
    assert "questionnaire.yml:11: `mood`" in _problem(
        tmp_path, questionnaire=QUESTIONNAIRE + "  mood: {text: {fi: Mieli}, type: open}\n"
    )


def test_broken_yaml_is_reported_with_its_line(tmp_path):
    text = QUESTIONNAIRE.replace("title: {fi: Pieni}", "title: [fi: Pieni}")
    assert "questionnaire.yml:4: not valid YAML" in _problem(tmp_path, questionnaire=text)


def test_an_item_that_is_no_question_is_an_error(tmp_path):
    text = QUESTIONNAIRE + (
        "indicators:\n  joy: {title: {fi: Ilo}, items: [mud], score: {from: [1, 5], to: [0, 100], min_answered: 1}}\n"
    )
    assert "indicators.joy.items: mud is not declared" in _problem(tmp_path, questionnaire=text)


SUM = (
    "scales: {often: {options: {'0': {fi: Ei}, '5': {fi: Aina}}}}\n"
    "indicators:\n  joy: {title: {fi: Ilo}, items: [calm, rested],"
    " score: {method: sum, from: [0, RANGE], to: [0, 100], min_answered: 2}}\n"
)
ITEMS = "  calm: {scale: often, text: {fi: Rauha}}\n  rested: {scale: often, text: {fi: Lepo}}\n"


def test_the_range_of_a_sum_is_the_sum_s_range(tmp_path):
    # Two items 0-5 add up to 0-10; with 0-5 every answer above 2.5 would be no answer.
    questionnaire = QUESTIONNAIRE + ITEMS + SUM
    _load(tmp_path / "right", questionnaire=questionnaire.replace("RANGE", "10"))
    problem = _problem(tmp_path / "wrong", questionnaire=questionnaire.replace("RANGE", "5"))
    assert "an item runs from 0 to 2.5, but calm has 5" in problem


@pytest.mark.parametrize(
    ("scales", "question", "message"),
    [
        (
            "scales: {ease: {options: {little: {fi: Vähän}, much: {fi: Paljon}}}}\n",
            "scale: ease",
            "calm is scored, so its options are numbers, not little, much",
        ),
        (
            "",
            'options: {"1": {fi: Vähän}, "2": {fi: Paljon}}',
            "calm is of type single; give its options as a scale",
        ),
        ("", "type: open", "calm is of type open"),
    ],
)
def test_an_item_that_could_never_be_scored_is_an_error(tmp_path, scales, question, message):
    calm = f"  calm: {{text: {{fi: Rauha}}, {question}}}\n"
    score = "score: {method: mean, from: [1, 2], to: [0, 100], min_answered: 1}"
    ease = f"indicators: {{ease: {{title: {{fi: Olo}}, items: [calm], {score}}}}}\n"
    text = QUESTIONNAIRE.replace("questions:\n", f"{scales}questions:\n") + calm + ease
    assert message in _problem(tmp_path, questionnaire=text)


JOY = """
indicators:
  joy:
    title: {fi: Ilo}
    items: [calm]
    score: {method: mean, from: [0, 5], to: [0, 100], min_answered: 1}
"""


@pytest.mark.parametrize(
    ("quote", "line", "message"),
    [
        (
            "references: {all: {population: {fi: Kaikki}, year: 2020, mean: 101, source: S}}",
            19,
            "all.mean: 101 is not within the score's 0 to 100",
        ),
        (
            "references:\n      all: {population: {fi: A}, year: 2020, mean: 60, source: S, drifts_to: true}"
            "\n      some: {population: {fi: B}, year: 2020, mean: 70, source: S, drifts_to: true}",
            19,
            "all, some: only one may say `drifts_to: true`",
        ),
        (
            "references:\n      all:\n        {population: {fi: A}, year: 2020, mean: 60, source: S, count: 0}",
            21,
            "references.all.count: Input should be greater than or equal to 1",
        ),
        (
            "reliability: {alpha: 0.9, source: S, start_sd: 51}",
            19,
            "start_sd: 51 is no standard deviation of scores from 0 to 100",
        ),
        (
            "reliability:\n      {alpha: 0.9, source: S, start_sd: 0}",
            20,
            "reliability.start_sd: Input should be greater",
        ),
    ],
)
def test_a_quoted_number_that_cannot_be_is_reported_with_its_line(tmp_path, quote, line, message):
    text = QUESTIONNAIRE + ITEMS + SUM.splitlines()[0] + JOY
    problem = _problem(tmp_path, questionnaire=f"{text}    {quote}\n")
    assert f"questionnaire.yml:{line}: indicators.joy" in problem
    assert message in problem


@pytest.mark.parametrize("option", ["-1", "0.5", '"-3"', '"1,5"'])
def test_an_option_below_zero_or_with_decimals_is_answered_with_what_takes_it(tmp_path, option):
    scale = f"scales:\n  ease:\n    options:\n      {option}: {{fi: Vaikea}}\n"
    problem = _problem(tmp_path, questionnaire=QUESTIONNAIRE + scale)
    assert "questionnaire.yml:14: scales.ease.options." in problem
    assert "whole numbers from 0" in problem and "`type: number` with a `range`" in problem


def test_a_range_that_runs_backwards_is_an_error(tmp_path):
    text = (QUESTIONNAIRE + ITEMS + SUM).replace("[0, RANGE]", "[10, 0]")
    assert "indicators.joy.score.from: give the low end first" in _problem(
        tmp_path, questionnaire=text
    )


ORGANISATION = """\
questionnaire: tiny
subject: organisation
scope: here
title: {fi: Pieni}
questions:
  named: {publish: metrics, text: {fi: Nimetty}, options: {yes: {fi: Kyllä}}}
  later: {text: {fi: Nimetty nyt}, options: {yes: {fi: Kyllä}}}
  staff: {type: number, publish: no, text: {fi: Väki}}
metrics:
  share: {title: {fi: Osuus}, area_set: counties_22, METRIC}
"""


@pytest.mark.parametrize(
    ("metric", "message"),
    [
        ("question: named, kind: distribution", "`named` is published as `metrics`"),
        ("question: staff, kind: mean", "`staff` is published as `no`"),
        ("question: named, kind: mean", "a mean needs a number"),
        ("question: named", "metrics.share.counts: needed by a share"),
        ("question: named, kind: max, counts: {at_least: 1}", "metrics.share.counts"),
        ("question: named, counts: {at_least: 1}", "`named` gives no number"),
        ("question: named, counts: {missing: [no_answer]}", "needs `denominator: asked`"),
        ("question: named, counts: {options: [no]}", "no is not declared; allowed: yes"),
    ],
)
def test_a_metric_that_its_question_cannot_give_is_reported(tmp_path, metric, message):
    text = ORGANISATION.replace("METRIC", metric)
    assert message in _problem(tmp_path, questionnaire=text)


def test_metrics_of_people_are_refused_because_nothing_computes_them(tmp_path):
    metric = "metrics:\n  good: {title: {fi: Hyvä}, question: mood, area_set: counties_22, counts: {options: [good]}}\n"
    problem = _problem(tmp_path, questionnaire=QUESTIONNAIRE + metric)
    assert "metrics: they are computed from the answers of organisations" in problem
    assert "Remove `metrics:`" in problem


def test_a_form_asks_one_of_the_questions_that_stand_for_each_other(tmp_path):
    metric = "question: [named, later], counts: {options: [yes]}"
    problem = _problem(tmp_path, questionnaire=ORGANISATION.replace("METRIC", metric))
    assert "`named` and `later` replace each other in metric `share`" in problem


def test_answers_of_people_are_never_published_by_area(tmp_path):
    text = QUESTIONNAIRE.replace("    options:", "    publish: area\n    options:")
    assert "`area` is for organisations" in _problem(tmp_path, questionnaire=text)


@pytest.mark.parametrize(("name", "model"), schema.FILES.items())
def test_the_schema_in_git_is_what_the_model_says(name, model):
    committed = (SHIPPED_QUESTIONNAIRES / name).read_text(encoding="utf-8")
    assert committed == schema.schema(model), "run `make schema`"


PHASED = QUESTIONNAIRE.replace(
    "questions:",
    "fields:\n  phase: {header: {fi: Aika}, values: {start: {fi: Alku}, end: {fi: [Loppu, Seuranta]}}}\nquestions:",
)


def test_a_survey_without_a_form_is_a_table_with_its_own_texts_as_headers(tmp_path):
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "questionnaire.yml").write_text(QUESTIONNAIRE, encoding="utf-8")
    [form] = loader.load([tmp_path])["tiny"].forms
    assert (form.form, form.columns, form.constants) == ("table", {}, {})


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ("{Alku: 2024-01-01, Loppu: 2024-05-01}", "seuranta is a text of phase end"),
        ("{Alku: 2024-01-01, Kerta: 2024-05-01}", "Kerta is not declared"),
        # Answers of one day are one answering: of a person's two ends one would be dropped.
        (
            "{start: 2024-01-01, end: 2024-05-01}",
            "loppu, seuranta are texts of phase end; give each its own day",
        ),
    ],
)
def test_a_day_that_no_phase_has_or_a_phase_without_a_day_is_reported(tmp_path, days, message):
    problem = _problem(tmp_path, questionnaire=PHASED, form=f"{FORM}days: {days}\n")
    assert message in problem


def test_a_day_may_be_given_by_phase_or_by_what_its_column_says(tmp_path):
    survey = _load(
        tmp_path, questionnaire=PHASED, form=f"{FORM}days: {{start: 2024-01-01, Loppu: 2024-05-01, Seuranta: 2024-09-01}}\n"
    )["tiny"]  # fmt: skip
    look_up = day_of(survey.forms[0], survey.questionnaire)
    found = [str(look_up(text)) for text in ("ALKU", "Loppu", "seuranta", "Kerta")]
    assert found == ["2024-01-01", "2024-05-01", "2024-09-01", "None"]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ("consent: {header: {fi: Suostun}, values: {yes: {fi: Kyllä}}}", "fields.consent.values"),
        ("consent: {header: {fi: Suostun}, values: {refused: {fi: Ei}}}", "fields.consent.values"),
        ("phase: {header: {fi: Mittaus}, values: {alku: {fi: Alku}}}", "fields.phase.values"),
    ],
)
def test_a_value_that_nothing_is_known_of_is_an_error_with_its_line(tmp_path, fields, key):
    problem = _problem(tmp_path, questionnaire=f"{QUESTIONNAIRE}fields:\n  {fields}\n")
    assert f"questionnaire.yml:12: {key}: " in problem


COLLIDING = """\
questionnaire: tiny
subject: person
scope: here
title: {fi: Pieni}
fields:
  phase:
    header: {fi: Mittaus}
    values:
      start: {fi: Alku}
      end: {fi: [Loppu, ALKU]}
  service: {header: {fi: Mieli}}
questions:
  mood:
    text: {fi: Mieli}
    options:
      good: {fi: Hyvä}
      bad:
        fi: [Huono, Good]
    missing:
      dont_know: {fi: huono}
"""


def test_two_declared_texts_that_are_one_are_an_error_with_the_lines_of_both(tmp_path):
    problem = _problem(tmp_path, questionnaire=COLLIDING)
    file = tmp_path / "tiny" / "questionnaire.yml"
    for line, key, text, other in (
        (10, "fields.phase.values.end.fi", "ALKU", 9),
        (14, "questions.mood.text.fi", "Mieli", 11),
        (16, "questions.mood.options.good", "good", 18),
        (20, "questions.mood.missing.dont_know.fi", "huono", 18),
    ):
        assert f"{file}:{line}: {key}: `{text}` is already a text of" in problem
        assert f"({file}:{other})" in problem
    assert len(problem.splitlines()) == 4


def test_texts_that_only_their_numbering_tells_apart_are_declared_and_read(tmp_path):
    texts = "{a: {fi: 1. sektori}, b: {fi: 2. sektori}, c: {fi: 3. sektori}}"
    survey = QUESTIONNAIRE.replace("    options:\n      good: {fi: Hyvä}\n      no: {fi: Huono}\n", f"    options: {texts}\n")  # fmt: skip
    question = _load(tmp_path, questionnaire=survey)["tiny"].questionnaire.questions["mood"]
    known = labels(question.options)
    found = [known.get(text) for text in ("3. sektori", "1. Sektori", "sektori", "4. sektori")]
    assert found == ["c", "a", None, None]


def test_a_comma_in_a_text_without_quotes_has_a_sentence_of_its_own(tmp_path):
    problem = _problem(tmp_path, questionnaire=QUESTIONNAIRE.replace("fi: Mieli", "fi: Mieli, ja muu"))  # fmt: skip
    assert problem.endswith(
        ':7: `ja muu` stands after a comma without a value; write a text that holds a comma in quotes, {en: "a, b"}'
    )


def test_a_survey_without_phases_gives_its_day_to_single_measurements(tmp_path):
    form = FORM + "days: {single: 2024-05-01}\n"
    assert _load(tmp_path, form=form)["tiny"].forms[0].days
    survey = _load(tmp_path / "again", form=form)["tiny"]
    assert str(day_of(survey.forms[0], survey.questionnaire)("single")) == "2024-05-01"


FORM_COLLIDING = """\
form: paper
tool: paper
constants: {phase: alkaa, consent: Ei, mode: paper}
columns:
  phase: [vaihe]
  mood:
    - q1
    - Mieli
  why: [Miksi]
  why_too: [Miksi]
  helped: [Q1]
  service: [Mieli]
option_columns:
  helped: {friend: ["apu[1]", q1], office: ["apu[1]", "helped[friend]"]}
"""
MANY = """\
questionnaire: tiny
subject: person
scope: here
title: {fi: Pieni}
fields:
  phase: {header: {fi: Mittaus}, values: {start: {fi: Alku}, end: {fi: Loppu}}}
  consent: {header: {fi: Lupa}, values: {given: {fi: Kyllä}, refused: {fi: Ei}}}
  service: {header: {fi: Palvelu}}
questions:
  mood: {text: {fi: Mieli}, options: {good: {fi: Hyvä}}}
  why: {type: open, text: {fi: Syy}}
  why_too: {type: open, text: {fi: Toinen syy}}
  helped:
    type: multi
    text: {fi: Kuka auttoi?}
    options:
      friend: {fi: Ystävä}
      office: {fi: Virasto}
"""


def test_a_header_of_a_form_with_two_meanings_is_an_error_with_the_lines_of_both(tmp_path):
    problem = _problem(tmp_path, questionnaire=MANY, form=FORM_COLLIDING)
    form, survey = tmp_path / "tiny/forms/paper.yml", tmp_path / "tiny/questionnaire.yml"
    expected = [
        f"{form}:11: columns.helped.0: `Q1` is already a header of `mood` ({form}:7); give each a header of its own",
        f"{form}:12: columns.service.0: `Mieli` is already a header of `mood` ({survey}:10); give each a header of its own",
        f"{form}:14: option_columns.helped.friend.1: `q1` is already a header of `mood` ({form}:7); give each a header of its own",
        f"{form}:14: option_columns.helped.office.0: `apu[1]` is already a header of `helped.friend` ({form}:14); give each a header of its own",
        f"{form}:14: option_columns.helped.office.1: `helped[friend]` is already a header of `helped.friend` ({survey}:17); give each a header of its own",
        f"{form}:3: constants.phase: the form also has a column for `phase` ({form}:5); remove one of them",
        f"{form}:3: constants.phase: alkaa is not declared; allowed: end, start",
        f"{form}:3: constants.consent: Ei is not declared; allowed: given",
        f"{form}:3: constants.mode: paper is not declared; nothing is declared that it could be",
    ]
    assert problem.splitlines() == expected


def test_headers_of_questions_that_a_form_does_not_ask_may_be_those_of_another(tmp_path):
    """A question that replaces another may keep its header."""
    form = FORM + "questions: [why]\ncolumns: {why: [Mieli], mood: [q], why_too: [Syy]}\n"
    assert _load(tmp_path, questionnaire=MANY, form=form)["tiny"].forms


@pytest.mark.parametrize(
    ("key", "value", "line", "message"),
    [
        ("    text: {fi: Mieli}", "    text: {fi: ' '}", 7, "questions.mood.text.fi: a text is not blank"),
        ("    text: {fi: Mieli}", "    text: {}", 7, "questions.mood.text: is empty"),
        ("    text: {fi: Mieli}", "    text:", 7, "questions.mood.text: needs keys with values below it"),
        ("    text: {fi: Mieli}", "    text: {fi: {a: b}}", 7, "questions.mood.text.fi: needs a text, or a list of texts"),
        ("    text: {fi: Mieli}", "    text: {fi: Mieli}\n    since: 2024-02-30", 8, "questions.mood.since: needs a day, such as 2024-12-31"),
        ("    text: {fi: Mieli}", "    text: {fi: Mieli}\n    other: els", 8, "questions.mood.other: els is not declared; allowed: good, no"),
        ("scope: here", "scopes: here", 3, "scopes: is no key that may be here"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_yaml_is_one_sentence_with_its_line(tmp_path, key, value, line, message):
    problem = _problem(tmp_path, questionnaire=QUESTIONNAIRE.replace(key, value))
    assert [one for one in problem.splitlines() if f"questionnaire.yml:{line}: {message}" in one]
    assert len(problem.splitlines()) == (2 if key == "scope: here" else 1)


def test_each_code_of_a_form_that_is_not_declared_has_its_own_line(tmp_path):
    form = (
        FORM
        + "columns:\n  mood: [a]\n  mod: [b]\nquestions:\n  - mood\n  - moods\ndays:\n  Alku: 2024-02-30\n"
    )
    assert "paper.yml:10: days.Alku: needs a day" in _problem(tmp_path, form=form)
    problem = _problem(tmp_path / "b", form=form.replace("02-30", "02-20"))
    assert "paper.yml:5: columns: mod is not declared" in problem
    assert "paper.yml:8: questions: moods is not declared" in problem
    assert "paper.yml:10: days: Alku is not declared in fields.phase; allowed: single" in problem


def test_a_form_that_ends_before_it_begins_is_an_error(tmp_path):
    form = FORM + "answered_from: 2024-02-01\nanswered_to: 2024-01-01\n"
    assert "paper.yml:3: answered_from: is after `answered_to`" in _problem(tmp_path, form=form)


def test_two_forms_or_questionnaires_of_one_code_are_an_error_with_both_files(tmp_path):
    _load(tmp_path)
    (tmp_path / "tiny/forms/two.yml").write_text("tool: excel\nform: paper\n", encoding="utf-8")
    with pytest.raises(loader.QuestionnaireError) as caught:
        loader.load([tmp_path])
    forms = tmp_path / "tiny/forms"
    assert f"{forms / 'two.yml'}:2: form: `paper` is already that of {forms / 'paper.yml'}:1" in str(caught.value)  # fmt: skip
    (forms / "two.yml").unlink()
    (tmp_path / "zwei").mkdir()
    (tmp_path / "zwei/questionnaire.yml").write_text(QUESTIONNAIRE, encoding="utf-8")
    with pytest.raises(loader.QuestionnaireError) as caught:
        loader.load([tmp_path])
    both = f"{tmp_path / 'zwei/questionnaire.yml'}:1: questionnaire: `tiny` is already that of {tmp_path / 'tiny/questionnaire.yml'}:1"
    assert both in str(caught.value)


def test_a_tab_is_said_as_such(tmp_path):
    text = QUESTIONNAIRE.replace("    text:", "\ttext:")
    problem = _problem(tmp_path, questionnaire=text)
    assert "questionnaire.yml:7: not valid YAML: write blanks instead of the tab" in problem


@pytest.mark.parametrize(
    "name", ["tiny.yml", "tiny/questionnaire.yaml", "tiny/web.yml", "tiny/forms/web.yaml"]
)
def test_a_file_that_nothing_reads_is_an_error_and_not_an_unknown_survey(tmp_path, name):
    (tmp_path / "tiny" / "forms").mkdir(parents=True)
    (tmp_path / name).write_text(QUESTIONNAIRE, encoding="utf-8")
    (tmp_path / "tiny" / ".draft.yml").write_text("", encoding="utf-8")
    with pytest.raises(loader.QuestionnaireError) as caught:
        loader.load(iter([tmp_path]))
    assert str(caught.value).startswith(f"{tmp_path / name}:1: nothing reads this file")
    assert len(caught.value.problems) == 1
