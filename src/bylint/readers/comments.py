"""Where comments can stand in a file, in which form, and what a page shows without them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from itertools import pairwise
from typing import NamedTuple

from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.readers.header import read_header
from bylint.readers.template_code import TemplateCode
from bylint.readers.templates import blank_code
from bylint.text.patterns import lazily

_HTML, _RST, _MDX = "<!-- {} -->", ".. {}", "{{/* {} */}}"
_FORMS = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), _HTML),
    **dict.fromkeys((".rmd", ".rmarkdown", ".qmd"), _HTML),
    ".mdx": _MDX,
    **dict.fromkeys((".html", ".htm", ".xhtml"), _HTML),
    ".rst": _RST,
}
_PAGES = (".html", ".htm", ".xhtml")
_BLANKED = lazily(r"[^\r\n]")
_COMMENT = lazily(r"<!--.*?-->", re.DOTALL)
_PREFORMATTED = lazily(r"<pre\b.*?</pre\s*>", re.DOTALL | re.IGNORECASE)
_BLANKS = lazily(r"\s+")
# What is set in, defines a term or gives a block its class belongs to what stands above it.
_BOUND = lazily(r"[ \t]|:(?!::)|\{[:.#]")
_NOTE = lazily(r"(?:<!--|\{/\*)(?!\s{0,9}bylint-).{0,2000}(?:-->|\*/\})")
_AS_IT_IS = frozenset({"pre", "textarea", "listing", "xmp", "script", "style"})
_OUTWARD = 8
"""Elements around a place of a page before or behind which a comment is tried."""


_NEAREST = 50
"""Tags and template code that are looked at for the one that another closes."""


class Insertion(NamedTuple):
    """Characters to write before those that stand at an offset."""

    at: int
    text: str


def form_of(suffix: str) -> str:
    """Return how a format writes a comment that no reader sees, with `{}` for its words; nothing where it cannot."""
    return _FORMS.get(suffix.casefold(), "")


def runs_around(source: Source, suffix: str, span: Span) -> Iterator[Span]:
    """Yield runs of whole lines around a place of the text, the nearest first, above and below which a comment may
    stand; whether it may is for `shown` to prove."""
    start = read_header(source, with_lines=True).end
    if span.start < start or not form_of(suffix):
        return
    if suffix.casefold() in _PAGES:
        yield from (_with_notes(source.text, run) for run in _runs_of_page(source.text, start, span))
    elif suffix.casefold() == ".rst":
        yield _grown(source.text, start, span, tuple(_paragraphs(source.text, start)))
    else:
        yield _with_notes(source.text, _grown(source.text, start, span, _markdown_runs(source, suffix, start)))


def around(text: str, run: Span, suffix: str, above: str, below: str = "") -> tuple[Insertion, ...]:
    """Return what to insert for one comment to stand above a run of lines and, if there is another, that below it."""
    end = newline(text)
    if suffix.casefold() in _PAGES:
        indent = text[run.start : len(text) - len(text[run.start :].lstrip(" \t"))]
        found = [Insertion(run.start, f"{indent}{above}{end}")]
        return (*found, *(_below(text, run.end, f"{indent}{below}{end}") if below else ()))
    before = "" if not text[: run.start].strip() or _is_free(text, run.start) else end
    found = [Insertion(run.start, f"{before}{above}{end}{end}")]
    return (*found, *(_below(text, run.end, f"{end}{below}{end}{_gap(text, run.end)}") if below else ()))


def at_end(text: str, suffix: str, comment: str) -> tuple[Insertion, ...]:
    """Return what to insert for a comment to stand at the end of a file."""
    end = newline(text)
    gap = "" if suffix.casefold() in _PAGES or _is_free(text, len(text)) else end
    return _below(text, len(text), f"{gap}{comment}{end}")


def newline(text: str) -> str:
    """Return how the lines of a file end."""
    match = re.search(r"\r\n?|\n", text)
    return match[0] if match else "\n"


def shown(source: Source, suffix: str) -> object:
    """Return what a reader of the page gets to see, for comparison with the same page under other comments."""
    start = read_header(source, with_lines=True).end
    body = _BLANKED.sub(" ", source.text[:start]) + source.text[start:]
    if suffix.casefold() in _PAGES:
        return tuple(_events(body, start))
    if suffix.casefold() == ".rst":
        from bylint.readers.rst_tree import outline

        return outline(body)
    if not form_of(suffix):
        return source.text[start:]
    from bylint.readers.markdown_inline import rendered

    is_mdx = suffix.casefold() == ".mdx"
    blanked = _page_of(rendered(blank_code(source.text, start, is_mdx=is_mdx).text))
    return blanked if is_mdx else (blanked, _page_of(rendered(body)))


def _page_of(html: str) -> tuple[str, ...]:
    """Return HTML without comments; blanks count only where they are shown."""
    html = _COMMENT.sub("", html)
    kept = [match.span() for match in _PREFORMATTED.finditer(html)]
    edges = [0, *(edge for span in kept for edge in span), len(html)]
    parts = [html[start:end] for start, end in pairwise(edges)]
    return tuple(part if number % 2 else _BLANKS.sub(" ", part).strip() for number, part in enumerate(parts))


def _events(text: str, start: int) -> Iterator[tuple[object, ...]]:
    """Yield the tags and texts of a page."""
    from bylint.readers.html_tree import tree_of

    tree = tree_of(text, start, len(text))
    words = ""
    is_kept = False
    for kind, index, _, _, said in tree.events:
        if kind == "comment":
            # The line end before one is shown there, or is not shown any more.
            yield from ((words,) for _ in range(_is_within(tree.names, tree.parents, index)))
            continue
        if kind == "text":
            words += said
            is_kept = _is_within(tree.names, tree.parents, index)
            continue
        if words.strip() or is_kept:
            yield (words if is_kept else _BLANKS.sub(" ", words).strip(),)
        words, is_kept = "", False
        yield kind, tree.names[index], tuple(tree.attrs[index].items())
    yield (words.strip(),)


def _is_within(names: Sequence[str], parents: Sequence[int], index: int) -> bool:
    while index >= 0:
        if names[index] in _AS_IT_IS:
            return True
        index = parents[index]
    return False


def _runs_of_page(text: str, start: int, span: Span) -> Iterator[Span]:
    """Yield the lines of a place, then those of the elements around it; never the first of the file, before which old
    browsers would not see what kind of page it is."""
    from bylint.readers.html_tree import tree_of

    tree = tree_of(text, start, len(text))
    ends = (tree.events[closed][3] if closed < len(tree.events) else len(text) for closed in tree.closed)
    spans = (Span(begin, end) for begin, end in zip(tree.starts, ends, strict=True))
    holding = [each for each in spans if each.start <= span.start and span.end <= each.end]
    told: list[Span] = []
    for each in (span, *reversed(holding)):
        run = _lines(text, each)
        if run not in told and text[start : run.start].strip():
            told.append(run)
    yield from islice(told, _OUTWARD)


@lru_cache(maxsize=2)
def _markdown_runs(source: Source, suffix: str, start: int) -> tuple[Span, ...]:
    """Return what stands together in Markdown: its blocks, with template code and without, and what a pair of tags or
    of template code holds."""
    from bylint.readers.markdown_inline import top_level

    text = source.text
    template = blank_code(text, start, is_mdx=suffix.casefold() == ".mdx")
    written = _BLANKED.sub(" ", text[:start]) + text[start:]
    blocks = (*top_level(written), *top_level(template.text))
    return (*blocks, *_pairs(template.found), *(item.span for item in template.found if item.kind != "comment"))


def _pairs(found: Iterable[TemplateCode]) -> Iterator[Span]:
    opened: list[TemplateCode] = []
    for item in (item for item in found if item.kind == "tag"):
        name = item.name.casefold()
        closed = name[1:] if name.startswith("/") else name[3:] if name.startswith("end") else ""
        near = range(len(opened) - 1, max(-1, len(opened) - _NEAREST), -1)
        at = next((i for i in near if closed and opened[i].name.casefold() == closed), -1)
        if at >= 0:
            yield Span(opened[at].span.start, item.span.end)
            del opened[at:]
        else:
            opened.append(item)


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    """Yield the runs of lines between blank lines."""
    first = -1
    for begin, end in _each_line(text, start):
        if not text[begin:end].strip():
            first = -1
        elif first < 0:
            first = begin
        if first >= 0:
            yield Span(first, end)


def _each_line(text: str, start: int) -> Iterator[tuple[int, int]]:
    starts = line_starts(text)
    for begin, end in zip(starts, (*starts[1:], len(text)), strict=True):
        if begin >= start:
            yield begin, end


def _grown(text: str, start: int, span: Span, held: Sequence[Span]) -> Span:
    """Return whole lines that hold a place and, wholly, everything that they hold a part of."""
    run = _lines(text, span)
    while True:
        inside = [each for each in held if each.start < run.end and run.start < each.end]
        first, last = min([run.start, *(e.start for e in inside)]), max([run.end, *(e.end for e in inside)])
        wider = _lines(text, Span(first, last))
        wider = Span(max(start, _bound_above(text, wider.start, start)), _bound_below(text, wider.end))
        if wider == run:
            return _trimmed(text, run)
        run = wider


def _with_notes(text: str, run: Span) -> Span:
    """Return a run with the comments right above it: they may tell other programs what to do with its first line."""
    start = run.start
    while start:
        above = _lines(text, Span(start - 1, start))
        if above.start >= start or not _NOTE.fullmatch(text[above.start : start].strip()):
            break
        start = above.start
    return Span(start, run.end)


def _bound_above(text: str, at: int, start: int) -> int:
    """Return the begin of the lines to which the line at an offset belongs."""
    while at > start and (_BOUND.match(text, at) or not text[at : at + 1].strip()):
        above = _lines(text, Span(at - 1, at - 1)).start
        if above >= at or above < start:
            break
        at = above
    return at


def _bound_below(text: str, at: int) -> int:
    """Return the end of the lines that belong to those before an offset."""
    ahead = at
    while ahead < len(text):
        line = _lines(text, Span(ahead, ahead))
        words = text[line.start : line.end]
        if words.strip() and not _BOUND.match(words):
            break
        ahead = line.end
        if words.strip():
            at = ahead
    return at


def _trimmed(text: str, run: Span) -> Span:
    """Return a run without blank lines at its edges."""
    words = text[run.start : run.end]
    first = run.start + len(words) - len(words.lstrip())
    return _lines(text, Span(first, run.start + len(words.rstrip()))) if words.strip() else run


def _lines(text: str, span: Span) -> Span:
    """Return whole lines, with the end of the last, that hold a place."""
    starts = line_starts(text)
    first = starts[bisect_right(starts, span.start) - 1]
    last = bisect_right(starts, max(span.start, span.end - 1))
    return Span(first, starts[last] if last < len(starts) else len(text))


def _below(text: str, at: int, words: str) -> tuple[Insertion, ...]:
    """Return an insertion at the end of a line, which the last one of a file may lack."""
    is_ended = not at or text[at - 1] in "\r\n"
    return (Insertion(at, words if is_ended else newline(text) + words),)


def _is_free(text: str, at: int) -> bool:
    """Tell whether the line above an offset is blank."""
    above = text[:at].removesuffix("\n").removesuffix("\r") if text[at - 1 : at] in ("\n", "\r") else text[:at] + "."
    return above[-1:] in ("", "\n", "\r")


def _gap(text: str, at: int) -> str:
    line = _lines(text, Span(at, at))
    return newline(text) if at < len(text) and text[line.start : line.end].strip() else ""
