"""Every message that a sender can get about a delivery, by its code.

Belongs here: putting the parts of the catalogue together. A message names sheets, cell addresses
and declared texts; never what a cell holds, for that may be somebody's answer.
"""

from __future__ import annotations

from orchestration.ingest.messages import (
    answer_messages,
    cell_messages,
    delivery_messages,
    file_messages,
    form_messages,
    option_messages,
)
from orchestration.ingest.messages.message import Message

MESSAGES: dict[str, Message] = {
    **file_messages.MESSAGES,
    **form_messages.MESSAGES,
    **cell_messages.MESSAGES,
    **answer_messages.MESSAGES,
    **option_messages.MESSAGES,
    **delivery_messages.MESSAGES,
}
