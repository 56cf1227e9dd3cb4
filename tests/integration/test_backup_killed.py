"""A backup and a restore that are killed at any file operation.

Run as a script, this file forks one child per file operation, as test_crash does: each works on its own
copy of a root and dies there. What it left is looked at, and the same command is run again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.core.data_root import PROJECT, DataRoot
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import initialise
from orchestration.upkeep import archive, backup, restore
from tests.integration.test_crash import die_at

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and fork are POSIX")

MANY = 1000  # more file operations than either has
FILES = {
    "landing/ngo/a.csv": "a", "landing/ngo/b.csv": "b", "raw/deliveries.parquet": "b", "restricted/open_answers/x": "c",
    "published/releases/1/t.parquet": "d", "published/current/t.parquet": "d", "receipts/r.txt": "e",
}  # fmt: skip

LANDED = {"landing/ngo/a.csv": "a1", "landing/ngo/b.csv": "b1"}


def root_with(folder: Path, text: str) -> Settings:
    """A root of synthetic data whose files hold their own text and this."""
    settings = Settings(data=folder, key_dir=folder.parent / "keys", settle_seconds=0)
    initialise.initialise(settings.root, settings.key_dir, synthetic=True)
    for name, own in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(own + text)
    return settings


def tree(root: DataRoot) -> dict[str, str]:
    kept = (p for place in backup.kept(root).values() for p in (place, *place.rglob("*")))
    return {p.relative_to(root.path).as_posix(): p.read_text() for p in kept if p.is_file()}


def put_back(settings: Settings, file: Path) -> None:
    restore.carry_out(settings, restore.plan(settings, file), None, frozenset())


def killed(nth: int, watched: Path, work) -> bool:
    """Do the work in a child that dies before its nth change; False if it had fewer."""
    child = os.fork()
    if child == 0:
        die_at(nth, watched)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def backups(folder: Path) -> list[str]:
    """A line per kill: `absent` or `whole` is what the target was."""
    settings, said = root_with(folder / "root", "1"), []
    wanted = tree(settings.root)
    for nth in range(1, MANY):
        target = folder / f"b{nth}"
        is_killed = killed(nth, target, lambda to=target: backup.make(settings, to))
        found = list(target.glob("*.tar"))
        if found:
            out = folder / f"out{nth}"
            archive.unpack(found[0], archive.read(found[0]), out, backup.kept(settings.root))
            whole = tree(DataRoot(out)) == wanted
        said.append(("whole" if whole else "PART") if found else "absent")
        if not is_killed:
            return said
    raise AssertionError("it never ended")


def restores(folder: Path, first: int, *, landing: bool) -> list[str]:
    """A line per kill at the first operation and every third after it: the root is `old`, `new` or
    refuses to work. Run again, it is new.
    """
    source, said = root_with(folder / "source", "2"), []
    file, _ = backup.make(source, folder / "backups")
    model = root_with(folder / "model", "1")
    if not landing:
        shutil.rmtree(model.root.landing)
    for nth in range(first, MANY, 3):
        shutil.copytree(model.root.path, folder / f"r{nth}")
        settings = model.model_copy(update={"data": folder / f"r{nth}"})
        old = tree(settings.root)
        new = tree(source.root) | (LANDED if landing else {})
        root = settings.root
        is_killed = killed(nth, root.path, lambda to=settings: put_back(to, file))
        found = tree(root)
        try:
            initialise.identity(root)
            said.append({str(old): "old", str(new): "new"}.get(str(found), "MIXED"))
        except initialise.KeyMissingError as error:
            says_why = "Run the same `mukana restore` again" in str(error)
            said.append("refuses" if says_why else f"REFUSES: {error}")
        # Also to a version that does not know what a restore leaves behind.
        if found not in (old, new) and root.identity.exists():
            said.append("MIXED, AND LOOKS WHOLE")
        try:
            put_back(settings, file)
        except UserError as error:
            said.append(f"STUCK: {error}")
        if tree(root) != new or root.restoring.exists():
            said.append("NOT AS THE BACKUP")
        shutil.rmtree(root.path)
        if not is_killed:
            return said
    raise AssertionError("it never ended")


def test_killed_at_any_moment_a_backup_is_whole_or_absent_and_a_restore_old_new_or_refusing(
    tmp_path,
):
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.test_backup_killed", str(tmp_path)],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    assert set(said["backup"]) == {"absent", "whole"}
    for name in ("over a root", "without landing"):
        assert set(said[name]) == {"old", "refuses", "new"}
        # In this order: once something was changed, the old root never looks as if it worked.
        assert said[name] == sorted(said[name], key=["old", "refuses", "new"].index)


if __name__ == "__main__":
    here = Path(sys.argv[1])
    os.fsync = lambda _: None  # the disk of a test need not survive a loss of power
    results = {
        "backup": backups(here / "backup"),
        "over a root": restores(here / "over", 1, landing=True),
        "without landing": restores(here / "without", 2, landing=False),
    }
    sys.stdout.write(json.dumps(results))
