"""What people read beside a candidate and a release: when it is made, and where it lies.

Belongs here: writing `candidate/report.html` and its languages, and those of a release; the draft
quality description, which a person may edit beside the candidate, and which is frozen in a release as
it then is. Does not belong here: what they are about (report_contents, description_facts) or how they
read (expectations/report).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.intake.declared_inputs import Declared
from orchestration.privacy.personal_data import has_identity_code
from orchestration.release import candidate_validation, description_facts, report_contents
from orchestration.release.approval import RUN_AGAIN, NotPublishable, Validation
from orchestration.release.candidate import DESCRIPTION
from orchestration.release.manifest import release_id_of
from orchestration.release.standing import Standing

if TYPE_CHECKING:
    from markupsafe import Markup

    from expectations.report.report import Section

# File name -> content, for the moment of publishing.
Documents = Callable[[datetime], Mapping[str, bytes]]
# The report in all languages.
PAGES = "report*.html"


def write(declared: Declared, validation: Validation, standing: Standing) -> None:
    """Write the report beside the candidate, in every language, as it stands today; and the draft of
    its quality description where there is none: what a person wrote about it stays."""
    from expectations.report import quality_description, report

    folder = declared.root.candidate
    contents = report_contents.of_candidate(declared, validation, standing)
    for name, page in report.render_all(contents).items():
        atomic_files.write_whole(folder / name, page.encode("utf-8"))
    draft = folder / DESCRIPTION
    kept = declared.root.releases / release_id_of(standing.candidate_id) / DESCRIPTION
    if kept.exists() and not draft.exists():
        atomic_files.copy_whole(kept, draft)  # That of exactly these tables, published before.
    elif not draft.exists():
        text = quality_description.render(contents, description_facts.of_candidate(declared))
        atomic_files.write_whole(draft, text.encode("utf-8"))


def sections(declared: Declared, language: str, names: Sequence[Section]) -> dict[Section, Markup]:
    """Sections of the report about the candidate as it stands now; none without a candidate.

    Raises ManifestError while a run replaces the candidate.
    """
    from expectations.report import report

    validation = candidate_validation.read(declared.root)
    if validation is None:
        return {}
    now = candidate_validation.standing_after(declared, validation)
    contents = report_contents.of_candidate(declared, validation, now)
    return report.sections(contents, language, names)


def of_release(
    declared: Declared, validation: Validation | None, standing: Standing | None
) -> Documents:
    """What lies beside the tables of a release for its readers: report and quality description."""

    def documents(published_at: datetime) -> Mapping[str, bytes]:
        from expectations.report import report

        if validation is None or standing is None:
            return {}
        contents = report_contents.of_release(declared, validation, standing, published_at)
        pages = report.render_all(contents)
        found = {name: page.encode("utf-8") for name, page in pages.items()}
        return found | description_of(declared.root)

    return documents


def description_of(root: DataRoot) -> dict[str, bytes]:
    """The quality description beside the candidate, as a person left it.

    Raises NotPublishable if it holds a personal identity code.
    """
    draft = root.candidate / DESCRIPTION
    return {DESCRIPTION: _fit(draft.read_bytes())} if draft.exists() else {}


def keep(root: DataRoot, release_id: str) -> None:
    """Keep what reviewers saw in `releases/`, and the description for further editing."""
    for page in sorted([*root.candidate.glob(PAGES), *root.candidate.glob(DESCRIPTION)]):
        atomic_files.copy_whole(page, root.releases / release_id / page.name)


def line_with_identity_code(lines: Sequence[str]) -> int | None:
    """The number of the first line that holds a personal identity code, from 1."""
    return next((number for number, line in enumerate(lines, 1) if has_identity_code(line)), None)


def _fit(description: bytes) -> bytes:
    if number := line_with_identity_code(description.decode("utf-8", "replace").splitlines()):
        raise NotPublishable(
            "personal_data",
            f"Line {number} of {DESCRIPTION} beside the candidate holds a personal identity code.",
            f"Remove it from the file. {RUN_AGAIN}",
        )
    return description
