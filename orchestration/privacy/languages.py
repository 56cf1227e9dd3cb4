"""Languages: for which of them reliability and answers are published by themselves.

Belongs here: the smallest number of forms in a language, and applying the rule of backgrounds to
languages. Pure, as backgrounds. Does not belong here: that rule itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import numpy as np

from orchestration.privacy.background_people import Categories, People
from orchestration.privacy.backgrounds import choose_categories
from orchestration.privacy.groups import MINIMUM_GROUP_SIZES, MinimumGroupSizes

_OTHER_LANGUAGES = ""
_LANGUAGE = "language"


def choose_languages(
    people: People,
    languages: np.ndarray,
    smallest: int,
    minimum: MinimumGroupSizes = MINIMUM_GROUP_SIZES,
) -> list[str]:
    """Choose the languages, in order, that are published; each has at least `smallest` of n rows.

    `languages`: n texts. `people.published_groups` are the background categories published for the
    same people. A negative person is a form without a code. Two such forms may be of one person,
    so if there are any, the minimum group size is the one for people without a code.
    """
    names, language_of, counts = np.unique(languages, return_inverse=True, return_counts=True)
    if len(names) == 1:
        return names.tolist() if counts[0] >= smallest else []
    shown = np.where(counts >= smallest, names, _OTHER_LANGUAGES)[language_of]
    if (people.persons < 0).any():
        minimum = replace(minimum, persons=minimum.persons_without_code)
    categories = {_LANGUAGE: Categories.of(shown)}
    published = choose_categories(replace(people, categories=categories), minimum=minimum)
    parts = published.get(_LANGUAGE, {})
    return sorted(n for n, part in parts.items() if part == (n,) and n != _OTHER_LANGUAGES)


def choose_answer_languages(
    people: People,
    languages: np.ndarray,
    unanimous: Mapping[str, Collection[str]],
    declared: Iterable[str],
    minimum: MinimumGroupSizes = MINIMUM_GROUP_SIZES,
) -> dict[str, tuple[str, ...]]:
    """Choose the languages by which answers are published: language -> those published as one with it.

    Args:
        people: everybody in some distributions; `cells` are the atoms of these.
        languages: n texts.
        unanimous: language -> the options that all of its people who are new to their atom chose.
        declared: the languages there can be; a merged group is named after all that are not alone.

    Returns:
        Nothing where fewer than two groups may be published.
    """
    of_new = languages if people.is_new is None else languages[people.is_new]
    with_new = frozenset(of_new.tolist())

    def tells_an_answer(group: tuple[str, ...]) -> bool:
        chosen = [set(unanimous.get(one, ())) for one in group if one in with_new]
        return bool(chosen) and bool(set.intersection(*chosen))

    categories = {_LANGUAGE: Categories.of(languages)}
    smallest = replace(
        minimum, persons=minimum.distribution, persons_without_code=minimum.distribution
    )
    published = choose_categories(
        replace(people, categories=categories), smallest, {_LANGUAGE: declared}, tells_an_answer
    )
    groups = published.get(_LANGUAGE, {})
    return groups if len(set(groups.values())) > 1 else {}
