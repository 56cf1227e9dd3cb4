"""May this candidate be published? Only bytes that a passing validation lists.

Belongs here: comparing candidate, manifest and validation. Does not belong here: making a validation
(the folder `expectations`), or changing anything on disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration.core.atomic_files import sha256_of
from orchestration.core.errors import UserError
from orchestration.release import manifest as manifests
from orchestration.release.manifest import Manifest

Validation = dict[str, Any]
RUN_AGAIN = "Run `mukana run`: it makes the candidate and its validation again."
SEE_REPORT = "Read the validation report, correct the data or the rule, and run `mukana run`."


class NotPublishable(UserError):  # noqa: N818 (an answer, not a fault)
    """Nothing was published. `reason`: one plain sentence; `next_step`: what to do."""

    def __init__(self, code: str, reason: str, next_step: str = RUN_AGAIN) -> None:
        super().__init__(f"{reason} {next_step}")
        self.code = code
        self.reason = reason
        self.next_step = next_step


def approved(candidate_dir: Path, validation: Validation | None) -> tuple[Manifest, Validation]:
    """Manifest and validation of a candidate whose every byte has a passing validation.

    Raises NotPublishable otherwise; reads only.
    """
    try:
        manifest = manifests.load(candidate_dir)
    except manifests.ManifestError as error:
        raise NotPublishable("no_candidate", f"There is no whole candidate: {error}") from error
    if validation is None:
        raise NotPublishable("no_validation", "This candidate has not been validated.")
    _require_passed(validation)
    if validation.get("candidate_id") != manifest["candidate_id"]:
        raise NotPublishable("stale_validation", "The validation is about another candidate.")
    _require_same_tables(manifest, validation)
    _require_same_bytes(candidate_dir, manifest, validation)
    return manifest, validation


def broken_rules(validation: Validation) -> list[dict[str, Any]]:
    """The results of blocking rules that failed or could not be worked out."""
    return [
        result
        for result in validation.get("results", [])
        if result["severity_code"] == "blocking" and result["status_code"] in ("fail", "error")
    ]


def _require_passed(validation: Validation) -> None:
    broken = broken_rules(validation)
    if validation.get("passed") is not True or broken:
        names = ", ".join(sorted({result["rule_id"] for result in broken})) or "not named"
        raise NotPublishable(
            "not_passed", f"The validation failed. Blocking rules broken: {names}.", SEE_REPORT
        )
    if not validation.get("results"):
        raise NotPublishable("no_rules", "The validation checked no rule, so it proves nothing.")


def _require_same_tables(manifest: Manifest, validation: Validation) -> None:
    listed, validated = set(manifest["tables"]), set(validation.get("tables", {}))
    if listed != validated:
        names = ", ".join(sorted(listed ^ validated))
        raise NotPublishable(
            "other_tables",
            f"The candidate and the validation do not list the same tables: {names}.",
        )


def _require_same_bytes(candidate_dir: Path, manifest: Manifest, validation: Validation) -> None:
    for table, entry in manifest["tables"].items():
        path = candidate_dir / f"{table}.parquet"
        if not path.is_file():
            raise NotPublishable("missing_file", f"{path.name} of the candidate is missing.")
        if not sha256_of(path) == entry["sha256"] == validation["tables"][table]:
            raise NotPublishable(
                "other_bytes", f"{path.name} is not the file that the validation is about."
            )
