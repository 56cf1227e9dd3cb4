"""Columns of text whose distinct texts are few, held as numbers: as `pa.DictionaryArray`.

Belongs here: making such columns block by block, and reading them as text. A sheet may have both
kinds of columns; a million rows of options take two bytes a cell and not fifteen. A column of many
different texts stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# As many as an index of two bytes can name.
_MOST = 2**15 - 1
_INDEX = pa.int16()
# A block with more distinct texts than this share of its rows is no column of options.
_SHARE = 0.5
_SMALL_BLOCK = 1_000
_SHORT = 100
_PIECE = 50_000
# So few texts are looked at one by one: to look for likely ones first would cost more.
_FEW = 1_000


def index_type(count: int) -> pa.DataType:
    """The smaller of two kinds of numbers by which so many values can be distinguished."""
    return _INDEX if count <= _MOST else pa.int32()


def plain_text(column: pa.Array) -> pa.Array:
    """The column as an array of text."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def held_as_numbers(column: pa.Array) -> pa.Array:
    """A column of text as numbers of its texts, if those are few; one that is short stays as it is."""
    if len(column) <= _SMALL_BLOCK:
        return column
    encoded = column.dictionary_encode()
    if len(encoded.dictionary) > min(_MOST, len(column) * _SHARE):
        return column
    return pa.DictionaryArray.from_arrays(encoded.indices.cast(_INDEX), encoded.dictionary)


def from_numbers(numbers: np.ndarray, texts: Sequence[str]) -> pa.Array:
    """The column of these texts, of which several may be the same; held as numbers if they are few."""
    values = pa.array(texts, pa.string()).dictionary_encode()
    indices = values.indices.take(pa.array(numbers))
    is_few = len(values.dictionary) <= min(_MOST, len(numbers) * _SHARE)
    if len(numbers) <= _SMALL_BLOCK or not is_few:
        return values.dictionary.take(indices)
    return pa.DictionaryArray.from_arrays(indices.cast(_INDEX), values.dictionary)


def distinct_texts(column: pa.Array) -> pa.Array:
    """Every text of a column once, and perhaps others that a column of numbers knows; those of a short
    column as they are, which costs less than to look for those that repeat.
    """
    if pa.types.is_dictionary(column.type):
        return column.dictionary
    return column if len(column) < _SHORT else column.unique()


def all_texts(columns: Iterable[pa.Array]) -> pa.ChunkedArray:
    """Every text of several columns, as `distinct_texts` without leaving any out: nothing is copied."""
    texts = [c.dictionary if pa.types.is_dictionary(c.type) else c for c in columns]
    return pa.chunked_array(texts, pa.string())


def each_text(texts: pa.Array) -> Iterator[str | None]:
    """Every text, with few of them in Python at a time."""
    for start in range(0, len(texts), _PIECE):
        yield from texts.slice(start, _PIECE).to_pylist()


def mapped(column: pa.Array, look_up: Callable[[str], str | None]) -> pa.Array:
    """What each text of a column stands for; every distinct text is looked up once."""
    return plain_text(mapped_numbers(column, look_up))


def mapped_numbers(column: pa.Array, look_up: Callable[[str], str | None]) -> pa.Array:
    """The same as numbers of the values, of which each is there once."""
    encoded = column.dictionary_encode()
    pieces = [
        pa.array(map(look_up, encoded.dictionary.slice(start, _PIECE).to_pylist()), pa.string())
        for start in range(0, len(encoded.dictionary), _PIECE)
    ]
    values = pa.concat_arrays([pa.array([], pa.string()), *pieces]).dictionary_encode()
    numbers = values.indices.take(encoded.indices)
    return pa.DictionaryArray.from_arrays(numbers, values.dictionary)


def true_of(column: pa.Array, find: Callable[[pa.Array], pa.Array]) -> np.ndarray:
    """What `find` says of each text, true or false, false of none; of a column held as numbers every
    text is asked once.
    """
    if not pa.types.is_dictionary(column.type):
        return find(column).to_numpy(zero_copy_only=False)
    found = find(column.dictionary).to_numpy(zero_copy_only=False)
    if not found.any():
        return np.zeros(len(column), bool)
    here = found[pc.fill_null(column.indices, 0).to_numpy()]
    return here & column.is_valid().to_numpy(zero_copy_only=False) if column.null_count else here


def likely_true(column: pa.Array, is_so: Callable[[str], bool], likely: str) -> np.ndarray:
    """True where a text is so; only those with the pattern `likely` can be, and only they are asked."""

    def find(texts: pa.Array) -> pa.Array:
        places = np.arange(len(texts))
        if len(texts) > _FEW:
            places = pc.indices_nonzero(pc.match_substring_regex(texts, likely)).to_numpy()
        so = np.zeros(len(texts), bool)
        so[places] = [is_so(text) for text in each_text(texts.take(pa.array(places)))]
        return pa.array(so)

    return true_of(column, find)


def compact(column: pa.Array) -> pa.Array:
    """The column without texts that none of its cells has, in the order in which they appear."""
    if not pa.types.is_dictionary(column.type):
        return column
    used = column.indices.unique()
    place = np.zeros(len(column.dictionary), np.int16)
    place[used.to_numpy()] = np.arange(len(used), dtype=np.int16)
    indices = pa.array(place[column.indices.to_numpy()])
    return pa.DictionaryArray.from_arrays(indices, column.dictionary.take(used))


class TextColumn:
    """One column, growing block by block."""

    def __init__(self) -> None:
        self._texts = pa.array([], pa.string())
        self._blocks: list[pa.Array] = []
        self._is_plain = False

    def add(self, block: pa.DictionaryArray) -> None:
        """Add the cells of a block, encoded with texts of its own."""
        few = max(_SMALL_BLOCK, len(block) * _SHARE)
        if self._is_plain or len(block.dictionary) > few or not self._added(block):
            self._become_plain()
            self._blocks.append(plain_text(block))

    def _added(self, block: pa.DictionaryArray) -> bool:
        """True unless there are too many distinct texts by now."""
        known = pc.index_in(block.dictionary, value_set=self._texts)
        fresh = block.dictionary.filter(pc.is_null(known))
        if len(self._texts) + len(fresh) > _MOST:
            return False
        if len(fresh):
            self._texts = pa.concat_arrays([self._texts, fresh])
            known = pc.index_in(block.dictionary, value_set=self._texts)
        self._blocks.append(known.cast(_INDEX).take(block.indices))
        return True

    def _become_plain(self) -> None:
        if not self._is_plain:
            self._blocks = [self._texts.take(indices) for indices in self._blocks]
            self._texts, self._is_plain = self._texts[:0], True

    def finished(self) -> pa.Array:
        """The whole column; nothing is added afterwards."""
        blocks, self._blocks = self._blocks, []
        if self._is_plain:
            return pa.concat_arrays(blocks)
        indices = pa.concat_arrays(blocks) if blocks else pa.array([], _INDEX)
        return pa.DictionaryArray.from_arrays(indices, self._texts)
