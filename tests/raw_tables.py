"""Raw tables by hand, for tests of the warehouse: a tiny codebook, and submissions with answers.

Belongs here: writing Parquet in the shape of raw. Does not belong here: what the numbers must be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.open_answers import tables as open_tables
from orchestration.questionnaire.loading.codebook import SCHEMAS

_TEXT, _INT, _AT, _NUMBER = pa.string(), pa.int32(), pa.timestamp("us"), pa.decimal128(18, 4)
SUBMISSIONS = pa.schema(
    {
        "delivery_id": _TEXT, "row_number": _INT, "sender_code": _TEXT,
        "questionnaire_code": _TEXT, "form_code": _TEXT, "form_version": _TEXT,
        "response_id": _TEXT, "answered_at": _AT, "answered_ordinal": _INT, "answers_fingerprint": pa.int64(), "person_key": _TEXT,
        "phase_code": _TEXT, "service_code": _TEXT, "municipality_code": _TEXT,
        "area_code": _TEXT, "language_code": _TEXT, "assistance_code": _TEXT, "mode_code": _TEXT,
    }
)  # fmt: skip
ANSWERS = pa.schema(
    {
        "delivery_id": _TEXT, "row_number": _INT, "question_code": _TEXT, "option_code": _TEXT,
        "number_low": _NUMBER, "number_high": _NUMBER, "missing_kind": _TEXT,
    }
)  # fmt: skip
DELIVERIES = pa.schema(
    {
        "delivery_id": _TEXT, "sender_code": _TEXT, "landed_at": _AT, "questionnaire_code": _TEXT,
        "form_code": _TEXT, "form_version": _TEXT, "language_code": _TEXT, "is_synthetic": pa.bool_(),
    }
)  # fmt: skip
SERVICES = pa.schema(
    dict.fromkeys(
        [
            "service_code", "service_name_fi", "service_name_sv", "service_name_en",
            "service_type_code", "organisation_name", "sector_code", "municipality_code",
        ],
        _TEXT,
    )
    | {"secret_number": pa.int64()}
)  # fmt: skip
SENDERS = pa.schema(
    dict.fromkeys(
        ["sender_code", "sender_name_fi", "sender_name_sv", "sender_name_en", "service_code"], _TEXT
    )
)
MISSING = ("no_answer", "dont_know", "refused", "not_asked", "not_shown")
_TITLES = {f"title_{language}": "Title" for language in ("fi", "sv", "en")}


class Codebook:
    """Questionnaires as rows of the codebook tables."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict]] = {name: [] for name in SCHEMAS}

    def add(self, table: str, **row: object) -> None:
        """Add one row; columns that are not given are null."""
        self.rows[table].append(row)

    def questionnaire(self, code: str, subject: str) -> None:
        self.add("questionnaires", questionnaire_code=code, subject_code=subject, **_TITLES)

    def question(
        self, questionnaire: str, code: str, kind: str, options: Iterable[str], basis: str | None
    ) -> None:
        """Add a question and its options, kinds of missing included, as ingest does."""
        asked = {"questionnaire_code": questionnaire, "question_code": code}
        texts = {f"text_{language}": code for language in ("fi", "sv", "en")}
        order = len(self.rows["questions"]) + 1
        self.add(
            "questions", **asked, **texts, question_order=order, question_type=kind,
            publish_code="distribution", is_official=False, is_background=False,
            basis_indicator_code=basis,
        )  # fmt: skip
        codes = [(option, False) for option in options] + [(kind, True) for kind in MISSING]
        for number, (option, missing) in enumerate(codes, 1):
            labels = {f"label_{language}": option for language in ("fi", "sv", "en")}
            self.add(
                "options", **asked, **labels, option_code=option, option_order=number,
                is_missing=missing,
            )  # fmt: skip

    def indicator(
        self, questionnaire: str, code: str, items: Sequence[str], **columns: object
    ) -> None:
        """Add an indicator: mean of items 1–5 mapped to 0–100, at least 8 answered, alpha 0.89."""
        known = {"questionnaire_code": questionnaire, "indicator_code": code}
        usual = {
            "indicator_order": 1, "family_code": code, "score_method": "mean",
            "item_low": Decimal(1), "item_high": Decimal(5), "score_low": Decimal(0),
            "score_high": Decimal(100), "min_answered": 8, "item_count": len(items),
            "higher_is": "better", "reliability_alpha": Decimal("0.89"),
            "reliability_source": "Source",
        }  # fmt: skip
        self.add("indicators", **known, **_TITLES, **usual | columns)
        for item in items:
            self.add("indicator_items", **known, question_code=item, is_reversed=False)

    def metric(
        self, questionnaire: str, code: str, question: str, unit: str, *, options: Sequence[str] = (),
        missing: Sequence[str] = (), **columns: object,
    ) -> None:  # fmt: skip
        """Add a metric over the 22 areas, a share of those who answered unless `columns` say else."""
        known = {"questionnaire_code": questionnaire, "metric_code": code}
        usual = {"metric_order": 1, "kind_code": "share", "denominator_code": "answered"}
        usual |= {"area_set_code": "counties_22", "principle_code": "none", "is_comparable": True}
        usual |= {"source_text": "", "note_fi": "", "note_en": ""}
        self.add("metrics", **known, **_TITLES, **usual | {"unit_code": unit} | columns)
        self.add("metric_questions", **known, question_code=question)
        for option in options:
            self.add("metric_options", **known, option_code=option, is_missing=False)
        for kind in missing:
            self.add("metric_options", **known, option_code=kind, is_missing=True)


