"""The shapes of what a delivery becomes: submissions, answers and open answers.

Belongs here: schemas that the writer of raw and the warehouse agree on.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from orchestration.core.arrow_types import DECIMAL
from orchestration.ingest.convert.table_names import TABLES

_TEXT = pa.string()
# A submission's number is its row in the sheet, and where a row holds several time points, this
# much more for each after the first; a sheet has fewer rows than this, by far.
TIME_POINT_STEP = 10_000_000
SUBMISSIONS = pa.schema(
    {
        "delivery_id": _TEXT, "row_number": pa.int32(), "sender_code": _TEXT,
        "questionnaire_code": _TEXT, "form_code": _TEXT, "form_version": _TEXT,
        "response_id": _TEXT, "answered_at": pa.timestamp("us"), "answered_ordinal": pa.int32(),
        "answers_fingerprint": pa.int64(), "content_fingerprint": pa.int64(),
        "person_key": _TEXT, "phase_code": _TEXT, "service_code": _TEXT,
        "municipality_code": _TEXT, "area_code": _TEXT, "language_code": _TEXT,
        "assistance_code": _TEXT, "mode_code": _TEXT,
    }
)  # fmt: skip
ANSWERS = pa.schema(
    {
        "delivery_id": _TEXT, "row_number": pa.int32(), "question_code": _TEXT,
        "option_code": _TEXT, "number_low": DECIMAL, "number_high": DECIMAL, "missing_kind": _TEXT,
    }
)  # fmt: skip
OPEN_ANSWERS = pa.schema(
    {"delivery_id": _TEXT, "row_number": pa.int32(), "question_code": _TEXT, "answer_text": _TEXT}
)
# Rows without consent, while they are read: what makes them the same submission.
WITHOUT_CONSENT = pa.schema(
    [
        SUBMISSIONS.field(name)
        for name in (
            "response_id",
            "answered_at",
            "person_key",
            "answered_ordinal",
            "answers_fingerprint",
        )
    ]
)
# Of them raw keeps keyed hashes, by which they are recognised again, and nothing else.
REFUSALS = pa.schema(
    {
        "delivery_id": _TEXT, "submission_fingerprint": _TEXT, "person_fingerprint": _TEXT,
        "refuser_fingerprint": _TEXT,
    }
)  # fmt: skip
SCHEMAS = dict(zip(TABLES, (SUBMISSIONS, ANSWERS, OPEN_ANSWERS), strict=True))


def same(text: str, count: int) -> pa.Array:
    """One text `count` times, stored once."""
    return pa.DictionaryArray.from_arrays(np.zeros(count, np.int16), pa.array([text]))
