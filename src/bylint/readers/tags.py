"""Single tags within Markdown: HTML, shortcodes, components and attribute lists, each value with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.text.patterns import lazily

_TAG = lazily(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*)>")
_TAG_ATTRIBUTE = lazily(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_ENTITY = lazily(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SIGN = lazily(r"<(?:(?P<comment>!--)|(?P<silent>script|style|pre|textarea|svg)\b|(?=/?[A-Za-z]))", re.IGNORECASE)
_CONTAINERS = {
    **dict.fromkeys("div section center".split(), ""),
    **{name: name for name in "article aside figure details header footer nav form main table".split()},
    "blockquote": "quote",
    "ul": "list",
    "ol": "list",
    "figcaption": "figcaption",
}
_DEEPEST = 30
# A quote that is never closed runs to the end of the tag, so that no value is looked at twice.
_ATTRIBUTE = lazily(
    r"""
    (?: (?P<key> [\w@$][\w:.@-]* ) [ \t]* (?: = | : (?=[ \t]*["'`]) ) \s* )?
    (?: \{\s* (?: "(?P<jsx_double> (?: [^"\\] | \\. )* )" | '(?P<jsx_single> (?: [^'\\] | \\. )* )'
                | `(?P<jsx_back> (?: [^`\\] | \\. )* )` ) \s*\}
      | "(?P<double> (?: [^"\\]++ | \\. )* ) (?: " | \\? \Z )
      | '(?P<single> (?: [^'\\]++ | \\. )* ) (?: ' | \\? \Z )
      | `(?P<back> [^`]*+ ) (?: ` | \Z )
      | \{ (?P<expression> (?: [^{}]++ | \{ [^{}]* \} )* ) (?: \} | \Z )
      | (?P<bare> [^\s"'`,<>{}]+ ) )
    """,
    re.VERBOSE | re.DOTALL,
)
_INLINE = lazily(
    r"""
    (?P<entity> &(?: \#[0-9]{1,7} | \#[xX][0-9a-fA-F]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} ); )
    | \\ (?P<escaped> [!-/:-@\[-`{-~] )
    | (?P<close> \]\( [^()\s]{0,1000} (?: \s+ (?: "[^"]{0,300}" | '[^']{0,300}' ) )? \) )
    | (?P<open> \[ (?= [^\[\]]{1,500} \]\( ) )
    | (?P<tag> </?[A-Za-z][^<>]{0,1000}> )
    | (?P<mark> (?<![\w*]) \*{1,3} (?=\S) | (?<=\S) \*{1,3} (?![\w*])
              | (?<!\w) _{1,2} (?=\w) | (?<=[\w.!?]) _{1,2} (?!\w) )
    """,
    re.VERBOSE,
)


class Tag(NamedTuple):
    """A tag with its attributes by lower-case name."""

    name: str
    is_end: bool
    values: dict[str, Prose]


class OpenContainer(NamedTuple):
    """A container that a run of HTML has opened and not closed."""

    name: str
    within: str
    marks: tuple[str, ...]


class Attribute(NamedTuple):
    """One value of a tag; `key` is lower-case, or empty for a value by position. `span` includes its quotes."""

    key: str
    prose: Prose
    span: Span


def attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    """Yield the attributes that stand between two offsets."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastgroup or "bare"
        value = Span(*match.span(group))
        outer = value if group == "bare" else Span(value.start - 1, min(value.end + 1, end))
        found = prose_of(_bare(text, value) if group in ("bare", "expression") else inline_pieces(text, *value))
        yield Attribute((match["key"] or "").casefold(), found if found.at else _empty(outer), outer)


def inline_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the words of a short text in which entities, escapes, links, tags and emphasis may stand."""
    at = start
    for match in _INLINE.finditer(text, start, end):
        yield Piece(text[at : match.start()], at, match.start())
        if match["entity"]:
            yield Piece(unescaped(match["entity"]), match.start(), match.end())
        elif match["escaped"]:
            yield Piece(match["escaped"], match.end() - 1, match.end())
        at = match.end()
    yield Piece(text[at:end], at, end)


def tag_at(text: str, start: int, end: int) -> Tag | None:
    """Read the tag between two offsets."""
    match = _TAG.match(text, start, end)
    return _tag(text, match) if match else None


def still_open(opened: tuple[OpenContainer, ...], text: str, start: int, end: int) -> tuple[OpenContainer, ...]:
    """Return the containers that are open after a run of HTML."""
    stack = list(opened)
    at = start
    while match := _SIGN.search(text, at, end):
        if match.lastgroup:
            closing = "-->" if match["comment"] else f"</{match['silent']}"
            at = text.find(closing, match.end(), end)
            if at < 0:
                break
            continue
        found = _TAG.match(text, match.start(), end)
        at = found.end() if found else match.end()
        if found and found["name"].lower() in _CONTAINERS and not found["rest"].endswith("/"):
            _step(stack, _tag(text, found))
    return tuple(stack)


def marks_of(values: dict[str, Prose]) -> tuple[str, ...]:
    """Return the words of class, id, rel, itemprop and data attributes."""
    found: list[str] = []
    for key, value in values.items():
        if key in ("class", "id", "rel", "itemprop") or key.startswith("data-"):
            found.extend(value.plain.casefold().split()[:20])
    return tuple(found)


def within_of(opened: Iterable[OpenContainer]) -> tuple[str, ...]:
    """Return the words for the containers around."""
    return tuple(item.within for item in opened if item.within and item.within != "figcaption")


def pixels_of(values: dict[str, Prose], key: str) -> int:
    """Return a width or height, or 0 if it is not given in pixels."""
    match = re.fullmatch(r"(\d{1,5})(?:px)?", values[key].plain) if key in values else None
    return int(match[1]) if match else 0


def _bare(text: str, value: Span) -> tuple[Piece]:
    return (Piece(text[value.start : value.end], *value),)


def _empty(outer: Span) -> Prose:
    return Prose("", (0,), (outer.start,), (outer.end,))


def _step(stack: list[OpenContainer], tag: Tag) -> None:
    if not tag.is_end:
        if len(stack) < _DEEPEST:
            stack.append(OpenContainer(tag.name, _CONTAINERS[tag.name], marks_of(tag.values)))
        return
    for i in range(len(stack) - 1, -1, -1):
        if stack[i].name == tag.name:
            del stack[i:]
            return


def _tag(text: str, match: re.Match[str]) -> Tag:
    values: dict[str, Prose] = {}
    for found in _TAG_ATTRIBUTE.finditer(text, *match.span("rest")):
        group = found.lastindex or 1
        if group > 1:
            values.setdefault(found[1].casefold(), _value(text, *found.span(group)))
        else:
            values.setdefault(found[1].casefold(), Prose("", (0,), (found.start(),), (found.end(),)))
    return Tag(match["name"].casefold(), bool(match["end"]), values)


def _value(text: str, start: int, end: int) -> Prose:
    pieces: list[Piece] = []
    at = start
    for match in _ENTITY.finditer(text, start, end):
        pieces.append(Piece(text[at : match.start()], at, match.start()))
        pieces.append(Piece(unescaped(match[0]), match.start(), match.end()))
        at = match.end()
    found = prose_of((*pieces, Piece(text[at:end], at, end)))
    return found if found.at else Prose("", (0,), (start - 1,), (end + 1,))


_NOTE = lazily(r"(?:(?:(?<![a-z])[a-z](?![a-z])|\d{1,2}|[*†‡§¶#])[\s,;–-]{0,2}){1,5}")
_NAMED = lazily(r"(?:^|[\s(\u00a0-])[^\W\d_a-z][\w’'.-]*[^\W\d_A-Z][,;.]?$")
LONGEST_NOTE = 10


def is_note_mark(before: str, mark: str) -> bool:
    """Tell whether raised letters are a mark of a note behind a word with a capital: "a" of "Jane Roe<sup>a</sup>", and
    not "e" of "XIX<sup>e</sup>" nor "2" of "m<sup>2</sup>"."""
    return len(mark) <= LONGEST_NOTE and bool(_NOTE.fullmatch(mark.strip()) and _NAMED.search(before[-40:]))


def unescaped(text: str) -> str:
    """Return the text with the characters that its references stand for: `&amp;`, `&#8217;`."""
    if "&" not in text:
        return text
    # Imported here: most articles hold no reference, and the table of names is long.
    from html import unescape

    return unescape(text)
