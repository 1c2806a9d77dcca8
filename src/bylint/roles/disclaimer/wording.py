"""Wording to propose: the house's, the body's own, or one composed of what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from bylint.model.knowledge import Knowledge
from bylint.model.people import Organisation
from bylint.model.policy import Policy
from bylint.model.policy import Wording
from bylint.model.policy import is_in_force
from bylint.roles.disclaimer.duty import Duty


class Proposed(NamedTuple):
    """A sentence to paste, and where it comes from."""

    text: str
    origin: str


def approved(policy: Policy, bodies: Iterable[str], day: date | None) -> tuple[Wording, ...]:
    """Return the house's wordings for people of these bodies; where it has none for them, those for all."""
    in_force = [wording for wording in policy.wordings if is_in_force(wording.since, day)]
    ids = frozenset(bodies)
    own = tuple(wording for wording in in_force if wording.organisation in ids)
    return own or tuple(wording for wording in in_force if not wording.organisation)


def proposed(duties: Iterable[Duty], signing: int, day: date | None, knowledge: Knowledge) -> Proposed:
    """Return wording for the authors of an article."""
    bodies = tuple(dict.fromkeys(duty.organisation for duty in duties))
    house = approved(knowledge.policy, (body.id for body in bodies), day)
    if house:
        return Proposed(house[0].text, "approved by the house")
    if len(bodies) == 1 and bodies[0].sample and bodies[0].status == "verified":
        return Proposed(bodies[0].sample, f"as {bodies[0].name} prints it")
    return Proposed(_composed(bodies, signing, knowledge), "composed, no source has it so")


def source_of(body: Organisation) -> str:
    """Return where the duty can be read: a regulation before a wording in use."""
    of_law = next((source for source in body.sources if "CFR" in source or "FAM" in source), "")
    source = of_law or next(iter(body.sources), "") or f"the site's directory, {body.place}".rstrip(", ")
    title, _, rest = source.partition("; ")
    url = rest.rpartition(", ")[2]
    return f"{title}, {url}" if url.startswith("http") else title


def _composed(bodies: Iterable[Organisation], signing: int, knowledge: Knowledge) -> str:
    names: dict[str, None] = {}
    known = knowledge.directory.organisations
    for body in bodies:
        for key in (*body.entities_customary, *body.entities_min):
            names[_with_article(known[key].name if key in known else key)] = None
        if not body.entities_customary and not body.entities_min:
            names[_with_article(body.name)] = None
    *rest, last = names or ("their employer",)
    listed = f"{', '.join(rest)}{',' if len(rest) > 1 else ''} or {last}" if rest else last
    author = "authors" if signing > 1 else "author"
    return (
        f"The views expressed are those of the {author} and do not reflect the official policy or position of {listed}."
    )


def _with_article(name: str) -> str:
    bare_names = ("The ", "NATO", "RAND", "His ", "Her ")
    return name if name.startswith(bare_names) or name.isupper() else f"the {name}"
