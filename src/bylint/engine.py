"""One article: read, understood, judged by each rule."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date

from bylint import readers
from bylint.checks import VERBS
from bylint.checks import check_of
from bylint.model.about import about_of
from bylint.model.article import Article
from bylint.model.markup import Embedded
from bylint.model.markup import Fault
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Outcome
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.people.reading import author_fields
from bylint.people.reading import folder_words
from bylint.readers import BLOCKS
from bylint.readers import FIELDS
from bylint.readers import IMAGES
from bylint.readers import LINKS
from bylint.readers import Oversized
from bylint.readers import decoded
from bylint.readers import demand
from bylint.roles import assign
from bylint.roles.origins import with_origins
from bylint.roles.view import roles_in
from bylint.roles.view import with_view
from bylint.suppress import directives_apart
from bylint.suppress import requests
from bylint.text.fingerprints import with_fingerprints
from bylint.text.lexicon import present
from bylint.text.patterns import SlowPattern

Pictures = Callable[[Article], tuple[Embedded, ...]]
SIZE_LIMIT = 8_000_000
"""Bytes of the largest file that is read."""


def understood(
    path: str,
    suffix: str,
    content: bytes,
    knowledge: Knowledge,
    pictures: Pictures | None = None,
    *,
    is_author_data: bool = False,
) -> Article:
    """Read an article and give its parts their roles; a file that cannot be read is an article with a fault.

    `pictures` reads the files of the pictures that an article names. What a file of authors says is printed on the day
    of the run.
    """
    if len(content) > SIZE_LIMIT:
        return _unread(path, "oversized-file", f"{len(content):,} bytes; the limit is {SIZE_LIMIT:,}")
    source = decoded(path, content)
    if isinstance(source, Fault):
        return Article(Source(path, ""), "", faults=(source,))
    try:
        article = readers.read(source, suffix)
        if is_author_data:
            article = _of_authors(article, knowledge)
        _demand_bounds(article)
    except Oversized as error:
        return _unread(path, "oversized-file", str(error))
    article = directives_apart(article)
    return assign(with_pictures(article, pictures(article)) if pictures else article, knowledge)


def _of_authors(article: Article, knowledge: Knowledge) -> Article:
    """Return a file of authors as what its site prints of them; of data nothing else is kept."""
    day = knowledge.settings.get("today", "")
    told = tuple(author_fields(article.fields, article.source.path, folder_words(knowledge.lists)))
    # The bio on the page of an author is found as on any page.
    of_page = (*article.fields, *(field for field in told if field.path[0] != "bio"))
    fields = of_page if article.has_markup else told
    return article._replace(fields=fields, is_author_data=True, published=date.fromisoformat(day) if day else None)


def _demand_bounds(article: Article) -> None:
    demand(len(article.blocks), BLOCKS, "paragraphs and other blocks")
    demand(len(article.images), IMAGES, "pictures")
    demand(len(article.links), LINKS, "links")
    demand(len(article.fields), FIELDS, "values of header and page data")


def with_pictures(article: Article, files: tuple[Embedded, ...]) -> Article:
    """Return an article with what the files of its pictures say, and a fault for each that cannot be read."""
    troubles = {file.src: file.trouble for file in files if file.trouble}
    places = _named(article) if troubles else {}
    faults = (Fault("unreadable-picture", places.get(src, Span(0, 0)), said) for src, said in troubles.items())
    return article._replace(files=files, faults=(*article.faults, *faults))


def _named(article: Article) -> dict[str, Span]:
    """Return where pictures are named, in the text or else in the header."""
    header = {field.prose.plain: field.prose.span() for field in article.fields if field.origin == "front-matter"}
    return header | {image.src.plain: image.src.span() for image in reversed(article.images)}


def outcome(article: Article, rules: Iterable[AnyRule], knowledge: Knowledge) -> Outcome:
    """Return what the rules see in an article: violations that are certain, and facts to be compared."""
    violations: list[Violation] = []
    facts: list[Fact] = []
    is_complete = True
    # The linter's own rules come last: they report the patterns that ran out of time before them.
    busy = _busy(article, rules)
    if any(rule.check in VERBS and rule.check != "linter" for rule in busy):
        article = with_view(article)
    for rule in sorted(busy, key=lambda rule: rule.check == "linter"):
        try:
            for found in check_of(rule).look(rule, article, knowledge):
                if isinstance(found, Fact):
                    facts.append(found)
                else:
                    violations.append(found)
        except SlowPattern:
            is_complete = False
            slow = Fault("slow-pattern", Span(0, 0), rule.code)
            article = article._replace(faults=(*article.faults, slow))
    known = tuple(with_origins(article, with_fingerprints(article, violations)))
    return Outcome(article.source.path, known, tuple(facts), requests(article), is_complete, about_of(article))


def _busy(article: Article, rules: Iterable[AnyRule]) -> list[AnyRule]:
    """Return the rules that may find something: the article holds a part they speak of, and one of their words."""
    roles = roles_in(article)
    asked = [rule for rule in rules if rule.check == "linter" or not roles.isdisjoint(rule.options.each)]
    anchored = [rule for rule in asked if rule.anchors]
    if not anchored:
        return asked
    wanted = {role for rule in anchored for role in rule.options.each}
    words = (part.prose.plain for part in with_view(article).view if part.role in wanted)
    found = present(tuple(rule.anchors for rule in anchored), words)
    return [rule for rule in asked if not rule.anchors or not found.isdisjoint(rule.anchors)]


def _unread(path: str, kind: str, words: str) -> Article:
    return Article(Source(path, ""), "", faults=(Fault(kind, Span(0, 0), words),))
