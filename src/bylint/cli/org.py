"""`bylint org`: an entry of the directory, and what it asks of its people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from bylint.cli.options import config_options
from bylint.cli.options import format_option
from bylint.cli.output import print_human
from bylint.cli.output import print_machine
from bylint.cli.run import knowledge_of
from bylint.cli.run import site
from bylint.errors import UsageError
from bylint.model.world import Alias
from bylint.model.world import Directory
from bylint.model.world import Organisation
from bylint.report.json import dumped
from bylint.report.printable import shown
from bylint.text.lexicon import even
from bylint.text.organisations import chain
from bylint.text.organisations import index
from bylint.text.organisations import resolve
from bylint.text.yaml import guess

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
@format_option("table", "json")
def command(names: tuple[str, ...], config_file: Path | None, no_config: bool, form: str) -> None:
    """Show organisations, by name, abbreviation or id: their names, the bodies above them, the duty and its sources."""
    config, _ = site(config_file, no_config=no_config)
    known = knowledge_of(config).directory
    found = [body for name in names for body in _found(name, known)]
    if form == "json":
        print_machine(dumped({**body._asdict(), "chain": chain(known, body.id)}) for body in found)
    else:
        print_human(line for body in found for line in (*_lines(body, known), ""))


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
