"""Open answers in a browser: read with the keyboard, themed and summarised; accessible, and fit for a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from orchestration.open_answers import kept
from tests.browser.desk_server import desk_of
from tests.browser.looking import DESKTOP, NARROW, PHONE, sticks_out, violations
from tests.open_answers_root import GROUP, PATH, form, forms, read_all, root_of
from tests.roots import Workplace

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    rows = [*forms(10, 11), form(30, "Soita 040 123 4567\nja kysy " + "pitkäsana" * 20)]
    return root_of(tmp_path_factory.mktemp("open"), rows)


@pytest.fixture(scope="module")
def links(place: Workplace) -> Iterator[list[str]]:
    with desk_of(place.settings) as links:
        yield links


def test_a_reviewer_reads_themes_and_summarises(
    browser: Browser, place: Workplace, links: list[str]
) -> None:
    with browser.new_page(viewport=PHONE) as page:
        page.goto(links[-1])
        page.get_by_role("link", name="Avovastaukset").first.click()
        page.get_by_role("link", name="Kerro omin sanoin").click()
        address = page.url
        for size in (DESKTOP, PHONE, NARROW):
            page.set_viewport_size(size)
            assert violations(page) == []
            assert sticks_out(page) == []
        page.get_by_role("checkbox").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        assert page.get_by_role("checkbox").first.is_checked()
        page.get_by_role("button", name="Tallenna ja jatka").focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("status").inner_text() == "Tallennettu."
        assert len(kept.readings(place.root)) == 10
        read_all(place)
        page.goto(address)
        assert page.get_by_text("Julkaise teemat").is_visible()
        page.get_by_role("textbox", name="Tiivistelmä").fill("Moni kertoi ystävistä.")
        page.get_by_label("olen tarkistanut").check()
        page.get_by_role("button", name="Julkaise tiivistelmä").click()
        assert page.get_by_text("Moni kertoi ystävistä.").is_visible()
        page.get_by_role("button", name="Julkaise teemat").click()
        assert page.get_by_text("Ne eivät enää muutu").is_visible()
        assert violations(page) == []
        assert sticks_out(page) == []
        assert set(kept.publications(place.root)) == {GROUP}
        assert page.url.split("?")[0].endswith(PATH)
