"""The shape of dbt's graph: two questions of dbt-labs' project evaluator (docs/decisions/0008)."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

from orchestration.warehouse import dbt_manifest

# The evaluator's own threshold.
MOST_PARENTS = 6


@cache
def parents() -> dict[str, frozenset[str]]:
    """Name of a model -> what it reads: models, seeds and sources."""
    nodes = json.loads(dbt_manifest.ensure_manifest().read_bytes())["nodes"].values()
    return {
        node["name"]: frozenset(each.split(".", 2)[2] for each in node["depends_on"]["nodes"])
        for node in nodes
        if node["resource_type"] == "model"
    }


def test_no_model_joins_more_than_six_others():
    assert {name: len(read) for name, read in parents().items() if len(read) > MOST_PARENTS} == {}


def test_what_a_model_reads_comes_one_way():
    """A model and a part of it that nothing else reads do not read the same: the part passes it on."""
    readers = Counter(each for read in parents().values() for each in read)
    twice = {
        (upstream, part, name)
        for name, read in parents().items()
        for part in read
        if readers[part] == 1
        for upstream in read & parents().get(part, frozenset())
    }
    assert twice == set()
