"""One loaded entry of a pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

SEVERITIES = ("off", "info", "warning", "error")
STATUSES = ("preview", "stable", "deprecated", "retired")
ENABLED = ("true", "false", "with-registry", "with-policy")

DEEDS = ("remove", "qualify", "insert", "replace")
APPLICABILITIES = ("safe", "unsafe", "proposal")

Options = TypeVar("Options", covariant=True)


class SourceNote(NamedTuple):
    """Where the reason of a rule can be read."""

    title: str
    url: str


class Example(NamedTuple):
    """Files by name, with flagged places between the marks ⟦ and ⟧. `line` is the example's line in the pack."""

    files: tuple[tuple[str, str], ...]
    line: int


class Remedy(NamedTuple):
    """What mends a violation.

    `deed`: remove the block, qualify the link, insert `text` above the block, replace what the part's element
    `instead` stands for by its words.
    """

    deed: str
    applicability: str
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Rule(Generic[Options]):
    """A rule: what it looks for (`check`, `options`) and what it says.

    `severity_by` maps an element name to severities by the element's words (`other` for the rest).
    `yields_to` lists codes: where one of them is reported about the same thing, this rule is silent. `anchors` are
    words of which one, in small letters, stands in whatever it reports; without any, nothing tells beforehand.
    """

    code: str
    name: str
    summary: str
    severity: str
    check: str
    options: Options
    message: str
    hint: str
    why: str
    desk: str
    status: str
    since: str
    enabled: str
    sources: tuple[SourceNote, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    severity_by: Mapping[str, Mapping[str, str]]
    yields_to: tuple[str, ...]
    pack: str
    line: int
    fix: Remedy | None = None
    anchors: tuple[str, ...] = ()


AnyRule = Rule[Any]
