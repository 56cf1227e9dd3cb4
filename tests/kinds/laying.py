"""Known answers laid out as a table of a tool, without decorations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from tests.kinds.known import DONT_KNOW, Submission
from tests.kinds.layouts import DECLARED, QUESTIONS, Layout, iso
from tests.kinds.survey import DAYS, ITEMS, NUMBERS, Words
from tests.kinds.table import Cell, Column, Table


def laid_out(
    layout: Layout, forms: list[Submission], words: Words, language: str, kind: str
) -> Table:
    """The forms as a table of the tool."""
    if layout.wide:
        return _wide(layout, forms, words, language, kind)
    table = Table(words, language, [], [[form] for form in forms], delimiter=layout.delimiter)
    for role, headers, write in layout.own:
        cells = [_own(role, write(form), form, kind) for form in forms]
        # A column that the questionnaire declares has its text as header.
        declared = [caption(words.headers[role], language)] if role in words.headers else []
        own = declared if headers == [DECLARED] else list(headers)
        table.columns.append(Column(role, own, cells))
    for role in (*layout.fields, *QUESTIONS):
        table.columns += columns_of(layout, role, forms, table, kind)
    return table


def _own(role: str, text: str, form: Submission, kind: str) -> Cell:
    if kind == "json" and role == "answered_at":
        return Cell(form.at.isoformat())
    dated = kind == "sav" or (kind == "xlsx" and text == iso(form.at))
    return Cell(text, form.at if role == "answered_at" and dated else None, "yyyy-mm-dd hh:mm:ss")


def columns_of(
    layout: Layout, role: str, forms: Sequence[Submission | None], table: Table, kind: str
) -> list[Column]:
    """The columns of a field or question."""
    words, language = table.words, table.language
    text = words.headers[role].get(language, words.headers[role]["fi"])
    if role == "help" and not layout.joined:
        return [
            Column(
                f"help:{code}",
                layout.tick(n, code, text, caption(labels, language)),
                [_ticked(layout, f, code, caption(labels, language), words.ticks) for f in forms],
            )
            for n, (code, labels) in enumerate(words.options["help"].items(), 1)
        ]
    stem = words.stem
    headers = layout.item(role, stem, text) if role in ITEMS else layout.plain(role, text)
    cells = [Cell() if form is None else cell_of(layout, role, form, table, kind) for form in forms]
    return [Column(role, headers, cells)]


def caption(texts: dict[str, str], language: str) -> str:
    """The text in a language, in Finnish where there is none."""
    return texts.get(language, texts["fi"])


def _ticked(
    layout: Layout, form: Submission | None, code: str, label: str, ticks: tuple[str, str] | None
) -> Cell:
    if form is None:
        return Cell()
    chosen = code in (form.answers["help"] or ())
    if ticks:
        return Cell(ticks[0] if chosen else ticks[1])
    return Cell((layout.chosen or label) if chosen else layout.not_chosen)


def cell_of(layout: Layout, role: str, form: Submission, table: Table, kind: str) -> Cell:
    """The cell of a form, as the tool writes it without decorations."""
    words, language = table.words, table.language
    if role == "respondent_code":
        return Cell(form.person)
    if role == "phase":
        return Cell(caption(words.phases[form.phase], language))
    if role == "service":
        return Cell(words.services[form.service])
    if role == "consent":
        return Cell(caption(words.consent["given" if form.consent else "refused"], language))
    value = form.answers[role]
    if value in (None, ""):
        return Cell()
    if role in ITEMS:
        labels = words.dont_know if value == DONT_KNOW else words.agreement[value]
        return Cell(caption(labels, language))
    if role == "help":
        texts = [caption(t, language) for c, t in words.options["help"].items() if c in value]
        return Cell(layout.joined.join(texts) + layout.ends)
    if role in NUMBERS:
        return number_cell(value, kind)
    return Cell(value if role == "words" else caption(words.options[role][value], language))


def number_cell(value: Fraction, kind: str) -> Cell:
    """A number as text, and in a workbook as a number."""
    text = str(value.numerator) if value.denominator == 1 else str(float(value))
    return Cell(text, float(value) if kind in ("xlsx", "sav") else None)


def _wide(layout: Layout, forms: list[Submission], words: Words, language: str, kind: str) -> Table:
    by_person: dict[str, dict[str, Submission]] = {}
    for form in forms:
        by_person.setdefault(form.person, {})[form.phase] = form
        form.at = datetime.fromisoformat(DAYS[form.phase])
        form.answers["visits"] = form.answers["visits"] or Fraction(1)  # nobody's form is all blank
    for both in by_person.values():
        # Who refuses at one time point is left out at all of them.
        for form in both.values():
            form.consent = all(one.consent for one in both.values())
    whole = list(by_person.values())
    table = Table(
        words, language, [], [[b[p] for p in DAYS if p in b] for b in whole], delimiter=";"
    )
    starts = [both["start"] for both in whole]
    for role in ("respondent_code", "service", "consent"):
        table.columns += columns_of(layout, role, starts, table, kind)
    for phase, suffix in (("start", "_t0"), ("end", "_t1")):
        for role in QUESTIONS:
            for column in columns_of(
                layout, role, [both.get(phase) for both in whole], table, kind
            ):
                column.headers = [column.headers[0] + suffix]
                column.point = phase
                table.columns.append(column)
    return table
