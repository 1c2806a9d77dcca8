"""Dates as articles write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar import grammar
from bylint.grammar import lexicon
from bylint.grammar import small_words
from bylint.grammar import word_at
from bylint.grammar.matcher import Grammar
from bylint.grammar.pattern import Procedure
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.files import flat
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.lexicon import Line
from bylint.text.lexicon import entries_at
from bylint.text.lexicon import tokens
from bylint.text.patterns import lazily

_ISO = lazily(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T|$)")
_CJK = lazily(r"((?:19|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_DAY_FIRST = lazily(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d|:\d\d)")
_IN_HEADER = lazily(
    r"""^[ \t]{0,8}["']?(?P<key>[\w-]{2,30})["']?[ \t]*[:=][ \t]*["']?"""
    r"""(?P<first>\d{1,2})(?P<sign>[/-])(?P<second>\d{1,2})(?P=sign)(?:19|20)\d\d(?!\d)""",
    re.MULTILINE,
)
_DAY, _MONTH = "day", "month"
_DAY_FIRST_ENGLISH = frozenset({"en-gb", "en-ie", "en-au", "en-nz", "en-in"})
_SHORT = lazily(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?=\d\d:\d\d|[^\d.]|$)")
_SHORT_SLASHED = lazily(r"(?<![\d/])(1[3-9]|2\d|3[01])/(\d{1,2})/(\d\d)(?![\d/])")
_HOUR = lazily(
    r"(?:19|20)\d\d-\d{1,2}-\d{1,2}[T ](\d\d):\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]00:?00)$"
    r"|.{8,20} (\d\d):\d\d:\d\d GMT$"
)
_IN_PATH = lazily(r"(?:^|/)((?:19|20)\d\d)[-/_](\d{1,2})[-/_](\d{1,2})(?:[-/_T.]|$)")
_JOINED_IN_PATH = lazily(r"(?:^|/)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[-/_.T]|$)")
_DAY_FIRST_IN_PATH = lazily(r"(?:^|/)(1[3-9]|2\d|3[01])[-_.](\d\d)[-_.]((?:19|20)\d\d)(?:[-/_.]|$)")
_DAY_FIRST_SPELT = lazily(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)? ?(?:of |de |d'|-)?([^\W\d_]{3,14})\.?,?(?: ?(?:de |del )?|-)"
    r"((?:19|20)\d\d)(?!\d)"
)
_TOLD = ("published-on", "changed-on")
_HEAD = 36
"""Letters at the head of a text in which words such as "Published on" stand."""
_MONTH_FIRST_SPELT = lazily(r"\b([^\W\d_]{3,14})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)(?!\d)")


@kept_by_lists
def months(knowledge: Knowledge) -> dict[str, int]:
    """Return the numbers of the months by their folded names, in any language; their file has them in order."""
    months = knowledge.lists["lexicon/months"].values()
    return {name: number for number, month in enumerate(months, 1) for name in folded_all(flat(month["words"]))}


def date_in(text: str, knowledge: Knowledge, language: str = "", *, in_header: bool = False) -> date | None:
    """Return the first date in a text that is certain; `05/06/2021` is where the headers of the site show an order, or
    else the language has one."""
    text = folded(text[:200])
    if "19" not in text and "20" not in text:
        return None  # every date has a year of these centuries
    for pattern in (_ISO, _CJK):
        match = pattern.search(text)
        if match:
            found = _date(*(int(group) for group in match.groups() if group))
            if found:
                return found
    return _spelt(text, knowledge) or _numbered(text, language, knowledge if in_header else None)


def short_date_in(text: str) -> date | None:
    """Return a date whose year has two digits, written with points, or beyond doubt: `2.11.22`, `26/10/13`."""
    match = _SHORT.search(text[:200]) or _SHORT_SLASHED.search(text[:200])
    return _date(2000 + int(match[3]), int(match[2]), int(match[1])) if match else None


# Asked of a line again when its date is weighed.
@lru_cache(maxsize=64)
def announced(text: str, knowledge: Knowledge) -> str:
    """Return what the words at the head of a text say of a day: published, changed or nothing."""
    found = tokens(text[:_HEAD])
    keys = [token.key for token in found]
    for at, token in enumerate(found[:3]):
        classes = frozenset(name for _, names in entries_at(keys, at, lexicon(knowledge)) for name in names)
        if not classes.isdisjoint(_TOLD):
            return "changed" if _TOLD[1] in classes else "published"
        if token.word[0].isalnum():
            break
    return ""


def speaks_of_change(text: str, knowledge: Knowledge) -> bool:
    """Tell whether words such as "Last updated" stand anywhere in a text."""
    line = Line(text, lexicon(knowledge))
    return any(_TOLD[1] in names for at in range(len(line.tokens)) for _, names in line.entries[at])


def at_hour(text: str) -> int | None:
    """Return the hour of a time that is told in universal time, or nothing for any other."""
    match = _HOUR.match(text.strip()[:60])
    return int(match[1] or match[2]) if match else None


def date_of_path(path: str) -> date | None:
    """Return the date that a file name or its folders carry."""
    path = path.replace("\\", "/")
    match = _IN_PATH.search(path) or _JOINED_IN_PATH.search(path)
    if match:
        return _date(*map(int, match.groups()))
    match = _DAY_FIRST_IN_PATH.search(path)
    return _date(int(match[3]), int(match[2]), int(match[1])) if match else None


def _spelt(text: str, knowledge: Knowledge) -> date | None:
    numbers = months(knowledge)
    match = _first(_DAY_FIRST_SPELT, text, 2, numbers)
    if match:
        return _date(int(match[3]), numbers[match[2]], int(match[1]))
    match = _first(_MONTH_FIRST_SPELT, text, 1, numbers)
    return _date(int(match[3]), numbers[match[1]], int(match[2])) if match else None


def _first(pattern: re.Pattern[str], text: str, group: int, numbers: dict[str, int]) -> re.Match[str] | None:
    """Return the first match in which a group is the name of a month."""
    match = pattern.search(text)
    while match and match[group] not in numbers:
        match = pattern.search(text, match.start() + 1)
    return match


def _numbered(text: str, language: str, headers: Knowledge | None) -> date | None:
    match = _DAY_FIRST.search(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if second > 12:
        return _date(year, first, second)
    if first > 12 or first == second or match[2] == ".":
        return _date(year, second, first)
    order = (order_of(headers) if headers else "") or _order_in(language, is_declared=headers is not None)
    if not order:
        return None
    return _date(year, second, first) if order == _DAY else _date(year, first, second)


def _order_in(language: str, *, is_declared: bool) -> str:
    """Return the order of a language. Pages say that they are American where their template does; headers mean it."""
    language = language.casefold().replace("_", "-")
    if language[:2] not in ("", "en") or language in _DAY_FIRST_ENGLISH:
        return _DAY
    return _MONTH if is_declared and language == "en-us" else ""


@lru_cache(maxsize=8)
def order_of(knowledge: Knowledge) -> str:
    """Return what comes first in the dates of the site's headers, day or month, or nothing where that is not known."""
    ask: Callable[[], str] | None = knowledge.settings.get("date_order")
    return ask() if ask else ""


