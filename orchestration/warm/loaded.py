"""Imports what a run needs. The fork server imports this module, once.

Belongs here: what is imported. Does not belong here: whether it still is what lies on the disk (code).
"""

from __future__ import annotations

import orchestration.warm.code

# isort: split
import gc
import inspect
from contextlib import suppress

import dagster as dg
import pyarrow.dataset  # noqa: F401
import scipy.stats  # noqa: F401 - dbt asks every module for its file, which loads one that waits for use

import orchestration.definitions  # noqa: F401 - what Dagster loads a run from
from expectations import suites
from expectations.gate import gx, validate  # noqa: F401
from orchestration.core import garbage
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import limited_reading
from orchestration.intake.declared_inputs import Declared
from orchestration.privacy import (  # noqa: F401 - what models in Python import
    backgrounds,
    languages,
    publication_cells,
    releases,
    spreads,
)
from orchestration.warehouse import dbt_manifest, duckdb_engine
from orchestration.warm import history_files, templates

_settings = Settings()
history_files.write_without_waiting()
duckdb_engine.warm_up()
duckdb_engine.hurry()  # Somebody waits for the release of a file that was dropped.
gx.warm_up()
suites.load()
templates.compile_all()
with suppress(UserError):  # A run says what is wrong.
    Declared(_settings.root, _settings).surveys()  # Kept under the hash of their files.
dbt_manifest.read_ahead()
# dbt asks about the frames that called it: where each module lies is looked up once.
inspect.stack()
with dg.DagsterInstance.ephemeral():
    pass  # It imports what any instance needs.
# Nothing of this is garbage: looked through in a fork, it would be copied.
gc.freeze()
garbage.look_rarely()


def get_ready() -> None:
    """Start the process that reads files: in the fork, which Dagster keeps busy for a second."""
    limited_reading.start(Settings())
