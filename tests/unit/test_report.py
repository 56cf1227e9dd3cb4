"""The report is one offline page that a reviewer can read and that discloses nothing about people."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from expectations.report.report import render
from expectations.report.wording import band

Record = dict[str, Any]
VOID = {"meta", "br"}


def result(rule_id: str, status: str, severity: str = "blocking") -> Record:
    return {
        "rule_id": rule_id,
        "table_name": rule_id.split(".")[0],
        "rule_text_fi": f"sääntö {rule_id}",
        "rule_text_en": f"rule {rule_id}",
        "why": "syy / reason",
        "owner": "data_engineer",
        "severity_code": severity,
        "checked_with_code": "sql",
        "status_code": status,
        "observed_count": 3,
        "detail_fi": "löytyi 3",
        "detail_en": "found 3",
    }


RESULTS = [
    result("dim_a.fine", "pass"),
    result("dim_a.noted", "fail", "information"),
    result("dim_a.warned", "fail", "warning"),
    result("fct_b.raised", "error"),
    result("fct_b.broken", "fail"),
    result("fct_b.empty", "not_applicable"),
]
VALIDATION: Record = {
    "candidate_id": "ab" * 32,
    "tables": {},
    "passed": False,
    "results": RESULTS,
    "library": "great_expectations 1.24.1",
}
MANIFEST: Record = {
    "candidate_id": "ab" * 32,
    "tables": {
        "dim_a": {"sha256": "11" * 32, "row_count": 7},
        "fct_b": {"sha256": "22" * 32, "row_count": 1234},
        "fct_c": {"sha256": "33" * 32, "row_count": 5},
    },
    "is_synthetic": False,
}
DELIVERIES: list[Record] = [
    {
        "delivery_id": "cd" * 32,
        "sender_code": "jarjesto",
        "files": [{"name": "jarjesto/Maija Meikalainen.xlsx", "byte_count": 1, "mtime_ns": 1}],
        "status": "accepted",
        "questionnaire_code": "osallisuuskysely",
        "counts": {"read": 68, "used": 63},
        "reasons": [],
    },
    {
        "delivery_id": "ef" * 32,
        "sender_code": "<b>kaupunki</b>",
        "files": [{"name": "kaupunki/palkat.xlsx", "byte_count": 1, "mtime_ns": 1}],
        "status": "refused",
        "questionnaire_code": None,
        "counts": {},
        "reasons": [
            {
                "code": "unknown",
                "fi": "Tuntematon <script>kysely</script>.",
                "en": "Unknown survey.",
                "cell": "Taul1!A1",
            }
        ],
    },
]


def shown(html: str) -> str:
    """The text a reader sees, in order, without the style."""
    body = html[html.index("<body>") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))


class Balance(HTMLParser):
    """Fails on a tag that is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def html() -> str:
    return render(VALIDATION, MANIFEST, DELIVERIES, None)


def test_the_page_needs_no_network_and_no_script(html: str) -> None:
    for outside in ("http://", "https://", "<script", "<link", "src=", "url(", "@import"):
        assert outside not in html
    assert "default-src 'none'" in html


def test_the_page_is_well_formed(html: str) -> None:
    parser = Balance()
    parser.feed(html)
    assert parser.open == []


def test_what_blocks_comes_first_and_what_passed_last(html: str) -> None:
    text = shown(html)
    order = [
        "fct_b.broken",
        "fct_b.raised",
        "dim_a.warned",
        "dim_a.noted",
        "Toimitukset",
        "sääntö dim_a.fine",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "sääntö dim_a.fine" in html[html.index("<details>") :]


def test_the_validation_is_a_plain_sentence_in_both_languages(html: str) -> None:
    text = shown(html)
    assert "Tätä ei julkaista: 2 estävää sääntöä rikkoutui tai jäi tarkistamatta." in text
    assert "This is not published: 2 blocking rules failed or could not be checked." in text
    passing = VALIDATION | {"passed": True, "results": RESULTS[:3]}
    text = shown(render(passing, MANIFEST, [], None))
    assert "Tämän saa julkaista: mikään estävä sääntö ei rikkoutunut." in text
    assert "Lue ensin 1 varoitus." in text


def test_a_failing_rule_says_what_was_found_why_and_what_to_do(html: str) -> None:
    text = shown(html)
    card = text[text.index("fct_b.broken") : text.index("fct_b.raised")]
    for words in ("löytyi 3", "found 3", "syy", "reason", "Tee näin", "aineistoinsinööri", "SQL"):
        assert words in card


def test_everything_from_outside_is_escaped(html: str) -> None:
    assert "<b>kaupunki</b>" not in html
    assert "&lt;b&gt;kaupunki&lt;/b&gt;" in html
    assert "&lt;script&gt;kysely" in html


def test_numbers_of_forms_show_as_bands_and_file_names_not_at_all(html: str) -> None:
    text = shown(html)
    assert "50-99" in text
    assert " 63 " not in text and " 68 " not in text
    assert "Meikalainen" not in html
    assert "(Taul1!A1)" in text


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        *((0, "0"), (1, "1-4"), (4, "1-4"), (5, "5-9"), (9, "5-9"), (10, "10-24")),
        *((24, "10-24"), (25, "25-49"), (49, "25-49"), (50, "50-99"), (99, "50-99")),
        (100, "100+"),
    ],
)
def test_a_band_holds_its_ends(count: int, expected: str) -> None:
    assert band(count) == expected


def test_row_counts_are_compared_with_the_release_in_use() -> None:
    previous = copy.deepcopy(MANIFEST) | {"candidate_id": "9f" * 32}
    previous["tables"]["fct_b"] = {"sha256": "44" * 32, "row_count": 1334}
    del previous["tables"]["fct_c"]
    previous["tables"]["fct_old"] = {"sha256": "55" * 32, "row_count": 2}
    text = shown(render(VALIDATION, MANIFEST, [], previous))
    assert re.search(r"dim_a 7 ennallaan / unchanged 111111111111", text)
    # 1234 - 1334 = -100, with a minus sign, and thousands separated.
    assert re.search("fct_b 1 234 −100 222222222222", text)
    assert re.search(r"fct_c 5 uusi / new 333333333333", text)
    assert re.search(r"fct_old – poistuu / removed –", text)
    assert "9f9f9f9f9f9f9f9f" in text
    assert "The previous release stays in use." in text


def test_synthetic_data_are_labelled_and_real_data_are_not(html: str) -> None:
    label = "synteettinen esimerkkiaineisto / synthetic demo data"
    assert label not in html
    assert label in render(VALIDATION, MANIFEST | {"is_synthetic": True}, [], None)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("accepted", "hyväksytty / accepted"),
        ("refused", "hylätty / refused"),
        ("on_hold", "odottaa päätöstä / on hold"),
        ("failed", "lukeminen epäonnistui / failed"),
    ],
)
def test_every_status_of_a_delivery_has_its_words(status: str, words: str) -> None:
    assert words in shown(render(VALIDATION, MANIFEST, [DELIVERIES[0] | {"status": status}], None))


def test_reading_rooms_do_not_load_great_expectations() -> None:
    script = (
        "import expectations.gate.validate, expectations.report.report, expectations.suites as s, sys\n"
        "s.load()\n"
        "loaded = {'great_expectations', 'pandas', 'dagster'} & set(sys.modules)\n"
        "raise SystemExit(1 if loaded else 0)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
