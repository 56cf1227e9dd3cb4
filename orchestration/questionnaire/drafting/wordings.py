"""Texts of the draft in the language of each file: of headers, and of the labels of a column.

Belongs here: putting a text beside what it is in another language or as a code. Does not belong
here: finding out which rows and columns of two files are the same (twins).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from orchestration.core.text import tidied, trimmed
from orchestration.questionnaire.drafting.file_table import FileColumn
from orchestration.questionnaire.model.questionnaire import Texts


@dataclass(frozen=True)
class Twin:
    """What another file says of the same columns: its own `columns` by those of the first file, and
    `labels` by column and label of the first. `language` is empty where its labels are the numbers of
    the options; `unpaired` are columns whose labels are not certainly the same.
    """

    language: str
    columns: Mapping[int, FileColumn]
    labels: Mapping[int, Mapping[str, str]]
    unpaired: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Wordings:
    """The texts of one file, and of its twins."""

    language: str
    twins: tuple[Twin, ...] = ()

    def header(self, column: FileColumn) -> Texts:
        """The text of a column's question."""
        return self._texts(column, lambda one: one.text)

    def stem(self, column: FileColumn, stem: str) -> Texts:
        """The text of the question of which the column is an option: its header begins with `stem`."""
        return self._texts(column, lambda one: one.parts[0][0] if one.parts else "", stem)

    def item(self, column: FileColumn, item: str) -> Texts:
        """The text of the option that a column is: its header ends with `item`."""
        return self._texts(column, lambda one: one.parts[0][1] if one.parts else "", item)

    def _texts(
        self, column: FileColumn, text_of: Callable[[FileColumn], str], text: str = ""
    ) -> Texts:
        found: Texts = {self.language: tidied(text or text_of(column))}
        for twin in self.twins:
            other = twin.columns.get(column.index)
            if twin.language and other and not other.is_code and (words := text_of(other)):
                found.setdefault(twin.language, tidied(words))
        return found

    def label(self, columns: Iterable[FileColumn], label: str) -> Texts:
        """A label with what it is in the other languages."""
        found: Texts = {self.language: tidied(label)}
        for twin in self.twins:
            if twin.language and (other := _in(twin, columns, label)):
                found.setdefault(twin.language, tidied(other))
        return found

    def number(self, columns: Iterable[FileColumn], label: str) -> int | None:
        """The number that a file of codes has for a label."""
        found = (_in(twin, columns, label) for twin in self.twins if not twin.language)
        return next((int(one) for one in found if one and one.isdecimal()), None)


def _in(twin: Twin, columns: Iterable[FileColumn], label: str) -> str | None:
    key = trimmed(label)
    found = (twin.labels.get(column.index, {}).get(key) for column in columns)
    return next(filter(None, found), None)
