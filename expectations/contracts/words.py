"""What the columns of published tables are called and mean, in three languages, once for each name.

Belongs here: reading `words/*.yml`. A column means the same in every table; where it does not, the
contract of that table says what it means there. Does not belong here: types, keys and codes (contract).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "words"
# The languages that readers have.
LANGUAGES = ("fi", "sv", "en")
# A name that ends with `_*` is a column for each language, and `{in}` says which one.
_ANY = "_*"
_IN: Mapping[str, Mapping[str, str]] = {
    "fi": {"fi": "suomeksi", "sv": "på finska", "en": "in Finnish"},
    "sv": {"fi": "ruotsiksi", "sv": "på svenska", "en": "in Swedish"},
    "en": {"fi": "englanniksi", "sv": "på engelska", "en": "in English"},
}
Texts = Mapping[str, str]


class WordsError(Exception):
    """A column is not named and described in every language, or is twice; the message names it."""


@dataclass(frozen=True)
class Words:
    """What readers see instead of a column's name, and what it means, by language."""

    caption: Texts
    description: Texts


@functools.cache
def load(folder: Path = FOLDER) -> Mapping[str, Words]:
    """The words of every column by name. Raises WordsError, OSError."""
    found: dict[str, Words] = {}
    for file in sorted(folder.glob("*.yml")):
        stated = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for name, words in named(stated):
            if name in found:
                raise WordsError(f"{file.name}: {name} is described already.")
            found[name] = words
    return found


def named(stated: Mapping[str, Any]) -> Iterator[tuple[str, Words]]:
    """Columns and their words as YAML states them. Raises WordsError."""
    for name, said in stated.items():
        caption, description = in_languages(name, said["caption"]), in_languages(name, said["description"])  # fmt: skip
        if not name.endswith(_ANY):
            yield name, Words(caption, description)
            continue
        for language in LANGUAGES:
            words = Words(_written_in(caption, language), _written_in(description, language))
            yield f"{name.removesuffix(_ANY)}_{language}", words


def _written_in(texts: Texts, language: str) -> Texts:
    return {code: text.replace("{in}", _IN[language][code]) for code, text in texts.items()}


def in_languages(name: str, texts: Mapping[str, Any]) -> Texts:
    """The texts in one line each. Raises WordsError unless every language has one."""
    said = {code: " ".join(str(texts.get(code) or "").split()) for code in LANGUAGES}
    if missing := [code for code, text in said.items() if not text]:
        raise WordsError(f"{name}: say it in {', '.join(missing)} too.")
    return said
