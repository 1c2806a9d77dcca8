"""`bylint why`: the chain of evidence behind a report, and behind silence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from bylint import audit
from bylint import discover
from bylint.audit import Reading
from bylint.audit import guarded
from bylint.checks import check_of
from bylint.checks.disclaimers import omissions
from bylint.checks.verbs import judge_custom
from bylint.checks.wording import satisfies
from bylint.cli.commands import complete_rules
from bylint.cli.commands import config_options
from bylint.cli.output import print_human
from bylint.cli.rules import rule_named
from bylint.cli.run import Setting
from bylint.cli.run import boxes_of
from bylint.cli.run import knowledge_of
from bylint.cli.run import nearest
from bylint.cli.run import setting_of
from bylint.cli.sites import paths_asked
from bylint.config import label_of
from bylint.config import name_of
from bylint.config import rules_for
from bylint.config import selected
from bylint.errors import UsageError
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.parts_people import BoxDuty
from bylint.model.parts_people import Disclaimer
from bylint.model.parts_people import Duty
from bylint.model.parts_people import Requirement
from bylint.model.parts_people import Signer
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from bylint.model.source import line_of
from bylint.model.source import place_of
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.readers import SUFFIXES
from bylint.report.escaping import shown
from bylint.report.inspect import error_of
from bylint.roles.duty import source_of
from bylint.roles.signers import is_event
from bylint.text.organisations import chain

_OF_DUTIES = ("DIS001", "DIS002", "DIS003")
_BY_TEMPLATE = "the template prints what may be the disclaimer, and its words cannot be read from here"
_MOST = 12
_LONGEST = 70
_LONGEST_ELEMENT = 40


@click.command(epilog="Example: bylint why content/2026/peace.md DIS001")
@click.argument("file", type=click.Path())
@click.argument("rule", shell_complete=complete_rules)
@config_options
def command(file: str, rule: str, config_file: Path | None, no_config: bool) -> None:
    """Say why a RULE (code or name) reports something in FILE, or why it stays silent: what was read as what, and
    which condition is met or not."""
    path, found = Path(file), nearest(config_file, no_config=no_config)
    named = paths_asked(found, (file,)).boxes
    known = setting_of(found, found.known(named[0].site) if named else found.of(str((found.start / path).parent)))
    asked = rule_named(rule, known.rules)
    knowledge = knowledge_of(known.config, datetime.now(UTC).date(), known.rules)
    boxes = boxes_of(named)
    if not os.path.isfile(known.start / path) or not (boxes or path.suffix.casefold() in SUFFIXES):
        raise UsageError(f"{file}: no article that bylint can read")
    if discover.leads_out(known.start / path, known.config, known.start):
        raise UsageError(f"{file}: {discover.LEADS_OUT}")
    reading = next(iter(boxes), Reading(label_of(path, known.start), path.suffix, known.start / path))
    article = audit.read(reading, knowledge)
    print_human(_head(article, asked))
    print_human(shown(line) if line else "" for line in _verdict(article, asked, reading, known, knowledge))
    # An article that was not read has nothing to show, but to the rules that report just this.
    if error_of(article) is None or asked.check == "linter":
        evidence = partial(_evidence, article, asked, knowledge)
        print_human(map(shown, guarded(evidence, lambda kind: (f"  bylint failed on the evidence: {kind}",))))


def _head(article: Article, rule: AnyRule) -> Iterator[str]:
    day = article.published.isoformat() if article.published else "none found"
    yield f"{shown(article.source.path)}, dated {day}"
    yield f"{rule.code} {rule.name}: {rule.summary[:1].lower()}{rule.summary[1:]}"


def _verdict(article: Article, rule: AnyRule, reading: Reading, known: Setting, knowledge: Knowledge) -> Iterator[str]:
    """Yield what is reported, or what keeps the rule from being asked at all."""
    chosen = selected(known.config, known.rules, (rule.code,))
    everything = audit.run((reading,), known.rules, lambda *_: known.rules, knowledge, workers=1)
    alone = audit.run((reading,), chosen, lambda *_: chosen, knowledge, workers=1)
    reported = [found for found in everything.violations if found.code == rule.code]
    looked = [found for found in alone.violations if found.code == rule.code]
    for found in reported:
        yield f"  reported: {_said(found)}"
        if found.hint:
            yield f"    {found.hint}"
    if not reported and looked:
        beside = sorted({found.code for found in everything.violations} & set(rule.yields_to))
        by = f"{', '.join(beside)} reports the same thing" if beside else "a suppression covers it"
        yield from (f"  found, and not reported, for {by}: {_said(found)}" for found in looked)
    if not reported and not looked and alone.silenced:
        yield "  found, and not reported: a suppression covers it"
    elif not reported and not looked:
        error = error_of(article)
        is_printed = rule.code in _OF_DUTIES and _is_by_template(article)
        reason = _BY_TEMPLATE if is_printed else "nothing here meets its conditions"
        yield f"  silent: the article was not read: {error}" if error else f"  silent: {reason}"
    yield from _choice(article, rule, known)


def _is_by_template(article: Article) -> bool:
    """Tell whether a template prints something that is called a disclaimer, whose words nobody knows from here."""
    duties = (part for part in article.view if part.role == "duty")
    return any((each.name, each.words) == ("disclaimer", "template") for part in duties for each in part.elements)


def _said(found: Violation) -> str:
    return f"line {found.place.line}, {found.severity}: {found.message}"


def _choice(article: Article, rule: AnyRule, known: Setting) -> Iterator[str]:
    on = selected(known.config, known.rules)
    if not any(other.code == rule.code for other in on):
        yield f"  but it is off for this site ({rule.status}, enabled: {rule.enabled}); see `bylint rules`"
        return
    name = name_of(known.config, known.start / article.source.path)
    here = rules_for(known.config, on, name, article.published)
    mine = next((other for other in here if other.code == rule.code), None)
    if mine is None or mine.severity == "off":
        yield "  but it is off for this article, by its path or its date: see `overrides:`, and `bylint settings FILE`"


def _evidence(article: Article, rule: AnyRule, knowledge: Knowledge) -> tuple[str, ...]:
    of_disclaimers = evidence(article, rule, knowledge) if rule.code.startswith("DIS") else ()
    return (*of_disclaimers, *_looked_at(article, rule, knowledge))


def _looked_at(article: Article, rule: AnyRule, knowledge: Knowledge) -> Iterator[str]:
    """Yield what a rule looks at in an article, part by part, and what it makes of each."""
    roles: tuple[str, ...] = tuple(getattr(rule.options, "each", ()))
    if not roles:
        faults = [fault for fault in article.faults if fault.kind == getattr(rule.options, "fault", "")]
        yield f"  looks at the faults of the file: {len(faults)} of its kind"
        return
    parts = [part for part in article.view if part.role in roles]
    if not parts:
        yield f"  looks at each {' or '.join(roles)}, and nothing in the file was read as one"
        return
    found = tuple(check_of(rule).look(rule, article, knowledge))
    results = [(each, _part_of(each, parts)) for each in found]
    for part in parts[:_MOST]:
        yield from _part(article, rule, part, [each for each, its in results if its is part])
    if len(parts) > _MOST:
        yield f"  and {len(parts) - _MOST} more"
    for role in getattr(rule.options, "part", ()):
        there = article.each(role)
        yield f"  asks for “{role}”: {f'{len(there)} found' if there else 'none found'}"
    yield from _custom(rule, found)


def _part(article: Article, rule: AnyRule, part: Part, found: list[Violation | Fact]) -> Iterator[str]:
    yield f"  {part.role}, line {place_of(article.source, part.span).line}: “{_clipped(part.prose.plain)}”"
    if part.elements:
        known = (f"{element.name}={_clipped(element.words, _LONGEST_ELEMENT)}" for element in part.elements)
        yield f"    known of it: {', '.join(known)}"
    unmet = tuple(_unmet(rule.options, part))
    yield from (f"    {condition}" for condition in unmet)
    if found:
        yield from dict.fromkeys(map(_result, found))
    elif not unmet:
        yield "    not at fault"


def _part_of(found: Violation | Fact, parts: list[Part]) -> Part | None:
    """Return the smallest part that holds the place of what a rule has found, rather one on the same thing."""
    span, about = found.place.span, found.about if isinstance(found, Violation) else ""
    holding = (part for part in parts if part.span.start <= span.start and span.end <= part.span.end)
    return min(holding, key=lambda part: (part.about != about, part.span.end - part.span.start), default=None)


def _result(found: Violation | Fact) -> str:
    if isinstance(found, Violation):
        return f"    at fault: {found.severity}, line {found.place.line}"
    return f"    compared with what else is said of “{_clipped(found.subject.replace('|', ', '))}”"


def _custom(rule: AnyRule, found: tuple[Violation | Fact, ...]) -> Iterator[str]:
    groups = (each.subject for each in found if isinstance(each, Fact)) if _is_custom(rule) else ()
    for group in dict.fromkeys(groups):
        yield f"  not reported where most articles of “{group}” lack it too: then it is the custom there"


def _is_custom(rule: AnyRule) -> bool:
    """Tell whether a rule asks what most articles of a group have."""
    return check_of(rule).judge is judge_custom


def _unmet(options: Any, part: Part) -> Iterator[str]:
    for condition in getattr(options, "when", ()):
        if not satisfies(part, condition):
            yield f"not judged: it has no “{condition}”"
    for condition in getattr(options, "unless", ()):
        if satisfies(part, condition):
            yield f"not judged: it has “{condition}”{_words(part, condition)}"
    for condition in getattr(options, "needs", ()):
        is_there = satisfies(part, condition)
        yield f"{'has' if is_there else 'lacks'} “{condition}”{_words(part, condition) if is_there else ''}"


def _words(part: Part, condition: str) -> str:
    words = part.words(condition.partition("=")[0])
    return f": {_clipped(words)}" if words else ""


def _clipped(words: str, longest: int = _LONGEST) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


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
    for box in article.parts.of(BoxDuty):
        at = f" at {line_of(box.person.place)}" if box.person.place and not article.is_author_data else ""
        yield f"  the author box of {box.person.name}{at} names {box.organisation.name}; it is reported there, once"
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
    if duty and rule.code in _OF_DUTIES:
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
