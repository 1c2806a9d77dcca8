"""Words looked for in one scan of a text: names, anchors of rules, and words by class.

A lexicon file maps a class to its words, with their source and date; words may be listed by language, and then
`class.language` is a class too. Words are compared folded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from functools import cached_property
from functools import lru_cache
from typing import Any
from typing import NamedTuple
from typing import TypeVar
from unicodedata import is_normalized

from bylint.text.files import flat
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.patterns import MOST_ANCHORS
from bylint.text.patterns import SHORTEST_ANCHOR

# One character for one: what is found in the even form stands at the same place in the text itself.
_EVEN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "–": "-", "—": "-", "\n": " ", "\u00a0": " "})


class Hit(NamedTuple):
    """One of the names, where it stands in the text."""

    name: str
    start: int
    end: int


class Literals(NamedTuple):
    """Names, compiled for a scan. Empty names are no names."""

    automaton: Any
    size: int


def literals(names: Iterable[str]) -> Literals:
    """Compile names for a scan."""
    automaton = automaton_of((even(name), name) for name in names if name.strip())
    return Literals(automaton, len(automaton))


def automaton_of(pairs: Iterable[tuple[str, Any]]) -> Any:
    """Return what finds words in one scan of a text, each with what it stands for; without a word it must not scan."""
    # Imported here: an article without a name to look for needs none.
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for word, name in pairs:
        automaton.add_word(word, name)
    if len(automaton):
        automaton.make_automaton()
    return automaton


def even(text: str) -> str:
    """Return the text in lower case with plain quotes and dashes, each character at its old place."""
    lower = text.lower()
    if len(lower) != len(text):
        # A few capitals (the dotted I) have a longer small form.
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_EVEN)


def scan(known: Literals, text: str) -> tuple[Hit, ...]:
    """Return the names in a text, leftmost first; of two that overlap, the one that begins first, then the longer."""
    if not known.size:
        return ()
    form = even(text)
    found = ((name, last + 1 - len(name), last + 1) for last, name in known.automaton.iter(form))
    words = [Hit(*hit) for hit in found if _is_whole(form, *hit[1:])]
    whole = sorted(words, key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in whole:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _is_whole(form: str, start: int, end: int) -> bool:
    return not form[start - 1 : start].isalnum() and not form[end : end + 1].isalnum()


_WORD = re.compile(rf"[a-z0-9]{{{SHORTEST_ANCHOR},}}")
# Small forms of the dotted and the dotless I.
_I = str.maketrans({"ı": "i", "\u0307": ""})


def anchors_of_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Return words of which one stands in each of some texts."""
    found = tuple(max(_WORD.findall(folded(text)), key=len, default="") for text in texts)
    return tuple(dict.fromkeys(found)) if all(found) and len(found) <= MOST_ANCHORS else ()


def present(anchors: tuple[tuple[str, ...], ...], texts: Iterable[str]) -> frozenset[str]:
    """Return those of the anchors of several rules that stand in some texts."""
    automaton = _automaton(anchors)
    if not len(automaton):
        return frozenset()
    text = "\n".join(texts)
    small = text.lower() if text.isascii() else f"{text.casefold().translate(_I)}\n{folded(text)}"
    return frozenset(word for _, word in automaton.iter(small))


@lru_cache(maxsize=8)
def _automaton(anchors: tuple[tuple[str, ...], ...]) -> Any:
    return automaton_of((word, word) for words in anchors for word in words)


# Where a sentence ends, its stop may stand right before the next word: "in the north.Photo: Jane Roe".
_TOKEN = re.compile(
    r"[@#]?[^\W_⁰¹²³⁴-⁹]++(?:(?:['’&‑-]|\.(?!(?<=[a-z]{3}\.)[A-Z][a-z]{2}))[^\W_⁰¹²³⁴-⁹]++)*|[^\w\s]|[_⁰¹²³⁴-⁹]"
)
_PART = re.compile(r"[^\W_]+")
_PARTING = {number: " " for number in range(128) if not chr(number).isalnum()}
_NONE: frozenset[str] = frozenset()
_Name = TypeVar("_Name")
Entries = Sequence[tuple[int, Set[str]]]
"""Entries that begin at one token: where each ends, and its classes."""


class Token(NamedTuple):
    """A word or a sign of a text, as printed and folded, and where it stands."""

    word: str
    key: str
    start: int
    end: int


