"""Patterns compiled when they are first used: a run on one article uses a third of the patterns of the house."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from typing import cast

# More than there are.
_MOST = 1000


def lazily(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as `re.compile(pattern, flags)` does, compiled at the first call of one of its methods.

    A pattern that takes time to write may be given as a function that writes it.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    def __init__(self, pattern: str | Callable[[], str], flags: int) -> None:
        self._source, self._flags = pattern, int(flags)

    def __getattr__(self, name: str) -> Any:
        if name == "_pattern":
            source = self._source
            self._pattern = _compiled(source if isinstance(source, str) else source(), self._flags)
            return self._pattern
        found = getattr(self._pattern, name)
        setattr(self, name, found)  # so that the next call finds it without coming here
        return found


@lru_cache(maxsize=_MOST)
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)
