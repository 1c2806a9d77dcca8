"""Dates as articles write them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from bylint.model.world import Knowledge
from bylint.text.fold import folded
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

_ISO = lazily(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T|$)")
_CJK = lazily(r"((?:19|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_DAY_FIRST = lazily(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d|:\d\d)")
_SHORT = lazily(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?=\d\d:\d\d|[^\d.]|$)")
_SHORT_SLASHED = lazily(r"(?<![\d/])(1[3-9]|2\d|3[01])/(\d{1,2})/(\d\d)(?![\d/])")
_HOUR = lazily(
    r"(?:19|20)\d\d-\d{1,2}-\d{1,2}[T ](\d\d):\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]00:?00)$"
    r"|.{8,20} (\d\d):\d\d:\d\d GMT$"
)
_IN_PATH = lazily(r"(?:^|/)((?:19|20)\d\d)[-/_](\d{1,2})[-/_](\d{1,2})(?:[-/_T.]|$)")

_DAY_FIRST_IN_PATH = lazily(r"(?:^|/)(1[3-9]|2\d|3[01])[-_.](\d\d)[-_.]((?:19|20)\d\d)(?:[-/_.]|$)")


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    numbers: dict[str, int] = {}
    for months in knowledge.lists["bylines"]["dates"]["months"].values():
        for number, names in enumerate(months, 1):
            for name in names.split():
                numbers.setdefault(folded(name), number)
    month = one_of(numbers)
    day, year = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?", r"((?:19|20)\d\d)(?!\d)"
    day_first = rf"{day} ?(?:of |de |d'|-)?({month})\.?,? ?(?:de |del )?{year}"
    month_first = rf"\b({month})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? {year}"
    return lazily(day_first), lazily(month_first), numbers


def date_in(text: str, knowledge: Knowledge, language: str = "") -> date | None:
    """Return the first date in a text that is certain; `05/06/2021` is not."""
    text = folded(text[:200])
    if "19" not in text and "20" not in text:
        return None  # every date has a year of these centuries
    for pattern in (_ISO, _CJK):
        match = pattern.search(text)
        if match:
            found = _date(*(int(group) for group in match.groups() if group))
            if found:
                return found
    return _spelt(text, knowledge) or _numbered(text, language)


def short_date_in(text: str) -> date | None:
    """Return a date whose year has two digits, written with points, or beyond doubt: `2.11.22`, `26/10/13`."""
    match = _SHORT.search(text[:200]) or _SHORT_SLASHED.search(text[:200])
    return _date(2000 + int(match[3]), int(match[2]), int(match[1])) if match else None


def at_hour(text: str) -> int | None:
    """Return the hour of a time that is told in universal time, or nothing for any other."""
    match = _HOUR.match(text.strip()[:60])
    return int(match[1] or match[2]) if match else None


def date_of_path(path: str) -> date | None:
    """Return the date that a file name or its folders carry."""
    path = path.replace("\\", "/")
    match = _IN_PATH.search(path)
    if match:
        return _date(*map(int, match.groups()))
    match = _DAY_FIRST_IN_PATH.search(path)
    return _date(int(match[3]), int(match[2]), int(match[1])) if match else None


def _spelt(text: str, knowledge: Knowledge) -> date | None:
    day_first, month_first, numbers = _words(knowledge)
    match = day_first.search(text)
    if match:
        return _date(int(match[3]), numbers[match[2]], int(match[1]))
    match = month_first.search(text)
    return _date(int(match[3]), numbers[match[1]], int(match[2])) if match else None


def _numbered(text: str, language: str) -> date | None:
    match = _DAY_FIRST.search(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if second > 12:
        return _date(year, first, second)
    is_certain = first > 12 or first == second or match[2] == "." or language[:2] not in ("", "en")
    return _date(year, second, first) if is_certain else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
