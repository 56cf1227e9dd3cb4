"""Columns that are never imported: those that identify a person, and those of the tool's own.

Belongs here: recognising them by header and content. Does not belong here: fields and questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from orchestration.core.text import normalise
from orchestration.ingest.readers.survey_tools import fits, own_names, tool_named
from orchestration.ingest.readers.tool_columns import TOOLS
from orchestration.privacy.personal_data import is_full_name, looks_personal
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.drafting.sentences import Sentence

_PERSONAL = frozenset().union(*(tool.personal for tool in TOOLS))
# Words of a header that asks for what identifies somebody, in the languages of forms.
_ASKS = re.compile(
    r"sähköposti|e-?mail|e-?post\b|puhelin|\bphone|telefon|henkilötunnus|henkilönumero|employee (?:id|number)|anställningsnummer|\bhetu\b|personnummer|"
    r"\b(?:koti|lähi|katu)?osoit|\baddress\b|\badress|syntymä(?:aika|päivä)|date of birth|birth ?day|"
    r"födelse(?:dag|datum|tid)|\b(?:etu|suku|koko)nim|\bnimes?i\b(?! ?\w)|(?:first|last|full|your) name|"
    r"(?:för|efter)namn|\bip\b|эл(?:\.|ектронная) ?почт|телефон|البريد|الهاتف|ایمیل|تلفن"
)
# What tools write beside answers, as far as no tool's own list has it.
_BESIDE = frozenset({
    "progress", "duration (in seconds)", "duration", "interviewtime", "finished", "status", "volume",
    "total points", "quiz feedback", "pisteet yhteensä", "formhub/uuid", "lastpage", "seed", "token",
})  # fmt: skip
# So many of the cells that hold something are enough.
_SHARE = 0.3


def ignored_columns(table: FileTable) -> dict[int, Sentence]:
    """Column -> why it is not imported."""
    own = set(_tools_own(table))
    found: dict[int, Sentence] = {}
    for column in table.columns:
        if not column.is_read or _identifies(column):
            found[column.index] = sentences.IDENTIFIES
        elif column.index in own:
            found[column.index] = sentences.TOOLS_OWN
        elif not column.header:
            found[column.index] = sentences.NO_HEADER
        elif not column.filled:
            found[column.index] = sentences.EMPTY
    return found


def _identifies(column: FileColumn) -> bool:
    texts = {normalise(column.header), normalise(column.text)}
    if texts & _PERSONAL or any(map(_ASKS.search, texts)):
        return True
    if not column.filled:
        return False
    rows = column.counts.items()
    personal = sum(count for text, count in rows if looks_personal(text))
    # A name on many rows is that of a service, or of an adviser: a label (choice_labels).
    names = sum(count for text, count in rows if count < 3 and is_full_name(text))
    return personal >= _SHARE * column.filled or names >= _SHARE * column.filled


def _tools_own(table: FileTable) -> Iterator[int]:
    tool = tool_named(table.tool)
    own: Mapping[str, frozenset[str]] = {}
    if tool:
        markers = frozenset(name for marker in tool.markers for name in marker.columns)
        own = {"tool": tool.signature | markers}
    for column in table.columns:
        names = own_names(column.header)
        is_own = any(fits(names, wanted) for group in own.values() for wanted in group)
        is_beside = bool(tool) and bool(names & _BESIDE)
        is_koboes = table.tool == "kobo" and column.header.startswith("_")
        if is_own or is_beside or is_koboes:
            yield column.index
