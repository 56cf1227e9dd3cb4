"""The borders of the rooms: who may import what, and who may read what."""

import ast
import re
from pathlib import Path

import pytest

from orchestration.core.data_root import PROJECT
from tests.architecture.imports import CODE, circles, imported_names, module_of, project_imports

# Folder -> the folders it may import. What is not listed is forbidden, type checking included.
MAY_IMPORT = {
    "orchestration": "assets core",
    "orchestration/core": "",
    "orchestration/alerts": "core intake release",
    "orchestration/assets": "alerts core difference intake outputs release upkeep warehouse"
    " expectations/contracts",
    "orchestration/cli": "orchestration alerts assets core demo desk ingest ingest/messages ingest/readers ingest/recognise"
    " ingest/registers intake outputs/powerbi privacy questionnaire/comparing questionnaire/drafting"
    " questionnaire/loading questionnaire/model questionnaire/templates release serving upkeep",
    "orchestration/remote": "core",
    "orchestration/open_answers": "core privacy",
    "orchestration/intake": "core html open_answers remote ingest ingest/convert ingest/messages ingest/readers"
    " ingest/recognise ingest/redelivery ingest/registers privacy questionnaire/loading"
    " questionnaire/model",
    "orchestration/ingest": "ingest/convert ingest/messages ingest/readers ingest/recognise"
    " ingest/redelivery ingest/registers privacy questionnaire/matching questionnaire/model",
    "orchestration/ingest/convert": "core ingest/messages ingest/readers ingest/recognise"
    " ingest/registers privacy questionnaire/matching questionnaire/model",
    "orchestration/ingest/messages": "",
    "orchestration/ingest/readers": "core ingest/messages privacy",
    "orchestration/ingest/recognise": "core ingest/messages ingest/readers questionnaire/matching"
    " questionnaire/model",
    "orchestration/ingest/redelivery": "ingest/convert privacy",
    "orchestration/ingest/registers": "core ingest/messages ingest/readers privacy questionnaire/model",
    "orchestration/questionnaire": "",
    "orchestration/questionnaire/model": "",
    "orchestration/questionnaire/matching": "core questionnaire/model",
    "orchestration/questionnaire/checking": "core questionnaire/matching questionnaire/model",
    "orchestration/questionnaire/loading": "core questionnaire/checking questionnaire/model",
    "orchestration/questionnaire/drafting": "core ingest/convert ingest/messages ingest/readers"
    " ingest/recognise privacy questionnaire/checking questionnaire/matching questionnaire/model",
    "orchestration/questionnaire/comparing": "core questionnaire/matching questionnaire/model",
    "orchestration/questionnaire/templates": "core questionnaire/matching questionnaire/model",
    "orchestration/privacy": "core",
    "orchestration/page": "core serving warm",
    "orchestration/serving": "core",
    "orchestration/warm": "orchestration core html intake outputs/pages privacy warehouse expectations/gate"
    " expectations/report expectations/suites",
    "orchestration/upkeep": "core intake open_answers privacy release",
    "orchestration/warehouse": "core privacy",
    "orchestration/release": "core remote ingest/registers intake open_answers privacy expectations/contracts"
    " expectations/gate"
    " expectations/report",
    "orchestration/html": "",
    "orchestration/desk": "core html ingest/messages ingest/registers intake open_answers privacy questionnaire/model"
    " questionnaire/templates release serving expectations/report",
    "orchestration/difference": "core intake privacy release warehouse",
    "orchestration/outputs": "core outputs/pages outputs/powerbi outputs/questions outputs/workbook",
    "orchestration/outputs/workbook": "outputs/questions outputs/wording",
    "orchestration/outputs/questions": "release expectations/contracts",
    "orchestration/outputs/wording": "html privacy",
    "orchestration/outputs/pages": "html outputs/questions outputs/wording",
    "orchestration/outputs/powerbi": "core release expectations/contracts",
    "orchestration/demo": "core questionnaire/loading questionnaire/model",
    "expectations": "",
    "expectations/contracts": "",
    "expectations/candidate": "",
    "expectations/rules": "expectations/candidate expectations/contracts",
    "expectations/suites": "expectations/contracts expectations/rules",
    "expectations/gate": "expectations/candidate expectations/contracts expectations/rules expectations/suites",
    "expectations/report": "orchestration/html",
}
PURE = ["orchestration/questionnaire", "orchestration/ingest", "orchestration/privacy"]


