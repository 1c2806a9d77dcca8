"""From articles as they were judged to the settings of their site, and what each of these takes away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from bylint.init import Proposal
from bylint.init import Site
from bylint.init.customs import customs
from bylint.init.layouts import layouts
from bylint.init.portraits import Portrait
from bylint.init.portraits import with_these_missed
from bylint.init.registries import STRANGERS
from bylint.init.registries import registries
from bylint.init.sites import content_folders
from bylint.init.sites import excluded
from bylint.init.templates import Page
from bylint.init.templates import proposals as template_proposals
from bylint.model.rule import Violation
from bylint.model.world import Knowledge
from bylint.text.files import is_any
from bylint.text.files import is_match
from bylint.text.patterns import lazily

_QUOTED = lazily(r"“.{0,300}?”(?=[^”]|\Z)")
_OTHERS = lazily(r"\b[\d,]+ other (?:articles|headers)\b")
_MORE = lazily(r" \(and [\d,]+ more like it (?:here|in [\d,]+ articles)\)\Z")
# Which rules a setting speaks to, by the beginnings of their codes; the narrowest first.
_SPEAKS = {
    "content": ("",),
    "exclude": ("",),
    "overrides": ("",),
    "ignore": ("",),
    "images.ignore": ("IMG",),
    "images.credit-fields": ("IMG", "LNT008"),
    "ads.disclosed": ("ADS",),
    "ads.labelled": ("ADS",),
    "ads.links-qualified": ("ADS",),
    "printed.shortcodes": ("DIS", "ADS", "LNT008"),
    "printed.fields": ("DIS", "ADS", "LNT008"),
    "printed.lines": ("DIS",),
    "printed.authors": ("BYL", "LNT008"),
    "printed.bios": ("BIO", "DIS", "LNT008"),
    "people": ("BYL", "BIO", "DIS"),
    "site.name": ("DIS", "ADS004"),
}
_EARNED = ("images.ignore", "images.credit-fields", "ignore", "overrides", "exclude")
"""Keys of which a value is worth nothing that takes nothing away."""


class Cause(NamedTuple):
    """Lines of a report of one rule and one form: how many, in how many articles, and the first of them."""

    lines: int
    articles: int
    first: Violation
    form: str


def proposals(
    sites: Sequence[Site],
    portraits: Sequence[Portrait],
    violations: Sequence[Violation],
    knowledge: Knowledge,
    lists: Mapping[str, Any],
) -> tuple[Proposal, ...]:
    """Return the settings that follow from the files of sites and from their articles."""
    found = [*_content(sites), *_names(sites)]
    missed = with_these_missed(portraits, violations)
    for site in sites:
        own = _own(site, sites, missed)
        found += _left_out(site, own)
        left = tuple(each for each in own if not _is_out(each.path, found))
        paths = {each.path for each in left}
        page = Page(site, layouts(site, lists), left, knowledge, lists)
        found += registries(site, left, lists)
        found += template_proposals(page)
        found += customs(left, [each for each in violations if each.place.path in paths], knowledge)
    return tuple(found)


def causes(violations: Iterable[Violation]) -> tuple[Cause, ...]:
    """Return the lines of a report by rule and form, the most first."""
    groups: dict[tuple[str, str], list[Violation]] = {}
    for each in violations:
        groups.setdefault((each.code, _form(each.message)), []).append(each)
    found = (
        Cause(len(group), len({each.place.path for each in group}), group[0], form)
        for (_, form), group in groups.items()
    )
    return tuple(sorted(found, key=lambda cause: (-cause.lines, cause.first.code, cause.form)))


def taken(
    given: Sequence[Proposal], before: Iterable[Violation], after: Iterable[Violation], portraits: Iterable[Portrait]
) -> tuple[Counter[int], int]:
    """Return how many lines each proposal has taken away, by its number (-1 for lines that none speaks to), and how
    many are new."""
    left, came = Counter(map(_line, after)), Counter(map(_line, after))
    lines = tuple(before)
    came.subtract(map(_line, lines))
    by_path = {each.path: each for each in portraits}
    numbers = sorted(range(len(given)), key=lambda number: tuple(_SPEAKS).index(given[number].key))
    found: Counter[int] = Counter()
    for each in lines:
        if left[_line(each)] > 0:
            left[_line(each)] -= 1
            continue
        portrait = by_path.get(each.place.path, Portrait(each.place.path))
        speaking = (number for number in numbers if not given[number].asks and _takes(given[number], each, portrait))
        found[next(speaking, -1)] += 1
    # What is left of a series may be too little to be one, and stands there line by line.
    known = set(map(_line, lines))
    return found, sum(number for line, number in came.items() if number > 0 and line not in known)


def would_take(proposal: Proposal, lines: Iterable[Violation], portraits: Iterable[Portrait]) -> int:
    """Return how many of these lines a setting speaks to."""
    by_path = {each.path: each for each in portraits}
    return sum(_takes(proposal, each, by_path.get(each.place.path, Portrait(each.place.path))) for each in lines)


def must_take(proposal: Proposal) -> bool:
    """Tell whether a setting is worth nothing where it takes nothing away: strangers are told only where people are
    named."""
    return bool(proposal.asks) or (proposal.key in _EARNED and proposal.value != STRANGERS)


def is_of_pictures(proposal: Proposal) -> bool:
    """Tell whether a setting says that the house has made pictures."""
    ignored = proposal.value.get("ignore") if isinstance(proposal.value, Mapping) else None
    return proposal.key == "images.ignore" or ignored == ["IMG001"]


def _line(violation: Violation) -> tuple[str, str, int, int]:
    """Return what a line of a report is known by: its place, or the series that it stands for."""
    place = violation.place
    if violation.series:
        return violation.code, violation.series, 0, 0
    return violation.code, place.path, place.line, place.column


def _takes(proposal: Proposal, each: Violation, portrait: Portrait) -> bool:
    """Tell whether a setting speaks to a line of a report."""
    key, value, path = proposal.key, proposal.value, each.place.path
    if not each.code.startswith(_SPEAKS[key]):
        return False
    if key in ("content", "exclude"):
        return (key == "exclude") == is_match(str(value), path)
    if key == "ignore":
        return each.code == value
    if key == "overrides" and isinstance(value, Mapping):
        return each.code in value["ignore"] and is_any(value["paths"], path)
    if key == "images.ignore":
        places = (picture.place for picture in portrait.pictures if picture.line == each.place.line)
        return any(str(value).casefold() in place.casefold() for place in places)
    if key == "images.credit-fields":
        return bool(portrait.value(str(value))) or any(value in names for _, names in portrait.calls)
    return True


def _form(message: str) -> str:
    return _OTHERS.sub("other articles", _QUOTED.sub("“…”", _MORE.sub("", message)))


def _content(sites: Sequence[Site]) -> Iterator[Proposal]:
    """Yield the folders of articles; none where one of the sites takes what it finds in the root."""
    folders = {site.below: content_folders(site) for site in sites}
    if not all(found or below for below, found in folders.items()):
        return
    for site in sites:
        for folder in folders[site.below] or ("",):
            glob = f"{site.below}{folder}/**" if folder else f"{site.below}**"
            yield Proposal("content", glob, f"what {site.generator.name} publishes")


def _names(sites: Sequence[Site]) -> Iterator[Proposal]:
    """Yield the name of the site, where there is one."""
    for site in sites if len(sites) == 1 else ():
        for key in ("title", "site_name", "SITENAME"):
            words = site.settings.get(key)
            if isinstance(words, str) and 0 < len(words) <= 60 and not set("{}<>").intersection(words):
                yield Proposal("site.name", " ".join(words.split()), site.file)
                return


def _own(site: Site, sites: Iterable[Site], portraits: Iterable[Portrait]) -> tuple[Portrait, ...]:
    inner = tuple(other.below for other in sites if other.below.startswith(site.below) and other is not site)
    return tuple(
        each for each in portraits if each.path.startswith(site.below) and not (inner and each.path.startswith(inner))
    )


def _left_out(site: Site, portraits: Sequence[Portrait]) -> Iterator[Proposal]:
    for glob in excluded(site):
        whole = f"/{site.below}{glob}"
        if any(is_match(whole, each.path) for each in portraits):
            yield Proposal("exclude", whole, f"{site.below}{site.file} leaves it out")


def _is_out(path: str, found: Iterable[Proposal]) -> bool:
    """Tell whether settings found so far leave an article out."""
    content = tuple(str(each.value) for each in found if each.key == "content")
    return any(each.key == "exclude" and is_match(str(each.value), path) for each in found) or bool(
        content and not is_any(content, path)
    )


def is_outside(path: str, given: Iterable[Proposal]) -> bool:
    """Tell whether proposals leave the file of a line out."""
    return _is_out(path, tuple(given))
