"""Reading a delivered file in a process of its own, so that no file can stop or slow the rest.

Belongs here: asking that process, and what becomes of a file that takes more than it may.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from orchestration.core.limited_process import (
    BrokenWorkError,
    LimitedProcess,
    OverLimitError,
    shared,
)
from orchestration.core.regular_files import NotRegularError
from orchestration.core.settings import Settings
from orchestration.ingest.messages.refusal import Reason, Refusal, reason
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.readers import Limits
from orchestration.intake.file_content import Handle, OpenFile, limits_of

Result = TypeVar("Result")
# Reasons that another limit may take away.
LIMIT_CODES = frozenset({"too_big", "too_long", "too_wide", "too_slow", "too_much_memory"})
_MEGABYTE = 1_000_000
# It imports all that reading needs.
_MODULE = "orchestration.intake.delivery_reading"
_FEW_BYTES = 10_000_000


@dataclass(frozen=True)
class _Refused:
    reasons: tuple[Reason, ...]


def process_of(limits: Limits) -> LimitedProcess:
    """The process in which files are read under these limits."""
    return shared(limits.max_seconds, limits.max_memory_bytes, _MODULE)


def start(settings: Settings, byte_count: float = math.inf) -> None:
    """Start the process, which gets ready while others work. `byte_count` is that of all files, if it is known.

    For few bytes it is a copy of this process, which has loaded half of what it needs. One of its own gives
    memory back to the system at once, which a big file needs.
    """
    process_of(limits_of(settings)).start(as_copy=byte_count < _FEW_BYTES)


def within_limits(
    function: Callable[..., Result],
    context: Context,
    data: bytes | OpenFile,
    *arguments: object,
) -> Result:
    """Return `function(context, data, *arguments)`, called in the process.

    Raises Refusal, also for a file that takes more time or memory than it may; BrokenWorkError;
    FileChangedError.
    """
    limits = context.limits
    sent = data.handle if isinstance(data, OpenFile) else data
    try:
        result = process_of(limits).call(_call, context, function, sent, *arguments)
    except OverLimitError as error:
        if error.what == "time":
            raise Refusal(reason("too_slow", limit=limits.max_seconds)) from None
        most = limits.max_memory_bytes // _MEGABYTE
        raise Refusal(reason("too_much_memory", limit=most)) from None
    finally:
        if isinstance(data, OpenFile):
            data.require_unchanged()
    if isinstance(result, _Refused):
        raise Refusal(*result.reasons)
    return result


def kind_of(error: Exception) -> str:
    """The kind of an unforeseen error, in whichever process it was; its text may hold data."""
    return error.kind if isinstance(error, BrokenWorkError) else type(error).__name__


def reasons_of(error: Refusal | OSError) -> tuple[Reason, ...]:
    """Why a file cannot be used: what was found in it, or why it cannot be opened."""
    if isinstance(error, Refusal):
        return error.reasons
    return (reason("not_a_file" if isinstance(error, NotRegularError) else "no_access"),)


def _call(
    context: Context,
    function: Callable[..., Result],
    data: bytes | Handle,
    *arguments: object,
) -> Result | _Refused:
    """In the process: a refusal is an answer, as any other."""
    try:
        if isinstance(data, bytes):
            return function(context, data, *arguments)
        with data.opened() as content:
            return function(context, content, *arguments)
    except Refusal as refusal:
        return _Refused(refusal.reasons)
