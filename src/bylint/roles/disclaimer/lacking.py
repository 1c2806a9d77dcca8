"""What the disclaimers of an article leave out of that which its authors' bodies ask for."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.knowledge import Knowledge
from bylint.model.people import Directory
from bylint.model.people import Organisation
from bylint.roles.disclaimer.duty import LEVELS
from bylint.roles.disclaimer.duty import Duty
from bylint.text.organisations import chain

OWN = "whose views they are"
OTHERS = "whose views they are not"


class Said(NamedTuple):
    """What the printed disclaimers of an article say between them."""

    is_attributed: bool
    is_denied: bool
    ids: frozenset[str]
    is_of_employer: bool


class Lacking(NamedTuple):
    """Words for what must be said and is not, names of bodies that custom adds, and the level of the stricter duty."""

    must: tuple[str, ...]
    custom: tuple[str, ...]
    level: str


def lacking(duties: Iterable[Duty], said: Said, knowledge: Knowledge) -> Lacking:
    """Return what is left out: the union of what the bodies of all authors ask for."""
    duties = tuple(duties)
    asked = tuple(dict.fromkeys(duty.organisation for duty in duties))
    missing = {body.id: tuple(_missing(body, said, knowledge)) for body in asked}
    must = tuple(dict.fromkeys(words for body in asked for words in missing[body.id]))
    custom = (name for body in asked for name in _unnamed(body, said, knowledge.directory))
    strict = tuple(body for body in asked if missing[body.id]) or asked
    levels = frozenset(duty.level for duty in duties if duty.organisation in strict)
    level = next((level for level in LEVELS if level in levels), "other")
    return Lacking(must, tuple(name for name in dict.fromkeys(custom) if name not in must), level)


def _missing(body: Organisation, said: Said, knowledge: Knowledge) -> Iterator[str]:
    if body.attribution and not said.is_attributed:
        yield OWN
    if body.non_reflection and not said.is_denied:
        yield OTHERS
    directory = knowledge.directory
    for key in body.entities_min:
        if not _is_met(key, body, said, knowledge):
            yield _name(key, directory)


def _is_met(key: str, body: Organisation, said: Said, knowledge: Knowledge) -> bool:
    lists, directory = knowledge.lists["disclaimers"], knowledge.directory
    if key in said.ids:
        return True
    if key in lists["components_suffice"]:
        return any(key in chain(directory, named) for named in said.ids)
    if body.requirement == "regulation":
        return False
    # "My employer" names the body that the bio names; the law of the Department of Defense asks for its name.
    is_civil = lists["government"] in chain(directory, key) and lists["government"] in said.ids
    return is_civil or said.is_of_employer


def _unnamed(body: Organisation, said: Said, directory: Directory) -> Iterator[str]:
    own = {body.id, *chain(directory, body.id)}
    for key in body.entities_customary:
        # A part that is not the author's own line of command speaks for the whole: the Board for the System.
        if key not in said.ids and not any(key in chain(directory, named) for named in said.ids - own):
            yield _name(key, directory)


def _name(key: str, directory: Directory) -> str:
    organisation = directory.organisations.get(key)
    return organisation.name if organisation else key
