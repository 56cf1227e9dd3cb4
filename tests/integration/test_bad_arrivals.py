"""Twelve files within a minute, two of them good: the two are published, the others refused."""

import io
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pyarrow.parquet as pq
import pytest

from orchestration.core import regular_files
from orchestration.core.settings import Settings
from orchestration.intake import landing
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.take import take
from tests.exports import HEADER, csv_text, xlsx
from tests.roots import Workplace, golden_b_file, many, new_root

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What is in payroll.xlsx: its sheet, its headers, its cells.
SECRETS = ("Salaiset", "Palkkaluokka", "Virtanen", "4711,50")
REFUSED = {
    "ngo_a/tyhja.xlsx": {"empty_file"},
    "ngo_a/otsikot.csv": {"no_rows"},
    "ngo_a/salattu.xlsx": {"protected"},
    # Either is right for a container whose directory says only half.
    "ngo_a/vanha.xlsx": {"protected", "unreadable"},
    "ngo_a/kuva.csv": {"unreadable"},
    "ngo_b/iso.csv": {"too_big"},
    "ngo_b/payroll.xlsx": {"unknown_questionnaire"},
    "ngo_b/pommi.xlsx": {"too_big"},
    "ngo_b/lukossa.xlsx": {"no_access"},
    "juuressa.csv": {"no_sender"},
}


def _small_limits(place: Workplace) -> Workplace:
    limits = {"max_bytes": 20_000_000, "max_inflated_bytes": 50_000_000}
    return Workplace(Settings(**place.settings.model_dump() | limits))


def _bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)


def _land_the_bad(place: Workplace, folder: Path) -> None:
    written = {
        "ngo_a/tyhja.xlsx": b"",
        "ngo_a/otsikot.csv": csv_text([HEADER]).encode(),
        "ngo_a/salattu.xlsx": OLE2 + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"),
        "ngo_a/vanha.xlsx": OLE2 + b"\0" * 2000 + "Workbook".encode("utf-16-le"),
        "ngo_a/kuva.csv": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 99,
        "ngo_b/iso.csv": b"1;\n" * 8_000_000,
        "ngo_b/kasvaa.csv": csv_text([HEADER]).encode(),
        "ngo_b/lukossa.xlsx": b"PK\x03\x04",
        "ngo_b/kesken.xlsx.part": b"PK",
        "ngo_b/~$avoinna.xlsx": b"x",
        "juuressa.csv": b"a;b\r\n",
    }
    for name, content in written.items():
        file = place.root.landing / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    payroll = [["Nimi", "Palkkaluokka"], ["Virtanen", "4711,50"]]
    place.land(xlsx(folder / "p.xlsx", payroll, sheet="Salaiset"), "ngo_b/payroll.xlsx")
    _bomb(place.root.landing / "ngo_b" / "pommi.xlsx")


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    """Last year's release; then the bad, the same again, and two good files, in one run."""
    folder = tmp_path_factory.mktemp("bad")
    place = _small_limits(new_root(folder))
    place.land(golden_b_file(folder), "ngo_a/2023.xlsx")
    place.release()
    (folder / "before.json").write_text(json.dumps(_hex(place)))
    _land_the_bad(place, folder)
    place.land(folder / "golden_b.xlsx", "ngo_a/2024.xlsx", at=1_700_000_900)
    for sender, service, code in (("ngo_b", "Lahden paja", "6MAR"), ("ngo_c", "Sysmän paja", "9ELO")):  # fmt: skip
        file = xlsx(folder / f"{sender}.xlsx", [HEADER, *many(service, 6, code, 4)])
        place.land(file, f"{sender}/hyva.xlsx", at=1_700_000_950)
    with pytest.MonkeyPatch.context() as patch:
        _grow_while_waiting(patch, place.root.landing / "ngo_b" / "kasvaa.csv")
        _lock(patch, "lukossa.xlsx")
        assert place.run().exit_code == 0
    return place


def _hex(place: Workplace) -> dict[str, str]:
    return {name: content.hex() for name, content in place.published_files().items()}


def _grow_while_waiting(patch: pytest.MonkeyPatch, file: Path) -> None:
    def sleep(_: float) -> None:
        with file.open("ab") as out:
            out.write(b"x;y\r\n")

    patch.setattr(landing, "time", SimpleNamespace(sleep=sleep))


def _lock(patch: pytest.MonkeyPatch, name: str) -> None:
    """As if the right to read were missing, also for the superuser that tests may run as."""
    plain = regular_files.open_regular

    def guarded(path):
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return plain(path)

    patch.setattr(regular_files, "open_regular", guarded)


def _deliveries(place: Workplace) -> dict[str, dict]:
    return {found["name"]: found for found in place.status["deliveries"]}


def _texts(file: Path) -> str:
    """Everything that a file says, unpacked."""
    if file.suffix == ".parquet":
        return str(pq.read_table(file).to_pylist())
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())
    return file.read_bytes().decode("utf-8", errors="replace")


def test_the_two_good_ones_are_in_one_release(place):
    rows = place.query(
        "select service_code, person_count, score_sum from {fct_indicator_level} join {dim_service} using (service_key) order by 1"
    )
    # Six people each who answer 4 to everything: (4 - 1) * 25 = 75 each.
    assert rows == [("lahti", 6, 450), ("sysma", 6, 450)]
    assert place.query("select pair_count from {fct_indicator_change}") == [(8,)]
    assert len(list((place.root.published / "releases").iterdir())) == 2


