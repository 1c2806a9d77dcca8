"""The commands by name, each imported when it is used; the options they share; one run of them, with its exit code."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC
from datetime import date
from datetime import datetime
from difflib import get_close_matches
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypeVar

import click

from bylint import __version__
from bylint.cli import signals
from bylint.cli.formats import Outputs
from bylint.cli.formats import output_options
from bylint.errors import BylintError
from bylint.model.rule import SEVERITIES
from bylint.text import cache

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Function = TypeVar("Function", bound=Callable[..., Any])


class RunOptions(NamedTuple):
    """What `check` and `audit` are asked for alike. `fail_on` is None where the configuration decides; no `workers`
    means one a core."""

    paths: tuple[str, ...]
    config_file: Path | None
    no_config: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    exit_zero: bool
    workers: int
    today: date
    no_cache: bool
    baseline: Path | None
    no_baseline: bool
    output: Outputs = Outputs()


class FixOptions(NamedTuple):
    """What is to be done about violations that can be mended."""

    is_fix: bool
    is_unsafe: bool
    is_diff: bool


class ChangeOptions(NamedTuple):
    """Whether only what changed is to be reported: since a revision, or of what is staged."""

    since: str | None
    is_staged: bool


class WaiverOptions(NamedTuple):
    """Whether what is reported is to be silenced where it stands, why, who answers for it, and until when."""

    is_added: bool
    reason: str | None
    by: str | None
    until: date | None


def run_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what `check` and `audit` take alike; the function gets it as `options`."""
    command = _gathered(function, "options", RunOptions)
    which = (paths_argument, config_options, rule_options, _baseline_options)
    added = (*which, output_options, _how_options, cache_options)
    for add in reversed(added):
        command = add(command)
    return command


def config_options(function: Function) -> Function:
    """Add `--config` and `--no-config`."""
    function = click.option("--no-config", is_flag=True, help="Read no bylint.yaml.")(function)
    return click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Go by this file alone.  [default: for each file the nearest bylint.yaml, upwards from it]",
    )(function)


def rule_options(function: Function) -> Function:
    """Add `--select` and `--ignore`."""
    function = click.option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        shell_complete=complete_rules,
        help="Leave out these rules: codes, names or families, with commas.",
    )(function)
    return click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=complete_rules,
        help="Use only these rules: codes (IMG004), names (licence-as-credit) or families (IMG), with commas.",
    )(function)


def complete_rules(_ctx: click.Context, _option: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return what a shell may complete the name of a rule to."""
    # Imported here: only a shell asks.
    from bylint.cli.completion import rules_like

    return rules_like(begun)


def _baseline_options(function: Function) -> Function:
    """Add `--baseline` and `--no-baseline`."""
    function = click.option("--no-baseline", is_flag=True, help="Report what the baseline of bylint.yaml knows, too.")(
        function
    )
    return click.option(
        "--baseline",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Report only what this file does not know; see `bylint baseline`.  [default: as bylint.yaml says]",
    )(function)


def cache_options(function: Function) -> Function:
    """Add `--no-cache` and `--cache-dir`."""
    return click.option(
        "--no-cache",
        is_flag=True,
        help="Use no results of earlier runs, and keep none.",
    )(cache_folder_option(function))


def cache_folder_option(function: Function) -> Function:
    """Add `--cache-dir`, which stands for its environment variable in this process and in its workers."""
    return click.option(
        "--cache-dir",
        expose_value=False,
        callback=_use_cache,
        metavar="FOLDER",
        help=f"Keep results in this folder, as {cache.PLACE} does.  [default: the user's cache]",
    )(function)


def workers_option(function: Function) -> Function:
    """Add `--workers`."""
    return click.option(
        "--workers", type=click.IntRange(min=0), default=0, metavar="N", help="Processes.  [default: one a core]"
    )(function)


def today_option(function: Function) -> Function:
    """Add `--today`."""
    return click.option("--today", callback=_day, metavar="DATE", help="The day of the run.  [default: today, UTC]")(
        function
    )


def fix_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--fix`, `--unsafe` and `--diff`; the function gets them as `fixes`."""
    command = _gathered(function, "fixes", FixOptions)
    command = click.option("--diff", "is_diff", is_flag=True, help="Show what --fix would change, and change nothing.")(
        command
    )
    command = click.option(
        "--unsafe", "is_unsafe", is_flag=True, help="With --fix or --diff: fixes too that may change what is said."
    )(command)
    return click.option("--fix", "is_fix", is_flag=True, help="Mend what can be mended safely, then report the rest.")(
        command
    )


def change_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--since` and `--staged`; the function gets them as `changes`."""
    command = _gathered(function, "changes", ChangeOptions)
    command = click.option(
        "--staged", "is_staged", is_flag=True, help="The same of what is staged for the next commit."
    )(command)
    return click.option(
        "--since",
        metavar="REV",
        help="Of files that git says changed since then: what is wrong in changed lines, or came of the change.",
    )(command)


def waiver_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--add-ignores`, `--reason`, `--by` and `--until`; the function gets them as `waived`."""
    command = _gathered(function, "waived", WaiverOptions)
    command = click.option("--until", callback=_last_day, metavar="DATE", help="With --add-ignores: the last day.")(
        command
    )
    command = click.option("--by", metavar="NAME", help="With --add-ignores: who answers for it.")(command)
    command = click.option("--reason", metavar="TEXT", help="With --add-ignores: why it is right as it is.")(command)
    return click.option(
        "--add-ignores", "is_added", is_flag=True, help="Write suppressions for all that is reported, at its places."
    )(command)


def paths_argument(function: Function) -> Function:
    """Add the paths to look at."""
    return click.argument("paths", nargs=-1, type=click.Path())(function)


def format_option(*formats: str) -> Callable[[Function], Function]:
    """Add `--format`; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print it.",
    )


