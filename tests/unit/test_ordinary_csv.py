"""Ordinary csv is read in blocks, any other row by row: what comes of a file is the same."""

from __future__ import annotations

import csv
import io
from random import Random

import pyarrow as pa
import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import Limits, delimited, ordinary_csv, read_sheets
from orchestration.ingest.readers.text_columns import TextColumn, compact, plain_text

LIMITS = Limits(10_000_000, 10_000_000, 60, 120_000, 1_000_000)
ORDINARY = {
    "plain": b"a;b\n1;2\n",
    "no line end at the end": b"a;b\n1;2",
    "line ends of Windows": b"a;b\r\n1;2\r\n",
    "line ends of old Macs": b"a;b\r1;2\r",
    "mark of UTF-8": b"\xef\xbb\xbfa;b\n1;2\n",
    "two marks of UTF-8": b"\xef\xbb\xbf\xef\xbb\xbfa;b\n1;2\n",
    "quoted": b'"a";"b"\n"1";"2"\n',
    "quoted empty cells": b'aa;""\n"";""\n',
    "doubled marks": b'a;b\n"say ""hi""";"""x"""\n',
    "line ends in a cell": b'a;b\n"1\n1";"2\r\n\r\n2"\n',
    "delimiter in a cell": b'a,b\n"1,1",2\n',
    "blank lines": b"a;b\n\n1;2\n\n\n",
    "row of blank cells": b"a;b\n;\n1;2\n",
    "letters of every language": "ikä;أهلا;Київ\n1;2;3\n".encode(),
    "tabs": b"a\tb\n1\t2\n",
    "blanks around": b"a ;b\n 1; 2\n",
    "quoted with blank lines": b'a;b\n"\n\n";2\n',
}
OTHER = {
    "text after a closing mark": b'a;b\n"abc"def;2\n',
    "mark within a cell": b'a;b\n5" tall;2\n',
    "mark that never closes": b'a;b\n"1;2\n3;4\n',
    "marks that pair across cells": b'a;b\n"a"";"b";2\n',
    "blank before a mark": b'a;b\n "1";2\n',
    "rows of other widths": b"a;b\n1;2;3\n4\n",
    "one column": b"a\n1\n\n2\n",
    "cp1252": "ikä;b\n1;2\n".encode("cp1252"),
    "a bad byte far down": "ikä;b\n".encode() + b"1;2\n" * 9 + b"\xe4;2\n",
    "UTF-16": "ikä;b\n1;2\n".encode("utf-16"),
    "a NUL": b"a;b\n1\0;2\n" + b"1;2\n" * 600,
    "a hint": b"sep=;\na;b\n1;2\n",
    "a cell above the limit of csv": b"a;b\n" + b"x" * 140_000 + b";2\n",
    "nothing": b"\n\n",
}
REFUSED = {
    "too many columns": b";".join([b"a"] * 61) + b"\n" + b";".join([b"1"] * 61) + b"\n",
    "too many rows": b"a;b\n" + b"1;2\n" * 120_000,
    "too many rows by far": b"a;b\n" + b"1;2\n" * 210_000,
    "too many cells": (b";".join([b"a"] * 50) + b"\n") * 20_001,
    "long cell": b"a;b\n" + b"x" * 40_000 + b";2\n",
}


def _outcome(data: bytes) -> object:
    try:
        [sheet] = read_sheets(data, LIMITS)
    except Refusal as refusal:
        return [reason.as_dict() for reason in refusal.reasons]
    columns = [plain_text(column).to_pylist() for column in sheet.columns]
    rows = list(zip(*columns, strict=True))
    widths = range(len(rows)) if sheet.widths is None else sheet.widths.tolist()
    # The width of a row without any text is asked by nobody.
    odd = {w for w, row in zip(widths, rows, strict=True) if any(row)} - {len(columns)}
    return sheet.name, rows, odd if sheet.widths is not None else set()


def _by_rows(data: bytes, monkeypatch) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(delimited, "read_ordinary", lambda *_: None)
        return _outcome(data)


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_file_is_read_in_blocks_as_row_by_row(name, monkeypatch):
    data = ORDINARY[name]
    assert ordinary_csv.read_ordinary(data, LIMITS)
    assert _outcome(data) == _by_rows(data, monkeypatch)


