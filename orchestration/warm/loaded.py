"""Imports what a run needs. The fork server imports this module, once.

Belongs here: what is imported, and whether it still is what lies on the disk.
"""

from __future__ import annotations

import gc

import dagster as dg
import scipy.stats  # noqa: F401 - dbt asks every module for its file, which loads one that waits for use

import orchestration.definitions  # noqa: F401 - what Dagster loads a run from
from expectations.gate import gx
from orchestration.core import garbage
from orchestration.core.settings import Settings
from orchestration.intake import limited_reading
from orchestration.intake.declared_inputs import Declared
from orchestration.warehouse import duckdb_engine
from orchestration.warm import history_files, templates


def _code() -> str:
    settings = Settings()
    return Declared(settings.root, settings).code


_CODE = _code()
history_files.write_without_waiting()
duckdb_engine.warm_up()
gx.warm_up()
templates.compile_all()
with dg.DagsterInstance.ephemeral():
    pass  # It imports what any instance needs.
# Nothing of this is garbage: looked through in a fork, it would be copied.
gc.freeze()
garbage.look_rarely()


def get_ready() -> None:
    """Start the process that reads files: in the fork, which Dagster keeps busy for a second."""
    limited_reading.start(Settings())


def is_current() -> bool:
    """True if the code is what it was when it was imported."""
    return _code() == _CODE
