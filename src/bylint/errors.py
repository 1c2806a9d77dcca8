"""What the user did wrong: one line each, with a place, exit code 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class BylintError(Exception):
    """A mistake in arguments, configuration or packs.

    `lines` holds one finished sentence for each mistake: `path:line: what is wrong (did you mean ...?)`.
    """

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class UsageError(BylintError):
    """A path, an option or a rule code that does not exist."""


class ConfigError(BylintError):
    """A bylint.yaml, registry or directory that cannot be used."""


class PackError(BylintError):
    """A pack that cannot be used."""


@contextmanager
def noted(mistakes: list[str]) -> Iterator[None]:
    """Put the lines of a mistake down and go on behind the block: one mistake need not hide the next."""
    try:
        yield
    except BylintError as error:
        mistakes += error.lines
