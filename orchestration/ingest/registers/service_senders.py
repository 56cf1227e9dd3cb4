"""Which senders may send forms of which services, as `registers/services.csv` says.

Belongs here: reading its column `senders`, and counting forms of services that a sender may not send
for. Pure. Does not belong here: what becomes of such a delivery (redelivery, intake).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

Row = Mapping[str, str]


def senders_of(service: Row) -> frozenset[str]:
    """The senders that may send forms of a service; empty if any sender may."""
    codes = (code.strip() for code in re.split(r"[;|]", service["senders"]))
    return frozenset(code for code in codes if code)


def services_of_others(
    services: Iterable[Row],
    senders: Iterable[Row],
    sender_code: str,
    service_codes: Iterable[str | None],
) -> dict[str, int]:
    """How many forms of a delivery are of services that its sender may not send for, by service.

    `service_codes`: of each form; without one the form is of the service of its sender.
    """
    others = {row["service_code"] for row in services if _is_for_others(row, sender_code)}
    if not others:
        return {}
    usual = {row["sender_code"]: row["service_code"] for row in senders}.get(sender_code)
    counts = Counter(code or usual for code in service_codes)
    return {code: count for code, count in sorted(counts.items(), key=str) if code in others}


def _is_for_others(service: Row, sender_code: str) -> bool:
    allowed = senders_of(service)
    return bool(allowed) and sender_code not in allowed
