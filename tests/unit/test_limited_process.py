"""A process for work on foreign bytes: limits of time and memory, and nothing is left of it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orchestration.core.data_root import PROJECT
from orchestration.core.limited_process import BrokenWorkError, LimitedProcess, OverLimitError
from tests import hostile_work as work

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="limits of Linux")
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def process():
    made = LimitedProcess(2, 300 * MEGABYTE, work.__name__)
    yield made
    made.stop()


def _pid(process: LimitedProcess) -> int:
    return process.call(work.echo, None, None)[2]


def test_calls_in_a_row_are_made_in_one_process_that_is_not_this_one(process):
    first = _pid(process)
    assert first == _pid(process) != os.getpid()


def test_what_calls_have_in_common_is_sent_once_and_again_when_it_changes(process):
    one, other = {"n": 1}, {"n": 2}
    seen = [process.call(work.echo, common, n)[:2] for n, common in enumerate((one, one, other))]
    assert seen == [(one, 0), (one, 1), (other, 2)]


def test_the_process_does_without_pandas_which_arrow_would_load(process):
    assert process.call(work.has_loaded, None, "pandas") is False


def test_a_call_without_end_is_ended_and_the_next_one_answered(process):
    with pytest.raises(OverLimitError, match="time"):
        process.call(work.spin_in_one_call, None)
    assert process.call(work.echo, 1, 2)[:2] == (1, 2)


def test_more_memory_than_allowed_is_refused_and_the_next_call_answered(process):
    with pytest.raises(OverLimitError, match="memory"):
        process.call(work.take_memory, None, 400 * MEGABYTE)
    assert process.call(work.take_memory, None, 100 * MEGABYTE) == 100 * MEGABYTE


def test_what_an_earlier_call_kept_does_not_decide_about_the_next(process):
    process.call(work.keep_memory, None, 200 * MEGABYTE)
    assert process.call(work.take_memory, None, 200 * MEGABYTE) == 200 * MEGABYTE


@pytest.mark.parametrize(("number", "what"), [(signal.SIGABRT, "memory"), (signal.SIGKILL, "memory")])  # fmt: skip
def test_a_process_that_the_system_ends_had_no_memory(process, number, what):
    with pytest.raises(OverLimitError, match=what):
        process.call(work.die, None, int(number))


def test_a_crash_is_named_by_its_signal(process):
    with pytest.raises(BrokenWorkError, match="SIGSEGV"):
        process.call(work.die, None, int(work.SEGMENTATION_FAULT))


def test_an_error_is_named_by_its_kind_only(process):
    with pytest.raises(BrokenWorkError) as error:
        process.call(work.break_down, None)
    assert str(error.value) == "KeyError"


def test_what_is_written_to_the_terminal_is_no_answer_and_reaches_nobody(process, capfd):
    assert process.call(work.write_to_the_terminal, None) == "done"
    assert capfd.readouterr() == ("", "")


_PARENT = """
import os, sys, threading, time
from orchestration.core import limited_process, short_lived
short_lived.begin()
from tests import hostile_work as work
process = limited_process.LimitedProcess(int(sys.argv[2]), 10**9, work.__name__)
process.start(as_copy=sys.argv[3] == "copy")
print(process.call(work.echo, None, None)[2], flush=True)
if sys.argv[1] != "idle":
    threading.Thread(target=lambda: process.call(work.spin_in_one_call, None), daemon=True).start()
    time.sleep(0.5)
if sys.argv[1] == "stopped":
    limited_process.stop_all()
    os._exit(1)
time.sleep(60)
"""


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("doing", "seconds", "kind"),
    [(*each, kind) for kind in ("own", "copy") for each in (("idle", 60), ("busy", 2), ("stopped", 60))],
)  # fmt: skip
def test_when_the_asking_process_ends_the_other_ends_too(doing, seconds, kind):
    """An idle one at once; a busy one when its time is over, or when a stopped run says so."""
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, doing, str(seconds), kind],
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        text=True,
    )
    child = int(parent.stdout.readline())
    if doing == "stopped":
        parent.wait()
    else:
        time.sleep(0.6)
        assert _is_alive(child)
        parent.kill()
        parent.wait()
    until = time.monotonic() + 20
    while _is_alive(child) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _is_alive(child)
