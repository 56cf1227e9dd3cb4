"""`mukana check`: a file is checked before it is sent; nothing is stored, no cell is repeated."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from orchestration.cli.main import app
from orchestration.core import regular_files
from orchestration.core.data_root import PROJECT
from orchestration.intake import root_check, self_check
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.take import context_of
from tests.exports import FULL_HEADER, HEADER, csv_text, full_row, row, xlsx
from tests.roots import new_root

CODES = ["3MAR71", " 3mar71", "3MAP71", "", "BrianS"]


def _check(file: Path, *more: str, home: Path) -> Result:
    """The command in this process, with an empty home: no key is there to be found."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("MUKANA_", "DAGSTER_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("COLUMNS", "120")
        patch.chdir(home)
        return CliRunner().invoke(app, ["check", str(file), *more], catch_exceptions=False)


def _run(*arguments: str, home: Path) -> subprocess.CompletedProcess:
    """The same in a process of its own: what its end says, and what it costs."""
    command = "from orchestration.cli.main import main; main()"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("MUKANA_", "DAGSTER_"))}
    return subprocess.run(
        [sys.executable, "-c", command, "check", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        env=env | {"PYTHONPATH": str(PROJECT), "HOME": str(home), "COLUMNS": "120"},
        timeout=60,
    )


def _json(file: Path, *more: str, home: Path) -> tuple[int, dict]:
    done = _check(file, "--json", *more, home=home)
    assert done.stderr == ""
    return done.exit_code, json.loads(done.stdout)


def _by_code(part: list[dict]) -> dict[str, tuple[str, int]]:
    return {one["code"]: (one["cell"], one["count"]) for one in part}


def _rows(codes: list[str]) -> list[list[str]]:
    return [row(code, "Kerta", [4] * 10, at=f"7.3.2024 12.{n:02}.00") for n, code in enumerate(codes)]  # fmt: skip


def _files(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(f.relative_to(folder)): (f.stat().st_mtime_ns, f.read_bytes())
        for f in folder.rglob("*")
        if f.is_file()
    }


def _child_seconds() -> float:
    times = os.times()
    return times.children_user + times.children_system


def test_the_codes_of_a_file_typed_from_paper_are_reported_by_cell_and_never_repeated(tmp_path):
    """Five NGOs, one with the indicator only: its codes hold every kind of slip."""
    header = [*HEADER, "Huom", "Oma tieto"]
    sheet = [[*cells, "soita", "x"] for cells in _rows(CODES)]
    file = xlsx(tmp_path / "minimi.xlsx", [header, *sheet])
    code, found = _json(file, home=tmp_path)
    assert (code, found["outcome"]) == (1, "fixable")
    assert found["recognised"]["form"] == "webropol_indicator_only"
    assert found["counts"]["used"] == 5
    # One code twice on one day: one of the two rows is used.
    assert _by_code(found["findings"]) == {
        "name_like_code": ("B6", 1),
        "repeated_time_point": ("B2, B3", 2),
    }
    notes = _by_code(found["notes"])
    assert notes["near_codes"] == ("B2, B3, B4", 3)
    assert notes["blank_code"] == ("B5", 1)
    assert notes["corrected_code"] == ("B3", 1)
    assert notes["extra_columns"] == ("O1, P1", 2)
    output = _check(file, home=tmp_path).stdout + json.dumps(found)
    for word in ("3MAR71", "3mar71", "3MAP71", "Brian", "soita"):
        assert word not in output, word


def test_columns_that_are_not_imported_are_named_but_for_personal_data_and_the_rest_counted(
    tmp_path,
):
    extra = ["Huom", "brian@ngo.fi", "Puh. 040 123 4567", *(f"Oma tieto {n}" for n in range(20))]
    rows = [[*cells, *("x" for _ in extra)] for cells in _rows(CODES[:1])]
    code, found = _json(xlsx(tmp_path / "a.xlsx", [[*HEADER, *extra], *rows]), home=tmp_path)
    [note] = [one for one in found["notes"] if one["code"] == "extra_columns"]
    assert (code, note["count"], note["cell"]) == (0, 23, "O1, P1, Q1, R1, S1 …")
    assert "(23): “Huom”, P1, Q1, “Oma tieto 0”, " in note["problem_fi"]
    assert "“Oma tieto 8” and 11 others." in note["problem_en"]
    for personal in ("brian", "040"):
        assert personal not in json.dumps(found)


def test_the_full_survey_of_the_other_organisations_is_clean(tmp_path):
    rows = [full_row(f"{n}MAR71", "Alku", [4] * 10, at=f"5.2.2024 10.{n:02}.00") for n in range(10, 22)]  # fmt: skip
    code, found = _json(xlsx(tmp_path / "a.xlsx", [FULL_HEADER, *rows]), home=tmp_path)
    assert (code, found["outcome"]) == (0, "clean")
    assert found["problems"] == found["findings"] == []


def test_one_letter_neighbours_alone_leave_a_file_clean(tmp_path):
    code, found = _json(xlsx(tmp_path / "a.xlsx", [HEADER, *_rows(CODES[1:3])]), home=tmp_path)
    assert code == 0
    assert _by_code(found["notes"])["near_codes"] == ("B2, B3", 2)


def test_wrong_cells_are_fixable_and_listed_one_by_one(tmp_path):
    sheet = _rows([f"{n}MAR71" for n in range(10, 16)])
    sheet[1][5] = sheet[2][5] = sheet[4][5] = "Ehkä"
    sheet[3][0] = "04/05/2024"
    code, found = _json(xlsx(tmp_path / "a.xlsx", [HEADER, *sheet]), home=tmp_path)
    assert (code, found["outcome"]) == (1, "fixable")
    cells = {one["code"]: one["cells"] for one in found["problems"]}
    assert cells == {"bad_date": ["A5"], "unknown_label": ["F3:F4", "F6"]}
    assert found["recognised"]["questionnaire"] == "osallisuuskysely"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Nimi;Palkka\r\nVirtanen;4000\r\n", "unknown_questionnaire"),
        (b"", "empty_file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unreadable"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path, content, code):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    exit_code, found = _json(file, home=tmp_path)
    assert (exit_code, found["outcome"]) == (2, "refused")
    assert [one["code"] for one in found["problems"]] == [code]
    assert "Virtanen" not in json.dumps(found)


def test_a_foreign_export_is_named_with_its_tool_and_what_is_known(tmp_path):
    """The rows of a survey that nobody brought in: what it is, what is known here, what to do."""
    names = ["StartDate", "EndDate", "RecordedDate", "ResponseId", "UserLanguage", "Q1"]
    file = tmp_path / "a.csv"
    file.write_text("Fruit survey\n" + csv_text([names, ["salaisuus"] * 6], ","), encoding="utf-8")
    code, found = _json(file, home=tmp_path)
    assert (code, [one["code"] for one in found["problems"]]) == (2, ["unknown_questionnaire"])
    [problem] = found["problems"]
    assert "It seems to be an export of Qualtrics, with its headers on row 2." in problem["en"]
    assert "työkalun Qualtrics vienniltä, jonka otsikot ovat rivillä 2" in problem["fi"]
    assert "“Inclusion survey”" in problem["en"] and "“Osallisuuskysely”" in problem["fi"]
    assert "ask for it to be added" in problem["en"] and "salaisuus" not in problem["en"]


def test_one_header_that_many_surveys_have_makes_no_file_one_of_a_survey(tmp_path):
    rows = [["Ikäryhmä", *(f"Muu kysymys {n}" for n in range(20))], ["18–29", *["x"] * 20]]
    code, found = _json(xlsx(tmp_path / "a.xlsx", rows), home=tmp_path)
    [problem] = found["problems"]
    assert (code, problem["code"]) == (2, "unknown_questionnaire")
    assert "Muu kysymys" not in problem["en"]


def test_an_identity_code_is_no_matter_of_cells(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [[*HEADER, "H"], [*_rows(["3MAR71"])[0], "131052-308T"]])
    code, found = _json(file, home=tmp_path)
    assert (code, [one["code"] for one in found["problems"]]) == (2, ["identity_code"])


def test_a_root_is_looked_at_and_left_as_it_was(tmp_path):
    place = new_root(tmp_path)
    file = place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *_rows(CODES)]), "ngo/a.xlsx")
    before = _files(tmp_path)
    assert _json(file, "--data", str(place.root.path), home=tmp_path)[0] == 1
    assert _check(file, "--data", str(place.root.path), home=tmp_path).exit_code == 1
    assert _files(tmp_path) == before


