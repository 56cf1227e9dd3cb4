"""The contract of a published table, as the YAML beside its dbt model states it.

Belongs here: reading the contracts. Does not belong here: anything that the YAML does not state.
Expectations, Parquet metadata, the data dictionary and the test fixtures are derived from these.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

MARTS = Path(__file__).resolve().parents[2] / "dbt_project" / "models" / "marts"
# The languages that readers have.
LANGUAGES = ("fi", "sv", "en")
# The types that a published column may have: dbt's name -> how Parquet carries it. Power BI reads
# all of them; others open on the desktop but arrive empty or as errors in the service.
TYPES = {
    "integer": pa.int32(),
    "bigint": pa.int64(),
    "decimal(18,4)": pa.decimal128(18, 4),
    "double": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "varchar": pa.string(),
    "boolean": pa.bool_(),
}


# The dbt tests from which rules are derived. A run leaves dbt's own tests of keys, references and
# codes to the gate, so that one it does not know would be checked nowhere.
_TESTS = frozenset({"unique_combination_of_columns", "refers_to", "accepted_values"})


class ContractError(Exception):
    """A contract cannot be used; the message names the table and column."""


@dataclass(frozen=True)
class Column:
    """A published column. `references` is the dimension whose key it is, if any.

    `caption`: what readers see instead of the name, by language (LANGUAGES).
    """

    name: str
    data_type: str
    description: str
    is_required: bool
    accepted_values: tuple[str, ...] = ()
    references: str | None = None
    caption: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The description, with the codes and the dimension that the contract states."""
        parts = [self.description]
        if self.accepted_values:
            parts.append(f"One of: {', '.join(self.accepted_values)}.")
        if self.references:
            parts.append(f"Key of {self.references}.")
        return " ".join(parts)


@dataclass(frozen=True)
class Contract:
    """What a published table promises. `grain`: the columns that identify a row. `caption`: what
    readers see instead of the name, by language.
    """

    table_name: str
    description: str
    columns: tuple[Column, ...]
    grain: tuple[str, ...]
    caption: Mapping[str, str] = field(default_factory=dict)

    @property
    def column_names(self) -> list[str]:
        """Names in the order of the table."""
        return [column.name for column in self.columns]

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the file, with a `description` for the table and for every field."""
        fields = [
            pa.field(c.name, TYPES[c.data_type], metadata={"description": c.text})
            for c in self.columns
        ]
        return pa.schema(fields, metadata={"description": self.description})


@functools.cache
def load(marts: Path = MARTS) -> Mapping[str, Contract]:
    """All contracts by table name, in alphabetical order. Raises ContractError, OSError."""
    models = [
        model
        for file in sorted(marts.rglob("*.yml"))
        for model in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["models"]
    ]
    return {model["name"]: parse(model) for model in sorted(models, key=lambda m: m["name"])}


def parse(model: Mapping[str, Any]) -> Contract:
    """One model of a dbt YAML file as a contract. Raises ContractError for what it leaves out."""
    name = model["name"]
    tests = _tests(model)
    dimensions = {key: table for table, key in tests.get("refers_to", {}).get("keys", {}).items()}
    columns = tuple(_column(name, column, dimensions) for column in model["columns"])
    keys = [c["name"] for c in model["columns"] if "primary_key" in _constraints(c)]
    grain = tuple(keys or tests.get("unique_combination_of_columns", {}).get("columns", ()))
    unknown = {*grain, *dimensions} - {column.name for column in columns}
    if not grain or unknown or not model.get("description"):
        raise ContractError(
            f"{name}: state a description, and a primary_key or unique_combination_of_columns,"
            f" of columns that the contract has{_named(unknown)}."
        )
    return Contract(name, model["description"].strip(), columns, grain, _caption(model))


def _column(table: str, column: Mapping[str, Any], dimensions: Mapping[str, str]) -> Column:
    name = column["name"]
    if not column.get("description") or column.get("data_type") not in TYPES:
        allowed = ", ".join(TYPES)
        raise ContractError(
            f"{table}.{name}: state a description and a data_type, one of {allowed}."
        )
    return Column(
        name=name,
        data_type=column["data_type"],
        description=column["description"].strip(),
        is_required=bool(_constraints(column) & {"not_null", "primary_key"}),
        accepted_values=tuple(_tests(column).get("accepted_values", {}).get("values", ())),
        references=dimensions.get(name),
        caption=_caption(column),
    )


def _caption(declared: Mapping[str, Any]) -> dict[str, str]:
    """Names for readers by language; a test requires all of them of every published column."""
    return dict(declared.get("config", {}).get("meta", {}).get("caption", {}))


def _constraints(column: Mapping[str, Any]) -> set[str]:
    return {constraint["type"] for constraint in column.get("constraints", ())}


def _tests(declared: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Test name -> arguments, of a model or of a column."""
    tests: dict[str, dict[str, Any]] = {}
    for test in declared.get("data_tests", ()):
        name, settings = next(iter(test.items())) if isinstance(test, dict) else (test, {})
        if name not in _TESTS:
            raise ContractError(
                f"{declared['name']}: no rule is derived from the test {name}. Use one of"
                f" {', '.join(sorted(_TESTS))}, a constraint, or a rule in expectations/suites."
            )
        tests[name] = settings["arguments"]
    return tests


def _named(columns: set[str]) -> str:
    return f" (it does not have {', '.join(sorted(columns))})" if columns else ""
