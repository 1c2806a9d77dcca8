"""Who signs, as the header of a file and a page's hidden data say it, and where on a page a byline may stand."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from itertools import islice
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.grammar.byline import BylineReading
from bylint.grammar.byline import read_byline
from bylint.grammar.names import names
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.parts_people import Headline
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.roles.blocks import LONG
from bylint.roles.blocks import RUNNING
from bylint.roles.blocks import TEXT
from bylint.roles.blocks import beside
from bylint.roles.site import is_template_code
from bylint.roles.site import printed_authors
from bylint.roles.structure import headline_block
from bylint.text.files import flat
from bylint.text.fold import folded
from bylint.text.fold import folded_all

_SEARCH = ("json-ld", "microdata")
_NAMING = ("bare", "name", "given", "family", "id")
_MOST = 60
_Path = tuple[str | int, ...]

LONGEST = 180
"""Letters of the longest line that may be a byline."""
_NOT = frozenset(("quote", "table", "figure", "code", "nav", "form"))
_EARLY = 3
"""Paragraphs of running text before which a byline stands."""
_ABOVE, _BELOW, _REACH, _FAR = 8, 16, 60, 400
_LONGEST_LABEL = 40
"""Letters of a line that only announces a name."""


class _AuthorWords(NamedTuple):
    """Keys of headers and names of meta tags that say who signs; labels that announce it."""

    keys: dict[str, frozenset[str]]
    meta: frozenset[str]
    labels: frozenset[str]


class _AuthorValue(NamedTuple):
    """A value below an author's key: of which author, and what it says (bare, name, given, family, id, title ...)."""

    group: _Path
    kind: str
    prose: Prose


class BylineEntry(NamedTuple):
    """One value of a byline. `is_listed`: it is one of a list, so it holds one name; `is_body`: it says that it is no
    person; `about`: fields that stand beside the name, by kind (title, employer)."""

    prose: Prose
    reading: BylineReading
    is_listed: bool = False
    is_body: bool = False
    about: tuple[tuple[str, Prose], ...] = ()


class BylineSource(NamedTuple):
    """One place that says who signs; `place` tells two of one origin apart."""

    origin: str
    place: str
    entries: tuple[BylineEntry, ...]
    block: int = -1


class Zone(NamedTuple):
    """The blocks around the headline and before the text is well under way, and those after the last running text.

    `headline` is the block of the headline or -1; `has_header` tells that a header of the file can say who signs.
    """

    near: range
    end: range
    headline: int
    has_header: bool

    def indices(self) -> Iterator[int]:
        """Yield the blocks that may sign, in reading order."""
        yield from self.near
        yield from self.end


