"""One published piece: what its markup says, and what roles made of it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from bylint.model.markup import Block
from bylint.model.markup import Embedded
from bylint.model.markup import Fault
from bylint.model.markup import Field
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.parts import NO_PARTS
from bylint.model.parts import Parts
from bylint.model.prose import Prose
from bylint.model.source import Place
from bylint.model.source import Source
from bylint.model.source import Span


class Element(NamedTuple):
    """One thing that roles found out about a part, with its words and, where it has one, its place.

    `place` is that in another file, such as the registry.
    """

    name: str
    words: str
    prose: Prose | None = None
    place: Place | None = None


class Part(NamedTuple):
    """A part of an article as house packs and `inspect` see it: a role, words, and elements.

    `about` names what the part belongs to, so that parts and violations on one thing can be related: `image:2`,
    a person's folded name. `block` is the index of its block, or -1.
    """

    role: str
    prose: Prose
    span: Span
    about: str = ""
    elements: tuple[Element, ...] = ()
    block: int = -1

    def has(self, name: str) -> bool:
        """Tell whether the part has an element of this name."""
        return any(element.name == name for element in self.elements)

    def get(self, name: str) -> Element | None:
        """Return the first element of this name."""
        return next((element for element in self.elements if element.name == name), None)

    def words(self, name: str) -> str:
        """Return the words of the first element of this name, or nothing."""
        element = self.get(name)
        return element.words if element else ""


class Article(NamedTuple):
    """One published piece, from one file.

    `is_page`: it is a page of a site, not what a template makes one of; `has_markup`: it may hold links and pictures;
    `link_form`: how its markup writes a link, with `{words}` and `{address}`, where one can stand anywhere.
    `breaks` are rules across the page, `figure_ends` the places where figures end, both of articles with pictures;
    `code_spans` counts words set in backticks, `code_blocks` signs at which blocks of code begin or end, `scripts`
    those of a page that hold no data. `is_author_data`: it holds no article, but what the template prints of authors
    beside each of theirs, on any day. `directives` are comments that ask bylint for something, and no blocks.
    `parts` and `view`, the same as house packs see it, are empty as it leaves the reader. `printed` says by what the
    site's template prints a block that is not in the file; `files` are those of its pictures; `classes` is what
    the one look for all words of the roles has found: those of which each block may hold a word.
    """

    source: Source
    format: str
    fields: tuple[Field, ...] = ()
    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()
    language: str = ""
    published: date | None = None
    parts: Parts = NO_PARTS
    view: tuple[Part, ...] = ()
    printed: Mapping[int, str] = MappingProxyType({})
    files: tuple[Embedded, ...] = ()
    classes: tuple[Set[str], ...] | None = None
    is_page: bool = False
    has_markup: bool = True
    link_form: str = ""
    breaks: tuple[Span, ...] = ()
    figure_ends: tuple[int, ...] = ()
    code_spans: int = 0
    code_blocks: int = 0
    scripts: int = 0
    is_author_data: bool = False
    directives: tuple[Block, ...] = ()

    def each(self, role: str) -> tuple[Part, ...]:
        """Return the parts with this role, in reading order."""
        return tuple(part for part in self.view if part.role == role)
