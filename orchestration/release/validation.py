"""The verdict on disk: asking the gate, keeping what it said beside the candidate.

Belongs here: `candidate/verdict.json` and `candidate/report.html`. Does not belong here: what
is checked (the room `expectations`) or what may be published (approval).
"""

from __future__ import annotations

import json

from orchestration.core.atomic_files import settle_folder, write_whole
from orchestration.core.data_root import Root
from orchestration.core.json_text import readable
from orchestration.intake.ledger import Record
from orchestration.release import manifest as manifests
from orchestration.release import pointer, status
from orchestration.release.approval import Verdict, broken_rules
from orchestration.release.manifest import Manifest

VERDICT, REPORT = "verdict.json", "report.html"


def judge(root: Root, deliveries: list[Record]) -> Verdict:
    """Let the gate read the candidate; write verdict and report beside it; tell who waits.

    `deliveries`: the ledger's records as readers may see them.
    """
    from expectations.gate import judge
    from expectations.report import report

    settle_folder(root.candidate)
    verdict = judge.judge(root.candidate)
    manifest = manifests.load(root.candidate)
    html = report.render(verdict, manifest, deliveries, _previous(root))
    write_whole(root.candidate / REPORT, html.encode("utf-8"))
    write_whole(root.candidate / VERDICT, readable(verdict))
    if not verdict["passed"]:
        status.held(root, verdict)
    return verdict


def read(root: Root) -> Verdict | None:
    """The verdict beside the candidate, or None where the gate has not spoken."""
    file = root.candidate / VERDICT
    return json.loads(file.read_bytes()) if file.exists() else None


def report(root: Root) -> str:
    """The report beside the candidate; empty where there is none."""
    file = root.candidate / REPORT
    return file.read_text(encoding="utf-8") if file.exists() else ""


def is_settled(root: Root, fingerprint: str) -> bool:
    """True if nothing is left to do for these inputs: judged, and published if it passed."""
    verdict = read(root)
    if verdict is None:
        return False
    manifest = manifests.load(root.candidate)
    if (manifest["fingerprint"], manifest["candidate_id"]) != (
        fingerprint,
        verdict["candidate_id"],
    ):
        return False
    release_id = manifests.release_id_of(manifest["candidate_id"])
    return not verdict["passed"] or _is_whole(root, release_id)


def told(verdict: Verdict) -> str:
    """The verdict in one line."""
    results = verdict["results"]
    if verdict["passed"]:
        warnings = sum(r["status_code"] in ("fail", "error") for r in results)
        return f"{len(results)} rules, passed" + (f", {warnings} warnings" if warnings else "")
    return f"{len(results)} rules, HELD by {', '.join(r['rule_id'] for r in broken_rules(verdict))}"


def _is_whole(root: Root, release_id: str) -> bool:
    """True if readers are pointed at this release and every table it names is there."""
    current = pointer.read(root)
    if current is None or current["release_id"] != release_id:
        return False
    folder = root.published / current["path"]
    return all((folder / name).exists() for name in current["tables"].values())


def _previous(root: Root) -> Manifest | None:
    current = pointer.read(root)
    if current is None:
        return None
    folder = root.releases / current["release_id"]
    return manifests.load(folder) if (folder / manifests.FILE_NAME).exists() else None
