"""Which code lies on the disk, as a hash. Light: the page asks every few seconds."""

from __future__ import annotations

from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared


def on_disk() -> str:
    """The hash of the code as it is now."""
    settings = Settings()
    return Declared(settings.root, settings).code


# Taken before anything else is imported: what is changed while a process imports is a change.
AT_START = on_disk()
