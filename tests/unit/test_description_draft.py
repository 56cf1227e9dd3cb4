"""A person edits the quality description in a form: no change of another is overwritten, no identity code gets in."""

from __future__ import annotations

from hashlib import sha256

import pytest

from orchestration.intake.undecidable import UndecidableError
from orchestration.release import description_draft
from orchestration.release.candidate import DESCRIPTION
from tests.roots import Workplace, new_root

DRAFT = b"# Laatuseloste\n\nLuonnos.\n"
HASH = sha256(DRAFT).hexdigest()


@pytest.fixture
def place(tmp_path) -> Workplace:
    place = new_root(tmp_path)
    place.root.candidate.mkdir(parents=True)
    (place.root.candidate / DESCRIPTION).write_bytes(DRAFT)
    return place


def written(place: Workplace) -> bytes:
    return (place.root.candidate / DESCRIPTION).read_bytes()


def test_what_a_form_sends_is_written_with_the_line_ends_of_a_file(place):
    assert description_draft.read(place.root) == (DRAFT.decode(), HASH)
    description_draft.write(place.root, "# Laatuseloste\r\n\r\nValmis: ä.\r\n\r\n", HASH)
    assert written(place) == "# Laatuseloste\n\nValmis: ä.\n".encode()


def test_a_form_that_shows_an_earlier_text_overwrites_nothing(place):
    description_draft.write(place.root, "Toisen teksti", HASH)
    with pytest.raises(UndecidableError) as refused:
        description_draft.write(place.root, "Oma teksti", HASH)
    assert refused.value.code == "other_description"
    assert written(place) == b"Toisen teksti\n"


def test_a_line_with_an_identity_code_is_named_by_its_number_and_not_written(place):
    with pytest.raises(UndecidableError) as refused:
        description_draft.write(place.root, "yksi\r\nkaksi 131052-308T", HASH)
    assert "131052" not in str(refused.value)
    assert "Rivillä 2" in refused.value.said("fi")
    assert written(place) == DRAFT


def test_where_there_is_no_candidate_there_is_nothing_to_edit(tmp_path):
    root = new_root(tmp_path).root
    assert description_draft.read(root) is None
    with pytest.raises(UndecidableError):
        description_draft.write(root, "teksti", HASH)
    assert not root.candidate.exists()


def test_an_endless_text_is_not_written(place):
    with pytest.raises(UndecidableError) as refused:
        description_draft.write(place.root, "x" * 200_001, HASH)
    assert refused.value.code == "description_is_long"
    assert written(place) == DRAFT
