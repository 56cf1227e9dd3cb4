"""Who is late: as of a given day, by what came for which questionnaire, and what to send them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from orchestration.ingest.registers import expected
from orchestration.ingest.registers.expected import Expected
from orchestration.ingest.registers.registers import RegisterError
from orchestration.intake.record import Record
from orchestration.release import late_senders, senders_rule
from tests.roots import Workplace, new_root

HEADER = "sender_code,questionnaire_code,wave_code,every_months,due_date,contact\n"
CONTACT = "Maija Meikäläinen <maija@example.org>"
SURVEY, COUNTY_SURVEY = "osallisuuskysely", "osallisuustyo_hyvinvointialueilla"


def line(**changes: object) -> Expected:
    half_yearly = Expected("ngo", SURVEY, "", 6, date(2025, 1, 31), CONTACT)
    return replace(half_yearly, **changes)


def codes(senders: set[str], questionnaires: set[str]):
    return lambda: {"sender_code": senders, "questionnaire_code": questionnaires}


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (date(2025, 1, 31), None),
        (date(2025, 2, 1), (date(2025, 1, 31), date(2024, 7, 31))),
        (date(2025, 7, 31), (date(2025, 1, 31), date(2024, 7, 31))),
        (date(2025, 8, 1), (date(2025, 7, 31), date(2025, 1, 31))),
        (date(2027, 3, 1), (date(2027, 1, 31), date(2026, 7, 31))),
    ],
)
def test_the_day_that_was_due_last_and_the_one_before(as_of, due):
    assert line().last_due(as_of) == due


def test_the_last_day_of_a_month_stays_the_last_day():
    monthly = line(every_months=1, due_date=date(2024, 1, 31))
    assert monthly.last_due(date(2024, 3, 1)) == (date(2024, 2, 29), date(2024, 1, 31))
    assert monthly.last_due(date(2024, 5, 1)) == (date(2024, 4, 30), date(2024, 3, 31))


def test_what_is_due_once_stays_due():
    once = line(every_months=None, wave_code="2025")
    assert once.last_due(date(2025, 1, 31)) is None
    assert once.last_due(date(2029, 1, 1)) == (date(2025, 1, 31), None)


def test_a_register_is_read_or_says_line_and_column(tmp_path: Path):
    assert expected.load(tmp_path) == []
    file = tmp_path / "expected.csv"
    file.write_text(f"{HEADER}ngo,{SURVEY},,6,31.1.2025,\nngo,{COUNTY_SURVEY},2025,,2025-06-30,\n")
    first, second = expected.load(tmp_path, codes({"ngo"}, {SURVEY, COUNTY_SURVEY}))
    assert (first.due_date, first.every_months) == (date(2025, 1, 31), 6)
    assert (second.wave_code, second.every_months) == ("2025", None)
    file.write_text(f"{HEADER}nobody,{SURVEY},,6,31.1.2025,\nngo,,,half,soon,\n")
    with pytest.raises(RegisterError) as found:
        expected.load(tmp_path, codes({"ngo"}, {SURVEY}))
    assert [problem.partition("expected.csv:")[2] for problem in found.value.problems] == [
        "2: there is no such `sender_code`",
        "3: `questionnaire_code` is empty",
        "3: give due_date as 2027-01-31 or 31.1.2027",
        "3: every_months is a whole number of months, or empty for one delivery",
    ]


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    made = new_root(tmp_path)
    senders = "sender_code,name_fi,name_sv,name_en,service_code\nngo,Järjestö,,Association,\n"
    (made.root.registers / "senders.csv").write_text(senders, encoding="utf-8")
    expect(made, f"ngo,{SURVEY},,6,2025-01-31,{CONTACT}")
    return made


def expect(place: Workplace, *lines: str) -> None:
    text = HEADER + "\n".join(lines) + "\n"
    (place.root.registers / "expected.csv").write_text(text, encoding="utf-8")


def come(place: Workplace, day: date, status: str = "accepted", **changes: object) -> None:
    """Put a delivery of this day into the ledger."""
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    landed_at_ns = int(moment.timestamp()) * 10**9
    name = f"{len(place.records):064x}"
    usual = Record(
        name, "ngo", (), landed_at_ns, status=status, questionnaire_code=SURVEY, form_version="1"
    )
    place.declared.ledger.write(replace(usual, **changes))


def late(place: Workplace, as_of: date = date(2025, 2, 10)) -> list[dict[str, str]]:
    return [one.key for one in late_senders.find(place.declared, as_of)]


def test_nobody_is_late_on_the_day_and_who_sent_nothing_is_on_the_next(place):
    assert late(place, date(2025, 1, 31)) == []
    assert late(place, date(2025, 2, 1)) == [
        {"sender_code": "ngo", "questionnaire_code": SURVEY, "due_date": "2025-01-31"}
    ]


@pytest.mark.parametrize(
    ("day", "changes", "is_late"),
    [
        (date(2025, 1, 15), {}, False),
        (date(2025, 2, 9), {}, False),  # late, but here
        (date(2025, 2, 11), {}, True),  # after the day that is asked about
        (date(2024, 7, 31), {}, True),  # the one before
        (date(2025, 1, 15), {"questionnaire_code": COUNTY_SURVEY}, True),
        (date(2025, 1, 15), {"sender_code": "other"}, True),
        (date(2025, 1, 15), {"status": "on_hold"}, False),
        (date(2025, 1, 15), {"status": "refused", "questionnaire_code": None}, True),
    ],
)
def test_what_came_counts_by_day_questionnaire_sender_and_status(place, day, changes, is_late):
    come(place, day, **changes)
    assert bool(late(place)) is is_late


def test_a_wave_is_here_only_with_its_own_answers(place):
    expect(place, f"ngo,{COUNTY_SURVEY},2025,,2025-01-31,")
    come(place, date(2024, 12, 1), questionnaire_code=COUNTY_SURVEY, form_version="2023")
    assert late(place)[0]["wave_code"] == "2025"
    come(place, date(2024, 12, 2), questionnaire_code=COUNTY_SURVEY, form_version="2025")
    assert late(place) == []


def test_the_text_to_send_is_in_three_languages_and_names_no_person(place):
    [one] = late_senders.find(place.declared, date(2025, 2, 10))
    letter = late_senders.letter(place.declared, one)
    assert "31.1.2025 mennessä" in letter["fi"] and "Järjestö" in letter["fi"]
    # The register has no Swedish name of this sender.
    assert "senast 31.1.2025" in letter["sv"] and "(Järjestö)" in letter["sv"]
    assert "by 2025-01-31" in letter["en"] and "Association" in letter["en"]
    come(place, date(2025, 2, 1), "refused", questionnaire_code=None)
    [one] = late_senders.find(place.declared, date(2025, 2, 10))
    assert "could not be used" in late_senders.letter(place.declared, one)["en"]
    for text in (*letter.values(), *late_senders.sentences(one)):
        assert "Meikäläinen" not in text and "maija" not in text


def test_the_rule_is_as_of_the_newest_delivery_and_not_of_the_clock(place):
    """Years later the same deliveries still give the same result."""
    come(place, date(2025, 1, 31), questionnaire_code=COUNTY_SURVEY)
    validation = senders_rule.with_rule(place.declared, {"results": []})
    assert validation["results"][0]["status_code"] == "pass"
    assert "As of 2025-01-31" in validation["results"][0]["detail_en"]
    come(place, date(2025, 2, 1), questionnaire_code=COUNTY_SURVEY)
    [result] = senders_rule.with_rule(place.declared, {"results": []})["results"]
    assert (result["status_code"], result["severity_code"]) == ("fail", "warning")
    assert result["keys"] == late(place, date(2025, 2, 1))
    assert result["letters"][0]["key"] == result["keys"][0]
    assert "Viekää vastaukset" in result["letters"][0]["fi"]
    assert CONTACT.split()[0] not in str(result)


def test_without_a_register_the_rule_does_not_apply(place):
    expect(place)
    come(place, date(2025, 1, 31))
    [result] = senders_rule.with_rule(place.declared, {"results": []})["results"]
    assert result["status_code"] == "not_applicable"


def test_another_register_of_expected_deliveries_makes_a_release_due_but_reads_nothing_again(place):
    before, reading = place.declared.fingerprint(), place.declared.reading
    expect(place)
    assert place.declared.fingerprint() != before
    assert place.declared.reading == reading
