"""A command ends at once, but not before all is done that was to be done at its end."""

import os
import subprocess
import sys

import pytest

from orchestration.core.data_root import PROJECT

_BEGIN = """
import atexit, sys
from orchestration.core import short_lived
short_lived.begin()
atexit.register(print, "asked for")
class Freed:
    def __del__(self): print("freed one by one")
kept = Freed()
"""
_END = """
try:
    sys.exit({code!r})
except SystemExit as end:
    short_lived.ends_with(end)
    raise
"""


def _ended(script: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=PROJECT, text=True, stderr=subprocess.PIPE, **options)


@pytest.mark.parametrize("code", [0, 3])
def test_the_end_keeps_its_code_and_frees_nothing_that_the_system_frees(code):
    ended = _ended(_BEGIN + _END.format(code=code), stdout=subprocess.PIPE)
    assert (ended.returncode, ended.stdout) == (code, "asked for\n")


def test_an_end_that_nobody_foresaw_is_left_to_python():
    ended = _ended(_BEGIN + "raise KeyError", stdout=subprocess.PIPE)
    assert (ended.returncode, "KeyError" in ended.stderr) == (1, True)
    assert "freed one by one" in ended.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full")
def test_output_that_cannot_be_written_is_not_passed_over():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        script = "import sys\nprint('said')\nfrom orchestration.core import short_lived\nshort_lived.begin()"
        ended = _ended(script + _END.format(code=0), stdout=full)
    assert ended.returncode != 0
    assert "No space left" in ended.stderr


def test_a_command_is_asked_for_nothing_at_its_end_before_this():
    """What is registered earlier would be left out."""
    script = "import atexit, orchestration.cli.main; atexit.register(print); print('x')"
    counted = script.replace("atexit.register(print)", "print(atexit._ncallbacks())")
    assert _ended(counted, stdout=subprocess.PIPE).stdout == "0\nx\n"


def test_whoever_sets_a_switch_otherwise_is_obeyed(monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    script = "import os\n" + _BEGIN + "print(os.environ['OPENBLAS_NUM_THREADS'])"
    ended = _ended(script, stdout=subprocess.PIPE, env=os.environ)
    assert ended.stdout.startswith("4\n")


@pytest.mark.skipif(sys.platform != "linux", reason="counts the threads of this process")
def test_numpy_starts_no_threads():
    script = _BEGIN + "import os, numpy; print(len(os.listdir('/proc/self/task')))"
    assert _ended(script, stdout=subprocess.PIPE).stdout.startswith("1\n")
