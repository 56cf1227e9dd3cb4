"""Tables of measurements, batch by batch, to the arrays of the rule.

Belongs here: the shape of those tables. Pure. Does not belong here: reading them (a dbt model does
it), the rule, or its decision as rows (decided_rows).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.privacy.columns import Labels, among
from orchestration.privacy.history import (
    NO_ATOM,
    NO_CELL,
    NO_PERSON,
    NO_VALUE,
    Content,
    History,
    Measurements,
    Version,
)
from orchestration.privacy.uniform import Scale

PHASES = ("start", "end", "single")
CELL, DISTRIBUTION = "publication_cell", "distribution"
# Column -> what stands for null. Of the newest data, and of the history.
WANTED = {"measurement_key": 0, "person_number": NO_PERSON}
KNOWN = {
    **WANTED,
    **{f"{prefix}atom_number": NO_ATOM for prefix in ("", "distribution_")},
    **{f"{prefix}is_new": False for prefix in ("", "distribution_")},
    **{f"{prefix}version_count": 0 for prefix in ("", "distribution_")},
    **dict.fromkeys(("is_bound", "is_expired", *(f"has_{phase}" for phase in PHASES)), False),
}
LABELLED = ("period_key", "pairing_status_code")
SCORES = ("indicator_keys", *(f"{phase}_scores" for phase in PHASES))
# Measurement -> version, None for the newest data -> content, where these differ from the history.
Versions = Mapping[int, Mapping[int | None, Content]]
# Indicator -> its scale, in the unit of scores in these tables.
Scales = Mapping[int, Scale | None]
# A column of scores: its phase, or _CHANGE, and its indicator.
Score = tuple[str, int]
_CHANGE = "change"
# Starts, ends, changes, single scores.
_KINDS = ("start", "end", _CHANGE, "single")
_NEWEST: Content = {}


@dataclass(frozen=True)
class Side:
    """The newest data, or the history, of one family: a row per measurement, in order of keys.

    `columns`: those of WANTED or KNOWN. `labels`: of the cell, and in the history of the distribution.
    `scores`: the columns in which anybody has a score; NO_VALUE for who has none.
    """

    columns: Mapping[str, np.ndarray]
    labels: Mapping[str, Labels]
    scores: Mapping[Score, np.ndarray]
    versions: Versions

    @classmethod
    def read(
        cls,
        batches: Iterable[pa.RecordBatch],
        count: int,
        missing: Mapping[str, int | bool],
        kinds: Sequence[str],
        versions: Versions,
    ) -> Side:
        """From `count` rows in any order: columns `missing`, LABELLED, SCORES, and the service of each kind."""
        columns = {n: np.zeros(count, _dtype(n, value)) for n, value in missing.items()}
        labels = {kind: _Texts(count) for kind in kinds}
        scores: dict[Score, np.ndarray] = {}
        start = 0
        for batch in batches:
            rows = slice(start, start + len(batch))
            for name, otherwise in missing.items():
                filled = batch[name].fill_null(otherwise)
                columns[name][rows] = filled.to_numpy(zero_copy_only=False)
            for kind, texts in labels.items():
                texts.put(rows, label_texts(batch, kind))
            _put_scores(scores, batch, start, count)
            start += len(batch)
        order = np.argsort(columns["measurement_key"])
        return cls(
            {name: columns.pop(name)[order] for name in list(columns)},
            {kind: texts.labels[order] for kind, texts in labels.items()},
            {name: scores.pop(name)[order] for name in list(scores)},
            versions,
        )

    @property
    def keys(self) -> np.ndarray:
        """Measurement keys."""
        return self.columns["measurement_key"]

    def values(self, columns: Sequence[Score]) -> np.ndarray:
        """A column for each of these scores."""
        found = np.empty((len(self.keys), len(columns)), dtype=np.int64, order="F")
        for number, (kind, indicator) in enumerate(columns):
            found[:, number] = NO_VALUE
            if (kind, indicator) in self.scores:
                found[:, number] = self.scores[kind, indicator]
            elif kind == _CHANGE and _has_change(self.scores, indicator):
                start, end = (self.scores[phase, indicator] for phase in ("start", "end"))
                both = (start != NO_VALUE) & (end != NO_VALUE)
                np.subtract(end, start, out=found[:, number], where=both)
        return found

    def measurements(self, columns: Sequence[Score], scales: Scales) -> Measurements:
        """What the newest data would publish; `scales` by indicator."""
        contents = {key: self.versions[key].get(None, _NEWEST) for key in self._with_versions()}
        return Measurements(
            self.keys,
            self.columns["person_number"],
            self.labels[CELL],
            self.values(columns),
            contents=contents,
            # A change has no ends of its own.
            scales=tuple(None if kind == _CHANGE else scales.get(one) for kind, one in columns),
        )

    def _with_versions(self) -> dict[int, int]:
        """The row of each measurement whose contents differ from the history."""
        rows = np.flatnonzero(among(self.keys, np.array([*self.versions], dtype=np.int64)))
        return dict(zip(self.keys[rows].tolist(), rows.tolist(), strict=True))

    def histories(self, columns: Sequence[Score]) -> tuple[History, History]:
        """What was last published of cells and of distributions."""
        values = self.values(columns)
        return (
            self._history(CELL, "", values),
            self._history(DISTRIBUTION, "distribution_", values),
        )

    def _history(self, kind: str, prefix: str, values: np.ndarray) -> History:
        last, counts = self.columns["version_count"], self.columns[f"{prefix}version_count"]
        contents: dict[int, Content] = {}
        earlier: dict[int, tuple[Version, ...]] = {}
        for key, row in self._with_versions().items():
            newest, versions = int(last[row]), self.versions[key]
            contents[key] = versions[newest]
            older = range(newest - int(counts[row]) + 1, newest)
            earlier[key] = tuple(((), versions.get(number, {})) for number in older)
        return History(
            self.keys,
            self.columns["person_number"],
            self.labels[kind],
            values,
            self.columns[f"{prefix}atom_number"],
            self.columns[f"{prefix}is_new"],
            {key: versions for key, versions in earlier.items() if versions},
            self.columns["is_bound"],
            contents=contents,
        )


def score_columns(*sides: Side) -> list[Score]:
    """The columns of scores that any of the sides has, kind by kind."""
    found = {score for side in sides for score in side.scores}
    found |= {
        (_CHANGE, indicator)
        for side in sides
        for _, indicator in side.scores
        if _has_change(side.scores, indicator)
    }
    return sorted(found, key=lambda score: (_KINDS.index(score[0]), score[1]))


def _has_change(scores: Mapping[Score, np.ndarray], indicator: int) -> bool:
    return ("start", indicator) in scores and ("end", indicator) in scores


def label_texts(batch: pa.RecordBatch, kind: str) -> pa.Array:
    """Period, pairing status and service of the cell or distribution; NO_CELL without one."""
    parts = [*(batch[name] for name in LABELLED), batch[f"{kind}_service_key"]]
    each = [part.cast(pa.string()) for part in parts]
    return pc.binary_join_element_wise(*each, "/").fill_null(NO_CELL)


class _Texts:
    """Texts of `count` rows while they come in, as numbers in order of appearance."""

    def __init__(self, count: int) -> None:
        self._numbers = np.zeros(count, dtype=np.int32)
        self._number_of: dict[str, int] = {}

    def put(self, rows: slice, texts: pa.Array) -> None:
        encoded = texts.dictionary_encode()
        known = self._number_of
        names = encoded.dictionary.to_pylist()
        of_each = np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int32)
        self._numbers[rows] = of_each[encoded.indices.to_numpy()]

    @property
    def labels(self) -> Labels:
        named = Labels.of(np.array([*self._number_of], dtype=str))
        return Labels(
            named.names, named.numbers[self._numbers] if self._number_of else self._numbers
        )


def _put_scores(
    scores: dict[Score, np.ndarray], batch: pa.RecordBatch, start: int, count: int
) -> None:
    """Add the scores of a batch; a column exists from the first score in it."""
    parents = pc.list_parent_indices(batch["indicator_keys"]).to_numpy()
    indicators = pc.list_flatten(batch["indicator_keys"])
    for indicator in pc.unique(indicators).to_pylist():
        these = pc.equal(indicators, indicator)
        rows = start + parents[these.to_numpy(zero_copy_only=False)]
        for phase in PHASES:
            values = pc.list_flatten(batch[f"{phase}_scores"]).filter(these)
            if values.null_count == len(values):
                continue
            if (phase, indicator) not in scores:
                scores[phase, indicator] = np.full(count, NO_VALUE, dtype=np.int64)
            scores[phase, indicator][rows] = values.fill_null(int(NO_VALUE)).to_numpy()


def _dtype(name: str, missing: int | bool) -> type:
    if isinstance(missing, bool):
        return np.bool_
    return np.int32 if name.endswith(("version_count", "atom_number")) else np.int64
