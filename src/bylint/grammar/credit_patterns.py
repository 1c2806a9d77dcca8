"""The patterns of image credits, compiled for a run, and what they ask of a line beside its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import lru_cache
from functools import partial
from typing import Any
from typing import NamedTuple

from bylint.grammar import grammars
from bylint.grammar import lexicon
from bylint.grammar.matcher import Grammars
from bylint.grammar.pattern import Look
from bylint.grammar.pattern import Procedure
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.fold import sentence_bounds
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import Line
from bylint.text.patterns import lazily

# A credit begins where a sentence, a bracket, a line or a clause begins; never inside quotation marks.
_EDGE = lazily(r"(?:^|(?<=[(\[|\n/—–*。])|(?<=[.!?…)\]”\"’»|;:,—–/·•\n]\s)|(?<=\s-\s))")
ADDRESS = lazily(r"(?:https?://|www\.)[^\s<>()\[\]]{1,300}", re.IGNORECASE)
_ELIDED = re.compile(r"(?:[dl]['’]|[dn]ell['’]|all['’]|[ae]l-)[^\W\d_]")
_APART = frozenset("()[]/|;,·•")

LEADING = ("picture", "picture-lead", "courtesy")
"""Classes without a word of which nothing leads to a credit in a text that is no caption."""

EDGES = " \t.:*_()[]"
"""What may stand around a sentence on all pictures."""
_BEFORE_GAP = ".!?…"
_QUOTES = frozenset("'\"“‘«„`‹")


class LicencePlace(NamedTuple):
    """A licence in a text: its family, its version or nothing, and where it stands."""

    start: int
    end: int
    family: str
    version: str


class LicenceForms(NamedTuple):
    """How licences are written, by family; without one of the signs there is none."""

    families: tuple[tuple[str, re.Pattern[str]], ...]
    signs: tuple[str, ...]


class CreditPatterns:
    """What is known of credits.

    `words`: by class; `deeds`: of licences. By the settings of the site: `headings` over credits, `fields` that hold
    them, `blankets`, which are sentences that credit every picture.
    """

    __slots__ = ("blankets", "deeds", "fields", "grammars", "headings", "lexicon", "licences", "words")

    def __init__(self, knowledge: Knowledge) -> None:
        self.lexicon = lexicon(knowledge)
        self.words = self.lexicon.words
        self.licences, self.grammars = _licences_and_grammars(knowledge)
        self.deeds: Mapping[str, Any] = knowledge.lists["grammar/licence"]["deeds"]
        site = knowledge.settings.get("images", {})
        self.headings = self.words["credit-heading"] | folded_all(site.get("headings", ()))
        self.blankets = frozenset(folded(words).strip(EDGES) for words in site.get("blanket", ()))
        self.fields = folded_all(site.get("credit_fields", ()))


@lru_cache(maxsize=4)
def credit_patterns(knowledge: Knowledge) -> CreditPatterns:
    """Return the patterns of a run."""
    return CreditPatterns(knowledge)


@kept_by_lists
def _licences_and_grammars(knowledge: Knowledge) -> tuple[LicenceForms, Grammars]:
    listed = knowledge.lists["grammar/licence"]
    forms = LicenceForms(tuple(_families(listed["families"])), tuple(listed["signs"]))
    return forms, grammars(knowledge, "credit", _procedures(lexicon(knowledge), forms))


def _families(listed: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for family, patterns in listed.items():
        yield from ((family, lazily(pattern, re.IGNORECASE | re.VERBOSE)) for pattern in patterns)


def may_hold(text: str, classes: tuple[str, ...], known: CreditPatterns) -> bool:
    """Tell whether a text may hold a word of one of some classes: what costs less than to read it."""
    return bool(known.lexicon.scan((text,), classes)[0])


def said_in(text: str, forms: str, known: CreditPatterns) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield what of a text fits one of a list of forms: the form, the words, and where they stand."""
    line = Line(text, known.lexicon)
    for found in known.grammars[forms].all(line):
        start, end = line.tokens[found.first].start, line.tokens[found.last - 1].end
        yield found.form, text[start:end], (start, end)


# Pictures of one figure or paragraph share a caption.
@lru_cache(maxsize=32)
def first_words(text: str, forms: str, known: CreditPatterns) -> str:
    """Return the first words of a text that fit one of a list of forms, or nothing."""
    return next((words for _, words, _ in said_in(text, forms, known)), "")


