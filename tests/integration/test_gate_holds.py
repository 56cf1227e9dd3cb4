"""When the gate says no: nothing is published, by no way, until the data are mended."""

import json

import dagster as dg
import pytest

from orchestration.definitions import definitions
from orchestration.progress import Silent
from orchestration.refresh import HELD
from orchestration.state import state
from tests.exports import HEADER, xlsx
from tests.roots import SERVICES, Workplace, many, new_root


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("held")
    place = new_root(folder)
    place.land(xlsx(folder / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)]), "ngo/a.xlsx")
    assert place.run().exit_code == 0
    return place


def _materialise_published(place: Workplace) -> bool:
    defs = definitions(place.settings, Silent())
    job = dg.define_asset_job("alone", selection=["published"])
    alone = dg.Definitions.merge(defs, dg.Definitions(jobs=[job])).resolve_job_def("alone")
    with dg.DagsterInstance.ephemeral() as instance:
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        return alone.execute_in_process(
            run_config=quiet, instance=instance, raise_on_error=False
        ).success


def test_a_broken_blocking_rule_holds_the_candidate_and_publishing_alone_does_not_go_past_it(
    released,
):
    before = released.published_files()
    services = released.root.registers / "services.csv"
    services.write_text(
        SERVICES.replace("Lahden paja,", "Lahden paja,matti.meikalainen@example.org,")
    )
    outcome = released.run()
    assert outcome.exit_code == HELD
    assert outcome.state["held"] == [
        rule for rule in outcome.state["held"] if rule.startswith("dim_service.")
    ]
    assert outcome.state["held"]
    assert released.published_files() == before
    waiting = json.loads((released.root.published / "status.json").read_text())["waiting"]
    assert waiting["status_code"] == "held"
    assert (
        "meikalainen"
        not in json.dumps(waiting) + (released.root.candidate / "verdict.json").read_text()
    )

    assert not _materialise_published(released)
    assert released.published_files() == before

    # Held stays held without another run, and without a new look the data stay as they are.
    again = released.run()
    assert (again.exit_code, again.was_due) == (HELD, False)


def test_bytes_that_nobody_judged_are_not_published(released):
    before = released.published_files()
    services = released.root.registers / "services.csv"
    services.write_text(
        SERVICES.replace("Lahden paja", "Lahden toinen paja") + "kolmas,Lahden paja,,,,,,398\n"
    )
    assert released.run().exit_code == 0
    after = released.published_files()
    assert after != before
    changed = released.root.candidate / "dim_service.parquet"
    changed.write_bytes(changed.read_bytes() + b" ")
    assert not _materialise_published(released)
    assert released.published_files() == after
    assert state(released.settings)["release"] is not None
