"""Accounts on the page of an author that are those of somebody else of the registry."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache

from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Field
from bylint.model.people import Person
from bylint.roles.bio.profile import header
from bylint.roles.bio.words import words
from bylint.roles.person.scene import Scene
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_AROUND = lazily(r"^(?:https?:)?/{0,2}(?:www\.)?|^@|/+$")
_SHORT = 5


def borrowed(scene: Scene) -> Iterator[Part]:
    """Yield the accounts and addresses that one other person has too, and whose name is that of another account of
    that person and of none of this one: what is left where a page was made from another."""
    page = next(iter(scene.article.each("profile")), None)
    if page is None or not scene.knowledge.registry.people:
        return
    accounts = tuple(_accounts(scene))
    for field in accounts:
        owners = _owners(scene.knowledge).get(_plain(field.prose.plain), ())
        others = [who for who in owners if not _is(who, page.about, scene.knowledge)]
        own = (_plain(other.prose.plain) for other in accounts if other is not field)
        if len(others) == 1 and _is_alien(_plain(field.prose.plain), own, others[0]):
            yield _part(field, page, others[0])


@lru_cache(maxsize=4)
def _owners(knowledge: Knowledge) -> dict[str, tuple[Person, ...]]:
    """Return who has each account of the registry."""
    found: dict[str, dict[str, Person]] = {}
    for who in knowledge.registry.people.values():
        for account in _all(who):
            found.setdefault(account, {})[who.id] = who
    return {account: tuple(owners.values()) for account, owners in found.items()}


def _accounts(scene: Scene) -> Iterator[Field]:
    keys = words(scene.knowledge).profiles["shown"]
    for field in header(scene.article):
        if folded(str(field.path[0])) in keys and len(_plain(field.prose.plain)) >= _SHORT:
            yield field


def _is(who: Person, about: str, knowledge: Knowledge) -> bool:
    return who.id in knowledge.registry.named.get(about, ())


def _is_alien(account: str, own: Iterable[str], other: Person) -> bool:
    if other.is_withheld or other.pen_names or any(_names(account, name) for name in own):
        return False
    return any(_names(account, name) for name in _all(other) if name != account)


def _names(account: str, name: str) -> bool:
    """Tell whether an account has the name of another one: yabe.example.com that of github.com/yabe."""
    last = name.rsplit("/", 1)[-1].lstrip("@").split("@")[0]
    return len(last) >= _SHORT and (last in account or account in last)


def _all(who: Person) -> tuple[str, ...]:
    return tuple(_plain(handle) for _, handle in who.handles)


def _plain(account: str) -> str:
    return _AROUND.sub("", _AROUND.sub("", account.strip().lower()))


def _part(field: Field, page: Part, other: Person) -> Part:
    said = f"the registry has it as that of {other.name}"
    elements = (
        Element("usual", f"that of {other.name}"),
        Element("source", "the registry"),
        Element("registry", said, place=other.place),
    )
    return Part("handle", field.prose, field.prose.span(), page.about, elements)
