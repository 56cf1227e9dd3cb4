"""Pages of all kinds have one frame: escaped, offline, and in three languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jinja2
import pytest

from orchestration.html import formats, texts
from orchestration.html.pages import environment, with_code
from orchestration.html.texts import LANGUAGES, speaker

PAGE = """\
{% extends "base.html.jinja" %}
{% import "parts.html.jinja" as parts %}
{% block main %}
<h2>Taulu</h2>
{% call parts.table("Palvelut", ["Palvelu", "Vastaajia"], numeric=[1]) %}
{% call parts.row() %}
{{ parts.cell("Palvelu", name, is_head=true) }}{{ parts.cell("Vastaajia", 1234 | number(language), is_number=true) }}
{% endcall %}
{% endcall %}
<p>{{ parts.badge("look", "odottaa") }}</p>
{{ parts.bars([0, 3, 12, none], ["a", "b", "c", "d"], ["0", "3", "12", "–"], "Sääntöjä: 0, 3 ja 12.") }}
{% endblock %}
"""


def sample(folder: Path, name: str = "Lahden paja", language: str = "fi") -> str:
    """A page with one of each shape, made from a template in `folder`."""
    (folder / "page.html.jinja").write_text(PAGE, encoding="utf-8")
    return (
        environment(folder)
        .get_template("page.html.jinja")
        .render(
            language=language,
            t=speaker(language),
            title="Sivu",
            is_synthetic=True,
            links={code: f"page.{code}.html" for code in LANGUAGES},
            name=name,
        )
    )


def test_a_page_needs_no_network_and_no_script(tmp_path: Path) -> None:
    html = sample(tmp_path)
    for outside in ("http://", "https://", "<script", "<link", " src=", "url(", "@import"):
        assert outside not in html
    assert "default-src 'none'" in html


def test_what_comes_from_outside_is_escaped_wherever_it_stands(tmp_path: Path) -> None:
    html = sample(tmp_path, name='"><script>alert(1)</script>')
    assert "<script>" not in html
    assert "&#34;&gt;&lt;script&gt;" in html


def test_a_page_says_its_language_and_links_to_the_others(tmp_path: Path) -> None:
    html = sample(tmp_path, language="sv")
    assert '<html lang="sv">' in html
    assert 'href="page.sv.html" lang="sv" hreflang="sv" aria-current="page"' in html
    assert 'href="page.en.html" lang="en" hreflang="en">' in html
    assert "påhittade" in html


def test_a_value_that_nobody_gave_is_an_error_and_no_empty_place(tmp_path: Path) -> None:
    (tmp_path / "bad.html.jinja").write_text("{{ missing }}", encoding="utf-8")
    with pytest.raises(jinja2.UndefinedError):
        environment(tmp_path).get_template("bad.html.jinja").render()


@pytest.fixture
def keeping(monkeypatch) -> None:
    """Python may write beside the code, whatever its environment says."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def said(folder: Path) -> str:
    """What the template `said` of a folder says to a process that has not read it yet."""
    environment.cache_clear()
    return environment(folder).get_template("said.html.jinja").render()


@pytest.mark.usefixtures("keeping")
def test_a_compiled_template_is_kept_until_the_template_changes(tmp_path: Path) -> None:
    for text in ("first", "second"):
        (tmp_path / "said.html.jinja").write_text(text, encoding="utf-8")
        assert said(tmp_path) == text
        [kept] = (tmp_path / "__pycache__").iterdir()
        assert text.encode() in kept.read_bytes()


@pytest.mark.usefixtures("keeping")
def test_pages_are_made_where_nothing_can_be_written(tmp_path: Path, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    (tmp_path / "said.html.jinja").write_text("said", encoding="utf-8")
    assert said(tmp_path) == "said"


def test_nothing_is_written_beside_the_code_where_python_must_not(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    (tmp_path / "said.html.jinja").write_text("said", encoding="utf-8")
    assert said(tmp_path) == "said"
    assert not (tmp_path / "__pycache__").exists()


@pytest.mark.parametrize(
    ("stated", "problem"),
    [
        ("n: {fi: a, en: b}", "n: say it in fi, sv, en"),
        ('n: {fi: "{a}", sv: "{a}", en: b}', "n: every language has the same places"),
        ('n: {fi: a, sv: "", en: b}', "n: a text is empty in every language or in none"),
    ],
)
def test_a_text_that_is_not_the_same_in_every_language_is_refused(
    tmp_path: Path, stated: str, problem: str
) -> None:
    file = tmp_path / "words.yml"
    file.write_text(stated, encoding="utf-8")
    with pytest.raises(texts.TextsError, match=problem):
        texts.load(file)
    groups = tmp_path / "groups.yml"
    groups.write_text(f"g: {{{stated}}}", encoding="utf-8")
    with pytest.raises(texts.TextsError, match="g, n: "):
        texts.load_groups(groups)


def test_one_has_a_text_of_its_own() -> None:
    t = speaker("fi", {"n": {"fi": "{count} sääntöä"}, "n.one": {"fi": "{count} sääntö"}})
    assert (t("n", count=1), t("n", count=2)) == ("1 sääntö", "2 sääntöä")


def test_code_in_backticks_is_code_and_the_rest_is_escaped() -> None:
    assert with_code("Aja `mukana <run>` & katso") == (
        "Aja <code>mukana &lt;run&gt;</code> &amp; katso"
    )


@pytest.mark.parametrize(
    ("value", "language", "decimals", "signed", "written"),
    [
        (1234567, "fi", 0, False, "1\u00a0234\u00a0567"),
        (1234567, "en", 0, False, "1,234,567"),
        (-7.19, "sv", 1, True, "−7,2"),
        (7.19, "fi", 2, True, "+7,19"),
        (-0.04, "fi", 1, True, "0,0"),
        (0.04, "fi", 1, True, "0,0"),
        (0, "fi", 0, True, "0"),
        (None, "fi", 0, False, "–"),
    ],
)
def test_numbers_are_written_as_the_language_does(value, language, decimals, signed, written):
    assert formats.number(value, language, decimals, is_signed=signed) == written


def test_shares_and_days_are_written_as_the_language_does() -> None:
    assert formats.percent(0.9545, "fi", 1) == "95,5\u00a0%"
    assert formats.percent(0.9545, "en", 1) == "95.5%"
    day = date(2026, 11, 26)
    assert [formats.day(day, code) for code in LANGUAGES] == [
        "26.11.2026",
        "26.11.2026",
        "26 November 2026",
    ]
