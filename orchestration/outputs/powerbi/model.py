"""The tables of the model: contracts and files as Power BI is to see them.

Belongs here: which published tables are imported, which columns are hidden, sorted and in which folder,
and which relationships follow from the contracts. Does not belong here: how TMDL is written (tmdl),
measures (measures).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.contracts import contract
from expectations.contracts.contract import Column, Contract
from orchestration.core.errors import UserError
from orchestration.release import metadata_contracts

# The language of the names in the model, and those it is translated to.
BASE = "fi"
CULTURES = {"fi": "fi-FI", "sv": "sv-SE", "en": "en-US"}
# Reports repeat every group once per level, so that their numbers must not be added up. Of the changes
# the rows of services and counties are there, hidden, for the intervals that are published of them.
DETAILS = {"rpt_indicator_change": ("level", ("service", "county"))}
DATE_TABLE, DATE_COLUMN = "dim_date", "full_date"
# A column that is sorted by another one of its table: the end of its name -> the other column. Power BI
# wants one place for each name: an option called the same in two questions may have two, so that options
# are sorted by a measure.
_ORDERS = {
    "month_name": "month_number",
    "period_name": "period_key",
    "period_code": "period_key",
}
_TYPES = {
    "integer": "int64",
    "bigint": "int64",
    "decimal(18,4)": "decimal",
    "double": "double",
    "date": "dateTime",
    "timestamp": "dateTime",
    "varchar": "string",
    "boolean": "boolean",
}
_FOLDERS = {
    "codes": {"fi": "Tunnukset", "sv": "Koder", "en": "Codes"},
    "sv": {"fi": "Ruotsiksi", "sv": "På svenska", "en": "In Swedish"},
    "en": {"fi": "Englanniksi", "sv": "På engelska", "en": "In English"},
}


_Stated = TypeVar("_Stated", Contract, Column)


class DriftError(UserError):
    """Contracts, files and measures do not agree; the message names what differs."""


@dataclass(frozen=True)
class ModelColumn:
    """A column: `folder` by language, `sort_by` the name of another column in the file."""

    stated: Column
    data_type: str
    is_hidden: bool
    sort_by: str | None = None
    folder: Mapping[str, str] | None = None


@dataclass(frozen=True)
class ModelTable:
    """A published table in the model; `only`: the column and values that choose its rows."""

    stated: Contract
    columns: tuple[ModelColumn, ...]
    is_hidden: bool
    only: tuple[str, tuple[str, ...]] | None = None

    @property
    def name(self) -> str:
        """The name of the published table."""
        return self.stated.table_name


@dataclass(frozen=True)
class Relationship:
    """A key of a fact, and the dimension whose key it is."""

    table: str
    column: str
    dimension: str


def load(folder: Path) -> dict[str, ModelTable]:
    """The tables of the model by published name, from the files in `folder`. Raises DriftError."""
    stated = dict(contract.load()) | metadata_contracts.contracts()
    kept = {n: t for n, t in stated.items() if n.startswith(("dim_", "fct_")) or n in DETAILS}
    _require_agreement(folder, kept)
    return {name: _table(table) for name, table in sorted(kept.items())}


def relationships(tables: Mapping[str, ModelTable]) -> Iterator[Relationship]:
    """From facts to dimensions only: a dimension that points to another would make two ways."""
    for name, table in tables.items():
        if not name.startswith("dim_"):
            for column in table.stated.columns:
                if column.references in tables:
                    yield Relationship(name, column.name, column.references)


def _require_agreement(folder: Path, stated: Mapping[str, Contract]) -> None:
    """Every file has the columns and types of its contract, with captions, and every contract its file."""
    problems = []
    for name, table in stated.items():
        file = folder / f"{name}.parquet"
        if not file.is_file():
            problems.append(f"{name}: no file")
            continue
        found = pq.read_schema(file)
        there = {f.name: f.type for f in found}
        wanted = {c.name: contract.TYPES[c.data_type] for c in table.columns}
        differing = sorted({*there.items()} ^ {*wanted.items()}, key=str)
        problems += [f"{name}.{column}: {kind}" for column, kind in differing]
        problems += [f"{named}: no caption" for named in _without_caption(table)]
    if problems:
        raise DriftError(
            "The published files and the contracts differ: " + "; ".join(problems) + ". Make the"
            " release again with `mukana run`, or state what is missing in the contract."
        )


def _without_caption(table: Contract) -> Iterator[str]:
    if set(table.caption) != set(CULTURES):
        yield table.table_name
    for column in table.columns:
        if set(column.caption) != set(CULTURES):
            yield f"{table.table_name}.{column.name}"


def _named(stated: _Stated) -> _Stated:
    """With captions that have no comma, which a name in an expression should not have."""
    captions = {code: text.replace(", ", " – ") for code, text in stated.caption.items()}
    return replace(stated, caption=captions)


def _table(stated: Contract) -> ModelTable:
    stated = replace(_named(stated), columns=tuple(map(_named, stated.columns)))
    is_detail = stated.table_name in DETAILS
    columns = tuple(_column(stated, column, is_detail) for column in stated.columns)
    return ModelTable(stated, columns, is_detail, DETAILS.get(stated.table_name))


def _column(table: Contract, column: Column, is_detail: bool) -> ModelColumn:
    stem, _, language = column.name.rpartition("_")
    order = _ORDERS.get(stem if language in CULTURES else column.name)
    is_number = pa.types.is_integer(contract.TYPES[column.data_type]) or column.data_type in (
        "decimal(18,4)",
        "double",
    )
    is_fact = not table.table_name.startswith("dim_")
    is_hidden = (
        is_detail
        or column.name.endswith(("_key", "_order"))
        or (is_fact and is_number)
        or order == column.name
    )
    folder = _FOLDERS.get("codes" if column.name.endswith(("_code", "_codes", "_id")) else language)
    has_order = not is_detail and order in table.column_names and order != column.name
    return ModelColumn(
        column, _TYPES[column.data_type], is_hidden, order if has_order else None, folder
    )
