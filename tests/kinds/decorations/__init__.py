"""All decorations, by name."""

from tests.kinds.decorations import (  # noqa: F401 - each registers its own
    codes,
    encodings,
    meanings,
    numbers,
    questions,
    structure,
    texts,
    times,
    tools,
    workbooks,
)
from tests.kinds.decorations.registry import DECORATIONS, Decoration

__all__ = ["DECORATIONS", "Decoration"]
