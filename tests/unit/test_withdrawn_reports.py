"""When people withdraw, reports of earlier releases go in every language: they say earlier figures."""

from __future__ import annotations

from pathlib import Path

from orchestration.core.data_root import DataRoot
from orchestration.release import withdrawal
from tests.tiny_release import publish_version


def test_reports_of_releases_that_are_not_in_use_are_removed_in_every_language(
    tmp_path: Path,
) -> None:
    root = DataRoot(tmp_path)
    first, second = publish_version(root, 1), publish_version(root, 2)
    names = ("report.html", "report.sv.html", "report.en.html")
    for outcome in (first, second):
        for name in names:
            (root.releases / outcome.release_id / name).write_text("x", encoding="utf-8")
    withdrawal.remove_reports(root)
    assert not [n for n in names if (root.releases / first.release_id / n).exists()]
    assert all((root.releases / second.release_id / n).exists() for n in names)
    assert (root.releases / first.release_id / "validation.json").exists()