def test_what_the_folder_states_is_read_as_landing_reads_it(tmp_path):
    """No column and no form gives the phase; `delivery.yml` beside the file, or above it, does."""
    without_phase = [cells[:2] + cells[3:] for cells in ([HEADER, *_rows(CODES[:1])])]
    place = new_root(tmp_path)
    outside = xlsx(tmp_path / "ngo" / "a.xlsx", without_phase)
    landed = place.land(outside, "ngo/2024/a.xlsx")
    data = ("--data", str(place.root.path))
    for file, statement in (
        (outside, outside.parent / "delivery.yml"),
        (landed, place.root.landing / "ngo" / "delivery.yml"),
    ):
        code, found = _json(file, *data, home=tmp_path)
        assert (code, list(_by_code(found["problems"]))) == (2, ["no_phase"])
        statement.write_text("phase: start\n", encoding="utf-8")
        assert _json(file, *data, home=tmp_path)[0] == 0
    statement.write_text("phase: alku\n", encoding="utf-8")
    code, found = _json(landed, *data, home=tmp_path)
    assert (code, list(_by_code(found["problems"]))) == (2, ["bad_statement"])
    alone = place.land(outside, "a.xlsx")
    code, found = _json(alone, *data, home=tmp_path)
    assert (code, list(_by_code(found["problems"]))) == (2, ["no_sender"])


