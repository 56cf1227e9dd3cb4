"""States: the data as they would be if only some of the inputs had changed, made by reading again.

Belongs here: a root beside the warehouse with the files of the release in use, some of its
declarations as they were and the others as they are now, read and built as a run does. It is needed
only where more than one kind of input changed. Does not belong here: what differs between states.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.core import atomic_files
from orchestration.core.content_hashes import known_sha256
from orchestration.core.data_root import PROJECT, SHIPPED_QUESTIONNAIRES, DataRoot
from orchestration.difference.causes import QUESTIONNAIRE, REGISTER
from orchestration.difference.made_from import MadeFrom
from orchestration.intake import forgotten, raw_places
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.take import take
from orchestration.warehouse import build

# What the difference reads of a state.
_MODELS = ("+int_wanted_measurements", "+int_metric_answers", "+fct_activity", "+fct_agreed_action")
_SHIPPED = f"Mukana: {SHIPPED_QUESTIONNAIRES.relative_to(PROJECT).as_posix()}/"


@dataclass(frozen=True)
class _DeclaredState(Declared):
    """What a state declares; `shipped`: the questionnaires that came with Mukana then."""

    shipped: Path

    @property
    def questionnaire_folders(self) -> list[Path]:
        return [self.shipped, self.root.questionnaires]


@contextmanager
def database(
    declared: Declared, before: MadeFrom, changed: Collection[str], history: Path
) -> Iterator[Path]:
    """The warehouse of a state, as a DuckDB file that goes when the block ends.

    Args:
        declared: the inputs as they are now.
        before: what the release in use was made from.
        changed: kinds of input that are as they are now; the others are as they were.
        history: folder with the tables of the history before the candidate.

    Raises:
        UserError: the files cannot be read with these declarations.
    """
    # Several states may be open at once.
    folder = declared.root.warehouse.parent / f"state_{len(changed)}"
    atomic_files.remove(folder)
    try:
        state = _laid_out(declared, before, changed, DataRoot(folder / "root"))
        take(state, state.waiting(), lambda *_: None)
        variables = declared.settings.variables
        built = build.build(
            state.root.raw, folder / "built", history=history, variables=variables, only=_MODELS
        )
        if not built.passed:
            failed = ", ".join(result.name for result in built.results if result.failed)
            raise build.WarehouseError(f"dbt failed in {failed}.")
        yield built.database
    finally:
        atomic_files.remove(folder)


def _laid_out(
    declared: Declared, before: MadeFrom, changed: Collection[str], root: DataRoot
) -> _DeclaredState:
    """A root with the files that were known then, and declarations of then and of now."""
    root.registers.mkdir(parents=True)
    root.questionnaires.mkdir()
    shipped = root.path / "shipped"
    shutil.copyfile(declared.root.identity, root.identity)
    now = declared.texts()
    for kind in (QUESTIONNAIRE, REGISTER):
        wanted = {n: n.endswith((".yml", ".yaml")) == (kind == QUESTIONNAIRE) for n in now}
        texts = {n: t for n, t in now.items() if wanted[n]}
        _write(texts if kind in changed else before.texts(kind), root, shipped)
    forgotten.add(root, forgotten.keys(declared.root))
    settings = declared.settings.model_copy(update={"data": root.path})
    state = _DeclaredState(root, settings, shipped)
    _lay_deliveries(declared, before, state)
    return state


def _write(texts: Mapping[str, str], root: DataRoot, shipped: Path) -> None:
    for name, text in texts.items():
        is_shipped = name.startswith(_SHIPPED)
        file = shipped / name.removeprefix(_SHIPPED) if is_shipped else root.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def _lay_deliveries(declared: Declared, before: MadeFrom, state: _DeclaredState) -> None:
    """The files that were known, with what was decided then; what was read of them stays read."""
    for name, content in declared.statements.items():
        if content is not None:
            _put(state.root.landing / name, content)
    # Small deliveries share one: what it has of others is in no list of deliveries, and not read.
    places: set[str] = set()
    for delivery_id, (removal, services) in sorted(before.deliveries.items()):
        record = declared.ledger.records.get(delivery_id)
        if record is None:
            continue
        # The same file may have been put there again, with another time.
        for name in sorted({file.name for file in record.files}):
            source = declared.root.landing / name
            # A sender may have put another file there under the same name.
            if known_sha256(source) == delivery_id:
                _link(source, state.root.landing / name)
        places.add(record.place)
        then = replace(record, removal=removal, accepted_services=tuple(services))
        state.ledger.write(then)
    for place in sorted(places):
        for source in raw_places.files(declared.root, place):
            _link(source, state.root.path / source.relative_to(declared.root.path))


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _link(source: Path, target: Path) -> None:
    """The same file under another name; a copy with its time where links are not possible."""
    if not source.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
