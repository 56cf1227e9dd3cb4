"""The register of expected deliveries: who sends which questionnaire, and by which day.

Belongs here: reading `registers/expected.csv`, and which of its days was due last. It is no input of
the data: changing it reads nothing again. Does not belong here: what has come (release).
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from orchestration.ingest.registers.register_file import lines_of
from orchestration.ingest.registers.registers import RegisterError

REGISTER = "expected"
COLUMNS = (
    "sender_code", "questionnaire_code", "wave_code", "every_months", "due_date", "contact",
)  # fmt: skip
_MONTHS = 12
# Column -> the codes that there are.
Known = Mapping[str, set[str]]


@dataclass(frozen=True)
class Expected:
    """A line of the register.

    Due once, for a wave, if `every_months` is None; else first on `due_date` and then so many months
    apart. `contact`: whom to write to; for this machine's terminal only.
    """

    sender_code: str
    questionnaire_code: str
    wave_code: str
    every_months: int | None
    due_date: date
    contact: str

    def last_due(self, as_of: date) -> tuple[date, date | None] | None:
        """The latest day that has passed, and the one before; None while none has passed.

        The due day itself has not passed: who delivers on it is in time.
        """
        if self.due_date >= as_of:
            return None
        if self.every_months is None:
            return self.due_date, None
        months = (as_of.year - self.due_date.year) * _MONTHS + as_of.month - self.due_date.month
        times = months // self.every_months
        if _later(self.due_date, times * self.every_months) >= as_of:
            times -= 1
        steps = times * self.every_months
        return _later(self.due_date, steps), _later(self.due_date, steps - self.every_months)


def load(folder: Path, known: Callable[[], Known] = dict) -> list[Expected]:
    """Read the register; an absent file is an empty one. Raises RegisterError by file and line.

    `known` gives the codes that there are, of columns that are compared with them; it is asked only if
    there is a line.
    """
    file, problems = folder / f"{REGISTER}.csv", list[str]()
    found, codes_of = [], cache(known)
    for row in lines_of(file, COLUMNS, problems):
        columns, codes = ("sender_code", "questionnaire_code"), codes_of()
        wrong = [text for name in columns for text in _unknown(row, name, codes.get(name))]
        day, every = _day(row["due_date"]), row["every_months"]
        if day is None:
            wrong.append("give due_date as 2027-01-31 or 31.1.2027")
        if every and not (every.isdecimal() and int(every) > 0):
            wrong.append("every_months is a whole number of months, or empty for one delivery")
        problems += [f"{file}:{row.number}: {problem}" for problem in wrong]
        if day and not wrong:
            found.append(
                Expected(
                    row["sender_code"], row["questionnaire_code"], row["wave_code"],
                    int(every) if every else None, day, row["contact"],
                )
            )  # fmt: skip
    if problems:
        raise RegisterError(*problems)
    return found


def content_hash(folder: Path) -> str:
    """Sha256 of the register; of nothing where there is none."""
    file = folder / f"{REGISTER}.csv"
    return hashlib.sha256(file.read_bytes() if file.exists() else b"").hexdigest()


def _unknown(row: dict[str, str], column: str, known: set[str] | None) -> list[str]:
    if not row[column]:
        return [f"`{column}` is empty"]
    return [] if known is None or row[column] in known else [f"there is no such `{column}`"]


def _day(text: str) -> date | None:
    """A day as 2027-01-31 or 31.1.2027."""
    try:
        if "." in text:
            day, month, year = text.rstrip(".").split(".")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(text)
    except ValueError:
        return None


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
