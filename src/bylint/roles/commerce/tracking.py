"""Parameters of a link that tell where a reader came from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bylint.model.article import Element
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.advertising.site import site_of
from bylint.text.lazy import lazily

_PARAMETER = lazily(r"(?<=[?&;])(?P<name>[\w-]{2,40})=[^&;#\s]{0,400}")
_LONGEST = 4000


def tracking(address: Prose, knowledge: Knowledge) -> Iterator[Element]:
    """Yield the parameters that trackers use, and those that the site wants in no link."""
    if "?" not in address.plain or len(address.plain) > _LONGEST:
        return
    whole, beginnings = _parameters(knowledge)
    for match in _PARAMETER.finditer(address.plain):
        name = match["name"].casefold()
        if name in whole or name.startswith(beginnings):
            yield Element("tracking", match["name"], address.cut(*match.span()))


@lru_cache(maxsize=8)
def _parameters(knowledge: Knowledge) -> tuple[frozenset[str], tuple[str, ...]]:
    listed = (*knowledge.lists["affiliates"]["tracking"]["parameters"], *site_of(knowledge).parameters)
    names = [name.casefold() for name in listed]
    whole = frozenset(name for name in names if not name.endswith("*"))
    return whole, tuple(name[:-1] for name in names if name.endswith("*"))
