"""Which names of refused files are shown to the person who keeps the registers, and which are not."""

from __future__ import annotations

import pytest

from orchestration.intake.unknown_names import find
from tests.exports import HEADER, xlsx
from tests.roots import many, new_root


@pytest.mark.parametrize(
    ("name", "rows", "is_shown"),
    [
        ("Lahden pajja", 1, True),  # like a known one
        ("Uusi ryhmä", 5, True),
        ("Uusi ryhmä", 4, False),  # may be a cell about one person
        ("aino@example.org", 9, False),
        ("131052-308T", 9, False),
        ("Soita 040 1234567", 9, False),
        ("x" * 81, 9, False),
    ],
)
def test_a_name_is_shown_if_it_can_hardly_be_about_a_person(tmp_path, name, rows, is_shown):
    place = new_root(tmp_path)
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *many(name, rows, "6MAR", 4)])
    place.land(file, "ngo/a.xlsx")
    [record] = place.take()
    assert record.status == "refused"
    found = find(place.declared)
    hidden = 0 if "131052" in name else 1  # a file with an identity code is not read at all
    assert [one.name for one in found.shown] == ([name] if is_shown else [])
    assert found.not_shown == (0 if is_shown else hidden)
    if is_shown:
        assert found.shown[0].rows == rows


def test_a_line_quotes_a_comma_and_names_the_code_of_the_only_near_service(tmp_path):
    place = new_root(tmp_path)
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden, paja", 6, "6MAR", 4)])
    place.land(file, "ngo/a.xlsx")
    place.take()
    [one] = find(place.declared).shown
    assert (one.register, one.line) == ("aliases", 'service,"Lahden, paja",lahti,')
    assert one.nearest == ("Lahden paja",)


def test_nothing_unknown_nothing_shown(tmp_path):
    place = new_root(tmp_path)
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6", 4)]), "ngo/a.xlsx")
    place.take()
    found = find(place.declared)
    assert (found.shown, found.not_shown) == ([], 0)
