"""The columns of the release metadata tables, described once.

Belongs here: types and descriptions; files and data dictionary take them from here. Does not
belong here: rows (metadata_tables).
"""

from __future__ import annotations

import pyarrow as pa

from orchestration.release import descriptions

_TEXT, _WHOLE = pa.string(), pa.int64()


def _schema(table: str, **columns: tuple[pa.DataType, str]) -> pa.Schema:
    """Columns as (type, description). Keys are never null; the rest may be."""
    described = pa.schema(
        [
            pa.field(
                name,
                kind,
                nullable=not name.endswith(("_key", "_id")),
                metadata={"description": text},
            )
            for name, (kind, text) in columns.items()
        ],
        metadata={"description": table},
    )
    return described.with_metadata(descriptions.key_values(described))


_RELEASE = {
    "release_key": (_WHOLE, "Key of the release, made of its id."),
    "release_id": (_TEXT, "The first 16 digits of candidate_id."),
}
_RELEASE_SCHEMA = _schema(
    "The release that these files belong to. Grain: one row.",
    **_RELEASE,
    published_at=(pa.timestamp("us"), "When the release was published, UTC."),
    candidate_id=(_TEXT, "Hash (sha256) of the list of content tables and their hashes."),
    fingerprint=(_TEXT, "Hash (sha256) of everything that the release was made from."),
    table_count=(pa.int32(), "Number of content tables."),
    row_count=(_WHOLE, "Rows in all content tables."),
    is_synthetic=(pa.bool_(), "True if the data are synthetic examples."),
    decision_policy=(
        _TEXT,
        "What a release needs beside a passed validation: automatic, nothing; on_warning, a person's"
        " decision if a warning is open; always, a person's decision.",
    ),
    decision_code=(
        _TEXT,
        "automatic: published without a decision, as the policy allows; approved: a person approved it.",
    ),
    held_people_band=(
        _TEXT,
        "People whose newest answers are not in this release yet, because the difference to earlier"
        " releases would tell of few: 0, 1-9, 10-49 or 50+.",
    ),
)
_DELIVERY_SCHEMA = _schema(
    "Deliveries that were known when the release was made, and what became of them. Numbers of"
    " forms are bands. Grain: one row per delivery.",
    **_RELEASE,
    questionnaire_key=(_WHOLE, "Key of dim_questionnaire; 0 = not recognised."),
    language_key=(_WHOLE, "Language of the form, key of dim_language; 0 = Unknown."),
    delivery_code=(_TEXT, "The first 12 digits of the hash (sha256) of the delivered file."),
    sender_code=(_TEXT, "The sender; unknown if no register has the folder."),
    questionnaire_code=(_TEXT, "The questionnaire; null if not recognised."),
    form_code=(_TEXT, "The form of the questionnaire; null if not recognised."),
    status_code=(_TEXT, "accepted, refused, on_hold or failed."),
    reason_code=(_TEXT, "Code of the first reason; null if there is none."),
    reason_fi=(_TEXT, "The first reason in Finnish; null if there is none."),
    reason_en=(_TEXT, "The first reason in English; null if there is none."),
    submission_band=(_TEXT, "Number of forms that are used, as a band."),
)
_QUALITY_SCHEMA = _schema(
    "What validation found in this release. Grain: one row per rule.",
    **_RELEASE,
    rule_id=(_TEXT, "The rule: table and name. repair_… are repairs of cells when files are read."),
    table_name=(_TEXT, "The table that the rule is about; raw for repairs."),
    rule_text_fi=(_TEXT, "What must hold, in Finnish."),
    rule_text_en=(_TEXT, "What must hold, in English."),
    why_text=(_TEXT, "Why, in Finnish and English, separated by a slash."),
    owner_name=(_TEXT, "Who looks after the rule: data_engineer, quality_reviewer, bi or ingest."),
    severity_code=(_TEXT, "blocking: nothing is published if it fails; warning; information."),
    checked_with_code=(
        _TEXT,
        "What checked it: great_expectations, sql or python; null for repairs.",
    ),
    status_code=(_TEXT, "pass, fail, error (could not be checked) or not_applicable (no rows)."),
    observed_count=(
        _WHOLE,
        "Rows or groups that break the rule; rows of the table for has_rows; repaired cells for"
        " repair_…. Null where nothing is counted.",
    ),
    detail_fi=(_TEXT, "What was found, in Finnish; null for repairs."),
    detail_en=(_TEXT, "What was found, in English; null for repairs."),
)
_NUMBER = pa.decimal128(18, 4)
_DIFFERENCE_SCHEMA = _schema(
    "Why the published figures of this release are others than those of the release before it. The"
    " parts of a figure add up to value_after less value_before. Without rows in a first release."
    " Grain: one row per figure and cause.",
    table_name=(_TEXT, "The table that the figure is in."),
    questionnaire_code=(_TEXT, "The questionnaire."),
    place_code=(_TEXT, "Code of the service, municipality, area or set of areas."),
    place_name_fi=(_TEXT, "Its name in Finnish."),
    subject_code=(_TEXT, "Code of the indicator, metric or kind of activity."),
    subject_name_fi=(_TEXT, "Its name in Finnish."),
    period_code=(_TEXT, "The half-year; null for metrics, which have a wave."),
    wave_code=(_TEXT, "The wave of a metric; null for others."),
    pairing_status_code=(_TEXT, "Pairing status of the people; null where they are pairs."),
    option_code=(_TEXT, "The option, where the figure is about one."),
    figure_code=(
        _TEXT,
        "The figure: pair_count, start_mean, end_mean, change_mean, person_count, score_mean,"
        " numerator, denominator, metric_value, activity_count, participant_count, encounter_count,"
        " meeting_count or agreed_count.",
    ),
    what_fi=(_TEXT, "Place, time, subject and figure in Finnish."),
    what_sv=(_TEXT, "Place, time, subject and figure in Swedish."),
    what_en=(_TEXT, "Place, time, subject and figure in English."),
    change_code=(
        _TEXT,
        "changed; new, not published before; gone, not published any more; before_removed, what it"
        " was is not kept because people in it have withdrawn.",
    ),
    value_before=(_NUMBER, "The figure in the release before; null if new or before_removed."),
    value_after=(_NUMBER, "The figure in this release; null if gone."),
    cause_code=(
        _TEXT,
        "code, questionnaire, register: that input changed; withdrawals, corrections, new_answers;"
        " answers, too few of each of these to be separated; groups, merged, divided or suppressed;"
        " held, had waited for privacy; several, causes that cannot be separated.",
    ),
    part=(
        _NUMBER,
        "What the cause changed the figure by; null if it is new, gone or before_removed.",
    ),
    sentence_fi=(_TEXT, "The cause and its part as a sentence, in Finnish."),
    sentence_sv=(_TEXT, "The cause and its part as a sentence, in Swedish."),
    sentence_en=(_TEXT, "The cause and its part as a sentence, in English."),
)
SCHEMAS = {
    "dim_release": _RELEASE_SCHEMA,
    "fct_delivery": _DELIVERY_SCHEMA,
    "fct_quality_check": _QUALITY_SCHEMA,
    "release_difference": _DIFFERENCE_SCHEMA,
}
