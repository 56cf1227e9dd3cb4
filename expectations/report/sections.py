"""Two sections of the validation report: the tables of the release, and the deliveries.

Belongs here: what a manifest and the ledger's records show. Does not belong here: the rules and
their results (report).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from expectations.report.page import badge, code, label, number, pair, table, text
from expectations.report.wording import DELIVERY_STATUSES, band

Record = dict[str, Any]
RELEASE_ID_LENGTH = 16
_SHORT = 12


def contents(manifest: Record, previous: Record | None) -> Iterator[str]:
    """The tables of the release, and how they differ from the previous release."""
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
        return label("poistuu", "removed")
    if now["sha256"] == before["sha256"]:
        return label("ennallaan", "unchanged")
    moved = now["row_count"] - before["row_count"]
    return number(moved, signed=True) if moved else label("sisältö muuttui", "content changed")


def deliveries(records: Sequence[Record]) -> Iterator[str]:
    """The deliveries with status and reasons; numbers of forms only as bands."""
    yield f"<h2>{label('Toimitukset', 'Deliveries')}</h2>"
    if not records:
        yield pair("Toimituksia ei ole.", "There are no deliveries.")
        return
    order = list(DELIVERY_STATUSES)
    listed = sorted(
        records,
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
        badge(*_delivery_status(record["status"])),
        text(None if used is None or record["status"] != "accepted" else band(used)),
        "".join(_reason(reason) for reason in record.get("reasons") or []) or "–",
    ]


def _delivery_status(status: str) -> tuple[str, str, str]:
    return DELIVERY_STATUSES.get(status, ("warning", status, status))


def _reason(reason: Record) -> str:
    where = f" ({reason['cell']})" if reason.get("cell") else ""
    return pair(f"{reason['fi']}{where}", f"{reason['en']}{where}")
