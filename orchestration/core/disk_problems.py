"""Problems of the disk in words: it is full or read-only, or a file of the root cannot be used.

Belongs here: knowing them by what libraries raise, whatever each of them calls it, and the
sentence about it. Does not belong here: damage of what is in a file; who reads it knows what to do.
"""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
# As the system, SQLite and DuckDB say it.
_FULL_TEXT = re.compile(
    r"no space left|disk is full|disk quota exceeded|file too large", re.IGNORECASE
)
_READ_ONLY = {errno.EROFS}
_READ_ONLY_TEXT = re.compile(r"read-only file system|readonly database", re.IGNORECASE)
_FORBIDDEN = {errno.EACCES, errno.EPERM}
# As DuckDB says it.
_FORBIDDEN_TEXT = re.compile(r'file "(?P<file>[^"]+)": Permission denied')
# With less than this no database can be opened: an error has no other cause.
_FEWEST_BYTES = 200_000


def sentence(problem: BaseException | str, root: DataRoot) -> str | None:
    """What to say of an exception, or of its text, if the disk is the reason; else None."""
    chain = [problem] if isinstance(problem, str) else list(_chain(problem))
    if any(_says(one, _FULL, _FULL_TEXT) for one in chain) or _is_full(root.path):
        return (
            f"The disk of {root.path} is full, or your share of it is used up. Free some space and"
            " run `mukana run` again: what was published stays, and nothing is half done."
        )
    if isinstance(problem, UserError):
        return None  # It says itself what is wrong with which file.
    if any(_says(one, _READ_ONLY, _READ_ONLY_TEXT) for one in chain):
        return (
            f"The disk of {root.path} can only be read. Mount it so that Mukana can write there, and run"
            " `mukana run` again: what was published stays."
        )
    named = (_about_file(one, root) for one in chain)
    return next((text for text in named if text), None)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it."""
    following: BaseException | None = error
    while following is not None:
        yield following
        following = following.__cause__ or following.__context__


def _says(problem: BaseException | str, numbers: set[int], text: re.Pattern[str]) -> bool:
    number = problem.errno if isinstance(problem, OSError) else None
    return number in numbers or bool(text.search(str(problem)))


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _FEWEST_BYTES
    except OSError:
        return False


def _about_file(problem: BaseException | str, root: DataRoot) -> str | None:
    """A file or folder of the root that is not what it should be; senders' files are not named."""
    if (of_database := _FORBIDDEN_TEXT.search(str(problem))) is not None:
        name, number, why = of_database["file"], errno.EACCES, None
    elif isinstance(problem, OSError):
        name, number, why = problem.filename, problem.errno, problem.strerror
    else:
        return None
    if not isinstance(name, str | Path):
        return None
    file = Path(name)
    if not file.is_relative_to(root.path) or file.is_relative_to(root.landing):
        return None
    if number in _FORBIDDEN:
        return (
            f"{file} cannot be read or written: this account has no right to it, or another program keeps"
            " it open. Close it there, or run Mukana as the account that owns the data root"
            " (docs/running.md, “Who may read what”); then run `mukana run`."
        )
    return (
        f"{file} cannot be read or written ({why}). Restore it from your backup, or, where"
        " docs/architecture.md says that it is made again, remove it; then run `mukana run`."
    )