def test_the_sender_of_a_landed_file_is_the_first_folder_whose_corrections_it_gets(tmp_path):
    place = new_root(tmp_path)
    sheet = [row("3MAR71", "Kerta", [4] * 10, at="7.3.2024 12.00.00", service="Kuun paja")]
    file = place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *sheet]), "ngo/2024/a.xlsx")
    data = ("--data", str(place.root.path))
    assert _json(file, *data, home=tmp_path)[0] == 1
    (place.root.registers / "corrections.csv").write_text(
        "sender_code,form_code,response_id,answered_at,field,from,to,reason\n"
        "ngo,,,7.3.2024 12.00.00,service,Kuun paja,Lahden paja,renamed\n",
        encoding="utf-8",
    )
    code, found = _json(file, *data, home=tmp_path)
    assert (code, list(_by_code(found["notes"]))) == (0, ["corrected"])


def test_a_file_is_opened_once(tmp_path, monkeypatch):
    place = new_root(tmp_path)
    file = xlsx(tmp_path / "ngo" / "a.xlsx", [HEADER, *_rows(CODES)])
    context = context_of(Declared(place.root, place.settings), b"s" * 32)
    opened = []
    real = regular_files.open_regular
    monkeypatch.setattr(
        regular_files, "open_regular", lambda path: opened.append(path) or real(path)
    )
    assert self_check.check(file, "ngo", context, tmp_path).outcome == "fixable"
    assert opened == [file]


def test_bytes_that_are_no_file_are_checked_as_if_they_lay_in_the_folder_of_their_sender(tmp_path):
    """`delivery.yml` says the phase, and nothing is written: neither in the root nor beside it."""
    without_phase = [cells[:2] + cells[3:] for cells in ([HEADER, *_rows(CODES)])]
    place = new_root(tmp_path)
    landed = place.land(xlsx(tmp_path / "a.xlsx", without_phase), "ngo/a.xlsx")
    (landed.parent / "delivery.yml").write_text("phase: start\n", encoding="utf-8")
    of_file = root_check.check(landed, None, place.settings)
    data, nowhere = landed.read_bytes(), landed.with_name("elsewhere.xlsx")
    landed.unlink()
    before = _files(tmp_path)
    found = root_check.check(nowhere, "ngo", place.settings, data=data)
    assert found == of_file and found.outcome == "fixable"
    assert _files(tmp_path) == before
    small = place.settings.model_copy(update={"max_bytes": 10})
    [problem] = root_check.check(nowhere, "ngo", small, data=data).problems
    assert problem.code == "too_big"


def test_without_a_root_nothing_is_made_and_services_go_unchecked(tmp_path):
    sheet = [row("3MAR71", "Kerta", [4] * 10, service="Kuun paja")]
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *sheet])
    before = _files(tmp_path)
    code, found = _json(file, home=tmp_path)
    assert code == 0
    assert "unchecked_services" in _by_code(found["notes"])
    assert _files(tmp_path) == before


def _no_such_root(folder: Path) -> list[str]:
    return [str(xlsx(folder / "a.xlsx", [HEADER])), "--data", str(folder / "none")]


