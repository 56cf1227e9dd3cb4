"""TMDL, the text format of Power BI projects.

Belongs here: how a name and a description are written. Does not belong here: what is in a file (table_files,
reading, relations, translations). Format: learn.microsoft.com, "TMDL overview"; the tests in
`tests/powerbi/` read the result with Microsoft's own serializer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Lines = Iterator[str]


def quoted(name: str) -> str:
    """A name as TMDL writes it: in quotation marks unless it is one plain word."""
    return name if re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) else "'" + name.replace("'", "''") + "'"  # fmt: skip


def described(text: str, indent: str = "") -> Lines:
    """The description of the object whose line follows."""
    yield f"{indent}/// {' '.join(text.split())}"


def joined(lines: Iterable[str]) -> str:
    """The text of a file."""
    return "\n".join(lines) + "\n"
