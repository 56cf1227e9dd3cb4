"""What is published of each measurement: calls orchestration.privacy.releases with the history.

Each indicator family is decided by itself: no published number is about two of them. Rows come and go in
batches, so that only what the decision needs of a family is in memory.
"""

import pyarrow as pa

from orchestration.privacy.decided_rows import OWN, OWN_OF_NEWEST, SCHEMA, DecidedRows
from orchestration.privacy.groups import Place
from orchestration.privacy.measurement_tables import (
    CELL,
    DISTRIBUTION,
    KNOWN,
    LABELLED,
    SCORES,
    WANTED,
    Side,
    score_columns,
)
from orchestration.privacy.releases import decide_family
from orchestration.privacy.uniform import scales_of
from orchestration.privacy.unions import Services, Union

FAMILY = ("questionnaire_code", "family_key")
BATCH_ROWS = 100_000


def model(dbt, _session):
    """Return a row per measurement of the newest data or the history."""
    dbt.config(materialized="table")
    return pa.RecordBatchReader.from_batches(SCHEMA, _rows(dbt))


def _rows(dbt):
    both = dbt.ref("int_wanted_measurements"), dbt.ref("int_history_measurements")
    services, codes = _services(dbt)
    versions = _versions(dbt.ref("int_changed_contents").fetchall())
    withdrawn = _once(both[1], "is_withdrawn", "person_number")
    open_periods = set(_once(both[0], "is_open", "period_key"))
    # In the units of 10^-10 of int_wanted_measurements.
    scales = scales_of(dbt.ref("int_indicator_scales").fetchall(), unit=10**10)
    first = 0
    for family in _families(both):
        newest, history = (_of_family(relation, family) for relation in both)
        wanted = _side(newest, WANTED, (CELL,), versions)
        known = _side(history, KNOWN, (CELL, DISTRIBUTION), versions)
        columns = score_columns(wanted, known)
        published = decide_family(
            known.histories(columns),
            wanted.measurements(columns, scales),
            services,
            (withdrawn, _expired(known, services)),
            open_periods=open_periods,
        )
        kept = _kept_unions(history)
        decided = DecidedRows.of(family, published, (wanted, known), codes, kept, first)
        first += len(decided.keys)
        del wanted, known, published
        for batch in _batches(newest, OWN_OF_NEWEST):
            yield decided.rows(batch, is_newest_data=True)
        for batch in _batches(history, OWN):
            yield decided.rows(batch, is_newest_data=False)


def _once(relation, condition, column):
    """The values of a column where a condition holds, each once."""
    return [value for (value,) in relation.filter(condition).project(column).distinct().fetchall()]


def _expired(known, services):
    """Labels of the history that can no longer be published: not declared, or not in the register."""
    labels = known.labels[CELL]
    undeclared = labels[known.columns["is_expired"]].texts.tolist()
    return {*undeclared, *services.no_longer_known(labels.names.tolist())}


def _side(relation, missing, kinds, versions):
    columns = (*missing, *LABELLED, *SCORES, *(f"{kind}_service_key" for kind in kinds))
    [[count]] = relation.aggregate("count(*)").fetchall()
    return Side.read(_batches(relation, columns), count, missing, kinds, versions)


def _batches(relation, columns):
    return relation.project(", ".join(columns)).to_arrow_reader(BATCH_ROWS)


def _kept_unions(history):
    """The distributions of the history, by their labels."""
    parts = (*LABELLED, f"{DISTRIBUTION}_service_key", f"{DISTRIBUTION}_service_code")
    named = history.project(", ".join(parts)).distinct().fetchall()
    return {
        f"{period}/{status}/{service}": Union(service, code or None)
        for period, status, service, code in named
        if service is not None
    }


def _services(dbt):
    """Places and members of services for the rule, and the code of each merged one."""
    places = dbt.ref("int_service_places").fetchall()
    merged = dbt.ref("int_cell_services").order("service_key, member_key").fetchall()
    members = {}
    for key, _, member in merged:
        members.setdefault(key, []).append(member)
    services = Services(
        {key: Place(*parts) for key, *parts in places},
        {key: tuple(these) for key, these in members.items()},
    )
    return services, {key: code for key, code, _ in merged}


def _versions(rows):
    """Measurement -> version (None: newest) -> place -> content, where the newest differs."""
    found = {}
    for key, version, place, content in sorted(rows, key=repr):
        places = found.setdefault(key, {}).setdefault(version, {})
        places[place] = f"{places[place]}\n{content}" if place in places else content
    return found


def _families(relations):
    names = ", ".join(FAMILY)
    return sorted({pair for one in relations for pair in one.project(names).distinct().fetchall()})


def _of_family(relation, family):
    code, key = family
    quoted = code.replace("'", "''")
    return relation.filter(f"{FAMILY[0]} = '{quoted}' and {FAMILY[1]} = {key}")
