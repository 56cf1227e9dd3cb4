"""What a draft says of a column: what it is, what is not imported, what a person must decide."""

import random
import re

import pandas as pd
import pytest
import yaml

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.readers import read_sheets
from orchestration.ingest.registers import registers
from orchestration.questionnaire.drafting import twins
from orchestration.questionnaire.drafting.file_table import find_table
from orchestration.questionnaire.loading import loader
from tests import drafts
from tests.exports import csv_text
from tests.roots import REAL_EXPORTS

LIKERT = ["Aina", "Usein", "Harvoin", "En ikinä"]
LIKERT_SV = ["Alltid", "Ofta", "Sällan", "Inte en enda gång"]


def _content(header: list[str], *rows: list[str]) -> bytes:
    return csv_text([header, *rows]).encode()


def _columns(count: int = 40, **columns) -> bytes:
    """A file with these columns: a text for every row, or a function of its number."""
    header = ["Vastausaika", *columns]
    rows = [
        [
            f"{1 + n % 28}.3.2025 10:{n % 60:02}",
            *(one(n) if callable(one) else one for one in columns.values()),
        ]
        for n in range(count)
    ]
    return _content(header, *rows)


def _questionnaire(content: bytes, *more: bytes) -> dict:
    return yaml.safe_load(drafts.drafted(content, *more).texts["questionnaire.yml"])


def _text(content: bytes) -> str:
    return "\n".join(drafts.drafted(content).texts.values())


def test_columns_that_identify_a_person_are_named_and_not_imported():
    own = {
        "Sähköpostiosoite": lambda n: f"matti{n}@example.org",
        "Puhelin": lambda n: f"040 123 45{n % 90 + 10}",
        "Nimi": lambda n: f"Etu{'abcdefgh'[n % 8]} Suku{'abcdefgh'[n // 8]}",
        "Yhteystieto": lambda n: f"a{n}@b.fi",
        "Kuka": lambda n: f"{'ABCDEFGH'[n % 8]}nna {'ABCDEFGH'[n // 8]}irtanen",
        "Syntymäaika": lambda n: f"{1 + n % 28}.1.1960",
    }
    text = _text(_columns(**own, Mielipide=lambda n: LIKERT[n % 4]))
    for header in own:
        line = next(line for line in text.splitlines() if f"“{header}”" in line)
        assert "voi kertoa, kuka vastaaja on / may say who the respondent is" in line
    assert not re.search(r"example|irtanen|040 1|1960|b\.fi", text)
    assert list(yaml.safe_load(text.split("\n\n# Ei tuoda")[0])["questions"]) == ["mielipide"]


def test_numbers_and_codes_of_people_become_fields_and_never_questions():
    content = _columns(
        Nro=lambda n: str(500 + n),
        Koodi=lambda n: f"{n % 20 + 1}MAR{n % 20 + 50}",
        Mielipide=lambda n: LIKERT[n % 4],
    )
    found = _questionnaire(content)
    assert found["fields"]["response_id"]["header"] == {"fi": "Nro"}
    assert found["fields"]["respondent_code"]["header"] == {"fi": "Koodi"}
    assert list(found["questions"]) == ["mielipide"]
    assert "MAR" not in _text(content)


def test_a_code_without_a_telling_header_is_asked_about():
    content = _columns(K12=lambda n: f"x{n // 2}b", Mielipide=lambda n: LIKERT[n % 4])
    found = _questionnaire(content)
    assert found["fields"]["respondent_code"]["header"] == {"fi": "K12"}
    assert "DECIDE: Is this a code that the same person has at the start and at the end?" in _text(
        content
    )


def test_an_amount_is_a_number_and_no_choice():
    found = _questionnaire(
        _columns(
            **{
                "Montako lasta sinulla on?": lambda n: str(n % 5),
                "Ikä vuosina": lambda n: str(20 + n % 9),
                "Palkka": lambda n: str(2000 + 50 * (n % 7)),
                "Prosentti": lambda n: f"{10 * (n % 4)} %",
                "Käynnit": lambda n: str([0, 3, 7, 12][n % 4]),
            }
        )
    )
    assert {one["type"] for one in found["questions"].values()} == {"number"}
    assert len(found["questions"]) == 5


