"""The caption of a thing in a language.

Belongs here: choosing among declared wordings. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.model.base import Texts


def caption(texts: Texts, language: str) -> str:
    """First wording in the language; Finnish, then any, where the language is not given."""
    wording = texts.get(language) or texts.get("fi") or next(iter(texts.values()))  # type: ignore[call-overload]
    return wording if isinstance(wording, str) else wording[0]


def title_columns(texts: Texts, prefix: str = "title") -> dict[str, str]:
    """Captions in Finnish, Swedish and English as columns `<prefix>_fi`, `_sv`, `_en`."""
    return {f"{prefix}_{language}": caption(texts, language) for language in ("fi", "sv", "en")}


def note_columns(texts: Texts, prefix: str) -> dict[str, str]:
    """Captions in Finnish and English as columns `<prefix>_fi`, `_en`; empty where there is no text."""
    captions = {language: caption(texts, language) if texts else "" for language in ("fi", "en")}
    return {f"{prefix}_{language}": text for language, text in captions.items()}


def wordings(texts: Texts) -> Iterator[str]:
    """Every text in every language, captions and aliases alike."""
    for wording in texts.values():
        yield from as_list(wording)


def as_list(wording: str | list[str]) -> list[str]:
    """A wording with its aliases, as a list."""
    return [wording] if isinstance(wording, str) else wording
