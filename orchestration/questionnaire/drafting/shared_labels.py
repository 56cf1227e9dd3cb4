"""Texts that several columns have, on so many rows that they are labels of a scale and nobody's words.

Belongs here: finding them. Does not belong here: which columns are choices (kinds).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow.compute as pc

from orchestration.core.text import trimmed
from orchestration.privacy.personal_data import may_be_shown
from orchestration.questionnaire.drafting.choice_labels import ENOUGH_ROWS, can_be_shown
from orchestration.questionnaire.drafting.file_table import FileColumn

# Columns with more different texts than this share no labels with others.
_MOST_DISTINCT = 60
_MANY_COLUMNS = 3


def shared_labels(columns: Iterable[FileColumn], rows: int) -> frozenset[str]:
    """Texts, without punctuation at the end, that two columns have on five rows or more in all; or
    three columns on three rows: the end of a scale that hardly anybody chose.

    `rows` is how many the table has. In three columns a text may read as a name, too: `Strongly Agree` does.
    """
    rows_of: dict[str, np.ndarray] = {}
    columns_of: dict[str, int] = {}
    may_be_names: set[str] = set()
    for column in columns:
        if not 0 < len(column.counts) <= _MOST_DISTINCT:
            continue
        encoded = column.cells.dictionary_encode()
        texts = encoded.dictionary.to_pylist()
        keys = [trimmed(text) if may_be_shown(text) else "" for text in texts]
        may_be_names |= {k for k, text in zip(keys, texts, strict=True) if not can_be_shown(text)}
        numbers = pc.fill_null(encoded.indices, -1).to_numpy()
        for key in {*keys} - {""}:
            here = np.isin(numbers, [n for n, one in enumerate(keys) if one == key])
            # A column of several time points has the table's rows once for each.
            here = here.reshape(-1, rows).any(axis=0)
            rows_of[key] = here | rows_of[key] if key in rows_of else here
            columns_of[key] = columns_of.get(key, 0) + 1

    def is_label(key: str) -> bool:
        count = rows_of[key].sum()
        if columns_of[key] >= _MANY_COLUMNS:
            return count >= _MANY_COLUMNS
        return columns_of[key] > 1 and count >= ENOUGH_ROWS and key not in may_be_names

    return frozenset(filter(is_label, rows_of))
