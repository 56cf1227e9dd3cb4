"""One file to answers: the same answers whatever tool, language or layout they come in."""

import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader
from tests.exports import FULL_HEADER, HEADER, ITEMS, csv_text, full_row, row, xlsx

ANSWERS = [4, 4, None, 5, 4, 3, 4, None, 4, 4]
SERVICES = "service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code\nlahti,Lahden paja,,,workshop,,,398\n"


@pytest.fixture(scope="module")
def context(tmp_path_factory) -> Context:
    folder = tmp_path_factory.mktemp("registers")
    (folder / "services.csv").write_text(SERVICES, encoding="utf-8")
    surveys = loader.load([SHIPPED_QUESTIONNAIRES])
    return Context(surveys, registers.load(folder), b"s" * 32, Limits(10**7, 10**8, 200))


def _read(path: Path, context: Context):
    return read_delivery(path.read_bytes(), "d" * 64, "ngo", context)


def _answers(reading) -> dict[str, tuple]:
    """question -> (option, low, high, missing) of the first row."""
    rows = reading.tables["answers"].to_pylist()
    first = min(a["row_number"] for a in rows)
    return {
        a["question_code"]: (a["option_code"], a["number_low"], a["number_high"], a["missing_kind"])
        for a in rows
        if a["row_number"] == first and a["question_code"].startswith("esis")
    }


def _refusal(path: Path, context: Context) -> Refusal:
    with pytest.raises(Refusal) as caught:
        _read(path, context)
    return caught.value


EXPECTED = {
    f"esis_{number:02}": (
        (None, None, None, "no_answer")
        if answer is None
        else (str(answer), Decimal(answer), Decimal(answer), None)
    )
    for number, answer in enumerate(ANSWERS, 1)
}


def test_webropol_xlsx_labels_become_codes_and_blanks_a_kind_of_missing(context, tmp_path):
    file = xlsx(
        tmp_path / "a.xlsx", [HEADER, row("3MAR71", "Alku", ANSWERS, service="Lahden paja")]
    )
    reading = _read(file, context)
    assert _answers(reading) == EXPECTED
    submission = reading.tables["submissions"].to_pylist()[0]
    assert submission["phase_code"] == "start"
    assert submission["service_code"] == "lahti"
    assert submission["row_number"] == 2
    assert submission["answered_at"].isoformat() == "2024-02-05T10:00:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_gives_the_same_answers_in_any_encoding_and_delimiter(
    context, tmp_path, encoding, delimiter
):
    file = tmp_path / "a.csv"
    file.write_bytes(csv_text([HEADER, row("x", "Alku", ANSWERS)], delimiter).encode(encoding))
    assert _answers(_read(file, context)) == EXPECTED


def test_an_spss_file_gives_the_same_answers_by_its_value_labels(context, tmp_path):
    names = [f"OSI{number:02}" for number in range(1, 11)]
    frame = pd.DataFrame(
        [
            [
                1.0,
                "5.2.2024 10:00",
                "KOODI1",
                1.0,
                1.0,
                *[float("nan") if a is None else float(a) for a in ANSWERS],
            ]
        ]
    )
    frame.columns = ["VASTNRO", "VASTAIKA", "KOODI", "MITTAUS", "SUOSTUM", *names]
    labels = {1.0: "Täysin eri mieltä", 2.0: "Jokseenkin eri mieltä", 3.0: "Ei samaa eikä eri mieltä", 4.0: "Jokseenkin samaa mieltä", 5.0: "Täysin samaa mieltä"}  # fmt: skip
    value_labels = dict.fromkeys(names, labels) | {
        "MITTAUS": {1.0: "Alku", 2.0: "Loppu"},
        "SUOSTUM": {1.0: "Kyllä", 2.0: "Ei"},
    }
    file = tmp_path / "a.sav"
    pyreadstat.write_sav(frame, str(file), variable_value_labels=value_labels)
    reading = _read(file, context)
    assert _answers(reading) == EXPECTED
    assert reading.tables["submissions"].to_pylist()[0]["response_id"] == "1"


def test_banner_rows_empty_rows_and_a_total_row_are_no_respondents(context, tmp_path):
    rows = [["Osallisuuskysely 2024"], [], HEADER, [], row("a", "Alku", ANSWERS), ["Yhteensä", "1"]]
    reading = _read(xlsx(tmp_path / "a.xlsx", rows), context)
    assert reading.counts == {"read": 1, "used": 1, "no_consent": 0}
    assert reading.tables["submissions"]["row_number"].to_pylist() == [5]
    assert reading.recognised.header_row == 2