def in_fields(article: Article, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield the bylines of front matter, meta and structured data."""
    yield from _front_matter(article, knowledge)
    yield from _meta(article, knowledge)
    for origin in _SEARCH:
        yield from _structured(article, origin, knowledge)


def empty_keys(article: Article, knowledge: Knowledge) -> Iterator[Span]:
    """Yield the keys of front matter that ask for an author where none of their values names one."""
    by = _words(knowledge)
    fields = [field for field in article.fields if field.origin == "front-matter"]
    ours = [(_inner(field, by.keys["wrappers"]), field) for field in fields]
    ours = [(path, field) for path, field in ours if path and folded(str(path[0])) in by.keys["author"]]
    for _, group in groupby(ours, key=lambda pair: folded(str(pair[0][0]))):
        values = [(_value(path, field.prose, by).kind, field) for path, field in group]
        named = [field for kind, field in values if kind in _NAMING]
        if named and not any(field.prose.plain for field in named):
            yield named[0].key


def is_left_to_template(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether code of a template stands where the header names who signs: "{{ site.author }}"."""
    by = _words(knowledge)
    for field in article.fields:
        path = _inner(field, by.keys["wrappers"]) if field.origin == "front-matter" else ()
        if path and folded(str(path[0])) in by.keys["author"] and is_template_code(field.prose.plain):
            return True
    return False


def is_label(line: str, knowledge: Knowledge) -> bool:
    """Tell whether a line only announces a name: "Written by:"."""
    if len(line) > _LONGEST_LABEL:
        return False
    words = folded(line).rstrip(" :：")
    return words in _words(knowledge).labels or (
        line.rstrip().endswith((":", "：")) and words in lexicon(knowledge).words["author-label"]
    )


def zone(article: Article) -> Zone:
    """Return where the bylines of an article may stand."""
    headline = headline_block(article)
    near = _near(article, headline)
    long = (i for i in range(len(article.blocks) - 1, -1, -1) if _is_longer(article.blocks[i], LONG))
    last = next(long, -1) + 1
    end = range(max(last, near.stop), min(len(article.blocks), last + _BELOW))
    return Zone(near, end, headline, has_header(article))


def has_header(article: Article) -> bool:
    """Tell whether a header of the file can say who signs: nothing but a bare page has none."""
    return not article.is_page or any(field.origin == "front-matter" for field in article.fields)


def may_sign(block: Block, longest: int = LONGEST) -> bool:
    """Tell whether a block is a short line of text that is nobody else's."""
    return block.kind in TEXT and 0 < len(block.prose.plain) <= longest and not _NOT.intersection(block.within)


def may_sign_page(block: Block, where: Zone, longest: int = LONGEST) -> bool:
    """Tell the same of a page without a header, where a table may be the layout."""
    if where.has_header or block.kind != "cell":
        return may_sign(block, longest)
    return 0 < len(block.prose.plain) <= longest and "quote" not in block.within


def is_of_section(article: Article, index: int, where: Zone) -> bool:
    """Tell whether a line stands right under a heading other than the headline: it signs that section alone."""
    if index == 0 or not where.has_header or article.blocks[index].kind == "heading":
        return False
    above = beside(article, index, -1)
    return above >= 0 and article.blocks[above].kind == "heading" and where.headline != above


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge) -> _AuthorWords:
    lists = knowledge.lists["bylines"]
    return _AuthorWords(
        {name: folded_all(flat(keys)) for name, keys in lists["keys"].items()},
        frozenset(flat(lists["meta"]["author"])),
        lexicon(knowledge).words["byline-announcement"],
    )


def _front_matter(article: Article, knowledge: Knowledge) -> Iterator[BylineSource]:
    by = _words(knowledge)
    fields = [field for field in article.fields if field.origin == "front-matter"]
    found = tuple(_signed(fields, by.keys["author"], by, knowledge))
    yield from found or _signed(fields, by.keys["late"], by, knowledge)


def _signed(
    fields: Iterable[Field], keys: frozenset[str], by: _AuthorWords, knowledge: Knowledge
) -> Iterator[BylineSource]:
    ours = [(_inner(field, by.keys["wrappers"]), field) for field in fields]
    ours = [(path, field) for path, field in ours if path and folded(str(path[0])) in keys]
    for key, group in groupby(ours, key=lambda pair: folded(str(pair[0][0]))):
        values = (_value(path, field.prose, by) for path, field in group)
        entries = tuple(islice(_entries(values, knowledge), _MOST))
        if entries:
            yield BylineSource("front-matter", key, entries)


def _inner(field: Field, wrappers: frozenset[str]) -> _Path:
    path = field.path
    while len(path) > 1 and folded(str(path[0])) in wrappers:
        path = path[1:]
    return path


def _value(path: _Path, prose: Prose, by: _AuthorWords, *, is_typed: bool = False) -> _AuthorValue:
    """Say what a value below an author's key is: `authors[0].name`, `author.worksFor.name`, `authors.jroe.name`; the
    keys of structured data are never ids."""
    rest = path[1:]
    group: _Path = ()
    if rest and (isinstance(rest[0], int) or (not is_typed and len(rest) > 1 and _kind((folded(rest[0]),), by) == "")):
        group, rest = rest[:1], rest[1:]
    keys = tuple(folded(step) for step in rest if isinstance(step, str))
    return _AuthorValue(group, _kind(keys, by) if keys else "bare", prose)


def _kind(keys: tuple[str, ...], by: _AuthorWords) -> str:
    first, last = keys[0], keys[-1]
    if first == "@type":
        return "type"
    for kind in ("given", "family"):
        if last in by.keys[kind] and (len(keys) == 1 or first in by.keys["name"]):
            return kind
    if first in by.keys["name"]:
        return "name" if len(keys) == 1 or last in by.keys["name"] else ""
    if first in by.keys["employer"]:
        return "employer" if len(keys) == 1 or last in by.keys["name"] else "other"
    for kind in ("title", "id"):
        if first in by.keys[kind] and len(keys) == 1:
            return kind
    return ""


