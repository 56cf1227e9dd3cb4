"""Every measure beside SQL, over all services, half-years, counties and what else divides its numbers.

Belongs here: the contexts, and comparing. usage: compare.py MODEL.bim MEASURES.yml PARQUET_FOLDER…
Exit code 1 if any value differs, or a measure has no value in any context of any folder. Runs in `.venv-powerbi`.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dax
import duckdb
import expected
import sidemantic_dax
import yaml

CULTURES = {"fi": "fi-FI", "sv": "sv-SE", "en": "en-US"}
Context = dict[str, Any]


class Published:
    """The published tables, whole and as a context filters them."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("create schema whole")
        self.columns: dict[str, list[str]] = {}
        self._filters: dict[str, str] = {}
        for file in sorted(folder.glob("*.parquet")):
            self.connection.execute(f"create table whole.{file.stem} as select * from '{file}'")
            described = self.connection.execute(f"describe whole.{file.stem}").fetchall()
            self.columns[file.stem] = [row[0] for row in described]

    def filter_to(self, context: Context) -> None:
        """Let `dim_…` and `fct_…` be the rows that a filter in the model leaves."""
        for table, columns in self.columns.items():
            kept = [k for f, v in context.items() if (k := self._condition(table, columns, f, v))]
            where = f" where {' and '.join(kept)}" if kept else ""
            if self._filters.get(table) != where:
                self._filters[table] = where
                self.connection.execute(
                    f"create or replace temp view {table} as select * from whole.{table}{where}"
                )

    def _condition(self, table: str, columns: list[str], field: str, value: Any) -> str | None:
        filtered, column = field.split(".")
        literal = f"'{value}'" if isinstance(value, str) else value
        if table == filtered:
            return f"{column} = {literal}"
        key = self.columns[filtered][0]
        if filtered.startswith("dim_") and not table.startswith("dim_") and key in columns:
            return f"{key} in (select {key} from whole.{filtered} where {column} = {literal})"
        return None

    def values(self, query: str) -> list[Any]:
        """The rows of a query, single values by themselves."""
        rows = self.connection.execute(query).fetchall()
        return [row[0] if len(row) == 1 else row for row in rows]


def contexts(published: Published) -> Iterator[Context]:
    """Services, counties and municipalities, each over all half-years, and in each that it has rows of."""
    periods = published.values("select period_key from whole.dim_period order by 1")
    yield {}
    yield from ({"dim_period.period_key": period} for period in periods)
    for table, key in (("dim_service", "service_key"), ("dim_region", "region_key"), ("dim_municipality", "municipality_key")):  # fmt: skip
        facts = [t for t, c in published.columns.items() if t.startswith("fct_") and key in c and "period_key" in c]  # fmt: skip
        rows = " union ".join(f"select {key}, period_key from whole.{fact}" for fact in facts)
        for member in published.values(f"select distinct {key} from ({rows}) order by 1"):
            yield {f"{table}.{key}": member}
        for member, period in published.values(f"select distinct * from ({rows}) order by all"):
            if table != "dim_municipality":
                yield {f"{table}.{key}": member, "dim_period.period_key": period}


