"""The tables of a delivery, each whole or block by block: a big one is never whole in memory, if
nobody asks for it.

Belongs here: that shape. Does not belong here: what the tables hold (shapes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pyarrow as pa


@dataclass(frozen=True)
class Blocks:
    """One table as a function that makes its blocks, in order.

    The blocks have the columns of `schema` and may hold them as numbers of their values.
    """

    schema: pa.Schema
    made: Callable[[], Iterable[pa.Table]]

    @classmethod
    def of(cls, table: pa.Table, schema: pa.Schema | None = None) -> Blocks:
        """A table that is there already."""
        return cls(schema or table.schema, partial(iter, [table]))

    def whole(self) -> pa.Table:
        """All blocks as one table of the schema."""
        cast = (block.cast(self.schema) for block in self.made())
        return pa.concat_tables([self.schema.empty_table(), *cast])


class Tables(Mapping[str, pa.Table]):
    """Whole tables by name; `blocks` has the same block by block."""

    def __init__(self, blocks: Mapping[str, Blocks]):
        self.blocks = dict(blocks)

    def __getitem__(self, name: str) -> pa.Table:
        return self.blocks[name].whole()

    def __iter__(self) -> Iterator[str]:
        return iter(self.blocks)

    def __len__(self) -> int:
        return len(self.blocks)
