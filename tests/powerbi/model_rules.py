"""Rules of a good model that TOM's own validation does not know, on the JSON that TOM writes.

Belongs here: what breaks a report in Desktop, or lets a reader add up what does not add up. Runs in the
project's environment.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
# Texts, then 'table'[column], [measure], 'table'.
_NAMES = re.compile(r"\"(?:[^\"]|\"\")*\"|(?:'((?:[^']|'')*)')?(?:\[([^\]]*)\])?")


def problems(bim: Path) -> list[str]:
    """Everything that breaks a rule, as sentences."""
    model = json.loads(bim.read_text(encoding="utf-8"))["model"]
    tables = {table["name"]: table for table in model["tables"]}
    return [
        *_columns(tables),
        *_measures(tables),
        *_relationships(model, tables),
        *_dates(tables),
        *_expressions(model, tables),
        *_translations(model, tables),
    ]


def _columns(tables: Mapping[str, Json]) -> Iterator[str]:
    for name, table in tables.items():
        listed = {column["name"] for column in table["columns"]}
        if not table.get("description"):
            yield f"{name}: no description"
        for column in table["columns"]:
            where = f"{name}[{column['name']}]"
            if column["dataType"] in ("int64", "decimal", "double") and column.get("summarizeBy") != "none":  # fmt: skip
                yield f"{where}: may be added up by accident"
            if not column.get("description"):
                yield f"{where}: no description"
            if column.get("sortByColumn", column["name"]) not in listed:
                yield f"{where}: sorted by a column that is not there"
            if name.startswith("fct") or column["name"] != column["name"].strip():
                yield f"{where}: not a name for people"


def _measures(tables: Mapping[str, Json]) -> Iterator[str]:
    names = Counter(m["name"].casefold() for t in tables.values() for m in t.get("measures", []))
    yield from (f"[{name}]: twice" for name, count in names.items() if count > 1)
    for name, table in tables.items():
        columns = {column["name"].casefold() for column in table["columns"]}
        for measure in table.get("measures", []):
            where = f"[{measure['name']}]"
            if measure["name"].casefold() in columns:
                yield f"{where}: the name of a column of {name}"
            if not measure.get("displayFolder") or not measure.get("description"):
                yield f"{where}: no folder or no description"


def _relationships(model: Json, tables: Mapping[str, Json]) -> Iterator[str]:
    columns = {(t, c["name"]): c for t in tables for c in tables[t]["columns"]}
    ends = Counter((one["fromTable"], one["toTable"]) for one in model["relationships"])
    yield from (f"{a} to {b}: two ways" for (a, b), count in ends.items() if count > 1)
    targets = {one["toTable"] for one in model["relationships"]}
    for one in model["relationships"]:
        near = columns[one["fromTable"], one["fromColumn"]]
        far = columns[one["toTable"], one["toColumn"]]
        where = f"{one['fromTable']}[{near['name']}]"
        if {near["dataType"], far["dataType"]} != {"int64"}:
            yield f"{where}: not whole numbers on both sides"
        if not (near.get("isHidden") and far.get("isHidden")):
            yield f"{where}: a key that is visible"
        if one.get("crossFilteringBehavior", "oneDirection") != "oneDirection":
            yield f"{where}: filters in both directions"
        if one["fromTable"] in targets:
            yield f"{one['fromTable']}: a dimension of a dimension, so that there are two ways"
    alone = set(tables) - targets - {one["fromTable"] for one in model["relationships"]}
    yield from (f"{name}: no relationship" for name in sorted(alone))


def _dates(tables: Mapping[str, Json]) -> Iterator[str]:
    marked = [
        table["name"]
        for table in tables.values()
        if table.get("dataCategory") == "Time"
        and any(c.get("isKey") and c["dataType"] == "dateTime" for c in table["columns"])
    ]
    if len(marked) != 1:
        yield f"date tables: {marked}"


def _expressions(model: Json, tables: Mapping[str, Json]) -> Iterator[str]:
    measures = {m["name"] for t in tables.values() for m in t.get("measures", [])}
    stated = [(m["name"], m["expression"]) for t in tables.values() for m in t.get("measures", [])]
    for role in model.get("roles", []):
        stated += [(role["name"], p["filterExpression"]) for p in role["tablePermissions"]]
    for name, lines in stated:
        text = "\n".join(lines) if isinstance(lines, list) else lines
        for table, column in _NAMES.findall(text):
            if table and table not in tables:
                yield f"{name}: no table {table}"
            elif table and column and column not in {c["name"] for c in tables[table]["columns"]}:
                yield f"{name}: no column {table}[{column}]"
            elif column and not table and column not in measures:
                yield f"{name}: no measure [{column}]"


def _translations(model: Json, tables: Mapping[str, Json]) -> Iterator[str]:
    for culture in model["cultures"]:
        translated = {t["name"]: t for t in culture["translations"]["model"]["tables"]}
        for name, table in tables.items():
            found = translated.get(name, {})
            parts = [("", found)]
            for kind in ("columns", "measures"):
                said = {one["name"]: one for one in found.get(kind, [])}
                parts += [
                    (f"[{one['name']}]", said.get(one["name"], {})) for one in table.get(kind, [])
                ]
            yield from (
                f"{culture['name']}: {name}{part} has no {what}"
                for part, texts in parts
                for what in ("Caption", "Description")
                if not texts.get(f"translated{what}")
            )
