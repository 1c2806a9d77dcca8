"""Which of the authors' affiliations call for a disclaimer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.people import Organisation
from bylint.model.prose import Prose
from bylint.roles.disclaimer.formulas import offices
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.organisations import chain
from bylint.text.organisations import employers as employers_in
from bylint.text.organisations import resolve

_LEVELS = ("regulation", "policy")
# Only a title or a rank brings a bare department under its rule: 5 CFR 3601.105 gives "DoD employee" as an example.
_NEEDS_TITLE = frozenset({"us-dod"})
_BEFORE = 24
_PUBLISHER = (("site",), ("publication",), ("publisher",), ("publisher", "name"), ("og:site_name",))


class Duty(NamedTuple):
    """An affiliation that calls for a disclaimer; `prose` is the organisation's name as printed."""

    person: str
    organisation: Organisation
    prose: Prose
    block: int

    @property
    def level(self) -> str:
        return self.organisation.requirement


class Named(NamedTuple):
    """An organisation by id, its name as printed, and the words before it."""

    id: str
    prose: Prose
    before: str


def duties(article: Article, knowledge: Knowledge) -> tuple[Duty, ...]:
    """Return the affiliations of the article's authors that call for a disclaimer, in reading order."""
    if _is_official(article):
        return ()
    publishers = frozenset(_publishers(article, knowledge))
    signers = frozenset(bare(part.words("name") or part.prose.plain) for part in article.each("author"))
    return tuple(
        duty
        for part in article.each("affiliation")
        if (duty := _duty(article, part, knowledge))
        and _signs(duty.person, signers)
        and not publishers & {duty.organisation.id, *chain(knowledge.directory, duty.organisation.id)}
    )


def employers(article: Article, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Return words and id (or nothing) of the bodies the authors now belong to."""
    current = (part for part in article.each("affiliation") if part.words("status") == "current")
    return tuple((part.words("organisation"), organisation_of(article, part, knowledge).id) for part in current)


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


def _duty(article: Article, part: Part, knowledge: Knowledge) -> Duty | None:
    if part.words("status") != "current":
        return None
    named = organisation_of(article, part, knowledge)
    organisation = knowledge.directory.organisations.get(named.id)
    if organisation is None or organisation.requirement not in _LEVELS:
        return None
    title = folded(part.words("title"))
    if organisation.id in _NEEDS_TITLE and title in ("", "employee"):
        return None
    if _is_voice(title, knowledge) or _is_over(named.before, title, knowledge):
        return None
    return Duty(part.words("person") or part.about, organisation, named.prose, part.block)


def _is_over(before: str, title: str, knowledge: Knowledge) -> bool:
    over = offices(knowledge).over
    near = before.split()[-1:]
    return bool(near and over.fullmatch(near[0])) or over.search(title) is not None


def _is_voice(title: str, knowledge: Knowledge) -> bool:
    known = offices(knowledge)
    title = title.removeprefix("the ").removeprefix("a ").removeprefix("an ")
    return title in known.head or known.voice.search(title) is not None


def _signs(person: str, signers: frozenset[str]) -> bool:
    # Where nobody signs, the bio alone says who wrote.
    if not signers or not bare(person):
        return True
    last = bare(person).split()[-1]
    return any(last in name.split() for name in signers)


def _is_official(article: Article) -> bool:
    return any(
        field.origin == "front-matter" and field.path == ("capacity",) and folded(field.prose.plain) == "official"
        for field in article.fields
    )


def _publishers(article: Article, knowledge: Knowledge) -> Iterator[str]:
    named = [field.prose.plain for field in article.fields if field.path in _PUBLISHER]
    for words in (knowledge.site, *named):
        if words and (key := resolve(words, knowledge.directory)):
            yield key
