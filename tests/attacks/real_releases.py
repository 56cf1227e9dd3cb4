"""Random worlds and one made by hand, released one after another through the real SQL.

Belongs here: writing them as raw tables, building, and reading who is in which published row. Does
not belong here: what may be published, or the search for a few people.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb

from orchestration.difference import moves
from orchestration.privacy.history_tables import SCHEMAS, file_name
from orchestration.release import kept_rows
from orchestration.warehouse import build as builds
from tests.attacks.span_search import Row
from tests.attacks.worlds import HIGHEST, SERVICES, Episode, World
from tests.raw_tables import Codebook, Delivery, write_raw

# Only what decides and what the search reads: the reports are made of the same rows.
_SELECTED = ["+fct_indicator_change", "+fct_answer_distribution", "+fct_answer_by_language"]
_SELECTED += [f"+int_kept_{table}" for table in SCHEMAS]
# Half of all answer in Finnish; few in Russian.
LANGUAGES = ("fi", "ar", "fi", "ar", "fi", "ar", "fi", "fi", "ru")
_FIRST = datetime(2024, 1, 8)
_MEMBERS = """
select
    questionnaire_code, period_key, pairing_status_code, publication_cell_service_key,
    distribution_service_key, person_number, service_key, measurement_key, start_score, end_score
from restricted.int_cell_members where status_code = 'published' and indicator_key <> 0
order by all
"""
# Tables by background are made once; what later releases publish of them are the same rows.
_BACKGROUNDS = """
select
    pairs.questionnaire_code, categories.background_code, categories.published_code,
    members.person_number, members.service_key, members.start_score, members.end_score
from restricted.int_new_backgrounds as pairs
inner join restricted.int_new_background_categories as categories
    using (questionnaire_code, indicator_key, period_key, region_code, background_code, category_code)
inner join restricted.int_cell_members as members
    on pairs.pair_number = members.start_submission_key and pairs.indicator_key = members.indicator_key
"""
# Everybody in distributions, with the answers to the question that is no item, and the language.
_ANSWERS = """
select
    members.questionnaire_code, members.period_key, members.pairing_status_code,
    members.distribution_service_key, members.person_number, members.service_key, answers.phase_number,
    answers.option_code, spoken.language_code, languages.published_code
from restricted.int_cell_members as members
inner join (
    select * from restricted.int_kept_answers inner join restricted.int_answer_contents using (answer_number)
    where question_code = 'help'
    qualify row_number() over (partition by measurement_key, phase_number order by version_number desc) = 1
) as answers on members.measurement_key = answers.measurement_key
left join restricted.int_answer_language_members as spoken
    on members.measurement_key = spoken.measurement_key
left join restricted.int_new_answer_languages as languages
    on spoken.questionnaire_code = languages.questionnaire_code and spoken.period_key = languages.period_key
    and spoken.pairing_status_code = languages.pairing_status_code
    and spoken.language_code = languages.language_code
where members.status_code = 'published' and members.indicator_key = 0
    and members.distribution_service_key is not null
order by all
"""
_CHANGES = """
select service_code, pair_count, cast(start_sum as double) from marts.fct_indicator_change
inner join marts.dim_service using (service_key)
where questionnaire_key = cast('0x' || left(md5(?), 13) as bigint)
"""


_PARTS = """
with

scores as (

    select -1 as sign, * from read_parquet('{history}/published_scores.parquet')
    union all
    select 1 as sign, * from now.restricted.int_kept_scores

)

select
    moved.questionnaire_code, moved.group_code, moved.sign, moved.service_key, moved.person_number,
    -- Of whoever withdrew the newest data have no service: it is that of the history.
    coalesce(published.service_key, earlier.service_key), scores.start_score, scores.end_score
from moved
inner join scores
    on
        moved.measurement_key = scores.measurement_key
        and moved.version_count = scores.version_number
        and moved.sign = scores.sign
left join now.restricted.int_published_measurements as published
    on moved.measurement_key = published.measurement_key
left join read_parquet('{history}/published_measurements.parquet') as earlier
    on moved.measurement_key = earlier.measurement_key
where scores.indicator_key <> 0
order by all
"""


@dataclass
class Found:
    """What is published of worlds in one release after another."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    shared: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    # Answers of everybody, by distribution and by the languages that are published.
    answers: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    # As if every language were published.
    each_language: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    person_of: dict[tuple, int] = field(default_factory=dict)
    published: int = 0
    part_rows: int = 0
    background_rows: int = 0
    language_rows: int = 0


def write(raw: Path, worlds: dict[str, World | list[Episode]]) -> None:
    """Write the newest data of worlds as raw tables, a questionnaire each."""
    book = Codebook()
    for code in worlds:
        book.questionnaire(code, "person")
        book.question(code, "mood", "scale", map(str, range(HIGHEST + 1)), "mood")
        book.question(code, "item", "single", "12345", "mood")
        book.question(code, "help", "single", "12345", None)
        book.question(code, "gender", "single", ("woman", "man"), "mood")
        book.rows["questions"][-1]["is_background"] = True
        scale = {"item_high": Decimal(HIGHEST), "score_high": Decimal(HIGHEST)}
        lows = {"item_low": Decimal(0), "score_low": Decimal(0), "min_answered": 1}
        book.indicator(code, "mood", ["mood"], **scale, **lows)
    same = {"service_type_code": "workshop", "sector_code": "county", "municipality_code": "398"}
    services = [{"service_code": c, "service_name_fi": c} | same for c in SERVICES]
    write_raw(raw, book, [_delivery(code, world) for code, world in worlds.items()], services)


