"""Texts of pages by language: each is written once, as Finnish, Swedish and English side by side.

Belongs here: reading texts from YAML, looking one up, and the few that every page has. Does not belong
here: the texts of one kind of page, which lie in its own room in the same shape.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

# In the order in which pages offer them; Finnish is what a page is in if nobody chooses.
LANGUAGES: Final = ("fi", "sv", "en")
LANGUAGE_NAMES: Final = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}

# Language -> the text. `{name}` is a place for a value.
Text = Mapping[str, str]
Texts = Mapping[str, Text]
Speaker = Callable[..., str]

_BASE = Path(__file__).with_name("texts.yml")


class TextsError(Exception):
    """A text is not there in every language, or not with the same places; the message names it."""


@functools.cache
def load(file: Path) -> Texts:
    """Key -> text, as a YAML file states them. Raises TextsError, OSError."""
    stated = _yaml(file)
    return {key: _text(f"{file.name}, {key}", text) for key, text in stated.items()}


@functools.cache
def load_groups(file: Path) -> Mapping[str, Texts]:
    """Group -> key -> text, as a YAML file states them. Raises TextsError, OSError."""
    stated = _yaml(file)
    return {
        group: {key: _text(f"{file.name}, {group}, {key}", text) for key, text in texts.items()}
        for group, texts in stated.items()
    }


def _yaml(file: Path) -> Mapping[str, Any]:
    stated: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return stated


def _text(name: str, stated: Mapping[str, str]) -> Text:
    if tuple(stated) != LANGUAGES:
        raise TextsError(f"{name}: say it in {', '.join(LANGUAGES)}, in this order.")
    if len({frozenset(_places(text)) for text in stated.values()}) > 1:
        raise TextsError(f"{name}: every language has the same places to fill in.")
    if len({bool(text) for text in stated.values()}) > 1:
        raise TextsError(f"{name}: a text is empty in every language or in none.")
    return stated


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def speaker(language: str, *catalogues: Texts) -> Speaker:
    """A function that gives the text of a key in a language: `t("key", count=3)`.

    Values fill the places of the text. Where the value `count` is 1 and a key `key.one` is there,
    that one is used. An unknown key is a KeyError, so that no page shows a key.
    """
    texts = {key: text for one in (load(_BASE), *catalogues) for key, text in one.items()}

    def say(key: str, **values: object) -> str:
        one = f"{key}.one"
        chosen = texts[one if values.get("count") == 1 and one in texts else key][language]
        return chosen.format(**values) if values else chosen

    return say
