"""A workbook with formats and merged cells, from landing to the pairs that are published.

The 21 forms of golden B are those of twelve starts and nine ends: eight people have both.
"""

import xlsxwriter

from tests.exports import HEADER, golden_b
from tests.roots import new_root


def _seen(folder):
    """Codes are numbers shown as `0001`, and typed once above both forms of a person."""
    people = {}
    for form in golden_b():
        people.setdefault(form[1], []).append(form)
    path = folder / "kysely.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page, code = book.add_worksheet(), book.add_format({"num_format": "0000"})
    page.write_row(0, 0, HEADER)
    row = 1
    for number, forms in enumerate(people.values(), 1):
        for at, form in enumerate(forms, row):
            page.write_row(at, 0, [form[0], "", *form[2:]])
        if len(forms) > 1:
            page.merge_range(row, 1, row + len(forms) - 1, 1, number, code)
        else:
            page.write(row, 1, number, code)
        row += len(forms)
    page.merge_range(1, 3, row - 1, 3, "Lahden paja")
    book.close()
    return path


def test_codes_and_a_service_merged_over_their_rows_are_counted_as_seen(tmp_path):
    place = new_root(tmp_path)
    place.land(_seen(tmp_path), "sender/kysely.xlsx", at=1_750_000_000)
    place.build("+fct_indicator_change")
    [record] = place.records
    assert (record.status, record.counts["used"]) == ("accepted", 21)
    assert record.repairs["leading_zeros"]["count"] == 13
    # Eight ends below their starts, and the service in every row but its first.
    assert record.repairs["merged_cell"]["count"] == 8 + 20
    # Worked out by hand: raw sum s is (s - 10) * 2.5, over the eight people with both.
    found = place.built(
        "select service_code, pair_count, start_sum, end_sum, change_sum"
        " from {fct_indicator_change} join {dim_service} using (service_key)"
    )
    assert found == [("lahti", 8, 377.5, 435.0, 57.5)]
