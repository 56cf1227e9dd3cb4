"""What a sender's folder states of the files in it: `delivery.yml`.

Belongs here: finding and checking that file. It states what no column and no form says, such as
`phase: start`, and is no delivery itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.intake.landing import STATEMENT as NAME

_MOST_BYTES = 10_000


class Statement(BaseModel):
    """All that a folder may state."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    phase: Literal["start", "end", "single"] | None = None


def stated(file: Path, landing: Path) -> dict[str, str]:
    """Fields stated for a file: by the nearest `delivery.yml` from its folder up to the sender's.

    Raises Refusal when that file cannot be used.
    """
    for folder in file.relative_to(landing).parents:
        statement = landing / folder / NAME
        if folder.parts and statement.is_file():
            return _read(statement, statement.relative_to(landing).as_posix())
    return {}


def _read(file: Path, name: str) -> dict[str, str]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ValueError(name)
        content = yaml.safe_load(file.read_text(encoding="utf-8-sig")) or {}
        return Statement.model_validate(content).model_dump(exclude_none=True)
    except (OSError, ValueError, RecursionError, yaml.YAMLError, ValidationError):
        raise Refusal(reason("bad_statement", text=name)) from None
