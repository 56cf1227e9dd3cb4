"""Sentences of a validation in Finnish, Swedish and English. They name columns, never values.

Belongs here: how a finding reads. Does not belong here: what was found (results).
"""

from __future__ import annotations

from collections.abc import Callable

from expectations.candidate.files import CandidateFiles, CannotCheckError
from expectations.gate.gx import Outcome
from expectations.rules.rule import Rule, Status, Texts

# What must hold between files, manifest and suites: the rule, why, and what to do if it is broken.
FILE_RULES: dict[str, tuple[Texts, Texts, Texts]] = {
    "manifest": (
        (
            "Ehdokkaalla on luettava manifesti.",
            "Kandidaten har ett läsbart manifest.",
            "The candidate has a readable manifest.",
        ),
        (
            "Ilman manifestia ei tiedetä, mitä tauluja ja rivejä pitäisi olla.",
            "Utan manifestet vet man inte vilka tabeller och rader som borde finnas.",
            "Without the manifest nobody knows which tables and rows there should be.",
        ),
        (
            "manifest.json puuttuu tai on rikki. Tee ehdokas uudelleen.",
            "manifest.json saknas eller är skadad. Gör kandidaten på nytt.",
            "manifest.json is missing or broken. Make the candidate again.",
        ),
    ),
    "is_there": (
        (
            "Taulu on sekä tiedostona että manifestissa.",
            "Tabellen finns både som fil och i manifestet.",
            "The table is both a file and an entry of the manifest.",
        ),
        (
            "Julkaisusta ei saa puuttua taulua, eikä siinä saa olla ylimääräistä.",
            "I en publicering får ingen tabell saknas, och ingen får vara för mycket.",
            "A release must not have a table missing, nor one too many.",
        ),
        (
            "Tiedosto tai manifestin rivi puuttuu. Tee ehdokas uudelleen.",
            "Filen eller dess rad i manifestet saknas. Gör kandidaten på nytt.",
            "The file or its manifest entry is missing. Make the candidate again.",
        ),
    ),
    "same_bytes": (
        (
            "Tiedosto on se, jonka tarkistussumma on manifestissa.",
            "Filen är den vars kontrollsumma står i manifestet.",
            "The file is the one whose checksum the manifest lists.",
        ),
        (
            "Tarkastus koskee juuri näitä tiedostoja; muuttunutta tiedostoa ei ole tarkastettu.",
            "Kontrollen gäller just de här filerna; en ändrad fil har inte kontrollerats.",
            "The validation is about exactly these files; a changed file has not been validated.",
        ),
        (
            "Tiedosto on muuttunut manifestin teon jälkeen. Tee ehdokas uudelleen.",
            "Filen har ändrats efter att manifestet gjordes. Gör kandidaten på nytt.",
            "The file has changed since the manifest was made. Make the candidate again.",
        ),
    ),
    "readable": (
        (
            "Tiedosto on luettavaa Parquetia.",
            "Filen är läsbar Parquet.",
            "The file is readable Parquet.",
        ),
        (
            "Rikkinäinen tiedosto kaataisi raportin päivityksen.",
            "En skadad fil skulle stoppa uppdateringen av en rapport.",
            "A broken file would make the refresh of a report fail.",
        ),
        (
            "Tiedostoa ei voi avata. Tee ehdokas uudelleen.",
            "Filen kan inte öppnas. Gör kandidaten på nytt.",
            "The file cannot be opened. Make the candidate again.",
        ),
    ),
    "has_suite": (
        (
            "Taululla on sopimus ja säännöt.",
            "Tabellen har ett kontrakt och regler.",
            "The table has a contract and a suite of rules.",
        ),
        (
            "Taulua, jota mikään sääntö ei tarkasta, ei julkaista.",
            "En tabell som ingen regel kontrollerar publiceras inte.",
            "A table that no rule checks is not published.",
        ),
        (
            "Kirjoita taululle sopimus (YAML mallin viereen kansioon dbt_project/models/marts) tai"
            " poista taulu.",
            "Skriv ett kontrakt för tabellen (YAML bredvid modellen i mappen dbt_project/models/marts) eller ta bort tabellen.",
            "Write a contract for the table (the YAML beside its model in"
            " dbt_project/models/marts), or remove the table.",
        ),
    ),
    "has_rules": (
        (
            "Taululla on ainakin yksi sääntö.",
            "Tabellen har åtminstone en regel.",
            "The table's suite is not empty.",
        ),
        (
            "Tyhjä säännöstö hyväksyisi kaiken.",
            "En tom regelsamling skulle godkänna allt.",
            "An empty suite would accept anything.",
        ),
        ("Kirjoita taululle säännöt.", "Skriv regler för tabellen.", "Write rules for the table."),
    ),
}
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
