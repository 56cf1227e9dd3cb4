"""The validation report in a browser: nothing to complain about, at any width, in any language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from expectations.report.report import render, render_all
from orchestration.html.texts import LANGUAGES
from tests.browser.looking import DESKTOP, NARROW, PHONE, sticks_out, violations
from tests.report_contents import contents

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OPEN_ALL = "document.querySelectorAll('details').forEach(e => e.open = true)"


@pytest.mark.parametrize(
    ("language", "size", "status"),
    [("fi", DESKTOP, "held"), ("fi", PHONE, "waits"), ("sv", NARROW, "automatic")],
    ids=["desktop", "phone", "narrow"],
)
def test_axe_finds_nothing(browser: Browser, language: str, size, status: str) -> None:
    with browser.new_page(viewport=size) as page:
        page.set_content(render(contents(status=status), language))
        page.evaluate(OPEN_ALL)
        assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out_at_any_width(browser: Browser, language: str) -> None:
    for size in (DESKTOP, PHONE, NARROW):
        with browser.new_page(viewport=size) as page:
            page.set_content(render(contents(), language))
            page.evaluate(OPEN_ALL)
            assert sticks_out(page) == []


def test_printed_it_fits_the_sheet_and_leaves_out_what_cannot_be_clicked(browser: Browser) -> None:
    # A4 less margins of 14 mm, at 96 dots an inch.
    with browser.new_page(viewport={"width": 688, "height": 970}) as page:
        page.set_content(render(contents(status="waits"), "fi"))
        page.emulate_media(media="print")
        assert sticks_out(page) == []
        assert not page.locator("nav.languages").is_visible()
        assert page.locator("thead").first.is_visible()


def test_a_hostile_name_of_a_file_runs_nothing(browser: Browser) -> None:
    with browser.new_page() as page:
        shown: list[str] = []
        page.on("dialog", lambda dialog: shown.append(dialog.message))
        page.set_content(render(contents(), "fi"))
        assert page.locator("img, script, b").count() == 0
        assert page.get_by_text("onerror=alert(1)").count() == 1
        assert shown == []


def test_the_keyboard_opens_what_is_folded_and_changes_the_language(
    browser: Browser, tmp_path: Path
) -> None:
    for name, html in render_all(contents()).items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    with browser.new_page(viewport=DESKTOP) as page:
        page.goto((tmp_path / "report.html").as_uri())
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("details").first.get_attribute("open") is not None
        page.get_by_role("link", name="På svenska").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/report.sv.html")
        assert page.locator("html").get_attribute("lang") == "sv"
