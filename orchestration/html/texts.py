"""Texts of pages by language: each is written once, as Finnish, Swedish and English side by side.

Belongs here: looking a text up, and the few texts that every page has. Does not belong here: the
texts of one kind of page, which lie in its own room in the same shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

# In the order in which pages offer them; Finnish is what a page is in if nobody chooses.
LANGUAGES: Final = ("fi", "sv", "en")
LANGUAGE_NAMES: Final = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}

Text = tuple[str, str, str]
# Key -> the text in the order of LANGUAGES. `{name}` is a place for a value.
Texts = Mapping[str, Text]
Speaker = Callable[..., str]

BASE: Texts = {
    "page.skip": ("Siirry sisältöön", "Hoppa till innehållet", "Skip to content"),
    "page.languages": ("Kieli", "Språk", "Language"),
    "page.contents": ("Tällä sivulla", "På den här sidan", "On this page"),
    "page.synthetic": (
        "Synteettinen esimerkkiaineisto: luvut on keksitty.",
        "Syntetiskt exempelmaterial: siffrorna är påhittade.",
        "Synthetic demo data: the numbers are invented.",
    ),
}


def speaker(language: str, *catalogues: Texts) -> Speaker:
    """A function that gives the text of a key in a language: `t("key", count=3)`.

    Values fill the places of the text. Where the value `count` is 1 and a key `key.one` is there,
    that one is used. An unknown key is a KeyError, so that no page shows a key.
    """
    place = LANGUAGES.index(language)
    texts = {key: text for one in (BASE, *catalogues) for key, text in one.items()}

    def say(key: str, **values: object) -> str:
        one = f"{key}.one"
        chosen = texts[one if values.get("count") == 1 and one in texts else key]
        return chosen[place].format(**values) if values else chosen[place]

    return say
