"""Texts that only their numbering tells apart keep their own meaning, from the file to the marts."""

import duckdb

from tests.exports import xlsx
from tests.roots import new_root

QUESTIONNAIRE = """\
questionnaire: numerot
subject: person
scope: testi
title: {fi: Numerot}
scales:
  agreement:
    options: {"1": {fi: Eri mieltä}, "2": {fi: Siltä väliltä}, "3": {fi: Samaa mieltä}}
fields:
  answered_at: {header: {fi: Vastausaika}, required: true}
  respondent_code: {header: {fi: Vastaajakoodi}}
  phase: {header: {fi: Mittaus}, values: {start: {fi: 1. mittaus}, end: {fi: 2. mittaus}}}
  service: {header: {fi: Ryhmä}}
questions:
  belong: {scale: agreement, text: {fi: Kuulun joukkoon}}
  sector: {text: {fi: Sektori}, options: {a: {fi: 1. sektori}, b: {fi: 2. sektori}, c: {fi: 3. sektori}}}
indicators:
  belonging: {title: {fi: Kuuluminen}, items: [belong], score: {method: mean, from: [1, 3], to: [0, 100], min_answered: 1}}
"""
SERVICES = """\
service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code
floor_1,1. kerroksen ryhmä,,,workshop,Kaupunki,municipality,398
floor_2,2. kerroksen ryhmä,,,workshop,Kaupunki,municipality,398
"""
SECTORS = ["1. sektori"] * 12 + ["2. sektori"] * 12 + ["3. sektori"] * 6
LABELS = ["Eri mieltä", "Siltä väliltä", "Samaa mieltä"]


def test_phases_options_and_services_named_by_number_stay_apart(tmp_path):
    place = new_root(tmp_path)
    folder = place.root.questionnaires / "numerot"
    folder.mkdir(parents=True)
    (folder / "questionnaire.yml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (place.root.registers / "services.csv").write_text(SERVICES, encoding="utf-8")
    rows = [["Vastausaika", "Vastaajakoodi", "Mittaus", "Ryhmä", "Kuulun joukkoon", "Sektori"]]
    for n, sector in enumerate(SECTORS):
        group = f"{1 + n % 2}. kerroksen ryhmä"
        rows.append(
            [f"5.2.2024 10.{n:02}", f"k{n}", "1. mittaus", group, LABELS[n // 2 % 2], sector]
        )
        rows.append([f"6.5.2024 10.{n:02}", f"k{n}", "2. mittaus", group, LABELS[n % 3], sector])
    place.land(xlsx(tmp_path / "a.xlsx", rows), "ngo/a.xlsx")
    place.build()
    [record] = place.records
    assert (record.status, record.findings) == ("accepted", ())
    pairs = place.built(
        "select services.service_code, change.pair_count from {fct_indicator_change} as change"
        " inner join {dim_service} as services on change.service_key = services.service_key order by 1"
    )
    # Every start meets its end, 15 in each group.
    assert pairs == [("floor_1", 15), ("floor_2", 15)]
    answers = place.root.raw / "answers" / f"{record.delivery_id}.parquet"
    chosen = duckdb.sql(
        f"select option_code, count(*) from '{answers}' where question_code = 'sector' group by 1 order by 1"
    )
    assert chosen.fetchall() == [("a", 24), ("b", 24), ("c", 12)]
