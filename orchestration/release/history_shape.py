"""Whether the history that an earlier version wrote says all that the next release has to heed.

Belongs here: its tables and columns compared with those of today. Does not belong here: their shape
(privacy), or whether they are as they were written (history_store).
"""

from __future__ import annotations

from orchestration.core.data_root import DataRoot
from orchestration.privacy.history_tables import ADDED_LATER, SCHEMAS, file_name
from orchestration.release.history_records import WHAT_TO_DO, HistoryError, Record, folder_of


def require_tables(root: DataRoot, record: Record) -> None:
    """The tables of a record have what is asked of them now, or nothing of its kind was published.

    Raises HistoryError: a version that kept less of what it published cannot be followed.
    """
    import pyarrow.parquet as pq

    folder = folder_of(root, record)
    for table, schema in SCHEMAS.items():
        name = file_name(table)
        if name not in record.tables:
            missing = [] if table in ADDED_LATER else [name]
        else:
            missing = sorted(set(schema.names) - set(pq.read_schema(folder / name).names))
        if missing:
            raise HistoryError(
                f"The history in {root.history} was written by an earlier version of Mukana, which did"
                f" not keep all that is needed now ({table}: {', '.join(missing)}). {WHAT_TO_DO}"
            )
