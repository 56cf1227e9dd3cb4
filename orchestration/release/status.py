"""published/status.json: which release is current, and whether a newer candidate is held.

Belongs here: what readers may know about what is not published yet. Does not belong here:
values of rows, counts of people, or anything that changes the release itself.
"""

from __future__ import annotations

import json
from typing import Any

from orchestration.core import atomic_files, zones
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.release import pointer
from orchestration.release.approval import Validation, broken_rules
from orchestration.release.manifest import release_id_of
from orchestration.release.standing import Standing

FILE_NAME = "status.json"
NOT_CHECKED = {
    "candidate_id": None,
    "release_id": None,
    "status_code": "not_checked",
    "reason_fi": "Uudempaa aineistoa ei ole voitu tarkistaa.",
    "reason_en": "A newer candidate could not be checked.",
    "rules": [],
}

_DECISIONS = {
    "waits": (
        "Uudempi aineisto odottaa ihmisen päätöstä.",
        "A newer candidate waits for a person's decision.",
    ),
    "rejected": (
        "Ihminen päätti, ettei uudempaa aineistoa julkaista.",
        "A person decided that a newer candidate is not published.",
    ),
}


def read(root: DataRoot) -> dict[str, Any] | None:
    """Content of status.json, or None when it is not there or not readable."""
    try:
        content = json.loads((root.published / FILE_NAME).read_bytes())
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def held(root: DataRoot, validation: Validation | None) -> dict[str, Any]:
    """Write down that a newer candidate is held and why; the release is left untouched.

    `validation` None, or one without a broken rule: the candidate could not be checked. Returns
    the content of status.json.
    """
    if validation is None or not broken_rules(validation):
        return _write(root, NOT_CHECKED)
    return _write(root, _held(validation))


def decided(root: DataRoot, standing: Standing) -> dict[str, Any]:
    """Write down that a newer candidate waits for a person's decision, or was rejected."""
    return _write(root, _decided(standing.candidate_id, standing.status))


def released(root: DataRoot) -> dict[str, Any]:
    """Write down that the current release is the newest."""
    return _write(root, None)


def is_right(root: DataRoot, validation: Validation, *, is_in_use: bool) -> bool:
    """True if status.json says what may follow from the pointer and the candidate's validation.

    `is_in_use`: the candidate is the release in use.
    """
    newer: list[dict[str, Any] | None] = [None]
    if not validation["passed"]:
        newer = [_held(validation)]
    elif not is_in_use:
        newer += [_decided(validation["candidate_id"], kind) for kind in _DECISIONS]
    return read(root) in [_content(root, one) for one in newer]


def _content(root: DataRoot, newer: dict[str, Any] | None) -> dict[str, Any]:
    current = pointer.read(root) or {}
    return {
        "release_id": current.get("release_id"),
        "published_at": current.get("published_at"),
        "newer_candidate": newer,
    }


def _write(root: DataRoot, newer: dict[str, Any] | None) -> dict[str, Any]:
    content = _content(root, newer)
    path = root.published / FILE_NAME
    if read(root) != content:
        with zones.for_readers(root):
            atomic_files.write_whole(path, readable(content))
    return content


def _decided(candidate_id: str, kind: str) -> dict[str, Any]:
    fi, en = _DECISIONS[kind]
    return {
        "candidate_id": candidate_id,
        "release_id": release_id_of(candidate_id),
        "status_code": kind,
        "reason_fi": fi,
        "reason_en": en,
        "rules": [],
    }


def _held(validation: Validation) -> dict[str, Any]:
    rules = [
        {key: result.get(key) for key in ("rule_id", "table_name", "rule_text_fi", "rule_text_en")}
        for result in broken_rules(validation)
    ]
    candidate_id = validation["candidate_id"]
    return {
        "candidate_id": candidate_id,
        "release_id": release_id_of(candidate_id),
        "status_code": "held",
        "reason_fi": f"Laatuportti pysäytti uudemman aineiston. Estäviä havaintoja: {len(rules)}.",
        "reason_en": f"The quality gate holds a newer candidate. Blocking findings: {len(rules)}.",
        "rules": rules,
    }
