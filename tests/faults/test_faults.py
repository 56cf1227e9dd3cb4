"""Whatever happens to a file of a root: it ends as if nothing had happened, or is named in a sentence."""

import sys

import pytest

from orchestration.cli import engine
from tests.faults.run import released_root, summary, try_fault, without_building
from tests.faults.table import KINDS, Fault

TRIED = []


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return released_root(tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="module", autouse=True)
def as_it_was():
    """What was replaced for the tests, again; and the figures."""
    execute = engine._execute
    yield
    engine._execute = execute
    sys.stdout.write(summary(TRIED) + "\n")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_fault_is_survived_or_named(kind, released, tmp_path):
    execute = without_building(released)
    results = [
        try_fault(Fault(kind, damage), released, tmp_path / damage.__name__, execute)
        for damage in kind.damage[::2]
    ]
    TRIED.extend(results)
    assert [f"{one.fault.name}: {one.problem}" for one in results if one.problem] == []
