"""The validation on disk: asking the gate, keeping what it said beside the candidate.

Belongs here: `candidate/validation.json` and `candidate/report.html`. Does not belong here: what
is checked (the room `expectations`) or what may be published (approval).
"""

from __future__ import annotations

import json

from orchestration.core.atomic_files import settle_folder, write_whole
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.intake.ledger import Record
from orchestration.release import manifest as manifests
from orchestration.release import pointer, status
from orchestration.release.approval import Validation, broken_rules
from orchestration.release.manifest import Manifest

VALIDATION, REPORT = "validation.json", "report.html"


def judge(root: DataRoot, deliveries: list[Record]) -> Validation:
    """Let the gate read the candidate; write validation and report beside it; tell who waits.

    `deliveries`: the ledger's records as readers may see them.
    """
    from expectations.gate import validate
    from expectations.report import report

    settle_folder(root.candidate)
    validation = validate.validate(root.candidate)
    manifest = manifests.load(root.candidate)
    html = report.render(validation, manifest, deliveries, _previous(root))
    write_whole(root.candidate / REPORT, html.encode("utf-8"))
    write_whole(root.candidate / VALIDATION, readable(validation))
    if not validation["passed"]:
        status.held(root, validation)
    return validation


def read(root: DataRoot) -> Validation | None:
    """The validation beside the candidate, or None where the gate has not spoken."""
    file = root.candidate / VALIDATION
    return json.loads(file.read_bytes()) if file.exists() else None


def report(root: DataRoot) -> str:
    """The report beside the candidate; empty where there is none."""
    file = root.candidate / REPORT
    return file.read_text(encoding="utf-8") if file.exists() else ""


def is_settled(root: DataRoot, fingerprint: str) -> bool:
    """True if nothing is left to do for these inputs: judged, and published if it passed."""
    validation = read(root)
    if validation is None:
        return False
    manifest = manifests.load(root.candidate)
    if (manifest["fingerprint"], manifest["candidate_id"]) != (
        fingerprint,
        validation["candidate_id"],
    ):
        return False
    release_id = manifests.release_id_of(manifest["candidate_id"])
    return not validation["passed"] or _is_whole(root, release_id)


def told(validation: Validation) -> str:
    """The validation in one line."""
    results = validation["results"]
    if validation["passed"]:
        warnings = sum(r["status_code"] in ("fail", "error") for r in results)
        return f"{len(results)} rules, passed" + (f", {warnings} warnings" if warnings else "")
    return (
        f"{len(results)} rules, HELD by {', '.join(r['rule_id'] for r in broken_rules(validation))}"
    )


def _is_whole(root: DataRoot, release_id: str) -> bool:
    """True if readers are pointed at this release and every table it names is there."""
    current = pointer.read(root)
    if current is None or current["release_id"] != release_id:
        return False
    folder = root.published / current["path"]
    return all((folder / name).exists() for name in current["tables"].values())


def _previous(root: DataRoot) -> Manifest | None:
    current = pointer.read(root)
    if current is None:
        return None
    folder = root.releases / current["release_id"]
    return manifests.load(folder) if (folder / manifests.FILE_NAME).exists() else None
