"""Whatever the bytes are, a delivery is read or refused with a sentence; and what means the
same is read the same. Examples are bounded, so that the whole file takes seconds.
"""

import io
import json
import random
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Reading, read_delivery
from orchestration.ingest.readers import Limits
from tests.exports import csv_text, xlsx
from tests.small_survey import (
    BELONG,
    EXPECTED,
    FIRST,
    FRIENDS,
    HEARD,
    HELP,
    NOWHERE,
    OFFICE,
    SECOND,
    WHY,
    chosen,
    read,
    small_context,
)

OLD = Path(__file__).parents[1] / "fixtures" / "vanha.xls"
HEADER = ["Vastausaika", "Mittaus", BELONG, HEARD, HELP]
ROWS = [
    [f"5.2.2024 10.0{n}.00", "Alku", a[BELONG], a[HEARD], ";".join(a[HELP])]
    for n, a in enumerate((FIRST, SECOND), 1)
]
FEW = settings(
    max_examples=40,
    deadline=timedelta(seconds=10),
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
LIMITS = Limits(10**6, 10**7, 100, 50_000, 500_000)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@pytest.fixture(scope="module")
def context(place):
    return small_context(place, limits=LIMITS)


@pytest.fixture(scope="module")
def sound(place) -> dict[str, bytes]:
    """One sound file of every format, to be broken."""
    xlsx(place / "a.xlsx", [HEADER, *ROWS])
    frame = pd.DataFrame(ROWS, columns=["VASTAUSAIKA", "MITTAUS", "B", "H", "HELP"])
    pyreadstat.write_sav(frame, str(place / "a.sav"), column_labels=HEADER)
    pyreadstat.write_sav(frame, str(place / "a.zsav"), column_labels=HEADER, compress=True)
    page = {"ResponseId": 1, "RespondentAnswers": [{"Question": BELONG, "Label": "", "Answer": "x"}]}  # fmt: skip
    return {
        "xlsx": (place / "a.xlsx").read_bytes(),
        "sav": (place / "a.sav").read_bytes(),
        "zsav": (place / "a.zsav").read_bytes(),
        "xls": OLD.read_bytes(),
        "csv": csv_text([HEADER, *ROWS]).encode(),
        "json": json.dumps([page] * 3).encode(),
    }


_read: list[int] = []


@pytest.fixture(autouse=True)
def _counted(tries):
    before = len(_read)
    yield
    tries("fuzzed files", len(_read) - before)


def _outcome(place, context, content: bytes) -> Reading | Refusal:
    """Read bytes; every outcome but the two allowed ones is an error of the test."""
    _read.append(len(content))
    file = place / "delivery"
    file.write_bytes(content)
    started = time.monotonic()
    try:
        result: Reading | Refusal = read_delivery(file.read_bytes(), "d" * 64, "ngo", context)
    except Refusal as refusal:
        result = refusal
        assert refusal.reasons
        assert all(reason.fi and reason.en for reason in refusal.reasons)
    assert time.monotonic() - started < 10
    return result


def _mutated(content: bytes, seed: int) -> bytes:
    """Some bytes changed, cut out, doubled or cut off."""
    chance, data = random.Random(seed), bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        at = chance.randrange(len(data) or 1)
        kind = chance.randrange(5)
        if kind == 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            data[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
        elif kind == 2:
            del data[at : at + chance.randrange(1, 40)]
        elif kind == 3:
            data[at:at] = data[at : at + chance.randrange(1, 40)]
        elif chance.random() < 0.1:
            del data[at:]
    return bytes(data)


@pytest.mark.parametrize("kind", ["xlsx", "sav", "zsav", "xls", "csv", "json"])
@given(seed=st.integers(0, 2**32))
@settings(FEW, max_examples=60)
def test_broken_bytes_are_read_or_refused(place, context, sound, kind, seed):
    _outcome(place, context, _mutated(sound[kind], seed))


@given(seed=st.integers(0, 2**32))
@FEW
def test_a_workbook_whose_parts_are_broken_is_read_or_refused(place, context, sound, seed):
    """The package stays whole, so that the damage reaches the parser of the sheets."""
    chance, out = random.Random(seed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound["xlsx"])) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        broken = set(chance.sample(names, chance.randrange(1, 3)))
        for name in names:
            part = old.read(name)
            new.writestr(name, _mutated(part, seed) if name in broken else part)
    _outcome(place, context, out.getvalue())


@given(
    column=st.integers(0, 20_000),
    row=st.integers(0, 2**20) | st.integers(0, 2**70),
    cell=st.sampled_from(['<c r="{}{}">', "<c  r = '{}{}' >", "<c>"]),
)
@FEW
def test_a_cell_at_any_address_is_read_or_refused(place, context, sound, column, row, cell):
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound["xlsx"])) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                far = f'<row r="{row}">{cell.format(letters, row)}<v>1</v></c></row></sheetData>'
                part = part.replace(b"</sheetData>", far.encode())
            new.writestr(name, part)
    _outcome(place, context, out.getvalue())


