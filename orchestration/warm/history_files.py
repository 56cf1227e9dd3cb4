"""Dagster's history in files, written without waiting for the disk.

Belongs here: how a process of Dagster opens those files. Dagster opens and closes one for every event, and
asks for a hundred assets before a run of them begins: with a look at the disk for each that takes seconds.
Does not belong here: the history in Postgres, which has ways of its own.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import OrderedDict
from typing import Any

import sqlalchemy

# Each run has a file; those of old runs need not stay open.
_MOST_OPEN = 8
_open: OrderedDict[str, sqlite3.Connection] = OrderedDict()


def write_without_waiting() -> None:
    """From now on, let this process write to SQLite without waiting, and keep what it opens open."""
    sqlalchemy.event.listen(sqlalchemy.Engine, "connect", _prepare)


def _prepare(connection: Any, _: object) -> None:
    """Beside a write-ahead log nothing is damaged by a loss of power; the last events may be gone."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.execute("pragma synchronous = normal")
    file = connection.execute("pragma database_list").fetchone()[2]
    if file and file not in _open:
        # The last connection that is closed writes the log into the file: this one is not closed.
        with contextlib.suppress(sqlite3.Error):
            _open[file] = sqlite3.connect(file, check_same_thread=False)
        while len(_open) > _MOST_OPEN:
            _open.popitem(last=False)[1].close()
    with contextlib.suppress(sqlite3.Error, KeyError):
        _open[file].execute("select 1 from sqlite_master limit 1").fetchall()
