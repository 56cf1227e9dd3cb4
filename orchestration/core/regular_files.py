"""Opening a file that somebody else put there, only if it is a file.

Belongs here: that a link, a pipe or a device is never opened, also if it takes a file's place in
the moment between looking and opening. Does not belong here: what is said about it.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

# A link is not followed and a pipe without a writer not waited for, where the system knows how.
_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class NotRegularError(OSError):
    """What has this name is a link, a folder, a pipe or a device."""


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading. Raises OSError; NotRegularError if it is no regular file."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise NotRegularError(errno.EINVAL, "not a regular file")
    try:
        file = open(path, "rb", opener=lambda name, how: os.open(name, how | _SAFELY))  # noqa: SIM115
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotRegularError(*error.args) from None
        raise
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NotRegularError(errno.EINVAL, "not a regular file")
    return file
