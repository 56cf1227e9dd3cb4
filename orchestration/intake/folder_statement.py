"""What a sender's folder states of the files in it: `delivery.yml`.

Belongs here: finding, reading and checking those files. One states what no column and no form
says, such as `phase: start`, or which of two forms a file is, and is no delivery itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from orchestration.core import regular_files
from orchestration.core.text import shown
from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.intake.landing import STATEMENT as NAME
from orchestration.intake.landing import entries

_MOST_BYTES = 10_000
# Path of a statement below landing -> its bytes, or None if it cannot be read.
Statements = Mapping[str, bytes | None]


class Statement(BaseModel):
    """All that a folder may state: the time point, and the form as `questionnaire/form`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    phase: Literal["start", "end", "single"] | None = None
    form: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*$")] | None = None


def all_statements(landing: Path) -> Statements:
    """Every statement below landing, each read once."""
    return _read(landing, (path for path, _ in entries(landing) if path.name == NAME))


def statements_above(file: Path, landing: Path) -> Statements:
    """The statements that may be about one file below `landing`."""
    folders = [landing / folder for folder in file.relative_to(landing).parents]
    found = (folder / NAME for folder in folders)
    return _read(landing, (file for file in found if os.path.lexists(file)))


def content_hash(statements: Statements) -> str:
    """Sha256 over where statements are and what they say."""
    digest = hashlib.sha256()
    for name, content in sorted(statements.items()):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(hashlib.sha256(content or b"").digest())
    return digest.hexdigest()


def stated(file: PurePath, statements: Statements) -> dict[str, str]:
    """What is stated of a file, each by the nearest folder that states it, from its own up to the
    sender's.

    `file` is its path below landing. Raises Refusal when one of these statements cannot be used.
    """
    found: dict[str, str] = {}
    for folder in file.parents:
        name = (folder / NAME).as_posix()
        # What lies in landing itself is about no sender.
        if folder.parts and name in statements:
            found = _fields(name, statements[name]) | found
    return found


def _read(landing: Path, files: Iterable[Path]) -> Statements:
    return {file.relative_to(landing).as_posix(): _content(file) for file in files}


def _content(file: Path) -> bytes | None:
    try:
        with regular_files.open_regular(file) as opened:
            return opened.read(_MOST_BYTES + 1)
    except OSError:  # also of a folder, a link or a pipe of this name
        return None


def _fields(name: str, content: bytes | None) -> dict[str, str]:
    import yaml  # Most folders state nothing, and `mukana status` reads none.

    try:
        if content is None or len(content) > _MOST_BYTES:
            raise ValueError(name)
        text = content.decode("utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise ValueError(name)  # a few lines of aliases can stand for more than any memory
        return Statement.model_validate(yaml.safe_load(text) or {}).model_dump(exclude_none=True)
    except (ValueError, RecursionError, yaml.YAMLError, ValidationError):
        raise Refusal(reason("bad_statement", text=shown(name))) from None
