"""What the site's template prints, by its configuration, as if it stood in the file."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.called import NO
from bylint.roles.site import name_of
from bylint.text.fold import folded
from bylint.text.globs import is_any

MARK = "of-template"
EVERYWHERE = "every page"
"""What `MARK` says of a line that stands on pages without anything in the file that calls for it."""
_Lines = tuple[tuple[str, tuple[str, ...]], ...]


def settings_of(knowledge: Knowledge) -> Mapping[str, Any]:
    """Return what the site says of its template; nothing where it says nothing."""
    return knowledge.settings.get("printed") or {}


def for_path(listed: _Lines, article: Article, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the texts that stand on the page of an article: those for its path, before those for every page."""
    own = tuple(text for text, paths in listed if paths and is_any(paths, name_of(article, knowledge)))
    return own or tuple(text for text, paths in listed if not paths)


def with_printed(article: Article, knowledge: Knowledge) -> tuple[Article, Mapping[int, str]]:
    """Return an article with the blocks that its template prints, and which these are: the number of each, and what
    prints it.

    What a shortcode prints stands in its place, the rest behind the text. All of it has the place of what calls for
    it in the file; a line of every page has none, and stands at the end.
    """
    known = settings_of(knowledge)
    found: dict[int, str] = {}
    blocks = list(article.blocks)
    for index, block in enumerate(blocks):
        text = _of_shortcode(block, known["shortcodes"])
        if text:
            blocks[index] = block._replace(kind="paragraph", prose=_prose(text, block.span))
            found[index] = f"shortcode {block.name}"
    fields: list[Field] = []
    for field in article.fields:
        prose = _of_field(field, known["fields"])
        fields.append(field if prose is None else field._replace(origin="printed"))
        if prose is not None:
            found[len(blocks)] = f"field {field.path[-1]}"
            blocks.append(Block("paragraph", prose, prose.span()))
    end = Span(len(article.source.text), len(article.source.text))
    for text in _lines(known["lines"], article, knowledge):
        found[len(blocks)] = EVERYWHERE
        blocks.append(Block("paragraph", _prose(text, end), end))
    return article._replace(blocks=tuple(blocks), fields=tuple(fields)), found


def marked(parts: tuple[Part, ...], of_template: Mapping[int, str]) -> tuple[Part, ...]:
    """Return parts, those that the template prints with an element that says so."""
    return tuple(
        part._replace(elements=(*part.elements, Element(MARK, of_template[part.block])))
        if part.block in of_template
        else part
        for part in parts
    )


def _lines(listed: _Lines, article: Article, knowledge: Knowledge) -> Iterator[str]:
    name = name_of(article, knowledge)
    yield from (text for text, paths in listed if not paths or is_any(paths, name))


def _of_shortcode(block: Block, listed: tuple[tuple[str, str], ...]) -> str:
    if block.kind != "shortcode" or not listed:
        return ""
    names = (block.name, PurePath(block.name).stem, block.name.rpartition(".")[0])
    return next((text for name, text in listed if name in names), "")


def _of_field(field: Field, listed: tuple[tuple[str, str, str], ...]) -> Prose | None:
    """Return what is printed for a field: a text at the place of its value, or its value."""
    if field.origin != "front-matter" or not listed or folded(field.prose.plain) in NO:
        return None
    keys = [folded(step) for step in field.path if isinstance(step, str)]
    for key, value, text in listed:
        if folded(key) in keys[-1:] and value in ("", field.prose.plain):
            return _prose(text, field.prose.span()) if text else field.prose
    return None


def _prose(text: str, span: Span) -> Prose:
    return Prose(" ".join(text.split()), (0,), (span.start,), (span.end,))
