"""Personal data that a sender wrote where none belong are in no receipt, ledger, log or report."""

import json

import openpyxl
import pytest

from orchestration.cli.show_status import show_status
from tests.exports import HEADER, xlsx
from tests.roots import many, new_root

NAME, ADDRESS, PHONE, CODE = "Minna Virtanen", "minna@esimerkki.fi", "040 123 4567", "131052-308T"
SECRETS = ("Minna", "Virtanen", "esimerkki", "123 4567", "131052")


def _rows() -> list[list[str]]:
    return [list(row) for row in many("Lahden paja", 6, "6MAR", 4)]


def _with_cell(column: int, text: str) -> list[list[str]]:
    rows = _rows()
    rows[2][column] = text
    return [HEADER, *rows]


def _with_header(text: str, column: int | None = None) -> list[list[str]]:
    if column is None:
        return [[*HEADER, text], *([*row, "x"] for row in _rows())]
    return [[*HEADER[:column], text, *HEADER[column + 1 :]], *_rows()]


PLACES = {
    "a closed answer that is a name": (_with_cell(6, NAME), "Raportti"),
    "a closed answer that is an address": (_with_cell(6, ADDRESS), "Raportti"),
    "a closed answer that is a phone number": (_with_cell(6, PHONE), "Raportti"),
    "a phase that is a name": (_with_cell(2, NAME), "Raportti"),
    "a time that is a phone number": (_with_cell(0, PHONE), "Raportti"),
    "a service that is a name": (_with_cell(3, NAME), "Raportti"),
    "a service that is an address": (_with_cell(3, ADDRESS), "Raportti"),
    "a code that is a name": (_with_cell(1, NAME), "Raportti"),
    "a header that is a name": (_with_header(NAME), "Raportti"),
    "a header that is an address": (_with_header(ADDRESS), "Raportti"),
    "a header that is a phone number": (_with_header(PHONE), "Raportti"),
    "a needed header that is a name": (_with_header(NAME, 5), "Raportti"),
    "a sheet that is a name": ([HEADER, *_rows()], NAME),
    "a sheet that is an address": ([HEADER, *_rows()], ADDRESS),
    "a sheet that is a phone number": ([HEADER, *_rows()], PHONE),
    "a sheet that is an identity code": ([HEADER, *_rows()], CODE),
    "a sheet with a name and a wrong answer": (_with_cell(6, "x"), NAME),
    "an identity code in a closed answer": (_with_cell(6, CODE), "Raportti"),
    "an identity code in a header": (_with_header(f"hetu {CODE}"), "Raportti"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("personal")
    place = new_root(folder)
    for number, (rows, sheet) in enumerate(PLACES.values()):
        file = xlsx(folder / f"{number}.xlsx", rows, sheet=sheet)
        place.land(file, f"ngo{number}/a.xlsx", at=number)
    place.take()
    return place


def test_the_names_reached_the_files():
    assert len({json.dumps(rows) + sheet for rows, sheet in PLACES.values()}) == len(PLACES)


@pytest.mark.parametrize("number", range(len(PLACES)), ids=list(PLACES))
def test_no_receipt_and_no_record_holds_them(place, number):
    [record] = [record for record in place.records if record.sender_code == f"ngo{number}"]
    files = [place.root.ledger / f"{record.delivery_id}.json"]
    if record.was_read:
        files += [place.root.receipts / f"{record.short_id}.{kind}" for kind in ("txt", "json")]
    else:
        folder = place.root.refused / record.short_id
        files += [folder / "receipt.txt", folder / "receipt.json"]
        book = openpyxl.load_workbook(folder / "corrections.xlsx")
        texts = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
        assert not [secret for secret in SECRETS if secret in texts]
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not [secret for secret in SECRETS if secret in text], file


def test_the_terminal_shows_none_of_them(place, capsys):
    show_status(place.root.path, place.status)
    text = capsys.readouterr().out
    assert not [secret for secret in SECRETS if secret in text]


def test_a_sheet_that_may_name_somebody_is_named_by_its_number(place):
    sheets = {record.sender_code: record.sheet for record in place.records if record.was_read}
    number = list(PLACES).index("a sheet that is a name")
    assert sheets[f"ngo{number}"] == "1"
