"""The page of a questionnaire's wave: every question with its figures and, where allowed, its map.

Belongs here: which figures belong to which question. Does not belong here: how they look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from orchestration.outputs.pages import tiles
from orchestration.outputs.pages.tiles import TileMap
from orchestration.outputs.questions.ask import Answer, Row
from orchestration.outputs.wording.language import Language


@dataclass(frozen=True)
class Figure:
    """A metric: `rows` are its options if it is a distribution, else one row."""

    first: Row
    rows: list[Row]

    @property
    def is_distribution(self) -> bool:
        """True if it has a row per option."""
        return self.first["kind_code"] == "distribution"


@dataclass(frozen=True)
class AskedQuestion:
    """A question, the figures made of it, and its map where answers are published by area."""

    first: Row
    figures: list[Figure]
    map: TileMap | None


@dataclass(frozen=True)
class Wave:
    """One wave of a questionnaire that organisations answer."""

    first: Row
    rows: list[Row]
    answers: Mapping[str, list[Row]]

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"wave-{self.first['questionnaire_code']}-{self.first['wave_code']}.html"

    def questions(self, say: Language) -> list[AskedQuestion]:
        """The questions in the order of their figures."""
        by_question: dict[str, list[Row]] = {}
        for row in self.rows:
            by_question.setdefault(row["question_code"], []).append(row)
        return [
            AskedQuestion(rows[0], _figures(rows), self._map(code, say))
            for code, rows in by_question.items()
        ]

    def _map(self, question_code: str, say: Language) -> TileMap | None:
        rows = self.answers.get(question_code)
        return tiles.of_answers(rows, say) if rows else None


def waves(answers: Mapping[str, Answer]) -> Iterator[Wave]:
    """Every wave with figures, in the order of questionnaires and waves."""
    by_wave: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in answers["governance_answers"].records:
        of = by_wave.setdefault((row["questionnaire_code"], row["wave_code"]), {})
        of.setdefault(row["question_code"], []).append(row)
    rows = answers["governance"].records
    for key, of in groupby(rows, key=lambda row: (row["questionnaire_code"], row["wave_code"])):
        found = list(of)
        yield Wave(found[0], found, by_wave.get(key, {}))


def _figures(rows: list[Row]) -> list[Figure]:
    figures = (list(of) for _, of in groupby(rows, key=lambda row: row["metric_code"]))
    return [Figure(of[0], of) for of in figures]
