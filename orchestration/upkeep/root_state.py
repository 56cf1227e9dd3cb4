"""Whether a root is whole, and which releases it knows: asked before it is copied and after.

Belongs here: these two questions. Does not belong here: what is wrong with a part; who reads it says so.
"""

from __future__ import annotations

from orchestration.core.data_root import DataRoot
from orchestration.intake import forgotten, initialise
from orchestration.intake.ledger import Ledger
from orchestration.open_answers import kept
from orchestration.release import decision_log, history_records, history_store, pointer
from orchestration.release.manifest import release_id_of


def require_whole(root: DataRoot) -> None:
    """Raises UserError unless all that cannot be made again can be read, and agrees with itself."""
    initialise.identity(root)
    Ledger(root.ledger).records  # noqa: B018 (reads them all)
    decision_log.read(root)
    history_store.require_whole(root)
    forgotten.keys(root)
    kept.publications(root)
    kept.summaries(root)


def releases(root: DataRoot) -> set[str]:
    """Ids of every release that a root knows of, by any of its parts, since one may be damaged."""
    current = pointer.read(root)
    found = {current["release_id"], *current["previous"]} if current else set()
    for folder in (root.releases, root.published / "releases"):
        found |= {path.name for path in folder.glob("[0-9a-f]*") if path.is_dir()}
    for file in root.restricted.glob(f"history*/[0-9]*/{history_records.RECORD}"):
        if record := history_records.read(file):
            found.add(release_id_of(record.candidate_id))
    return {name for name in found if ".tmp-" not in name}
