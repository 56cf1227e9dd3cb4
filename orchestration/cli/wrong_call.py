"""An exit code of its own for a call that is wrong, where 2 says something about the data.

Belongs here: that. Imports nothing heavy.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand
from typer.exceptions import TyperException

# As EX_USAGE of sysexits.h.
WRONG_CALL = 64


class Command(TyperCommand):
    """The command with its own exit code for options and arguments that are wrong."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        """As in any command, but an error in the call has an exit code of its own."""
        try:
            return super().make_context(*args, **more)
        except TyperException as error:
            error.exit_code = WRONG_CALL
            raise
