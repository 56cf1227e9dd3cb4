"""Languages: which of them a report may set apart among everybody who is published.

Belongs here: the bound under which a language is never told alone, and asking the rule of
backgrounds about the rest. Pure, as background. Does not belong here: that rule itself.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from orchestration.privacy.backgrounds import Codes, People, tell
from orchestration.privacy.publication_cells import BOUNDS, Bounds

_OTHERS = ""
_LANGUAGE = "language"


def tell_languages(
    people: People, languages: np.ndarray, smallest: int, bounds: Bounds = BOUNDS
) -> list[str]:
    """Languages, in order, that may be told apart; each of at least `smallest` of the n rows.

    `languages`: n texts. `people.apart` are the backgrounds that are told of the same people.
    A negative person is a form without a code: such forms prove no distinct people, so that any
    of them raises the bound.
    """
    names, language_of, counts = np.unique(languages, return_inverse=True, return_counts=True)
    if len(names) == 1:
        return names.tolist() if counts[0] >= smallest else []
    shown = np.where(counts >= smallest, names, _OTHERS)[language_of]
    if (people.persons < 0).any():
        bounds = replace(bounds, persons=bounds.persons_without_code)
    told = tell(replace(people, categories={_LANGUAGE: Codes.of(shown)}), bounds)
    parts = told.get(_LANGUAGE, {})
    return sorted(name for name, part in parts.items() if part == (name,) and name != _OTHERS)
