"""Stage raw: deliveries read into submissions and answers, or refused with a reason."""

from collections import Counter
from collections.abc import Iterator

import dagster as dg

from orchestration.assets import seen_files
from orchestration.assets.labels import OWNERS, PSEUDONYMISED
from orchestration.assets.landing import landing
from orchestration.assets.run_resource import Run
from orchestration.intake.landing import settled
from orchestration.intake.record import ACCEPTED, FAILED, ON_HOLD, REFUSED, Record
from orchestration.intake.take import take

_EARLIER_NAMES = "registers/earlier_names.csv"
_EVERY_DELIVERY = "every_delivery_accepted"
# Lines of the table of deliveries on Dagster's page.
_MOST_LISTED = 200
_LINE = dg.TableSchema(
    [
        dg.TableColumn("delivery", "string"),
        dg.TableColumn("sender", "string"),
        dg.TableColumn("status", "string"),
        dg.TableColumn("questionnaire", "string"),
        dg.TableColumn("rows_read", "int"),
        dg.TableColumn("rows_used", "int"),
        dg.TableColumn("reasons", "string"),
    ]
)
_WORDS = {
    ACCEPTED: "accepted",
    ON_HOLD: "on hold until a person decides",
    REFUSED: "refused",
    FAILED: "failed, to be tried again",
}


@dg.asset(
    group_name="deliveries",
    deps=[landing],
    owners=OWNERS,
    tags=PSEUDONYMISED,
    kinds={"parquet"},
    description="Submissions and answers of every accepted delivery, the codebook and the registers."
    " Respondent codes are pseudonyms here. The deliveries that a run read are an observation.",
    check_specs=[
        dg.AssetCheckSpec(
            _EVERY_DELIVERY,
            asset="raw",
            description="Every delivery that this run read was accepted. A warning: the others are"
            " published without it, and its sender gets a receipt that says why.",
        )
    ],
)
def raw(
    context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.MaterializeResult]:
    """Take every file that has to be read in one batch; a bad one never holds up another."""
    declared, arrivals = run.declared, run.waiting
    with run.stage("raw") as step:
        if left := arrivals and seen_files.seconds_left(context.run_tags, declared, arrivals):
            arrivals = settled(run.root.landing, arrivals, left)
        records = take(
            declared,
            arrivals,
            lambda done, total, _: step.say(f"{done}/{total} deliveries"),
        )
        counts = Counter(str(record.status) for record in records)
        step.say(_summary(counts, run.names_kept))
    if records:
        context.log_event(_observation(records))
    others = sum(count for status, count in counts.items() if status != ACCEPTED)
    yield dg.MaterializeResult(
        metadata={
            **{f"deliveries_{status}": count for status, count in sorted(counts.items())},
            "earlier_names_kept": run.names_kept,
            "dagster/row_count": sum(record.counts.get("used", 0) for record in declared.records),
            "folder": dg.MetadataValue.path(str(run.root.raw)),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=_EVERY_DELIVERY,
                passed=others == 0,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"not_accepted": others},
            )
        ],
    )


def _summary(counts: Counter[str], names_kept: int) -> str:
    parts = [f"{counts[status]} {word}" for status, word in _WORDS.items() if counts[status]]
    parts += [f"{names_kept} earlier names of services kept in {_EARLIER_NAMES}"] * bool(names_kept)
    return ", ".join(parts) or "nothing new"


def _observation(records: list[Record]) -> dg.AssetObservation:
    """The deliveries that this run read, as one table: an event for each would cost more than to
    read it. Those that were not accepted come first, and of very many only the first are listed.
    """
    listed = sorted(records, key=lambda record: record.status == ACCEPTED)[:_MOST_LISTED]
    lines = [dg.TableRecord(_line(record)) for record in listed]
    metadata = {"deliveries": len(records), "first_deliveries": dg.TableMetadataValue(lines, _LINE)}
    return dg.AssetObservation(asset_key="raw", metadata=metadata)


def _line(record: Record) -> dict[str, str | int]:
    """One delivery by its id; no file name, which may name a person."""
    return {
        "delivery": record.short_id,
        "sender": record.sender_code,
        "status": str(record.status),
        "questionnaire": record.questionnaire_code or "not recognised",
        "rows_read": record.counts.get("read", 0),
        "rows_used": record.counts.get("used", 0),
        "reasons": "\n".join(reason["en"] for reason in record.reasons),
    }
