"""What of a remote landing lies in `fetched/`, and what could not be fetched.

Belongs here: that record, and comparing it with a listing: what is to be fetched, what to be removed.
Does not belong here: the network (remote), or doing it (remote_landing).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from orchestration.core import atomic_files
from orchestration.core.json_text import readable
from orchestration.intake.landing import shown_name
from orchestration.intake.remote_names import is_wanted, unusable
from orchestration.remote.listing import Entry, Listing

# Hidden, as everything in landing that is no delivery.
NAME = ".fetched.json"
# Of these the next run may make something without anybody doing anything.
PASSING = frozenset({"arriving", "changed", "not_there"})


@dataclass(frozen=True)
class Copied:
    """A file as it was listed when it was fetched. One that is too big is only as long as it."""

    byte_count: int
    token: str
    mtime_ns: int
    is_whole: bool = True


@dataclass(frozen=True)
class Left:
    """A file that could not be fetched: why, as it was listed, and when it was tried (seconds)."""

    why: str
    byte_count: int = 0
    token: str = ""
    tried_at: float = 0.0


@dataclass(frozen=True)
class Index:
    """`url`: of which place. `files`: those that lie here. `left`: those that do not, by name."""

    url: str = ""
    files: dict[str, Copied] = field(default_factory=dict)
    left: dict[str, Left] = field(default_factory=dict)

    def shown_left(self) -> list[dict[str, str]]:
        """What could not be fetched, by names that may be shown, with why."""
        return [
            {"name": shown_name(Path(name), number), "why": one.why}
            for number, (name, one) in enumerate(sorted(self.left.items()), 1)
        ]


@dataclass(frozen=True)
class Changes:
    """What a listing asks for: entries to fetch, names to remove, and names that stay where they are."""

    to_fetch: tuple[Entry, ...]
    to_remove: tuple[str, ...]
    left: dict[str, Left]


_ADAPTER = TypeAdapter(Index)


def read(folder: Path, url: str) -> Index:
    """The record of what was fetched from `url`; an empty one where there is none."""
    try:
        index = _ADAPTER.validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return Index(url)
    return index if index.url == url else Index(url)


def write(folder: Path, index: Index) -> None:
    """Write the record whole, if it is another one."""
    content = readable(asdict(index))
    file = folder / NAME
    if not file.exists() or file.read_bytes() != content:
        folder.mkdir(parents=True, exist_ok=True)
        atomic_files.write_whole(file, content)


def changes(folder: Path, index: Index, listing: Listing, most_bytes: int) -> Changes:
    """What to do so that `folder` holds what the listing shows.

    A file above `most_bytes` is listed as not whole: it is refused by its size, without fetching it.
    """
    wanted = [entry for entry in listing.entries if is_wanted(entry.name)]
    left = {name: Left(why) for name, why in unusable(one.name for one in wanted).items()}
    left |= {entry.name: Left("not_a_file") for entry in wanted if not entry.is_file}
    left |= {f"{name}/": Left("no_access") for name in listing.closed}
    usable = [entry for entry in wanted if entry.name not in left]
    to_fetch = [
        entry
        for entry in usable
        if index.files.get(entry.name) != copied(entry, most_bytes)
        or not _is_as_fetched(folder / entry.name, entry)
    ]
    there = {entry.name for entry in listing.entries}
    here = [name for name in _names_below(folder) if name not in there]
    to_remove = [
        name for name in here if not name.startswith(tuple(f"{c}/" for c in listing.closed))
    ]
    return Changes(tuple(to_fetch), tuple(to_remove), left)


def copied(entry: Entry, most_bytes: int) -> Copied:
    """The record of an entry that lies here."""
    return Copied(entry.byte_count, entry.token, entry.mtime_ns, entry.byte_count <= most_bytes)


def failed_since(index: Index, changes: Changes, moment: float) -> set[str]:
    """Names that failed after `moment` (seconds), and are as they were then."""
    now = {entry.name: (entry.byte_count, entry.token) for entry in changes.to_fetch}
    return {
        name
        for name, one in index.left.items()
        if one.tried_at > moment and now.get(name) == (one.byte_count, one.token)
    }


def _is_as_fetched(file: Path, entry: Entry) -> bool:
    try:
        about = file.lstat()
    except OSError:
        return False
    return about.st_mtime_ns == entry.mtime_ns and about.st_size == shown_size(entry)


def shown_size(entry: Entry) -> int:
    """The size of a file here: that of the entry, up to what a file system can show."""
    return min(entry.byte_count, 1 << 42)


def _names_below(folder: Path) -> list[str]:
    below = atomic_files.files_below(folder)
    return [name for name in below if not name.startswith(".")]
