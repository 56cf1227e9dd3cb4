"""Great Expectations: tables and expectations in, outcomes without any value out.

Belongs here: the one place that imports Great Expectations, its settings, and reading its results.
Does not belong here: which expectations there are (rules, suites) or what follows (validate).
"""

from __future__ import annotations

import gc
import importlib.util
import logging
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from expectations.gate.together import Asked, where_broken

if TYPE_CHECKING:
    import pandas as pd

# Half the cost of a result with counts, which only a failed expectation needs.
_PASSED_OR_NOT = {"result_format": "BOOLEAN_ONLY"}
# Also which rows fail. The failing values that come with it never leave `_outcome`.
_WITH_ROWS = {"result_format": "COMPLETE", "return_unexpected_index_query": False}

_TOGETHER = "together"


@dataclass(frozen=True)
class Outcome:
    """What a check found. `success` is None where it could not be run.

    `count` is the number of violating rows; for a failed row count, the rows there are.
    `columns` are names of columns that are missing or too many. `rows`: numbers of violating rows,
    where it gives them; `keys`: where the check itself knows their keys.
    """

    success: bool | None
    count: int | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    keys: tuple[dict[str, Any], ...] = ()


def load() -> Any:
    """Import Great Expectations."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    _load_when_used("scipy.stats")
    is_first = "great_expectations" not in sys.modules
    import great_expectations
    import great_expectations.expectations

    if is_first:
        # A quarter of a million objects that last: to look through them again takes a fifth of a second.
        gc.freeze()
    return great_expectations


def warm_up() -> None:
    """Import Great Expectations and ask it about a row, for a process that waits for work."""
    import pandas as pd

    asked = {"there": ("ExpectColumnValuesToNotBeNull", {"column": "row"})}
    GreatExpectations().validate("row", pd.DataFrame({"row": [1]}), asked)


class GreatExpectations:
    """An ephemeral context of Great Expectations: it stores nothing and sends nothing."""

    def __init__(self) -> None:
        gx = load()
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
    def version(self) -> str:
        """Name and version, for the validation."""
        return f"great_expectations {self._gx.__version__}"

    def validate(
        self, name: str, frame: pd.DataFrame, asked: Mapping[str, Asked]
    ) -> dict[str, Outcome]:
        """Validate one table; check id -> outcome.

        All expectations are run for a plain yes or no; those that fail are run again for the
        number of violating rows and where they are. One that several checks ask is run once.
        """
        first_of: dict[str, str] = {}
        same_as = {
            check_id: first_of.setdefault(repr(one), check_id) for check_id, one in asked.items()
        }
        found = self._found(name, frame, {first: asked[first] for first in first_of.values()})
        return {check_id: found[first] for check_id, first in same_as.items()}

    def _found(
        self, name: str, frame: pd.DataFrame, asked: Mapping[str, Asked]
    ) -> dict[str, Outcome]:
        broken = {check_id: where_broken(one) for check_id, one in asked.items()}
        alone = {check_id: one for check_id, one in asked.items() if not broken[check_id]}
        joined = {check_id: one for check_id, one in asked.items() if broken[check_id]}
        if joined:
            alone[_TOGETHER] = self._nowhere(where for where in broken.values() if where)
        outcomes = self._run(name, frame, alone, _PASSED_OR_NOT)
        if joined and outcomes.pop(_TOGETHER).success:
            outcomes |= dict.fromkeys(joined, Outcome(success=True))
        elif joined:
            outcomes |= self._run(name, frame, joined, _PASSED_OR_NOT)
        failed = {
            check_id: asked[check_id] for check_id, o in outcomes.items() if o.success is False
        }
        return outcomes | (self._run(name, frame, failed, _WITH_ROWS) if failed else {})

    def _nowhere(self, broken: Iterable[str]) -> Asked:
        """One expectation for many: no row breaks any. They are asked one by one where one does."""
        from great_expectations.expectations.row_conditions import PassThroughCondition

        # A tree of conditions is written out fifty times in a validation, a text is not.
        somewhere = PassThroughCondition(
            pass_through_filter=" or ".join(f"({where})" for where in broken)
        )
        return "ExpectTableRowCountToEqual", {"value": 0, "row_condition": somewhere}

    def _run(
        self,
        name: str,
        frame: pd.DataFrame,
        asked: Mapping[str, Asked],
        result_format: dict[str, Any],
    ) -> dict[str, Outcome]:
        outcomes = {check_id: Outcome(success=None) for check_id in asked}
        built = [self._build(check_id, *wanted) for check_id, wanted in asked.items()]
        expectations = [expectation for expectation in built if expectation is not None]
        if not expectations:
            return outcomes
        try:
            suite = self._gx.ExpectationSuite(name=name, expectations=expectations)
            batch = self._tables.get_batch(batch_parameters={"dataframe": frame})
            results = batch.validate(suite, result_format=result_format).results
        except Exception:  # noqa: BLE001 - whatever it raises, the outcome is: not checked
            return outcomes
        for result in results:
            outcomes[result.expectation_config.meta["check_id"]] = _outcome(result)
        return outcomes

    def _build(self, check_id: str, expectation_class: str, arguments: Mapping[str, Any]) -> Any:
        import great_expectations.expectations as gxe

        try:
            return getattr(gxe, expectation_class)(**arguments, meta={"check_id": check_id})
        except Exception:  # noqa: BLE001 - an expectation that cannot be made is not checked
            return None


def _load_when_used(name: str) -> None:
    """Let a module of a package be executed when something of it is used, not when it is imported.

    Great Expectations imports scipy.stats for three expectations that no suite has: 0.6 of the 2.0 CPU
    seconds of its import.
    """
    spec = None if name in sys.modules else importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = loader = importlib.util.LazyLoader(spec.loader)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    package, _, own = name.rpartition(".")
    setattr(sys.modules[package], own, module)


def _outcome(result: Any) -> Outcome:
    """One result without values: only success, a count, names of columns and numbers of rows."""
    if _raised(result.exception_info):
        return Outcome(success=None)
    found = result.result or {}
    observed = found.get("observed_value")
    count = found.get("unexpected_count", observed)
    mismatched = (found.get("details") or {}).get("mismatched") or {}
    return Outcome(
        success=bool(result.success),
        count=None if count is None or isinstance(count, list) else int(count),
        columns=tuple(sorted({str(c) for names in mismatched.values() for c in names})),
        rows=tuple(int(row) for row in found.get("unexpected_index_list") or ()),
    )


def _raised(info: Mapping[str, Any]) -> bool:
    """Its exception_info is one record, or one record per metric that raised."""
    records = [info, *(value for value in info.values() if isinstance(value, Mapping))]
    return any(record.get("raised_exception") for record in records)
