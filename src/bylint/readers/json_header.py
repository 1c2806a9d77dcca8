"""JSON front matter."""

from __future__ import annotations

import json
import re

from bylint.model.markup import Fault
from bylint.model.markup import Field
from bylint.model.source import Span
from bylint.readers.header_fields import fault
from bylint.readers.header_fields import faults_of
from bylint.readers.header_fields import fields_of
from bylint.readers.limits import HEADER
from bylint.readers.limits import demand
from bylint.text.lazy import lazily
from bylint.text.yaml_marks import YamlFault
from bylint.text.yaml_marks import compose

_CLOSE = lazily(r"(?:^|(?<=\r))\}[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
# YAML knows no surrogate pairs; a pair of escapes of the same length keeps every place.
_PAIR = lazily(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")

# JSON texts may hold these, and YAML may not.
_ODD = lazily(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL = "a control character"


def read(text: str, start: int = 0) -> tuple[tuple[Field, ...], tuple[Fault, ...], int]:
    """Return fields and faults of the object that begins at an offset, and where the object ends."""
    try:
        end, faults = _decoded(text, start)
        demand(end - start, HEADER, "characters of the header")
        # JSON is YAML, and the YAML parser says where things stand.
        root = compose(_ODD.sub("\ufffd", _PAIR.sub(r"\\ufffd\\ufffd", text[start:end])), start)
    except json.JSONDecodeError as error:
        return (), (_at(text, error.pos, error.msg),), _end(text)
    except RecursionError:
        return (), (_at(text, start, "nested too deeply"),), _end(text)
    except YamlFault as error:
        return (), (_at(text, error.offset, error.message),), end
    if root is None or root.kind != "map":
        return (), (), 0
    return tuple(fields_of(text[start:end], root, start)), (*faults, *faults_of(root)), end


def _decoded(text: str, start: int) -> tuple[int, tuple[Fault, ...]]:
    """Return where the object ends; a control character in one of its texts is reported, and the rest read."""
    # Only the end is asked for: numbers stay words, for Python refuses those of more than 4,300 digits.
    try:
        return json.JSONDecoder(parse_int=str).raw_decode(text, start)[1], ()
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Invalid control character"):
            raise
        return json.JSONDecoder(parse_int=str, strict=False).raw_decode(text, start)[1], (
            _at(text, error.pos, _CONTROL),
        )


def _end(text: str) -> int:
    closed = _CLOSE.search(text)
    return closed.end() if closed else 0


def _at(text: str, offset: int, words: str) -> Fault:
    offset = min(offset, len(text) - 1)
    return fault(Span(offset, offset + 1), words[:1].lower() + words[1:])
