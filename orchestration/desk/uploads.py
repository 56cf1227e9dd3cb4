"""Files that were checked and wait until their sender decides: in memory only, and not for long.

Belongs here: keeping one file per browser, and letting go of it. Does not belong here: checking or sending.
"""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from orchestration.intake.self_check import Check

KEPT_SECONDS = 900.0
# Of all browsers together: the earliest file of whoever has most there makes room.
_MOST_BYTES = 500_000_000


def _end() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=KEPT_SECONDS)


@dataclass(frozen=True)
class Upload:
    """A checked file: who chose it, for which sender, its name and hex sha256, and what was found.

    `data` is None for a file that may not be sent: nothing of it is kept. `until`: when it is let go of.
    """

    user: str
    sender_code: str
    name: str
    sha256: str
    check: Check
    data: bytes | None
    until: datetime = field(default_factory=_end)


class Uploads:
    """What is kept, by a secret that only the browser knows which sent it."""

    def __init__(self, seconds: float = KEPT_SECONDS, most_bytes: int = _MOST_BYTES) -> None:
        self._seconds, self._most_bytes = seconds, most_bytes
        self._held: dict[str, Upload] = {}
        self._ends: dict[str, threading.Timer] = {}
        self._lock = threading.RLock()

    def keep(self, upload: Upload, before: str | None) -> str:
        """Keep a file in the place of the one that the browser sent `before`; returns the new secret."""
        secret = secrets.token_urlsafe(32)
        end = threading.Timer(self._seconds, self.drop, (secret,))
        end.daemon = True
        with self._lock:
            self.drop(before)
            self._held[secret], self._ends[secret] = upload, end
            while len(self._held) > 1 and self._byte_count() > self._most_bytes:
                self.drop(self._next_to_go())
        end.start()
        return secret

    def held(self, secret: str | None, user: str) -> Upload | None:
        """The file of this browser, if it is this user's and still kept."""
        with self._lock:
            upload = self._held.get(secret or "")
        return upload if upload and upload.user == user else None

    def drop(self, secret: str | None) -> None:
        """Let go of a file."""
        with self._lock:
            self._held.pop(secret or "", None)
            if end := self._ends.pop(secret or "", None):
                end.cancel()

    def _byte_count(self) -> int:
        return self._bytes_by_user().total()

    def _bytes_by_user(self) -> Counter[str]:
        found = Counter[str]()
        for upload in self._held.values():
            found[upload.user] += len(upload.data or b"")
        return found

    def _next_to_go(self) -> str:
        """The earliest file of whoever has most there; never the newest of all."""
        *earlier, _ = self._held.items()
        owners = {upload.user for _, upload in earlier}
        most = next(user for user, _ in self._bytes_by_user().most_common() if user in owners)
        return next(secret for secret, upload in earlier if upload.user == most)
