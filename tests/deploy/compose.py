"""What compose.yaml says, carried out on this computer: the same commands and environment as processes.

Only paths differ: what is a volume in a container is a folder here, and the image's /opt/mukana is the
project. Postgres is Debian's.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from orchestration.core.data_root import PROJECT

FOLDER = PROJECT / "deploy"
SITE = "https://mukana.example.org"
DESK_SITE = "https://desk.example.org"
# Of compose: ${NAME:?why it has to be given} and ${NAME:-what it is otherwise}.
_VARIABLE = re.compile(r"\$\{(\w+)(?::([?-])([^}]*))?\}")
_IMAGE_HOME = "/opt/mukana"


def services() -> dict[str, dict[str, Any]]:
    """The services by name, with what they share written out."""
    return yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))["services"]


def postgres_programs() -> Path | None:
    """Where Debian's Postgres has its programs; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    return found[-1].parent if found else None


@dataclass
class Deployment:
    """The services of compose.yaml below one short folder: paths of sockets have no room for more.

    `variables` are those of the file .env.
    """

    folder: Path
    variables: Mapping[str, str]
    # What the site wrote into mukana.env.
    env_file: Mapping[str, str]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @cached_property
    def services(self) -> dict[str, dict[str, Any]]:
        return services()

    def place(self, path: str) -> Path:
        """The folder here that a volume of the containers is."""
        return self.folder / path.strip("/").replace("/", "_")

    def command(self, service: str, check: str = "command") -> list[str]:
        """The command of a service, or of its health check, with the paths of this computer."""
        one = self.services[service]
        words = one["command"] if check == "command" else one["healthcheck"]["test"][1:]
        return [self.here(service, word) for word in words]

    def here(self, service: str, text: str) -> str:
        """A text of compose.yaml with its variables, and its paths where they are here."""
        text = _VARIABLE.sub(self._variable, text)
        for path in sorted(self._mounts(service), key=len, reverse=True):
            text = re.sub(rf"(?<![\w/]){re.escape(path)}(?![\w-])", str(self.place(path)), text)
        text = text.replace(f"{_IMAGE_HOME}/deploy/workspace.yaml", str(self.workspace))
        assert _IMAGE_HOME not in text
        return text

    def environment(self, service: str) -> dict[str, str]:
        """What compose.yaml gives a service, and beside it only what finds Python and its packages."""
        given = self.services[service].get("environment", {})
        found = {name: self.here(service, str(value)) for name, value in given.items()}
        if any(one["path"] == "mukana.env" for one in self.services[service].get("env_file", [])):
            found = {**self.env_file, **found}
        programs = [str(Path(sys.executable).parent), os.environ["PATH"]]
        packages = [str(PROJECT), os.environ.get("PYTHONPATH", "")]
        return found | {"PATH": ":".join(programs), "PYTHONPATH": ":".join(filter(None, packages))}

    def start(self, service: str) -> subprocess.Popen[bytes]:
        """Start a service; what it says goes into a file."""
        for path in self._mounts(service):
            self.place(path).mkdir(exist_ok=True, mode=0o700)
        with (self.folder / f"{service}.log").open("ab") as log:
            process = subprocess.Popen(
                self.command(service), cwd=PROJECT, env=self.environment(service), stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.running[service] = process
        return process

    def run(self, service: str, *command: str) -> subprocess.CompletedProcess[str]:
        """A service that comes to its end, with its own command or another, as `compose run` does."""
        for path in self._mounts(service):
            self.place(path).mkdir(exist_ok=True, mode=0o700)
        words = [self.here(service, word) for word in command] or self.command(service)
        return subprocess.run(
            words, cwd=PROJECT, env=self.environment(service), capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip

    def is_healthy(self, service: str) -> bool:
        """What its health check says."""
        done = subprocess.run(
            self.command(service, "healthcheck"), cwd=PROJECT, env=self.environment(service),
            capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        return done.returncode == 0

    def wait_until_healthy(self, service: str, seconds: float = 240) -> None:
        """Wait until its health check says yes; nothing that it waits for may end by itself."""
        until, process = time.monotonic() + seconds, self.running[service]
        while not self.is_healthy(service):
            log = (self.folder / f"{service}.log").read_text()
            assert process.poll() is None and time.monotonic() < until, log[-3000:]
            time.sleep(0.3)

    def stop(self, service: str, seconds: float = 40) -> int:
        """End a service by SIGTERM; its exit code. Raises subprocess.TimeoutExpired."""
        process = self.running.pop(service)
        process.terminate()
        return process.wait(seconds)

    def kill_all(self) -> None:
        """End what a test that failed has left: only groups that were started here."""
        for process in self.running.values():
            try:
                os.killpg(process.pid, 9)
            except ProcessLookupError:
                continue
            process.wait()

    def _variable(self, found: re.Match[str]) -> str:
        name, kind, text = found.groups()
        if name in self.variables:
            return self.variables[name]
        assert kind == "-", f"{name} has to be given: {text}"
        return text

    def _mounts(self, service: str) -> list[str]:
        """Paths of the volumes in the container."""
        texts = (_VARIABLE.sub("x", volume) for volume in self.services[service]["volumes"])
        return [text.split(":")[1] for text in texts]

    @cached_property
    def workspace(self) -> Path:
        """The workspace of the image, with the sockets of this computer.

        Written once, as in the image: a service that starts may be reading it.
        """
        made = self.folder / "workspace.yaml"
        text = (FOLDER / "workspace.yaml").read_text(encoding="utf-8")
        made.write_text(text.replace("/run/inner", str(self.place("/run/inner"))), encoding="utf-8")
        return made


@dataclass
class Postgres:
    """Debian's Postgres with the arguments of compose.yaml, as the user that the image has."""

    deployment: Deployment
    programs: Path

    @property
    def user(self) -> str | None:
        """Postgres does not run as root."""
        return "postgres" if os.geteuid() == 0 else None

    def prepare(self) -> None:
        """What the image does on its first start: a cluster, a user and a database."""
        one = self.deployment.services["postgres"]["environment"]
        data, sockets = (self.deployment.place(p) for p in self.deployment._mounts("postgres"))
        for folder in (data, sockets):
            folder.mkdir(mode=0o700)
            if self.user:
                shutil.chown(folder, self.user)
        sockets.chmod(0o755)
        method = one["POSTGRES_HOST_AUTH_METHOD"]
        self._do("initdb", "-D", str(data), "-U", one["POSTGRES_USER"], f"--auth={method}")

    def start(self) -> None:
        data = self.deployment.place("/var/lib/postgresql/data")
        _, *arguments = self.deployment.command("postgres")
        log = (self.deployment.folder / "postgres.log").open("ab")
        self.deployment.running["postgres"] = subprocess.Popen(
            [str(self.programs / "postgres"), "-D", str(data), *arguments], user=self.user,
            stdout=log, stderr=log, start_new_session=True, cwd="/",
        )  # fmt: skip
        self.deployment.wait_until_healthy("postgres", 60)

    def make_database(self) -> None:
        one = self.deployment.services["postgres"]["environment"]
        _, *where = self.deployment.command("postgres", "healthcheck")
        self._do("createdb", *where, one["POSTGRES_DB"])

    def _do(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.programs / program), *arguments], user=self.user, check=True, cwd="/",
            capture_output=True,
        )  # fmt: skip
