"""The pages that are made of the program itself: its commands and options, its settings, its rules.

`python -m bylint.cli.reference docs` writes them anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import NamedTuple

import click

from bylint.cli.__main__ import INTERRUPTED
from bylint.cli.commands import BUG
from bylint.cli.commands import COMMANDS
from bylint.cli.commands import USAGE
from bylint.cli.commands import bylint
from bylint.cli.rules import write_pages
from bylint.people import known_of
from bylint.people.organisations import REQUIREMENTS
from bylint.report.escaping import csv_line
from bylint.text.files import shipped_lists

Key = tuple[str, str, str]
"""A key of the settings, as `images.rights`, what it may be, and what it says."""
_EXITS = {
    0: "nothing is wrong, or nothing that weighs as much as `--fail-on`",
    1: "something is wrong",
    USAGE: "a mistake in arguments, settings, packs or lists of people, one line each; nothing was judged, or not all",
    BUG: "a mistake of bylint; please report it",
    INTERRUPTED: "interrupted",
}
_COMMANDS = """# Commands

What each takes, made from the program. `bylint help COMMAND` prints the same.

| exit code | means |
|---|---|
"""
_SETTINGS = """# Settings

Every key of `bylint.yaml`, made from [its schema](../schemas/bylint.json), with which editors complete it. Keys of a
mapping stand behind a dot, those of a list's items behind `[]`. [What a site may need](../settings.md) shows them used.

| key | what it may be | what it says |
|---|---|---|
"""


class Row(NamedTuple):
    """A body as listed: what it asks for, how it is called, what it is, and who says so."""

    asks: str
    name: str
    id: str
    kind: str
    country: str
    status: str
    sources: str


_BODIES = """# The list of bodies

Made from `rules/directory/organisations.yaml`; as [a sheet](organisations.csv). What the columns mean, how far the list
reaches, and how to report an error: [organisations](../organisations.md). `bylint org ID` shows an entry in full.

"""


def commands_page() -> str:
    """Return the page of all commands, in Markdown."""
    codes = "".join(f"| {code} | {means} |\n" for code, means in _EXITS.items())
    return _COMMANDS + codes + "".join(_command(command, path) for path, command in every_command())


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Yield each command with the words that call it: `bylint baseline create`."""
    context = click.Context(bylint, info_name="bylint")
    for name in COMMANDS:
        command = bylint.get_command(context, name)
        assert command is not None
        yield f"bylint {name}", command
        if isinstance(command, click.Group):
            yield from ((f"bylint {name} {inner}", command.commands[inner]) for inner in sorted(command.commands))


def _command(command: click.Command, path: str) -> str:
    told = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    named = [parameter for parameter in command.params if isinstance(parameter, click.Option) and not parameter.hidden]
    rows = "".join(f"| `{', '.join(_names(option))}` | {_cell(_said(option))} |\n" for option in named)
    table = f"| option | |\n|---|---|\n{rows}\n" if rows else ""
    arguments = " ".join(
        p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
    )
    example = f"{' '.join((command.epilog or '').split())}\n" if command.epilog else ""
    return f"\n## {path}\n\n`{' '.join(filter(None, (path, arguments)))}`\n\n{told}\n\n{table}{example}"


def _names(option: click.Option) -> Iterator[str]:
    yield from option.opts[:-1]
    yield " ".join(filter(None, (option.opts[-1], option.metavar)))
    yield from option.secondary_opts


def _said(option: click.Option) -> str:
    kind = option.type
    choices = f" One of {', '.join(kind.choices)}." if isinstance(kind, click.Choice) else ""
    return f"{option.help or ''}{choices}"


def settings_page(schema: Mapping[str, Any]) -> str:
    """Return the page of all keys of the settings, in Markdown."""
    return _SETTINGS + "".join(f"| `{key}` | {_cell(kind)} | {_cell(said)} |\n" for key, kind, said in keys(schema))


def keys(schema: Mapping[str, Any]) -> Iterator[Key]:
    """Yield all keys that a schema knows, each behind that of its mapping."""
    yield from _keys(schema, schema["$defs"], "")


def _keys(value: Mapping[str, Any], named: Mapping[str, Any], above: str) -> Iterator[Key]:
    value = _resolved(value, named)
    for form in value.get("oneOf", ()):
        yield from _keys(form, named, above)
    if "items" in value:
        yield from _keys(value["items"], named, f"{above}[]")
    for name, inner in value.get("properties", {}).items():
        key = f"{above}.{name}".lstrip(".")
        yield key, _kind(inner, named), inner.get("description", _resolved(inner, named).get("description", ""))
        yield from _keys(inner, named, key)


def _resolved(value: Mapping[str, Any], named: Mapping[str, Any]) -> Mapping[str, Any]:
    name = value.get("$ref", "").rpartition("/")[2]
    return {**named[name], **value} if name else value


def _kind(value: Mapping[str, Any], named: Mapping[str, Any]) -> str:
    value = _resolved(value, named)
    if "oneOf" in value:
        kinds = " or ".join(dict.fromkeys(_kind(form, named) for form in value["oneOf"]))
        return kinds.replace("a text or a list of texts", "a text or several")
    if "enum" in value:
        return ", ".join(dict.fromkeys(f"`{str(each).lower()}`" for each in value["enum"]))
    if "const" in value:
        return f"`{str(value['const']).lower()}`"
    if value.get("type") == "array":
        kind = _kind(value["items"], named)
        return "a list" if " or " in kind else f"a list of {kind.removeprefix('a ')}s"
    if "pattern" in value:
        return "a day"
    return {"string": "a text", "boolean": "`true` or `false`", "object": "a mapping"}.get(value.get("type", ""), "")


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def bodies_page() -> str:
    """Return the page of all bodies that the directory knows, by what they ask, in Markdown."""
    rows = (Row._fields, tuple("---" for _ in Row._fields), *_bodies())
    return _BODIES + "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in rows)


def bodies_sheet() -> str:
    """Return the same as CSV."""
    return "".join(f"{csv_line(row)}\n" for row in (Row._fields, *_bodies()))


def _bodies() -> Iterator[Row]:
    known = known_of(shipped_lists(), (), ()).directory.organisations.values()
    for body in sorted(known, key=lambda body: (REQUIREMENTS.index(body.requirement), body.name.casefold())):
        sources = "; ".join(body.sources)
        yield Row(body.requirement, body.name, body.id, body.kind, body.country, body.status, sources)


def write(folder: Path) -> None:
    """Write all pages into the folder of the documentation."""
    write_pages(folder / "rules")
    (folder / "reference").mkdir(exist_ok=True)
    schema = json.loads((folder / "schemas" / "bylint.json").read_text(encoding="utf-8"))
    made: Iterable[tuple[str, str]] = (
        ("commands.md", commands_page()),
        ("settings.md", settings_page(schema)),
        ("organisations.md", bodies_page()),
        ("organisations.csv", bodies_sheet()),
    )
    for name, text in made:
        (folder / "reference" / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