class Lexicon:
    """Words by class, folded.

    `small`: words that stand everywhere, so that no scan looks for them, by the classes that list them; `phrases`: the
    number of the `classes` of each word, its tokens parted by blanks; `prefixes`: tokens with which longer ones begin.
    """

    __slots__ = ("_anchors", "classes", "phrases", "prefixes", "small", "words")

    def __init__(
        self,
        words: Mapping[str, frozenset[str]],
        small: Mapping[str, frozenset[str]],
        phrases: dict[str, int],
        prefixes: Set[str],
        classes: Mapping[int, frozenset[str]],
    ) -> None:
        self.words, self.small, self.phrases, self.prefixes, self.classes = words, small, phrases, prefixes, classes
        self._anchors: dict[tuple[str, ...], _Anchors] = {}

    def has(self, name: str, text: str) -> bool:
        """Tell whether a text holds a word of a class."""
        return bool(self.find(name, text))

    def find(self, name: str, text: str) -> str:
        """Return the first words of a class in a text, as printed; nothing if it holds none."""
        found = tokens(text)
        keys = [token.key for token in found]
        ends = ((at, end) for at in range(len(keys)) for end, held in entries_at(keys, at, self) if name in held)
        first = next(ends, None)
        return text[found[first[0]].start : found[first[1] - 1].end] if first else ""

    def scan(self, texts: Sequence[str], classes: tuple[str, ...] = ()) -> tuple[frozenset[str], ...]:
        """Return for each text the classes of which it may hold a word; of all others it holds none.

        `classes`: those to look for, if not all.
        """
        anchors = self._anchors_of(classes)
        return tuple(_held(_small(text), anchors) for text in texts)

    def _anchors_of(self, classes: tuple[str, ...]) -> _Anchors:
        if classes not in self._anchors:
            self._anchors[classes] = _anchors({name: self.words[name] for name in classes or self.words})
        return self._anchors[classes]


def lexicon_of(files: Iterable[Mapping[str, Any]]) -> Lexicon:
    """Return the lexicon of some files; what has no `words` is no class."""
    found: dict[str, list[str]] = {}
    small: dict[str, list[str]] = {}
    for name, entry in (pair for file in files for pair in file.items() if isinstance(pair[1], Mapping)):
        if "small" in entry:
            small.setdefault(name, []).extend(flat(entry["small"]))
        listed = entry.get("words")
        if isinstance(listed, Mapping):
            for language, words in listed.items():
                found.setdefault(f"{name}.{language}", []).extend(words)
                found.setdefault(name, []).extend(words)
        elif listed is not None:
            found.setdefault(name, []).extend(listed)
    words = {name: folded_all(listed) for name, listed in found.items()}
    return Lexicon(words, {name: folded_all(listed) for name, listed in small.items()}, *_phrases(words))


def _phrases(words: Mapping[str, Set[str]]) -> tuple[dict[str, int], Set[str], dict[int, frozenset[str]]]:
    held: dict[str, set[str]] = {}
    for name, listed in words.items():
        for word in listed:
            # Most words are letters alone: they need no look for tokens.
            is_plain = word.replace(" ", "").isalpha()
            held.setdefault(word if is_plain else " ".join(token.key for token in tokens(word)), set()).add(name)
    numbers: dict[frozenset[str], int] = {}
    phrases = {phrase: numbers.setdefault(frozenset(names), len(numbers)) for phrase, names in held.items()}
    prefixes = {phrase[:at] for phrase in phrases for at, letter in enumerate(phrase) if letter == " "}
    return phrases, prefixes, {number: names for names, number in numbers.items()}


def as_kept(lexicon: Lexicon) -> bytes:
    """Return a lexicon as JSON: to fold its words takes longer than all else that a hook does."""
    sets = (_lines(lexicon.words), _lines(lexicon.small), _lines(lexicon.classes))
    told = *sets, lexicon.phrases, [*lexicon.prefixes]
    return json.dumps(told, ensure_ascii=False).encode()


def of_kept(content: bytes) -> Lexicon:
    """Return the lexicon that was kept as JSON."""
    words, small, classes, phrases, prefixes = json.loads(content)
    numbered = {int(number): frozenset(lines.splitlines()) for number, lines in classes.items()}
    return Lexicon(_Parted(words), _Parted(small), phrases, frozenset(prefixes), numbered)


def _lines(sets: Mapping[_Name, frozenset[str]]) -> dict[_Name, str]:
    return {name: "\n".join(words) for name, words in sets.items()}


class _Parted(Mapping[str, frozenset[str]]):
    """Sets of words, each made of its lines when it is first asked for: a run asks for few of two thousand."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines
        self._made: dict[str, frozenset[str]] = {}

    def __getitem__(self, name: str) -> frozenset[str]:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = frozenset(self._lines[name].splitlines())
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


# Several grammars read the same lines of an article, one after another.
@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and signs of a text; a stop belongs to a word only inside it, as in `U.S`."""
    spans, small = [match.span() for match in _TOKEN.finditer(text)], text.lower()
    if text.isascii():
        return tuple([Token(text[start:end], small[start:end], start, end) for start, end in spans])
    if len(small) != len(text):
        # A few capitals (the dotted I) have a longer small form.
        return tuple([Token(text[start:end], folded(text[start:end]), start, end) for start, end in spans])
    return tuple([Token(text[start:end], _key(small[start:end]), start, end) for start, end in spans])


def _key(small: str) -> str:
    return small if small.isascii() else folded(small)


