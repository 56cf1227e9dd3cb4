"""`make powerbi-check`: the Power BI project of the demo, checked with Microsoft's own code and a DAX engine.

Belongs here: the steps and what each proves. Each step is a program of its own; the first that fails ends
the run. What they cannot show: that Power BI Desktop opens the project, and how it looks.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from orchestration.cli.options import settings_of
from orchestration.core.data_root import PROJECT
from orchestration.outputs.powerbi import project
from orchestration.release import pointer
from tests.powerbi import model_rules, small_release

HERE = Path(__file__).parent
MEASURES = PROJECT / "orchestration" / "outputs" / "powerbi" / "measures.yml"


def main(tools: Path, data: Path) -> int:
    """Check the project of the current release of `data` with the programs in the folder `tools`."""
    root = settings_of(data).root
    release = root.published / pointer.read(root)["path"]
    bim = check_files(tools, release, tools / "project")
    if not bim:
        return 1
    _say("== every measure beside SQL")
    releases = [release, small_release.write(tools / "small")]
    if not _runs(tools / "bin" / "python", HERE / "compare.py", bim, MEASURES, *releases):
        _say("FAILED: every measure beside SQL")
        return 1
    _say("The Power BI project holds. That Desktop opens it is not shown by this.")
    return 0


def check_files(tools: Path, release: Path, target: Path) -> Path | None:
    """Write the project of a release and read its files; the model as JSON, or None if anything is wrong."""
    project.write_project(release, target)
    bim, model = target.with_name("model.bim"), target / "Mukana.SemanticModel" / "definition"
    steps = [
        ("made again, the project is the same", lambda: _holds(project.differences(release, target))),
        ("the model, read by Microsoft's own library", lambda: _runs("mono", tools / "tom" / "ReadModel.exe", model, bim)),
        ("rules of the model", lambda: _holds(model_rules.problems(bim))),
        ("Power Query, by Microsoft's own parser", lambda: _runs("node", tools / "parse_m.mjs", bim)),
        ("the report, by Microsoft's own command", lambda: _report_holds(tools, target / "Mukana.Report")),
    ]  # fmt: skip
    for title, holds in steps:
        _say(f"== {title}")
        if not holds():
            _say(f"FAILED: {title}")
            return None
    return bim


def _runs(*command: str | Path) -> bool:
    return subprocess.run(list(map(str, command)), check=False).returncode == 0


def _holds(problems: list[str]) -> bool:
    _say("\n".join(problems or ["nothing found"]))
    return not problems


def _report_holds(tools: Path, report: Path) -> bool:
    """With Microsoft's JSON Schemas where they can be reached; no package has them. A warning fails too."""
    command = [str(tools / "node_modules" / ".bin" / "powerbi-report-author"), "validate"]
    command += [str(report), "--format", "text"]
    found = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    if "PBIR_SCHEMA_UNREACHABLE" in found:
        _say(
            "!! Microsoft's JSON Schemas cannot be reached: the report was NOT checked against them."
        )
        command.append("--no-schema")
        found = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    _say(found)
    return "0 error(s), 0 warning(s)" in found


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
