"""A wrong call of `run` is not taken for a held release, and a file is no data root."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app


@pytest.mark.parametrize("call", [["run", "--dtaa", "x"], ["run", "--data", "{file}"]])
def test_a_wrong_call_of_run_ends_with_64(tmp_path, call):
    file = tmp_path / "a.csv"
    file.write_text("x")
    done = CliRunner().invoke(app, [part.format(file=file) for part in call])
    assert done.exit_code == 64


def test_a_root_cannot_be_made_of_a_file(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("x")
    done = CliRunner().invoke(app, ["init", str(file)])
    assert done.exit_code == 2 and "is a file" in " ".join(done.output.replace("│", "").split())
    assert file.read_text() == "x"
