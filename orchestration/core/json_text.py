"""JSON in the two spellings that Mukana writes: one to hash, one for people to open.

Belongs here: how a value is spelled. Does not belong here: what the values are.
"""

from __future__ import annotations

import json
from typing import Any


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value: sorted keys, no blanks, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def readable(value: Any) -> bytes:
    """JSON for files that people open too: sorted keys, indented, final newline, UTF-8."""
    return (json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode("utf-8")