def _delivery(code: str, world: World | list[Episode]) -> Delivery:
    delivery = Delivery(code)
    episodes = world if isinstance(world, list) else list(world.episodes.values())
    for episode in sorted(episodes, key=lambda each: each.number):
        person = {"person_key": f"{code} {episode.person}", "service_code": episode.service}
        person["language_code"] = LANGUAGES[episode.number % len(LANGUAGES)]
        started = _FIRST + timedelta(hours=26 * episode.number)
        for phase, score in (("start", episode.start), ("end", episode.end)):
            if score is not None:
                day = started if phase == "start" else started + timedelta(minutes=30)
                gender = ("woman", "man")[episode.person % 2]
                answers = {"mood": score, "item": str(episode.item), "gender": gender}
                answers["help"] = answers["item"]
                response = f"{episode.number} {phase}"
                delivery.submit(
                    day.isoformat(), answers, phase_code=phase, response_id=response, **person
                )
    return delivery


def release(raw: Path, scratch: Path, history: Path | None) -> tuple[Path, Path]:
    """Build the warehouse from the newest data and the history; the history after it."""
    real = builds.invoke

    def selected(arguments, *others):
        if arguments[0] == "build":
            arguments = [*arguments, "--indirect-selection", "cautious", "--select", *_SELECTED]
        return real(arguments, *others)

    builds.invoke = selected
    try:
        built = builds.build(raw, scratch, history=history)
    finally:
        builds.invoke = real
    assert built.passed, [r.message for r in built.results if not r.passed]
    after = scratch / "after"
    after.mkdir(exist_ok=True)
    with duckdb.connect(str(built.database), read_only=True) as connection:
        kept_rows.prepare(connection)
        for table in SCHEMAS:
            file = after / file_name(table)
            connection.execute(f"copy ({kept_rows.query(table)}) to '{file}'")
    return built.database, after


def collect(database: Path, found: Found) -> None:
    """Add the rows of a release: sums of each cell, and of each distribution with its item."""
    with duckdb.connect(str(database), read_only=True) as connection:
        members = connection.execute(_MEMBERS).fetchall()
        items = _items(connection)
        categories = connection.execute(_BACKGROUNDS).fetchall()
    found.published += len(members)
    found.background_rows += len(categories)
    sums: dict[tuple, dict] = defaultdict(dict)
    for code, period, status, cell, distribution, person, service, key, start, end in members:
        for name, value in _given(start, end):
            chosen = items[key, name]
            sums[code, "cell", period, status, cell, name][person, service, name, value] = 1
            if distribution is not None:
                about = (period, status, distribution, name)
                sums[code, "distribution", *about][person, service, name, value] = 1
                sums[code, "item", *about][person, service, f"item {name}", chosen] = 1
    for code, background, category, person, service, start, end in categories:
        for name, value in _given(start, end):
            sums[code, "background", background, category, name][person, service, name, value] = 1
    for (code, kind, *_), row in sums.items():
        found.person_of |= {unknown: unknown[0] for unknown in row}
        found.rows[code].append(row)
        if kind in ("distribution", "item"):
            found.shared[code].append(row)


def collect_answers(database: Path, found: Found) -> None:
    """Add the answers of everybody in a release: by distribution, and by language."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(_ANSWERS).fetchall()
    for kind in (found.answers, found.each_language):
        sums: dict[tuple, dict] = defaultdict(dict)
        for code, period, status, cell, person, service, phase, option, spoken, published in rows:
            unknown = person, service, f"help {phase}", option
            sums[code, period, status, phase, cell][unknown] = 1
            group = published if kind is found.answers else spoken
            if group is not None:
                sums[code, period, status, phase, group][unknown] = 1
                found.language_rows += kind is found.answers
        for (code, *_), row in sums.items():
            found.person_of |= {unknown: unknown[0] for unknown in row}
            kind[code].append(row)


def collect_parts(database: Path, history: Path, found: Found) -> None:
    """Add what the explained difference may say beside: sums of each group that moved."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as now (read_only)")
        moves.read(connection, history)
        rows = connection.execute(_PARTS.format(history=history)).fetchall()
    sums: dict[tuple, dict] = defaultdict(dict)
    for code, group, sign, cell, person, service, start, end in rows:
        for name, value in _given(start, end):
            sums[code, group, sign, cell, name][person, service, name, value] = 1
    for (code, *_), row in sums.items():
        found.person_of |= {unknown: unknown[0] for unknown in row}
        found.rows[code].append(row)
        found.part_rows += 1


def _given(start: Decimal | None, end: Decimal | None) -> list[tuple[str, Decimal]]:
    return [(name, value) for name, value in (("start", start), ("end", end)) if value is not None]


def _items(connection: duckdb.DuckDBPyConnection) -> dict[tuple[int, str], str]:
    """What is published of each measurement's item, as the history keeps it."""
    kept_rows.prepare(connection)
    found = connection.execute(
        f"select measurement_key, phase_code, option_code from ({kept_rows.query('answers')})"
        " where question_code = 'item' qualify row_number() over"
        " (partition by measurement_key, phase_code order by version_number desc) = 1"
    )
    return {(key, phase): option for key, phase, option in found.fetchall()}


def changes(database: Path, code: str) -> dict[str, tuple[int, float]]:
    """Service -> pairs and sum of starts, as published."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return {s: (n, total) for s, n, total in connection.execute(_CHANGES, [code]).fetchall()}


def pairs(service: str, starts: Iterable[int], first: int = 0) -> list[Episode]:
    """People with a start and an end each; `first` is the number of the first of them, less one."""
    dice = random.Random(first)
    return [
        Episode(n, n, n, service, start, dice.randint(0, HIGHEST), dice.randint(1, 5))
        for n, start in enumerate(starts, first + 1)
    ]
