"""Reasons and refusals: what is wrong with a delivery, where, and what to do about it.

Belongs here: filling a message of the catalogue. A sheet that is not recognised is named by its
number, since its name may name a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from orchestration.ingest.messages.catalogue import MESSAGES
from orchestration.ingest.messages.cell_addresses import Cells, cell_name, some_cells
from orchestration.ingest.messages.message import LANGUAGES, Message, Phrase

__all__ = ["Reason", "Refusal", "cell_name", "reason", "some_cells"]

# What a message may count: one and several of them.
_COUNTED = {
    "cells": (Phrase("solu", "cell"), Phrase("solua", "cells")),
    "rows": (Phrase("rivi", "row"), Phrase("riviä", "rows")),
    "responses": (Phrase("vastaus", "response"), Phrase("vastausta", "responses")),
}


@dataclass(frozen=True)
class Reason:
    """One thing that is wrong: its code, problem and action in two languages, and where.

    `allowed` are the declared texts that may be there; `cells` every address or range, `cell` the
    first few; `count` how many cells (or columns, or rows) it is about.
    """

    code: str
    problem_fi: str
    problem_en: str
    action_fi: str = ""
    action_en: str = ""
    sheet: str = ""
    cell: str = ""
    allowed: str = ""
    cells: tuple[str, ...] = ()
    count: int = 0

    @property
    def fi(self) -> str:
        """Problem and action in Finnish."""
        return f"{self.problem_fi} {self.action_fi}".strip()

    @property
    def en(self) -> str:
        """Problem and action in English."""
        return f"{self.problem_en} {self.action_en}".strip()

    def as_dict(self) -> dict[str, str | int | list[str]]:
        """For the ledger and for `--json`: the fields, and the whole text as `fi` and `en`."""
        return {**asdict(self), "fi": self.fi, "en": self.en, "cells": list(self.cells)}


class Refusal(Exception):  # noqa: N818 - the glossary's word
    """The delivery as a whole cannot be used; `reasons` are all that were found."""

    def __init__(self, *reasons: Reason):
        self.reasons = reasons
        super().__init__("; ".join(reason.en for reason in reasons))


def reason(
    code: str, *, sheet: str = "", cell: str | Cells = "", **values: str | int | Phrase
) -> Reason:
    """Make a reason from a message of the catalogue.

    `values` fill its texts, a Phrase each text in its own language; `{cells}`, `{rows}` and
    `{responses}` are filled with `count`, which is the number of cells where it is not given.
    """
    ranges = cell.ranges if isinstance(cell, Cells) else tuple(filter(None, cell.split(", ")))
    count = int(str(values.get("count", len(ranges))))
    filling = {**values, **{name: _counted(count, *both) for name, both in _COUNTED.items()}}
    texts = {
        f"{part}_{language}": _filled(MESSAGES[code], part, language, filling)
        for part in ("problem", "action")
        for language in LANGUAGES
    }
    return Reason(
        code,
        **texts,
        sheet=sheet,
        cell=str(cell),
        allowed=str(values.get("allowed", "")),
        cells=ranges,
        count=count,
    )


def in_band(written: Mapping[str, Any], band: str) -> dict[str, Any]:
    """A reason, as a dict, for readers: how many cells, rows or responses as a band, no addresses."""
    changed = dict(written) | {"cell": "", "cells": []}
    count = changed.pop("count", None)
    for language in LANGUAGES:
        for one, several in _COUNTED.values():
            nouns = getattr(one, language), getattr(several, language)
            exact = re.compile(rf"(?<![^\s(]){count} ({'|'.join(map(re.escape, nouns))})(?!\w)")
            for name in {f"problem_{language}", f"action_{language}", language} & changed.keys():
                changed[name] = exact.sub(f"{band} {nouns[1]}", str(changed[name]))
    return changed


def _filled(
    message: Message, part: str, language: str, values: Mapping[str, str | int | Phrase]
) -> str:
    text: str = getattr(message, f"{part}_{language}")
    return text.format(
        **{
            name: getattr(value, language) if isinstance(value, Phrase) else value
            for name, value in values.items()
        }
    )


def _counted(count: int, one: Phrase, several: Phrase) -> Phrase:
    noun = one if count == 1 else several
    return Phrase(f"{count} {noun.fi}", f"{count} {noun.en}")
