"""The figures of S3 and S4 come back out of published Parquet, from logs described by YAML only.

Numbers are those printed in the two sources; what is invented in the demo's logs is said in
orchestration/demo/project.py and coaching.py.
"""

from __future__ import annotations

import pytest

from tests import activity_logs
from tests.roots import Workplace

ACTIVITIES = """{fct_activity} join {dim_activity_kind} using (activity_kind_key)
    join {dim_activity_place} using (activity_place_key)
    join {dim_municipality} using (municipality_key)"""
ANSWERS = """{fct_activity_answer} join {dim_option} using (option_key)
    join {dim_municipality} using (municipality_key)
    join {dim_activity_kind} using (activity_kind_key)"""


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Workplace:
    place = activity_logs.landed(tmp_path_factory.mktemp("activities"))
    place.release()
    return place


@pytest.fixture(scope="module")
def sent_again(released, tmp_path_factory) -> Workplace:
    """The same place after two logs came once more. Its tests stand last."""
    activity_logs.send_again(released, tmp_path_factory.mktemp("again"))
    return released


def one(place: Workplace, what: str, where: str, source: str = ACTIVITIES) -> tuple:
    [found] = place.query(f"select {what} from {source} where {where}")
    return found


def test_outreach_is_26_visits_to_4_sites_and_2017_encounters_of_no_stated_number_of_people(released):  # fmt: skip
    what = "count(*), count(distinct activity_place_code), sum(encounter_count), sum(participant_count)"
    where = "activity_kind_code = 'etsivan_tyon_loki'"
    assert one(released, what, where) == (26, 4, 2017, None)
    assert one(released, "any_value(participant_status_code)", where) == ("not_stated",)


@pytest.mark.parametrize(
    ("kind", "activities", "people", "stated"),
    [
        ("ngo_planning", 20, None, 0),
        ("service_planning", 3, None, 0),
        ("clinic", 5, 42, 5),
        ("training", 1, 30, 1),
        ("workshop_results", 6, None, 0),
        ("staff_results", 4, None, 0),
        # One of the five own events, and two of the eight talks, have no number.
        ("own_event", 5, 370, 4),
        ("talk", 8, 330, 6),
    ],
)
def test_s3_counts_each_kind_and_leaves_a_missing_number_missing(released, kind, activities, people, stated):  # fmt: skip
    what = "count(*), sum(participant_count), count(participant_count)"
    assert one(released, what, f"activity_kind_code = '{kind}'") == (activities, people, stated)


def test_own_events_are_18_people_on_two_dates_50_52_and_three_forums_of_250(released):
    rows = released.query(
        f"select participant_count, meeting_count from {ACTIVITIES}"
        " where activity_kind_code = 'own_event' order by date_key"
    )
    assert rows == [(None, None), (18, 2), (50, None), (52, None), (250, 3)]


def test_eight_talks_were_heard_by_30_18_30_30_180_and_42_people_and_two_by_nobody_knows_how_many(released):  # fmt: skip
    rows = released.query(
        f"select participant_count from {ACTIVITIES}"
        " where activity_kind_code = 'talk' order by date_key"
    )
    assert [count for (count,) in rows] == [30, 18, 30, None, 30, None, 180, 42]


def test_a_number_in_brackets_of_the_network_counts_meetings_and_no_people(released):
    # 4 + 2 + 6 + 2 + 2 + 10 + 4 + 3 = 33; one project is named without a number.
    what = "count(*), sum(meeting_count), count(meeting_count), sum(participant_count)"
    assert one(released, what, "activity_kind_code = 'network_meeting'") == (9, 33, 8, None)


def test_results_were_handled_in_six_workshops_of_which_asikkala_remotely(released):
    where = "activity_kind_code = 'workshop_results'"
    rows = released.query(
        f"select municipality_name_fi, region_key from {ACTIVITIES} where {where} order by 1"
    )
    names = ["Asikkala", "Hartola", "Hollola", "Iitti", "Lahti", "Sysmä"]
    assert rows == [(name, 9) for name in names]
    remote = released.query(
        f"select municipality_name_fi from {ANSWERS}"
        f" where {where} and option_code = 'remote' and activity_count = 1"
    )
    assert remote == [("Asikkala",)]


def test_staff_met_on_the_12th_twice_the_16th_and_the_17th_of_december(released):
    rows = released.query(
        f"select date_key from {ACTIVITIES} where activity_kind_code = 'staff_results' order by 1"
    )
    assert rows == [(20241212,), (20241212,), (20241216,), (20241217,)]


def test_five_ngos_are_four_with_the_survey_and_one_with_the_indicator_two_handled_three_not(released):  # fmt: skip
    assert one(released, "count(*)", "activity_kind_code = 'jarjestot_mittauksissa'") == (5,)
    rows = released.query(
        f"select option_code, sum(activity_count) from {ANSWERS}"
        " where activity_kind_code = 'jarjestot_mittauksissa' group by 1"
    )
    found = {option: int(count) for option, count in rows}
    assert found == {"full_survey": 4, "indicator_only": 1, "handled": 2, "remaining": 3}


