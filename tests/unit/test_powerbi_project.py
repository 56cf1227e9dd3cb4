"""The Power BI project: made of contracts, files and measures that agree, the same every time."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from expectations.contracts import words
from orchestration.cli.main import app
from orchestration.outputs.powerbi import (
    differences,
    files,
    measures,
    model,
    visuals,
    write_project,
)
from orchestration.outputs.powerbi.measures import Measure
from tests.powerbi import small_release

LANGUAGES = words.LANGUAGES


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every published table."""
    return small_release.write(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def project(published: Path) -> dict[str, str]:
    return files(published)


@pytest.fixture(scope="module")
def tables(published: Path) -> dict[str, model.ModelTable]:
    return model.load(published)


def test_made_again_the_project_is_the_same(published, tmp_path):
    write_project(published, tmp_path)
    assert differences(published, tmp_path) == []


@pytest.mark.parametrize(
    "path", ["Mukana.SemanticModel/definition/relationships.tmdl", "notes.txt"]
)
def test_a_changed_and_an_added_file_are_named(published, tmp_path, path):
    write_project(published, tmp_path)
    (tmp_path / path).write_text("changed", encoding="utf-8")
    assert differences(published, tmp_path) == [path]


def test_what_desktop_keeps_for_itself_is_no_difference(published, tmp_path):
    write_project(published, tmp_path)
    cache = tmp_path / "Mukana.Report" / ".pbi" / "localSettings.json"
    cache.parent.mkdir()
    cache.write_text("{}", encoding="utf-8")
    assert differences(published, tmp_path) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda t: t.drop_columns(["pair_count"]), "fct_indicator_change.pair_count"),
        (lambda t: t.append_column("age", pa.array([1] * len(t))), "fct_indicator_change.age"),
    ],
)
def test_a_file_that_is_not_what_its_contract_states_is_named(published, tmp_path, change, named):
    for file in published.glob("*.parquet"):
        (tmp_path / file.name).symlink_to(file)
    changed = tmp_path / "fct_indicator_change.parquet"
    table = change(pq.read_table(changed))
    changed.unlink()
    pq.write_table(table, changed)
    with pytest.raises(model.DriftError, match=named):
        files(tmp_path)


@pytest.mark.parametrize(
    ("dax", "named"),
    [
        ("sum(fct_indicator_change[age])", "age"),
        ("countrows(rpt_governance_metric)", "rpt_governance_metric"),
        ("[pair]", "pair"),
    ],
)
def test_a_measure_of_something_that_the_model_has_not_is_refused(tables, dax, named):
    stated = Measure("wrong", "fct_indicator_change", {}, "", {}, dax)
    with pytest.raises(model.DriftError, match=named):
        measures.expression(stated, measures.load(), tables)


def test_names_in_a_measure_become_those_of_the_model_and_texts_stay(tables):
    stated = Measure("m", "fct_activity", {}, "", {}, 'if([pairs] > 1, "fct_activity", sum(fct_activity[encounter_count]))')  # fmt: skip
    assert measures.expression(stated, measures.load(), tables) == (
        "IF([Vastausparien määrä] > 1, \"fct_activity\", SUM('Toiminta'[Kohtaamisia]))"
    )


def test_a_visual_of_something_that_the_model_has_not_is_refused(tables):
    fields = visuals.Fields(tables, measures.load())
    with pytest.raises(model.DriftError, match=r"dim_service\.age"):
        fields.projection("dim_service.age")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_measure_has_the_name_of_another_or_of_a_column_beside_it(tables, language):
    stated = measures.load().values()
    names = Counter(measure.caption[language].casefold() for measure in stated)
    assert [name for name, count in names.items() if count > 1] == []
    for measure in stated:
        columns = tables[measure.table].stated.columns
        assert measure.caption[language].casefold() not in {
            column.caption[language].casefold() for column in columns
        }, measure.code


def test_no_name_has_a_comma_which_would_read_like_the_end_of_an_argument(tables):
    named = [*measures.load().values(), *(t.stated for t in tables.values())]
    named += [column.stated for table in tables.values() for column in table.columns]
    assert [one.caption for one in named if "," in "".join(one.caption.values())] == []


