"""Stage warehouse: every dbt model as an asset, every dbt test as its check."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.asset_utils import get_asset_check_key_for_test

from orchestration.assets.raw import raw
from orchestration.assets.run_resource import Run
from orchestration.warehouse import build as room

MANIFEST: dict[str, Any] = json.loads(room.ensure_manifest().read_bytes())


class _Names(DagsterDbtTranslator):
    """dbt's sources are the tables of raw; models stand in a group named after their schema."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """One key for all of raw, else the name of the model or seed."""
        if dbt_resource_props["resource_type"] == "source":
            return raw.key
        return dg.AssetKey(dbt_resource_props["name"])

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: Any
    ) -> dg.AssetCheckSpec | None:
        """A check for each test that a run asks."""
        if "test_metadata" in manifest["nodes"][unique_id]:  # a generic test: room.LEFT_TO_THE_GATE
            return None
        return super().get_asset_check_spec(asset_spec, manifest, unique_id, project)

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The schema: staging, restricted, cells, marts, quality or seeds."""
        return dbt_resource_props["schema"]


_NAMES = _Names(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True))


@dbt_assets(
    manifest=MANIFEST,
    dagster_dbt_translator=_NAMES,
    name="warehouse",
    exclude="resource_type:seed",  # They come with the code: shown as what the models read.
)
def warehouse(run: dg.ResourceParam[Run]) -> Iterator[Any]:
    """Build the whole warehouse in a scratch file in this process, then swap it in."""
    root = run.root
    with run.progress.stage("warehouse") as step:
        built = room.build(
            root.raw, root.warehouse.parent / "scratch", lambda name, _: step.say(name)
        )
        yield from _events(built.results)
        broken = [result for result in built.results if not result.passed]
        if broken:
            step.say("; ".join(f"{r.name}: {r.message}" for r in broken if r.status != "skipped"))
            raise dg.Failure(f"dbt: {', '.join(result.name for result in broken)}")
        room.swap_in(built.database, root.warehouse)
        step.say(f"{len(built.results)} models, seeds and tests")


def mart_keys(assets: dg.AssetsDefinition) -> list[dg.AssetKey]:
    """Keys of the tables that a release consists of, and of the counts they are held to."""
    groups = assets.group_names_by_key
    return sorted(key for key in assets.keys if groups[key] in ("marts", "quality"))


def _events(results: Iterable[room.NodeResult]) -> Iterator[Any]:
    """dbt's results as events of the engine: a row count per table, a check per test."""
    for result in results:
        if result.resource_type == "test":
            if (found := _check(result)) is not None:
                yield found
        elif result.passed and result.resource_type != "seed":
            metadata = {} if result.row_count is None else {"dagster/row_count": result.row_count}
            yield dg.MaterializeResult(asset_key=dg.AssetKey(result.name), metadata=metadata)


def _check(result: room.NodeResult) -> dg.AssetCheckResult | None:
    key = get_asset_check_key_for_test(MANIFEST, _NAMES, result.unique_id, None)
    if key is None:
        return None
    return dg.AssetCheckResult(
        asset_key=key.asset_key,
        check_name=key.name,
        passed=result.passed,
        metadata={"message": result.message or ""},
    )
