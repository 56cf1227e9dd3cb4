"""Dagster's event log held open for a run: the same events, in files that are opened once."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import dagster as dg
import sqlalchemy

from orchestration.assets.event_log import held_open


@dg.multi_asset(specs=[dg.AssetSpec(f"table_{n}") for n in range(9)])
def tables():
    for n in range(9):
        yield dg.MaterializeResult(asset_key=f"table_{n}", metadata={"rows": n})


def run_once(home: Path, *, is_held: bool) -> tuple[list[tuple[str, str]], int]:
    """Kind and asset of the events that another instance reads afterwards, and how often a run
    opened a file of events."""
    home.mkdir()
    opened: list[str] = []

    def count(dialect, record, arguments, parameters):
        opened.append(Path(arguments[0]).parent.name)

    no_log = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with dg.DagsterInstance.local_temp(str(home)) as instance:
        hold = held_open(instance) if is_held else nullcontext()
        sqlalchemy.event.listen(sqlalchemy.Engine, "do_connect", count)
        try:
            with hold:
                result = dg.materialize([tables], instance=instance, run_config=no_log)
        finally:
            sqlalchemy.event.remove(sqlalchemy.Engine, "do_connect", count)
    with dg.DagsterInstance.local_temp(str(home)) as instance:
        latest = instance.get_latest_materialization_event(dg.AssetKey("table_8"))
        assert latest.asset_materialization.metadata["rows"].value == 8
        logged = [entry.dagster_event for entry in instance.all_logs(result.run_id)]
    return [(e.event_type_value, str(e.asset_key)) for e in logged if e], opened.count("runs")


def test_the_history_is_the_same_and_its_files_are_opened_a_few_times(tmp_path):
    plain, opened_for_each = run_once(tmp_path / "plain", is_held=False)
    held, opened_once = run_once(tmp_path / "held", is_held=True)
    assert held == plain
    # Dagster makes and looks over the tables of the two files; then each is opened once.
    assert opened_once < 10
    assert opened_for_each > len(plain) > 20


def test_the_methods_are_given_back_when_a_run_breaks(tmp_path):
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        log = instance.event_log_storage
        before = log.run_connection, log.index_connection
        try:
            with held_open(instance):
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass
        assert (log.run_connection, log.index_connection) == before
