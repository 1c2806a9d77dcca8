"""The evidence of the rules on disclaimers: who, which words, which entry, which duty, which text, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.people import Directory
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.source import line_of
from bylint.model.source import place_of
from bylint.roles.disclaimer.bodies import Bodies
from bylint.roles.disclaimer.case import Case
from bylint.roles.disclaimer.case import case
from bylint.roles.disclaimer.duty import Weighed
from bylint.roles.disclaimer.finding import Found
from bylint.roles.disclaimer.signing import is_event
from bylint.roles.disclaimer.wording import proposed
from bylint.roles.disclaimer.wording import source_of
from bylint.text.organisations import chain

_LONGEST = 90
_LEVELS = {
    "regulation": "law asks for it, and the article is about the body’s business: error",
    "conditional": "law asks for it if the article is about the body’s business, which the text does not show: warning",
    "policy": "the body asks for it: warning",
}


def evidence(article: Article, rule: AnyRule, knowledge: Knowledge) -> Iterator[str]:
    """Yield the chain from the signers to the disclaimer."""
    known = case(article, knowledge)
    yield from _signers(article, known, knowledge)
    for one in known.weighed:
        yield from _weighed(article, one, knowledge.directory)
    for found, named in known.found:
        yield from _found(article, found, named, knowledge.directory)
    if not known.found:
        yield "  disclaimers: no sentence of the file was read as one"
    yield from _left_out(article)
    if known.owed and rule.code in ("DIS001", "DIS002", "DIS003"):
        wording = proposed(known.owed, len(known.signing), article.published, knowledge)
        yield f"  wording to propose ({wording.origin}): “{wording.text}”"


def _signers(article: Article, known: Case, knowledge: Knowledge) -> Iterator[str]:
    for one in known.signing:
        where = _line(article, one.part.prose) if one.part else "told by the bio alone"
        entry = f", in the registry at {line_of(one.person.place)}" if one.person else ""
        yield f"  signs: {one.name} ({where}{entry})"
    if known.signing:
        return
    if is_event(article, knowledge):
        yield "  signs: nobody; this is the page of an event, whose bios are those of speakers"
    elif article.each("author"):
        yield "  signs: no person; a disclaimer is asked of people"
    else:
        yield "  signs: nobody is named, and no bio at the foot tells who wrote"


def _weighed(article: Article, one: Weighed, directory: Directory) -> Iterator[str]:
    held = one.held
    post = f"{held.title}, “{held.words}”" if held.title else f"“{held.words}”"
    yield f"  {held.signer.name}: {post}, {held.status}, told {held.stated} ({_line(article, held.prose)})"
    body = directory.organisations.get(held.id)
    if body is not None:
        above = " < ".join((body.id, *chain(directory, body.id)))
        yield f"    directory: {body.name} ({above}); {body.place or 'comes with bylint'}, {body.status}"
    if one.duty is None:
        yield f"    owes nothing: {one.reason}"
        return
    yield f"    owes a disclaimer: {_LEVELS[one.duty.level]}"
    yield f"    source: {source_of(one.duty.organisation)}"


def _found(article: Article, found: Found, named: Bodies, directory: Directory) -> Iterator[str]:
    yield f"  disclaimer, {found.standing}, {_line(article, found.prose)}: “{_clipped(found.prose.plain)}”"
    yield f"    says whose views they are: {_yes(found.is_attributed)}; whose they are not: {_yes(found.is_denied)}"
    names = dict.fromkeys(_name(element.words, directory) for element in named.elements)
    if names:
        yield f"    names: {', '.join(names)}"
    if named.is_of_outlet:
        yield "    speaks for the publication, which satisfies no employer"


def _left_out(article: Article) -> Iterator[str]:
    for part in article.each("disclaimer"):
        for name, words in (("lack", "must be added"), ("unnamed", "custom adds")):
            said = [element.words for element in part.elements if element.name == name]
            if said:
                yield f"    {words}: {', '.join(said)}"


def _line(article: Article, prose: Prose) -> str:
    return f"line {place_of(article.source, prose.span()).line}" if prose.at else "not printed"


def _name(key: str, directory: Directory) -> str:
    found = directory.organisations.get(key)
    return found.name if found else key


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _clipped(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
