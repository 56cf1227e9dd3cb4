"""The frame of every page: no violation, nothing sticks out, the keyboard gets everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import DESKTOP, NARROW, PHONE, sticks_out, violations
from tests.unit.test_html_pages import sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_a_page_of_every_shape_is_accessible_and_fits(
    browser: Browser, tmp_path: Path, size
) -> None:
    with browser.new_page(viewport=size) as page:
        page.set_content(sample(tmp_path, name="Työpajayhdistysmonitoimikeskuspalvelut ry"))
        assert violations(page) == []
        assert sticks_out(page) == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(
    browser: Browser, tmp_path: Path
) -> None:
    with browser.new_page(viewport=DESKTOP) as page:
        page.set_content(sample(tmp_path))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"


def test_on_a_phone_each_cell_shows_its_heading(browser: Browser, tmp_path: Path) -> None:
    with browser.new_page(viewport=PHONE) as page:
        page.set_content(sample(tmp_path))
        shown = page.evaluate("getComputedStyle(document.querySelector('td'), '::before').content")
        assert shown == '"Vastaajia"'
