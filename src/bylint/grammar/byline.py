"""What a byline says: its names, cleaned of lead words, titles, places, times and markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar.names import Names
from bylint.grammar.names import is_body
from bylint.grammar.names import is_person
from bylint.grammar.names import may_be_body
from bylint.grammar.names import names
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.text.files import flat
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

_LONGEST = 600
_URL = lazily(r"(?:https?://|www\.)\S{1,300}|\S{1,60}@[\w-]{1,60}\.\S{1,60}|(?<!\w)@\w{1,30}", re.IGNORECASE)
_EMAIL = lazily(r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,30}")
_TAG = lazily(r"<[a-zA-Z/!][^<>]{0,400}>")
_LINK = lazily(r"\]\([^()\n]{0,400}\)|\]\[[^\[\]]{0,80}\]|\[(?=[^\[\]]{1,80}\][(\[])")
_PAREN = lazily(r"[(（][^()（）]{0,160}[)）]")
_EDGE = lazily(r"""^[\s,.;:|/*_~"“”„»«>•·–—-]+|[\s,;:|/*_~"“”„»«<•·–—-]+$""")


class Name(NamedTuple):
    """One name. `kind`: person, body or id."""

    prose: Prose
    kind: str


class BylineReading(NamedTuple):
    """What a byline says. `leads`: lead words inside it; `titles`: what describes the name before it (by its index);
    `rest`: words that are none of these."""

    names: tuple[Name, ...] = ()
    leads: tuple[Prose, ...] = ()
    titles: tuple[tuple[int, Prose], ...] = ()
    rest: tuple[Prose, ...] = ()
    email: Prose | None = None
    markup: Prose | None = None


class _BylineWords(NamedTuple):
    """Patterns and words by which a byline is taken apart."""

    lead: re.Pattern[str]
    field_lead: re.Pattern[str]
    tail: re.Pattern[str]
    split: re.Pattern[str]
    titles: frozenset[str]
    sure_titles: frozenset[str]


def read_byline(prose: Prose, knowledge: Knowledge, *, is_field: bool, fewest: int = 1) -> BylineReading:
    """Take a byline apart. A field holds a name whatever its form; a line must look like one."""
    if len(prose.plain) > _LONGEST:
        return BylineReading()
    if ";" in prose.plain and "<" not in prose.plain:
        return _joined(
            [read_byline(part, knowledge, is_field=is_field, fewest=fewest) for part in _between(prose, ";")]
        )
    known, by = names(knowledge), _words(knowledge)
    lead = (by.field_lead if is_field else by.lead).match(prose.plain)
    if lead and is_field and lead[0].strip()[-1:].isalpha() and " " not in prose.plain[lead.end() :].strip():
        lead = None
    body = prose.cut(lead.end(), len(prose.plain)) if lead else prose
    reading = BylineReading(leads=(prose.cut(0, lead.end()),) if lead else ())
    whole = _whole(body, known)
    if whole:
        return reading._replace(names=(Name(body, whole),))
    for piece in _pieces(body, known, by):
        reading = _added(reading, piece, known, by, is_field=is_field, fewest=fewest)
    return _turned(body, reading)._replace(email=_first(_EMAIL, body), markup=_first(_TAG, body) or _first(_LINK, body))


def as_said(name: Name) -> str:
    """Return a name as a reader would say it: "Roe, Jane" is Jane Roe."""
    last, comma, first = name.prose.plain.partition(",")
    if comma and first.strip() and name.kind == "person" and not first.strip().lower().startswith(("jr", "sr", "ii")):
        return f"{first.strip()} {last.strip()}"
    return " ".join(name.prose.plain.split())


def lead_of(line: str, knowledge: Knowledge) -> str:
    """Return the words at the beginning of a line that announce a name: "By", "Written by:"; nothing without any."""
    match = _words(knowledge).lead.match(line)
    return match[0] if match else ""


def is_lead(line: str, knowledge: Knowledge) -> bool:
    """Tell whether a line announces a name and says nothing else."""
    return bool(_words(knowledge).lead.fullmatch(line))


def _between(prose: Prose, mark: str) -> Iterator[Prose]:
    start = 0
    for end in [i for i, c in enumerate(prose.plain) if c == mark] + [len(prose.plain)]:
        if prose.plain[start:end].strip():
            yield prose.cut(start, end)
        start = end + 1


def _joined(readings: Iterable[BylineReading]) -> BylineReading:
    whole = BylineReading()
    for reading in readings:
        shift = len(whole.names)
        whole = BylineReading(
            whole.names + reading.names,
            whole.leads + reading.leads,
            whole.titles + tuple((index + shift, title) for index, title in reading.titles),
            whole.rest + reading.rest,
            whole.email or reading.email,
            whole.markup or reading.markup,
        )
    return whole


def _whole(body: Prose, known: Names) -> str:
    """A body's name may hold "and" and commas, an id a slash."""
    plain = body.plain
    if "," in plain or not plain:
        return ""
    if folded(plain) in known.agencies or folded(plain) in known.placeholders:
        return "body" if folded(plain) in known.agencies else "id"
    if plain.isascii() and " " not in plain and not _URL.search(plain) and ("/" in plain or "_" in plain):
        return "id"
    words_of = plain.split()
    if len(words_of) > 1 and any(word.strip(".,").casefold() in known.firms for word in words_of):
        return "body"
    is_joint = any(word.lower() in ("and", "&") for word in words_of)
    if is_joint and is_body(plain, known) and not is_person(plain.replace("&", "and").split(" and ")[0], known):
        return "body"
    return ""


def _pieces(body: Prose, known: Names, by: _BylineWords) -> Iterator[Prose]:
    plain, start = body.plain, 0
    for at, end in _gaps(plain, by):
        if at < start:
            continue
        if _is_degree(plain[start:at], known):
            start = end
            continue
        yield body.cut(start, at)
        start = end
    if not _is_degree(plain[start:], known):
        yield body.cut(start, len(plain))


def _gaps(plain: str, by: _BylineWords) -> list[tuple[int, int]]:
    found = [match.span() for pattern in (_URL, _TAG, _LINK, _PAREN) for match in pattern.finditer(plain)]
    inside = sorted(found)
    found += [m.span() for m in by.split.finditer(plain) if not any(a <= m.start() < b for a, b in inside[:50])]
    return sorted(found)


def _is_degree(text: str, known: Names) -> bool:
    return all(word.strip(".,") in known.suffixes for word in folded(text).split())


def _added(
    reading: BylineReading, piece: Prose, known: Names, by: _BylineWords, *, is_field: bool, fewest: int
) -> BylineReading:
    lead = by.field_lead.match(piece.plain) if reading.names else None
    if lead and " " in piece.plain[lead.end() :]:
        piece = piece.cut(lead.end(), len(piece.plain))
    piece = _trimmed(piece)
    if not piece.plain or folded(piece.plain) in known.nobodies:
        return reading
    is_place = reading.names and reading.names[-1].kind == "body" and is_field and " " not in piece.plain
    if is_place or (reading.names and _describes(piece.plain, known, by)):
        return _titled(reading, piece)
    kind = _kind(piece.plain, known, by, fewest)
    if kind:
        return reading._replace(names=(*reading.names, Name(piece, kind)))
    tail = by.tail.search(piece.plain)
    if tail and tail.start() > 1:
        head = _trimmed(piece.cut(0, tail.start()))
        kind = _kind(head.plain, known, by, fewest)
        if kind:
            behind = _trimmed(piece.cut(tail.start(), len(piece.plain)))
            reading = reading._replace(names=(*reading.names, Name(head, kind)))
            return _titled(reading, behind)
    if is_field and not reading.names and _is_any_name(piece.plain):
        kind = "id" if " " not in piece.plain else "body" if may_be_body(piece.plain, known) else "person"
        return reading._replace(names=(Name(piece, kind),))
    return reading._replace(rest=(*reading.rest, piece))


def _titled(reading: BylineReading, title: Prose) -> BylineReading:
    return reading._replace(titles=(*reading.titles, (len(reading.names) - 1, title)))


def _kind(text: str, known: Names, by: _BylineWords, fewest: int) -> str:
    plain = folded(text)
    if plain in known.placeholders:
        return "id"
    if plain in known.agencies:
        return "body"
    if _is_title(text, by) and not is_person(text, known):
        return ""
    if is_person(text, known, fewest=fewest):
        return "person" if " " in text or not text.islower() else "id"
    return "body" if is_body(text, known) and _is_written_as_name(text, known) else ""


def _is_written_as_name(text: str, known: Names) -> bool:
    """Tell whether a body's name is written like one: "Example Desk", "example.com", "the Example team"."""
    parts = text.split()
    if len(parts) == 1:
        return "." in text or text[0].isupper()
    if parts[0].lower() == "the" and folded(parts[-1]) in known.bodies:
        return True
    return all(word[0].isupper() or len(word) < 4 or not word[0].isalpha() for word in parts)


def _describes(text: str, known: Names, by: _BylineWords) -> bool:
    """Tell whether words behind a name are its title: "Program Director", "Professor of Law"."""
    last = folded(text.split()[-1]).strip(".,")
    if last in by.sure_titles or (last.endswith("s") and last[:-1] in by.titles):
        return True
    return _is_title(text, by) and not is_person(text, known)


def _is_title(text: str, by: _BylineWords) -> bool:
    return any(word.strip(".,") in by.titles for word in folded(text).replace("-", " ").split())


def _is_any_name(text: str) -> bool:
    return len(text) <= 80 and any(c.isalpha() for c in text) and "{" not in text


def _trimmed(prose: Prose) -> Prose:
    plain = prose.plain
    start = ((m := _EDGE.match(plain)) and m.end()) or 0
    ends = [m for m in _EDGE.finditer(plain) if m.end() == len(plain) and m.start() >= start]
    return prose.cut(start, ends[-1].start() if ends else len(plain))


def _turned(body: Prose, reading: BylineReading) -> BylineReading:
    """ "Roe, Jane" is one name, written with the surname first."""
    if len(reading.names) != 2 or reading.titles or body.plain.count(",") != 1 or ";" in body.plain:
        return reading
    first, second = (name.prose.plain for name in reading.names)
    if " " in first.strip() or len(second.split()) > 2 or any(name.kind == "body" for name in reading.names):
        return reading
    if " " in second and len(second.split()[1].strip(".")) > 1:
        return reading
    return reading._replace(names=(Name(_trimmed(body), "person"),))


def _first(pattern: re.Pattern[str], body: Prose) -> Prose | None:
    match = pattern.search(body.plain)
    return body.cut(*match.span()) if match else None


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge) -> _BylineWords:
    lists = knowledge.lists["bylines"]
    line, field = flat(lists["leads"]["line"]), flat(lists["leads"]["field"])
    # "Di Cook" is a whole name in a field; "Von Hans Meier" is not.
    ambiguous = frozenset(flat(lists["particles"])) - {"von"}
    titles = folded_all(flat(knowledge.lists["bios"]["posts"]))
    return _BylineWords(
        _lead(line),
        _lead(form for form in (*line, *field) if form not in ambiguous),
        lazily(lambda: _tail(flat(lists["tails"]), flat(lists["dates"]["months"]))),
        _split(flat(lists["joins"]["firm"])),
        titles,
        titles - frozenset(flat(lists["surname_posts"])),
    )


def _lead(leads: Iterable[str]) -> re.Pattern[str]:
    known = tuple(leads)
    return lazily(lambda: rf"^[\s*_•|–—-]{{0,6}}{one_of(map(folded, known), _after)}", re.IGNORECASE)


def _after(form: str) -> str:
    """Return what may stand between a lead word and the name."""
    last = form[-1]
    if last.isalpha():
        return r"(?:\s{0,2}[:：](?!:)\s{0,3}|\s{1,3}|$)"
    return r"(?!:)\s{0,3}" if last == ":" else r"\s{0,3}"


def _tail(tails: Iterable[str], months: Iterable[str]) -> str:
    forms = tuple(map(folded, tails))
    # Short ones are names too ("El", "Le"), so they count in small letters only.
    short = one_of(form for form in forms if len(form) <= 4)
    long = one_of(form for form in forms if len(form) > 4)
    month = one_of(name for each in months for name in each.split())
    return (
        rf"\s(?:{short})(?=\s|$)"
        rf"|\s(?i:{long})(?=[\s:]|$)"
        rf"|[\s,|(–—-](?i:{month})\.?\s{{1,2}}\d"
        r"|\s[–—|•·@-](?=\s|$)"
        r"|[\s,|(–—-]{1,3}\d"
    )


def _split(joins: Iterable[str]) -> re.Pattern[str]:
    forms = one_of(joins)
    return lazily(
        rf"\s{{0,3}}[;|•·\n、，；]\s{{0,3}}|\s{{0,3}},\s{{0,3}}(?:(?i:and|und|et|&)\s)?|\s(?i:{forms})\s|\s/\s|(?<=\w\w\w)/(?=[A-Z])|\s[–—-]\s"
    )
