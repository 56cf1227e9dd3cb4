"""Answers that stand twice: in one file, or as two forms of one questionnaire."""

import pytest

from orchestration.intake.decisions import accept_removal
from orchestration.intake.take import take
from tests.exports import FULL_HEADER, HEADER, LABELS, full_row, row, xlsx
from tests.roots import new_root

DAY = "5.2.2024"


def _take(place) -> list[dict]:
    take(place.declared, place.declared.waiting(), lambda *_: None)
    return sorted(place.declared.records, key=lambda record: record.landed_at_ns)


def _counting(place) -> int:
    """Rows of all deliveries that count, less those that are replaced."""
    import duckdb

    raw = place.root.raw
    [(count,)] = duckdb.sql(
        f"select count(*) from '{raw}/submissions/*.parquet' as s"
        f" join '{raw}/deliveries.parquet' using (delivery_id)"
        f" anti join '{raw}/superseded.parquet' as r"
        " on s.delivery_id = r.delivery_id and s.row_number = r.row_number"
    ).fetchall()
    return count


def _people(count: int, *, coded: bool) -> list[list[str]]:
    """Forms of the full survey a minute apart, in which no two people answer alike."""
    return [
        full_row(
            f"p{n}" if coded else "",
            "Alku",
            [1 + (n >> i) % 2 for i in range(4)] + [3 + n % 3] * 6,
            at=f"{DAY} 10.{n:02}.00",
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("coded", [True, False], ids=["codes", "no codes"])
@pytest.mark.parametrize(("is_partial", "counting"), [(False, 12), (True, 22)])
def test_an_export_with_missing_columns_is_not_counted_a_second_time(
    tmp_path, coded, is_partial, counting
):
    place = new_root(tmp_path)
    people = _people(12, coded=coded)
    place.land(xlsx(tmp_path / "a.xlsx", [FULL_HEADER, *people[:10]]), "ngo/a.xlsx", at=1)
    short = [cells[: len(HEADER)] for cells in people]
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER, *short]), "ngo/b.xlsx", at=2)
    first, second = _take(place)
    assert first.form_code != second.form_code
    assert (first.status, second.status) == ("accepted", "on_hold")
    assert [reason["code"] for reason in second.reasons] == ["another_form"]
    assert _counting(place) == 10
    accept_removal(place.settings, second.delivery_id, is_partial=is_partial, by="Maija")
    assert _counting(place) == counting


def test_a_copy_without_codes_whose_times_were_cut_to_days_is_not_counted_a_second_time(tmp_path):
    place = new_root(tmp_path)
    people = _people(12, coded=False)
    place.land(xlsx(tmp_path / "a.xlsx", [FULL_HEADER, *people]), "ngo/a.xlsx", at=1)
    cut = [[DAY if cell.startswith(DAY) else cell for cell in cells] for cells in people]
    place.land(xlsx(tmp_path / "b.xlsx", [FULL_HEADER, *cut]), "ngo/b.xlsx", at=2)
    first, second = _take(place)
    assert (first.status, second.status, _counting(place)) == ("accepted", "on_hold", 12)
    [reason] = second.reasons
    command = f"mukana deliveries accept-removal {second.short_id}"
    assert reason["code"] == "looks_like_copy"
    assert command in reason["action_fi"] and command in reason["action_en"]
    accept_removal(place.settings, second.delivery_id, is_partial=False, by="Maija")
    assert _counting(place) == 12


def test_the_end_as_another_form_is_other_answers(tmp_path):
    place = new_root(tmp_path)
    place.land(
        xlsx(tmp_path / "a.xlsx", [FULL_HEADER, *_people(8, coded=True)]), "ngo/a.xlsx", at=1
    )
    ends = [row(f"p{n}", "Loppu", [4] * 10, at=f"6.5.2024 10.{n:02}.00") for n in range(8)]
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER, *ends]), "ngo/b.xlsx", at=2)
    assert [record.status for record in _take(place)] == ["accepted", "accepted"]


@pytest.mark.parametrize(
    ("code", "at", "findings"),
    [
        ("", f"{DAY} 10.07.00", [("rows_alike", "A3, A4", 2)]),
        # One person several times: one of the rows counts.
        ("a", f"{DAY} 10.07.00", [("repeated_time_point", "B2, B3, B4, B5", 4)]),
        ("", DAY, []),  # on one day many may answer alike
    ],
)
def test_rows_that_are_identical_are_counted_and_reported(tmp_path, code, at, findings):
    place = new_root(tmp_path)
    form = row(code, "Kerta", [4] * 10, at=at)
    other = [*form[:4], *(LABELS[answer] for answer in [5] * 10)]
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, form, form, form, other]), "ngo/a.xlsx")
    [record] = _take(place)
    assert record.counts["used"] == 4
    assert [(f["code"], f["cell"], f["count"]) for f in record.findings] == findings