@pytest.mark.parametrize("name", OTHER)
def test_any_other_file_is_left_to_the_reader_of_rows(name, monkeypatch):
    data = OTHER[name]
    assert ordinary_csv.read_ordinary(data, LIMITS) is None
    assert _outcome(data) == _by_rows(data, monkeypatch)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_above_a_limit_is_refused_with_the_same_words(name, monkeypatch):
    refused = _outcome(REFUSED[name])
    assert isinstance(refused, list)
    assert refused == _by_rows(REFUSED[name], monkeypatch)


PIECES = ['"', '""', ";", "\n", "\r\n", "a", "b", "1", " ", "ä", "", "\r", '";"', '"\n"']


@pytest.mark.parametrize("seed", range(300))
def test_of_random_pieces_both_readers_make_the_same(seed, monkeypatch):
    random = Random(seed)
    monkeypatch.setattr(ordinary_csv, "_PIECE", 7)
    rows = [
        ";".join("".join(random.choices(PIECES, k=random.randint(0, 3))) for _ in range(3))
        for _ in range(random.randint(1, 6))
    ]
    data = ("x;y;z\n" + "\n".join(rows)).encode()
    assert _outcome(data) == _by_rows(data, monkeypatch)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_a_writer_of_csv_writes_is_ordinary(seed, monkeypatch):
    random = Random(seed)
    monkeypatch.setattr(ordinary_csv, "_PIECE", 11)
    cells = ["", "a", 'x"y', "1;2", "line\nend", '"', '""', "ä€", " b "]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=random.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))  # fmt: skip
    writer.writerows([["k", "l", "m"], *(random.choices(cells, k=3) for _ in range(8))])
    data = out.getvalue().encode()
    assert ordinary_csv.read_ordinary(data, LIMITS)
    assert _outcome(data) == _by_rows(data, monkeypatch)


@pytest.mark.parametrize("size", range(24, 40))
def test_a_line_end_in_an_answer_stays_whole_where_a_block_would_begin_within_it(size, monkeypatch):
    monkeypatch.setattr(ordinary_csv, "_BLOCK", size)
    data = b'code;words\r\n"k1";"one\r\ntwo\r\nthree"\r\n"k2";"four\r\n\r\nfive"\r\n'
    columns = ordinary_csv.read_ordinary(data, LIMITS)
    assert columns
    assert plain_text(columns[1]).to_pylist() == [
        "words",
        "one\r\ntwo\r\nthree",
        "four\r\n\r\nfive",
    ]


def test_a_column_of_few_texts_is_held_as_numbers_and_one_of_many_as_text():
    options, codes = TextColumn(), TextColumn()
    for number in range(3):
        options.add(pa.array([f"o{n % 7 + number}" for n in range(5_000)]).dictionary_encode())
        codes.add(pa.array([f"c{number}-{n}" for n in range(5_000)]).dictionary_encode())
    few, many = options.finished(), codes.finished()
    assert few.type == pa.dictionary(pa.int16(), pa.string()) and len(few.dictionary) == 9
    assert many.type == pa.string()
    expected = [f"o{n % 7 + number}" for number in range(3) for n in range(5_000)]
    assert plain_text(few).to_pylist() == expected
    assert many.to_pylist() == [f"c{number}-{n}" for number in range(3) for n in range(5_000)]


def test_a_column_that_gets_too_many_texts_becomes_text_and_keeps_all():
    column = TextColumn()
    blocks = [[f"{number}-{n % 12_000}" for n in range(30_000)] for number in range(4)]
    for block in blocks:
        column.add(pa.array(block).dictionary_encode())
    found = column.finished()
    assert found.type == pa.string()
    assert found.to_pylist() == [text for block in blocks for text in block]


def test_a_cut_column_knows_only_the_texts_of_its_cells():
    column = pa.array(["header", "b", "a", "b"]).dictionary_encode()
    whole = TextColumn()
    whole.add(column)
    cut = compact(whole.finished().slice(1))
    assert cut.dictionary.to_pylist() == ["b", "a"]
    assert plain_text(cut).to_pylist() == ["b", "a", "b"]
