"""Withdrawn consent: answers that were read and come later without consent.

Belongs here: recognising a submission by keyed hashes, so that "withdrawn" is known from "gone"
although nothing else is kept of a row without consent; and how many may be withdrawn without a
person. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert.shapes import REFUSALS, WITHOUT_CONSENT
from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.rows import Rows, times_of
from orchestration.ingest.redelivery.supersession import DeliveredRows
from orchestration.privacy.pseudonyms import keyed

_AT_ONCE = 100_000


def refusals_of(delivery_id: str, without_consent: pa.Table, secret: bytes) -> pa.Table:
    """A row of fingerprints, with the schema REFUSALS, for every row of WITHOUT_CONSENT."""
    columns = [without_consent[name].to_pylist() for name in WITHOUT_CONSENT.names]
    rows = [
        (delivery_id, *_fingerprints(row, secret), refuser(row.person, secret))
        for row in (
            Row(delivery_id, 0, *values, content=0) for values in zip(*columns, strict=True)
        )
    ]
    return pa.table(list(zip(*rows, strict=True)) or [[]] * 4, schema=REFUSALS)


def refuser(person: str | None, secret: bytes) -> str | None:
    """Keyed hash of who refuses, by which answers of theirs elsewhere are found; None without a code."""
    return keyed("refuser", person, secret) if person else None


@dataclass
class Withdrawals:
    """Delivery -> fingerprint of a submission refused in it -> its rows in earlier deliveries.

    `carried_out` are deleted; `on_hold` are not, until a person decides.
    """

    carried_out: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    on_hold: dict[str, dict[str, list[Row]]] = field(default_factory=dict)

    @property
    def rows(self) -> set[tuple[str, int]]:
        """(delivery id, row number) of what is deleted."""
        found = (row for refused in self.carried_out.values() for row in _rows_of(refused))
        return {row[:2] for row in found}


def find_withdrawn(
    deliveries: list[DeliveredRows], refused: Mapping[str, pa.Table], secret: bytes, most: int
) -> Withdrawals:
    """Find the earlier rows of submissions that refuse consent in a later delivery.

    `deliveries` are those of one form in their order. A submission is listed under the first
    delivery that refuses it. One that would withdraw more than `most` people needs a decision: a
    wrong column may look like many who changed their mind at once.
    """
    found, known = Withdrawals(), _KnownRows(_refusers(refused.values()), secret)
    for place, delivered in enumerate(deliveries):
        refusals = _by_fingerprint(refused[delivered.delivery_id])
        if not refusals:
            continue
        known.add_up_to(deliveries[:place])
        again, taken = known.of(refusals), found.rows
        now = {row.key for row in delivered.rows.at(times_of(row for _, row in again)).listed()}
        hits: dict[str, list[Row]] = {}
        for hit, row in again:
            if row.key not in now and row[:2] not in taken:
                hits.setdefault(hit, []).append(row)
        is_decided = delivered.decision is not None or _count_people(hits) <= most
        if hits:
            (found.carried_out if is_decided else found.on_hold)[delivered.delivery_id] = hits
    return found


def _refusers(refused: Iterable[pa.Table]) -> set[str] | None:
    """Who refuses, of those with a code; None if that is not known: raw of an earlier Mukana."""
    tables = [table for table in refused if table.num_rows]
    if any(table["refuser_fingerprint"].null_count == table.num_rows for table in tables):
        return None
    return people_of(tables)


class _KnownRows:
    """The rows of earlier deliveries by their fingerprints, each of which is made once; only of rows
    that may be refused by these people (None: by anybody), or by people without a code.
    """

    def __init__(self, people: Collection[str] | None, secret: bytes) -> None:
        self._people, self._secret = people, secret
        self._delivery_count, self._row_count = 0, 0
        self._who: dict[str, str] = {}
        self._by_fingerprint: dict[str, list[tuple[int, Row]]] = {}

    def add_up_to(self, deliveries: list[DeliveredRows]) -> None:
        """Take in the deliveries that are not known yet."""
        for delivered in deliveries[self._delivery_count :]:
            for row in self._likely(delivered.rows).listed():
                self._row_count += 1
                for one in dict.fromkeys(filter(None, _fingerprints(row, self._secret))):
                    self._by_fingerprint.setdefault(one, []).append((self._row_count, row))
        self._delivery_count = len(deliveries)

    def _likely(self, rows: Rows) -> Rows:
        """What is refused by a response number may be of anybody; else the person is the same."""
        if self._people is None:
            return rows
        theirs = _are_of(rows, self._people, self._who, self._secret)
        others = pc.or_(
            pc.is_valid(rows.table["response_id"]), pc.is_null(rows.table["person_key"])
        )
        return rows.where(pc.or_(theirs, others))

    def of(self, refusals: Mapping[str, str]) -> list[tuple[str, Row]]:
        """(what `refusals` has for it, row) of each row that they are about, in order of the rows."""
        numbered = dict(pair for one in refusals for pair in self._by_fingerprint.get(one, ()))
        found = []
        for _, row in sorted(numbered.items(), key=lambda item: item[0]):
            first = next(m for m in _fingerprints(row, self._secret) if m in refusals)
            found.append((refusals[first], row))
        return found


def people_of(refused: Iterable[pa.Table]) -> set[str]:
    """Keyed hashes of all people who refuse, by their code; REFUSALS in."""
    hashes = (table["refuser_fingerprint"].to_pylist() for table in refused)
    return {one for of_delivery in hashes for one in of_delivery if one}


def rows_of_people(
    deliveries: Iterable[Rows], people: Collection[str], secret: bytes
) -> list[tuple[int, str, Row]]:
    """The rows of these people: (number of the delivery, whose, row), in the order of the deliveries."""
    who: dict[str, str] = {}
    return [
        (number, who[str(row.person)], row)
        for number, rows in enumerate(deliveries)
        for row in rows.where(_are_of(rows, people, who, secret)).listed()
    ]


def _are_of(
    rows: Rows, people: Collection[str], who: dict[str, str], secret: bytes
) -> pa.ChunkedArray:
    """True for the rows of these people; whose they are is put into `who`."""
    codes = rows.table["person_key"].unique()
    theirs = []
    # The hash of anybody else is made again with the next delivery: to keep millions takes 0.2 GB each.
    for start in range(0, len(codes), _AT_ONCE):
        for person in filter(None, codes.slice(start, _AT_ONCE).to_pylist()):
            hashed = who.get(person) or str(refuser(person, secret))
            if hashed in people:
                who[person] = hashed
                theirs.append(person)
    return pc.is_in(rows.table["person_key"], pa.array(theirs, pa.string()))


def refused_elsewhere(
    refused: pa.Table, own: Rows, earlier: Collection[tuple[str, Row]]
) -> dict[str, list[Row]]:
    """Earlier rows of people who refuse in a delivery, from whichever sender and form, by person.

    `own` are the rows of the delivery itself: what is given again in it is not refused. `earlier` are
    rows of deliveries that came before and whose they are, without those that are withdrawn already.
    """
    people = people_of([refused])
    given = {row.key for row in own.at(times_of(row for _, row in earlier)).listed()}
    found: dict[str, list[Row]] = {}
    for who, row in earlier:
        if who in people and row.key not in given:
            found.setdefault(who, []).append(row)
    return found


def _count_people(refused: Mapping[str, list[Row]]) -> int:
    """How many people refuse: by respondent code, and without one each submission is a person."""
    return len({rows[0].person or fingerprint for fingerprint, rows in refused.items()})


def _rows_of(refused: Mapping[str, list[Row]]) -> Iterable[Row]:
    return (row for rows in refused.values() for row in rows)


def _by_fingerprint(refused: pa.Table) -> dict[str, str]:
    """Both fingerprints of a refused row -> its first."""
    pairs = list(
        zip(
            refused["submission_fingerprint"].to_pylist(),
            refused["person_fingerprint"].to_pylist(),
            strict=True,
        )
    )
    return {p: s for s, p in pairs if p} | {s: s for s, _ in pairs}


def _fingerprints(row: Row, secret: bytes) -> tuple[str, str | None]:
    """Hashes of a submission: of its key, and of who answered when, where both are known."""
    person = (row.person, row.answered_at)
    known = keyed("person at", repr(person), secret) if all(person) else None
    return keyed("submission", repr(row.key), secret), known
