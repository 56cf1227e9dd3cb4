"""The data dictionary: `docs/tables.md`, made from the contracts and the release metadata.

Belongs here: what is declared elsewhere, as a page. Run by `make tables`; a test holds that the
page in git is what the contracts state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from expectations.contracts import contract
from orchestration.core.data_root import PROJECT
from orchestration.release import descriptions, metadata_schemas

PAGE = PROJECT / "docs" / "tables.md"
_INTRODUCTION = """
# Published tables

Made by `make tables` from the contracts; do not edit by hand.

Read `current.json` once per refresh: its `path` holds one Parquet file per table, all of one
release. Every file has the descriptions below in its own metadata. Keys are integers and never
null; 0 is the Unknown member, where there is one. Add sums first and divide last: a mean over
groups is `sum(score_sum) / sum(person_count)`. A group that has no row is suppressed, not zero:
`fct_indicator_suppressed` says so by county, `fct_service_suppressed` by service with the reason.
Wherever a change is shown, say that a falling score does not directly point to a failing service.

A column may be null where its type is not followed by "required".
""".strip()
_METADATA = """
# Release metadata

Written with a release, after validation.
""".strip()


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_INTRODUCTION, *_content_tables(), "", _METADATA, *_metadata_tables()]) + "\n"


def _content_tables() -> Iterator[str]:
    for name, stated in contract.load().items():
        columns = [
            (c.name, f"{c.data_type}, required" if c.is_required else c.data_type, c.text)
            for c in stated.columns
        ]
        yield from _table(name, stated.description, columns)


def _metadata_tables() -> Iterator[str]:
    for name, schema in metadata_schemas.SCHEMAS.items():
        columns = [
            (f.name, f"{f.type}" if f.nullable else f"{f.type}, required", descriptions.of_field(f))
            for f in schema
        ]
        yield from _table(name, schema.metadata[b"description"].decode(), columns)


def _table(name: str, text: str, columns: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield from ("", f"## {name}", "", text, "", "| column | type | meaning |", "|---|---|---|")
    yield from (f"| {column} | {kind} | {meaning} |" for column, kind, meaning in columns)


def write(file: Path = PAGE) -> None:
    """Write the page."""
    file.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
