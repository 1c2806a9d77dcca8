"""TOML as `tomllib` reads it, with the bounds that it lacks and the place of what is wrong."""

from __future__ import annotations

import tomllib
from typing import Any

from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.text.patterns import lazily

DEEPEST = 50
"""Names of the longest key, `a.b.c`: the time and memory of `tomllib` grow with their square."""

_CHAIN = lazily(rf"""(?<![\w-])(?:(?:"(?:[^"\\\r\n]|\\.)*+"|'[^'\r\n]*+'|[\w-]++)[ \t]*+\.[ \t]*+){{{DEEPEST}}}""")
_NUMBER = lazily(r"\d[\d_]{4000,}")
_NO_VALUE, _SHOWN = "Invalid value", 40
_PLACE = lazily(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


class TomlFault(Exception):  # noqa: N818 - a fault of the text, not an error of ours
    """What makes a text no TOML, and where in the text."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span
        self.message = message


def parse(text: str) -> dict[str, Any]:
    """Return what a text says, or raise a `TomlFault`."""
    chain = _CHAIN.search(text)
    if chain:
        raise TomlFault(Span(*chain.span()), f"a key of more than {DEEPEST} names")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _located(text, str(error)) from None
    except ValueError:
        # Python reads no longer numbers; TOML has none of more than 19 digits.
        number = _NUMBER.search(text)
        raise TomlFault(Span(*number.span()) if number else Span(0, 0), "a number is too long") from None
    except RecursionError:
        raise TomlFault(Span(0, 0), "nested too deeply") from None


def _located(text: str, words: str) -> TomlFault:
    place = _PLACE.search(words)
    starts = (*line_starts(text), len(text))
    line = min(int(place[1]) if place and place[1] else len(starts), len(starts) - 1)
    words = _PLACE.sub("", words)
    if words == _NO_VALUE and place and place[2]:
        at = starts[line - 1] + int(place[2]) - 1
        written = text[at : starts[line]].strip()
        # Most who write one thing without its quotation marks know them from YAML.
        said = (
            f"“{written[:_SHOWN]}” is no value: a text stands in quotation marks" if written else "a value is missing"
        )
        return TomlFault(Span(at, at + len(written)), said)
    return TomlFault(Span(starts[line - 1], starts[line]), words[:1].lower() + words[1:])
