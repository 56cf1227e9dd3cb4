"""NO_COLOR takes every colour away, as in other programs (no-color.org)."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from tests.roots import new_root


@pytest.mark.parametrize(("no_color", "is_coloured"), [("1", False), ("", True)])
def test_no_color_takes_colours_away(tmp_path, no_color, is_coloured):
    place = new_root(tmp_path)
    command = ["status", "--data", str(place.root.path)]
    said = CliRunner().invoke(app, command, env={"NO_COLOR": no_color}, color=True).stdout
    assert str(place.root.path) in said
    assert ("\x1b[" in said) is is_coloured
