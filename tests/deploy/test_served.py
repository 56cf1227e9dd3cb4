"""A served deployment as compose.yaml states it: a file is dropped, a release is there.

Slow, since it is the whole of it: Postgres, code server, daemon, page, and a run. `make deploy-check`.
"""

from __future__ import annotations

import http.client
import importlib.util
import json
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from orchestration.core.data_root import PROJECT, DataRoot
from tests.deploy.compose import DESK_SITE, SITE, Deployment, Postgres, postgres_programs
from tests.exports import HEADER, xlsx
from tests.roots import SERVICES
from tests.upgrade.make_root import forms

PROGRAMS = postgres_programs()
HAS_SERVER = importlib.util.find_spec("dagster_postgres") is not None
pytestmark = pytest.mark.skipif(
    PROGRAMS is None or not HAS_SERVER,
    reason="A SERVED DEPLOYMENT IS NOT TESTED: it needs Postgres and the extra `server`; `make deploy-check` has both",
)
IN_IMAGE = ("orchestration", "expectations", "dbt_project", "data/questionnaires", "deploy")
SERVICES_UP = ("code", "daemon", "page", "desk")
HOST, USER = SITE.removeprefix("https://"), {"X-Forwarded-User": "aino"}


@pytest.fixture(scope="module")
def deployment() -> Iterator[Deployment]:
    folder = Path(tempfile.mkdtemp(prefix="mk", dir="/tmp"))
    folder.chmod(0o711)  # Postgres runs as another user.
    names = dict.fromkeys(("MUKANA_ROOT", "MUKANA_KEYS", "MUKANA_SOCKET"), "unused")
    # Invented answers break warnings, for which a person would have to decide.
    settings = {"MUKANA_DECISION_POLICY": "automatic"}
    made = Deployment(
        folder, names | {"MUKANA_SITE": SITE, "MUKANA_DESK_SITE": DESK_SITE}, settings
    )
    try:
        yield made
    finally:
        made.kill_all()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def root(deployment) -> DataRoot:
    return DataRoot(deployment.place("/data"))


@pytest.fixture(scope="module")
def started(deployment, root) -> Deployment:
    """Everything is up, in the order that `depends_on` gives."""
    postgres = Postgres(deployment, PROGRAMS)
    postgres.prepare()
    postgres.start()
    postgres.make_database()
    done = deployment.run("prepare")
    assert done.returncode == 0, done.stderr
    (root.registers / "services.csv").write_text(SERVICES, encoding="utf-8")
    start_all(deployment)
    return deployment


def start_all(deployment: Deployment) -> None:
    for service in SERVICES_UP:
        deployment.start(service)
        if service == "code":
            deployment.wait_until_healthy(service)
    for service in ("page", "daemon", "desk"):
        deployment.wait_until_healthy(service)


def ask(
    deployment: Deployment,
    method: str,
    path: str,
    body: Any = None,
    at: str = "page.sock",
    **headers: str,
) -> tuple[int, str]:
    """A request at a page's socket, with exactly these headers."""
    wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    wire.settimeout(60)
    wire.connect(str(deployment.place("/run/mukana") / at))
    connection = http.client.HTTPConnection(headers.pop("host", HOST))
    connection.sock = wire
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    content = None if body is None else json.dumps(body)
    connection.request(method, path, content, {"Content-Type": "application/json", **sent})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def query(deployment: Deployment, text: str, **variables: Any) -> dict[str, Any]:
    """A query as the page in a browser sends it through the proxy."""
    body = {"query": text, "variables": variables}
    status, answer = ask(deployment, "POST", "/graphql", body, Origin=SITE, **USER)
    assert status == 200, answer
    return json.loads(answer)["data"]


def runs(deployment: Deployment) -> list[tuple[str, str]]:
    found = query(deployment, "{ runsOrError { ... on Runs { results { jobName status } } } }")
    return [(run["jobName"], run["status"]) for run in found["runsOrError"]["results"]]


def launch(deployment: Deployment, job: str) -> str:
    selector = {
        "repositoryLocationName": "orchestration.definitions",
        "repositoryName": "__repository__",
        "jobName": job,
    }
    found = query(
        deployment,
        "mutation launch($params: ExecutionParams!) { launchRun(executionParams: $params) {"
        " __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }",
        params={"selector": selector, "runConfigData": {}, "mode": "default"},
    )
    return found["launchRun"]["run"]["runId"]


def wait_for(what: Any, seconds: float = 400) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.5)


def made_by_now() -> dict[Path, int]:
    """The files that are in the image, where no service can write."""
    found = (p for name in IN_IMAGE for p in (PROJECT / name).rglob("*"))
    return {p: p.stat().st_mtime_ns for p in found if p.is_file() and "__pycache__" not in p.parts}


