"""A copy of a process answers as a process of its own does, and is made only where that is safe."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.core.data_root import PROJECT

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads of Linux")
_COMMON = """
import json, os, signal, sys, threading, time
from orchestration.core import forked, limited_process, short_lived
short_lived.begin()
from tests import hostile_work as work
process = limited_process.LimitedProcess(2, 300_000_000, work.__name__)
def asked(function, *arguments):
    try:
        return process.call(function, None, *arguments)
    except Exception as error:
        return str(error)
"""


def _said(script: str) -> object:
    """What a process of one thread says as JSON."""
    command = [sys.executable, "-c", _COMMON + script]
    done = subprocess.run(command, cwd=PROJECT, text=True, capture_output=True, check=True)
    assert not done.stderr
    return json.loads(done.stdout)


def test_a_copy_has_its_limits_and_is_replaced_by_a_process_of_its_own():
    found = _said("""
process.start(as_copy=True)
kinds = [type(process._process).__name__]
first = asked(work.echo, 7)
answers = [
    asked(work.has_loaded, "pandas"),
    asked(work.write_to_the_terminal),
    asked(work.break_down),
    asked(work.take_memory, 400_000_000),
]
answers.append(asked(work.spin_in_one_call))
answers.append(asked(work.echo, 8)[1])
kinds.append(type(process._process).__name__)
print(json.dumps([kinds, first[1], first[2] != os.getpid(), answers]))
""")
    answers = [False, "done", "KeyError", "memory", "time", 8]
    assert found == [["Fork", "Popen"], 7, True, answers]


def test_a_copy_has_no_file_and_no_signal_of_the_first():
    found = _said("""
signal.signal(signal.SIGTERM, lambda *_: None)
opened = open(sys.executable)
process.start(as_copy=True)
pid = asked(work.echo, 0)[2]
files = {os.readlink(f"/proc/{pid}/fd/{n}") for n in os.listdir(f"/proc/{pid}/fd")}
os.kill(pid, signal.SIGTERM)
print(json.dumps([opened.name in files, process._process.wait()]))
""")
    assert found == [False, -15]


def test_a_process_with_another_thread_is_not_copied():
    found = _said("""
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
process.start(as_copy=True)
print(json.dumps([type(process._process).__name__, asked(work.echo, 7)[1]]))
""")
    assert found == ["Popen", 7]


def test_a_small_run_reads_in_a_copy(tmp_path, monkeypatch):
    """Nothing that a run loads before it begins a thread, or the copy would silently never be made."""
    script = """
from orchestration.core.settings import Settings
from orchestration.intake import limited_reading
import orchestration.cli.engine
limited_reading.start(Settings(), 1_000)
[*_, used] = limited_process._started
print(json.dumps(type(used._process).__name__))
"""
    monkeypatch.setenv("MUKANA_DATA", str(tmp_path))
    assert _said(script) == "Fork"
    assert _said(script.replace("1_000)", "10**9)")) == "Popen"


def test_the_end_of_a_copy_is_known_once_and_no_other_process_is_killed():
    found = _said("""
copy = forked.fork(lambda: None)
code = copy.wait()
copy.kill()
print(json.dumps([code, copy.poll(), copy.wait()]))
""")
    assert found == [0, 0, 0]
