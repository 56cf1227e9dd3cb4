"""What is published of each measurement: calls orchestration.privacy.releases with the history.

Each indicator family is decided by itself: no published number is about two of them.
"""

import pyarrow as pa

from orchestration.privacy.groups import MINIMUM_GROUP_SIZES, Place
from orchestration.privacy.measurement_tables import PHASES, Side, decided
from orchestration.privacy.releases import decide_family
from orchestration.privacy.uniform import scales_of
from orchestration.privacy.unions import Services

FAMILY = ("questionnaire_code", "family_key")
SCHEMA = pa.schema(
    {
        "measurement_key": pa.int64(),
        "questionnaire_code": pa.string(),
        "family_key": pa.int64(),
        "person_number": pa.int64(),
        "service_key": pa.int64(),
        "period_key": pa.int32(),
        "pairing_status_code": pa.string(),
        "status_code": pa.string(),
        "publication_cell_service_key": pa.int64(),
        "publication_cell_service_code": pa.string(),
        "atom_number": pa.int64(),
        "is_new": pa.bool_(),
        "version_count": pa.int32(),
        "distribution_service_key": pa.int64(),
        "distribution_service_code": pa.string(),
        "distribution_atom_number": pa.int64(),
        "distribution_is_new": pa.bool_(),
        "distribution_version_count": pa.int32(),
        "is_bound": pa.bool_(),
        "is_newest": pa.bool_(),
        "is_changed": pa.bool_(),
        "is_held": pa.bool_(),
        "is_kept": pa.bool_(),
        "minimum_person_count": pa.int32(),
        "minimum_uncoded_count": pa.int32(),
        **{f"{phase}_submission_key": pa.int64() for phase in PHASES},
    }
)


def model(dbt, _session):
    """Return a row per measurement of the newest data or the history."""
    dbt.config(materialized="table")
    both = dbt.ref("int_wanted_measurements"), dbt.ref("int_history_measurements")
    services, codes = _services(dbt)
    versions = _versions(dbt.ref("int_changed_contents").fetchall())
    withdrawn = [person for (person,) in dbt.ref("int_withdrawn_people").fetchall()]
    still = dbt.ref("int_groups").filter("is_open").project("period_key").distinct()
    open_periods = {period for (period,) in still.fetchall()}
    # In the units of 10^-10 of int_wanted_measurements.
    scales = scales_of(dbt.ref("int_indicator_scales").fetchall(), unit=10**10)
    found, offset = [], 0
    for family in _families(both):
        # One family after the other: there may be millions of measurements.
        wanted, known = (Side(_of_family(relation, family), versions) for relation in both)
        indicators = sorted(wanted.indicators | known.indicators)
        expired = known.labels()[known.column("is_expired", missing=False)]
        published = decide_family(
            known.histories(indicators),
            wanted.measurements(indicators, scales),
            services,
            (withdrawn, set(expired.tolist())),
            open_periods=open_periods,
        )
        rows = decided(published, wanted, known, codes, offset)
        count = len(rows["measurement_key"])
        same = dict(zip(FAMILY, family, strict=True)) | {
            "minimum_person_count": MINIMUM_GROUP_SIZES.persons,
            "minimum_uncoded_count": MINIMUM_GROUP_SIZES.persons_without_code,
        }
        rows |= {name: [value] * count for name, value in same.items()}
        found.append(pa.table({name: rows[name] for name in SCHEMA.names}, schema=SCHEMA))
        offset += count
    return pa.concat_tables(found) if found else SCHEMA.empty_table()


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
    chosen = relation.filter(f"{FAMILY[0]} = '{quoted}' and {FAMILY[1]} = {key}")
    return chosen.order("measurement_key").to_arrow_table()
