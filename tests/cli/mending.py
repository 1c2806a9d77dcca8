"""`bylint check` as the tests of fixes call it."""

from __future__ import annotations

from bylint.cli.__main__ import main


def check(*arguments: str, select: str = "ADS") -> int:
    """Return the exit code of a check by these rules alone, without settings and cache."""
    return main(["check", "--no-config", "--no-cache", "--select", select, *arguments])
