"""Where the files of questionnaires are, and a hash that changes when one of them does.

Belongs here: files and bytes only. The model is not loaded, so that it costs little to call.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def questionnaire_files(folders: Iterable[Path]) -> list[Path]:
    """Every `<folder>/<name>/questionnaire.yml`, sorted by name; a folder given twice counts once."""
    found = {file.resolve() for folder in folders for file in folder.glob("*/questionnaire.yml")}
    return sorted(found, key=lambda file: (file.parent.name, str(file)))


def unread_files(folders: Iterable[Path]) -> list[Path]:
    """YAML files in folders of questionnaires that stand where no questionnaire and no form is looked
    for, such as `<name>.yml` or `questionnaire.yaml`; hidden ones are left out.
    """
    found = []
    for folder in {folder.resolve() for folder in folders}:
        wanted = {*folder.glob("*/questionnaire.yml"), *folder.glob("*/forms/*.yml")}
        for file in folder.rglob("*"):
            is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
            if file.suffix.lower() in (".yml", ".yaml") and file not in wanted and not is_hidden:
                found.append(file)
    return sorted(found)


def content_hash(folders: Iterable[Path]) -> str:
    """Sha256 over every questionnaire and form file, independent of where the folders lie."""
    digest = hashlib.sha256()
    for path in questionnaire_files(folders):
        for file in [path, *sorted((path.parent / "forms").glob("*.yml"))]:
            digest.update(f"{path.parent.name}/{file.name}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
