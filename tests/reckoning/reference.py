"""What must be published, in plain Python over the people themselves.

Belongs here: the formulas of the domain, written from the papers and not from the project's SQL.
Does not belong here: which groups may be published, which is read from the release.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import groupby

from scipy import stats

from tests.reckoning.people import ITEMS, Form

Numbers = Sequence[Fraction]
ALPHA = 0.89
LOW = 50
# Ten items of 1 to 5 on 0 to 100.
STEP = Fraction(5, 2)
DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Score:
    """A score as answered, and as it is published: the nearest that a complete form can have."""

    exact: Fraction
    published: Fraction
    is_complete: bool


@dataclass(frozen=True)
class Stay:
    """One stay of a person in a service, as far as it has scores."""

    service: str
    status: str
    start: Form | None
    end: Form | None

    @property
    def half_year(self) -> int:
        """Of the end, or of the only form."""
        at = (self.end or self.start).at
        return at.year * 10 + (1 if at.month <= 6 else 2)

    @property
    def change(self) -> Fraction:
        """End minus start, of published scores."""
        return score(self.end).published - score(self.start).published


def answered(form: Form) -> list[int]:
    """The answers to the items; what is missing is left out."""
    return [int(value) for item in ITEMS if (value := form.answers[item] or "").isdigit()]


def score(form: Form) -> Score | None:
    """(mean of the answered - 1) x 25, from eight answers on; blanks are never 0."""
    given = answered(form)
    if len(given) < 8:
        return None
    exact = (Fraction(sum(given), len(given)) - 1) * 25
    if len(given) == len(ITEMS):
        return Score(exact, exact, True)
    # Python rounds halves to the even number, as is declared.
    return Score(exact, round(exact / STEP) * STEP, False)


def stays(forms: Iterable[Form], *, scored: bool = True) -> list[Stay]:
    """Every stay; `scored`: of forms with a score only, else of everybody who answered."""
    found: list[Stay] = []
    ordered = sorted(forms, key=lambda form: (form.person or "", form.service, form.at))
    for (person, service), of in groupby(ordered, key=lambda form: (form.person, form.service)):
        mine = list(of)
        if person is None:
            found += [_alone(form) for form in mine if not scored or score(form)]
            continue
        kept = [form for phase in ("start", "end", "single") for form in _once(mine, phase)]
        found += [Stay(service, "single", f, None) for f in kept if f.phase == "single" and (not scored or score(f))]  # fmt: skip
        found += _followed(service, sorted(kept, key=lambda form: form.at), scored)
    return found


def _alone(form: Form) -> Stay:
    is_end = form.phase == "end"
    status = "single" if form.phase == "single" else f"{form.phase}_uncoded"
    return Stay(form.service, status, None if is_end else form, form if is_end else None)


def _once(forms: list[Form], phase: str) -> list[Form]:
    """Answered again within a day: the form with the most answers, the last of equals."""
    runs: list[list[Form]] = []
    for form in (form for form in forms if form.phase == phase):
        if runs and form.at - runs[-1][-1].at <= DAY:
            runs[-1].append(form)
        else:
            runs.append([form])
    return [max(run, key=lambda form: (len(answered(form)), form.at)) for run in runs]


def _followed(service: str, forms: list[Form], scored: bool) -> list[Stay]:
    """A start after an end begins a new stay; the earliest start, the latest end."""
    episodes: list[tuple[list[Form], list[Form]]] = []
    for form in (form for form in forms if form.phase != "single"):
        if not episodes or (form.phase == "start" and episodes[-1][1]):
            episodes.append(([], []))
        episodes[-1][form.phase == "end"].append(form)
    found = []
    for starts, ends in episodes:
        start = next((form for form in starts if not scored or score(form)), None)
        end = next((form for form in reversed(ends) if not scored or score(form)), None)
        if start or end:
            status = "paired" if start and end else "start_only" if start else "end_only"
            found.append(Stay(service, status, start, end))
    return found


def mean(numbers: Numbers) -> float:
    return float(sum(numbers) / len(numbers))


def variance(numbers: Numbers) -> float:
    """Of a sample: divided by n - 1."""
    middle = sum(numbers) / len(numbers)
    return float(sum((number - middle) ** 2 for number in numbers) / (len(numbers) - 1))


def sd(numbers: Numbers) -> float:
    return math.sqrt(variance(numbers))


def correlation(left: Numbers, right: Numbers) -> float:
    of_left, of_right = sum(left) / len(left), sum(right) / len(right)
    shared = sum((a - of_left) * (b - of_right) for a, b in zip(left, right, strict=True))
    return float(shared) / (len(left) - 1) / sd(left) / sd(right)


def half_width(spread: float, freedom: int, count: int) -> float:
    """Of the 95 % confidence interval of a mean, by Student's t."""
    return float(stats.t.ppf(0.975, freedom)) * spread / math.sqrt(count)


def reliable_change(starts: Numbers) -> float:
    """Jacobson and Truax 1991, from the declared alpha."""
    return 1.96 * math.sqrt(2) * sd(starts) * math.sqrt(1 - ALPHA)


def reliable_change_unequal(starts: Numbers, ends: Numbers) -> float:
    return 1.96 * math.sqrt((variance(starts) + variance(ends)) * (1 - ALPHA))


def cronbach(rows: Sequence[Numbers]) -> float:
    """Cronbach 1951, of rows with a number for every item."""
    count = len(rows[0])
    of_items = sum(variance(column) for column in zip(*rows, strict=True))
    return count / (count - 1) * (1 - of_items / variance([sum(row) for row in rows]))


def rounded(number: float | Fraction, decimals: int) -> float:
    """Half away from zero."""
    size = math.floor(abs(Fraction(number)) * 10**decimals + Fraction(1, 2))
    return math.copysign(size, number) / 10**decimals
