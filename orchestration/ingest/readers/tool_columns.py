"""What each survey tool adds to an export by itself: its columns, and what it writes into them.

Belongs here: one entry per tool, from its exports, manuals and importers; docs/tools.md has the
sources. Does not belong here: questions of any survey, or reading (survey_tools, convert).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

_MAIL = {"email", "e-mail", "email address", "emailaddress", "sähköposti", "sähköpostiosoite", "e-post", "e-postadress"}  # fmt: skip
_ADDRESS = {"ip", "ip address", "ip-osoite", "ip osoite", "ip-adress", "ipaddress", "ipaddr"}
_PHONE = {"phone", "phone number", "phonenumber", "telephone", "puhelin", "puhelinnumero", "telefon", "telefonnummer"}  # fmt: skip
_NAMES = {"name", "first name", "last name", "nimi", "etunimi", "sukunimi", "namn", "förnamn", "efternamn", "firstname", "lastname", "first_name", "last_name", "vastaajan nimi", "respondent name"}  # fmt: skip
_PLACE = {"latitude", "longitude", "locationlatitude", "locationlongitude", "location latitude", "location longitude"}  # fmt: skip
_PERSONAL = _MAIL | _ADDRESS | _PHONE | _PLACE

# Reasons for which a row is no answer; receipt.LEFT_OUT has the words of each.
UNFINISHED, PREVIEW, SPAM, DELETED = "unfinished", "preview", "spam", "deleted"
SCREENED_OUT, NOT_APPROVED, OTHER_FORM = "screened_out", "not_approved", "other_form"


@dataclass(frozen=True)
class Marker:
    """A column of a tool's own that says which rows are no answers.

    `columns` are its names, the best first, or patterns such as `*_timestamp`. `reasons` gives for
    a cell's normal form why the row is left out; `filled` does so for any other filled cell. Where
    the tool is known to write nothing but `reasons` and `answers`, any other text is a problem.
    `unless_answered`: a row in which a question is answered stays; then `finding` tells of it.
    `follows`: the column is after the questions that it is about.
    """

    columns: tuple[str, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)
    answers: frozenset[str] = frozenset()
    filled: str = ""
    unless_answered: bool = False
    follows: bool = False
    finding: str = ""


@dataclass(frozen=True)
class Tool:
    """One survey tool.

    A row with at least `need` of `signature` is a header row of it (`leads`: in the first filled
    cell); names may be patterns such as `*_complete`. `roles` are its columns that fill a field;
    `personal` those that identify a person. `markers` say which rows are no answers. `unanswered`
    is what it writes where a question was seen and left blank; `not_shown` what it writes into the
    column of every option where the question was not shown; `missing_codes` are codes for a missing
    answer that no respondent wrote; `removed_day` is the day that it
    writes where a time was removed. `utc` are its columns whose times are UTC without saying so.
    """

    name: str
    signature: frozenset[str]
    need: int
    roles: dict[str, tuple[str, ...]]
    personal: frozenset[str]
    leads: bool = False
    markers: tuple[Marker, ...] = ()
    unanswered: frozenset[str] = frozenset()
    not_shown: frozenset[str] = frozenset()
    missing_codes: frozenset[str] = frozenset()
    removed_day: date | None = None
    utc: frozenset[str] = frozenset()


def _set(*texts: str) -> frozenset[str]:
    return frozenset(texts)


def _reasons(**texts: tuple[str, ...]) -> dict[str, str]:
    """Reason -> texts, turned round."""
    return {text: reason for reason, every in texts.items() for text in every}


_REDCAP = Tool(
    "redcap",
    _set("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_survey_identifier", "redcap_data_access_group", "event name", "survey identifier"),
    1,
    {"respondent_code": ("record_id", "record id"), "phase": ("redcap_event_name", "event name"), "answered_at": ("survey timestamp", "*_timestamp")},
    frozenset(_PERSONAL | _NAMES - {"name"} | {"redcap_survey_identifier", "survey identifier"}),
    markers=(
        Marker(("survey timestamp", "*_timestamp"), _reasons(unfinished=("[not completed]",))),
        # A data entry form of typed paper is often left at 0: answers in it are answers.
        Marker(("complete", "*_complete"), _reasons(unfinished=("0", "incomplete")), unless_answered=True, follows=True, finding="marked_incomplete"),
        Marker(("redcap_repeat_instrument", "repeat instrument"), filled=OTHER_FORM, unless_answered=True),
    ),
    missing_codes=_set("NI", "INV", "UNK", "NASK", "ASKU", "NAV", "NAVU", "MSK", "NP", "UNC", "DER", "OTH"),
)  # fmt: skip
_QUALTRICS = Tool(
    "qualtrics",
    _set("startdate", "enddate", "recordeddate", "responseid", "distributionchannel", "userlanguage", "recorded date", "distribution channel", "user language"),
    3,
    {"answered_at": ("recordeddate", "recorded date", "enddate", "end date"), "response_id": ("responseid", "response id"), "language": ("userlanguage", "user language")},
    frozenset(_PERSONAL | {"recipientlastname", "recipientfirstname", "recipientemail", "recipient last name", "recipient first name", "recipient email", "externalreference", "external data reference"}),
    markers=(
        Marker(
            ("status", "response type"),
            _reasons(
                preview=("survey preview", "1", "survey test", "2", "survey preview spam", "9", "offline survey preview", "17", "synthetic", "256"),
                spam=("spam", "8", "imported spam", "12", "ex spam", "40"),
            ),
            _set("ip address", "0", "imported", "4", "offline", "16", "ex", "32", "ex offline", "48", "reimported imported", "132"),
        ),
        Marker(("distributionchannel", "distribution channel"), _reasons(preview=("preview", "test"))),
        Marker(("finished",), _reasons(unfinished=("false", "0", "epätosi")), _set("true", "1", "tosi")),
        Marker(("q_terminateflag",), filled=SCREENED_OUT),
    ),
    unanswered=_set("-99"),
)  # fmt: skip
TOOLS = (
    # The old export, whose `Name` is the recipient's. In the present one a question may be named so.
    replace(_QUALTRICS, signature=_set("responseset"), need=1, personal=_QUALTRICS.personal | {"name", "externaldatareference"}),
    _QUALTRICS,
    _REDCAP,
    Tool(
        "surveymonkey",
        _set("respondent id", "collector id", "date created", "date modified", "respondentid", "collectorid"),
        2,
        {"answered_at": ("end date", "enddate", "date modified", "date created", "start date", "startdate"), "response_id": ("respondent id", "respondentid")},
        frozenset(_PERSONAL | _NAMES | {"custom data 1", "custom data"}),
        markers=(
            Marker(("response status", "status"), _reasons(unfinished=("partial",), screened_out=("disqualified", "overquota", "over quota")), _set("completed", "complete")),
        ),
    ),
    Tool(
        "alchemer",
        _set("time started", "sessionid", "legacy comments", "contact id", "user agent", "referer"),
        2,
        {"answered_at": ("date submitted",), "response_id": ("response id",)},
        frozenset(_PERSONAL | _NAMES | {"contact id", "user agent", "sessionid", "postal"}),
        markers=(
            Marker(("is_test_data", "is test data", "test data"), _reasons(preview=("1", "true", "yes"))),
            Marker(("status",), _reasons(unfinished=("partial",), screened_out=("disqualified",), deleted=("deleted",), preview=("complete (test data)", "partial (test data)")), _set("complete")),
        ),
    ),
    Tool(
        "limesurvey",
        _set("submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "date submitted", "last page", "start language", "date started", "date last action", "lähetyspäivä", "viimeinen sivu", "aloituskieli"),
        2,
        {"answered_at": ("submitdate", "date submitted", "lähetyspäivä"), "response_id": ("id", "response id", "vastauksen id"), "language": ("startlanguage", "start language", "aloituskieli")},
        frozenset(_PERSONAL | _NAMES | {"refurl", "referrer url"}),
        markers=(Marker(("submitdate", "date submitted", "lähetyspäivä"), {"": UNFINISHED}),),
        not_shown=_set("n/a"),
        removed_day=date(1980, 1, 1),
    ),
    Tool(
        "ms_forms",
        _set("start time", "completion time", "last modified time", "alkamisaika", "aloitusaika", "suorittamisaika", "valmistumisaika", "lopetusaika", "päättymisaika", "starttid", "slutförandetid", "sluttid"),
        2,
        {"answered_at": ("completion time", "suorittamisaika", "valmistumisaika", "lopetusaika", "päättymisaika", "slutförandetid", "sluttid"), "response_id": ("id", "tunnus"), "language": ("language", "kieli", "språk")},
        frozenset(_PERSONAL | _NAMES),
    ),
    Tool(
        "kobo",
        _set("_id", "_uuid", "_submission_time", "_validation_status", "_index", "_submitted_by", "__version__", "submissiondate", "key", "meta-instanceid", "submitterid", "submittername", "reviewstate", "attachmentspresent", "attachmentsexpected"),
        2,
        {"answered_at": ("_submission_time", "submissiondate", "end"), "response_id": ("_id", "meta-instanceid", "key", "_uuid")},
        frozenset(_PERSONAL | {"_geolocation", "_submitted_by", "submittername", "submitterid", "username", "deviceid", "subscriberid", "simserial", "_*_latitude", "_*_longitude", "_*_altitude"}),
        markers=(
            Marker(
                ("_validation_status",),
                _reasons(not_approved=("validation_status_not_approved", "not approved", "validation_status_on_hold", "on hold")),
                _set("validation_status_approved", "approved", "{}"),
            ),
            Marker(("reviewstate",), _reasons(not_approved=("rejected", "hasissues")), _set("approved", "edited", "received")),
        ),
        utc=_set("_submission_time", "submissiondate"),
    ),
    Tool(
        "google_forms",
        _set("timestamp", "aikaleima", "tidstämpel", "tidsstämpel", "отметка времени", "позначка часу", "طابع زمني", "zeitstempel", "horodateur", "marca temporal", "carimbo de data/hora", "tijdstempel"),
        1,
        {"answered_at": ("timestamp", "aikaleima", "tidstämpel", "tidsstämpel", "отметка времени", "позначка часу", "طابع زمني", "zeitstempel", "horodateur", "marca temporal", "carimbo de data/hora", "tijdstempel")},
        frozenset(_PERSONAL | {"username", "käyttäjänimi", "användarnamn"}),
        leads=True,
    ),
    Tool(
        "webropol",
        _set("vastausaika", "responsedate", "response date"),
        1,
        {"answered_at": ("vastausaika", "responsedate", "response date"), "response_id": ("responseid", "vastaajanumero"), "language": ("language",)},
        frozenset(_PERSONAL | {"vastaajan nimi", "vastaajan sähköposti", "respondentemail", "respondentname", "respondentphone"}),
    ),
    # A project without events or repeated instruments.
    replace(_REDCAP, signature=_set("record_id", "record id", "*_complete"), need=2),
)  # fmt: skip
