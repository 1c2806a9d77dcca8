"""Credits in captions that no lead-in announces: in brackets, with a licence, or as a caption's last words."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Element
from bylint.model.prose import Prose
from bylint.roles.credit.anatomy import elements
from bylint.roles.credit.anatomy import is_name
from bylint.roles.credit.finding import SOLID
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.finding import trimmed
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded
from bylint.text.lazy import lazily

Bounds = tuple[tuple[int, int], ...]
_PAREN = lazily(r"[(\[]([^()\[\]]{2,200})[)\]](?=\W{0,3}$|\s|\.)")
_PARTED = lazily(r"\s?[/|]\s?")
_LONGEST_TAIL, _LONGEST_PAIR = 120, 60
_FEW_WORDS = 8
_MOST_OF = 0.55
_WORD = lazily(r"[^\W\d_]+")
_AROUND_LICENCE = frozenset(
    "under it its work licence license lizenz licencia licença terms see cc by via available".split()
)


def unled(prose: Prose, bounds: Bounds, known: Vocabulary) -> Iterator[Credit | None]:
    """Yield what each way of looking finds, the surest first. `bounds`: those of the sentences."""
    yield _in_brackets(prose, bounds, known)
    yield _with_licence(prose, bounds, known)
    yield _at_the_end(prose, bounds, known)
    yield _beside_agency(prose, known)
    yield _name_at_the_end(prose, bounds)
    yield _alone(prose, bounds, known)
    yield _body_last(prose, known)


def _in_brackets(prose: Prose, bounds: Bounds, known: Vocabulary) -> Credit | None:
    for match in _PAREN.finditer(prose.plain):
        cut = prose.cut(*match.span(1))
        found = elements(cut, 0, known, is_loose=False, follows_by=False)
        if _is_credit(cut.plain, found, is_last=not prose.plain[match.end() :].strip(" .")):
            return _with_name_before(prose, match.start(), match.end(), bounds, known) or Credit(cut, found, "bracket")
    return None


def _is_credit(plain: str, found: tuple[Element, ...], *, is_last: bool) -> bool:
    names = {element.name for element in found}
    if names & {"agency", "host"} or names >= {"licence", "creator"}:
        return True
    if any(character.isdigit() for character in plain):
        return False
    is_pair = "/" in plain and "creator" in names
    # A caption that ends with two names in brackets ends with its photographer: "(Ada Lund)".
    is_person = is_last and 2 <= len(plain.split()) <= 4 and names == {"creator"} and plain.replace(" ", "").isalpha()
    return is_pair or is_person


def _with_name_before(prose: Prose, opened: int, closed: int, bounds: Bounds, known: Vocabulary) -> Credit | None:
    """Read "Alma Misja (dpa/picture alliance)": the name stands before the bracket."""
    start = next((first for first, last in bounds if first <= opened < last), 0)
    name = prose.cut(start, opened).plain
    if not name or len(name) > 60 or not is_name(name):
        return None
    cut = trimmed(prose.cut(start, closed))
    return Credit(cut, elements(cut, 0, known, is_loose=False, follows_by=False), "bracket")


def _with_licence(prose: Prose, bounds: Bounds, known: Vocabulary) -> Credit | None:
    for number, (start, end) in enumerate(bounds):
        sentence = prose.plain[start:end]
        if not any(licence.pattern.search(sentence) for licence in known.licences) or known.about_text.search(sentence):
            continue
        before = prose.plain[slice(*bounds[number - 1])] if number else ""
        is_before = bool(known.made_by.search(before)) and not known.made_by.search(sentence)
        first = number - 1 if is_before else number
        cut = trimmed(prose.cut(bounds[first][0], end))
        found = _with_maker(cut, known)
        if _speaks_of_licences(cut.plain, found, known):
            continue
        return Credit(cut, found, "licence")
    return None


def _speaks_of_licences(plain: str, found: tuple[Element, ...], known: Vocabulary) -> bool:
    """Tell whether a sentence is about a licence: it names nobody, and other words stand around it."""
    if any(element.name in ("creator", "supplier", "agency", "host") for element in found):
        return False
    rest = plain
    for element in found:
        if element.name == "licence":
            rest = rest.replace(element.words, " ")
    words = frozenset(_WORD.findall(rest.casefold()))
    return bool(words - known.between - known.asides - known.picture_words - _AROUND_LICENCE)


def _with_maker(prose: Prose, known: Vocabulary) -> tuple[Element, ...]:
    found = elements(prose, 0, known, is_loose=False, follows_by=False)
    kept = tuple(element for element in found if element.name not in ("creator", "supplier"))
    maker = known.made_by.search(prose.plain)
    if maker:
        tail, lead = prose.cut(maker.start(), len(prose.plain)), maker.end() - maker.start()
        rest = elements(tail, lead, known, is_loose=False, follows_by=True)
        return (*kept, *(element for element in rest if element.name in ("creator", "supplier")))
    # Without "by", only a short text is sure to hold no more than names: "Rui Tavares, CC BY 2.0".
    return found if len(prose.plain) < 90 else kept


def _at_the_end(prose: Prose, bounds: Bounds, known: Vocabulary) -> Credit | None:
    start, end = bounds[-1]
    cut = trimmed(prose.cut(start, end))
    if len(cut.plain) > _LONGEST_TAIL:
        return None
    found = elements(cut, 0, known, is_loose=False, follows_by=False)
    names = {element.name for element in found}
    is_all = sum(len(element.words) for element in found if element.name in SOLID) >= len(cut.plain) * _MOST_OF
    if names & {"agency", "host"} and is_all and not _is_sentence(cut.plain):
        return Credit(cut, found, "tail")
    return None


def _beside_agency(prose: Prose, known: Vocabulary) -> Credit | None:
    """Read a caption whose last words, without a stop before them, are "AP Photo/Jane Roe" or "Jane Roe/AP"."""
    match = known.agency_tail.search(prose.plain)
    if not match:
        return None
    cut = trimmed(prose.cut(*match.span()))
    found = elements(cut, 0, known, is_loose=False, follows_by=False)
    return Credit(cut, found, "tail") if {"agency", "creator"} <= {element.name for element in found} else None


def _name_at_the_end(prose: Prose, bounds: Bounds) -> Credit | None:
    """Read a caption that ends with the photographer's name as a sentence of its own: "The quay at nine. Ada Lund"."""
    cut = trimmed(prose.cut(*bounds[-1]))
    words = cut.plain.split()
    if len(bounds) < 2 or not 2 <= len(words) <= 4 or not all(word.isalpha() and word[:1].isupper() for word in words):
        return None
    return Credit(cut, (Element("creator", cut.plain, cut),), "tail")


