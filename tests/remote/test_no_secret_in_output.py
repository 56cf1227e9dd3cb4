"""No key of a place is in anything that Mukana writes or prints, whatever goes wrong."""

import os
import subprocess
import sys
from pathlib import Path

from orchestration.core.data_root import PROJECT
from tests.exports import HEADER, xlsx
from tests.remote.test_remote_servers import _lay
from tests.roots import many, new_root

_KEYS = (
    "s3secretCANARY",
    "AKIACANARY",
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq",
)


def _mukana(command, place, **environment):
    """What a command prints, and how it ends."""
    own = {
        "MUKANA_KEY_DIR": str(place.settings.key_dir),
        "MUKANA_SETTLE_SECONDS": "0.01",
        "PYTHONPATH": os.pathsep.join([str(PROJECT), *sys.path]),
        "PYTHONDEVMODE": "",
    }
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from orchestration.cli.main import main; main()",
            command,
            "--data",
            str(place.root.path),
        ],
        capture_output=True,
        text=True,
        env=os.environ | own | environment,
        timeout=300,
    )
    return done.stdout + done.stderr, done.returncode


def _require_no_secret(place, said):
    assert not [key for key in _KEYS if key in said]
    for file in Path(place.root.path).rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [key for key in _KEYS if key.encode() in content], file


def test_no_secret_and_no_traceback_is_in_what_a_run_prints_or_writes(server, network, tmp_path):
    place = new_root(tmp_path)
    network.down()
    said, code = _mukana("run", place, MUKANA_LANDING=server.url)
    assert code == 1 and f"{server.url}: tiedostoja ei voitu luetella." in said
    # Beside the line about the new key, one sentence in each language and nothing of a library.
    lines = [line for line in said.splitlines() if not line.startswith("Key for pseudonyms")]
    assert len(lines) == 2 and all(line.startswith(f"{server.url}: ") for line in lines), said
    _require_no_secret(place, said)
    network.up()
    rows = many("Lahden paja", 6, "a", 4)
    _lay(server, {"ngo/a.xlsx": xlsx(tmp_path / "a.xlsx", [HEADER, *rows]).read_bytes()})
    if server.kind != "s3":
        return  # A whole run once is enough.
    nowhere = "s3://nowhere/tables"
    given = {"MUKANA_LANDING": server.url, "MUKANA_PUBLISHED": nowhere}
    said, code = _mukana("run", place, MUKANA_DECISION_POLICY="automatic", **given)
    assert code == 1 and "1 accepted" in said, said
    assert f"published_copy: {nowhere}: " in said and "Traceback" not in said
    _require_no_secret(place, said)
    said, code = _mukana("status", place, **given)
    assert code == 0 and f"Copy        {nowhere} is behind" in said
    assert f"Landing     {server.url}; files to fetch: 0" in said
