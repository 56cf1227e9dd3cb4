"""What readers open at the desk: files of the release in use, as they were published.

Belongs here: finding the release by the pointer, and giving out its files. Nothing is made or changed here.
"""

from __future__ import annotations

from pathlib import Path

from starlette.responses import FileResponse, Response
from starlette.routing import Route

from orchestration.desk.pages import NotShownError, go_to, route
from orchestration.desk.visit import Desk, Entry, Visit
from orchestration.desk.visitors import MAY_READ
from orchestration.release import pointer

_RELEASE = "/release"
ENTRY = Entry("/results", "results", MAY_READ)
# Pages of a release carry their own policy of what they may load.
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


def routes(desk: Desk) -> list[Route]:
    """The pages of readers."""
    return [
        route(desk, ENTRY.path, _results, MAY_READ),
        route(desk, _RELEASE + "/{file:path}", _file, MAY_READ),
    ]


def release_folder(visit: Visit) -> Path | None:
    """The folder of the release in use."""
    root = visit.desk.settings.root
    current = pointer.read(root)
    return root.published / current["path"] if current else None


def _results(visit: Visit) -> Response:
    """The front page of the results, in the visitor's language."""
    if release_folder(visit) is None:
        raise NotShownError(404, "results.none")
    folder = {"fi": "", "sv": "sv/", "en": "en/"}[visit.language]
    return go_to(f"{_RELEASE}/results/{folder}index.html")


def _file(visit: Visit) -> Response:
    """A file of the release in use, and of nothing else."""
    folder = release_folder(visit)
    if folder is None:
        raise NotShownError(404, "results.none")
    within = folder.resolve()
    try:
        file = (within / visit.parts["file"]).resolve()
        is_there = within in file.parents and file.is_file()
    except (OSError, ValueError):  # a name that no file can have
        is_there = False
    if not is_there:
        raise NotShownError(404, "error.not_found")
    return FileResponse(file, headers=_HEADERS)
