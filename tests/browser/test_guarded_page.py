"""Dagster's page in a browser: whoever opens the link works in it, and no other page gets at it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.integration.test_signals import _start
from tests.ports import free_port
from tests.roots import new_root

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STOP = "mutation{stopSensor(id:%22a%22){__typename}}"


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`mukana dev` of a root, and the link that it shows."""
    place, port = new_root(tmp_path_factory.mktemp("guarded")), free_port()
    server = _start(place, "dev", "--port", str(port))
    yield next(line.split()[-1] for line in server.stdout if "token=" in line)
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=10)


@pytest.fixture
def foreign_site(tmp_path: Path, link: str) -> Iterator[str]:
    """A page of somebody else, at another port, that asks Dagster's page in every way it can."""
    page = link.split("/?")[0]
    (tmp_path / "index.html").write_text(
        f"""<html lang=en><title>Elsewhere</title>
        <img id=image src="{page}/graphql?query={STOP}">
        <iframe src="{page}/"></iframe>
        <form action="{page}/graphql" method=post><input name=query value="{STOP}"></form>"""
    )
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/index.html"
        server.shutdown()


def test_the_link_opens_the_page_once_and_a_foreign_page_reaches_nothing(
    browser: Browser, link: str, foreign_site: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        answer = page.goto(link)
        assert answer is not None and answer.status == 200
        assert "token" not in page.url
        page.get_by_text("Automation", exact=True).first.wait_for()
        dagster = link.split("/?")[0]
        # Not even the page itself changes anything by GET.
        fetched = "path => fetch(path).then(answer => answer.status)"
        assert page.evaluate(fetched, f"/graphql?query={STOP}") == 405
        assert page.evaluate(fetched, "/server_info") == 200
        # The same browser, with its cookie: what a foreign page asks for is refused, and not shown.
        statuses: dict[str, int] = {}
        failures: dict[str, str | None] = {}
        other = context.new_page()
        other.on("response", lambda r: statuses.update({r.url: r.status}))
        other.on("requestfailed", lambda r: failures.update({r.url.split("?")[0]: r.failure}))
        other.goto(foreign_site)
        other.wait_for_load_state("networkidle")
        assert "NotSameOrigin" in (failures[f"{dagster}/graphql"] or "")
        assert statuses[f"{dagster}/"] in (401, 403)
        with other.expect_navigation() as sent:
            other.locator("form").evaluate("form => form.submit()")
        assert sent.value.status in (401, 403)
    with browser.new_context() as somebody_else:
        page = somebody_else.new_page()
        assert page.goto(link).status == 403
        assert page.goto(link.split("/?")[0]).status == 401
