"""What does not change while tests run is looked at once: Mukana's code, and the surveys it ships.

Every look at a root hashes the one and reads the other, a tenth of a second together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from orchestration.core.data_root import PROJECT, SHIPPED_QUESTIONNAIRES
from orchestration.intake import declared_inputs
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.model.questionnaire import Survey


def look_once() -> None:
    """Let this process hash the project's files and read its questionnaires once."""
    hash_files, load_one = declared_inputs._hash_files, loader.load_one

    @cache
    def hash_of_project(folders: tuple[Path, ...], suffixes: tuple[str, ...]) -> str:
        return hash_files(folders, *suffixes)

    def hash_once(folders: Iterable[Path], *suffixes: str) -> str:
        paths = tuple(folders)
        is_ours = all(path.is_relative_to(PROJECT) for path in paths)
        return hash_of_project(paths, suffixes) if is_ours else hash_files(paths, *suffixes)

    load_shipped = cache(load_one)

    def load_once(path: Path) -> Survey:
        is_ours = path.is_relative_to(SHIPPED_QUESTIONNAIRES)
        return load_shipped(path) if is_ours else load_one(path)

    declared_inputs._hash_files, loader.load_one = hash_once, load_once
