"""A module that is loaded when it is used: imported by a name or from its package, it is not run yet."""

from __future__ import annotations

import importlib
import sys

from expectations.gate.gx import _load_when_used


def test_a_module_runs_when_something_of_it_is_used_and_not_when_it_is_imported(
    tmp_path, monkeypatch
):
    package = tmp_path / "slow_package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    ran = tmp_path / "ran"
    (package / "slow.py").write_text(f"open({str(ran)!r}, 'w').close()\nanswer = 42\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    try:
        _load_when_used("slow_package.slow")
        from slow_package import slow

        assert not ran.exists()
        assert slow.answer == 42
        assert ran.exists()
        loaded = sys.modules["slow_package.slow"]
        _load_when_used("slow_package.slow")
        assert sys.modules["slow_package.slow"] is loaded
    finally:
        for name in ("slow_package", "slow_package.slow"):
            sys.modules.pop(name, None)
