"""One module per published table; each gives `SUITE`, the table's rules in the order they are read.

Belongs here: rules as data. Does not belong here: reading files, Great Expectations, validations.
"""

from __future__ import annotations

import importlib
import pkgutil

from expectations.rules.rule import Suite


def load() -> dict[str, Suite]:
    """All suites by table name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    suites = [importlib.import_module(f"{__name__}.{name}").SUITE for name in names]
    return {suite.table_name: suite for suite in suites}
