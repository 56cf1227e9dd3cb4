"""Stage candidate: the content tables as files, before they are validated."""

import dagster as dg

from orchestration.assets.labels import AGGREGATED, OWNERS
from orchestration.assets.run_resource import Run
from orchestration.assets.warehouse import mart_keys, warehouse
from orchestration.difference import explain
from orchestration.release import history_store, withdrawal
from orchestration.release.candidate import export


@dg.asset(
    group_name="release",
    deps=mart_keys(warehouse),
    owners=OWNERS,
    tags=AGGREGATED,
    kinds={"parquet"},
    description="Every table that would be published, as Parquet, with a manifest of hashes.",
)
def candidate(run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """Export the marts, with the fingerprint of what they were made from."""
    root, declared = run.root, run.declared
    with run.stage("candidate") as step:
        synthetic = declared.identity.is_synthetic
        manifest = export(
            root.warehouse, root.candidate, declared.fingerprint(), synthetic, step.say
        )
        inputs = declared.fingerprint(), declared.identity.key_id
        memory = declared.settings.warehouse_memory_bytes
        staged = history_store.stage(root, run.made_from, manifest["candidate_id"], inputs, memory)
        if removed := withdrawal.take_back(declared, staged):
            step.say(f"people have withdrawn: {len(removed)} older releases removed")
        moved = explain.explain(declared, run.made_from, manifest["candidate_id"])
        step.say(f"{moved} published figures would be others")
        rows = sum(table["row_count"] for table in manifest["tables"].values())
        step.say(f"{len(manifest['tables'])} tables, {rows} rows")
    return dg.MaterializeResult(
        metadata={
            "candidate_id": manifest["candidate_id"],
            "dagster/row_count": rows,
            "folder": dg.MetadataValue.path(str(root.candidate)),
            **{f"rows_{name}": table["row_count"] for name, table in manifest["tables"].items()},
        }
    )
