"""Landing to published, in process: what users do, one after the other, on one root."""

import json
import logging
import shutil
from pathlib import Path
from random import Random

import duckdb
import pytest

from orchestration.core.data_root import DataRoot
from orchestration.release.due import what_is_due
from tests.exports import FULL_HEADER, HEADER, ITEMS, csv_text, full_row, golden_b, xlsx
from tests.roots import Workplace, many, new_root, twin


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Workplace:
    """Golden B, a group of six and one of four, a reworded item, a refused file, and one run."""
    folder = tmp_path_factory.mktemp("flow")
    place = new_root(folder)
    for sender, sheet in sheets().items():
        place.land(xlsx(folder / f"{sender}.xlsx", sheet), f"{sender}/osallisuus.xlsx")
    (place.root.landing / "ngo_b" / "payroll.csv").write_text("Nimi;Palkka\r\nVirtanen;4000\r\n")
    assert place.run().exit_code == 0
    return place


def sheets() -> dict[str, list[list[str]]]:
    """What each sender's one file holds."""
    groups = [*many("Lahden paja", 6, "6MAR", 4), *many("Sysmän paja", 4, "9ELO", 2)]
    return {"ngo_a": [HEADER, *golden_b()], "ngo_b": [HEADER, *groups], "ngo_c": reworded()}


def reworded() -> list[list[str]]:
    """Eleven people of Lahti at start and end, asked one item in other words."""
    header = ["Elämälläni on mielestäni tarkoitus." if h == ITEMS[5] else h for h in FULL_HEADER]
    lonely = FULL_HEADER.index("Tunnetko itsesi yksinäiseksi?")
    rows = [header]
    for phase, day, often in (("Alku", "8.1.2024", 7), ("Loppu", "8.5.2024", 4)):
        for n in range(11):
            at, answers = f"{day} 9.{n:02}.00", [3, 5, *[4] * 8]
            form = full_row(f"3TAM{n}", phase, answers, at=at, service="Lahden paja")
            form[lonely] = "Jatkuvasti" if n < often else "Joskus"
            rows.append(form)
    return rows


def test_a_reworded_item_blocks_its_indicator_and_the_other_questions_go_on(released):
    [blocked] = [d for d in released.records if d.sender_code == "ngo_c"]
    assert (blocked.status, blocked.blocked_indicators) == ("accepted", ("inclusion",))
    counted = released.query(
        "select q.question_code, phase_code, option_code, answer_count, person_count, indicator_key,"
        " service_code from {fct_answer_distribution} join {dim_question} as q using (question_key)"
        " join {dim_option} using (option_key) join {dim_service} using (service_key)"
        " where answer_count > 0 order by all"
    )
    # Of eleven pairs seven were lonely often at the start, four at the end. All eleven said the same
    # of the effect, so it is left out; backgrounds are published beside changes only, and no item is.
    assert counted == [
        ("loneliness", "end", "all_the_time", 4, 11, 0, "lahti"),
        ("loneliness", "end", "sometimes", 7, 11, 0, "lahti"),
        ("loneliness", "start", "all_the_time", 7, 11, 0, "lahti"),
        ("loneliness", "start", "sometimes", 4, 11, 0, "lahti"),
    ]
    for table in ("fct_indicator_change", "fct_indicator_level", "fct_indicator_class"):
        scored = released.query(f"select distinct indicator_key from {{{table}}}")
        assert (0,) not in scored
    [pairs] = released.query("select sum(pair_count) from {fct_indicator_change}")
    assert pairs == (8,), "golden B alone"


def test_golden_b_is_published_as_eight_pairs_and_plus_7_1875(released):
    # Published figures: 8 pairs, start 47.19, end 54.38, change +7.19 (raw sum s -> (s - 10) * 2.5).
    [pairs] = released.query(
        "select pair_count, start_sum, end_sum, change_sum from {fct_indicator_change}"
    )
    assert pairs == (8, 377.5, 435.0, 57.5)
    assert float(pairs[3]) / pairs[0] == pytest.approx(7.1875)


def test_those_without_a_pair_in_golden_b_are_few_and_their_number_is_nowhere(released):
    rows = released.query(
        "select pairing_status_code, suppressed_person_band from {fct_indicator_suppressed}"
        " where suppressed_from_code = 'everything' and indicator_key <> 0 order by 1"
    )
    # Four starts and one end without a pair; the group of four singles in Sysmä.
    assert rows == [("end_only", "few"), ("single", "few"), ("start_only", "few")]


