"""What a violation stands in, as its markup and its parts name it: where many share it, one edit may mend them all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from urllib.parse import urlsplit

from bylint.model.article import Article
from bylint.model.parts import Picture
from bylint.model.parts import TemplateCall
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.rule import Origin
from bylint.model.rule import Violation
from bylint.model.source import Span

_LONGEST = 80
# What leads to the root of a site, be it written out or by the template: `../../`, `{{ site.baseurl }}/`.
_UP = re.compile(r"^(?:\{\{[^{}]{0,60}\}\})?(?:\.{0,2}/)+")
_NUMBER = re.compile(r"\d+")
# `{{< figure src=...`, `{% include figure.html`, `<Figure src=...`: a component begins with a capital.
_CALL = re.compile(r"\{[{<%\s/]*(?:(?:include|partial|render)\s+[\x22\x27]?)?([\w.:/-]*[^\W\d])|<([A-Z][\w.]*)")


def with_origins(article: Article, violations: Iterable[Violation]) -> Iterator[Violation]:
    """Yield the violations of an article, each with what it stands in."""
    for violation in violations:
        yield violation._replace(origins=tuple(dict.fromkeys(_origins(article, violation))))


def _origins(article: Article, violation: Violation) -> Iterator[Origin]:
    span = violation.place.span
    field, is_key = next(_fields(article, span), ("", False))
    yield from _named("field", field)
    yield from _named("call", next(_calls(article, span), ""))
    yield from _of_picture(article, violation)
    yield from _named("host", next(_hosts(article, span), ""))
    yield from _of_person(article, violation)
    words = " ".join(article.source.written(span).split())
    yield from _named("words", words if len(words) <= _LONGEST and not is_key else "")


def _named(kind: str, name: str) -> Iterator[Origin]:
    if name:
        yield Origin(kind, name)


def _fields(article: Article, span: Span) -> Iterator[tuple[str, bool]]:
    """Yield the keys of the header that hold a place, or whose value does, and whether it is the key."""
    for field in article.fields:
        is_key = _holds(field.key, span)
        if field.origin == "front-matter" and (is_key or _holds(field.prose.span(), span)):
            yield ".".join(step for step in field.path if isinstance(step, str)), is_key


def _calls(article: Article, span: Span) -> Iterator[str]:
    """Yield the names of the shortcodes, includes and components that hold a place."""
    spans = [block.span for block in article.blocks if block.kind == "shortcode"]
    spans += (image.span for image in article.images)
    spans += (call.span for call in article.parts.of(TemplateCall))
    for each in spans:
        match = _CALL.match(article.source.written(each)) if _holds(each, span) else None
        if match:
            yield match[1] or match[2]


def _of_picture(article: Article, violation: Violation) -> Iterator[Origin]:
    """Yield the picture that a violation is about, and the folder it lies in."""
    pictures = article.parts.of(Picture) if violation.about.startswith("image:") else ()
    for picture in pictures:
        if picture.about == violation.about:
            path = _UP.sub("", re.split(r"[?#]", picture.prose.plain, maxsplit=1)[0])
            yield from _named("picture", path)
            yield from (Origin("pictures", folder) for folder in _folders(path))
            return


def _folders(path: str) -> Iterator[str]:
    """Yield the folders that hold a picture, down to the narrowest that is no number, as of a year."""
    start = path.find("//") + 2 if "//" in path[:8] else 0
    end = path.find("/", start)
    while end >= 0:
        if not _NUMBER.fullmatch(path, path.rfind("/", 0, end) + 1, end):
            yield path[: end + 1]
        end = path.find("/", end + 1)


def _hosts(article: Article, span: Span) -> Iterator[str]:
    """Yield the hosts of the links that hold a place."""
    for link in article.links:
        if _holds(link.span, span) or _holds(link.href.span(), span):
            try:
                host = urlsplit(link.href.plain).hostname or ""
            except ValueError:
                continue
            if host:
                yield host.removeprefix("www.")


def _of_person(article: Article, violation: Violation) -> Iterator[Origin]:
    """Yield whom a violation is about and, at the name of a body, for which body that is."""
    for post in article.parts.of(Affiliation):
        if post.about and _overlaps(post.span, violation.place.span):
            yield Origin("person", post.about)
            yield Origin("post", f"{post.about}|{post.key or post.organisation.plain}")
            return
    known = {author.about for author in article.parts.of(Author)} | {bio.about for bio in article.parts.of(Bio)}
    yield from _named("person", violation.about if violation.about in known else "")


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end > outer.start


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
