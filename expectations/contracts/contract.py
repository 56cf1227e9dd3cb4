"""The contract of a published table, as the YAML beside its dbt model states it.

Belongs here: reading the contracts, with the words of their columns (words). Does not belong here:
anything that the YAML does not state. Expectations, Parquet metadata, the data dictionary, what
readers see and the test fixtures are derived from these.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from expectations.contracts import words
from expectations.contracts.words import Texts, Words

MARTS = Path(__file__).resolve().parents[2] / "dbt_project" / "models" / "marts"
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


# What `Column.text` adds in each language.
_ONE_OF = {"fi": "Jokin näistä", "sv": "Någon av dessa", "en": "One of"}
_KEY_OF = {"fi": "Taulun {} avain.", "sv": "Nyckel till {}.", "en": "Key of {}."}
# The dbt tests from which rules are derived. A run leaves dbt's own tests of keys, references and
# codes to the gate, so that one it does not know would be checked nowhere.
_TESTS = frozenset({"unique_combination_of_columns", "refers_to", "accepted_values"})


class ContractError(Exception):
    """A contract cannot be used; the message names the table and column."""


@dataclass(frozen=True)
class Column:
    """A published column. `references` is the dimension whose key it is, if any.

    `description` and `caption` are by language (words.LANGUAGES); readers see the caption instead of the name.
    """

    name: str
    data_type: str
    description: Texts
    is_required: bool
    accepted_values: tuple[str, ...] = ()
    references: str | None = None
    caption: Texts = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The description, with the codes and the dimension that the contract states."""
        parts = [self.description[language]]
        if self.accepted_values:
            parts.append(f"{_ONE_OF[language]}: {', '.join(self.accepted_values)}.")
        if self.references:
            parts.append(_KEY_OF[language].format(self.references))
        return " ".join(parts)


@dataclass(frozen=True)
class Contract:
    """What a published table promises. `grain`: the columns that identify a row. `description` and
    `caption` are by language; readers see the caption instead of the name.
    """

    table_name: str
    description: Texts
    columns: tuple[Column, ...]
    grain: tuple[str, ...]
    caption: Texts = field(default_factory=dict)

    @property
    def column_names(self) -> list[str]:
        """Names in the order of the table."""
        return [column.name for column in self.columns]

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the file, with a `description` in English for the table and every field."""
        fields = [
            pa.field(c.name, TYPES[c.data_type], metadata={"description": c.text("en")})
            for c in self.columns
        ]
        return pa.schema(fields, metadata={"description": self.description["en"]})


@functools.cache
def load(marts: Path = MARTS) -> Mapping[str, Contract]:
    """All contracts of a folder by table name, in alphabetical order. Raises ContractError, WordsError,
    OSError.
    """
    models = [
        model
        for file in sorted(marts.rglob("*.yml"))
        for model in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["models"]
    ]
    known = words.load()
    return {model["name"]: parse(model, known) for model in sorted(models, key=lambda m: m["name"])}


def parse(model: Mapping[str, Any], known: Mapping[str, Words]) -> Contract:
    """One model of a dbt YAML file as a contract.

    `known`: what columns are called and mean, where the model does not say otherwise. Raises
    ContractError for what is left out.
    """
    name = model["name"]
    tests = _tests(model)
    dimensions = {key: table for table, key in tests.get("refers_to", {}).get("keys", {}).items()}
    columns = tuple(_column(name, column, dimensions, known) for column in model["columns"])
    keys = [c["name"] for c in model["columns"] if "primary_key" in _constraints(c)]
    grain = tuple(keys or tests.get("unique_combination_of_columns", {}).get("columns", ()))
    unknown = {*grain, *dimensions} - {column.name for column in columns}
    if not grain or unknown:
        raise ContractError(
            f"{name}: state a primary_key or unique_combination_of_columns, of columns that the"
            f" contract has{_named(unknown)}."
        )
    caption = words.in_languages(name, _meta(model).get("caption", {}))
    return Contract(name, _description(name, model), columns, grain, caption)


def _column(
    table: str,
    column: Mapping[str, Any],
    dimensions: Mapping[str, str],
    known: Mapping[str, Words],
) -> Column:
    name = column["name"]
    if name not in known or column.get("data_type") not in TYPES:
        allowed = ", ".join(TYPES)
        raise ContractError(
            f"{table}.{name}: state a data_type, one of {allowed}, and describe the column in"
            " expectations/contracts/words."
        )
    own = _description(f"{table}.{name}", column) if "description" in column else None
    return Column(
        name=name,
        data_type=column["data_type"],
        description=own or known[name].description,
        is_required=bool(_constraints(column) & {"not_null", "primary_key"}),
        accepted_values=tuple(_tests(column).get("accepted_values", {}).get("values", ())),
        references=dimensions.get(name),
        caption=known[name].caption,
    )


def _description(name: str, declared: Mapping[str, Any]) -> Texts:
    """What a table, or a column of it, means by language: dbt has a place for English only."""
    others = _meta(declared).get("description", {})
    return words.in_languages(name, {**others, "en": declared.get("description")})


def _meta(declared: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = declared.get("config", {}).get("meta", {})
    return found


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
