"""The pages beside a candidate and a release: when they are made, and where they lie.

Belongs here: writing `candidate/report.html` and its languages, and making those of a release. Does
not belong here: what they are about (report_contents) or how they read (expectations/report).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.intake.declared_inputs import Declared
from orchestration.release import report_contents
from orchestration.release.approval import Validation
from orchestration.release.standing import Standing

# File name -> content, for the moment of publishing.
Documents = Callable[[datetime], Mapping[str, bytes]]
REPORT = "report.html"


def write(declared: Declared, validation: Validation, standing: Standing) -> None:
    """Write the report beside the candidate, in every language, as it stands today."""
    from expectations.report import report

    contents = report_contents.of_candidate(declared, validation, standing)
    for name, page in report.render_all(contents).items():
        atomic_files.write_whole(declared.root.candidate / name, page.encode("utf-8"))


def of_release(
    declared: Declared, validation: Validation | None, standing: Standing | None
) -> Documents:
    """What lies beside the tables of a release for its readers."""

    def documents(published_at: datetime) -> Mapping[str, bytes]:
        from expectations.report import report

        if validation is None or standing is None:
            return {}
        contents = report_contents.of_release(declared, validation, standing, published_at)
        pages = report.render_all(contents)
        return {name: page.encode("utf-8") for name, page in pages.items()}

    return documents


def keep(root: DataRoot, release_id: str) -> None:
    """Keep what reviewers saw in `releases/`."""
    for page in sorted(root.candidate.glob("report*.html")):
        atomic_files.copy_whole(page, root.releases / release_id / page.name)
