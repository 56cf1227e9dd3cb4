"""The data dictionary: `docs/tables.md`, made from dbt's manifest and the stamps' schemas.

Belongs here: turning what is declared elsewhere into a page. Run by `make tables`; a test holds
that the page in git is what the project says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.core.data_root import PROJECT
from orchestration.release import metadata_tables
from orchestration.warehouse.build import ensure_manifest

PAGE = PROJECT / "docs" / "tables.md"
_METADATA_TABLES = {
    "dim_release": (metadata_tables.RELEASE_SCHEMA, "The release these files are. Grain: one row."),
    "fct_delivery": (
        metadata_tables.DELIVERY_SCHEMA,
        "Every delivery known when the release was made, and what became of it; numbers of forms"
        " only in bands. Grain: one row per delivery.",
    ),
    "fct_quality_check": (
        metadata_tables.QUALITY_SCHEMA,
        "What the gate found in this release. Grain: one row per rule.",
    ),
}


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([*_introduction(), *_content_tables(), *_metadata_tables()]) + "\n"


def _introduction() -> Iterator[str]:
    yield "# Published tables"
    yield ""
    yield "Made by `make tables` from the contracts; do not edit by hand."
    yield ""
    yield "Follow `current.json` once per refresh: its `path` holds one Parquet file per table, of one"
    yield "release. Keys are integers and never null; 0 is the Unknown member. Sums are added first and"
    yield "divided last: a mean over groups is `sum(score_sum) / sum(person_count)`. A group that is not"
    yield "there is suppressed, not zero: `fct_indicator_suppressed` says so. Wherever a change is shown, say"
    yield "that a falling score does not directly point to a failing service."


def _content_tables() -> Iterator[str]:
    nodes = json.loads(ensure_manifest().read_bytes())["nodes"].values()
    marts = [n for n in nodes if n["resource_type"] == "model" and n["schema"] == "marts"]
    for node in sorted(marts, key=lambda n: n["name"]):
        columns = [(c["name"], c["data_type"], c["description"].strip()) for c in _columns(node)]
        yield from _table(node["name"], node["description"], columns)


def _columns(node: dict[str, Any]) -> list[dict[str, Any]]:
    return list(node["columns"].values())


def _metadata_tables() -> Iterator[str]:
    yield from (
        "",
        "# Stamps",
        "",
        "Written with a release, after the gate and outside its validation.",
    )
    for name, (schema, text) in _METADATA_TABLES.items():
        yield from _table(name, text, [(field.name, str(field.type), "") for field in schema])


def _table(name: str, text: str, columns: list[tuple[str, str, str]]) -> Iterator[str]:
    yield from ("", f"## {name}", "", text, "", "| column | type | |", "|---|---|---|")
    yield from (f"| {column} | {kind} | {told} |" for column, kind, told in columns)


def write(file: Path = PAGE) -> None:
    """Write the page."""
    file.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
