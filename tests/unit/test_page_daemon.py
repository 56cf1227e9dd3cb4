"""The page ends with the process that looks at landing, and says so unless it was asked to."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass

import pytest

from orchestration.page import serve


@dataclass
class Server:
    should_exit: bool = False


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize(
    ("ends", "is_said"),
    [("os.kill(os.getpid(), 9)", True), ("os.kill(os.getpid(), 15)", False), ("sys.exit(3)", True)],
    ids=["killed", "asked to end", "failed"],
)
def test_the_page_ends_with_the_daemon_and_says_so_unless_it_was_asked_to(
    monkeypatch, tmp_path, ends, is_said
):
    started = subprocess.Popen([sys.executable, "-c", f"import os, sys; {ends}"])
    monkeypatch.setattr(serve.subprocess, "Popen", lambda _: started)
    server = Server()
    said = pytest.raises(SystemExit, match="Start `mukana dev` again") if is_said else nullcontext()
    with said, serve._daemon(server, tmp_path):
        for _ in range(500):
            if server.should_exit:
                break
            time.sleep(0.01)
    assert server.should_exit
