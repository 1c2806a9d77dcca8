"""Articles that somebody paid for: what says so, and how they are labelled."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.advertising.labels import Label
from bylint.roles.advertising.labels import labels
from bylint.roles.advertising.labels import refusals
from bylint.roles.advertising.signals import Signal
from bylint.roles.advertising.signals import signals
from bylint.roles.advertising.signals import sponsor_hosts
from bylint.roles.advertising.site import site_of

_ABOUT = "paid"


def paid(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the part that says that an article is paid for, and its label."""
    found = signals(article, knowledge)
    if not found:
        return
    first = found[0]
    seen = labels(article, knowledge, [(signal.prose, signal.block) for signal in found if signal.by == "text"])
    hosts = {signal.host for signal in found if signal.host} | sponsor_hosts(article, knowledge)
    elements = (
        Element("by", first.by),
        *(Element("sponsor", signal.sponsor) for signal in found if signal.sponsor),
        *(Element("host", host) for host in sorted(hosts)),
        *_labelled(found, seen, is_printed=site_of(knowledge).labels),
    )
    yield Part("paid", first.prose, first.span, _ABOUT, elements, first.block)
    yield from _refused(article, knowledge, seen)


def _labelled(found: Sequence[Signal], seen: Iterable[Label], *, is_printed: bool) -> Iterator[Element]:
    """Yield the label above the text or, without one, those in wrong places."""
    above = [label for label in seen if label.where == "above"]
    if above:
        yield Element("label", above[0].words, above[0].prose)
    elif is_printed and found[0].by != "text":
        yield Element("label", "printed by the template")
    else:
        names = {"hidden": "hidden from readers", "below": "not above the text"}
        yield from (Element(names[label.where], label.prose.plain, label.prose) for label in seen)


def _refused(article: Article, knowledge: Knowledge, seen: Iterable[Label]) -> Iterator[Part]:
    refused = refusals(article, knowledge, seen)
    if not refused:
        return
    label = refused[0].label
    elements = (
        *(Element("refused", refusal.authority) for refusal in refused),
        Element("accepted", next((refusal.accepted for refusal in refused if refusal.accepted), "Advertisement")),
    )
    yield Part("ad-label", label.prose, label.prose.span(), _ABOUT, elements, label.block)
