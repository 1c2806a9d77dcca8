"""`bylint people`: who the articles of a site know, and what they say about each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from bylint.audit.people import KnownPerson
from bylint.audit.people import known_people
from bylint.cli import people_listing
from bylint.cli.against_archive import archive_of
from bylint.cli.options import cache_options
from bylint.cli.options import config_options
from bylint.cli.options import format_option
from bylint.cli.people_draft import draft
from bylint.cli.printing import print_human
from bylint.cli.printing import print_machine
from bylint.cli.progress import progress
from bylint.cli.setting import Run
from bylint.cli.setting import knowledge_of
from bylint.cli.setting import setting
from bylint.config import selection
from bylint.errors import UsageError
from bylint.grammar.names import core
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.model.people import Registry
from bylint.model.people import people_named
from bylint.model.violation import Fact
from bylint.report.json import dumped
from bylint.report.printable import counted
from bylint.text.fold import bare
from bylint.text.yaml_form import guess


@click.command(epilog='Example: bylint people "Jane Roe"')
@click.argument("name", required=False)
@config_options
@format_option("table", "json")
@cache_options
@click.option("--propose", type=click.Path(path_type=Path), metavar="FILE", help="Write a registry to be reviewed.")
def command(
    name: str | None, config_file: Path | None, no_config: bool, form: str, no_cache: bool, propose: Path | None
) -> None:
    """List who signs the articles of a site: names as written, number of articles, first and last date.

    With NAME: what the articles said about this person, and when. --propose writes what is known as a registry of
    people, for somebody to correct; a file that is there already is never touched.
    """
    known = setting(config_file, no_config=no_config)
    run = Run(known, selection.selected(known.config, known.rules), knowledge_of(known.config), 0, no_cache)
    if propose and propose.exists():
        raise UsageError(f"{propose}: this file is there already; name one that is not")
    with progress() as shown:
        people = known_people(archive_of(run, shown))
    if not people:
        raise UsageError("nobody signs an article here; `bylint files` lists what is read")
    if propose:
        _propose(propose, people)
    elif name is None:
        _print_people(form, people, run.knowledge.registry)
    else:
        _print_person(form, people, name, core(name, names(run.knowledge)))


def _print_people(form: str, people: tuple[KnownPerson, ...], registry: Registry) -> None:
    """Print one line for each name."""
    bearers = {person.key: len(people_named(registry, bare(person.key))) for person in people}
    if form == "json":
        print_machine(dumped({**_value(person), "registered": bearers[person.key]}) for person in people)
    else:
        print_human(people_listing.table(people, bearers))


def _print_person(form: str, people: Iterable[KnownPerson], name: str, key: str) -> None:
    by_key = {person.key: person for person in people}
    person = by_key.get(key) or _only_like(key, by_key)
    if person is None:
        near = guess(name, [each.names[0] for each in by_key.values()])
        raise UsageError(f"nobody of the name {name!r} signs an article here{near}")
    if form == "json":
        print_machine([dumped({**_value(person), "facts": [_fact(fact) for fact in person.facts]})])
    else:
        print_human(people_listing.timeline(person))


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
