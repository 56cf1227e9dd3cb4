"""Kind 4: the tool's own markers."""

from __future__ import annotations

from collections.abc import Mapping

from tests.faults.survey import LABELS, Case, Files, Row, csv_of, header, pairs

_QUALTRICS = ["StartDate", "Status", "Finished", "RecordedDate", "ResponseId"]
_HELP = {
    "type": "multi",
    "other": "else",
    "text": "Kuka auttoi",
    "options": {"friends": {"fi": "Ystävät"}, "family": {"fi": "Perhe"}, "else": {"fi": "Joku toinen"}},
}  # fmt: skip


def _qualtrics(name: str, rows: list[Row], marked: list[Row]) -> bytes:
    """Rows without their own time, under the tool's columns; `marked` are previews."""
    made: list[Row] = [[*_QUALTRICS, *rows[0][1:]]]
    for status, part in (("IP Address", rows[1:]), ("Survey Preview", marked)):
        for row in part:
            month = 2 if row[2] == "Alku" else 5
            at = f"2024-{month:02}-05 10:{len(made):02}:00"
            made.append(["", status, "True", at, f"R_{len(made)}", *row[1:]])
    return csv_of(made, ",")


def _previews(name: str) -> Files:
    marked = [["", f"koe{k}", phase, LABELS[step]] for k in range(5) for phase, step in (("Alku", 2), ("Loppu", 0))]  # fmt: skip
    return {"a.csv": _qualtrics(name, pairs(name), marked)}


def _seen(name: str) -> Files:
    days = ["5", "7", "-99", "3"]
    return {"a.csv": _qualtrics(name, pairs(name, more={"Päiviä": lambda k, _: days[k % 4]}), [])}


def _other(name: str) -> Files:
    ticks = [("Y", "", ""), ("", "Y", ""), ("", "", "naapuri")]
    rows = pairs(name, more={f"apu{n}": lambda k, _, n=n: ticks[k % 3][n] for n in range(3)})
    rows[0][4:] = ["apu[friends]", "apu[family]", "apu[other]"]
    return {"a.csv": _limesurvey(rows)}


def _limesurvey(rows: list[Row]) -> bytes:
    made: list[Row] = [["id", "submitdate", "lastpage", "startlanguage", *rows[0][1:]]]
    for n, row in enumerate(rows[1:], 1):
        month = 2 if row[2] == "Alku" else 5
        made.append([str(n), f"2024-{month:02}-05 10:{n:02}:00", "3", "fi", *row[1:]])
    return csv_of(made, ",")


def _stemless(name: str) -> Files:
    rows = pairs(name)
    rows[0][3] = f"q1[SQ1]. [{header(name, 'Kuulun joukkoon')}]"
    return {"a.csv": _limesurvey(rows)}


def _redcap(name: str) -> Files:
    """Events as rows; two more people never finished the form."""
    rows = pairs(name)
    made: list[Row] = [["record_id", "redcap_event_name", "kysely_timestamp", rows[0][3], "kysely_complete"]]  # fmt: skip
    for row in rows[1:]:
        month = 2 if row[2] == "Alku" else 5
        made.append([row[1], f"{row[2].lower()}_arm_1", f"2024-{month:02}-05 10:00:00", row[3], "2"])  # fmt: skip
    made += [[f"kesken{n}", "alku_arm_1", "[not completed]", "", "0"] for n in range(2)]
    return {"a.csv": csv_of(made, ",")}


def _afternoons(name: str) -> Files:
    """Times of an American form: the same hour before and after noon."""
    rows = pairs(name)
    for at, row in enumerate(rows[1:]):
        month, half = (2, "AM") if row[2] == "Alku" else (5, "PM")
        row[0] = f"2024-{month:02}-15 09:{at:02}:00 {half}"
    return {"a.csv": csv_of(rows)}


def _test_data(name: str) -> Files:
    rows = pairs(name)
    marked = [["", f"koe{k}", phase, LABELS[step]] for k in range(5) for phase, step in (("Alku", 2), ("Loppu", 0))]  # fmt: skip
    made: list[Row] = [["Response ID", "Time Started", "Date Submitted", "Status", "Contact ID", "Test Data", *rows[0][1:]]]  # fmt: skip
    for test, part in (("", rows[1:]), ("true", marked)):
        for row in part:
            at = f"2024-{2 if row[2] == 'Alku' else 5:02}-05 10:{len(made):02}:00"
            made.append([str(len(made)), at, at, "Complete", "", test, *row[1:]])
    return {"a.csv": csv_of(made, ",")}


_DAYS = {"type": "number", "range": [-100, 7], "bands": [-100, 0, 5], "text": "Päiviä"}
_EVENTS = {
    "header": "Mittaus",
    "values": {"start": {"fi": ["Alku", "alku"]}, "end": {"fi": ["Loppu", "loppu"]}},
}
CASES: Mapping[str, Case] = {
    "previews": Case("Status = Survey Preview", _previews, form={"tool": "qualtrics"}),
    "seen_but_unanswered": Case(
        "-99 in a number",
        _seen,
        answers={"days": {"from_0_to_5": 6, "from_5": 12}},
        survey={"questions": {"days": _DAYS}},
        form={"tool": "qualtrics"},
    ),
    "text_of_other": Case(
        "apu[other] with text chooses the option else",
        _other,
        answers={"apu": {"friends": 8, "family": 8, "else": 8}},
        survey={"questions": {"apu": _HELP}},
        form={"tool": "limesurvey"},
    ),
    "an_array_without_a_stem": Case("q1[SQ1]. [item]", _stemless, form={"tool": "limesurvey"}),
    "not_completed": Case(
        "REDCap's [not completed]", _redcap, form={"tool": "redcap"}, survey={"fields": {"phase": _EVENTS}}
    ),
    "am_and_pm": Case("times with AM and PM", _afternoons),
    "test_data": Case(
        "Alchemer's Test Data (not in the list)", _test_data, form={"tool": "alchemer"}
    ),
}  # fmt: skip
