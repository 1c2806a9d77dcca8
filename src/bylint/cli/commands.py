"""The commands by name, each imported when it is used; and one run of them, with its exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import NamedTuple

import click

from bylint import __version__
from bylint.cli import signals
from bylint.errors import BylintError

USAGE = 2
BUG = 3
# As a shell reports a program that a closed pipe has ended.
CLOSED = 141
_SELDOM = 50_000


class Subcommand(NamedTuple):
    """A command: its module, what it does in one line, and its function."""

    module: str
    summary: str
    function: str = "command"


COMMANDS: Mapping[str, Subcommand] = {
    "check": Subcommand("bylint.cli.check", "Report what is wrong in articles."),
    "audit": Subcommand("bylint.cli.audit", "Judge all articles of a site together, and count."),
    "inspect": Subcommand("bylint.cli.inspect", "Show what was understood of articles."),
    "images": Subcommand("bylint.cli.images", "List pictures, their makers, suppliers and licences."),
    "people": Subcommand("bylint.cli.people", "List who signs, and what articles say about each."),
    "why": Subcommand("bylint.cli.why", "Say why a rule reports something in a file, or why it does not."),
    "org": Subcommand("bylint.cli.org", "Show an organisation, and what it asks of its people."),
    "rules": Subcommand("bylint.cli.rules", "List the rules, and which are on.", "list_rules"),
    "explain": Subcommand("bylint.cli.rules", "Explain one rule: what, why, examples.", "explain"),
    "files": Subcommand("bylint.cli.files", "List the files that would be checked, and why not the others."),
    "learn-chrome": Subcommand("bylint.cli.learn_chrome", "Find lines that many articles repeat word for word."),
    "cache": Subcommand("bylint.cli.cache", "Show or empty the folder of what earlier runs have found."),
    "test": Subcommand("bylint.cli.rules", "Prove the examples of a pack.", "prove_packs"),
}


class Desk(click.Group):
    """A group that knows its commands by name alone; click asks for a subclass."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            entry = COMMANDS[cmd_name]
            command: click.Command = getattr(import_module(entry.module), entry.function)
            return command
        if cmd_name[:1] != "-":
            ctx.fail(_unknown(cmd_name))
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


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


def run(arguments: Sequence[str] | None) -> int:
    """Run the command line and return the exit code."""
    # What a run makes is seldom a cycle; looking for them every 700 values takes a tenth of a run on one article.
    gc.set_threshold(_SELDOM)
    try:
        code = bylint.main(arguments, prog_name="bylint", standalone_mode=False)
        sys.stdout.flush()
        _tell_of_the_cache()
        # What is left goes with the process: nobody need look through it once more.
        gc.freeze()
        return code if isinstance(code, int) else 0
    except BylintError as error:
        _tell(error.lines)
        return USAGE
    except click.ClickException as error:
        _tell([_usage(error)])
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return signals.exit_code()
    except BrokenPipeError:
        # Python flushes stdout once more as it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    except Exception:
        # An import that Ctrl-C breaks off may raise what it likes.
        if signals.has_come():
            return signals.exit_code()
        # Imported here: it brings a tokenizer, and mistakes are rare.
        import traceback

        # The error may quote an article.
        _tell(traceback.format_exc().splitlines(), "")
        _tell(["this is a mistake of bylint, not yours; please report it with the lines above"])
        return BUG


def _unknown(name: str) -> str:
    near = get_close_matches(name, COMMANDS, n=1)
    return f"there is no command {name!r}" + (f" (did you mean {near[0]!r}?)" if near else "")


def _tell_of_the_cache() -> None:
    """Say why a run kept nothing, where its cache is not to be trusted; the help and the version need none."""
    cache = sys.modules.get("bylint.text.cache")
    trouble = cache.trouble() if cache else ""
    if trouble:
        _tell([f"no cache is used: {trouble}"])


def _tell(lines: Iterable[str], prefix: str = "bylint: ") -> None:
    # Imported here: the help and the version tell no mistakes.
    from bylint.report.printable import shown

    for line in lines:
        print(f"{prefix}{shown(line)}", file=sys.stderr)


def _usage(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message[:1].lower() + message[1:]
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}; see {context.command_path} --help" if context else message
