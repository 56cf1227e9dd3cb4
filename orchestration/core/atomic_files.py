"""Writing files and folders so that a crash at any moment leaves the old or the new one.

Belongs here: streaming hashes, copies that are flushed to disk, swaps, and the removal of
leftovers. Does not belong here: what the files mean. The caller holds the root's lock:
everything named `*.tmp-*` is a leftover of a run that died.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

CHUNK = 1 << 16
TEMPORARY = ".tmp-"
_LEFTOVER = re.compile(rf"{re.escape(TEMPORARY)}[0-9a-f]{{12}}$")
ASIDE = f"{TEMPORARY}old"
# Another process (a reader, a virus scanner) may hold a file for a moment on Windows.
RETRY_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8)
_FLUSHED_AT_ONCE = 8

Progress = Callable[[str], None]
_One, _Result = TypeVar("_One"), TypeVar("_Result")
# Folders whose names are flushed at the end of flushed_together, if it is under way.
_flushed_together: ContextVar[set[Path] | None] = ContextVar("_flushed_together", default=None)


def silent(_: str) -> None:
    """A progress callback that says nothing."""


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file, read in chunks."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def temporary(target: Path) -> Path:
    """A fresh name beside `target`, recognisable as a leftover if nobody finishes it."""
    return target.with_name(f"{target.name}{TEMPORARY}{uuid.uuid4().hex[:12]}")


def is_temporary(name: str) -> bool:
    """True for a name that `temporary` gives."""
    return bool(_LEFTOVER.search(name))


def write_file(path: Path, content: bytes) -> None:
    """Write a new file and flush it to disk; no promise if the process dies midway."""
    with path.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def copy_file(source: Path, target: Path) -> str:
    """Copy bytes, flush them to disk, and return the hex sha256 of what was copied."""
    sha256 = copy_into(source, target)
    flush_file(target)
    return sha256


def copy_into(source: Path, target: Path) -> str:
    """`copy_file` into a folder that is put together, and flushed whole by `flush_below`."""
    digest = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
    return digest.hexdigest()


def files_below(folder: Path) -> dict[str, Path]:
    """Every file below a folder by its path relative to the folder, with `/`, in order."""
    return {name: Path(path) for name, path in sorted(_below(folder, ""))}


def _below(folder: str | Path, before: str) -> Iterator[tuple[str, str]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{before}{entry.name}/")
            elif entry.is_file():
                yield before + entry.name, entry.path


def flush_file(path: Path) -> None:
    """Flush a file that a library wrote."""
    with path.open("rb+") as target:
        os.fsync(target.fileno())


def flush_folder(path: Path) -> None:
    """Flush the names in a folder; nothing where the system has no such call (Windows)."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network shares refuse it
            os.fsync(handle)
    finally:
        os.close(handle)


def flush_below(folder: Path) -> None:
    """Flush a folder that is put together, with everything in it."""
    folders, files = [folder], []
    for path in folder.rglob("*"):
        (folders if path.is_dir() else files).append(path)
    at_once(flush_file, files)
    at_once(flush_folder, folders)


def at_once(work: Callable[[_One], _Result], items: Iterable[_One]) -> list[_Result]:
    """The results of work that flushes, on several items at once; raises what it raises.

    The disk writes down together what it is asked for together: 250 small files take a tenth of the time.
    """
    with ThreadPoolExecutor(_FLUSHED_AT_ONCE) as threads:
        return list(threads.map(work, items))


@contextlib.contextmanager
def flushed_together() -> Iterator[None]:
    """Flush the names of what is replaced meanwhile once per folder, at the end: for many files of
    which none depends on another. A file is still whole before it gets its name.
    """
    folders: set[Path] = set()
    token = _flushed_together.set(folders)
    try:
        yield
    finally:
        _flushed_together.reset(token)
        for folder in sorted(folders):
            with contextlib.suppress(FileNotFoundError):  # removed again meanwhile
                flush_folder(folder)


def replace(source: Path, target: Path) -> None:
    """`os.replace`, tried again while somebody else holds the target, then flushed.

    Raises PermissionError when the target is still held after about two seconds.
    """
    for pause in RETRY_SECONDS:
        try:
            os.replace(source, target)  # noqa: PTH105 (one name for files and folders)
            break
        except PermissionError:
            time.sleep(pause)
    else:
        os.replace(source, target)  # noqa: PTH105
    together = _flushed_together.get()
    if together is None:
        flush_folder(target.parent)
    else:
        together.add(target.parent)


def replace_file(source: Path, target: Path) -> None:
    """`replace` for a file; a folder that somebody put in its place is removed."""
    if target.is_dir():
        shutil.rmtree(target)
    replace(source, target)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by new content: a reader sees the old bytes or the new, never a part."""
    with building(path) as fresh:
        write_file(fresh, content)
        replace_file(fresh, path)


def copy_whole(source: Path, target: Path) -> None:
    """Replace `target` by a copy of `source`, with the promise of `write_whole`."""
    with building(target) as fresh:
        copy_file(source, fresh)
        replace_file(fresh, target)


@contextlib.contextmanager
def building(target: Path) -> Iterator[Path]:
    """A temporary name for `target`; whatever is still there at the end is removed."""
    fresh = temporary(target)
    try:
        yield fresh
    finally:
        if os.path.lexists(fresh):
            with contextlib.suppress(OSError):
                remove(fresh)


def swap_folder(fresh: Path, target: Path) -> None:
    """Put folder `fresh` in the place of `target`; `settle_folder` finishes it after a crash."""
    aside = target.with_name(f"{target.name}{ASIDE}")
    if target.exists():
        replace(target, aside)
    replace(fresh, target)
    remove(aside)


def copy_folder(source: Path, target: Path) -> None:
    """Put a copy of `source` in the place of `target`: readers find the old folder or the new."""
    settle_folder(target)
    with building(target) as fresh:
        for name, file in files_below(source).items():
            copy = fresh / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy_into(file, copy)
        flush_below(fresh)
        swap_folder(fresh, target)


def settle_folder(target: Path) -> None:
    """Finish or undo a `swap_folder` that died, and remove its leftovers."""
    aside = target.with_name(f"{target.name}{ASIDE}")
    if aside.exists() and not target.exists():
        replace(aside, target)
    for leftover in target.parent.glob(f"{target.name}{TEMPORARY}*"):
        remove(leftover)


def sweep(folder: Path) -> None:
    """Remove the leftovers directly in a folder; one that a reader holds is left for next time."""
    for leftover in folder.glob(f"*{TEMPORARY}*"):
        with contextlib.suppress(PermissionError):
            remove(leftover)


def sweep_below(folder: Path) -> None:
    """Remove the leftovers anywhere below a folder, with the same exception."""
    leftovers = [path for path in folder.rglob(f"*{TEMPORARY}*") if is_temporary(path.name)]
    for leftover in leftovers:
        with contextlib.suppress(PermissionError, FileNotFoundError):
            remove(leftover)


def remove(path: Path) -> None:
    """Remove a file or a whole folder if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        # What would be below a file is not there either.
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
