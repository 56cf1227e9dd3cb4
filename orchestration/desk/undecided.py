"""A page for what was not decided or saved.

Belongs here: the page and its status. Does not belong here: why something is not decided (release, intake).
"""

from __future__ import annotations

from starlette.responses import Response

from orchestration.desk.pages import page
from orchestration.desk.visit import Visit
from orchestration.intake.undecidable import UndecidableError

# A run under way is not waited for longer: it makes another candidate anyway.
WAIT_SECONDS = 3.0
_STATUS_OF = {"busy": 503, "not_registered": 403, "no_reviewer": 403, "four_eyes": 403}


def undecided(visit: Visit, refused: UndecidableError, look_again: str, text: str = "") -> Response:
    """Why nothing was decided or saved, with the address where to look again.

    `text`: what the person wrote, to take it from the page.
    """
    return page(
        visit, "review_undecided.html.jinja", _STATUS_OF.get(refused.code, 409),
        said=refused.said(visit.language),
        look_again=look_again,
        text=text,
    )  # fmt: skip
