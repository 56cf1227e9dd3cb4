"""What only workbooks have: merges, formulas, typed cells, unusual packages."""

from __future__ import annotations

import random

from tests.kinds.decorations.registry import decoration, some
from tests.kinds.survey import ITEMS
from tests.kinds.table import Cell, Table


@decoration("package", kinds="xlsx", fault="valid but unusual packages")
def workbook_part_of_another_name(table: Table, rng: random.Random) -> None:
    table.package = {"workbook2"}


@decoration("package", kinds="xlsx", fault="valid but unusual packages")
def absolute_targets(table: Table, rng: random.Random) -> None:
    table.package = {"absolute"}


@decoration("package", kinds="xlsx", fault="valid but unusual packages")
def strict_namespaces(table: Table, rng: random.Random) -> None:
    table.package = {"strict"}


@decoration("package", kinds="xlsx", fault="valid but unusual packages")
def prefixed_elements(table: Table, rng: random.Random) -> None:
    table.package = {"prefixed"}


@decoration("package rows", kinds="xlsx")
def inline_texts(table: Table, rng: random.Random) -> None:
    table.package = {"inline"}


@decoration(
    "rows labels service package",
    kinds="xlsx",
    without="wide",
    fault="merged data cells",
)
def service_merged_over_rows(table: Table, rng: random.Random) -> None:
    _sorted(table, lambda form: (form.service, form.at))
    _merge(table, "service", lambda form: form.service)


@decoration(
    "rows labels codes package",
    kinds="xlsx",
    without="wide",
    fault="merged data cells",
)
def code_merged_over_rows(table: Table, rng: random.Random) -> None:
    _sorted(table, lambda form: (form.person, form.phase != "start"))
    _merge(table, "respondent_code", lambda form: form.person)


def _sorted(table: Table, key) -> None:
    order = sorted(range(len(table.rows)), key=lambda i: key(table.rows[i][0]))
    table.rows = [table.rows[i] for i in order]
    for column in table.columns:
        column.cells = [column.cells[i] for i in order]


def _merge(table: Table, role: str, value) -> None:
    [column] = table.of(role)
    start = 0
    for i in range(1, len(table.rows) + 1):
        if i == len(table.rows) or value(table.rows[i][0]) != value(table.rows[start][0]):
            if i - start > 1:
                table.merges.append((column, start, i - 1))
                for below in range(start + 1, i):
                    column.cells[below] = Cell()
            start = i


@decoration(
    "numbers",
    kinds="xlsx",
    accepted="not_a_number formula_without_value",
    fault="formulas without a cached value",
)
def numbers_by_formula(table: Table, rng: random.Random) -> None:
    for cell in some(rng, table.filled("visits", "hours"), 0.4):
        cell.formula, cell.value = f"={cell.text}+0", None


@decoration(
    "labels",
    kinds="xlsx",
    accepted="formula_without_value",
    fault="formulas without a cached value",
)
def items_by_formula(table: Table, rng: random.Random) -> None:
    for cell in some(rng, table.filled(*ITEMS), 0.2):
        cell.formula, cell.value = f'="{cell.text}"', None


@decoration("labels", kinds="xlsx")
def formulas_with_cached_values(table: Table, rng: random.Random) -> None:
    for cell in some(rng, table.filled(*ITEMS, "sector")):
        cell.formula, cell.value = f'="{cell.text}"', cell.text
    for cell in some(rng, table.filled("hours")):
        cell.formula = f"={cell.text}"


@decoration("ticks", kinds="xlsx", layouts="limesurvey webropol surveymonkey paper")
def true_and_false_cells(table: Table, rng: random.Random) -> None:
    for column in table.columns:
        if column.role.startswith("help:"):
            for i, form in table.answers:
                chosen = column.role.split(":")[1] in (form.answers["help"] or ())
                column.cells[i] = Cell(str(chosen).upper(), chosen)
