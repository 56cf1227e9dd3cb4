"""Which columns of an unknown table are fields: time, numbers of responses, codes of people, names.

Belongs here: choosing one column for each role. Does not belong here: the values of closed fields
(field_values), or questions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from orchestration.core.text import normalise, plain
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.ingest.readers.cell_dates import Clock, parse_dates
from orchestration.ingest.readers.cell_values import read_number
from orchestration.ingest.readers.survey_tools import own_names, roles_in, tool_named
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.matching.language_names import language_code

_CLOCK = Clock.of("Europe/Helsinki")
# Headers of fields, beside those that some questionnaire declares.
_HEADERS = {
    "answered_at": ["aika", "pvm", "päivä", "päivämäärä", "päiväys", "vastauspäivä", "vastauspvm", "vastausaika", "date", "datum", "time", "timestamp", "aikaleima", "tidpunkt", "submitted", "completed", "vastattu", "answered", "svarstid", "дата", "التاريخ", "تاریخ"],
    "response_id": ["id", "nro", "nr", "no", "#", "numero", "vastausnro", "vastaus id", "response id", "response number", "submission id", "rivi", "row", "uuid"],
    "respondent_code": ["koodi", "oma koodi", "vastaajakoodi", "vastaajan koodi", "vastaajan tunnus", "oma tunnus", "vastaajatunnus", "tunniste", "tunnus", "asiakaskoodi", "asiakastunnus", "code", "respondent", "respondent code", "respondent id", "participant", "participant id", "participant code", "subject", "subject id", "client id", "kod", "svarskod", "respondentkod", "код", "الرمز", "کد"],
    "phase": ["mittaus", "mittauskerta", "mittauspiste", "mittausajankohta", "aikapiste", "ajankohta", "vaihe", "time", "timepoint", "time point", "phase", "measurement", "wave", "visit", "session", "mätning", "mättillfälle", "tidpunkt"],
    "service": ["palvelu", "palvelun nimi", "service", "tjänst", "yksikkö", "toimipaikka", "unit", "enhet"],
    "municipality": ["kunta", "kotikunta", "asuinkunta", "paikkakunta", "municipality", "kommun", "hemkommun"],
    "area": ["hyvinvointialue", "wellbeing services county", "välfärdsområde"],
    "language": ["vastauskieli", "lomakkeen kieli", "kyselyn kieli", "language", "kieli", "språk", "startlanguage"],
    "consent": [],
}  # fmt: skip
_CONSENT = re.compile(
    r"\bsuostu|\bconsent|\bi agree (?:that|to)\b|\bsaa(?:ko|vatko)? käyttää|samtyck|godkänner|أوافق|موافقم|ڕازیم|соглас[ен]|зго[дї]"
)
_POINT = re.compile(
    r"^(?:t\d|w\d|pre|post|baseline|follow-?up\d?|alku\w*|loppu\w*|start|end|begin\w*|före|efter|ennen|jälkeen|before|after|\d\.? ?mittaus|\d)$"
)
_TOKEN = re.compile(r"^(?=.*\d)(?=.*[A-Za-zÅÄÖåäö])[\w-]{3,14}$")
_UUID = re.compile(r"^(?:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-|^R_\w{12,}$", re.IGNORECASE)
_MOST = 0.8


@dataclass(frozen=True)
class FoundField:
    """The column of a role; `notes` are for the person who finishes the draft."""

    role: str
    column: FileColumn
    notes: tuple[Sentence, ...] = ()


def find_fields(
    table: FileTable, known: KnownTexts, left_out: Collection[int], *, is_wide: bool
) -> dict[str, FoundField]:
    """Role -> its column, in the order of the roles. `is_wide`: a row is a person."""
    usable = [c for c in table.columns if c.index not in left_out and c.filled and not c.is_joined]
    found: dict[str, FoundField] = {}
    taken: set[int] = set()
    for role in _HEADERS:
        candidates = [c for c in usable if c.index not in taken]
        column = next(_named(role, candidates, table, known, is_wide=is_wide), None)
        if column is not None:
            found[role] = FoundField(role, column)
            taken.add(column.index)
    rest = [c for c in usable if c.index not in taken]
    for role, by_content in (
        ("answered_at", _by_dates(rest)),
        ("response_id", _by_numbers(rest, table)),
        ("respondent_code", _by_tokens(rest, table)),
    ):
        if role not in found and by_content and by_content.column.index not in taken:
            found[role] = by_content
            taken.add(by_content.column.index)
    return {role: _checked(found[role]) for role in _HEADERS if role in found}


def dated_share(column: FileColumn) -> float:
    """The share of filled rows that hold a certain day; numbers alone are none."""
    if not column.filled:
        return 0.0
    texts = [
        text for text in column.counts if not text.replace(",", ".").replace(".", "", 1).isdecimal()
    ]
    days = parse_dates(pa.array(texts, pa.string()), _CLOCK).to_pylist() if texts else []
    rows = sum(column.counts[text] for text, day in zip(texts, days, strict=True) if day)
    return rows / column.filled


def _named(
    role: str, columns: list[FileColumn], table: FileTable, known: KnownTexts, *, is_wide: bool
) -> Iterator[FileColumn]:
    """Columns that may be the role by their header, the most certain first, if their content fits."""
    tool = tool_named(table.tool)
    wanted = roles_in(tool, [c.header for c in table.columns]).get(role, ()) if tool else ()
    for name in wanted:
        yield from (c for c in columns if name in own_names(c.header) and _may_be(role, c, table))
    for column in columns:
        declared = known.field_of(column)
        if declared and declared[1] == role and _may_be(role, column, table):
            yield column
    for name in _HEADERS[role]:
        for column in columns:
            texts = {normalise(column.header), normalise(column.text)}
            is_named = name in texts or (
                role == "answered_at" and any(name in t.split() for t in texts)
            )
            if is_named and _may_be(role, column, table) and not (is_wide and role == "phase"):
                yield column
    if role == "consent":
        yield from (c for c in columns if _CONSENT.search(normalise(c.text)) and len(c.counts) <= 4)
    if role == "respondent_code":
        # An `id` that rows share, or of a table with a row per person, is the person's.
        yield from (
            c
            for c in columns
            if normalise(c.header) in ("id", "pid") and (is_wide or not _is_unique(c))
        )


def _may_be(role: str, column: FileColumn, table: FileTable) -> bool:
    """True if what the column holds can be what the role means."""
    texts = list(column.counts)
    if role == "answered_at":
        return dated_share(column) >= 0.5 or _are_slashed(texts) or _are_day_numbers(texts)
    if role == "response_id":
        return _is_unique(column) and column.filled >= _MOST * table.rows
    if role == "respondent_code":
        return 3 * len(texts) >= column.filled or len(texts) > 20
    if role == "phase":
        return 1 <= len(texts) <= 8
    if role == "language":
        return all(
            language_code(text).lower() in ("fi", "sv", "en", "ar", "fa", "ckb", "ru", "uk")
            for text in texts
        )
    return role != "consent" or len(texts) <= 4


def _says_yes_or_no(column: FileColumn) -> bool:
    words = {plain(text).split(" ")[0].strip(",.") for text in column.counts}
    return len(column.counts) <= 4 and bool(words & (YES | NO))


def _is_unique(column: FileColumn) -> bool:
    return len(column.counts) == column.filled


def _are_slashed(texts: Iterable[str]) -> bool:
    return all(re.match(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}", text) for text in texts)


def _are_day_numbers(texts: Iterable[str]) -> bool:
    """True for days as numbers, as spreadsheets keep them; below a header of times they are nothing else."""
    return parse_dates(pa.array(texts, pa.string()), _CLOCK).null_count == 0


def _by_dates(columns: list[FileColumn]) -> FoundField | None:
    """The fullest column of days; a sentence names the others."""
    dated = [c for c in columns if dated_share(c) >= _MOST]
    if not dated:
        return None
    best = max(dated, key=lambda c: (c.filled, -c.index))
    others = ", ".join(c.cell for c in dated if c is not best)
    notes = (sentences.ONE_OF_DATES.filled(cells=others),) if others else ()
    return FoundField("answered_at", best, notes)


def _by_numbers(columns: list[FileColumn], table: FileTable) -> FoundField | None:
    """A column of running numbers or long identifiers, a different one on each row."""
    for column in columns:
        if not _is_unique(column) or column.filled < table.rows or table.rows < 2:
            continue
        texts = list(column.counts)
        numbers = [int(text) for text in texts if text.isdecimal()]
        is_running = len(numbers) == len(texts) and max(numbers) - min(numbers) < 2 * len(numbers)
        if all(map(_UUID.match, texts)) or (is_running and column.index < 2):
            return FoundField("response_id", column)
    return None


def _by_tokens(columns: list[FileColumn], table: FileTable) -> FoundField | None:
    """A column of short texts of letters and digits, few rows with each: `3MAR71`."""
    for column in columns:
        tokens = [text for text in column.counts if _TOKEN.match(text) and not read_number(text)]
        is_most = len(tokens) >= _MOST * len(column.counts)
        if is_most and 3 * len(tokens) >= column.filled >= table.rows / 2:
            return FoundField("respondent_code", column, (sentences.CODE_BY_CONTENT,))
    return None


def _checked(field: FoundField) -> FoundField:
    texts = list(field.column.counts)
    if field.role == "answered_at" and not _are_day_numbers(texts):
        return FoundField(field.role, field.column, (*field.notes, sentences.UNCLEAR_DATE))
    if field.role == "service":
        return FoundField(field.role, field.column, (sentences.SERVICE_NAMES,))
    return field
