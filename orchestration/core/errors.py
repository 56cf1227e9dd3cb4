"""The base of every error that a user can correct, as opposed to a fault of the program.

Belongs here: only the base. Each folder has its own kinds, with a sentence that says what to do.
"""

from __future__ import annotations


class UserError(Exception):
    """Shown as it is, without a traceback."""

    def __init__(self, *problems: str):
        self.problems = problems
        super().__init__("\n".join(problems))
