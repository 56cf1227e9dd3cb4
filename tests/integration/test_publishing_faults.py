"""Publishing under faults: at every border readers have the old release or the new one, whole.

A fault is raised by an audit hook at the nth change of a file, and at the nth flush: a disk that is
full from then on, a disk that can only be read from then on, a reader who holds a file for a moment,
or for good. Each is followed by the sentence about it, and by a publishing that ends as if nothing had
happened. test_crash.py kills the process at the same borders.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

from orchestration.assets.landing import landing
from orchestration.assets.run_resource import Run, run_resource
from orchestration.core import atomic_files, disk_problems
from orchestration.core.data_root import DataRoot
from orchestration.core.progress import Silent
from orchestration.release import disk_space
from orchestration.release.approval import NotPublishable
from orchestration.release.publish import Outcome, publish
from tests.integration.test_crash import CHANGES, version_seen
from tests.roots import new_root
from tests.tiny_release import (
    NOW,
    automatic,
    ledger_records,
    make_candidate,
    pages,
    passed_validation,
    publish_version,
    tree,
)

SUITE = "faults while publishing"
MOST = 400
Fault = Callable[[str, str], OSError | None]
_active: list[Fault] = []
_real_fsync = os.fsync


def _watch(event: str, arguments: tuple) -> None:
    """Raise the fault that is on, before a change happens."""
    if not _active or (event not in CHANGES and event != "open"):
        return
    if event == "open" and not any(letter in str(arguments[1]) for letter in "wax+"):
        return
    if error := _active[-1](event, str(arguments[1] if event == "os.rename" else arguments[0])):
        raise error


def _fsync(handle: int) -> None:
    if _active and (error := _active[-1]("fsync", "")):
        raise error
    _real_fsync(handle)


sys.addaudithook(_watch)


@contextmanager
def fault(found: Fault) -> Iterator[None]:
    _active.append(found)
    try:
        yield
    finally:
        _active.pop()


@pytest.fixture(autouse=True)
def _prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_files, "RETRY_SECONDS", (0, 0, 0))
    monkeypatch.setattr(atomic_files.os, "fsync", _fsync)


def from_nth(nth: int, number: int, events: set[str], below: Path) -> tuple[Fault, list[int]]:
    """A fault of the disk at the nth of these events and at every later one; and how many came."""
    seen = [0]

    def found(event: str, path: str) -> OSError | None:
        if event not in events or (path and str(below) not in path):
            return None
        seen[0] += 1
        return OSError(number, os.strerror(number), path or str(below)) if seen[0] >= nth else None

    return found, seen


def publish_candidate(root: DataRoot) -> Outcome:
    validation = passed_validation(root.candidate)
    return publish(
        root,
        validation,
        ledger_records(),
        NOW,
        standing=automatic(validation),
        documents=pages,
    )


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataRoot, dict, dict]:
    """A root with one release and a newer candidate, and what publishing it leaves in peace."""
    folder = tmp_path_factory.mktemp("faults")
    root, calm = DataRoot(folder / "start"), DataRoot(folder / "calm")
    publish_version(root, 1)
    make_candidate(root, 2)
    shutil.copytree(root.path, calm.path)
    publish_candidate(calm)
    return root, tree(calm.published), tree(calm.releases)


WRITES = {"open", "fsync", "os.mkdir"}
# Every second change for one, the others for the other.
DISKS = {
    "full": (errno.ENOSPC, WRITES, "is full", 1),
    "read only": (errno.EROFS, WRITES | CHANGES, "can only be read", 2),
}


@pytest.mark.parametrize("disk", DISKS)
def test_a_disk_that_fails_at_any_change_leaves_the_old_release_or_the_new_one(
    disk, start, tmp_path, tries
):
    number, events, said, first = DISKS[disk]
    old, published, releases = start
    versions = []
    for nth in range(first, MOST, 2):
        root = DataRoot(tmp_path / f"{nth:03}")
        shutil.copytree(old.path, root.path)
        found, seen = from_nth(nth, number, events, root.path)
        with fault(found):
            try:
                publish_candidate(root)
            except OSError as error:
                assert said in (disk_problems.sentence(error, root) or "")
        if seen[0] < nth:
            break
        versions.append(version_seen(root))
        publish_candidate(root)
        assert tree(root.published) == published, f"failed at change {nth}"
        assert tree(root.releases) == releases, f"failed at change {nth}"
        shutil.rmtree(root.path)
    tries(SUITE, len(versions))
    assert versions == sorted(versions)
    assert set(versions) == {1, 2}
    assert len(versions) > 20, "fewer changes than publishing makes: the fault misses some"


@pytest.mark.parametrize("times", [1, 3])
def test_a_reader_who_holds_any_file_for_a_moment_delays_nothing(times, start, tmp_path, tries):
    """As on Windows: replacing a file that is open is refused, and tried again."""
    old, published, _ = start
    names = [*(path.name for path in (old.published / "current").iterdir()), "current.json"]
    for name in names:
        root, left = DataRoot(tmp_path / name), [times]
        shutil.copytree(old.path, root.path)

        def held(event: str, path: str, name: str = name, left: list[int] = left) -> OSError | None:
            if event != "os.rename" or not path.endswith(f"/{name}") or not left[0]:
                return None
            left[0] -= 1
            return PermissionError(errno.EACCES, "held by a reader", path)

        with fault(held):
            assert publish_candidate(root).held == ()
        assert tree(root.published) == published
    tries(SUITE, len(names))


def test_a_reader_who_holds_the_pointer_for_good_keeps_the_old_release(start, tmp_path, tries):
    old, published, _ = start
    root = DataRoot(tmp_path / "root")
    shutil.copytree(old.path, root.path)

    def held(event: str, path: str) -> OSError | None:
        is_pointer = event == "os.rename" and path.endswith("/current.json")
        return PermissionError(errno.EACCES, "held by a reader", path) if is_pointer else None

    with fault(held), pytest.raises(PermissionError) as error:
        publish_candidate(root)
    assert "current.json cannot be read or written" in (
        disk_problems.sentence(error.value, root) or ""
    )
    assert version_seen(root) == 1
    publish_candidate(root)
    assert tree(root.published) == published
    tries(SUITE, 1)


def test_without_room_for_the_release_nothing_is_begun(start, tmp_path, monkeypatch, tries):
    """Asked before the first byte: of a disk with 1 MB too little room."""
    root = DataRoot(tmp_path / "root")
    shutil.copytree(start[0].path, root.path)
    size = sum(file.stat().st_size for file in root.candidate.iterdir())
    needed = 2 * size + 20_000_000
    usage = shutil.disk_usage(root.path)
    before = tree(root.path)
    monkeypatch.setattr(disk_space.shutil, "disk_usage", lambda _: usage._replace(free=needed - 1))
    with pytest.raises(disk_space.NoRoomError, match="1 MB too little room"):
        publish_candidate(root)
    assert tree(root.path) == before
    monkeypatch.setattr(disk_space.shutil, "disk_usage", lambda _: usage._replace(free=needed))
    assert publish_candidate(root).status == "published"
    tries(SUITE, 1)


def test_a_run_without_room_fails_with_the_sentence_before_it_reads(tmp_path, monkeypatch, tries):
    place = new_root(tmp_path)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(disk_space.shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(dg.Failure, match="too little room"):
        landing(run=Run(place.declared, Silent()))
    tries(SUITE, 1)


def test_the_second_of_two_runs_waits_for_the_first(tmp_path, tries):
    place = new_root(tmp_path)
    resources = {"run": run_resource(place.settings, Silent())}
    entered, both_may_end = threading.Event(), threading.Event()

    def second() -> None:
        with dg.build_resources(resources):
            entered.set()
            both_may_end.wait(10)

    thread = threading.Thread(target=second)
    with dg.build_resources(resources):
        thread.start()
        assert not entered.wait(0.5)
    assert entered.wait(10)
    both_may_end.set()
    thread.join()
    tries(SUITE, 1)


def test_a_candidate_that_changes_midway_is_not_published_in_part(start, tmp_path, tries):
    root = DataRoot(tmp_path / "root")
    shutil.copytree(start[0].path, root.path)
    before = tree(root.published)
    changed = []

    def change(event: str, path: str) -> OSError | None:
        if event == "os.mkdir" and not changed and root.path.as_posix() in path:
            changed.append(path)
            (root.candidate / "fct_every_type.parquet").write_bytes(b"other")
        return None

    with fault(change), pytest.raises(NotPublishable, match="changed while"):
        publish_candidate(root)
    assert tree(root.published) == before
    tries(SUITE, 1)
