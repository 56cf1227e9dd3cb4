"""What a person decides about a delivery, written where the next run finds it.

Belongs here: checking a decision and keeping it: rows that are gone in the ledger's record, the
direction of a scale in `registers/directions.csv`, to which lines are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from filelock import FileLock

from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import reasons, register_lines
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.ledger import Ledger
from orchestration.intake.record import ON_HOLD, Record

DIRECTIONS = ("as_declared", "reversed")


class UndecidableError(UserError):
    """There is nothing to decide here, or not in this way."""


def listed(settings: Settings) -> Iterator[str]:
    """One line per delivery, in order of arrival; no file name, which may name a person."""
    records = sorted(Ledger(settings.root.ledger).records.values(), key=lambda r: r.order)
    widest = max((len(record.sender_code) for record in records), default=0)
    for record in records:
        rows = ", ".join(f"{count} {what}" for what, count in record.account.items() if count)
        not_scored = "".join(f"; not scored: {code}" for code in record.blocked_indicators)
        line = f"{record.short_id}  {record.sender_code:{widest}}  {record.status:8}  {rows}"
        yield f"{line}{not_scored}".rstrip()


def accept_removal(settings: Settings, prefix: str, *, is_partial: bool) -> str:
    """Accept a delivery on hold: earlier rows are not in it, or many withdraw their consent.

    Raises UndecidableError.
    """
    from orchestration.intake import settling

    with FileLock(settings.root.lock):
        declared = Declared(settings.root, settings)
        book = declared.ledger
        record = _one(book.records, prefix)
        if not record.account.get("to_withdraw"):
            _require_hold(record)
        if record.has_services_to_accept:
            raise UndecidableError(
                f"{record.short_id} is on hold because of services of other senders. First decide"
                f" about these: `mukana deliveries accept-services {record.short_id}`."
            )
        book.write(replace(record, removal="partial" if is_partial else "removed"))
        settling.settle(declared)
        account = book.records[record.delivery_id].account
    gone, withdrawn = account["gone"], account.get("withdrawn", 0)
    deleted = f"; the answers of {withdrawn} withdrawn responses are deleted" if withdrawn else ""
    return f"{prefix}: {gone} earlier rows {'stay' if is_partial else 'are removed'}{deleted}."


def accept_services(settings: Settings, prefix: str) -> str:
    """Accept the forms of services that the sender of a delivery on hold may not send for.

    Only for this delivery and these services. Raises UndecidableError.
    """
    from orchestration.intake import settling

    with FileLock(settings.root.lock):
        declared = Declared(settings.root, settings)
        book = declared.ledger
        record = _one(book.records, prefix)
        _require_hold(record)
        if not record.has_services_to_accept:
            raise UndecidableError(
                f"{record.short_id} is not on hold because of services of other senders."
            )
        services = tuple(record.services_of_others)
        book.write(replace(record, accepted_services=services))
        settling.settle(declared)
    return f"{prefix}: forms of {', '.join(services)} are accepted from {record.sender_code}."


def _require_hold(record: Record) -> None:
    if record.status != ON_HOLD:
        raise UndecidableError(f"{record.short_id} is not on hold: there is nothing to decide.")


def set_direction(
    settings: Settings, prefix: str, scale: str, direction: str, by: tuple[str, str]
) -> str:
    """Keep a person's choice for the sender and form of a delivery; `by` is name and reason.

    Raises UndecidableError. All deliveries are read again by the next run, this form's with the choice.
    """
    root, (name, why) = settings.root, by
    declared = Declared(root, settings)
    record = _one(declared.ledger.records, prefix)
    survey = declared.surveys().get(record.questionnaire_code or "")
    if survey is None:
        raise UndecidableError(f"{prefix}: the delivery was not read, so its form is not known.")
    questions = survey.questionnaire.questions
    known = {*survey.questionnaire.scales, *(c for c, q in questions.items() if q.scale)}
    if scale not in known:
        raise UndecidableError(f"{scale} is neither a scale nor a question on one.")
    if direction not in DIRECTIONS:
        raise UndecidableError("Give as_declared or reversed.")
    if wrong := reasons.unfit(why, name):
        raise UndecidableError(wrong)
    of = questions[scale].scale if scale in questions else scale
    lowest_option = next(iter(survey.questionnaire.scales[of or ""].options))
    lowest = 0 if record.lowest_numbers.get(of or "") == 0 else int(lowest_option)
    row = {
        "sender_code": record.sender_code,
        "questionnaire_code": record.questionnaire_code or "",
        "form_code": record.form_code or "",
        "scale_code": scale,
        "direction": direction,
        "lowest": str(lowest),
        "name": name,
        "reason": why,
    }
    with FileLock(root.lock):
        register_lines.add(root.registers, "directions", [row])
    return (
        f"{record.sender_code} / {record.form_code}: {scale} is {direction}, numbers from {lowest}."
    )


def _one(records: dict[str, Record], prefix: str) -> Record:
    found = [record for key, record in records.items() if prefix and key.startswith(prefix)]
    if len(found) != 1:
        raise UndecidableError(
            f"{len(found)} deliveries have an id that begins with `{prefix}`;"
            " `mukana deliveries list` shows the ids."
        )
    return found[0]
