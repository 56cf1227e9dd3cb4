"""A sender sees what became of its own files, and nothing of another sender."""

import io

import openpyxl
import pytest

from orchestration.intake.sent_files import of_sender
from tests.exports import HEADER, row, xlsx
from tests.roots import Workplace, new_root


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    """Two senders: the same file of both, one refused each, and one that nobody has read yet."""
    folder = tmp_path_factory.mktemp("sent")
    made = new_root(folder)
    good = xlsx(folder / "a.xlsx", [HEADER, row("k1", "Alku", [4] * 10, service="Lahden paja")])
    wrong = xlsx(folder / "b.xlsx", [HEADER, row("k1", "Alku", [4] * 10, service="Kuun paja")])
    png = folder / "c.csv"
    png.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    made.land(good, "ngo/hyva.xlsx", at=1)
    made.land(good, "ngo/kopio.xlsx", at=2)
    made.land(good, "city/sama.xlsx", at=3)
    made.land(wrong, "ngo/vaara.xlsx", at=4)
    made.land(png, "city/kuva.csv", at=5)
    made.take()
    made.land(good, "ngo/131052-308T.xlsx", at=6)
    return made


def test_own_files_come_newest_first_with_what_became_of_them(place):
    found = of_sender(place.declared, "ngo")
    assert [one.status for one in found] == ["waiting", "refused", "accepted"]
    assert [one.names for one in found][1:] == [
        ("ngo/vaara.xlsx",),
        ("ngo/hyva.xlsx", "ngo/kopio.xlsx"),
    ]
    assert "131052" not in found[0].names[0]


def test_a_refused_file_has_its_receipt_and_its_workbook(place):
    _, refused, accepted = of_sender(place.declared, "ngo")
    assert "Sarakkeessa" in refused.receipt and "ngo/vaara.xlsx" in refused.receipt
    page = openpyxl.load_workbook(io.BytesIO(refused.corrections)).worksheets[0]
    assert [page["A2"].value, page["B2"].value] == ["Raportti", "D2"]
    on_disk = place.root.refused / refused.record.short_id / "corrections.xlsx"
    assert refused.corrections == on_disk.read_bytes()
    assert "luettu 1, käytetty 1" in accepted.receipt and accepted.corrections is None


def test_nothing_of_another_sender_is_there(place):
    image, same = of_sender(place.declared, "city")
    assert (image.status, image.names) == ("refused", ("city/kuva.csv",))
    assert (same.status, same.names) == ("of_another", ("city/sama.xlsx",))
    assert same.record is None and same.receipt is None and same.corrections is None
    assert "ngo" not in repr([image, same])
    own = of_sender(place.declared, "ngo")[2]
    assert "city/" not in own.receipt
    assert of_sender(place.declared, "ng") == of_sender(place.declared, "") == []
