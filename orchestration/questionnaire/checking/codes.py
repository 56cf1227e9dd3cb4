"""Codes that are named in one place and declared in another.

Belongs here: saying which are not declared, and what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def undeclared(where: str, codes: Iterable[str], allowed: Iterable[str]) -> Iterator[str]:
    """A sentence for each code that is not declared, with what is allowed."""
    allowed = list(allowed)
    known = (
        f"; allowed: {', '.join(allowed)}" if allowed else "; nothing is declared that it could be"
    )
    for code in dict.fromkeys(codes):
        if code not in allowed:
            yield f"{where}: {code} is not declared{known}"
