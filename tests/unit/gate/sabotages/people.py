"""Sabotages of levels, classes, coverage and distributions: sums, groups, and who is in them."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.candidate_fixture import Rows
from tests.unit.gate.judging import Change, Sabotage, add, both, update, update_all


def _unanimous(content: Rows) -> None:
    """All twelve choose the first option of the scale."""
    for row, count in zip(content["fct_answer_distribution"][:3], (12, 0, 0), strict=True):
        row.update(answer_count=count, answered_count=12, selected_count=12)


def _unpaired(status: str, count: int) -> Change:
    """Add people without a pair, with a mean of 70."""
    return add(
        "fct_indicator_level", pairing_status_code=status, person_count=count,
        score_sum=Decimal(70 * count),
    )  # fmt: skip


LEVELS = {
    # 12 people on 0-100 cannot have 1260 in all; with 1200 everybody has 100.
    "a sum above the scale": Sabotage(
        "fct_indicator_level.scores_possible",
        update("fct_indicator_level", score_sum=Decimal(1260)),
        "1260",
    ),
    "everybody at the highest score": Sabotage(
        "fct_indicator_level.scores_possible",
        update("fct_indicator_level", score_sum=Decimal(1200)),
    ),
    # 840^2 / 12 = 58800 is the least that the squares of twelve scores with sum 840 can be.
    "squares too small for their sum": Sabotage(
        "fct_level_spread.scores_possible fct_level_spread.scores_differ",
        update("fct_level_spread", score_square_sum=Decimal(58799)),
        "58799",
    ),
    # With sum 840 on 0-100 the squares are at most 100 * 840 = 84000.
    "squares too large for the scale": Sabotage(
        "fct_level_spread.scores_possible",
        update("fct_level_spread", score_square_sum=Decimal(84001)),
        "84001",
    ),
    # 12 people with 70 each: 12 * 70 = 840, 12 * 4900 = 58800.
    "everybody with the same score": Sabotage(
        "fct_level_spread.scores_differ",
        update("fct_level_spread", score_square_sum=Decimal(58800)),
    ),
    "squares of a spread that is left out": Sabotage(
        "fct_level_spread.number_or_left_out",
        update("fct_level_spread", spread_status_code="left_out"),
    ),
    # Six people at 20 and six at 40: mean 30, which is 45.2 from the only reference 75.2.
    "a group far from the reference": Sabotage(
        "fct_indicator_level.near_reference",
        update("fct_indicator_level", score_sum=Decimal(360)),
    ),
    # The county has 6 + 12 = 18 pairs: with 19, more ended without a start than with one.
    "more ends without a start than pairs": Sabotage(
        "fct_indicator_level.ends_meet_starts fct_service_suppressed.follows_from_published",
        both(
            _unpaired("end_only", 19),
            _unpaired("start_only", 9),
            update("fct_response_coverage", start_only_count=9),
        ),
    ),
    "a low class of more than everybody": Sabotage(
        "fct_indicator_class.part_of_whole", update("fct_indicator_class", low_count=13)
    ),
    "a negative low class": Sabotage(
        "fct_indicator_class.part_of_whole", update("fct_indicator_class", low_count=-1)
    ),
    "a class of people who have no score": Sabotage(
        "fct_indicator_class.union_of_cells",
        update("fct_indicator_class", pairing_status_code="start_only", phase_code="start"),
    ),
    "coverage of other people than the published rows": Sabotage(
        "fct_response_coverage.sums_of_published_rows",
        update("fct_response_coverage", paired_count=7),
    ),
    # A row of coverage counts somebody, and pairs of this half-year are published.
    "coverage of nobody": Sabotage(
        "fct_response_coverage.counts_somebody fct_response_coverage.sums_of_published_rows",
        update("fct_response_coverage", paired_count=None),
    ),
    # No published row has four people, so the number is not a sum of published rows either.
    "coverage of a few": Sabotage(
        "fct_response_coverage.smallest_group fct_response_coverage.sums_of_published_rows",
        update("fct_response_coverage", start_only_count=4),
    ),
}
# Rows 0-2 are the scale's options and rows 3-5 those of the question with several choices.
DISTRIBUTIONS = {
    "more who answered than there are": Sabotage(
        "fct_answer_distribution.part_of_group",
        lambda content: [
            r.update(answered_count=13) for r in content["fct_answer_distribution"][3:6]
        ],
    ),
    "an answer counted twice": Sabotage(
        "fct_answer_distribution.answers_add_up",
        lambda content: content["fct_answer_distribution"][0].update(answer_count=5),
    ),
    "an option that is not shown": Sabotage(
        "fct_answer_distribution.every_option_shown",
        lambda content: content["dim_option"].append(
            content["dim_option"][4] | {"option_key": 1029, "option_code": "other"}
        ),
    ),
    "an option of another question": Sabotage(
        "fct_answer_distribution.option_of_question",
        lambda content: content["fct_answer_distribution"][3].update(option_key=2011),
    ),
    "an open question": Sabotage(
        "fct_answer_distribution.option_of_question",
        lambda content: content["dim_question"][1].update(question_type="open"),
    ),
    "a distribution in which all answer alike": Sabotage(
        "fct_answer_distribution.nobody_is_unanimous", _unanimous
    ),
    "a distribution of people who have no score": Sabotage(
        "fct_answer_distribution.union_of_cells",
        update_all("fct_answer_distribution", pairing_status_code="start_only", phase_code="start"),
    ),
    # A person more in the cell than in its class and its distribution.
    "a distribution of fewer people than its cell": Sabotage(
        "fct_answer_distribution.union_of_cells fct_indicator_class.union_of_cells"
        " fct_level_spread.union_of_cells",
        update("fct_indicator_level", person_count=13, score_sum=Decimal(910)),
    ),
}
_SPOKEN = "fct_answer_by_language"


def _in_finnish(**columns: object) -> Change:
    """Change all three rows of the Finnish answers."""
    return lambda content: [row.update(columns) for row in content[_SPOKEN][:3]]


# Rows 0-2 are the Finnish answers, rows 3-5 those of the other languages: 13 and 11 of 24 people.
LANGUAGES = {
    "more who answered in a language than there are": Sabotage(
        f"{_SPOKEN}.part_of_group {_SPOKEN}.answers_add_up", _in_finnish(answered_count=14)
    ),
    "an answer in a language counted twice": Sabotage(
        f"{_SPOKEN}.answers_add_up {_SPOKEN}.answers_of_the_distributions",
        lambda content: content[_SPOKEN][0].update(answer_count=8),
    ),
    "an option that is not shown in a language": Sabotage(
        f"{_SPOKEN}.every_option_shown fct_answer_distribution.every_option_shown",
        lambda content: content["dim_option"].append(
            content["dim_option"][13] | {"option_key": 1039, "option_code": "other"}
        ),
    ),
    "an option of another question in a language": Sabotage(
        f"{_SPOKEN}.option_of_question",
        lambda content: content[_SPOKEN][0].update(option_key=2011),
    ),
    # All 13 in Finnish; 0 + 8 + 3 in other languages: the sums are those of the distribution.
    "a language in which all answer alike": Sabotage(
        f"{_SPOKEN}.nobody_is_unanimous",
        lambda content: (
            [
                row.update(answer_count=count, answered_count=answered, selected_count=answered)
                for row, count, answered in zip(
                    content[_SPOKEN], (13, 0, 0, 0, 8, 3), (13, 13, 13, 8, 8, 8), strict=True
                )
            ]
            + [
                row.update(answer_count=count)
                for row, count in zip(
                    content["fct_answer_distribution"][6:], (13, 8, 3), strict=True
                )
            ]
        ),
    ),
    "one language alone": Sabotage(
        f"{_SPOKEN}.same_people_in_every_question",
        lambda content: content.update({_SPOKEN: content[_SPOKEN][:3]}),
    ),
    # 13 + 11 of 25 people, 22 of whom answered.
    "a person more in a distribution than in the languages": Sabotage(
        f"{_SPOKEN}.people_of_the_distributions",
        lambda content: [
            row.update(answer_count=count, answered_count=22, selected_count=22, person_count=25)
            for row, count in zip(content["fct_answer_distribution"][6:], (13, 9, 3), strict=True)
        ],
    ),
    "answers that were corrected after the languages were published": Sabotage(
        f"{_SPOKEN}.answers_of_the_distributions",
        lambda content: [
            row.update(answer_count=count)
            for row, count in zip(content["fct_answer_distribution"][6:], (11, 10, 3), strict=True)
        ],
    ),
}
_LISTED = "fct_service_suppressed"
SERVICES = {
    "a suppressed service of a county without suppressed people": Sabotage(
        f"{_LISTED}.follows_from_published", add(_LISTED, pairing_status_code="start_only")
    ),
    # Ten times people of the service are published as single.
    "a suppressed service that is published": Sabotage(
        f"{_LISTED}.follows_from_published",
        both(
            add("fct_indicator_suppressed", pairing_status_code="single"),
            add(_LISTED, pairing_status_code="single"),
        ),
    ),
    "a service in a merged group that does not name it": Sabotage(
        f"{_LISTED}.follows_from_published",
        update(_LISTED, reason_code="merged", published_service_key=0),
    ),
    # Another service of the county, where people without a start are suppressed.
    "a service left out of the list": Sabotage(
        f"{_LISTED}.lists_the_whole_county",
        add(
            "dim_service",
            service_key=12,
            service_code="lahti_garden",
            covers_codes="lahti_garden",
        ),
    ),
}
SABOTAGES = LEVELS | DISTRIBUTIONS | LANGUAGES | SERVICES
