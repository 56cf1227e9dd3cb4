"""Plain sentences of a validation, in Finnish and English. They name columns, never values.

Belongs here: how an answer reads. Does not belong here: what the answer is (gate).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from expectations.candidate.reading import CannotCheckError
from expectations.gate.engine import Outcome
from expectations.rules.rule import Rule, Status

# What must hold between files, manifest and suites: claim, why, and what to do when it does not.
_FILE_RULES: dict[str, tuple[tuple[str, str], tuple[str, str], tuple[str, str]]] = {
    "manifest": (
        ("Ehdokkaalla on luettava manifesti.", "The candidate has a readable manifest."),
        (
            "Ilman sitä ei tiedetä, mitä tauluja ja rivejä pitäisi olla.",
            "Without it nobody knows which tables and rows there should be.",
        ),
        (
            "manifest.json puuttuu tai on rikki. Tee ehdokas uudelleen.",
            "manifest.json is missing or broken. Make the candidate again.",
        ),
    ),
    "is_there": (
        (
            "Taulu on sekä tiedostona että manifestissa.",
            "The table is both a file and an entry of the manifest.",
        ),
        (
            "Julkaisusta ei saa puuttua taulua eikä siinä saa olla ylimääräistä.",
            "A release must neither lack a table nor have one too many.",
        ),
        (
            "Tiedosto tai manifestin rivi puuttuu. Tee ehdokas uudelleen.",
            "The file or its manifest entry is missing. Make the candidate again.",
        ),
    ),
    "same_bytes": (
        (
            "Tiedosto on se, jonka manifesti luettelee.",
            "The file is the one the manifest lists.",
        ),
        (
            "Päätös koskee juuri näitä tavuja: muuttunutta tiedostoa ei ole tarkastettu.",
            "The decision is about these bytes: a changed file has not been checked.",
        ),
        (
            "Tiedosto on muuttunut manifestin jälkeen. Tee ehdokas uudelleen.",
            "The file has changed since the manifest. Make the candidate again.",
        ),
    ),
    "readable": (
        ("Tiedosto on luettavaa Parquetia.", "The file is readable Parquet."),
        (
            "Rikkinäinen tiedosto kaataisi raportin päivityksen.",
            "A broken file would make the report's refresh fail.",
        ),
        (
            "Tiedostoa ei voi avata. Tee ehdokas uudelleen.",
            "The file cannot be opened. Make the candidate again.",
        ),
    ),
    "has_suite": (
        ("Taululla on säännöt.", "The table has a suite of rules."),
        (
            "Taulua, jota kukaan ei tarkasta, ei julkaista.",
            "A table that nobody checks is not published.",
        ),
        (
            "Lisää säännöt kansioon expectations/suites tai poista taulu julkaisusta.",
            "Add a suite in expectations/suites, or take the table out of the release.",
        ),
    ),
    "has_rules": (
        ("Taulun säännöstö ei ole tyhjä.", "The table's suite is not empty."),
        ("Tyhjä säännöstö hyväksyisi kaiken.", "An empty suite would accept anything."),
        ("Kirjoita taululle säännöt.", "Write rules for the table."),
    ),
}


def plain(make: Callable[..., Any], table: str, name: str, status: Status) -> Any:
    """The result of a rule about files; `make` is the gate's Result."""
    claim, why, action = _FILE_RULES[name]
    fine = status == "pass"
    return make(
        rule_id=f"{table}.{name}",
        table_name=table,
        rule_text_fi=claim[0],
        rule_text_en=claim[1],
        why=" / ".join(why),
        owner="data_engineer",
        severity_code="blocking",
        status_code=status,
        observed_count=None,
        detail_fi="Kunnossa." if fine else action[0],
        detail_en="Fine." if fine else action[1],
    )


def cannot(answer: Outcome | CannotCheckError) -> bool:
    """True if the check could not be tried."""
    return isinstance(answer, CannotCheckError) or answer.success is None


def describe(
    rule: Rule,
    status: Status,
    count: int | None,
    answers: list[Outcome | CannotCheckError],
    expected_count: int | None = None,
) -> tuple[str, str]:
    """What was found, in Finnish and English. `expected_count`: rows the table must have."""
    if status == "error":
        return _unchecked(rule, answers)
    if status == "not_applicable":
        return (
            "Taulu on tyhjä, ja niin pitääkin: mikään toimitus ei tuo siihen rivejä."
            if answers
            else "Taulussa ei ole rivejä, joita tarkastaa.",
            "The table is empty, as it should be: no delivery feeds it."
            if answers
            else "The table has no rows to check.",
        )
    if rule.checks[0].label == "rows":
        return _rows(status, count, expected_count)
    return ("Kunnossa.", "Fine.") if status == "pass" else _violations(rule, count, answers)


def _rows(status: Status, count: int | None, expected: int | None) -> tuple[str, str]:
    if status == "pass":
        return f"Rivejä on {count}.", f"There are {count} rows."
    return (
        f"Rivejä on {count}, mutta niitä pitää olla {expected}.",
        f"There are {count} rows, but there must be {expected}.",
    )


def _unchecked(rule: Rule, answers: list[Outcome | CannotCheckError]) -> tuple[str, str]:
    known = [answer for answer in answers if isinstance(answer, CannotCheckError)]
    if known:
        fi, en = known[0].fi, known[0].en
    else:
        named = _labels(rule, answers, cannot)
        fi = f"tarkistus ei onnistunut{named}; sarake puuttuu tai sääntö on virheellinen"
        en = f"the check did not work{named}; a column is missing or the rule is wrong"
    return f"Sääntöä ei voitu tarkistaa: {fi}.", f"The rule could not be checked: {en}."


def _violations(
    rule: Rule, count: int | None, answers: list[Outcome | CannotCheckError]
) -> tuple[str, str]:
    columns = sorted({c for a in answers if isinstance(a, Outcome) for c in a.columns})
    if columns:
        named = ", ".join(columns)
        return f"Puuttuu tai on liikaa: {named}.", f"Missing or too many: {named}."
    named = _labels(rule, answers, lambda answer: not getattr(answer, "success", False))
    return (
        f"Sääntöä rikkovia rivejä tai ryhmiä: {count}{named}.",
        f"Rows or groups that break the rule: {count}{named}.",
    )


def _labels(
    rule: Rule,
    answers: list[Outcome | CannotCheckError],
    chosen: Callable[[Outcome | CannotCheckError], bool],
) -> str:
    """The labels of the chosen checks in brackets, or nothing where they have none."""
    pairs = zip(rule.checks, answers, strict=True)
    labels = [check.label for check, answer in pairs if check.label and chosen(answer)]
    return f" ({', '.join(dict.fromkeys(labels))})" if labels else ""
