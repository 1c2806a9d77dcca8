"""What the user did wrong: one line each, with a place, exit code 2."""

from __future__ import annotations


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
