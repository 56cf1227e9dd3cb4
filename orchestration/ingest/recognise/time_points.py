"""Columns that are there only in other words, looked for at each time point by itself.

Belongs here: the header as one time point of a row per person sees it. Does not belong here:
reading the answers of a time point (convert).
"""

from __future__ import annotations

from dataclasses import replace

from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.ingest.recognise.rewording import reworded
from orchestration.questionnaire.matching.match import HeaderIndex, Layout
from orchestration.questionnaire.matching.time_points import patterns


def with_reworded_columns(found: RecognisedSheet, index: HeaderIndex) -> RecognisedSheet:
    """The choice with what is there only in other words; of a row per person, by time point."""
    if not found.layout.form.time_points:
        return replace(found, reworded=reworded(found, index))
    bare = replace(found.sheet, columns=(), captions=())
    parts = [
        replace(found, sheet=bare, layout=replace(part, then=()), header=_header(found, part))
        for part in found.layout.parts
    ]
    return replace(found, parts=tuple(replace(p, reworded=reworded(p, index.base)) for p in parts))


def _header(found: RecognisedSheet, part: Layout) -> list[str]:
    """The header as one time point sees it, without its pattern; nothing where a column is not its."""
    by_phase = patterns(part.form)
    pattern = by_phase[part.form.constants["phase"]]
    others = [other for other in by_phase.values() if len(other) > len(pattern)]

    def text_of(index: int, text: str) -> str:
        if index in part.columns:
            return pattern.off(text) or text
        is_others = index in found.taken or any(other.off(text) for other in others)
        return "" if is_others else pattern.off(text)

    return [text_of(index, text) for index, text in enumerate(found.header)]
