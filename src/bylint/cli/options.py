"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from typing import TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


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


def cache_option(function: Function) -> Function:
    """Add `--no-cache`."""
    return click.option(
        "--no-cache",
        is_flag=True,
        help="Use no results of earlier runs. (This version keeps none.)",
    )(function)


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
