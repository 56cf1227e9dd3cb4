"""Sending a file in a real browser: dropped, corrected, dropped again and sent; on a phone; by keyboard alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestration.desk import forms
from orchestration.desk.application import application
from orchestration.serving import listening
from tests.browser.looking import DESKTOP, NARROW, PHONE, sticks_out, violations
from tests.exports import HEADER, row, xlsx
from tests.ports import free_port
from tests.roots import Workplace, new_root

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SENDERS = """\
sender_code,name_fi,name_sv,name_en,service_code
ngo,Lahden yhdistys,,,
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    made = new_root(tmp_path_factory.mktemp("desk"))
    (made.root.registers / "senders.csv").write_text(SENDERS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def links(place: Workplace) -> Iterator[list[str]]:
    """The links that the desk shows; each opens once."""
    found: list[str] = []
    listener = listening.opened(listening.PageAddress(free_port()), found.append)
    server = listener.serve(application(place.settings, is_proxied=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener.socket]}, daemon=True)
    thread.start()
    yield found
    server.should_exit = True
    thread.join(timeout=5)


@pytest.fixture
def page(browser: Browser, links: list[str]) -> Iterator[Page]:
    with browser.new_context(viewport=DESKTOP, locale="fi-FI") as context:
        opened = context.new_page()
        opened.goto(links[-1])
        yield opened


def _export(folder: Path, name: str, code: str, service: str) -> Path:
    cells = row(code, "Kerta", [4] * 10, at="7.3.2024 12.00.00", service=service)
    return xlsx(folder / name, [HEADER, cells])


def _look(page: Page) -> None:
    """What is asked of every page, at every width."""
    assert violations(page) == []
    for window in (NARROW, PHONE, DESKTOP):
        page.set_viewport_size(window)
        assert sticks_out(page) == [], (page.url, window)


def _drop(page: Page, file: Path) -> None:
    """Drop a file onto the place for it, as from a folder on the desktop."""
    place = page.locator("#file").bounding_box()
    assert place is not None
    session = page.context.new_cdp_session(page)
    where = {"x": place["x"] + 200, "y": place["y"] + place["height"] / 2}
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **where})
    page.wait_for_function("document.querySelector('#file').files.length == 1")


def test_a_file_is_dropped_corrected_dropped_again_and_sent(page: Page, place, tmp_path) -> None:
    wrong = _export(tmp_path, "syksy.xlsx", "BrianS", "Lahden pajja")
    page.get_by_role("link", name="Lähetä tiedosto").first.click()
    _look(page)
    _drop(page, wrong)
    page.get_by_role("button", name="Tarkista").click()
    page.get_by_text("Tiedostossa on korjattavaa.").wait_for()
    assert "Lähin tunnettu: Lahden paja" in page.inner_text("main")
    _look(page)
    with page.expect_download() as started:
        page.get_by_role("link", name="Lataa korjattavat solut").click()
    assert started.value.suggested_filename == "corrections.xlsx"
    page.get_by_role("link", name="Valitse korjattu tiedosto").click()
    _drop(page, _export(tmp_path, "syksy.xlsx", "k1", "Lahden paja"))
    page.get_by_role("button", name="Tarkista").click()
    page.get_by_text("Tiedosto on kunnossa.").wait_for()
    assert not list(place.root.landing.rglob("*.xlsx"))
    page.get_by_role("button", name="Lähetä tämä tiedosto").click()
    page.get_by_text("Tiedosto on vastaanotettu.").wait_for()
    _look(page)
    page.reload()
    assert [file.name for file in place.root.landing.rglob("*.xlsx")] == ["syksy.xlsx"]
    place.take()
    page.reload()
    page.get_by_role("link", name="Katso kuitti").click()
    assert "luettu 1, käytetty 1" in page.inner_text("main")
    _look(page)
    page.get_by_role("link", name="På svenska").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Kvitto"


def test_everything_can_be_done_by_keyboard_alone(page: Page, tmp_path) -> None:
    page.goto(page.url + "send")
    file = _export(tmp_path, "k.xlsx", "k2", "Sysmän paja")

    def press_until(name: str) -> None:
        """Tab until the element of this name has the focus."""
        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate("document.activeElement.innerText || document.activeElement.id")
            if name in focused:
                return
        pytest.fail(f"the keyboard does not get to {name}")

    press_until("file")
    # What the key opens is the system's own window.
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Space")
    chosen.value.set_files(file)
    press_until("Tarkista")
    page.keyboard.press("Enter")
    page.get_by_text("Tiedosto on kunnossa.").wait_for()
    press_until("Älä lähetä")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tarkista").wait_for()
    assert page.url.endswith("/send")


def test_a_file_that_is_too_big_is_answered_with_what_to_do(
    page: Page, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(forms, "MOST_BYTES", 1_000_000)
    big = tmp_path / "big.csv"
    big.write_bytes(b"x" * 20_000_000)
    page.goto(page.url + "send")
    page.set_input_files("#file", big)
    page.get_by_role("button", name="Tarkista").click()
    page.get_by_text("yli 100 megatavua").wait_for()
    assert "landing" in page.inner_text("main")
