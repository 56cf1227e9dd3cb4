"""Rules of dim_activity_kind: the kinds of activity that logs tell of."""

from expectations.rules.claims import codes_distinct
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_activity_kind"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "activity_kind_key questionnaire_code activity_kind_code activity_kind_order"
            " activity_kind_name_fi activity_kind_name_sv activity_kind_name_en",
            grain="activity_kind_key",
        ),
        codes_distinct(TABLE, "questionnaire_code", "activity_kind_code"),
    ),
)
