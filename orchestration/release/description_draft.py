"""The draft quality description beside the candidate, as a person edits it in a form.

Belongs here: reading it, and writing it if nobody else has changed it meanwhile. Does not belong here:
making the draft, and freezing it in a release (reports).
"""

from __future__ import annotations

from hashlib import sha256

from filelock import FileLock, Timeout

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.intake.undecidable import UndecidableError
from orchestration.release import reports
from orchestration.release.candidate import DESCRIPTION

# The draft itself has some six thousand.
MOST_CHARACTERS = 200_000


def read(root: DataRoot) -> tuple[str, str] | None:
    """The draft and the hex sha256 of its bytes; None where there is none."""
    try:
        content = (root.candidate / DESCRIPTION).read_bytes()
    except FileNotFoundError:
        return None
    return content.decode("utf-8", "replace"), sha256(content).hexdigest()


def write(root: DataRoot, text: str, shown: str, wait_seconds: float = -1) -> None:
    """Replace the draft that was shown, given by its hash.

    Lines end as in files, whatever the form made of them. `wait_seconds`: how long a run under way is
    waited for; below zero, until it has ended. Raises UndecidableError if the draft is another one by
    now, if the text is too long, or if a line holds a personal identity code, and names the line.
    """
    if len(text) > MOST_CHARACTERS:
        raise UndecidableError("description_is_long", most=str(MOST_CHARACTERS))
    lines = text.rstrip().splitlines()
    if number := reports.line_with_identity_code(lines):
        raise UndecidableError("description_is_personal", number=str(number))
    try:
        with FileLock(root.lock, timeout=wait_seconds):
            now = read(root)
            if now is None or now[1] != shown:
                raise UndecidableError("other_description")
            content = "".join(f"{line}\n" for line in lines).encode("utf-8")
            atomic_files.write_whole(root.candidate / DESCRIPTION, content)
    except Timeout:
        raise UndecidableError("busy") from None
