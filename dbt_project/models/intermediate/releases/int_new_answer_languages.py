"""By which languages answers are published of a half-year: calls orchestration.privacy.languages.

Later releases can tell the people of an atom apart from the others of its distribution: the rule
holds for atoms.
"""

from collections import Counter

import numpy as np
import pyarrow as pa

from orchestration.privacy.background_people import People
from orchestration.privacy.languages import choose_answer_languages

GROUP = ["questionnaire_code", "period_key", "pairing_status_code"]
SCHEMA = pa.schema(
    {
        "questionnaire_code": pa.string(),
        "period_key": pa.int32(),
        "pairing_status_code": pa.string(),
        "language_code": pa.string(),
        "published_code": pa.string(),
    }
)
COLUMNS = [*GROUP, "measurement_key", "person_number", "distribution_number"]
COLUMNS += ["distribution_atom_number", "distribution_is_new", "language_code"]


def model(dbt, _session):
    """Return a row per language; languages that are published as one have the same `published_code`."""
    dbt.config(materialized="table")
    members = dbt.ref("int_answer_language_members").project(", ".join(COLUMNS))
    groups = sorted(members.project(", ".join(GROUP)).distinct().fetchall())
    rows = members.to_arrow_table() if groups else None
    answers = _by_distribution(dbt.ref("int_language_answers").fetchall()) if groups else {}
    declared = [code for (code,) in dbt.ref("languages").project("language_code").fetchall()]
    published = []
    for group in groups:
        these = _of_group(rows, group)
        people, languages = _people(these)
        chosen = choose_answer_languages(
            people, languages, _unanimous(these, answers), [*declared, "unknown"]
        )
        for language, alike in sorted(chosen.items()):
            published.append(
                dict(zip(SCHEMA.names, (*group, language, "+".join(alike)), strict=True))
            )
    return pa.Table.from_pylist(published, schema=SCHEMA)


def _by_distribution(rows):
    """Distribution -> language and answer, and how many gave it."""
    found = {}
    for distribution, *answer in rows:
        found.setdefault(distribution, []).append(answer)
    return found


def _unanimous(rows, answers):
    """Language -> the answers that everybody gave.

    Those who were in a release before they came do not count, as in int_unanimous.
    """
    counted = rows.filter(rows["distribution_is_new"])
    people = Counter(counted["language_code"].to_pylist())
    given = Counter()
    for distribution in set(rows["distribution_number"].to_pylist()):
        for language, answer, count in answers.get(distribution, ()):
            given[language, answer] += count
    found = {}
    for (language, answer), count in given.items():
        if count == people[language]:
            found.setdefault(language, set()).add(answer)
    return found


def _of_group(rows, group):
    import pyarrow.compute as pc

    same = [pc.equal(rows[name], value) for name, value in zip(GROUP, group, strict=True)]
    return rows.filter(pc.and_(pc.and_(*same[:2]), same[2])).sort_by("measurement_key")


def _people(rows):
    """The people of a group and their languages; forms without a code are a person each, below zero."""
    persons = rows["person_number"]
    uncoded, known = persons.is_null().to_numpy(), persons.fill_null(0).to_numpy()
    people = People(
        np.where(uncoded, -1 - np.arange(len(known)), known),
        rows["distribution_atom_number"].to_numpy(),
        {},
        np.zeros((len(known), 0), dtype=np.int64),
        is_new=rows["distribution_is_new"].to_numpy(),
    )
    return people, np.array(rows["language_code"].to_pylist())
