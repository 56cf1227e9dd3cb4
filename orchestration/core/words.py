"""Declared texts and what they mean, looked up so that two different texts never become one.

Belongs here: which form of a text decides. Pure; no questionnaire, no register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orchestration.core.text import normalise, plain, trimmed, whole_number


class Words:
    """What each declared text means.

    A text is looked for as it is written, then without final punctuation, then without numbering.
    The later forms count only where they are of one meaning: with `1. mittaus` and `2. mittaus`
    declared, `mittaus` means nothing. Numbering is never exchanged for another: `3. mittaus` is
    neither. `1.0` is `1` where it is not declared itself. Of a text with two meanings the first counts; `collisions` names them.
    """

    def __init__(self, meanings: Iterable[tuple[str, str]]):
        self._written: dict[str, str] = {}
        self._forms: dict[str, str | None] = {}
        self._unnumbered: dict[str, str | None] = {}
        self.collisions: list[tuple[str, str, str]] = []
        for text, meaning in meanings:
            self.declare(text, meaning)

    def declare(self, text: str, meaning: str) -> str:
        """Add a text; returns what it means, which is not `meaning` if it was declared before."""
        first = self._written.setdefault(plain(text), meaning)
        if first != meaning:
            self.collisions.append((text, first, meaning))
            return first
        form, bare = trimmed(text), normalise(text)
        _put(self._forms, bare, meaning)
        if form == bare:
            _put(self._unnumbered, bare, meaning)
        elif form:
            _put(self._forms, form, meaning)
        return meaning

    def get(self, text: str) -> str | None:
        """What the text means; None if it is not declared, or not certainly one of them."""
        found = self._written.get(plain(text))
        if found is None:
            found = self._forms.get(trimmed(text))
        if found is None:
            found = self._unnumbered.get(normalise(text))
        if found is None and (whole := whole_number(plain(text))) != plain(text):
            return self.get(whole)
        return found

    def __contains__(self, text: str) -> bool:
        return self.get(text) is not None

    def __iter__(self) -> Iterator[str]:
        """The declared texts in plain form."""
        return iter(self._written)

    def meanings(self) -> set[str]:
        """Everything that some text means."""
        return set(self._written.values())


def _put(forms: dict[str, str | None], form: str, meaning: str) -> None:
    """None for a form of two meanings."""
    forms[form] = meaning if forms.get(form, meaning) == meaning else None
