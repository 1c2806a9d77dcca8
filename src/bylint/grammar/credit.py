"""What a line of words with a picture says of its maker: where in it the credit begins and ends, and whom it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.grammar.credit_words import CreditWords
from bylint.grammar.credit_words import is_name
from bylint.grammar.credit_words import read_names
from bylint.model.parts import Credit
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.text.fold import folded
from bylint.text.fold import sentence_bounds
from bylint.text.patterns import lazily

Bounds = tuple[tuple[int, int], ...]

LONGEST = 1500
"""Characters of a text in which a credit is looked for; what is longer is no caption."""

# The sentence splitter ends a sentence after these, though a name follows.
_RANK = lazily(r"\b(?:Spc|Pfc|Pvt|Cpl|Cmdr|Cdr|Ens|Lcpl|Amn|Petty Officer|Mstr|Tech|PO[123]|Fr|Bro|Sra?)\.\s*$")
_PLACED = lazily(r"\b(?:from|via|by\s+the)\b.{0,5}\Z", re.IGNORECASE)
_LONGEST_END = 80
# "Imagen de Lisboa", "beeld van de haven": only a name is sure to be the maker's.
_OF = lazily(r"\b(?:de|di|da|do|van|von|av|af)\s*\Z", re.IGNORECASE)
_CLOSING = {"(": ")", "[": "]"}
_OPENING = {")": "(", "]": "["}
_STOP = " \t\n.,;:*_|"
_ABBREVIATED = lazily(r"(?:\b[A-Z]\.[A-Z]|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|LLC|U\.S))$")
_PAREN = lazily(r"[(\[]([^()\[\]]{2,200})[)\]](?=\W{0,3}$|\s|\.)")
_PARTED = lazily(r"\s?[/|]\s?")
_LONGEST_TAIL, _LONGEST_PAIR = 120, 60
_FEW_WORDS, _SHORT = 8, 90
_MOST_OF = 0.55
_WORD = lazily(r"[^\W\d_]+")
_AROUND_LICENCE = frozenset(
    "under it its work licence license lizenz licencia licença terms see cc by via available".split()
)


class _Start(NamedTuple):
    start: int
    value: int
    form: str


def read_credit(prose: Prose, known: CreditWords) -> Credit | None:
    """Read a text that stands where only a credit stands, such as a field of that name."""
    prose = _without_brackets(_trimmed(prose))
    if not prose.plain or len(prose.plain) > LONGEST:
        return None
    start = _first_start(prose.plain, known)
    lead = start.value if start and start.start == 0 else 0
    credit = read_names(prose, "whole", lead, known, is_loose=True, follows_by=True)
    return credit if _says_anything(credit) else None


def _without_brackets(prose: Prose) -> Prose:
    plain = prose.plain
    closing = _CLOSING.get(plain[:1], "")
    # Some templates part the bracket from its end.
    if not closing or plain.find(closing) not in (-1, len(plain) - 1):
        return prose
    return _trimmed(prose.cut(1, len(plain) - (1 if plain.endswith(closing) else 0)))


def find_last_names(prose: Prose, known: CreditWords) -> tuple[Credit, ...]:
    """Return the agency or body with which a text ends that is none: "The quay | AP/Ada Lund", or all of it."""
    plain = prose.plain
    if not plain or len(plain) > LONGEST:
        return ()
    at = plain.rfind(" | ")
    cut = _trimmed(prose.cut(at + 3 if at >= 0 else 0, len(plain)))
    credit = read_names(cut, "tail", 0, known, is_loose=False, follows_by=False)
    is_known = bool(credit.agencies or credit.suppliers) and ("/" in cut.plain or at >= 0)
    return (credit,) if is_known and len(cut.plain) <= _LONGEST_END else ()


def find_credits(prose: Prose, known: CreditWords, *, is_caption: bool) -> tuple[Credit, ...]:
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
    first = next((credit for credit in _without_lead(prose, bounds, known) if credit), None)
    return (first,) if first else ()


def _with_leads(
    prose: Prose, starts: Sequence[_Start], bounds: tuple[tuple[int, int], ...], known: CreditWords
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


def _credit(prose: Prose, start: _Start, end: int, known: CreditWords) -> Credit | None:
    cut = _trimmed(prose.cut(start.start, end))
    lead = min(start.value - start.start, len(cut.plain))
    # What follows need not be a name: "an image from the side", "the photo by the door".
    follows_by = (
        start.form == "by" and not _PLACED.search(cut.plain, 0, lead + 4) and not _OF.search(cut.plain, 0, lead)
    )
    credit = read_names(cut, start.form, lead, known, is_loose=False, follows_by=follows_by)
    supplier = _leading_supplier(prose, start, known) if start.form == "by" else EMPTY
    if supplier.plain:
        return with_names(credit, suppliers=(supplier, *credit.suppliers))
    return credit if _says_anything(credit) else None


def _leading_supplier(prose: Prose, start: _Start, known: CreditWords) -> Prose:
    """Return whom the lead-in names, as in "U.S. Navy photo by"."""
    words = prose.plain[start.start : start.value].split()
    for count in range(len(words) - 2, 0, -1):
        name = " ".join(words[:count])
        if folded(name) in known.public_bodies:
            return prose.cut(start.start, start.start + len(name))
    return EMPTY


def with_names(
    credit: Credit,
    *,
    makers: Sequence[Prose] | None = None,
    suppliers: Sequence[Prose] | None = None,
    vague: Prose | None = None,
) -> Credit:
    """Return a credit with other makers, suppliers or vague words than it has."""
    return Credit(
        credit.prose,
        credit.form,
        lead=credit.lead,
        makers=credit.makers if makers is None else makers,
        suppliers=credit.suppliers if suppliers is None else suppliers,
        agencies=credit.agencies,
        hosts=credit.hosts,
        licences=credit.licences,
        placeholders=credit.placeholders,
        vague=credit.vague if vague is None else vague,
    )


def _names(credit: Credit) -> tuple[Prose, ...]:
    """Return all that a credit names or leaves open."""
    hosts, licences = (host.prose for host in credit.hosts), (licence.prose for licence in credit.licences)
    vague = (credit.vague,) if credit.vague.plain else ()
    return (*credit.makers, *credit.suppliers, *credit.agencies, *hosts, *licences, *credit.placeholders, *vague)


def _says_anything(credit: Credit) -> bool:
    return bool(_names(credit))


def _starts(plain: str, known: CreditWords, *, is_caption: bool) -> list[_Start]:
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


def _first_start(plain: str, known: CreditWords) -> _Start | None:
    return next(iter(_starts(plain, known, is_caption=True)), None)


def _end(plain: str, start: _Start, bounds: tuple[tuple[int, int], ...], known: CreditWords) -> int:
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


def _continues(so_far: str, sentence: str, known: CreditWords) -> bool:
    """Tell whether a sentence still belongs to the credit: a licence, or what an abbreviation has cut off."""
    if _RANK.search(so_far):
        return True
    if known.about_text.search(sentence) or known.lead.match(sentence.strip()):
        return False
    is_licence = any(licence.pattern.search(sentence) for licence in known.licences)
    return is_licence and len(sentence) < 200


def _without_lead(prose: Prose, bounds: Bounds, known: CreditWords) -> Iterator[Credit | None]:
    """Yield what each way of looking finds, the surest first. `bounds`: those of the sentences."""
    yield _in_brackets(prose, bounds, known)
    yield _with_licence(prose, bounds, known)
    yield _at_the_end(prose, bounds, known)
    yield _beside_agency(prose, known)
    yield _name_at_the_end(prose, bounds)
    yield _alone(prose, bounds, known)
    yield _body_last(prose, known)


def _in_brackets(prose: Prose, bounds: Bounds, known: CreditWords) -> Credit | None:
    for match in _PAREN.finditer(prose.plain):
        cut = prose.cut(*match.span(1))
        credit = read_names(cut, "bracket", 0, known, is_loose=False, follows_by=False)
        if _is_credit(credit, is_last=not prose.plain[match.end() :].strip(" .")):
            return _with_name_before(prose, match.start(), match.end(), bounds, known) or credit
    return None


def _is_credit(credit: Credit, *, is_last: bool) -> bool:
    if credit.agencies or credit.hosts or (credit.licences and credit.makers):
        return True
    plain = credit.prose.plain
    if any(character.isdigit() for character in plain):
        return False
    is_pair = "/" in plain and bool(credit.makers)
    # A caption that ends with two names in brackets ends with its photographer: "(Ada Lund)".
    is_alone = bool(credit.makers) and _names(credit) == credit.makers
    is_person = is_last and 2 <= len(plain.split()) <= 4 and is_alone and plain.replace(" ", "").isalpha()
    return is_pair or is_person


def _with_name_before(prose: Prose, opened: int, closed: int, bounds: Bounds, known: CreditWords) -> Credit | None:
    """Read "Alma Misja (dpa/picture alliance)": the name stands before the bracket."""
    start = next((first for first, last in bounds if first <= opened < last), 0)
    name = prose.cut(start, opened).plain
    if not name or len(name) > 60 or not is_name(name):
        return None
    cut = _trimmed(prose.cut(start, closed))
    return read_names(cut, "bracket", 0, known, is_loose=False, follows_by=False)


def _with_licence(prose: Prose, bounds: Bounds, known: CreditWords) -> Credit | None:
    for number, (start, end) in enumerate(bounds):
        sentence = prose.plain[start:end]
        if not any(licence.pattern.search(sentence) for licence in known.licences) or known.about_text.search(sentence):
            continue
        before = prose.plain[slice(*bounds[number - 1])] if number else ""
        is_before = bool(known.made_by.search(before)) and not known.made_by.search(sentence)
        first = number - 1 if is_before else number
        cut = _trimmed(prose.cut(bounds[first][0], end))
        credit = _with_maker(cut, known)
        if not _speaks_of_licences(credit, known):
            return credit
    return None


def _speaks_of_licences(credit: Credit, known: CreditWords) -> bool:
    """Tell whether a sentence is about a licence: it names nobody, and other words stand around it."""
    if credit.makers or credit.suppliers or credit.agencies or credit.hosts:
        return False
    rest = credit.prose.plain
    for licence in credit.licences:
        rest = rest.replace(licence.prose.plain, " ")
    words = frozenset(_WORD.findall(rest.casefold()))
    return bool(words - known.between - known.asides - known.picture_words - _AROUND_LICENCE)


def _with_maker(prose: Prose, known: CreditWords) -> Credit:
    credit = read_names(prose, "licence", 0, known, is_loose=False, follows_by=False)
    maker = known.made_by.search(prose.plain)
    if maker:
        tail, lead = prose.cut(maker.start(), len(prose.plain)), maker.end() - maker.start()
        rest = read_names(tail, "licence", lead, known, is_loose=False, follows_by=True)
        return with_names(credit, makers=rest.makers, suppliers=rest.suppliers)
    # Without "by", only a short text is sure to hold no more than names: "Rui Tavares, CC BY 2.0".
    return credit if len(prose.plain) < _SHORT else with_names(credit, makers=(), suppliers=())


def _at_the_end(prose: Prose, bounds: Bounds, known: CreditWords) -> Credit | None:
    start, end = bounds[-1]
    cut = _trimmed(prose.cut(start, end))
    if len(cut.plain) > _LONGEST_TAIL:
        return None
    credit = read_names(cut, "tail", 0, known, is_loose=False, follows_by=False)
    is_all = sum(len(name.plain) for name in _names(credit)) >= len(cut.plain) * _MOST_OF
    return credit if (credit.agencies or credit.hosts) and is_all and not _is_sentence(cut.plain) else None


def _beside_agency(prose: Prose, known: CreditWords) -> Credit | None:
    """Read a caption whose last words, without a stop before them, are "AP Photo/Jane Roe" or "Jane Roe/AP"."""
    match = known.agency_tail.search(prose.plain)
    if not match:
        return None
    cut = _trimmed(prose.cut(*match.span()))
    credit = read_names(cut, "tail", 0, known, is_loose=False, follows_by=False)
    return credit if credit.agencies and credit.makers else None


def _name_at_the_end(prose: Prose, bounds: Bounds) -> Credit | None:
    """Read a caption that ends with the photographer's name as a sentence of its own: "The quay at nine. Ada Lund"."""
    cut = _trimmed(prose.cut(*bounds[-1]))
    words = cut.plain.split()
    if len(bounds) < 2 or not 2 <= len(words) <= 4 or not all(word.isalpha() and word[:1].isupper() for word in words):
        return None
    return Credit(cut, "tail", makers=(cut,))