def _gathered(function: Callable[..., Any], name: str, kind: type[Any]) -> Callable[..., Any]:
    """Return a command that hands those of its options that a kind of value holds to the function, as one."""

    @wraps(function)
    def command(**given: Any) -> Any:
        fields = {field: given.pop(field) for field in kind._fields}
        return function(**given, **{name: kind(**fields)})

    return command


def _how_options(function: Function) -> Function:
    """Add what says how a run ends and what it takes: `--fail-on`, `--exit-zero`, `--workers`, `--today`."""
    function = workers_option(today_option(function))
    function = click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found.")(function)
    return click.option(
        "--fail-on",
        type=click.Choice((*SEVERITIES[:0:-1], "never")),
        help="End with 1 from this severity on.  [default: as bylint.yaml says, or warning]",
    )(function)


def _use_cache(ctx: click.Context, option: click.Parameter, folder: str | None) -> None:
    if folder == "":
        raise click.BadParameter("a folder has a name", ctx, option)
    if folder is not None:
        os.environ[cache.PLACE] = folder


def _last_day(ctx: click.Context, option: click.Parameter, words: str | None) -> date | None:
    return _day(ctx, option, words) if words is not None else None


def _day(ctx: click.Context, option: click.Parameter, words: str | None) -> date:
    try:
        return date.fromisoformat(words) if words else datetime.now(UTC).date()
    except ValueError as error:
        raise click.BadParameter(f"{words!r} is no date such as 2026-01-31", ctx, option) from error


