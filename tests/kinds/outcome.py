"""What became of a file: equal to the known answers, reported by address, refused, or wrong.

Belongs here: the comparison. A difference is accepted only if something is missing, never if it
is another value, and only where a message with an accepted code has its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from orchestration.core.errors import UserError
from orchestration.ingest.messages.refusal import Reason, Refusal
from orchestration.ingest.read_delivery import Reading
from tests.kinds.known import DONT_KNOW, Submission
from tests.kinds.table import Table

Row = dict[str, Any]

_STEP = 10_000_000
# Counts of a reading that are no reasons why a row is left out.
_NO_REASONS = ("read", "used", "people_rows", "time_points")
_MISSING = ("no_answer", "not_shown", "not_asked", "refused", DONT_KNOW)
_ADDRESS = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
EQUAL, REPORTED, REFUSED, AT_LOAD, WRONG = "equal", "reported", "refused", "refused at load", "wrong"  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """`kind` is one of the constants above; `causes` the codes of messages; `text` what is wrong."""

    kind: str
    causes: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Difference:
    """Something of one form that is not as known; `is_loss` if it is missing, not another value."""

    row: int
    what: str
    expected: object
    got: object
    is_loss: bool


def judge(
    result: Reading | Refusal | UserError, table: Table, accepted: frozenset[str], must_report: bool
) -> Outcome:
    """Judge what reading a table gave; `accepted` are the codes that name its decorations."""
    if isinstance(result, UserError):
        return Outcome(AT_LOAD) if "load" in accepted else Outcome(WRONG, text=str(result)[:300])
    if isinstance(result, Refusal):
        codes = tuple(sorted({reason.code for reason in result.reasons}))
        if set(codes) <= accepted:
            return Outcome(REFUSED, codes)
        texts = "; ".join(f"{r.code} {r.cell}: {r.en}" for r in result.reasons)
        return Outcome(WRONG, codes, f"refused for another cause: {texts}"[:400])
    reported = [one for one in result.findings if one.code in accepted]
    codes = tuple(sorted({one.code for one in reported}))
    found = list(differences(result, table))
    unexplained = [one for one in found if not (one.is_loss and _has_address(one.row, reported, table))]  # fmt: skip
    if unexplained:
        return Outcome(WRONG, codes, _described(unexplained))
    if found:
        return Outcome(REPORTED, codes)
    if must_report and not reported:
        return Outcome(WRONG, text="equal, but nothing is reported")
    return Outcome(REPORTED if must_report else EQUAL, codes if must_report else ())


def _described(found: list[Difference]) -> str:
    first = found[0]
    more = f"row {first.row} {first.what}: expected {first.expected!r}, got {first.got!r}"
    return f"{len(found)} differences, {len({one.row for one in found})} rows; {more}"


def differences(reading: Reading, table: Table) -> Iterator[Difference]:
    """Every difference between a reading and the known answers."""
    known = [(table.first_row + i, form) for i, form in table.answers if form.consent]
    tables = {name: content.to_pylist() for name, content in reading.tables.items()}
    submissions = {(row["row_number"] % _STEP, row["row_number"] // _STEP): row for row in tables["submissions"]}  # fmt: skip
    answers: dict[int, dict[str, list[Row]]] = {}
    for row in tables["answers"]:
        answers.setdefault(row["row_number"], {}).setdefault(row["question_code"], []).append(row)
    opened = {(row["row_number"], row["question_code"]): row["answer_text"] for row in tables["open_answers"]}  # fmt: skip
    is_wide = any(column.point for column in table.columns)
    read = []
    for number, form in known:
        row = submissions.pop((number, int(is_wide and form.phase == "end")), None)
        if row is None:
            yield Difference(number, "form", form.phase, None, True)
            continue
        read.append((form.person, row["person_key"]))
        yield from _fields(number, row, form, table.language)
        mine = row["row_number"]
        for code, value in form.answers.items():
            got = opened.get((mine, code), "") if code == "words" else answers.get(mine, {}).get(code)  # fmt: skip
            yield from _answers(number, code, value, got)
    for number, _ in submissions:
        yield Difference(number, "form", None, "an extra form", False)
    yield from _people(read)
    yield from _account(reading.counts, len(read) + len(submissions))


def _answers(number: int, code: str, value: Any, got: Any) -> Iterator[Difference]:
    if code != "words":
        if (problem := _differs(got, value)) is not None:
            yield Difference(number, code, value, *problem)
    elif " ".join(got.split()) != " ".join(value.split()):
        yield Difference(number, code, value, got, not got)


def _people(read: list[tuple[str, str | None]]) -> Iterator[Difference]:
    """A code must be one person, and a person one code."""
    keys: dict[str, set[str]] = {}
    codes: dict[str, set[str]] = {}
    for code, key in read:
        if key is not None:
            keys.setdefault(code, set()).add(key)
            codes.setdefault(key, set()).add(code)
    for code, several in keys.items():
        if len(several) > 1:
            yield Difference(0, "person", f"one person {code}", "several", False)
    for several in codes.values():
        if len(several) > 1:
            yield Difference(0, "person", f"people {sorted(several)}", "one person", False)


def _account(counts: dict[str, int], used: int) -> Iterator[Difference]:
    """Rows read are those used and those left out for each reason."""
    left_out = sum(count for name, count in counts.items() if name not in _NO_REASONS)
    if counts["used"] != used or counts["read"] != used + left_out:
        yield Difference(0, "account", f"{used} used and {left_out} left out", counts, False)


def _fields(number: int, row: Row, form: Submission, language: str) -> Iterator[Difference]:
    at: datetime | None = row["answered_at"]
    if at is None or at.replace(second=0, microsecond=0) != form.at.replace(second=0):
        yield Difference(number, "answered_at", form.at, at, at is None)
    if row["person_key"] is None:
        yield Difference(number, "person", form.person, None, True)
    known = {"phase_code": form.phase, "service_code": form.service, "language_code": language}
    for name, value in known.items():
        if row[name] != value:
            yield Difference(number, name, value, row[name], row[name] is None)


def _differs(rows: list[Row] | None, value: object) -> tuple[object, bool] | None:
    """(what was read, whether it is a loss) where the answers of a question are not as known."""
    if rows is None:
        return None if value is None else (None, True)
    options = {row["option_code"] for row in rows} - {None}
    missing = {row["missing_kind"] for row in rows} - {None}
    numbers = [(row["number_low"], row["number_high"]) for row in rows if row["option_code"] is None and row["number_low"] is not None]  # fmt: skip
    got: object = options or numbers or missing
    if value is None or value == DONT_KNOW:
        fits = missing <= set(_MISSING) and (value is None or missing == {DONT_KNOW})
        return None if fits and not options and not numbers else (got, False)
    if isinstance(value, Fraction):
        same = [(Fraction(low), high and Fraction(high)) for low, high in numbers] == [
            (value, value)
        ]
        return None if same and not options else (got, not numbers and not options)
    expected = set(value) if isinstance(value, frozenset) else {value}
    return None if options == expected else (got, options < expected and not numbers)


def _has_address(row: int, reported: list[Reason], table: Table) -> bool:
    return any(_covers(cell, row, table) for one in reported for cell in one.cells)


def _covers(cell: str, row: int, table: Table) -> bool:
    """True if an address is in the row, or in a header row, which is about the whole column."""
    found = _ADDRESS.search(cell)
    if found is None:
        return False
    low = int(found[2])
    high = int(found[4] or low)
    return low <= row <= high or low < table.first_row
