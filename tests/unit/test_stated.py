"""What a sender's folder states of its files: the phase that no column and no form has."""

from pathlib import PurePath

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.folder_statement import all_statements, stated, statements_above
from orchestration.intake.landing import look
from orchestration.intake.take import take
from tests.exports import HEADER, row, xlsx
from tests.roots import new_root

ROWS = [HEADER, row("a", "", [4] * 10, service="Lahden paja")]
WITHOUT_PHASE = [[cell for i, cell in enumerate(cells) if i != 2] for cells in ROWS]


def _land(landing, name, text):
    file = landing / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_nearest_folder_states_and_never_the_landing_itself(tmp_path):
    _land(tmp_path, "delivery.yml", "phase: single")
    _land(tmp_path, "ngo/delivery.yml", "phase: start")
    _land(tmp_path, "ngo/loput/delivery.yml", "phase: end")
    for name, fields in (
        ("ngo/a.xlsx", {"phase": "start"}),
        ("ngo/x/a.xlsx", {"phase": "start"}),
        ("ngo/loput/a.xlsx", {"phase": "end"}),
        ("other/a.xlsx", {}),
    ):
        assert stated(PurePath(name), all_statements(tmp_path)) == fields
        assert stated(PurePath(name), statements_above(tmp_path / name, tmp_path)) == fields


@pytest.mark.parametrize(
    "text", ["phase: alku", "vaihe: start", "- start", "phase: [", "x" * 20_000]
)
def test_a_statement_that_says_something_else_refuses_the_file_by_its_name(tmp_path, text):
    _land(tmp_path, "ngo/delivery.yml", text)
    with pytest.raises(Refusal) as caught:
        stated(PurePath("ngo/a.xlsx"), all_statements(tmp_path))
    [reason] = caught.value.reasons
    assert reason.code == "bad_statement"
    assert "ngo/delivery.yml" in reason.fi


def test_a_file_refused_for_its_phase_is_read_when_the_folder_states_it(tmp_path):
    place = new_root(tmp_path)
    place.land(xlsx(tmp_path / "a.xlsx", WITHOUT_PHASE), "ngo/a.xlsx")

    def status():
        declared = Declared(place.root, place.settings)
        [arrival] = declared.waiting()
        [record] = take(declared, [arrival], lambda *_: None)
        return record.status, [reason["code"] for reason in record.reasons]

    assert status() == ("refused", ["no_phase"])
    assert Declared(place.root, place.settings).waiting() == []
    _land(place.root.landing, "ngo/delivery.yml", "phase: end\n")
    assert [arrival.name for arrival in look(place.root.landing)] == ["ngo/a.xlsx"]
    assert status() == ("accepted", [])


def test_the_choice_of_sheet_header_and_tool_is_recorded_with_the_delivery(tmp_path):
    place = new_root(tmp_path)
    rows = [["Kevään vastaukset"], HEADER, row("a", "Alku", [4] * 10)]
    place.land(xlsx(tmp_path / "a.xlsx", rows, sheet="Kevät"), "ngo/a.xlsx")
    declared = Declared(place.root, place.settings)
    [record] = take(declared, declared.waiting(), lambda *_: None)
    choice = record.choice
    assert (record.sheet, record.header_row) == ("Kevät", 2)
    assert (choice["tool"], choice["header_rows"]) == ("webropol", [2, 2])
    # Time, code, phase, service and ten items; the second-best form knows the same columns.
    assert choice["matched_columns"] == 14
    assert choice["second_form"].startswith("osallisuuskysely/")
