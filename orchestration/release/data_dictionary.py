"""The data dictionary: `docs/tables.md`, made from the contracts and the release metadata.

Belongs here: what is declared elsewhere, as a page. Run by `make tables`; a test holds that the
page in git is what the contracts state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from expectations.contracts import contract
from expectations.contracts.contract import Contract
from orchestration.core.data_root import PROJECT
from orchestration.release import metadata_contracts

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
    content, metadata = _tables(contract.load()), _tables(metadata_contracts.contracts())
    return "\n".join([_INTRODUCTION, *content, "", _METADATA, *metadata]) + "\n"


def _tables(contracts: Mapping[str, Contract]) -> Iterator[str]:
    for name, stated in contracts.items():
        heads = ("| column | type | meaning |", "|---|---|---|")
        yield from ("", f"## {name}", "", stated.description["en"], "", *heads)
        for column in stated.columns:
            required = ", required" if column.is_required else ""
            yield f"| {column.name} | {column.data_type}{required} | {column.text('en')} |"


def write(file: Path = PAGE) -> None:
    """Write the page."""
    file.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
