"""Stage raw: deliveries read into submissions and answers, or refused with a reason."""

from collections import Counter
from collections.abc import Iterator

import dagster as dg

from orchestration.assets.landing import landing
from orchestration.assets.run_resource import Run
from orchestration.intake import take as room
from orchestration.intake.landing import settled
from orchestration.intake.ledger import ACCEPTED, Record


@dg.asset(
    group_name="deliveries",
    deps=[landing],
    kinds={"parquet"},
    description="Submissions and answers of every accepted delivery, the codebook and registers.",
    check_specs=[dg.AssetCheckSpec("every_delivery_read", asset="raw")],
)
def raw(
    context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.MaterializeResult]:
    """Take all that waits in one batch; a bad file is refused and never holds up another."""
    declared = run.declared
    with run.progress.stage("raw") as step:
        arrivals = declared.waiting()
        records = room.take(
            declared,
            settled(run.root.landing, arrivals, declared.settings.settle_seconds),
            lambda done, total, _: step.say(f"{done}/{total} deliveries"),
        )
        counts = Counter(record["status"] for record in records)
        step.say(_told(counts))
    for record in records:
        context.log_event(_event(record))
    bad = sum(count for status, count in counts.items() if status != ACCEPTED)
    yield dg.MaterializeResult(
        metadata=dict(sorted(counts.items())),
        check_results=[
            dg.AssetCheckResult(
                check_name="every_delivery_read",
                passed=bad == 0,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"not_accepted": bad},
            )
        ],
    )


def _told(counts: Counter[str]) -> str:
    words = {"accepted": "accepted", "refused": "refused", "failed": "failed, will be tried again"}
    told = [f"{counts[status]} {word}" for status, word in words.items() if counts[status]]
    return ", ".join(told) or "nothing new"


def _event(record: Record) -> dg.AssetObservation:
    """Each delivery visible by its own id; no file name, which may name a person."""
    metadata: dict[str, str | int] = {
        "delivery": record["delivery_id"][:12],
        "sender": record["sender_code"],
        "status": record["status"],
        "reasons": "\n".join(reason["en"] for reason in record.get("reasons", [])),
    }
    return dg.AssetObservation(asset_key="raw", metadata=metadata)
