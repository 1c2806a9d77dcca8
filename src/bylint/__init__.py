"""A linter for bylines, bios, disclaimers, image credits and ad markers."""

from __future__ import annotations

DOCUMENTATION = "https://example.com/bylint"
"""Where the pages of the docs stand, as in pyproject.toml."""

__version__ = "0.1.0"
