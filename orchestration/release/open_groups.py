"""Earlier releases that still hold what was published of open answers of somebody who has left.

Belongs here: whether there is one. Does not belong here: removing it (withdrawal, publish), or who left
(open_answers).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from orchestration.core.data_root import DataRoot
from orchestration.open_answers import kept, statements

_THEMES, _SUMMARIES, _QUESTIONS = "fct_open_theme", "fct_open_summary", "dim_question"
_GROUP = ("questionnaire_code", "period_key", "question_code")


def are_in_other_releases(root: DataRoot, release_id: str | None) -> bool:
    """True if a release other than this one holds themes or a summary that somebody has left since."""
    left = kept.left(root)
    if not left:
        return False
    others = (root.published / "releases").glob("[0-9a-f]*")
    return any(left & set(_in_release(folder)) for folder in others if folder.name != release_id)


def _in_release(folder: Path) -> Iterator[statements.Left]:
    """What a release, of this version of Mukana or an earlier one, has of open answers."""
    names = {
        row["question_key"]: row for row in _rows(folder, _QUESTIONS, ("question_key", *_GROUP))
    }
    for row in _rows(folder, _THEMES, ("question_key", "period_key")):
        yield _of(row, names), None
    about = ("question_key", "period_key", "summary_language_code", "written_date", "author_name")
    for row in _rows(folder, _SUMMARIES, about):
        said = row["summary_language_code"], row["written_date"].isoformat(), row["author_name"]
        yield _of(row, names), said


def _of(row: dict[str, Any], names: dict[int, dict[str, Any]]) -> statements.Group:
    question = names[row["question_key"]]
    return statements.Group(
        question["questionnaire_code"], row["period_key"], question["question_code"]
    )


def _rows(folder: Path, table: str, columns: Iterable[str]) -> list[dict[str, Any]]:
    file = folder / f"{table}.parquet"
    if not file.exists():
        return []
    read = pq.ParquetFile(file).read()
    return list(read.select([name for name in columns if name in read.column_names]).to_pylist())
