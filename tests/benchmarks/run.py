"""The benchmark: Mukana's whole job beside the fastest script and the one people write today.

Belongs here: preparing input, running the three cold, comparing their numbers, printing costs
and aims. Does not belong here: an opinion on seconds that makes the exit code; only different
numbers or a failing command do.

    python -m tests.benchmarks.run [--people 1000 100000] [--files 1000] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from orchestration.core.data_root import PROJECT
from tests.benchmarks import drops, ingest
from tests.benchmarks.aims import Bench, lines
from tests.benchmarks.measure import CommandError, Cost, measure

HERE = Path(__file__).resolve().parent
MUKANA = [
    sys.executable,
    "-c",
    "import sys; from orchestration.cli.main import main; sys.exit(main())",
]
SENDER = "vertailu"
SHORT_RUNS = 5


def main() -> int:
    """Run the benchmark at the sizes asked for; 0 when all three give the same numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--files", type=int, default=ingest.MANY, help="many small workbooks")
    parser.add_argument("--keep", type=Path, help="work in this folder and leave the files there")
    given = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="mukana_bench_") as temporary:
        work = (given.keep or Path(temporary)).resolve()
        try:
            return bench(work, sorted(set(given.people)), given.files, console)
        except (CommandError, LookupError) as error:
            console.print(str(error), markup=False, emoji=False, style="red", soft_wrap=True)
            return 1


def bench(work: Path, sizes: list[int], files: int, console: Console) -> int:
    """Measure first, compare last: what comparing imports would count as the children's memory."""
    work.mkdir(parents=True, exist_ok=True)
    env = environment(work)
    _run_without_output(
        [sys.executable, "-m", "compileall", "-q", "orchestration", "expectations"], work, env
    )
    _run_without_output([sys.executable, "-m", "orchestration.warm.templates"], work, env)
    found = Bench()
    for people in sizes:
        folder = work / str(people)
        shutil.rmtree(folder, ignore_errors=True)
        generate = [sys.executable, "-m", "tests.benchmarks.generate", "--people", str(people)]
        with console.status(f"{people} people: making the export"):
            _run_without_output([*generate, str(folder)], work, env)
        for name, command in commands(folder, work, env).items():
            with console.status(f"{people} people: {name}"):
                cost = measure(command, folder / f"{name}.log", env, PROJECT)
            found.jobs[people, name] = cost
            console.print(_line(people, name, cost), highlight=False, soft_wrap=True)
    with console.status("mukana --help, mukana status"):
        found.short = short_commands(work / str(sizes[0]) / "root", work, env)
    for line in (*lines(found), *_ingest(work, sizes, files, env, console)):
        console.print(line, highlight=False, soft_wrap=True)
    for people in sizes:
        console.print(f"\n{people} people, a run from the beginning, by stage", highlight=False)
        with console.status("by stage"):
            table = by_stage(work / str(people), work, env)
        console.print(table, highlight=False, markup=False, soft_wrap=True)
    return max(_compare(work / str(people), people, console) for people in sizes)


def by_stage(folder: Path, work: Path, env: dict[str, str]) -> str:
    """The table of one more run in a new root, with a listener; see stages."""
    root = prepared_root(folder, "by_stage", work, env)
    log = folder / "by_stage.log"
    command = [sys.executable, "-m", "tests.benchmarks.stages", str(root)]
    measure(command, log, env, PROJECT)
    lines_ = log.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.removesuffix("|") for line in lines_ if line.endswith("|"))


def _ingest(
    work: Path, sizes: list[int], files: int, env: dict[str, str], console: Console
) -> list[str]:
    """Landing to raw alone: the biggest export, and many small files; then files for `mukana dev`."""

    def new_root(folder: Path) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        _run_without_output([*MUKANA, "init", str(folder)], work, env)
        shutil.copyfile(
            work / str(sizes[-1]) / "services.csv", folder / "registers" / "services.csv"
        )
        return folder

    export = work / str(sizes[-1]) / "export.xlsx"
    run = [*MUKANA, "run", "--data"]
    with console.status("landing to raw"):
        measured = list(ingest.small_files(work, files, new_root, env, run))
        if export.exists():
            root = ingest.landed(new_root(work / "ingest"), export)
            measured += ingest.big_file(export, root, env)
    with console.status("mukana dev"):
        measured += drops.dropped_files(new_root(work / "dev"), env, MUKANA)
    return measured


