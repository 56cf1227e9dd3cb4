"""A root with the demo's registers and its files about organisations, for what they must give.

Belongs here: landing what `make demo` lands, without the thousands of forms of people.
"""

from __future__ import annotations

from pathlib import Path

from orchestration.demo.landing import organisation_deliveries
from orchestration.demo.services import registers
from tests.roots import Workplace, new_root


def organisations(folder: Path) -> Workplace:
    """Make a root below `folder` in which the demo's organisations have sent their files."""
    place = new_root(folder)
    for name, data in registers().items():
        (place.root.registers / name).write_bytes(data)
    for sender, name, _, write in organisation_deliveries():
        write(folder / name)
        place.land(folder / name, f"{sender}/{name}")
    return place
