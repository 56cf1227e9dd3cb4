"""Why a delivery is refused: what is wrong and what to do next, in Finnish and English.

Belongs here: reasons and refusals made from the catalogue of sentences. A sentence names sheet, cell and declared texts, never what stands in a cell:
that may be somebody's answer. So a table that is not recognised is named by its number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from orchestration.ingest.messages.catalogue import SENTENCES
from orchestration.ingest.messages.cell_addresses import Cells, cell_name, some_cells

__all__ = ["Reason", "Refusal", "cell_name", "reason", "some_cells"]


@dataclass(frozen=True)
class Reason:
    """One thing that is wrong: its code, the sentence in two languages, and where.

    `wanted_fi` and `wanted_en` are the part of the sentence that says what to do; `allowed` the
    declared texts that may stand there; `cells` every address or range, `cell` the first few;
    `count` how many cells (or columns) it is about.
    """

    code: str
    fi: str
    en: str
    sheet: str = ""
    cell: str = ""
    wanted_fi: str = ""
    wanted_en: str = ""
    allowed: str = ""
    cells: tuple[str, ...] = ()
    count: int = 0

    def as_dict(self) -> dict[str, str | int | list[str]]:
        """For the ledger and for `--json`."""
        return asdict(self) | {"cells": list(self.cells)}


def as_reason(told: Mapping[str, Any]) -> Reason:
    """The reason that `Reason.as_dict` told."""
    return Reason(**{**told, "cells": tuple(told["cells"])})


class Refusal(Exception):  # noqa: N818 - the glossary's word
    """The delivery as a whole cannot be used; `reasons` says all that was found."""

    def __init__(self, *reasons: Reason):
        self.reasons = reasons
        super().__init__("; ".join(reason.en for reason in reasons))


def reason(code: str, *, sheet: str = "", cell: str | Cells = "", **values: object) -> Reason:
    """Make a reason from the catalogue; `values` fill its sentence, `count` is how many cells."""
    ranges = cell.ranges if isinstance(cell, Cells) else tuple(filter(None, cell.split(", ")))
    count = int(str(values.get("count", len(ranges))))
    values["cells_fi"] = f"{count} solu{'' if count == 1 else 'a'}"
    values["cells_en"] = f"{count} cell{'' if count == 1 else 's'}"
    fi, en = (sentence.format(**values) for sentence in SENTENCES[code])
    wanted_fi, wanted_en = (
        sentence.partition(". ")[2].format(**values) for sentence in SENTENCES[code]
    )
    return Reason(
        code,
        fi,
        en,
        sheet,
        str(cell),
        wanted_fi,
        wanted_en,
        allowed=str(values.get("allowed", "")),
        cells=ranges,
        count=count,
    )
