"""Landing to raw by itself: one big workbook beside its parser alone, and many small ones.

Belongs here: making those inputs, running them cold, the ratios as lines of text. Does not belong
here: the whole job (run), or an opinion that makes an exit code.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from orchestration.core.data_root import PROJECT, SHIPPED_QUESTIONNAIRES
from tests.benchmarks.measure import Cost, measure

# CPU of landing to raw, at most so many times that of the parser alone on the same file.
OF_PARSER = 3.0
# CPU per file of many files, at most so many times that of few: fixed costs are paid once.
OF_FEW = 1.0
# CPU of landing to raw per small file, and of a run over many files in which nothing is read.
EACH_MILLISECONDS, NOTHING_SECONDS = 17.5, 3.0
FEW, MANY, ROWS_EACH = 100, 1_000, 10
_SENDERS = 20
_PARSER = (
    "import sys, fastexcel; fastexcel.read_excel(sys.argv[1])"
    ".load_sheet(0, header_row=None, dtypes='string', eager=True)"
)
NewRoot = Callable[[Path], Path]


def big_file(export: Path, root: Path, env: dict[str, str]) -> Iterator[str]:
    """One line: a workbook to raw beside fastexcel alone; `root` has it in landing."""
    log = root.parent / "ingest.log"
    alone = measure([sys.executable, "-c", _PARSER, str(export)], log, env, PROJECT)
    raw = _take(root, env)
    ratio = raw.cpu_seconds / alone.cpu_seconds
    yield line("CPU of landing to raw / fastexcel", ratio, OF_PARSER, _seconds(raw, alone))


def small_files(
    work: Path, many: int, new_root: NewRoot, env: dict[str, str], command: list[str]
) -> Iterator[str]:
    """Many small workbooks: CPU per file beside that of few, and a run where nothing is read.

    `command` runs Mukana; the root is added to it.
    """
    costs = {}
    for count in (FEW, many):
        root = new_root(work / f"small_{count}")
        write_files(root / "landing", count)
        costs[count] = _take(root, env)
    each = {count: cost.cpu_seconds / count for count, cost in costs.items()}
    per_file = (costs[many].cpu_seconds - costs[FEW].cpu_seconds) / (many - FEW) * 1000
    both = _seconds(costs[many], costs[FEW])
    yield line(f"{many} files to raw / {FEW}, CPU each", each[many] / each[FEW], OF_FEW, both)
    yield line("one more small file to raw, CPU ms", per_file, EACH_MILLISECONDS, both)
    log = work / "small.log"
    first, again = (measure([*command, str(root)], log, env, PROJECT) for _ in range(2))
    yield line(
        f"run over {many} files, nothing read, CPU s", again.cpu_seconds, NOTHING_SECONDS,
        f"the run before {first.cpu_seconds:.1f} s, {first.peak_bytes / 1e6:.0f} MB",
    )  # fmt: skip


def _take(root: Path, env: dict[str, str]) -> Cost:
    command = [sys.executable, "-m", "tests.benchmarks.take", str(root)]
    return measure(command, root.parent / "ingest.log", env, PROJECT)


def write_files(landing: Path, count: int) -> None:
    """`count` exports of different people, among a few senders."""
    # Imported here: what this process holds in memory counts as its children's.
    from tests.benchmarks.generate import columns, rows
    from tests.benchmarks.layout import read_layout
    from tests.benchmarks.sheet import write_sheet

    layout = read_layout(SHIPPED_QUESTIONNAIRES)
    people = rows(layout, count * ROWS_EACH)
    for number in range(count):
        folder = landing / f"sender_{number % _SENDERS}"
        folder.mkdir(parents=True, exist_ok=True)
        write_sheet(folder / f"{number}.xlsx", columns(layout), islice(people, ROWS_EACH))


def landed(root: Path, export: Path) -> Path:
    """The root with the one file in landing and nothing read."""
    shutil.rmtree(root / "landing", ignore_errors=True)
    (root / "landing" / "sender").mkdir(parents=True)
    shutil.copyfile(export, root / "landing" / "sender" / export.name)
    return root


def _seconds(one: Cost, other: Cost) -> str:
    return f"{one.cpu_seconds:.2f} s and {other.cpu_seconds:.2f} s"


def line(what: str, ratio: float, aim: float, costs: str) -> str:
    """A figure with its aim, and what it comes from."""
    met = "[green]met[/]" if ratio <= aim else "[red]not met[/]"
    return f"{what:<41} {ratio:8.2f}  (aim at most {aim:g}: {met}; {costs})"
