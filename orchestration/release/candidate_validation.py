"""The validation on disk: running the gate, and keeping its result beside the candidate.

Belongs here: `candidate/validation.json` and `candidate/report.html`. Does not belong here: what
is checked (the folder `expectations`) or what may be published (approval).
"""

from __future__ import annotations

import json
from typing import Any

from orchestration.core.atomic_files import settle_folder, write_whole
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.release import manifest as manifests
from orchestration.release import pointer, status
from orchestration.release.approval import RUN_AGAIN, SEE_REPORT, Validation, broken_rules
from orchestration.release.manifest import Manifest

VALIDATION, REPORT = "validation.json", "report.html"


def validate(root: DataRoot, deliveries: list[dict[str, Any]]) -> Validation:
    """Let the gate read the candidate, and write validation and report beside it.

    `deliveries`: the ledger's records as readers may see them. A failed validation is also put
    into status.json, which readers see. Raises ManifestError where there is no whole candidate.
    """
    from expectations.gate import validate as gate
    from expectations.report import report

    settle_folder(root.candidate)
    try:
        manifest = manifests.load(root.candidate)
    except manifests.ManifestError as error:
        raise manifests.ManifestError(f"{error} {RUN_AGAIN}") from error
    validation = gate.validate(root.candidate)
    html = report.render(validation, manifest, deliveries, _previous(root))
    write_whole(root.candidate / REPORT, html.encode("utf-8"))
    write_whole(root.candidate / VALIDATION, readable(validation))
    if not validation["passed"]:
        status.held(root, validation)
    return validation


def read(root: DataRoot) -> Validation | None:
    """The validation beside the candidate; None where there is none, or none that can be read."""
    try:
        content = json.loads((root.candidate / VALIDATION).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return content if isinstance(content, dict) and "candidate_id" in content else None


def report(root: DataRoot) -> str:
    """The report beside the candidate; empty where there is none."""
    file = root.candidate / REPORT
    return file.read_text(encoding="utf-8") if file.exists() else ""


def is_settled(root: DataRoot, fingerprint: str) -> bool:
    """True if nothing is left to do for these inputs: validated, and published if it passed."""
    validation = read(root)
    if validation is None:
        return False
    try:
        manifest = manifests.load(root.candidate)
    except manifests.ManifestError:
        return False
    if (manifest["fingerprint"], manifest["candidate_id"]) != (
        fingerprint,
        validation["candidate_id"],
    ):
        return False
    release_id = manifests.release_id_of(manifest["candidate_id"])
    return not validation["passed"] or _is_whole(root, release_id)


def summary(validation: Validation) -> str:
    """The validation in one line."""
    results = validation["results"]
    broken = sum(result["status_code"] in ("fail", "error") for result in results)
    blocking = len(broken_rules(validation))
    parts = [f"{len(results)} rules, {'passed' if validation['passed'] else 'failed'}"]
    parts += [f"{blocking} blocking rules broken"] if blocking else []
    parts += [f"{broken - blocking} warnings"] if broken > blocking else []
    return ", ".join(parts)


def held_text(validation: Validation) -> str:
    """Why the candidate is not published: a line per broken blocking rule, without any value."""
    broken = broken_rules(validation)
    lines = [f"  {result['rule_id']}: {result['rule_text_en']}" for result in broken]
    count = "1 blocking rule is" if len(broken) == 1 else f"{len(broken)} blocking rules are"
    return "\n".join([f"The candidate is not published: {count} broken.", *lines, SEE_REPORT])


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
