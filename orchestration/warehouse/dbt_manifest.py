"""dbt's manifest: the project parsed once and kept, and calling dbt with it.

Belongs here: making the manifest when a file of the project is newer, and the one call of dbt. Does not
belong here: what is built (build). dbt is imported inside functions, as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from orchestration.core.data_root import DBT_PROJECT
from orchestration.core.errors import UserError
from orchestration.warehouse.where_with_is import look_at_the_beginning_only

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.manifest import Manifest

MANIFEST = DBT_PROJECT / "target" / "manifest.json"
_PARSED = DBT_PROJECT / "target" / "partial_parse.msgpack"
# One that was read before it was needed, and the file that it was read from.
_ahead: list[tuple[tuple[int, int], Manifest]] = []
_WITHOUT_OUTPUT = ("--quiet", "--log-level", "none", "--log-level-file", "none")


class WarehouseError(UserError):
    """dbt could not run at all: the project does not parse, or a path cannot be used."""


def ensure_manifest() -> Path:
    """Return dbt's manifest.json, made again if it is missing or older than a file of the project.

    Raises WarehouseError, with dbt's words, if the project does not parse.
    """
    if not _is_fresh():
        MANIFEST.parent.mkdir(exist_ok=True)
        # Two processes that write it at once would leave a mixture.
        with FileLock(MANIFEST.parent / "manifest.lock"):
            if not _is_fresh():
                _parse()
    return MANIFEST


def _parse() -> None:
    outcome = invoke(["parse", "--profiles-dir", str(DBT_PROJECT)], DBT_PROJECT)
    if not outcome.success:
        raise WarehouseError(f"the dbt project does not parse: {outcome.exception}")
    # dbt does not rewrite files that it finds unchanged; their time has to say that it looked.
    for made in (_PARSED, MANIFEST):
        made.touch()


def parse(folder: Path) -> Manifest:
    """Parse the project for the profile in a folder, and keep nothing."""
    places = ["--profiles-dir", str(folder), "--target-path", str(folder / "target")]
    outcome = invoke(["parse", "--no-partial-parse", "--no-write-json", *places], folder)
    if not outcome.success:
        raise WarehouseError(f"the dbt project does not parse: {outcome.exception}")
    return outcome.result


def read_ahead() -> None:
    """Read the project for the next build of this process or of one that is forked from it."""
    ensure_manifest()
    _ahead[:] = [(_look(), read_manifest())]


def read_manifest() -> Manifest:
    """The parsed project, read anew for each build: dbt writes compiled paths and relations into it."""
    while _ahead:
        file, manifest = _ahead.pop()
        if file == _look():
            return manifest
    from dbt.contracts.graph.manifest import Manifest

    return Manifest.from_msgpack(_PARSED.read_bytes())


def _look() -> tuple[int, int]:
    about = _PARSED.stat()
    return about.st_mtime_ns, about.st_ino


def invoke(
    arguments: list[str],
    logs: Path,
    manifest: Manifest | None = None,
    *callbacks: Callable[[Any], None],
) -> dbtRunnerResult:
    """Call dbt in this process, without output; its log goes below `logs`."""
    from dbt.cli.main import dbtRunner

    look_at_the_beginning_only()
    runner = dbtRunner(manifest=manifest, callbacks=list(callbacks))
    places = ("--project-dir", str(DBT_PROJECT), "--log-path", str(logs / "logs"))
    return runner.invoke([*arguments, *places, *_WITHOUT_OUTPUT])


def _is_fresh() -> bool:
    if not (_PARSED.exists() and MANIFEST.exists()):
        return False
    made_at = min(_PARSED.stat().st_mtime, MANIFEST.stat().st_mtime)
    return all(path.stat().st_mtime <= made_at for path in _project_files())


def _project_files() -> Iterator[Path]:
    yield from DBT_PROJECT.glob("*.yml")
    for folder in ("models", "seeds", "macros", "tests"):
        for path in (DBT_PROJECT / folder).rglob("*"):
            if "__pycache__" not in path.parts:
                yield path
