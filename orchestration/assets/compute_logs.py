"""Dagster's log manager that keeps nothing of what a stage writes to the terminal.

Belongs here: only its name, for dagster.yaml. Stages write nothing to the terminal, and capturing
it would start four processes for every run. Dagster has this class but no public import path for
it; an ephemeral instance uses it. When there is a public path, dagster.yaml can name that.
"""

import dagster as dg

with dg.DagsterInstance.ephemeral() as _instance:
    NoComputeLogs = type(_instance.compute_log_manager)