def _register_with_an_error(folder: Path) -> list[str]:
    root = new_root(folder).root
    (root.registers / "services.csv").write_text("service_code\nlahti\n", encoding="utf-8")
    return [str(xlsx(folder / "a.xlsx", [HEADER])), "--data", str(root.path)]


def _damaged_record(folder: Path) -> list[str]:
    place = new_root(folder)
    file = xlsx(folder / "a.xlsx", [HEADER, *_rows(CODES)])
    place.root.ledger.mkdir()
    delivery_id = hashlib.sha256(file.read_bytes()).hexdigest()
    (place.root.ledger / f"{delivery_id}.json").write_text("{")
    return [str(file), "--data", str(place.root.path)]


WRONG_CALLS = {
    "no file given": lambda _: [],
    "no such file": lambda folder: [str(folder / "none.xlsx")],
    "a folder": lambda folder: [str(folder)],
    "no such option": lambda folder: [str(xlsx(folder / "a.xlsx", [HEADER])), "--senders", "ngo"],
    "no such root": _no_such_root,
    "a register with an error": _register_with_an_error,
    "a damaged ledger": _damaged_record,
}


@pytest.mark.parametrize("arguments", WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_has_an_exit_code_that_no_outcome_has(tmp_path, arguments):
    done = _run(*arguments(tmp_path), home=tmp_path)
    assert done.returncode == 64
    assert done.stdout == "" and done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "none").exists()


def test_the_exit_codes_are_in_the_help(tmp_path):
    lines = [line.split() for line in _run("--help", home=tmp_path).stdout.splitlines()]
    assert [line[0] for line in lines if line and line[0].isdigit()] == ["0", "1", "2", "64"]


def test_with_a_register_an_unknown_service_is_reported(tmp_path):
    place = new_root(tmp_path)
    file = xlsx(tmp_path / "a.xlsx", [HEADER, row("3MAR71", "Kerta", [4] * 10, service="Kuun paja")])  # fmt: skip
    code, found = _json(file, "--data", str(place.root.path), "--sender", "ngo", home=tmp_path)
    assert code == 1
    assert _by_code(found["problems"]) == {"unknown_value": ("D2", 1)}


def test_a_normal_file_takes_less_than_three_seconds_of_work(tmp_path):
    sheet = [full_row(f"{n}MAR71", "Alku", [4] * 10, at=f"5.2.2024 10.{n % 60:02}.{n // 60:02}") for n in range(600)]  # fmt: skip
    file = xlsx(tmp_path / "a.xlsx", [FULL_HEADER, *sheet])
    before = _child_seconds()
    assert _run(str(file), home=tmp_path).returncode == 0
    assert _child_seconds() - before < 3


def test_the_terminal_says_finnish_first_and_that_nothing_was_stored(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *_rows(CODES)])
    output = _check(file, home=tmp_path).stdout
    lines = [line.strip() for line in output.splitlines()]
    assert lines[0].startswith("Rekistereitä ei katsottu"), "what was not looked at comes first"
    lines = lines[lines.index("a.xlsx  korjattavaa to correct") :]
    assert lines[1].startswith("osallisuuskysely, lomake webropol_indicator_only")
    assert lines[-1] == "Mitään ei tallennettu. Nothing was stored."


def test_a_file_that_another_sender_sent_first_is_reported_with_that_senders_name(tmp_path):
    place = new_root(tmp_path)
    (place.root.registers / "senders.csv").write_text(
        "sender_code,name_fi,name_sv,name_en,service_code\nngo_a,Lahden yhdistys,,,\n", "utf-8"
    )
    sheet = [row("3MAR71", "Kerta", [4] * 10, at="7.3.2024 12.00.00", service="Lahden paja")]
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *sheet])
    place.land(file, "ngo_a/a.xlsx")
    place.take()
    landed, data = place.land(file, "ngo_b/a.xlsx"), ("--data", str(place.root.path))
    code, found = _json(landed, *data, home=tmp_path)
    assert (code, list(_by_code(found["findings"]))) == (1, ["other_sender"])
    assert "Lahden yhdistys" in found["findings"][0]["fi"]
    code, found = _json(file, *data, home=tmp_path)
    assert (code, list(_by_code(found["notes"]))) == (0, ["already_received"])
    assert "Lahden yhdistys" in found["notes"][0]["fi"]
