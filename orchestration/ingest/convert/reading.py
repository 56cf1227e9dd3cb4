"""What a delivery holds once it is read, and the part of it that belongs to one time point.

Belongs here: these shapes and what follows from them. Does not belong here: reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from orchestration.ingest.convert.tables import Tables
from orchestration.ingest.messages.refusal import Reason, cell_name
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet


@dataclass(frozen=True)
class Part:
    """The rows of a table as one form: all of it, or one time point of a row per person.

    `rows` are spreadsheet rows, `body` the known columns by index, cut to them; `present` is true
    for rows with a form filled in; `place` is the number of the form's time point, from 0.
    """

    recognised: RecognisedSheet
    rows: np.ndarray
    body: dict[int, pa.Array]
    present: np.ndarray
    place: int = 0


@dataclass(frozen=True)
class Reading:
    """What a delivery holds: its tables by name, counts of rows, and findings for the sender.

    `repairs` has count and first cells by rule; `lowest_numbers` the lowest bare number by scale;
    `services_of_others` the forms of services that the sender may not send for, by service.
    """

    recognised: RecognisedSheet
    tables: Tables
    counts: dict[str, int]
    findings: list[Reason]
    blocked_indicators: list[str] = field(default_factory=list)
    repairs: dict[str, dict[str, object]] = field(default_factory=dict)
    lowest_numbers: dict[str, int] = field(default_factory=dict)
    services_of_others: dict[str, int] = field(default_factory=dict)

    @property
    def unscored(self) -> list[str]:
        """Indicators that this delivery does not score: blocked, or none of their items asked."""
        layouts = self.recognised.layout.parts
        asked = {code for lay in layouts for code in lay.form.asked(lay.questionnaire)}
        declared = self.recognised.layout.questionnaire.indicators.items()
        absent = [code for code, indicator in declared if asked.isdisjoint(indicator.items)]
        return sorted({*self.blocked_indicators, *absent})

    @property
    def left_out_headers(self) -> dict[str, str]:
        """Address of the header cell -> its text, of columns that were not read."""
        row = self.recognised.header_row + 1
        known = self.recognised.taken
        named = ((i, text) for i, text in enumerate(self.recognised.header) if text.strip())
        return {cell_name(row, i): text for i, text in named if i not in known}

    @property
    def left_out(self) -> list[str]:
        """Addresses of header cells of columns that were not read."""
        return list(self.left_out_headers)
