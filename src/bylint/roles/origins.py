"""What a violation stands in, as its markup and its parts name it: where many share it, one edit may mend them all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from typing import Generic
from typing import TypeVar

from bylint.model.article import Article
from bylint.model.markup import Field
from bylint.model.parts import Picture
from bylint.model.parts import TemplateCall
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.rule import Origin
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.roles.paid import host_of

Kind = TypeVar("Kind")
_LONGEST, _NEAR = 80, 8
"""Characters of words that others may share; things that begin before a place and may hold it."""
# What leads to the root of a site, be it written out or by the template: `../../`, `{{ site.baseurl }}/`.
_UP = re.compile(r"^(?:\{\{[^{}]{0,60}\}\})?(?:\.{0,2}/)+")
_NUMBER = re.compile(r"\d+")
# `{{< figure src=...`, `{% include figure.html`, `<Figure src=...`: a component begins with a capital.
_CALL = re.compile(r"\{[{<%\s/]*(?:(?:include|partial|render)\s+[\x22\x27]?)?([\w.:/-]*[^\W\d])|<([A-Z][\w.]*)")


def with_origins(article: Article, violations: Iterable[Violation]) -> Iterator[Violation]:
    """Yield the violations of an article, each with what it stands in."""
    found = tuple(violations)
    if not found:
        return
    index = _Index(article)
    for violation in found:
        yield violation._replace(origins=tuple(dict.fromkeys(index.origins(violation))))


class _Spans(Generic[Kind]):
    """Things with their spans: which of them hold a place is found by their starts, the innermost first."""

    def __init__(self, things: Iterable[tuple[Span, Kind]]) -> None:
        self._things = sorted(things, key=_start)
        self._starts = [span.start for span, _ in self._things]

    def holding(self, span: Span) -> Iterator[Kind]:
        """Yield those that hold a place."""
        return (thing for outer, thing in self._near(span.start) if outer.start <= span.start and span.end <= outer.end)

    def overlapping(self, span: Span) -> Iterator[Kind]:
        """Yield those that share words with a place."""
        return (thing for each, thing in self._near(span.end - 1) if each.start < span.end and span.start < each.end)

    def _near(self, at: int) -> Iterator[tuple[Span, Kind]]:
        last = bisect_right(self._starts, at)
        return reversed(self._things[max(0, last - _NEAR) : last])


class _Index:
    """What an article holds, to be asked for by place: each is walked through once, however much is reported."""

    def __init__(self, article: Article) -> None:
        self._article = article
        header = [field for field in article.fields if field.origin == "front-matter"]
        keys = ((field.key, (_key(field), True)) for field in header)
        self._fields = _Spans((*keys, *((field.prose.span(), (_key(field), False)) for field in header)))
        spans = [block.span for block in article.blocks if block.kind == "shortcode"]
        spans += (image.span for image in article.images)
        spans += (call.span for call in article.parts.of(TemplateCall))
        self._calls = _Spans((span, span) for span in spans)
        links = ((link.href.plain, (link.span, link.href.span())) for link in article.links)
        self._links = _Spans((span, address) for address, spans in links for span in spans)
        self._posts = _Spans((post.span, post) for post in article.parts.of(Affiliation) if post.about)
        self._pictures = {picture.about: picture for picture in article.parts.of(Picture)}
        authors, bios = article.parts.of(Author), article.parts.of(Bio)
        self._people = {author.about for author in authors} | {bio.about for bio in bios}

    def origins(self, violation: Violation) -> Iterator[Origin]:
        """Yield what a violation stands in."""
        span = violation.place.span
        field, is_key = next(self._fields.holding(span), ("", False))
        yield from _named("field", field)
        called = (_CALL.match(self._article.source.written(each)) for each in self._calls.holding(span))
        yield from _named("call", next((match[1] or match[2] for match in called if match), ""))
        yield from _of_picture(self._pictures.get(violation.about))
        hosts = (host_of(address) for address in self._links.holding(span))
        yield from _named("host", next(filter(None, hosts), ""))
        yield from self._of_person(violation)
        words = " ".join(self._article.source.written(span).split())
        yield from _named("words", words if len(words) <= _LONGEST and not is_key else "")

    def _of_person(self, violation: Violation) -> Iterator[Origin]:
        """Yield whom a violation is about and, at the name of a body, for which body that is."""
        post = next(self._posts.overlapping(violation.place.span), None)
        if post is not None:
            yield Origin("person", post.about)
            yield Origin("post", f"{post.about}|{post.key or post.organisation.plain}")
        elif violation.about in self._people:
            yield from _named("person", violation.about)


def _named(kind: str, name: str) -> Iterator[Origin]:
    if name:
        yield Origin(kind, name)


def _key(field: Field) -> str:
    return ".".join(step for step in field.path if isinstance(step, str))


def _of_picture(picture: Picture | None) -> Iterator[Origin]:
    """Yield the picture that a violation is about, and the folders it lies in."""
    if picture is not None:
        path = _UP.sub("", re.split(r"[?#]", picture.prose.plain, maxsplit=1)[0])
        yield from _named("picture", path)
        yield from (Origin("pictures", folder) for folder in _folders(path))


def _folders(path: str) -> Iterator[str]:
    """Yield the folders that hold a picture, down to the narrowest that is no number, as of a year."""
    start = path.find("//") + 2 if "//" in path[:8] else 0
    end = path.find("/", start)
    while end >= 0:
        if not _NUMBER.fullmatch(path, path.rfind("/", 0, end) + 1, end):
            yield path[: end + 1]
        end = path.find("/", end + 1)


def _start(thing: tuple[Span, object]) -> int:
    return thing[0].start
