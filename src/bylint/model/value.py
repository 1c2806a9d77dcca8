"""Named tuples at a tenth of the price.

`typing.NamedTuple` compiles the annotation of each field and `collections.namedtuple` a function for each class, which
takes longer than all else that a run on one article does with the hundred and fifty values of the house. Here
annotations are for type checkers and readers alone, and classes with as many fields share their code; all else is as
in `typing.NamedTuple`.
"""

from __future__ import annotations

from functools import cache
from types import CodeType
from types import FunctionType
from typing import TYPE_CHECKING
from typing import Any

_tuple_new = tuple.__new__

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter

    class _Maker(type):
        """Makes a named tuple of the body of a class."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            getters = {field: _tuplegetter(number, "") for number, field in enumerate(fields)}
            made = {"__new__": _new(fields, tuple(defaults.values())), "_fields": fields, "_field_defaults": defaults}
            return type(name, (tuple,), {**_SHARED, **body, **made, **getters, "__match_args__": fields})

    class NamedTuple(metaclass=_Maker):
        """The base that makes a class a named tuple."""


def _new(fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
    code = _code(len(fields)).replace(co_varnames=("cls", *fields), co_name="__new__", co_qualname="__new__")
    return FunctionType(code, {"new": _tuple_new}, "__new__", defaults)


@cache
def _code(size: int) -> CodeType:
    """Return the code that makes a tuple of so many values; their names can be replaced."""
    names = ", ".join(f"value{number}" for number in range(size))
    made: FunctionType = eval(f"lambda cls, {names}: new(cls, ({names}{',' * (size == 1)}))")
    return made.__code__


def _make(cls: Any, values: Any) -> Any:
    made = _tuple_new(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"expected {len(cls._fields)} arguments, got {len(made)}")
    return made


def _replace(self: Any, /, **changes: Any) -> Any:
    made = _tuple_new(type(self), map(changes.pop, self._fields, self))
    if changes:
        raise ValueError(f"got unexpected field names: {list(changes)!r}")
    return made


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(self)


def _asdict(self: Any) -> dict[str, Any]:
    return dict(zip(self._fields, self, strict=True))


def _shown(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{key}={value!r}' for key, value in _asdict(self).items())})"


_SHARED = {
    "__slots__": (),
    "__repr__": _shown,
    "__getnewargs__": _values,
    "_make": classmethod(_make),
    "_replace": _replace,
    "_asdict": _asdict,
}
