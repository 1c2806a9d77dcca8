"""What a credit says: creator, supplier, host, licence, and what it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Element
from bylint.model.prose import Prose
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_ADDRESS = lazily(r"(?:https?://|www\.)[^\s<>()\[\]]{1,300}", re.IGNORECASE)
_SEPARATOR = lazily(
    r"\s*[/|;,()\[\]·•]+\s*|\s+[-–—]+\s+|:\s+|\n"
    # A stop ends a piece, unless it ends an initial, a rank or a title.
    r"|(?<![\s.(]\w)(?<!Lt|Dr|Mr|Ms|St|Jr|Sr|Co|No)(?<!Sgt|Spc|Col|Gen|Cpl|Pfc|Pvt|Maj|Adm|Mrs|Inc|Ltd)"
    r"(?<!Capt|Cmdr|Prof)\.\s+"
    r"|\s+(?:via|on|from|for|at|with|by|and|&|und|et|über|auf|courtesy of|through|(?:is )?licensed(?: under)?"
    r"|(?:used )?under)\s+",
    re.IGNORECASE,
)
_TRIM = " \t.,:;*_~\"'“”„«»‘’()[]|/-–—©"
_LEADING = lazily(
    r"^(?:the|a|an|photo by|image by|by|photo|image|courtesy of|courtesy|credit|(?:photo|image) courtesy of|copyright"
    r"|\(c\)|©|via|from|on|original|adapted from|modified from|licensed|used|released)\s+(?=\S)",
    re.IGNORECASE,
)
# What may stand between a separator and the name: ", via Flickr", "© 2024 Ada Lund", "Photo Ada Lund / AFP".
_BEFORE_NAME = lazily(
    r"^(?:(?:[Vv]ia|VIA|[Cc]ourtesy of|[Ww]ith thanks to)\s+(?=\S)|(?:19|20)\d\d,?\s+(?=[^\W\d_])"
    r"|(?:Photo|PHOTO|Foto|Beeld)\s+(?=[^\W\d_a-z]\S{1,30}\s[^\W\d_a-z]))"
)
_TRAILING = lazily(r"\s+(?:photos?|images?|file|illustration|pool|handout|archive|license|licence)$", re.IGNORECASE)
_NUMBERS = lazily(r"^[\W\d]*(?:(?:19|20)\d\d[\W\d]*)?$")
_TERMS = {"asking host": "asks for the name", "free host": "asks for nothing"}
_SITES = frozenset(("asking host", "free host", "agency"))
_ELIDED = ("d'", "d’", "l'", "l’", "al-", "el-")
_NO_NAMES = frozenset(
    "the this that our his her their its a an der die das dem den le la les el los las il lo de".split()
)
_PARTICLES = frozenset(
    "de van von of the and & for al el la le du da di do dos das del der den des bin ibn y e i und et og och en "
    "zu zum zur ter ten in d' l' w z na u av af no st".split()
)


class Segment(NamedTuple):
    """A piece of a credit between separators, and what it is."""

    kind: str
    words: str
    start: int
    end: int


def elements(prose: Prose, lead: int, known: Vocabulary, *, is_loose: bool, follows_by: bool) -> tuple[Element, ...]:
    """Return what a credit says. `lead`: where its lead-in ends; `is_loose`: all of it stands where only credits do;
    `follows_by`: what follows the lead-in is a name even if it is spelt like a word."""
    plain = prose.plain
    found = list(_licences(prose, known))
    segments = tuple(_segments(plain, lead, found, known, is_loose=is_loose, follows_by=follows_by))
    if any(segment.kind in _SITES for segment in segments):
        segments = tuple(_as_handle(segment) for segment in segments)
    if lead:
        found.append(Element("lead", plain[:lead].strip(), prose.cut(0, lead)))
    for segment in segments:
        found.extend(_elements_of(segment, prose))
    named = {element.name for element in found}
    if not named & {"creator", "supplier", "agency", "host", "licence", "placeholder"}:
        found.extend(_vague(plain, lead, segments, prose, known))
    return tuple(found)


def _as_handle(segment: Segment) -> Segment:
    """Beside a host or an agency one lower-case word is a handle: "Photo: ev / Unsplash"."""
    is_handle = segment.kind == "text" and " " not in segment.words and segment.words.isalnum()
    return segment._replace(kind="creator") if is_handle else segment


def _elements_of(segment: Segment, prose: Prose) -> Iterator[Element]:
    place = prose.cut(segment.start, segment.end)
    if segment.kind in _TERMS:
        yield Element("host", segment.words, place)
        yield Element("terms", _TERMS[segment.kind])
    elif segment.kind not in ("aside", "vague", "text"):
        yield Element(segment.kind, segment.words, place)


def _licences(prose: Prose, known: Vocabulary) -> Iterator[Element]:
    taken: list[tuple[int, int]] = []
    for family, pattern in known.licences:
        for match in pattern.finditer(prose.plain):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            words = match[0].strip(" ,:-")
            start = match.start() + len(match[0]) - len(match[0].lstrip(" ,:-"))
            yield Element("licence", words, prose.cut(start, start + len(words)))
            yield Element("family", family)
            version = match.groupdict().get("version")
            if version:
                yield Element("version", version)


def _segments(
    plain: str, lead: int, licences: list[Element], known: Vocabulary, *, is_loose: bool, follows_by: bool
) -> Iterator[Segment]:
    blanked = _blanked(plain, lead, licences)
    if folded(plain[lead:]).strip(_TRIM) in known.own_work:
        yield Segment("creator", plain[lead:].strip(), lead, len(plain))
        return
    is_first = True
    start = 0
    for stop, following in _bounds(blanked):
        segment = _segment(blanked, start, stop, known, is_given=is_loose or (follows_by and is_first))
        if segment.words:
            is_first = False
            yield segment
        start = following


def _blanked(plain: str, lead: int, licences: list[Element]) -> str:
    text = " " * lead + plain[lead:]
    for element in licences:
        if element.name == "licence":
            at = text.find(element.words)
            if at >= 0:
                text = text[:at] + "|" * len(element.words) + text[at + len(element.words) :]
    return _ADDRESS.sub(lambda match: "|" * len(match[0]), text)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    for match in _SEPARATOR.finditer(text):
        yield match.start(), match.end()
    yield len(text), len(text)


def _segment(text: str, start: int, stop: int, known: Vocabulary, *, is_given: bool) -> Segment:
    words = text[start:stop]
    trimmed = _BEFORE_NAME.sub("", words.strip(_TRIM))
    at = start + words.find(trimmed) if trimmed else start
    kind = _kind(trimmed, known, is_given=is_given)
    return Segment(kind, trimmed if kind else "", at, at + len(trimmed))


def _kind(words: str, known: Vocabulary, *, is_given: bool) -> str:
    if not words or _NUMBERS.match(words):
        return ""
    for form in _forms(words):
        key = folded(form)
        kind = _listed(key, known)
        if kind:
            return kind
    if known.filler_tokens.search(words) or folded(words) in known.filler:
        return "placeholder"
    if folded(words) in _NO_NAMES:
        return "text"
    if is_name(words) or (is_given and len(words) > 2):
        return "creator"
    return "text"


def _listed(key: str, known: Vocabulary) -> str:
    if key in known.agencies:
        return "agency"
    if key in known.asking_hosts:
        return "asking host"
    if key in known.free_hosts:
        return "free host"
    if key in known.public_bodies:
        return "supplier"
    if key in known.own_work:
        return "creator"
    if key in known.vague:
        return "vague"
    if key in known.asides or key in known.picture_words:
        return "aside"
    return ""


def _forms(words: str) -> Iterator[str]:
    yield words
    short = _LEADING.sub("", words)
    yield short
    yield _TRAILING.sub("", short)


def is_name(words: str) -> bool:
    """Tell whether words are spelt like a name: all in capitals but for the particles of names."""
    parts = words.split()
    if len(parts) > 9 or len(words) > 80:
        return False
    if not any(part[:1].isalpha() and part[:1].islower() for part in parts):
        return words[:1].isalnum() or words[:1] == "@"
    if len(parts) == 1:
        return words.startswith("@") or "." in words[1:-1] or any(c.isdigit() for c in words)
    return any(part[:1].isupper() for part in parts) and not any(_is_common(part) for part in parts)


def _is_common(part: str) -> bool:
    """Tell whether a word in lower case is none of those that stand inside names."""
    return part[:1].islower() and part.lower() not in _PARTICLES and not part.startswith(_ELIDED)


def _vague(plain: str, lead: int, segments: tuple[Segment, ...], prose: Prose, known: Vocabulary) -> Iterator[Element]:
    rest = plain[lead:].strip(_TRIM)
    kinds = {segment.kind for segment in segments}
    if folded(rest) in known.vague or kinds in ({"vague"}, {"vague", "aside"}):
        yield Element("vague", rest, prose.cut(lead, len(plain)))
