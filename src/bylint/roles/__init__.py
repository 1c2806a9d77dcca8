"""What each part of an article means: one place for all formats."""

from __future__ import annotations

from bylint.model.article import Article
from bylint.model.parts_people import PublicationDate
from bylint.model.world import Knowledge
from bylint.roles import bio
from bylint.roles import byline
from bylint.roles import credit
from bylint.roles import disclaimer
from bylint.roles import links
from bylint.roles import markers
from bylint.roles import paid
from bylint.roles import people
from bylint.roles import site
from bylint.roles import slots
from bylint.roles import structure
from bylint.roles.blocks import classes
from bylint.roles.site import with_printed

# In this order: each reads the parts that those before it have found.
ROLES = (
    structure.find,
    slots.find,
    markers.find,
    paid.find,
    byline.find,
    people.find_profile,
    bio.find,
    people.find_accounts,
    disclaimer.find,
    links.find,
    credit.find,
    site.find,
)


def assign(article: Article, knowledge: Knowledge) -> Article:
    """Return the article with its parts, by kind."""
    if "printed" in knowledge.settings:
        article = with_printed(article, knowledge)
    article = article._replace(classes=classes(article, knowledge))
    for find in ROLES:
        article = article._replace(parts=article.parts.including(find(article, knowledge)))
        if find is structure.find and not article.published:
            # The likeliest stands first.
            first = article.parts.first(PublicationDate)
            article = article._replace(published=first.day if first else None)
    return article
