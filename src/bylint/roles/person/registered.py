"""Authors whom the registry does not know, and who of it may be meant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.people import people_named
from bylint.roles.naming import core
from bylint.roles.naming import names
from bylint.roles.naming import plain_id
from bylint.roles.person.distance import is_misspelt
from bylint.roles.person.distance import is_slip
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import are_same
from bylint.text.fold import bare


def unregistered(scene: Scene) -> Iterator[Part]:
    """Yield the signers who are not in the registry. `reach`: near (a slip of a registered name), complete (nobody
    else writes for the site), far."""
    registry = scene.knowledge.registry
    if not registry.people:
        return
    for signer in scene.signers:
        name = signer.words("name")
        if any(people_named(registry, form) for form in (signer.about, bare(name), plain_id(name))):
            continue
        known = _known(signer.about, scene.knowledge)
        if known == "same":
            continue
        reach = "near" if known else "complete" if registry.is_complete else "far"
        guess = f"; did you mean {known}?" if known else ""
        elements = (Element("reach", reach), Element("guess", guess))
        yield Part("unregistered", signer.prose, signer.span, signer.about, elements, signer.block)


@lru_cache(maxsize=4096)
def _known(about: str, knowledge: Knowledge) -> str:
    """Return `same` where a name is a shorter or longer form of a registered one; else the one it is a slip of."""
    near: dict[str, str] = {}
    is_one_word = " " not in about
    for shown, form in _forms(knowledge):
        if are_same(about, form):
            return "same"
        if shown and (is_slip(about, form) if is_one_word else is_misspelt(about, form)):
            near[form] = shown
    return next(iter(near.values())) if len(near) == 1 else ""


@lru_cache(maxsize=4)
def _forms(knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Return the registered names, bare, each with what may be shown of it: nothing of those who hide theirs."""
    known = names(knowledge)
    found: list[tuple[str, str]] = []
    for person in knowledge.registry.people.values():
        is_hidden = person.is_withheld or bool(person.pen_names)
        every = (person.name, *person.aliases, *person.pen_names)
        found += [("" if is_hidden else name, core(name, known)) for name in every]
        found.append(("" if is_hidden else person.id, plain_id(person.id)))
    return tuple(found)
