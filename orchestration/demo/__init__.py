"""Synthetic deliveries that look like the real ones, the same bytes on every run.

Belongs here: invented people and answers, and how survey tools write them. Does not belong
here: reading anything back; the demo is delivered as every sender delivers.
"""

from orchestration.demo.landing import write

__all__ = ["write"]