def test_a_group_of_six_is_published_and_a_group_of_four_in_no_table(released):
    rows = released.query(
        "select service_code, person_count, score_sum from {fct_indicator_level} join {dim_service} using (service_key)"
    )
    # Six people who answer 4 to everything: (4 - 1) * 25 = 75 each.
    assert rows == [("lahti", 6, 450)]
    facts = ["fct_indicator_change", "fct_answer_distribution"]
    for fact in facts:
        found = released.query(
            f"select distinct service_code from {{{fact}}} join {{dim_service}} using (service_key)"
        )
        assert ("sysma",) not in found


def test_a_refused_file_says_why_in_two_languages_and_nothing_of_its_content(released):
    [refused] = [d for d in released.status["deliveries"] if d["status"] == "refused"]
    assert refused["name"] == "ngo_b/payroll.csv"
    [reason] = refused["reasons"]
    assert reason["fi"].startswith("Tiedostosta ei löytynyt")
    assert reason["en"].startswith("No headers of a known questionnaire")
    written = [
        f
        for f in released.root.path.rglob("*")
        if f.is_file() and released.root.landing not in f.parents
    ]
    assert not [f for f in written if b"Virtanen" in f.read_bytes()]


def test_no_respondent_code_is_anywhere_but_in_landing(released):
    seen = []
    for file in released.root.path.rglob("*.parquet"):
        seen += duckdb.sql(f"select * from read_parquet('{file}')").fetchall()
    with duckdb.connect(str(released.root.warehouse), read_only=True) as warehouse:
        for schema, table in warehouse.sql(
            "select schema_name, table_name from duckdb_tables()"
        ).fetchall():
            seen += warehouse.sql(f'select * from "{schema}"."{table}"').fetchall()
    text = str(seen).casefold()
    assert "6mar0" not in text and "9elo1" not in text
    others = [
        f for f in released.root.path.rglob("*") if f.suffix in (".json", ".html", ".txt", ".db")
    ]
    for file in others:
        assert b"6MAR0" not in file.read_bytes() and b"6mar0" not in file.read_bytes(), file.name


def test_nothing_new_changes_nothing(released):
    before = {f: f.stat().st_mtime_ns for f in released.root.path.rglob("*") if f.name != ".lock"}
    outcome = released.run()
    assert (outcome.exit_code, outcome.was_due) == (0, False)
    assert {
        f: f.stat().st_mtime_ns for f in released.root.path.rglob("*") if f.name != ".lock"
    } == before


def in_halves_and_again(rows: list, dice: Random) -> list[list]:
    """The later half first, then the other one, then all of it from the last row to the first."""
    half = len(rows) // 2
    return [rows[half:], rows[:half], rows[::-1]]


