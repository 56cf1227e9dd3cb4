"""Labels of another language that stand beside no label: the responses of two exports are not the same.

Belongs here: giving each an option of its own, so that both exports are read, until a person puts
together what is the same. Does not belong here: finding out which are the same (twins).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from orchestration.core.text import trimmed
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.choice_labels import labels_of
from orchestration.questionnaire.drafting.codes import option_codes
from orchestration.questionnaire.drafting.file_table import FileColumn
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.drafting.option_sets import OptionSet, add_text
from orchestration.questionnaire.drafting.shared_labels import shared_labels
from orchestration.questionnaire.drafting.wordings import Wordings
from orchestration.questionnaire.matching.labels import labels


def add_unpaired(
    made: OptionSet, columns: Sequence[FileColumn], wordings: Wordings, known: KnownTexts
) -> None:
    """Add the labels that the twins of these columns have and the options do not."""
    declared = labels({**made.options, **made.missing})
    fresh = [one for one in _labels(columns, wordings, known) if one[1] not in declared]
    for language, label in fresh:
        if kind := known.missing.get(label):
            add_text(made.missing, kind, {language: label})
    options = [one for one in fresh if not known.missing.get(one[1])]
    codes = option_codes([*made.options, *(label for _, label in options)])
    made.options.update({codes[label]: {language: label} for language, label in options})
    if options:
        made.is_scale = False
        made.notes.append(sentences.UNPAIRED)


def _labels(
    columns: Sequence[FileColumn], wordings: Wordings, known: KnownTexts
) -> Iterator[tuple[str, str]]:
    """(language, label) of each distinct label in the twins of the columns."""
    seen: set[str] = set()
    for twin in wordings.twins:
        others = [twin.columns[c.index] for c in columns if c.index in twin.unpaired]
        rows = len(others[0].cells) if others else 0
        shared = shared_labels(twin.columns.values(), rows) if rows else frozenset()

        def is_label(text: str, shared: frozenset[str] = shared) -> bool:
            return known.is_label(text) or trimmed(text) in shared

        for other in others:
            found = labels_of(other, is_label)
            for label in found.found if found else ():
                if trimmed(label) not in seen:
                    seen.add(trimmed(label))
                    yield twin.language, label
