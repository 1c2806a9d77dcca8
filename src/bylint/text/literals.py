"""One scan of a text for many names at once: whole words only, the longest name wins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from typing import NamedTuple

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
    found = (Hit(name, last + 1 - len(name), last + 1) for last, name in known.automaton.iter(form))
    whole = sorted((hit for hit in found if _is_whole(form, hit)), key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in whole:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _is_whole(form: str, hit: Hit) -> bool:
    before = form[hit.start - 1 : hit.start]
    after = form[hit.end : hit.end + 1]
    return not before.isalnum() and not after.isalnum()
