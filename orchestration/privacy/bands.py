"""Bands in which numbers of forms, rows and people are said where an exact one would tell too much.

Belongs here: those of deliveries. Pure. Does not belong here: the bands of suppressed people, which
the warehouse makes, or of people who are held (history).
"""

from __future__ import annotations

_BANDS = ((0, "0"), (4, "1-4"), (9, "5-9"), (24, "10-24"), (49, "25-49"), (99, "50-99"))


def band_of(count: int) -> str:
    """A number of forms or rows as a band: exact numbers of people are never published."""
    return next((band for highest, band in _BANDS if count <= highest), "100+")
