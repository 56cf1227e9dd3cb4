"""Earlier releases with themes or a summary of somebody who left go, as those go that count them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.core.data_root import DataRoot
from orchestration.open_answers import kept
from orchestration.open_answers.statements import Group, NamedTheme, Publication, Summary
from orchestration.release import open_groups
from tests.tiny_release import publish_version
from tests.unit import candidate_fixture

# As the candidate fixture has them.
GROUP = Group("inclusion_survey", 20241, "met")
THEMES = Publication(
    GROUP, (NamedTheme("friends", "", "", "", "10-19"),), "20-49", ("a", "b"), "Aino", ""
)
SUMMARY = Summary(GROUP, "fi", "Moni.", "Aino Arvioija", "2024-02-15", ("a", "c"))


def _put(root: DataRoot, release_id: str, *tables: str) -> None:
    """Give a release these tables of open answers."""
    rows = candidate_fixture.rows()
    folder = root.published / "releases" / release_id
    for name in ("dim_question", *tables):
        (folder / f"{name}.parquet").write_bytes(candidate_fixture._parquet(name, rows[name]))


@pytest.fixture
def root(tmp_path: Path) -> DataRoot:
    """Two releases; the first has themes, the second a summary. Both were decided by a person."""
    root = DataRoot(tmp_path)
    first, second = publish_version(root, 1), publish_version(root, 2)
    _put(root, first.release_id, "fct_open_theme")
    _put(root, second.release_id, "fct_open_summary")
    kept.publish(root, THEMES)
    kept.write_summary(root, SUMMARY)
    return root


def _releases(root: DataRoot) -> int:
    return len([folder for folder in (root.published / "releases").iterdir() if folder.is_dir()])


def test_while_nobody_leaves_earlier_releases_stay(root):
    publish_version(root, 3)
    assert _releases(root) == 3


@pytest.mark.parametrize("answer", ["a", "b", "c"])
def test_earlier_releases_go_when_somebody_in_their_themes_or_summary_leaves(root, answer):
    kept.take_out(root, {answer})
    publish_version(root, 3)
    assert _releases(root) == 1


def test_they_stay_when_somebody_else_leaves(root):
    kept.take_out(root, {"d"})
    publish_version(root, 3)
    assert _releases(root) == 3


def test_a_new_summary_of_those_who_are_left_does_not_go_with_the_old_one(root):
    kept.take_out(root, {"c"})
    publish_version(root, 3)
    newer = replace(SUMMARY, day="2024-02-16", answers=("a",))
    kept.write_summary(root, newer)
    third = publish_version(root, 3).release_id
    rows = candidate_fixture.rows()
    _put(root, third, "fct_open_summary")
    assert open_groups.are_in_other_releases(root, "another")
    written = [row | {"written_date": newer.written} for row in rows["fct_open_summary"]]
    file = root.published / "releases" / third / "fct_open_summary.parquet"
    file.write_bytes(candidate_fixture._parquet("fct_open_summary", written))
    assert not open_groups.are_in_other_releases(root, "another")
