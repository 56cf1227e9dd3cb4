"""The measures of `measures.yml`, with published names turned into those of the model.

Belongs here: reading them, and refusing one that names what no table has. Does not belong here: what a
measure calculates (measures.yml).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from orchestration.outputs.powerbi.model import BASE, CULTURES, DriftError, ModelTable

FILE = Path(__file__).parent / "measures.yml"
Texts = Mapping[str, str]
# A text in quotation marks, a column of a table, a table, a measure, a place for words.
_NAMES = re.compile(
    r'(?P<text>"(?:[^"]|"")*")|(?P<table>\b(?:dim|fct|rpt)_\w+)(?:\[(?P<column>\w+)\])?'
    r"|\[(?P<measure>\w+)\]|\{(?P<words>\w+)\}|(?P<function>\b[a-z][a-z0-9.]*)(?=\s*\()"
)


@dataclass(frozen=True)
class Measure:
    """A measure as it is written. `words`: code -> text, or DAX of a table, by language."""

    code: str
    table: str
    caption: Texts
    description: Texts
    folder: Texts
    dax: str
    format: str | None = None
    words: Mapping[str, Texts] = field(default_factory=dict)


@functools.cache
def load(file: Path = FILE) -> Mapping[str, Measure]:
    """All measures by code, in the order of the file. Raises OSError, KeyError."""
    declared = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    folders = declared["folders"]
    return {
        code: Measure(code=code, **{**stated, "folder": folders[stated["folder"]]})
        for code, stated in declared["measures"].items()
    }


def expression(
    measure: Measure, measures: Mapping[str, Measure], tables: Mapping[str, ModelTable]
) -> str:
    """The measure's DAX with the names of the model. Raises DriftError for a name that is unknown."""

    def named(found: re.Match[str]) -> str:
        table, column, other, words = found["table"], found["column"], found["measure"], found["words"]  # fmt: skip
        if table:
            return _of_table(measure, tables, table, column)
        if other:
            if other not in measures:
                raise DriftError(f"Measure {measure.code}: there is no measure {other}.")
            return f"[{measures[other].caption[BASE]}]"
        if words:
            return _by_language(measure, measures, tables, words)
        return found["function"].upper() if found["function"] else found[0]

    return _NAMES.sub(named, measure.dax)


def _of_table(
    measure: Measure, tables: Mapping[str, ModelTable], table: str, column: str | None
) -> str:
    stated = tables[table].stated if table in tables else None
    captions = {c.name: c.caption[BASE] for c in stated.columns} if stated else {}
    if not stated or (column and column not in captions):
        raise DriftError(f"Measure {measure.code}: the model has no {table}[{column or ''}].")
    return f"'{stated.caption[BASE]}'" + (f"[{captions[column]}]" if column else "")


def _by_language(
    measure: Measure, measures: Mapping[str, Measure], tables: Mapping[str, ModelTable], code: str
) -> str:
    """The text of the reader's language: Finnish and Swedish by their code, English for others."""
    texts = {language: measure.words[code][language] for language in CULTURES}
    parts = {language: _text(measure, measures, tables, text) for language, text in texts.items()}
    reader = "LEFT(USERCULTURE(), 2)"
    return f'SWITCH({reader}, "fi", {parts["fi"]}, "sv", {parts["sv"]}, {parts["en"]})'


def _text(
    measure: Measure, measures: Mapping[str, Measure], tables: Mapping[str, ModelTable], text: str
) -> str:
    if re.search(r"\b(?:dim|fct)_\w+", text):
        part = Measure(measure.code, measure.table, {}, {}, {}, text)
        return expression(part, measures, tables)
    return '"' + text.replace('"', '""') + '"'
