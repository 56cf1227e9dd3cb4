"""Stopped by a signal: a run ends with a sentence and frees its lock, and `dev` leaves no process behind."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from filelock import FileLock

from orchestration.core.data_root import PROJECT
from tests.exports import HEADER, xlsx
from tests.ports import free_port
from tests.roots import Workplace, many, new_root

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
COMMAND = "from orchestration.cli.main import main; main()"


def _start(place: Workplace, *arguments: str) -> subprocess.Popen[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("MUKANA_", "DAGSTER_"))}
    return subprocess.Popen(
        [sys.executable, "-u", "-c", COMMAND, *arguments, "--data", str(place.root.path)],
        cwd=PROJECT,
        env=env | {"PYTHONPATH": str(PROJECT), "MUKANA_KEY_DIR": str(place.settings.key_dir)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_run_that_is_stopped_says_so_and_frees_the_lock(tmp_path, number):
    place = new_root(tmp_path)
    sheet = xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)])
    place.land(sheet, "ngo/a.xlsx")
    run = _start(place, "run")
    for line in run.stdout:
        if "raw" in line:  # the next stage takes seconds
            break
    run.send_signal(number)
    _, errors = run.communicate(timeout=30)
    assert run.returncode == 128 + number
    assert errors.strip().splitlines()[-1].startswith("Stopped.")
    assert "Traceback" not in errors
    with FileLock(place.root.lock, timeout=0):
        assert not place.root.published.exists()


def _asked(url: str, cookie: str = "", query: str = "") -> tuple[int, str]:
    """Status and text of an answer; a query is sent as the page sends it."""
    origin = "/".join(url.split("/")[:3])
    headers = {"Cookie": cookie, "Origin": origin, "Content-Type": "application/json"}
    body = json.dumps({"query": query}).encode() if query else None
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Set-Cookie") or ""
    except OSError:
        return 0, ""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def _require_shut(link: str) -> None:
    """Dagster answers whoever opened the link, and nobody else; inner sockets are the owner's."""
    page = link.split("/?")[0]
    assert _asked(f"{page}/server_info")[0] == 401
    assert _asked(f"{page}/graphql", query="{version}")[0] == 401
    urllib.request.install_opener(urllib.request.build_opener(_StayHere))
    status, cookie = _asked(link)
    assert status == 303
    cookie = cookie.split(";")[0]
    assert _asked(link)[0] == 403
    assert "dagster" in _asked(f"{page}/server_info", cookie)[1]
    assert '"version"' in _asked(f"{page}/graphql", cookie, "{version}")[1]
    stop = "mutation{stopSensor(id:%22a%22){__typename}}"
    assert _asked(f"{page}/graphql?query={stop}", cookie)[0] == 405


def _descendants(pid: int) -> set[int]:
    """The processes below one, from /proc."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(folder.name)] = int(fields[1])
    found = {pid} & parents.keys()
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _living(pids: set[int]) -> set[int]:
    return {pid for pid in pids if pid in _descendants(pid)}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)], ids=["Ctrl-C", "killed"]
)
def test_dev_that_is_stopped_leaves_no_process_behind(tmp_path, number, code):
    place, port = new_root(tmp_path), free_port()
    server = _start(place, "dev", "--port", str(port))
    link = next((line.split()[-1] for line in server.stdout if "token=" in line), None)
    if link is None:
        pytest.skip(f"mukana dev did not start here: {server.communicate()[1][-500:]}")
    _require_shut(link)
    processes = _descendants(server.pid)
    assert len(processes) > 3, "the page, the daemon and a code server each have a process"
    server.send_signal(number)
    server.wait(timeout=5)
    assert server.returncode == code
    # Who was killed could not end the others: they look once a second whether it is there.
    until = time.monotonic() + (10 if number == signal.SIGKILL else 0)
    while _living(processes) and time.monotonic() < until:
        time.sleep(0.1)
    assert _living(processes) == set()
    assert _asked(link)[0] == 0
    # Only its owner may look at what Dagster keeps.
    assert place.root.dagster_home.stat().st_mode & 0o077 == 0
