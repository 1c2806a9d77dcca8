"""`bylint people`: who the articles of a site know, what they say about each, and a registry proposed from it;
`bylint org`: what the directory knows of a body."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from typing import NamedTuple

import click

from bylint.audit.archive import BIO
from bylint.audit.archive import DISCLAIMER
from bylint.audit.archive import HANDLE
from bylint.audit.archive import NAME
from bylint.audit.archive import POST
from bylint.audit.archive import Archive
from bylint.audit.archive import KnownPerson
from bylint.audit.archive import known_people
from bylint.cli.audit import archive_of
from bylint.cli.commands import cache_options
from bylint.cli.commands import config_options
from bylint.cli.commands import format_option
from bylint.cli.commands import workers_option
from bylint.cli.output import print_human
from bylint.cli.output import print_values
from bylint.cli.output import progress
from bylint.cli.run import Run
from bylint.cli.run import knowledge_of
from bylint.cli.run import nearest
from bylint.cli.run import run_of
from bylint.cli.run import site
from bylint.cli.run import tell_of_people
from bylint.cli.sites import Refused
from bylint.cli.sites import RunsBelow
from bylint.cli.sites import top_run
from bylint.config import label_of
from bylint.config.nearest import Nearest
from bylint.errors import UsageError
from bylint.grammar.names import core
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.model.rule import Fact
from bylint.model.world import Alias
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.model.world import Organisation
from bylint.model.world import people_named
from bylint.report import counted
from bylint.report.escaping import shown
from bylint.report.escaping import width_of
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lexicon import even
from bylint.text.organisations import chain
from bylint.text.organisations import index
from bylint.text.organisations import resolve
from bylint.text.yaml import guess

_HEADINGS = {NAME: "Names", BIO: "Bios", POST: "Affiliations", HANDLE: "Handles", DISCLAIMER: "Disclaimers"}
_NEVER = "no date"
_LONGEST = 160
_HEAD = """\
# Who signs, as the articles show it. Review before use: namesakes may be two persons, a post may have ended, and
# nobody knows from articles alone when it began. Dates in comments are those of the first and the last article.
version: 1
people:"""


class _DraftPost(NamedTuple):
    title: str
    organisation: str
    status: str
    first: date | None
    last: date | None


@click.command(epilog='Example: bylint people "Jane Roe"')
@click.argument("name", required=False)
@config_options
@format_option("table", "json", "jsonl")
@workers_option
@cache_options
@click.option("--propose", type=click.Path(path_type=Path), metavar="FILE", help="Write a registry to be reviewed.")
def command(
    name: str | None,
    config_file: Path | None,
    no_config: bool,
    form: str,
    workers: int,
    no_cache: bool,
    propose: Path | None,
) -> None:
    """List who signs the articles of a site: names as written, number of articles, first and last date.

    With NAME: what the articles said about this person, and when. --propose writes what is known as a registry of
    people, for somebody to correct; a file that is there already is never touched.
    """
    found = nearest(config_file, no_config=no_config)
    if propose and os.path.exists(propose):
        raise UsageError(f"{propose}: this file is there already; name one that is not")
    with progress() as show:
        sites = tuple(one for one in _sites(found, show, workers, no_cache=no_cache) if one.people)
    if not sites:
        raise UsageError("nobody signs an article here; `bylint files` lists what is read")
    if propose and len(sites) > 1:
        labels = ", ".join(one.label for one in sites)
        raise UsageError(f"--propose writes the people of one site; run it in the folder of one of these: {labels}")
    if propose:
        _propose(propose, sites[0].people)
    elif name is None:
        _print_people(form, sites)
    else:
        _print_person(form, sites, name)


class _SitePeople(NamedTuple):
    """Who signs the articles of a site, called by its folder."""

    label: str
    people: tuple[KnownPerson, ...]
    knowledge: Knowledge


def _sites(found: Nearest, show: Callable[[int, int], None], workers: int, *, no_cache: bool) -> Iterator[_SitePeople]:
    """Yield who signs in the site where the run stands, and in those below it."""
    make = partial(run_of, found=found, workers=workers, no_cache=no_cache)
    refused = Refused(found, needs_all=True)
    run, below = top_run(make, found, refused), RunsBelow(make, found, refused)
    yield _people_of(run, found.start, archive_of(run, show)._replace(met=below.met))
    for run in below.runs:
        yield _people_of(run, found.start, archive_of(run, show))


def _people_of(run: Run, start: Path, archive: Archive) -> _SitePeople:
    tell_of_people(run)
    return _SitePeople(label_of(run.known.config.root, start), known_people(archive), run.knowledge)


def _print_people(form: str, sites: Sequence[_SitePeople]) -> None:
    """Print one line for each name, by site where there are several."""
    values: list[dict[str, Any]] = []
    for one in sites:
        registry = one.knowledge.registry
        bearers = {person.key: len(people_named(registry, bare(person.key))) for person in one.people}
        own = {"site": one.label} if len(sites) > 1 else {}
        values += ({**_value(each), "registered": bearers[each.key], **own} for each in one.people)
        if form == "table":
            print_human([f"{shown(one.label)}:"] if len(sites) > 1 else ())
            print_human(table(one.people, bearers))
    if form != "table":
        print_values(form, "people", values)


def _print_person(form: str, sites: Sequence[_SitePeople], name: str) -> None:
    known = [(one, person) for one in sites if (person := _person(one, name))]
    if not known:
        near = guess(name, [each.names[0] for one in sites for each in one.people])
        raise UsageError(f"nobody of the name {name!r} signs an article here{near}")
    if form != "table":
        sites_ = [{"site": one.label} if len(known) > 1 else {} for one, _ in known]
        facts = [{"facts": [_fact(fact) for fact in person.facts]} for _, person in known]
        told = [{**_value(each), **said, **own} for (_, each), said, own in zip(known, facts, sites_, strict=True)]
        print_values(form, "people", told)
        return
    for one, person in known:
        print_human([f"{shown(one.label)}:"] if len(known) > 1 else ())
        print_human(timeline(person))


def _person(one: _SitePeople, name: str) -> KnownPerson | None:
    key = core(name, names(one.knowledge))
    by_key = {person.key: person for person in one.people}
    return by_key.get(key) or _only_like(key, by_key)


def _only_like(key: str, people: dict[str, KnownPerson]) -> KnownPerson | None:
    """Return the person whose name may be this one in another form, if there is but one."""
    like = [person for other, person in people.items() if is_same(key, other)]
    return like[0] if len(like) == 1 else None


def _propose(path: Path, people: tuple[KnownPerson, ...]) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in draft(people))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    print_human([f"{counted(len(people), 'name')} written to {path}, to be reviewed: namesakes may be two persons."])


def _value(person: KnownPerson) -> dict[str, Any]:
    return {
        "name": person.names[0],
        "variants": list(person.names[1:]),
        "articles": person.articles,
        "first": person.first and person.first.isoformat(),
        "last": person.last and person.last.isoformat(),
        "uneven": person.is_uneven,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    kind, *details = fact.claim.split("|")
    return {
        "kind": kind,
        "words": fact.words,
        **(dict(zip(("status", "title", "organisation"), details, strict=True)) if details else {}),
        "date": fact.when and fact.when.isoformat(),
        "path": fact.place.path,
        "line": fact.place.line,
    }


def table(people: tuple[KnownPerson, ...], bearers: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each name, and what the marks mean. `bearers`: how many people of the registry bear it."""
    like = _alike(people)
    wide = max(4, *(width_of(shown(person.names[0])) for person in people))
    yield f"{'NAME'.ljust(wide)}  ARTICLES  FIRST       LAST        ALSO"
    for person in people:
        name = shown(person.names[0])
        also = [f"written {each}" for each in person.names[1:]] + [f"perhaps {each}" for each in like[person.key]]
        if person.is_uneven:
            also.append("articles differ")
        if bearers[person.key] > 1:
            also.append(f"{bearers[person.key]} persons in the registry")
        days = f"{_day(person.first):<10}  {_day(person.last):<10}"
        pad = " " * (wide - width_of(name))
        yield f"{name}{pad}  {person.articles:>8,}  {days}  {shown('; '.join(also))}".rstrip()
    uneven = sum(person.is_uneven for person in people)
    yield f"{counted(len(people), 'name')}."
    if uneven:
        yield f"On {uneven:,} of them articles differ: a slip, or two persons of one name."


