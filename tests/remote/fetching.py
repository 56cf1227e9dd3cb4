"""What fetching many small files costs: CPU, time, memory and requests, for S3 and SFTP on loopback.

Belongs here: laying files on a server in a process of its own, and fetching them in this one, three times:
everything, nothing new, one new file.

    python -m tests.remote.fetching [--files 10000] [--kinds s3 sftp]
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import resource
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from rich.console import Console

from orchestration.core.address import parse
from orchestration.core.settings import Settings
from orchestration.intake import remote_landing
from orchestration.remote.filesystems import open_filesystem
from tests.remote.servers import SERVERS, Network

BYTES = 5_000
FOLDERS = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--kinds", nargs="+", choices=["s3", "sftp"], default=["s3", "sftp"])
    given = parser.parse_args()
    console = Console()
    for kind in given.kinds:
        with tempfile.TemporaryDirectory(prefix="mukana_fetch_") as folder:
            bench(kind, given.files, Path(folder), console)


def bench(kind: str, files: int, folder: Path, console: Console) -> None:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(kind, files, folder / "server", there)
    )
    process.start()
    try:
        url, environment = here.recv()
        os.environ.update(environment)
        settings = Settings(
            data=folder / "data", key_dir=folder / "keys", landing=url, settle_seconds=0
        )
        for what in ("all files", "nothing new", "one new file"):
            here.send(what)
            before = here.recv()
            wall, cpu = time.perf_counter(), time.process_time()
            done = remote_landing.fetch(settings, lambda _: None)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            here.send("asked")
            asked = here.recv() - before
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            console.print(
                f"{kind}, {files} files, {what}: {done.count} fetched, {cpu:.1f} CPU s, {wall:.1f} s,"
                f" {peak:.0f} MB, asked {dict(asked)}",
                highlight=False, soft_wrap=True,
            )  # fmt: skip
            assert not done.index.left
    finally:
        here.send("end")
        process.join(30)
        process.kill()


def serve(kind: str, files: int, folder: Path, wire: Connection) -> None:
    """Serve until `end`, and answer how much was asked for until now."""
    folder.mkdir()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with SERVERS[kind](folder) as server:
        os.environ.update(server.environment)
        network = Network(server.port)
        environment = {
            name: value.replace(f":{server.port}", f":{network.port}")
            for name, value in server.environment.items()
        }
        # The way through the network counts requests; on SFTP the server does.
        url, environment = (
            (server.url, server.environment) if server.folder else (server.url, environment)
        )
        address = parse(server.url, "here")
        store = None if server.folder else open_filesystem(address)
        if store:
            store.mkdir(address.host)

        def lay(number: int) -> None:
            name, content = (
                f"sender{number % FOLDERS}/{number}.csv",
                b"%09d\n" % number * (BYTES // 10),
            )
            if store:
                store.pipe_file(f"{address.host}/{address.path}/{name}", content)
            else:
                target = server.folder / name
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(content)

        for number in range(files):
            lay(number)
        wire.send((url, environment))
        while (said := wire.recv()) != "end":
            if said == "one new file":
                lay(files)
            wire.send(Counter(server.calls + network.requests))
    os._exit(0)


if __name__ == "__main__":
    main()
