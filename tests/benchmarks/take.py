"""Landing to raw and no further, for measuring: what a run does first, in a process of its own.

Belongs here: the one call. Does not belong here: the warehouse, the gate, publishing.

    python -m tests.benchmarks.take ROOT
"""

import sys
from pathlib import Path

from orchestration.core import zones
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.take import take

if __name__ == "__main__":
    zones.close_to_others()
    settings = Settings(data=Path(sys.argv[1]))
    declared = Declared(settings.root, settings)
    records = take(declared, declared.waiting(), lambda *_: None)
    sys.exit(any(record.status != "accepted" for record in records))
