"""The evidence of the rules on disclaimers: who, which words, which entry, which duty, which text, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.checks.disclaimers import omissions
from bylint.model.article import Article
from bylint.model.parts_people import Disclaimer
from bylint.model.parts_people import Duty
from bylint.model.parts_people import Requirement
from bylint.model.parts_people import Signer
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.source import line_of
from bylint.model.source import place_of
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.roles.duty import source_of
from bylint.roles.signers import is_event
from bylint.text.organisations import chain

_LONGEST = 90
_LEVELS = {
    "regulation": "law asks for it, and the article is about the body’s business: error",
    "conditional": "law asks for it if the article is about the body’s business, which the text does not show: warning",
    "policy": "the body asks for it: warning",
}


def evidence(article: Article, rule: AnyRule, knowledge: Knowledge) -> Iterator[str]:
    """Yield the chain from the signers to the disclaimer."""
    yield from _signers(article, knowledge)
    for one in article.parts.of(Requirement):
        yield from _requirement(article, one, knowledge.directory)
    disclaimers = article.parts.of(Disclaimer)
    for disclaimer in disclaimers:
        yield from _disclaimer(article, disclaimer, knowledge.directory)
    if not disclaimers:
        yield "  disclaimers: no sentence of the file was read as one"
    missing, duty = omissions(article, knowledge), article.parts.first(Duty)
    if missing and missing.must:
        yield f"    must be added: {', '.join(missing.must)}"
    if missing and missing.custom:
        yield f"    custom adds: {', '.join(missing.custom)}"
    if duty and rule.code in ("DIS001", "DIS002", "DIS003"):
        yield f"  wording to propose ({duty.origin}): “{duty.wording}”"


def _signers(article: Article, knowledge: Knowledge) -> Iterator[str]:
    signing = article.parts.of(Signer)
    for one in signing:
        where = _line(article, one.prose) if one.prose else "told by the bio alone"
        entry = f", in the registry at {line_of(one.person.place)}" if one.person else ""
        yield f"  signs: {one.name} ({where}{entry})"
    if signing:
        return
    if is_event(article, knowledge):
        yield "  signs: nobody; this is the page of an event, whose bios are those of speakers"
    elif article.each("author"):
        yield "  signs: no person; a disclaimer is asked of people"
    else:
        yield "  signs: nobody is named, and no bio at the foot tells who wrote"


def _requirement(article: Article, one: Requirement, directory: Directory) -> Iterator[str]:
    told = one.affiliation
    post = f"{told.title}, “{told.words}”" if told.title else f"“{told.words}”"
    yield f"  {told.signer.name}: {post}, {told.status}, told {told.stated} ({_line(article, told.prose)})"
    body = directory.organisations.get(told.key)
    if body is not None:
        above = " < ".join((body.id, *chain(directory, body.id)))
        yield f"    directory: {body.name} ({above}); {body.place or 'comes with bylint'}, {body.status}"
    if not one.level or one.organisation is None:
        yield f"    owes nothing: {one.reason}"
        return
    yield f"    owes a disclaimer: {_LEVELS[one.level]}"
    yield f"    source: {source_of(one.organisation)}"


def _disclaimer(article: Article, one: Disclaimer, directory: Directory) -> Iterator[str]:
    yield f"  disclaimer, {one.place}, {_line(article, one.prose)}: “{_clipped(one.prose.plain)}”"
    yield f"    says whose views they are: {_yes(one.is_attributed)}; whose they are not: {_yes(one.is_denied)}"
    names = dict.fromkeys(_name(entity.key, directory) for entity in one.entities)
    if names:
        yield f"    names: {', '.join(names)}"
    if one.is_of_outlet:
        yield "    speaks for the publication, which satisfies no employer"


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
