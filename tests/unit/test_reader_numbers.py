"""What readers get beside the tables counts nothing of people exactly."""

from __future__ import annotations

from orchestration.release import metadata_tables


def test_cells_repaired_in_answers_of_people_are_not_counted():
    """One cell more in digits of another script is how the newest person types."""
    one = {"status": "accepted", "repairs": {"other_digits": {"count": 1}}}
    deliveries = [one | {"questionnaire_code": code} for code in ("people", "areas")]
    [row] = metadata_tables._repairs(deliveries, frozenset({"areas"}))
    assert (row["rule_id"], row["observed_count"]) == ("repair_other_digits", 1)
    assert metadata_tables._repairs(deliveries[:1], frozenset({"areas"})) == []
