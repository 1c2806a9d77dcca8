"""Reports: what a run found, in each format, one file each. All formats get one `Report` value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from hashlib import blake2b
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import NamedTuple

from bylint.model.about import About
from bylint.model.rule import SEVERITIES
from bylint.model.rule import AnyRule
from bylint.model.rule import Related
from bylint.model.rule import Violation

if TYPE_CHECKING:
    from bylint.report.document import AuthorRow
    from bylint.report.overview import Cause
    from bylint.report.overview import Comparison

# Of so many violations of a series one is shown, with so many places of the others; of a site's, in so many articles.
_SERIES, _PLACES, _ARTICLES = 4, 50, 10


def counted(number: int, noun: str) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def by_series(violations: Sequence[Violation]) -> tuple[Violation, ...]:
    """Return violations in their order, one of each series of four and more: the weightiest, with where the others are.

    A series of ten articles and more is that of the site, where it has one. Fixes, baselines and changes of git know
    each violation: only what is shown is shortened.
    """
    of_site: dict[tuple[str, str], list[Violation]] = {}
    series: dict[tuple[str, str], list[Violation]] = {}
    for each in violations:
        if "\n" in each.series:
            of_site.setdefault((each.code, each.series.partition("\n")[0]), []).append(each)
        elif each.series:
            series.setdefault((each.code, each.series), []).append(each)
    for key, group in of_site.items():
        is_wide = len({each.place.path for each in group}) >= _ARTICLES
        for each in group:
            series.setdefault(key if is_wide else (each.code, each.series), []).append(each)
    shown_once: dict[int, Violation | None] = {}
    for (_, name), group in series.items():
        if len(group) >= _SERIES:
            first = max(group, key=lambda each: SEVERITIES.index(each.severity))
            shown_once.update((id(each), None) for each in group)
            shown_once[id(first)] = _for_series(first, name, group)
    found = (shown_once.get(id(each), each) for each in violations)
    return tuple(each for each in found if each)


def _for_series(first: Violation, name: str, group: Sequence[Violation]) -> Violation:
    others = [each.place for each in group if each is not first]
    paths = len({each.place.path for each in group})
    where = "here" if paths == 1 else f"in {paths:,} articles"
    related = (Related(place, "and here") for place in others[:_PLACES])
    message = f"{first.message} (and {len(others):,} more like it {where})"
    return first._replace(message=message, related=(*first.related, *related), series=name)


def fingerprints(violations: Iterable[Violation]) -> Iterator[str]:
    """Yield one word for each violation by which another run knows it: its words, its article, and which of several
    equal ones of a file it is; no path, no line and no message."""
    seen: Counter[tuple[str, ...]] = Counter()
    for violation in violations:
        known_by = (violation.code, violation.fingerprint.words, violation.fingerprint.article)
        seen[(*known_by, violation.place.path)] += 1
        number = seen[(*known_by, violation.place.path)]
        yield blake2b("\0".join((*known_by, str(number))).encode(), digest_size=16).hexdigest()


OF_ARCHIVES = ("overview", "html")
"""Name what many violations share."""
IN_WORDS: Mapping[str, str] = {"error": "wrong", "warning": "to check", "info": "to know"}
"""What weights are called where people read of many articles."""

# Each function takes a `Report` and returns lines without their ends; its module is imported when it is asked for.
FORMATS: Mapping[str, str] = {
    "text": "bylint.report.text.render",
    "concise": "bylint.report.text.render_concise",
    "json": "bylint.report.plain_json.render",
    "jsonl": "bylint.report.plain_json.render_lines",
    "github": "bylint.report.github.render",
    "gitlab": "bylint.report.gitlab.render",
    "rdjson": "bylint.report.rdjson.render",
    "sarif": "bylint.report.sarif.render",
    "markdown": "bylint.report.markdown.render",
    "csv": "bylint.report.sheet.render",
    "statistics": "bylint.report.text.render_statistics",
    "overview": "bylint.report.overview.render",
    "html": "bylint.report.document.render",
}
# Bytes for a file; each function returns them.
FILES: Mapping[str, str] = {"xlsx": "bylint.report.workbook.content"}
# Read by people: whatever the terminal cannot show is replaced. The others are ASCII, or UTF-8 (markdown, csv).
HUMAN = ("text", "concise", "statistics", "overview")
# Read by services that show the whole repository: their paths begin at its root, wherever the run stands.
FROM_REPOSITORY = ("github", "gitlab", "sarif")


class Summary(NamedTuple):
    """The figures of a run; `archive` is how many articles the files were compared with, `baseline` how many violations
    more a baseline knows, where these were asked for. `settings` are the files of settings, each with how many files it
    judged, and "" for none, where that was more than one; `refused` those that cannot be used: what
    lies there was not judged."""

    files: int
    skipped: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    archive: int | None = None
    baseline: int | None = None
    settings: Mapping[str, int] | None = None
    refused: tuple[str, ...] | None = None


class Silenced(NamedTuple):
    """One rule of a suppression, in words."""

    rule: str
    place: str
    reason: str
    by: str
    until: str
    silenced: int


def no_lines(path: str) -> Sequence[str]:  # noqa: ARG001 - stands in for a function that reads
    """Return no source lines, for formats that print none."""
    return ()


class Report(NamedTuple):
    """What a run found, in the order in which it is printed.

    `lines` returns the lines of a file without their ends, or nothing where it cannot be read. `width` is that of
    the terminal. `advice` says how not to be told of the first violation again, where that can be said. Paths begin at
    the root of the repository where `is_from_repository`, else at the working directory. `is_quiet`: people are
    told what is wrong, and nothing else. `stops` is the severity that stops a `step` (commit, push), in a hook of
    pre-commit, whose reader has no `bylint` to run. `pages` are the addresses of the pages of rules, by code;
    `has_links`: a terminal can be told them. `abouts` is what articles of which anything is reported say of themselves,
    by path; `every` is each violation for itself, where `violations` has one line for many; `years` counts all articles
    by year, `causes` are what to mend first, and `before` is what has changed since an earlier audit; `day` is that of
    the run, and pages tell of `authors` and of what is `silenced`.
    """

    violations: tuple[Violation, ...]
    summary: Summary
    rules: tuple[AnyRule, ...] = ()
    lines: Callable[[str], Sequence[str]] = no_lines
    is_coloured: bool = False
    width: int = 100
    advice: str = ""
    is_from_repository: bool = False
    is_quiet: bool = False
    stops: str = ""
    step: str = "commit"
    pages: Mapping[str, str] = MappingProxyType({})
    has_links: bool = False
    abouts: Mapping[str, About] = MappingProxyType({})
    every: tuple[Violation, ...] = ()
    years: Mapping[str, int] = MappingProxyType({})
    causes: tuple[Cause, ...] = ()
    before: Comparison | None = None
    day: str = ""
    authors: tuple[AuthorRow, ...] = ()
    silenced: tuple[Silenced, ...] = ()

    def about(self, path: str) -> About:
        """Return what an article says of itself."""
        return self.abouts.get(path, About())


def summed(violations: Iterable[Violation], *, files: int, skipped: int = 0, suppressed: int = 0) -> Summary:
    """Return the figures of these violations."""
    severities = [violation.severity for violation in violations]
    return Summary(
        files=files,
        skipped=skipped,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        infos=severities.count("info"),
        suppressed=suppressed,
    )


def content(form: str, report: Report) -> bytes:
    """Return a report in a format of files."""
    module, _, name = FILES[form].rpartition(".")
    made: bytes = getattr(import_module(module), name)(report)
    return made


def render(form: str, report: Report) -> Iterator[str]:
    """Return the lines of a report in one of the formats."""
    module, _, name = FORMATS[form].rpartition(".")
    rendered: Iterator[str] = getattr(import_module(module), name)(report)
    return rendered
