"""Decorations that the product does not handle yet. A correction takes its line out."""

from __future__ import annotations

OPEN: frozenset[str] = frozenset()
