"""A linter for bylines, bios, disclaimers, image credits and ad markers."""

from __future__ import annotations

__version__ = "0.1.0"
