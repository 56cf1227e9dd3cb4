"""Rules of dim_municipality: municipalities, also those that have ended."""

from expectations.rules.kinds import code_of, codes_distinct, expects, names_distinct
from expectations.rules.rule import Expectation

TABLE = "dim_municipality"

RULES = (
    codes_distinct(TABLE, "municipality_code"),
    code_of(TABLE, "region_code", "dim_region"),
    expects(
        f"{TABLE}.years_in_order",
        (
            "Kunnan ensimmäinen vuosi ei ole viimeistä myöhempi.",
            "Kommunens första år är inte senare än det sista.",
            "The first year of a municipality is not after its last.",
        ),
        (
            "Muuten vastaus yhdistyisi kuntaan, jota ei ollut.",
            "Annars skulle ett svar kopplas till en kommun som inte fanns.",
            "Otherwise an answer would be joined to a municipality that did not exist.",
        ),
        [
            Expectation(
                "valid_to_year",
                "ExpectColumnPairValuesAToBeGreaterThanB",
                {
                    "column_A": "valid_to_year",
                    "column_B": "valid_from_year",
                    "or_equal": True,
                    "ignore_row_if": "either_value_is_missing",
                },
            )
        ],
    ),
    names_distinct(TABLE, "municipality_name_fi", "municipality_name_sv"),
)
