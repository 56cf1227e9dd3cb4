"""The lines at the end of a test run: what each suite tried, and how much of it held."""

from types import SimpleNamespace

from tests.conftest import summary


def _report(test: str, when: str, outcome: str, *tried: tuple[str, int]) -> SimpleNamespace:
    return SimpleNamespace(
        nodeid=test,
        when=when,
        failed=outcome == "failed",
        skipped=outcome == "skipped",
        user_properties=[("tried", list(each)) for each in tried],
    )


def _test(test: str, outcome: str, *tried: tuple[str, int]) -> list[SimpleNamespace]:
    """The reports of one test; what it tried may be noted at its end only."""
    return [
        _report(test, "setup", "passed"),
        _report(test, "call", outcome),
        _report(test, "teardown", "passed", *tried),
    ]


def test_each_suite_has_a_line_with_what_it_tried_and_what_held():
    reports = [
        *_test("a", "passed", ("attacks", 1)),
        *_test("b", "failed", ("attacks", 1)),
        *_test("c", "passed", ("files", 60)),
        *_test("d", "failed", ("files", 40)),
        *_test("e", "passed"),
    ]
    assert summary(reports) == ["attacks: 2 tried, 1 held", "files: 100 tried, 99 held"]


def test_what_could_not_be_set_up_did_not_hold():
    assert summary([_report("a", "setup", "failed", ("attacks", 1))]) == [
        "attacks: 1 tried, 0 held"
    ]


def test_what_was_skipped_was_not_tried():
    assert summary([_report("a", "setup", "skipped", ("attacks", 1))]) == []
