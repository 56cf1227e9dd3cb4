"""Tables of measurements to the arrays of the rule, and its decision to columns.

Belongs here: the shape of those tables. Pure. Does not belong here: reading or writing them (a dbt
model and the release do it), or the rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.privacy.columns import as_array, at, nullable, numbered, texts
from orchestration.privacy.history import (
    NO_ATOM,
    NO_CELL,
    NO_PERSON,
    NO_VALUE,
    Content,
    Decision,
    History,
    Measurements,
    Version,
)
from orchestration.privacy.releases import Published, label_of_union
from orchestration.privacy.uniform import Scale
from orchestration.privacy.unions import Union

PHASES = ("start", "end", "single")
CELL, DISTRIBUTION = "publication_cell", "distribution"
# Measurement -> version, None for the newest data -> content, where these differ from the history.
Versions = Mapping[int, Mapping[int | None, Content]]
Columns = dict[str, Any]
# Indicator -> its scale, in the unit of scores in these tables.
Scales = Mapping[int, Scale | None]
_NEWEST: Content = {}


@dataclass(frozen=True)
class Side:
    """The newest data, or the history, of one family: a row per measurement, in order of keys."""

    table: pa.Table
    versions: Versions

    @cached_property
    def keys(self) -> np.ndarray:
        """Measurement keys."""
        return self.column("measurement_key", 0)

    @property
    def indicators(self) -> set[int]:
        """The indicators of which any measurement has a score."""
        return set(pc.list_flatten(self.table["indicator_keys"]).to_pylist())

    def column(self, name: str, missing: object) -> np.ndarray:
        """A column; what is null becomes `missing`."""
        return self.table[name].fill_null(missing).to_numpy()

    def labels(self, kind: str = CELL) -> np.ndarray:
        """Period, pairing status and service of the cell or distribution."""
        service = self.table[f"{kind}_service_key"]
        parts = [self.table["period_key"], self.table["pairing_status_code"], service]
        each = [part.cast(pa.string()) for part in parts]
        return texts(pc.binary_join_element_wise(*each, "/").fill_null(NO_CELL))

    def scores(self, indicators: Sequence[int]) -> np.ndarray:
        """Starts, ends, changes and single scores: a column for each, indicator by indicator."""
        count, width = self.table.num_rows, len(indicators)
        found = np.full((len(PHASES), count, width), NO_VALUE, dtype=np.int64)
        parents = pc.list_parent_indices(self.table["indicator_keys"]).to_numpy()
        flat = pc.list_flatten(self.table["indicator_keys"]).to_numpy()
        columns = np.searchsorted(np.array(indicators, dtype=np.int64), flat)
        for number, phase in enumerate(PHASES):
            values = pc.list_flatten(self.table[f"{phase}_scores"]).fill_null(int(NO_VALUE))
            found[number, parents, columns] = values.to_numpy()
        start, end, single = found
        both = (start != NO_VALUE) & (end != NO_VALUE)
        change = np.where(both, np.where(both, end, 0) - np.where(both, start, 0), NO_VALUE)
        return np.hstack([start, end, change, single])

    def measurements(self, indicators: Sequence[int], scales: Scales) -> Measurements:
        """What the newest data would publish; `scales` by indicator."""
        of_each = [scales.get(indicator) for indicator in indicators]
        # Starts, ends, changes, single scores: a change has no ends of its own.
        columns = [*of_each, *of_each, *(None for _ in of_each), *of_each]
        contents = {key: self.versions[key].get(None, _NEWEST) for key in self._with_versions()}
        return Measurements(
            self.keys,
            self.column("person_number", NO_PERSON),
            self.labels(),
            self.scores(indicators),
            contents=contents,
            scales=tuple(columns),
        )

    def _with_versions(self) -> dict[int, int]:
        """The row of each measurement whose contents differ from the history."""
        rows = np.flatnonzero(np.isin(self.keys, np.array([*self.versions], dtype=np.int64)))
        return dict(zip(self.keys[rows].tolist(), rows.tolist(), strict=True))

    def histories(self, indicators: Sequence[int]) -> tuple[History, History]:
        """What was last published of cells and of distributions."""
        return self._history(CELL, "", indicators), self._history(
            DISTRIBUTION, "distribution_", indicators
        )

    def _history(self, kind: str, prefix: str, indicators: Sequence[int]) -> History:
        last = self.column("version_count", 0)
        counts = self.column(f"{prefix}version_count", 0)
        contents: dict[int, Content] = {}
        earlier: dict[int, tuple[Version, ...]] = {}
        for key, row in self._with_versions().items():
            newest, versions = int(last[row]), self.versions[key]
            contents[key] = versions[newest]
            older = range(newest - int(counts[row]) + 1, newest)
            earlier[key] = tuple(((), versions.get(number, {})) for number in older)
        return History(
            self.keys,
            self.column("person_number", NO_PERSON),
            self.labels(kind),
            self.scores(indicators),
            self.column(f"{prefix}atom_number", NO_ATOM),
            self.column(f"{prefix}is_new", False),
            {key: versions for key, versions in earlier.items() if versions},
            self.column("is_bound", False),
            contents=contents,
        )


def decided(
    published: Published, wanted: Side, known: Side, codes: Mapping[int, str | None], first: int
) -> Columns:
    """The decision, a row per measurement that is in the newest data or kept by the history.

    `codes`: of merged services by their key. `first`: how many rows other families have before.
    """
    after = published.cells.history
    keys = np.union1d(after.keys, wanted.keys)
    labels = at(keys, after.keys, after.labels, NO_CELL)
    is_published, is_wanted = labels != NO_CELL, np.isin(keys, wanted.keys)
    found: Columns = {"measurement_key": keys}
    for name, missing in (("person_number", NO_PERSON), ("service_key", 0)):
        values = at(keys, known.keys, known.column(name, missing), missing)
        values[is_wanted] = wanted.column(name, missing)
        found[name] = values
    found["person_number"] = nullable(found["person_number"], found["person_number"] == NO_PERSON)
    found |= _places(published, keys, labels, wanted, known, codes)
    found["status_code"] = np.where(
        is_published, "published", np.where(is_wanted, "suppressed", "left")
    )
    is_newest = at(keys, after.keys, published.cells.is_newest, False)
    found["is_newest"] = is_newest
    changed = published.cells.joined | published.cells.corrected
    found["is_changed"] = at(keys, after.keys, changed, False)
    found["is_held"] = np.isin(keys, published.cells.held)
    found["is_kept"] = np.isin(keys, after.keys)
    found["is_bound"] = at(keys, after.keys, after.is_bound, False)
    found |= _history_columns("", keys, published.cells, known)
    found |= _history_columns("distribution_", keys, published.distributions, known)
    return found | _forms(keys, is_newest, is_published, wanted, known, first)


def _places(
    published: Published,
    keys: np.ndarray,
    labels: np.ndarray,
    wanted: Side,
    known: Side,
    codes: Mapping[int, str | None],
) -> Columns:
    """Period, pairing status, and the services of the cell and of the distribution."""
    names, name_of = numbered(labels)
    parts = [name.split("/") if name else None for name in names]
    found: Columns = {}
    is_published, is_wanted = labels != NO_CELL, np.isin(keys, wanted.keys)
    for name, place in (("period_key", 0), ("pairing_status_code", 1)):
        mine, theirs = (texts(side.table[name].cast(pa.string())) for side in (wanted, known))
        others = at(keys, known.keys, theirs.astype(np.result_type(mine, theirs)), "")
        others[is_wanted] = mine
        own = np.array([part[place] if part else "" for part in parts] or [""])
        found[name] = as_array(np.where(is_published, own[name_of], others))
    found["period_key"] = found["period_key"].cast(pa.int32())
    services = [int(part[2]) if part else None for part in parts]
    found[f"{CELL}_service_key"] = pa.array(services, pa.int64()).take(name_of)
    merged = [codes.get(one) if one else None for one in services]
    found[f"{CELL}_service_code"] = pa.array(merged, pa.string()).take(name_of)
    return found | _distributions(published, keys, known)


def _distributions(published: Published, keys: np.ndarray, known: Side) -> Columns:
    """The services of the distribution, by measurement."""
    after = published.distributions.history
    names, name_of = numbered(at(keys, after.keys, after.labels, NO_CELL))
    # A distribution that may not be divided keeps its name, also where no union of today has it.
    before, row_of = numbered(known.labels(DISTRIBUTION))
    rows = dict(zip(row_of.tolist(), range(len(row_of)), strict=True))
    kept = known.table[f"{DISTRIBUTION}_service_code"]
    union_of = {
        name: Union(int(name.split("/")[2]), kept[rows[number]].as_py() or None)
        for number, name in enumerate(before)
        if name
    }
    union_of |= {label_of_union(name, union): union for name, union in published.unions.items()}
    unions = [union_of[name] if name else None for name in names]
    services = pa.array([one and one.service_key for one in unions], pa.int64())
    merged = pa.array([one and one.code for one in unions], pa.string())
    return {
        f"{DISTRIBUTION}_service_key": services.take(name_of),
        f"{DISTRIBUTION}_service_code": merged.take(name_of),
    }


def _history_columns(prefix: str, keys: np.ndarray, decision: Decision, known: Side) -> Columns:
    after = decision.history
    atoms = at(keys, after.keys, after.atoms, NO_ATOM)
    counts = at(keys, known.keys, known.column(f"{prefix}version_count", 0), 0)
    counts = counts + at(keys, after.keys, decision.corrected, False)
    counts[at(keys, after.keys, decision.joined, False)] = 1
    counts[atoms == NO_ATOM] = 0
    return {
        f"{prefix}atom_number": nullable(atoms, atoms == NO_ATOM),
        f"{prefix}is_new": at(keys, after.keys, after.is_new, False),
        f"{prefix}version_count": counts,
    }


def _forms(
    keys: np.ndarray,
    is_newest: np.ndarray,
    is_published: np.ndarray,
    wanted: Side,
    known: Side,
    first: int,
) -> Columns:
    """The form of each phase: the newest, or a number below zero for what the history has."""
    is_older = is_published & ~is_newest
    older = -(first + np.arange(len(keys), dtype=np.int64) + 1) * 10
    found: Columns = {}
    for number, phase in enumerate(PHASES):
        column = f"{phase}_submission_key"
        newest = at(keys, wanted.keys, wanted.column(column, 0), 0)
        has_older = at(keys, known.keys, known.column(f"has_{phase}", False), False)
        forms = np.where(is_older, np.where(has_older, older - number, 0), newest)
        found[column] = nullable(forms, forms == 0)
    return found
