"""Who may send for a service, as the register says it."""

from __future__ import annotations

import pytest

from orchestration.ingest.registers import registers
from orchestration.ingest.registers.service_senders import senders_of, services_of_others
from tests.roots import SERVICES

COLUMNS, LAHTI, SYSMA = SERVICES.splitlines()


@pytest.mark.parametrize("text", ["kaupunki;ngo", "kaupunki|ngo", " kaupunki ; ngo;"])
def test_senders_are_separated_by_semicolons_or_bars(text):
    assert senders_of({"senders": text}) == {"kaupunki", "ngo"}


def test_forms_of_services_of_others_are_counted_and_a_form_without_one_is_of_its_sender_s():
    services = [
        {"service_code": "lahti", "senders": "kaupunki"},
        {"service_code": "sysma", "senders": "ngo"},
        {"service_code": "iitti", "senders": ""},
    ]
    senders = [{"sender_code": "ngo", "service_code": "lahti"}]
    forms = ["lahti", "lahti", "sysma", "iitti", None]
    assert services_of_others(services, senders, "ngo", forms) == {"lahti": 3}
    assert services_of_others(services, senders, "kaupunki", forms) == {"sysma": 1}
    # Without a service of its own a sender's forms without one are of no service.
    assert services_of_others(services, [], "ngo", [None]) == {}


def test_a_register_from_before_the_column_is_read_and_lets_any_sender_send(tmp_path):
    (tmp_path / "services.csv").write_text(SERVICES, encoding="utf-8")
    found = registers.load(tmp_path)
    assert [senders_of(service) for service in found.services] == [frozenset()] * 2


def test_a_sender_that_no_register_knows_is_reported_with_its_line(tmp_path):
    text = f"{COLUMNS},senders\n{LAHTI},\n{SYSMA},ngo\n"
    (tmp_path / "services.csv").write_text(text, encoding="utf-8")
    with pytest.raises(registers.RegisterError) as caught:
        registers.load(tmp_path)
    assert "services.csv:3: `senders` has `ngo`, which senders.csv has not" in str(caught.value)
