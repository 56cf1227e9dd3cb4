"""What every part of the questionnaire's model is made of: codes, texts, strictness.

Belongs here: types that the model and its metrics share. Does not belong here: any of their
rules.
"""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Language = Literal["fi", "sv", "en", "ar", "fa", "ckb", "ru", "uk"]
MissingKind = Literal["no_answer", "dont_know", "refused", "not_asked", "not_shown"]
_CODE, _OPTION, _TEXT = r"^[a-z][a-z0-9_]*$", r"^[a-z0-9][a-z0-9_]*$", r"\S"
Code = Annotated[str, Field(pattern=_CODE, max_length=64)]
OptionCode = Annotated[str, Field(pattern=_OPTION, max_length=64)]
# What a pattern means, for a person who typed something else.
PATTERNS = {
    _TEXT: "a text is not blank",
    _CODE: "a code is small letters a-z, digits and `_`, and starts with a letter",
    _OPTION: (
        "a code is small letters a-z, digits and `_`; options of a scale are whole numbers from 0."
        " For answers below 0 or with decimals make it a question of `type: number` with a `range`"
    ),
}
# Kinds of error, in the words of somebody who writes YAML.
KINDS = {
    "missing": "is missing",
    "extra_forbidden": "is no key that may be here",
    "dict_type": "needs keys with values below it, such as `fi: a text`",
    "model_type": "needs keys with values below it, such as `fi: a text`",
    "list_type": "needs a list, such as [a, b]",
    "string_type": "needs a text, or a list of texts",
    "too_short": "is empty",
    "date_parsing": "needs a day, such as 2024-12-31",
    "date_from_datetime_parsing": "needs a day, such as 2024-12-31",
    "int_parsing": "needs a whole number",
    "float_parsing": "needs a number",
    "bool_parsing": "needs true or false",
}
Text = Annotated[str, Field(pattern=_TEXT)]
# A text in a language: one wording, or a list whose first is the caption and the rest aliases.
Wording = Text | Annotated[list[Text], Field(min_length=1)]
Texts = Annotated[dict[Language, Wording], Field(min_length=1)]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("a time zone is written by its name, such as Europe/Helsinki")
    return name


TimeZone = Annotated[str, AfterValidator(_known_zone)]


class Strict(BaseModel):
    """Unknown keys are errors: a typing error must not drop a rule without a message."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)