def test_feedback_is_twelve_selected_answers_of_six_respondents_and_an_option_of_nobody(released):
    rows = released.query(
        "select sum(activity_count), min(answered_count), max(answered_count), min(activity_count)"
        f" from {ANSWERS} where question_code = 'use_of_results'"
    )
    assert rows == [(12, 6, 6, 0)]


def test_a_head_count_under_five_is_suppressed_and_says_so(released):
    rows = released.query(
        f"select distinct participant_count, participant_status_code from {ACTIVITIES}"
        " where activity_kind_code = 'ngo_results'"
    )
    assert rows == [(None, "few")]


def test_coaching_is_16_municipalities_three_to_five_sessions_and_three_kinds_of_coach(released):
    rows = released.query(
        f"select municipality_code, count(*), max(session_number) from {ACTIVITIES}"
        " where activity_kind_code = 'osallisuussparraus' group by 1"
    )
    assert len(rows) == 16
    assert {sessions for _, sessions, _ in rows} == {3, 4, 5}
    assert all(sessions == last for _, sessions, last in rows)
    coaches = released.query(
        f"select distinct option_code from {ANSWERS}"
        " where question_code = 'coach' and activity_count > 0 order by 1"
    )
    assert coaches == [("expert",), ("municipality",), ("resident",)]


def test_every_coached_municipality_has_a_plan_and_a_follow_up_date(released):
    made = released.query(
        f"select distinct municipality_code from {ANSWERS}"
        " where option_code = 'made' and activity_count = 1"
    )
    assert len(made) == 16
    follow = released.query(
        "select count(*), min(due_date)::varchar, max(due_date)::varchar"
        " from {fct_agreed_action} join {dim_option} using (option_key) where option_code = 'follow_up'"
    )
    assert follow == [(16, "2020-11-01", "2020-11-16")]


def test_hollola_named_its_chief_administrative_officer(released):
    rows = released.query(
        f"select municipality_code, activity_kind_code from {ANSWERS}"
        " where option_code = 'chief_administrative_officer' and activity_count = 1"
    )
    assert rows == [("098", "after")]


def test_readiness_of_each_coached_municipality_is_known_before_and_after(released):
    rows = released.query(
        "select activity_kind_code, option_code, sum(activity_count), sum(answered_count)"
        f" from {ANSWERS} where question_code = 'checklist' and option_code in ('responsible', 'none')"
        " group by all order by 1, 2"
    )
    # Nobody had named a responsible person before; two municipalities had nothing at all.
    assert rows == [
        ("after", "none", 0, 16),
        ("after", "responsible", 9, 16),
        ("before", "none", 2, 16),
        ("before", "responsible", 0, 16),
    ]


AGREED = """{fct_agreed_action} as agreed join {dim_option} using (option_key)
    join {dim_service} as own on own.service_key = agreed.service_key"""
LAHTI = "own.service_code = 'kuntouttava_lahti'"


def test_what_was_agreed_is_linked_to_the_measurement_before_and_the_next_one(released):
    rows = released.query(
        "select option_code, due_date::varchar, handled_period_key, next_period_key,"
        " before.score_sum / before.person_count, after.score_sum / after.person_count"
        f" from {AGREED}"
        " join {fct_indicator_level} as before on before.service_key = handled_service_key"
        " and before.period_key = handled_period_key"
        " join {fct_indicator_level} as after on after.service_key = next_service_key"
        f" and after.period_key = next_period_key where {LAHTI} order by 1"
    )
    # On average 3 in spring: (3 - 1) * 25 = 50; 4 in autumn: 75.
    expected = ("2024-10-31", 20241, 20242, 50, 75)
    options = ("measure_again", "more_community", "more_influence")
    assert rows == [(option, *expected) for option in options]


def test_each_agreed_action_is_done_or_not_with_what_came_of_the_meeting(released):
    rows = released.query(
        "select option_code, state_code, state_name_fi, state_name_sv, state_name_en, outcome_code,"
        " outcome_name_fi, outcome_name_sv, outcome_name_en"
        f" from {AGREED} where {LAHTI} order by 1"
    )
    better = ("better", "Tilanne parani", "Läget blev bättre", "Things got better")
    assert rows == [
        ("measure_again", "done", "Tehty", "Gjort", "Done", *better),
        ("more_community", "done", "Tehty", "Gjort", "Done", *better),
        ("more_influence", "not_done", "Ei tehty", "Inte gjort", "Not done", *better),
    ]