def environment(work: Path) -> dict[str, str]:
    """What the children see: keys in the working folder, bytecode as an installation has it."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("MUKANA_", "DAGSTER_", "DBT_"))}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    # Synthetic answers may break a rule that warns: nobody is there to decide about it.
    decided = {"MUKANA_DECISION_POLICY": "automatic"}
    return {**env, **decided, "MUKANA_KEY_DIR": str(work / "keys"), "PYTHONPATH": str(PROJECT)}


def commands(folder: Path, work: Path, env: dict[str, str]) -> dict[str, list[str]]:
    """The three jobs at one size, by name; makes the data root that Mukana runs on."""
    root = prepared_root(folder, "root", work, env)
    script = [sys.executable]
    return {
        "fastest": [
            *script,
            str(HERE / "fastest.py"),
            str(folder),
            str(folder / "fastest.parquet"),
        ],
        "people": [*script, str(HERE / "people.py"), str(folder), str(folder / "people.parquet")],
        "mukana": [*MUKANA, "run", "--data", str(root)],
    }


def prepared_root(folder: Path, name: str, work: Path, env: dict[str, str]) -> Path:
    """A data root with the export in landing."""
    root = folder / name
    _run_without_output([*MUKANA, "init", str(root)], work, env)
    shutil.copyfile(folder / "services.csv", root / "registers" / "services.csv")
    _register_sender(root / "registers" / "senders.csv")
    (root / "landing" / SENDER).mkdir(parents=True, exist_ok=True)
    [export] = folder.glob("export.*")
    shutil.copyfile(export, root / "landing" / SENDER / export.name)
    return root


def short_commands(root: Path, work: Path, env: dict[str, str]) -> dict[str, float]:
    """Median CPU seconds of the commands that should answer at once."""
    asked = {"mukana --help": ["--help"], "mukana status": ["status", "--data", str(root)]}
    return {
        name: statistics.median(
            measure([*MUKANA, *arguments], work / "short.log", env, PROJECT).cpu_seconds
            for _ in range(SHORT_RUNS)
        )
        for name, arguments in asked.items()
    }


def _register_sender(path: Path) -> None:
    rows = "sender_code,name_fi,name_sv,name_en,service_code\n" + f"{SENDER},Vertailu,,,\n"
    path.write_text(rows, encoding="utf-8")


def _run_without_output(command: list[str], work: Path, env: dict[str, str]) -> None:
    measure(command, work / "prepare.log", env, PROJECT)


def _line(people: int, name: str, cost: Cost) -> str:
    return (
        f"{people:>8} people  {name:<8} {cost.cpu_seconds:7.2f} CPU s  {cost.wall_seconds:7.2f} s"
        f"  {cost.peak_bytes / 1e6:6.0f} MB  processes {cost.process_count or '?'}"
    )


def _compare(folder: Path, people: int, console: Console) -> int:
    from tests.benchmarks.compare import (
        differences,
        from_file,
        from_release,
        published_differently,
    )

    indicator = json.loads((folder / "layout.json").read_text(encoding="utf-8"))["indicator"]
    expected = from_file(folder / "people.parquet")
    release = from_release(folder / "root", indicator)
    problems = [
        *differences("people", expected, "fastest", from_file(folder / "fastest.parquet")),
        *published_differently(expected, release),
    ]
    for line in problems[:20]:
        console.print(line, markup=False, emoji=False, style="red", soft_wrap=True)
    if not problems:
        own = [row for key, row in expected.items() if key in release]
        same = f"{len(own)} groups, {sum(row[0] for row in own)} pairs: all three give the same"
        small = f"{len(expected) - len(own)} small groups merged or suppressed"
        console.print(f"{people:>8} people  {same}; {small}", highlight=False, soft_wrap=True)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
