"""The first screen of an audit: how bad is it, what to mend first, and what all this cannot show."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from bylint.model.rule import AnyRule
from bylint.model.rule import Cure
from bylint.model.rule import Origin
from bylint.model.rule import Violation
from bylint.report import IN_WORDS
from bylint.report import Report
from bylint.report import counted
from bylint.report.escaping import shown
from bylint.report.text import line_of
from bylint.report.text import mendable
from bylint.report.text import place_of
from bylint.report.text import refused

_YEARS, _PLACES, _NEW = 12, 3, 10
_PAGE_FILES = ("index", "_index")
"""Names of articles that have a folder to themselves."""
_WITHIN = {
    "field": "under {} in the header",
    "call": "in the component “{}”",
    "picture": "the picture {}",
    "pictures": "pictures in {}",
    "host": "links to {}",
    "person": "{}",
    "post": "{}",
    "words": "“{}”",
    "folder": "in the folder {}",
}
_UNJUDGED = ("unreadable-file", "oversized-file", "not-judged")
REACH = (
    "It shows what the files say, not what a template prints besides (`printed:` in bylint.yaml tells it), nor whether "
    "what they say is true; bodies that are in no list are not known. It is no legal advice."
)


class Cause(NamedTuple):
    """What several violations of one rule share, an origin of this `kind` and name.

    `articles` are those it concerns; in `cured` of them nothing else is reported. `do` and `settings` are the edit.
    """

    rule: AnyRule
    kind: str
    name: str
    violations: tuple[Violation, ...]
    articles: int
    cured: int
    do: str
    settings: str

    @property
    def where(self) -> str:
        """What is shared, in words."""
        return in_words(self.kind, self.name)


class Comparison(NamedTuple):
    """What has changed since an earlier audit, whose JSON is in a `file`: by rule what is gone, and what is new."""

    file: str
    gone: Mapping[str, int]
    new: tuple[Violation, ...]
    same: int


def shared_of(violation: Violation, rule: AnyRule) -> Iterator[tuple[Cure, Origin]]:
    """Yield what a violation stands in of which its rule knows a cure, the likeliest first."""
    origins = (*violation.origins, Origin("folder", folder_of(violation.place.path)))
    for cure in rule.cures:
        yield from ((cure, origin) for origin in origins if origin.kind == cure.of and origin.name)


def folder_of(path: str) -> str:
    """Return the folder of an article, or that which holds its own where it has one to itself."""
    folder, name = posixpath.split(path)
    return posixpath.dirname(folder) if name.partition(".")[0] in _PAGE_FILES else folder


def in_words(kind: str, name: str) -> str:
    """Return what is shared, in words."""
    return _WITHIN[kind].format(name)


def render(report: Report) -> Iterator[str]:
    """Return the figures and the causes; of the violations none."""
    every = report.every
    yield from totals(report)
    if every:
        yield from ("", *_table("", _by_family(report)))
        yield from ("", *_table("articles of", _by_year(report)))
        yield from _first(report)
        yield from (part for line in mendable(every) for part in ("", line))
    yield from _compared(report)
    yield from _unread(report)
    yield from ("", *wrap(REACH, report.width))
    if every:
        yield from ("", "The list: `bylint audit --list`; a sheet: `--format csv=report.csv`; all formats: `--help`.")


def totals(report: Report) -> Iterator[str]:
    """Yield how much is wrong, in sentences."""
    every, files = report.every, report.summary.files
    graver = {each.place.path for each in every if each.severity != "info"}
    lesser = {each.place.path for each in every} - graver
    years = sorted(year for year in report.years if year)
    time = f" of {years[0]} to {years[-1]}" if len(years) > 1 else ""
    if not every:
        yield f"Nothing is wrong in {counted(files, 'article')}{time}."
    elif not graver:
        yield f"Nothing is wrong in {counted(files, 'article')}{time}; in {len(lesser):,} something is worth knowing."
    else:
        more = f"; in {len(lesser):,} more something is worth knowing" if lesser else ""
        share = f"{len(graver):,} of {counted(files, 'article')}{time} ({_share(len(graver), files)})"
        yield f"In {share} something is wrong or to be checked{more}."
    rest = (
        f"{report.summary.suppressed:,} suppressed" if report.summary.suppressed else "",
        f"{report.summary.baseline:,} in the baseline" if report.summary.baseline else "",
    )
    told = ", ".join(filter(None, rest))
    yield from (f"{told.capitalize()}.",) if told else ()


def _share(part: int, whole: int) -> str:
    percent = 100 * part / whole if whole else 0
    return f"{percent:.0f} %" if percent >= 1 or not part else "under 1 %"


_Row = tuple[str, int, Sequence[Violation]]
"""What is counted, of how many articles, and what is reported there."""


def _by_family(report: Report) -> Iterator[_Row]:
    packs = {rule.code: rule.pack for rule in report.rules}
    found: dict[str, list[Violation]] = {}
    for each in report.every:
        found.setdefault(packs.get(each.code, ""), []).append(each)
    for pack in sorted(found, key=lambda pack: -len(found[pack])):
        yield pack or "other", report.summary.files, found[pack]


def _by_year(report: Report) -> Iterator[_Row]:
    found: dict[str, list[Violation]] = {}
    for each in report.every:
        found.setdefault(report.about(each.place.path).date[:4], []).append(each)
    years = sorted(year for year in report.years if year)
    early, late = years[:-_YEARS], years[-_YEARS:]
    if early:
        before = [each for year in early for each in found.get(year, ())]
        yield f"until {early[-1]}", sum(report.years[year] for year in early), before
    for year in late:
        yield year, report.years[year], found.get(year, ())
    if report.years.get("") and years:
        yield "no date", report.years[""], found.get("", ())


def _table(what: str, rows: Iterable[_Row]) -> Iterator[str]:
    listed = tuple(rows)
    if not listed:
        return
    wide = max(len(what), *(len(name) for name, _, _ in listed)) + 1
    yield f"{what:<{wide}} {'articles':>9} {'with any':>9}" + "".join(f"{words:>10}" for words in IN_WORDS.values())
    for name, articles, found in listed:
        severities = Counter(each.severity for each in found)
        touched = len({each.place.path for each in found})
        figures = "".join(f"{severities[severity]:>10,}" for severity in IN_WORDS)
        yield f"{shown(name):<{wide}} {articles:>9,} {touched:>9,}{figures}"


def _first(report: Report) -> Iterator[str]:
    if not report.causes:
        return
    yield from ("", "Mend these first:")
    for number, cause in enumerate(report.causes, start=1):
        yield ""
        yield from _wrapped(f"{number:>2}. ", told(cause), report)
        yield from _wrapped("    ", cause.do, report)
        if cause.settings:
            yield from ("", f"        {shown(cause.settings)}", "")
        yield from (f"      {place_of(each)}" for each in cause.violations[:_PLACES])
        more = len(cause.violations) - _PLACES
        yield from (f"      and {more:,} more",) if more > 0 else ()


def _compared(report: Report) -> Iterator[str]:
    before = report.before
    if before is None:
        return
    gone, new = sum(before.gone.values()), len(before.new)
    yield ""
    yield f"Since {shown(before.file)}: {gone:,} mended, {new:,} new, {before.same:,} as before."
    yield from _changes("mended", before.gone)
    yield from _changes("new", Counter(each.code for each in before.new))
    yield from (f"      {line_of(each)}" for each in before.new[:_NEW])


def _changes(what: str, by_code: Mapping[str, int]) -> Iterator[str]:
    if by_code:
        ordered = sorted(by_code.items(), key=lambda item: (-item[1], item[0]))
        yield f"  {what}: " + ", ".join(f"{number:,} {shown(code)}" for code, number in ordered)


def told(cause: Cause) -> str:
    """Return what a cause is, in a sentence."""
    number, others = len(cause.violations), cause.articles - cause.cured
    weights = Counter(each.severity for each in cause.violations)
    said = ", ".join(f"{weights[each]:,} {words}" for each, words in IN_WORDS.items() if weights[each])
    in_others = f"; in {others:,} of them other faults remain" if others else ""
    where = f"{counted(cause.articles, 'article')} ({said}{in_others})" if number else ""
    return f"{where}: {cause.where}: {cause.rule.summary[:1].lower()}{cause.rule.summary[1:]} ({cause.rule.code})."


def _wrapped(lead: str, words: str, report: Report) -> list[str]:
    return wrap(
        shown(words),
        report.width,
        initial_indent=lead,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _unread(report: Report) -> Iterator[str]:
    unread = [each for each in report.violations if each.name in _UNJUDGED]
    skipped = report.summary.skipped
    if unread or skipped or report.summary.refused:
        yield ""
    if unread:
        places = ", ".join(each.place.path for each in unread[:_PLACES])
        yield f"Not judged: {counted(len(unread), 'article')}, such as {shown(places)}; `--list` says why."
    if skipped:
        yield f"Not read: {counted(skipped, 'file')}, excluded or no article; `bylint files` says why."
    yield from refused(report)
