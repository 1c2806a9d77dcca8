"""What a search for template code looks through, and what it finds."""

from __future__ import annotations

import re
from typing import NamedTuple

from bylint.model.source import Span
from bylint.text.lazy import lazily

LONGEST = 8_000
NAME = lazily(r"""[\s-]*(/?[\w./:@-]+)""")
LINE_END = lazily(r"(?=\r|\n)|\Z")


class Found(NamedTuple):
    """A piece of template code.

    `kind`: tag, output, comment, attributes, fold, line, address (within the address of a link), or code, which is
    left as it is. `inner` is what stands between its signs, `rest` where its attributes begin. `words` replaces it,
    else it is blanked.
    """

    kind: str
    span: Span
    inner: Span
    name: str = ""
    rest: int = 0
    words: str = ""


class Scan(NamedTuple):
    """The text that is looked through."""

    text: str
    is_mdx: bool


def kept(start: int, end: int) -> tuple[Found, ...]:
    """Return a finding that is left as it is."""
    return (Found("code", Span(start, end), Span(start, end)),)


def between(scan: Scan, match: re.Match[str], closing: str, longest: int = LONGEST) -> Span | None:
    """Return what stands between an opening sign and the next closing one."""
    end = scan.text.find(closing, match.end(), match.end() + longest)
    return Span(match.end(), end) if end >= 0 else None
