"""The questions find what is wrong, so that an empty answer means something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.looking import NARROW, sticks_out, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOOD = "<html lang=fi><title>Sivu</title><main><h1>Otsikko</h1><p>Teksti</p></main>"
NO_ALT = GOOD + "<main><img src='data:,'>"
WIDE = GOOD + "<div class=wide style='width:900px'>Leveä</div>"


def test_axe_finds_nothing_on_a_good_page_and_an_image_without_a_text(browser: Browser) -> None:
    with browser.new_page() as page:
        page.set_content(GOOD)
        assert violations(page) == []
        page.set_content(NO_ALT)
        assert any(found.startswith("image-alt") for found in violations(page))


def test_what_does_not_fit_the_window_is_named(browser: Browser) -> None:
    with browser.new_page(viewport=NARROW) as page:
        page.set_content(GOOD)
        assert sticks_out(page) == []
        page.set_content(WIDE)
        assert sticks_out(page) == ["div.wide"]
