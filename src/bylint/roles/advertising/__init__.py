"""Advertising in an article: slots, ad code, leftover markers, furniture of the page, paid content."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.advertising.ad_code import ad_code
from bylint.roles.advertising.chrome import chrome
from bylint.roles.advertising.markers import markers
from bylint.roles.advertising.paid import paid
from bylint.roles.advertising.slots import slots


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the slots, ad code, markers and furniture lines of an article, and what says that it is paid for."""
    found = (*slots(article, knowledge), *ad_code(article, knowledge))
    yield from found
    yield from markers(article, knowledge, found)
    yield from chrome(article, knowledge)
    yield from paid(article, knowledge)
