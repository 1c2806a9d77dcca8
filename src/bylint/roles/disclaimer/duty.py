"""Which of the signers' places of work call for a disclaimer, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.people import Organisation
from bylint.model.policy import is_in_force
from bylint.roles.disclaimer.formulas import offices
from bylint.roles.disclaimer.posts import Held
from bylint.roles.disclaimer.subject import is_on_business
from bylint.text.fold import folded
from bylint.text.lazy import lazily
from bylint.text.organisations import chain
from bylint.text.organisations import resolve

LEVELS = ("regulation", "conditional", "policy")
"""From strict to mild. `conditional`: a regulation whose condition, the subject, the text does not show."""

# Only a title or a rank brings a bare department under its rule: 5 CFR 3601.105 gives "DoD employee" as an example.
_NEEDS_TITLE = frozenset({"us-dod"})
# "A retired Navy captain who teaches at the Naval War College": what is over ends where a new clause begins.
_CLAUSE = lazily(r"[,;:.()]|\b(?:and|who|which|that|where|now|currently|teach\w*|work\w*|serv\w*|is|are|at)\b")
_PUBLISHER = (("site",), ("publication",), ("publisher",), ("publisher", "name"), ("og:site_name",))


class Duty(NamedTuple):
    """A place of work that calls for a disclaimer, and how strictly."""

    held: Held
    organisation: Organisation
    level: str


class Weighed(NamedTuple):
    """A place of work with the duty that it brings, or the reason why it brings none."""

    held: Held
    duty: Duty | None
    reason: str = ""


def weighed(article: Article, held: tuple[Held, ...], knowledge: Knowledge) -> tuple[Weighed, ...]:
    """Return what each place of work of the signers asks for."""
    reason = "the header says `capacity: official`" if _is_official(article) else ""
    published_by = frozenset(publishers(article, knowledge))
    return tuple(
        Weighed(one, None, reason) if reason else _weighed(article, one, published_by, knowledge) for one in held
    )


def publishers(article: Article, knowledge: Knowledge) -> Iterator[str]:
    """Yield the ids of bodies that publish the article."""
    named = [field.prose.plain for field in article.fields if field.path in _PUBLISHER]
    for words in (knowledge.site, *named):
        if words and (key := resolve(words, knowledge.directory)):
            yield key


def _weighed(article: Article, held: Held, published_by: frozenset[str], knowledge: Knowledge) -> Weighed:
    if held.status != "current":
        return Weighed(held, None, f"the post is {held.status or 'unclear'}, not current")
    organisation = knowledge.directory.organisations.get(held.id)
    if organisation is None:
        return Weighed(held, None, "the directory does not know the organisation")
    level = _level(article, organisation, knowledge)
    if level not in ("regulation", "policy"):
        return Weighed(held, None, f"{organisation.name} asks for none in other publications ({level})")
    if published_by & {organisation.id, *chain(knowledge.directory, organisation.id)}:
        return Weighed(held, None, f"{organisation.name}, or a body above it, publishes the article")
    title = folded(held.title)
    if organisation.id in _NEEDS_TITLE and title in ("", "employee"):
        return Weighed(held, None, "no title or rank is printed")
    if _is_voice(title, knowledge):
        return Weighed(held, None, f"“{held.title}” speaks for the body")
    if _is_over(held.before, title, knowledge):
        return Weighed(held, None, "the words beside it say that the service is over")
    if level == "regulation" and not (held.is_printed and is_on_business(article, organisation, knowledge)):
        level = "conditional"
    return Weighed(held, Duty(held, organisation, level))


def _level(article: Article, organisation: Organisation, knowledge: Knowledge) -> str:
    """Return what a body asks for; the site's policy comes before the directory."""
    policy = knowledge.policy
    if is_in_force(policy.levels_since, article.published):
        for key in (organisation.id, organisation.kind):
            if key in policy.levels:
                return policy.levels[key]
    return organisation.requirement


def _is_over(before: str, title: str, knowledge: Knowledge) -> bool:
    over = offices(knowledge).over
    return over.search(_CLAUSE.split(before)[-1]) is not None or over.search(title) is not None


def _is_voice(title: str, knowledge: Knowledge) -> bool:
    known = offices(knowledge)
    title = title.removeprefix("the ").removeprefix("a ").removeprefix("an ")
    return title in known.head or known.voice.search(title) is not None


def _is_official(article: Article) -> bool:
    return any(
        field.origin == "front-matter" and field.path == ("capacity",) and folded(field.prose.plain) == "official"
        for field in article.fields
    )
