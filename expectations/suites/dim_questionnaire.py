"""Rules of dim_questionnaire: the surveys Mukana knows."""

from expectations.rules.claims import codes_distinct, one_of
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_questionnaire"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "questionnaire_key questionnaire_code questionnaire_title_fi questionnaire_title_sv"
            " questionnaire_title_en subject_code",
            grain="questionnaire_key",
            nullable="subject_code",
        ),
        codes_distinct(TABLE, "questionnaire_code"),
        one_of(TABLE, "subject_code", "person organisation unknown"),
    ),
)