def one_by_one_and_some_twice(rows: list, dice: Random) -> list[list]:
    """A file per form in any order, a third of them once more with other neighbours."""
    order = dice.sample(rows, len(rows))
    return [[form] for form in order] + [[*order[: len(order) // 3]]]


@pytest.mark.parametrize("arranged", [in_halves_and_again, one_by_one_and_some_twice])
def test_any_split_repetition_and_order_of_the_same_answers_counts_the_same_rows(
    released, tmp_path, arranged
):
    other = twin(released, tmp_path)
    land_arranged(other, tmp_path, arranged)
    other.build("+int_submissions", "+int_answers")
    assert {d.status for d in other.records} == {"accepted"}
    assert counting_rows(other.root) == counting_rows(released.root)


def test_files_of_other_names_and_splits_each_taken_before_the_next_comes_give_the_same_bytes(
    released, tmp_path
):
    other = twin(released, tmp_path)
    arrangements = (in_halves_and_again, one_by_one_and_some_twice, in_halves_and_again)
    for sender, arranged in zip(reversed(sheets()), arrangements, strict=True):
        land_arranged(other, tmp_path, arranged, sender)
        assert {record.status for record in other.take()} == {"accepted"}
    other.export()
    # What is published is a copy of these bytes.
    assert other.content() == released.content()


def land_arranged(place: Workplace, folder: Path, arranged, *senders: str) -> None:
    """The answers of these senders, or of all, as files that divide them up."""
    for sender, (header, *rows) in sheets().items():
        for number, part in enumerate(arranged(rows, Random(7))):
            if not senders or sender in senders:
                file = folder / "part.csv"
                file.write_text(csv_text([header, *part]), encoding="utf-8")
                place.land(file, f"{sender}/{number}.csv", at=1_700_000_000 + number)


def counting_rows(root: DataRoot) -> list[tuple]:
    """Every submission of raw that counts with its answers, whatever delivery brought it."""
    with duckdb.connect(str(root.warehouse), read_only=True) as warehouse:
        warehouse.execute(f"set file_search_path = '{root.raw}'")
        return warehouse.execute(
            "select s.* exclude (submission_key), a.* exclude (submission_key)"
            " from restricted.int_submissions as s"
            " join restricted.int_answers as a using (submission_key)"
            " order by all"
        ).fetchall()


def test_the_same_bytes_under_another_name_are_received_already_and_missing_answers_are_read_again(
    released,
):
    raw = {file: file.read_bytes() for file in released.root.raw.rglob("*.parquet")}
    source = released.root.landing / "ngo_a" / "osallisuus.xlsx"
    released.land(source, "ngo_a/osallisuus (1).xlsx", at=1_700_000_500)
    shutil.rmtree(released.root.raw)
    released.take()
    found = released.status
    [golden] = [d for d in found["deliveries"] if d["also_received_as"]]
    assert golden["also_received_as"] == ["ngo_a/osallisuus (1).xlsx"]
    assert found["waiting"] == 0
    assert {file: file.read_bytes() for file in released.root.raw.rglob("*.parquet")} == raw
    assert what_is_due(released.declared, released.declared.waiting()) is None


def test_a_run_whose_only_new_file_is_refused_ends_without_building_anything(
    released, tmp_path, capfd, caplog
):
    built, published = released.root.warehouse.stat(), released.published_files()
    file = tmp_path / "payroll.csv"
    file.write_text("person,salary\n1,2\n")
    released.land(file, "ngo_b/payroll_again.csv", at=1_700_000_800)
    outcome = released.run()
    assert (outcome.exit_code, outcome.failures, outcome.was_due) == (0, [], True)
    assert released.status["counts"]["refused"] == 2
    assert released.root.warehouse.stat().st_ino == built.st_ino
    assert released.published_files() == published
    said, warned = capfd.readouterr()
    assert "nothing is built" in said
    assert warned == ""
    # Outside pytest these are shown on the terminal.
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING] == []
    assert not released.run().was_due


def test_answers_missing_from_raw_are_never_published_without_their_people(released):
    before, declared = released.content(), released.declared.fingerprint()
    shutil.rmtree(released.root.raw)
    golden = released.root.landing / "ngo_a"
    golden.rename(released.root.path / "aside")
    outcome = released.run()
    (released.root.path / "aside").rename(golden)
    assert outcome.exit_code == 1
    assert "Put the files back" in outcome.failures[0]
    assert released.content() == before
    released.take()
    assert released.declared.fingerprint() == declared
    assert what_is_due(released.declared, released.declared.waiting()) is None


def corrected(released: Workplace, folder: Path, count: int) -> tuple:
    """What is published of Lahti once its people are so many, and one of the first six is corrected."""
    groups = [*many("Lahden paja", count, "6MAR", 4), *many("Sysmän paja", 4, "9ELO", 2)]
    # One item of the first person is 5 now, and one of everybody's after the eighth.
    for row in [groups[0], *groups[8:count]]:
        row[4] = "Täysin samaa mieltä"
    file = xlsx(folder / f"{count}.xlsx", [HEADER, *groups])
    released.land(file, f"ngo_b/osallisuus{count}.xlsx", at=1_700_001_000 + count)
    released.release()
    [level] = released.query("select person_count, score_sum from {fct_indicator_level}")
    return level


def test_a_newcomer_and_a_correction_wait_for_others_and_come_in_one_new_release(
    released, tmp_path
):
    before = json.loads((released.root.published / "current.json").read_text())["release_id"]
    # The seventh person alone would be this release less the last.
    assert corrected(released, tmp_path, 7) == (6, 6 * 75)
    # With eleven new people in all: the corrected one and nine of them have (41 / 10 - 1) * 25 = 77.5.
    assert corrected(released, tmp_path, 17) == (17, 7 * 75 + 10 * 77.5)
    after = json.loads((released.root.published / "current.json").read_text())["release_id"]
    assert after != before
    assert (released.root.published / "releases" / before).exists()
