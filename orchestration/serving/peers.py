"""Which account of this computer a connection comes from.

Belongs here: asking Linux. Browsers send a cookie to every port of a computer, so a program of another
account can get to see one; it cannot use it if it is asked who it is. Elsewhere nobody knows.
"""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

# Connections of IPv4; of programs that make no difference between both kinds, the other.
_TABLES = ("/proc/net/tcp", "/proc/net/tcp6")
_LOCAL, _REMOTE, _STATE, _ACCOUNT = 1, 2, 3, 7
_ESTABLISHED = "01"
_Place = tuple[str, int]


def account_of(client: _Place, server: _Place) -> int | None:
    """The number of the account whose program opened an IPv4 connection; None if it is not known.

    A connection that its program has closed by now belongs to nobody. Each place is an address and a port.
    """
    ends = _ending(*client), _ending(*server)
    for table in _TABLES:
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, lines):
            is_it = all(
                fields[at].endswith(end) for at, end in zip((_LOCAL, _REMOTE), ends, strict=True)
            )
            if is_it and fields[_STATE] == _ESTABLISHED:
                return int(fields[_ACCOUNT])
    return None


def _ending(host: str, port: int) -> str:
    """As the tables of Linux write a place: the bytes of the address from the last to the first."""
    return f"{ip_address(host).packed[::-1].hex()}:{port:04x}".upper()
