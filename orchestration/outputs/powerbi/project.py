"""The Power BI project of a release: model, report, and what opens them.

Belongs here: which files there are. Does not belong here: what is in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from orchestration.outputs.powerbi import (
    measures,
    model,
    reading,
    relations,
    report,
    table_files,
    translations,
)
from orchestration.outputs.powerbi.model import BASE, CULTURES, ModelTable
from orchestration.outputs.powerbi.visuals import SCHEMAS

TITLE = "Mukana"
_MODEL, _REPORT = f"{TITLE}.SemanticModel", f"{TITLE}.Report"
_IGNORED = "**/.pbi/localSettings.json\n**/.pbi/cache.abf\n"


def write_project(tables: Path, target: Path) -> None:
    """Write the project of a release into the folder `target`, which is made if it is missing.

    `tables` holds one Parquet file per published table. The same files give the same bytes. Raises
    DriftError if files, contracts and measures do not agree, OSError (full disk).
    """
    for path, text in files(tables).items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def files(tables: Path) -> dict[str, str]:
    """Path within the project -> text, of every file. Raises DriftError."""
    return dict(sorted(_files(model.load(tables), _counties(tables))))


def differences(tables: Path, target: Path) -> list[str]:
    """Paths that `target` has otherwise than `write_project` would write them, or that one of them has not.

    What Desktop keeps beside a project (`.pbi` folders) is no part of it. Raises DriftError.
    """
    wanted = files(tables)
    found = {
        file.relative_to(target).as_posix(): file.read_bytes()
        for file in target.rglob("*")
        if file.is_file() and ".pbi" not in file.parts
    }
    paths = {*wanted, *found}
    return sorted(p for p in paths if found.get(p) != wanted.get(p, "").encode() or p not in wanted)


def _files(tables: Mapping[str, ModelTable], counties: Mapping[str, int]) -> Iterator[tuple[str, str]]:  # fmt: skip
    yield f"{TITLE}.pbip", _text(_shortcut())
    yield ".gitignore", _IGNORED
    yield "README.md", (Path(__file__).parent / "opening.md").read_text(encoding="utf-8")
    yield f"{_MODEL}/.platform", _text(report.platform("SemanticModel", TITLE))
    yield f"{_MODEL}/definition.pbism", _text(_definition())
    for path, text in _model(tables, counties):
        yield f"{_MODEL}/definition/{path}.tmdl", text
    yield f"{_REPORT}/.platform", _text(report.platform("Report", TITLE))
    for path, content in report.files(tables, measures.load(), _MODEL):
        yield f"{_REPORT}/{path}", _text(content)


def _model(tables: Mapping[str, ModelTable], counties: Mapping[str, int]) -> Iterator[tuple[str, str]]:  # fmt: skip
    stated = measures.load()
    captions = [table.stated.caption[BASE] for table in tables.values()]
    yield "database", relations.database()
    yield "model", relations.whole(captions, list(counties))
    yield "expressions", reading.expressions()
    yield "relationships", relations.relationships(tables)
    for table in tables.values():
        yield f"tables/{table.stated.caption[BASE]}", table_files.table(table, stated, tables)
    for name, key in counties.items():
        yield f"roles/{name}", relations.role(tables, name, key)
    for language, code in CULTURES.items():
        yield f"cultures/{code}", translations.culture(language, tables, stated)


def _counties(tables: Path) -> dict[str, int]:
    """Name -> key of every county; each has a role."""
    rows = pq.ParquetFile(tables / "dim_region.parquet").read().to_pylist()
    return {row[f"region_name_{BASE}"]: row["region_key"] for row in rows if row["region_key"]}


def _shortcut() -> dict[str, Any]:
    return {
        "$schema": f"{SCHEMAS}pbip/pbipProperties/1.0.0/schema.json",
        "version": "1.0",
        "artifacts": [{"report": {"path": _REPORT}}],
        "settings": {"enableAutoRecovery": True},
    }


def _definition() -> dict[str, Any]:
    return {
        "$schema": f"{SCHEMAS}item/semanticModel/definitionProperties/1.0.0/schema.json",
        "version": "4.2",
        "settings": {},
    }


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
