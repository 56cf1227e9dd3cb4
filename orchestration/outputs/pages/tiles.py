"""The tile map: every area a tile of the same size, where it is in Finland, with its answer.

Belongs here: places of the tiles (`tiles.csv`, our own drawing) and what stands on them. Does not
belong here: how a tile looks.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from string import ascii_uppercase

from orchestration.outputs.questions.ask import Row
from orchestration.outputs.wording.language import Language

SIZE = 60
_SHADES = 4
_FILE = Path(__file__).with_name("tiles.csv")


@dataclass(frozen=True)
class Tile:
    """One area: its place in tiles from the top left, its short and whole name, its answer.

    `mark`: letters of the chosen options, or the number. `shade`: 1 to 4, pale to dark, the place
    of the chosen option in its question; 0 for a number, several options or no answer.
    """

    column: int
    row: int
    short: str
    name: str
    mark: str
    words: str
    shade: int


@dataclass(frozen=True)
class TileMap:
    """The answers of the areas to a question. `legend`: letter and option."""

    tiles: tuple[Tile, ...]
    legend: tuple[tuple[str, str], ...]


def of_answers(rows: Iterable[Row], say: Language) -> TileMap:
    """The map of one question in one wave, of rows of the question `governance_answers`."""
    answered = list(rows)
    chosen = sorted(
        {
            (row["option_order"], row["option_code"], say.text(row, "option_label"))
            for row in answered
            if row["option_order"] is not None and not row["is_missing"]
        }
    )
    letters = {code: letter for letter, (_, code, _) in zip(ascii_uppercase, chosen, strict=False)}
    areas = groupby(answered, key=lambda row: row["region_code"])
    tiles = (_tile(code, list(of), letters, say) for code, of in areas if code in _places())
    legend = tuple((letters.get(code, ""), label) for _, code, label in chosen)
    return TileMap(tuple(tiles), legend)


def _tile(code: str, rows: list[Row], letters: dict[str, str], say: Language) -> Tile:
    place, answers = _places()[code], [row for row in rows if not row["is_missing"]]
    marks = [_mark(row, letters, say) for row in answers]
    words = [say.text(row, "option_label") or _number(row, say) for row in answers]
    shade = 0
    if len(answers) == 1 and answers[0]["option_code"] in letters:
        shade = min(1 + list(letters).index(answers[0]["option_code"]), _SHADES)
    return Tile(
        column=int(place["column"]),
        row=int(place["row"]),
        short=place[f"short_{say.code}"],
        name=say.text(rows[0], "region_name"),
        mark=" ".join(marks) or "–",
        words=", ".join(words) or say("tiles_missing"),
        shade=shade,
    )


def _mark(row: Row, letters: dict[str, str], say: Language) -> str:
    return letters.get(row["option_code"], "") or _number(row, say)


def _number(row: Row, say: Language) -> str:
    low, high = row["number_low"], row["number_high"]
    if low is None:
        return "–"
    ends = [end for end in (low, high) if end is not None]
    texts = [say.number(n, 0 if n == n.to_integral_value() else 1) for n in ends]
    if high is None:
        return f"{texts[0]}+"
    return texts[0] if low == high else "–".join(texts)


@functools.cache
def _places() -> dict[str, dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["region_code"]: row for row in csv.DictReader(file)}
