"""What people said of open answers: themes, groups that are published, summaries; in `restricted/themes`.

Belongs here: the one writer of these files, and taking people out of them. Each file holds a line of JSON per
statement; a later line about the same counts. An answer is known by its key (waiting), never by its text. Does
not belong here: what may be published (privacy/open_themes), or which answers there are (waiting).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import FileLock

from orchestration.core.atomic_files import write_whole
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.json_text import canonical
from orchestration.open_answers import statements
from orchestration.open_answers.statements import (
    Group,
    Left,
    NamedTheme,
    Publication,
    Reading,
    Summary,
)

READ, THEMES, SUMMARIES = "read.jsonl", "published.jsonl", "summaries.jsonl"


class DamagedThemesError(UserError):
    """What people said of open answers cannot be read: somebody might come back, or be counted twice."""


def has_any(root: DataRoot) -> bool:
    """True if anybody ever said anything of an open answer of this root."""
    return _folder(root).exists()


def readings(root: DataRoot) -> dict[str, Reading]:
    """Key of an answer -> what was made of it when it was read last. Raises DamagedThemesError."""
    return {
        line["answer"]: Reading(frozenset(line["themes"]), frozenset(line["offered"]))
        for line in _lines(root, READ)
    }


def keep_readings(root: DataRoot, read: Mapping[str, Reading], by: str, at: str) -> None:
    """Keep what a person made of answers. `at`: ISO, UTC."""
    common = {"by": by, "at": at}
    lines = [
        {"answer": key, "themes": sorted(one.themes), "offered": sorted(one.offered)} | common
        for key, one in sorted(read.items())
    ]
    with _locked(root):
        _write(root, READ, [*_lines(root, READ), *lines])


def publications(root: DataRoot) -> dict[Group, Publication]:
    """The publication of each group that ever had one. Raises DamagedThemesError."""
    return {one.group: one for one in _publications(root)}


def publish(root: DataRoot, publication: Publication) -> bool:
    """Keep a publication; False if the group had one already, also one that somebody has left."""
    with _locked(root):
        known = list(_publications(root))
        if any(one.group == publication.group for one in known):
            return False
        _write(root, THEMES, map(asdict, [*known, publication]))
    return True


def summaries(root: DataRoot) -> dict[tuple[Group, str], Summary]:
    """The newest summary of each group and language. Raises DamagedThemesError."""
    return {(one.group, one.language): one for one in _summaries(root)}


def write_summary(root: DataRoot, summary: Summary) -> None:
    """Keep a summary: it takes the place of an earlier one of the group in its language."""
    with _locked(root):
        _write(root, SUMMARIES, map(asdict, [*_summaries(root), summary]))


def take_out(root: DataRoot, answers: Collection[str]) -> None:
    """Forget these answers: their themes go, and so does every group and summary that they were part of.

    Whoever leaves takes the whole group along, whatever they had: one that only went where a theme becomes too
    small would tell that they had it.
    """
    gone = set(answers)
    if not gone or not has_any(root):
        return
    with _locked(root):
        _write(root, READ, [line for line in _lines(root, READ) if line["answer"] not in gone])
        _write(root, THEMES, (asdict(statements.without(one, gone)) for one in _publications(root)))
        _write(
            root,
            SUMMARIES,
            (asdict(statements.summary_without(one, gone)) for one in _summaries(root)),
        )


def left(root: DataRoot) -> set[Left]:
    """What is published no more because somebody has left it. Raises DamagedThemesError."""
    themes: set[Left] = {(one.group, None) for one in _publications(root) if one.answers is None}
    return themes | {
        (one.group, (one.language, one.day, one.author))
        for one in _summaries(root)
        if one.answers is None
    }


def content_hash(root: DataRoot) -> str | None:
    """Hash of what would be published of open answers; None where nobody ever decided anything."""
    files = [_folder(root) / name for name in (THEMES, SUMMARIES)]
    found = [file.read_bytes() for file in files if file.exists()]
    return hashlib.sha256(b"\0".join(found)).hexdigest() if any(found) else None


def hash_of(value: Any) -> str:
    """Hex sha256 of a JSON value."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _publications(root: DataRoot) -> Iterator[Publication]:
    for line in _lines(root, THEMES):
        themes = tuple(NamedTheme(**theme) for theme in line["themes"])
        yield Publication(**line | _common(line) | {"themes": themes})


def _summaries(root: DataRoot) -> Iterator[Summary]:
    for line in _lines(root, SUMMARIES):
        yield Summary(**line | _common(line))


def _common(line: Mapping[str, Any]) -> dict[str, Any]:
    answers = line["answers"]
    return {"group": Group(*line["group"]), "answers": None if answers is None else tuple(answers)}


def _lines(root: DataRoot, name: str) -> list[dict[str, Any]]:
    file = _folder(root) / name
    try:
        return [json.loads(line) for line in file.read_bytes().splitlines()]
    except FileNotFoundError:
        return []
    except ValueError:
        raise DamagedThemesError(f"{file} is damaged. Restore it from your backup.") from None


def _write(root: DataRoot, name: str, lines: Iterable[Mapping[str, Any]]) -> None:
    content = b"".join(canonical(line) + b"\n" for line in lines)
    file = _folder(root) / name
    if content or file.exists():
        write_whole(file, content)


@contextmanager
def _locked(root: DataRoot) -> Iterator[None]:
    """Not the root's lock, which a run holds for long: a person would wait to go on reading."""
    _folder(root).mkdir(parents=True, exist_ok=True)
    with FileLock(_folder(root) / ".lock"):
        yield


def _folder(root: DataRoot) -> Path:
    return root.restricted / "themes"
