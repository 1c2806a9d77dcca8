"""What lines of words say, by patterns over the words that are known: the lexicon and the grammars of a run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Grammars
from bylint.grammar.matcher import Procedure
from bylint.model.world import Knowledge
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import lexicon_of


@lru_cache(maxsize=4)
def lexicon(knowledge: Knowledge) -> Lexicon:
    """Return all words of `rules/lexicon`, by class."""
    names = (name for name in knowledge.lists if name.startswith("lexicon/"))
    return lexicon_of(knowledge.lists[name] for name in names)


def grammar(knowledge: Knowledge, name: str, procedures: Mapping[str, Procedure]) -> Grammar:
    """Return the patterns of `rules/grammar/NAME.yaml`; compiling takes milliseconds, so the caller keeps them."""
    return Grammar(knowledge.lists[f"grammar/{name}"], lexicon(knowledge), procedures)


def grammars(knowledge: Knowledge, name: str, procedures: Mapping[str, Procedure]) -> Grammars:
    """Return the same of a file with several lists of forms, each compiled when it is first asked for."""
    return Grammars(knowledge.lists[f"grammar/{name}"], lexicon(knowledge), procedures)
