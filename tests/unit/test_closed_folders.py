"""A folder of landing that may not be read: nobody sees what lies there, and that is said."""

from __future__ import annotations

import os

import pytest

from orchestration.cli import engine
from orchestration.cli.root_status import root_status
from orchestration.cli.show_status import show_status
from orchestration.intake import landing, other_senders
from orchestration.intake.record import new_record, received
from tests.roots import new_root


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Two senders, one of whose folders is closed to this account. Root may open any folder."""
    place, may_be_listed = new_root(tmp_path), os.scandir
    for name in ("open/a.csv", "closed/b.csv"):
        (place.root.landing / name).parent.mkdir()
        (place.root.landing / name).write_text("x")

    def scandir(folder):
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(folder))
        return may_be_listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    return place


def test_what_may_not_be_read_is_named_and_ends_the_run_with_1(place, capsys):
    assert [one.name for one in landing.look(place.root.landing)] == ["open/a.csv"]
    assert landing.unreadable(place.root.landing) == ["closed"]
    status = root_status(place.declared)
    show_status(place.root.path, status)
    shown = capsys.readouterr().out
    assert "not taken closed/" in shown and "Let Mukana's account read it." in shown
    assert engine._exit_code(status, []) == engine.FAILED


def test_a_landing_that_is_open_and_one_that_is_not_there_are_nothing_to_say(tmp_path):
    place = new_root(tmp_path)
    assert root_status(place.declared)["landing"] is None
    place.root.landing.rmdir()
    assert root_status(place.declared)["landing"] is None


def test_a_file_that_nobody_can_see_any_more_lies_in_no_other_folder(place, monkeypatch):
    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    registers, [arrival] = place.declared.registers(), landing.look(place.root.landing)
    record = new_record("0" * 64, arrival)
    assert record.files == (received(arrival),)
    monkeypatch.setattr(os, "stat", forbidden)
    found = other_senders.with_other_senders(record, registers, place.root.landing)
    assert found.findings == ()
