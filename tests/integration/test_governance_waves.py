"""A regional questionnaire of one's own, its second wave and a new metric: YAML and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports import xlsx
from tests.roots import Workplace, new_root

QUESTIONNAIRE = """\
questionnaire: aluekysely
subject: organisation
scope: counties
title: {fi: Aluekysely}
scales:
  five:
    options: {"1": {fi: Huonosti}, "2": {fi: Melko huonosti}, "3": {fi: Siltä väliltä}, "4": {fi: Melko hyvin}, "5": {fi: Hyvin}}
  four:
    options: {"1": {fi: Huonosti}, "2": {fi: Melko huonosti}, "3": {fi: Melko hyvin}, "4": {fi: Hyvin}}
fields:
  answered_at: {required: true, header: {fi: Vastausaika}}
  area: {required: true, header: {fi: Hyvinvointialue}}
questions:
  named: {publish: area, text: {fi: Onko koordinoija nimetty?}, options: {yes: {fi: Kyllä}, no: {fi: Ei}}}
  fte: {type: number, text: {fi: Montako henkilötyövuotta?}, missing: {no_answer: {fi: ei päätyönä kukaan}}}
  rating: {scale: five, publish: metrics, text: {fi: Miten yhteistyö toimii?}}
  rating_four: {scale: four, publish: metrics, text: {fi: Miten yhteistyö toimii?}}
metrics:
  named: {title: {fi: Nimetty}, question: named, area_set: counties_22, counts: {options: [yes]}}
  rating: {title: {fi: Yhteistyö}, question: [rating, rating_four], kind: mean, area_set: counties_22}
  fte_mean: {title: {fi: Työvuodet}, question: fte, kind: mean, area_set: counties_22}
  fte_max: {title: {fi: Suurin}, question: fte, kind: max, area_set: counties_22}
  fte_median: {title: {fi: Mediaani}, question: fte, kind: median, area_set: counties_22}
  fte_sum: {title: {fi: Yhteensä}, question: fte, kind: sum, area_set: counties_22, breaks: {"2025": {fi: Laskutapa vaihtui.}}}
  two_or_more: {title: {fi: Kaksi}, question: fte, area_set: counties_22, counts: {at_least: 2}}
  one_or_more: {title: {fi: Yksi}, question: fte, area_set: counties_22, counts: {at_least: 1}}
