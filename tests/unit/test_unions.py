"""Which published cells share a distribution, and under which name."""

import numpy as np

from orchestration.privacy.history import History
from orchestration.privacy.publication_cells import Place
from orchestration.privacy.unions import Services, unions

PLACES = {key: Place("09", "398", "workshop") for key in (1, 2, 3)}
# Services 1 and 2 merged: 52 bits of md5 of "several_" and 48 bits of md5 of "1+2".
MERGED = 514169491746379
SERVICES = Services(PLACES, {MERGED: (1, 2)})


def published(**counts: int) -> History:
    """So many people in each cell, named by its service."""
    cells = [f"20241/paired/{name[1:]}" for name, count in counts.items() for _ in range(count)]
    keys = np.arange(1, len(cells) + 1)
    history = History.empty(1)
    columns = (keys, keys, np.array(cells), keys.reshape(-1, 1), keys, keys > 0)
    return type(history)(*columns)


def found(**counts: int) -> dict[str, tuple]:
    names = unions(published(**counts), SERVICES)
    return {label.split("/")[2]: (u.service_key, u.code) for label, u in names.items()}


def test_a_cell_of_ten_has_a_distribution_of_its_own():
    assert found(_1=10, _2=10) == {"1": (1, None), "2": (2, None)}


def test_small_cells_near_each_other_have_one_together_named_by_their_services():
    together = found(_1=5, _3=5)
    assert together["1"] == together["3"]
    assert together["1"][1].startswith("several_")


def test_a_cell_of_nine_alone_has_none():
    assert found(_1=9) == {}


def test_the_union_of_two_cells_has_not_the_name_of_a_cell_with_other_people():
    apart = found(_1=5, _2=5)
    beside = found(_1=5, _2=5, _514169491746379=10)
    assert beside["1"] == beside["2"] != apart["1"]
    assert beside[str(MERGED)][0] == MERGED


def test_a_merged_cell_and_one_of_its_services_together_are_not_the_merged_cell():
    names = found(_1=5, _514169491746379=5)
    assert names["1"] == names[str(MERGED)]
    assert names["1"][0] != MERGED
