"""How large a pattern is with its repeats written out, as `regex` writes them out to compile it.

`(x{60000}){60000}` has 17 characters, and would come to 3.6 thousand million.
"""

from __future__ import annotations

import re

from bylint.text.lazy import lazily

LARGEST = 50_000
"""Characters of all patterns of a pack, their repeats written out."""

# An escape or a set is one thing, whatever signs are in it.
_UNIT = r"\\. | \[ \^? \]? (?: \\. | \[:\^?\w+:\] | [^\]\\] )* \]"
_NOTHING = r"(?P<nothing> \(\?\# (?: \\. | [^)\\] )* \) | \# [^\n]* | \s+ )"
_WRITTEN = lazily(rf"{_UNIT} | {_NOTHING} | (?P<unclosed> \[ | \(\?\# ) | .", re.VERBOSE | re.DOTALL)
_TOKEN = lazily(
    rf"{_UNIT} | (?P<flags> \(\? [a-zA-Z0-9-]+ [:)] ) | \{{ (?P<least> \d* ) (?P<most> ,\d* )? \}} | .",
    re.VERBOSE | re.DOTALL,
)


class NoSize(Exception):  # noqa: N818 - a mistake of a pack, told with its place by who reads the pack
    """A pattern that cannot be measured; the message says why."""


def size_of(pattern: str) -> int:
    """Return the characters of a verbose pattern, its repeats written out and one added for each group.

    `(ab{3}){2}` has 11.
    """
    # For each group that is open: the size of what is complete in it, and of the last item, which may be repeated.
    done, last = [0], [0]
    for token in _TOKEN.finditer(_bare(pattern)):
        words = token[0]
        if token["flags"] and set(words) & {"x", "V"}:
            raise NoSize(f"has the flags {words}: x and V stay as they are")
        if token["least"] is not None:
            last[-1] *= _times(token["least"], token["most"])
        elif words == ")" and len(done) > 1:
            inner = done.pop() + last.pop() + 1
            done[-1], last[-1] = done[-1] + last[-1], inner
        else:
            done[-1], last[-1] = done[-1] + last[-1], 1
            if words.startswith("(") and not words.endswith(")"):
                done.append(0)
                last.append(0)
    return sum(done) + sum(last)


def _bare(pattern: str) -> str:
    """Return a verbose pattern without its blanks and comments."""
    kept: list[str] = []
    for token in _WRITTEN.finditer(pattern):
        if token["unclosed"]:
            raise NoSize("has a set or a comment that does not end")
        if not token["nothing"]:
            kept.append(token[0])
    return "".join(kept)


def _times(least: str, most: str | None) -> int:
    """Return how often a repeat is written out: at least once; `{2,5}` is two and a loop."""
    # Nobody needs to know how large a number of ten digits is.
    fewest = int(least[:10] or 0)
    return max(1, fewest + (most not in (None, f",{least}")))
