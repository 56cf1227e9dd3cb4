"""One delivery, from bytes to submissions and answers: the order of the steps, each taken once.

    readers -> recognise -> convert -> redelivery

Belongs here: that order, and what a reading depends on. Pure: the bytes, the secret, the surveys
and the registers are handed in, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from orchestration.ingest.convert.delivered_cells import (
    cell_reasons,
    reader_repairs,
    refuse_broken_rows,
)
from orchestration.ingest.convert.filled_rows import filled_rows
from orchestration.ingest.convert.reading import Reading
from orchestration.ingest.convert.submissions import Origin, convert
from orchestration.ingest.convert.tables import Blocks, Tables
from orchestration.ingest.convert.undeclared_options import undeclared_options
from orchestration.ingest.identity_codes import refuse_identity_codes
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import Bytes, Limits, read_sheets
from orchestration.ingest.recognise.choose import RecognisedSheet, header_indexes, recognise
from orchestration.ingest.recognise.unread_columns import unread_columns
from orchestration.ingest.redelivery.withdrawals import refusals_of
from orchestration.ingest.registers.registers import Registers
from orchestration.ingest.registers.service_senders import services_of_others
from orchestration.questionnaire.matching.match import HeaderIndex
from orchestration.questionnaire.model.questionnaire import Survey

__all__ = ["Context", "Reading", "read_delivery", "read_recognised", "recognise_file"]


@dataclass(frozen=True)
class Context:
    """Everything a reading depends on beside the file itself."""

    surveys: dict[str, Survey]
    registers: Registers
    secret: bytes
    limits: Limits
    forgotten: frozenset[str] = frozenset()

    @cached_property
    def indexes(self) -> list[HeaderIndex]:
        """The header indexes of all forms, made once for a batch."""
        return header_indexes(self.surveys.values())


def read_delivery(
    data: Bytes,
    delivery_id: str,
    sender_code: str,
    context: Context,
    stated: Mapping[str, str] | None = None,
    arrived_at: datetime | None = None,
) -> Reading:
    """Read one file; `stated` are fields that its folder states, `arrived_at` is when it arrived.

    Raises Refusal with all reasons.
    """
    # Handed on without a name of its own here, so that the cells are let go of on the way.
    return read_recognised(
        recognise_file(data, context, stated), delivery_id, sender_code, context, arrived_at
    )


def recognise_file(
    data: Bytes, context: Context, stated: Mapping[str, str] | None = None
) -> RecognisedSheet:
    """Read the sheets of a file; return the one with the answers and its form. Raises Refusal."""
    sheets = read_sheets(data, context.limits)
    refuse_identity_codes(sheets)
    return recognise(sheets, context.indexes, stated)


def read_recognised(
    recognised: RecognisedSheet,
    delivery_id: str,
    sender_code: str,
    context: Context,
    arrived_at: datetime | None = None,
) -> Reading:
    """Read the answers of a sheet that was recognised. Raises Refusal with all reasons.

    The tables of the reading are those of SCHEMAS, and `refusals`.
    """
    filled = filled_rows(recognised)
    refuse_broken_rows(recognised, filled)
    unread, undeclared = unread_columns(recognised), undeclared_options(recognised, filled)
    # From here on only the known columns are needed; let the rest of a big sheet go.
    recognised = recognised.without_cells()
    problems, findings = cell_reasons(recognised, filled)
    if undeclared or problems:
        raise Refusal(*undeclared, *problems)
    origin = Origin(delivery_id, sender_code, arrived_at, context.forgotten)
    reading = convert(recognised, filled, origin, context.registers, context.secret)
    blocks = dict(reading.tables.blocks)
    without_consent = blocks.pop("without_consent").whole()
    blocks["refusals"] = Blocks.of(refusals_of(delivery_id, without_consent, context.secret))
    findings = [*findings, *unread, *reading.findings]
    repairs = {**reading.repairs, **reader_repairs(recognised, filled).as_dict()}
    known = context.registers
    # Made when it is asked for: in most registers every sender may send for every service.
    codes = (c for block in blocks["submissions"].made() for c in block["service_code"].to_pylist())
    # A log tells of its sender's own work, also with the services of others; nobody answers in it.
    is_log = recognised.layout.questionnaire.activity is not None
    others = {} if is_log else services_of_others(known.services, known.senders, sender_code, codes)
    return replace(
        reading,
        tables=Tables(blocks),
        findings=findings,
        repairs=repairs,
        services_of_others=others,
    )
