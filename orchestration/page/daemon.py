"""Dagster's daemon in this process: its own command, with its history written without waiting."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

from orchestration.warm import history_files


def main() -> None:
    """Run the command `dagster-daemon` with the arguments of this one."""
    history_files.write_without_waiting()
    (command,) = entry_points(group="console_scripts", name="dagster-daemon")
    sys.exit(command.load()())


if __name__ == "__main__":
    main()