def _name(file: Path) -> str:
    return file.relative_to(PROJECT).as_posix()


def _allowed(folder: str) -> set[str]:
    own = ("orchestration", "expectations")
    return {
        name if name.startswith(own) else f"orchestration/{name}"
        for name in MAY_IMPORT[folder].split()
    }


def _imported_folders() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {folder: set() for folder in _folders()}
    for file, imported in project_imports().items():
        folder = _name(file.parent)
        found[folder] |= {_name(other.parent) for other in imported} - {folder}
    return found


def _folders() -> set[str]:
    return {_name(file.parent) for file in CODE}


@pytest.mark.parametrize("folder", sorted(_folders()))
def test_a_folder_imports_only_what_the_table_allows(folder):
    assert _imported_folders()[folder] <= _allowed(folder)


def test_the_table_allows_nothing_that_is_not_used():
    used = _imported_folders()
    assert set(MAY_IMPORT) == set(used)
    assert {folder: sorted(_allowed(folder) - used[folder]) for folder in used} == {
        folder: [] for folder in used
    }


def test_no_module_and_no_folder_imports_in_a_circle_not_even_for_its_types():
    modules = {
        module_of(file): {module_of(other) for other in others}
        for file, others in project_imports().items()
    }
    assert circles(modules) == []
    assert circles(_imported_folders()) == []


def test_a_circle_would_be_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


@pytest.mark.parametrize("folder", sorted(_folders()))
def test_a_folder_opens_with_what_belongs_in_it(folder):
    lines = (PROJECT / folder / "README.md").read_text(encoding="utf-8").splitlines()
    starts = ["# ", "", "- Belongs here: ", "- Does not belong here: ", "- Imported by: "]
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))


def test_nothing_lies_loose_beside_the_folders():
    loose = {file.name for file in (PROJECT / "orchestration").glob("*.py")}
    assert loose == {"__init__.py", "definitions.py"}


def _users_of(library: str) -> set[str]:
    return {
        _name(file)
        for file in CODE
        for name in imported_names(file)
        if name == library or name.startswith(f"{library}.")
    }


@pytest.mark.parametrize("room", PURE)
@pytest.mark.parametrize(
    "library",
    ["dagster", "dbt", "duckdb", "great_expectations", "os", "orchestration.core.settings"],
)
def test_the_pure_rooms_know_no_engine_no_database_and_no_environment(room, library):
    assert not {name for name in _users_of(library) if name.startswith(room)}


def test_only_the_gate_imports_great_expectations_and_only_inside_functions():
    assert _users_of("great_expectations") == {"expectations/gate/gx.py"}
    tree = ast.parse((PROJECT / "expectations/gate/gx.py").read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [node for node in top if "great_expectations" in ast.dump(node)]


def test_only_one_folder_runs_dbt():
    assert {name.rsplit("/", 1)[0] for name in _users_of("dbt")} == {"orchestration/warehouse"}


def test_the_environment_is_read_in_one_place():
    readers = {
        _name(f)
        for f in CODE
        if re.search(r"os\.(environ(?!\.setdefault|\[\"\w+\"\] = )|getenv)", f.read_text())
    }
    assert readers == {"orchestration/core/settings.py"}, (
        "read MUKANA_ variables through orchestration.core.settings"
    )


def test_nothing_prints():
    assert not [_name(f) for f in CODE if re.search(r"^\s*print\(", f.read_text(), re.MULTILINE)]


@pytest.mark.parametrize("file", CODE, ids=_name)
def test_a_module_says_what_belongs_in_it_and_stays_readable(file):
    text = file.read_text(encoding="utf-8")
    if file.name != "__init__.py":
        assert ast.get_docstring(ast.parse(text)), "say what belongs here"
    assert len(text.splitlines()) <= 260, "split it, or say why not"
