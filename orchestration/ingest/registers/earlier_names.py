"""Names that a service had earlier: files that use them are still read.

Belongs here: which names a change of the register takes away, and looking them up. Pure. Does not
belong here: writing `registers/earlier_names.csv` (intake).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from orchestration.core.text import plain
from orchestration.core.words import Words

Row = Mapping[str, str | None]
_NAMES = ("name_fi", "name_sv", "name_en")


def taken_away(before: Iterable[Row], now: Sequence[Row]) -> list[tuple[str, str]]:
    """Code and name of every name that a service of `now` had in `before` and has no more.

    A name that any service has now is not among them: it means that service.
    """
    codes = {row["service_code"] for row in now}
    taken = _texts(now)
    found = {
        (str(row["service_code"]), str(row[column])): None
        for row in before
        if row["service_code"] in codes
        for column in _NAMES
        if row[column] and plain(str(row[column])) not in taken
    }
    return list(found)


def add(names: Words, services: Sequence[Row], earlier: Iterable[Row]) -> None:
    """Let the earlier names mean their service too, where no present name or alias has the text."""
    codes, taken = {row["service_code"] for row in services}, _texts(services)
    for row in earlier:
        name, code = str(row["name"]), row["service_code"]
        if code in codes and plain(name) and plain(name) not in taken and name not in names:
            names.declare(name, str(code))


def _texts(services: Iterable[Row]) -> set[str]:
    """Every text that the register uses now, also one that two services share."""
    columns = ("service_code", *_NAMES)
    return {plain(str(row[column])) for row in services for column in columns if row[column]}
