"""Bands of number questions: what may be declared, their codes and their labels."""

import pytest

from orchestration.questionnaire.loading import codebook, loader

QUESTIONNAIRE = """\
questionnaire: hours
subject: person
scope: here
title: {fi: Tunnit}
fields:
  answered_at: {header: {fi: Vastausaika}}
questions:
  work: {type: number, range: [-2.5, 60], bands: [-2.5, 0, 10], text: {fi: Työtunnit}}
  rest: {type: number, range: [0, 60], text: {fi: Lepotunnit}}
"""


def _load(folder, text):
    (folder / "hours").mkdir()
    (folder / "hours" / "questionnaire.yml").write_text(text, encoding="utf-8")
    return loader.load([folder])["hours"]


def test_a_band_has_the_code_of_its_ends_and_says_them_in_words(tmp_path):
    tables = codebook.tables([_load(tmp_path, QUESTIONNAIRE)])
    options = [
        (row["option_code"], row["label_fi"], row["label_sv"], row["label_en"])
        for row in tables["options"].to_pylist()
        if row["question_code"] == "work" and not row["is_missing"]
    ]
    assert options == [
        ("from_minus_2_5_to_0", "Vähintään -2,5, alle 0", "Minst -2,5, under 0", "-2.5 or more, less than 0"),
        ("from_0_to_10", "Vähintään 0, alle 10", "Minst 0, under 10", "0 or more, less than 10"),
        ("from_10", "Vähintään 10", "Minst 10", "10 or more"),
        ("across_bands", "Väli usean luokan yli", "Ett intervall över flera klasser", "A range over several bands"),
    ]  # fmt: skip
    bands = [(row["band_low"], row["band_high"]) for row in tables["bands"].to_pylist()]
    assert [(float(low), high and float(high)) for low, high in bands] == [(-2.5, 0), (0, 10), (10, None)]  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "instead", "said"),
    [
        ("range: [-2.5, 60], ", "", "give the question a `range` too"),
        ("[-2.5, 0, 10]", "[0, 10]", "rising from -2.5, where the range begins, to 60 at most"),
        ("[-2.5, 0, 10]", "[-2.5, 10, 0]", "rising from -2.5"),
        ("[-2.5, 0, 10]", "[-2.5]", "at least two"),
        ("[-2.5, 0, 10]", "[-2.5, 61]", "to 60 at most"),
        ("text: {fi: Työ", "background: true, text: {fi: Työ", "remove one of them"),
        ("text: {fi: Työ", "publish: no, text: {fi: Työ", "remove one of them"),
        ("subject: person", "subject: organisation", "of a questionnaire about people"),
        ("type: number, range: [-2.5, 60], ", "type: open, ", "bands are for number questions"),
    ],
)
def test_bands_that_would_leave_a_number_out_are_an_error(tmp_path, declared, instead, said):
    with pytest.raises(loader.QuestionnaireError) as caught:
        _load(tmp_path, QUESTIONNAIRE.replace(declared, instead))
    assert "questionnaire.yml:8: questions.work.bands: " in str(caught.value)
    assert said in str(caught.value)


def test_a_number_of_people_without_bands_is_published_nowhere(tmp_path):
    assert _load(tmp_path, QUESTIONNAIRE).questionnaire.unpublished_numbers() == {"rest"}
