"""From a backup to the same release: the whole way, with the key apart from the data."""

from __future__ import annotations

import shutil

import pytest

from orchestration.core import atomic_files
from orchestration.intake.initialise import KeyMissingError
from orchestration.release import pointer
from orchestration.upkeep import backup, key_backup, restore
from tests.exports import HEADER, xlsx
from tests.roots import Workplace, many, new_root


# A release is made, and made again from what was restored: two builds of the warehouse.
def test_a_restored_root_gives_the_same_release(tmp_path):
    place = new_root(tmp_path)
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 12, "a", 3)]), "ngo/a.xlsx")
    place.release()
    key_backup.copy(place.settings, tmp_path / "safe" / "mukana.key")
    file, manifest = backup.make(place.settings, tmp_path / "backups")
    shutil.rmtree(place.root.path)
    shutil.rmtree(place.settings.key_dir)

    release_id = manifest.about.last_release
    restore.carry_out(place.settings, restore.plan(place.settings, file), release_id, frozenset())
    with pytest.raises(KeyMissingError, match="restore the key"):
        place.declared.secret()
    key_backup.put_back(place.settings, tmp_path / "safe" / "mukana.key")

    status = Workplace(place.settings).status
    assert (status["release"]["release_id"], status["waiting"]) == (release_id, 0)
    assert (status["altered"], status["counts"]) == ([], {"accepted": 1})
    outcome = place.run()
    assert (outcome.exit_code, outcome.was_due) == (0, False)
    published = place.published_files()
    atomic_files.remove(place.root.candidate)
    place.release()
    assert pointer.read(place.root)["release_id"] == release_id
    assert place.published_files() == published
