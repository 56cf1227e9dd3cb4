"""A release beside the people that it is about: its rows, and who is in each published group.

Which groups are published is taken from the release; whose numbers they must hold is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from tests.reckoning import reference
from tests.reckoning.people import World
from tests.reckoning.reference import Stay
from tests.roots import Workplace

Row = dict[str, Any]
# Half-year, everybody (0) or the indicator, pairing status, published service.
Group = tuple[int, int, str, int]


class Compared:
    """How many values of each column were compared, and which differ."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.differences: list[str] = []

    def equal(self, what: str, found: Any, wanted: Any, where: object, error: float = 1e-9) -> None:
        self.counts[what] += 1
        if isinstance(found, (str, bool)) or found is None or wanted is None:
            is_same = found == wanted
        else:
            is_same = abs(float(found) - float(wanted)) <= error * max(1.0, abs(float(wanted)))
        if not is_same:
            self.differences.append(f"{what} {where}: {found}, by the reference {wanted}")


class Release:
    """The published tables of a root, with the stays of a world."""

    def __init__(self, place: Workplace, world: World) -> None:
        self._place = place
        self.stays = {
            scored: reference.stays(world.forms, scored=scored) for scored in (True, False)
        }

    def rows(self, table: str) -> list[Row]:
        """All rows of a published table."""
        names = [name for name, *_ in self._place.query(f"describe select * from {{{table}}}")]
        return [dict(zip(names, row, strict=True)) for row in self._place.query(f"select * from {{{table}}}")]  # fmt: skip

    @cached_property
    def services(self) -> dict[int, Row]:
        """Services and merged groups by key."""
        return {row["service_key"]: row for row in self.rows("dim_service")}

    @cached_property
    def service_keys(self) -> dict[str, int]:
        """Keys by code."""
        return {row["service_code"]: key for key, row in self.services.items()}

    @cached_property
    def options(self) -> dict[int, str]:
        """Codes of options by key."""
        return {row["option_key"]: row["option_code"] for row in self.rows("dim_option")}

    @cached_property
    def cells(self) -> dict[Group, list[Stay]]:
        """Who is in each publication cell of the indicator."""
        return self.people(self.rows("fct_indicator_change") + self.rows("fct_indicator_level"))

    @cached_property
    def distributions(self) -> dict[Group, list[Stay]]:
        """Who is in each group of which spreads are published."""
        return self.people(self.rows("fct_change_spread") + self.rows("fct_level_spread"))

    def people(self, rows: Iterable[Row]) -> dict[Group, list[Stay]]:
        """Who is in the groups of rows. A merged group has those services that are not there alone."""
        named: dict[tuple[int, int, str], set[int]] = defaultdict(set)
        for row in rows:
            status = row.get("pairing_status_code", "paired")
            named[row["period_key"], row["indicator_key"], status].add(row["service_key"])
        found = {}
        for (half_year, indicator, status), keys in named.items():
            alone = {key for key in keys if not self.services[key]["is_merged"]}
            for key in keys:
                members = {key} if key in alone else self._members(key) - alone
                found[half_year, indicator, status, key] = [
                    stay
                    for stay in self.stays[indicator != 0]
                    if (stay.half_year, stay.status) == (half_year, status)
                    and self.service_keys[stay.service] in members
                ]
        return found

    def _members(self, key: int) -> set[int]:
        codes = self.services[key]["covers_codes"].split(";")
        return {self.service_keys[code.strip()] for code in codes}

    def of_place(self, level: str, code: str) -> Callable[[int], bool]:
        """Whether a published service belongs to a place of the reports."""
        column = {"county": "region", "service_type": "service_type"}.get(level, level) + "_code"

        def belongs(key: int) -> bool:
            service = self.services[key]
            if code.endswith("/several"):
                return f"{service['region_code']}/{service[column]}" == code
            return service[column] == code

        return belongs


def group_of(row: Row, indicator: int | None = None) -> Group:
    """The group that a row is about."""
    status = row.get("pairing_status_code", "paired")
    return row["period_key"], indicator or row["indicator_key"], status, row["service_key"]


def named(release: Release, row: Row) -> str:
    """The group of a row in words."""
    half_year, _, status, key = group_of(row)
    return f"{half_year} {status} {release.services[key]['service_code']}"
