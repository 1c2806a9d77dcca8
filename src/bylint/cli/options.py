"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC
from datetime import date
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any
from typing import NamedTuple
from typing import TypeVar

import click

from bylint.model.rule import SEVERITIES
from bylint.report import FORMATS
from bylint.text import cache

Function = TypeVar("Function", bound=Callable[..., Any])


class RunOptions(NamedTuple):
    """What `check` and `audit` are asked for alike. `fail_on` is None where the configuration decides; no `workers`
    means one a core."""

    paths: tuple[str, ...]
    config_file: Path | None
    no_config: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    form: str
    fail_on: str | None
    exit_zero: bool
    workers: int
    today: date
    no_cache: bool


class FixOptions(NamedTuple):
    """What is to be done about violations that can be mended."""

    is_fix: bool
    is_unsafe: bool
    is_diff: bool


def run_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what `check` and `audit` take alike; the function gets it as `options`."""
    command = _gathered(function, "options", RunOptions)
    added = (paths_argument, config_options, rule_options, format_option(*FORMATS), _how_options, cache_options)
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
        help="Read this file in place of the bylint.yaml found upwards from here.",
    )(function)


def rule_options(function: Function) -> Function:
    """Add `--select` and `--ignore`."""
    function = click.option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        help="Leave out these rules: codes, names or families, with commas.",
    )(function)
    return click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        help="Use only these rules: codes (IMG004), names (licence-as-credit) or families (IMG), with commas.",
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
    function = today_option(function)
    function = click.option(
        "--workers", type=click.IntRange(min=0), default=0, metavar="N", help="Processes.  [default: one a core]"
    )(function)
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


def _day(ctx: click.Context, option: click.Parameter, words: str | None) -> date:
    try:
        return date.fromisoformat(words) if words else datetime.now(UTC).date()
    except ValueError as error:
        raise click.BadParameter(f"{words!r} is no date such as 2026-01-31", ctx, option) from error
