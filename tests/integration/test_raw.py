"""Landing to raw, without a warehouse: what is read when, and that order changes nothing."""

from hashlib import sha256
from itertools import permutations

from tests.exports import FULL_HEADER, HEADER, full_row, row, xlsx
from tests.roots import SERVICES, Workplace, new_root, twin

WITH_ID = ["Vastausnumero", *FULL_HEADER]


def _tree(place: Workplace) -> dict[str, str]:
    files = [f for folder in (place.root.raw, place.root.restricted) for f in folder.rglob("*")]
    return {
        f.relative_to(place.root.path).as_posix(): sha256(f.read_bytes()).hexdigest()
        for f in files
        if f.is_file()
    }


def test_a_refused_file_is_read_again_by_itself_when_what_was_missing_is_declared(tmp_path):
    place = new_root(tmp_path)
    cells = row("a", "Alku", [4] * 10, service="Kuun paja")
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, cells]), "ngo/a.xlsx")
    assert [record.status for record in place.take()] == ["refused"]
    assert place.take() == []
    register = place.root.registers / "services.csv"
    register.write_text(SERVICES + "moon,Kuun paja,,,,,,\n", encoding="utf-8")
    assert [record.status for record in place.take()] == ["accepted"]
    assert not list(place.root.refused.iterdir())


def test_the_order_in_which_deliveries_are_taken_changes_no_byte_of_raw(tmp_path):
    """A correction, one on hold because rows are missing, and one with other ids: each taken alone."""
    people = [full_row(f"k{n}", "Kerta", [4] * 10, at=f"5.2.2024 10.{n:02}.00") for n in range(8)]
    numbered = [[f"{n}", *cells] for n, cells in enumerate(people)]
    corrected = [[*cells[:6], "Täysin eri mieltä", *cells[7:]] for cells in numbered]
    renumbered = [[f"x{cells[0]}", *cells[1:]] for cells in corrected]
    files = [
        xlsx(tmp_path / f"{n}.xlsx", [WITH_ID, *rows])
        for n, rows in enumerate([numbered, corrected[2:], renumbered])
    ]
    trees, accounts = [], []
    first = new_root(tmp_path / "first")
    for number, order in enumerate(permutations(range(3))):
        place = twin(first, tmp_path / str(number)) if number else first
        for name in order:
            place.land(files[name], f"ngo/{name}.xlsx", at=1_700_000_000 + name)
            place.take()
        trees.append(_tree(place))
        deliveries = place.status["deliveries"]
        accounts.append([(d["status"], d["account"]) for d in deliveries])
    for tree in trees:
        assert {n for n in tree if tree[n] != trees[0].get(n)} == set()
    assert all(account == accounts[0] for account in accounts)
    none = {"new": 0, "changed": 0, "unchanged": 0, "gone": 0, "linked": 0}
    assert accounts[0] == [
        ("accepted", none | {"new": 8}),
        ("on_hold", none | {"changed": 6, "gone": 2}),
        ("accepted", none | {"changed": 8, "linked": 8}),
    ]
