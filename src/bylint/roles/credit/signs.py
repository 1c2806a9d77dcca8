"""Words that tell what a picture is: a photograph, a drawing, or what a program shows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.model.knowledge import Knowledge
from bylint.text.choices import one_of
from bylint.text.lazy import lazily

_WORD = lazily(r"[^\W_]+(?:['’-][^\W_]+)*")


class Signs(NamedTuple):
    """Patterns and words; see rules/directory/pictures.yaml for what each list means."""

    photographs: re.Pattern[str]
    drawings: re.Pattern[str]
    scenes: re.Pattern[str]
    screens: re.Pattern[str]
    sure_screens: re.Pattern[str]
    likely_screens: re.Pattern[str]
    leads: re.Pattern[str]
    artworks: re.Pattern[str]
    books: re.Pattern[str]
    introduces: re.Pattern[str]
    code: tuple[str, ...]


@lru_cache(maxsize=4)
def signs_of(knowledge: Knowledge) -> Signs:
    """Return the signs of a run."""
    known: dict[str, Any] = knowledge.lists["pictures"]
    patterns = {name: _any_of(known[name]["words"]) for name in Signs._fields if name != "code"}
    return Signs(**patterns, code=tuple(known["code"]["words"]))


def spaced(text: str) -> str:
    """Return the words of a text in small letters with one space between: what the patterns of signs look through."""
    return " ".join(_WORD.findall(text.casefold().replace("’", "'")))


def _any_of(words: list[str]) -> re.Pattern[str]:
    return lazily(lambda: rf"(?<![\w'-])(?:{one_of(words)})(?![\w'-])")
