"""The language of a form's texts, among those that a questionnaire may have.

Belongs here: scripts, letters and small words of each language. Pure. It is a guess that a person
sees and can change, since it is the key of every text of the draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORDS = {
    "fi": frozenset(["ja", "on", "ei", "en", "että", "kuinka", "mitä", "miten", "mikä", "millainen", "olen", "olet", "minun", "minä", "sinun", "onko", "oletko", "kyllä", "joskus", "mieltä", "tai"]),
    "sv": frozenset(["och", "är", "att", "hur", "vad", "vilken", "jag", "du", "din", "inte", "en", "ett", "av", "om", "som", "nej", "ibland", "eller", "på", "för"]),
    "en": frozenset(["and", "is", "are", "the", "of", "to", "how", "what", "which", "you", "your", "do", "not", "yes", "no", "a", "in", "or", "i", "my", "have"]),
}  # fmt: skip
# What in a word speaks for a language, beside its small words.
_ENDINGS = {
    "fi": re.compile(r"aa|ää|uu|yy|ss[aä]|ll[aä]|ksi$|st[aä]$|ko$|kö$|[aeiouyäö]in$|een$|nen$"),
    "sv": re.compile(r"å|(?:het|ning|ningar|arna|erna|else|ande|ning|iga|ligt)$"),
}
# Script -> its language, unless a letter is there that only another language of the script has.
_SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]"), "ru", (("uk", "іїєґ"),)),
    (re.compile(r"[\u0600-\u06ff]"), "ar", (("ckb", "ێۆڕڵڤ"), ("fa", "پچژگ"))),
)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(texts: Iterable[str]) -> str | None:
    """The language for which most speaks; None where nothing speaks for any."""
    words = _WORD.findall(" ".join(texts).casefold())
    letters = "".join(words)
    for script, language, others in _SCRIPTS:
        if 2 * len(script.findall(letters)) > len(letters):
            return next((o for o, own in others if set(own) & set(letters)), language)
    votes = {
        language: sum(word in known for word in words)
        + sum(bool(_ENDINGS[language].search(word)) for word in words if language in _ENDINGS)
        for language, known in _WORDS.items()
    }
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] else None