def licences_in(line: Line, forms: LicenceForms) -> tuple[LicencePlace, ...]:
    """Return the licences in the text of a line."""
    found: tuple[LicencePlace, ...] | None = line.notes.get("licences")
    if found is None:
        low = folded(line.text)
        is_possible = any(sign in low for sign in forms.signs)
        found = line.notes["licences"] = tuple(_licences(line.text, forms)) if is_possible else ()
    return found


def _procedures(words: Lexicon, licences: LicenceForms) -> dict[str, Procedure]:
    return {
        "edge": Look(_is_edge),
        "gap": Look(_is_behind_gap),
        "line": Look(_begins_line),
        "sentence": Look(_is_sentence),
        "stop": partial(_stop, words.words["abbreviation"]),
        "upper": _upper,
        "capital": _capital,
        "letters": Look(_is_behind_letters),
        "behind-article": Look(partial(_is_behind_article, words.words["article-word"])),
        "small": _small,
        "handle": _handle,
        "elided": _elided,
        "account": _account,
        "domain": _domain,
        "possessive": _possessive,
        "number": _number,
        "title": _title,
        "year": _year,
        "sign": _sign,
        "printed-filler": partial(_printed_filler, words.words["of-words"]),
        "licence": partial(_licence, licences),
        "address": _address,
    }


def _is_edge(line: Line, at: int) -> bool:
    return at < len(line.tokens) and _EDGE.match(line.text, line.tokens[at].start) is not None


def _is_behind_gap(line: Line, at: int) -> bool:
    """Behind a blank or the end of a sentence."""
    if at in (0, len(line.tokens)):
        return True
    before = line.text[line.tokens[at].start - 1]
    return before.isspace() or before in _BEFORE_GAP


def _begins_line(line: Line, at: int) -> bool:
    return 0 < at < len(line.tokens) and "\n" in line.text[line.tokens[at - 1].end : line.tokens[at].start]


def _is_sentence(line: Line, at: int) -> bool:
    starts = line.notes.get("sentences")
    if starts is None:
        starts = line.notes["sentences"] = frozenset(_sentence_starts(line.text))
    return at < len(line.tokens) and line.tokens[at].start in starts


def _sentence_starts(text: str) -> Iterator[int]:
    for start, end in sentence_bounds(text):
        yield end - len(text[start:end].lstrip())


def _stop(abbreviations: frozenset[str], line: Line, at: int) -> Iterator[int]:
    if at >= len(line.tokens) or line.tokens[at].word != ".":
        return
    if at + 1 < len(line.tokens) and line.tokens[at + 1].start == line.tokens[at].end:
        return
    before = line.tokens[at - 1].key if at else ""
    if len(before) != 1 and before[-2:-1] != "." and before not in abbreviations:
        yield at + 1


def _upper(line: Line, at: int) -> Iterator[int]:
    word = line.tokens[at].word.lstrip("@#") if at < len(line.tokens) else ""
    if word and word[0].isalpha() and not word[0].islower():
        yield at + 1


def _capital(line: Line, at: int) -> Iterator[int]:
    word = line.tokens[at].word if at < len(line.tokens) else ""
    if word and (word[0].isalnum() or len(word) > 1) and not word[0].islower():
        yield at + 1


def _is_behind_letters(line: Line, at: int) -> bool:
    """Behind a word of letters that begins with a capital: Ada, Jean-Luc; not R-Ladies."""
    parts = line.tokens[at - 1].word.split("-") if at else [""]
    is_whole = len(parts) == 1 or min(map(len, parts)) > 1
    return is_whole and all(part[:1].isupper() and part.isalpha() for part in parts)


def _is_behind_article(articles: frozenset[str], line: Line, at: int) -> bool:
    return at > 0 and line.tokens[at - 1].key in articles


def _small(line: Line, at: int) -> Iterator[int]:
    if at < len(line.tokens) and line.tokens[at].word.islower():
        yield at + 1


def _handle(line: Line, at: int) -> Iterator[int]:
    """ada.lund, adalund7, ada_lund"""
    word = line.tokens[at].word if at < len(line.tokens) else ""
    if not word[:1].islower():
        return
    end = at + 1
    while end < len(line.tokens) and line.tokens[end].start == line.tokens[end - 1].end and _is_of_account(line, end):
        end += 1
    if end > at + 2 or "." in word or any(character.isdigit() for character in word):
        yield end


