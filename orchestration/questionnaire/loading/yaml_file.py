"""A YAML file as text and nodes, which know their lines.

Belongs here: the words that YAML knows, what is wrong with a file before the model sees it, and the
line of a key. Does not belong here: what a questionnaire is (loader).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from orchestration.core.errors import UserError
from orchestration.questionnaire.loading.aliases import is_too_deep, stands_for_too_much


class QuestionnaireError(UserError):
    """A questionnaire cannot be used; `problems` has one `file:line: …` sentence each."""


class _Yaml(yaml.CSafeLoader):
    """Safe YAML whose only booleans are true and false, so that `no` and `yes` are words. The model
    reads dates, since it knows the line of one that cannot be.
    """


_BOOLEAN, _DATE = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
_Yaml.yaml_implicit_resolvers = {
    first: [
        (tag, rule) for tag, rule in rules if tag != _DATE and (tag != _BOOLEAN or first in "tTfF")
    ]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> tuple[str, yaml.Node | None]:
    """The text of a YAML file and its nodes, which know their lines."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if is_too_deep(yaml.parse(text, Loader=_Yaml)):
            raise QuestionnaireError(f"{path}:1: too many brackets or indents within each other")
        node = yaml.compose(text, Loader=_Yaml)
    except UnicodeDecodeError:
        raise QuestionnaireError(f"{path}:1: not UTF-8; save the file as UTF-8") from None
    except yaml.reader.ReaderError as error:
        raise QuestionnaireError(f"{path}:1: not valid YAML: {error.reason}") from None
    except yaml.MarkedYAMLError as error:
        raise QuestionnaireError(_not_yaml(path, text, error)) from None
    if stands_for_too_much(node):
        raise QuestionnaireError(
            f"{path}:1: its aliases (`*name`) stand for too much; write the texts out, or split the file"
        )
    _refuse_wrong_keys(path, node)
    return text, node


def values_of(path: Path, text: str) -> Any:
    """What the text of a file holds, as plain values."""
    try:
        return yaml.load(text, Loader=_Yaml)
    except yaml.MarkedYAMLError as error:
        raise QuestionnaireError(_not_yaml(path, text, error)) from None


def _not_yaml(path: Path, text: str, error: yaml.MarkedYAMLError) -> str:
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    if "\t" in "".join(text.split("\n")[line - 1 : line]):
        return f"{path}:{line}: not valid YAML: write blanks instead of the tab in this line"
    return f"{path}:{line}: not valid YAML: {error.problem}"


def line_of(node: yaml.Node | None, loc: tuple) -> int:
    """Line of the deepest part of `loc` that is in the YAML; an item of a list by number or value."""
    line = node.start_mark.line + 1 if node else 1
    for part in loc:
        below = _below(node, str(part))
        if below is not None:
            line, node = below
    return line


def _below(node: yaml.Node | None, part: str) -> tuple[int, yaml.Node] | None:
    """Line and node of a part of a node, if it has it."""
    if isinstance(node, yaml.MappingNode):
        found = next((pair for pair in node.value if pair[0].value == part), None)
        return None if found is None else (found[0].start_mark.line + 1, found[1])
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    if part.isdecimal() and int(part) < len(items):
        return items[int(part)].start_mark.line + 1, items[int(part)]
    item = next((one for one in items if one.value == part), None)
    return None if item is None else (item.start_mark.line + 1, item)


def _refuse_wrong_keys(path: Path, node: yaml.Node | None) -> None:
    """YAML keeps the last of two equal keys, and makes a key of what follows a comma within `{}`,
    without a message; here both are errors.
    """
    problems = []
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in current.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise QuestionnaireError(
                        f"{path}:{key.start_mark.line + 1}: a key must be a word"
                    )
                if key.value in seen:
                    problems.append(
                        f"{path}:{key.start_mark.line + 1}: `{key.value}` is here twice; remove one"
                    )
                elif current.flow_style and value.start_mark.index == key.end_mark.index:
                    problems.append(
                        f"{path}:{key.start_mark.line + 1}: `{key.value}` stands after a comma without"
                        ' a value; write a text that holds a comma in quotes, {en: "a, b"}'
                    )
                seen.add(key.value)
                stack.append(value)
        elif isinstance(current, yaml.SequenceNode):
            stack.extend(current.value)
    if problems:
        raise QuestionnaireError(*problems)
