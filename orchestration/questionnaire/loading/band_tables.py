"""The bands of number questions as options: how many people gave a number in each.

Belongs here: bands -> codes, labels and rows. Does not belong here: what bands may be declared
(checking), or which answer is in which band (the warehouse).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import pyarrow as pa

from orchestration.core.arrow_types import DECIMAL
from orchestration.questionnaire.loading.indicator_tables import exact
from orchestration.questionnaire.model.questionnaire import Question, Questionnaire

COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "bands": {
        "question_code": pa.string(), "option_code": pa.string(), "band_low": DECIMAL,
        "band_high": DECIMAL,
    },
}  # fmt: skip
# A range such as 1-6 that reaches over several bands is in none of them.
ACROSS = "across_bands"
_ACROSS_LABELS = ("Väli usean luokan yli", "Ett intervall över flera klasser", "A range over several bands")  # fmt: skip


def options(question: Question) -> dict[str, dict[str, str]]:
    """Code of each band -> its labels; empty where the question has no bands."""
    found = {_code(low, high): _labels(low, high) for low, high in _bands(question)}
    return found | {ACROSS: _columns(*_ACROSS_LABELS)} if found else {}


def _rows(q: Questionnaire) -> Iterator[dict]:
    for code, question in q.questions.items():
        for low, high in _bands(question):
            yield {
                "question_code": code,
                "option_code": _code(low, high),
                "band_low": exact(low),
                "band_high": None if high is None else exact(high),
            }


def _bands(question: Question) -> Iterator[tuple[float, float | None]]:
    """Low end of each band, which is in it, and where the next one begins; the last has no end."""
    return zip_longest(question.bands, question.bands[1:])


def _code(low: float, high: float | None) -> str:
    """By its ends, so that a band keeps its code only while it keeps its meaning."""
    ends = [f"{end:g}".replace("-", "minus_").replace(".", "_") for end in (low, high) if end is not None]  # fmt: skip
    return "from_" + "_to_".join(ends)


def _labels(low: float, high: float | None) -> dict[str, str]:
    first, last = f"{low:g}", "" if high is None else f"{high:g}"
    comma = first.replace(".", ","), last.replace(".", ",")
    if high is None:
        return _columns(f"Vähintään {comma[0]}", f"Minst {comma[0]}", f"{first} or more")
    return _columns(
        f"Vähintään {comma[0]}, alle {comma[1]}",
        f"Minst {comma[0]}, under {comma[1]}",
        f"{first} or more, less than {last}",
    )


def _columns(*labels: str) -> dict[str, str]:
    return dict(zip(("label_fi", "label_sv", "label_en"), labels, strict=True))


ROWS = {"bands": _rows}
