"""Questions that are asked of every page: what axe finds, and what does not fit the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# The narrowest window of WCAG 2.2, 1.4.10 Reflow.
NARROW = {"width": 320, "height": 640}

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA: the rule, its help text and the elements."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}})
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:5]}"
        for one in found.response["violations"]
    ]


def sticks_out(page: Page) -> list[str]:
    """Elements that reach past the right edge of the window, unless a box of theirs scrolls."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          const scrolls = e => e && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
            || scrolls(e.parentElement));
          return [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > width + 1 && !scrolls(e)
              && getComputedStyle(e).position !== 'absolute')
            .slice(0, 10).map(e => `${e.tagName.toLowerCase()}.${e.className}`);
        }"""
    )
