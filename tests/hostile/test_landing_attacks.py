"""What is put into landing to harm: it harms nobody, and its sender gets one sentence."""

import os
import re
import signal
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from orchestration.cli.show_status import show_status
from orchestration.intake.decisions import listed
from tests.exports import HEADER, csv_text
from tests.hostile.landing_attacks import ATTACKS, FOLDERS
from tests.roots import Workplace, many, new_root

pytestmark = [
    pytest.mark.tried("landing attacks"),
    pytest.mark.skipif(os.name == "nt", reason="links, pipes and names of POSIX"),
]
_WHOLE_SECONDS = 240


def _export(number: int, phase: str = "Kerta") -> bytes:
    """An honest export that nobody else sent."""
    return csv_text([HEADER, *many("Lahden paja", 6, f"{number}MAR", 4, phase=phase)]).encode()


def _outside(folder: Path) -> Path:
    """What the links lead to."""
    (folder / "folder").mkdir(parents=True)
    (folder / "keys").mkdir()
    (folder / "keys" / "a.key").write_text("ab" * 32)
    for number, name in enumerate(("export.csv", "folder/b.csv"), 900):
        (folder / name).write_bytes(_export(number))
    (folder / "delivery.yml").write_text("phase: start\n")
    return folder


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """All attacks at once, and what a run and `status` make of them."""
    place = new_root(tmp_path_factory.mktemp("landing"))
    landing, away = place.root.landing, _outside(place.root.path.parent / "away")
    for number, attack in enumerate(ATTACKS.values()):
        folder = landing / f"s{number}"
        folder.mkdir()
        attack.make(folder, _export(number), away)
    for number, (name, _) in enumerate(FOLDERS.values(), 500):
        (landing / name).mkdir()
        (landing / name / "a.csv").write_bytes(_export(number))
    (landing / "good").mkdir()
    (landing / "good" / "a.csv").write_bytes(_export(800))
    (landing / "delivery.yml").mkdir()
    # Instead of waiting for ever: a pipe or a device that is opened ends the test.
    signal.alarm(_WHOLE_SECONDS)
    records = place.take()
    status = place.status
    signal.alarm(0)
    return SimpleNamespace(place=place, records=records, status=status)


def _of(attacked, number: int):
    return [record for record in attacked.records if record.sender_code == f"s{number}"]


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=list(ATTACKS))
def test_what_is_no_export_is_not_taken_and_its_sender_gets_one_sentence(attacked, number):
    attack = list(ATTACKS.values())[number]
    found = _of(attacked, number)
    assert len(found) == attack.is_taken
    for record in found:
        assert {reason["code"] for reason in record.reasons} == attack.codes
        assert record.status == ("refused" if attack.codes else "accepted")
        assert all(reason["action_fi"] and reason["action_en"] for reason in record.reasons)
        assert _harmful(record.files[0].name) == set()


@pytest.mark.parametrize("shown", [shown for _, shown in FOLDERS.values()], ids=list(FOLDERS))
def test_a_sender_of_any_name_is_read_and_shown_without_harm(attacked, shown):
    [record] = [record for record in attacked.records if record.sender_code == shown]
    assert (record.status, record.files[0].name) == ("accepted", f"{shown}/a.csv")


def _harmful(text: str) -> set[str]:
    """Characters that steer a terminal, forge a line or turn the writing direction."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return {hex(ord(c)) for c in text if unicodedata.category(c) in kinds and c != "\n"}


def test_the_honest_export_is_accepted(attacked):
    [good] = [record for record in attacked.records if record.sender_code == "good"]
    assert (good.status, good.counts["used"]) == ("accepted", 6)


def test_no_two_names_are_shown_alike(attacked):
    names = [record.files[0].name for record in attacked.records]
    assert len(names) == len(set(names))


def test_the_terminal_gets_no_character_that_steers_it(attacked, capsys):
    show_status(attacked.place.root.path, attacked.status)
    text = capsys.readouterr().out + "\n".join(listed(attacked.place.settings))
    # The colours are the program's own.
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert _harmful(text) == set()
    for forged in ("\nStatus: accepted", "\x1b[2J", "131052-308T", "matti@"):
        assert forged not in text


def test_receipts_and_ledger_hold_no_character_that_steers_and_no_personal_data(attacked):
    root = attacked.place.root
    files = [f for f in (*root.receipts.rglob("*"), *root.refused.rglob("*"), *root.ledger.rglob("*")) if f.suffix in (".txt", ".json")]  # fmt: skip
    assert len(files) > len(ATTACKS)
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert _harmful(text) == set(), file
        assert "131052-308T" not in text and "matti@" not in text
        assert "\nStatus: accepted" not in text or file.suffix == ".txt"


def test_a_second_run_has_nothing_to_do(attacked):
    assert attacked.place.declared.waiting() == []


def test_a_file_that_becomes_a_link_after_it_was_seen_is_not_opened(tmp_path):
    place = new_root(tmp_path)
    file = place.root.landing / "ngo" / "a.csv"
    file.parent.mkdir()
    file.write_bytes(_export(1))
    assert _statuses_after(place, lambda: (file.unlink(), file.symlink_to("/etc/passwd"))) == ["not_a_file"]  # fmt: skip


def test_a_file_that_becomes_a_pipe_after_it_was_seen_is_not_waited_for(tmp_path):
    place = new_root(tmp_path)
    file = place.root.landing / "ngo" / "a.csv"
    file.parent.mkdir()
    file.write_bytes(_export(1))
    assert _statuses_after(place, lambda: (file.unlink(), os.mkfifo(file))) == ["not_a_file"]


def _statuses_after(place: Workplace, change) -> list[str]:
    from orchestration.intake.take import take

    declared = place.declared
    waiting = declared.waiting()
    change()
    return [
        r["code"] for record in take(declared, waiting, lambda *_: None) for r in record.reasons
    ]
