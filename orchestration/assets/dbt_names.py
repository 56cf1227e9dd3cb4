"""How dbt's models and tests appear in Dagster: keys, groups, owners, tags, descriptions.

Belongs here: what is derived from dbt's manifest. Does not belong here: building (warehouse).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings
from dagster_dbt.asset_utils import get_asset_check_key_for_test

from expectations.contracts import words
from orchestration.assets.labels import AGGREGATED, OWNERS, PSEUDONYMISED
from orchestration.assets.raw import raw

# Schemas whose tables hold no row about one person.
_ABOUT_GROUPS = frozenset({"marts", "quality", "seeds"})
_TAG = re.compile(r"`[^`]*`|<")


class DbtNames(DagsterDbtTranslator):
    """dbt's sources are the tables of raw; models are in a group named after their schema."""

    def __init__(self) -> None:
        super().__init__(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True))

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """One key for all of raw, else the name of the model or seed."""
        if dbt_resource_props["resource_type"] == "source":
            return raw.key
        return dg.AssetKey(dbt_resource_props["name"])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The schema: restricted, quality, marts or seeds."""
        return dbt_resource_props["schema"]

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The description in dbt's YAML, without its SQL."""
        return shown(dbt_resource_props.get("description") or dbt_resource_props["name"])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:  # noqa: ARG002
        """All models have the same owner."""
        return OWNERS

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        """dbt's own tags, and how closely the rows describe people."""
        about_groups = dbt_resource_props["schema"] in _ABOUT_GROUPS
        own = AGGREGATED if about_groups else PSEUDONYMISED
        return {**super().get_tags(dbt_resource_props), **own}

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: Any
    ) -> dg.AssetCheckSpec | None:
        """A check for each test that a run asks; generic tests are left to the gate."""
        node = manifest["nodes"][unique_id]
        if not _is_asked_in_a_run(node):
            return None
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        sentence = f"{node['name'].replace('_', ' ').capitalize()}."
        return spec and spec._replace(description=shown(node.get("description") or sentence))


def as_shown(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """dbt's manifest with the models that Dagster shows: the tables of a release and those that a test asks about.

    Every other table is shown as a part of the models that read it, as an ephemeral model is. A run notes
    three events for each asset: 65 such tables took 0.6 of the 17 CPU seconds of a run.
    """
    nodes, names = manifest["nodes"], DbtNames()
    checks = (
        check_key_of(manifest, names, each) for each in nodes if _is_asked_in_a_run(nodes[each])
    )
    asked = {check.asset_key for check in checks if check}

    def of(node: dict[str, Any]) -> dict[str, Any]:
        if node["resource_type"] != "model" or node["schema"] in _ABOUT_GROUPS:
            return node
        if names.get_asset_key(node) in asked:
            return node
        return {**node, "config": {**node["config"], "materialized": "ephemeral"}}

    return {**manifest, "nodes": {each: of(node) for each, node in nodes.items()}}


def _is_asked_in_a_run(node: Mapping[str, Any]) -> bool:
    """Whether it is a test, and no generic one: those are left to the gate."""
    return node["resource_type"] == "test" and "test_metadata" not in node


def shown(markdown: str) -> str:
    """A description as Dagster's page shows it: there `<code>` outside backticks would vanish."""
    return _TAG.sub(lambda found: "&lt;" if found[0] == "<" else found[0], markdown)


def column_descriptions(manifest: Mapping[str, Any], unique_id: str) -> dict[str, str]:
    """Column -> what dbt's YAML says of it, or what a published column of that name means."""
    known = words.load()
    described = {
        name: column["description"] or (known[name].description["en"] if name in known else "")
        for name, column in manifest["nodes"][unique_id]["columns"].items()
    }
    return {name: text for name, text in described.items() if text}


def check_key_of(
    manifest: Mapping[str, Any], names: DbtNames, unique_id: str
) -> dg.AssetCheckKey | None:
    """The key of the check that a dbt test is shown as, if it is shown."""
    return get_asset_check_key_for_test(manifest, names, unique_id, None)
