"""The desk in a browser: its frame fits, is accessible, and works with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.desk_server import desk_of
from tests.browser.looking import DESKTOP, NARROW, PHONE, sticks_out, violations
from tests.roots import new_root

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    with desk_of(new_root(tmp_path_factory.mktemp("desk")).settings) as links:
        yield links


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_the_first_page_and_a_refusal_are_accessible_and_fit(
    browser: Browser, links: list[str], size
) -> None:
    with browser.new_page(viewport=size) as page:
        page.goto(links[-1])
        assert page.get_by_role("heading", level=1).inner_text() == "Mukana-työpöytä"
        assert violations(page) == []
        assert sticks_out(page) == []
        page.get_by_role("link", name="Tulokset").first.click()
        assert page.get_by_text("ei ole vielä julkaistu").is_visible()
        assert violations(page) == []
        assert sticks_out(page) == []


def test_the_keyboard_reaches_the_language_and_it_stays(browser: Browser, links: list[str]) -> None:
    with browser.new_page(viewport=DESKTOP) as page:
        page.goto(links[-1])
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Mukana-skrivbordet").wait_for()
        page.goto(page.url.split("?")[0])
        assert page.locator("html").get_attribute("lang") == "sv"
