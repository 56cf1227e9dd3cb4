"""What a function returned, kept for the next call with the very same object.

Belongs here: keeping by identity. Questionnaires are the same objects for all files of a batch, and
hold what has no hash.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


class _Same:
    """Equal to nothing but the same object."""

    __slots__ = ("it",)

    def __init__(self, it: object):
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


def kept(
    maxsize: int, objects: int = 1
) -> Callable[[Callable[Given, Returned]], Callable[Given, Returned]]:
    """Keep what a pure function returns for so many different arguments.

    So many of the first arguments count by identity, the others by value. Nobody may change what is
    returned.
    """

    def decorate(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
        @lru_cache(maxsize=maxsize)
        def keep(same: tuple[_Same, ...], *others: object) -> Returned:
            return function(*(one.it for one in same), *others)  # type: ignore[call-arg, arg-type]

        @wraps(function)
        def call(*given: object) -> Returned:
            return keep(tuple(map(_Same, given[:objects])), *given[objects:])

        return call  # type: ignore[return-value]

    return decorate