def _alone(prose: Prose, bounds: Bounds, known: CreditWords) -> Credit | None:
    cut = _trimmed(prose)
    names = tuple(name.strip() for name in _PARTED.split(cut.plain))
    if len(names) == 2 and all(is_name(name) and len(name) > 2 for name in names) and len(cut.plain) <= _LONGEST_PAIR:
        return read_names(cut, "whole", 0, known, is_loose=False, follows_by=False)
    # "File photo" says nothing as a whole caption, as its last sentence, or in brackets at its end.
    last = _trimmed(prose.cut(*bounds[-1]))
    bracket = next((prose.cut(*m.span(1)) for m in _PAREN.finditer(prose.plain) if m.end() == len(prose.plain)), last)
    for words in (cut, last, bracket):
        if folded(words.plain) in known.vague_alone:
            return Credit(words, "whole", vague=words)
    return None


def _body_last(prose: Prose, known: CreditWords) -> Credit | None:
    """Read a short caption that ends with a public body after a comma: "The quay at nine, NASA"."""
    cut = _trimmed(prose)
    before, comma, last = cut.plain.rpartition(", ")
    if not comma or len(cut.plain.split()) > _FEW_WORDS or folded(last) not in known.public_bodies:
        return None
    body = cut.cut(len(before) + 2, len(cut.plain))
    return Credit(body, "tail", suppliers=(body,))


def _is_sentence(plain: str) -> bool:
    words = [word for word in plain.split() if word[:1].isalpha()]
    return sum(word[:1].islower() for word in words) * 2 > len(words)


def _trimmed(prose: Prose) -> Prose:
    """Return a credit without the stop, the emphasis marks and the single brackets at its ends."""
    plain = prose.plain
    start, end = len(plain) - len(plain.lstrip(" \t\n*_|")), len(plain.rstrip(_STOP))
    while end and plain[end - 1] in _OPENING and _OPENING[plain[end - 1]] not in plain[start:end]:
        end = len(plain[: end - 1].rstrip(_STOP))
    if plain[end : end + 1] == "." and _ABBREVIATED.search(plain[:end]):
        end += 1
    return prose.cut(start, end)
