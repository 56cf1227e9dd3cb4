"""Writes a small root with the code of an earlier commit: `python -m tests.upgrade.make_root COMMIT FILE`.

People and answers are invented. What later versions make again is left out of the file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from orchestration.core.data_root import PROJECT
from tests.exports import HEADER, row, xlsx
from tests.roots import SERVICES

LEFT_OUT = {"warehouse", ".dagster", ".lock"}
FORGOTTEN = "sysma0"


def forms(service: str, count: int, *, first: int = 0, seen: int = 4) -> list[list[str]]:
    """A start and an end of so many people of a service, `seen` the most of what they answer."""
    found = []
    for n in range(first, first + count):
        code = f"{service}{n}"
        start = [2 + (n + item) % 3 for item in range(10)]
        end = [min(seen, answer + 1) for answer in start]
        at = f"2024 10.{n:02}.00"
        found.append(row(code, "Alku", start, at=f"5.2.{at}", service=service))
        found.append(row(code, "Loppu", end, at=f"6.5.{at}", service=service))
    return found


def land(root: Path, folder: Path, name: str, rows: list[list[str]], day: int) -> None:
    """Put an export into landing, so many days after all answers."""
    made = xlsx(folder / "export.xlsx", [HEADER, *rows])
    target = root / "landing" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    made.replace(target)
    moment = 1_750_000_000 + day * 86_400
    os.utime(target, (moment, moment))


def make(commit: str, file: Path) -> None:
    """Releases in a row, the last without somebody who was forgotten; a delivery on hold, and a refused
    one; decisions about each release, where the version had them.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code, root = folder / "code", folder / "root"
        code.mkdir()
        packed = subprocess.run(
            ["git", "archive", commit], cwd=PROJECT, capture_output=True, check=True
        )
        subprocess.run(["tar", "x"], cwd=code, input=packed.stdout, check=True)
        old = _Old(code, root, folder / "keys")
        old.mukana("init", str(root))
        (root / "registers" / "services.csv").write_text(SERVICES, encoding="utf-8")
        land(root, folder, "ngo/first.xlsx", forms("lahti", 12), 1)
        land(root, folder, "ngo/refused.xlsx", forms("nowhere", 2), 1)
        old.mukana("run")
        old.approve()
        # Later, and without ten of the rows: a person has to decide.
        land(root, folder, "ngo/again.xlsx", forms("lahti", 7), 2)
        land(root, folder, "other/second.xlsx", forms("sysma", 8), 3)
        old.mukana("run")
        old.approve()
        if old.forget(FORGOTTEN):
            old.mukana("run")
            old.approve()
        with tarfile.open(file, "w:xz") as tar:
            for part in sorted(p for p in root.iterdir() if p.name not in LEFT_OUT):
                tar.add(part, f"root/{part.name}")
            tar.add(folder / "keys", "keys")


class _Old:
    def __init__(self, code: Path, root: Path, keys: Path):
        self.code, self.root = code, root
        own = {k: v for k, v in os.environ.items() if not k.startswith(("MUKANA_", "DAGSTER_"))}
        self.env = own | {
            "PYTHONPATH": str(code), "MUKANA_DATA": str(root), "MUKANA_KEY_DIR": str(keys),
            "MUKANA_SETTLE_SECONDS": "0.1", "MUKANA_DECISION_POLICY": "always",
        }  # fmt: skip
        self.module = "cli.main" if (code / "orchestration" / "cli").is_dir() else "cli"

    def mukana(self, *arguments: str, typed: str = "") -> None:
        command = f"from orchestration.{self.module} import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", command, *arguments],
            cwd=self.code, env=self.env, input=typed, text=True, capture_output=True, check=False,
        )  # fmt: skip
        sys.stdout.write(
            f"== {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}\n"
        )

    def approve(self) -> None:
        if (self.code / "orchestration" / "cli" / "review.py").exists():
            self.mukana("review", "approve", "--reason", "looked at it")
            self.mukana("run")

    def forget(self, code: str) -> bool:
        knows = (self.code / "orchestration" / "cli" / "forget.py").exists()
        if knows:
            self.mukana("forget", "osallisuuskysely", "--codes", "-", "--yes", typed=code)
        return knows


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
