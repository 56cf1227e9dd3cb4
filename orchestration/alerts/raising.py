"""Raising alerts: each event once, however often somebody looks, to the log and wherever it is sent.

Belongs here: comparing what is going on with what was raised. Nothing here ever fails a run: what goes
wrong with an alert is a sentence in the log. Does not belong here: the events or the sending.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from orchestration.alerts import events, log, send
from orchestration.alerts.events import Event
from orchestration.intake.declared_inputs import Declared

# What could not be sent is tried again after so long.
_AGAIN = timedelta(minutes=10)
Say = Callable[[str], object]


def look(declared: Declared, say: Say, now: datetime | None = None) -> list[Event]:
    """Raise what is new, without knowing how a run ended: a failed run stays as it was."""
    return _raise(declared, say, now or datetime.now(UTC), None)


def after_run(
    declared: Declared, failed_stages: Sequence[str], say: Say, now: datetime | None = None
) -> list[Event]:
    """Raise what is new after a run, which failed in these stages; none means that it went well."""
    return _raise(declared, say, now or datetime.now(UTC), failed_stages)


def _raise(
    declared: Declared, say: Say, now: datetime, failed_stages: Sequence[str] | None
) -> list[Event]:
    """The events that were raised now. `say` gets a sentence per event, for the log of the caller."""
    try:
        return _compare(declared, say, now, failed_stages)
    except Exception as error:  # noqa: BLE001 - an alert never fails a run
        say(f"Alerts could not be looked at ({type(error).__name__}).")
        return []


def _compare(
    declared: Declared, say: Say, now: datetime, failed_stages: Sequence[str] | None
) -> list[Event]:
    root, state = declared.root, log.read(declared.root)
    if not root.path.exists():
        return []
    listed = events.going_on(declared, now.date())
    if failed_stages is None:
        listed += [event for event in state.raised.values() if event.kind == "run_failed"]
    else:
        listed += [events.run_failed(stage) for stage in failed_stages]
    present = {event.key: event for event in listed}
    new = [event for key, event in present.items() if key not in state.raised]
    over = [event for key, event in state.raised.items() if key not in present]
    log.add(root, "over", over, now)
    log.add(root, "raised", new, now)
    for event in new:
        say(f"Alert, {event.kind}: {event.en}")
    _send(declared, state, present, new, say, now)
    return new


def _send(
    declared: Declared,
    state: log.State,
    present: dict[str, Event],
    new: list[Event],
    say: Say,
    now: datetime,
) -> None:
    """Send what is new, and again what could not be sent a while ago."""
    if not send.is_configured(declared.settings):
        return
    is_time = bool(new) or now >= datetime.fromisoformat(state.tried_at or now.isoformat()) + _AGAIN
    waiting = [event for key, event in present.items() if key in state.unsent] if is_time else []
    if not (wanted := [*waiting, *new]):
        return
    try:
        send.send(declared.settings, wanted)
    except send.NotSentError as error:
        log.add(declared.root, "not_sent", wanted, now)
        say(f"An alert could not be sent ({error}). It is in {declared.root.alerts / log.FILE}.")
    else:
        log.add(declared.root, "sent", wanted, now)
