"""Captions, credits and alt texts that somebody meant to replace."""

from __future__ import annotations

from bylint.model.article import Element
from bylint.model.prose import Prose
from bylint.roles.credit.file_names import is_file_name
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded

_EDGES = " \t.:…!*_~<>[](){}\"'“”-–—"
_LONGEST_ALT = 300


def placeholders(prose: Prose, src: str, known: Vocabulary, *, is_alt: bool) -> tuple[Element, ...]:
    """Return the filler of a text: all of it, the name of a file, or a token such as TK."""
    plain = prose.plain
    if not plain or len(plain) > _LONGEST_ALT:
        return ()
    bare = folded(plain).strip(_EDGES)
    is_filler = bare in known.filler and not (is_alt and bare in known.not_alt)
    if is_filler or is_file_name(plain, src):
        return (Element("placeholder", plain, prose),)
    token = known.filler_tokens.search(plain)
    if token:
        return (Element("placeholder", token[0], prose.cut(*token.span())),)
    return ()
