"""Names of services, municipalities and areas: every text that means a code.

Belongs here: looking names up, and the national classifications' names, which are read from the
warehouse's seeds so that they are kept in one place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from orchestration.core.data_root import DBT_PROJECT
from orchestration.core.words import Words


def names_of(rows: Iterable[Mapping[str, str]], key: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Every text that means a code, with it: the code itself and its names."""
    for row in rows:
        texts = [row[key], *(text for column, text in row.items() if column.startswith(prefix))]
        yield from ((text, row[key]) for text in dict.fromkeys(texts) if text)


def unshared(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The names that only one code has: one that two codes share means neither."""
    listed = list(names)
    shared = {text for text, *_ in Words(listed).collisions}
    return [(text, code) for text, code in listed if text not in shared]


def seed_names(seed: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Every text that means a code of a seed of the warehouse, with it."""
    yield from names_of(seed_rows(seed), f"{prefix}_code", f"{prefix}_name_")


@lru_cache
def seed_rows(name: str) -> list[dict[str, str]]:
    """The rows of a seed of the warehouse, every cell text."""
    with (DBT_PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def captions(kind: str, services: list[dict[str, str]]) -> dict[str, str]:
    """Code -> the name that a message to a sender uses."""
    if kind == "service":
        return {row["service_code"]: row["name_fi"] for row in services}
    seed, prefix = {"municipality": ("municipalities", "municipality"), "area": ("regions", "region")}[kind]  # fmt: skip
    return {row[f"{prefix}_code"]: row[f"{prefix}_name_fi"] for row in seed_rows(seed)}


def areas_of_number(kind: str, number: str) -> list[str]:
    """Areas that had this number in any classification, today's first."""
    if kind != "area":
        return []
    code = number.zfill(2)
    history = [r["region_code"] for r in seed_rows("area_code_history") if r["old_code"] == code]
    return list(dict.fromkeys([code, *history]))
