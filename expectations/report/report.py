"""The validation report: what a quality reviewer reads before a release, and readers with it.

Belongs here: from `Contents` to one HTML page per language. Does not belong here: collecting the
contents (release), validating (gate); exact numbers of people or any value of a row, which no
report holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup, escape

from expectations.report import findings
from expectations.report.contents import Contents, Record
from expectations.report.texts import catalogue
from orchestration.html.pages import environment, with_code
from orchestration.html.texts import LANGUAGES, speaker

TEMPLATES = Path(__file__).parent / "templates"
RELEASE_ID_LENGTH = 16
# More is folded, or left to the tables, which have all of them.
FIRST_MOVED, MOST_DELIVERIES = 15, 200
# Those that need a person come first.
_STATUSES = ("failed", "on_hold", "refused", "to_decide", "accepted")
# One row for these together, in the order in which they come.
_SUPPRESSED = ("period_key", "region_key", "indicator_key")
Section = Literal["standing", "change", "rules", "deliveries", "history", "suppressed", "passed"]
_LOOKS = {"held": "stop", "waits": "look", "rejected": "stop"}


def file_name(language: str) -> str:
    """The name of the report in a language; the others are linked to by theirs."""
    return "report.html" if language == LANGUAGES[0] else f"report.{language}.html"


def render_all(contents: Contents) -> dict[str, str]:
    """The report in every language: file name -> page."""
    return {file_name(language): render(contents, language) for language in LANGUAGES}


def render(contents: Contents, language: str) -> str:
    """The report as one HTML page that needs no network and no script."""
    template = environment(TEMPLATES).get_template("report.html.jinja")
    return template.render(_values(contents, language))


def sections(contents: Contents, language: str, names: Sequence[Section]) -> dict[Section, Markup]:
    """Sections of the report by their names, for another page with the style of every page (`html`).

    `standing` is one box. Each other one has its heading and its id, as in the report.
    """
    templates, values = environment(TEMPLATES), _values(contents, language)
    values["parts"] = templates.get_template("parts.html.jinja").module
    return {
        name: Markup(templates.get_template(f"{name}.html.jinja").render(values)) for name in names
    }


def _values(contents: Contents, language: str) -> dict[str, Any]:
    """What the templates of the report need."""
    t = speaker(language, catalogue())
    release_id = _short(contents.manifest)
    kind = t("release" if contents.is_published else "candidate")
    groups = findings.groups(contents.validation["results"])
    return {
        "language": language,
        "t": t,
        "said": _said(language),
        "title": f"{t('title')}: {kind.lower()} {release_id}",
        "is_synthetic": bool(contents.manifest.get("is_synthetic")),
        "links": {code: file_name(code) for code in LANGUAGES},
        "contents": contents,
        "release_id": release_id,
        "previous_id": _short(contents.previous) if contents.previous else None,
        "row_count": sum(one["row_count"] for one in contents.manifest.get("tables", {}).values()),
        "look": _LOOKS.get(contents.status, "good"),
        "groups": groups,
        "families": findings.families(groups["passed"]),
        "is_loss_held": bool(contents.validation.get("loss", {}).get("is_held")),
        "tables": _tables(contents.manifest, contents.previous),
        "moved": (contents.difference or {"figures": []})["figures"],
        "first_moved": FIRST_MOVED,
        "deliveries": _deliveries(contents.deliveries),
        "most_deliveries": MOST_DELIVERIES,
        "suppressed": [
            list(same) for _, same in groupby(contents.suppressed, key=itemgetter(*_SUPPRESSED))
        ],
    }


def _short(manifest: Record) -> str:
    return str(manifest.get("candidate_id") or "")[:RELEASE_ID_LENGTH]


def _said(language: str) -> Any:
    """What a record says in a language, in Finnish and marked so where it is not translated."""

    def said(record: Record, name: str) -> Markup:
        own = record.get(f"{name}_{language}" if name else language)
        if own:
            return with_code(own)
        other = record.get(f"{name}_fi" if name else "fi") or ""
        return Markup('<span lang="fi">{}</span>').format(with_code(other)) if other else escape("")

    return said


def _tables(manifest: Record, previous: Record | None) -> list[Record]:
    """Every table now and in the previous release: rows, and a key for what became of it."""
    now = manifest.get("tables", {})
    before = previous["tables"] if previous else {}
    return [
        {
            "name": name,
            "rows": now.get(name, {}).get("row_count"),
            "sha256": now[name]["sha256"] if name in now else "",
            **_moved(now.get(name), before.get(name)),
        }
        for name in sorted({*now, *before})
    ]


def _moved(now: Record | None, before: Record | None) -> Record:
    if before is None:
        return {"became": "new", "more": None}
    if now is None:
        return {"became": "removed", "more": None}
    if now["sha256"] == before["sha256"]:
        return {"became": "unchanged", "more": None}
    return {"became": "content_changed", "more": now["row_count"] - before["row_count"]}


def _deliveries(records: Sequence[Record]) -> list[Record]:
    """Deliveries in the order in which they need somebody, then by sender."""

    def place(one: Record) -> tuple[int, bool, str, str]:
        status = _STATUSES.index(one["state"]) if one["state"] in _STATUSES else -1
        return status, not one["is_new"], one.get("sender_code") or "", one["delivery_id"]

    return sorted((one | {"state": _state(one)} for one in records), key=place)


def _state(delivery: Record) -> str:
    """Its status, or that a person has to decide something about it although it is accepted."""
    is_to_decide = delivery["status"] == "accepted" and delivery["is_to_decide"]
    return "to_decide" if is_to_decide else str(delivery["status"])
