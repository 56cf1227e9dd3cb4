"""The marts of one questionnaire, beside the members that its people are known to be.

Belongs here: reading rows, and finding the members of a service, a cell or a place by the published
labels. Does not belong here: how the warehouse made the rows, or what the rows disclose.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

import duckdb

from tests.random_survey import Member, score

Row = dict[str, Any]
Members = list[Member]


class Published(NamedTuple):
    """A published row: its members' numbers, its figures, and the figures of those members."""

    name: str
    members: frozenset[int]
    figures: tuple
    expected: tuple


class Cell(NamedTuple):
    """A publication cell: its row of dim_service, and its members."""

    place: Row
    members: Members


class Marts:
    """Rows of one questionnaire in a warehouse whose schema `marts` is the current one.

    They are about the members with a score, or about `everybody` who answered.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, questionnaire_code: str, members: Members, *,
        everybody: bool = False,
    ) -> None:  # fmt: skip
        self._connection, self._code, self.members = connection, questionnaire_code, members
        self._everybody = everybody

    def read(self, table: str, dimension: str = "") -> list[Row]:
        """Rows of a table about people, with the columns of a dimension."""
        has_indicator = table.startswith("fct_") and table != "fct_answer_by_language"
        about = f" and (indicator_key = 0) = {self._everybody}" if has_indicator else ""
        key = "questionnaire_key" if table.startswith("fct_") else "questionnaire_code"
        joined = f"join dim_{dimension} using ({dimension}_key)" if dimension else ""
        found = self._connection.execute(
            f"select * from {table} join dim_questionnaire using ({key}) {joined}"
            f" where dim_questionnaire.questionnaire_code = ?{about}",
            [self._code],
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def option(self, key: int) -> tuple[str, str]:
        """Question and code of an option."""
        [found] = self._connection.execute(
            "select question_code, option_code from dim_option where option_key = ?", [key]
        ).fetchall()
        return found

    def suppressed_groups(self, everything: bool) -> set[tuple[str, int, str]]:
        """Pairing status, half-year and service of the groups of which nothing, or no distribution, is
        published: in the restricted tables, since no published label names them."""
        found = self._connection.execute(
            "select pairing_status_code, period_key, service_code"
            " from restricted.int_publication_cells join dim_service using (service_key)"
            " where questionnaire_code = ? and (indicator_key = 0) = ?"
            " and distribution_number is null and (status_code = 'suppressed') = ?",
            [self._code, self._everybody, everything],
        )
        return set(found.fetchall())

    def in_services(self, row: Row, status: str) -> Members:
        """Members with this pairing status of the row's services and half-year."""
        services = row["covers_codes"].split("; ")
        group = status, row["period_key"]
        return [m for m in self._group(*group) if m.service_code in services]

    def _group(self, status: str, period_key: int) -> Members:
        """Members of one pairing status and half-year."""
        group = status, period_key
        return [m for m in self.members if (m.pairing_status_code, m.period_key) == group]

    @cached_property
    def cells(self) -> list[Cell]:
        """The publication cells: changes are of pairs, levels of everybody else."""
        levels = self.read("fct_indicator_level", "service")
        rows = [(row, "paired") for row in self.read("fct_indicator_change", "service")]
        rows += [(row, row["pairing_status_code"]) for row in levels]
        return [Cell(row, self.in_services(row, status)) for row, status in rows]

    def in_cells(self, statuses: Iterable[str], period_key: int | None = None) -> Members:
        """Members of the cells of these pairing statuses, of one half-year or of all."""
        return [
            m
            for cell in self.cells
            for m in cell.members
            if m.pairing_status_code in statuses and period_key in (None, m.period_key)
        ]

    def suppressed(self, status: str, period_key: int) -> Members:
        """Members in no cell."""
        shown = {m.number for m in self.in_cells([status], period_key)}
        return [m for m in self._group(status, period_key) if m.number not in shown]


def row_of(name: str, members: Iterable[Member], figures: tuple, expected: tuple) -> Published:
    return Published(name, frozenset(m.number for m in members), figures, expected)


def counted(name: str, members: Members, count: int) -> Published:
    """A row that counts its members."""
    return row_of(name, members, (count,), (len(members),))


def sum_scores(members: Iterable[Member], *ends: str) -> tuple[Decimal, ...]:
    """Sums of the members' scores at `start` and `end`, as asked, rounded as they are published."""
    listed = list(members)
    totals = [sum((score(getattr(m, end)) for m in listed), Decimal(0)) for end in ends]
    return tuple(total.quantize(Decimal("0.0001")) for total in totals)


def sum_products(members: Iterable[Member], left: str, right: str) -> Decimal:
    """Sum of the products of two scores of each member, rounded as it is published."""
    total = sum((score(getattr(m, left)) * score(getattr(m, right)) for m in members), Decimal(0))
    return total.quantize(Decimal("0.0001"))


def count_people(members: Iterable[Member]) -> int:
    return len({m.person for m in members})
