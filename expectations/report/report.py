"""The validation report: what a quality reviewer reads before a release.

Belongs here: turning a validation, a manifest and the ledger's records into one offline HTML page.
Does not belong here: judging (gate), styles (page); names of files, exact numbers of people, or
any value of a row, which no report carries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from expectations.report.page import code, label, mark, number, page, pair, table, text
from expectations.report.wording import DELIVERY_STATUSES, GROUPS, NEXT_STEPS, OWNERS, band, counted

Record = dict[str, Any]
RELEASE_ID_LENGTH = 16
_SHORT = 12


def render(
    validation: Record, manifest: Record, deliveries: Sequence[Record], previous: Record | None
) -> str:
    """The report as one HTML page that needs no network and no script.

    `validation` comes from `gate.judge`, `manifest` from the candidate, `deliveries` are ledger
    records, `previous` is the manifest of the release now in use, if there is one.
    """
    release_id = str(manifest.get("candidate_id") or "")[:RELEASE_ID_LENGTH]
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
    yield f"<header><h1>{label('Laatuportin raportti', 'Quality gate report')}</h1>"
    yield f'<p class="soft">{label("Julkaisu", "Release")} {code(release_id)}</p></header>'
    if manifest.get("is_synthetic"):
        yield ('<p class="synthetic">synteettinen esimerkkiaineisto / synthetic demo data</p>')
    yield from _validation(validation, groups, previous)
    for name in ("blocking", "warning", "information"):
        if groups[name]:
            _, look, fi, en = GROUPS[name]
            yield f"<h2>{label(fi, en)}</h2>"
            yield from (_card(look, result) for result in groups[name])
    yield from _contents(manifest, previous)
    yield from _deliveries(deliveries)
    yield from _quiet(groups)
    yield from _foot(validation)


def _groups(results: Sequence[Record]) -> dict[str, list[Record]]:
    """Results by what a reader does with them; a failing rule stands under its severity."""
    groups: dict[str, list[Record]] = {name: [] for name in GROUPS}
    for result in results:
        quiet = result["status_code"] in ("pass", "not_applicable")
        groups[result["status_code"] if quiet else result["severity_code"]].append(result)
    for listed in groups.values():  # What is broken before what could not be tried because of it.
        listed.sort(key=lambda result: result["status_code"] == "error")
    return groups


def _validation(
    validation: Record, groups: dict[str, list[Record]], previous: Record | None
) -> Iterator[str]:
    stopping, heeding = len(groups["blocking"]), len(groups["warning"])
    if validation["passed"]:
        fi = "Tämän saa julkaista: mikään estävä sääntö ei rikkoutunut."
        en = "This may be published: no blocking rule failed."
        if heeding:
            fi += f" Lue sitä ennen {counted(heeding, 'varoitus', 'varoitusta')}."
            en += f" Before that, read {counted(heeding, 'warning', 'warnings')}."
    else:
        rules = counted(stopping, "estävä sääntö", "estävää sääntöä")
        fi = f"Tätä ei julkaista: {rules} ei täyty."
        rules = counted(stopping, "blocking rule does", "blocking rules do")
        en = f"This is not published: {rules} not hold."
        if previous:
            fi += " Aiempi julkaisu on edelleen käytössä."
            en += " The earlier release stays in use."
    look = "fine" if validation["passed"] else "stop"
    yield f'<section class="validation {look}"><p>{text(fi)}</p><p lang="en">{text(en)}</p></section>'
    yield '<ul class="tally">'
    for name, (tally, *_) in GROUPS.items():
        yield f"<li><b>{len(groups[name])}</b>{label(*tally)}</li>"
    yield "</ul>"


def _card(look: str, result: Record) -> str:
    why_fi, _, why_en = result["why"].partition(" / ")
    kind = "error" if result["status_code"] == "error" else result["severity_code"]
    owner = OWNERS.get(result["owner"], (result["owner"], result["owner"]))
    rows = (
        (label("Löydettiin", "Found"), pair(result["detail_fi"], result["detail_en"])),
        (label("Miksi", "Why"), pair(why_fi, why_en or why_fi)),
        (label("Tee näin", "Do this"), pair(*NEXT_STEPS[kind])),
        (label("Vastuussa", "Owner"), f"<p>{label(*owner)}</p>"),
    )
    listed = "".join(f"<dt>{head}</dt><dd>{body}</dd>" for head, body in rows)
    return (
        f'<article class="card {look}"><div class="head">{code(result["rule_id"])}'
        f"{_status_mark(look, result)}</div>"
        f'<div class="found">{pair(result["rule_text_fi"], result["rule_text_en"])}</div>'
        f"<dl>{listed}</dl></article>"
    )


def _status_mark(look: str, result: Record) -> str:
    if result["status_code"] == "error":
        return mark(look, "ei voitu tarkistaa", "could not be checked")
    return mark(look, "ei täyty", "does not hold")


def _contents(manifest: Record, previous: Record | None) -> Iterator[str]:
    yield f"<h2>{label('Mitä julkaistaisiin', 'What would be published')}</h2>"
    now = manifest.get("tables", {})
    before = previous["tables"] if previous else {}
    heads = [label("Taulu", "Table"), label("Rivejä", "Rows")]
    if previous:
        heads.append(label("Muutos", "Change"))
    heads.append("sha256")
    rows = []
    for name in sorted({*now, *before}):
        row = [code(name), number(now.get(name, {}).get("row_count"))]
        if previous:
            row.append(_change(now.get(name), before.get(name)))
        rows.append([*row, code(now[name]["sha256"][:_SHORT] if name in now else None)])
    yield table(heads, rows, numeric=(1, 2) if previous else (1,))
    if previous:
        short = str(previous.get("candidate_id") or "")[:RELEASE_ID_LENGTH]
        yield (
            f'<p class="soft">{label("Muutos verrattuna julkaisuun", "Change from release")}'
            f" {code(short)}</p>"
        )


def _change(now: Record | None, before: Record | None) -> str:
    """How a table's row count moved since the last release."""
    if before is None:
        return label("uusi", "new")
    if now is None:
        return label("poistuu", "goes away")
    if now["sha256"] == before["sha256"]:
        return label("ennallaan", "as it was")
    moved = now["row_count"] - before["row_count"]
    return number(moved, signed=True) if moved else label("sisältö muuttui", "content changed")


