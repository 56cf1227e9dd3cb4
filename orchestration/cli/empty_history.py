"""Empty files of Dagster's history, made once by Dagster and copied into each new root.

Belongs here: making, keeping and copying them. To make them Dagster reads all its migrations a dozen times,
a sixth of a CPU second of a root's first run. They are kept as Python keeps compiled modules: under what they follow
from, and not at all where nothing can be written. `python -m orchestration.cli.empty_history` makes them.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from orchestration.core.data_root import PROJECT

SETTINGS = "dagster.yaml"
_FILES = "*.db"
# Who has a say in what is in the files.
_MADE_BY = ("dagster", "sqlalchemy", "alembic")


def copy_into(home: Path) -> None:
    """Copy them into Dagster's folder of a root, if it has no history; if there are none, Dagster makes it."""
    if any(home.rglob(_FILES)):
        return
    kept = _kept()
    if not kept.is_dir() and not sys.dont_write_bytecode:
        with suppress(OSError):
            _make(kept)
    for file in kept.rglob(_FILES):
        target = home / file.relative_to(kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def _kept() -> Path:
    """Where they are kept: beside this module, under the versions and the settings that they are made by."""
    made_by = [*(version(name).encode() for name in _MADE_BY), (PROJECT / SETTINGS).read_bytes()]
    name = sha256(b"\n".join(made_by)).hexdigest()[:16]
    return Path(__file__).parent / "__pycache__" / f"empty_history-{name}"


def _make(kept: Path) -> None:
    """Make them. Raises OSError; then, and where somebody else has made them meanwhile, nothing is left."""
    import dagster as dg

    kept.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=kept.parent) as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        shutil.copyfile(PROJECT / SETTINGS, home / SETTINGS)
        with dg.DagsterInstance.from_config(str(home)):
            pass
        (home / SETTINGS).unlink()
        # With a log beside it a file is not whole.
        if not any(home.rglob(f"{_FILES}-wal")):
            home.rename(kept)


if __name__ == "__main__":
    if not _kept().is_dir():
        _make(_kept())
