"""What a message is made of: a problem and what to do about it, in Finnish and English.

Belongs here: the two shapes. Does not belong here: any text (the modules beside this one).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LANGUAGES = ("fi", "en")


@dataclass(frozen=True)
class Phrase:
    """Part of a message in both languages; each goes into the text of its own language."""

    fi: str = ""
    en: str = ""

    def filled(self, **values: object) -> Phrase:
        """The phrase with its `{name}`s filled, alike in both languages."""
        return Phrase(self.fi.format(**values), self.en.format(**values))


def joined(phrases: Iterable[Phrase]) -> Phrase:
    """The phrases one after the other."""
    listed = list(phrases)
    return Phrase("".join(one.fi for one in listed), "".join(one.en for one in listed))


@dataclass(frozen=True, kw_only=True)
class Message:
    """A problem and the action it asks of the reader; no action where nothing needs to be done.

    `{name}` in a text is filled when a reason is made (refusal.reason).
    """

    problem_fi: str
    problem_en: str
    action_fi: str = ""
    action_en: str = ""
