"""Forgetting people again where a backup from before they asked brought them back.

Belongs here: by pseudonym, which is all that is kept of them. Does not belong here: the first time,
by respondent code (forget).
"""

from __future__ import annotations

from collections.abc import Collection

from orchestration.core import atomic_files
from orchestration.intake import forget, forgotten, settling
from orchestration.intake.declared_inputs import Declared


def forget_again(declared: Declared, keys: Collection[str]) -> int:
    """Take these people out of a root; returns of how many there was anything.

    Their rows leave raw and restricted. A file in landing that they were read from is removed: it lay in
    quarantine before, to be destroyed. A file that was never read may still hold them; when it is read,
    they are left out. The caller holds the root's lock.
    """
    root = declared.root
    if keys:
        forgotten.add(root, keys)
    rows = forget.rows_of(declared, sorted(keys))
    if not rows:
        return 0
    listed = sorted(row for found in rows.values() for row in found)
    settling.take_out(declared, listed, "forgotten")
    deliveries = {delivery for delivery, _ in listed}
    for record in declared.records:
        if record.delivery_id in deliveries:
            for file in record.files:
                atomic_files.remove(root.landing / file.name)
    forget.remove_made(root)
    return len(rows)
