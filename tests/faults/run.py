"""Let every fault happen to a copy of one released root, and print how many were tried and held.

`python -m tests.faults.run`: with whole runs by Dagster and dbt, which takes minutes; the tests
do the same without building the warehouse, since no fault of the table changes what it is made of.
The exit code is 1 if any fault was not held.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from orchestration.cli import engine
from orchestration.cli.dagster_home import prepare_home
from orchestration.cli.root_status import root_status
from orchestration.core import disk_problems
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import earlier_names, leftovers, take
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.initialise import initialise
from orchestration.release import candidate_validation, inputs, reports
from orchestration.release.publish import publish
from tests.exports import HEADER, xlsx
from tests.faults.table import AGAIN, EITHER, NAMED, Fault, faults
from tests.roots import Workplace, many, new_root

Execute = Callable[..., list[str]]


@dataclass(frozen=True)
class Result:
    """What came of a fault; `problem` is empty if that is what has to come of it."""

    fault: Fault
    problem: str


def released_root(folder: Path) -> Workplace:
    """A root with an accepted and a refused delivery, and a release."""
    place = new_root(folder)
    place.land(xlsx(folder / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)]), "ngo/a.xlsx")
    (folder / "b.csv").write_text("a;b\n1;2\n")
    place.land(folder / "b.csv", "ngo/b.csv")
    place.release()
    home = prepare_home(place.root)
    import dagster as dg

    with dg.DagsterInstance.from_config(str(home)) as instance:
        instance.get_runs_count()
    with FileLock(place.root.lock):
        pass
    return place


def try_fault(fault: Fault, released: Workplace, folder: Path, execute: Execute | None) -> Result:
    """Copy the root, let the fault happen, ask for the status, and run; twice, as people do."""
    shutil.copytree(released.root.path.parent, folder)
    settings = replace_root(released.settings, folder)
    place = Workplace(settings)
    if execute:
        engine._execute = execute
    file = fault.happen(place)
    after_fault = _tree(place.root.published)
    says: list[str] = []
    for _ in range(2):
        said = _attempt(place)
        if said is None:
            return Result(fault, "an error that is not in words")
        says += said
    is_again = _state(place.root) == _state(released.root) and not says
    is_named = bool(says) and all(file.name in one or str(file) in one for one in says)
    is_untouched = _tree(place.root.published) == after_fault
    if fault.outcome in (AGAIN, EITHER) and is_again:
        return Result(fault, "")
    if fault.outcome in (NAMED, EITHER) and is_named and is_untouched:
        return Result(fault, "")
    return Result(fault, f"expected {fault.outcome}: {says or 'nothing said, and not the same'}")


def replace_root(settings: Settings, folder: Path) -> Settings:
    """The same settings for a copy of the root and its keys."""
    values = settings.model_dump() | {"data": folder / "data", "key_dir": folder / "keys"}
    return Settings(**values)


def _attempt(place: Workplace) -> list[str] | None:
    """What `mukana status` and `mukana run` say that is wrong; None for an error without words."""
    settings = place.settings
    try:
        root_status(Declared(settings.root, settings))
    except UserError:
        pass  # a run says the same
    except Exception as error:  # noqa: BLE001
        if disk_problems.sentence(error, settings.root) is None:
            return None
    try:
        initialise(settings.root, settings.key_dir)
        return engine.run(settings).failures
    except UserError as error:
        return [str(error)]
    except Exception as error:  # noqa: BLE001
        sentence = disk_problems.sentence(error, settings.root)
        return [sentence] if sentence else None


def without_building(released: Workplace) -> Execute:
    """A run without dbt and the gate: the candidate is that of the root before the fault."""

    def execute(settings: Settings, *_: object) -> list[str]:
        root = settings.root
        prepare_home(root)
        with FileLock(root.lock):
            leftovers.sweep(root)
            earlier_names.keep(root)
            declared = Declared(root, settings)
            candidate_validation.restore(declared)
            take.take(declared, declared.waiting(), lambda *_: None)
            for name in ("candidate", "warehouse"):
                shutil.rmtree(root.path / name, ignore_errors=True)
                shutil.copytree(released.root.path / name, root.path / name)
            validation = candidate_validation.read(root)
            standing = candidate_validation.standing_of(declared)
            publish(
                root,
                validation,
                declared.records_for_readers,
                datetime.now(UTC),
                standing=standing,
                documents=reports.of_release(declared, validation, standing),
                made_from=inputs.of_now(declared),
                keeps_history=True,
            )
        return []

    return execute


def _state(root: DataRoot) -> list[dict[str, bytes]]:
    # The tables of registers are made again by the next run that has anything to do.
    rows = {n: c for n, c in _tree(root.raw).items() if not n.startswith("registers/")}
    return [_tree(root.published), rows, _tree(root.restricted)]


def _tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def summary(results: list[Result]) -> str:
    """How many were tried and how many held, and those that did not."""
    broken = [f"  {one.fault.name}: {one.problem}" for one in results if one.problem]
    again = sum(not one.problem and one.fault.outcome == AGAIN for one in results)
    line = f"{len(results)} faults tried, {len(results) - len(broken)} held"
    return "\n".join([f"{line}; {again} of them as if nothing had happened", *broken])


def main() -> None:
    """Try all with whole runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        released = released_root(folder / "released")
        results = []
        for number, fault in enumerate(faults()):
            results.append(try_fault(fault, released, folder / str(number), None))
            shutil.rmtree(folder / str(number))
        sys.stdout.write(summary(results) + "\n")
        sys.exit(any(one.problem for one in results))


if __name__ == "__main__":
    main()
