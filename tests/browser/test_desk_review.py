"""Reviewers at the desk in a browser: every page fits and is accessible, and forms work by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestration.release import decision_log, pointer
from tests.browser.desk_server import desk_of
from tests.browser.looking import DESKTOP, NARROW, PHONE, sticks_out, violations
from tests.review_root import WARNING, land_with_a_row_missing, new_candidate, waiting_root
from tests.roots import Workplace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A candidate that waits, and a delivery on hold of which rows are missing."""
    folder: Path = tmp_path_factory.mktemp("desk_review")
    place = waiting_root(folder)
    land_with_a_row_missing(place, folder, "kevat.xlsx", "kevat_uusi.xlsx")
    return place


@pytest.fixture(scope="module")
def links(place: Workplace) -> Iterator[list[str]]:
    with desk_of(place.settings) as links:
        yield links


def faults(page: Page) -> list[str]:
    return [*violations(page), *sticks_out(page)]


def press_until(page: Page, wanted: Locator) -> None:
    """Go with the Tab key to an element."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError("The Tab key does not reach it.")


@pytest.mark.parametrize(
    ("size", "language"),
    [(DESKTOP, "fi"), (NARROW, "sv")],
    ids=["desktop", "narrow"],
)
def test_every_page_of_reviewers_fits_and_is_accessible(
    browser: Browser, links: list[str], size, language: str
) -> None:
    with browser.new_page(viewport=size) as page:
        page.goto(links[-1])
        page.goto(f"{page.url}review?lang={language}")
        addresses = page.locator("main a[href^='/review/']").evaluate_all(
            "all => all.map(e => e.href)"
        )
        pages = {one.split("#")[0] for one in addresses if "report" not in one}
        assert len(pages) == 3  # a delivery, the description, an earlier release
        for address in (page.url, *sorted(pages)):
            page.goto(address)
            assert faults(page) == []


def test_a_reviewer_decides_with_the_keyboard_alone_and_the_other_tab_has_to_look_again(
    browser: Browser, links: list[str], place: Workplace
) -> None:
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(links[-1])
        page.goto(f"{page.url}review")
        other = context.new_page()
        other.goto(page.url)
        press_until(page, page.get_by_role("link", name="Päätä", exact=True))
        page.keyboard.press("Enter")
        press_until(page, page.get_by_label("Perustelu").first)
        page.keyboard.type("Luvut on katsottu.")
        press_until(page, page.get_by_role("button", name="Hyväksy julkaistavaksi"))
        page.keyboard.press("Enter")
        page.get_by_text("Päätös on kirjattu.").wait_for()
        assert faults(page) == []
        assert [one.kind for one in decision_log.read(place.root)] == ["approve"]
        new_candidate(place, 4)
        other.get_by_label("Perustelu").first.fill("Myöhässä.")
        other.get_by_role("button", name="Hylkää").click()
        other.get_by_text("Ehdokas on vaihtunut").wait_for()
        assert faults(other) == []
        assert len(decision_log.read(place.root)) == 1
        other.get_by_role("link", name="Katso uudelleen").click()
        other.get_by_label("Viimeinen päivä").fill("2999-12-31")
        other.get_by_label("Perustelu").nth(1).fill("Kesäloma.")
        other.get_by_role("button", name="Salli varoitus").click()
        other.get_by_text(f"Sallittiin varoitus {WARNING} 31.12.2999 asti").first.wait_for()
        assert [one.kind for one in decision_log.read(place.root)] == ["approve", "waive"]


def test_a_form_without_a_reason_is_not_sent_and_a_delivery_is_decided_about(
    browser: Browser, links: list[str], place: Workplace
) -> None:
    with browser.new_page(viewport=DESKTOP) as page:
        page.goto(links[-1])
        page.goto(f"{page.url}review")
        page.get_by_role("link", name="kevat_uusi.xlsx").click()
        page.get_by_role("button", name="Vain osa vietiin").click()
        assert page.get_by_label("Perustelu").evaluate("e => e.validity.valueMissing")
        page.get_by_label("Perustelu").fill("Lähettäjä kertoi.")
        page.get_by_role("button", name="Vain osa vietiin").click()
        page.get_by_text("Aiemmat vastaukset pidettiin").wait_for()
        assert faults(page) == []
    assert {record.removal for record in place.declared.records} == {None, "partial"}


def test_readers_get_an_earlier_release_again_after_a_question(
    browser: Browser, links: list[str], place: Workplace
) -> None:
    before = pointer.read(place.root)["release_id"]
    with browser.new_page(viewport=PHONE) as page:
        page.goto(links[-1])
        page.goto(f"{page.url}review")
        page.get_by_role("link", name="julkaistuun").click()
        page.get_by_label("Perustelu").fill("Virhe luvuissa.")
        page.get_by_role("button", name="Palaa tähän julkaisuun").click()
        page.get_by_text("Palattiin julkaisuun").first.wait_for()
        assert faults(page) == []
    assert pointer.read(place.root)["previous"][0] == before
