"""Authors whom the registry does not know, and who of it may be meant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.people import Person
from bylint.model.people import people_named
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import are_same
from bylint.text.distance import is_misspelt
from bylint.text.distance import is_slip
from bylint.text.distance import may_be_two
from bylint.text.fold import bare


def unregistered(scene: Scene) -> Iterator[Part]:
    """Yield the signers who are not in the registry. `reach`: near (a slip of a registered name), complete (nobody
    else writes for the site), far."""
    registry = scene.knowledge.registry
    if not _has_persons(scene.knowledge):
        return
    for signer in scene.signers:
        if signer.words("origin") == "printed":
            continue  # the file names nobody
        name = signer.words("name")
        if any(people_named(registry, form) for form in (signer.about, bare(name), plain_id(name))):
            continue
        known, who, is_slip_of = _known(signer.about, scene.knowledge)
        if who and not known:
            continue
        reach = "near" if is_slip_of else "complete" if registry.is_complete else "far"
        guess = f"; did you mean {known}?" if known else ""
        elements = [Element("reach", reach), Element("guess", guess), Element("entry", _entry(name, signer.about))]
        if who:
            elements.append(Element("registry", f"the registry has {known}", place=who.place))
        yield Part("unregistered", signer.prose, signer.span, signer.about, tuple(elements), signer.block)


@lru_cache(maxsize=4)
def _has_persons(knowledge: Knowledge) -> bool:
    """Tell whether the registry has a person: one of desks and councils alone says nothing of who else signs."""
    known = names(knowledge)
    return any(is_person(person.name, known, fewest=1) for person in knowledge.registry.people.values())


@lru_cache(maxsize=4096)
def _known(about: str, knowledge: Knowledge) -> tuple[str, Person | None, bool]:
    """Return the registered name that may be meant, whose it is, and whether the given one is a slip of it; of a name
    that is a shorter or longer form of a registered one the person alone."""
    near: dict[str, tuple[str, Person | None, bool]] = {}
    alike: dict[str, tuple[str, Person | None, bool]] = {}
    is_one_word = " " not in about
    for shown, form, who in _forms(knowledge):
        if are_same(about, form):
            return "", who, False
        if shown and (is_slip(about, form) if is_one_word else is_misspelt(about, form)):
            near.setdefault(who.id, (shown, who, not may_be_two(about, form)))
        elif shown and _share_surname(about, form):
            alike.setdefault(who.id, (shown, who, False))
    found = near or alike
    return next(iter(found.values())) if len(found) == 1 else ("", None, False)


def _share_surname(one: str, other: str) -> bool:
    """Tell whether two names may be one with a short form of the first: Michael and Mike."""
    a, b = one.split(), other.split()
    return len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and a[0][0] == b[0][0]


def _entry(name: str, about: str) -> str:
    """Return an entry for the list of people, in bylint's own form; JSON is YAML."""
    return f"- {{id: {'-'.join(about.split())}, name: {json.dumps(name, ensure_ascii=not name.isprintable())}}}"


@lru_cache(maxsize=4)
def _forms(knowledge: Knowledge) -> tuple[tuple[str, str, Person], ...]:
    """Return what may be shown of each registered name (nothing where its person hides it), its bare form, and whose
    it is."""
    known = names(knowledge)
    found: list[tuple[str, str, Person]] = []
    for person in knowledge.registry.people.values():
        is_hidden = person.is_withheld or bool(person.pen_names)
        every = (person.name, *person.aliases, *person.pen_names)
        found += [("" if is_hidden else name, core(name, known), person) for name in every]
        found.append(("" if is_hidden else person.id, plain_id(person.id), person))
    return tuple(found)