@pytest.mark.parametrize("names", [["Kuulun joukkoon."], ["Kuulun joukkoon.", "Minua kuullaan."]])
def test_bare_codes_of_a_scale_get_a_question_about_their_direction(names):
    content = _columns(**{name: lambda n: str(n % 5 + 1) for name in names})
    found = _questionnaire(content)
    assert [one["scale"] for one in found["questions"].values()] == ["numbers_1_5"] * len(names)
    assert list(found["scales"]["numbers_1_5"]["options"]) == ["1", "2", "3", "4", "5"]
    cells = ", ".join(f"{letter}1" for letter in "BC"[: len(names)])
    assert f"DECIDE: Bare numbers: {cells}. Which end is which?" in _text(content)


def test_a_code_for_no_answer_beside_a_scale_is_asked_about_and_is_no_step_of_it():
    content = _columns(Mieliala=lambda n: str([1, 2, 3, 4, 9][n % 5]), Uni=lambda n: str(n % 4 + 1))
    scale = _questionnaire(content)["scales"]["numbers_1_4"]
    assert scale["missing"] == {"no_answer": {"fi": "9"}}
    assert "DECIDE: Do these numbers mean that there is no answer?" in _text(content)


def test_what_few_rows_have_is_counted_with_its_cells_and_never_written(tmp_path):
    own = {3: "Sisareni Maija auttoi", 7: "vain isä", 11: "Lääkäri Lahdessa"}
    content = _columns(**{"Kuka auttoi?": lambda n: own.get(n, ["Ystävä", "Naapuri"][n % 2])})
    text = _text(content)
    assert not [one for one in own.values() if one in text]
    assert "on fewer than 5 rows: 3 (B5, B9, B13, …)" in text
    reading = drafts.read_with(
        drafts.loaded(drafts.drafted(content), tmp_path), content, _context(tmp_path)
    )
    options = [row["option_code"] for row in reading.tables["answers"].to_pylist()]
    assert (len(options), options.count("other")) == (40, 3)


def test_a_text_that_asks_for_own_words_is_open_whatever_is_below_it():
    found = _questionnaire(_columns(**{"Kerro omin sanoin": lambda n: ["Hyvä", "Huono"][n % 2]}))
    assert found["questions"]["kerro_omin_sanoin"]["type"] == "open"


def test_the_name_of_an_adviser_on_many_rows_is_not_written():
    content = _columns(Ohjaaja=lambda n: ["Maija Virtanen", "Pekka Korhonen"][n % 2])
    assert not re.search("Virtanen|Korhonen", _text(content))


def _rows(language: str, labels: list[str], yes: str, no: str, parts: list[str]) -> bytes:
    header = {
        "fi": [
            "Tunniste",
            "Kuinka usein naurat?",
            "Onko sinulla koira?",
            "Mistä saat apua?",
            "Kerro lisää",
        ],
        "sv": [
            "Kod",
            "Hur ofta skrattar du?",
            "Har du en hund?",
            "Var får du hjälp?",
            "Berätta mer",
        ],
    }[language]
    chance = random.Random(3)
    rows = []
    for n in range(60):
        chosen = (
            chance.randrange(4),
            chance.random() < 0.4,
            [p for p in parts if chance.random() < 0.6],
        )
        picked = ";".join(chosen[2])
        rows.append([f"r{n}x{n * 7}", labels[chosen[0]], yes if chosen[1] else no, picked, ""])
    return _content(
        ["Svarstid" if language == "sv" else "Vastausaika", *header],
        *([f"{n % 28 + 1}.2.2025 09:{n:02}", *row] for n, row in enumerate(rows)),
    )


def test_the_header_once_more_and_a_total_are_no_answers():
    header, *rows = _columns(Mielipide=lambda n: LIKERT[n % 4]).decode().splitlines()
    content = "\r\n".join([header, *rows[:20], header, *rows[20:], "Yhteensä;40", ""]).encode()
    assert "with 40 rows of answers" in _text(content)
    assert list(_questionnaire(content)["questions"].values()) == list(
        _questionnaire(_columns(Mielipide=lambda n: LIKERT[n % 4]))["questions"].values()
    )


