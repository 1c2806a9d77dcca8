"""Texts made comparable: forms in which spellings that mean the same are the same, slips of the pen, and sentences."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from bylint.model.prose import Prose
from bylint.text.files import shipped_lists
from bylint.text.patterns import lazily

# Letters that no decomposition takes apart.
_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‑": "-", "–": "-", "—": "-"}
_NO_LETTER = lazily(r"[^\w]+")
# Below the first mark there is none.
_PERHAPS_MARKS = lazily(r"[^\x00-\u02ff]+")
_REMEMBERED = 80
"""Letters of the longest text whose forms are remembered: keys, names and lines come again, paragraphs do not."""


def folded(text: str) -> str:
    """Return the text without regard to case, kind of quote, dash and blank."""
    return _remembered_folded(text) if len(text) <= _REMEMBERED else _folded(text)


def folded_all(texts: Iterable[str]) -> frozenset[str]:
    """Return many short texts folded, for less than each by itself."""
    whole = _small("\0".join(texts))
    return frozenset(" ".join(text.split()) for text in whole.split("\0")) if whole else frozenset()


def bare(text: str) -> str:
    """Return the letters and digits alone, without marks, words parted by one blank: for comparing names."""
    return _remembered_bare(text) if len(text) <= _REMEMBERED else _bare(text)


def without_marks(decomposed: str) -> str:
    """Return a decomposed text without its accents and other marks."""
    return _PERHAPS_MARKS.sub(_unmarked, decomposed)


def _folded(text: str) -> str:
    return " ".join(_small(text).split())


def _small(text: str) -> str:
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text)
    # Nine looks for one letter each take less time than one look at each letter.
    for odd, plain in _QUOTES.items():
        text = text.replace(odd, plain)
    return text.casefold()


def small(text: str) -> str:
    """Return the text in small letters without marks: what `bare` returns, less that other signs are blanks there."""
    if text.isascii():
        return text.lower()
    text = text.casefold()
    for odd, plain in _LETTERS.items():
        text = text.replace(odd, plain)
    return without_marks(unicodedata.normalize("NFKD", text))


def _bare(text: str) -> str:
    return _NO_LETTER.sub(" ", small(text)).strip()


def _unmarked(match: re.Match[str]) -> str:
    return "".join(c for c in match[0] if not unicodedata.combining(c))


_remembered_folded = lru_cache(maxsize=4096)(_folded)
_remembered_bare = lru_cache(maxsize=4096)(_bare)


_SHORTEST, _LONG, _WORD = 5, 8, 3
"""Letters of the shortest text that may hold a slip, of one that may hold two, and of a word beside others."""
_VOWELS = frozenset("aeiouy")


def is_slip(one: str, other: str) -> bool:
    """Tell whether a text is another one with a single letter added, left out, changed, or two turned round.

    Short texts that differ otherwise than by letters turned round are two texts: Jon and John, Lee and Leo.
    """
    return one != other and ((_are_long(one, other) and _is_within(one, other, 1)) or _are_turned(one, other))


def is_misspelt(name: str, usual: str) -> bool:
    """Tell whether a bare name is likely to be another one misspelt: the same words but one, and that by a slip.

    Last letters alone make another name (Maria and Marie are two people), and so does the first.
    """
    words, others = name.split(), usual.split()
    if len(words) < 2 or len(words) != len(others):
        return False
    differing = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    if len(differing) != 1:
        return False
    return is_slip(*differing[0]) and may_be_slip(*differing[0])


def may_be_slip(word: str, usual: str) -> bool:
    """Tell whether no other name begins with another letter, or differs in the last one alone (Maria, Marie)."""
    a, b = word, usual
    is_short = not _are_long(a, b) and not _are_turned(a, b)
    return not is_short and a[0] == b[0] and a[:-1] != b[:-1] and a[:-1] != b and a != b[:-1]


def is_respelt(name: str, other: str) -> bool:
    """Tell whether a bare name may be another one that somebody spelled otherwise, where both stand for one person.

    Each word may hold a slip, one of eight letters and more two, and letters with marks may be written out (Jörg,
    Joerg); where a short word differs, no other does.
    """
    words = name.split()
    if name == other or len(words) < 2 or len(words) != len(other.split()):
        return False
    differing = differing_words(name, other)
    is_short = any(not _are_long(a, b) for a, b in differing)
    return (len(differing) == 1 or not is_short) and all(_is_word_respelt(a, b) for a, b in differing)


def differing_words(name: str, other: str) -> list[tuple[str, str]]:
    """Return the words of two bare names of as many words that differ, but for letters that are written out."""
    pairs = zip(name.split(), other.split(), strict=True)
    return [(a, b) for a, b in pairs if _written_out(a) != _written_out(b)]


def _is_word_respelt(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    return shortest >= _WORD and _is_within(one, other, 1 + (shortest >= _LONG))


def _are_long(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST


def _are_turned(one: str, other: str) -> bool:
    """Tell whether two letters within a word are turned round, "Falk" and "Flak": hardly another name is made so."""
    at = _shared(one, other)
    is_within = 0 < at < len(one) - 2 and len(one) == len(other)
    return is_within and one[at : at + 2] == other[at + 1 : at - 1 : -1] and one[at + 2 :] == other[at + 2 :]


def _written_out(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def may_be_two(name: str, other: str) -> bool:
    """Tell whether a vowel for a vowel is all that differs: Hansen and Hanson, Meier and Meyer are different people
    unless something ties them."""
    pairs = tuple(zip(name, other, strict=False))
    return len(name) == len(other) and all(a == b or {a, b} <= _VOWELS for a, b in pairs)


def _is_within(one: str, other: str, slips: int) -> bool:
    """Tell whether so many slips at most make one text of another."""
    start = _shared(one, other)
    a, b = one[start:], other[start:]
    if not slips or not a or not b:
        return max(len(a), len(b)) <= slips
    tails = [(a[1:], b), (a, b[1:]), (a[1:], b[1:])]
    if a[:2] == b[1::-1]:
        tails.append((a[2:], b[2:]))
    return any(_is_within(*tail, slips - 1) for tail in tails)


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared


_END = lazily(r"""[.!?…]+["'”’»)\]]*(?=\s)|\n""")
_NEXT = lazily(r"""\s*["'“‘«(\[]*(\w)""")
_INITIAL = lazily(r"(?:^|[\s(.])[^\W\d_]$")


