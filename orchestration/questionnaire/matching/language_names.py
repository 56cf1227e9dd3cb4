"""Names of languages, as survey tools write them into a column of their own.

Belongs here: each language by its own name and by its Finnish, Swedish and English one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from orchestration.core.text import normalise
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.questionnaire import Texts

_NAMES = {
    "fi": ("suomi", "finska", "finnish"),
    "sv": ("svenska", "ruotsi", "swedish"),
    "en": ("english", "englanti", "engelska"),
    "ar": ("العربية", "arabia", "arabiska", "arabic"),
    "fa": ("فارسی", "persia", "farsi", "persiska", "persian"),
    "ckb": ("کوردی", "کوردیی ناوەندی", "sorani", "keskikurdi", "centralkurdiska", "central kurdish"),
    "ru": ("русский", "venäjä", "ryska", "russian"),
    "uk": ("українська", "ukraina", "ukrainska", "ukrainian"),
}  # fmt: skip
_CODES = {normalise(name): code for code, names in _NAMES.items() for name in names}


def language_code(text: str) -> str:
    """The code of a language written as `EN-GB`, `English (United States)` or `suomi (Suomi)`.

    A text that is none of these is returned as it is.
    """
    name = text.split("(")[0].strip()
    return _CODES.get(normalise(name)) or name.replace("_", "-").split("-")[0]


def language_reader(declared: Mapping[str, Texts]) -> Callable[[str], str | None]:
    """The function from a text to the code of a declared language; None if it is none of them."""
    known = labels(declared)
    return lambda text: known.get(text) or known.get(language_code(text))
