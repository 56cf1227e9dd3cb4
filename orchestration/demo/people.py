"""Two thousand invented people who answer the inclusion survey in 2024.

Belongs here: who answers what and when, as codes. Pure: a seed in, submissions out; no clock.
Does not belong here: wordings, and how a tool lays the answers out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from orchestration.demo.services import COUNTY, MUNICIPALITIES, SERVICES, Service

SEED = 20240101
ITEM_COUNT = 10
# A person's level on the scale 0–100 before the items' noise and ceiling. Chosen so that the
# baseline mean is near 67 and the mean change near +4 (vulnerable groups 2022: 67.5).
LEVEL_MEAN, LEVEL_SD = 68.5, 18.0
CHANGE_SD = 7.0
ITEM_SD = 0.75
# Some statements are easier to agree with than others, in steps of the five-step scale.
ITEM_EASE = (0.1, 0.0, -0.3, 0.1, 0.2, 0.1, 0.0, 0.0, 0.2, -0.4)
FIRST_DAY = datetime(2024, 1, 8)
LAST_START_DAY, LAST_DAY = 235, 345
# Shares of a county service's respondents by language; NGOs of the demo ask in Finnish only.
LANGUAGES = {"fi": 0.76, "ar": 0.07, "ru": 0.06, "uk": 0.04, "en": 0.03, "fa": 0.02, "ckb": 0.02}
AGES = {"age_18_29": 0.24, "age_30_44": 0.33, "age_45_64": 0.36, "age_65_plus": 0.05, "refused": 0.02}  # fmt: skip
GENDERS = {"woman": 0.51, "man": 0.44, "other": 0.02, "refused": 0.03}
EFFECT_START = {"too_early": 0.6, "unsure": 0.15, "positive": 0.1, "": 0.15}
EFFECT_BETTER = {"positive": 0.75, "no_effect": 0.1, "unsure": 0.1, "": 0.05}
EFFECT_OTHER = {"positive": 0.35, "no_effect": 0.35, "too_early": 0.1, "unsure": 0.15, "": 0.05}
LONELINESS = ("all_the_time", "fairly_often", "sometimes", "very_rarely", "never")
PHRASE_COUNT = 3


@dataclass(frozen=True)
class Submission:
    """One filled-in form. Answers are option codes, kinds of missing, or empty for a blank.

    `phrase` is the number of an open answer, if any; `code` is the respondent code as typed.
    """

    person_number: int
    service: Service
    municipality_code: str
    language: str
    phase: str
    answered_at: datetime
    code: str
    has_consent: bool
    answers: dict[str, str]
    phrase: int | None


ITEMS = tuple(f"esis_{number:02d}" for number in range(1, ITEM_COUNT + 1))


def simulate(seed: int = SEED) -> list[Submission]:
    """Return every submission of the demo year, in the order in which they were answered."""
    rng = Random(seed)
    codes, taken = _Codes(rng), set()
    everyone = [service for service in SERVICES for _ in range(service.people_count)]
    submissions = [
        _at_free_minute(submission, taken)
        for number, service in enumerate(everyone, 1)
        for submission in _person(rng, number, service, codes.next())
    ]
    return sorted(submissions, key=lambda s: (s.answered_at, s.person_number))


def _person(rng: Random, number: int, service: Service, code: str) -> list[Submission]:
    level = rng.gauss(LEVEL_MEAN, LEVEL_SD)
    change = rng.gauss(service.change_mean, CHANGE_SD)
    language = _pick(rng, LANGUAGES) if service.sender == COUNTY else "fi"
    person = {
        "person_number": number,
        "service": service,
        "municipality_code": _home(rng, service),
        "language": language,
    }
    background = {
        "age_group": _pick(rng, AGES),
        "gender": _pick(rng, GENDERS),
        "mother_tongue": language if rng.random() > 0.1 else "",
    }
    code = "" if rng.random() < 0.03 else code
    return [
        Submission(
            **person,
            phase=phase,
            answered_at=_moment(rng, day),
            code=_typed(rng, code),
            has_consent=rng.random() > 0.03,
            answers={**_answers(rng, phase, reached, change), **background},
            phrase=rng.randrange(PHRASE_COUNT) if phase != "start" and rng.random() < 0.2 else None,
        )
        for phase, day, reached in _visits(rng, level, change)
    ]


def _visits(rng: Random, level: float, change: float) -> list[tuple[str, int, float]]:
    """(phase, day, level) of each time a person answers; about 40 % of starters never end."""
    path = rng.random()
    if path < 0.20:
        return [("single", rng.randrange(LAST_DAY), level)]
    start = rng.randrange(LAST_START_DAY)
    end = start + rng.randrange(50, 110)
    if path < 0.23:
        return [("end", end, level + change)]
    # People who start low are lost to follow-up a little more often.
    stays = rng.random() < 0.60 + 0.003 * (level - LEVEL_MEAN)
    return [("start", start, level), *([("end", end, level + change)] if stays else [])]


def _answers(rng: Random, phase: str, level: float, change: float) -> dict[str, str]:
    # A few people leave most of the form blank and so cannot be scored.
    blank_share = 0.5 if rng.random() < 0.02 else 0.015
    items = {code: _item(rng, level, ease, blank_share) for code, ease in zip(ITEMS, ITEM_EASE, strict=True)}  # fmt: skip
    loneliness = LONELINESS[_step(rng.gauss(level / 25, 0.9))]
    effects = EFFECT_START if phase == "start" else EFFECT_BETTER if change > 4 else EFFECT_OTHER
    return {
        **items,
        "loneliness": loneliness if rng.random() > 0.02 else "dont_know",
        "effect": _pick(rng, effects),
    }


def _item(rng: Random, level: float, ease: float, blank_share: float) -> str:
    answer = str(1 + _step(rng.gauss(level / 25 + ease, ITEM_SD)))
    chance = rng.random()
    if chance < blank_share:
        return ""
    return "dont_know" if chance < blank_share + 0.015 else answer


def _step(value: float) -> int:
    return min(4, max(0, round(value)))


def _pick(rng: Random, shares: dict[str, float]) -> str:
    chance, last = rng.random(), ""
    for choice, share in shares.items():
        chance, last = chance - share, choice
        if chance < 0:
            break
    return last


def _home(rng: Random, service: Service) -> str:
    if rng.random() < 0.9:
        return service.municipality_code
    codes = sorted(MUNICIPALITIES)
    return codes[rng.randrange(len(codes))]


def _moment(rng: Random, day: int) -> datetime:
    """A minute of office hours; weekends move to Monday."""
    moment = FIRST_DAY + timedelta(days=day, hours=8, minutes=rng.randrange(9 * 60))
    weekday = moment.isoweekday()
    return moment + timedelta(days=8 - weekday if weekday > 5 else 0)


def _at_free_minute(submission: Submission, taken: set[tuple[str, datetime]]) -> Submission:
    """Move a submission to the next minute in which its sender has none yet."""
    moment = submission.answered_at
    while (submission.service.sender, moment) in taken:
        moment += timedelta(minutes=1)
    taken.add((submission.service.sender, moment))
    return replace(submission, answered_at=moment)


class _Codes:
    """Respondent codes like 3MAR71, each once: a digit, three letters, two digits."""

    def __init__(self, rng: Random):
        self._rng = rng
        self._used: set[str] = set()

    def next(self) -> str:
        rng = self._rng
        while True:
            letters = rng.choice("HJKLMNPRSTV") + rng.choice("AEIOUY") + rng.choice("HIKLNRST")
            code = f"{rng.randrange(1, 10)}{letters}{rng.randrange(100):02d}"
            if code not in self._used:
                self._used.add(code)
                return code


def _typed(rng: Random, code: str) -> str:
    """The code as a person types it: mostly as it is, sometimes with blanks, hyphens, small."""
    variants = {
        code: 0.86,
        f" {code.lower()}": 0.05,
        code.lower(): 0.04,
        f"{code[:4]} {code[4:]}": 0.03,
        f"{code[:1]}-{code[1:4]}-{code[4:]}": 0.02,
    }
    return _pick(rng, variants) if code else ""