USAGE = 2
BUG = 3
# As a shell reports a program that a closed pipe has ended.
CLOSED = 141
_SELDOM = 50_000
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What a write ends with where nothing fits any more, to stdout or to a file that was asked for."""


class Subcommand(NamedTuple):
    """A command: its module, what it does in one line, and its function."""

    module: str
    summary: str
    function: str = "command"


COMMANDS: Mapping[str, Subcommand] = {
    "init": Subcommand("bylint.cli.init", "Set bylint up: settings, hook and CI, proposed from what is there."),
    "check": Subcommand("bylint.cli.check", "Report what is wrong in articles."),
    "audit": Subcommand("bylint.cli.audit", "Judge all articles of a site together, and count."),
    "ask": Subcommand("bylint.cli.ask", "Write letters to desks and authors about what only they can mend."),
    "baseline": Subcommand("bylint.cli.baseline", "Keep what is wrong today in a file, and report only what is new."),
    "inspect": Subcommand("bylint.cli.inspect", "Show what was understood of articles."),
    "images": Subcommand("bylint.cli.images", "List pictures, their makers, suppliers and licences."),
    "people": Subcommand("bylint.cli.people", "List who signs, and what articles say about each."),
    "why": Subcommand("bylint.cli.why", "Say why a rule reports something in a file, or why it does not."),
    "org": Subcommand("bylint.cli.people", "Show an organisation, and what it asks of its people.", "show_bodies"),
    "rules": Subcommand("bylint.cli.rules", "List the rules, and which are on.", "list_rules"),
    "explain": Subcommand("bylint.cli.rules", "Explain one rule: what, why, examples.", "explain"),
    "settings": Subcommand("bylint.cli.settings", "Show which settings are in force for a file, and where they stand."),
    "files": Subcommand(
        "bylint.cli.inspect", "List the files that would be checked, and why not the others.", "list_files"
    ),
    "waivers": Subcommand("bylint.cli.waivers", "List suppressions: why, by whom, until when, and if they are used."),
    "learn-chrome": Subcommand("bylint.cli.learn_chrome", "Find lines that many articles repeat word for word."),
    "cache": Subcommand(
        "bylint.cli.inspect", "Show or empty the folder of what earlier runs have found.", "keep_cache"
    ),
    "server": Subcommand("bylint.cli.server", "Tell an editor what is wrong as somebody types (LSP)."),
    "test": Subcommand("bylint.cli.rules", "Prove the examples of a pack.", "prove_packs"),
    "new-rule": Subcommand("bylint.cli.new_rule", "Begin a pack of your own with a rule that works."),
    "completion": Subcommand("bylint.cli.completion", "Print what makes a shell complete.", "show_script"),
    "help": Subcommand("bylint.cli.completion", "Say what a command does and what it takes.", "show_help"),
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
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s", prog_name="bylint")
@click.pass_context
def bylint(ctx: click.Context) -> None:
    """Check the part of an article that nobody proofreads: bylines, bios, disclaimers, image credits, ad markers.

    \b
    Example: bylint check content/
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


def seek_cycles_seldom() -> None:
    """Let Python look for cycles of values, of which a run makes few, as seldom as every command does.

    With its own threshold of 700 values that takes a tenth of a run on one article, and more of one on a long article.
    """
    gc.set_threshold(_SELDOM)


def run(arguments: Sequence[str] | None) -> int:
    """Run the command line and return the exit code."""
    seek_cycles_seldom()
    _open_what_is_closed()
    try:
        code = bylint.main(arguments, prog_name="bylint", standalone_mode=False)
        sys.stdout.flush()
        _tell_of_the_cache()
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
        _let_go_of_output()
        return CLOSED
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            _let_go_of_output()
            _tell([f"nothing more can be written: {error.strerror}"])
            return USAGE
        # An import that Ctrl-C breaks off may raise what it likes.
        if signals.has_come():
            return signals.exit_code()
        # Imported here: it brings a tokenizer, and mistakes are rare.
        import traceback

        # The error may quote an article.
        _tell(traceback.format_exc().splitlines(), "")
        _tell(["this is a mistake of bylint, not yours; please report it with the lines above"])
        return BUG


def _open_what_is_closed() -> None:
    """Read nothing from streams that were closed before this process began, and write to nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Until the process ends.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _let_go_of_output() -> None:
    """Let Python flush stdout to nowhere as it ends; it would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unknown(name: str) -> str:
    near = get_close_matches(name, COMMANDS, n=1)
    return f"there is no command {name!r}" + (f" (did you mean {near[0]!r}?)" if near else "")


def _tell_of_the_cache() -> None:
    """Say why a run kept nothing, where its cache is not to be trusted; the help and the version need none."""
    is_used = any(command.module in sys.modules for command in COMMANDS.values())
    trouble = cache.trouble() if is_used else ""
    if trouble:
        _tell([f"no cache is used: {trouble}"])


def _tell(lines: Iterable[str], prefix: str = "bylint: ") -> None:
    # Imported here: the help and the version tell no mistakes.
    from bylint.report.escaping import shown

    with suppress(OSError):  # a full disk, most likely
        for line in lines:
            print(f"{prefix}{shown(line)}", file=sys.stderr)


def _usage(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message[:1].lower() + message[1:]
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}; see {context.command_path} --help" if context else message
