"""Visuals and pages as PBIR, the text format of Power BI reports.

Belongs here: how a visual of `pages.yml` is written. Does not belong here: which visuals there are.
The schemas are those that a Desktop of December 2025 knows; it upgrades them when it saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from orchestration.outputs.powerbi.identity import name
from orchestration.outputs.powerbi.measures import Measure
from orchestration.outputs.powerbi.model import BASE, DriftError, ModelTable

SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/"
WIDTH, HEIGHT = 1280, 720
_UNIT_WIDTH, _UNIT_HEIGHT, _GAP = WIDTH / 12, HEIGHT / 12, 8
# Kind of visual -> what Power BI calls it, and the role of its values.
_KINDS = {
    "text": ("textbox", ""),
    "slicer": ("slicer", "Values"),
    "cards": ("cardVisual", "Data"),
    "table": ("tableEx", "Values"),
    "bar": ("clusteredBarChart", "Y"),
    "line": ("lineChart", "Y"),
}
Json = dict[str, Any]


class Fields:
    """The fields of the model, by the names that `pages.yml` uses."""

    def __init__(self, tables: Mapping[str, ModelTable], measures: Mapping[str, Measure]) -> None:
        self._tables, self._measures = tables, measures

    def projection(self, field: str) -> Json:
        """A field as a visual's query names it. Raises DriftError for one that the model has not."""
        kind, table, caption = self._named(field)
        found = {kind: {"Expression": {"SourceRef": {"Entity": table}}, "Property": caption}}
        return {"field": found, "queryRef": f"{table}.{caption}", "nativeQueryRef": caption}

    def _named(self, field: str) -> tuple[str, str, str]:
        if measure := self._measures.get(field):
            return (
                "Measure",
                self._tables[measure.table].stated.caption[BASE],
                measure.caption[BASE],
            )
        table, _, column = field.partition(".")
        stated = self._tables[table].stated if table in self._tables else None
        found = next((c for c in stated.columns if c.name == column), None) if stated else None
        if not stated or not found:
            raise DriftError(f"pages.yml: the model has no {field}.")
        return "Column", stated.caption[BASE], found.caption[BASE]


def page(stated: Json) -> Json:
    """The file of a page of `pages.yml`."""
    return {
        "$schema": f"{SCHEMAS}item/report/definition/page/2.0.0/schema.json",
        "name": name("page", stated["name"]),
        "displayName": stated["title"],
        "displayOption": "FitToPage",
        "height": HEIGHT,
        "width": WIDTH,
    }


def visual(page_name: str, number: int, stated: Json, fields: Fields) -> Json:
    """The file of the visual that is `number`th on its page; the order is that of the keyboard too."""
    kind, role = _KINDS[stated["kind"]]
    body: Json = {"visualType": kind}
    state = _query(stated, role, fields)
    if state:
        body["query"] = {"queryState": state}
    if objects := _objects(stated, fields):
        body["objects"] = objects
    body["visualContainerObjects"] = _around(stated)
    body["drillFilterOtherVisuals"] = True
    return {
        "$schema": f"{SCHEMAS}item/report/definition/visualContainer/2.4.0/schema.json",
        "name": name("visual", page_name, str(number)),
        "position": _position(stated["at"], number),
        "visual": body,
    }


def _position(at: Iterable[int], number: int) -> Json:
    column, row, columns, rows = at
    return {
        "x": round(column * _UNIT_WIDTH + _GAP / 2, 2),
        "y": round(row * _UNIT_HEIGHT + _GAP / 2, 2),
        "z": number,
        "width": round(columns * _UNIT_WIDTH - _GAP, 2),
        "height": round(rows * _UNIT_HEIGHT - _GAP, 2),
        "tabOrder": number,
    }


def _query(stated: Json, role: str, fields: Fields) -> Json:
    roles = {"Category": stated.get("category", ()), role: stated.get("values", ())}
    roles["Tooltips"] = stated.get("tooltips", ())
    return {
        one: {"projections": [fields.projection(field) for field in listed]}
        for one, listed in roles.items()
        if listed
    }


def _objects(stated: Json, fields: Fields) -> Json:
    if stated["kind"] == "text":
        return {"general": [{"properties": {"paragraphs": [_paragraph(stated["text"])]}}]}
    if stated["kind"] == "slicer":
        return {"data": [{"properties": {"mode": _literal("Dropdown")}}]}
    if "between" in stated:
        return {"error": _error_bars(stated, fields)}
    return {}


def _paragraph(text: str) -> Json:
    return {"textRuns": [{"value": text, "textStyle": {"fontSize": "14pt"}}]}


def _error_bars(stated: Json, fields: Fields) -> list[Json]:
    """The interval as a line over its bar."""
    low, high = (fields.projection(field)["field"] for field in stated["between"])
    bar = {"metadata": fields.projection(stated["values"][0])["queryRef"]}
    ends = {"explicit": {"isRelative": _flag(False), "lowerBound": {"expr": low}, "upperBound": {"expr": high}}}  # fmt: skip
    return [
        {"properties": {"enabled": _flag(True)}, "selector": bar},
        {
            "properties": {"errorRange": {"kind": "ErrorRange", **ends}},
            "selector": bar | {"data": [{"dataViewWildcard": {"matchingOption": 0}}]},
        },
    ]


def _around(stated: Json) -> Json:
    title = {"show": _flag(True), "text": _literal(stated["title"])}
    alt = stated.get("alt", stated.get("text", ""))
    return {
        "title": [{"properties": title}],
        "general": [{"properties": {"altText": _literal(alt)}}],
    }


def _literal(text: str) -> Json:
    return {"expr": {"Literal": {"Value": "'" + text.replace("'", "''") + "'"}}}


def _flag(value: bool) -> Json:
    return {"expr": {"Literal": {"Value": "true" if value else "false"}}}
