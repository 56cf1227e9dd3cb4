"""How answers are shown: a table in which every option has its share as a bar and as a number.

Belongs here: which people are counted, shares. Does not belong here: how a bar looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from orchestration.outputs.questions.ask import Row
from orchestration.outputs.wording.language import Language

_WORDS = {"start": "start_word", "end": "end_word", "single": "single_word"}


@dataclass(frozen=True)
class Bar:
    """A share, ready to be drawn: its width in hundredths, and share and count as text."""

    width: str
    text: str


@dataclass(frozen=True)
class Distribution:
    """The answers to a question in the latest half-year that has any.

    `columns`: phase, how many answered, how many did not. `options`: text of the option, and its bar per column.
    """

    question: Markup
    period: Markup
    is_item: bool
    are_same_people: bool
    columns: tuple[tuple[str, int, int], ...]
    options: tuple[tuple[Markup, tuple[Bar, ...]], ...]


# Kind (question, option, period) and key -> its text by language, as rows of the question `texts`.
Texts = Mapping[tuple[str, int], Row]


def distributions(rows: Iterable[Row], texts: Texts, say: Language) -> list[Distribution]:
    """One per question that anybody answered, of rows of the question `answers_by_group`."""
    questions = groupby(rows, key=lambda row: row["question_key"])
    found = (_one(list(of), texts, say) for _, of in questions)
    return [one for one in found if one]


def _one(rows: list[Row], texts: Texts, say: Language) -> Distribution | None:
    both = {row["phase_code"] for row in rows if row["paired_answered_count"]}
    paired = {"start", "end"} <= both
    prefix = "paired_" if paired else ""
    phases = [p for p in ("start", "end", "single") if _answered(rows, p, prefix)]
    if paired:
        phases.remove("single") if "single" in phases else None
    if not phases:
        return None
    by_phase = {p: [row for row in rows if row["phase_code"] == p] for p in phases}
    columns = tuple(
        (say(_WORDS[p]), _answered(rows, p, prefix), _missing(by_phase[p], prefix)) for p in phases
    )
    first = rows[0]
    return Distribution(
        question=say.marked(texts["question", first["question_key"]], "text"),
        period=say.marked(texts["period", first["period_key"]], "text"),
        is_item=first["is_item"],
        are_same_people=paired,
        columns=columns,
        options=tuple(_options(by_phase, prefix, texts, say)),
    )


def _answered(rows: list[Row], phase: str, prefix: str) -> int:
    return max(
        (row[f"{prefix}answered_count"] for row in rows if row["phase_code"] == phase), default=0
    )


def _missing(rows: list[Row], prefix: str) -> int:
    return sum(row[f"{prefix}answer_count"] for row in rows if row["is_missing"])


def _options(
    by_phase: Mapping[str, list[Row]], prefix: str, texts: Texts, say: Language
) -> Iterable[tuple[Markup, tuple[Bar, ...]]]:
    labels = {
        row["option_key"]: say.marked(texts["option", row["option_key"]], "text")
        for rows in by_phase.values()
        for row in rows
        if not row["is_missing"]
    }
    counts = {
        (phase, row["option_key"]): row[f"{prefix}answer_count"]
        for phase, rows in by_phase.items()
        for row in rows
    }
    answered = {phase: _answered(rows, phase, prefix) for phase, rows in by_phase.items()}
    for key, label in labels.items():
        bars = ((counts.get((phase, key), 0), answered[phase]) for phase in by_phase)
        yield label, tuple(bar(count, of, say) for count, of in bars)


def bar(count: int, of: int, say: Language) -> Bar:
    """The share of those who answered; nothing where nobody did."""
    share = count / of if of else 0
    return Bar(f"{100 * share:.1f}", f"{say.percent(share)} ({say.number(count)})")