def orders_shown(head: str, keys: Container[str]) -> Iterator[str]:
    """Yield what comes first, day or month, in each date of a header that shows it: 25/01/2024, 01-25-2024."""
    for match in _IN_HEADER.finditer(head):
        first, second = int(match["first"]), int(match["second"])
        if folded(match["key"]) in keys and (first > 12) != (second > 12) and max(first, second) <= 31:
            yield _DAY if first > 12 else _MONTH


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class Promise(NamedTuple):
    """What a sentence says is to come, or is held until a time: its kind in `rules/grammar/stale.yaml`, where its words
    stand, its last day, and how a reader would say that time."""

    kind: str
    words: tuple[int, int]
    until: date
    said: str


def promises(text: str, knowledge: Knowledge) -> Iterator[Promise]:
    """Yield what a sentence promises for a time, each word once; without a year it promises nothing."""
    if not _YEAR.search(text):
        return
    line = Line(text, lexicon(knowledge))
    taken: set[int] = set()
    # "Her forthcoming book will be published in 2019": the first words that say so stand for all.
    coming = next((at for at, ends in enumerate(line.entries) if any("coming" in found for _, found in ends)), None)
    for kind in _PROMISES:
        for match in _stale(knowledge).each(line, kind):
            kept = {one.label: (one.first, one.last) for one in match.captures}
            first, last = kept.get("says", (match.first, match.last))
            if kind in ("work", "before") and coming is not None and coming < first:
                first, last = coming, line.entries[coming][0][0]
            until, said = _until(line, kept, knowledge)
            if first not in taken and until is not None:
                taken.add(first)
                words = line.tokens[first].start, line.tokens[last - 1].end
                yield Promise("work" if kind == "before" else kind, words, until, said)


_PROMISES = ("work", "before", "life", "end", "new")


def _until(line: Line, kept: Mapping[str, tuple[int, int]], knowledge: Knowledge) -> tuple[date | None, str]:
    """Return the last day of a time, such as a month or an academic year, and its name."""
    if "years" in kept:
        words = line.words(*kept["years"])
        return date(int(words[:2] + words[-2:]), 9, 30), f"the year {words}"
    if "year" not in kept:
        return None, ""
    year = int(line.words(*kept["year"]))
    if "winter" in kept:
        return date(year + 1, 3, 31), f"the winter of {year}"
    month = months(knowledge).get(line.tokens[kept["month"][0]].key.rstrip(".")) if "month" in kept else None
    if month is None:
        return date(year, 12, 31), f"the year {year}"
    name = line.words(*kept["month"])
    return date(year, month, monthrange(year, month)[1]), f"{name} {year}"


@kept_by_lists
def _stale(knowledge: Knowledge) -> Grammar:
    named: dict[str, Procedure] = {"month": frozenset(months(knowledge)), "year_word": _year, "years_word": _years}
    return grammar(knowledge, "stale", {**small_words(knowledge), **named, "word": word_at})


def _year(line: Line, at: int) -> Iterable[int]:
    return (at + 1,) if at < len(line.tokens) and _YEAR.fullmatch(line.tokens[at].word) else ()


def _years(line: Line, at: int) -> Iterable[int]:
    """ "2018-19", "2018/2019"."""
    for last in (at + 1, at + 3):
        if last <= len(line.tokens) and _YEARS.fullmatch(line.words(at, last)):
            return (last,)
    return ()


_YEAR = lazily(r"(?:19|20)\d\d")
_YEARS = lazily(r"(?:19|20)\d\d ?[-–/] ?(?:(?:19|20)?\d\d)")