def test_a_file_that_is_dropped_becomes_a_release_and_nothing_is_written_into_the_image(
    started, root, tmp_path
):
    before = made_by_now()
    sheet = xlsx(tmp_path / "a.xlsx", [HEADER, *forms("lahti", 12)])
    target = root.landing / "ngo" / "a.xlsx"
    target.parent.mkdir()
    shutil.copyfile(sheet, target)
    wait_for(lambda: runs(started) == [("landing_to_published", "SUCCESS")])
    assert (root.published / "current.json").exists(), started.run(
        "code", "mukana", "status"
    ).stdout
    assert not [p for p, time_ns in made_by_now().items() if before.get(p) != time_ns]
    # The history of runs is in Postgres, and no file has its address.
    assert not list(root.dagster_home.rglob("*.db"))
    assert b"postgresql" not in (root.dagster_home / "dagster.yaml").read_bytes()


def test_without_the_guard_nobody_gets_in(started):
    assert ask(started, "GET", "/", **USER)[0] == 200
    assert ask(started, "GET", "/")[0] == 401
    assert ask(started, "GET", "/", host="evil.example", **USER)[0] == 421
    mutation = {"query": "mutation { x }"}
    assert (
        ask(started, "POST", "/graphql", mutation, Origin="https://evil.example", **USER)[0] == 403
    )
    assert ask(started, "POST", "/graphql", mutation, Origin=SITE)[0] == 401
    assert ask(started, "GET", "/graphql?query={x}", **USER)[0] == 405


def test_the_desk_is_for_those_whom_the_register_of_people_names(started, root):
    def status(**headers: str) -> int:
        host = DESK_SITE.removeprefix("https://")
        return ask(started, "GET", "/", at="desk.sock", host=host, **headers)[0]

    register = root.registers / "people.csv"
    before = register.read_bytes()
    register.write_text("user,name,role,sender_code\naino,,reader,\n", encoding="utf-8")
    try:
        assert status(**USER) == 200
        assert status(X_Forwarded_User="mallory") == 403
        assert status() == 401
    finally:
        register.write_bytes(before)


def test_no_service_listens_on_a_network(started):
    ours = {str(process.pid) for process in started.running.values()}
    ours |= {child for pid in ours for child in _children(pid)}
    inodes = {
        link.readlink().as_posix()
        for pid in ours
        for link in Path(f"/proc/{pid}/fd").glob("*")
        if link.is_symlink() and link.readlink().as_posix().startswith("socket:")
    }
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                listening.add(fields[1])
    assert listening == set()


def _children(pid: str) -> set[str]:
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:  # it has ended meanwhile
        return set()
    return set(found) | {one for child in found for one in _children(child)}


def test_of_two_runs_at_once_one_waits_for_the_other(started, root):
    before = len(runs(started))
    with FileLock(root.lock):
        for _ in range(2):
            launch(started, "keep_for_months")
        wait_for(lambda: [s for _, s in runs(started)][:2] == ["STARTED"] * 2)
        time.sleep(3)
        assert [status for _, status in runs(started)][:2] == ["STARTED"] * 2
    wait_for(lambda: [s for _, s in runs(started)] == ["SUCCESS"] * (before + 2))


def test_a_backup_is_made_while_everything_runs_and_the_same_release_is_in_it(started, root):
    assert started.run("backup").returncode == 0
    [file] = started.place("/backup").glob("*.tar")
    release_id = json.loads((root.published / "current.json").read_bytes())["release_id"]
    where = ["--data", str(started.folder / "restored"), "--newest-release", release_id, "--yes"]
    done = started.run("backup", "mukana", "restore", str(file), *where)
    assert done.returncode == 0, done.stderr
    restored = DataRoot(started.folder / "restored")
    assert (
        json.loads((restored.published / "current.json").read_bytes())["release_id"] == release_id
    )
    done = started.run("backup", "mukana", "run", "--data", str(restored.path))
    assert (done.returncode, "Nothing new" in done.stdout) == (0, True), done.stdout + done.stderr
    # A run on the command line has its history in Postgres too.
    (restored.landing / "ngo" / "b.csv").write_text("a;b\n1;2\n")
    before = len(runs(started))
    done = started.run("code", "mukana", "run", "--data", str(restored.path))
    assert (done.returncode, "1 refused" in done.stdout) == (0, True), done.stdout + done.stderr
    assert len(runs(started)) == before + 1


# Last: it ends what the others use.
def test_sigterm_ends_every_service_and_a_restart_keeps_the_history(started, root):
    before = runs(started)
    for service in reversed(SERVICES_UP):
        assert started.stop(service) in (0, -15, 143), (
            started.folder / f"{service}.log"
        ).read_text()
        assert not started.is_healthy(service) or service == "daemon"  # its last beat is fresh
    # The image's Postgres is stopped as Debian's: a quick end that loses nothing.
    started.running["postgres"].send_signal(2)
    assert started.running.pop("postgres").wait(30) == 0
    Postgres(started, PROGRAMS).start()
    assert started.run("prepare").returncode == 0
    start_all(started)
    assert runs(started) == before
    time.sleep(8)  # two looks of the sensor
    assert runs(started) == before
