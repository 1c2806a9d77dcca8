"""Disclosures: what a sentence says of links that pay somebody.

"We may earn a commission if you buy through links" -> general
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bylint.grammar import grammar
from bylint.grammar import lexicon
from bylint.grammar import small_words
from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Line
from bylint.model.world import Knowledge
from bylint.text.files import flat
from bylint.text.fold import folded

LOOSE = "loose"
"""Words on commissions that excuse a link, and are no disclosure to anybody else."""
KINDS = ("here", "general", LOOSE)
_LONGEST_NAME = 5


class Said(NamedTuple):
    """What a sentence says of paid links. `kind`: here, general or loose; `is_on_link`: of the link above it;
    `names_associate`: that the site is an associate of Amazon; `is_starred`: of links marked with a star."""

    kind: str
    is_on_link: bool
    names_associate: bool
    is_starred: bool


def read_disclosure(sentence: str, knowledge: Knowledge) -> Said | None:
    """Return what a sentence says of paid links, or nothing."""
    forms, asides = _grammars(knowledge)
    line = Line(sentence, lexicon(knowledge))
    # Most sentences beside a disclosure hold no such word.
    classes = _classes(knowledge)
    if not any(not classes.isdisjoint(found) for at in range(len(line.tokens)) for _, found in line.entries(at)):
        return None
    found = {match.form for at in range(len(line.tokens)) if (match := forms.at(line, at)) and not is_quoted(line, at)}
    kind = next((kind for kind in KINDS if kind in found), "")
    if not kind:
        return None
    beside = {match.form for match in asides.all(line)}
    return Said(kind, "on-link" in beside, "associate" in beside, "starred" in beside)


def is_notice(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a text begins as a note of the desk: "Disclosure: ...", "Hinweis: ..." is one."""
    found = _grammars(knowledge)[1].at(Line(text, lexicon(knowledge)), 0)
    return found is not None and found.form == "notice"


@lru_cache(maxsize=4)
def disclosing_words(knowledge: Knowledge) -> tuple[str, ...]:
    """Return words and phrases, in small letters, of which each sentence on paid links holds one."""
    entries = knowledge.lists["lexicon/disclosures"]
    return tuple(folded(word) for name in _classes(knowledge) for word in flat(entries[name]["words"]))


def is_quoted(line: Line, at: int) -> bool:
    """Tell whether a token of a line stands within quotation marks."""
    before = [token.key for token in line.tokens[:at]]
    return before.count('"') % 2 == 1 or before.count("«") > before.count("»")


def sign(line: Line, at: int) -> tuple[int, ...]:
    """Return the end of a token that is no word."""
    return (at + 1,) if at < len(line.tokens) and not line.tokens[at].word[-1].isalnum() else ()


def capital(line: Line, at: int) -> tuple[int, ...]:
    """Return the place before a word with a capital."""
    return (at,) if at < len(line.tokens) and line.tokens[at].word[0].isupper() else ()


def name(line: Line, at: int) -> tuple[int, ...]:
    """Return the ends of two or more words with capitals from a token on, the last first: "The Courier"."""
    end = at
    while end < min(len(line.tokens), at + _LONGEST_NAME) and line.tokens[end].word[0].isupper():
        end += 1
    return tuple(range(end, at + 1, -1))


@lru_cache(maxsize=4)
def _classes(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(name for name, entry in knowledge.lists["lexicon/disclosures"].items() if "words" in entry)


@lru_cache(maxsize=4)
def _grammars(knowledge: Knowledge) -> tuple[Grammar, Grammar]:
    procedures = {**small_words(knowledge), "capital": capital, "sign": sign, "name": name}
    data = knowledge.lists["grammar/disclosure"]
    asides = {"define": data["define"], "forms": data["asides"]}
    return grammar(knowledge, "disclosure", procedures), Grammar(asides, lexicon(knowledge), procedures)