def _entries(values: Iterable[_AuthorValue], knowledge: Knowledge) -> Iterator[BylineEntry]:
    """One value is one entry; so are the values of one mapping."""
    for group, members in groupby(values, key=lambda value: value.group):
        of_kind = {value.kind: value.prose for value in reversed(tuple(members)) if value.prose.plain}
        prose = _name_of(of_kind, knowledge)
        if prose is None or _is_nobody(prose, knowledge):
            continue
        about = tuple((kind, of_kind[kind]) for kind in ("title", "employer") if kind in of_kind and of_kind[kind].at)
        is_body = "type" in of_kind and "organi" in folded(of_kind["type"].plain)
        is_listed = bool(group) and isinstance(group[0], int)
        yield BylineEntry(prose, read_byline(prose, knowledge, is_field=True), is_listed, is_body, about)


def _name_of(of_kind: dict[str, Prose], knowledge: Knowledge) -> Prose | None:
    given, family = of_kind.get("given"), of_kind.get("family")
    both = joined((given, family)) if given and family else None
    every = (of_kind.get("bare"), of_kind.get("name"), both, given, of_kind.get("id"))
    found = [prose for prose in every if prose and prose.at]
    filler = names(knowledge).placeholders
    # An export may have "Administrator" for a display name, and first and last name beside it.
    real = (prose for prose in found if folded(prose.plain) not in filler)
    return next(real, found[0] if found else None)


def _is_nobody(prose: Prose, knowledge: Knowledge) -> bool:
    plain = folded(prose.plain)
    return not plain or plain in names(knowledge).nobodies or plain.startswith(("http:", "https:", "www.", "//"))


def _meta(article: Article, knowledge: Knowledge) -> Iterator[BylineSource]:
    by = _words(knowledge)
    by_name: dict[str, list[Field]] = {}
    for field in article.fields:
        if field.origin == "meta" and field.path and str(field.path[0]) in by.meta:
            by_name.setdefault(str(field.path[0]), []).append(field)
    if not any(folded(f.prose.plain) in by.labels for f in article.fields if f.path == ("twitter:label1",)):
        by_name.pop("twitter:data1", None)
    for name, fields in by_name.items():
        proses = [field.prose for field in fields if not _is_nobody(field.prose, knowledge)]
        entries = tuple(BylineEntry(prose, read_byline(prose, knowledge, is_field=True)) for prose in proses[:_MOST])
        if entries:
            yield BylineSource("meta", name, entries)


def _structured(article: Article, origin: str, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Only the first article of a page counts: others are related ones."""
    by = _words(knowledge)
    fields = [f for f in article.fields if f.origin == origin and f.path and f.path[0] == "author"]
    for item, group in groupby(fields, key=lambda field: field.item):
        values = (_value(field.path, field.prose, by, is_typed=True) for field in group)
        entries = tuple(islice(_entries(values, knowledge), _MOST))
        if entries:
            yield BylineSource(origin, str(item), entries)
            return


def _near(article: Article, headline: int) -> range:
    running, most = (LONG, _EARLY) if article.is_page else (RUNNING, 1)
    start = headline - _ABOVE if headline >= _ABOVE else 0
    stop = min(len(article.blocks), (headline + _REACH if headline >= 0 else _FAR) + 1)
    seen = 0
    for index in range(max(headline, 0), stop):
        seen += _is_longer(article.blocks[index], running)
        if seen > most:
            return range(start, index)
    return range(start, stop)


def _is_longer(block: Block, letters: int) -> bool:
    return block.is_inside and len(block.prose.plain) > letters


def in_template(article: Article, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield the byline that the template prints; its place is that of the headline."""
    authors = printed_authors(article, knowledge)
    headline = article.parts.first(Headline)
    if authors:
        at = headline.span if headline else Span(0, 0)
        proses = (Prose(" ".join(name.split()), (0,), (at.start,), (at.end,)) for name in authors)
        entries = (BylineEntry(prose, read_byline(prose, knowledge, is_field=True), is_listed=True) for prose in proses)
        yield BylineSource("printed", "template", tuple(entries))
