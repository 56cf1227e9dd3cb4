"""The log of alerts: which events were raised, and whether they are over. Lines are only added.

Belongs here: `alerts/alerts.jsonl`, from which it is known what was sent already. Does not belong here:
what an event is (events).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from orchestration.alerts.events import Event
from orchestration.core.data_root import DataRoot

FILE = "alerts.jsonl"
What = Literal["raised", "over", "sent", "not_sent"]


@dataclass
class State:
    """The events that are raised and not over, those of them nobody could be sent, and since when."""

    raised: dict[str, Event] = field(default_factory=dict)
    unsent: set[str] = field(default_factory=set)
    tried_at: str = ""


def read(root: DataRoot) -> State:
    """What the log says; a line that a full disk cut off is left out."""
    state = State()
    file = root.alerts / FILE
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            written = json.loads(line)
            event = Event(*(written[name] for name in ("kind", "key", "fi", "en")))
            what, at = written["what"], written["at"]
        except (ValueError, LookupError, TypeError):
            continue
        if what in ("raised", "over"):
            state.unsent.discard(event.key)
            state.raised.pop(event.key, None)
        if what == "raised":
            state.raised[event.key] = event
        elif what == "not_sent":
            state.unsent.add(event.key)
            state.tried_at = at
        elif what == "sent":
            state.unsent.discard(event.key)
    return state


def add(root: DataRoot, what: What, listed: Iterable[Event], now: datetime) -> None:
    """Add a line per event. Raises OSError."""
    at = now.isoformat(timespec="seconds")
    lines = [
        json.dumps({"at": at, "what": what, **event.__dict__}, ensure_ascii=False)
        for event in listed
    ]
    if lines:
        root.alerts.mkdir(exist_ok=True)
        with (root.alerts / FILE).open("a", encoding="utf-8") as out:
            out.write("".join(f"{line}\n" for line in lines))
