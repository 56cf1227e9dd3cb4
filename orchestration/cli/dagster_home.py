"""Where Dagster keeps its settings and its history: the root's own folder.

Belongs here: making it ready, for a history in files or in Postgres. A history that is damaged is begun anew: it is of use to people
only, and nothing that is published depends on it.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from orchestration.core.atomic_files import remove, write_whole
from orchestration.core.data_root import PROJECT, DataRoot

_SETTINGS = "dagster.yaml"
# Dagster reads the address from the environment: it may hold a password, so no file has it.
_IN_POSTGRES = b"""
storage:
  postgres:
    postgres_url:
      env: MUKANA_DAGSTER_URL
"""


def prepare_home(root: DataRoot, *, in_postgres: bool = False) -> Path:
    """Give Dagster its settings in the root's own folder; returns that folder."""
    home = root.dagster_home
    if home.exists() and (not home.is_dir() or _is_damaged(home)):
        # Its settings with it: a folder may be in their place.
        remove(home)
    home.mkdir(parents=True, exist_ok=True)
    if (home / _SETTINGS).is_dir():
        shutil.rmtree(home / _SETTINGS)
    own = (PROJECT / _SETTINGS).read_bytes()
    write_whole(home / _SETTINGS, own + (_IN_POSTGRES if in_postgres else b""))
    return home


def prepare_history(home: Path) -> None:
    """Make the tables of Dagster's history, or bring those of an earlier version up to date.

    Before any service starts: two that do it at once get in each other's way.
    """
    import dagster as dg

    with dg.DagsterInstance.from_config(str(home)) as instance:
        instance.upgrade()


def _is_damaged(home: Path) -> bool:
    """True if any database of the history is none, or not whole."""
    return any(not _is_whole(file) for file in home.rglob("*.db"))


def _is_whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("pragma quick_check(1)").fetchone() == ("ok",)
    except sqlite3.OperationalError as error:
        # Somebody writes to it, so it is whole enough for them; other faults are the file's.
        return "locked" in str(error)
    except sqlite3.DatabaseError:
        return False