@given(content=st.binary(max_size=600) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")))  # fmt: skip
@settings(FEW, max_examples=150)
def test_any_bytes_are_read_or_refused(place, context, content):
    _outcome(place, context, content)


@given(
    start=st.sampled_from([b"PK\x03\x04", b"$FL2", b"$FL3", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"[", b"{", b"\xff\xfe"]),
    rest=st.binary(max_size=600),
)  # fmt: skip
@FEW
def test_any_bytes_behind_a_known_start_are_read_or_refused(place, context, start, rest):
    _outcome(place, context, start + rest)


_TEXTS = st.sampled_from([*HEADER, WHY, "", "Column2", "37", f"{HELP}:{FRIENDS}", "submitdate", "lastpage", "ID", "{\"ImportId\"", "x"]) | st.text(max_size=12)  # fmt: skip


@given(rows=st.lists(st.lists(_TEXTS, max_size=9), max_size=7))
@settings(FEW, max_examples=150)
def test_any_headers_and_cells_are_read_or_refused(place, context, rows):
    _outcome(place, context, csv_text(rows).encode("utf-8", "replace"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["ResponseId", "ResponseDate", "RespondentAnswers", "Question", "Label", "Answer", "RespondentEmail", "Data"]), inner, max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(value=_JSON)
@settings(FEW, max_examples=150)
def test_any_json_is_read_or_refused(place, context, value):
    _outcome(place, context, json.dumps([value]).encode())


def _spread(choices):
    """The multi-select as one column per option, as Webropol does."""
    return [label if label in choices else "" for label in (FRIENDS, OFFICE, NOWHERE)]


@given(
    order=st.permutations(range(6)),
    is_spread=st.booleans(),
    top=st.integers(0, 4),
    left=st.integers(0, 3),
    form=st.sampled_from(["xlsx", ";utf-8", ",utf-8-sig", "\tutf-16", ";cp1252", ",cp1252"]),
    extra=st.sampled_from(["Huom", "x" * 300, ""]),
)
@settings(FEW, max_examples=60)
def test_order_delimiter_encoding_and_place_do_not_change_the_answers(
    place, context, order, is_spread, top, left, form, extra
):
    header, rows = [*HEADER, extra], [[*row, "soitettu"] for row in ROWS]
    header, *rows = ([row[i] for i in order] for row in (header, *rows))
    if is_spread:
        at = header.index(HELP)
        header[at : at + 1] = [f"{HELP}:{label}" for label in (FRIENDS, OFFICE, NOWHERE)]
        for row, answers in zip(rows, (FIRST, SECOND), strict=True):
            row[at : at + 1] = _spread(answers[HELP])
    table = [*[[] for _ in range(top)], *([""] * left + row for row in (header, *rows))]
    file = place / "same"
    if form == "xlsx":
        xlsx(file, [[None if cell == "" else cell for cell in row] for row in table])
    else:
        file.write_bytes(csv_text(table, form[0]).encode(form[1:]))
    reading = read(file, context)
    assert chosen(reading) == EXPECTED
    assert reading.tables["submissions"]["row_number"].to_pylist() == [top + 2, top + 3]
