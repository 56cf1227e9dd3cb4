"""The report is one offline page that a reviewer can read and that discloses nothing about people."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from expectations.report.report import render, render_all, sections
from orchestration.html.texts import LANGUAGES
from tests.report_contents import DIFFERENCE, MANIFEST, MOVED, RESULTS, VALIDATION, contents, result

VOID = {"meta", "br", "rect", "line"}


def shown(html: str) -> str:
    """The text a reader sees, in order, without the style."""
    body = html[html.index("<body>") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))


class Balance(HTMLParser):
    """Fails on a tag that is not closed in order, and collects headings and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html() -> str:
    return render(contents(), "fi")


def test_the_page_needs_no_network_and_no_script(html: str) -> None:
    for outside in ("http://", "https://", "<script", "<link", "<img", "url(", "@import"):
        assert outside not in html
    assert "default-src 'none'" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_well_formed_with_headings_in_order(language: str) -> None:
    parser = Balance()
    parser.feed(render(contents(), language))
    assert parser.open == []
    assert parser.headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(parser.headings))
    assert len(parser.ids) == len(set(parser.ids))


def test_each_language_has_a_page_of_its_own_that_links_to_the_others() -> None:
    pages = render_all(contents())
    assert list(pages) == ["report.html", "report.sv.html", "report.en.html"]
    for (name, page), language in zip(pages.items(), LANGUAGES, strict=True):
        assert f'<html lang="{language}">' in page
        assert f'href="{name}" lang="{language}" hreflang="{language}" aria-current="page"' in page
        assert len(page.encode()) < 1_000_000
    assert "Så här beslutar du" in pages["report.sv.html"]
    assert "rule fct_b.broken" in pages["report.en.html"]
    assert "sääntö" not in pages["report.en.html"]


def test_rules_and_their_reasons_and_limits_are_in_the_language_of_the_page() -> None:
    text = shown(render(contents(), "sv"))
    for said in ("regel fct_b.broken", "orsak fct_b.broken", "hittade 3", "gränsens orsak"):
        assert said in text
    for said in ("sääntö", "löytyi", "rajan syy"):
        assert said not in text


def test_what_is_not_translated_is_marked_as_finnish() -> None:
    page = render(contents(), "sv")
    assert '<span lang="fi">' in page[page.index('id="deliveries"') :]
    assert "Här visas de på finska." in shown(page)


LATE = result(
    "release.senders_on_time",
    "fail",
    "warning",
    letters=[
        {
            "key": {"sender_code": "ngo", "questionnaire_code": "q", "due_date": "2025-01-31"},
            "fi": "Hei,\n\nodotimme.",
            "sv": "Hej,\n\nvi väntade.",
            "en": "Hello,\n\nwe expected.",
        }
    ],
)


def test_a_reviewer_gets_the_message_to_a_late_sender_in_three_languages() -> None:
    page = render(contents(validation=VALIDATION | {"results": [LATE]}), "sv")
    assert '<p class="letter" lang="fi">Hei,\n\nodotimme.</p>' in page
    assert '<details open><summary lang="sv">På svenska</summary>' in page
    text = shown(page)
    assert "ngo, q, 2025-01-31" in text and "Hello, we expected." in text
    assert "Skicka meddelandet nedan" in text


def test_readers_do_not_get_the_message_to_a_late_sender() -> None:
    late = VALIDATION | {"results": [LATE]}
    text = shown(render(contents(validation=late, is_published=True), "fi"))
    assert "odotimme" not in text
    assert "regel" not in text and "sääntö release.senders_on_time" in text


def test_a_reader_gets_what_to_decide_first_and_what_passed_last(html: str) -> None:
    text = shown(html)
    order = [
        "Tätä ei julkaista: 2 estävää sääntöä",
        "Lahden paja, 2024, 1. puolivuosi: vastaajia",
        "sääntö fct_b.broken",
        "sääntö fct_b.raised",
        "sääntö dim_a.waived",
        "sääntö dim_a.warned",
        "sääntö dim_a.noted",
        "Tuntematon",
        "kysely kevät.xlsx",
        "Korjatut solut",
        "Päijät-Häme",
        "sääntö dim_a.fine",
    ]
    places = [
        text.index(words, text.index("Päätössääntö")) if n else text.index(words)
        for n, words in enumerate(order)
    ]
    assert places == sorted(places)
    assert "sääntö dim_a.fine" in html[html.index("<details>") :]


