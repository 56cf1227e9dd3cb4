"""Everything that readers get beside the tables of a release, made from its Parquet files.

Belongs here: which outputs there are, and where. Does not belong here: what is in them.
"""

from __future__ import annotations

from pathlib import Path

from orchestration.outputs.delta import write_delta
from orchestration.outputs.pages import site
from orchestration.outputs.powerbi import write_project
from orchestration.outputs.questions.ask import ask_all
from orchestration.outputs.workbook.workbook import write_workbook

PAGES, INDEX, WORKBOOK = "results", site.INDEX, site.WORKBOOK
POWER_BI = "powerbi"


def write_outputs(release: Path, *, with_delta: bool = False) -> None:
    """Write results pages, workbook and Power BI project into the folder of a release.

    `release` holds one Parquet file per published table. The same files give the same bytes; Delta
    tables, which are written `with_delta`, have names of files and times of their own. Raises OSError
    (full disk), NoDeltaLibraryError.
    """
    if with_delta:
        write_delta(release)
    answers = ask_all(release)
    site.write_pages(answers, release / PAGES)
    write_workbook(answers, release / WORKBOOK)
    write_project(release, release / POWER_BI)
