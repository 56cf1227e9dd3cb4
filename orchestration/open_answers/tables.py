"""What was decided about open answers, as the tables that the warehouse reads.

Belongs here: writing them below raw/, at every run. They hold bands, names of themes and summaries: no answer
and nobody. A group is in them only while everybody of it is still in raw.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.core.atomic_files import building, replace_file
from orchestration.core.data_root import DataRoot
from orchestration.open_answers import kept, waiting
from orchestration.open_answers.statements import Group, Publication, Summary

_TEXT = pa.string()
_GROUP = {"questionnaire_code": _TEXT, "period_key": pa.int32(), "question_code": _TEXT}
SCHEMAS = {
    "themes": pa.schema(
        _GROUP
        | {"theme_code": _TEXT, "theme_order": pa.int32()}
        | {f"theme_name_{language}": _TEXT for language in ("fi", "sv", "en")}
        | {"theme_person_band": _TEXT, "read_person_band": _TEXT}
    ),
    "summaries": pa.schema(
        _GROUP
        | {"summary_language_code": _TEXT, "summary_text": _TEXT}
        | {"author_name": _TEXT, "written_date": pa.date32()}
    ),
}


def write(root: DataRoot) -> None:
    """Write both tables, with rows or without."""
    decided: list[Publication | Summary] = [
        *kept.publications(root).values(), *kept.summaries(root).values()
    ]  # fmt: skip
    # Nobody is asked for where nothing was decided: then DuckDB is not needed.
    there = waiting.present(root) if any(one.answers for one in decided) else set[str]()
    standing = [one for one in decided if one.answers and there.issuperset(one.answers)]
    _write(
        root,
        "themes",
        (r for one in standing if isinstance(one, Publication) for r in _themes(one)),
    )
    _write(root, "summaries", (_summary(one) for one in standing if isinstance(one, Summary)))


def _themes(one: Publication) -> Iterable[dict[str, Any]]:
    for number, theme in enumerate(one.themes, 1):
        yield _of(one.group) | {
            "theme_code": theme.code,
            "theme_order": number,
            "theme_name_fi": theme.name_fi,
            "theme_name_sv": theme.name_sv or None,
            "theme_name_en": theme.name_en or None,
            "theme_person_band": theme.band,
            "read_person_band": one.read_person_band,
        }


def _summary(one: Summary) -> dict[str, Any]:
    return _of(one.group) | {
        "summary_language_code": one.language,
        "summary_text": one.text,
        "author_name": one.author,
        "written_date": one.written,
    }


def _of(group: Group) -> dict[str, Any]:
    return group._asdict()


def _write(root: DataRoot, name: str, rows: Iterable[dict[str, Any]]) -> None:
    file = root.raw / "open" / f"{name}.parquet"
    file.parent.mkdir(parents=True, exist_ok=True)
    with building(file) as fresh:
        pq.write_table(pa.Table.from_pylist(list(rows), schema=SCHEMAS[name]), fresh)
        replace_file(fresh, file)