class Delivery:
    """One delivery of a form, filled submission by submission."""

    landed_at = datetime(2026, 3, 1)

    def __init__(self, questionnaire: str, sender: str = "sender", version: str = "1") -> None:
        self.id = f"{questionnaire}-{sender}-{version}"
        self.common = {
            "delivery_id": self.id, "sender_code": sender, "questionnaire_code": questionnaire,
            "form_code": f"form_{version}", "form_version": version, "language_code": "fi",
        }  # fmt: skip
        self.questionnaire = questionnaire
        self.submissions: list[dict] = []
        self.answers: list[dict] = []

    def submit(self, day: str, answers: dict[str, object], **columns: object) -> None:
        """Add a submission. An answer is an option, a list of them, a number, or a kind of missing."""
        row = len(self.submissions) + 2
        self.submissions.append(
            self.common
            | {"row_number": row, "response_id": str(row), "phase_code": "single"}
            | {"answered_at": datetime.fromisoformat(day), "answered_ordinal": 1}
            | columns
        )
        for question, given in answers.items():
            for value in given if isinstance(given, list) else [given]:
                key = {"delivery_id": self.id, "row_number": row, "question_code": question}
                self.answers.append(key | _answer(value))


def write_raw(raw: Path, codebook: Codebook, deliveries: Sequence[Delivery], services: list[dict]):
    """Write a whole raw folder; with no deliveries only the schemas are there."""
    for name, rows in codebook.rows.items():
        _write(raw / "codebook" / f"{name}.parquet", rows, SCHEMAS[name])
    senders = [{"sender_code": "sender", "service_code": "fallback"}]
    _write(raw / "registers" / "services.parquet", services, SERVICES)
    _write(raw / "registers" / "senders.parquet", senders, SENDERS)
    landed = [d.common | {"landed_at": d.landed_at, "is_synthetic": True} for d in deliveries]
    _write(raw / "deliveries.parquet", landed, DELIVERIES)
    for name, schema in open_tables.SCHEMAS.items():
        _write(raw / "open" / f"{name}.parquet", [], schema)
    superseded = pa.schema({"delivery_id": _TEXT, "row_number": _INT})
    _write(raw / "superseded.parquet", [], superseded)
    _write(raw / "submissions" / "_schema.parquet", [], SUBMISSIONS)
    _write(raw / "answers" / "_schema.parquet", [], ANSWERS)
    for delivery in deliveries:
        _write(raw / "submissions" / f"{delivery.id}.parquet", delivery.submissions, SUBMISSIONS)
        _write(raw / "answers" / f"{delivery.id}.parquet", delivery.answers, ANSWERS)


def _answer(value: object) -> dict:
    if value in MISSING:
        return {"missing_kind": value}
    number = Decimal(value) if isinstance(value, int) else None
    return {"option_code": str(value), "number_low": number, "number_high": number}


def _write(path: Path, rows: Iterable[dict], schema: pa.Schema) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    known = [{name: row.get(name) for name in schema.names} for row in rows]
    pq.write_table(pa.Table.from_pylist(known, schema=schema), path)
