"""The model around its tables: the files that list its parts, relationships, and who sees which rows.

Belongs here: what is about several tables. Does not belong here: one table (table_files), its texts in other
languages (translations).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from orchestration.outputs.powerbi import model
from orchestration.outputs.powerbi.identity import guid
from orchestration.outputs.powerbi.model import BASE, CULTURES, ModelTable
from orchestration.outputs.powerbi.tmdl import Lines, joined, quoted


def database() -> str:
    """The file that names the compatibility level: 1601, which a Desktop of 2023 reads."""
    return "database\n\tcompatibilityLevel: 1601\n"


def whole(tables: Iterable[str], roles: Sequence[str]) -> str:
    """The file of the model itself, which lists its parts. `tables` and `roles` are captions."""
    lines = [
        "model Model",
        f"\tculture: {CULTURES[BASE]}",
        "\tdefaultPowerBIDataSourceVersion: powerBI_V3",
        "\tdiscourageImplicitMeasures",
        f"\tsourceQueryCulture: {CULTURES[BASE]}",
        "",
        "annotation __PBI_TimeIntelligenceEnabled = 0",
        "",
        *(f"ref table {quoted(name)}" for name in tables),
        "",
        *(f"ref role {quoted(name)}" for name in roles),
        "",
        *(f"ref cultureInfo {code}" for code in CULTURES.values()),
    ]
    return joined(lines)


def relationships(tables: Mapping[str, ModelTable]) -> str:
    """Every key of a fact to its dimension: one to many, filtering in one direction."""
    return joined(_relationships(tables))


def _relationships(tables: Mapping[str, ModelTable]) -> Lines:
    for number, one in enumerate(model.relationships(tables)):
        if number:
            yield ""
        key = next(c for c in tables[one.dimension].stated.grain)
        yield f"relationship {guid('relationship', one.table, one.column)}"
        yield f"\tfromColumn: {_column_of(tables[one.table], one.column)}"
        yield f"\ttoColumn: {_column_of(tables[one.dimension], key)}"


def _column_of(stated: ModelTable, column: str) -> str:
    captions = {c.stated.name: c.stated.caption[BASE] for c in stated.columns}
    return f"{quoted(stated.stated.caption[BASE])}.{quoted(captions[column])}"


def role(tables: Mapping[str, ModelTable], name: str, region_key: int) -> str:
    """A role that sees one county: its rows, its services, and services of no county."""
    return joined(_role(tables, name, region_key))


def _role(tables: Mapping[str, ModelTable], name: str, region_key: int) -> Lines:
    yield f"role {quoted(name)}"
    yield "\tmodelPermission: read"
    for table_name, keys in (("dim_region", f"= {region_key}"), ("dim_service", f"IN {{0, {region_key}}}")):  # fmt: skip
        stated = tables[table_name].stated
        caption = stated.caption[BASE]
        column = next(c.caption[BASE] for c in stated.columns if c.name == "region_key")
        yield ""
        yield f"\ttablePermission {quoted(caption)} = '{caption}'[{column}] {keys}"
