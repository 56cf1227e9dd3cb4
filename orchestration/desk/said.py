"""What was found in a file, as pages show it: facts, and reasons in the language that the reader speaks.

Belongs here: choosing sentences that ingest has made. Does not belong here: making any.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any

from orchestration.core.errors import UserError
from orchestration.desk.pages import speaker
from orchestration.desk.visit import Visit
from orchestration.ingest.messages import receipt
from orchestration.questionnaire.model.captions import caption

# What the disk of landing says, in words.
_DISK_SAYS = {
    **dict.fromkeys(
        (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)), "send.why_full"
    ),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "send.why_forbidden"),
}


def said_in(language: str) -> str:
    """The language of sentences about files on a page in this one: they are in Finnish and English."""
    return "en" if language == "en" else "fi"


def facts(
    visit: Visit,
    recognised: Mapping[str, Any] | None,
    counts: Mapping[str, int],
    repairs: Mapping[str, Mapping[str, Any]],
) -> dict[str, str]:
    """What was made of a file: key of a text -> a sentence; without what is not known."""
    speech = 0 if said_in(visit.language) == "fi" else 1
    found: dict[str, str] = {}
    if recognised:
        found["senders.recognised"] = receipt.described(recognised, speech)
    if counts:
        found["senders.rows"] = receipt.rows(counts, speech)
    if repairs:
        found["senders.repairs"] = receipt.repairs(repairs, speech)
    return found


def survey_title(visit: Visit, recognised: Mapping[str, Any] | None) -> str:
    """The name of the questionnaire that a file is, in the language of the visit; empty if none is known."""
    survey = visit.declared.surveys().get(str((recognised or {}).get("questionnaire")))
    return caption(survey.questionnaire.title, visit.language) if survey else ""


def why_not_sent(problem: UserError | OSError, language: str) -> str:
    """Why a file could not be sent, for whoever runs the desk."""
    if isinstance(problem, OSError):
        key = _DISK_SAYS.get(problem.errno or 0)
        return speaker(language)(key) if key else problem.strerror or type(problem).__name__
    in_finnish, *in_english = problem.problems
    return in_english[0] if in_english and said_in(language) == "en" else in_finnish
