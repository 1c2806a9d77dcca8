"""Named tuples at a third of the price.

`typing.NamedTuple` compiles the annotation of each field, which takes longer than all else that a run on one article
does with the hundred and fifty values of the house. Here annotations are for type checkers and readers alone; all else
is as in `typing.NamedTuple`.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING
from typing import Any

_NOT_COPIED = frozenset(("__annotations__", "__module__", "__qualname__"))

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Maker(type):
        """Makes a named tuple of the body of a class."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            made.__annotations__ = fields
            for key, value in body.items():
                if key not in fields and key not in _NOT_COPIED:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base that makes a class a named tuple."""
