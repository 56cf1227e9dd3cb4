"""A person is forgotten: whoever sent the answers, in every place of the root (scenario S15)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.ingest.messages.file_messages import LEFT_OUT
from orchestration.intake import forget, forgotten, settling
from orchestration.intake.decisions import accept_removal
from orchestration.privacy.pseudonyms import person_key
from tests.exports import FULL_HEADER, HEADER, full_row, row, xlsx
from tests.roots import Workplace, new_root

SURVEY, CODE, OPEN = "osallisuuskysely", "7KES52", "Sain ystävän Tuulikin"
COLUMN = FULL_HEADER.index("Kerro omin sanoin, miten toiminta on vaikuttanut sinuun.")


def full(code: str, phase: str, at: str = "5.2.2024 10.00.00") -> list[str]:
    cells = full_row(code, phase, [3] * 10, at=at, service="Lahden paja")
    if code.strip().casefold() == CODE.casefold():
        cells[COLUMN] = OPEN
    return cells


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    """Two senders, two forms, and a refused file; one person is in all of them."""
    place = new_root(tmp_path)
    monkeypatch.setenv("MUKANA_KEY_DIR", str(place.settings.key_dir))
    others = [full(f"8ELO{n}", "Alku", f"5.2.2024 11.{n:02}.00") for n in range(6)]
    place.land(
        xlsx(tmp_path / "a.xlsx", [FULL_HEADER, full(CODE, "Alku"), *others]), "ngo_a/a.xlsx"
    )
    end = row(f" {CODE.lower()} ", "Loppu", [4] * 10, at="6.5.2024 10.00.00", service="Lahden paja")
    rest = [row(f"9SYY{n}", "Loppu", [4] * 10, at=f"6.5.2024 11.{n:02}.00", service="Lahden paja") for n in range(6)]  # fmt: skip
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER, end, *rest]), "ngo_b/b.xlsx")
    unknown = row(CODE, "Loppu", [4] * 10, service="Tuntematon paja")
    place.land(xlsx(tmp_path / "c.xlsx", [HEADER, unknown]), "ngo_c/c.xlsx")
    place.land(xlsx(tmp_path / "d.xlsx", [HEADER, *rest]), "ngo_d/d.xlsx")
    place.take()
    return place


def key_of(place: Workplace) -> str:
    declared = place.declared
    scope = declared.surveys()[SURVEY].questionnaire.scope
    return person_key(CODE, scope, declared.secret()) or ""


def command(place: Workplace, *arguments: str, typed: str = CODE) -> tuple[int, str]:
    where = ["forget", SURVEY, *arguments, "--codes", "-", "--data", str(place.root.path)]
    said = CliRunner().invoke(app, where, input=typed)
    return said.exit_code, said.output


def holding(root: DataRoot, *texts: str) -> set[str]:
    """Files of a root that hold a text, whatever their format; folders as `zone/…`."""
    found = set()
    for file in root.path.rglob("*"):
        if file.is_file() and any(text.encode() in readable(file) for text in texts):
            found.add(file.relative_to(root.path).parts[0])
    return found


def readable(file: Path) -> bytes:
    if file.suffix == ".parquet":
        return repr(pq.ParquetFile(file).read().to_pydict()).encode()
    if file.suffix == ".xlsx":
        import openpyxl

        rows = (
            r for sheet in openpyxl.load_workbook(file) for r in sheet.iter_rows(values_only=True)
        )
        return repr(list(rows)).encode() + file.name.encode()
    if file.suffix == ".duckdb":
        with duckdb.connect(str(file), read_only=True) as connection:
            tables = connection.sql(
                "select schema_name, table_name from duckdb_tables()"
            ).fetchall()
            return repr([connection.sql(f"from {s}.{t}").fetchall() for s, t in tables]).encode()
    return file.read_bytes() + file.name.encode()


def forms(place: Workplace) -> int:
    with duckdb.connect(str(place.root.warehouse), read_only=True) as connection:
        [(count,)] = connection.sql("select count(*) from restricted.int_submissions").fetchall()
    return count


def test_nothing_of_the_person_is_left_but_in_quarantine_and_the_keyed_list(place):
    place.build()
    key = key_of(place)
    assert holding(place.root, CODE, OPEN, key) >= {"landing", "raw", "restricted"}
    before = forms(place)
    code, said = command(place, "--yes", "--reason", "asked by letter")
    assert code == 0, said
    assert "1 people, 2 submissions in 2 deliveries" in said
    assert holding(place.root, CODE, CODE.lower(), OPEN) == {"quarantine"}
    assert holding(place.root, key) == {"restricted"}
    assert forgotten.keys(place.root) == {key}
    assert sorted(f.name for f in place.root.landing.rglob("*.xlsx")) == ["d.xlsx"]
    assert not place.root.warehouse.exists()
    place.build()
    assert holding(place.root, CODE, OPEN, key) == {"quarantine", "restricted"}
    assert forms(place) == before - 2


def test_every_row_of_the_deliveries_is_still_accounted_for_and_the_others_stay(place):
    command(place, "--yes")
    counts = {record.sender_code: record.counts for record in place.records}
    assert (counts["ngo_a"]["used"], counts["ngo_a"]["forgotten"]) == (6, 1)
    assert (counts["ngo_b"]["used"], counts["ngo_b"]["forgotten"]) == (6, 1)
    [first] = [record for record in place.records if record.sender_code == "ngo_a"]
    receipts = place.root.receipts.glob(f"{first.delivery_id[:12]}*.txt")
    receipt = next(receipts).read_text(encoding="utf-8")
    assert all(word in receipt.casefold() for word in LEFT_OUT["forgotten"])


def test_an_export_that_comes_again_brings_nobody_back(place, tmp_path):
    command(place, "--yes")
    again = [full(CODE, "Alku"), full(CODE, "Loppu", "7.5.2024 10.00.00"), full("1TAM11", "Alku")]
    place.land(xlsx(tmp_path / "again.xlsx", [FULL_HEADER, *again]), "ngo_e/again.xlsx")
    place.take()
    [record] = [one for one in place.records if one.sender_code == "ngo_e"]
    assert (record.counts["used"], record.counts["forgotten"]) == (1, 2)
    assert holding(place.root, key_of(place)) == {"restricted"}


def test_a_dry_run_and_an_answer_of_no_change_nothing(place):
    before = {f: f.read_bytes() for f in place.root.path.rglob("*") if f.is_file()}
    code, said = command(place, "--dry-run")
    assert code == 0 and "leaves landing" in said and CODE not in said
    assert (
        CliRunner()
        .invoke(app, ["forget", SURVEY, "--data", str(place.root.path)], input=f"{CODE}\nn\n")
        .exit_code
        == 1
    )
    after = {f: f.read_bytes() for f in place.root.path.rglob("*") if f.is_file()}
    assert {f.name for f in after if after[f] != before.get(f)} <= {".lock"}


def test_a_code_that_nothing_is_found_of_warns_and_waits_for_a_file(place, tmp_path):
    code, said = command(place, "--yes", typed=f"0XXX00\n{CODE}\n")
    assert code == 1 and "Nothing was found under 1 codes" in said
    assert len(forgotten.keys(place.root)) == 2
    late = [full("0XXX00", "Alku"), full("1TAM11", "Alku")]
    place.land(xlsx(tmp_path / "late.xlsx", [FULL_HEADER, *late]), "ngo_e/late.xlsx")
    place.take()
    [record] = [one for one in place.records if one.sender_code == "ngo_e"]
    assert (record.counts["used"], record.counts["forgotten"]) == (1, 1)


def refusal(code: str, phase: str) -> list[str]:
    return full_row(
        code, phase, [3] * 10, at="9.9.2024 10.00.00", service="Lahden paja", consent="Ei"
    )


@pytest.mark.parametrize(("is_partial", "left"), [(False, 0), (True, 1)])
def test_a_refusal_by_somebody_with_answers_elsewhere_waits_for_a_person(
    place, tmp_path, is_partial, left
):
    rows = [refusal(CODE, "Loppu"), full("1TAM11", "Alku")]
    place.land(xlsx(tmp_path / "r.xlsx", [FULL_HEADER, *rows]), "ngo_e/r.xlsx", at=1_700_000_900)
    place.take()
    [held] = [one for one in place.records if one.sender_code == "ngo_e"]
    assert (held.status, held.reasons) == ("accepted", ())
    assert "refuses_elsewhere" in [found["code"] for found in held.findings]
    assert key_of(place) in str(holding_rows(place))
    assert counting(place) == 0
    accept_removal(place.settings, held.delivery_id, is_partial=is_partial, by="Maija")
    [now] = [one for one in place.records if one.sender_code == "ngo_e"]
    assert now.status == "accepted"
    assert (key_of(place) in str(holding_rows(place))) is bool(left)
    assert counting(place) == 2 * left


def counting(place: Workplace) -> int:
    """Rows of the person that count: in raw, and not listed as superseded."""
    superseded = pq.ParquetFile(place.root.raw / "superseded.parquet").read().to_pylist()
    listed = {(row["delivery_id"], row["row_number"]) for row in superseded}
    found = forget.find(place.declared, SURVEY, [CODE]).rows
    return len(set(found) - listed)


def holding_rows(place: Workplace) -> list:
    files = (place.root.raw / "submissions").glob("*.parquet")
    return [pq.ParquetFile(file).read()["person_key"].to_pylist() for file in files]


def test_who_gives_consent_again_in_the_same_export_has_refused_nothing_elsewhere(tmp_path):
    place = new_root(tmp_path)
    first = [full(CODE, "Alku"), full("1TAM11", "Alku", "5.2.2024 12.00.00")]
    place.land(xlsx(tmp_path / "a.xlsx", [FULL_HEADER, *first]), "ngo/a.xlsx")
    both = [FULL_HEADER, *first, refusal(CODE, "Loppu")]
    place.land(xlsx(tmp_path / "b.xlsx", both), "ngo/b.xlsx", at=1_700_000_900)
    place.take()
    assert {record.status for record in place.records} == {"accepted"}
    assert str(holding_rows(place)).count(key_of(place)) == 2


def test_the_proof_says_how_much_and_nothing_of_whom(place):
    command(place, "--yes", "--reason", "asked by letter")
    written = (place.root.decisions / forget.PROOF).read_bytes()
    [line] = [json.loads(one) for one in written.splitlines()]
    del line["at"], line["by"]
    assert line == {
        "reason": "asked by letter", "people": 1, "people_awaited": 0, "submissions": 2, "deliveries": 2,
        "files_in_quarantine": 3, "files_not_opened": 0,
    }  # fmt: skip


@pytest.mark.parametrize("step", ["_quarantine", "take_out", "remove_made", "_prove"])
def test_a_run_that_dies_midway_is_finished_by_the_same_command(place, step, monkeypatch):
    declared = place.declared
    found = forget.find(declared, SURVEY, [CODE])

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    place_of = settling if step == "take_out" else forget
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(place_of, step, die)
        forget.carry_out(declared, found, ("aino", "x"))
    assert command(place, "--yes")[0] == 0
    assert holding(place.root, CODE, OPEN) == {"quarantine"}
    assert holding(place.root, key_of(place)) == {"restricted"}


def test_an_unknown_questionnaire_and_a_damaged_list_are_sentences(place):
    with pytest.raises(UserError, match="There is no questionnaire"):
        forget.find(place.declared, "nothing", [CODE])
    (place.root.restricted / forgotten.FILE).write_text("7KES52\n")
    with pytest.raises(UserError, match="damaged") as raised:
        place.take()
    assert CODE not in str(raised.value)


def test_rows_that_a_person_said_were_removed_are_deleted(tmp_path):
    place = new_root(tmp_path)
    rows = [full(f"8ELO{n}", "Alku", f"5.2.2024 11.{n:02}.00") for n in range(6)]
    place.land(xlsx(tmp_path / "a.xlsx", [FULL_HEADER, full(CODE, "Alku"), *rows]), "ngo/a.xlsx")
    place.land(xlsx(tmp_path / "b.xlsx", [FULL_HEADER, *rows]), "ngo/b.xlsx", at=1_700_000_100)
    place.take()
    held = [record for record in place.records if record.status == "on_hold"]
    assert len(held) == 1
    accept_removal(place.settings, held[0].delivery_id, is_partial=False, by="Maija")
    key = key_of(place)
    assert holding(place.root, key, OPEN) == {"landing"}
    place.take()
    [record] = [one for one in place.records if one.delivery_id == held[0].delivery_id]
    assert (record.status, record.account["gone"]) == ("accepted", 1)
    shutil.rmtree(place.root.raw)
    place.take()
    assert holding(place.root, key, OPEN) == {"landing"}, "read again, and removed again"
    assert json.loads((place.root.ledger / f"{held[0].delivery_id}.json").read_text())["removal"] == "removed"  # fmt: skip