def timeline(person: KnownPerson) -> Iterator[str]:
    """Yield what was said about a person, each wording with its first and last date and the place of the first."""
    yield shown(person.names[0])
    yield f"{counted(person.articles, 'article')}, {_day(person.first)} to {_day(person.last)}"
    if person.is_uneven:
        yield "Articles differ on this name: a slip, or two persons who bear it."
    for kind, heading in _HEADINGS.items():
        told = [fact for fact in person.facts if fact.claim.split("|")[0] == kind]
        if told:
            yield from ("", f"{heading}:")
        for _, run in groupby(told, key=_said):
            yield _line(tuple(run))


def draft(people: Iterable[KnownPerson]) -> Iterator[str]:
    """Yield the lines of the registry."""
    yield from _HEAD.splitlines()
    taken: set[str] = set()
    for person in people:
        yield from _entry(person, _free("-".join(person.key.split()), taken))


def _line(run: tuple[Fact, ...]) -> str:
    first, last = run[0], run[-1]
    days = _day(first.when) if first.when == last.when else f"{_day(first.when)} to {_day(last.when)}"
    articles = len({fact.place.path for fact in run})
    return shown(f"  {days:<24}  {articles:>4,}  {_said(first)}  ({first.place.path}:{first.place.line})")


def _said(fact: Fact) -> str:
    kind, *details = fact.claim.split("|")
    if kind != POST:
        return fact.words if len(fact.words) <= _LONGEST else f"{fact.words[:_LONGEST]}…"
    status, title, organisation = details
    post = ", ".join(filter(None, (title, organisation)))
    return post if status in ("", "current") else f"{post} ({status})"


