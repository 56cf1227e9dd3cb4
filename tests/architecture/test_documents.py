"""What the documents name is there: links, paths, commands, and the example that works as it is."""

import json
import re
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.core.data_root import PROJECT

PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])
# Where a path in backticks may begin: the project, or one of its two folders of rooms.
STARTS = (PROJECT, PROJECT / "orchestration", PROJECT / "expectations")
# Folders of a data root that have the name of a room.
IN_A_DATA_ROOT = ("alerts/alerts.jsonl", "candidate/", "data/demo", "warehouse/warehouse.duckdb")
SURVEYS = (PROJECT / "docs" / "questionnaires.md").read_text(encoding="utf-8")


def _name(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


def _anchors(page: Path) -> set[str]:
    """Headings as GitHub names them in a link."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    for file, _, anchor in (link.partition("#") for link in links if "://" not in link):
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), file
        assert not anchor or anchor in _anchors(target), f"{file}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_path_of_the_project_is_there(page):
    rooms = {path.name for start in STARTS for path in start.iterdir() if path.is_dir()}
    text = page.read_text(encoding="utf-8")
    paths = [p for p in re.findall(r"`([\w.]+/[\w./-]*)`", text) if p.split("/")[0] in rooms]
    gone = [p for p in paths if not any((start / p).exists() for start in STARTS)]
    assert [p for p in gone if not p.startswith(IN_A_DATA_ROOT)] == []


def _options(words: list[str]) -> set[str]:
    """Options of the command that these words begin with; they must name one."""
    found = typer.main.get_command(app)
    for word in words:
        if not hasattr(found, "commands"):  # the rest are arguments
            break
        assert word in found.commands, f"mukana {' '.join(words)}"
        found = found.commands[word]
    return {name for parameter in found.params for name in parameter.opts} | {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_and_its_options_are_there(page):
    text = page.read_text(encoding="utf-8")
    for line in re.findall(r"\bmukana((?: [a-z][\w-]*)+[^`#\n]*)[`#\n]", text):
        if (words := re.findall(r" ([a-z][\w-]*)", line)) and line.startswith(f" {words[0]}"):
            assert set(re.findall(r"--[a-z-]+", line)) <= _options(words), line


def test_the_first_example_reads_the_table_that_stands_below_it(tmp_path, monkeypatch):
    for name in ("MUKANA_DATA", "DAGSTER_HOME"):  # the command line sets them for its own process
        monkeypatch.setenv(name, str(tmp_path))
    survey = tmp_path / "questionnaires" / "kuulumiskysely"
    survey.mkdir(parents=True)
    yaml = re.search(r"```yaml\n(.*?)```", SURVEYS, re.DOTALL)[1]
    table = re.search(r"```\n(Vastausaika;.*?)```", SURVEYS, re.DOTALL)[1]
    (survey / "questionnaire.yml").write_text(yaml, encoding="utf-8")
    (tmp_path / "export.csv").write_text(table, encoding="utf-8")
    CliRunner().invoke(
        app, ["init", str(tmp_path)], env={"MUKANA_KEY_DIR": str(tmp_path.with_name("keys"))}
    )
    said = CliRunner().invoke(
        app, ["check", str(tmp_path / "export.csv"), "--data", str(tmp_path), "--json"]
    )
    found = json.loads(said.stdout)
    assert found["recognised"]["questionnaire"] == "kuulumiskysely"
    assert (found["outcome"], found["counts"]["used"]) == ("clean", 2)
