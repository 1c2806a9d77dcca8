"""What was understood of an article, for people: its header, and its zones from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.source import place_of
from bylint.report.portrait import portrait
from bylint.report.printable import counted
from bylint.report.printable import shown

_LONGEST = 60


def listing(article: Article) -> Iterator[str]:
    """Return the lines of the listing."""
    known = portrait(article)
    yield shown(article.source.path)
    if "error" in known:
        yield f"  not read: {shown(known['error'])}"
        return
    authors = ", ".join(f"{author['name']} ({author['source']}, line {author['line']})" for author in known["authors"])
    for name in ("format", "language", "date", "headline"):
        yield f"  {name:<10} {shown(known[name] or 'none')}"
    yield f"  {'authors':<10} {shown(authors or 'none')}"
    yield from _zones(article)


def _zones(article: Article) -> Iterator[str]:
    # Most links are only links; those that matter are paid for.
    parts = (part for part in article.view if part.role != "link" or part.has("affiliate"))
    for is_body, group in groupby(parts, key=lambda part: part.role == "body" and not part.has("of-template")):
        zones = tuple(group)
        if is_body:
            yield _body(article, zones)
        else:
            yield from (_zone(article, part) for part in zones)


def _body(article: Article, parts: tuple[Part, ...]) -> str:
    lines = _lines(article, parts[0], parts[-1])
    return f"  {lines:>9}  {'body':<12} {counted(len(parts), 'block')}: {_clipped(parts[0].prose.plain)}"


def _zone(article: Article, part: Part) -> str:
    known = ", ".join(f"{element.name}={_clipped(element.words, 24)}" for element in part.elements)
    words = _clipped(part.prose.plain)
    return f"  {_lines(article, part, part):>9}  {part.role:<12} {words}{f'  [{known}]' if known else ''}"


def _lines(article: Article, first: Part, last: Part) -> str:
    start = place_of(article.source, first.span).line
    end = max(start, place_of(article.source, last.span).end_line)
    return str(start) if start == end else f"{start}-{end}"


def _clipped(text: str, longest: int = _LONGEST) -> str:
    text = shown(text)
    return text if len(text) <= longest else f"{text[: longest - 3].rstrip()}..."
