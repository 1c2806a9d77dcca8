"""Template code in HTML: taken out without moving anything, and read like that in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator

from bylint.readers.shortcodes import Template
from bylint.readers.template_code import found_at
from bylint.readers.template_found import Found
from bylint.readers.template_found import Scan
from bylint.readers.template_shields import string_alone
from bylint.text.lazy import lazily

_SIGN = lazily(r"(?P<hugo>\{\{[<%])|(?P<output>\{\{)|(?P<liquid>\{%)")
_SEEN = lazily(r"\S")
_MOST_FAILURES = 2_000
_LONGEST_TAG = 2_000


def taken_out(text: str, start: int) -> Template:
    """Blank all template code from an offset on."""
    found = tuple(item for item in _found(text, start) if item.kind != "code")
    return Template(_blanked(text, found), tuple(item for item in found if not _is_value(text, item)))


def _found(text: str, start: int) -> Iterator[Found]:
    scan = Scan(text, is_mdx=False)
    failures: Counter[str] = Counter()
    at = start
    while match := _SIGN.search(text, at):
        kind = match.lastgroup or ""
        items = found_at(scan, match) if failures[kind] < _MOST_FAILURES else ()
        failures[kind] += not items
        yield from items
        at = max(match.end(), items[-1].span.end if items else 0)


def _blanked(text: str, found: Iterable[Found]) -> str:
    pieces: list[str] = []
    at = 0
    for item in found:
        if item.span.start < at:
            continue
        written = text[item.span.start : item.span.end]
        pieces.append(text[at : item.span.start])
        pieces.append(_stand_in(written) if _is_value(text, item) else _SEEN.sub(" ", written))
        at = item.span.end
    return "".join((*pieces, text[at:]))


def _is_value(text: str, item: Found) -> bool:
    """Tell whether code prints a value within a tag."""
    offset = item.span.start
    start = max(0, offset - _LONGEST_TAG)
    return item.kind == "output" and text.rfind("<", start, offset) > text.rfind(">", start, offset)


def _stand_in(written: str) -> str:
    """Return what stands for a printed value within a tag: its only string, else as many letters."""
    return string_alone(written) or "x" * len(written)