def _deliveries(deliveries: Sequence[Record]) -> Iterator[str]:
    yield f"<h2>{label('Toimitukset', 'Deliveries')}</h2>"
    if not deliveries:
        yield pair("Toimituksia ei ole.", "There are no deliveries.")
        return
    order = list(DELIVERY_STATUSES)
    listed = sorted(
        deliveries,
        key=lambda d: (
            -order.index(d["status"]) if d["status"] in order else -len(order),
            d.get("sender_code") or "",
            d["delivery_id"],
        ),
    )
    heads = (
        label("Toimitus ja kysely", "Delivery and survey"),
        label("Tila", "Status"),
        label("Lomakkeita", "Forms"),
        label("Syy", "Reason"),
    )
    yield table(heads, (_delivery(record) for record in listed), numeric=(2,))


def _delivery(record: Record) -> list[str]:
    used = (record.get("counts") or {}).get("used")
    return [
        f"{code(record.get('sender_code'))} "
        f'<span class="soft">{code(record["delivery_id"][:_SHORT])}<br>'
        f"{code(record.get('questionnaire_code'))}</span>",
        mark(*_delivery_status(record["status"])),
        text(None if used is None or record["status"] != "accepted" else band(used)),
        "".join(_reason(reason) for reason in record.get("reasons") or []) or "–",
    ]


def _delivery_status(status: str) -> tuple[str, str, str]:
    return DELIVERY_STATUSES.get(status, ("heed", status, status))


def _reason(reason: Record) -> str:
    where = f" ({reason['cell']})" if reason.get("cell") else ""
    return pair(f"{reason['fi']}{where}", f"{reason['en']}{where}")


def _quiet(groups: dict[str, list[Record]]) -> Iterator[str]:
    """The rules that need no reading, folded by table."""
    yield f"<h2>{label('Säännöt, jotka täyttyvät', 'Rules that hold')}</h2>"
    listed = sorted(
        [*groups["pass"], *groups["not_applicable"]], key=lambda result: result["table_name"]
    )
    heads = (label("Sääntö", "Rule"), label("Väite", "Claim"), label("Havainto", "Found"))
    for name, results in groupby(listed, key=lambda result: result["table_name"]):
        rows = [
            (
                code(result["rule_id"].removeprefix(f"{name}.")),
                pair(result["rule_text_fi"], result["rule_text_en"]),
                pair(result["detail_fi"], result["detail_en"]),
            )
            for result in results
        ]
        count = f'<span class="soft">{len(rows)}</span>'
        yield f"<details><summary>{code(name)} {count}</summary>{table(heads, rows)}</details>"


def _foot(validation: Record) -> Iterator[str]:
    yield "<footer>"
    yield pair(
        "Tässä raportissa ei ole kenenkään vastauksia eikä vastaajakoodeja. Ihmisten määrät "
        "näkyvät luokkina. Laskeva tulos ei suoraan kerro huonosta palvelusta.",
        "This report holds nobody's answers or respondent codes. Numbers of people show as "
        "bands. A falling score does not directly point to a failing service.",
    )
    yield (
        f'<p class="soft">{label("Ehdokas", "Candidate")} {code(validation.get("candidate_id"))} · '
        f"{text(validation.get('library'))}</p></footer>"
    )
