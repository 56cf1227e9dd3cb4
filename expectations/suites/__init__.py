"""One module per published table, and one for the release as a whole; each gives `RULES`, the rules
that take judgement.

Belongs here: rules as data, joined to those that follow from the contracts. Does not belong here:
reading files, Great Expectations, validations.
"""

from __future__ import annotations

import importlib
import pkgutil

from expectations.contracts import contract
from expectations.rules.contract_rules import contract_rules
from expectations.rules.reviewed_columns import reviewed_columns
from expectations.rules.rule import Rule, Suite

RELEASE = "release"


def load() -> dict[str, Suite]:
    """All suites by name: one for every contract in alphabetical order, and that of the release."""
    of_tables = {
        table: Suite(table, (*contract_rules(stated), reviewed_columns(stated), *_own_rules(table)))
        for table, stated in contract.load().items()
    }
    return of_tables | {RELEASE: Suite(RELEASE, _own_rules(RELEASE), has_file=False)}


def _own_rules(table: str) -> tuple[Rule, ...]:
    """The rules of the table's module; none if it has no module."""
    has_module = any(module.name == table for module in pkgutil.iter_modules(__path__))
    return importlib.import_module(f"{__name__}.{table}").RULES if has_module else ()
