"""Releases of a root in a row: what is new waits, who withdraws leaves, the same inputs give the same.

One story, since every release takes some ten seconds: nothing else shows the way from landing to
published with a history.
"""

from __future__ import annotations

import shutil

import pytest

from orchestration.release import difference_files, pointer
from orchestration.release.history_records import HistoryError
from tests.exports import FULL_HEADER, full_row, xlsx
from tests.roots import Workplace, new_root

HEADER = ["Vastausnumero", *FULL_HEADER]
LEVEL = (
    "select person_count, cast(score_sum as double) from {fct_indicator_level}"
    " join {dim_indicator} using (indicator_key) join {dim_service} using (service_key)"
    " where indicator_code = 'inclusion' and service_code = 'SERVICE'"
)
SPREAD = LEVEL.replace("fct_indicator_level", "fct_level_spread")
MOVED = (
    "select figure_code, change_code, cast(value_before as double), cast(value_after as double),"
    " cause_code, cast(part as double) from {release_difference}"
    " where place_code = 'SERVICE' order by figure_code"
)
HELD = "select held_people_band from {dim_release}"
# Fifteen people answer 3 to everything but the last item, of which they chose 1 to 5.
FIRST = [[3] * 9 + [1 + n % 5] for n in range(15)]


# In the other service a few more come, who are enough for its sums and not for its distributions.
SYSMA = [[3] * 9 + [1 + n % 5] for n in range(15)]
FIVE_MORE = [[2] * 9 + [1 + n] for n in range(5)]


def forms(
    answers: list[list[int]],
    refused: frozenset[int] = frozenset(),
    service: str = "Lahden paja",
    first: int = 0,
) -> list[list[str]]:
    return [
        [
            str(n + 1),
            *full_row(f"koodi{n}", "Kerta", given, at=f"5.2.2024 10.{n:02}.00", service=service,
                      consent="Ei" if n in refused else "Kyllä"),
        ]
        for n, given in enumerate(answers, first)
    ]  # fmt: skip


def sysma(answers: list[list[int]]) -> list[list[str]]:
    return forms(answers, service="Sysmän paja", first=36)


def deliver(place: Workplace, folder, number: int, rows: list[list[str]]) -> None:
    file = xlsx(folder / f"{number}.xlsx", [HEADER, *rows])
    place.land(file, f"ngo/toimitus_{number}.xlsx", at=1_700_000_000 + number)
    place.release()


def level(place: Workplace, service: str = "lahti", query: str = LEVEL) -> list[tuple]:
    return place.query(query.replace("SERVICE", service))


def in_use(place: Workplace) -> str:
    current = pointer.read(place.root)
    assert current is not None
    return current["release_id"]


def score(answers: list[int]) -> float:
    return (sum(answers) / 10 - 1) * 25


def sums(answers: list[list[int]]) -> list[tuple[int, float]]:
    return [(len(answers), sum(map(score, answers)))]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    return new_root(tmp_path_factory.mktemp("in_a_row"))


def test_releases_in_a_row(place, tmp_path):
    the_first_release_publishes_everybody(place, tmp_path)
    newcomers_near_the_end_of_the_scale_and_a_correction_wait(place, tmp_path)
    made_again_it_comes_out_the_same(place)
    without_the_history_nothing_is_published(place)
    ten_newcomers_bring_what_waited(place, tmp_path)
    who_withdraws_leaves_with_others_and_older_releases_go(place, tmp_path)


def the_first_release_publishes_everybody(place, folder) -> None:
    deliver(place, folder, 1, [*forms(FIRST), *sysma(SYSMA)])
    assert level(place) == sums(FIRST)
    assert place.query(HELD) == [("0",)]
    assert level(place, query=MOVED) == []


# Five newcomers of the highest score, one of them a step below: today's sum less the last one tells.
CORRECTED = [[5] * 9 + FIRST[0][9:], *FIRST[1:], [5] * 9 + [4], *([[5] * 10] * 4)]


def newcomers_near_the_end_of_the_scale_and_a_correction_wait(place, folder) -> None:
    """And five newcomers of another service are published, in its sums only."""
    deliver(place, folder, 2, [*forms(CORRECTED), *sysma(SYSMA + FIVE_MORE)])
    assert level(place) == sums(FIRST)
    assert level(place, "sysma") == sums(SYSMA + FIVE_MORE)
    assert [count for count, _ in level(place, "sysma", SPREAD)] == [15]
    assert place.query(HELD) == [("1-9",)]
    assert level(place, query=MOVED) == []


def made_again_it_comes_out_the_same(place) -> None:
    before, difference = place.content(), difference_files.folder(place.root)
    explained = (difference / difference_files.SUMMARY).read_bytes()
    shutil.rmtree(place.root.candidate)
    place.release()
    assert place.content() == before
    assert (difference / difference_files.SUMMARY).read_bytes() == explained
    assert len([p for p in place.root.history.iterdir() if p.name.isdigit()]) == 2


def without_the_history_nothing_is_published(place) -> None:
    aside = place.root.path / "aside"
    place.root.history.rename(aside)
    with pytest.raises(HistoryError, match="start-anew"):
        place.release()
    aside.rename(place.root.history)


LATER = [*CORRECTED, *([4] * 9 + [1 + n % 5] for n in range(10))]


def ten_newcomers_bring_what_waited(place, folder) -> None:
    deliver(place, folder, 3, [*forms(LATER), *sysma(SYSMA + FIVE_MORE)])
    assert level(place) == sums(LATER)
    assert place.query(HELD) == [("0",)]
    # 15 people with a mean of 50; 30 with 2017.5 / 30. What waited came with the new answers.
    assert level(place, query=MOVED) == [
        ("person_count", "changed", 15, 30, "new_answers", 15),
        ("score_mean", "changed", 50, 67.25, "new_answers", 17.25),
    ]


def who_withdraws_leaves_with_others_and_older_releases_go(place, folder) -> None:
    assert len(list((place.root.published / "releases").iterdir())) == 3
    deliver(place, folder, 4, [*forms(LATER, frozenset({7})), *sysma(SYSMA + FIVE_MORE)])
    # Of the ten who came last five leave, and as many others as stand between them in the atom's order,
    # which is that of the pseudonyms: every root has its own.
    [(count, _)] = level(place)
    assert 5 <= count <= len(LATER) - 5
    # Of the other questions others may have left with them, and the band is of all.
    held = len(LATER) - 1 - count
    [(band,)] = place.query(HELD)
    assert band == "10-49" or (band == "1-9" and held <= 9)
    # What the number was, somebody who withdrew was a part of.
    rows = level(place, query=MOVED)
    assert [(row[1], row[2], row[4], row[5]) for row in rows] == [
        ("before_removed", None, "withdrawals", None)
    ] * 2
    assert [file.parent.name for file in place.root.releases.glob("*/report.html")] == [
        in_use(place)
    ]
    assert [one.name for one in place.root.compared.iterdir()] == [in_use(place)]
    assert len(list((place.root.published / "releases").iterdir())) == 1
    kept = {p.parent.name for p in place.root.history.rglob("*.parquet")}
    assert kept == {"000004"}
