"""Registers as people and spreadsheets write them: read as meant, or refused by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.ingest.registers import people, registers
from orchestration.intake import register_lines

COLUMNS = registers.COLUMNS["services"]
HEADER, WIDE = ";".join(COLUMNS), ",".join(COLUMNS)
QUOTED = '"Paja, Sysmä"'


def load(folder: Path, data: bytes | str, name: str = "services") -> registers.Registers:
    file = folder / f"{name}.csv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return registers.load(folder)


def problems(folder: Path, data: bytes | str, name: str = "services") -> str:
    with pytest.raises(registers.RegisterError) as caught:
        load(folder, data, name)
    return str(caught.value)


def line(code: str, name: str, municipality: str = "398", delimiter: str = ";") -> str:
    cells = {"service_code": code, "name_fi": name, "municipality_code": municipality}
    return delimiter.join(cells.get(column, "") for column in COLUMNS)


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}\r\n{line('paja', 'Paja, Sysmä')}\r\n;;;\r\n\r\n".encode("utf-8-sig"),
        f"{HEADER}\n{line('paja', 'Paja, Sysmä')}\n".encode("cp1252"),
        # What Excel calls Unicode text.
        f"{HEADER}\r\n{line('paja', 'Paja, Sysmä')}".replace(";", "\t").encode("utf-16"),
        f"{WIDE.upper()}\n{line(' paja ', QUOTED, delimiter=',')}\n",
        f"note,{WIDE}\nx,{line('paja', QUOTED, delimiter=',')}\n",
    ],
    ids=["bom", "code page", "unicode text", "capitals and blanks", "a column of one's own"],
)
def test_a_register_is_read_however_a_spreadsheet_saved_it(tmp_path, data):
    known = load(tmp_path, data)
    assert [row["service_code"] for row in known.services] == ["paja"]
    assert known.code("service", "paja, sysmä") == "paja"


def test_a_line_with_an_unquoted_comma_is_an_error_and_not_a_shorter_name(tmp_path):
    """Read as it stands, the Finnish name would be “Paja” and the Swedish one “Sysmä”."""
    text = f"{WIDE}\n\n{line('paja', 'Paja, Sysmä', '', ',')}\n"
    found = problems(tmp_path, text)
    assert f"services.csv:3: the line has {len(COLUMNS) + 1} cells" in found
    assert 'Write a cell with a comma as "Workshop, Lahti"' in found


def test_a_quotation_mark_that_is_not_closed_takes_no_other_line_with_it(tmp_path):
    lines = [line("a", '"Paja, Sysmä', delimiter=","), line("b", '"Paja, Lahti"', delimiter=",")]
    found = problems(tmp_path, "\n".join([WIDE, *lines, ""]))
    assert "services.csv:2: a quotation mark is not closed" in found
    found = problems(tmp_path, "\n".join([WIDE, *reversed(lines), ""]))
    assert "services.csv:3: a quotation mark is not closed" in found


def test_lines_are_counted_as_an_editor_counts_them(tmp_path):
    """A name over two lines and a blank line: what is wrong stands in line 5."""
    text = f'{WIDE}\na,"Paja\nLahti"{"," * (len(COLUMNS) - 2)}\n\n,Nimi\n'
    assert "services.csv:5: `service_code` is empty" in problems(tmp_path, text)


def test_a_municipality_whose_zero_a_spreadsheet_took_away_is_still_hollola(tmp_path):
    known = load(tmp_path, f"{HEADER}\n{line('paja', 'Paja', '98')}\n")
    # Hollola is 098 (Statistics Finland).
    assert known.services[0]["municipality_code"] == "098"


def test_codes_that_nobody_knows_are_errors_and_not_unknown_places(tmp_path):
    text = f"{HEADER}\n{line('paja', 'Paja', '999')}\n"
    assert "services.csv:2: no municipality has the code `999`" in problems(tmp_path, text)
    (tmp_path / "services.csv").unlink()
    text = "sender_code,name_fi,name_sv,name_en,service_code\nngo,Ngo,,,paja\n"
    assert "senders.csv:2: `service_code` has `paja`" in problems(tmp_path, text, "senders")


def test_a_workbook_named_csv_and_a_column_that_is_there_twice_are_said(tmp_path):
    assert "services.csv:1: this is no csv file" in problems(tmp_path, b"PK\x03\x04\0\0")
    found = problems(tmp_path, f"{HEADER};name_fi\n")
    assert "services.csv:1: columns that are there twice: name_fi" in found


def test_a_line_goes_below_the_columns_that_a_person_put_in_another_order(tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes("role;huom;user;name;sender_code\r\nreviewer;;x;Äiti;\r\n".encode("utf-8-sig"))
    cells = {"service_code": "lahti", "name": "Paja, Lahti"}
    other = tmp_path / "earlier_names.csv"
    other.write_bytes("name;note;service_code\r\nVanha;ä;sysma\r\n".encode("cp1252"))
    register_lines.add(tmp_path, "earlier_names", [cells])
    assert other.read_bytes().decode("cp1252").split() == [
        "name;note;service_code", "Vanha;ä;sysma", "Paja,", "Lahti;;lahti",
    ]  # fmt: skip
    register_lines.add(tmp_path, "earlier_names", [{"name": "Мастерская", "service_code": "lahti"}])
    assert other.read_text(encoding="utf-8").splitlines()[-1] == "Мастерская;;lahti"
    assert people.load(tmp_path) == [people.Person("x", "Äiti", "reviewer", "")]
