"""Why a figure moved: each cause by itself, several together, and parts that add up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from click import unstyle

from orchestration.cli import review_difference
from orchestration.difference import people
from orchestration.difference.causes import CAUSES, together
from orchestration.difference.rows import RowKey
from orchestration.difference.telescoping import Share, Sums, figures_of, parts, separated
from tests.tiny_difference import Compared, Pair, joined

# Six pairs: starts 20, 30, 40, 50, 60, 70 (sum 270, mean 45), each ends 6 higher.
SIX = [Pair(n, 10 + 10 * n, 16 + 10 * n) for n in range(1, 7)]
# Six others: starts 30, 35, 40, 45, 50, 55 (sum 255, mean 42.5), each ends 18 higher.
NEW = [Pair(n, 25 + 5 * (n - 10), 43 + 5 * (n - 10)) for n in range(11, 17)]


def test_new_answers_are_reported_with_what_they_moved(tmp_path):
    found = Compared(SIX, [*SIX, *joined(NEW, 2)]).parts(tmp_path)
    # Pairs 6 -> 12. Start 45 -> (270 + 255) / 12 = 43.75. Change 6 -> (36 + 108) / 12 = 12.
    assert found == {
        (1, "pair_count"): {"new_answers": 6},
        (1, "start_mean"): {"new_answers": -1.25},
        (1, "end_mean"): {"new_answers": 4.75},
        (1, "change_mean"): {"new_answers": 6},
    }


def test_answers_that_are_corrected_together_are_corrections(tmp_path):
    # Everybody ends 3 higher than before.
    after = [replace(p, end=p.end + 3, version=2) for p in SIX]
    found = Compared(SIX, after).parts(tmp_path)
    assert found == {
        (1, "end_mean"): {"corrections": 3},
        (1, "change_mean"): {"corrections": 3},
    }


def test_corrections_and_new_answers_are_separated_where_both_are_of_enough_people(tmp_path):
    corrected = [replace(p, end=p.end + 3, version=2) for p in SIX]
    found = Compared(SIX, [*corrected, *joined(NEW, 2)]).parts(tmp_path)
    # Corrections first: 6 -> 9. Then (54 + 108) / 12 = 13.5.
    assert found[1, "change_mean"] == {"corrections": 3, "new_answers": 4.5}
    assert found[1, "pair_count"] == {"new_answers": 6}


def test_a_correction_that_comes_back_with_new_people_is_reported_together_with_them(tmp_path):
    """Of the old atom all leave, and come back in one atom with the new: one was corrected."""
    corrected = [replace(SIX[0], end=SIX[0].end + 12), *SIX[1:]]
    after = joined([*corrected, *NEW], 2)
    found = Compared(SIX, after).parts(tmp_path)
    # (36 + 12 + 108) / 12 = 13.
    assert found[1, "change_mean"] == {"answers": 7}
    assert found[1, "pair_count"] == {"answers": 6}


def test_who_leaves_an_atom_and_comes_back_in_a_new_one_has_one_cause(tmp_path):
    """Also where others stay in the cell: leaving and coming back are no two parts."""
    stay = [replace(p, person=p.person + 100, atom=5) for p in SIX]
    corrected = [replace(SIX[0], end=SIX[0].end + 12), *SIX[1:]]
    found = Compared([*SIX, *stay], [*stay, *joined([*corrected, *NEW], 2)]).parts(tmp_path)
    # 72 / 12 = 6; (72 + 12 + 108) / 18 = 10.6667.
    assert found[1, "change_mean"] == {"answers": 4.6667}
    assert found[1, "pair_count"] == {"answers": 6}


def test_who_withdraws_leaves_with_others_and_what_it_was_is_not_kept(tmp_path):
    twelve = [*SIX, *(replace(p, atom=2) for p in NEW)]
    newest_after = [*SIX, *NEW[1:]]
    found = Compared(
        twelve, SIX, newest_before=twelve, newest_after=newest_after, withdrawn=[11]
    ).figures(tmp_path)
    assert {one.change_code for one in found} == {"before_removed"}
    assert {(one.before, *one.parts) for one in found} == {(None, *found[0].parts)}
    assert [(part.cause, part.part) for part in found[0].parts] == [("withdrawals", None)]
    assert {one.figure_code: float(one.after) for one in found}["change_mean"] == 6


def test_people_who_are_missing_because_of_a_register_have_not_withdrawn(tmp_path):
    """Nobody asked to be removed: the numbers before stay, so that a reviewer sees what would go."""
    twelve = [*SIX, *(replace(p, atom=2) for p in NEW)]
    gone = [p.person for p in NEW]
    compared = Compared(twelve, SIX, withdrawn=gone, inputs=["register"], is_asked=False)
    # (36 + 108) / 12 = 12 -> 6.
    assert compared.parts(tmp_path)[1, "change_mean"] == {"register": -6}


def test_a_cell_of_which_everybody_leaves_with_who_withdrew_is_gone_without_its_numbers(tmp_path):
    other = [replace(p, person=p.person + 100, service=2, atom=5) for p in SIX]
    found = Compared([*SIX, *other], other, newest_after=[*SIX[1:], *other], withdrawn=[1]).figures(
        tmp_path
    )
    assert {(one.change_code, one.before, one.after) for one in found} == {("gone", None, None)}
    assert {part.cause for one in found for part in one.parts} == {"withdrawals"}


def test_services_that_are_merged_are_gone_and_new_because_of_groups(tmp_path):
    other = [replace(p, person=p.person + 100, service=2, atom=5) for p in SIX]
    after = [replace(p, service=9) for p in [*SIX, *other]]
    found = Compared([*SIX, *other], after).parts(tmp_path)
    assert set(found.values().__iter__().__next__()) == {"groups"}
    assert {service for service, _ in found} == {1, 2, 9}
    assert {cause for causes in found.values() for cause in causes} == {"groups"}


def test_answers_that_were_there_and_are_published_now_had_waited(tmp_path):
    """The newest data are as they were; what is published has caught up with them."""
    newest = [*SIX, *NEW]
    found = Compared(SIX, [*SIX, *joined(NEW, 2)], newest_before=newest, newest_after=newest).parts(
        tmp_path
    )
    assert found[1, "change_mean"] == {"held": 6}


@pytest.mark.parametrize("kind", ["code", "questionnaire", "register"])
def test_one_input_that_changed_is_the_cause_of_everything(tmp_path, kind):
    after = [replace(p, end=p.end + 3, version=2) for p in SIX]
    found = Compared(SIX, after, inputs=[kind]).parts(tmp_path)
    assert found[1, "change_mean"] == {kind: 3}


def test_a_register_and_new_answers_are_separated_by_the_state_between(tmp_path):
    """The register brought service 1 people whom nobody knew before; then new ones came."""
    moved = [replace(p, person=p.person + 200, start=50 + p.person, end=62 + p.person) for p in SIX]
    between = [*SIX, *moved]
    after = [*SIX, *joined(moved, 2), *joined(NEW, 3)]
    found = Compared(SIX, after, between=[between], inputs=["register", None]).parts(tmp_path)
    # 36 / 6 = 6; (36 + 72) / 12 = 9; (36 + 72 + 108) / 18 = 12.
    assert found[1, "change_mean"] == {"register": 3, "new_answers": 3}
    assert found[1, "pair_count"] == {"register": 6, "new_answers": 6}


def test_people_of_one_new_atom_are_not_divided_by_what_let_them_in(tmp_path):
    moved = [replace(p, person=p.person + 200) for p in SIX]
    after = [*SIX, *joined([*moved, *NEW], 2)]
    compared = Compared(SIX, after, between=[[*SIX, *moved]], inputs=["register", None])
    assert compared.parts(tmp_path)[1, "pair_count"] == {"several": 12}


def test_parts_that_are_of_too_few_people_or_tell_a_score_are_reported_together(tmp_path):
    """Six new people who all end at 100 at the top of the scale: their mean alone would say so."""
    top = [Pair(n, 80 + n, 100) for n in range(11, 17)]
    corrected = [replace(p, end=p.end + 3, version=2) for p in SIX]
    found = Compared(SIX, [*corrected, *joined(top, 2)]).parts(tmp_path)
    assert found[1, "end_mean"].keys() == {"answers"}
    few = [Pair(11, 30, 40), Pair(12, 35, 60)]
    found = Compared(SIX, [*corrected, *joined(few, 2)]).parts(tmp_path)
    assert found[1, "end_mean"].keys() == {"answers"}


def test_the_parts_of_every_figure_add_up_to_the_difference(tmp_path):
    corrected = [replace(p, end=p.end + 3.3333333333, version=2) for p in SIX]
    other = [replace(p, person=p.person + 100, atom=5) for p in SIX]
    left = [replace(p, person=p.person + 300, atom=6, end=p.end + 1.7) for p in SIX]
    compared = Compared([*SIX, *other, *left], [*corrected, *other, *joined(NEW, 2)])
    found = compared.figures(tmp_path)
    assert {one.figure_code for one in found} == {"start_mean", "end_mean", "change_mean"}
    assert all(len(one.parts) >= 2 for one in found if one.figure_code == "change_mean")
    for one in found:
        assert sum(part.part for part in one.parts) == one.after - one.before


def test_what_rounding_leaves_belongs_to_the_cause_and_is_none_of_its_own():
    """Sums are published with four decimals: 10.0003 and 2.00034 are 12.0007 where 12.0006 is near."""
    row = RowKey.of(people.LEVEL, {"service_key": 1})
    before, after = (
        Sums(Decimal(n), {"score": Decimal(s)}) for n, s in ((6, "10.0003"), (12, "12.0007"))
    )
    share = Share("new_answers", Sums(Decimal(6), {"score": Decimal("2.00034")}))
    figures = people.moved_figures(
        people.LEVEL, {row: before}, {row: after}, {row: people.Moved([share])}, "several"
    )
    by_figure = {one.figure_code: one for one in figures}
    mean = by_figure["score_mean"]
    assert [part.cause for part in mean.parts] == ["new_answers"]
    # 10.0003 / 6 = 1.6667 and 12.0007 / 12 = 1.0001.
    assert [part.part for part in mean.parts] == [Decimal("-0.6666")]


def test_what_no_group_explains_is_not_dropped(tmp_path):
    """The release in use published one more than the history says: a fault, or another release."""
    row = Compared(SIX, SIX)
    before = Sums(Decimal(7), {"score": Decimal(70)})
    after = Sums(Decimal(6), {"score": Decimal(66)})
    rest = Share("several", Sums(Decimal(-1), {"score": Decimal(-4)}))
    found = parts(before, separated([rest]), "person_count")
    assert [(one.cause, one.part) for one in found["person_count"]] == [("several", -1)]
    assert figures_of(after, "person_count")["score_mean"] == 11
    assert row.figures(tmp_path) == []


def test_causes_together_are_the_one_that_moved_the_others():
    assert together(["new_answers", "held", "groups"]) == "new_answers"
    assert together(["new_answers", "corrections"]) == "answers"
    assert together(["new_answers", "register"]) == "several"
    assert together(["held", "groups"]) == "groups"
    assert together([]) == "several"


def test_every_cause_has_its_words_in_three_languages():
    texts = [getattr(text, language) for text in CAUSES.values() for language in ("fi", "sv", "en")]
    assert all(texts)
    assert len(set(texts)) == len(texts)


FIGURE = {
    "table_name": "fct_indicator_change",
    "figure_code": "change_mean",
    "what_fi": "Lahden paja: muutoksen keskiarvo",
    "change_code": "changed",
    "before": 6.0,
    "after": 12.0,
    "parts": [{"cause_fi": "uusia vastauksia tuli", "cause_en": "new answers came", "part": 6.0}],
}


def test_review_shows_the_largest_moves_in_at_most_fifteen_lines():
    difference = {
        "instead_of": "a" * 16, "moved_count": 200, "held_people_band": "1-9",
        "figures": [FIGURE] * 200,
    }  # fmt: skip
    shown = [unstyle(line) for line in review_difference.lines(difference)]
    assert len(shown) <= 15
    assert shown[0] == "  figures   200 lukua muuttuisi / 200 figures would change"
    assert shown[1] == "    Lahden paja: muutoksen keskiarvo: 6 → 12"
    assert shown[2] == "      uusia vastauksia tuli / new answers came +6"
    assert shown[-2:] == [
        "    kaikki / all: candidate/difference/release_difference.parquet",
        "    odottaa ryhmää / waiting for a group: 1-9",
    ]


def test_review_says_of_a_first_release_that_every_figure_is_new():
    difference = {"instead_of": None, "moved_count": 0, "held_people_band": "0", "figures": []}
    [line] = review_difference.lines(difference)
    assert "every figure is new" in line
    assert list(review_difference.lines(None)) == []
