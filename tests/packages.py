"""Packages of xlsx workbooks with parts that were changed, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]


def repacked(data: bytes, change: Callable[[Parts], Parts]) -> bytes:
    """The package with its parts as `change` returns them."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in change(parts).items():
            new.writestr(name, part)
    return made.getvalue()
