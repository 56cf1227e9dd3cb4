"""Stage warehouse: every table of a release as an asset, every dbt test that a run asks as its check.

The warehouse is one file that is built whole, so whichever models are selected, all are built.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets

from orchestration.assets.dbt_names import DbtNames, as_shown, check_key_of, column_descriptions
from orchestration.assets.labels import AGGREGATED, OWNERS
from orchestration.assets.run_resource import JOB, Run
from orchestration.core import disk_problems
from orchestration.core.errors import UserError
from orchestration.warehouse import build, dbt_manifest

MANIFEST = as_shown(json.loads(dbt_manifest.ensure_manifest().read_bytes()))
_NAMES = DbtNames()


@dbt_assets(
    manifest=MANIFEST,
    dagster_dbt_translator=_NAMES,
    name="warehouse",
    exclude="resource_type:seed",  # They come with the code.
)
def warehouse(context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]) -> Iterator[Any]:
    """Build the whole warehouse in a scratch file in this process, then swap it in."""
    root = run.root
    with run.stage("warehouse") as step:
        if context.job_name == JOB and not context.run.asset_selection and run.changes_nothing:
            # Without its tables, Dagster skips the stages after it.
            step.say("the new files changed nothing that is published: nothing is built")
            return
        built = build.build(
            root.raw,
            root.warehouse.parent / "scratch",
            lambda name, _: step.say(name),
            history=run.made_from.folder,
            variables=run.declared.settings.variables,
            memory_bytes=run.declared.settings.warehouse_memory_bytes,
            spark_master=run.declared.settings.spark,
        )
        yield from _events(context, built.results)
        if not built.passed:
            failed = [result for result in built.results if result.failed]
            # On the terminal only: an error of the database may quote a value.
            said = "; ".join(f"{result.name}: {result.message}" for result in failed)
            step.say(said)
            if sentence := disk_problems.sentence(said, root):
                raise UserError(sentence)
            raise dg.Failure(f"dbt failed in {', '.join(result.name for result in failed)}.")
        build.swap_in(built.database, root.warehouse)
        step.say(f"{len(built.results)} models, seeds and tests")


def _seeds() -> Iterator[dg.AssetSpec]:
    """dbt's seeds as assets that nobody materialises."""
    for node in MANIFEST["nodes"].values():
        if node["resource_type"] == "seed":
            yield dg.AssetSpec(
                _NAMES.get_asset_key(node),
                group_name=_NAMES.get_group_name(node),
                description=_NAMES.get_description(node),
                owners=OWNERS,
                tags=AGGREGATED,
                kinds={"csv"},
            )


seeds = list(_seeds())


def mart_keys(assets: dg.AssetsDefinition) -> list[dg.AssetKey]:
    """Keys of the tables that a release consists of, and of the counts they are held to."""
    groups = assets.group_names_by_key
    return sorted(key for key in assets.keys if groups[key] in ("marts", "quality"))


def _events(
    context: dg.AssetExecutionContext, results: Iterable[build.NodeResult]
) -> Iterator[Any]:
    """dbt's results as Dagster's events: those selected as results, other assets as log entries.

    The rows of the tables that are no assets are one line of its log.
    """
    between: list[str] = []
    for result in results:
        if result.resource_type == "test":
            check_key = check_key_of(MANIFEST, _NAMES, result.unique_id)
            if check_key in context.selected_asset_check_keys:
                yield dg.AssetCheckResult(
                    asset_key=check_key.asset_key,
                    check_name=check_key.name,
                    passed=result.passed,
                    metadata={"message": result.message or ""},
                )
        elif result.passed and result.resource_type == "model":
            key = dg.AssetKey(result.name)
            if key in context.selected_asset_keys:
                yield dg.MaterializeResult(asset_key=key, metadata=_metadata(result))
            elif key in warehouse.keys:
                context.log_event(dg.AssetMaterialization(key, metadata=_metadata(result)))
            elif result.row_count is not None:
                between.append(f"{result.name} {result.row_count}")
    context.log.info(f"Rows of the other tables: {', '.join(between)}")


def _metadata(result: build.NodeResult) -> Mapping[str, Any]:
    """Row count and columns."""
    if result.row_count is None:
        return {}
    described = column_descriptions(MANIFEST, result.unique_id)
    columns = [
        dg.TableColumn(name, type_, description=described.get(name))
        for name, type_ in result.columns
    ]
    return {
        "dagster/row_count": result.row_count,
        "dagster/column_schema": dg.TableSchema(columns),
    }
