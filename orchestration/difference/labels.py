"""What a figure is about, in words: names of services, areas, half-years and topics.

Belongs here: reading names from the dimensions of the candidate and of the release in use. Does not
belong here: which figures there are, or why they moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from orchestration.difference.causes import Text
from orchestration.difference.figures import FIGURES, STATUSES
from orchestration.difference.rows import RowKey

# Key column -> dimension, column of the code, beginning of the columns with the name.
_DIMENSIONS = {
    "questionnaire_key": ("dim_questionnaire", "questionnaire_code", "questionnaire_title"),
    "service_key": ("dim_service", "service_code", "service_name"),
    "region_key": ("dim_region", "region_code", "region_name"),
    "municipality_key": ("dim_municipality", "municipality_code", "municipality_name"),
    "period_key": ("dim_period", "period_code", "period_name"),
    "indicator_key": ("dim_indicator", "indicator_code", "indicator_name"),
    "metric_key": ("dim_metric", "metric_code", "metric_name"),
    "area_set_key": ("dim_area_set", "area_set_code", "area_set_name"),
    "activity_kind_key": ("dim_activity_kind", "activity_kind_code", "activity_kind_name"),
    "option_key": ("dim_option", "option_code", "option_label"),
}
_STATUS = "pairing_status_code"
_LANGUAGES = ("fi", "sv", "en")
# What says where it is, and what it is about, from the most precise.
PLACES = ("service_key", "municipality_key", "region_key", "area_set_key")
TOPICS = ("indicator_key", "metric_key", "activity_kind_key", "questionnaire_key")
UNKNOWN = ("", Text("", "", ""))


class Labels:
    """Codes and names of keys; those of the candidate first."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, released: Path | None) -> None:
        self._names: dict[tuple[str, object], tuple[str, Text]] = {}
        for column, (dimension, code, name) in _DIMENSIONS.items():
            file = released / f"{dimension}.parquet" if released else None
            sources = [f"now.marts.{dimension}"]
            if file and file.exists():
                sources.append(f"read_parquet('{str(file).replace(chr(39), chr(39) * 2)}')")
            for source in sources:
                for key, *listed in _rows(connection, source, column, code, name):
                    self._names.setdefault((column, key), (listed[0], Text(*listed[1:])))
        self._names |= {(_STATUS, code): (code, text) for code, text in STATUSES.items()}

    def of(self, row: RowKey, column: str) -> tuple[str, Text]:
        """Code and name of what a column of a row says; empty where it says nothing."""
        value = row.value(column)
        return self._names.get((column, value), UNKNOWN) if value else UNKNOWN

    def first(self, row: RowKey, columns: tuple[str, ...]) -> tuple[str, Text]:
        """Code and name of the first of these columns that says something."""
        return next((self.of(row, c) for c in columns if row.value(c)), UNKNOWN)

    def what(self, row: RowKey, figure_code: str) -> Text:
        """Place, time, topic and figure, in each language."""
        about = [
            self.first(row, PLACES)[1],
            self.first(row, ("period_key",))[1],
            self.first(row, TOPICS)[1],
            self.of(row, "option_key")[1],
            self.of(row, _STATUS)[1],
        ]
        wave = str(row.value("wave_code") or "")
        texts = {}
        for language in _LANGUAGES:
            parts = [wave, *(getattr(text, language) for text in about)]
            named = ", ".join(part for part in parts if part)
            texts[language] = f"{named}: {getattr(FIGURES[figure_code], language)}"
        return Text(**texts)


def _rows(
    connection: duckdb.DuckDBPyConnection, source: str, key: str, code: str, name: str
) -> Iterator[tuple]:
    known = {column for column, *_ in connection.execute(f"describe from {source}").fetchall()}
    names = [c if (c := f"{name}_{one}") in known else f"{name}_fi" for one in _LANGUAGES]
    if {key, code, *names} <= known:
        columns = ", ".join([key, code, *names])
        yield from connection.execute(f"select {columns} from {source}").fetchall()
