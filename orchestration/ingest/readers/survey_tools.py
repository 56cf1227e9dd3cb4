"""The survey tools: how to recognise the tool of an export, and the columns of its own.

Belongs here: names of columns that the tools add by themselves, from their exports and manuals.
Does not belong here: questions of any survey. Columns of a tool that identify a person are
emptied as soon as a sheet is read, so that no later step gets them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyarrow as pa

from orchestration.core.text import normalise

if TYPE_CHECKING:
    from orchestration.ingest.readers.sheet import Sheet

_CODE = re.compile(r"^([a-z]\w*)\. ")
_MAIL = {"email", "e-mail", "email address", "sähköposti", "sähköpostiosoite", "e-post", "e-postadress"}  # fmt: skip
_ADDRESS = {"ip", "ip address", "ip-osoite", "ip osoite", "ip-adress", "ipaddress", "ipaddr"}
_NAMES = {"name", "first name", "last name", "nimi", "etunimi", "sukunimi", "namn", "förnamn", "efternamn", "firstname", "lastname", "first_name", "last_name"}  # fmt: skip
_PLACE = {"latitude", "longitude", "locationlatitude", "locationlongitude", "location latitude", "location longitude"}  # fmt: skip
_PERSONAL = _MAIL | _ADDRESS | _PLACE


@dataclass(frozen=True)
class Tool:
    """One survey tool.

    A row with at least `need` of `signature` is a header row of it (`leads`: in the first filled
    cell). `roles` are its columns that fill a field; `personal` those that identify a person.
    Where the column `status` holds one of `unfinished`, the form was never sent.
    """

    name: str
    signature: frozenset[str]
    need: int
    roles: dict[str, tuple[str, ...]]
    personal: frozenset[str]
    leads: bool = False
    status: tuple[str, ...] = ()
    unfinished: frozenset[str] = field(default_factory=frozenset)


def _set(*texts: str) -> frozenset[str]:
    return frozenset(texts)


TOOLS = (
    Tool(
        "qualtrics",
        _set("startdate", "enddate", "recordeddate", "responseid", "distributionchannel", "userlanguage", "recorded date", "distribution channel", "user language"),
        3,
        {"answered_at": ("recordeddate", "recorded date", "enddate", "end date"), "response_id": ("responseid", "response id"), "language": ("userlanguage", "user language")},
        frozenset(_PERSONAL | {"recipientlastname", "recipientfirstname", "recipientemail", "recipient last name", "recipient first name", "recipient email", "externalreference", "external data reference"}),
        status=("finished",),
        unfinished=_set("false", "0", "epätosi"),
    ),
    Tool(
        "redcap",
        _set("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_survey_identifier", "redcap_data_access_group", "event name", "survey identifier"),
        1,
        {"respondent_code": ("record_id", "record id"), "phase": ("redcap_event_name", "event name")},
        frozenset(_PERSONAL | _NAMES - {"name"} | {"redcap_survey_identifier", "survey identifier"}),
    ),
    Tool(
        "surveymonkey",
        _set("respondent id", "collector id", "date created", "date modified"),
        2,
        {"answered_at": ("date modified", "date created"), "response_id": ("respondent id",)},
        frozenset(_PERSONAL | _NAMES | {"custom data 1"}),
        status=("status",),
        unfinished=_set("partial", "disqualified"),
    ),
    Tool(
        "alchemer",
        _set("time started", "sessionid", "legacy comments", "contact id", "user agent", "referer"),
        2,
        {"answered_at": ("date submitted",), "response_id": ("response id",)},
        frozenset(_PERSONAL | _NAMES | {"contact id", "user agent", "sessionid", "postal"}),
        status=("status",),
        unfinished=_set("partial", "disqualified"),
    ),
    Tool(
        "limesurvey",
        _set("submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "date submitted", "last page", "start language", "date started", "date last action", "lähetyspäivä", "viimeinen sivu", "aloituskieli"),
        2,
        {"answered_at": ("submitdate", "date submitted", "lähetyspäivä"), "response_id": ("id", "response id", "vastauksen id"), "language": ("startlanguage", "start language", "aloituskieli")},
        frozenset(_PERSONAL | _NAMES | {"refurl", "referrer url"}),
        status=("submitdate", "date submitted", "lähetyspäivä"),
        unfinished=_set(""),
    ),
    Tool(
        "ms_forms",
        _set("start time", "completion time", "last modified time", "alkamisaika", "aloitusaika", "suorittamisaika", "valmistumisaika", "lopetusaika", "päättymisaika", "starttid", "slutförandetid", "sluttid"),
        2,
        {"answered_at": ("completion time", "suorittamisaika", "valmistumisaika", "lopetusaika", "päättymisaika", "slutförandetid", "sluttid"), "response_id": ("id", "tunnus"), "language": ("language", "kieli", "språk")},
        frozenset(_PERSONAL | _NAMES),
    ),
    Tool(
        "google_forms",
        _set("timestamp", "aikaleima", "tidstämpel", "tidsstämpel", "отметка времени", "позначка часу", "طابع زمني"),
        1,
        {"answered_at": ("timestamp", "aikaleima", "tidstämpel", "tidsstämpel", "отметка времени", "позначка часу", "طابع زمني")},
        frozenset(_PERSONAL | {"username", "käyttäjänimi", "användarnamn"}),
        leads=True,
    ),
    Tool(
        "webropol",
        _set("vastausaika", "responsedate"),
        1,
        {"answered_at": ("vastausaika", "responsedate"), "response_id": ("responseid", "vastaajanumero"), "language": ("language",)},
        frozenset(_PERSONAL | {"vastaajan sähköposti", "respondentemail", "respondentname", "respondentphone"}),
    ),
)  # fmt: skip
_BY_NAME = {tool.name: tool for tool in TOOLS}


def tool_named(name: str) -> Tool | None:
    """The tool of this name, if it is one with columns of its own."""
    return _BY_NAME.get(name)


def own_names(text: str) -> set[str]:
    """Names that a header may have: its normal form, and the code before `code. Question text`."""
    key = normalise(text)
    coded = _CODE.match(key)
    return {key, coded[1]} if coded else {key}


def recognise_tool(rows: Sequence[Sequence[str]]) -> tuple[Tool, int] | None:
    """The tool whose own columns are in one of these rows, and the number of that row."""
    for number, row in enumerate(rows):
        names = [own_names(text) for text in row if text.strip()]
        everything = set().union(*names) if names else set()
        for tool in TOOLS:
            found = names[0] if tool.leads and names else everything
            if len(tool.signature & found) >= tool.need:
                return tool, number
    return None


def without_identifying_columns(sheet: Sheet) -> Sheet:
    """The sheet with the tool it comes from, its columns that identify a person emptied.

    The header of such a column stays, so that the sender can see what was not read.
    """
    known = recognise_tool(sheet.head())
    if known is None:
        return sheet
    tool, row = known
    header = [column[row].as_py() for column in sheet.columns]
    found = {i for i, text in enumerate(header) if own_names(text) & tool.personal}
    columns = tuple(
        _emptied(column, row + 1) if i in found else column
        for i, column in enumerate(sheet.columns)
    )
    return replace(sheet, columns=columns, tool=tool.name, unread=sheet.unread | found)


def _emptied(column: pa.Array, first: int) -> pa.Array:
    # Copied, not sliced: a slice would keep the cells in memory.
    kept = pa.array(column.slice(0, first).to_pylist(), pa.string())
    return pa.concat_arrays([kept, pa.repeat("", len(column) - first)])
