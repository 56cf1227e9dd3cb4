"""The senders that a visitor may send for, and whose files the visitor may see.

Belongs here: choosing them from the registers. Does not belong here: the roles themselves (visitors).
"""

from __future__ import annotations

from orchestration.desk.pages import NotShownError
from orchestration.desk.visit import Visit


def own_senders(visit: Visit) -> dict[str, str]:
    """Code -> name in the language of the visit. Raises RegisterError."""
    registered = {
        row["sender_code"]: row.get(f"name_{visit.language}") or row["name_fi"]
        for row in visit.declared.registers().senders
    }
    landing = visit.desk.settings.root.landing
    folders = landing.iterdir() if landing.is_dir() else ()
    # A sender need not be registered if its folder is there.
    known = {f.name for f in folders if f.is_dir() and not f.name.startswith(".")}
    known |= registered.keys()
    codes = visit.visitor.sender_codes
    if codes is None:
        codes = frozenset(known)
    elif registered:
        # A slip in the register of people makes no new sender.
        codes &= known
    named = {code: registered.get(code, code) for code in codes}
    return dict(sorted(named.items(), key=lambda one: (one[1].casefold(), one[0])))


def own_sender(visit: Visit, code: str) -> str:
    """The name of a sender that is the visitor's own. Raises NotShownError for any other."""
    senders = own_senders(visit)
    if code not in senders:
        # The same for one that is not there: nobody learns who else sends.
        raise NotShownError(404, "senders.not_own")
    return senders[code]
