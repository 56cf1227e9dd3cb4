"""Files that were made to harm: each is read or refused with a sentence, and holds up nobody."""

from datetime import UTC, datetime

import pytest

from orchestration.core.settings import Settings
from orchestration.core.text import shown
from orchestration.ingest.messages.refusal import Refusal
from orchestration.intake import delivery_reading
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.limited_reading import within_limits
from orchestration.intake.take import context_of
from tests.hostile.texts import TEXTS
from tests.hostile.workbooks import MEGABYTE, WORKBOOKS, sound
from tests.roots import new_root

pytestmark = pytest.mark.tried("hostile inputs")
INPUTS = WORKBOOKS | TEXTS
LIMITS = {
    "max_bytes": 20 * MEGABYTE,
    "max_inflated_bytes": 100 * MEGABYTE,
    "max_rows": 200_000,
    # Much more than any of them takes, also on a computer with much else to do.
    "max_seconds": 60,
    "max_memory_bytes": 1_000 * MEGABYTE,
}
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    place = new_root(tmp_path_factory.mktemp("hostile"))
    settings = Settings(**place.settings.model_dump() | LIMITS)
    return context_of(Declared(settings.root, settings), b"s" * 32)


def _reasons(context, data: bytes) -> list[dict]:
    try:
        within_limits(delivery_reading.read, context, data, "d" * 64, "ngo", {}, NOW, {})
    except Refusal as refusal:
        return [reason.as_dict() for reason in refusal.reasons]
    return []


@pytest.mark.parametrize("name", INPUTS)
def test_a_hostile_file_is_read_or_refused_for_its_cause(context, name):
    make, right = INPUTS[name]
    reasons = _reasons(context, make())
    assert {reason["code"] for reason in reasons} or "read" in right
    assert {reason["code"] for reason in reasons} <= right, reasons
    for reason in reasons:
        assert reason["problem_fi"] and reason["problem_en"]
        assert reason["action_fi"] and reason["action_en"]
        assert len(str(reason)) < 20_000
        assert shown(reason["fi"]) == reason["fi"]
        assert "root:" not in str(reason)
    # What comes after it is read as ever.
    assert _reasons(context, sound()) == []