def test_a_row_per_person_may_have_columns_that_are_there_once(tmp_path):
    def point(shift: int):
        return lambda n: LIKERT[(n + shift) % 4]

    content = _columns(
        Koodi=lambda n: f"k{n}x",
        Paikka=lambda n: ["Aina", "Lahti"][n % 2],
        Uni_alku=point(0),
        Ruoka_alku=point(1),
        Uni_loppu=point(2),
        Ruoka_loppu=point(3),
    )
    files = drafts.drafted(content)
    survey = drafts.loaded(files, tmp_path)
    assert survey.forms[0].time_points == {"alku": "*_alku", "loppu": "*_loppu"}
    assert list(survey.questionnaire.questions) == ["paikka", "uni", "ruoka"]


def test_a_question_may_be_there_at_fewer_time_points_than_another(tmp_path):
    headers = ["Uni_t0", "Uni_t1", "Uni_t2", "Ruoka_t0", "Ruoka_t1"]
    content = _columns(**{header: lambda n: LIKERT[n % 4] for header in headers})
    survey = drafts.loaded(drafts.drafted(content), tmp_path)
    assert survey.forms[0].time_points == {"t0": "*_t0", "t1": "*_t1", "t2": "*_t2"}
    assert [one.scale for one in survey.questionnaire.questions.values()] == ["aina_en_ikina"] * 2


def test_a_free_text_with_a_semicolon_does_not_part_the_other_cells():
    own = {n: f"Muuten; tekstiä {n}" for n in range(0, 40, 10)}
    content = _columns(
        **{
            "Mistä sait apua?": lambda n: own.get(
                n, ["Isältä", "Äidiltä", "Isältä, Äidiltä"][n % 3]
            )
        }
    )
    [question] = _questionnaire(content)["questions"].values()
    assert {text["fi"] for code, text in question["options"].items() if code != "other"} == {
        "Isältä",
        "Äidiltä",
    }


def test_small_numbers_in_one_column_are_asked_about():
    text = _text(_columns(Kerta=lambda n: str(n % 2 + 1)))
    assert "DECIDE: Do these small numbers count something" in text
    assert "type: number" in text


def test_texts_that_repeat_without_being_options_for_sure_are_asked_about():
    text = _text(_columns(14, Paikka=lambda n: ["Lahti", "Heinola", "Iitti", "Hartola"][n % 4]))
    assert "DECIDE: 14 rows have only 4 different texts" in text
    assert not re.search("Lahti|Heinola|Iitti|Hartola", text)


def test_the_labels_of_language_twins_are_one_option(tmp_path):
    fi = _rows("fi", LIKERT, "Kyllä", "Ei", ["Ystävältä", "Virastosta"])
    sv = _rows("sv", LIKERT_SV, "Ja", "Nej", ["Av en vän", "Av en myndighet"])
    found = _questionnaire(fi, sv)
    laughs, dog, help_ = list(found["questions"].values())[:3]
    assert laughs["text"] == {"fi": "Kuinka usein naurat?", "sv": "Hur ofta skrattar du?"}
    pairs = {(text["fi"], text["sv"]) for text in laughs["options"].values()}
    assert pairs == set(zip(LIKERT, LIKERT_SV, strict=True))
    assert [(t["fi"], t["sv"]) for t in dog["options"].values()] in (
        [("Ei", "Nej"), ("Kyllä", "Ja")],
        [("Kyllä", "Ja"), ("Ei", "Nej")],
    )
    assert help_["type"] == "multi"
    assert {(t["fi"], t["sv"]) for t in help_["options"].values()} == {
        ("Ystävältä", "Av en vän"),
        ("Virastosta", "Av en myndighet"),
    }
    # Either export is then read, with the same answers.
    survey = drafts.loaded(drafts.drafted(fi, sv), tmp_path)
    mine, theirs = (drafts.read_with(survey, one, _context(tmp_path)) for one in (fi, sv))
    rows = [r.tables["answers"].drop_columns(["delivery_id"]) for r in (mine, theirs)]
    assert rows[0] == rows[1]
    assert len(rows[0]) > 170


