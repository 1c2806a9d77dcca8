"""Which organisation an affiliation names."""

from __future__ import annotations

from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.text.organisations import chain
from bylint.text.organisations import employers as employers_in
from bylint.text.organisations import resolve

_BEFORE = 60


class Named(NamedTuple):
    """An organisation by id, its name as printed, and the words before it."""

    id: str
    prose: Prose
    before: str


def organisation_of(article: Article, part: Part, knowledge: Knowledge) -> Named:
    """Return the organisation that an affiliation names; its id is empty where the directory does not know it."""
    printed = part.get("organisation")
    prose = printed.prose if printed and printed.prose and printed.prose.at else part.prose
    words = printed.words if printed else prose.plain
    if words in knowledge.directory.organisations:
        return Named(words, prose, "")
    for element in ("organisation", "title"):
        found = _in_block(article, part, element, knowledge)
        if found:
            return found
    # In a header nothing stands around the words.
    known = "" if part.block >= 0 and printed and printed.prose else resolve(words, knowledge.directory)
    return Named(known, prose, "")


def _in_block(article: Article, part: Part, element: str, knowledge: Knowledge) -> Named | None:
    """Return the name of the directory that stands, perhaps longer, where the affiliation has its words."""
    at = part.get(element)
    if part.block < 0 or at is None or at.prose is None or not at.prose.at:
        return None
    start, end = at.prose.span()
    whole = article.blocks[part.block].prose
    overlapping = []
    for mention in employers_in(whole.plain, knowledge.directory):
        span = whole.span(mention.start, mention.end)
        if span.start < end and start < span.end:
            overlapping.append(mention)
    above = {parent for mention in overlapping for parent in chain(knowledge.directory, mention.id)}
    for mention in overlapping:
        if mention.id not in above:
            before = whole.plain[max(0, mention.start - _BEFORE) : mention.start]
            return Named(mention.id, whole.cut(mention.start, mention.end), before)
    return None
