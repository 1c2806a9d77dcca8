"""Frozen, slotted dataclasses at a tenth of the price.

`dataclasses` writes and compiles the methods of each class, which takes a run on one article as long as its reading.
Records share theirs. To type checkers they are dataclasses, and so they are to whoever asks for their fields: the
functions of `dataclasses`, and what checks packs. They are compared by identity.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal
from typing import TypeVar

__all__ = ("NONE", "as_mapping", "changed", "record")

Made = TypeVar("Made")

NONE: Mapping[str, Any] = {}
"""A mapping without entries, as a default."""

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: Literal[True], slots: Literal[True], eq: Literal[False]) -> Callable[[type], type]:  # noqa: ARG001
        """Return what makes a record of a class with annotations; it says what it is as a dataclass would."""
        return _made


def _made(cls: type) -> type:
    fields = tuple(cls.__annotations__)
    defaults = {field: cls.__dict__[field] for field in fields if field in cls.__dict__}
    kept = {key: value for key, value in cls.__dict__.items() if key not in (*fields, "__dict__", "__weakref__")}
    own = {"__slots__": fields, "_fields": fields, "_defaults": defaults}
    return type(cls)(cls.__name__, cls.__bases__, {**_SHARED, **kept, **own})


def changed(made: Made, /, **changes: Any) -> Made:
    """Return a record like another, with some values changed."""
    return type(made)(**{**as_mapping(made), **changes})


def as_mapping(made: Any) -> dict[str, Any]:
    """Return the values of a record by their names; `dataclasses.asdict` would make a dataclass of it first."""
    return dict(zip(made._fields, _values(made), strict=True))


def _init(self: Any, *values: Any, **named: Any) -> None:
    fields, defaults = self._fields, self._defaults
    if len(values) > len(fields):
        raise TypeError(f"{type(self).__name__} has {len(fields)} fields, got {len(values)} values")
    for field, value in zip(fields, values, strict=False):
        _set(self, field, value)
    for field in fields[len(values) :]:
        if field not in named and field not in defaults:
            raise TypeError(f"{type(self).__name__} needs {field}")
        _set(self, field, named.pop(field) if field in named else defaults[field])
    if named:
        raise TypeError(f"{type(self).__name__} takes no {', '.join(named)}")


def _refused(self: Any, name: str, _: Any = None) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")


def _values(made: Any) -> tuple[Any, ...]:
    return tuple(getattr(made, field) for field in made._fields)


def _shown(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{field}={value!r}' for field, value in as_mapping(self).items())})"


class _OfDataclass:
    """An attribute of the dataclass that a record would be, made when it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, _: Any, cls: Any) -> Any:
        from dataclasses import dataclass
        from dataclasses import field

        # `dataclasses` takes no mapping as a default, lest it be changed.
        defaults = {
            key: field(default_factory=lambda: NONE) if value is NONE else value for key, value in cls._defaults.items()
        }
        body = {**defaults, "__annotations__": cls.__annotations__, "__module__": cls.__module__}
        return getattr(dataclass(frozen=True)(type(cls.__name__, (), body)), self._name)


_set = object.__setattr__
_SHARED = {
    "__init__": _init,
    "__setattr__": _refused,
    "__delattr__": _refused,
    "__repr__": _shown,
    "__reduce__": lambda self: (type(self), _values(self)),
    "__dataclass_fields__": _OfDataclass("__dataclass_fields__"),
    "__dataclass_params__": _OfDataclass("__dataclass_params__"),
}