def test_columns_may_stand_in_any_order_and_extra_ones_are_listed_not_read(context, tmp_path):
    cells = dict(zip(HEADER, row("a", "Loppu", ANSWERS), strict=True)) | {"Huom": "Virtanen soitti"}
    header = sorted(cells)
    reading = _read(xlsx(tmp_path / "a.xlsx", [header, [cells[name] for name in header]]), context)
    assert _answers(reading) == EXPECTED
    assert len(reading.left_out) == 1
    assert "Virtanen" not in str([table.to_pylist() for table in reading.tables.values()])


def test_only_rows_with_consent_are_written(context, tmp_path):
    given = [
        full_row(code, "Alku", ANSWERS, consent=yes)
        for code, yes in zip("abc", ["Kyllä", "Ei", ""], strict=True)
    ]
    reading = _read(xlsx(tmp_path / "a.xlsx", [FULL_HEADER, *given]), context)
    assert reading.counts == {"read": 3, "used": 1, "no_consent": 1, "blank_consent": 1}
    # A blank refuses nothing, so it can withdraw nothing later.
    tables = dict(reading.tables)
    assert len(tables.pop("refusals")) == 1
    [blank] = [found for found in reading.findings if found.code == "blank_consent"]
    assert (blank.cell, blank.count) == ("O4", 1)
    for table in tables.values():
        assert set(table["row_number"].to_pylist()) == {2}


def test_open_answers_go_apart_and_codes_nowhere(context, tmp_path):
    rows = [FULL_HEADER, full_row("3MAR71", "Loppu", ANSWERS)]
    reading = _read(xlsx(tmp_path / "a.xlsx", rows), context)
    assert reading.tables["open_answers"]["answer_text"].to_pylist() == ["Sain ystävän"]
    assert "Sain ystävän" not in str(reading.tables["answers"].to_pylist())
    everything = str([table.to_pylist() for table in reading.tables.values()]).casefold()
    assert "3mar71" not in everything


def test_bare_numbers_without_a_direction_block_the_indicator_and_the_rest_goes_on(
    context, tmp_path
):
    cells = full_row("a", "Alku", [])
    rows = [FULL_HEADER, [*cells[:4], *"4444444444", *cells[4:]]]
    reading = _read(xlsx(tmp_path / "a.xlsx", rows), context)
    assert reading.blocked_indicators == ["inclusion"]
    assert [(f.code, f.cell) for f in reading.findings] == [("unclear_direction", "E2")]
    asked = set(reading.tables["answers"]["question_code"].to_pylist())
    assert asked == {"loneliness", "effect", "age_group", "gender", "mother_tongue"}
    assert reading.counts["used"] == 1


def test_an_unknown_label_names_the_cell_and_what_is_allowed_never_the_answer(context, tmp_path):
    cells = row("a", "Alku", ANSWERS)
    cells[5] = "Salainen Nimi"
    refusal = _refusal(xlsx(tmp_path / "a.xlsx", [HEADER, cells]), context)
    [reason] = refusal.reasons
    assert (reason.code, reason.cell, reason.sheet) == ("unknown_label", "F2", "Raportti")
    assert "Täysin samaa mieltä" in reason.fi
    assert "Salainen" not in reason.fi + reason.en


@pytest.mark.parametrize(
    "wording",
    [
        "Kuulun minulle tärkeään ryhmään tai yhteisöön.",
        "Kuulun johonkin ryhmään tai yhteisöön",
        "Minulla on ystäviä",  # nothing alike, but in the place of the item
    ],
)
def test_a_reworded_item_is_not_the_item_and_blocks_the_indicator_only(context, tmp_path, wording):
    header = [*FULL_HEADER]
    header[6] = wording
    rows = [header, full_row("a", "Alku", ANSWERS)]
    reading = _read(xlsx(tmp_path / "a.xlsx", rows), context)
    assert reading.blocked_indicators == ["inclusion"]
    [finding] = reading.findings
    assert (finding.code, finding.cell) == ("reworded_item", "G1")
    assert ITEMS[2] in finding.fi
    assert "Osallisuusindikaattori" in finding.fi
    assert "Inclusion indicator" in finding.en
    asked = reading.tables["answers"]["question_code"].to_pylist()
    assert asked == ["loneliness", "effect", "age_group", "gender", "mother_tongue"]