def test_what_was_published_did_not_change(place):
    before = json.loads((place.root.path.parent / "before.json").read_text())
    now = _hex(place)
    release = {name: content for name, content in before.items() if name.startswith("releases/")}
    assert release
    assert {name: now.get(name) for name in release} == release


@pytest.mark.parametrize("name", REFUSED)
def test_every_bad_one_is_refused_with_one_sentence_and_a_next_step(place, name):
    found = _deliveries(place)[name]
    assert found["status"] == "refused"
    [reason] = found["reasons"]
    assert reason["code"] in REFUSED[name]
    folder = place.root.refused / found["delivery_id"][:12]
    finnish, english = (folder / "receipt.txt").read_text("utf-8").split("\n\n")
    assert reason["fi"] in finnish and reason["en"] in english
    assert reason["action_fi"] and reason["action_en"]
    assert json.loads((folder / "receipt.json").read_text())["reasons"] == [reason]
    page = openpyxl.load_workbook(io.BytesIO((folder / "corrections.xlsx").read_bytes())).active
    assert page["D2"].value == reason["action_fi"]


def test_what_is_under_way_is_not_taken(place):
    names = set(_deliveries(place))
    assert not names & {"ngo_b/kasvaa.csv", "ngo_b/kesken.xlsx.part", "ngo_b/~$avoinna.xlsx"}
    assert names == {*REFUSED, "ngo_a/2023.xlsx", "ngo_b/hyva.xlsx", "ngo_c/hyva.xlsx"}


def test_last_years_file_again_is_said_to_be_counted_once(place):
    found = _deliveries(place)["ngo_a/2023.xlsx"]
    assert found["also_received_as"] == ["ngo_a/2024.xlsx"]
    text = (place.root.receipts / f"{found['delivery_id'][:12]}.txt").read_text("utf-8")
    assert "Sama sisältö vastaanotettiin myös nimellä ngo_a/2024.xlsx." in text


def test_every_accepted_file_has_a_receipt(place):
    for name in ("ngo_a/2023.xlsx", "ngo_b/hyva.xlsx", "ngo_c/hyva.xlsx"):
        found = _deliveries(place)[name]
        file = place.root.receipts / f"{found['delivery_id'][:12]}.json"
        content = json.loads(file.read_text("utf-8"))
        assert content["counts"]["read"] == content["counts"]["used"] > 0
        assert content["recognised"]["sheet"] == "Raportti"


def test_nothing_of_payroll_is_anywhere_but_in_landing(place):
    seen = 0
    for file in place.root.path.rglob("*"):
        if file.is_file() and place.root.landing not in file.parents:
            text = _texts(file)
            assert not [secret for secret in SECRETS if secret in text], file
            seen += 1
    assert seen > 50


def test_a_file_whose_rights_are_corrected_is_read_and_its_refusal_is_gone(tmp_path):
    place = new_root(tmp_path)
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)])
    place.land(file, "ngo/a.xlsx")
    declared = Declared(place.root, place.settings)
    with pytest.MonkeyPatch.context() as patch:
        _lock(patch, "a.xlsx")
        [record] = take(declared, declared.waiting(), lambda *_: None)
    assert (record.status, record.reasons[0]["code"]) == ("refused", "no_access")
    assert declared.waiting() == []
    place.land(file, "ngo/a.xlsx", at=1_700_000_500)
    [record] = take(declared, declared.waiting(), lambda *_: None)
    assert record.status == "accepted"
    assert [r.status for r in declared.records] == ["accepted"]
    assert list(place.root.refused.iterdir()) == []


def test_a_file_that_is_taken_away_before_it_is_read_holds_nothing_up(tmp_path):
    place = new_root(tmp_path)
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)])
    gone = place.land(file, "ngo/gone.xlsx")
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER, *many("Lahden paja", 5, "6MAR", 4)]), "ngo/b.xlsx")  # fmt: skip
    declared = Declared(place.root, place.settings)
    waiting = declared.waiting()
    gone.unlink()
    assert [record.status for record in take(declared, waiting, lambda *_: None)] == ["accepted"]


def test_a_refused_file_that_is_understood_later_swaps_its_refusal_for_a_receipt(tmp_path):
    place = new_root(tmp_path)
    sheet = many("Kuun paja", 6, "6MAR", 4)
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *sheet]), "ngo/a.xlsx")
    declared = Declared(place.root, place.settings)
    [record] = take(declared, declared.waiting(), lambda *_: None)
    refused = place.root.refused / record.short_id
    assert (refused / "corrections.xlsx").exists() and not place.root.receipts.exists()
    with (place.root.registers / "services.csv").open("a", encoding="utf-8") as register:
        register.write("kuu,Kuun paja,,,workshop,Kaupunki,municipality,398\n")
    declared = Declared(place.root, place.settings)
    [record] = take(declared, declared.waiting(), lambda *_: None)
    assert record.status == "accepted"
    assert not refused.exists()
    assert {f.suffix for f in place.root.receipts.iterdir()} == {".txt", ".json"}
