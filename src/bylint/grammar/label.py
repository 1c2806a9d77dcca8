"""Labels of advertising: what a line tells readers of an ad, and what a sentence says of who paid.

"Paid post: Fellmann Boots" -> parted, the label "Paid post"; "Story continues below advertisement" -> guide, en
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar import grammar
from bylint.grammar import lexicon
from bylint.grammar import small_words
from bylint.grammar.disclosure import capital
from bylint.grammar.disclosure import is_quoted
from bylint.grammar.disclosure import sign
from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Line
from bylint.model.world import Knowledge
from bylint.text.files import flat
from bylint.text.fold import folded

_PARTING = frozenset(":|·•.])/")


class Label(NamedTuple):
    """A line on an ad. `form`: guide, alone, quoted, parted or named; `words`: the label alone; `end`: where it ends;
    `classes`: of the label, such as `ad_word.de`."""

    form: str
    words: str
    end: int
    classes: frozenset[str]


def read_label(text: str, knowledge: Knowledge) -> Label | None:
    """Return what a line says of an ad, or nothing."""
    line = Line(text, lexicon(knowledge))
    found = _forms(knowledge).at(line, 0) if _holds_one(line, _LINES) else None
    if found is None or found.form == "paid":
        return None
    label = next((capture for capture in found.captures if capture.label == "label"), None)
    if label is None:
        return Label(found.form, text, len(text), frozenset((f"ad_guide.{_language(line, knowledge)}",)))
    classes = next((classes for end, classes in line.entries(label.first) if end == label.last), ())
    return Label(found.form, line.words(label.first, label.last), line.tokens[label.last - 1].end, frozenset(classes))


def leading_label(text: str, knowledge: Knowledge) -> int:
    """Return where the label of an ad ends with which a text begins, or -1."""
    line = Line(text, lexicon(knowledge))
    first = next((i for i, token in enumerate(line.tokens[:4]) if token.word[-1].isalnum()), 0)
    found = (end for end, classes in line.entries(first) if not _AD_LINES.isdisjoint(classes))
    return next((line.tokens[end - 1].end for end in found), -1)


def says_who_paid(sentence: str, knowledge: Knowledge) -> bool:
    """Tell whether a sentence says of the article in which it stands that somebody paid for it."""
    line = Line(sentence, lexicon(knowledge))
    if not _holds_one(line, _SENTENCES):
        return False
    forms = _forms(knowledge)
    found = ((at, forms.at(line, at)) for at in range(len(line.tokens)))
    return any(match is not None and match.form == "paid" and not is_quoted(line, at) for at, match in found)


@lru_cache(maxsize=4)
def label_words(knowledge: Knowledge) -> tuple[str, ...]:
    """Return words and phrases, in small letters, of which each label and guide of a slot holds one."""
    return tuple(_words(knowledge, _LINES - {"paid_label", "paid_label_by"}))


@lru_cache(maxsize=4)
def paying_words(knowledge: Knowledge) -> tuple[str, ...]:
    """Return words and phrases, in small letters, of which each sentence on who paid holds one."""
    return tuple(_words(knowledge, _SENTENCES))


_AD_LINES = frozenset(("ad_label", "ad_word", "ad_furniture"))
_LINES = _AD_LINES | {"ad_guide", "ad_noun", "paid_label", "paid_label_by"}
_SENTENCES = frozenset(("paid_by", "paid_last", "paid_piece", "paid_alone", "paid_partnership", "sponsoring"))


def _words(knowledge: Knowledge, classes: Iterable[str]) -> Iterator[str]:
    for name in classes:
        yield from map(folded, flat(knowledge.lists["lexicon/ads"][name]["words"]))


def _holds_one(line: Line, wanted: frozenset[str]) -> bool:
    return any(not wanted.isdisjoint(classes) for at in range(len(line.tokens)) for _, classes in line.entries(at))


def _language(line: Line, knowledge: Knowledge) -> str:
    """Return the language of most words of a guide."""
    counts: Counter[str] = Counter()
    by_word = _languages(knowledge)
    for at, token in enumerate(line.tokens):
        counts.update(by_word.get(token.key, ()))
        names = (name.partition(".") for _, classes in line.entries(at) for name in classes)
        counts.update(language for name, _, language in names if language and name in _LINES)
    ranked = counts.most_common(1)
    return ranked[0][0] if ranked else ""


@lru_cache(maxsize=4)
def _languages(knowledge: Knowledge) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, entry in knowledge.lists["lexicon/ads"].items():
        for language, words in entry.get("small", {}).items() if name.startswith("guide_") else ():
            for word in words:
                found.setdefault(folded(word), set()).add(language)
    return found


def _parting(line: Line, at: int) -> tuple[int, ...]:
    """Return the end of a sign behind which a title goes on: a colon and a blank, a dash between blanks."""
    if not 0 < at < len(line.tokens) - 1:
        return ()
    token, following = line.tokens[at], line.tokens[at + 1]
    is_followed = following.start > token.end
    is_dash = token.key == "-" and token.start > line.tokens[at - 1].end
    return (at + 1,) if is_followed and (token.word in _PARTING or is_dash) else ()


@lru_cache(maxsize=4)
def _forms(knowledge: Knowledge) -> Grammar:
    procedures = {**small_words(knowledge), "capital": capital, "sign": _sign, "parting": _parting}
    return grammar(knowledge, "label", procedures)


def _sign(line: Line, at: int) -> tuple[int, ...]:
    # "#ad" is a label of its own.
    return sign(line, at) if at < len(line.tokens) and line.tokens[at].word != "#" else ()