# Measures -> what divides their numbers beside places and half-years: fields, and a query of their values.
DIVIDED = [
    ("pairs change_mean interval_low conclusion", "dim_indicator.indicator_key", "select indicator_key from whole.dim_indicator"),
    ("background_pairs background_change_mean", "dim_background.background_code", "select distinct background_code from whole.dim_background"),
    ("background_pairs background_change_mean", "dim_background.background_key", "select background_key from whole.dim_background"),
    ("level_people level_mean", "fct_indicator_level.pairing_status_code dim_service.service_key dim_period.period_key",
     "select pairing_status_code, service_key, period_key from whole.fct_indicator_level"),
    ("level_people level_mean", "fct_indicator_level.pairing_status_code", "select distinct pairing_status_code from whole.fct_indicator_level"),
    ("answer_count answered_count answer_share option_place", "dim_option.option_key dim_indicator.indicator_key fct_answer_distribution.phase_code",
     "select distinct option_key, indicator_key, phase_code from whole.fct_answer_distribution"),
    ("answer_count answered_count answer_share option_place", "dim_option.option_key dim_service.service_key dim_period.period_key dim_indicator.indicator_key fct_answer_distribution.phase_code",
     "select distinct option_key, service_key, period_key, indicator_key, phase_code from whole.fct_answer_distribution where indicator_key = 0 and phase_code = 'end'"),
    ("language_answer_count language_answered_count language_answer_share", "dim_option.option_key dim_language.language_key fct_answer_by_language.phase_code",
     "select distinct option_key, language_key, phase_code from whole.fct_answer_by_language"),
    ("language_answer_count language_answered_count language_answer_share", "dim_option.option_key fct_answer_by_language.phase_code",
     "select distinct option_key, phase_code from whole.fct_answer_by_language"),
    ("metric_numerator metric_denominator metric_share metric_number metric_n_of_n metric_rank", "dim_metric.metric_key dim_option.option_key dim_period.period_key",
     "select metric_key, option_key, period_key from whole.fct_governance_metric"),
    ("metric_numerator metric_share metric_number", "dim_metric.metric_key", "select metric_key from whole.dim_metric"),
    ("area_answer areas_answered", "dim_region.region_key dim_question.question_key", "select distinct region_key, question_key from whole.fct_governance_answer"),
    ("areas_answered", "dim_option.option_key", "select distinct option_key from whole.fct_governance_answer"),
    ("activities encounters meetings participants participants_unknown", "dim_activity_kind.activity_kind_key", "select activity_kind_key from whole.dim_activity_kind"),
    ("activities encounters meetings participants participants_unknown", "dim_activity_place.activity_place_key", "select activity_place_key from whole.dim_activity_place"),
    ("activities encounters meetings participants participants_unknown agreed_actions", "dim_questionnaire.questionnaire_key", "select questionnaire_key from whole.dim_questionnaire"),
    ("activities encounters meetings", "dim_municipality.municipality_key", "select distinct municipality_key from whole.fct_activity"),
    ("activity_answer_share", "dim_option.option_key", "select distinct option_key from whole.fct_activity_answer"),
    ("activity_answer_share", "dim_option.option_key dim_municipality.municipality_key", "select distinct option_key, municipality_key from whole.fct_activity_answer"),
    ("agreed_actions agreed_done agreed_not_done agreed_done_of_all", "dim_option.option_key", "select distinct option_key from whole.fct_agreed_action"),
]  # fmt: skip
WORDS = ["conclusion", "why_no_change", "suppressed_people", "kind_of_data", "area_answer"]


def cases(published: Published, codes: list[str]) -> Iterator[tuple[Context, list[str], str]]:
    """Context, the measures asked in it, and the language of the reader."""
    places = list(contexts(published))
    yield from ((context, codes, "fi") for context in places)
    yield from ((c, WORDS, language) for language in ("sv", "en") for c in places if len(c) < 2)
    for asked, fields, query in DIVIDED:
        for values in published.values(query):
            listed = values if isinstance(values, tuple) else (values,)
            context = dict(zip(fields.split(), listed, strict=True))
            languages = CULTURES if "area_answer" in asked else ["fi"]
            yield from ((context, asked.split(), language) for language in languages)


def is_same(found: Any, wanted: Any) -> bool:
    """Equal, numbers to nine digits. Blank is not zero."""
    if found is None or wanted is None or isinstance(wanted, str):
        return found == wanted
    if hasattr(wanted, "year"):
        return found == wanted
    return math.isclose(float(found), float(wanted), rel_tol=1e-9, abs_tol=1e-9)


def compare(bim: Path, captions: dict[str, str], folder: Path) -> tuple[Counter, Counter, Counter]:
    """How many values of each measure were compared, were there, and differ, in one folder."""
    model, published = dax.Model(bim, folder), Published(folder)
    asked = expected.Expected(published.connection)
    compared, with_value, differing = Counter(), Counter(), Counter()
    for context, codes, language in cases(published, list(captions)):
        dax.read_as(CULTURES[language])
        published.filter_to(context)
        for code in codes:
            found, wanted = model.evaluate(captions[code], context), asked.value(code, language)
            compared[code] += 1
            with_value[code] += wanted is not None
            if not is_same(found, wanted):
                differing[code] += 1
                if differing[code] <= 3:
                    _say(f"{code} {context} {language}: measure {found!r}, SQL {wanted!r}")
    return compared, with_value, differing


def main(bim: Path, measures: Path, *folders: Path) -> int:
    stated = yaml.safe_load(measures.read_text(encoding="utf-8"))["measures"]
    captions = {code: measure["caption"]["fi"] for code, measure in stated.items()}
    for table in json.loads(bim.read_text(encoding="utf-8"))["model"]["tables"]:
        for measure in table.get("measures", []):
            lines = measure["expression"]
            sidemantic_dax.parse_expression(lines if isinstance(lines, str) else "\n".join(lines))
    parts = [compare(bim, captions, folder) for folder in folders]
    compared, with_value, differing = (
        sum(counts, Counter()) for counts in zip(*parts, strict=True)
    )
    never = [code for code in captions if not with_value[code]]
    _say(
        f"{len(captions)} measures, {compared.total()} values compared, {differing.total()} differences"
    )
    if never:
        _say(f"without a value in any context: {', '.join(never)}")
    return 1 if differing or never else 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
