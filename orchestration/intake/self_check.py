"""A check of a file before it is sent: what a run would say of it; nothing is stored.

Belongs here: reading a file as a run does, and the outcome. Pure but for reading the file, in a process
of its own. Any secret will do, and a register of services is not needed. Does not belong here: what a check
points out beside what a run would say (check_findings), or what a root knows of the file (root_check).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.core.limited_process import BrokenWorkError
from orchestration.core.regular_files import NotRegularError
from orchestration.ingest.messages import receipt
from orchestration.ingest.messages.refusal import Reason, Refusal, reason
from orchestration.ingest.read_delivery import Context, read_recognised, recognise_file
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.ingest.registers.registers import Registers
from orchestration.intake import check_findings, file_content
from orchestration.intake.folder_statement import stated, statements_above
from orchestration.intake.landing import moment
from orchestration.intake.limited_reading import reasons_of, within_limits
from orchestration.intake.reconcile import OTHERS_SERVICES, hold_reason

CLEAN, FIXABLE, REFUSED = "clean", "fixable", "refused"
EXIT_CODES = {CLEAN: 0, FIXABLE: 1, REFUSED: 2}
# Findings about the registers are for those who keep them, not for the sender.
_ABOUT_REGISTERS = {"corrected", "correction_ended", "correction_unclear"}
# Correcting the cell is not enough: the file has to be destroyed and exported again.
_BEYOND_CELLS = {
    "identity_code", "weak_match", "several_in_a_row", "reworded_form", "turned_table",
    "two_forms_fit", "two_sheets_fit",
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """What would become of a file.

    `problems` would refuse it, `findings` are for the sender to correct, `notes` to know only.
    Columns that are not imported are named by their headers. `repairs` are cells corrected
    while reading, by rule. `delivery_id` is the sha256 of the file, None if it cannot be opened.
    """

    recognised: dict[str, Any] | None
    counts: dict[str, int]
    problems: list[Reason]
    findings: list[Reason]
    notes: list[Reason]
    repairs: dict[str, dict[str, Any]] = field(default_factory=dict)
    delivery_id: str | None = None

    @property
    def outcome(self) -> str:
        """Clean; fixable in the cells that are named; or refused as a whole."""
        if any(not p.cells or p.code in _BEYOND_CELLS for p in self.problems):
            return REFUSED
        return FIXABLE if self.problems or self.findings else CLEAN

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        parts = {"problems": self.problems, "findings": self.findings, "notes": self.notes}
        return {
            "outcome": self.outcome,
            "recognised": self.recognised,
            "counts": self.counts,
            "repairs": self.repairs,
            **{name: [one.as_dict() for one in part] for name, part in parts.items()},
        }


class _AnyService(Registers):
    """Registers where none of services was given: every name of a service is accepted."""

    def code(self, kind: str, name: str) -> str | None:
        """As in any registers, but every service is known."""
        return "unchecked" if kind == "service" else super().code(kind, name)


def check(
    path: Path,
    sender_code: str,
    context: Context,
    landing: Path,
    *,
    any_service: bool = False,
    data: bytes | None = None,
) -> Check:
    """Read a file as a run would, with what its folders below `landing` state.

    `any_service`: there is no register of services. `data`: the bytes of a file that is on no disk; `path`
    is where it would be.
    """
    if any_service:
        known = context.registers
        context = replace(context, registers=_AnyService(**vars(known)))
    try:
        if data is None:
            content = file_content.read(path, context.limits)
        else:
            content = file_content.of_bytes(data, context.limits)
    except (Refusal, PermissionError, NotRegularError) as error:
        return Check(None, {}, list(reasons_of(error)), [], [])
    except OSError as error:
        return Check(None, {}, [reason("broken", kind=type(error).__name__)], [], [])
    try:
        if not sender_code:
            raise Refusal(reason("no_sender"))
        fields = stated(path.relative_to(landing), statements_above(path, landing))
        short_id = content.sha256[:12]
        about = (short_id, sender_code, fields, moment(content.mtime_ns), any_service)
        found = within_limits(_check, context, content.data, *about)
    except Refusal as refusal:
        return Check(None, {}, list(refusal.reasons), [], [])
    except BrokenWorkError as error:
        return Check(None, {}, [reason("broken", kind=error.kind)], [], [])
    return replace(found, delivery_id=content.sha256 if found.counts else None)


def _check(
    context: Context,
    data: bytes,
    short_id: str,
    sender_code: str,
    fields: dict[str, str],
    arrived_at: datetime,
    any_service: bool,
) -> Check:
    """The part that is done in the process that reads a file."""
    recognised: dict[str, Any] | None = None
    findings: list[Reason] = []
    notes: list[Reason] = []
    try:
        found = recognise_file(data, context, fields)
        recognised = receipt.recognised(_named(found))
        findings = check_findings.names(found)
        notes = check_findings.notes(found, any_service=any_service)
        reading = read_recognised(found, "", sender_code, context, arrived_at)
    except Refusal as refusal:
        return Check(recognised, {}, list(refusal.reasons), findings, notes)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as a run reports it, without the data in it
        return Check(recognised, {}, [reason("broken", kind=type(error).__name__)], [], [])
    findings += [one for one in reading.findings if one.code not in _ABOUT_REGISTERS]
    if others := reading.services_of_others:
        findings.append(hold_reason(OTHERS_SERVICES, short_id, others))
    notes += [one for one in reading.findings if one.code in _ABOUT_REGISTERS]
    notes += check_findings.ignored_columns(reading)
    return Check(recognised, reading.counts, [], findings, notes, reading.repairs)


def _named(found: RecognisedSheet) -> dict[str, Any]:
    layout = found.layout
    return {
        "questionnaire_code": layout.questionnaire.questionnaire,
        "form_code": layout.form.form,
        "form_version": layout.form.version,
        "language_code": layout.language,
        "sheet": found.sheet.name,
        "header_row": found.header_row + 1,
    }
