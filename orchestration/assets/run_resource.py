"""What a run works with: the settings, the root's lock, and a way to report its progress.

Belongs here: the one resource that every stage takes. Whoever holds it is the root's only
writer; the system frees the lock when the process ends, however it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property

import dagster as dg
from filelock import FileLock, Timeout

from orchestration.alerts import raising
from orchestration.assets.event_log import held_open
from orchestration.core import disk_problems
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.progress import Progress, Step
from orchestration.core.settings import Settings
from orchestration.intake import earlier_names, initialise, leftovers
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import Arrival, look
from orchestration.release import candidate_validation, history_store
from orchestration.release.due import what_is_due

# The one job that takes files to a release.
JOB = "landing_to_published"


@dataclass(frozen=True)
class Run:
    """One run on one data root. What lies in landing, and what of it has to be read, is asked once."""

    declared: Declared
    progress: Progress
    # Names of services that the register had at the last run and that are kept from now on.
    names_kept: int = 0
    # Stages that failed, whatever the reason, but for one that a blocking rule holds.
    failed_stages: list[str] = field(default_factory=list)
    # Whether a remote landing had anything to fetch or to remove, also where that failed.
    fetched: list[bool] = field(default_factory=list)

    @property
    def root(self) -> DataRoot:
        """The data root."""
        return self.declared.root

    def fetch(self, say: Callable[[str], object]) -> None:
        """Bring the copies of a remote landing up to date, before anything looks at them."""
        if self.declared.settings.remote_landing:
            from orchestration.intake import remote_landing

            done = remote_landing.fetch(self.declared.settings, say)
            self.fetched.append(bool(done and done.had_news))

    @cached_property
    def arrivals(self) -> list[Arrival]:
        """The files in landing."""
        return look(self.root.landing)

    @cached_property
    def waiting(self) -> list[Arrival]:
        """The files in landing that have to be read."""
        return self.declared.waiting(self.arrivals)

    @property
    def changes_nothing(self) -> bool:
        """True after raw if the files to read were refused, are on hold or were known: a candidate of
        these very inputs has passed, and nothing else is due. One that is held says why, so anew."""
        passed = (candidate_validation.read(self.root) or {}).get("passed", False)
        if not ((self.waiting or any(self.fetched)) and passed):
            return False
        is_of = candidate_validation.is_of(self.root, self.declared.fingerprint())
        return is_of and what_is_due(self.declared, []) in (None, "copying")

    @property
    def made_from(self) -> history_store.Base:
        """What earlier releases have left. Raises HistoryError where that is not known."""
        declared = self.declared
        return history_store.base(self.root, declared.fingerprint(), declared.identity.key_id)

    @contextmanager
    def stage(self, name: str) -> Iterator[Step]:
        """Context of one stage. A user error or a problem of the disk fails the stage with a sentence."""
        with self.progress.stage(name) as step:
            try:
                yield step
            except Exception as error:
                self.failed_stages.append(name)
                sentence = _sentence(error, self.root)
                if sentence is None:
                    raise
                step.say(sentence)
                raise dg.Failure(sentence) from error


def _sentence(error: Exception, root: DataRoot) -> str | None:
    """What a user error or a problem of the disk says; None for anything else."""
    said = disk_problems.sentence(error, root)
    return str(error) if said is None and isinstance(error, UserError) else said


@contextmanager
def _failure_in_words(root: DataRoot) -> Iterator[None]:
    """Before any stage: a user error or a problem of the disk fails the run with a sentence."""
    try:
        yield
    except Exception as error:
        if sentence := _sentence(error, root):
            raise dg.Failure(sentence) from error
        raise


def run_resource(settings: Settings, progress: Progress) -> dg.ResourceDefinition:
    """The resource `run`: waits for the lock of the root, and holds it to the end of the run.

    Raises dg.Failure where others could get at the data.
    """

    @dg.resource
    def run(context: dg.InitResourceContext) -> Iterator[Run]:
        settings.root.path.mkdir(parents=True, exist_ok=True)
        with _failure_in_words(settings.root):
            initialise.require_closed(settings.root, settings.key_dir)
        with held_open(context.instance), _alone(settings.root, progress):
            with _failure_in_words(settings.root):
                leftovers.sweep(settings.root)
                _restore(settings)
                # Before anything is declared: it changes a register.
                names_kept = earlier_names.keep(settings.root)
            made = Run(Declared(settings.root, settings), progress, names_kept)
            try:
                yield made
            finally:
                say = context.log.warning if context.log else _silent
                raising.after_run(Declared(settings.root, settings), made.failed_stages, say)
                if not made.failed_stages:
                    # Now that nobody waits for it. What a build that failed left may tell why.
                    leftovers.remove_scratch(settings.root)

    return run


@contextmanager
def _alone(root: DataRoot, progress: Progress) -> Iterator[None]:
    """Hold the root's lock; say so while somebody else has it."""
    lock = FileLock(root.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        with progress.stage("waiting") as step:
            step.say("for another run or a backup, which is under way")
            lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _silent(_: str) -> None:
    pass


def _restore(settings: Settings) -> None:
    """Make published files again that were altered; what is wrong beside them, a stage will say."""
    with suppress(UserError):
        candidate_validation.restore(Declared(settings.root, settings))


def is_busy(root: DataRoot) -> bool:
    """True while a run holds the root's lock."""
    try:
        with FileLock(root.lock, timeout=0):
            return False
    except Timeout:
        return True
