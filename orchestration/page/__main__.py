"""`python -m orchestration.page`: what `mukana dev` starts.

Belongs here: nothing else. A forked process imports the main module of the one that offers forks anew,
which takes a third of a second of every run; a module of this name it leaves out.
"""

from orchestration.page.serve import main

if __name__ == "__main__":
    main()
