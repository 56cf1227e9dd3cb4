"""Moves: who is published otherwise than in the release in use, in groups that move together.

Belongs here: reading the groups from the history before and after, and the cause of each. Rows are
about single people and stay in the database. Does not belong here: which figures follow (people).

A *group* is what the rule of privacy moves as one: the people of an atom who leave it, those who
make a new atom, or a part of an atom that enters another cell or is corrected. Each has five people
or more, and whatever is said of a group is the same for all of it, so that no number made of groups
tells more than atoms do. Groups that share people have one cause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.difference.causes import HELD, SEVERAL, WITHDRAWALS, together
from orchestration.privacy.history_tables import file_name

_CELL = "period_key, pairing_status_code, service_key"
_BEFORE = f"""
create temp table before as
select
    measurement_key, questionnaire_code, family_key, person_number, period_key, pairing_status_code,
    publication_cell_service_key as service_key, atom_number, version_count
from read_parquet('{{folder}}/{file_name("measurements")}')
where publication_cell_service_key is not null
"""
# The first version of a measurement in its atom: it joined the atom in this release.
_AFTER = """
create temp table after as
select
    measurement_key, questionnaire_code, family_key, person_number, period_key, pairing_status_code,
    publication_cell_service_key as service_key, atom_number, version_count,
    is_changed and version_count = 1 as is_joined
from now.restricted.int_published_measurements
where status_code = 'published'
"""
_MOVED = f"""
create temp table moved as
with

joined as (

    select
        measurement_key,
        before.atom_number is not null and (after.atom_number is null or after.is_joined) as has_left,
        after.atom_number is not null and (before.atom_number is null or after.is_joined) as has_joined,
        before.atom_number is not null and after.atom_number is not null and not after.is_joined
        and (
            before.period_key <> after.period_key
            or before.pairing_status_code <> after.pairing_status_code
            or before.service_key <> after.service_key
            or before.version_count <> after.version_count
        ) as has_moved,
    from before
    full join after using (measurement_key)

),

leaving as (

    select
        before.*,
        -1 as sign,
        case
            when has_moved then 'moved/' || cast(after.atom_number as varchar)
            else 'left/' || cast(before.atom_number as varchar)
        end as kind_code
    from joined
    inner join before using (measurement_key)
    left join after using (measurement_key)
    where has_left or has_moved

),

entering as (

    select
        after.* exclude (is_joined),
        1 as sign,
        case when has_moved then 'moved/' else 'joined/' end || cast(after.atom_number as varchar) as kind_code
    from joined
    inner join after using (measurement_key)
    where has_joined or has_moved

)

select
    measurement_key, person_number, questionnaire_code, family_key, {_CELL}, sign, version_count,
    questionnaire_code || '/' || cast(family_key as varchar) || '/' || kind_code as group_code
from leaving
union all
select
    measurement_key, person_number, questionnaire_code, family_key, {_CELL}, sign, version_count,
    questionnaire_code || '/' || cast(family_key as varchar) || '/' || kind_code
from entering
"""
_GROUPS = """
select
    moved.group_code,
    -- Of whoever withdrew nothing is left: that is no correction.
    list(distinct own.cause_code order by own.cause_code) filter (
        where own.cause_code is not null and withdrawn.person_number is null
    ),
    coalesce(bool_or(withdrawn.person_number is not null), false)
from moved
left join own using (measurement_key)
left join now.restricted.int_withdrawn_people as withdrawn
    on moved.person_number = withdrawn.person_number and $is_asked
group by moved.group_code
order by moved.group_code
"""
# Groups that somebody is in twice: who leaves an atom and comes back in a new one.
_LINKS = """
select distinct min(group_code), max(group_code)
from moved
group by measurement_key
having count(distinct group_code) > 1
order by all
"""


@dataclass(frozen=True)
class GroupCause:
    """Why a group moved; `has_withdrawn`: what was published of it before is not kept."""

    cause: str
    has_withdrawn: bool


def read(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the table `moved` from the history in `folder` and the warehouse attached as `now`."""
    connection.execute(_BEFORE.format(folder=str(folder).replace("'", "''")))
    connection.execute(_AFTER)
    connection.execute(_MOVED)


def causes(
    connection: duckdb.DuckDBPyConnection, *, is_known: bool = True, is_asked: bool = True
) -> dict[str, GroupCause]:
    """Group -> its cause, from the tables `moved` and `own` (measurement_key, cause_code).

    `is_known` is false where what the release in use was made from is not kept; `is_asked` where
    nobody asked to be removed: then whoever is not there any more is missing, and has not withdrawn.
    """
    found = connection.execute(_GROUPS, {"is_asked": is_asked}).fetchall()
    own = {group: set(listed or ()) for group, listed, _ in found}
    withdrawn = {group for group, _, has_withdrawn in found if has_withdrawn}
    linked = _components(own, connection.execute(_LINKS).fetchall())
    result = {}
    for groups in linked:
        has_withdrawn = bool(withdrawn & set(groups))
        cause = _cause(set().union(*(own[group] for group in groups)), has_withdrawn, is_known)
        result |= {group: GroupCause(cause, has_withdrawn) for group in groups}
    return result


def _cause(own: set[str], has_withdrawn: bool, is_known: bool) -> str:
    if not is_known:
        return WITHDRAWALS if has_withdrawn else SEVERAL
    found = own | {WITHDRAWALS} if has_withdrawn else own
    return together(found) if found else HELD


def _components(groups: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups that are linked, directly or through others; in order."""
    first = {group: group for group in sorted(groups)}

    def root_of(group: str) -> str:
        while first[group] != group:
            group = first[group]
        return group

    for one, other in links:
        low, high = sorted((root_of(one), root_of(other)))
        first[high] = low
    found: dict[str, list[str]] = defaultdict(list)
    for group in first:
        found[root_of(group)].append(group)
    return [found[key] for key in sorted(found)]
