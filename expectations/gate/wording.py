"""Sentences of a validation in Finnish, Swedish and English. They name columns, never values.

Belongs here: how a finding reads. Does not belong here: what was found (results).
"""

from __future__ import annotations

from collections.abc import Callable

from expectations.candidate.files import CandidateFiles, CannotCheckError
from expectations.gate.gx import Outcome
from expectations.rules.rule import Rule, Status, Texts

IN_ORDER: Texts = ("Kunnossa.", "I ordning.", "In order.")
_Outcomes = list[Outcome | CannotCheckError]


def is_unchecked(outcome: Outcome | CannotCheckError) -> bool:
    """True if the check could not be run."""
    return isinstance(outcome, CannotCheckError) or outcome.success is None


def has_passed(outcome: Outcome | CannotCheckError) -> bool:
    """True if the check was run and found nothing."""
    return isinstance(outcome, Outcome) and outcome.success is True


def describe(
    files: CandidateFiles, rule: Rule, status: Status, count: int | None, outcomes: _Outcomes
) -> Texts:
    """What was found, in Finnish, Swedish and English."""
    table, name = rule.rule_id.split(".")
    if status == "error":
        return _unchecked(rule, outcomes)
    if status == "not_applicable" and rule.family_code == "release":
        return (
            "Vertailtavaa ei vielä ole.",
            "Det finns ännu inget att jämföra med.",
            "There is nothing to compare with yet.",
        )
    if status == "not_applicable":
        return _empty(is_about_rows=bool(outcomes))
    if name == "has_rows":
        expected = count if status == "pass" else files.expected_rows(table)
        return _rows(count, expected)
    return IN_ORDER if status == "pass" else _violations(rule, count, outcomes)


def _empty(*, is_about_rows: bool) -> Texts:
    if is_about_rows:
        return (
            "Taulu on tyhjä, ja niin pitääkin: mikään toimitus ei tuo siihen rivejä.",
            "Tabellen är tom, och det ska den vara: ingen leverans har rader för den.",
            "The table is empty, as it should be: no delivery brings rows for it.",
        )
    return (
        "Taulussa ei ole rivejä, joita tarkastaa.",
        "Tabellen har inga rader att kontrollera.",
        "The table has no rows to check.",
    )


def _rows(count: int | None, expected: int | None) -> Texts:
    if count == expected:
        return f"Rivejä on {count}.", f"Antal rader: {count}.", f"There are {count} rows."
    return (
        f"Rivejä on {count}, mutta niitä pitää olla {expected}.",
        f"Antal rader: {count}, men det ska vara {expected}.",
        f"There are {count} rows, but there must be {expected}.",
    )


def _unchecked(rule: Rule, outcomes: _Outcomes) -> Texts:
    known = [outcome for outcome in outcomes if isinstance(outcome, CannotCheckError)]
    named = _labels(rule, outcomes, is_unchecked)
    fi, sv, en = known[0].reason if known else (
        f"tarkistus ei onnistunut{named}; sarake puuttuu tai sääntö on virheellinen",
        f"kontrollen misslyckades{named}; en kolumn saknas eller regeln är felaktig",
        f"the check failed to run{named}; a column is missing or the rule is wrong",
    )  # fmt: skip
    return (
        f"Sääntöä ei voitu tarkistaa: {fi}.",
        f"Regeln kunde inte kontrolleras: {sv}.",
        f"The rule could not be checked: {en}.",
    )


def _violations(rule: Rule, count: int | None, outcomes: _Outcomes) -> Texts:
    columns = sorted({c for o in outcomes if isinstance(o, Outcome) for c in o.columns})
    if columns:
        named = ", ".join(columns)
        return (
            f"Puuttuu tai on liikaa: {named}.",
            f"Saknas eller är för mycket: {named}.",
            f"Missing or too many: {named}.",
        )
    named = _labels(rule, outcomes, lambda outcome: not has_passed(outcome))
    return (
        f"Sääntöä rikkovia rivejä tai ryhmiä: {count}{named}.",
        f"Rader eller grupper som bryter mot regeln: {count}{named}.",
        f"Rows or groups that break the rule: {count}{named}.",
    )


def _labels(
    rule: Rule, outcomes: _Outcomes, chosen: Callable[[Outcome | CannotCheckError], bool]
) -> str:
    """The labels of the chosen checks in brackets, or nothing where they have none."""
    pairs = zip(rule.checks, outcomes, strict=True)
    labels = [check.label for check, outcome in pairs if check.label and chosen(outcome)]
    return f" ({', '.join(dict.fromkeys(labels))})" if labels else ""
