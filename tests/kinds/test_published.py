"""From known answers through the warehouse to published tables: a file of every tool, decorated.

The people of each file: twelve who answer every item at both time points, and twelve who leave all
items blank, so that they have no score. The expected sums are exact fractions.
"""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.kinds.cases import Case, made
from tests.kinds.known import Submission, score
from tests.kinds.layouts import FORMATS, LAYOUTS, form_of
from tests.kinds.survey import ITEMS, WORDS, Words, write_services, write_survey
from tests.roots import Workplace, new_root

# What happens to the file of a layout; nothing of it makes an answer uncertain.
DECORATED = {
    "webropol": ("numbers_before_labels", "extra_columns", "delimiters_at_the_end"),
    "limesurvey": ("blanks_in_labels", "limesurvey_unsent", "everything_quoted"),
    "spss": ("labels_of_another_language",),
    "google_forms": ("decimal_commas", "blanks_in_headers", "free_text_as_an_answer"),
    "ms_forms": ("other_sheets", "formulas_with_cached_values"),
    "redcap": ("another_delimiter", "redcap_complete_column"),
    "qualtrics": ("qualtrics_unfinished", "labels_of_another_language"),
    "surveymonkey": ("words_for_yes_and_no", "total_row"),
    "alchemer": ("alchemer_partial", "byte_order_mark"),
    "excel": ("banner_rows", "columns_in_another_order", "blank_rows"),
    "paper": ("date_cells", "hidden_copy"),
    "wide": ("direction_marks_in_labels", "other_line_ends"),
}
SCORED, UNSCORED = 12, 12


def _published(answers: Mapping[str, str | None]) -> Fraction | None:
    """The nearest score of three answers of 1 to 5: a twelfth of the scale apart, halves to even."""
    exact = score(answers)
    return None if exact is None else Fraction(round(exact * 12 / 100) * 100, 12)


def _words(layout: str) -> Words:
    """The words of a survey of its own: every header says which."""
    headers = {
        code: {language: f"{text} {layout}" for language, text in texts.items()}
        for code, texts in WORDS.headers.items()
    }
    return replace(WORDS, headers=headers)


def _people(forms: list[Submission], rng: random.Random) -> None:
    """Pairs alone, half of them without a score, all in one service and with consent."""
    counted = Counter(form.person for form in forms)
    forms[:] = [form for form in forms if counted[form.person] == 2]
    people = list(dict.fromkeys(form.person for form in forms))
    for form in forms:
        form.consent, form.service = True, "lahti"
        has_score = people.index(form.person) < SCORED
        for item in ITEMS:
            form.answers[item] = rng.choice("12345") if has_score else None
        if has_score and rng.random() < 0.5:
            form.answers["heard"] = (
                None  # two of three items: a score of eighths, published in twelfths
            )
        form.answers["sector"] = "town" if people.index(form.person) % 4 else "state"


@pytest.fixture(scope="module")
def landed(tmp_path_factory) -> tuple[Workplace, dict[str, list[Submission]]]:
    folder = tmp_path_factory.mktemp("kinds")
    place, known = new_root(folder), {}
    write_services(place.root.registers, WORDS.services.items())
    for seed, (layout, decorations) in enumerate(DECORATED.items()):
        words, form = _words(layout), form_of(LAYOUTS[layout])
        case = Case(layout, FORMATS[layout][-1], seed, decorations)
        this = made(case, SCORED + UNSCORED, words=words, change=_people)
        write_survey(place.root.questionnaires, words, form, f"kinds_{layout}")
        file = folder / f"{layout}.{case.kind}"
        file.write_bytes(this.content)
        place.land(file, f"sender_{layout}/{file.name}", at=1_750_000_000)
        known[layout] = [one for _, one in this.table.answers]
    place.release()
    assert {record.status for record in place.records} == {"accepted"}
    return place, known


@pytest.mark.parametrize("layout", DECORATED)
def test_published_sums_of_an_indicator_are_those_of_the_known_answers(landed, layout):
    place, known = landed
    starts, ends = (
        {f.person: value for f in known[layout] if f.phase == phase and (value := _published(f.answers)) is not None}
        for phase in ("start", "end")
    )  # fmt: skip
    pairs = [(starts[person], ends[person]) for person in starts if person in ends]
    changes = [end - start for start, end in pairs]
    expected = (len(pairs), sum(s for s, _ in pairs), sum(e for _, e in pairs), sum(changes))  # fmt: skip
    [found] = place.query(
        "select sum(pair_count), sum(start_sum), sum(end_sum), sum(change_sum)"
        f" from {{fct_indicator_change}} join {{dim_indicator}} using (indicator_key)"
        f" where questionnaire_code = 'kinds_{layout}'"
    )
    assert None not in found
    # Sums are published with four decimals.
    assert all(
        abs(Fraction(x) - y) <= Fraction(1, 10_000) for x, y in zip(found, expected, strict=True)
    )
    assert len(pairs) == SCORED


@pytest.mark.parametrize("phase", ["start", "end"])
@pytest.mark.parametrize("layout", DECORATED)
def test_published_counts_of_a_question_hold_everybody_with_or_without_a_score(landed, layout, phase):  # fmt: skip
    place, known = landed
    expected = Counter(f.answers["sector"] for f in known[layout] if f.phase == phase)
    found = place.query(
        "select option_code, sum(answer_count) from {fct_answer_distribution}"
        " join {dim_question} as questions using (question_key) join {dim_option} using (option_key)"
        f" where questions.questionnaire_code = 'kinds_{layout}' and questions.question_code = 'sector'"
        f" and phase_code = '{phase}' and not is_missing group by option_code having sum(answer_count) > 0"
    )
    assert dict(found) == expected
    assert sum(expected.values()) == SCORED + UNSCORED
