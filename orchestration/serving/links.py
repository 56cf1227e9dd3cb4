"""Links that open a page once, and the browsers that opened one.

Belongs here: making links, and knowing browsers again. Does not belong here: which requests need that (guard).
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Whoever sits down at the same computer tomorrow opens a link of their own.
SESSION_SECONDS = 12 * 3600
_USED_LINK = "Linkki on jo käytetty, tai se ei ole tämän sivun linkki. This link has been used, or is not one."
NO_LINK = (
    "Avaa uusin linkki, jonka ohjelma näyttää päätteessään. Kukin linkki avautuu kerran.\n"
    "Open the newest link that the program shows in its terminal. Each opens once."
)


@dataclass(frozen=True)
class NotAdmittedError(Exception):
    """Why a request goes no further, with its HTTP status."""

    status: int
    sentence: str


@dataclass
class Links:
    """Links that open the page once, and the browsers that they opened it for, for a working day.

    `announce` gets the address of each new link. Kept are hashes only, with the time when a browser is forgotten
    and the account of this computer that it runs as, where that is known.
    """

    address: str
    cookie: str
    announce: Callable[[str], None]
    _token: bytes = b""
    _sessions: dict[bytes, tuple[float, int | None]] = field(default_factory=dict)

    def renew(self) -> None:
        """Make a new link; the one before opens nothing any more."""
        token = secrets.token_urlsafe(32)
        self._token = _hash(token)
        self.announce(f"{self.address}/?token={token}")

    def exchange(self, token: str, account: int | None) -> str:
        """The session that a link opens for a browser of an account. Raises NotAdmittedError for a link that is used or unknown."""
        if not secrets.compare_digest(_hash(token), self._token):
            raise NotAdmittedError(403, f"{_USED_LINK}\n{NO_LINK}")
        self.renew()
        session = secrets.token_urlsafe(32)
        self._sessions[_hash(session)] = (time.time() + SESSION_SECONDS, account)
        return session

    def knows(self, session: str, account: int | None) -> bool:
        """True for a browser that opened a link today, of the same account."""
        until, opened_by = self._sessions.get(_hash(session), (0.0, None))
        return time.time() < until and account == opened_by


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
