"""What files say: blocks, images, links and fields of an article, and what a picture file says of itself."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bylint.model.prose import Prose
from bylint.model.source import Span

CUT = 32
"""Bytes at which older programs cut a by-line, a credit and a source; what is so long may be a beginning only, and
others copy what is cut."""


class Embedded(NamedTuple):
    """The metadata of one picture file.

    `src` is the address by which an article names it, `path` that of the file below the site's root. `fields` are
    values by name: creator, credit, copyright, source, web-statement, licensor, digital-source, ai-system, ai-prompt.
    Of a value that is perhaps no more than a beginning the name ends with `-cut`. `content` is a digest of the file;
    `trouble` says why nothing, or not all, could be read. `look` is what the form of the file tells: camera (it has the
    data of one), screen (it says that it shows one), small, drawn (by a program that plots), flat (as drawings and
    screens are), photograph (by its sides and its weight), or nothing.
    """

    src: str
    path: str
    fields: tuple[tuple[str, str], ...] = ()
    content: str = ""
    trouble: str = ""
    look: str = ""

    def words(self, name: str) -> str:
        """Return the first value of a name, or nothing."""
        return next((value for key, value in self.fields if key == name), "")


class Right(NamedTuple):
    """What a site has licensed: the pictures of a path, an address or a glob, or one `number` of a supplier.

    `since` and `until` are the first and the last day; `place` is where it is written.
    """

    licence: str
    picture: str = ""
    supplier: str = ""
    number: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""
    place: str = ""


AUTHOR_DATA = "author-data"
"""The origin of what a file of authors says of one of them: `bio`, `title`, `body` and accounts; `item` numbers the
authors."""
ACCOUNT = "account"
"""The first step of the path of an account in such a file, before its owner's name and the network, or the key."""


class Field(NamedTuple):
    """One value of the header of a file, or of a page's hidden data.

    `path` leads to the value: `("authors", 0, "name")`. `origin` is `front-matter`, `meta`, `json-ld`, `microdata` or
    AUTHOR_DATA; `item` numbers the JSON-LD objects and microdata items of a page. `key` is the span of the last key,
    `entry` that of the key with its value where both stand on one line, else of the value.
    """

    origin: str
    path: tuple[str | int, ...]
    prose: Prose
    key: Span
    item: int = 0
    entry: Span = Span(0, 0)


class Block(NamedTuple):
    """A run of the file as its markup delimits it.

    `kind`: heading, paragraph, item, cell, caption, term, label (a short text of its own: span, div, li without
    sentences), comment, hidden, shortcode, element (script, iframe, ins and other things that print no text).
    `within`: the containers around it, outermost first, as words: quote, list, table, figure, header, footer,
    aside, nav, form, article, main, details.
    `marks`: class, id, rel, itemprop and data words of the element and of its containers up to the article.
    `tone`: `emphasis`, `strong` or `small` when all of the block stands in it, else empty.
    `is_inside`: whether it belongs to the article, not to the page around it.
    `opening`: the backtick or quotation mark right before its words, if one is there. `begins_as_code`: its words
    begin as a sample of code. `is_html`: its text is written as HTML, in a page or within other markup. `line`: what
    the signs before it on its line make of the line: quote, table, list, or nothing. `is_figcaption`: it is all of a
    <figcaption> in a line of other markup, where it reads as a paragraph.
    """

    kind: str
    prose: Prose
    span: Span
    level: int = 0
    within: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    tone: str = ""
    name: str = ""
    is_inside: bool = True
    opening: str = ""
    begins_as_code: bool = False
    is_html: bool = False
    line: str = ""
    is_figcaption: bool = False


class Image(NamedTuple):
    """A picture as one markup construct names it.

    `form`: markdown, html, shortcode, front-matter. `block` is the index of the block that holds it or, if it stands
    alone, of the last block before it (-1 for none). `figure` numbers the images of one figure. `fields` are
    the texts given beside the address, by lower-case name (alt, title, caption, credit, attr, attrlink, author,
    licence ...). `marks` as in `Block`; `width`, `height` in pixels or 0. `has_printed_title`: its title is printed
    with it, as those given to template code are. `paragraph` is the same for pictures in a row with no blank line
    between; `behind`: the characters right behind it; `links`: those in the values beside its address, as
    written there. `is_in_header`: the header of the file names it. `takes_line_below`: a line right below its own is
    printed below it.
    """

    form: str
    src: Prose
    span: Span
    fields: tuple[tuple[str, Prose], ...] = ()
    block: int = -1
    figure: int = -1
    marks: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    width: int = 0
    height: int = 0
    is_inside: bool = True
    has_printed_title: bool = False
    paragraph: int = 0
    behind: str = ""
    links: tuple[Link, ...] = ()
    is_in_header: bool = False
    takes_line_below: bool = False


class Link(NamedTuple):
    """A link: where it leads, its words, and how it is qualified.

    `rel` is None where the form cannot carry one. `is_starred`: a star stands at its end or right behind it.
    """

    href: Prose
    words: Prose
    span: Span
    rel: tuple[str, ...] | None
    block: int = -1
    marks: tuple[str, ...] = ()
    is_inside: bool = True
    is_starred: bool = False


class Fault(NamedTuple):
    """Something of the file that could not be read. `kind` is the name of a linter rule, such as unreadable-file."""

    kind: str
    span: Span
    words: str
