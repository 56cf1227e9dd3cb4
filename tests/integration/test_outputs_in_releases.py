"""Outputs belong to a release: they come and go with its tables, and are made again like them."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from orchestration.core.data_root import DataRoot
from orchestration.release import kept, pointer
from tests.tiny_release import NOW, publish_version, tree


@pytest.fixture
def root(tmp_path: Path) -> DataRoot:
    return DataRoot(tmp_path / "root")


def _write(folder: Path) -> None:
    """Outputs that follow from the tables: the hash of one stands in a page and in a workbook."""
    content = sha256((folder / "fct_every_type.parquet").read_bytes()).hexdigest().encode()
    (folder / "results" / "sv").mkdir(parents=True)
    for name in ("results/index.html", "results/sv/index.html", "results.xlsx"):
        (folder / name).write_bytes(content)


def _fail(folder: Path) -> None:
    _write(folder)
    raise OSError(28, "No space left on device")


def test_outputs_are_in_the_release_in_the_copies_and_among_the_kept_hashes(root: DataRoot):
    release = publish_version(root, 1, write_outputs=_write).release_id
    folder = root.published / "releases" / release
    files = kept.read(root.releases / release).files
    for name in ("results/index.html", "results/sv/index.html", "results.xlsx"):
        assert (root.published / "current" / name).read_bytes() == (folder / name).read_bytes()
        assert name in files
    assert pointer.results_page(root).is_file()
    assert kept.alterations(root) == []


def test_if_writing_outputs_fails_nothing_is_published(root: DataRoot):
    first = publish_version(root, 1, write_outputs=_write).release_id
    before = tree(root.published)
    with pytest.raises(OSError, match="No space left"):
        publish_version(root, 2, NOW + timedelta(days=1), write_outputs=_fail)
    assert pointer.read(root)["release_id"] == first
    assert tree(root.published) == before


@pytest.mark.parametrize("place", ["current", "releases"])
@pytest.mark.parametrize("name", ["results/index.html", "results/sv/index.html", "results.xlsx"])
def test_an_altered_page_is_found_and_made_again_from_its_twin(root: DataRoot, place, name):
    release = publish_version(root, 1, write_outputs=_write).release_id
    below = "current" if place == "current" else f"releases/{release}"
    page = root.published / below / name
    before = page.read_bytes()
    page.write_bytes(b"other")
    assert kept.alterations(root) == [f"{below}/{name}"]
    assert kept.restore(root) == [f"{below}/{name}"]
    assert page.read_bytes() == before


def test_a_page_that_nobody_published_is_removed(root: DataRoot):
    publish_version(root, 1, write_outputs=_write)
    (root.published / "current" / "results" / "added.html").write_bytes(b"added")
    assert kept.restore(root) == ["current/results/added.html"]
    assert kept.alterations(root) == []


def test_the_copies_follow_the_release_in_use_and_removed_releases_take_outputs_along(
    root: DataRoot,
):
    first = publish_version(root, 1, write_outputs=_write).release_id
    second = publish_version(root, 2, NOW + timedelta(days=1), write_outputs=_write).release_id
    newest = tree(root.published / "releases" / second / "results")
    assert tree(root.published / "current" / "results") == newest
    assert newest != tree(root.published / "releases" / first / "results")
    assert pointer.prune(root, 1) == (first,)
    assert {path.name for path in (root.published / "releases").iterdir()} == {second}
    assert tree(root.published / "current" / "results") == newest


def test_a_release_of_a_version_without_outputs_gets_them(root: DataRoot):
    without = publish_version(root, 1)
    folder = root.published / "releases" / without.release_id
    tables = {name: f for name, f in tree(folder).items() if name.endswith(".parquet")}
    again = publish_version(root, 1, NOW + timedelta(days=1), write_outputs=_write)
    assert again.release_id == without.release_id
    assert (folder / "results" / "index.html").is_file()
    assert pointer.results_page(root).is_file()
    assert {name: tree(folder)[name] for name in tables} == tables
