"""The demo: the same bytes each time, the printed margins, and files as real tools write them.

Only the last test uses Mukana's own readers.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.demo import write
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading.loader import load
from orchestration.questionnaire.model.questionnaire import Survey
from tests import drafts
from tests.unit.demo_files import (
    FORMS,
    SPRING,
    YEAR,
    codes_of,
    declared,
    find,
    finnish_rows,
    person_files,
    register,
    rows_of,
)

COUNTY = "paijat_hame_demo"
REFUSED = {
    "suojattu_demo.xlsx": "protected",
    "kuva_demo.csv": "unreadable",
    "payroll_demo.xlsx": "unknown_questionnaire",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write(folder)
    return folder


def _scores_by_person(root: Path) -> dict[tuple[str, str], dict]:
    """Person in a service -> the service, and scores by phase; Finnish forms with a code."""
    people: dict[tuple[str, str], dict] = {}
    for row in finnish_rows(root):
        if row["score"] is not None and row["code"]:
            key = row["service"], row["code"]
            person = people.setdefault(key, {"service": row["service"], "scores": {}})
            person["scores"][row["phase"]] = row["score"]
    return people


@pytest.fixture(scope="module")
def surveys() -> dict[str, Survey]:
    return load([SHIPPED_QUESTIONNAIRES])


def test_two_runs_write_the_same_bytes_at_the_same_times(root, tmp_path):
    again = {path.relative_to(tmp_path): path for path in write(tmp_path)}
    first = {p.relative_to(root): p for p in root.rglob("*") if p.is_file()}
    assert set(first) == set(again)
    for name, path in first.items():
        assert path.read_bytes() == again[name].read_bytes(), name
        if name.parts[0] == "landing":
            assert path.stat().st_mtime == again[name].stat().st_mtime, name


def test_it_fills_landing_and_registers_and_nothing_else(root):
    assert {path.name for path in root.iterdir()} == {"landing", "registers"}
    files = {path.name for path in (root / "landing").glob("*/*")}
    assert files == {*FORMS, *REFUSED}
    assert all("demo" in name for name in files)


def test_registers_name_14_example_services_in_all_ten_municipalities(root):
    services, senders = (register(root, name) for name in ("services", "senders"))
    # Päijät-Häme's municipalities in Statistics Finland's classification of 2024.
    codes = ["016", "081", "098", "111", "142", "316", "398", "560", "576", "781"]
    assert len(services) == 14
    assert sorted({row["municipality_code"] for row in services}) == codes
    assert all("esimerkki" in row["name_fi"] for row in [*services, *senders])
    folders = {path.name for path in (root / "landing").iterdir()}
    assert {row["sender_code"] for row in senders} == folders
    # Five NGOs, the county, the sender of the national surveys, and the project that keeps logs.
    assert len(folders) == 5 + 1 + 1 + 1


def test_about_two_thousand_people_answer_and_one_service_has_fewer_than_five(root):
    everyone = set().union(*(codes_of(path) for _, path in person_files(root)))
    hartola = {r["code"] for r in finnish_rows(root) if "Hartola" in r["service"]}
    # 2004 people are simulated; some 3 % leave the code blank and cannot be counted by it.
    assert 1900 <= len(everyone) <= 2004
    assert 0 < len(hartola) < 5


def test_the_cumulative_delivery_repeats_the_first_with_three_corrections(root):
    header, *spring = rows_of(root / "landing" / COUNTY / SPRING)
    _, *year = rows_of(root / "landing" / COUNTY / YEAR)
    later = {row[0]: row for row in year}
    changes = [
        (header[i], before, after)
        for row in spring
        for i, (before, after) in enumerate(zip(row, later[row[0]], strict=True))
        if before != after
    ]
    assert len(year) > len(spring)
    assert len(changes) == 3
    typo, municipality, item = sorted(changes)
    assert municipality[1:] in {("Lahti", "Hollola"), ("Lahden kaupunki", "Hollola")}
    assert item[1:] == ("Jokseenkin samaa mieltä", "Jokseenkin eri mieltä")
    assert typo[1:] == ("Arki on sanut rytmiä.", "Arki on saanut rytmiä.")
    folder = root / "landing" / COUNTY
    assert (folder / SPRING).stat().st_mtime < (folder / YEAR).stat().st_mtime


def test_means_are_near_the_references_and_change_is_about_four(root):
    scores = [person["scores"] for person in _scores_by_person(root).values()]
    starts = [s["Alku"] for s in scores if "Alku" in s]
    pairs = [(s["Alku"], s["Loppu"]) for s in scores if {"Alku", "Loppu"} <= set(s)]
    changes = [end - start for start, end in pairs]
    # References: 58 (mental-health rehabilitation 2022) to 78.4 (Vantaa 2022); 67.5 in between.
    assert 65 < statistics.mean(starts) < 70
    assert 3 < statistics.mean(changes) < 5
    assert 0.6 < statistics.correlation(*zip(*pairs, strict=True)) < 0.9
    # About 40 % of those who start have no end.
    assert 0.35 < 1 - len(pairs) / len(starts) < 0.45


def test_s0_answers_have_the_published_margins(root):
    header, *rows = rows_of(find(root, "osallisuustyo_demo_synteettinen_2023.xlsx"))
    answers = [dict(zip(header, row, strict=True)) for row in rows]
    assert len(answers) == 23  # "Kyselyyn vastasi 23 osallisuusvastaavaa"
    by_area = {row["Hyvinvointialue"]: row for row in answers}
    assert len(by_area) == 22

    def areas(start: str, *labels: str) -> int:
        column = next(h for h in header if h.startswith(start))
        return sum(row[column] in labels for row in by_area.values())

    assert areas("Onko alueella nimetty", "Kyllä") == 21  # 21/22 = 95 %
    assert areas("Onko alueella muodostunut", "Vasta muotoutumassa") == 5
    assert areas("Miten johto on sitoutunut osallisuustyöhön (yhteinen", "Heikosti") == 2
    assert areas("Miten johto on sitoutunut osallisuustyöhön (johtaminen", "Heikosti") == 3
    column = next(h for h in header if h.startswith("Montako henkilötyövuotta osallisuusv"))
    stated = [row[column].removesuffix(" htv").replace(",", ".") for row in by_area.values()]
    numbers = [float(text) for text in stated if text and text[0].isdigit()]
    assert sum(n == 1 for n in numbers) == 12  # slightly over half of 22
    assert sum(n >= 2 for n in numbers) == 6
    assert sum(n == 6 for n in numbers) == 1
    # Half of the respondents: 11 of the 22 who answered.
    penetration = next(h for h in header if h.startswith("Miten osallisuustyö läpäisee"))
    weak = Counter(row[penetration] for row in answers)
    assert (weak["Heikosti"], 23 - weak[""]) == (11, 22)


def test_people_of_one_workshop_of_several_feel_less_included_at_the_end(root):
    changes = defaultdict(list)
    for person in _scores_by_person(root).values():
        if {"Alku", "Loppu"} <= set(person["scores"]):
            changes[person["service"]].append(person["scores"]["Loppu"] - person["scores"]["Alku"])
    means = {
        service: statistics.mean(found) for service, found in changes.items() if len(found) > 9
    }
    assert [service for service, mean in means.items() if mean < -2] == [
        "Työpaja, Asikkala (esimerkki)"
    ]


def test_both_respondents_of_one_area_agree_on_what_is_counted_by_area(root):
    header, *rows = rows_of(find(root, "osallisuustyo_demo_synteettinen_2023.xlsx"))
    twice = Counter(row[1] for row in rows).most_common(1)[0][0]
    first, second = (row for row in rows if row[1] == twice)
    # Time and area, then five questions counted by area.
    assert header[1] == "Hyvinvointialue"
    assert first[2:7] == second[2:7]


def test_every_header_and_closed_label_is_declared_in_the_yaml(root, surveys):
    known = declared(surveys["osallisuuskysely"])
    # Columns that tools and senders add, with free or registered contents.
    free = {"Vastausaika", "Huom", "lastpage", "startdate", "datestamp", "submitdate", "id", "VASTNRO", "VASTAIKA", "startlanguage"}  # fmt: skip
    for name, path in person_files(root):
        header, *rows = rows_of(path)
        for index, head in enumerate(header):
            if head in free:
                continue
            assert head in known, (name, head)
            values = {row[index] for row in rows} - {"", "-"}
            if known[head]:
                assert values <= known[head], (name, head, values - known[head])


def test_every_file_is_read_by_its_form_and_three_are_refused(root, surveys):
    context = Context(surveys, registers.load(root / "registers"), b"x" * 32, Limits(10**8, 10**9, 500))  # fmt: skip
    read, refused = {}, {}
    for path in (root / "landing").glob("*/*"):
        try:
            layout = read_delivery(
                path.read_bytes(), "0" * 64, path.parent.name, context
            ).recognised.layout
        except Refusal as refusal:
            refused[path.name] = refusal.reasons[0].code
        else:
            read[path.name] = (layout.form.form, layout.language)
    assert read == FORMS
    assert refused == REFUSED


# File of a tool -> questions of which a draft says something else than its own questionnaire, and
# answers that differ, when nobody knows that questionnaire.
DRAFTED = {
    # The header is a code, and some people wrote the same.
    "results-survey_demo.csv": ({("open", "single")}, 0),
    "osallisuus_demo.sav": (set(), 0),
    "osallisuuskysely_demo.xlsx": (set(), 0),
    # Three cells say in words that it is hard to estimate; the words are declared by hand.
    "osallisuustyo_demo_synteettinen_2024.xlsx": (set(), 3),
    "tyollistyminen_demo_synteettinen.xlsx": (set(), 0),
    "kuntien_tilanne_demo_synteettinen.xlsx": (set(), 0),
}


@pytest.mark.parametrize("name", DRAFTED)
def test_a_draft_reads_what_the_questionnaire_of_the_file_reads(name, root, surveys, tmp_path):
    context = Context(surveys, registers.load(root / "registers"), b"x" * 32, Limits(10**8, 10**9, 500))  # fmt: skip
    content = find(root, name).read_bytes()
    by_hand = read_delivery(content, "0" * 64, "ngo", context)
    own = by_hand.recognised.layout.questionnaire.questionnaire
    others = {code: survey for code, survey in surveys.items() if code != own}
    for known, (kinds, answers) in ((surveys, (set(), 0)), (others, DRAFTED[name])):
        draft = drafts.loaded(drafts.drafted(content, surveys=known), tmp_path / str(len(known)))
        by_draft = drafts.read_with(draft, content, context)
        assert by_draft.counts == by_hand.counts
        mine, theirs = drafts.kinds_of(by_draft), drafts.kinds_of(by_hand)
        assert {(k, mine[at]) for at, k in theirs.items() if mine[at] != k} == kinds
        read, wanted = drafts.answers_of(by_draft), drafts.answers_of(by_hand)
        assert len(wanted) > 90
        assert sum(read.get(at) != answer for at, answer in wanted.items()) == answers
