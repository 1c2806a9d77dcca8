"""Where, in words that stand with a picture, the credit begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Element
from bylint.model.prose import Prose
from bylint.roles.credit.anatomy import elements
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.finding import is_solid
from bylint.roles.credit.finding import trimmed
from bylint.roles.credit.unled import unled
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded
from bylint.text.lazy import lazily
from bylint.text.sentences import sentence_bounds

LONGEST = 1500
"""Characters of a text in which a credit is looked for; what is longer is no caption."""

# The sentence splitter ends a sentence after these, though a name follows.
_RANK = lazily(r"\b(?:Spc|Pfc|Pvt|Cpl|Cmdr|Cdr|Ens|Lcpl|Amn|Petty Officer|Mstr|Tech|PO[123]|Fr|Bro|Sra?)\.\s*$")
_PLACED = lazily(r"\b(?:from|via|by\s+the)\b.{0,5}\Z", re.IGNORECASE)
_LONGEST_END = 80
# "Imagen de Lisboa", "beeld van de haven": only a name is sure to be the maker's.
_OF = lazily(r"\b(?:de|di|da|do|van|von|av|af)\s*\Z", re.IGNORECASE)
_CLOSING = {"(": ")", "[": "]"}


class _Start(NamedTuple):
    start: int
    value: int
    form: str


def whole(prose: Prose, known: Vocabulary) -> Credit | None:
    """Read a text that stands where only a credit stands, such as a field of that name."""
    prose = _without_brackets(trimmed(prose))
    if not prose.plain or len(prose.plain) > LONGEST:
        return None
    start = _first_start(prose.plain, known)
    lead = start.value if start and start.start == 0 else 0
    found = elements(prose, lead, known, is_loose=True, follows_by=True)
    return Credit(prose, found, "whole") if is_solid(found) else None


def _without_brackets(prose: Prose) -> Prose:
    plain = prose.plain
    closing = _CLOSING.get(plain[:1], "")
    # Some templates part the bracket from its end.
    if not closing or plain.find(closing) not in (-1, len(plain) - 1):
        return prose
    return trimmed(prose.cut(1, len(plain) - (1 if plain.endswith(closing) else 0)))


def ended(prose: Prose, known: Vocabulary) -> tuple[Credit, ...]:
    """Return the agency or body with which a text ends that is none: "The quay | AP/Ada Lund", or all of it."""
    plain = prose.plain
    if not plain or len(plain) > LONGEST:
        return ()
    at = plain.rfind(" | ")
    cut = trimmed(prose.cut(at + 3 if at >= 0 else 0, len(plain)))
    found = elements(cut, 0, known, is_loose=False, follows_by=False)
    names = {element.name for element in found}
    is_pair = "/" in cut.plain and {"creator", "supplier", "agency"} & names >= names & {"creator"}
    is_known = bool(names & {"agency", "supplier"}) and (is_pair or at >= 0)
    return (Credit(cut, found, "tail"),) if is_known and len(cut.plain) <= _LONGEST_END else ()


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
    first = next((credit for credit in unled(prose, bounds, known) if credit), None)
    return (first,) if first else ()


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
    cut = trimmed(prose.cut(start.start, end))
    lead = min(start.value - start.start, len(cut.plain))
    # What follows need not be a name: "an image from the side", "the photo by the door".
    follows_by = (
        start.form == "by" and not _PLACED.search(cut.plain, 0, lead + 4) and not _OF.search(cut.plain, 0, lead)
    )
    found = elements(cut, lead, known, is_loose=False, follows_by=follows_by)
    if start.form == "by":
        found = (*_supplied(prose, start, known), *found)
    return Credit(cut, found, start.form) if is_solid(found) else None


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
    if is_caption and not found:
        found += [_Start(m.start(), m.end(), "lead") for m in known.inner_lead.finditer(plain)]
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
