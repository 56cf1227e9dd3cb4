"""Another key for pseudonyms: other pseudonyms, the same published numbers."""

import duckdb
import pytest

from orchestration.intake import forgotten
from orchestration.intake.initialise import KeyMissingError
from orchestration.intake.settling import MissingAnswersError
from orchestration.upkeep import key_rotation
from orchestration.upkeep.key_rotation import RotationError
from tests.exports import HEADER, xlsx
from tests.roots import golden_b_file, many, new_root


def _people(place) -> set[str]:
    files = f"{place.root.raw}/submissions/[0-9a-f]*.parquet"
    rows = duckdb.sql(f"select distinct person_key from read_parquet('{files}')").fetchall()
    return {key for (key,) in rows if key}


def test_after_a_rotation_pseudonyms_are_others_and_published_numbers_the_same(tmp_path):
    place = new_root(tmp_path)
    place.land(golden_b_file(tmp_path), "ngo/golden_b.xlsx")
    place.export()
    people, numbers, old = _people(place), place.content(), place.root.identity.read_bytes()
    key_id, made = key_rotation.rotate(place.settings)
    assert made.exists()
    assert place.root.identity.read_bytes() != old
    # The old key is no longer needed.
    (place.settings.key_dir / f"{key_id}.key").unlink()
    place.export()
    after = _people(place)
    assert len(after) == len(people) > 0
    assert after & people == set()
    assert place.content() == numbers


@pytest.fixture
def place(tmp_path):
    place = new_root(tmp_path)
    sheet = xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "a", 4)])
    place.land(sheet, "ngo/a.xlsx")
    place.take()
    return place


def test_without_a_file_in_landing_nothing_is_changed(place):
    before = place.root.identity.read_bytes(), sorted(place.settings.key_dir.iterdir())
    (place.root.landing / "ngo" / "a.xlsx").rename(place.root.path.parent / "away.xlsx")
    with pytest.raises(RotationError, match="not in landing") as found:
        key_rotation.rotate(place.settings)
    assert place.records[0].short_id in str(found.value)
    assert (place.root.identity.read_bytes(), sorted(place.settings.key_dir.iterdir())) == before


def test_another_file_of_that_name_does_not_count_as_the_one_that_was_read(place, tmp_path):
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER, *many("Lahden paja", 6, "b", 3)]), "ngo/a.xlsx")
    with pytest.raises(RotationError):
        key_rotation.rotate(place.settings)


def test_a_file_that_goes_after_the_rotation_stops_the_run_with_its_delivery(place):
    key_rotation.rotate(place.settings)
    (place.root.landing / "ngo" / "a.xlsx").unlink()
    with pytest.raises(MissingAnswersError, match="earlier key"):
        place.take()


def test_a_key_that_is_gone_can_be_replaced_by_a_new_one(place):
    for file in place.settings.key_dir.iterdir():
        file.unlink()
    with pytest.raises(KeyMissingError):
        place.declared.secret()
    key_rotation.rotate(place.settings)
    place.take()
    assert place.records[0].status == "accepted"


def test_the_key_stays_where_it_is_known_what_was_published_of_people(place):
    (place.root.history / "000001").mkdir(parents=True)
    with pytest.raises(RotationError, match="start-anew"):
        key_rotation.rotate(place.settings)


def test_the_key_stays_where_people_are_to_be_kept_out_by_it(place):
    forgotten.add(place.root, ["0" * 32])
    before = place.root.identity.read_bytes()
    with pytest.raises(RotationError, match="forgotten"):
        key_rotation.rotate(place.settings)
    assert place.root.identity.read_bytes() == before


def test_a_file_above_the_limit_in_landing_is_no_reason_not_to_rotate(tmp_path):
    place = new_root(tmp_path)
    (place.root.landing / "ngo").mkdir()
    (place.root.landing / "ngo" / "big.csv").write_bytes(b"x" * 101)
    before = place.declared.identity.key_id
    settings = place.settings.model_copy(update={"max_bytes": 100})
    assert key_rotation.rotate(settings)[0] == before
    assert place.declared.identity.key_id != before
