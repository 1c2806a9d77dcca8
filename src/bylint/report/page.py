"""`bylint inspect --html`: a page of articles as they are written, with what was understood and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.report import IN_WORDS
from bylint.report import counted
from bylint.report.escaping import in_html
from bylint.report.inspect import error_of
from bylint.report.zones import Zone
from bylint.report.zones import about
from bylint.report.zones import lines_of
from bylint.report.zones import zones

_KINDS = {
    **dict.fromkeys(("headline", "author", "label", "bio", "profile", "affiliation", "account"), "people"),
    **dict.fromkeys(("duty", "box-duty", "disclaimer", "disclaimer-filler"), "duties"),
    **dict.fromkeys(("image", "caption", "alt", "credit"), "pictures"),
    **dict.fromkeys(("marker", "slot", "ad-code", "ad-label", "paid", "link", "disclosure", "chrome"), "ads"),
    "body": "text",
    "unknown": "text",
}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_LONGEST, _MOST_WORDS = 40, 200


class Shown(NamedTuple):
    """An article, what is wrong with it, and the addresses of the pages of rules, by code."""

    article: Article
    violations: Sequence[Violation]
    pages: Mapping[str, str]


def page(articles: Iterable[Shown]) -> Iterator[str]:
    """Yield the lines of a page that needs nothing but itself, and loads nothing."""
    found = tuple(articles)
    title = found[0].article.source.path if len(found) == 1 else f"{len(found)} articles"
    yield from (_HEAD.replace("TITLE", in_html(title)), "<main>")
    if len(found) > 1:
        paths = ((number, each.article.source.path) for number, each in enumerate(found))
        links = (f'<li><a href="#a{number}">{in_html(path)}</a></li>' for number, path in paths)
        yield from ("<nav><ul>", *links, "</ul></nav>")
    for number, each in enumerate(found):
        yield from _article(each, number)
    yield from ("</main>", "</body>", "</html>")


def _article(shown: Shown, number: int) -> Iterator[str]:
    article, path = shown.article, in_html(shown.article.source.path)
    told = about(article)
    yield f'<article id="a{number}"><h1 dir="auto">{in_html(told["headline"]) or path}</h1><p><code>{path}</code></p>'
    if (error := error_of(article)) is not None:
        yield f'<p class="v error">not read: {in_html(error)}</p></article>'
        return
    rows = (f'<dt>{name}</dt><dd dir="auto">{in_html(words) or "none"}</dd>' for name, words in told.items())
    yield f"<dl>{''.join(rows)}</dl>"
    yield from _wrong(shown, number)
    yield "<h2>As it is written</h2>"
    yield '<p class="hint">Faint words are no part of the article that bylint knows.</p><ol class="source">'
    yield from _lines(shown, number)
    yield "</ol></article>"


def _wrong(shown: Shown, number: int) -> Iterator[str]:
    found = shown.violations
    yield f"<h2>{counted(len(found), 'thing')} to see to</h2>" if found else "<h2>Nothing is wrong</h2>"
    if found:
        yield '<ul class="wrong">'
        yield from (f"<li>{_violation(each, shown, f'#a{number}l{each.place.line}')}</li>" for each in found)
        yield "</ul>"


def _violation(violation: Violation, shown: Shown, address: str = "") -> str:
    """Return what a violation says; with a link to its line, where that is not the line it stands beside."""
    weight = IN_WORDS.get(violation.severity, violation.severity)
    line = f' <a href="{address}">line {violation.place.line}</a>' if address else ""
    rule = shown.pages.get(violation.code)
    code = f'<a href="{in_html(rule)}">{violation.code}</a>' if rule else in_html(violation.code)
    said = f'<span dir="auto">{in_html(violation.message)}.</span> {in_html(violation.hint)}'
    return f"<strong>{weight}</strong>{line}: {said} ({code})"


def _lines(shown: Shown, number: int) -> Iterator[str]:
    article = shown.article
    found = tuple(zones(article))
    marks = _by_line((*(_Mark(z.place, _KINDS[z.role]) for z in found), *map(_mark_of, shown.violations)))
    beside: dict[int, list[str]] = {}
    for zone in found:
        beside.setdefault(zone.place.line, []).append(_note(zone))
    for each in shown.violations:
        beside.setdefault(each.place.line, []).append(f'<p class="v {each.severity}">{_violation(each, shown)}</p>')
    for line, match in enumerate(_LINE.finditer(article.source.text), start=1):
        if match.start() == match.end():
            break  # behind the last line
        pieces = "".join(_pieces(match[0].rstrip("\r\n"), match.start(), marks.get(line, ())))
        notes = "".join(beside.get(line, ()))
        yield (
            f'<li id="a{number}l{line}"><span class="n">{line}</span><code dir="auto">{pieces or " "}</code>'
            f'<div class="notes">{notes}</div></li>'
        )


class _Mark(NamedTuple):
    """A place that is marked, as what."""

    place: Place
    kind: str
    is_wrong: bool = False


def _mark_of(violation: Violation) -> _Mark:
    return _Mark(violation.place, violation.severity, is_wrong=True)


def _by_line(marks: Iterable[_Mark]) -> dict[int, list[_Mark]]:
    found: dict[int, list[_Mark]] = {}
    for mark in marks:
        for line in range(mark.place.line, mark.place.end_line + 1):
            found.setdefault(line, []).append(mark)
    return found


def _note(zone: Zone) -> str:
    # The words are marked in their line; here they tell several of one line apart.
    is_short = len(zone.words) <= _LONGEST and zone.role != "body"
    words = zone.words if is_short or not zone.said else ""
    said = " – ".join(filter(None, (words[:_MOST_WORDS], zone.said)))
    lines = f" (lines {lines_of(zone.place)})" if zone.place.end_line > zone.place.line else ""
    return f'<p class="{_KINDS[zone.role]}" dir="auto"><b>{zone.name}</b>{lines} {in_html(said)}</p>'


def _pieces(words: str, start: int, marks: Sequence[_Mark]) -> Iterator[str]:
    """Yield the runs of a line, each marked by the smallest zone and by the violation that it lies in."""
    end = start + len(words)
    cuts = sorted({start, end, *(at for mark in marks for at in mark.place.span if start < at < end)})
    for first, last in pairwise(cuts):
        around = [mark for mark in marks if mark.place.span.start <= first and mark.place.span.end >= last]
        zone = min((mark for mark in around if not mark.is_wrong), key=_length, default=None)
        wrong = min((mark for mark in around if mark.is_wrong), key=_length, default=None)
        classes = f"{zone.kind if zone else 'none'}{f' {wrong.kind}' if wrong else ''}"
        sign = "mark" if wrong else "span"
        yield f'<{sign} class="{classes}">{in_html(words[first - start : last - start])}</{sign}>'


def _length(mark: _Mark) -> int:
    return mark.place.span.end - mark.place.span.start


_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>TITLE: what bylint understood</title>
<style>
:root { color-scheme: light dark; --page: #fff; --ink: #1a1a1a; --faint: #63636b; --rule: #d5d5da; --people: #dcebff;
  --duties: #ece2ff; --pictures: #d9f2dd; --ads: #ffeccc; --error: #b3001b; --warning: #8a4b00; --info: #00518a; }
@media (prefers-color-scheme: dark) { :root { --page: #16181c; --ink: #e8e8ea; --faint: #a0a0a8; --rule: #3c3f46;
  --people: #1d3a5f; --duties: #3b2a5c; --pictures: #1c4527; --ads: #543a0c; --error: #ff8a94; --warning: #ffb757;
  --info: #7fc4ff; } }
body { background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto;
  max-width: 90rem; padding: 1rem; }
h1 { font-size: 1.5rem; margin: 1rem 0 0; } h2 { font-size: 1.15rem; } p { margin: 0.25rem 0; }
a { color: inherit; } a:focus-visible, li:focus-visible { outline: 3px solid var(--info); outline-offset: 2px; }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; } dt, .hint, .n, .none { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
.source { list-style: none; padding: 0; border-top: 1px solid var(--rule); }
.source li { display: grid; gap: 0 1rem; grid-template-columns: 3rem minmax(0, 3fr) minmax(0, 2fr);
  border-bottom: 1px solid var(--rule); scroll-margin: 4rem; }
.source li:target { outline: 3px solid var(--info); outline-offset: -3px; }
.n { text-align: right; font-variant-numeric: tabular-nums; user-select: none; }
code { font: 0.9rem/1.6 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.notes p, .wrong li { overflow-wrap: anywhere; } .notes p { font-size: 0.9rem; padding: 0 0.35rem; border-radius: 3px; }
.people { background: var(--people); } .duties { background: var(--duties); } .pictures { background: var(--pictures); }
.ads { background: var(--ads); } mark { color: inherit; } mark.text, mark.none { background: none; }
mark { text-decoration: underline wavy 2px; text-underline-offset: 3px; }
mark.error { text-decoration-color: var(--error); }
mark.warning { text-decoration-color: var(--warning); } mark.info { text-decoration-color: var(--info); }
p.v { border-left: 4px solid; } p.error, .error strong { border-color: var(--error); }
p.warning { border-color: var(--warning); } p.info { border-color: var(--info); }
@media (max-width: 50rem) { .source li { grid-template-columns: 2.2rem minmax(0, 1fr); } .notes { grid-column: 2; } }
</style>
</head>
<body>"""