def test_labels_beside_codes_give_each_option_its_number(tmp_path):
    labels = _rows("fi", LIKERT, "Kyllä", "Ei", ["Ystävältä", "Virastosta"])
    codes = labels.decode()
    for number, label in enumerate(LIKERT, 1):
        codes = codes.replace(f";{label};", f";{number};")
    codes = codes.replace(";Kyllä;", ";1;").replace(";Ei;", ";0;").encode()
    for order in ((labels, codes), (codes, labels)):
        found = _questionnaire(*order)
        laughs = next(
            q for q in found["questions"].values() if q["text"] == {"fi": "Kuinka usein naurat?"}
        )
        assert found["scales"][laughs["scale"]]["options"] == {
            str(number): {"fi": label} for number, label in enumerate(LIKERT, 1)
        }


def test_another_delivery_of_the_same_form_is_no_twin():
    fi = find_table(read_sheets(_rows("fi", LIKERT, "Kyllä", "Ei", ["Ystävältä"]), drafts.LIMITS))
    with pytest.raises(twins.NoTwinError):
        twins.with_twins([fi, fi])


def test_numbered_labels_are_put_in_their_order():
    labels = ["4 = Aina", "3 = Usein", "2 = Harvoin", "1 = Ei koskaan"]
    found = _questionnaire(_columns(Naurat=lambda n: labels[n % 4], Itket=lambda n: labels[n % 3]))
    [scale] = found["scales"].values()
    assert list(scale["options"]) == ["1", "2", "3", "4"]


def test_an_item_in_other_words_leaves_the_indicator_out_and_says_which(tmp_path):
    surveys = loader.load([SHIPPED_QUESTIONNAIRES])
    inclusion = surveys["osallisuuskysely"].questionnaire
    items = [inclusion.questions[code].text["fi"] for code in sorted(inclusion.items())]
    items[2] = "Kuulun porukkaan."
    labels = [text["fi"] for text in inclusion.scales["agreement"].options.values()]
    content = _columns(**{item: lambda n, i=i: labels[(n + i) % 5] for i, item in enumerate(items)})
    files = drafts.drafted(content, surveys=surveys)
    assert drafts.loaded(files, tmp_path).questionnaire.indicators == {}
    assert (
        "DECIDE: The file has 9 of the 10 items of the indicator inclusion"
        in files.texts["questionnaire.yml"]
    )
    assert (
        "missing: esis_03 (Kuulun itselleni tärkeään ryhmään tai yhteisöön.)"
        in files.texts["questionnaire.yml"]
    )


def test_known_items_as_bare_numbers_ask_for_their_direction_and_are_read_once_it_is_given(
    tmp_path,
):
    surveys = loader.load([SHIPPED_QUESTIONNAIRES])
    inclusion = surveys["osallisuuskysely"].questionnaire
    items = [inclusion.questions[code].text["fi"] for code in sorted(inclusion.items())]
    content = _columns(**{item: lambda n: str(n % 5 + 1) for item in items})
    files = drafts.drafted(content, surveys=surveys)
    [(name, form)] = [(n, t) for n, t in files.texts.items() if n.startswith("forms/")]
    assert "# codes: {agreement: as_declared}" in form
    for text, count in ((form, 0), (form.replace("# codes:", "codes:"), 400)):
        files.texts[name] = text
        survey = drafts.loaded(files, tmp_path / str(count))
        reading = drafts.read_with(survey, content, _context(tmp_path))
        assert len(reading.tables["answers"]) == count


def _context(folder) -> Context:
    return Context({}, registers.load(folder), b"s" * 32, drafts.LIMITS)


REAL = sorted(REAL_EXPORTS.glob("*.xlsx"))


