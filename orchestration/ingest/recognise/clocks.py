"""The time zone that a file states for a column of times, beside the times themselves.

Belongs here: Qualtrics' third header row, and columns that a tool writes in UTC. Does not belong
here: zones written into the cells (readers/cell_dates).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.survey_tools import own_names, tool_named

_UTC = "UTC"


def stated_zones(sheet: Sheet, header_row: int, header: Sequence[str]) -> dict[int, str]:
    """Column -> name of the zone that the file states for its times."""
    tool = tool_named(sheet.tool)
    utc = tool.utc if tool else frozenset()
    found = {i: _UTC for i, text in enumerate(header) if own_names(text) & utc}
    for index, column in enumerate(sheet.columns):
        # Python writes the row again with single quotes.
        text = column[header_row].as_py().replace("'", '"')
        if '"timeZone"' in text:
            found |= _imported(index, text)
    return found


def _imported(index: int, text: str) -> dict[int, str]:
    """The zone in `{"ImportId":"recordedDate","timeZone":"America/Denver"}`; `Z` is UTC."""
    try:
        zone = json.loads(text)["timeZone"]
    except (ValueError, KeyError, TypeError):
        return {}
    return {index: _UTC if zone == "Z" else str(zone)}
