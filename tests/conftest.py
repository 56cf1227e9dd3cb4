"""Suites of attacks and faults say at the end how many they tried and how many held.

A test that stands for one of them has the marker `tried("name of the suite")`; one that tries many
files by itself calls the fixture `tries` with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings

from orchestration.core import garbage
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import tables
from orchestration.intake import limited_reading, take
from tests import unchanging

_TRIED = "tried"


def pytest_configure(config: pytest.Config) -> None:
    # What Dagster, dbt and Great Expectations load lasts to the end of a worker.
    garbage.look_rarely()
    # A busy machine is slow, and not wrong.
    settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("busy")
    # Which small groups are merged depends on the root's key, and every root of a test has its own.
    tables.secret_number = lambda *_: None
    take.process_of = _process_that_stays
    unchanging.look_once()
    config.addinivalue_line("markers", "tried(suite): counted in a line of its own at the end")


def _process_that_stays(limits: Limits) -> SimpleNamespace:
    """The process that reads files, which a run does not end: starting it takes half a second."""
    process = limited_reading.process_of(limits)
    return SimpleNamespace(start=process.start, stop=lambda: None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Files that take seconds first: at the end a worker should not wait long for the other.
    items.sort(key=lambda item: "unit" in item.path.parts)
    for item in items:
        for mark in item.iter_markers(_TRIED):
            item.user_properties.append((_TRIED, [mark.args[0], 1]))


@pytest.fixture
def tries(request: pytest.FixtureRequest) -> Callable[[str, int], None]:
    """Note that this test tried so many files (or the like) of a suite."""

    def note(suite: str, count: int) -> None:
        request.node.user_properties.append((_TRIED, [suite, count]))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    every = [report for found in terminalreporter.stats.values() for report in found]
    for line in summary(one for one in every if isinstance(one, pytest.TestReport)):
        terminalreporter.write_line(line)


def summary(reports: Iterable[pytest.TestReport]) -> list[str]:
    """A line per suite. Of a test that failed, one of what it tried did not hold."""
    by_test: dict[str, list[pytest.TestReport]] = {}
    for report in reports:
        by_test.setdefault(report.nodeid, []).append(report)
    tried: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for own in by_test.values():
        if any(report.skipped for report in own):
            continue
        # The last report of a test knows all that it noted.
        for name, value in max(own, key=lambda report: len(report.user_properties)).user_properties:
            if name == _TRIED:
                suite, count = value
                tried[suite] += count
                held[suite] += count - any(report.failed for report in own)
    return [f"{suite}: {tried[suite]} tried, {held[suite]} held" for suite in sorted(tried)]
