"""A check of a file before it is sent: what a run would say of it; nothing is stored.

Belongs here: reading a file as a run does, findings about its respondent codes, and the outcome.
Pure but for reading the file, in a process of its own. Any secret will do, and a register of services is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc

from orchestration.core.limited_process import BrokenWorkError
from orchestration.core.regular_files import NotRegularError
from orchestration.core.text import shown as escaped
from orchestration.ingest.convert.time_points import own_columns
from orchestration.ingest.messages import receipt
from orchestration.ingest.messages.cell_addresses import Cells, cell_name, some_cells
from orchestration.ingest.messages.form_messages import MORE_COLUMNS
from orchestration.ingest.messages.message import Phrase, joined
from orchestration.ingest.messages.refusal import Reason, Refusal, reason
from orchestration.ingest.read_delivery import Context, Reading, read_recognised, recognise_file
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.ingest.registers.registers import Registers
from orchestration.intake import file_content
from orchestration.intake.folder_statement import stated, statements_above
from orchestration.intake.landing import moment
from orchestration.intake.limited_reading import reasons_of, within_limits
from orchestration.intake.reconcile import OTHERS_SERVICES, hold_reason
from orchestration.privacy import respondent_codes
from orchestration.privacy.personal_data import may_be_shown

CLEAN, FIXABLE, REFUSED = "clean", "fixable", "refused"
EXIT_CODES = {CLEAN: 0, FIXABLE: 1, REFUSED: 2}
# Findings about the registers are for those who keep them, not for the sender.
_ABOUT_REGISTERS = {"corrected", "correction_ended", "correction_unclear"}
# Correcting the cell is not enough: the file has to be destroyed and exported again.
_BEYOND_CELLS = {
    "identity_code", "weak_match", "several_in_a_row", "reworded_form", "turned_table",
    "two_forms_fit", "two_sheets_fit",
}  # fmt: skip


# Of the columns that are not imported so many are named, and so many addresses are shown.
_MOST_NAMED, _MOST_CELLS = 12, 5


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
    path: Path, sender_code: str, context: Context, landing: Path, *, any_service: bool = False
) -> Check:
    """Read a file as a run would, with what its folders below `landing` state.

    `any_service`: there is no register of services.
    """
    if any_service:
        known = context.registers
        context = replace(context, registers=_AnyService(**vars(known)))
    try:
        content = file_content.read(path, context.limits)
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
        findings, notes = _names(found), _notes(found, any_service=any_service)
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
    notes += _ignored_columns(reading)
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


def _codes(found: RecognisedSheet) -> Iterator[tuple[list[str], np.ndarray, int]]:
    """The respondent codes of rows that hold anything, their row numbers, and their column: of
    each column of codes, since every time point may have its own.
    """
    filled: dict[int, np.ndarray] = {}
    for part, own in zip(found.layout.parts, own_columns(found.layout), strict=True):
        column = part.column_of("respondent_code")
        if column is None or found.sheet.height <= found.header_row + 1:
            continue
        for index in own:
            texts = found.sheet.columns[index].slice(found.header_row + 1)
            some = pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
            filled[column] = filled[column] | some if column in filled else some
    for column, rows in filled.items():
        kept = np.flatnonzero(rows)
        texts = found.sheet.columns[column].slice(found.header_row + 1).take(kept).to_pylist()
        yield texts, kept + found.first_row, column


def _names(found: RecognisedSheet) -> list[Reason]:
    """Codes that look like a name: the sender has to correct them, so they are findings."""
    return _about_codes(found, {"name_like_code": respondent_codes.name_like})


def _notes(found: RecognisedSheet, *, any_service: bool) -> list[Reason]:
    notes = _about_codes(
        found,
        {
            "near_codes": respondent_codes.near,
            "blank_code": respondent_codes.blank,
            "corrected_code": respondent_codes.unusually_spelled,
        },
    )
    services = (part.column_of("service") for part in found.layout.parts)
    if any_service and any(column is not None for column in services):
        notes.append(reason("unchecked_services"))
    return [*notes, *_unpublished_numbers(found)]


def _unpublished_numbers(found: RecognisedSheet) -> list[Reason]:
    """Columns of numbers that are read and then published nowhere."""
    layout = found.layout
    codes = layout.questionnaire.unpublished_numbers()
    columns = sorted(
        {i for part in layout.parts for i, target in part.columns.items() if target.code in codes}
    )
    if not columns:
        return []
    cells = [cell_name(found.header_row + 1, column) for column in columns]
    where = Cells(", ".join(cells), tuple(cells))
    return [reason("numbers_without_bands", sheet=found.sheet.name, cell=where, count=len(cells))]


def _about_codes(found: RecognisedSheet, rules: dict[str, Any]) -> list[Reason]:
    reasons = []
    for texts, rows, column in _codes(found):
        for why, rule in rules.items():
            if hits := rule(texts):
                where = some_cells(rows[hits].tolist(), column)
                reasons.append(reason(why, sheet=found.sheet.name, cell=where, count=len(hits)))
    return reasons


def _ignored_columns(reading: Reading) -> list[Reason]:
    """Columns that are not imported, the first of them by their headers; one that may hold personal
    data is named by its address.
    """
    found = reading.left_out_headers
    if not found:
        return []
    names = [
        f"“{escaped(' '.join(text.split()))}”" if may_be_shown(text) else cell
        for cell, text in found.items()
    ]
    shown, rest = ", ".join(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    more = MORE_COLUMNS.filled(count=rest) if rest > 0 else Phrase()
    first = ", ".join([*found][:_MOST_CELLS]) + (" …" if len(found) > _MOST_CELLS else "")
    about = {"names": joined([Phrase(shown, shown), more]), "count": len(found)}
    where = Cells(first, tuple(found))
    return [reason("extra_columns", sheet=reading.recognised.sheet.name, cell=where, **about)]
