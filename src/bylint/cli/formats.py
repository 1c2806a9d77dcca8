"""Where the report of a run goes: `--format NAME=FILE`, `--output-file`, `--quiet`, `--statistics`, `--color`."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from difflib import get_close_matches
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from typing import NamedTuple

import click

from bylint.errors import UsageError
from bylint.report import FILES
from bylint.report import FORMATS
from bylint.report import HUMAN

COLOURS = ("auto", "always", "never")
_ALL = (*FORMATS, *FILES)
_NEEDED = {"xlsx": "xlsxwriter"}
"""Packages without which a format of files cannot be written."""


class Output(NamedTuple):
    """A report in one of the formats, for stdout or for a file."""

    form: str = "text"
    file: Path | None = None


class Outputs(NamedTuple):
    """All reports of a run. `is_quiet`: what is wrong, and nothing else; `colour` is one of COLOURS;
    `is_asked`: a format was named."""

    to: tuple[Output, ...] = (Output(),)
    is_quiet: bool = False
    colour: str = "auto"
    is_asked: bool = False

    @property
    def forms(self) -> frozenset[str]:
        """The formats that are asked for."""
        return frozenset(each.form for each in self.to)

    def including(self, output: Output) -> Outputs:
        """Return these reports and another; UsageError where it could not be written."""
        to = (*self.to, output)
        _demand_places(to)
        return self._replace(to=to)


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what says where the report goes; the function gets it as `output`."""

    @wraps(function)
    def command(
        forms: tuple[Output, ...], output_file: Path | None, is_quiet: bool, is_counted: bool, colour: str, **given: Any
    ) -> Any:
        counted = (Output("statistics"),) if is_counted else ()
        asked = (*forms, *counted)
        return function(**given, output=Outputs(_resolved(asked, output_file), is_quiet, colour, bool(asked)))

    for add in reversed(_OPTIONS):
        command = add(command)
    return command


def _read(_ctx: click.Context, _option: click.Parameter, given: Sequence[str]) -> tuple[Output, ...]:
    return tuple(map(_output, given))


def _output(words: str) -> Output:
    form, sign, file = words.partition("=")
    if form not in _ALL:
        near = get_close_matches(form, _ALL, n=1)
        meant = f" (did you mean {near[0]!r}?)" if near else ""
        raise UsageError(f"there is no format {form!r}{meant}; it is one of {', '.join(_ALL)}")
    if form in FILES and find_spec(_NEEDED[form]) is None:
        raise UsageError(f"{form} needs another package: pip install 'bylint[{form}]'")
    if sign and not file:
        raise UsageError(f"--format {form}= names no file")
    return Output(form, Path(file) if file else None)


def complete(_ctx: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Return the formats that begin like this."""
    return [form for form in _ALL if form.startswith(begun)]


def _resolved(asked: tuple[Output, ...], output_file: Path | None) -> tuple[Output, ...]:
    """Return where each report goes; UsageError where two would go to one place."""
    outputs = asked or (Output(),)
    loose = [each for each in outputs if each.file is None]
    if output_file:
        if len(loose) != 1:
            raise UsageError("--output-file is for one format; of several each names its own, as --format sarif=FILE")
        outputs = tuple(each._replace(file=each.file or output_file) for each in outputs)
    elif len(loose) > 1 and not {each.form for each in loose} <= set(HUMAN):
        forms = " and ".join(each.form for each in loose)
        raise UsageError(f"{forms} cannot both go to stdout; --format {loose[-1].form}=FILE writes one to a file")
    nowhere = next((each.form for each in outputs if each.form in FILES and not each.file), None)
    if nowhere:
        raise UsageError(f"{nowhere} goes to a file: --format {nowhere}=FILE")
    _demand_places(outputs)
    return outputs


def _demand_places(outputs: tuple[Output, ...]) -> None:
    """End the run before it has begun if a report could not be written."""
    files = [each.file for each in outputs if each.file]
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice:
        raise UsageError(f"{twice}: two reports cannot go to one file")
    for file in files:
        if os.path.isdir(file):
            raise UsageError(f"{file}: a folder; a report goes to a file")
        if not os.path.isdir(file.parent):
            raise UsageError(f"{file}: there is no folder {file.parent.as_posix()!r} for it")


def _options() -> Iterator[Callable[[Callable[..., Any]], Callable[..., Any]]]:
    yield click.option(
        "--format",
        "forms",
        multiple=True,
        callback=_read,
        shell_complete=complete,
        metavar="NAME[=FILE]",
        help=f"How to print it, to stdout or to a file; may be said again: {', '.join(_ALL)}.  [default: text]",
    )
    yield click.option(
        "-o",
        "--output-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write the report to this file, not to stdout.",
    )
    yield click.option("-q", "--quiet", "is_quiet", is_flag=True, help="Print what is wrong, and nothing else.")
    yield click.option("--statistics", "is_counted", is_flag=True, help="Count by severity, rule and file.")
    yield click.option(
        "--color",
        "colour",
        type=click.Choice(COLOURS),
        default=COLOURS[0],
        show_default=True,
        help="Colours; auto: on a terminal, unless NO_COLOR is set.",
    )


_OPTIONS = tuple(_options())
