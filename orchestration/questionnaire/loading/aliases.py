"""How deep a YAML file is, and how much it stands for once its aliases are written out.

Belongs here: finding both out without building it. A few lines in which each names the one before
ten times stand for more than any memory holds, and a thousand brackets end the parser.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import yaml

# The longest questionnaire that ships with Mukana has some thousands of nodes.
_MOST_NODES = 200_000
_DEEPEST = 50


def is_too_deep(events: Iterable[yaml.Event]) -> bool:
    """True if lists and mappings are within each other deeper than any questionnaire needs."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


def stands_for_too_much(node: yaml.Node | None) -> bool:
    """True if the nodes below are too many once each alias is counted as what it names, or if an
    alias names something that it is part of.
    """
    return node is not None and _size(node, {}) > _MOST_NODES


def _size(node: yaml.Node, sizes: dict[int, float]) -> float:
    """What an alias names is before it, so its size is known: this goes as deep as the file does."""
    if id(node) not in sizes:
        sizes[id(node)] = inf  # until it is known; still so where it is met within itself
        sizes[id(node)] = 1 + sum(_size(part, sizes) for part in _parts(node))
    return sizes[id(node)]


def _parts(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