def _alike(people: tuple[KnownPerson, ...]) -> dict[str, list[str]]:
    """Return, for each person, those whose name may be another form of this one; only the last words are compared."""
    by_last: dict[str, list[KnownPerson]] = {}
    for person in people:
        by_last.setdefault(person.key.rsplit(" ", 1)[-1], []).append(person)
    return {
        person.key: [other.names[0] for other in group if other is not person and is_same(person.key, other.key)]
        for group in by_last.values()
        for person in group
    }


def _day(day: object) -> str:
    return str(day) if day else _NEVER


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken.add(found)
    return found


def _entry(person: KnownPerson, key: str) -> Iterator[str]:
    name, *variants = person.names
    span = f"{person.first} to {person.last}" if person.first else "no date"
    differ = "; ARTICLES DIFFER: one person?" if person.is_uneven else ""
    yield f"# {counted(person.articles, 'article')}, {span}{differ}"
    yield f"- id: {_quoted(key)}"
    yield f"  name: {_quoted(name)}"
    aliases = {folded(each): each for each in variants if folded(each) != folded(name)}
    if aliases:
        yield f"  aliases: [{', '.join(map(_quoted, aliases.values()))}]"
    yield from _affiliations(person.facts)
    bios = [fact.words for fact in person.facts if fact.claim == BIO]
    if bios:
        yield f"  bio: {_quoted(bios[-1])}"
    handles = dict.fromkeys(fact.words for fact in person.facts if fact.claim == HANDLE)
    if handles:
        yield f"  # handles: {', '.join(map(_quoted, handles))}"


def _affiliations(facts: Iterable[Fact]) -> Iterator[str]:
    posts = tuple(_posts(facts))
    if not posts:
        return
    held = [post for post in posts if post.status in ("", "current")]
    if held:
        yield "  affiliations:"
    for post in held:
        title = f", title: {_quoted(post.title)}" if post.title else ""
        yield f"  - {{organisation: {_quoted(post.organisation)}{title}}}  # {post.first} to {post.last}"
    for post in posts:
        if post not in held:
            words = ", ".join(filter(None, (post.title, post.organisation)))
            yield f"  # {post.status}: {_quoted(words)}, {post.first} to {post.last}"


