"""`bylint help` and `bylint completion`: what there is to say, and what a shell may complete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import click
from click.shell_completion import CompletionItem
from click.shell_completion import get_completion_class

from bylint.cli.run import setting
from bylint.config import family
from bylint.errors import BylintError
from bylint.errors import UsageError
from bylint.model.rule import AnyRule
from bylint.packs import load
from bylint.packs import shipped_packs

SHELLS = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/completions/bylint.fish"}
_VARIABLE = "_BYLINT_COMPLETE"


@click.command(epilog="Example: bylint help check")
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def show_help(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Say what a command does and what it takes; without COMMAND, which there are."""
    above = ctx.find_root()
    command: click.Command = above.command
    for name in names:
        inner = command.get_command(above, name) if isinstance(command, click.Group) else None
        if inner is None:
            raise UsageError(f"{above.command_path} has no command {name!r}")
        command, above = inner, click.Context(inner, info_name=name, parent=above)
    click.echo(command.get_help(above))


@click.command(epilog='Example: eval "$(bylint completion bash)"')
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
@click.pass_context
def show_script(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands, options, formats, rules and their families.

    \b
    bash, zsh: put  eval "$(bylint completion bash)"  into ~/.bashrc or ~/.zshrc
    fish:      bylint completion fish > ~/.config/fish/completions/bylint.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"nothing is known of {shell}")
    click.echo(kind(ctx.find_root().command, {}, "bylint", _VARIABLE).source())


def rules_like(begun: str) -> list[CompletionItem]:
    """Return the codes, names and families of rules that begin like the last of several with commas."""
    before, comma, last = begun.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{word}", help=summary)
        for word, summary in _words(_rules())
        if word.casefold().startswith(last.casefold())
    ]


def _words(rules: tuple[AnyRule, ...]) -> Iterator[tuple[str, str]]:
    yield from {family(rule.code): f"all rules of {rule.pack}" for rule in rules}.items()
    yield from ((rule.code, rule.summary) for rule in rules)
    yield from ((rule.name, rule.summary) for rule in rules)


def _rules() -> tuple[AnyRule, ...]:
    """Return the rules of the site where the shell stands; those of bylint where its settings are wrong."""
    with suppress(BylintError):
        return setting(None, no_config=False).rules
    return load(shipped_packs(), with_examples=False)