def _elided(line: Line, at: int) -> Iterator[int]:
    """d'Orsenne, al-Masri; not l'année"""
    word = line.tokens[at].word if at < len(line.tokens) else ""
    found = _ELIDED.match(word)
    if found and not found[0][-1].islower():
        yield at + 1


def _title(line: Line, at: int) -> Iterator[int]:
    if at < len(line.tokens) and line.tokens[at].word.istitle():
        yield at + 1


def _account(line: Line, at: int) -> Iterator[int]:
    """@adalund, @ada_lund; not the end of an address"""
    token = line.tokens[at] if at < len(line.tokens) else None
    if token is None or token.word[0] != "@" or len(token.word) < 3 or _is_glued(line, token.start):
        return
    end = at + 1
    while end < len(line.tokens) and line.tokens[end].start == line.tokens[end - 1].end and _is_of_account(line, end):
        end += 1
    yield end


def _is_glued(line: Line, start: int) -> bool:
    return start > 0 and line.text[start - 1].isalnum()


def _is_of_account(line: Line, at: int) -> bool:
    return line.tokens[at].word == "_" or line.tokens[at - 1].word == "_"


def _domain(line: Line, at: int) -> Iterator[int]:
    """example.com"""
    before, dot, ending = line.tokens[at].key.rpartition(".") if at < len(line.tokens) else ("", "", "")
    if before and dot and ending.isalpha() and 1 < len(ending) < 5:
        yield at + 1


def _possessive(line: Line, at: int) -> Iterator[int]:
    """Lund's"""
    if at < len(line.tokens) and line.tokens[at].key.endswith("'s") and line.tokens[at].word[0].isupper():
        yield at + 1


def _number(line: Line, at: int) -> Iterator[int]:
    """12, 01.02.2022"""
    word = line.tokens[at].word if at < len(line.tokens) else ""
    if word[:1].isdigit() and not any(character.isalpha() for character in word):
        yield at + 1


def _year(line: Line, at: int) -> Iterator[int]:
    """2021, 1999-2021"""
    word = line.tokens[at].word if at < len(line.tokens) else ""
    if word[:2] in ("19", "20") and len(word) in (4, 9) and word[:4].isdigit():
        yield at + 1


def _sign(line: Line, at: int) -> Iterator[int]:
    word = line.tokens[at].word if at < len(line.tokens) else "/"
    if len(word) == 1 and not word.isalnum() and word not in _APART:
        yield at + 1


def _printed_filler(of_words: frozenset[str], line: Line, at: int) -> Iterator[int]:
    """TK, [NAME]: what is filler in capitals alone; not “TODO”, the word TODO, which a picture shows."""
    is_behind = 0 < at < len(line.tokens)
    if is_behind and (line.text[line.tokens[at].start - 1] in _QUOTES or line.tokens[at - 1].key in of_words):
        return
    for end, classes in line.entries[at]:
        words = line.words(at, end)
        if "filler-token" in classes and (words[0] == "[" or words == words.upper()):
            yield end


def _licence(forms: LicenceForms, line: Line, at: int) -> Iterator[int]:
    found = licences_in(line, forms)
    if found and at < len(line.tokens):
        yield from _place(line, at, found)


def _licences(text: str, forms: LicenceForms) -> Iterator[LicencePlace]:
    taken: list[tuple[int, int]] = []
    for family, pattern in forms.families:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            words = match[0].strip(" ,:-")
            start = match.start() + match[0].find(words)
            yield LicencePlace(start, start + len(words), family, match.groupdict().get("version") or "")


def _place(line: Line, at: int, found: tuple[Any, ...]) -> Iterator[int]:
    """Yield where that ends which begins at a token."""
    start = line.tokens[at].start
    for place in found:
        if place[0] == start:
            yield bisect_left(line.tokens, place[1], lo=at, key=lambda token: token.start)


def _address(line: Line, at: int) -> Iterator[int]:
    found = line.notes.get("addresses")
    if found is None:
        found = line.notes["addresses"] = tuple(match.span() for match in ADDRESS.finditer(line.text))
    if found and at < len(line.tokens):
        yield from _place(line, at, found)
