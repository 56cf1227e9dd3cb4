"""What the rule decided about a family's measurements, as rows: batch by batch, beside what they were made from.

Belongs here: the shape of those rows. Pure. Does not belong here: the rule (history, moves), or what it
is asked (measurement_tables).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from orchestration.privacy.columns import Labels, among, looked_up, union
from orchestration.privacy.groups import MINIMUM_GROUP_SIZES
from orchestration.privacy.history import NO_ATOM, NO_CELL, Decision
from orchestration.privacy.measurement_tables import CELL, DISTRIBUTION, PHASES, Side
from orchestration.privacy.releases import Published, label_of_union
from orchestration.privacy.unions import Union

_TEXT = pa.dictionary(pa.int32(), pa.string())
_KEY = pa.dictionary(pa.int32(), pa.int64())
# What repeats is held once, with a number for each row.
SCHEMA = pa.schema(
    {
        "measurement_key": pa.int64(),
        "questionnaire_code": _TEXT,
        "family_key": _KEY,
        "person_number": pa.int64(),
        "service_key": pa.int64(),
        "period_key": pa.int32(),
        "pairing_status_code": _TEXT,
        "status_code": _TEXT,
        "publication_cell_service_key": _KEY,
        "publication_cell_service_code": _TEXT,
        "atom_number": pa.int64(),
        "is_new": pa.bool_(),
        "version_count": pa.int32(),
        "distribution_service_key": _KEY,
        "distribution_service_code": _TEXT,
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
# Of the newest data, and of the history, what a row is made from.
OWN = ("measurement_key", "person_number", "service_key", "period_key", "pairing_status_code")
OWN_OF_NEWEST = (*OWN, *(f"{phase}_submission_key" for phase in PHASES))
Columns = dict[str, Any]
_STATUSES = ("published", "suppressed", "left")


@dataclass(frozen=True)
class DecidedRows:
    """The decision about one family, by measurement: what is in the newest data or kept by the history.

    `keys`: of these, in order. `labels`, `unions`: the cell and the distribution of each; `codes` of
    merged services by their key, `union_of` a distribution by its label. `columns`: what else is decided.
    """

    family: tuple[str, int]
    keys: np.ndarray
    labels: Labels
    unions: Labels
    codes: Mapping[int, str | None]
    union_of: Mapping[str, Union]
    columns: Mapping[str, np.ndarray]
    wanted_keys: np.ndarray
    first: int

    @classmethod
    def of(
        cls,
        family: tuple[str, int],
        published: Published,
        sides: tuple[Side, Side],
        codes: Mapping[int, str | None],
        kept: Mapping[str, Union],
        first: int,
    ) -> DecidedRows:
        """From the decision.

        `sides`: the newest data and the history. `kept`: distributions of the history by their label;
        one that may not be divided keeps its name, also where no union of today has it. `first`: how many
        rows other families have before.
        """
        wanted, known = sides
        after = published.cells.history
        keys = union(after.keys, wanted.keys)

        def each(of: Decision, values: np.ndarray, otherwise: object) -> np.ndarray:
            return looked_up(keys, of.history.keys, values, otherwise)

        def labels(of: Decision) -> Labels:
            names = np.append(of.history.labels.names.astype(object), NO_CELL)
            return Labels(names, each(of, of.history.labels.numbers, len(names) - 1))

        cells, distributions = published.cells, published.distributions
        columns = {
            "is_newest": each(cells, cells.is_newest, False),
            "is_changed": each(cells, cells.joined | cells.corrected, False),
            "is_held": among(keys, cells.held),
            "is_kept": among(keys, after.keys),
            "is_bound": each(cells, after.is_bound, False),
            **_of_history("", keys, cells, known),
            **_of_history("distribution_", keys, distributions, known),
        }
        columns |= {
            f"has_{phase}": looked_up(keys, known.keys, known.columns[f"has_{phase}"], False)
            for phase in PHASES
        }
        today = {label_of_union(name, one): one for name, one in published.unions.items()}
        named = dict(kept) | today
        return cls(
            family, keys, labels(cells), labels(distributions), codes, named, columns,
            wanted.keys, first,
        )  # fmt: skip

    def rows(self, batch: pa.RecordBatch, *, is_newest_data: bool) -> pa.RecordBatch:
        """The rows of measurements of the newest data (OWN_OF_NEWEST), or of those that only the history has (OWN)."""
        if not is_newest_data:
            batch = batch.filter(
                pa.array(self._is_history_only(batch["measurement_key"].to_numpy()))
            )
        at = np.searchsorted(self.keys, batch["measurement_key"].to_numpy())
        of = {name: values[at] for name, values in self.columns.items()}
        of |= {name: batch[name] for name in ("measurement_key", "person_number")}
        of["service_key"] = batch["service_key"].fill_null(0)
        of |= self._cells(batch, at, is_newest_data=is_newest_data) | self._distributions(at)
        of |= self._forms(batch, at, of, is_newest_data=is_newest_data)
        for prefix in ("", "distribution_"):
            atoms = of[f"{prefix}atom_number"]
            of[f"{prefix}atom_number"] = pa.array(atoms, mask=atoms == NO_ATOM)
        same = {
            "questionnaire_code": self.family[0],
            "family_key": self.family[1],
            "minimum_person_count": MINIMUM_GROUP_SIZES.persons,
            "minimum_uncoded_count": MINIMUM_GROUP_SIZES.persons_without_code,
        }
        of |= {
            name: _numbered(np.zeros(len(at), np.int32), [value]) for name, value in same.items()
        }
        return pa.record_batch([_as(of[field.name], field.type) for field in SCHEMA], schema=SCHEMA)

    def _is_history_only(self, keys: np.ndarray) -> np.ndarray:
        return among(keys, self.keys) & ~among(keys, self.wanted_keys)

    def _cells(self, batch: pa.RecordBatch, at: np.ndarray, *, is_newest_data: bool) -> Columns:
        """Status, period, pairing status and service of the cell; without one, where it would be."""
        numbers = self.labels.numbers[at]
        parts = [
            name.split("/") if name != NO_CELL else None for name in self.labels.names.tolist()
        ]
        is_published = np.array([part is not None for part in parts])[numbers]
        services = [int(part[2]) if part else None for part in parts]
        periods = np.array([int(part[0]) if part else 0 for part in parts], dtype=np.int32)
        others = batch["pairing_status_code"].dictionary_encode()
        names = [*(part[1] if part else None for part in parts), *others.dictionary.to_pylist()]
        status = np.where(is_published, numbers, len(parts) + others.indices.to_numpy())
        own_period = batch["period_key"].fill_null(0).to_numpy()
        place = np.where(is_published, 0, 1 if is_newest_data else 2)
        return {
            "status_code": _numbered(place, _STATUSES),
            "period_key": np.where(is_published, periods[numbers], own_period),
            "pairing_status_code": _numbered(status, names),
            f"{CELL}_service_key": _numbered(numbers, services),
            f"{CELL}_service_code": _numbered(
                numbers, [self.codes.get(one) if one else None for one in services]
            ),
        }

    def _distributions(self, at: np.ndarray) -> Columns:
        numbers, names = self.unions.numbers[at], self.unions.names.tolist()
        unions = [self.union_of.get(name) if name != NO_CELL else None for name in names]
        return {
            f"{DISTRIBUTION}_service_key": _numbered(
                numbers, [u and u.service_key for u in unions]
            ),
            f"{DISTRIBUTION}_service_code": _numbered(numbers, [u and u.code for u in unions]),
        }

    def _forms(
        self, batch: pa.RecordBatch, at: np.ndarray, of: Columns, *, is_newest_data: bool
    ) -> Columns:
        """The form of each phase: the newest, or a number below zero for what the history has."""
        is_older = (self.labels.names != NO_CELL)[self.labels.numbers[at]] & ~of["is_newest"]
        older = -(self.first + at.astype(np.int64) + 1) * 10
        found: Columns = {}
        for number, phase in enumerate(PHASES):
            column = f"{phase}_submission_key"
            newest = batch[column].fill_null(0).to_numpy() if is_newest_data else np.int64(0)
            forms = np.where(is_older, np.where(of[f"has_{phase}"], older - number, 0), newest)
            found[column] = pa.array(forms, mask=forms == 0)
        return found


def _of_history(prefix: str, keys: np.ndarray, decision: Decision, known: Side) -> Columns:
    """Atom, whether new to it, and how many versions were published in it."""
    after = decision.history
    atoms = looked_up(keys, after.keys, after.atoms, NO_ATOM)
    before = known.columns[f"{prefix}version_count"]
    counts = looked_up(keys, known.keys, before, 0)
    counts = counts + looked_up(keys, after.keys, decision.corrected, False)
    counts[looked_up(keys, after.keys, decision.joined, False)] = 1
    counts[atoms == NO_ATOM] = 0
    return {
        f"{prefix}atom_number": atoms,
        f"{prefix}is_new": looked_up(keys, after.keys, after.is_new, False),
        f"{prefix}version_count": counts,
    }


def _numbered(numbers: np.ndarray, values: Sequence[Any]) -> pa.Array:
    """The value of each number; None is null."""
    known = [value for value in values if value is not None]
    # Each value once: what reads it may count on that.
    places = {value: place for place, value in enumerate(dict.fromkeys(known))}
    place_of = np.array([places.get(value, -1) for value in values], dtype=np.int32)[numbers]
    return pa.DictionaryArray.from_arrays(
        pa.array(place_of, mask=place_of < 0), pa.array([*places])
    )


def _as(values: Any, kind: pa.DataType) -> pa.Array:
    array = values if isinstance(values, pa.Array) else pa.array(values)
    if pa.types.is_dictionary(array.type) and not pa.types.is_dictionary(kind):
        return array.dictionary.cast(kind).take(array.indices)
    return array.cast(kind)
