"""Disclaimers of views: who owes one, where it stands, what it leaves out, and for whom it speaks."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.called import NO
from bylint.roles.disclaimer.case import Case
from bylint.roles.disclaimer.case import case
from bylint.roles.disclaimer.formulas import template
from bylint.roles.scan import present
from bylint.text.fold import folded

ABOUT = "disclaimer"
"""What all these parts are about: a disclaimer that is hidden and one that is missing are one fault."""


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield each disclaimer, each affiliation that calls for one, and what the house and the registry ask for."""
    known = case(article, knowledge)
    # Each is imported where there is something of the kind: most articles have none.
    if known.found or known.owed:
        yield from _told(article, known, knowledge)
    if "disclaimer" in present(article, knowledge):
        from bylint.roles.disclaimer.filler import fillers

        yield from fillers(article, ABOUT)
    if knowledge.policy.topics:
        from bylint.roles.disclaimer.house import topics

        yield from topics(article, knowledge)
    if any(one.person and one.person.interests for one in known.signing):
        from bylint.roles.disclaimer.interests import mentions

        yield from mentions(article, known.signing, knowledge)


def _told(article: Article, known: Case, knowledge: Knowledge) -> Iterator[Part]:
    is_hidden = bool(known.owed) and not known.printed and any(one.standing == "hidden" for one, _ in known.found)
    if known.found:
        from bylint.roles.disclaimer.printed import disclaimers

        yield from disclaimers(article, known, knowledge, ABOUT, is_hidden=is_hidden)
    if known.owed:
        from bylint.roles.disclaimer.duties import duties

        seen = "printed" if known.printed else "template" if _is_in_template(article, knowledge) else ""
        yield from duties(article, known, knowledge, ABOUT, seen, is_hidden=is_hidden)


def _is_in_template(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether a key, a short code or a component prints a disclaimer that is not in the file."""
    known = template(knowledge)
    for field in article.fields:
        keys = [key for key in field.path if isinstance(key, str)]
        if field.origin == "front-matter" and keys and known.search(keys[-1]):
            return folded(field.prose.plain) not in NO
    called = (block for block in article.blocks if block.kind in ("shortcode", "element"))
    return any(known.search(block.name) or known.search(block.prose.plain[:200]) for block in called)
