"""What of the state of a root somebody should know without looking, in Finnish and English.

Belongs here: the events that are going on, each with a key by which it is known again. Does not belong
here: which of them were sent already (log), or sending (send). No text names a person or a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from orchestration.core.errors import UserError
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.initialise import KeyMissingError
from orchestration.intake.record import FAILED, ON_HOLD, REFUSED
from orchestration.release import candidate_validation, disk_space, late_senders
from orchestration.release.approval import broken_rules
from orchestration.release.manifest import release_id_of

Kind = Literal[
    "run_failed", "delivery_refused", "delivery_on_hold", "release_held", "release_waits",
    "sender_late", "disk", "key",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
_DELIVERY = {
    REFUSED: ("delivery_refused", "hylätty", "refused"),
    FAILED: ("delivery_refused", "lukeminen epäonnistui", "reading it failed"),
    ON_HOLD: ("delivery_on_hold", "odottaa päätöstä", "waits for a decision"),
}


@dataclass(frozen=True)
class Event:
    """Something that is going on. `key` stays the same while it does."""

    kind: Kind
    key: str
    fi: str
    en: str


def going_on(declared: Declared, as_of: date) -> list[Event]:
    """Everything but failed runs, of which only a run knows."""
    found = [*_key(declared), *_disk(declared)]
    for source in (_deliveries, _release):
        found += _if_readable(declared, source)
    return [*found, *_late(declared, as_of)]


def run_failed(stage: str) -> Event:
    """A run ended in this stage. What went wrong is in its log: its text may quote what was read."""
    return Event(
        "run_failed",
        f"run_failed:{stage}",
        f"Ajo epäonnistui vaiheessa {stage}. Julkaistu ei muuttunut. Syy näkyy komennolla"
        " `mukana run` ja Dagsterin lokissa.",
        f"A run failed in the stage {stage}. What is published did not change. `mukana run` and"
        " Dagster's log say why.",
    )


def _if_readable(declared: Declared, source: Callable[[Declared], Iterator[Event]]) -> list[Event]:
    """None of a source that cannot be read: the run that needs it fails, and that is an event."""
    try:
        return list(source(declared))
    except UserError:
        return []


def _key(declared: Declared) -> Iterator[Event]:
    try:
        declared.secret()
    except KeyMissingError:
        yield Event(
            "key",
            "key",
            "Avain puuttuu tai on vioittunut: mitään ei lueta. Palauta se varmuuskopiosta;"
            " `mukana status` kertoo, minne.",
            "The key is missing or damaged: nothing is read. Restore it from your backup;"
            " `mukana status` says where to.",
        )


def _disk(declared: Declared) -> Iterator[Event]:
    if disk_space.missing_for_run(declared.root):
        yield Event(
            "disk",
            "disk",
            "Levyllä ei ole tilaa seuraavalle julkaisulle. Vapauta tilaa.",
            "The disk has no room for the next release. Free some space.",
        )


def _deliveries(declared: Declared) -> Iterator[Event]:
    for record in declared.records_for_readers:
        if record.get("status") not in _DELIVERY:
            continue
        kind, fi, en = _DELIVERY[record["status"]]
        code, sender = record["delivery_id"][:12], record["sender_code"]
        # The first sentence: what to do is in the receipt.
        first = next(iter(record["reasons"]), {"fi": "", "en": ""})
        why = {one: f"{first[one].partition('. ')[0].rstrip('.')}." for one in ("fi", "en")}
        yield Event(
            kind,
            f"{kind}:{code}",
            f"Toimitus {code}, lähettäjä {sender}: {fi}. {why['fi']}".removesuffix(" ."),
            f"Delivery {code} of {sender}: {en}. {why['en']}".removesuffix(" ."),
        )


def _release(declared: Declared) -> Iterator[Event]:
    validation = candidate_validation.read(declared.root)
    standing = candidate_validation.standing_of(declared)
    if validation is None or standing is None or standing.status not in ("held", "waits"):
        return
    named = release_id_of(standing.candidate_id)
    if standing.status == "held":
        rules = ", ".join(result["rule_id"] for result in broken_rules(validation))
        yield Event(
            "release_held",
            f"release_held:{named}",
            f"Julkaisua {named} ei julkaista: estävä sääntö rikkoutui ({rules}). Katso `mukana status`.",
            f"Release {named} is not published: a blocking rule is broken ({rules}). See `mukana status`.",
        )
        return
    rules = ", ".join(standing.open_warnings) or standing.policy
    yield Event(
        "release_waits",
        f"release_waits:{named}",
        f"Julkaisu {named} odottaa päätöstä ({rules}). Katso `mukana review`.",
        f"Release {named} waits for a decision ({rules}). See `mukana review`.",
    )


def _late(declared: Declared, as_of: date) -> Iterator[Event]:
    def found(of: Declared) -> Iterator[Event]:
        for late in late_senders.find(of, as_of):
            fi, _, en = late_senders.sentences(late)
            key = ":".join(["sender_late", *late.key.values()])
            yield Event("sender_late", key, f"Toimitus myöhässä: {fi}", f"Late delivery: {en}")

    yield from _if_readable(declared, found)
