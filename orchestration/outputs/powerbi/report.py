"""The files of the report beside its pages: what it is about, its theme, the order of the pages.

Belongs here: the report as a whole. Does not belong here: a page or a visual (visuals).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from orchestration.outputs.powerbi import visuals
from orchestration.outputs.powerbi.identity import guid, name
from orchestration.outputs.powerbi.measures import Measure
from orchestration.outputs.powerbi.model import ModelTable
from orchestration.outputs.powerbi.visuals import SCHEMAS, Json

PAGES = Path(__file__).parent / "pages.yml"
_THEME = "MukanaTheme.json"
_BASE_THEME = "CY25SU10"
# Colours of Okabe and Ito, which most colour-blind people tell apart; no red beside green.
_COLOURS = ["#0072B2", "#E69F00", "#56B4E9", "#CC79A7", "#F0E442", "#999999"]


@functools.cache
def pages(file: Path = PAGES) -> Sequence[Any]:
    """The pages of the report as they are stated."""
    return tuple(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def files(
    tables: Mapping[str, ModelTable], measures: Mapping[str, Measure], model_folder: str
) -> Iterator[tuple[str, Json]]:
    """Path within the report's folder -> content."""
    yield "definition.pbir", _definition(model_folder)
    yield (
        "definition/version.json",
        _schema("definition/versionMetadata/1.0.0") | {"version": "2.0.0"},
    )
    yield "definition/report.json", _report()
    order = [name("page", page["name"]) for page in pages()]
    listed = {"pageOrder": order, "activePageName": order[0]}
    yield "definition/pages/pages.json", _schema("definition/pagesMetadata/1.0.0") | listed
    yield f"StaticResources/RegisteredResources/{_THEME}", _theme()
    fields = visuals.Fields(tables, measures)
    for page in pages():
        folder = f"definition/pages/{name('page', page['name'])}"
        yield f"{folder}/page.json", visuals.page(page)
        for number, stated in enumerate(page["visuals"]):
            made = visuals.visual(page["name"], number, stated, fields)
            yield f"{folder}/visuals/{made['name']}/visual.json", made


def platform(kind: str, title: str) -> Json:
    """The `.platform` file of an item, by which Fabric knows it again."""
    return {
        "$schema": f"{SCHEMAS}gitIntegration/platformProperties/2.0.0/schema.json",
        "metadata": {"type": kind, "displayName": title},
        "config": {"version": "2.0", "logicalId": guid("item", kind)},
    }


def _schema(path: str) -> Json:
    return {"$schema": f"{SCHEMAS}item/report/{path}/schema.json"}


def _definition(model_folder: str) -> Json:
    return _schema("definitionProperties/2.0.0") | {
        "version": "4.0",
        "datasetReference": {"byPath": {"path": f"../{model_folder}"}},
    }


def _report() -> Json:
    version = {"visual": "2.4.0", "report": "3.0.0", "page": "2.0.0"}
    base = {"name": _BASE_THEME, "reportVersionAtImport": version, "type": "SharedResources"}
    own = {"name": _THEME, "reportVersionAtImport": version, "type": "RegisteredResources"}
    item = {"name": _THEME, "path": _THEME, "type": "CustomTheme"}
    return _schema("definition/report/3.0.0") | {
        "themeCollection": {"baseTheme": base, "customTheme": own},
        "resourcePackages": [
            {"name": "RegisteredResources", "type": "RegisteredResources", "items": [item]}
        ],
        "settings": {"useStylableVisualContainerHeader": True},
    }


def _theme() -> Json:
    return {"name": _THEME, "dataColors": _COLOURS, "tableAccent": _COLOURS[0]}
