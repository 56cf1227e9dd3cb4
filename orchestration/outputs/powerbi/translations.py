"""The names and descriptions of the model in each language.

Belongs here: the file of a language. Does not belong here: the texts (contracts, measures.yml, model).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orchestration.outputs.powerbi.measures import Measure
from orchestration.outputs.powerbi.model import BASE, CULTURES, ModelTable
from orchestration.outputs.powerbi.tmdl import Lines, joined, quoted

Texts = Mapping[str, str]


@dataclass(frozen=True)
class _Said:
    """What is said of a column or measure; its description in the language that is written."""

    caption: Texts
    description: str
    folder: Texts | None


def culture(
    language: str, tables: Mapping[str, ModelTable], all_measures: Mapping[str, Measure]
) -> str:
    """The captions and descriptions of everything that a reader may see, in one language."""
    return joined(_culture(language, tables, all_measures))


def _culture(
    language: str, tables: Mapping[str, ModelTable], all_measures: Mapping[str, Measure]
) -> Lines:
    yield f"cultureInfo {CULTURES[language]}"
    yield ""
    yield "\ttranslations"
    yield "\t\tmodel Model"
    for stated in tables.values():
        yield ""
        yield f"\t\t\ttable {quoted(stated.stated.caption[BASE])}"
        yield f"\t\t\t\tcaption: {stated.stated.caption[language]}"
        yield f"\t\t\t\tdescription: {stated.stated.description[language]}"
        for column in stated.columns:
            said = _Said(column.stated.caption, column.stated.text(language), column.folder)
            yield from _translated("column", said, language)
        for measure in all_measures.values():
            if measure.table == stated.name:
                said = _Said(measure.caption, measure.description[language], measure.folder)
                yield from _translated("measure", said, language)


def _translated(kind: str, said: _Said, language: str) -> Lines:
    yield ""
    yield f"\t\t\t\t{kind} {quoted(said.caption[BASE])}"
    yield f"\t\t\t\t\tcaption: {said.caption[language]}"
    yield f"\t\t\t\t\tdescription: {said.description}"
    if said.folder:
        yield f"\t\t\t\t\tdisplayFolder: {said.folder[language]}"
