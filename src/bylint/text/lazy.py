"""Patterns compiled when they are first used.

A run on one article uses a third of the patterns of the house; compiling all of them takes longer than all the rest.
"""

from __future__ import annotations

import re
from typing import Any
from typing import cast


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as `re.compile(pattern, flags)` does, compiled at the first call of one of its methods."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)  # so that the next call finds it without coming here
        return found
