"""The commands by name; each is imported when it is used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click

from bylint import __version__


class Entry(NamedTuple):
    """The module of a command, and what it does in one line."""

    module: str
    summary: str


COMMANDS: Mapping[str, Entry] = {
    "check": Entry("bylint.cli.check", "Report what is wrong in articles."),
    "audit": Entry("bylint.cli.audit", "Judge all articles of a site together, and count."),
    "inspect": Entry("bylint.cli.inspect", "Show what was understood of articles."),
    "images": Entry("bylint.cli.images", "List pictures, their makers, suppliers and licences."),
    "people": Entry("bylint.cli.people", "List who signs, and what articles say about each."),
    "why": Entry("bylint.cli.why", "Say why a rule reports something in a file, or why it does not."),
    "org": Entry("bylint.cli.org", "Show an organisation, and what it asks of its people."),
    "rules": Entry("bylint.cli.rules", "List the rules, and which are on."),
    "explain": Entry("bylint.cli.explain", "Explain one rule: what, why, examples."),
    "files": Entry("bylint.cli.files", "List the files that would be checked, and why not the others."),
    "learn-chrome": Entry("bylint.cli.learn_chrome", "Find lines that many articles repeat word for word."),
    "cache": Entry("bylint.cli.cache", "Show or empty the folder of what earlier runs have found."),
    "test": Entry("bylint.cli.test", "Prove the examples of a pack."),
}


class Desk(click.Group):
    """A group that knows its commands by name alone; click asks for a subclass."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            command: click.Command = import_module(COMMANDS[cmd_name].module).command
            return command
        if cmd_name[:1] != "-":
            ctx.fail(_unknown(cmd_name))
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    return f"there is no command {name!r}" + (f" (did you mean {near[0]!r}?)" if near else "")


@click.group(cls=Desk, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s", prog_name="bylint")
@click.pass_context
def bylint(ctx: click.Context) -> None:
    """Check the part of an article that nobody proofreads: bylines, bios, disclaimers, image credits, ad markers.

    \b
    Example: bylint check content/
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
