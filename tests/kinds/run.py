"""Read many files made from known answers and print what became of them.

`python -m tests.kinds.run --files 3000 --seed 0`: files of seeds 0 to 2999. The exit code is 1
if any was read as something else than what it holds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable

from tests.kinds.cases import Case, case_of, outcome_of, single_cases, smallest
from tests.kinds.decorations import DECORATIONS
from tests.kinds.outcome import WRONG, Outcome

Results = list[tuple[Case, Outcome]]


def read_all(cases: Iterable[Case]) -> Results:
    """Every case with its outcome; one that is wrong is made as small as it can be."""
    results = []
    for case in cases:
        outcome = outcome_of(case)
        if outcome.kind == WRONG:
            case = smallest(case)
            outcome = outcome_of(case)
        results.append((case, outcome))
    return results


def summary(results: Results) -> str:
    """How many files were tried, equal, and refused or reported by which cause."""
    counted = Counter(outcome.kind for _, outcome in results)
    lines = [
        f"{len(results)} files: " + ", ".join(f"{n} {kind}" for kind, n in counted.most_common())
    ]
    causes = Counter((o.kind, c) for _, o in results if o.kind != WRONG for c in o.causes)
    lines += [f"  {n} {kind}: {code}" for (kind, code), n in causes.most_common()]
    return "\n".join(lines)


def problems(results: Results) -> str:
    """What is wrong, by decorations, with one example each."""
    wrong: dict[tuple[str, ...], Results] = {}
    for case, outcome in results:
        if outcome.kind == WRONG:
            wrong.setdefault(case.decorations, []).append((case, outcome))
    lines = []
    for names, found in sorted(wrong.items(), key=lambda item: -len(item[1])):
        case, outcome = found[0]
        places = ", ".join(sorted({f"{c.layout}.{c.kind}" for c, _ in found}))
        lines += [f"{len(found)} x {'+'.join(names) or 'plain'} ({places})", f"    {case}", f"    {outcome.text}"]  # fmt: skip
    return "\n".join(lines)


def by_fault(results: Results) -> str:
    """For every known fault, how many files with its decorations were wrong."""
    tried: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for case, outcome in results:
        for fault in {DECORATIONS[name].fault for name in case.decorations} - {""}:
            tried[fault] += 1
            wrong[fault] += outcome.kind == WRONG
    return "\n".join(
        f"  {fault}: {wrong[fault]} of {tried[fault]} wrong" for fault in sorted(tried)
    )


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--each", action="store_true", help="also every decoration of every tool alone"
    )
    given = parser.parse_args()
    cases = [case_of(seed) for seed in range(given.seed, given.seed + given.files)]
    cases = [*single_cases(given.seed), *cases] if given.each else cases
    started = time.monotonic()
    results = read_all(cases)
    seconds = time.monotonic() - started
    report = f"{summary(results)}\n{seconds:.0f} s, {100 * seconds / max(len(cases), 1):.1f} s per hundred"
    sys.stdout.write(f"{report}\n{by_fault(results)}\n{problems(results)}\n")
    return int(any(outcome.kind == WRONG for _, outcome in results))


if __name__ == "__main__":
    sys.exit(main())
