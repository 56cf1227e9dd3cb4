"""Imports what a run needs. The fork server imports this module, once.

Belongs here: what is imported, and whether it still is what lies on the disk.
"""

from __future__ import annotations

import gc
import sqlite3
from typing import Any

import sqlalchemy

import orchestration.definitions  # noqa: F401 - what Dagster loads a run from
from expectations.gate import gx
from orchestration.core.settings import Settings
from orchestration.intake import limited_reading
from orchestration.intake.declared_inputs import Declared
from orchestration.warehouse import dbt_manifest


def _code() -> str:
    settings = Settings()
    return Declared(settings.root, settings).code


def _commit_without_waiting(connection: Any, _: object) -> None:
    """A run writes hundreds of events; beside a write-ahead log a loss of power takes the last at most."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = normal")


_CODE = _code()
sqlalchemy.event.listen(sqlalchemy.Engine, "connect", _commit_without_waiting)
dbt_manifest.load()
gx.load()
# Nothing of this is garbage: looked through in a fork, it would be copied.
gc.freeze()


def get_ready() -> None:
    """Start the process that reads files: in the fork, which Dagster keeps busy for a second."""
    limited_reading.start(Settings())


def is_current() -> bool:
    """True if the code is what it was when it was imported."""
    return _code() == _CODE