def test_every_measure_says_what_it_is_in_every_language():
    for measure in measures.load().values():
        assert set(measure.caption) == set(measure.folder) == set(LANGUAGES), measure.code
        assert set(measure.description) == set(LANGUAGES), measure.code
        assert all(set(texts) == set(LANGUAGES) for texts in measure.words.values()), measure.code


def test_a_column_is_described_in_finnish_and_translated(project):
    folder = "Mukana.SemanticModel/definition"
    table = project[f"{folder}/tables/Palvelut.tmdl"]
    assert "/// Palvelun tunnus; yhdistetyn ryhmän tunnus alkaa several_.\n\tcolumn" in table
    swedish = project[f"{folder}/cultures/sv-SE.tmdl"]
    said = "description: Tjänstens kod; en sammanslagen grupps kod börjar med several_."
    assert f"caption: Tjänstens kod\n\t\t\t\t\t{said}\n" in swedish


def test_reports_are_not_added_up_since_only_a_hidden_one_is_imported(tables):
    reports = {name: table for name, table in tables.items() if name.startswith("rpt_")}
    assert set(reports) == {"rpt_indicator_change"}
    [report] = reports.values()
    assert report.is_hidden
    assert all(column.is_hidden for column in report.columns)


def test_keys_are_hidden_and_go_from_a_fact_to_a_dimension_once(tables):
    ways = Counter((r.table, r.dimension) for r in model.relationships(tables))
    assert max(ways.values()) == 1
    assert all(table[:3] in ("fct", "rpt") and dimension[:4] == "dim_" for table, dimension in ways)
    keys = [c for t in tables.values() for c in t.columns if c.stated.name.endswith("_key")]
    assert keys
    assert all(key.is_hidden for key in keys)


def test_no_column_is_added_up_by_itself(project):
    written = [text for path, text in project.items() if "/tables/" in path]
    columns = sum(len(re.findall(r"^\tcolumn ", text, re.MULTILINE)) for text in written)
    assert columns == sum(text.count("summarizeBy: none") for text in written) > 400


def test_a_column_is_sorted_by_another_only_where_each_name_has_one_place(tables):
    """Power BI refuses to load a name with two places: options of two questions may be called the same."""
    ordered = {
        (name, column.stated.name, column.sort_by)
        for name, table in tables.items()
        for column in table.columns
        if column.sort_by
    }
    months = {("dim_date", f"month_name_{language}", "month_number") for language in LANGUAGES}
    halves = {("dim_period", f"period_name_{language}", "period_key") for language in LANGUAGES}
    assert ordered == months | halves | {("dim_period", "period_code", "period_key")}


def test_every_county_has_a_role_that_sees_its_rows_only(project):
    [role] = [text for path, text in project.items() if "/roles/" in path]
    # The fixture has one county: Päijät-Häme, key 9.
    assert "tablePermission Hyvinvointialueet = 'Hyvinvointialueet'[Hyvinvointialue – avain] = 9" in role  # fmt: skip
    assert "tablePermission Palvelut = 'Palvelut'[Hyvinvointialue – avain] IN {0, 9}" in role


def test_every_table_is_read_from_one_source_that_a_gateway_can_refresh(project):
    [read] = [text for path, text in project.items() if path.endswith("expressions.tmdl")]
    assert len(re.findall(r"\b(?:Folder|File|Web)\.\w+", read)) == 1
    sources = [text for path, text in project.items() if "/tables/" in path]
    assert all("File.Contents" not in text for text in sources)


def test_the_command_writes_the_project_of_the_current_release_and_finds_a_change(tmp_path):
    small_release.write(tmp_path / "root" / "published" / "releases" / "1a2b")
    pointer = tmp_path / "root" / "published" / "current.json"
    pointer.write_text('{"release_id": "1a2b"}', encoding="utf-8")
    target, data = tmp_path / "project", ["--data", str(tmp_path / "root")]

    def asked(*arguments: str) -> int:
        return CliRunner().invoke(app, ["powerbi", str(target), *arguments, *data]).exit_code

    assert (asked("--check"), asked(), asked("--check")) == (1, 0, 0)
    (target / "Mukana.pbip").write_text("{}", encoding="utf-8")
    assert asked("--check") == 1
