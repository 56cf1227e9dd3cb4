"""Publish invented people and officials and reckon every published number again from their answers.

`python -m tests.reckoning.run --worlds 2 --seed 0`: worlds of the seeds 0 and 1, half a minute
each. The exit code is 1 if any number differs.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.reckoning import facts, metrics, officials, people, reports
from tests.reckoning.release import Compared, Release
from tests.roots import new_root


def reckon(seed: int, folder: Path) -> Compared:
    """Make a world, release it, and compare all tables about its people and officials."""
    world, place = people.World(seed), new_root(folder)
    with (place.root.registers / "services.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(people.register(world))
    for file in people.write(world, folder):
        place.land(file, f"sender/{file.name}")
    answered = officials.forms(seed)
    officials.declare(place.root.questionnaires / "officials")
    for file in officials.write(answered, folder):
        place.land(file, f"thl/{file.name}")
    place.release()
    compared, release = Compared(), Release(place, world)
    facts.compare(release, compared)
    reports.compare(release, compared)
    metrics.compare(release, answered, compared)
    return compared


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    differences: list[str] = []
    for seed in range(asked.seed, asked.seed + asked.worlds):
        with tempfile.TemporaryDirectory() as folder:
            compared = reckon(seed, Path(folder))
        counts += compared.counts
        differences += [f"world {seed}: {difference}" for difference in compared.differences]
    lines = [f"{count:6} {what}" for what, count in sorted(counts.items())]
    lines += differences[:40]
    lines += [f"{counts.total()} numbers of {asked.worlds} worlds, {len(differences)} differ"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
