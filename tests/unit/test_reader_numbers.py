"""What readers get beside the tables says nothing of how one person typed."""

from __future__ import annotations

from orchestration.release import metadata_tables


def test_cells_repaired_in_answers_of_people_are_counted_together():
    """One cell more in digits of another script is how the newest person types."""
    repairs = {"other_digits": {"count": 1}, "decimal_comma": {"count": 4}}
    one = {"status": "accepted", "repairs": repairs}
    deliveries = [one | {"questionnaire_code": code} for code in ("people", "areas")]
    rows = metadata_tables._repairs(deliveries, frozenset({"areas"}))
    found = {row["rule_id"]: row["observed_count"] for row in rows}
    assert found == {"repair_decimal_comma": 4, "repair_of_people": 5, "repair_other_digits": 1}
