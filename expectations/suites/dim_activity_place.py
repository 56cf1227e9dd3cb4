"""Rules of dim_activity_place: the places that logs name."""

from expectations.rules.claims import codes_distinct
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_activity_place"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "activity_place_key questionnaire_code activity_place_code activity_place_order"
            " activity_place_name_fi activity_place_name_sv activity_place_name_en",
            grain="activity_place_key",
        ),
        codes_distinct(TABLE, "questionnaire_code", "activity_place_code"),
    ),
)
