"""What an article says about its authors' employers and about disclaimers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.roles.disclaimer.formulas import spoken
from bylint.roles.disclaimer.posts import Held
from bylint.roles.disclaimer.posts import posts
from bylint.roles.disclaimer.service import serving
from bylint.roles.disclaimer.signing import Signer
from bylint.roles.disclaimer.signing import signers
from bylint.text.organisations import chain

if TYPE_CHECKING:
    from bylint.roles.disclaimer.bodies import Bodies
    from bylint.roles.disclaimer.duty import Duty
    from bylint.roles.disclaimer.duty import Weighed
    from bylint.roles.disclaimer.finding import Found


class Case(NamedTuple):
    """All that an article says on the matter: who signs, where they work, what that asks for, and what is printed."""

    signing: tuple[Signer, ...]
    weighed: tuple[Weighed, ...]
    found: tuple[tuple[Found, Bodies], ...]

    @property
    def owed(self) -> tuple[Duty, ...]:
        return tuple(one.duty for one in self.weighed if one.duty)

    @property
    def held(self) -> tuple[Held, ...]:
        return tuple(one.held for one in self.weighed)

    @property
    def printed(self) -> tuple[tuple[Found, Bodies], ...]:
        return tuple(pair for pair in self.found if counts(*pair))


def case(article: Article, knowledge: Knowledge) -> Case:
    """Return what an article says about its authors' employers and about disclaimers."""
    signing = signers(article, knowledge)
    held = _once((*posts(article, signing, knowledge), *serving(article, signing, knowledge)))
    every = _weighed(article, held, knowledge)
    owed = tuple(one.duty for one in every if one.duty)
    found = tuple(_found(article, held, knowledge))
    return Case(signing, every, tuple((_as_read(one, named, owed, knowledge), named) for one, named in found))


def _weighed(article: Article, held: tuple[Held, ...], knowledge: Knowledge) -> tuple[Weighed, ...]:
    if not held:
        return ()
    # Imported here: of most authors an article does not say where they work.
    from bylint.roles.disclaimer.duty import weighed

    return weighed(article, held, knowledge)


def _found(article: Article, held: tuple[Held, ...], knowledge: Knowledge) -> Iterator[tuple[Found, Bodies]]:
    known, blocks = spoken(article, knowledge)
    if not blocks:
        return
    # Imported here: most articles hold no word of a disclaimer.
    from bylint.roles.disclaimer.bodies import bodies
    from bylint.roles.disclaimer.finding import disclaimers

    employed = tuple((one.words, one.id) for one in held if one.status == "current")
    for one in disclaimers(article, known, _people(article), blocks):
        yield one, bodies(one, knowledge, employed)


def counts(one: Found, named: Bodies) -> bool:
    """Tell whether a disclaimer is printed, and speaks for more than the outlet."""
    return one.standing in ("printed", "field") and not named.is_of_outlet


def _once(held: tuple[Held, ...]) -> tuple[Held, ...]:
    """Leave out what is told of a person and a body for the second time, in the same status."""
    told = {(one.signer.key, one.id or one.words, one.status): one for one in reversed(held)}
    return tuple(one for one in held if told[one.signer.key, one.id or one.words, one.status] is one)


def _people(article: Article) -> frozenset[str]:
    names = (part.words("name") for role in ("author", "bio") for part in article.each(role))
    persons = (part.words("person") or part.about for part in article.each("bio"))
    return frozenset(word for name in (*names, *persons) for word in name.casefold().split() if len(word) > 2)


def _as_read(one: Found, named: Bodies, owed: tuple[Duty, ...], knowledge: Knowledge) -> Found:
    # A quoted disclaimer is an exhibit, unless it speaks for the author's own body.
    own = {key for duty in owed for key in (duty.organisation.id, *chain(knowledge.directory, duty.organisation.id))}
    return one._replace(standing="printed") if one.standing == "quoted" and named.ids & own else one
