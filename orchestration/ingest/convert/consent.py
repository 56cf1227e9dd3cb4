"""Consent: which rows may be written, and which refuse it.

Belongs here: reading the column of consent. Only a declared word gives or refuses consent. A blank
does neither: its row is not written, and it withdraws nothing. Any other text is reported. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from orchestration.core.text import is_blank
from orchestration.core.words import Words
from orchestration.ingest.convert.reading import Part
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.questionnaire import Texts

GIVEN, REFUSED = "given", "refused"


@dataclass(frozen=True)
class Consent:
    """Rows that give consent, that refuse it, that are blank, and whose text is not declared."""

    given: np.ndarray
    refused: np.ndarray
    blank: np.ndarray
    unknown: np.ndarray

    @classmethod
    def everywhere(cls, count: int) -> Consent:
        """Given on every row: the form does not ask."""
        return cls(np.ones(count, bool), *(np.zeros(count, bool) for _ in range(3)))

    @classmethod
    def of(cls, texts: pa.Array, values: Mapping[str, Texts]) -> Consent:
        """Read a column by the declared words; every distinct text is decided once."""
        known = labels(values)
        encoded = texts.dictionary_encode()
        distinct = [_meaning(text, known) for text in encoded.dictionary.to_pylist()] or ["?"]
        indices = encoded.indices.to_numpy(zero_copy_only=False)
        return cls(
            *(
                np.array([meaning == wanted for meaning in distinct], bool)[indices]
                for wanted in (GIVEN, REFUSED, "", "?")
            )
        )


def _meaning(text: str, known: Words) -> str:
    """`given` or `refused`, nothing for a blank, `?` for any other text."""
    found = known.get(text)
    return found if found in (GIVEN, REFUSED) else "" if is_blank(text) else "?"


def of_parts(parts: Sequence[Part], read: Sequence[Consent]) -> list[Consent]:
    """The consent of each part; `read` is that of the part's own column.

    Who refuses at one time point refuses at all. Time points that do not ask follow those that do.
    """
    columns = [part.recognised.layout.column_of("consent") for part in parts]
    asked = [one for one, column in zip(read, columns, strict=True) if column is not None]
    if len(parts) == 1 or not asked:
        return list(read)
    refused = np.logical_or.reduce([one.refused for one in asked])
    somewhere = np.logical_or.reduce([one.given for one in asked])
    is_assumed = "consent" in parts[0].recognised.layout.form.constants
    return [
        Consent(
            here := (one.given if column is not None or is_assumed else somewhere) & ~refused,
            refused,
            ~here & ~refused,
            one.unknown,
        )
        for one, column in zip(read, columns, strict=True)
    ]
