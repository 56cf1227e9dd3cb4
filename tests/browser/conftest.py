"""One headless Chromium for all tests of this folder. `make browser` installs what they need."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Without these, Chromium looks for hosts of its maker at every start.
_NO_LOOKUPS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright. The sandbox is off: tests may run as root."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("NOT LOOKED AT IN A BROWSER: no chromium here; `make browser` installs it")
    api = pytest.importorskip(
        "playwright.sync_api",
        reason="NOT LOOKED AT IN A BROWSER: no playwright here; `make browser` installs it",
    )
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, args=_NO_LOOKUPS, chromium_sandbox=False
        )
        yield running
        running.close()
