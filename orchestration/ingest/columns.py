"""Columns that are not questions: who, when, where, which phase, with what consent.

Belongs here: one conversion per field role. Respondent codes are hashed here and go no further.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.recognise import Found, header_text
from orchestration.ingest.refusal import Reason, cell_name, reason, some_cells
from orchestration.ingest.registers import Registers
from orchestration.ingest.values import BLANKS, parse_dates
from orchestration.privacy.door import person_key
from orchestration.questionnaire.match import labels
from orchestration.questionnaire.text import normalise

_NEXT = {
    "service": (
        "Lisää palvelu rekisteriin registers/services.csv tai nimi tiedostoon aliases.csv.",
        "Add the service to registers/services.csv or its name to aliases.csv.",
    ),
    "municipality": (
        "Käytä kunnan virallista nimeä tai lisää nimi tiedostoon registers/aliases.csv.",
        "Use the municipality's official name or add the name to registers/aliases.csv.",
    ),
    "area": (
        "Käytä hyvinvointialueen virallista nimeä tai lisää nimi tiedostoon registers/aliases.csv.",
        "Use the county's official name or add the name to registers/aliases.csv.",
    ),
}


@dataclass
class Fields:
    """Field columns of a delivery, all rows; `consented` tells which rows may be written."""

    columns: dict[str, pa.Array]
    consented: pa.Array
    problems: list[Reason] = field(default_factory=list)


class FieldReader:
    """Reads the field columns of one delivery; problems are collected, not raised."""

    def __init__(
        self,
        found: Found,
        rows: np.ndarray,
        body: dict[int, pa.Array],
        registers: Registers,
        secret: bytes,
    ):
        self._found, self._rows, self._body = found, rows, body
        self._layout = found.layout
        self._registers, self._secret = registers, secret
        self._problems: list[Reason] = []

    def read(self) -> Fields:
        """Return all field columns in the shape of the submissions table."""
        scope = self._layout.questionnaire.scope
        answered_at = self._dates()
        person = self._map("respondent_code", lambda text: person_key(text, scope, self._secret))
        columns = {
            "response_id": self._map("response_id", lambda text: text.strip() or None),
            "answered_at": answered_at,
            "answered_ordinal": _ordinals(answered_at, person),
            "person_key": person,
            "phase_code": self._phase(),
            **{f"{kind}_code": self._registered(kind) for kind in _NEXT},
            "language_code": self._language(),
            "assistance_code": self._valued("assistance"),
            "mode_code": self._valued("mode"),
        }
        return Fields(columns, self._consent(), self._problems)

    def _texts(self, role: str) -> pa.Array | None:
        index = self._layout.column_of(role)
        if index is not None:
            return self._body[index]
        constant = self._layout.form.constants.get(role)  # type: ignore[call-overload]
        return None if constant is None else pa.array([constant] * len(self._rows), pa.string())

    def _map(self, role: str, decide: Callable[[str], str | None]) -> pa.Array:
        """Each distinct text decided once; null where the field has no column."""
        texts = self._texts(role)
        if texts is None:
            return pa.nulls(len(self._rows), pa.string())
        encoded = texts.dictionary_encode()
        decided = [decide(text) for text in encoded.dictionary.to_pylist()]
        return pa.array(decided, pa.string()).take(encoded.indices)

    def _dates(self) -> pa.Array:
        texts = self._texts("answered_at")
        if texts is None:
            return pa.nulls(len(self._rows), pa.timestamp("us"))
        dates = parse_dates(texts)
        blank = pc.is_in(pc.utf8_trim_whitespace(texts), pa.array(sorted(BLANKS)))
        self._refuse("bad_date", "answered_at", pc.and_(pc.is_null(dates), pc.invert(blank)))
        return dates

    def _phase(self) -> pa.Array:
        declared = self._layout.questionnaire.fields.phase
        if declared is None:
            return pa.array(["single"] * len(self._rows), pa.string())
        constant = self._layout.form.constants.get("phase")
        known = {**labels(declared.values), **({"": constant} if constant else {})}
        phases = self._map("phase", lambda text: known.get(normalise(text)))
        self._refuse("no_phase", "phase", pc.is_null(phases))
        return phases

    def _registered(self, kind: str) -> pa.Array:
        """Code of a service, municipality or area; blank is null, an unknown name is refused."""

        def decide(text: str) -> str | None:
            return None if normalise(text) in BLANKS else self._registers.code(kind, text) or "?"

        codes = self._map(kind, decide)
        next_fi, next_en = _NEXT[kind]
        unknown = pc.fill_null(pc.equal(codes, "?"), False)
        self._refuse("unknown_value", kind, unknown, next_fi=next_fi, next_en=next_en)
        return codes

    def _language(self) -> pa.Array:
        declared = self._layout.questionnaire.fields.language
        known = labels(declared.values) if declared else {}
        found = self._map("language", lambda text: known.get(normalise(text)))
        return pc.fill_null(found, self._layout.language)

    def _valued(self, role: str) -> pa.Array:
        """Code of a declared value; a text that is none is not known, which harms no answer."""
        declared = self._layout.questionnaire.fields.declared().get(role)
        known = labels(declared.values) if declared else {}
        return self._map(role, lambda text: known.get(normalise(text)))

    def _consent(self) -> pa.Array:
        """Where a form asks for consent, only a row that gives it may be written."""
        declared = self._layout.questionnaire.fields.consent
        if declared is None or self._texts("consent") is None:
            return pa.array(np.ones(len(self._rows), bool))
        known = labels(declared.values)
        given = self._map("consent", lambda text: known.get(normalise(text)))
        return pc.fill_null(pc.equal(given, "given"), False)

    def _refuse(self, why: str, role: str, wrong: pa.Array, **more: str) -> None:
        hits = self._rows[wrong.to_numpy(zero_copy_only=False)]
        if not len(hits):
            return
        column = self._layout.column_of(role)
        sheet, text = self._found.sheet.name, header_text(self._layout, role)
        where = (
            cell_name(self._found.header_row + 1, 0)
            if column is None
            else some_cells(hits.tolist(), column)
        )
        self._problems.append(
            reason(why, sheet=sheet, cell=where, text=text, count=len(hits), **more)
        )


def _ordinals(answered_at: pa.Array, person: pa.Array) -> pa.Array:
    """1, 2, … among rows of the same time and person, in the file's order."""
    seen: dict[tuple, int] = {}
    numbers = []
    for key in zip(answered_at.cast(pa.int64()).to_pylist(), person.to_pylist(), strict=True):
        seen[key] = seen.get(key, 0) + 1
        numbers.append(seen[key])
    return pa.array(numbers, pa.int32())
