"""The log of decisions: who decided what about which candidate, and why. Lines are only added.

Belongs here: `decisions/decisions.jsonl`, its chain of hashes, and noticing that a line was changed
or taken away. Does not belong here: what a decision means (standing), or who may decide (deciding).

Every line holds the hash of the line before it. A release keeps the hash of the last line that there
was when it was published, so that lines missing at the end are noticed too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from orchestration.core.atomic_files import write_whole
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.json_text import canonical

FILE, HEAD = "decisions.jsonl", "decisions_head.txt"
Kind = Literal["approve", "reject", "waive", "accept_loss", "rollback"]


class DamagedLogError(UserError):
    """The log of decisions is not as it was written."""


@dataclass(frozen=True)
class Decision:
    """One line of the log.

    `candidate_id`: what was decided about; of a rollback, the candidate in use until then. `rules`:
    the warnings that the person saw, or the rule that is waived. `rules_sha256`: the rules that
    checked the candidate, empty where they play no part. `until`: last day of a waiver, ISO.
    `release_id`: the release to return to, or the one in use instead of which a loss was accepted.
    `decided_at`: ISO, UTC.
    """

    kind: Kind
    name: str
    reason: str
    decided_at: str
    candidate_id: str = ""
    rules: tuple[str, ...] = ()
    rules_sha256: str = ""
    until: str = ""
    release_id: str = ""


def read(root: DataRoot) -> list[Decision]:
    """All decisions, oldest first. Raises DamagedLogError, with the line."""
    return [_parsed(root, number, line) for number, line in enumerate(_checked(root), 1)]


def add(root: DataRoot, decision: Decision) -> None:
    """Add a line. The caller holds the root's lock. Raises DamagedLogError."""
    lines = _checked(root)
    content = asdict(decision) | {"number": len(lines) + 1, "previous": head(lines)}
    root.decisions.mkdir(exist_ok=True)
    whole = b"".join(line + b"\n" for line in [*lines, canonical(content)])
    write_whole(_path(root), whole)


def keep_head(root: DataRoot, folder: Path) -> None:
    """Note in a release's record how far the log went."""
    write_whole(folder / HEAD, head_of(root).encode())


def head_of(root: DataRoot) -> str:
    """The hash of the last line, on which all before it depend. Raises DamagedLogError."""
    return head(_checked(root))


def head(lines: list[bytes]) -> str:
    """The hash of the last line; empty of an empty log."""
    return hashlib.sha256(lines[-1]).hexdigest() if lines else ""


def _checked(root: DataRoot) -> list[bytes]:
    """The lines of the log, once the chain has held."""
    path = _path(root)
    lines = path.read_bytes().splitlines() if path.exists() else []
    known, previous = {""}, ""
    for number, line in enumerate(lines, 1):
        if _chained(line) != (number, previous):
            raise _damaged(f"{path}, line {number} is not as it was written.")
        previous = hashlib.sha256(line).hexdigest()
        known.add(previous)
    for file in sorted(root.releases.glob(f"*/{HEAD}")):
        if file.read_text(encoding="ascii", errors="replace") not in known:
            raise _damaged(
                f"In {path}, decisions are missing that release {file.parent.name} was made with, by"
                f" {file}."
            )
    return lines


def _chained(line: bytes) -> tuple[object, object]:
    try:
        content = json.loads(line)
        return content["number"], content["previous"]
    except (ValueError, KeyError, TypeError):
        return None, None


def _parsed(root: DataRoot, number: int, line: bytes) -> Decision:
    content = json.loads(line)
    del content["number"], content["previous"]
    try:
        return Decision(**content | {"rules": tuple(content["rules"])})
    except (TypeError, KeyError):
        raise _damaged(f"{_path(root)}, line {number} is no decision.") from None


def _damaged(sentence: str) -> DamagedLogError:
    return DamagedLogError(f"{sentence} Nothing is published. Restore the file from your backup.")


def _path(root: DataRoot) -> Path:
    return root.decisions / FILE
