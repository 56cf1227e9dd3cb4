"""Would this candidate publish less than the release in use, or nothing at all? Then it is held.

Belongs here: comparing the two, and whether what is gone was declared or accepted. Does not belong
here: the sentences about it (loss_texts), or reading either of them (figures, inputs).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.record import ACCEPTED, Record
from orchestration.release import figures, inputs, kept
from orchestration.release.inputs import ChangedLine, Counted, Inputs
from orchestration.release.kept import Figures

# Rows that somebody said should go.
_DECLARED = ("removed", "withdrawn", "forgotten")


@dataclass(frozen=True)
class Delivery:
    """A delivery that the release in use counts; `record` is what became of it, None if unknown."""

    delivery_id: str
    sender_code: str
    record: Record | None


@dataclass(frozen=True)
class Loss:
    """What a candidate has less than the release in use.

    `fewer`: what is counted -> (before, now), where that is clearly less. `gone`: kind -> names.
    `declared_rows` were removed since by a person, a withdrawn consent or a request to be forgotten. `nothing_left`: no
    delivery counts, and so many were refused.
    """

    instead_of: str | None = None
    deliveries: list[Delivery] = field(default_factory=list)
    gone: dict[str, list[str]] = field(default_factory=dict)
    fewer: dict[str, tuple[int, int]] = field(default_factory=dict)
    lines: list[ChangedLine] = field(default_factory=list)
    is_other_code: bool = False
    declared_rows: int = 0
    is_declared: bool = False
    nothing_left: int = 0

    @property
    def is_any(self) -> bool:
        """True if anything is gone, declared or not."""
        return bool(self.deliveries or self.gone or self.fewer or self.nothing_left)

    @property
    def may_be_accepted(self) -> bool:
        """True if a person may accept it: there is something to publish instead of a release."""
        return self.instead_of is not None and not self.nothing_left

    @property
    def must_be_held(self) -> bool:
        """True if anything is gone that nobody declared."""
        return self.is_any and not self.is_declared


def find(declared: Declared) -> Loss:
    """Compare the candidate of a root with its release in use."""
    root, records = declared.root, declared.records
    refused = 0 if any(record.status == ACCEPTED for record in records) else len(records)
    # Also where published/ is gone, or is on a disk that is not there: readers have what they had.
    in_use = kept.release_in_use(root)
    if in_use is None:
        return Loss(nothing_left=refused)
    private = root.releases / in_use
    recorded = kept.read(private)
    # What was published, also where the published files were altered or are gone.
    old = recorded.figures if recorded else figures.of_folder(root.published / "releases" / in_use)
    new = figures.of_folder(root.candidate)
    before, now = inputs.of_release(private), inputs.of_now(declared)
    if before is None:
        # Made by an earlier version of Mukana, which kept no inputs: only the tables tell.
        gone, fewer = _gone(old, new), _fewer(old, new, declared.settings)
        return Loss(in_use, gone=gone, fewer=fewer, nothing_left=refused)
    deliveries = _dropped(before, now, declared)
    lines, is_other_code = inputs.changed_lines(before, now), before.code != now.code
    rows = _declared_rows(before, now)
    # Nothing else may have changed: deliveries that came since are those that declare it.
    came = {key for key, one in now.deliveries.items() if one != before.deliveries.get(key)}
    is_otherwise = bool(deliveries or lines or is_other_code or refused) or not came <= set(rows)
    return Loss(
        in_use,
        deliveries,
        {**_gone(old, new), **_gone_senders(before, now)},
        _fewer(old, new, declared.settings),
        lines,
        is_other_code,
        sum(rows.values()),
        bool(rows) and not is_otherwise,
        refused,
    )


def _dropped(before: Inputs, now: Inputs, declared: Declared) -> list[Delivery]:
    """Deliveries that counted and do not any more, in order of id."""
    counting = {key for key, one in now.deliveries.items() if one.is_accepted}
    return [
        Delivery(key, one.sender_code, declared.ledger.records.get(key))
        for key, one in sorted(before.deliveries.items())
        if one.is_accepted and key not in counting
    ]


def _gone(old: Figures, new: Figures) -> dict[str, list[str]]:
    """Kind -> names of services, half-years, indicators and questionnaires without a figure now."""
    found = {
        kind: [name for code, name in members.items() if code not in new.members[kind]]
        for kind, members in old.members.items()
    }
    return {kind: names for kind, names in found.items() if names}


def _gone_senders(before: Inputs, now: Inputs) -> dict[str, list[str]]:
    senders = sorted(_senders(before) - _senders(now))
    return {"sender": senders} if senders else {}


def _senders(made_from: Inputs) -> set[str]:
    return {one.sender_code for one in made_from.deliveries.values() if one.is_accepted}


def _fewer(old: Figures, new: Figures, settings: Settings) -> dict[str, tuple[int, int]]:
    """What there is clearly less of: by more than the share, and by at least the minimum."""
    return {
        what: (count, new.totals[what])
        for what, count in old.totals.items()
        if (gone := count - new.totals[what]) > settings.loss_share * count
        and gone >= settings.loss_minimum
    }


def _declared_rows(before: Inputs, now: Inputs) -> dict[str, int]:
    """Delivery -> rows that a person, a withdrawn consent or a request to be forgotten removed since."""
    found = {}
    for key, one in now.deliveries.items():
        # What a new delivery leaves out of people forgotten before was not in the release in use.
        none = Counted("", is_accepted=False, removed=0, withdrawn=0, forgotten=one.forgotten)
        was = before.deliveries.get(key, none)
        grown = (getattr(one, what) - getattr(was, what) for what in _DECLARED)
        if rows := sum(max(more, 0) for more in grown):
            found[key] = rows
    return found