@pytest.mark.skipif(
    not REAL,
    reason=f"THE REAL EXPORTS ARE NOT THERE ({REAL_EXPORTS}): real input is NOT TESTED in this run",
)
def test_drafts_of_real_exports_read_every_row_and_hold_no_text_of_few_rows(tmp_path):
    surveys = loader.load([SHIPPED_QUESTIONNAIRES])
    for file in REAL:
        content = file.read_bytes()
        files = drafts.drafted(content, surveys=surveys)
        survey = drafts.loaded(files, tmp_path / file.stem)
        reading = drafts.read_with(survey, content, _context(tmp_path))
        frame = pd.read_excel(file, engine="openpyxl", dtype=str).dropna(how="all")
        assert reading.counts["used"] == len(frame)
        written = yaml.safe_load(files.texts["questionnaire.yml"])["questions"].values()
        options = {
            t
            for q in written
            for o in q.get("options", {}).values()
            for t in o.values()
            if isinstance(t, str)
        }
        for header in frame.columns:
            texts = frame[header].dropna().str.strip()
            rare = {
                text for text, rows in texts.value_counts().items() if rows < 5 and len(text) > 6
            }
            declared = {label for label in rare if label in options}
            assert declared == set(), header


def test_labels_that_read_as_names_are_options_in_three_columns_and_a_question_in_one(tmp_path):
    labels = ["Strongly Agree", "Somewhat Agree", "Strongly Disagree"]
    many = _columns(
        **{name: lambda n: labels[n % 3] for name in ("I belong.", "I am heard.", "I am calm.")}
    )
    [scale] = _questionnaire(many)["scales"].values()
    assert {text["en"] for text in scale["options"].values()} == set(labels)
    one = _columns(Adviser=lambda n: labels[n % 3])
    assert not any(label in _text(one) for label in labels)
    assert "DECIDE: Many rows have the same texts, which read as names of people" in _text(one)


def test_the_end_of_a_scale_that_three_people_chose_is_a_label_and_nobodys_words():
    def answer(n, column):
        return "En ikinä" if n == column else LIKERT[n % 3]

    names = {f"Väite {letter}": lambda n, i=i: answer(n, i) for i, letter in enumerate("ABCD")}
    [scale] = _questionnaire(_columns(**names))["scales"].values()
    assert {text["fi"] for text in scale["options"].values()} == set(LIKERT)


def _shuffled(content: bytes, seed: int) -> bytes:
    """The same form of other people: the rows of another seed."""
    header, *rows = content.decode().splitlines()
    random.Random(seed).shuffle(rows)
    rows = [re.sub(r";r\d+x\d+;", lambda m: m[0].replace("r", f"q{seed}"), row) for row in rows]
    return "\r\n".join([header, *rows[:50], ""]).encode()


def test_labels_of_other_responses_in_another_language_stay_apart_and_are_asked_about(tmp_path):
    fi = _rows("fi", LIKERT, "Kyllä", "Ei", ["Ystävältä", "Virastosta"])
    sv = _shuffled(_rows("sv", LIKERT_SV, "Ja", "Nej", ["Av en vän", "Av en myndighet"]), 8)
    files = drafts.drafted(fi, sv)
    laughs = next(iter(yaml.safe_load(files.texts["questionnaire.yml"])["questions"].values()))
    assert laughs["text"] == {"fi": "Kuinka usein naurat?", "sv": "Hur ofta skrattar du?"}
    options = [one for text in laughs["options"].values() for one in text.items()]
    assert sorted(options) == sorted([("fi", t) for t in LIKERT] + [("sv", t) for t in LIKERT_SV])
    assert (
        "DECIDE: Which of these options are the same in another language"
        in files.texts["questionnaire.yml"]
    )
    survey = drafts.loaded(files, tmp_path)
    counts = [drafts.read_with(survey, one, _context(tmp_path)).counts["used"] for one in (fi, sv)]
    assert counts == [60, 50]


