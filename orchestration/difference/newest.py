"""The newest data of every measurement, and what changed in them when one input changed.

Belongs here: what is kept of the newest data to compare the next release with, and the cause that
each measurement has of its own. Does not belong here: what is published of it (moves).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from orchestration.difference.causes import CORRECTIONS, GROUPS, NEW

# A row per measurement: its wanted cell, which forms it has, and a hash of its scores.
NEWEST = """
select
    measurement_key,
    person_number,
    questionnaire_code,
    concat_ws('/', period_key, pairing_status_code, publication_cell_service_key) as cell_code,
    concat_ws(
        ',',
        case when start_submission_key is not null then 'start' end,
        case when end_submission_key is not null then 'end' end,
        case when single_submission_key is not null then 'single' end
    ) as forms_code,
    md5(concat_ws(
        '|', period_key, service_key, cast(indicator_keys as varchar), cast(start_scores as varchar),
        cast(end_scores as varchar), cast(single_scores as varchar)
    )) as content_code
from {database}.restricted.int_wanted_measurements
"""
# What one step changed of each measurement. Another service makes another measurement of the person.
_STEP = """
insert into own
with

joined as (

    select
        measurement_key,
        coalesce(earlier.person_number, later.person_number) as person_number,
        coalesce(earlier.questionnaire_code, later.questionnaire_code) as questionnaire_code,
        earlier.content_code is null as is_added,
        later.content_code is null as is_gone,
        earlier.content_code <> later.content_code as is_otherwise,
        earlier.cell_code <> later.cell_code as is_elsewhere,
        length(later.forms_code) > length(earlier.forms_code) as has_more_forms
    from {earlier} as earlier
    full join {later} as later using (measurement_key)

),

gone as (

    select distinct questionnaire_code, person_number from joined where is_gone and person_number is not null

)

select
    joined.measurement_key,
    case
        when joined.is_gone then $corrected
        when joined.is_added then case when gone.person_number is null then $added else $corrected end
        when joined.is_otherwise then case when joined.has_more_forms then $added else $corrected end
        else $elsewhere
    end as cause_code
from joined
left join gone using (questionnaire_code, person_number)
where joined.is_added or joined.is_gone or joined.is_otherwise or joined.is_elsewhere
"""


def keep(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write the newest data of the warehouse attached as `now`."""
    query = f"{NEWEST.format(database='now')} order by measurement_key"
    target = str(file).replace("'", "''")
    connection.execute(f"copy ({query}) to '{target}' (format parquet, codec 'zstd')")


def own_causes(
    connection: duckdb.DuckDBPyConnection, states: Sequence[str], inputs: Sequence[str | None]
) -> None:
    """Make the table `own` (measurement_key, cause_code).

    `states` are names of tables shaped as NEWEST, one more than `inputs`: what was changed between
    one and the next; None means the answers.
    """
    connection.execute("create temp table own (measurement_key bigint, cause_code varchar)")
    for earlier, later, cause in zip(states, states[1:], inputs, strict=False):
        words = {"added": cause or NEW, "corrected": cause or CORRECTIONS}
        connection.execute(
            _STEP.format(earlier=earlier, later=later), words | {"elsewhere": cause or GROUPS}
        )
