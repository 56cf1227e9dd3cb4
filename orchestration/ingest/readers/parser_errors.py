"""Errors of the parsers: whatever a parser raises on a file becomes a refusal.

Belongs here: turning every error into one message. Does not belong here: any file format.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from orchestration.core.standard_error import discarded
from orchestration.ingest.messages.refusal import Refusal, reason

# What a parser written in Rust raises when it panics. It is no `Exception`.
_PANIC = "PanicException"


@contextmanager
def refuse_parser_errors(kind: str) -> Iterator[None]:
    """Raise Refusal (`unreadable`, with this kind) for any error of the parser used within.

    The message of the error is left out: it may quote the file. So is what the parser writes to
    standard error by itself, as Rust does before it raises.
    """
    try:
        with discarded(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they quote headers
            yield
    except (Refusal, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - what a parser raises on broken bytes has no common type
        raise Refusal(reason("unreadable", kind=kind)) from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise Refusal(reason("unreadable", kind=kind)) from None
