"""The draft quality description (laatuseloste) of a release: Markdown that a person edits.

Belongs here: from facts to text, under the headings of official statistics. In Finnish only, since
it is published with Finnish statistics. Does not belong here: collecting the facts (release), or
where the draft lies and when it is frozen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expectations.report import findings
from expectations.report.contents import Contents, Record
from expectations.report.report import RELEASE_ID_LENGTH
from expectations.report.texts import catalogue
from orchestration.html.pages import environment
from orchestration.html.texts import speaker


@dataclass(frozen=True)
class Facts:
    """What a description says beside the report's contents.

    `questionnaires`: with answers in the release, `title` and `is_about_people`. `periods`: half-years
    with figures about people, `name` and `is_closed`. `counties`: names of areas with such figures.
    `indicators`: `name`, `item_count`, `min_answered`, `alpha` and its `source`. `follow_up`: per half-year
    and county the `share` (0 to 1) of published starts that have an end, and `is_open` where some may
    still get one. `waves`: of governance questionnaires, `title`, `wave`, areas that answered and
    areas in the set. `references`: `population`, `year`, `mean`, `source`. `not_comparable` and
    `broken_series` are names of metrics. `latest_landed`: the day of the latest accepted delivery;
    `closes_after_days`: days after which a half-year is closed.
    """

    questionnaires: Sequence[Record]
    periods: Sequence[Record]
    counties: Sequence[str]
    indicators: Sequence[Record]
    follow_up: Sequence[Record]
    waves: Sequence[Record]
    references: Sequence[Record]
    not_comparable: Sequence[str]
    broken_series: Sequence[str]
    latest_landed: date | None
    closes_after_days: int


def render(contents: Contents, facts: Facts) -> str:
    """The draft as Markdown."""
    template = environment(Path(__file__).parent / "templates").get_template(
        "laatuseloste.md.jinja"
    )
    statuses = [one["status"] for one in contents.deliveries]
    groups = findings.groups(contents.validation["results"])
    return template.render(
        language="fi",
        t=speaker("fi", catalogue()),
        contents=contents,
        facts=facts,
        release_id=str(contents.manifest.get("candidate_id"))[:RELEASE_ID_LENGTH],
        previous_id=str((contents.previous or {}).get("candidate_id") or "")[:RELEASE_ID_LENGTH],
        accepted=statuses.count("accepted"),
        others=len(statuses) - statuses.count("accepted"),
        sender_count=len(
            {one["sender_code"] for one in contents.deliveries if one["status"] == "accepted"}
        ),
        point=contents.history[-1],
        checked=len(contents.validation["results"]),
        warned=[one for one in groups["broken"] if one["severity_code"] == "warning"],
    )