def test_where_a_log_says_nothing_more_the_state_and_the_outcome_are_not_known(released):
    rows = released.query(
        "select state_code, state_name_fi, outcome_code, outcome_name_fi, outcome_name_sv,"
        f" outcome_name_en from {AGREED} where own.service_code = 'tyopaja_sysma'"
    )
    nothing = ("unknown", "Ei tiedossa", "Uppgift saknas", "Unknown")
    assert rows == [("not_known", "Ei tiedossa", *nothing)]


def test_what_is_named_only_as_done_was_agreed_and_what_is_said_to_be_both_is_not_known(released):
    rows = released.query(
        f"select option_code, state_code from {AGREED} where due_date = '2024-04-30' order by 1"
    )
    assert rows == [("less", "not_known"), ("more", "done")]


def test_what_was_agreed_and_its_follow_up_are_not_counted_a_second_time_as_answers(released):
    asked = {code for (code,) in released.query(f"select distinct question_code from {ANSWERS}")}
    assert {"checklist", "plan", "setting"} <= asked
    assert asked.isdisjoint({"agreed", "agreed_done", "agreed_not_done", "outcome", "done"})


def test_what_a_small_workshop_agreed_points_at_the_measurement_of_its_merged_group(
    released,
):
    rows = released.query(
        "select merged.covers_codes, merged.service_name_fi, handled_period_key,"
        f" person_count, next_service_key from {AGREED}"
        " join {dim_service} as merged on merged.service_key = handled_service_key"
        " join {fct_indicator_level} as level on level.service_key = handled_service_key"
        " and level.period_key = handled_period_key where own.service_code = 'tyopaja_sysma'"
    )
    # All services of the county of which nothing is published by itself, whoever answered there.
    together = "Muut palvelut, Päijät-Hämeen hyvinvointialue (13 palvelua)"
    [(covers, *found)] = rows
    assert found == [together, 20241, 6, None]
    assert {"tyopaja_hartola", "tyopaja_sysma", "naapuriapu_hollola"} <= set(covers.split("; "))


def test_a_project_logs_its_work_with_services_that_only_others_may_send_forms_of(released):
    senders = (released.root.registers / "services.csv").read_text(encoding="utf-8")
    assert "osallisuushanke_demo" not in senders
    mine = [r for r in released.records if r.sender_code == "osallisuushanke_demo"]
    assert [record.status for record in mine] == ["accepted"] * 4


def test_words_of_a_log_stand_in_restricted_and_nowhere_else(released):
    import duckdb

    root = released.root
    with_words = {
        file.relative_to(root.path).parts[0]
        for file in root.path.rglob("*.parquet")
        if "torstaisin" in str(duckdb.sql(f"from read_parquet('{file}')").fetchall())
    }
    assert with_words == {"restricted"}
    others = [f for f in root.path.rglob("*") if f.suffix in (".json", ".html", ".txt")]
    assert others and not [f for f in others if b"torstaisin" in f.read_bytes()]


def test_a_new_log_takes_yaml_only_and_says_of_each_number_what_it_is(released):
    rows = released.query(
        "select date_key - 20240300, activity_kind_code, participant_count, participant_status_code,"
        f" encounter_count, region_key from {ACTIVITIES} where date_key between 20240301 and 20240308"
        " and questionnaire_key = (select questionnaire_key from {dim_questionnaire}"
        " where questionnaire_code = 'bussikierros') order by 1"
    )
    assert rows == [
        (1, "square", 0, "number", None, 8),  # Nobody came: a number like any other.
        (2, "square", None, "not_exact", None, 0),  # A range stays a range.
        (3, "square", None, "few", None, 0),  # Four at most.
        (4, "square", 9, "number", None, 0),  # Of two numbers the first declared is used.
        (5, "square", 7, "number", None, 0),
        (6, "yard", 12, "number", 3, 0),  # Encounters are not people: three is published.
        (7, "unknown", None, "not_stated", None, 0),  # What it counts depends on the kind.
        (8, "yard", None, "not_exact", None, 0),  # No count is negative or a half.
    ]


STOPS = (
    f"select activity_key, participant_count from {ACTIVITIES} where questionnaire_key ="
    " (select questionnaire_key from {dim_questionnaire} where questionnaire_code = 'bussikierros')"
)


def test_a_corrected_log_replaces_its_rows_and_an_activity_keeps_its_key(released, sent_again):
    before, after = dict(released.query(STOPS)), dict(sent_again.built(STOPS))
    assert (len(before), len(after)) == (8, 9)
    assert set(before) < set(after)
    assert sum(after[key] != before[key] for key in before) == 1


def test_what_became_of_an_agreed_action_is_filled_in_when_the_log_is_sent_again(released, sent_again):  # fmt: skip
    state = (
        "select activity_key, option_code, state_code, outcome_code"
        f" from {AGREED} where own.service_code = 'tyopaja_sysma'"
    )
    [(activity, option, *unknown)] = released.query(state)
    assert unknown == ["not_known", "unknown"]
    assert sent_again.built(state) == [(activity, option, "not_done", "worse")]
