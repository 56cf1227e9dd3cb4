"""The rules that follow from a table's contract: rows, columns, types, grain, references, codes.

Belongs here: whatever a contract states, as rules. Does not belong here: rules about its texts
(contract_text_rules), what takes judgement (suites), or a fact about a table that its contract does not
state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from expectations.candidate.files import CandidateFiles, CannotCheckError
from expectations.contracts.contract import Contract
from expectations.rules import contract_text_rules
from expectations.rules.kinds import missing_from, not_null
from expectations.rules.rule import Check, Expectation, PythonCheck, Rule, SqlCheck

# Tables that only deliveries fill: they may be empty when no delivery brings rows for them.
_FED_BY_DELIVERIES = ("fct_", "rpt_", "dim_period", "dim_background")


def contract_rules(contract: Contract) -> tuple[Rule, ...]:
    """The rules that follow from one contract, in the order in which a reviewer reads them."""
    rules = (
        _has_rows(contract),
        _columns(contract),
        _types(contract),
        _filled(contract),
        _grain(contract),
        *_references(contract),
        *_codes(contract),
        *contract_text_rules.no_personal_data(contract),
        *contract_text_rules.translated(contract),
    )
    return tuple(replace(rule, family_code="contract") for rule in rules)


def _has_rows(contract: Contract) -> Rule:
    """The first rule of every table: as many rows as the warehouse says there must be."""
    table = contract.table_name

    def expected(files: CandidateFiles) -> dict[str, int]:
        row_count = files.expected_rows(table)
        if row_count == 0 and not table.startswith(_FED_BY_DELIVERIES):
            raise CannotCheckError(
                "taulussa pitää aina olla rivejä, mutta manifesti odottaa nollaa",
                "tabellen måste alltid ha rader, men manifestet väntar sig inga",
                "the table must always have rows, but the manifest expects none",
            )
        return {"value": row_count}

    return Rule(
        f"{table}.has_rows",
        (
            "Taulussa on rivejä, juuri niin monta kuin tietovarasto laski.",
            "Tabellen har rader, exakt så många som datalagret räknade.",
            "The table has rows, exactly as many as the warehouse counted.",
        ),
        (
            "Tyhjä tai vajaa taulu läpäisisi kaikki muut säännöt.",
            "En tom eller ofullständig tabell skulle klara alla andra regler.",
            "An empty or incomplete table would pass every other rule.",
        ),
        (Expectation("rows", "ExpectTableRowCountToEqual", expected),),
        on_empty=True,
    )


def _columns(contract: Contract) -> Rule:
    columns = {"column_set": contract.column_names, "exact_match": True}
    return Rule(
        f"{contract.table_name}.columns",
        (
            "Taulussa on juuri ne sarakkeet, jotka sen sopimuksessa on.",
            "Tabellen har exakt de kolumner som dess kontrakt anger.",
            "The table has exactly the columns that its contract states.",
        ),
        (
            "Puuttuva sarake rikkoo raportit; ylimääräinen voi julkaista tietoa vahingossa.",
            "En kolumn som saknas förstör rapporter; en extra kan publicera uppgifter av misstag.",
            "A missing column breaks reports; an extra one may publish data by accident.",
        ),
        (Expectation("columns", "ExpectTableColumnsToMatchSet", columns),),
        on_empty=True,
    )


def _types(contract: Contract) -> Rule:
    table = contract.table_name
    stated = {field.name: field.type for field in contract.schema}

    def check(column: str) -> Check:
        return PythonCheck(column, lambda files: files.type_of(table, column) != stated[column])

    return Rule(
        f"{table}.types",
        (
            "Jokaisen sarakkeen tyyppi on se, jonka taulun sopimus sanoo; Power BI lukee ne kaikki.",
            "Varje kolumn har den typ som tabellens kontrakt anger; Power BI läser alla dessa.",
            "Every column has the type that the contract states; Power BI reads all of them.",
        ),
        (
            "Muut tyypit avautuvat työpöydällä mutta tulevat palvelussa tyhjinä tai virheinä.",
            "Andra typer öppnas på skrivbordet men kommer tomma eller som fel i tjänsten.",
            "Other types open on the desktop but arrive empty or as errors in the service.",
        ),
        tuple(check(column) for column in contract.column_names),
        owner="bi",
        on_empty=True,
    )


def _filled(contract: Contract) -> Rule:
    required = [column.name for column in contract.columns if column.is_required]
    return Rule(
        f"{contract.table_name}.filled",
        (
            "Avaimissa ja muissa pakollisissa sarakkeissa ei ole tyhjiä arvoja.",
            "Nycklar och andra obligatoriska kolumner har inga tomma värden.",
            "Keys and other required columns have no empty values.",
        ),
        (
            "Rivi, jonka avain on tyhjä, putoaa raportista huomaamatta; tuntemattomalla on oma avaimensa.",
            "En rad med tom nyckel faller ur rapporten utan att någon märker det; Okänd har en egen nyckel.",
            "A row with an empty key drops out of reports unnoticed; Unknown has a key of its own.",
        ),
        tuple(not_null(column) for column in required),
    )


def _grain(contract: Contract) -> Rule:
    columns = list(contract.grain)
    if len(columns) == 1:
        check = Expectation(columns[0], "ExpectColumnValuesToBeUnique", {"column": columns[0]})
    else:
        check = Expectation("grain", "ExpectCompoundColumnsToBeUnique", {"column_list": columns})
    return Rule(
        f"{contract.table_name}.grain",
        (
            f"Jokaisella rivillä on oma tunnisteensa: {', '.join(columns)}.",
            f"Varje rad identifieras av {', '.join(columns)}.",
            f"Every row is identified by {', '.join(columns)}.",
        ),
        (
            "Kahdesti julkaistu rivi laskettaisiin raportissa kahdesti.",
            "En rad som publiceras två gånger skulle räknas två gånger i en rapport.",
            "A row published twice would be counted twice in a report.",
        ),
        (check,),
    )


def _references(contract: Contract) -> Iterator[Rule]:
    keys = [column for column in contract.columns if column.references]
    if keys:
        yield Rule(
            f"{contract.table_name}.references",
            (
                "Jokainen avain löytyy ulottuvuustaulustaan.",
                "Varje nyckel finns i sin dimensionstabell.",
                "Every key is found in its dimension.",
            ),
            (
                "Avain ilman ulottuvuutta näkyy raportissa ilman nimeä ja katoaa suodatettaessa.",
                "En nyckel utan dimension saknar namn i en rapport och försvinner när man filtrerar.",
                "A key without its dimension has no name in a report and vanishes when it is filtered.",
            ),
            tuple(
                SqlCheck(key.name, missing_from(contract.table_name, key.name, key.references))
                for key in keys
            ),
        )


def _codes(contract: Contract) -> Iterator[Rule]:
    for column in contract.columns:
        if column.accepted_values:
            codes = {"column": column.name, "value_set": list(column.accepted_values)}
            yield Rule(
                f"{contract.table_name}.{column.name}_known",
                (
                    f"Sarakkeessa {column.name} on vain sovittuja koodeja.",
                    f"Kolumnen {column.name} har bara de koder som kontraktet anger.",
                    f"Column {column.name} has only the codes that its contract states.",
                ),
                (
                    "Raportit suodattavat näillä koodeilla; tuntematon koodi jäisi niistä pois.",
                    "Rapporter filtrerar efter de här koderna; en okänd kod skulle utelämnas.",
                    "Reports filter by these codes; an unknown code would be left out of them.",
                ),
                (Expectation(column.name, "ExpectColumnValuesToBeInSet", codes),),
            )
