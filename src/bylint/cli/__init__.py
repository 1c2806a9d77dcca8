"""The command line: one file a command; the only code that prints, exits, reads arguments or the environment."""

from __future__ import annotations
