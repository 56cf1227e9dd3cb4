"""Another key for pseudonyms, after which every delivery is read again from landing.

Belongs here: whether that is possible, and doing it. Nobody gets from a pseudonym to the code it
was made of, so a delivery whose file is gone cannot get a pseudonym of the new key: its people
would not be known again. Then nothing is changed.
"""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import file_content, forgotten, initialise, ledger
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import look
from orchestration.intake.record import Record


class RotationError(UserError):
    """The key cannot be changed now; the message says why and what to do."""


def rotate(settings: Settings) -> tuple[str, Path]:
    """Make a new key for a root; returns the id of the old one, and where the new one is.

    The next run reads everything again. The old key is not needed for that, and is left where it
    is. Raises RotationError, and then nothing has changed.
    """
    root = settings.root
    with FileLock(root.lock):
        declared = Declared(root, settings)
        before = declared.identity
        if before.is_synthetic:
            raise RotationError("The demo has a public key, because its people do not exist.")
        if any(root.history.glob("[0-9]*")):
            raise RotationError(
                f"What was published of people is kept in {root.history} under pseudonyms of this key:"
                " with another one nobody in it would be known again. If nobody has a copy of an"
                " earlier release, state that first (`mukana history start-anew`). Nothing was changed."
            )
        if forgotten.keys(root):
            raise RotationError(
                "People are forgotten by pseudonyms of this key: with another one, a file that comes"
                " again would bring them back. Nothing was changed."
            )
        if gone := _without_file(declared):
            names = ", ".join(sorted(record.short_id for record in gone))
            raise RotationError(
                f"The files of {len(gone)} deliveries are not in landing/ ({names}). Put them back"
                " from your backup, or have them sent again, and rotate then: without them the"
                " people in them would not be known again. Nothing was changed."
            )
        made = initialise.renew_key(root, settings.key_dir)
    return before.key_id, made


def _without_file(declared: Declared) -> list[Record]:
    """The deliveries that were read and whose bytes are not in landing."""
    limits = file_content.limits_of(declared.settings)
    landed = set()
    for arrival in look(declared.root.landing):
        if arrival.byte_count > limits.max_bytes:
            continue  # it was refused by its size
        try:
            landed.add(file_content.read(arrival.path, limits).sha256)
        except OSError:
            continue
    return [r for r in ledger.was_read(declared.records) if r.delivery_id not in landed]
