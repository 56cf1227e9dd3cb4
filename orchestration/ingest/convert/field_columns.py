"""What the field columns of a delivery become.

Belongs here: the shape. Does not belong here: reading the columns (fields).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

from orchestration.ingest.convert.consent import Consent
from orchestration.ingest.convert.repairs import Repairs
from orchestration.ingest.messages.refusal import Reason


@dataclass
class Fields:
    """Field columns of a delivery, all rows, and who consents to their being used; `possible` is
    true for rows whose date can be true.
    """

    columns: dict[str, pa.Array]
    consent: Consent
    possible: pa.Array
    problems: list[Reason] = field(default_factory=list)
    findings: list[Reason] = field(default_factory=list)
    repairs: Repairs = field(default_factory=Repairs)
