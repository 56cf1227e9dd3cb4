"""Bytes -> tables of text, one module per format."""

from orchestration.ingest.readers.formats import read_sheets
from orchestration.ingest.readers.sheet import Bytes, Limits, Sheet

__all__ = ["Bytes", "Limits", "Sheet", "read_sheets"]
