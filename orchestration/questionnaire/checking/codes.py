"""Codes that are named in one place and declared in another.

Belongs here: saying which are not declared, and what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def undeclared(where: str, codes: Iterable[str], allowed: Iterable[str]) -> Iterator[str]:
    """One sentence, with what is allowed, if any of the codes is not declared."""
    allowed = list(allowed)
    unknown = [code for code in codes if code not in allowed]
    if unknown:
        yield f"{where}: {', '.join(unknown)} is not declared; allowed: {', '.join(allowed)}"
