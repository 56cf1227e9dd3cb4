"""Logs of coaching on inclusion in 16 municipalities, as Sokra's evaluation of 2021 describes it.

Printed there: 16 municipalities in spring 2020, three to five sessions, coaches of three kinds, the
checklist, plans by service area, a follow-up that is agreed, and that Hollola named its chief
administrative officer. Everything else is invented, the names of the other municipalities too.
"""

from __future__ import annotations

from orchestration.demo.organisation_sheets import Row

SESSIONS, READINESS = "osallisuussparraus", "osallisuussparrauksen_tilanne"
MUNICIPALITIES = (
    "Hollola", "Lahti", "Heinola", "Tampere", "Turku", "Oulu", "Kuopio", "Joensuu", "Vaasa", "Kotka",
    "Kouvola", "Mikkeli", "Rauma", "Salo", "Kajaani", "Rovaniemi",
)  # fmt: skip
_COACHES = ("expert", "municipality", "resident")
_CHECKLIST = ("programme", "welfare_report", "resourced", "responsible")


def sessions() -> list[Row]:
    """One row per session, 63 in all. In the last a plan has been made and a follow-up is agreed."""
    rows: list[Row] = []
    for place, municipality in enumerate(MUNICIPALITIES):
        last = 3 + place % 3
        for session in range(1, last + 1):
            row = {
                "response_id": str(len(rows) + 1),
                "answered_at": f"{1 + place}.{session}.2020",
                "municipality": municipality,
                "session": str(session),
                "coach": _COACHES[place % 3],
                # Nobody counted the people of the second session.
                "participants": "" if session == 2 else str(3 + 2 * session),
            }
            rows.append(row | (_last(place) if session == last else _before_the_last(place)))
    return rows


def _before_the_last(place: int) -> Row:
    is_done = place % 4 != 3
    done = {"agreed_done" if is_done else "agreed_not_done": ["interim_task"]}
    return {"plan": "not_made", "agreed": ["interim_task"], **done}


def _last(place: int) -> Row:
    """Eleven follow-ups were held and two were not; of three nobody knows."""
    held = {"agreed_done": ["follow_up"]} if place % 3 else {}
    missed = {"agreed_not_done": ["follow_up"]} if place in (3, 9) else {}
    return {
        "plan": "made",
        "agreed": ["carry_out_plan", "follow_up"],
        "follow_up_date": f"{1 + place}.11.2020",
        **({"agreed_done": ["carry_out_plan", "follow_up"]} if place == 0 else held),
        **missed,
    }


def readiness() -> list[Row]:
    """What each municipality had before coaching and after it: two rows each.

    Before it nobody had named a responsible person; afterwards nine have.
    """
    rows: list[Row] = []
    for place, municipality in enumerate(MUNICIPALITIES):
        had = [box for step, box in enumerate(_CHECKLIST[:3]) if place % (step + 2)]
        named = "chief_administrative_officer" if municipality == "Hollola" else "coordinator"
        has_named = place % 2 == 0 or place == 1
        has = {*had, "programme", *(["responsible"] if has_named else [])}
        rows.append(_checklist(f"{1 + place}.1.2020", municipality, "before", had or ["none"]))
        after = _checklist(f"{1 + place}.6.2020", municipality, "after", sorted(has))
        rows.append({**after, "responsible_post": named if has_named else ""})
    return rows


def _checklist(day: str, municipality: str, moment: str, boxes: list[str]) -> Row:
    return {"answered_at": day, "municipality": municipality, "moment": moment, "checklist": boxes}
