"""Known answers: people, and the forms that they filled in. What every file must give."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from tests.kinds.survey import ITEMS, Words

DONT_KNOW = "dont_know"
_NOTES = ("", "", "Kiitos", "Sain ystävän, ja apua", "rivi\nkaksi", "=SUM(A1)", "jono alkoi; kello 10", '"hyvä"')  # fmt: skip
_CODES = ("k{:02}", "ä{:02}ö", "{:04}", "AB{:03}", "Öy{:02}")


@dataclass
class Submission:
    """One filled-in form. An answer is an option, a set of options, a Fraction, or None.

    `shown` holds texts that a cell shows instead of the declared one, by role.
    """

    number: int
    person: str
    at: datetime
    phase: str
    service: str
    consent: bool
    answers: dict[str, Any]
    shown: dict[str, str] = field(default_factory=dict)


def people(rng: random.Random, words: Words, pairs: int = 0) -> list[Submission]:
    """Forms of several people at the start and at the end, some with blanks, in order of time."""
    pattern, pairs = rng.choice(_CODES), pairs or rng.randint(7, 12)
    services = list(words.services)[:2]
    starts = [
        _submission(rng, words, pattern.format(n), "start", services[n % 2], datetime(2024, 2, 5))
        for n in range(1, pairs + 4)
    ]
    ends = [
        _submission(rng, words, one.person, "end", one.service, datetime(2024, 6, 3))
        for one in starts[:pairs]
    ]
    everybody = sorted(starts, key=lambda s: s.at) + sorted(ends, key=lambda s: s.at)
    moments = set()
    for number, one in enumerate(everybody, 1):
        one.number = number
        while one.at in moments:
            one.at += timedelta(minutes=1)
        moments.add(one.at)
    rng.choice(everybody).consent = False
    return everybody


def _submission(
    rng: random.Random, words: Words, person: str, phase: str, service: str, day: datetime
) -> Submission:
    at = day + timedelta(days=rng.randint(0, 24), hours=rng.randint(0, 23), minutes=rng.randint(0, 59))  # fmt: skip
    answers: dict[str, Any] = {
        item: rng.choice(["1", "2", "3", "4", "5", "4", "2", DONT_KNOW, None]) for item in ITEMS
    }
    for code in ("gender", "sector"):
        answers[code] = rng.choice([*words.options[code], None])
    choices = list(words.options["help"])
    answers["help"] = frozenset(c for c in choices if rng.random() < 0.45) or None
    answers["visits"] = rng.choice([None, Fraction(rng.randint(0, 98)), Fraction(rng.randint(1000, 4999))])  # fmt: skip
    answers["share"] = rng.choice([None, Fraction(rng.randint(0, 98)), Fraction(rng.randint(1, 9), 2)])  # fmt: skip
    answers["hours"] = rng.choice([None, Fraction(rng.randint(1, 90), 2), Fraction(rng.randint(1, 40))])  # fmt: skip
    answers["words"] = rng.choice(_NOTES)
    return Submission(0, person, at, phase, service, True, answers)


def score(answers: Mapping[str, Any]) -> Fraction | None:
    """The indicator of a form from 0 to 100: mean of the answered items, at least two of three."""
    values = [
        Fraction(6 - int(answers[item]) if item == "tense" else int(answers[item]))
        for item in ITEMS
        if answers[item] not in (None, DONT_KNOW)
    ]
    if len(values) < 2:
        return None
    return (sum(values, Fraction()) / len(values) - 1) / 4 * 100
