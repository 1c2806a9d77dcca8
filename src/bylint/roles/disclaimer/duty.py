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
from bylint.text.organisations import resolve

_LEVELS = ("regulation", "policy")
# Only a title or a rank brings a bare department under its rule: 5 CFR 3601.105 gives "DoD employee" as an example.
_NEEDS_TITLE = frozenset({"us-dod"})
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


def duties(article: Article, knowledge: Knowledge) -> tuple[Duty, ...]:
    """Return the affiliations of the article's authors that call for a disclaimer, in reading order."""
    if _is_official(article):
        return ()
    publishers = frozenset(_publishers(article, knowledge))
    signers = frozenset(bare(part.words("name") or part.prose.plain) for part in article.each("author"))
    return tuple(
        duty
        for part in article.each("affiliation")
        if (duty := _duty(part, knowledge))
        and _signs(duty.person, signers)
        and not publishers & {duty.organisation.id, *chain(knowledge.directory, duty.organisation.id)}
    )


def employers(article: Article, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Return words and id (or nothing) of the bodies the authors now belong to."""
    current = (part for part in article.each("affiliation") if part.words("status") == "current")
    return tuple((part.words("organisation"), organisation_of(part, knowledge)) for part in current)


def organisation_of(part: Part, knowledge: Knowledge) -> str:
    """Return the id of the organisation that an affiliation names, or nothing."""
    words = part.words("organisation") or part.prose.plain
    if words in knowledge.directory.organisations:
        return words
    return resolve(words, knowledge.directory)


def _duty(part: Part, knowledge: Knowledge) -> Duty | None:
    if part.words("status") != "current":
        return None
    organisation = knowledge.directory.organisations.get(organisation_of(part, knowledge))
    if organisation is None or organisation.requirement not in _LEVELS:
        return None
    title = folded(part.words("title"))
    if organisation.id in _NEEDS_TITLE and title in ("", "employee"):
        return None
    if _is_voice(title, knowledge):
        return None
    printed = part.get("organisation")
    prose = printed.prose if printed and printed.prose and printed.prose.at else part.prose
    return Duty(part.words("person") or part.about, organisation, prose, part.block)


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
