"""A register, new answers and corrections change at once: what each of them moved, by reading again.

It takes two builds and one of the state between, which nothing cheaper shows: that files are read
again with the register as it is now and the deliveries as they were.
"""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from orchestration.release import difference_files
from tests.exports import FULL_HEADER, full_row, xlsx
from tests.integration.test_governance_waves import FIRST, HEADER, declare
from tests.roots import Workplace, new_root

SERVICE, OLD_NAME = "Lahden paja", "Sysmän entinen paja"
# Everybody answers alike but to the last item, of which two each choose 1 to 5.
LAST = [1, 2, 3, 4, 5] * 2
AREAS = [["2.5.2023 10.00.00", "Satakunta", "Kyllä", "1", "Hyvin"], *FIRST[1:]]
NEW_AREA = ["2.5.2023 10.04.00", "Lapin", "Kyllä", "1", "Hyvin"]


def people(place: Workplace, folder, name: str, answer: int, service: str, number: int) -> None:
    rows = [
        [str(n + 1), *full_row(f"{name}{n}", "Kerta", [answer] * 9 + [last],
                               at=f"5.2.2024 1{number}.{n:02}.00", service=service)]
        for n, last in enumerate(LAST)
    ]  # fmt: skip
    file = xlsx(folder / f"{name}.xlsx", [["Vastausnumero", *FULL_HEADER], *rows])
    place.land(file, f"sender_{name}/answers.xlsx", at=1_700_000_000 + number)


def areas(place: Workplace, folder, rows: list[list[str]], number: int) -> None:
    file = xlsx(folder / f"areas_{number}.xlsx", [HEADER, *rows])
    # The newer file takes the place of the older one.
    place.land(file, "thl/areas.xlsx", at=1_700_000_000 + number)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("inputs")
    place = new_root(folder)
    declare(place)
    people(place, folder, "first", 3, SERVICE, 1)
    people(place, folder, "refused", 2, OLD_NAME, 2)
    areas(place, folder, FIRST, 3)
    place.release()
    aliases = place.root.registers / "aliases.csv"
    line = f"service,{OLD_NAME},sysma,\n"
    aliases.write_text(aliases.read_text(encoding="utf-8") + line, encoding="utf-8")
    people(place, folder, "new", 4, SERVICE, 4)
    areas(place, folder, [*AREAS, NEW_AREA], 5)
    place.export()
    return place


def parts(place: Workplace, figure: str, topic: str) -> dict[str, float | None]:
    """Place and cause -> part."""
    table = pq.read_table(
        difference_files.folder(place.root) / difference_files.PARQUET
    ).to_pylist()
    found = [r for r in table if r["figure_code"] == figure and r["topic_code"] == topic]
    return {
        f"{row['place_code']} {row['cause_code']}": None
        if row["part"] is None
        else float(row["part"])
        for row in found
    }


def test_people_whom_the_register_let_in_and_people_who_are_new_each_have_their_cause(place):
    # Ten at a mean of 50; ten come with (9 * 4 + 3) / 10 = 3.9 of 1 to 5, which is 72.5.
    assert parts(place, "person_count", "inclusion") == {
        "lahti new_answers": 10,
        "sysma register": None,
    }
    assert parts(place, "score_mean", "inclusion") == {
        "lahti new_answers": 11.25,
        "sysma register": None,
    }


def named(causes: dict[str, float]) -> dict[str, float]:
    return {f"counties_22 {cause}": part for cause, part in causes.items()}


def test_a_correction_and_a_new_area_of_a_metric_are_kept_apart(place):
    # Two of four areas; Satakunta is corrected: three of four; Lapland comes: four of five.
    assert parts(place, "numerator", "named") == named({"corrections": 1, "new_answers": 1})
    assert parts(place, "denominator", "named") == named({"new_answers": 1})
    assert parts(place, "metric_value", "named") == named(
        {"corrections": 0.25, "new_answers": 0.05}
    )


def test_the_parts_of_every_figure_add_up(place):
    table = pq.read_table(
        difference_files.folder(place.root) / difference_files.PARQUET
    ).to_pylist()
    sums: dict[tuple, float] = {}
    for row in table:
        if row["change_code"] == "changed":
            key = (row["what_en"], row["value_after"] - row["value_before"])
            sums[key] = sums.get(key, 0) + row["part"]
    assert sums
    assert all(whole == part for (_, whole), part in sums.items())


def test_the_summary_says_what_changed_and_nothing_is_left_of_the_state_between(place):
    summary = json.loads(
        (difference_files.folder(place.root) / difference_files.SUMMARY).read_bytes()
    )
    assert summary["changed_inputs"] == ["register", "answers"]
    assert list(place.root.warehouse.parent.glob("state_*")) == []
