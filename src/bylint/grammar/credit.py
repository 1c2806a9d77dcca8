"""What a line of words with a picture says of its maker: where in it the credit begins and ends, and whom it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.grammar.credit_patterns import ADDRESS
from bylint.grammar.credit_patterns import LEADING
from bylint.grammar.credit_patterns import CreditPatterns
from bylint.grammar.credit_patterns import licences_in
from bylint.grammar.credit_patterns import may_hold
from bylint.grammar.matcher import Match
from bylint.model.parts import Credit
from bylint.model.parts import Host
from bylint.model.parts import Licence
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.text.fold import folded
from bylint.text.fold import sentence_bounds
from bylint.text.lexicon import Line
from bylint.text.patterns import lazily

LONGEST = 1500
"""Characters of a text in which a credit is looked for; what is longer is no caption."""

_CLOSING = {"(": ")", "[": "]"}
_OPENING = {")": "(", "]": "["}
_STOP = " \t\n.,;:*_|"
_LEADING_SIGNS = " \t\n*_|–—-•·"
_INITIALS = lazily(r"\b[A-Z]\.[A-Z]$")
_LAST_WORD = lazily(r"([^\W_]+)\.\s*$")
_TERMS = {"asks": "asks for the name", "free": "asks for nothing"}
_LABELS = ("maker", "agency", "supplier", "placeholder", "asks", "free")
_LONGEST_END, _LONGEST_LICENCE, _SHORT, _SHORTEST_ACCOUNT = 80, 200, 90, 4


def read_credit(prose: Prose, known: CreditPatterns) -> Credit | None:
    """Read a text that stands where only a credit stands, such as a field of that name."""
    prose = _without_brackets(_trimmed(prose, known), known)
    if not prose.plain or len(prose.plain) > LONGEST:
        return None
    line = Line(prose.plain, known.lexicon)
    start = next(known.grammars["leads"].all(line), None)
    lead = start.last if start and start.first == 0 else 0
    credit = _read(prose, line, "whole", known, lead=lead, given=len(line.tokens))
    return credit if _says_anything(credit) else None


def find_last_names(prose: Prose, known: CreditPatterns) -> tuple[Credit, ...]:
    """Return the agency or body with which a text ends that is none: "The quay | AP/Ada Lund", or all of it."""
    line = Line(prose.plain, known.lexicon) if 0 < len(prose.plain) <= LONGEST else None
    found = known.grammars["alternatives"].first(line) if line else None
    if line is None or found is None:
        return ()
    credit = _of_match(prose, line, found, known)
    return (credit,) if len(credit.prose.plain) <= _LONGEST_END else ()


def find_vague_bracket(prose: Prose, known: CreditPatterns) -> tuple[Credit, ...]:
    """Return what stands for a credit in brackets at the end of a text: "The gauge on Friday. (Contributed photo)"."""
    line = Line(prose.plain, known.lexicon) if 0 < len(prose.plain) <= LONGEST and "(" in prose.plain else None
    found = known.grammars["bracketed"].first(line) if line else None
    return (_of_match(prose, line, found, known),) if line and found else ()


def find_credits(prose: Prose, known: CreditPatterns, *, is_caption: bool) -> tuple[Credit, ...]:
    """Return the credits in a text. `is_caption`: it stands with a picture, so weaker forms count as well."""
    if not prose.plain or len(prose.plain) > LONGEST or not (is_caption or may_hold(prose.plain, LEADING, known)):
        return ()
    line = Line(prose.plain, known.lexicon)
    starts = [s for s in known.grammars["leads"].all(line) if is_caption or s.form != "general"]
    if is_caption:
        # Only before the first that is sure: behind it stand names.
        end = starts[0].first if starts else len(line.tokens)
        starts = [*(s for s in known.grammars["inner"].all(line) if s.last <= end), *starts]
    found = tuple(_with_leads(prose, line, starts, known))
    if found or not is_caption:
        return found
    credit = _without_lead(prose, line, known)
    return (credit,) if credit else ()


def credit_of_all(prose: Prose, known: CreditPatterns) -> Credit | None:
    """Read a sentence that credits every picture: "All photos by Ada Lund unless otherwise noted"."""
    line = Line(prose.plain, known.lexicon)
    found = known.grammars["of-all"].first(line)
    if found is None or (found.form == "unless" and known.grammars["unless"].first(line) is None):
        return None
    return _read(prose, line, "blanket", known, lead=found.last, given=1)


def is_name(words: str, known: CreditPatterns) -> bool:
    """Tell whether words are spelt like names: all in capitals but for the particles of names."""
    return known.grammars["name"].first(Line(words, known.lexicon)) is not None


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


def _without_brackets(prose: Prose, known: CreditPatterns) -> Prose:
    plain = prose.plain
    closing = _CLOSING.get(plain[:1], "")
    # Some templates part the bracket from its end.
    if not closing or plain.find(closing) not in (-1, len(plain) - 1):
        return prose
    return _trimmed(prose.cut(1, len(plain) - (1 if plain.endswith(closing) else 0)), known)


def _with_leads(prose: Prose, line: Line, starts: Sequence[Match], known: CreditPatterns) -> Iterator[Credit]:
    end = 0
    for start in starts:
        if line.tokens[start.first].start < end:
            continue
        stop = _end(line, start, known)
        first, last = start.first, _token_at(line, stop)
        credit = _of_tokens(prose, line.part(first, last), start, known, stop)
        if _is_account_in_brackets(line, start, last) and not _says_anything(credit):
            credit = with_names(credit, makers=(_cut(prose, line, start.last, last),))
        if _says_anything(credit):
            end = stop
            yield credit


def _is_account_in_brackets(line: Line, start: Match, last: int) -> bool:
    """Tell whether one word of no other meaning stands alone behind a lead, in brackets: "(Photo: harborfan)"."""
    at = start.last
    before = line.text[: line.tokens[start.first].start][-1:]
    is_alone = start.form == "lead" and before in _CLOSING and last - at == 1 and not line.begun[at]
    return is_alone and len(line.tokens[at].word) >= _SHORTEST_ACCOUNT and line.tokens[at].word[0].isalpha()


def _of_tokens(prose: Prose, part: Line, start: Match, known: CreditPatterns, stop: int) -> Credit:
    """Read a credit that begins with its lead. `stop`: the character where it ends."""
    lead = start.last - start.first
    cut = _trimmed(prose.cut(part.tokens[0].start, stop), known)
    form = "by" if start.form in ("of", "elided") else start.form
    credit = _read(cut, part, form, known, lead=lead, given=int(start.form == "by"), whole=prose)
    if start.form == "elided" and credit.makers:
        # "Photo d'Ada Lund": the word has the particle in it.
        credit = with_names(credit, makers=(credit.makers[0].cut(2, len(credit.makers[0].plain)), *credit.makers[1:]))
    suppliers = tuple(
        _cut(prose, part, c.first - start.first, c.last - start.first) for c in start.captures if c.label == "supplier"
    )
    return with_names(credit, suppliers=(*suppliers, *credit.suppliers)) if suppliers else credit


def _end(line: Line, start: Match, known: CreditPatterns) -> int:
    """Return the character where a credit ends: with its bracket, or with its sentence and what continues that."""
    plain = line.text
    value = line.tokens[start.last].start if start.last < len(line.tokens) else len(plain)
    before = plain[line.tokens[start.first].start - 1 : line.tokens[start.first].start]
    if before in _CLOSING:
        closing = plain.find(_CLOSING[before], value)
        if closing >= 0:
            return closing
    end = len(plain)
    for first, last in sentence_bounds(plain):
        if last <= value:
            continue
        if first >= value and not _continues(line, value, first, last, known):
            return first
        end = last
    return end


def _continues(line: Line, value: int, first: int, last: int, known: CreditPatterns) -> bool:
    """Tell whether a sentence still belongs to the credit: a licence, or what an abbreviation has cut off."""
    rank = _LAST_WORD.search(line.text[value:first])
    if rank and rank[1].casefold() in known.words["abbreviation"]:
        return True
    if last - first >= _LONGEST_LICENCE or not _licences_between(line, first, last, known):
        return False
    part = line.part(_token_at(line, first), _token_at(line, last))
    lead = next(known.grammars["leads"].all(part), None)
    return known.grammars["about"].first(part) is None and (lead is None or lead.first > 0)


def _licences_between(line: Line, first: int, last: int, known: CreditPatterns) -> bool:
    return any(first <= licence.start < last for licence in licences_in(line, known.licences))


def _without_lead(prose: Prose, line: Line, known: CreditPatterns) -> Credit | None:
    """Read a credit that nothing leads to: the way that is surest."""
    found = known.grammars["tails"].first(line)
    if found is None or found.form != "bracket":
        credit = _with_licence(prose, line, known)
        if credit:
            return credit
    return _of_match(prose, line, found, known) if found else None


def _of_match(prose: Prose, line: Line, found: Match, known: CreditPatterns) -> Credit:
    credit = next(c for c in found.captures if c.label == "credit")
    part, cut = line.part(credit.first, credit.last), _trimmed(_cut(prose, line, credit.first, credit.last), known)
    if found.form == "vague":
        return Credit(cut, "vague", vague=cut)
    if found.form == "machine":
        return Credit(cut, "machine", suppliers=(cut,))
    makers = tuple(_cut(prose, line, c.first, c.last) for c in found.captures if c.label == "maker")
    if makers:
        return Credit(cut, found.form, makers=makers)
    return _read(cut, part, found.form, known, whole=prose)


def _with_licence(prose: Prose, line: Line, known: CreditPatterns) -> Credit | None:
    """Read a sentence with a licence, and the one before it if that names the maker."""
    bounds = sentence_bounds(line.text)
    for number, (start, end) in enumerate(bounds):
        if not _licences_between(line, start, end, known):
            continue
        first, last = _token_at(line, start), _token_at(line, end)
        part = line.part(first, last)
        if known.grammars["about"].first(part) is not None:
            continue
        if number and known.grammars["maker"].first(part) is None and not _names_first(part, known):
            before = _token_at(line, bounds[number - 1][0])
            if known.grammars["maker"].first(line.part(before, first)) is not None:
                first = before
        cut, part = _trimmed(prose.cut(line.tokens[first].start, end), known), line.part(first, last)
        credit = _with_maker(cut, part, prose, known)
        if not _speaks_of_licences(credit, part, known):
            return credit
    return None


def _names_first(part: Line, known: CreditPatterns) -> bool:
    """Tell whether a sentence begins with a name: "Rui Tavares, CC BY 2.0"."""
    first = next(known.grammars["names"].all(part), None)
    return first is not None and first.form == "maker"


def _with_maker(cut: Prose, part: Line, whole: Prose, known: CreditPatterns) -> Credit:
    credit = _read(cut, part, "licence", known, whole=whole)
    maker = known.grammars["maker"].first(part)
    if maker:
        rest = _read(cut, part, "licence", known, lead=maker.last, given=1, whole=whole)
        return with_names(credit, makers=rest.makers, suppliers=rest.suppliers)
    # Without "by", only a short text is sure to hold no more than names: "Rui Tavares, CC BY 2.0".
    is_short = len(ADDRESS.sub("", cut.plain)) < _SHORT
    return credit if is_short else with_names(credit, makers=(), suppliers=())


def _speaks_of_licences(credit: Credit, part: Line, known: CreditPatterns) -> bool:
    """Tell whether a sentence is about a licence: it names nobody, and other words stand around it."""
    if credit.makers or credit.suppliers or credit.agencies or credit.hosts:
        return False
    small = known.words["between-pictures"] | known.words["picture-note"] | known.words["picture"]
    taken = licences_in(part, known.licences)
    around = (t for t in part.tokens if not any(place.start <= t.start < place.end for place in taken))
    words = {token.key for token in around if token.word[0].isalpha()}
    return bool(words - small - known.words["licence-word"])


def _read(
    prose: Prose,
    part: Line,
    form: str,
    known: CreditPatterns,
    *,
    lead: int = 0,
    given: int = 0,
    whole: Prose | None = None,
) -> Credit:
    """Return what some tokens say as a credit.

    `lead`: the token where its lead ends; `given`: how many of the first pieces are names however they are spelt;
    `whole`: what `part` is a part of, if it is not `prose`.
    """
    whole = whole or prose
    rest = part.part(lead, len(part.tokens))
    pieces = tuple(known.grammars["names"].all(rest))
    named = _named(rest, pieces, given) or _address_named(pieces, lead)
    licences = tuple(_licences(whole, rest, pieces, known))
    cuts = {label: tuple(_cut(whole, rest, *place) for found, *place in named if found == label) for label in _LABELS}
    return Credit(
        prose,
        form,
        lead=_cut(whole, part, 0, lead),
        makers=_makers(cuts["maker"], known),
        suppliers=cuts["supplier"],
        agencies=cuts["agency"],
        hosts=(Host(_cut(whole, rest, *place), _TERMS[found]) for found, *place in named if found in _TERMS),
        licences=licences,
        placeholders=cuts["placeholder"],
        vague=EMPTY if named or licences else _vague(whole, rest, pieces),
    )


def _address_named(pieces: Sequence[Match], lead: int) -> tuple[tuple[str, int, int], ...]:
    """Return the address that a credit names and nothing beside it: "Image source: https://example.com/7"."""
    told = [piece for piece in pieces if piece.form != "between"]
    if not lead or len(told) != 1 or told[0].form != "address":
        return ()
    return (("supplier", told[0].first, told[0].last),)


def _makers(named: tuple[Prose, ...], known: CreditPatterns) -> tuple[Prose, ...]:
    """Return who is named; that the work is their own is no other name: "By Ada Lund - Own work"."""
    others = tuple(name for name in named if folded(name.plain) not in known.words["own-tail"])
    return others or named


def _named(rest: Line, pieces: Sequence[Match], given: int) -> tuple[tuple[str, int, int], ...]:
    """Return who is named, by label, with the tokens."""
    is_at_site = any(c.label in ("agency", "asks", "free") for piece in pieces for c in piece.captures)
    has_licence = any(piece.form == "licence" for piece in pieces)
    named: list[tuple[str, int, int]] = []
    count = 0
    for piece in pieces:
        count += piece.form != "between"
        named += [(c.label, c.first, c.last) for c in piece.captures if c.label in _LABELS]
        is_handle = is_at_site or (has_licence and count == 1)
        # Of a name that was read in the wrong encoding not all letters are left.
        is_cut = piece.form == "text" and "\ufffd" in rest.words(piece.first, piece.last)
        if piece.form == "text" and (count <= given or is_handle or is_cut):
            first, last = _without_signs(rest, piece.first, piece.last)
            words = rest.words(first, last)
            # Beside a host, an agency or a licence one lower-case word is a handle: "Photo: ev / Unsplash".
            if is_cut or (count <= given and len(words) > 2) or (is_handle and words.isalnum()):
                named.append(("maker", first, last))
    return tuple(named)


def _without_signs(rest: Line, first: int, last: int) -> tuple[int, int]:
    while first < last and not any(map(str.isalnum, rest.tokens[first].word)):
        first += 1
    while first < last and not any(map(str.isalnum, rest.tokens[last - 1].word)):
        last -= 1
    return first, last


def _licences(whole: Prose, rest: Line, pieces: Sequence[Match], known: CreditPatterns) -> Iterator[Licence]:
    starts = {rest.tokens[piece.first].start for piece in pieces if piece.form == "licence"}
    for place in licences_in(rest, known.licences) if starts else ():
        if place.start in starts:
            yield Licence(whole.cut(place.start, place.end), place.family, place.version)


def _vague(whole: Prose, rest: Line, pieces: Sequence[Match]) -> Prose:
    forms = {piece.form for piece in pieces} - {"between", "nothing"}
    if "vague" not in forms or forms - {"vague", "note"}:
        return EMPTY
    said = [piece for piece in pieces if piece.form in forms]
    return _cut(whole, rest, *_without_signs(rest, said[0].first, said[-1].last))


def _says_anything(credit: Credit) -> bool:
    named = (credit.makers, credit.suppliers, credit.agencies, credit.hosts, credit.licences, credit.placeholders)
    return any(named) or bool(credit.vague.plain)


def _cut(prose: Prose, line: Line, first: int, last: int) -> Prose:
    return prose.cut(line.tokens[first].start, line.tokens[last - 1].end) if last > first else EMPTY


def _token_at(line: Line, character: int) -> int:
    """Return the first token that begins at a character or behind it."""
    return bisect_left(line.tokens, character, key=lambda token: token.start)


def _trimmed(prose: Prose, known: CreditPatterns) -> Prose:
    """Return a credit without the stop, the emphasis marks and the single brackets at its ends."""
    plain = prose.plain
    start, end = len(plain) - len(plain.lstrip(_LEADING_SIGNS)), len(plain.rstrip(_STOP))
    while end and plain[end - 1] in _OPENING and _OPENING[plain[end - 1]] not in plain[start:end]:
        end = len(plain[: end - 1].rstrip(_STOP))
    if plain[end : end + 1] == "." and _is_abbreviated(plain[start:end], known):
        end += 1
    return prose.cut(start, end)


def _is_abbreviated(plain: str, known: CreditPatterns) -> bool:
    """Tell whether the stop behind a text belongs to its last word: Ada Lund Jr., U.S."""
    last = plain.casefold().rpartition(" ")[2]
    return last in known.words["abbreviation"] | known.words["firm-end"] or bool(_INITIALS.search(plain))
