"""One form in every language, of every tool and in every encoding: the same answers.

Columns in another order, marks in headers, digits of the script.
"""

import json
import random

import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.ingest.read_delivery import Context, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader
from tests.exports import csv_text, xlsx

SURVEY = loader.load([SHIPPED_QUESTIONNAIRES])["osallisuuskysely"].questionnaire
LANGUAGES = ["fi", "sv", "en", "ru", "uk", "ar", "fa", "ckb"]
ITEMS = SURVEY.indicators["inclusion"].items
RTL_MARK = "\u200f"
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


# By tool: the header of the time, and the columns that stand before it.
TOOL_COLUMNS = {
    "webropol": ("Vastausaika", ()),
    "google_forms": ("Timestamp", ()),
    "ms_forms": ("Completion time", ("ID", "Start time")),
}


@pytest.fixture(scope="module")
def context(tmp_path_factory) -> Context:
    nothing = tmp_path_factory.mktemp("none")
    surveys = loader.load([SHIPPED_QUESTIONNAIRES])
    return Context(surveys, registers.load(nothing), b"s" * 32, Limits(10**7, 10**8, 200))


def _text(texts: dict, language: str) -> str:
    wording = texts[language]
    return wording if isinstance(wording, str) else wording[0]


def _table(people: list[list[str]], language: str, seed: int, tool: str = "webropol"):
    """Rows of option codes (None: blank) as the form in one language, columns shuffled."""
    fields = SURVEY.fields.declared()
    scale = SURVEY.scales["agreement"]
    labels = {**scale.options, **scale.missing}
    header = {code: _text(SURVEY.questions[code].text, language) for code in ITEMS}
    header |= {role: _text(fields[role].header, language) for role in ("respondent_code", "phase", "consent")}  # fmt: skip
    header["answered_at"], lead = TOOL_COLUMNS[tool]
    rows = []
    for number, answers in enumerate(people):
        at = f"5.2.2024 10:{number:02}"
        cells = {
            "answered_at": at.translate(PERSIAN) if language in ("fa", "ckb") else at,
            "respondent_code": f"code{number}",
            "phase": _text(fields["phase"].values["start"], language),
            "consent": _text(fields["consent"].values["given"], language),
        }
        cells |= {c: _text(labels[a], language) if a else "" for c, a in zip(ITEMS, answers, strict=True)}  # fmt: skip
        rows.append(cells)
    order = sorted(header)
    random.Random(seed).shuffle(order)
    direction = RTL_MARK if language in ("ar", "fa", "ckb") else ""
    # A tool's own columns come first, without marks of anybody's script.
    order.remove("answered_at")
    table = [[*lead, header["answered_at"], *(direction + header[c] + direction for c in order)]]
    for number, row in enumerate(rows, 1):
        own = [str(number) if name == "ID" else f"4.2.2024 10:{number:02}" for name in lead]
        table.append([*own, row["answered_at"], *(direction + row[c] for c in order)])
    return table


def _meaning(context, folder, people, language, seed=1):
    file = folder / f"{language}.csv"
    file.write_text(csv_text(_table(people, language, seed)), encoding="utf-8")
    return _read(context, file)


def _read(context, file):
    reading = read_delivery(file.read_bytes(), "d" * 64, "ngo", context)
    assert reading.blocked_indicators == []
    found = sorted(
        (a["row_number"], a["question_code"], a["option_code"] or "", a["missing_kind"] or "")
        for a in reading.tables["answers"].to_pylist()
    )
    same = ("answered_at", "person_key", "phase_code", "answers_fingerprint", "content_fingerprint")
    return found, reading.tables["submissions"].select(same).to_pylist()


answers = st.sampled_from(["1", "2", "3", "4", "5", "dont_know", "refused", None])


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.lists(answers, min_size=10, max_size=10), min_size=1, max_size=4))
def test_the_same_answers_in_any_language_are_the_same_answers(context, tmp_path, people):
    people[0][0] = "4"  # a form without any answer has no language
    expected = _meaning(context, tmp_path, people, "fi")
    for seed, language in enumerate(LANGUAGES):
        assert _meaning(context, tmp_path, people, language, seed) == expected


def _text_file(encoding: str, delimiter: str):
    def write(file, table):
        file.write_bytes(csv_text(table, delimiter).encode(encoding))

    return write


def _sav(file, table):
    header, *rows = table
    frame = pd.DataFrame(rows, columns=[f"v{n}" for n in range(len(header))])
    pyreadstat.write_sav(frame, str(file), column_labels=header)


def _rest(file, table):
    header, *rows = table
    pages = [
        {
            "ResponseId": n,
            "ResponseDate": cells[0],
            "RespondentAnswers": [
                {"QuestionId": q, "Question": text, "Label": "", "Answer": cells[q]}
                for q, text in enumerate(header[1:], 1)
            ],
        }
        for n, cells in enumerate(rows)
    ]
    file.write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")


# What a tool writes, and how; the code page of western Windows has no other script.
WESTERN = ("fi", "sv", "en")
FILES = {
    "webropol csv of an old Excel": ("webropol", _text_file("cp1252", ";"), WESTERN),
    "webropol csv": ("webropol", _text_file("utf-8-sig", ";"), LANGUAGES),
    "webropol xlsx": ("webropol", xlsx, LANGUAGES),
    "webropol sav": ("webropol", _sav, LANGUAGES),
    "webropol json": ("webropol", _rest, LANGUAGES),
    "ms_forms xlsx": ("ms_forms", xlsx, LANGUAGES),
    "ms_forms tsv": ("ms_forms", _text_file("utf-16", "\t"), LANGUAGES),
    "google_forms csv": ("google_forms", _text_file("utf-8", ","), LANGUAGES),
}
PEOPLE = [
    ["1", "2", "3", "4", "5", "dont_know", "refused", None, "4", "5"],
    [None, "4", "4", "2", "1", "3", "5", "5", "dont_know", "2"],
]


@pytest.mark.parametrize(("tool", "write", "languages"), FILES.values(), ids=FILES)
def test_the_same_answers_of_any_tool_in_any_encoding_are_the_same_answers(
    context, tmp_path, tool, write, languages
):
    expected = _meaning(context, tmp_path, PEOPLE, "fi")
    for seed, language in enumerate(languages):
        file = tmp_path / f"{language}.export"
        write(file, _table(PEOPLE, language, seed, tool))
        assert _read(context, file) == expected, language