@pytest.mark.parametrize(
    ("status", "is_published", "sentence", "command"),
    [
        ("held", False, "2 blocking rules failed", "mukana run"),
        ("waits", False, "This waits for a person&#39;s decision. Open warnings: 1.",
         "mukana review approve --release abababababababab --reason &#34;REASON&#34;"),
        ("waits", False, "decision", "mukana review waive --rule dim_a.warned --until"),
        ("rejected", False, "A person decided that this is not published.", "mukana review approve"),
        ("approved", False, "A person has approved this", "mukana run"),
        ("automatic", False, "no decision is needed", "mukana run"),
        ("approved", True, "This is published. A person approved it.",
         "mukana review rollback 9f9f9f9f9f9f9f9f"),
        ("automatic", True, "no decision was needed", "mukana review rollback"),
    ],
)  # fmt: skip
def test_the_page_says_what_is_decided_and_the_exact_command(
    status: str, is_published: bool, sentence: str, command: str
) -> None:
    text = shown(render(contents(status=status, is_published=is_published), "en"))
    assert sentence in text
    assert command in text


def test_a_held_loss_says_how_it_is_accepted() -> None:
    loss = {"is_held": True, "may_be_accepted": True, "lines": []}
    dropped = result("release.nothing_dropped", "fail")
    text = shown(
        render(contents(validation=VALIDATION | {"loss": loss, "results": [dropped]}), "en")
    )
    assert "mukana review accept-loss --reason" in text
    assert "accept it with mukana review accept-loss" in text


def test_a_failing_rule_says_what_was_found_where_why_and_what_to_do(html: str) -> None:
    text = shown(html)
    start = text.index("sääntö fct_b.broken")
    card = text[start : text.index("sääntö fct_b.raised")]
    for words in (
        "löytyi 3",
        "period_code = 2024H1 , service_code = lahti",
        "MUKANA_FAR = 3 . rajan syy",
        "syy fct_b.broken",
        "Estävää sääntöä ei voi ohittaa",
        "aineistoinsinööri",
        "SQL",
    ):
        assert words in card


def test_a_waived_warning_is_marked_and_an_open_one_is_not(html: str) -> None:
    text = shown(html)
    before = text[: text.index("sääntö dim_a.waived")]
    assert before.endswith("Varoitus: tarkista tämä varoitus sallittu ")
    assert text[: text.index("sääntö dim_a.warned")].endswith("Varoitus: tarkista tämä ")


def test_parts_of_a_moved_figure_stand_beside_it(html: str) -> None:
    text = shown(html)
    assert "Muuttuneita lukuja on 2." in text
    assert "Lähtötiedoista muuttuivat: vastaukset, rekisterit." in text
    assert "vastaajia 40 52 uusia vastauksia tuli: +14 suostumuksia peruttiin: −2" in text
    assert "muutoksen keskiarvo – 3,00 uusia vastauksia tuli " in text
    assert "svarande 40 52 nya svar kom: +14" in shown(render(contents(), "sv"))


def test_everything_from_outside_is_escaped(html: str) -> None:
    assert "<b>kaupunki</b>" not in html and "&lt;b&gt;kaupunki&lt;/b&gt;" in html
    assert "<img" not in html and "&#34;&gt;&lt;img src=x" in html
    assert "&lt;script&gt;kysely" in html
    assert "<code>mukana check</code>" in html


def test_a_name_that_may_be_a_persons_is_not_shown_and_forms_are_a_band(html: str) -> None:
    text = shown(html)
    assert "nimeä ei näytetä, koska se voi olla ihmisen nimi" in text
    assert "50-99" in text
    assert "( Taul1!A1 )" in text


def test_row_counts_are_compared_with_the_release_in_use(html: str) -> None:
    text = shown(html)
    assert re.search(r"dim_a 7 ennallaan 111111111111", text)
    # 1234 - 1334 = -100, with a minus sign, and thousands separated.
    assert re.search("fct_b 1 234 −100 222222222222", text)
    assert re.search(r"fct_c 5 uusi 333333333333", text)
    assert re.search(r"fct_old – poistuu –", text)
    assert "9f9f9f9f9f9f9f9f" in text


