"""May this candidate be published? Only bytes that a passing verdict lists.

Belongs here: comparing candidate, manifest and verdict. Does not belong here: making a verdict
(the room `expectations`), or changing anything on disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration.core.atomic_files import sha256_of
from orchestration.release import manifest as manifests
from orchestration.release.manifest import Manifest

Verdict = dict[str, Any]
RUN_AGAIN = "Run `mukana run`: it makes the candidate and its verdict again."
SEE_REPORT = "Read the validation report, correct the data or the rule, and run `mukana run`."


class NotPublishable(Exception):  # noqa: N818 (an answer, not a fault)
    """Nothing was published. `reason`: one plain sentence; `next_step`: what to do."""

    def __init__(self, code: str, reason: str, next_step: str = RUN_AGAIN) -> None:
        super().__init__(f"{reason} {next_step}")
        self.code = code
        self.reason = reason
        self.next_step = next_step


def approved(candidate_dir: Path, verdict: Verdict | None) -> tuple[Manifest, Verdict]:
    """Manifest and verdict of a candidate whose every byte has a passing verdict.

    Raises NotPublishable otherwise; reads only.
    """
    try:
        manifest = manifests.load(candidate_dir)
    except manifests.ManifestError as error:
        raise NotPublishable("no_candidate", f"There is no whole candidate: {error}") from error
    if verdict is None:
        raise NotPublishable("no_verdict", "The gate has given no verdict on this candidate.")
    _require_passed(verdict)
    if verdict.get("candidate_id") != manifest["candidate_id"]:
        raise NotPublishable("stale_verdict", "The verdict is about another candidate.")
    _require_same_tables(manifest, verdict)
    _require_same_bytes(candidate_dir, manifest, verdict)
    return manifest, verdict


def broken_rules(verdict: Verdict) -> list[dict[str, Any]]:
    """The results of blocking rules that failed or could not be worked out."""
    return [
        result
        for result in verdict.get("results", [])
        if result["severity_code"] == "blocking" and result["status_code"] in ("fail", "error")
    ]


def _require_passed(verdict: Verdict) -> None:
    broken = broken_rules(verdict)
    if verdict.get("passed") is not True or broken:
        names = ", ".join(sorted({result["rule_id"] for result in broken})) or "not named"
        raise NotPublishable(
            "not_passed", f"The gate holds this candidate; rules broken: {names}.", SEE_REPORT
        )
    if not verdict.get("results"):
        raise NotPublishable("no_rules", "The verdict checked no rule, so it proves nothing.")


def _require_same_tables(manifest: Manifest, verdict: Verdict) -> None:
    listed, judged = set(manifest["tables"]), set(verdict.get("tables", {}))
    if listed != judged:
        names = ", ".join(sorted(listed ^ judged))
        raise NotPublishable(
            "other_tables", f"The candidate and the verdict do not list the same tables: {names}."
        )


def _require_same_bytes(candidate_dir: Path, manifest: Manifest, verdict: Verdict) -> None:
    for table, entry in manifest["tables"].items():
        path = candidate_dir / f"{table}.parquet"
        if not path.is_file():
            raise NotPublishable("missing_file", f"{path.name} of the candidate is missing.")
        if not sha256_of(path) == entry["sha256"] == verdict["tables"][table]:
            raise NotPublishable(
                "other_bytes", f"{path.name} is not the file that the verdict is about."
            )
