"""Great Expectations, asked: tables and expectations in, outcomes without any value out.

Belongs here: the one place that imports Great Expectations, its settings, and the translation of
its answers. Does not belong here: which expectations there are (suites) or what follows (gate).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# BASIC and COMPLETE, and SUMMARY by default, carry raw failing values; this carries counts only.
_WITHOUT_VALUES = {"result_format": "SUMMARY", "partial_unexpected_count": 0}
# For the table of counts alone: its "values" are counts, its index the checks they belong to.
_WITH_CHECKS = {"result_format": "COMPLETE", "unexpected_index_column_names": ["check_id"]}


@dataclass(frozen=True)
class Question:
    """One expectation to ask, by class name; `question_id` finds its outcome again."""

    question_id: str
    expectation: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What Great Expectations said. `success` is None where the expectation raised.

    `count` is the number of violating rows, or the observed number of a whole-table expectation.
    `columns` are names of columns that are missing or too many.
    """

    success: bool | None
    count: int | None = None
    columns: tuple[str, ...] = ()


class Engine:
    """An ephemeral Great Expectations context: nothing is stored, nothing is sent."""

    def __init__(self) -> None:
        os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
        import great_expectations as gx

        for name in ("great_expectations", "great_expectations.data_context.types.base"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # The second sets its own level.

        self._gx = gx
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False}
        # One definition for all tables: the context writes itself out for each that it is given.
        source = self._context.data_sources.add_pandas("candidate")
        self._tables = source.add_dataframe_asset("table").add_batch_definition_whole_dataframe(
            "whole"
        )

    @property
    def library(self) -> str:
        """Name and version, for the validation."""
        return f"great_expectations {self._gx.__version__}"

    def ask(
        self, name: str, frame: pd.DataFrame, questions: Sequence[Question]
    ) -> dict[str, Outcome]:
        """Validate one frame in one validation definition; question_id -> outcome."""
        outcomes = {question.question_id: Outcome(success=None) for question in questions}
        expectations = [built for q in questions if (built := self._build(q)) is not None]
        if not expectations:
            return outcomes
        try:
            results = self._run(name, frame, expectations, _WITHOUT_VALUES)
        except Exception:  # noqa: BLE001 - whatever it raises, the answer is: not checked
            return outcomes
        for result in results:
            outcomes[result.expectation_config.meta["question_id"]] = _outcome(result)
        return outcomes

    def ask_counts(self, counts: Mapping[str, int]) -> dict[str, Outcome]:
        """Ask which counts of violations are not zero; check_id -> outcome.

        All counts are one table with a row each, validated at once: an expectation for each
        would cost as much as all the rest.
        """
        import pandas as pd

        frame = pd.DataFrame({"check_id": list(counts), "violation_count": list(counts.values())})
        question = Question(
            "all",
            "ExpectColumnValuesToBeInSet",
            {"column": "violation_count", "value_set": [0]},
        )
        try:
            built = self._build(question)
            found = self._run("relations", frame, [built], _WITH_CHECKS)[0].result
            broken = {row["check_id"] for row in found.get("unexpected_index_list") or []}
            understood = found["element_count"] == len(counts)
            understood = understood and found["unexpected_count"] == len(broken)
        except Exception:  # noqa: BLE001 - whatever it raises, the answer is: not checked
            understood = False
        if not understood:
            return {check_id: Outcome(success=None) for check_id in counts}
        return {check_id: Outcome(check_id not in broken, n) for check_id, n in counts.items()}

    def _build(self, question: Question) -> Any | None:
        import great_expectations.expectations as gxe

        try:
            kind = getattr(gxe, question.expectation)
            return kind(**question.arguments, meta={"question_id": question.question_id})
        except Exception:  # noqa: BLE001 - an expectation that cannot be made is not checked
            return None

    def _run(
        self,
        name: str,
        frame: pd.DataFrame,
        expectations: list[Any],
        result_format: dict[str, Any],
    ) -> list[Any]:
        suite = self._gx.ExpectationSuite(name=name, expectations=expectations)
        batch = self._tables.get_batch(batch_parameters={"dataframe": frame})
        return batch.validate(suite, result_format=result_format).results


def _outcome(result: Any) -> Outcome:
    """One result without values: only success, a count, and names of columns leave this room."""
    if _raised(result.exception_info) or not result.result:
        return Outcome(success=None)
    found = result.result
    observed = found.get("observed_value")
    count = found.get("unexpected_count", observed)
    mismatched = (found.get("details") or {}).get("mismatched") or {}
    return Outcome(
        success=bool(result.success),
        count=None if count is None or isinstance(count, list) else int(count),
        columns=tuple(sorted({str(c) for names in mismatched.values() for c in names})),
    )


def _raised(info: Mapping[str, Any]) -> bool:
    """Its exception_info is one record, or one record per metric that raised."""
    records = [info, *(value for value in info.values() if isinstance(value, Mapping))]
    return any(record.get("raised_exception") for record in records)