def _posts(facts: Iterable[Fact]) -> Iterator[_DraftPost]:
    days: dict[str, list[date | None]] = {}
    claims: dict[str, str] = {}
    for fact in facts:
        if fact.claim.startswith(f"{POST}|"):
            key = folded(fact.claim)
            claims.setdefault(key, fact.claim)
            days.setdefault(key, []).append(fact.when)
    for key, claim in claims.items():
        _, status, title, organisation = claim.split("|")
        dated = [day for day in days[key] if day]
        yield _DraftPost(title, organisation, status, min(dated, default=None), max(dated, default=None))


def _quoted(words: str) -> str:
    """Return words as a scalar that YAML reads as they are."""
    return json.dumps(words, ensure_ascii=not words.isprintable())


_DUTIES = {
    "regulation": "law asks its people for a disclaimer on its business (DIS001: error; else warning)",
    "policy": "it asks its people for a disclaimer (DIS001: warning)",
    "boilerplate": "it prints a line on its own publications; its people owe none elsewhere",
    "custom": "its people usually print a disclaimer; nothing known asks for it",
    "none": "no duty is known; the entry is a name that disclaimers use",
}
_SCOPES = {"ambiguous": "only beside a full name or a body above it", "disclaimer": "only in a disclaimer"}


@click.command(epilog='Example: bylint org "Marshall Center"')
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@config_options
@format_option("table", "json", "jsonl")
def show_bodies(names: tuple[str, ...], config_file: Path | None, no_config: bool, form: str) -> None:
    """Show organisations, by name, abbreviation or id: their names, the bodies above them, the duty and its sources."""
    config, _ = site(config_file, no_config=no_config)
    known = knowledge_of(config).directory
    found = [body for name in names for body in _found(name, known)]
    if form == "table":
        print_human(line for body in found for line in (*_lines(body, known), ""))
    else:
        print_values(form, "organisations", ({**body._asdict(), "chain": chain(known, body.id)} for body in found))


def _found(name: str, directory: Directory) -> tuple[Organisation, ...]:
    """Return the organisations that a name may stand for: one, or all that share an abbreviation."""
    bodies = directory.organisations
    if name in bodies:
        return (bodies[name],)
    known = index(directory).named
    ids = dict.fromkeys(named.id for named in known.get(even(name.strip().removeprefix("the ")), ()))
    if not ids and (key := resolve(name, directory)):
        ids = {key: None}
    if not ids:
        near = guess(name, [body.name for body in bodies.values()] + list(bodies))
        raise UsageError(f"the directory knows no organisation {name!r}{near}")
    return tuple(bodies[key] for key in ids)


def _lines(body: Organisation, directory: Directory) -> Iterator[str]:
    yield f"{shown(body.name)} ({body.id})"
    rows = {
        "kind": ", ".join(filter(None, (body.kind, body.country))),
        "above it": " < ".join(_name(key, directory) for key in chain(directory, body.id)),
        "also called": "; ".join(_alias(alias) for alias in body.aliases),
        "duty": f"{body.requirement}: {_DUTIES[body.requirement]}",
        "asks for": ", ".join(_asked(body)),
        "must name": ", ".join(_name(key, directory) for key in body.entities_min),
        "usually names": ", ".join(_name(key, directory) for key in body.entities_customary),
        "wording": f"“{body.sample}”" if body.sample and body.status != "memory" else "",
        "status": body.status,
        "entry": body.place or "comes with bylint",
    }
    for name, words in rows.items():
        if words:
            yield f"  {name:<14} {shown(words)}"
    for number, source in enumerate(body.sources):
        yield f"  {'' if number else 'sources':<14} {shown(source)}"


def _asked(body: Organisation) -> Iterator[str]:
    if body.attribution:
        yield "whose views they are"
    if body.non_reflection:
        yield "whose views they are not"


def _alias(alias: Alias) -> str:
    dates = (f"since {alias.since}" if alias.since else "", f"until {alias.until}" if alias.until else "")
    note = ", ".join(filter(None, (_SCOPES.get(alias.scope, ""), *dates)))
    return f"{alias.name} ({note})" if note else alias.name


def _name(key: str, directory: Directory) -> str:
    found = directory.organisations.get(key)
    return found.name if found else key
