"""Descriptions in the Parquet files themselves: of the table and of every field.

Belongs here: how a file carries them. Does not belong here: the texts (contracts, metadata_tables).
pyarrow shows them as the metadata of each field; DuckDB lists them with `parquet_kv_metadata`.
Readers that look for neither, such as Power BI, open the file as before.
"""

from __future__ import annotations

import base64
import json

import pyarrow as pa

DESCRIPTION = "description"
FIELD_DESCRIPTIONS = "field_descriptions"


def of_field(field: pa.Field) -> str:
    """The description of a field, empty if it has none."""
    return (field.metadata or {}).get(DESCRIPTION.encode(), b"").decode()


def key_values(schema: pa.Schema) -> dict[str, str]:
    """What a file of this schema says of itself: `description`, and `field_descriptions` as JSON."""
    table = (schema.metadata or {}).get(DESCRIPTION.encode(), b"").decode()
    fields = {field.name: of_field(field) for field in schema}
    return {DESCRIPTION: table, FIELD_DESCRIPTIONS: json.dumps(fields, ensure_ascii=False)}


def with_arrow_schema(schema: pa.Schema) -> dict[str, str]:
    """The same, and the schema as pyarrow stores it in files, for files that others write."""
    stored = base64.b64encode(schema.serialize().to_pybytes()).decode()
    return key_values(schema) | {"ARROW:schema": stored}
