"""The values that travel: immutable, picklable, without behaviour beyond positions."""

from __future__ import annotations
