"""A rule as its pack has it, and what it reports: violations, facts, fixes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from bylint.model.about import About
from bylint.model.source import Place

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


class Cure(NamedTuple):
    """The one edit that mends a violation in all articles that share what it stands in, an origin of this kind.

    `do` says what is decided or done, `settings` what is written into `bylint.yaml` then, or nothing. `{name}` stands
    for the name of the origin, in settings as a text of YAML.
    """

    of: str
    do: str
    settings: str = ""


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
    `cures` mend many articles at once, the likeliest first.
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
    cures: tuple[Cure, ...] = ()


AnyRule = Rule[Any]


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


class Fingerprint(NamedTuple):
    """What a violation is known by after lines, paths and messages have changed: four digests.

    `words`: the rule and the words at its place or, where statements were compared, the one that is reported,
    or of those of several articles the subject and what they claim;
    `article`: the id, the slug, the headline or the first words of the article; `before` and `after`: the blocks around
    it. Empty where there is no such thing.
    """

    words: str = ""
    article: str = ""
    before: str = ""
    after: str = ""


ORIGINS = ("field", "call", "picture", "pictures", "host", "person", "post", "words", "folder")


class Origin(NamedTuple):
    """What a violation stands in, which many may share.

    `kind` is one of ORIGINS: a key of the header, a shortcode or include, a picture, the folder of pictures it lies in,
    the host of a link, a person (by what people are compared by), their post (`person|body`), the words themselves, the
    folder of the article.
    """

    kind: str
    name: str


class Violation(NamedTuple):
    """What a rule reports.

    `about` relates violations on one thing, so that one fault gets one code. `cause` names what many articles may
    share, such as a custom of the site, each on a line: where one that `is_for_all` stands for it, the others are left
    out. `series` names what is one thing to a reader, such as the photographs of an article: a report shows it once.
    Before a line end may stand that of the whole site to which it belongs. `origins` are what it stands in.
    """

    code: str
    name: str
    severity: str
    place: Place
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    about: str = ""
    cause: str = ""
    is_for_all: bool = False
    fingerprint: Fingerprint = Fingerprint()
    series: str = ""
    origins: tuple[Origin, ...] = ()


BOX = "box"
"""The origin of facts that the box of an author states, which the template prints beside each article."""
COUNTED = "counted"
"""The origin of facts that only weigh: nothing is ever reported of them."""
IGNORED = "ignored:"
"""How the subject of facts begins that tell whether a word of a site's `images: ignore` names any picture."""


class Fact(NamedTuple):
    """What an article or the registry says that only a comparison can judge.

    `subject` is what is compared (a person's role at an organisation), `claim` the value in normal form, `words` the
    words as printed, `when` the article's date. `origin` is article, COUNTED, BOX, or registry with `since` and
    `until`. `report` is what is said of a box where articles put it in the wrong; such facts are never stored.
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
    report: Violation | None = None


class Suppression(NamedTuple):
    """A request not to report. `first` to `last` are the lines it covers; codes or names, as written.

    `until` is the last day on which it holds, `by` is who answers for it. `paths` are the files it speaks of, where it
    stands in none of them but in the configuration. `trouble` says why it has no force, where it has none.
    """

    place: Place
    rules: tuple[str, ...]
    reason: str
    first: int
    last: int
    until: date | None = None
    paths: tuple[str, ...] = ()
    by: str = ""
    trouble: str = ""


class Outcome(NamedTuple):
    """All that is kept of one article once it was looked at; `about` is what it says of itself.

    Not `is_complete`: a pattern ran out of time, and would perhaps not another time.
    """

    path: str
    violations: tuple[Violation, ...] = ()
    facts: tuple[Fact, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    is_complete: bool = True
    about: About = About()