def sentences(prose: Prose) -> tuple[Prose, ...]:
    """Split prose into its sentences; a hard line break ends one too."""
    return tuple(prose.cut(start, end) for start, end in sentence_bounds(prose.plain))


def sentence_bounds(plain: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each sentence of a text."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(plain):
        if _is_end(plain, match):
            bounds.append((start, match.end()))
            start = match.end()
    bounds.append((start, len(plain)))
    return tuple((a, b) for a, b in bounds if plain[a:b].strip())


def _is_end(plain: str, match: re.Match[str]) -> bool:
    if match[0] == "\n" or match[0][0] != ".":
        return True
    following = _NEXT.match(plain, match.end())
    if following and following[1].islower():
        return False
    before = plain[max(0, match.start() - 12) : match.start()]
    word = before.split()[-1].lower().lstrip("(\"'“‘") if before.split() else ""
    if word in ("u.s", "u.k", "u.n"):
        return bool(
            following and following[1].isupper() and _word_at(plain, following) in words_of_sentences("openings")
        )
    return word not in words_of_sentences("abbreviations") and not _INITIAL.search(before)


_LETTERS_OF_WORD = 5
# Below, all letters are Latin ones.
_BEYOND = lazily(r"[^\x00-\u024f]")
_UNPARTED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI")
"""Scripts without blanks between words, or with so many meanings a letter that two letters are a word."""


def is_latin(plain: str) -> bool:
    """Tell whether at least half of what a text says stands in Latin letters; a Chinese text names many things so."""
    others = [letter for letter in _BEYOND.findall(plain) if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in others)
    latin = sum(map(str.isalpha, plain)) - len(others) + scripts.pop("LATIN", 0) if others else 0
    return latin >= sum(count * (_LETTERS_OF_WORD / 2 if each in _UNPARTED else 1) for each, count in scripts.items())


def _word_at(plain: str, following: re.Match[str]) -> str:
    start = following.end() - len(following[0].lstrip())
    # A slice to the end of the text would be copied for each "U.S.".
    return plain[start : start + 40].split()[0]


@lru_cache(maxsize=8)
def words_of_sentences(key: str) -> frozenset[str]:
    """Return a list of `rules/directory/sentences.yaml`."""
    listed: list[str] = shipped_lists()["sentences"][key]["words"]
    return frozenset(listed)
