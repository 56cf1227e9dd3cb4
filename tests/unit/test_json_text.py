"""The JSON that people open is spelled as Python's own encoder spells it."""

import json
import random

import pytest

from orchestration.core.json_text import readable


def _value(random: random.Random, depth: int = 0) -> object:
    kinds = ["text", "int", "float", "bool", "none", *["list", "dict"] * (depth < 3)]
    match random.choice(kinds):
        case "text":
            return "".join(chr(random.choice([9, 10, 31, 34, 47, 92, 127, 228, 0x2028, 0x1F600, 65])) for _ in range(random.randrange(4)))  # fmt: skip
        case "int":
            return random.choice([0, -1, 2**40, 10**25])
        case "float":
            return random.choice([0.0, -0.5, 1.0, 1e-7, 1e22, 123456.789, float("nan"), 1e16])
        case "bool":
            return random.random() < 0.5
        case "none":
            return None
        case "list":
            return [_value(random, depth + 1) for _ in range(random.randrange(4))]
        case _:
            return {f"k{random.randrange(9)}": _value(random, depth + 1) for _ in range(3)}


@pytest.mark.parametrize("seed", range(300))
def test_the_bytes_are_those_of_pythons_encoder(seed):
    value = _value(random.Random(seed))
    expected = json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False) + "\n"
    assert readable(value) == expected.encode()


@pytest.mark.parametrize("value", [{}, [], "3e5", ":1e5", {"a": {}, "b": []}, 1e-5, {"a": 1e300}])
def test_what_is_empty_or_looks_like_a_number_is_spelled_alike(value):
    expected = json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False) + "\n"
    assert readable(value) == expected.encode()
