"""The validation report: what a quality reviewer reads before a release.

Belongs here: a validation, a manifest and the ledger's records as one offline HTML page. Does not
belong here: validating (gate), styles (page); names of files, exact numbers of people, or any
value of a row, which no report holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from expectations.report import sections
from expectations.report.page import badge, code, label, page, pair, table, text
from expectations.report.wording import (
    CHECKED_WITH,
    GROUPS,
    NEXT_STEPS,
    OWNERS,
    counted,
)

Record = dict[str, Any]


def render(
    validation: Record, manifest: Record, deliveries: Sequence[Record], previous: Record | None
) -> str:
    """The report as one HTML page that needs no network and no script.

    `validation` comes from `gate.validate`, `manifest` from the candidate, `deliveries` are ledger
    records, `previous` is the manifest of the release now in use, if there is one.
    """
    release_id = str(manifest.get("candidate_id") or "")[: sections.RELEASE_ID_LENGTH]
    return page(
        f"Mukana {release_id}", _body(release_id, validation, manifest, deliveries, previous)
    )


def _body(
    release_id: str,
    validation: Record,
    manifest: Record,
    deliveries: Sequence[Record],
    previous: Record | None,
) -> Iterator[str]:
    groups = _groups(validation["results"])
    yield f"<header><h1>{label('Laatuportin raportti', 'Validation report')}</h1>"
    yield f'<p class="soft">{label("Julkaisu", "Release")} {code(release_id)}</p></header>'
    if manifest.get("is_synthetic"):
        yield ('<p class="synthetic">synteettinen esimerkkiaineisto / synthetic demo data</p>')
    yield from _validation(validation, groups, previous)
    for name in ("blocking", "warning", "information"):
        if groups[name]:
            _, look, fi, en = GROUPS[name]
            yield f"<h2>{label(fi, en)}</h2>"
            yield from (_card(look, result) for result in groups[name])
    yield from sections.contents(manifest, previous)
    yield from sections.deliveries(deliveries)
    yield from _passed(groups)
    yield from _foot(validation)


def _groups(results: Sequence[Record]) -> dict[str, list[Record]]:
    """Results by what a reader does with them; a failed rule is under its severity."""
    groups: dict[str, list[Record]] = {name: [] for name in GROUPS}
    for result in results:
        needs_nothing = result["status_code"] in ("pass", "not_applicable")
        groups[result["status_code" if needs_nothing else "severity_code"]].append(result)
    for listed in groups.values():  # What failed before what could not be checked because of it.
        listed.sort(key=lambda result: result["status_code"] == "error")
    return groups


def _validation(
    validation: Record, groups: dict[str, list[Record]], previous: Record | None
) -> Iterator[str]:
    blocking, warnings = len(groups["blocking"]), len(groups["warning"])
    if validation["passed"]:
        fi = "Tämän saa julkaista: mikään estävä sääntö ei rikkoutunut."
        en = "This may be published: no blocking rule failed."
        if warnings:
            fi += f" Lue ensin {counted(warnings, 'varoitus', 'varoitusta')}."
            en += f" First read {counted(warnings, 'warning', 'warnings')}."
    else:
        rules = counted(blocking, "estävä sääntö rikkoutui", "estävää sääntöä rikkoutui")
        fi = f"Tätä ei julkaista: {rules} tai jäi tarkistamatta."
        rules = counted(blocking, "blocking rule", "blocking rules")
        en = f"This is not published: {rules} failed or could not be checked."
        if previous:
            fi += " Edellinen julkaisu on edelleen käytössä."
            en += " The previous release stays in use."
    look = "passed" if validation["passed"] else "blocking"
    yield f'<section class="validation {look}"><p>{text(fi)}</p><p lang="en">{text(en)}</p></section>'
    yield '<ul class="summary">'
    for name, (caption, *_) in GROUPS.items():
        yield f"<li><b>{len(groups[name])}</b>{label(*caption)}</li>"
    yield "</ul>"


def _card(look: str, result: Record) -> str:
    why_fi, _, why_en = result["why"].partition(" / ")
    kind = "error" if result["status_code"] == "error" else result["severity_code"]
    owner = OWNERS.get(result["owner"], (result["owner"], result["owner"]))
    next_step = NEXT_STEPS.get(result["rule_id"]) if kind == "blocking" else None
    rows = (
        (label("Löydettiin", "Found"), pair(result["detail_fi"], result["detail_en"])),
        (label("Miksi", "Why"), pair(why_fi, why_en or why_fi)),
        (label("Tee näin", "Do this"), pair(*(next_step or NEXT_STEPS[kind]))),
        (label("Vastuuhenkilö", "Owner"), f"<p>{label(*owner)}</p>"),
        (label("Tarkistettu", "Checked with"), f"<p>{text(_checked_with(result))}</p>"),
    )
    listed = "".join(f"<dt>{head}</dt><dd>{body}</dd>" for head, body in rows)
    return (
        f'<article class="card {look}"><div class="head">{code(result["rule_id"])}'
        f"{_status(look, result)}</div>"
        f'<div class="found">{pair(result["rule_text_fi"], result["rule_text_en"])}</div>'
        f"<dl>{listed}</dl></article>"
    )


def _status(look: str, result: Record) -> str:
    if result["status_code"] == "error":
        return badge(look, "ei voitu tarkistaa", "could not be checked")
    return badge(look, "rikkoutui", "failed")


def _checked_with(result: Record) -> str:
    return CHECKED_WITH.get(result["checked_with_code"], result["checked_with_code"])


def _passed(groups: dict[str, list[Record]]) -> Iterator[str]:
    """The rules that passed or do not apply, folded by table."""
    yield f"<h2>{label('Kunnossa olevat säännöt', 'Rules that passed')}</h2>"
    listed = sorted(
        [*groups["pass"], *groups["not_applicable"]], key=lambda result: result["table_name"]
    )
    heads = (
        label("Tunnus", "Id"),
        label("Sääntö", "Rule"),
        label("Löydettiin", "Found"),
        label("Tarkistettu", "Checked with"),
    )
    for name, results in groupby(listed, key=lambda result: result["table_name"]):
        rows = [
            (
                code(result["rule_id"].removeprefix(f"{name}.")),
                pair(result["rule_text_fi"], result["rule_text_en"]),
                pair(result["detail_fi"], result["detail_en"]),
                text(_checked_with(result)),
            )
            for result in results
        ]
        count = f'<span class="soft">{len(rows)}</span>'
        yield f"<details><summary>{code(name)} {count}</summary>{table(heads, rows)}</details>"


def _foot(validation: Record) -> Iterator[str]:
    yield "<footer>"
    yield pair(
        "Tässä raportissa ei ole kenenkään vastauksia eikä vastaajakoodeja. Lomakkeiden määrät "
        "näkyvät luokkina. Pisteiden lasku ei suoraan kerro, että palvelu epäonnistuisi.",
        "This report holds nobody's answers and no respondent codes. Numbers of forms are shown "
        "as bands. A falling score does not directly point to a failing service.",
    )
    yield (
        f'<p class="soft">{label("Ehdokas", "Candidate")} {code(validation.get("candidate_id"))} · '
        f"{text(validation.get('library'))}</p></footer>"
    )
