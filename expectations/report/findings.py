"""Results of rules as a reviewer reads them: what failed first, what passed in families.

Belongs here: grouping and order. Does not belong here: words (texts) or layout (templates).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from expectations.report.contents import Record

SEVERITIES = ("blocking", "warning", "information")
_TEXTS = ("rule_text_fi", "rule_text_sv", "rule_text_en")
FAMILIES = ("release", "table", "contract", "files")


def groups(results: Sequence[Record]) -> dict[str, list[Record]]:
    """`broken`: by severity, what failed before what could not be checked because of it; `passed`;
    `not_applicable`."""
    found: dict[str, list[Record]] = {"broken": [], "passed": [], "not_applicable": []}
    for result in results:
        status = result["status_code"]
        name = {"pass": "passed", "not_applicable": "not_applicable"}.get(status, "broken")
        found[name].append(result)
    found["broken"].sort(key=_place)
    return found


def _place(result: Record) -> tuple[int, bool, str]:
    severity = SEVERITIES.index(result["severity_code"])
    return severity, result["status_code"] == "error", result["rule_id"]


def families(passed: Sequence[Record]) -> list[tuple[str, list[Record]]]:
    """Rules that passed: family -> one line for each rule, with the tables that it is about.

    Rules of several tables with the same last part of their id say the same of each.
    """
    listed = sorted(passed, key=lambda one: (FAMILIES.index(_family(one)), _name(one)))
    return [
        (family, [line for _, same in groupby(rules, key=_name) for line in _lines(list(same))])
        for family, rules in groupby(listed, key=_family)
    ]


def _family(result: Record) -> str:
    return result.get("family_code") or "table"


def _name(result: Record) -> str:
    return str(result["rule_id"]).split(".", 1)[-1]


def _lines(same: list[Record]) -> Iterator[Record]:
    """One line for the same rule of several tables, if their texts begin alike; else one for each."""
    # Results that an earlier version kept have no Swedish.
    columns = [column for column in _TEXTS if column in same[0]]
    texts = {column: _shared([str(one[column]) for one in same]) for column in columns}
    if not all(texts.values()):
        for one in same:
            yield one | {"name": _name(one), "tables": [one["table_name"]], "count": 1}
        return
    tables = sorted({one["table_name"] for one in same})
    yield same[0] | texts | {"name": _name(same[0]), "tables": tables, "count": len(same)}


def _shared(texts: Sequence[str]) -> str:
    """The one text, or the whole words that several begin with; empty where they do not."""
    if len(set(texts)) == 1:
        return texts[0]
    side_by_side = zip(*(text.split(" ") for text in texts), strict=False)
    same = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, side_by_side)]
    return " ".join([*same, "…"]) if len(same) > 1 else ""