"""
NEW_METRIC = "  below_one: {title: {fi: Alle yksi}, question: fte, area_set: counties_22, counts: {below: 1}}\n"
FORMS = {
    "2023": "questions: [named, fte, rating]\nanswered_to: 2024-12-31\n",
    "2025": "questions: [named, fte, rating_four]\nanswered_from: 2025-01-01\n",
}
HEADER = ["Vastausaika", "Hyvinvointialue", "Onko koordinoija nimetty?", "Montako henkilötyövuotta?", "Miten yhteistyö toimii?"]  # fmt: skip
# Names as people write them: short, inflected, Swedish, abbreviated.
FIRST = [
    ["2.5.2023 10.00.00", "Satakunta", "Ei", "1", "Hyvin"],
    ["2.5.2023 10.01.00", "Pirkanmaan hva", "Ei", "2", "Hyvin"],
    ["2.5.2023 10.02.00", "PHHYVA", "Kyllä", "6", "Melko hyvin"],
    ["2.5.2023 10.03.00", "Helsingfors", "Kyllä", "", "Huonosti"],
]
SECOND = [
    ["2.5.2025 10.01.00", "Pirkanmaa", "Ei", "1", "Hyvin"],
    # Pirkanmaa once more, an hour later: this answer counts for the area.
    ["2.5.2025 11.01.00", "Pirkanmaan hyvinvointialue", "Kyllä", "0,5 htv", "Hyvin"],
    ["2.5.2025 10.02.00", "Päijänne-Tavastland", "Kyllä", "1-2", "Melko hyvin"],
    ["2.5.2025 10.03.00", "Helsinki", "Kyllä", "1", "Huonosti"],
    ["2.5.2025 10.04.00", "Lapin", "Ei", "ei päätyönä kukaan", "Huonosti"],
]


def declare(place: Workplace, text: str = QUESTIONNAIRE) -> None:
    """Write the questionnaire and its two forms into the root."""
    folder = place.root.questionnaires / "aluekysely"
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    (folder / "questionnaire.yml").write_text(text, encoding="utf-8")
    for wave, more in FORMS.items():
        form = f'form: webropol_{wave}\ntool: webropol\nlanguage: fi\nversion: "{wave}"\n{more}'
        (folder / "forms" / f"webropol_{wave}.yml").write_text(form, encoding="utf-8")


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("waves")
    place = new_root(folder)
    declare(place)
    for name, rows in (("first", FIRST), ("second", SECOND)):
        place.land(xlsx(folder / f"{name}.xlsx", [HEADER, *rows]), f"counties/{name}.xlsx")
    place.release()
    return place


def report(place: Workplace, metric: str, read=Workplace.query) -> list[tuple]:
    """Both waves of a metric: text, change text, is it a break, why."""
    return read(
        place,
        "select wave_code, value_text_fi, note_change_fi, is_series_break, note_break_fi"
        " from {rpt_governance_metric} join {dim_metric} using (metric_key)"
        f" where metric_code = '{metric}' and questionnaire_code = 'aluekysely' order by 1",
    )


def test_waves_with_the_same_headers_are_distinguished_by_time(released):
    rows = released.query(
        "select wave_code, count(*) from {fct_governance_answer} join {dim_questionnaire} using"
        " (questionnaire_key) where questionnaire_code = 'aluekysely' group by 1 order by 1"
    )
    assert rows == [("2023", 4), ("2025", 4)]


def test_change_is_among_the_areas_of_both_waves(released):
    # Pirkanmaa, Päijät-Häme and Helsinki are in both: 2/3 then, 3/3 now. All areas: 2/4 and 3/4.
    assert report(released, "named") == [
        ("2023", "2/4 = 50,0 %", None, False, None),
        ("2025", "3/4 = 75,0 %", "+33,3 %-yks. (n = 3)", False, None),
    ]


def test_a_changed_scale_breaks_the_series_visibly(released):
    # (5 + 5 + 4 + 1) / 4 on 1–5; (4 + 3 + 1 + 1) / 4 on 1–4: never compared.
    assert report(released, "rating") == [
        ("2023", "3,75 (n = 4)", None, False, None),
        ("2025", "2,25 (n = 4)", None, True, "Asteikko tai vaihtoehdot muuttuivat."),
    ]


def test_a_declared_break_says_its_reason(released):
    assert report(released, "fte_sum")[1][2:] == (None, True, "Laskutapa vaihtui.")


def test_a_range_stays_a_range(released):
    # 0,5 · 1-2 · 1: low ends 2.5, high ends 3.5; over three, and nobody's blank is a zero.
    assert report(released, "fte_mean")[1][1] == "0,83–1,17 (n = 3)"
    assert report(released, "fte_sum")[1][1] == "2,5–3,5 (n = 3)"
    assert report(released, "fte_max")[1][1] == "1–2 (n = 3)"
    # Low ends 0.5, 1, 1; high ends 0.5, 1, 2: both medians are 1.
    assert report(released, "fte_median")[1][1] == "1 (n = 3)"
    [(value, low, high)] = released.query(
        "select metric_value, value_low, value_high from {fct_governance_metric} join {dim_metric}"
        " using (metric_key) where metric_code = 'fte_max' and wave_code = '2025'"
        " and questionnaire_code = 'aluekysely'"
    )
    assert (value, low, high) == (None, 1.0, 2.0)


def test_a_range_counts_where_its_low_end_reaches(released):
    assert report(released, "one_or_more")[1][1] == "2/3 = 66,7 %"
    assert report(released, "two_or_more")[1][1] == "0/3 = 0,0 %"


def test_a_new_metric_takes_yaml_only(released):
    declare(released, QUESTIONNAIRE + NEW_METRIC)
    released.build("+rpt_governance_metric", "+dim_metric")
    assert report(released, "below_one", Workplace.built)[1][1] == "1/3 = 33,3 %"


@pytest.mark.parametrize(
    ("cell", "nearest"),
    [
        # 05 was Päijät-Häme in old Sotkanet data and is Varsinais-Suomi today: it is neither.
        ("05", "Varsinais-Suomen hyvinvointialue, Päijät-Hämeen hyvinvointialue"),
        ("Pirkanmanan hyvinvointialue", "Pirkanmaan hyvinvointialue"),
    ],
)
def test_an_unknown_area_is_refused_with_the_nearest_and_without_the_cell(
    cell: str, nearest: str, tmp_path: Path
):
    place = new_root(tmp_path)
    declare(place)
    rows = [FIRST[0], [FIRST[1][0], cell, *FIRST[1][2:]]]
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *rows]), "counties/a.xlsx")
    place.take()
    [file] = place.root.refused.rglob("receipt.txt")
    text = file.read_text(encoding="utf-8")
    assert "B3" in text and nearest in text and "Nearest known" in text
    # The name of the delivery is hexadecimal and may hold the two digits.
    assert cell not in text.replace(file.parent.name, "")
