"""What the warehouse really published: no sum or difference of its rows is about a few people.

Random surveys go from raw tables through dbt to the marts. Every published row is read as the people
that its labels name, and their counts and sums are compared with the published ones. The search is
shown to find people when the partition is bypassed.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from orchestration.privacy import backgrounds, languages, publication_cells, releases
from orchestration.privacy.groups import MinimumGroupSizes
from orchestration.warehouse.build import build
from tests.disclosure import fewest_people
from tests.published.facts import rows_of_everybody, rows_of_facts
from tests.published.marts import Marts, Published
from tests.published.reports import rows_of_reports
from tests.random_survey import population, scored, write_surveys

K, K_DISTRIBUTION = 5, 10
# How many people a random survey has, by its seed. Only the largest has enough for languages and retention.
SIZES = {1: 24, 2: 30, 3: 36, 6: 38, 4: 45, 8: 240}
SURVEYS = {f"survey_{seed}": population(seed, size) for seed, size in SIZES.items()}
# Every kind of row that the search must have met in some survey.
KINDS = {
    "level single", "level start_only", "level end_only", "change", "gender", "age", "start_period",
    "fct_change_direction", "fct_change_condition", "fct_answer_distribution",
    "fct_indicator_class", "coverage paired", "coverage start_only", "suppressed paired",
    "suppressed single", "change service", "change municipality", "change county",
    "change service_type", "change sector", "start county", "end county", "single county",
    "spread of change", "spread single", "attrition", "lost to follow-up", "retention", "reliability all", "reliability fi",
    "reliability sv", "answers met", "answers hours", "answers in fi", "answers in sv", "suppressed everybody",
}  # fmt: skip
Rows = dict[str, list[Published]]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("random") / "raw"
    write_surveys(folder, SURVEYS)
    return folder


@pytest.fixture(scope="module")
def published(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return publish(raw, tmp_path_factory.mktemp("scratch"))


def publish(raw: Path, scratch: Path) -> Rows:
    """Build the warehouse; the published rows of each survey."""
    database = build(raw, scratch).database
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        rows = {}
        for code, members in SURVEYS.items():
            with_score = Marts(connection, code, scored(members))
            everybody = Marts(connection, code, members, everybody=True)
            rows[code] = [*rows_of_facts(with_score), *rows_of_reports(with_score)]
            # Apart: their counts may differ from those above by the one person without a score, of
            # whom nothing else can be had (the decision about publication cells says why).
            rows[f"{code} everybody"] = [*rows_of_everybody(everybody)]
        return rows


def fewest(published: Rows, below: int = K) -> dict[str, int]:
    """By survey, the fewest people that a combination of its rows is about; at most `below`."""
    return {
        code: fewest_people(
            (row.members for row in rows),
            {m.number: m.person for m in SURVEYS[code.split()[0]]},
            below,
        )
        for code, rows in published.items()
    }


def test_every_row_is_about_the_people_that_its_labels_name(published: Rows) -> None:
    rows = [(code, row) for code, listed in published.items() for row in listed]
    assert [(code, row.name) for code, row in rows if row.figures != row.expected] == []
    assert KINDS - {row.name for _, row in rows} == set()


def test_no_sum_or_difference_of_published_rows_is_about_fewer_than_five(published: Rows) -> None:
    assert fewest(published) == dict.fromkeys(published, K)


def answers_of_everybody(published: Rows) -> Rows:
    """Distributions of everybody, and answers by language."""
    return {
        code: [row for row in rows if row.name.startswith("answers")]
        for code, rows in published.items()
        if code.endswith("everybody")
    }


def test_nor_is_one_of_answers_of_everybody_about_fewer_than_ten(published: Rows) -> None:
    answers = answers_of_everybody(published)
    assert fewest(answers, K_DISTRIBUTION) == dict.fromkeys(answers, K_DISTRIBUTION)


SMALL = MinimumGroupSizes(2, 2, 2)


def _assign_small(groups, services, assign=publication_cells.assign_groups):
    """Want a cell for two people already."""
    return assign(groups, SMALL, services)


def _publish_small(*arguments, open_periods, decide=releases.decide_family):
    """Publish a cell, and a distribution, of two people already."""
    return decide(*arguments, SMALL, open_periods)


def _publish_each_category(people, declared):
    """Publish every category separately, however small."""
    return {
        background: {categories.names[n]: (categories.names[n],) for n in np.unique(categories.numbers)}
        for background, categories in people.categories.items()
    }  # fmt: skip


def _publish_each_language(people, spoken, unanimous, declared):
    """Publish every language separately, however small."""
    return {language: (language,) for language in set(spoken.tolist())}


SMALL_CELLS = [
    (publication_cells, "assign_groups", _assign_small),
    (releases, "decide_family", _publish_small),
]
EACH_CATEGORY = [
    (backgrounds, "choose_categories", _publish_each_category),
    (languages, "choose_answer_languages", _publish_each_language),
]


@pytest.mark.parametrize(
    ("bypasses", "disclosing", "answers_disclosing"),
    [
        # Distributions are united to ten people elsewhere.
        (SMALL_CELLS, set(SURVEYS), set()),
        # In the larger surveys the smallest difference happens to be of five people or more.
        (EACH_CATEGORY, {"survey_1", "survey_2", "survey_3", "survey_6"}, {"survey_6 everybody"}),
    ],
    ids=["small cells", "every category separately"],
)
def test_the_search_finds_people_when_the_partition_is_bypassed(
    bypasses, disclosing, answers_disclosing, raw, tmp_path, monkeypatch
) -> None:
    for module, function, bypass in bypasses:
        monkeypatch.setattr(module, function, bypass)
    published = publish(raw, tmp_path)
    found, answers = fewest(published), fewest(answers_of_everybody(published), K_DISTRIBUTION)
    assert {code for code, count in found.items() if count < K} == disclosing
    assert {code for code, count in answers.items() if count < K_DISTRIBUTION} == answers_disclosing
