"""Where, in words that stand with a picture, the credit begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Element
from bylint.model.prose import Prose
from bylint.roles.credit.anatomy import elements
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded
from bylint.text.sentences import sentence_bounds

LONGEST = 1500
"""Characters of a text in which a credit is looked for; what is longer is no caption."""

_PAREN = re.compile(r"[(\[]([^()\[\]]{2,200})[)\]](?=\W{0,3}$|\s|\.)")
# The sentence splitter ends a sentence after these, though a name follows.
_RANK = re.compile(r"\b(?:Spc|Pfc|Pvt|Cpl|Cmdr|Cdr|Ens|Lcpl|Amn|Petty Officer|Mstr|Tech|PO[123]|Fr|Bro|Sra?)\.\s*$")
_FROM = re.compile(r"\b(?:from|via)\s*$", re.IGNORECASE)
_OPENING = {")": "(", "]": "["}
_CLOSING = {"(": ")", "[": "]"}
_SOLID = frozenset(("creator", "supplier", "agency", "host", "licence", "vague", "placeholder"))
_STOP = " \t\n.,;:*_|"


class Credit(NamedTuple):
    """A credit found in a text. `form`: lead, by, general, bracket, licence, tail, whole."""

    prose: Prose
    elements: tuple[Element, ...]
    form: str

    def has(self, name: str) -> bool:
        """Tell whether the credit has an element of this name."""
        return any(element.name == name for element in self.elements)


class _Start(NamedTuple):
    start: int
    value: int
    form: str


def whole(prose: Prose, known: Vocabulary) -> Credit | None:
    """Read a text that stands where only a credit stands, such as a field of that name."""
    prose = _trimmed(prose)
    if not prose.plain or len(prose.plain) > LONGEST:
        return None
    start = _first_start(prose.plain, known)
    lead = start.value if start and start.start == 0 else 0
    found = elements(prose, lead, known, is_loose=True, follows_by=True)
    return Credit(prose, found, "whole") if _is_solid(found) else None


def spotted(prose: Prose, known: Vocabulary, *, is_caption: bool) -> tuple[Credit, ...]:
    """Return the credits in a text. `is_caption`: it stands with a picture, so weaker forms count as well."""
    plain = prose.plain
    if not plain or len(plain) > LONGEST:
        return ()
    starts = _starts(plain, known, is_caption=is_caption)
    if not starts and not is_caption:
        return ()
    bounds = sentence_bounds(plain)
    found = _with_leads(prose, starts, bounds, known)
    if found or not is_caption:
        return found
    looks = (
        _in_brackets(prose, known),
        _with_licence(prose, bounds, known),
        _at_the_end(prose, bounds, known),
        _alone(prose, known),
    )
    for credit in looks:
        if credit:
            return (credit,)
    return ()


def _with_leads(
    prose: Prose, starts: Sequence[_Start], bounds: tuple[tuple[int, int], ...], known: Vocabulary
) -> tuple[Credit, ...]:
    found: list[Credit] = []
    end = 0
    for start in starts:
        if start.start < end:
            continue
        end = _end(prose.plain, start, bounds, known)
        credit = _credit(prose, start, end, known)
        if credit:
            found.append(credit)
        else:
            end = start.value
    return tuple(found)


def _credit(prose: Prose, start: _Start, end: int, known: Vocabulary) -> Credit | None:
    cut = _trimmed(prose.cut(start.start, end))
    lead = min(start.value - start.start, len(cut.plain))
    # After "from" stands a source, which need not be a name: "an image from the side".
    follows_by = start.form == "by" and not _FROM.search(cut.plain[:lead])
    found = elements(cut, lead, known, is_loose=False, follows_by=follows_by)
    if start.form == "by":
        found = (*_supplied(prose, start, known), *found)
    twice = known.doubled.match(cut.plain)
    if twice:
        found = (*found, Element("doubled", twice[0], cut.cut(*twice.span())))
    return Credit(cut, found, start.form) if _is_solid(found) else None


def _supplied(prose: Prose, start: _Start, known: Vocabulary) -> tuple[Element, ...]:
    """In "U.S. Navy photo by" the lead-in names who supplies the picture."""
    words = prose.plain[start.start : start.value].split()
    for count in range(len(words) - 2, 0, -1):
        if folded(" ".join(words[:count])) in known.public_bodies:
            return (Element("supplier", " ".join(words[:count])),)
    return ()


def _starts(plain: str, known: Vocabulary, *, is_caption: bool) -> list[_Start]:
    found: list[_Start] = []
    low = plain.casefold()
    if ":" in low or "：" in low or "fot." in low:
        found += [_Start(m.start(), m.end(), "lead") for m in known.lead.finditer(plain)]
    if any(stem in low for stem in known.stems):
        found += [_Start(m.start(), m.end(), "by") for m in known.by_lead.finditer(plain)]
    if is_caption:
        found += [_Start(m.start(), m.end(), "general") for m in known.general_lead.finditer(plain)]
    return sorted(found, key=lambda start: (start.start, -start.value))


def _first_start(plain: str, known: Vocabulary) -> _Start | None:
    return next(iter(_starts(plain, known, is_caption=True)), None)


def _end(plain: str, start: _Start, bounds: tuple[tuple[int, int], ...], known: Vocabulary) -> int:
    before = plain[start.start - 1 : start.start]
    if before in _CLOSING:
        closing = plain.find(_CLOSING[before], start.value)
        if closing >= 0:
            return closing
    end = len(plain)
    for first, last in bounds:
        if last <= start.value:
            continue
        if first >= start.value and not _continues(plain[start.value : first], plain[first:last], known):
            return first
        end = last
    return end


def _continues(so_far: str, sentence: str, known: Vocabulary) -> bool:
    """Tell whether a sentence still belongs to the credit: a licence, or what an abbreviation has cut off."""
    if _RANK.search(so_far):
        return True
    if known.about_text.search(sentence) or known.lead.match(sentence.strip()):
        return False
    is_licence = any(licence.pattern.search(sentence) for licence in known.licences)
    return is_licence and len(sentence) < 200


def _in_brackets(prose: Prose, known: Vocabulary) -> Credit | None:
    for match in _PAREN.finditer(prose.plain):
        cut = prose.cut(*match.span(1))
        found = elements(cut, 0, known, is_loose=False, follows_by=False)
        names = {element.name for element in found}
        is_pair = "creator" in names and "/" in cut.plain and not any(c.isdigit() for c in cut.plain)
        if names & {"agency", "host"} or is_pair or (names & {"licence"} and "creator" in names):
            return Credit(cut, found, "bracket")
    return None


def _with_licence(prose: Prose, bounds: tuple[tuple[int, int], ...], known: Vocabulary) -> Credit | None:
    for number, (start, end) in enumerate(bounds):
        sentence = prose.plain[start:end]
        if not any(licence.pattern.search(sentence) for licence in known.licences) or known.about_text.search(sentence):
            continue
        first = number
        if (
            not known.made_by.search(sentence)
            and number
            and known.made_by.search(prose.plain[slice(*bounds[number - 1])])
        ):
            first = number - 1
        cut = _trimmed(prose.cut(bounds[first][0], end))
        return Credit(cut, _with_maker(cut, known), "licence")
    return None


def _with_maker(prose: Prose, known: Vocabulary) -> tuple[Element, ...]:
    found = elements(prose, 0, known, is_loose=False, follows_by=False)
    kept = tuple(element for element in found if element.name not in ("creator", "supplier"))
    maker = known.made_by.search(prose.plain)
    if maker:
        rest = elements(
            prose.cut(maker.start(), len(prose.plain)),
            maker.end() - maker.start(),
            known,
            is_loose=False,
            follows_by=True,
        )
        return (*kept, *(element for element in rest if element.name in ("creator", "supplier")))
    # Without "by", only a short text is sure to hold no more than names: "Rui Tavares, CC BY 2.0".
    return found if len(prose.plain) < 90 else kept


def _at_the_end(prose: Prose, bounds: tuple[tuple[int, int], ...], known: Vocabulary) -> Credit | None:
    start, end = bounds[-1]
    cut = _trimmed(prose.cut(start, end))
    if len(cut.plain) > 120:
        return None
    found = elements(cut, 0, known, is_loose=False, follows_by=False)
    names = {element.name for element in found}
    rest = sum(
        len(element.words) for element in found if element.name in ("creator", "supplier", "agency", "host", "licence")
    )
    is_all = rest >= len(cut.plain) * 0.6
    if names & {"agency", "host"} and is_all and not _is_sentence(cut.plain):
        return Credit(cut, found, "tail")
    return None


def _alone(prose: Prose, known: Vocabulary) -> Credit | None:
    cut = _trimmed(prose)
    if folded(cut.plain) in known.vague_alone:
        return Credit(cut, (Element("vague", cut.plain, cut),), "whole")
    return None


def _is_sentence(plain: str) -> bool:
    words = [word for word in plain.split() if word[:1].isalpha()]
    return sum(word[:1].islower() for word in words) * 2 > len(words)


def _is_solid(found: tuple[Element, ...]) -> bool:
    return any(element.name in _SOLID for element in found)


def _trimmed(prose: Prose) -> Prose:
    plain = prose.plain
    start, end = len(plain) - len(plain.lstrip(" \t\n*_|")), len(plain.rstrip(_STOP))
    while end and plain[end - 1] in _OPENING and _OPENING[plain[end - 1]] not in plain[start:end]:
        end = len(plain[: end - 1].rstrip(_STOP))
    if plain[end : end + 1] == "." and _is_abbreviated(plain[:end]):
        end += 1
    return prose.cut(start, end)


def _is_abbreviated(plain: str) -> bool:
    return bool(re.search(r"(?:\b[A-Z]\.[A-Z]|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|LLC|U\.S))$", plain))
