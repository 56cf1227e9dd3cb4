"""A corrected re-delivery, a removal and a chosen direction, from landing to the release (S1)."""

import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.intake.decisions import accept_removal, set_direction
from orchestration.intake.undecidable import UndecidableError
from tests.exports import FULL_HEADER, full_row, xlsx
from tests.roots import Workplace, new_root

HEADER = ["Vastausnumero", *FULL_HEADER]
# What the first tests look at; the last one makes a release.
FACTS = ("+fct_indicator_level", "+fct_indicator_suppressed", "+dim_indicator")


def _rows(count: int, *, changed: bool = False) -> list[list[str]]:
    """`count` people of Lahti who answer 4 to everything, once; three of them corrected."""
    rows = []
    for n in range(count):
        answers, service = [4] * 10, "Lahden paja"
        # One a little more, one a little less: a group in which all are alike is suppressed.
        answers[9] += {20: 1, 21: -1}.get(n, 0)
        if changed and n == 0:
            service = "Sysmän paja"
        if changed and n == 1:
            answers = [2] + [4] * 9
        cells = full_row(f"k{n}", "Kerta", answers, at=f"5.2.2024 {8 + n // 60}.{n % 60:02}.00", service=service)  # fmt: skip
        if changed and n == 2:
            cells = [c.replace("Sain ystävän", "Sain ystävän!") for c in cells]
        rows.append([f"{n + 1}", *cells])
    return rows


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("redelivery")
    place = new_root(folder)
    place.land(xlsx(folder / "a.xlsx", [HEADER, *_rows(61)]), "ngo/loppu_2024.xlsx")
    place.build(*FACTS)
    return place


def _delivery(place, number: int) -> dict:
    return place.status["deliveries"][number]


SUPPRESSED = (
    "select suppressed_person_band from {fct_indicator_suppressed}"
    " join {dim_indicator} using (indicator_key) where indicator_code = 'inclusion'"
    " and suppressed_from_code = 'everything'"
)
LEVEL = "select sum(person_count), sum(score_sum) from {fct_indicator_level}"


def test_a_corrected_export_replaces_row_by_row_and_its_copy_changes_nothing(place, tmp_path):
    first = place.declared.fingerprint()
    # Sixty-one times (4 - 1) * 25 = 75 on average.
    assert place.built(LEVEL) == [(61, 61 * 75)]
    source = xlsx(tmp_path / "b.xlsx", [HEADER, *_rows(63, changed=True)])
    place.land(source, "ngo/loppu_2024 (1).xlsx", at=1_700_000_100)
    place.build(*FACTS)
    second = place.declared.fingerprint()
    assert second != first, "a new release is due"
    account = {"new": 2, "changed": 3, "unchanged": 58, "gone": 0, "linked": 0}
    assert _delivery(place, 1)["account"] == account
    # All 63 count, and no row twice: 62 are published and one moved alone to Sysmä, which is
    # suppressed. One of the 62 has (2 + 9 * 4) / 10 = 3.8, which is a score of 70.
    assert place.built(LEVEL) == [(62, 61 * 75 + 70)]
    assert place.built(SUPPRESSED) == [("few",)]
    place.land(source, "ngo/loppu_2024 (2).xlsx", at=1_700_000_200)
    place.take()
    assert place.declared.fingerprint() == second
    assert _delivery(place, 1)["also_received_as"] == ["ngo/loppu_2024 (2).xlsx"]


def test_a_delivery_with_missing_rows_is_on_hold_until_a_person_decides(place, tmp_path):
    source = xlsx(tmp_path / "c.xlsx", [HEADER, *_rows(63, changed=True)[10:]])
    place.land(source, "ngo/lyhyt.xlsx", at=1_700_000_300)
    before = place.declared.fingerprint()
    place.take()
    on_hold = _delivery(place, 2)
    assert (on_hold["status"], on_hold["account"]["gone"]) == ("on_hold", 10)
    assert [r["code"] for r in on_hold["reasons"]] == ["rows_gone"]
    assert place.declared.fingerprint() == before, "what is published has not changed"
    with pytest.raises(UndecidableError):
        accept_removal(
            place.settings, _delivery(place, 1)["delivery_id"], is_partial=False, by="Maija"
        )
    accept_removal(place.settings, on_hold["delivery_id"][:10], is_partial=False, by="Maija")
    assert _delivery(place, 2)["status"] == "accepted"
    assert place.declared.fingerprint() != before
    said = CliRunner().invoke(app, ["deliveries", "list", "--data", str(place.root.path)]).stdout
    [line] = [line for line in said.splitlines() if line.startswith(on_hold["delivery_id"][:12])]
    assert "; removed by Maija, 20" in line


def test_a_direction_is_chosen_once_and_kept_for_the_sender_and_form(place, tmp_path):
    header = ["Vastausaika", "Vastaajakoodi", "Mittaus", *FULL_HEADER[4:14]]
    rows = [
        # One has an item lower, one an item higher: together as if all were alike.
        [
            f"6.2.2024 {9 + n // 60}.{n % 60:02}.00",
            f"p{n}",
            "Kerta",
            "1" if n == 1 else "2",
            *["2"] * 8,
            "2" if n == 0 else "1",
        ]
        for n in range(40)
    ]
    place.land(xlsx(tmp_path / "d.xlsx", [header, *rows]), "typed/a.xlsx", at=1_700_000_400)
    place.take()
    blocked = _delivery(place, 3)
    assert (blocked["status"], blocked["blocked_indicators"]) == ("accepted", ["inclusion"])
    by = ("Maija", "the form lists agreement first")
    with pytest.raises(UndecidableError):
        set_direction(place.settings, blocked["delivery_id"], "unknown", "reversed", by)
    set_direction(place.settings, blocked["delivery_id"], "agreement", "reversed", by)
    place.take()
    assert _delivery(place, 3)["blocked_indicators"] == []
    assert _delivery(place, 2)["status"] == "accepted", "a decision outlives a second reading"


def test_what_was_decided_is_what_is_published(place):
    place.release()
    # The ten missing rows include the one that moved and the one with 70: 53 times 75 are left.
    # The forty, reversed, have nine 4s and one 5 on average: (41 / 10 - 1) * 25 = 77.5.
    assert place.query(LEVEL) == [(93, 53 * 75 + 40 * 77.5)]
    assert place.run().was_due is False


def test_nobody_decides_about_a_delivery_under_an_invented_name(place):
    command = ["deliveries", "accept-removal", "0", "--as", "nobody", "--data"]
    said = CliRunner().invoke(app, [*command, str(place.root.path)])
    assert "`nobody` is not in registers/people.csv" in str(said.exception)
