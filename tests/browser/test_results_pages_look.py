"""The results pages in a browser: axe, narrow windows, the keyboard, the search, one sheet of paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import results_release
from tests.browser.looking import DESKTOP, NARROW, PHONE, sticks_out, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KINDS = [
    "index.html",
    "service-lahti_workshop.html",
    "service-tiny.html",
    "wave-county_survey-2023.html",
    "activities-visit_log.html",
    "questionnaire-inclusion_survey.html",
    "dictionary.html",
]


def _open(page: Page, name: str) -> None:
    page.goto((results_release.release() / "results" / name).as_uri())


@pytest.mark.parametrize("name", KINDS)
def test_a_results_page_is_accessible_and_fits_every_window(browser: Browser, name: str) -> None:
    with browser.new_page(viewport=DESKTOP) as page:
        _open(page, name)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert violations(page) == []
        for size in (DESKTOP, PHONE, NARROW):
            page.set_viewport_size(size)
            assert sticks_out(page) == [], size
        assert violations(page) == []


@pytest.mark.parametrize("folder", ["sv/", "en/"])
def test_pages_of_other_languages_are_accessible(browser: Browser, folder: str) -> None:
    with browser.new_page(viewport=PHONE) as page:
        _open(page, f"{folder}service-lahti_workshop.html")
        assert violations(page) == []


def test_the_front_page_finds_a_service_by_its_name(browser: Browser) -> None:
    with browser.new_page(viewport=PHONE) as page:
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        _open(page, "index.html")
        page.get_by_role("searchbox").fill("lahden")
        assert page.locator(".links li:visible").all_inner_texts() == ["Lahden paja"]
        assert problems == []


def test_without_scripts_the_front_page_is_a_plain_list(browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        _open(page, "index.html")
        assert not page.get_by_role("searchbox").is_visible()
        assert page.get_by_role("link", name="Lahden paja").is_visible()


@pytest.mark.parametrize("folder", ["", "sv/", "en/"])
def test_the_page_of_a_service_is_one_sheet_of_paper(browser: Browser, folder: str) -> None:
    with browser.new_page() as page:
        _open(page, f"{folder}service-lahti_workshop.html")
        printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1
