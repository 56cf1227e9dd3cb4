"""Every published table also as a Delta table, on request: `delta/<table>` in the folder of a release.

Belongs here: making them of the release's Parquet files. Each is made afresh with one version, so that
a release that is removed leaves nothing of itself in the log of a later one. Does not belong here: the
decision to publish.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.core.errors import UserError

DELTA = "delta"


class NoDeltaLibraryError(UserError):
    """The library that writes Delta tables is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Delta-taulujen kirjoittamiseen tarvittava kirjasto puuttuu. Asenna se: pip install"
            " 'mukana[delta]', tai poista asetus MUKANA_PUBLISHED_FORMAT.",
            "The library that writes Delta tables is missing. Install it: pip install"
            " 'mukana[delta]', or remove the setting MUKANA_PUBLISHED_FORMAT.",
        )


def write_delta(release: Path) -> None:
    """Write a Delta table for each Parquet file of a release; reader version 1, writer version 2.

    The data file is the published Parquet file, byte for byte, but for a table with a time: there it
    is UTC by its type, since a time without a zone asks for a newer reader. Raises NoDeltaLibraryError.
    """
    try:
        import deltalake
    except ImportError:
        raise NoDeltaLibraryError from None
    for file in sorted(release.glob("*.parquet")):
        folder = release / DELTA / file.stem
        folder.mkdir(parents=True)
        schema = pq.read_schema(file)
        if in_utc(schema) == schema:
            shutil.copyfile(file, folder / file.name)
            deltalake.convert_to_deltalake(folder, name=file.stem, collect_stats=False)
        else:
            table = pq.read_table(file, partitioning=None).cast(in_utc(schema))
            deltalake.write_deltalake(folder, table, name=file.stem)


def in_utc(schema: pa.Schema) -> pa.Schema:
    """The same columns with times that say that they are UTC, as all published times are."""
    return pa.schema(
        [
            field.with_type(pa.timestamp(field.type.unit, "UTC")) if _has_no_zone(field) else field
            for field in schema
        ],
        metadata=schema.metadata,
    )


def _has_no_zone(field: pa.Field) -> bool:
    return pa.types.is_timestamp(field.type) and field.type.tz is None
