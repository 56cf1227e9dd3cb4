"""Servers on loopback: S3 (moto), Azure Blob Storage (azurite), SFTP (asyncssh), and a bad network.

Belongs here: starting them, and what a client needs to get in. Where one cannot be started, the tests
of it are skipped with a sentence. Does not belong here: what is tested.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.ports import free_port

Result = TypeVar("Result")

# Nobody's keys: azurite's own is in its manual, moto takes any.
SECRETS = {
    "s3": "s3secretCANARY0123456789abcdefghijklmnopq",
    "az": "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
}
_ACCOUNT = "devstoreaccount1"
_METHODS = (b"GET", b"HEAD", b"PUT", b"POST", b"DELETE")


@dataclass
class Server:
    """A server that runs: `url` is a place on it, `port` where it listens, `environment` lets one in.

    `folder`: where its files are, if it has any. `calls`: what an SFTP server was asked for.
    """

    kind: str
    url: str
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    calls: Counter[str] = field(default_factory=Counter)


def wait_for(port: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    pytest.fail(f"nothing listens on port {port}")


@contextlib.contextmanager
def s3_server(_folder: Path) -> Iterator[Server]:
    """moto, which keeps everything in memory."""
    pytest.importorskip("s3fs", reason="S3 is not tested: pip install -e '.[remote-tests]'")
    moto = pytest.importorskip("moto.server", reason="S3 is not tested: moto is missing")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    port = server.get_host_and_port()[1]
    yield Server(
        "s3",
        "s3://county/place",
        port,
        {
            "AWS_ACCESS_KEY_ID": "AKIACANARY",
            "AWS_SECRET_ACCESS_KEY": SECRETS["s3"],
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        },
    )
    server.stop()


@contextlib.contextmanager
def azure_server(folder: Path) -> Iterator[Server]:
    """azurite, Microsoft's own emulator, from npm."""
    pytest.importorskip("adlfs", reason="Azure is not tested: pip install -e '.[remote-tests]'")
    program = shutil.which("azurite-blob")
    if program is None:
        pytest.skip("Azure is not tested: azurite is missing (make remote-check installs it)")
    port = free_port()
    options = ["--blobHost", "127.0.0.1", "--blobPort", str(port), "--skipApiVersionCheck"]
    process = subprocess.Popen(
        [program, *options, "--silent", "--location", str(folder), "--disableTelemetry"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield Server(
            "az", "az://county/place", port, {"AZURE_STORAGE_CONNECTION_STRING": _azure(port)}
        )
    finally:
        process.kill()
        process.wait()


def _azure(port: int) -> str:
    return (
        f"DefaultEndpointsProtocol=http;AccountName={_ACCOUNT};AccountKey={SECRETS['az']};"
        f"BlobEndpoint=http://127.0.0.1:{port}/{_ACCOUNT};"
    )


@contextlib.contextmanager
def sftp_server(folder: Path) -> Iterator[Server]:
    """asyncssh, which shows a folder of this computer as its root. A login is by key only."""
    pytest.importorskip("paramiko", reason="SFTP is not tested: pip install -e '.[remote-tests]'")
    asyncssh = pytest.importorskip("asyncssh", reason="SFTP is not tested: asyncssh is missing")
    home, files = folder / "home", folder / "files"
    (home / ".ssh").mkdir(parents=True)
    (files / "place").mkdir(parents=True)
    host_key, key = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    key.write_private_key(home / ".ssh" / "id_ed25519")
    key.write_public_key(home / ".ssh" / "authorized")
    calls: Counter[str] = Counter()

    class Counting(asyncssh.SFTPServer):
        """Counts what it is asked for, but not what a call asks of itself."""

        def __init__(self, channel):
            super().__init__(channel, chroot=bytes(files))

        def __getattribute__(self, name):
            if name in ("open", "read", "fstat", "stat", "lstat", "close", "scandir"):
                calls[name] += 1
            return super().__getattribute__(name)

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=[host_key],
            authorized_client_keys=str(home / ".ssh" / "authorized"),
            sftp_factory=Counting,
        )

    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    acceptor = _in(loop, listen())
    port = acceptor.get_port()
    known = host_key.export_public_key().decode().split()[:2]
    (home / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{port} {' '.join(known)}\n")
    yield Server(
        "sftp",
        f"sftp://mukana@127.0.0.1:{port}/place",
        port,
        {"HOME": str(home), "SSH_AUTH_SOCK": ""},
        files / "place",
        calls,
    )
    _in(loop, _end(acceptor))
    loop.call_soon_threadsafe(loop.stop)


def _in(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run_coroutine_threadsafe(work, loop).result(20)


async def _end(acceptor: Any) -> None:
    """Let go of everybody who is still connected: tasks that are left say so when Python ends."""
    acceptor.close()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


SERVERS = {"s3": s3_server, "az": azure_server, "sftp": sftp_server}


class Network:
    """A connection to a server that can be cut after so many bytes of the server, or be slow.

    `cut_after`: bytes of all connections together until everything breaks, once; then it is well again.
    `silent`: nothing comes back at all. `trickles`: it comes byte by byte, so that no answer is late. `down` and `up`: nobody listens, until somebody does.
    `requests`: of HTTP, by method.
    """

    def __init__(self, port: int):
        self.target, self.cut_after, self.silent, self.trickles = port, None, False, False
        self.passed = self.cut_count = 0
        self.requests: Counter[str] = Counter()
        self._open: list[socket.socket] = []
        self.port = 0
        self.up()

    def up(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def down(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._break()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            self._open += [client, server]
            threading.Thread(target=self._pump, args=(client, server, False), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, True), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        try:
            while data := source.recv(16_384):
                self.passed += len(data)
                while answers and self.silent:
                    time.sleep(0.02)
                if self.cut_after is not None and self.passed > self.cut_after:
                    self.cut_after = None
                    self.cut_count += 1
                    self._break()
                    return
                if not answers and (method := data.split(b" ", 1)[0]) in _METHODS:
                    self.requests[method.decode()] += 1
                while answers and self.trickles and data:
                    target.sendall(data[:1])
                    data = data[1:]
                    time.sleep(0.05)
                target.sendall(data)
        except OSError:
            pass
        finally:
            for one in (source, target):
                with contextlib.suppress(OSError):
                    one.close()

    def _break(self) -> None:
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            with contextlib.suppress(OSError):
                one.close()
        self._open.clear()