def test_pictures_say_in_words_what_the_table_below_them_says(html: str) -> None:
    words = re.findall(r'role="img" aria-label="([^"]*)"', html)
    assert len(words) == 7
    assert "Toimitukset, joita ei voitu käyttää: 4.5.2026 2, tämä 1." in words
    assert any(one.endswith(": 4.5.2026 50\u00a0%, tämä 63\u00a0%.") for one in words)
    assert any(one.endswith(": 4.5.2026 95\u00a0%, tämä –.") for one in words)
    assert re.search(r"Korjatut solut 30 4", shown(html))


def test_without_earlier_releases_there_is_no_picture() -> None:
    alone = render(contents(history=contents().history[-1:], previous=None, difference=None), "fi")
    assert "<svg" not in alone
    assert "Vertailu alkaa seuraavasta julkaisusta." in alone
    assert "kaikki luvut ovat uusia" in alone


def test_the_same_rule_of_several_tables_is_one_line_in_its_family(html: str) -> None:
    text = shown(html)
    assert "Taulujen rakenne: rivit, sarakkeet, avaimet, koodit (2 sääntöä)" in text
    assert "Jokainen avain on täytetty: … dim_a , fct_b filled" in text


def test_rules_of_one_name_that_say_different_things_are_lines_of_their_own() -> None:
    other = result(
        "fct_b.fine",
        "pass",
        rule_text_fi="aivan muuta",
        rule_text_sv="helt annat",
        rule_text_en="quite another",
    )
    text = shown(render(contents(validation=VALIDATION | {"results": [*RESULTS, other]}), "fi"))
    assert "sääntö dim_a.fine dim_a fine" in text or "sääntö dim_a.fine löytyi 3 dim_a fine" in text
    assert "aivan muuta" in text


def test_synthetic_data_are_labelled_and_real_data_are_not(html: str) -> None:
    label = "Synteettinen esimerkkiaineisto"
    assert label not in html
    assert label in render(contents(manifest=MANIFEST | {"is_synthetic": True}), "fi")


@pytest.mark.parametrize("status", ["refused", "on_hold", "failed"])
def test_every_status_of_a_delivery_has_its_words(status: str) -> None:
    odd = contents().deliveries[1] | {"status": status}
    text = shown(render(contents(deliveries=[odd]), "en"))
    words = {"refused": "refused", "on_hold": "on hold", "failed": "failed"}
    assert f" {words[status]} " in text[text.index("Reason and what to do") :]


def test_an_accepted_delivery_that_somebody_has_to_decide_about_is_not_folded_away() -> None:
    asked = contents().deliveries[0] | {"is_to_decide": True}
    page = render(contents(deliveries=[asked, *contents().deliveries[1:]]), "en")
    section = page[page.index('id="deliveries"') : page.index('id="history"')]
    assert "<details" not in section
    order = [section.index(words) for words in ("onerror", "something to decide", "mukana status")]
    assert order == sorted(order)


def test_a_thousand_deliveries_and_figures_stay_below_a_megabyte() -> None:
    many = [contents().deliveries[0] | {"delivery_id": f"{n:064x}"} for n in range(5000)]
    # The summary has at most 200 figures.
    moved = DIFFERENCE | {"figures": [MOVED] * 200, "moved_count": 5000}
    page = render(contents(deliveries=many, difference=moved), "fi")
    assert len(page.encode()) < 1_000_000
    assert "Kaikki ovat taulussa <code>fct_delivery</code>." in page
    assert "Kaikki luvut ovat taulussa <code>release_difference</code>." in page


def test_reading_rooms_do_not_load_great_expectations() -> None:
    script = (
        "import expectations.gate.validate, expectations.report.report, expectations.suites as s, sys\n"
        "s.load()\n"
        "loaded = {'great_expectations', 'pandas', 'dagster'} & set(sys.modules)\n"
        "raise SystemExit(1 if loaded else 0)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_all_results_are_counted_once(html: str) -> None:
    assert len(RESULTS) == 9
    text = shown(html)
    assert "Sääntöjä on kunnossa 3. Tätä julkaisua eivät koske 1" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_on_another_page_reads_as_it_does_in_the_report(language):
    names = ("standing", "change", "rules", "deliveries", "history", "suppressed", "passed")
    found = sections(contents(), language, names)
    whole = render(contents(), language)
    assert list(found) == list(names)
    assert [name for name, part in found.items() if not part.strip()] == []
    assert [name for name, part in found.items() if part.strip() not in whole] == []