def test_an_item_that_is_not_there_at_all_refuses_the_file(context, tmp_path):
    header, cells = [*HEADER], row("a", "Alku", ANSWERS)
    del header[6], cells[6]
    refusal = _refusal(xlsx(tmp_path / "a.xlsx", [header, cells]), context)
    [reason] = refusal.reasons
    assert (reason.code, reason.count) == ("missing_columns", 1)
    assert "“Inclusion survey” (osallisuuskysely/" in reason.en


def test_a_reworded_question_is_not_read_and_its_place_is_pointed_out(context, tmp_path):
    header = [*FULL_HEADER]
    place = header.index("Tunnetko itsesi yksinäiseksi?")
    header[place] = "Tunnetko olosi yksinäiseksi?"
    reading = _read(xlsx(tmp_path / "a.xlsx", [header, full_row("a", "Alku", ANSWERS)]), context)
    assert [(f.code, f.cell) for f in reading.findings] == [("reworded_question", "P1")]
    assert reading.blocked_indicators == []
    assert _answers(reading) == EXPECTED


def test_an_identity_code_anywhere_refuses_the_file_without_repeating_it(context, tmp_path):
    header, cells = [*HEADER, "Huom"], [*row("a", "Alku", ANSWERS), "ks. 131052-308T"]
    refusal = _refusal(xlsx(tmp_path / "a.xlsx", [header, cells]), context)
    assert [(r.code, r.cell) for r in refusal.reasons] == [("identity_code", "O2")]
    assert "131052" not in str(refusal)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tyhja.xlsx", b"", "empty_file"),
        ("salattu.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected"),
        ("kuva.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 99, "unreadable"),
        ("rikki.xlsx", b"PK\x03\x04" + b"\1" * 99, "unreadable"),
        ("rikki.sav", b"$FL2@(#) SPSS" + b"\1" * 99, "unreadable"),
        ("palkat.csv", b"Nimi;Palkka\r\nVirtanen;4000\r\n", "unknown_questionnaire"),
        ("otsikot.csv", csv_text([HEADER]).encode(), "no_rows"),
        ("iso.csv", b"a;b\r\n" * 3_000_000, "too_big"),
    ],
)
def test_what_is_no_export_is_refused_with_one_sentence(context, tmp_path, name, content, code):
    file = tmp_path / name
    file.write_bytes(content)
    refusal = _refusal(file, context)
    assert [reason.code for reason in refusal.reasons] == [code]
    assert "Virtanen" not in str(refusal)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(context, tmp_path):
    import zipfile

    file = tmp_path / "pommi.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 150_000_000)
    assert _refusal(file, context).reasons[0].code == "too_big"


def test_the_name_of_a_file_plays_no_part(context, tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [HEADER, row("x", "Alku", ANSWERS)])
    odd = tmp_path / "lomake_loppu.csv"
    shutil.copyfile(file, odd)
    assert _answers(_read(odd, context)) == EXPECTED


def test_an_unknown_service_and_an_ambiguous_date_are_reported_together(context, tmp_path):
    cells = row("a", "Alku", ANSWERS, at="04/05/2024", service="Kuun paja")
    refusal = _refusal(xlsx(tmp_path / "a.xlsx", [HEADER, cells]), context)
    assert sorted((r.code, r.cell) for r in refusal.reasons) == [
        ("bad_date", "A2"),
        ("unknown_value", "D2"),
    ]
    assert "Kuun" not in str(refusal)


def test_a_form_that_takes_consent_for_given_stops_at_a_column_that_looks_like_consent(
    context, tmp_path
):
    rows = [[*HEADER, "Suostumus tutkimukseen"], [*row("a", "Alku", ANSWERS), "Ei"]]
    refusal = _refusal(xlsx(tmp_path / "a.xlsx", rows), context)
    assert [(r.code, r.cell) for r in refusal.reasons] == [("assumed_consent", "O1")]


def test_a_row_without_its_time_is_reported(context, tmp_path):
    rows = [HEADER, row("a", "Alku", ANSWERS), row("b", "Alku", ANSWERS, at="")]
    reading = _read(xlsx(tmp_path / "a.xlsx", rows), context)
    assert [(finding.code, finding.cell) for finding in reading.findings] == [("no_time", "A3")]
