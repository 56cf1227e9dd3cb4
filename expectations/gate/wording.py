"""Sentences of a validation in Finnish and English. They name columns, never values.

Belongs here: how a finding reads. Does not belong here: what was found (results).
"""

from __future__ import annotations

from collections.abc import Callable

from expectations.candidate.files import CandidateFiles, CannotCheckError
from expectations.gate.gx import Outcome
from expectations.rules.rule import Rule, Status

# What must hold between files, manifest and suites: the rule, why, and what to do if it is broken.
FILE_RULES: dict[str, tuple[tuple[str, str], tuple[str, str], tuple[str, str]]] = {
    "manifest": (
        ("Ehdokkaalla on luettava manifesti.", "The candidate has a readable manifest."),
        (
            "Ilman manifestia ei tiedetä, mitä tauluja ja rivejä pitäisi olla.",
            "Without the manifest nobody knows which tables and rows there should be.",
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
            "Julkaisusta ei saa puuttua taulua, eikä siinä saa olla ylimääräistä.",
            "A release must not have a table missing, nor one too many.",
        ),
        (
            "Tiedosto tai manifestin rivi puuttuu. Tee ehdokas uudelleen.",
            "The file or its manifest entry is missing. Make the candidate again.",
        ),
    ),
    "same_bytes": (
        (
            "Tiedosto on se, jonka tarkistussumma on manifestissa.",
            "The file is the one whose checksum the manifest lists.",
        ),
        (
            "Tarkastus koskee juuri näitä tiedostoja; muuttunutta tiedostoa ei ole tarkastettu.",
            "The validation is about exactly these files; a changed file has not been validated.",
        ),
        (
            "Tiedosto on muuttunut manifestin teon jälkeen. Tee ehdokas uudelleen.",
            "The file has changed since the manifest was made. Make the candidate again.",
        ),
    ),
    "readable": (
        ("Tiedosto on luettavaa Parquetia.", "The file is readable Parquet."),
        (
            "Rikkinäinen tiedosto kaataisi raportin päivityksen.",
            "A broken file would make the refresh of a report fail.",
        ),
        (
            "Tiedostoa ei voi avata. Tee ehdokas uudelleen.",
            "The file cannot be opened. Make the candidate again.",
        ),
    ),
    "has_suite": (
        ("Taululla on sopimus ja säännöt.", "The table has a contract and a suite of rules."),
        (
            "Taulua, jota mikään sääntö ei tarkasta, ei julkaista.",
            "A table that no rule checks is not published.",
        ),
        (
            "Kirjoita taululle sopimus (YAML mallin viereen kansioon dbt_project/models/marts) tai"
            " poista taulu.",
            "Write a contract for the table (the YAML beside its model in"
            " dbt_project/models/marts), or remove the table.",
        ),
    ),
    "has_rules": (
        ("Taululla on ainakin yksi sääntö.", "The table's suite is not empty."),
        ("Tyhjä säännöstö hyväksyisi kaiken.", "An empty suite would accept anything."),
        ("Kirjoita taululle säännöt.", "Write rules for the table."),
    ),
}
_Outcomes = list[Outcome | CannotCheckError]


def is_unchecked(outcome: Outcome | CannotCheckError) -> bool:
    """True if the check could not be run."""
    return isinstance(outcome, CannotCheckError) or outcome.success is None


def has_passed(outcome: Outcome | CannotCheckError) -> bool:
    """True if the check was run and found nothing."""
    return isinstance(outcome, Outcome) and outcome.success is True


def describe(
    files: CandidateFiles, rule: Rule, status: Status, count: int | None, outcomes: _Outcomes
) -> tuple[str, str]:
    """What was found, in Finnish and English."""
    table, name = rule.rule_id.split(".")
    if status == "error":
        return _unchecked(rule, outcomes)
    if status == "not_applicable" and rule.family_code == "release":
        return "Vertailtavaa ei vielä ole.", "There is nothing to compare with yet."
    if status == "not_applicable":
        return _empty(is_about_rows=bool(outcomes))
    if name == "has_rows":
        expected = count if status == "pass" else files.expected_rows(table)
        return _rows(count, expected)
    return ("Kunnossa.", "In order.") if status == "pass" else _violations(rule, count, outcomes)


def _empty(*, is_about_rows: bool) -> tuple[str, str]:
    if is_about_rows:
        return (
            "Taulu on tyhjä, ja niin pitääkin: mikään toimitus ei tuo siihen rivejä.",
            "The table is empty, as it should be: no delivery brings rows for it.",
        )
    return "Taulussa ei ole rivejä, joita tarkastaa.", "The table has no rows to check."


def _rows(count: int | None, expected: int | None) -> tuple[str, str]:
    if count == expected:
        return f"Rivejä on {count}.", f"There are {count} rows."
    return (
        f"Rivejä on {count}, mutta niitä pitää olla {expected}.",
        f"There are {count} rows, but there must be {expected}.",
    )


def _unchecked(rule: Rule, outcomes: _Outcomes) -> tuple[str, str]:
    known = [outcome for outcome in outcomes if isinstance(outcome, CannotCheckError)]
    if known:
        fi, en = known[0].fi, known[0].en
    else:
        named = _labels(rule, outcomes, is_unchecked)
        fi = f"tarkistus ei onnistunut{named}; sarake puuttuu tai sääntö on virheellinen"
        en = f"the check failed to run{named}; a column is missing or the rule is wrong"
    return f"Sääntöä ei voitu tarkistaa: {fi}.", f"The rule could not be checked: {en}."


def _violations(rule: Rule, count: int | None, outcomes: _Outcomes) -> tuple[str, str]:
    columns = sorted({c for o in outcomes if isinstance(o, Outcome) for c in o.columns})
    if columns:
        named = ", ".join(columns)
        return f"Puuttuu tai on liikaa: {named}.", f"Missing or too many: {named}."
    named = _labels(rule, outcomes, lambda outcome: not has_passed(outcome))
    return (
        f"Sääntöä rikkovia rivejä tai ryhmiä: {count}{named}.",
        f"Rows or groups that break the rule: {count}{named}.",
    )


def _labels(
    rule: Rule, outcomes: _Outcomes, chosen: Callable[[Outcome | CannotCheckError], bool]
) -> str:
    """The labels of the chosen checks in brackets, or nothing where they have none."""
    pairs = zip(rule.checks, outcomes, strict=True)
    labels = [check.label for check, outcome in pairs if check.label and chosen(outcome)]
    return f" ({', '.join(dict.fromkeys(labels))})" if labels else ""
