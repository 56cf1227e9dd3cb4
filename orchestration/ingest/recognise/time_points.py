"""Reworded columns of a table with a row per person, looked for at each time point by itself.

Belongs here: the header of one time point, without its pattern. Does not belong here: reading the
answers of a time point (convert).
"""

from __future__ import annotations

from dataclasses import replace

from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.ingest.recognise.rewording import reworded
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.matching.match import HeaderIndex
from orchestration.questionnaire.matching.time_points import patterns


def add_reworded_columns(recognised: RecognisedSheet, index: HeaderIndex) -> RecognisedSheet:
    """Return the sheet with its reworded columns; for a row per person, by time point."""
    if not recognised.layout.form.time_points:
        return replace(recognised, reworded=reworded(recognised, index))
    bare = replace(recognised.sheet, columns=(), captions=())
    parts = [
        replace(
            recognised, sheet=bare, layout=replace(part, later=()), header=_header(recognised, part)
        )
        for part in recognised.layout.parts
    ]
    return replace(
        recognised, parts=tuple(replace(p, reworded=reworded(p, index.base)) for p in parts)
    )


def _header(recognised: RecognisedSheet, part: Layout) -> list[str]:
    """The header of one time point without its pattern; empty for columns of the others."""
    by_phase = patterns(part.form)
    pattern = by_phase[part.form.constants["phase"]]
    others = [other for other in by_phase.values() if len(other) > len(pattern)]

    def text_of(index: int, text: str) -> str:
        if index in part.columns:
            return pattern.strip(text) or text
        is_others = index in recognised.taken or any(other.strip(text) for other in others)
        return "" if is_others else pattern.strip(text)

    return [text_of(index, text) for index, text in enumerate(recognised.header)]