def test_time_points_and_consent_of_language_twins_have_both_texts():
    def twin(*texts: str) -> bytes:
        header, consent, point, yes, no, start, end = texts
        return _columns(
            **{
                header: lambda n: f"{n}a{n}",
                consent: lambda n: [yes, no][n % 9 == 0],
                point: lambda n: [start, end][n % 2],
            }
        )

    fi = twin(
        "Koodi", "Suostun vastausteni käyttöön", "Mittaus", "Kyllä", "Ei", "Alussa", "Lopussa"
    )
    en = twin(
        "Code", "I agree that my answers are used", "Measurement", "Yes", "No", "Begin", "End"
    )
    fields = _questionnaire(fi, en)["fields"]
    assert fields["consent"]["values"] == {
        "given": {"fi": "Kyllä", "en": "Yes"},
        "refused": {"fi": "Ei", "en": "No"},
    }
    assert fields["phase"]["values"] == {
        "start": {"fi": "Alussa", "en": "Begin"},
        "end": {"fi": "Lopussa", "en": "End"},
    }


def test_a_time_point_on_few_rows_is_asked_about_and_not_written():
    content = _columns(
        Mittaus=lambda n: "kesäkuussa Maijan luona" if n == 3 else ["Alku", "Loppu"][n % 2]
    )
    text = _text(content)
    assert "Maija" not in text
    assert "DECIDE: The column has other texts, too, each on fewer than 5 rows: 1." in text


def test_names_of_advisers_in_two_columns_are_not_written():
    names = ["Maija Virtanen", "Pekka Korhonen", "Anna Laine"]
    content = _columns(Alkuohjaaja=lambda n: names[n % 3], Loppuohjaaja=lambda n: names[n % 2])
    assert not re.search("Virtanen|Korhonen|Laine", _text(content))


def test_a_second_column_of_a_fields_header_is_left_out_and_the_draft_loads(tmp_path):
    content = _content(
        ["Vastausaika", "Kunta", "Kunta", "Mielipide"],
        *([f"{n % 28 + 1}.3.2025", "Lahti", f"paikka {n}", LIKERT[n % 4]] for n in range(40)),
    )
    files = drafts.drafted(content)
    survey = drafts.loaded(files, tmp_path)
    assert list(survey.questionnaire.questions) == ["mielipide"]
    assert "its header would mean two things" in files.texts["questionnaire.yml"]


def _own_texts(chance: random.Random) -> list[str]:
    """What forty people may have written below one header: words of their own among labels, or alone."""
    word = lambda: "".join(chance.choice("aeioukstlnrm") for _ in range(chance.randint(4, 9)))  # noqa: E731
    kinds = [
        lambda: word(),
        lambda: f"{word()} {word()} {word()}",
        lambda: f"{word().capitalize()} {word().capitalize()}",
        lambda: f"{word()}; {word()}, {word()}",
        lambda: (
            f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{chance.randint(1940, 2010)} {word()}"
        ),
        lambda: f"{chance.randint(100, 99999)} {word()}",
    ]
    own, share = chance.choice(kinds), chance.choice([0.05, 0.1, 0.3, 1.0])
    labels = chance.choice([LIKERT, ["Kyllä", "Ei"], ["1", "2", "3"], ["Lahti", "Lahti; Iitti"]])
    return [own() if chance.random() < share else chance.choice(labels) for _ in range(40)]


def test_whatever_people_write_it_is_in_no_draft(tmp_path):
    headers = ["Suostun vastausten käyttöön", "Mittaus", "Koodi", "Palvelu", "Kieli", "Aika", "Muu [other]", "Kysymys:Yksi", "Kysymys:Kaksi", "Miksi?", "Ikä", "Uni_t0", "Uni_t1", "Ruoka_t0", "Ruoka_t1"]  # fmt: skip
    found = 0
    for seed in range(12):
        chance = random.Random(seed)
        columns = {header: _own_texts(chance) for header in headers}
        content = _columns(**{h: lambda n, texts=texts: texts[n] for h, texts in columns.items()})
        files = drafts.drafted(content)
        drafts.loaded(files, tmp_path / str(seed))
        text = "\n".join(files.texts.values())
        declared = {*LIKERT, "Kyllä", "Ei", "1", "2", "3", "Lahti", "Lahti; Iitti"}
        own = {one for texts in columns.values() for one in texts} - declared
        found += len(own)
        assert not [one for one in own if re.search(rf"\b{re.escape(one)}\b", text)], seed
    assert found > 1000
