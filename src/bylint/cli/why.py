"""`bylint why`: the chain of evidence behind a report, and behind silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from bylint import audit
from bylint import discover
from bylint.audit import Reading
from bylint.cli.explain import rule_named
from bylint.cli.options import config_options
from bylint.cli.printing import print_human
from bylint.cli.setting import Setting
from bylint.cli.setting import knowledge_of
from bylint.cli.setting import setting
from bylint.cli.why_disclaimer import evidence as disclaimer_evidence
from bylint.cli.why_parts import evidence as part_evidence
from bylint.config import label_of
from bylint.config import name_of
from bylint.config import selection
from bylint.errors import UsageError
from bylint.model.article import Article
from bylint.model.rule import AnyRule
from bylint.model.violation import Violation
from bylint.readers import SUFFIXES
from bylint.report.printable import shown


@click.command(epilog="Example: bylint why content/2026/peace.md DIS001")
@click.argument("file", type=click.Path())
@click.argument("rule")
@config_options
def command(file: str, rule: str, config_file: Path | None, no_config: bool) -> None:
    """Say why a RULE (code or name) reports something in FILE, or why it stays silent: what was read as what, and
    which condition is met or not."""
    known = setting(config_file, no_config=no_config)
    asked = rule_named(rule, known.rules)
    knowledge = knowledge_of(known.config)
    path = Path(file)
    if not (known.start / path).is_file() or path.suffix.casefold() not in SUFFIXES:
        raise UsageError(f"{file}: no article that bylint can read")
    if discover.leads_out(known.start / path, known.config, known.start):
        raise UsageError(f"{file}: {discover.LEADS_OUT}")
    reading = Reading(label_of(path, known.start), path.suffix, known.start / path)
    article = audit.read(reading, knowledge)
    print_human(_head(article, asked))
    print_human(shown(line) if line else "" for line in _verdict(article, asked, reading, known))
    if asked.code.startswith("DIS"):
        print_human(shown(line) for line in disclaimer_evidence(article, asked, knowledge))
    print_human(shown(line) for line in part_evidence(article, asked, knowledge))


def _head(article: Article, rule: AnyRule) -> Iterator[str]:
    day = article.published.isoformat() if article.published else "none found"
    yield f"{shown(article.source.path)}, dated {day}"
    yield f"{rule.code} {rule.name}: {rule.summary[:1].lower()}{rule.summary[1:]}"


def _verdict(article: Article, rule: AnyRule, reading: Reading, known: Setting) -> Iterator[str]:
    """Yield what is reported, or what keeps the rule from being asked at all."""
    chosen = selection.selected(known.config, known.rules, (rule.code,))
    everything = audit.run((reading,), known.rules, lambda _: known.rules, knowledge_of(known.config), workers=1)
    alone = audit.run((reading,), chosen, lambda _: chosen, knowledge_of(known.config), workers=1)
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
        yield "  silent: nothing here meets its conditions"
    yield from _choice(article, rule, known)


def _said(found: Violation) -> str:
    return f"line {found.place.line}, {found.severity}: {found.message}"


def _choice(article: Article, rule: AnyRule, known: Setting) -> Iterator[str]:
    on = selection.selected(known.config, known.rules)
    if not any(other.code == rule.code for other in on):
        yield f"  but it is off for this site ({rule.status}, enabled: {rule.enabled}); see `bylint rules`"
        return
    here = selection.rules_for(known.config, on, name_of(known.config, known.start / article.source.path))
    mine = next((other for other in here if other.code == rule.code), None)
    if mine is None or mine.severity == "off":
        yield "  but it is off for this path, by `overrides:` of bylint.yaml"