class Line:
    """A line of words as tokens, with the entries of the lexicon that begin at each.

    `keys`: the tokens folded; `entries`: for each token where the entries that begin at it end, with their classes, the
    longest first; `begun`: the classes of all of them; nothing stands behind the last token. `notes` keeps what
    procedures have worked out for the whole text, by their names; `ends` where definitions end.
    """

    def __init__(
        self, text: str, lexicon: Lexicon, found: tuple[Token, ...] | None = None, notes: dict[str, Any] | None = None
    ) -> None:
        self.text = text
        self.tokens: tuple[Token, ...] = tokens(text) if found is None else found
        self.steps = 0
        self.notes: dict[str, Any] = {} if notes is None else notes
        self.ends: dict[tuple[Any, int], Any] = {}
        self._lexicon = lexicon
        self.keys = (*[token.key for token in self.tokens], "")
        self.entries, self.begun = _entries_of(self.keys, lexicon)

    def forget(self) -> None:
        """Forget where definitions end: a procedure looks for something else from now on."""
        self.ends.clear()

    def part(self, first: int, last: int) -> Line:
        """Return some of the tokens as a line of its own; the text, and so their places, stay the same."""
        return Line(self.text, self._lexicon, self.tokens[first:last], self.notes)

    @cached_property
    def present(self) -> frozenset[str]:
        """All words and signs of the line, and the classes of which it holds an entry."""
        return frozenset(self.keys).union(*filter(None, self.begun))

    def words(self, first: int, last: int) -> str:
        """Return the words from one token to the one before another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""


def _entries_of(keys: tuple[str, ...], lexicon: Lexicon) -> tuple[tuple[Entries, ...], tuple[Set[str], ...]]:
    """Return for each token where the entries that begin at it end, the longest first, and the classes of all of them;
    nothing behind the last one."""
    entries: list[Entries] = [()] * len(keys)
    begun: list[Set[str]] = [_NONE] * len(keys)
    phrases, prefixes = lexicon.phrases, lexicon.prefixes
    for at, key in enumerate(keys):
        if key in prefixes and ((longer := f"{key} {keys[at + 1]}") in phrases or longer in prefixes):
            entries[at] = ends = entries_at(keys, at, lexicon)
            begun[at] = _NONE.union(*[classes for _, classes in ends])
        elif key in phrases:
            begun[at] = held = lexicon.classes[phrases[key]]
            entries[at] = ((at + 1, held),)
    return tuple(entries), tuple(begun)


def entries_at(keys: Sequence[str], at: int, lexicon: Lexicon) -> Entries:
    """Return where each entry of a lexicon that begins at a token ends, and its classes, the longest first."""
    ends: list[tuple[int, Set[str]]] = []
    phrase = keys[at]
    for end in range(at + 1, len(keys) + 1):
        number = lexicon.phrases.get(phrase)
        if number is not None:
            ends.append((end, lexicon.classes[number]))
        if end == len(keys) or phrase not in lexicon.prefixes:
            break
        phrase = f"{phrase} {keys[end]}"
    ends.reverse()
    return ends


class _Anchor(NamedTuple):
    """The classes of which one word is a word, and the phrases of which it is the longest: their other words, and their
    classes."""

    classes: tuple[str, ...]
    phrases: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


class _Anchors(NamedTuple):
    """What is looked for in a text: words among its words, and signs, such as that of copyright, anywhere."""

    words: Mapping[str, _Anchor]
    signs: tuple[tuple[str, _Anchor], ...]


def _anchors(words: Mapping[str, Iterable[str]]) -> _Anchors:
    found: dict[str, dict[tuple[str, ...], set[str]]] = {}
    for name, listed in words.items():
        for word in listed:
            anchor, beside = (word, ()) if word.isalnum() else _anchor_in(word)
            found.setdefault(anchor, {}).setdefault(beside, set()).add(name)
    anchors = {anchor: _anchor(phrases) for anchor, phrases in found.items()}
    return _Anchors(anchors, tuple((word, anchors[word]) for word in anchors if not _PART.match(word)))


def _anchor_in(phrase: str) -> tuple[str, tuple[str, ...]]:
    """Return the longest word of a phrase, and its others: common words begin many phrases, the longest tells most."""
    parts = _PART.findall(phrase) or [phrase]
    anchor = max(parts, key=len)
    parts.remove(anchor)
    return anchor, tuple(parts)


def _anchor(phrases: Mapping[tuple[str, ...], set[str]]) -> _Anchor:
    longer = tuple((beside, tuple(classes)) for beside, classes in phrases.items() if beside)
    return _Anchor(tuple(phrases.get((), ())), longer)


def _held(small: str, anchors: _Anchors) -> frozenset[str]:
    # Where all is ASCII, one translation and one split take a third less time than a search for words.
    parts = small.translate(_PARTING).split() if small.isascii() else _PART.findall(small)
    found: set[str] = set()
    begun = anchors.words.keys() & parts
    every = set(parts) if begun else begun
    for word in begun:
        classes, phrases = anchors.words[word]
        found.update(classes)
        for beside, held in phrases:
            if every.issuperset(beside):
                found.update(held)
    for sign, anchor in anchors.signs:
        if sign in small:
            found.update(anchor.classes)
    return frozenset(found)


def _small(text: str) -> str:
    small = text.lower()
    if small.isascii():
        return small
    # Folding takes long, and changes no letter of a text that is composed but for its case.
    other = text.casefold() if is_normalized("NFC", text) else folded(text)
    return small if other == small else f"{small} {other}"
