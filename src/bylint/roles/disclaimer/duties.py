"""The places of work that call for a disclaimer, with the wording to propose."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.disclaimer.case import Case
from bylint.roles.disclaimer.duty import LEVELS
from bylint.roles.disclaimer.posts import Held
from bylint.roles.disclaimer.wording import proposed
from bylint.roles.disclaimer.wording import source_of
from bylint.text.fold import bare


def duties(
    article: Article, known: Case, knowledge: Knowledge, about: str, seen: str, *, is_hidden: bool
) -> Iterator[Part]:
    """Yield the duties: one for each person, at the place that binds most strictly, first printed."""
    told: set[str] = set()
    places: set[tuple[int, int]] = set()
    proposal = proposed(known.owed, len(known.signing), article.published, knowledge)
    for duty in sorted(known.owed, key=lambda duty: (LEVELS.index(duty.level), duty.held.prose.span())):
        person, span = bare(duty.held.signer.key), duty.held.prose.span()
        if person in told or span in places:
            continue
        told.add(person)
        places.add(span)
        elements = [
            Element("organisation", duty.organisation.name, duty.held.prose),
            Element("person", duty.held.signer.name),
            Element("level", duty.level),
            Element("stated", _stated(duty.held)),
            Element("source", source_of(duty.organisation)),
        ]
        words, place = duty.held.registry
        if place:
            elements.append(Element("registry", words, place=place))
        if duty.held.title:
            elements.append(Element("title", duty.held.title))
        if proposal:
            elements += [Element("wording", proposal.text), Element("wording-origin", proposal.origin)]
        if seen:
            elements.append(Element("disclaimer", seen))
        if is_hidden:
            elements.append(Element("hidden", "yes"))
        yield Part("duty", duty.held.prose, span, about, tuple(elements), duty.held.block)


def _stated(held: Held) -> str:
    return f"{held.stated}: “{held.prose.plain}”" if held.is_printed else held.stated
