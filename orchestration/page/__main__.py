"""`python -m orchestration.page`: what `mukana dev` starts.

Belongs here: nothing else. A forked process imports the main module of the one that offers forks anew,
which takes a third of a second of every run; a module of this name it leaves out.
"""

import sys

from orchestration.warm.forks import Forks

if __name__ == "__main__":
    # A served deployment has a code server of its own, which `--workspace` names.
    is_served = any(one.startswith("--workspace") for one in sys.argv)
    forks = None if is_served else Forks()
    if forks:
        forks.begin()  # The fork server imports while this process does.
    from orchestration.page.serve import main

    main(forks)
