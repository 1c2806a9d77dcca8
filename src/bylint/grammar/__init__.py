"""What lines of words say, by patterns over the words that are known: the lexicon and the grammars of a run."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set
from functools import lru_cache
from typing import Any

from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Grammars
from bylint.grammar.pattern import Look
from bylint.grammar.pattern import Procedure
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text import cache
from bylint.text.files import Lists
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import Line
from bylint.text.lexicon import as_kept
from bylint.text.lexicon import lexicon_of
from bylint.text.lexicon import of_kept


def lexicon(knowledge: Knowledge) -> Lexicon:
    """Return all words of `rules/lexicon`, by class."""
    return _lexicon(knowledge.lists)


@lru_cache(maxsize=4)
def _lexicon(lists: Mapping[str, Any]) -> Lexicon:
    if not isinstance(lists, Lists):
        return lexicon_of(lists[name] for name in lists if name.startswith("lexicon/"))
    name = f"lexicon-{lists.version('lexicon')}.kept"
    kept = cache.read(name)
    if kept is not None:
        return of_kept(kept)
    found = lexicon_of(lists[name] for name in lists if name.startswith("lexicon/"))
    cache.write(name, as_kept(found))
    return found


@kept_by_lists
def small_words(knowledge: Knowledge) -> dict[str, Procedure]:
    """Return what finds words that stand everywhere, so that no scan looks for them: the lists under `small` in
    `rules/lexicon`, each by its name, and as `after_NAME` the place behind one of its words."""
    found = lexicon(knowledge).small
    return {**found, **{f"after_{name}": after(words) for name, words in found.items()}}


def grammar(knowledge: Knowledge, name: str, procedures: Mapping[str, Procedure], language: str = "") -> Grammar:
    """Return the patterns of `rules/grammar/NAME.yaml`; compiling takes milliseconds, so the caller keeps them."""
    return Grammar(knowledge.lists[f"grammar/{name}"], lexicon(knowledge), procedures, language=language)


def grammars(knowledge: Knowledge, name: str, procedures: Mapping[str, Procedure]) -> Grammars:
    """Return the same of a file with several lists of forms, each compiled when it is first asked for."""
    return Grammars(knowledge.lists[f"grammar/{name}"], lexicon(knowledge), procedures)


def word_at(line: Line, at: int) -> Iterable[int]:
    """Take any word, and no sign."""
    return (at + 1,) if at < len(line.tokens) and line.tokens[at].word[0].isalnum() else ()


def after(words: Set[str]) -> Look:
    """Return what asks for one of some words before a place."""
    return Look(lambda line, at: at > 0 and line.tokens[at - 1].key in words)
