"""Columns that are not questions: who, when, where, which phase, with what consent.

Belongs here: one conversion per field role. Respondent codes are hashed here and go no further.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import ascii_digits, is_blank
from orchestration.ingest.convert import answering_times
from orchestration.ingest.convert.consent import Consent
from orchestration.ingest.convert.field_columns import Fields
from orchestration.ingest.convert.reading import Part
from orchestration.ingest.convert.repairs import Repairs
from orchestration.ingest.convert.repeated_rows import (
    differently_separated,
    repeated,
    same_time_point,
)
from orchestration.ingest.messages.answer_messages import IMPOSSIBLE
from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.messages.refusal import Reason, cell_name, reason, some_cells
from orchestration.ingest.readers.text_columns import mapped, mapped_numbers, plain_text
from orchestration.ingest.recognise.recognised_sheet import header_text
from orchestration.ingest.registers import corrections
from orchestration.ingest.registers.known_names import KINDS, UNKNOWN, NamesOfColumn
from orchestration.ingest.registers.registers import Registers
from orchestration.questionnaire.matching.days import day_of
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.matching.language_names import language_reader
from orchestration.questionnaire.model.captions import caption

LookUp = Callable[[str], str | None]
Read = Callable[[pa.Array, LookUp], pa.Array]


class FieldReader:
    """Reads the field columns of one delivery; problems are collected, not raised.

    `person_of` turns a respondent code into its key (person_reader); `arrived_at` is when the
    delivery arrived.
    """

    def __init__(
        self,
        part: Part,
        registers: Registers,
        person_of: LookUp,
        sender_code: str = "",
        arrived_at: datetime | None = None,
    ):
        self._sender, self._repairs = sender_code, Repairs()
        self._arrived_at = arrived_at
        self._findings: list[Reason] = []
        self._recognised, self._rows, self._body = part.recognised, part.rows, dict(part.body)
        self._present = pa.array(part.present)
        self._layout = part.recognised.layout
        if (codes := self._layout.column_of("respondent_code")) is not None:
            # Looked at twice, and nearly all of them different: the costliest column to number.
            self._body[codes] = self._body[codes].dictionary_encode()
        self._registers, self._person_of = registers, person_of
        self._problems: list[Reason] = []
        self._possible = pa.array(np.ones(len(part.rows), bool))

    def read(self) -> Fields:
        """Return all field columns in the shape of the submissions table."""
        # Who has no form at a time point has none of its days either.
        answered_at = pc.if_else(self._present, self._dates(), None)
        person = self._map("respondent_code", self._person_of, mapped_numbers)
        self._check_separators()
        response_id = self._map("response_id", lambda text: _number(text))
        self._add_problem("repeated_response", "response_id", repeated(response_id))
        self._named_rows = corrections.NamedRows(
            self._recognised.sheet.name, self._rows, response_id, answered_at
        )
        phase = self._phase()
        registered = {f"{kind}_code": self._registered(kind) for kind in KINDS}
        if self._layout.form.time_points:
            self._check_codes(person)
        else:
            service = registered["service_code"]
            again = same_time_point(person, phase, service, answered_at)
            self._add_finding("repeated_time_point", "respondent_code", again)
        columns = {
            "response_id": response_id,
            "answered_at": answered_at,
            "person_key": person,
            "phase_code": phase,
            **registered,
            "language_code": self._language(),
            "assistance_code": self._valued("assistance"),
            "mode_code": self._valued("mode"),
        }
        about = (self._problems, self._findings, self._repairs)
        return Fields(columns, self._consent(), self._possible, *about)

    def _check_codes(self, person: pa.Array) -> None:
        """A row is a person: without a code nothing matches it; rows of one code are one person."""
        column = self._layout.column_of("respondent_code")
        # A code that is once on the row is needed whether or not there is a form at this time point.
        is_own = column is not None and column not in self._layout.shared
        here = self._present if is_own else pa.array(np.ones(len(self._rows), bool))
        self._add_finding("row_without_code", "respondent_code", pc.and_(here, pc.is_null(person)))
        self._add_finding("repeated_code", "respondent_code", pc.and_(here, repeated(person)))

    def _check_separators(self) -> None:
        """Codes that only a hyphen or blank tells apart are different people; a person may look."""
        texts = self._texts("respondent_code")
        if texts is None:
            return
        self._add_finding("separated_codes", "respondent_code", differently_separated(texts))

    def _texts(self, role: str) -> pa.Array | None:
        index = self._layout.column_of(role)
        if index is not None:
            return self._body[index]
        constant = self._layout.form.constants.get(role)  # type: ignore[call-overload]
        return None if constant is None else pa.array([constant] * len(self._rows), pa.string())

    def _is_constant(self, role: str) -> bool:
        return self._layout.column_of(role) is None

    def _map(self, role: str, look_up: LookUp, read: Read = mapped) -> pa.Array:
        """Each distinct text looked up once; null where the field has no column."""
        texts = self._texts(role)
        if texts is None:
            return pa.nulls(len(self._rows), pa.string())
        return read(texts, look_up)

    def _dates(self) -> pa.Array:
        texts, form = self._texts("answered_at"), self._layout.form
        if texts is None:
            if not form.days and self._layout.questionnaire.subject == "person":
                where = cell_name(self._recognised.header_row + 1, 0)
                self._problems.append(
                    reason("no_day", sheet=self._recognised.sheet.name, cell=where)
                )
            return self._forms_days()
        times = answering_times.read(
            self._recognised, texts, self._present, self._forms_days, self._arrived_at
        )
        for rule, hits in times.repaired.items():
            self._repairs.add(rule, self._rows[hits], self._layout.column_of("answered_at") or 0)
        for why, wrong in times.problems.items():
            self._add_problem(why, "answered_at", wrong)
        self._add_finding("no_time", "answered_at", times.blank)
        for cause, wrong in times.impossible.items():
            self._add_finding("impossible_date", "answered_at", wrong, cause=IMPOSSIBLE[cause])
        self._possible = times.possible
        return times.dates

    def _forms_days(self) -> pa.Array:
        """The day that the form gives for the phase of each row."""
        look_up = day_of(self._layout.form, self._layout.questionnaire)
        if self._layout.questionnaire.fields.phase is None:
            single = pa.scalar(look_up("single"), pa.date32()).cast(pa.timestamp("us"))
            return pa.repeat(single, len(self._rows))
        days = self._map("phase", lambda text: str(look_up(text) or "") or None)
        return days.cast(pa.timestamp("us"))

    def _phase(self) -> pa.Array:
        declared = self._layout.questionnaire.fields.phase
        if declared is None:
            return pa.array(["single"] * len(self._rows), pa.string())
        constant = self._layout.form.constants.get("phase")
        known = labels(declared.values)

        def phase_of(text: str) -> str | None:
            return known.get(text if text.strip() else constant or "")

        phases = self._corrected("phase", self._map("phase", phase_of), phase_of)
        texts = self._texts("phase")
        trimmed = "" if texts is None else pc.utf8_trim_whitespace(plain_text(texts))
        blank = pc.equal(trimmed, "")
        allowed = " · ".join(caption(v, self._layout.language) for v in declared.values.values())
        unknown = pc.is_null(phases)
        self._add_problem("no_phase", "phase", pc.and_(unknown, blank))
        self._add_problem(
            "unknown_phase", "phase", pc.and_(unknown, pc.invert(blank)), allowed=allowed
        )
        return phases

    def _registered(self, kind: str) -> pa.Array:
        """Code of a service, municipality or area; blank is null, an unknown name is refused."""
        # A value that the form declares for all its rows may be a code: a person wrote it there.
        names = NamesOfColumn(self._registers, kind, may_be_code=self._is_constant(kind))
        codes = self._corrected(kind, self._map(kind, names.code), names.code)
        unknown = pc.fill_null(pc.equal(codes, UNKNOWN), False)
        self._add_problem("unknown_value", kind, unknown, **names.details())
        return codes

    def _corrected(self, role: str, codes: pa.Array, look_up: LookUp) -> pa.Array:
        """The codes after the register of corrections; it holds phases and services only."""
        form = self._layout.form.form
        lines = [
            line for line in self._registers.corrections if line.concerns(self._sender, form, role)
        ]
        column = self._layout.column_of(role)
        codes, problems, findings = corrections.apply_corrections(
            lines, self._named_rows, self._texts(role), codes, look_up, column
        )
        self._problems += problems
        self._findings += findings
        return codes

    def _language(self) -> pa.Array:
        declared = self._layout.questionnaire.fields.language
        codes = self._map("language", language_reader(declared.values if declared else {}))
        return pc.fill_null(codes, self._layout.language)

    def _valued(self, role: str) -> pa.Array:
        """Code of a declared value; null for any other text, which harms no answer."""
        declared = self._layout.questionnaire.fields.declared().get(role)
        return self._map(role, labels(declared.values if declared else {}).get)

    def _consent(self) -> Consent:
        """Where a form asks for consent, only a row that gives it may be written."""
        declared, texts = self._layout.questionnaire.fields.consent, self._texts("consent")
        if declared is None or texts is None:
            return Consent.everywhere(len(self._rows))
        consent = Consent.of(texts, declared.values)
        allowed = " · ".join(caption(v, self._layout.language) for v in declared.values.values())
        present = self._present.to_numpy(zero_copy_only=False)
        unknown = pa.array(consent.unknown & present)
        self._add_problem("unknown_consent", "consent", unknown, allowed=allowed)
        self._add_finding("blank_consent", "consent", pa.array(consent.blank & present))
        return consent

    def _add_problem(self, why: str, role: str, wrong: pa.Array, **more: str | Phrase) -> None:
        self._problems += self._reasons(why, role, wrong, **more)

    def _add_finding(self, why: str, role: str, wrong: pa.Array, **more: str | Phrase) -> None:
        self._findings += self._reasons(why, role, wrong, **more)

    def _reasons(self, why: str, role: str, wrong: pa.Array, **more: str | Phrase) -> list[Reason]:
        hits = self._rows[wrong.to_numpy(zero_copy_only=False)]
        if not len(hits):
            return []
        column = self._layout.column_of(role)
        sheet, text = self._recognised.sheet.name, header_text(self._layout, role)
        where = (
            cell_name(self._recognised.header_row + 1, 0)
            if column is None
            else some_cells(hits.tolist(), column)
        )
        return [reason(why, sheet=sheet, cell=where, text=text, count=len(hits), **more)]


def _number(text: str) -> str | None:
    return None if is_blank(text) else ascii_digits(text).strip()
