"""The release metadata tables, in the shape in which the content tables are stated.

Belongs here: reading `metadata/*.yml`, which are no dbt models, and the schemas of their files. Does
not belong here: rows (metadata_tables).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from expectations.contracts import contract
from expectations.contracts.contract import Contract
from orchestration.release import descriptions

FOLDER = Path(__file__).parent / "metadata"
# The names of the tables.
TABLES = frozenset(file.stem for file in FOLDER.glob("*.yml"))


def contracts() -> Mapping[str, Contract]:
    """Table name -> contract."""
    return contract.load(FOLDER)


def schemas() -> dict[str, pa.Schema]:
    """Table name -> schema of the file, whose required columns are never null."""
    return {name: _schema(stated) for name, stated in contracts().items()}


def _schema(stated: Contract) -> pa.Schema:
    required = {column.name for column in stated.columns if column.is_required}
    fields = [field.with_nullable(field.name not in required) for field in stated.schema]
    described = pa.schema(fields, metadata=stated.schema.metadata)
    return described.with_metadata(descriptions.key_values(described))
