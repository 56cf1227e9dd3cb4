"""The rules that every published table meets: rows, columns, types, keys, grain, no personal data.

Belongs here: claims that need nothing but the table and its declared columns. Does not belong
here: claims that a suite chooses (claims) or that hold for one table only (its suite).
"""

from __future__ import annotations

import pyarrow as pa

from expectations.candidate.reading import CannotCheckError, Reading
from expectations.rules.claims import holds
from expectations.rules.personal_data import count_personal
from expectations.rules.rule import Check, Counted, OnTable, Rule

# Tables that only deliveries fill: they may be empty when no delivery feeds them.
_FED_BY_DELIVERIES = ("fct_", "rpt_", "dim_period", "dim_background")
_POWER_BI_TYPES = (
    pa.types.is_int32,
    pa.types.is_int64,
    pa.types.is_float64,
    pa.types.is_decimal,
    pa.types.is_date32,
    pa.types.is_string,
    pa.types.is_boolean,
    lambda kind: pa.types.is_timestamp(kind) and kind.unit == "us" and kind.tz is None,
)


def standard(table: str, columns: str, grain: str, nullable: str = "") -> tuple[Rule, ...]:
    """The rules of every published table. Names are given as one text, separated by spaces.

    `nullable` columns may be empty, and so may translations; all others may not.
    """
    translations = [c for c in columns.split() if c.endswith(("_sv", "_en"))]
    optional = {*nullable.split(), *translations}
    captions = [c for c in translations if not c.startswith(("note_", "population_", "low_class_"))]
    return (
        _has_rows(table),
        _columns(table, columns.split()),
        _types(table),
        _filled(table, [column for column in columns.split() if column not in optional]),
        _grain(table, grain.split()),
        _no_personal_data(table, columns.split()),
        *([_translated(table, captions)] if captions else []),
    )


def _has_rows(table: str) -> Rule:
    """The first rule of every table: as many rows as the warehouse says there must be."""

    def expected(reading: Reading) -> dict[str, int]:
        row_count = reading.expected_rows(table)
        if row_count == 0 and not table.startswith(_FED_BY_DELIVERIES):
            raise CannotCheckError(
                "taulussa pitää aina olla rivejä, mutta manifesti odottaa nollaa",
                "the table must always have rows, but the manifest expects none",
            )
        return {"value": row_count}

    return Rule(
        f"{table}.has_rows",
        "Taulussa on rivejä, juuri niin monta kuin tietovarasto toista tietä laski.",
        "The table has rows, exactly as many as the warehouse counted by another route.",
        "Tyhjä tai vajaa taulu läpäisisi kaikki muut säännöt.",
        "An empty or shortened table would pass every other rule.",
        (OnTable("rows", "ExpectTableRowCountToEqual", expected),),
        on_empty=True,
    )


def _columns(table: str, columns: list[str]) -> Rule:
    return Rule(
        f"{table}.columns",
        "Taulussa on juuri sovitut sarakkeet.",
        "The table has exactly the agreed columns.",
        "Puuttuva sarake rikkoo raportit, ylimääräinen voi julkaista tahattomasti.",
        "A missing column breaks reports, an extra one may publish by accident.",
        (
            OnTable(
                "columns",
                "ExpectTableColumnsToMatchSet",
                {"column_set": columns, "exact_match": True},
            ),
        ),
        on_empty=True,
    )


def _types(table: str) -> Rule:
    def unreadable(reading: Reading) -> int:
        schema = reading.table(table).schema
        return sum(not any(fits(field.type) for fits in _POWER_BI_TYPES) for field in schema)

    return Rule(
        f"{table}.types",
        "Jokaisen sarakkeen tyyppi on sellainen, jonka Power BI lukee.",
        "Every column has a type that Power BI reads.",
        "Muut tyypit avautuvat työpöydällä mutta tulevat palvelussa tyhjinä tai virheinä.",
        "Other types open on the desktop but arrive empty or as errors in the service.",
        (Counted("types", unreadable),),
        owner="bi",
        on_empty=True,
    )


def _filled(table: str, columns: list[str]) -> Rule:
    def check(column: str) -> Check:
        # Parquet already knows the count: an expectation per column would double the gate's time.
        return Counted(column, lambda reading: reading.null_count(table, column))

    return Rule(
        f"{table}.filled",
        "Avaimet ja muut pakolliset sarakkeet eivät ole tyhjiä.",
        "Keys and other required columns are never empty.",
        "Tyhjä avain pudottaa rivin raportista sanomatta mitään; tuntematon on oma jäsenensä.",
        "An empty key drops the row from a report silently; unknown is a member of its own.",
        tuple(check(column) for column in columns),
    )


def _grain(table: str, columns: list[str]) -> Rule:
    if len(columns) == 1:
        check = OnTable(columns[0], "ExpectColumnValuesToBeUnique", {"column": columns[0]})
    else:
        check = OnTable("grain", "ExpectCompoundColumnsToBeUnique", {"column_list": columns})
    return Rule(
        f"{table}.grain",
        "Jokainen rivi on yksi: samaa ei ole kahdesti.",
        "Every row is one: nothing stands twice.",
        "Kahdesti julkaistu rivi lasketaan raportissa kahdesti.",
        "A row published twice is counted twice in a report.",
        (check,),
    )


def _no_personal_data(table: str, columns: list[str]) -> Rule:
    def check(column: str) -> Counted:
        return Counted(column, lambda reading: count_personal(reading.texts(table, column)))

    return Rule(
        f"{table}.no_personal_data",
        "Missään tekstissä ei ole henkilötunnusta, sähköpostiosoitetta eikä puhelinnumeroa.",
        "No text holds a personal identity code, an e-mail address or a phone number.",
        "Henkilötietoja ei julkaista. Verdikti kertoo vain määrän, ei tekstiä.",
        "Personal data are not published. The validation tells the count only, not the text.",
        tuple(check(column) for column in columns if not column.endswith("_key")),
        owner="quality_reviewer",
    )


def _translated(table: str, captions: list[str]) -> Rule:
    return holds(
        f"{table}.translated",
        (
            "Jokaisella nimellä on ruotsin- ja englanninkielinen asu.",
            "Every caption has its Swedish and English wording.",
        ),
        (
            "Ilman käännöstä raportti näyttää tyhjän tai suomenkielisen nimen.",
            "Without it a report shows an empty or a Finnish caption.",
        ),
        " and ".join(f"{caption} is not null" for caption in captions),
        owner="bi",
        severity="information",
    )
