"""JSON in the two spellings that Mukana writes: one to hash, one for people to open.

Belongs here: how a value is spelled. Does not belong here: what the values are.
"""

from __future__ import annotations

import json
import re
from typing import Any

# A number with an exponent, or none: `1e-05`, `NaN`.
_OTHER_NUMBER = re.compile(rb"(?:^|[:,\[])-?(?:NaN|Infinity|\d+(?:\.\d+)?e)")


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value: sorted keys, no blanks, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def readable(value: Any) -> bytes:
    """JSON for files that people open too: sorted keys, indented, final newline, UTF-8."""
    # Python's encoder indents twenty times as slowly; only some numbers are spelled otherwise by pydantic's.
    written = canonical(value)
    if _OTHER_NUMBER.search(written):
        text = json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False)
        return (text + "\n").encode("utf-8")
    from pydantic_core import from_json, to_json  # `mukana --help` writes none

    return to_json(from_json(written), indent=2) + b"\n"
