"""Killed at any file operation, then run again: the same bytes as if nothing had happened.

Run as a script, this file is the nursery: it forks one child per file operation from a process
that has no threads and has paid for its imports once. Each child works in its own copy of a
root and dies there; the tests look at what is left.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.release import candidate, manifest
from orchestration.release.publish import publish
from tests.tiny_release import (
    FINGERPRINT,
    NOW,
    automatic,
    ledger_records,
    make_candidate,
    make_warehouse,
    pages,
    passed_validation,
    publish_version,
    tree,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and fork are POSIX")

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}
MANY = 500  # more file operations than any step has: the last child lives to its end


def publish_candidate(path: Path) -> None:
    root = DataRoot(path)
    validation = passed_validation(root.candidate)
    publish(
        root,
        validation,
        ledger_records(),
        NOW,
        standing=automatic(validation),
        documents=pages,
    )


def export_candidate(path: Path) -> None:
    root = DataRoot(path)
    candidate.export(root.warehouse, root.candidate, FINGERPRINT, True)


STEPS = {"publish": publish_candidate, "export": export_candidate}


def die_at(nth: int, path: Path) -> None:
    """From now on, SIGKILL oneself just before the nth change or flush below `path`."""
    left = [nth]

    def count() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple) -> None:
        is_write = event == "open" and any(letter in str(arguments[1]) for letter in "wax+")
        if (is_write or event in CHANGES) and str(path) in str(arguments[0]):
            count()

    real_fsync = os.fsync

    def fsync(handle: int) -> None:
        count()
        real_fsync(handle)

    atomic_files.os.fsync = fsync
    sys.addaudithook(watch)


def nurse(step: str, start: Path, work: Path) -> None:
    """Fork children that die at operation 1, 2, … until one comes to its end."""
    for slow in ("pandas", "pyarrow.dataset"):  # pyarrow imports them late: once, not per child
        importlib.import_module(slow)
    for nth in range(1, MANY):
        path = work / f"{nth:03}"
        shutil.copytree(start, path)
        child = os.fork()
        if child == 0:
            die_at(nth, path)
            STEPS[step](path)
            os._exit(0)
        _, result = os.waitpid(child, 0)
        if not os.WIFSIGNALED(result):
            sys.exit(os.waitstatus_to_exitcode(result))


def killed_everywhere(step: str, start: Path, work: Path) -> Iterator[DataRoot]:
    """Roots in which `step` was killed at operation 1, 2, …; in the last it was not."""
    project = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(project)}
    command = [sys.executable, __file__, step, str(start), str(work)]
    subprocess.run(command, check=True, timeout=120, env=environment, cwd=project)
    for path in sorted(work.iterdir()):
        yield DataRoot(path)


def version_seen(root: DataRoot) -> int:
    """The one version that a reader who follows the pointer finds in every content table."""
    content = json.loads((root.published / "current.json").read_text("utf-8"))
    folder = root.published / content["path"]
    tables = [pq.read_table(folder / name) for name in content["tables"].values()]
    versions = {
        version
        for table in tables
        if "version_number" in table.column_names
        for version in table["version_number"].to_pylist()
    }
    assert len(tables) == 7
    (version,) = versions
    return version


def test_a_kill_at_any_moment_of_publishing_is_finished_by_the_next_run(
    tmp_path: Path, tries
) -> None:
    start, calm = DataRoot(tmp_path / "start"), DataRoot(tmp_path / "calm")
    for version in range(1, 6):  # five are there, so that the sixth also prunes
        publish_version(start, version, NOW - timedelta(days=9 - version))
    make_candidate(start, 6)
    shutil.copytree(start.path, calm.path)
    publish_candidate(calm.path)
    published, releases = tree(calm.published), tree(calm.releases)
    versions = []
    for root in killed_everywhere("publish", start.path, tmp_path / "work"):
        versions.append(version_seen(root))
        publish_candidate(root.path)
        assert tree(root.published) == published, f"killed before change {root.path.name}"
        assert tree(root.releases) == releases, f"killed before change {root.path.name}"
    tries("kills while publishing", len(versions))
    # A reader sees the old release up to one moment and the new one from then on.
    assert versions == sorted(versions)
    assert set(versions) == {5, 6}
    assert len(versions) > 50, "fewer moments than steps: the kill misses some"


def test_a_kill_at_any_moment_of_the_export_leaves_a_whole_candidate(tmp_path: Path) -> None:
    start, calm = DataRoot(tmp_path / "start"), DataRoot(tmp_path / "calm")
    make_candidate(start, 1)
    old = tree(start.candidate)
    make_warehouse(start, 2)
    shutil.copytree(start.path, calm.path)
    export_candidate(calm.path)
    new = tree(calm.candidate)
    found = []
    for root in killed_everywhere("export", start.path, tmp_path / "work"):
        atomic_files.settle_folder(root.candidate)
        manifest.load(root.candidate)
        found.append([old, new].index(tree(root.candidate)))
        export_candidate(root.path)
        assert tree(root.candidate) == new
        assert not list(root.path.glob("candidate.tmp-*"))
    assert found == sorted(found)
    assert set(found) == {0, 1}


if __name__ == "__main__":
    nurse(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