def _alone(prose: Prose, bounds: Bounds, known: Vocabulary) -> Credit | None:
    cut = trimmed(prose)
    names = tuple(name.strip() for name in _PARTED.split(cut.plain))
    if len(names) == 2 and all(is_name(name) and len(name) > 2 for name in names) and len(cut.plain) <= _LONGEST_PAIR:
        return Credit(cut, elements(cut, 0, known, is_loose=False, follows_by=False), "whole")
    # "File photo" says nothing as a whole caption, as its last sentence, or in brackets at its end.
    last = trimmed(prose.cut(*bounds[-1]))
    bracket = next((prose.cut(*m.span(1)) for m in _PAREN.finditer(prose.plain) if m.end() == len(prose.plain)), last)
    for words in (cut, last, bracket):
        if folded(words.plain) in known.vague_alone:
            return Credit(words, (Element("vague", words.plain, words),), "whole")
    return None


def _body_last(prose: Prose, known: Vocabulary) -> Credit | None:
    """Read a short caption that ends with a public body after a comma: "The quay at nine, NASA"."""
    cut = trimmed(prose)
    before, comma, last = cut.plain.rpartition(", ")
    if not comma or len(cut.plain.split()) > _FEW_WORDS or folded(last) not in known.public_bodies:
        return None
    body = cut.cut(len(before) + 2, len(cut.plain))
    return Credit(body, (Element("supplier", last, body),), "tail")


def _is_sentence(plain: str) -> bool:
    words = [word for word in plain.split() if word[:1].isalpha()]
    return sum(word[:1].islower() for word in words) * 2 > len(words)
