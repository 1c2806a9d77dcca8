"""What checks report."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bylint.model.source import Place


class Edit(NamedTuple):
    """Replace the characters of a place by a text."""

    place: Place
    text: str


class Fix(NamedTuple):
    """A proposed change. `applicability`: safe (may be applied), unsafe (may change the meaning), proposal (text to
    paste, never applied)."""

    title: str
    applicability: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that a reader needs to see to judge a violation."""

    place: Place
    message: str


class Violation(NamedTuple):
    """What a rule reports. `about` relates violations on one thing, so that one fault gets one code."""

    code: str
    name: str
    severity: str
    place: Place
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    about: str = ""


COUNTED = "counted"
"""The origin of facts that only weigh: nothing is ever reported of them."""


class Fact(NamedTuple):
    """What an article or the registry says that only a comparison can judge.

    `subject` is what is compared (a person's role at an organisation), `claim` the value in normal form, `words` the
    words as printed, `when` the article's date. `origin` is article, COUNTED, or registry with `since` and `until`.
    """

    code: str
    subject: str
    claim: str
    words: str
    origin: str
    place: Place
    when: date | None = None
    since: date | None = None
    until: date | None = None


class Suppression(NamedTuple):
    """A request not to report. `first` to `last` are the lines it covers; codes or names, as written.

    `paths` are the files it speaks of, where it stands in none of them but in the configuration.
    """

    place: Place
    rules: tuple[str, ...]
    reason: str
    first: int
    last: int
    until: date | None = None
    paths: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """All that is kept of one article once it was looked at.

    Not `is_complete`: a pattern ran out of time, and would perhaps not another time.
    """

    path: str
    violations: tuple[Violation, ...] = ()
    facts: tuple[Fact, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    is_complete: bool = True
