"""Whether Spark can run here. Tests that need it are skipped by name where it cannot: `make parity` brings it."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import pytest

needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="no Spark or no Java here: `make parity` brings both, and runs this",
)
