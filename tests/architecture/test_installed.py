"""What is installed is what is pinned, and what is pinned names no address."""

import re
from importlib.metadata import distributions

from orchestration.core.data_root import PROJECT

OUR_OWN = {"mukana", "pip", "setuptools", "wheel"}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pinned() -> dict[str, str]:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {_canonical(name): version for name, version in (line.split("==") for line in lines)}


def test_every_installed_package_is_the_pinned_one():
    pinned = _pinned()
    installed = {_canonical(d.metadata["Name"]): d.version for d in distributions()}
    wrong = {
        n: (v, pinned.get(n))
        for n, v in installed.items()
        if n not in OUR_OWN and pinned.get(n) != v
    }
    assert not wrong, "make constraints.txt again from a clean install"


def test_the_pins_hold_no_address():
    text = (PROJECT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"[@/:]", text)
