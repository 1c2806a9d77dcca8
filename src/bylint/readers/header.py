"""The header of a file: YAML, TOML, JSON or lines of keys before the text, each value with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Fault
from bylint.model.markup import Field
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.prose import prose_at
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers import HEADER
from bylint.readers import demand
from bylint.text import toml
from bylint.text.files import shipped_lists
from bylint.text.fold import folded
from bylint.text.patterns import lazily
from bylint.text.yaml import Entry
from bylint.text.yaml import Node
from bylint.text.yaml import YamlFault
from bylint.text.yaml import assigned
from bylint.text.yaml import compose
from bylint.text.yaml import prose
from bylint.text.yaml import repeated

_Path = tuple[str | int, ...]
_NULL = frozenset({"~", "null", "Null", "NULL"})
_JSON_CLOSE = lazily(r"(?:^|(?<=\r))\}[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
# YAML knows no surrogate pairs; a pair of escapes of the same length keeps every place.
_JSON_PAIR = lazily(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
# JSON texts may hold these, and YAML may not.
_JSON_ODD = lazily(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL = "a control character"
_YAML_OPEN = lazily(r"---[ \t]*(?:\r\n?|\n|\Z)")
_YAML_CLOSE = lazily(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
_TOML_OPEN = lazily(r"\+\+\+[ \t]*(?:\r\n?|\n|\Z)")
_TOML_CLOSE = lazily(r"(?:^|(?<=\r))\+\+\+[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
_JSON_OPEN = lazily(r"\s{0,80}\{\s{0,80}(?:\"|\})")
_YAML_KEY = lazily(r"""(?:^|(?<=\r))["']?[^\s#:'"][^:\r\n]{0,80}:(?=[\s]|\Z)""", re.MULTILINE)
_CELL = {
    sign: lazily(rf'(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^{sign}\r\n]*))(?P<end>{sign}|\r\n?|\n|\Z)')
    for sign in (",", "\t")
}
# What the settings of Pelican call what they say of authors.
_ASSIGNED = "AUTHOR"
_BLANK_LINE = lazily(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_LINE_END = lazily(r"\r\n?|\n")
# gray-matter, Eleventy and Prettier name the language behind the fence; Middleman has JSON without braces in `;;;`.
_NAMED_OPEN = lazily(
    r"(?P<fence>---|\+\+\+|;;;)[ \t]*(?P<language>json|toml|ya?ml|js|javascript|coffee|cson)?[ \t]*(?:\r\n?|\n|\Z)",
    re.IGNORECASE,
)
_NAMED_CLOSE = lazily(r"(?:^|(?<=\r))(?P<fence>---|\+\+\+|;;;)[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
# Python-Markdown, as in Pelican and MkDocs, and MultiMarkdown: a key, a colon, a value that indented lines go on with.
_KEY_LINE = lazily(
    r"(?P<key>[A-Za-z][\w-]{0,40}(?: [\w-]{1,20}){0,3})[ \t]*:(?:[ \t]+(?P<value>[^\r\n]*))?(?=[\r\n]|\Z)"
)
_MORE_LINE = lazily(r"(?: {2,}|\t)[ \t]*(?P<value>[^\s][^\r\n]*)(?=[\r\n]|\Z)")
_KEYS_OF_LINES = frozenset(
    "title subtitle author authors date modified updated category categories tags slug summary description keywords "
    "lang language status template layout translation save_as url image copyright".split()
)
_MOST_LINES = 100
_BLANK = lazily(r"[ \t]*(?:[\r\n]|\Z)")
_PERCENT = lazily(r"%(?:[ \t]+[^\r\n]*)?(?:(?:\r\n?|\n)[ \t]+[^\s][^\r\n]*){0,50}(?:\r\n?|\n|\Z)")
_PERCENT_NAMES = ("title", "author", "date")
_BETWEEN_AUTHORS = lazily(r"[^;\r\n]+")
_UNCLOSED = "the header of the file is never closed"
_NOTE = lazily(r"(?:^|(?<=\r))[ \t]*(?P<note>#[# \t]*bylint[-_][^\r\n]{0,500})", re.MULTILINE | re.IGNORECASE)
_NO_NOTES = "comments of a header are not read; the form is bylint: {ignore: {CODE: why}}"
_MOST_REPAIRS = 20
# What a wrong conversion from an old Windows encoding leaves; site generators publish it.
_ODD = lazily(r"[\x7f-\x84\x86-\x9f]")
_DATE_KEYS = frozenset(
    "date lastmod updated modified published publishdate published_at pubdate created expirydate last_modified "
    "last_updated date_published datepublished datemodified".split()
)
_DATE = lazily(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_LANGUAGE_KEYS = ("lang", "language", "locale")


class Header(NamedTuple):
    """What the front matter says; the text begins at `end`."""

    fields: tuple[Field, ...] = ()
    faults: tuple[Fault, ...] = ()
    end: int = 0
    language: str = ""


def read_header(source: Source, *, with_lines: bool = False) -> Header:
    """Read the front matter of a file; a file without one has an empty header. `with_lines`: lines of keys that stand
    before the text without a fence are one too."""
    text = source.text
    start = _begin(text)
    named = _NAMED_OPEN.match(text, start)
    if named and (named["language"] or named["fence"] == ";;;"):
        found = _in_named_fence(text, named)
    elif text.startswith("---", start):
        found = _yaml(text, start)
    elif text.startswith("+++", start):
        found = _toml(text, start)
    elif _JSON_OPEN.match(text):
        found = _json(text)
    elif with_lines:
        found = _percent_lines(text) if text.startswith("%") else _key_lines(text)
    else:
        return Header()
    if not found.fields and not found.end and source.path.casefold().endswith(".mdx"):
        found = _exported(text)
    faults = (*found.faults, *_impossible_dates(found.fields), *_notes_to_us(text, found.end))
    return found._replace(faults=faults, language=_language(found.fields))


def read(source: Source) -> Article:
    """Read a file that is data and nothing else, by the end of its name: YAML, JSON, TOML, a table of which each row is
    one entry of a list, or the settings of Pelican. What is broken holds nothing: whoever names such a file is told so
    when it is loaded."""
    suffix = source.path[source.path.rfind(".") :].casefold()
    if suffix == ".toml":
        found = toml.fields(source.text, 0, len(source.text))
    elif suffix == ".py":
        found = _below(source.text, assigned(source.text, _ASSIGNED), 0, (), Span(0, 0))
    elif suffix in (".csv", ".tsv"):
        found = _cells(source.text, "\t" if suffix == ".tsv" else ",")
    else:
        found = _values(source.text, is_json=suffix == ".json")
    # A file may hold one text, or nothing.
    return Article(source, "data", tuple(field for field in found if field.path), has_markup=False)


def _values(text: str, *, is_json: bool) -> Iterator[Field]:
    readable = _as_yaml(text).replace("\t", " ") if is_json else text
    try:
        root = compose(readable)
    except YamlFault:
        return
    if root:
        yield from _below(text, root, 0, (), Span(0, 0))


def _cells(text: str, sign: str) -> Iterator[Field]:
    """Yield the cells of a table, each under the key that the first row has for its column."""
    keys: list[tuple[str, Span]] = []
    row = column = at = 0
    while at < len(text) and (cell := _CELL[sign].match(text, at)):
        start, end = cell.span("bare" if cell["quoted"] is None else "quoted")
        if row == 0:
            keys.append((text[start:end].strip(), Span(start, end)))
        elif column < len(keys) and start < end:
            key, span = keys[column]
            yield Field("front-matter", (row - 1, key), prose_at(text, start, end), span)
        row, column = (row, column + 1) if cell["end"] == sign else (row + 1, 0)
        at = cell.end()


def _as_yaml(text: str) -> str:
    """Return JSON as YAML can read it, with every place kept."""
    return _JSON_ODD.sub("\ufffd", _JSON_PAIR.sub(r"\\ufffd\\ufffd", text))


def _fields_of(text: str, root: Node, base: int) -> Iterator[Field]:
    """Yield a field for each text below a map; `text` and `base` as they were given to `compose`."""
    for entry in root.entries:
        yield from _below(text, entry.value, base, (entry.key,), entry.key_span)


def _faults_of(root: Node) -> Iterator[Fault]:
    """Yield a fault for each key that its map had before."""
    for entry in repeated(root):
        yield _fault(entry.key_span, f"“{entry.key}” stands twice")


def _fault(span: Span, words: str) -> Fault:
    """Return a fault of the header, in words of people who write articles where a parser tells it."""
    plain: Mapping[str, str] = shipped_lists()["lexicon/header_faults"]["header_faults"]["values"]
    return Fault("malformed-front-matter", span, plain.get(words, words))


def _begin(text: str) -> int:
    """Return where the header may begin: Hugo passes over blank lines before it."""
    return len(text) - len(text.lstrip("\r\n")) if text[:1] in ("\r", "\n") else 0


def _yaml(text: str, start: int) -> Header:
    opened = _YAML_OPEN.match(text, start)
    if not opened:
        return Header()
    closed = _YAML_CLOSE.search(text, opened.end())
    if not closed:
        return Header() if start else _unclosed(text, opened.end())
    return _yaml_between(text, opened.end(), closed.start(), closed.end())


def _unclosed(text: str, start: int) -> Header:
    blank = _BLANK_LINE.search(text, start)
    end = blank.start() if blank else len(text)
    if not _YAML_KEY.match(text, start):
        return Header()
    found = _yaml_between(text, start, end, end)
    return found._replace(faults=(_fault(Span(0, 3), _UNCLOSED),))


def _yaml_between(text: str, start: int, stop: int, end: int) -> Header:
    inner = text[start:stop]
    demand(len(inner), HEADER, "characters of the header")
    root, faults = _composed(inner, start)
    if faults and not _YAML_KEY.search(inner):
        return Header()
    if root is None:
        return Header((), faults, end)
    if root.kind != "map":
        return Header()
    return Header(tuple(_fields_of(inner, root, start)), (*faults, *_faults_of(root)), end)


def _composed(inner: str, start: int) -> tuple[Node | None, tuple[Fault, ...]]:
    """Compose a header; lines that break it are reported once and left out, so that the rest is still known."""
    faults: list[Fault] = []
    readable = inner
    for _ in range(_MOST_REPAIRS):
        try:
            return compose(_ODD.sub("\ufffd", readable), start), tuple(faults[:1])
        except YamlFault as found:
            line = _line_at(inner, found.offset - start)
            faults.append(_fault(Span(line.start + start, line.end + start), found.message))
            readable = readable[: line.start] + " " * (line.end - line.start) + readable[line.end :]
    return None, tuple(faults[:1])


def _toml(text: str, start: int) -> Header:
    opened = _TOML_OPEN.match(text, start)
    if not opened:
        return Header()
    closed = _TOML_CLOSE.search(text, opened.end())
    if not closed:
        return Header((), (_fault(Span(start, start + 3), _UNCLOSED),), opened.end()) if not start else Header()

    demand(closed.start() - opened.end(), HEADER, "characters of the header")
    return Header(*_read_toml(text, opened.end(), closed.start()), closed.end())


def _json(text: str) -> Header:

    start = text.index("{")
    found = Header(*_read_json(text, start))
    # Behind blanks, only what is whole is a header: a page may begin with braces.
    return found if found.fields or not start else Header()


def _in_named_fence(text: str, opened: re.Match[str]) -> Header:
    """Read a header whose fence names its language; one in a programming language is passed over, and never run."""
    language = (opened["language"] or "json").lower()
    ends = _NAMED_CLOSE.finditer(text, opened.end())
    closed = next((end for end in ends if end["fence"] == opened["fence"]), None)
    start = opened.end()
    if not closed:
        fault = _fault(Span(opened.start(), opened.start() + len(opened["fence"])), _UNCLOSED)
        return Header((), (fault,), start) if not opened.start() else Header()
    if language in ("yaml", "yml"):
        return _yaml_between(text, start, closed.start(), closed.end())
    demand(closed.start() - start, HEADER, "characters of the header")
    if language == "toml":
        return Header(*_read_toml(text, start, closed.start()), closed.end())
    if language != "json":
        return Header(end=closed.end())
    inner = text[start : closed.start()]
    begin = start + len(inner) - len(inner.lstrip())
    if inner.strip() and text[begin] != "{":
        return Header(*_json_entries(inner, start), closed.end())
    fields, faults, _ = _read_json(text, begin) if inner.strip() else ((), (), 0)
    return Header(fields, faults, closed.end())


_EXPORT = lazily(
    r"^export[ ](?:const|let|var)[ ](?:meta|metadata|front[Mm]atter)[ ]?(?::[ ]?[\w.]{1,40}[ ]?)?=[ ]?(?=\{)",
    re.MULTILINE,
)
_EXPORT_END = lazily(r"\}(?:[ ](?:as|satisfies)[ ][\w.]{1,40})?;?[ \t]*(?=[\r\n]|\Z)")
_EXPORTED_EARLY, _LONGEST_EXPORT = 4_000, 20_000


def _exported(text: str) -> Header:
    """Read what an MDX file says of itself in an object that it exports, `export const meta = {title: 'Tides'}`: YAML
    as far as it holds values alone; where it holds code, nothing is read."""
    opened = _EXPORT.search(text, 0, _EXPORTED_EARLY) if "export " in text[:_EXPORTED_EARLY] else None
    line = text.find("\n", opened.end()) if opened else -1
    if opened is None:
        return Header()
    is_short = line > 0 and _EXPORT_END.search(text, opened.end(), line) is not None
    begin = opened.end() if is_short else text.find("\n}", opened.end(), opened.end() + _LONGEST_EXPORT)
    closed = _EXPORT_END.search(text, begin) if begin >= 0 else None
    if closed is None:
        return Header()
    try:
        root = compose(text[opened.end() : closed.start() + 1], opened.end())
    except YamlFault:
        return Header()
    inner = text[opened.end() : closed.start() + 1]
    return Header(tuple(_fields_of(inner, root, opened.end())), tuple(_faults_of(root))) if root else Header()


def _json_entries(inner: str, start: int) -> tuple[tuple[Field, ...], tuple[Fault, ...]]:
    """Return fields and faults of the entries of an object that stand without its braces."""
    whole = f"{{{inner}}}"
    try:
        root = compose(_JSON_ODD.sub("\ufffd", _JSON_PAIR.sub(r"\\ufffd\\ufffd", whole)), start - 1)
    except YamlFault as error:
        return (), (_fault(Span(error.offset, error.offset + 1), error.message),)
    return (tuple(_fields_of(whole, root, start - 1)), tuple(_faults_of(root))) if root else ((), ())


def _key_lines(text: str) -> Header:
    """Read the lines of keys with which a file begins, up to the first blank line: `Title: The Tides`.

    Prose may begin in the same way, "Note: ...". A header has a title, and its keys are known.
    """
    found: list[tuple[re.Match[str], list[Prose]]] = []
    at = 0
    for _ in range(_MOST_LINES):
        line = _KEY_LINE.match(text, at) or (_MORE_LINE.match(text, at) if found else None)
        if not line:
            break
        value = prose_at(text, *line.span("value")) if line["value"] else EMPTY
        if line.re.groups > 1:
            found.append((line, [value] if line["value"] else []))
        else:
            found[-1][1].append(value)
        ended = _LINE_END.match(text, line.end())
        at = ended.end() if ended else len(text)
    keys = [folded(line["key"]) for line, _ in found]
    known = [key for key in keys if key in _KEYS_OF_LINES]
    is_header = keys and keys[0] in known and "title" in keys and (len(known) > 1 or len(keys) == 1)
    if not is_header or not _BLANK.match(text, at):
        return Header()
    fields = (Field("front-matter", (line["key"],), joined(values), Span(*line.span("key"))) for line, values in found)
    return Header(tuple(fields), (), at)


def _percent_lines(text: str) -> Header:
    """Read the title block of pandoc: up to three entries that begin with a percent sign: title, authors, date."""
    fields: list[Field] = []
    at = count = 0
    while (entry := _PERCENT.match(text, at)) and count < len(_PERCENT_NAMES):
        fields += _percent_entry(text, entry, _PERCENT_NAMES[count])
        at = entry.end()
        count += 1
    is_alone = count == 1 and (text[2:3].islower() or not _BLANK.match(text, at))
    if is_alone or not fields or text.startswith("%", at):
        return Header()
    return Header(tuple(fields), (), at)


def _percent_entry(text: str, entry: re.Match[str], name: str) -> Iterator[Field]:
    key = Span(entry.start(), entry.start() + 1)
    lines = _BETWEEN_AUTHORS.finditer(text, entry.start() + 1, entry.end())
    written = [prose_at(text, *line.span()) for line in lines if line[0].strip()]
    if name != "author":
        written = [joined(written)] if written else []
    for number, each in enumerate(written):
        yield Field("front-matter", (name, number) if name == "author" else (name,), each, key)


def _impossible_dates(fields: tuple[Field, ...]) -> Iterator[Fault]:
    for field in fields:
        match = _DATE.match(field.prose.plain)
        if match and len(field.path) == 1 and str(field.path[0]).casefold() in _DATE_KEYS and not _is_date(match):
            yield _fault(field.prose.span(match.start(), match.end()), f"“{match[0]}” is no date")


def _notes_to_us(text: str, end: int) -> Iterator[Fault]:
    """Yield a fault for each comment of a header that asks for something: of a header only its values are read."""
    if text.find("bylint", 0, end) >= 0:
        for match in _NOTE.finditer(text, 0, end):
            yield Fault("suppression-without-force", Span(*match.span("note")), _NO_NOTES)


def _is_date(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _language(fields: tuple[Field, ...]) -> str:
    named = {str(field.path[0]).casefold(): field.prose.plain for field in fields if len(field.path) == 1}
    return next((named[key] for key in _LANGUAGE_KEYS if named.get(key)), "")


def _line_at(text: str, offset: int) -> Span:
    """Return the line that holds an offset, without its indentation; one of blanks whole."""
    offset = min(offset, len(text))
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ended = _LINE_END.search(text, offset)
    end = ended.start() if ended else len(text)
    line = text[start:end]
    if not line.strip():
        return Span(start, end)
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _below(text: str, node: Node, base: int, path: _Path, key: Span) -> Iterator[Field]:
    if node.kind == "text":
        yield Field("front-matter", path, _scalar(text, node, base), key)
    elif not node.entries:
        yield Field("front-matter", path, EMPTY, key)
    for i, entry in enumerate(node.entries):
        yield from _below(text, entry.value, base, *_step(node, entry, i, path, key))


def _step(node: Node, entry: Entry, i: int, path: _Path, key: Span) -> tuple[_Path, Span]:
    return ((*path, entry.key), entry.key_span) if node.kind == "map" else ((*path, i), key)


def _scalar(text: str, node: Node, base: int) -> Prose:
    is_null = node.words in _NULL and node.span.end - node.span.start == len(node.words)
    return EMPTY if is_null else prose(text, node, base)


def _read_toml(text: str, start: int, stop: int) -> tuple[tuple[Field, ...], tuple[Fault, ...]]:
    """Return the fields of the TOML between two offsets, as far as it can be read, and what is wrong with it."""
    return tuple(toml.fields(text, start, stop)), tuple(_toml_faults(text, start, stop))


def _toml_faults(text: str, start: int, stop: int) -> Iterator[Fault]:
    try:
        toml.parse(text[start:stop])
    except toml.TomlFault as error:
        begin, end = (start + at for at in error.span)
        yield _fault(prose_at(text, begin, end).span() if begin < end else Span(begin, end), error.message)


def _read_json(text: str, start: int = 0) -> tuple[tuple[Field, ...], tuple[Fault, ...], int]:
    """Return fields and faults of the object that begins at an offset, and where the object ends."""
    try:
        end, faults = _json_end(text, start)
        demand(end - start, HEADER, "characters of the header")
        # JSON is YAML, and the YAML parser says where things stand.
        root = compose(_as_yaml(text[start:end]), start)
    except json.JSONDecodeError as error:
        return (), (_json_fault(text, error.pos, error.msg),), _closing_line(text)
    except RecursionError:
        return (), (_json_fault(text, start, "nested too deeply"),), _closing_line(text)
    except YamlFault as error:
        return (), (_json_fault(text, error.offset, error.message),), end
    if root is None or root.kind != "map":
        return (), (), 0
    return tuple(_fields_of(text[start:end], root, start)), (*faults, *_faults_of(root)), end


def _json_end(text: str, start: int) -> tuple[int, tuple[Fault, ...]]:
    """Return where the object ends; a control character in one of its texts is reported, and the rest read."""
    # Only the end is asked for: numbers stay words, for Python refuses those of more than 4,300 digits.
    try:
        return json.JSONDecoder(parse_int=str).raw_decode(text, start)[1], ()
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Invalid control character"):
            raise
        return json.JSONDecoder(parse_int=str, strict=False).raw_decode(text, start)[1], (
            _json_fault(text, error.pos, _CONTROL),
        )


def _closing_line(text: str) -> int:
    closed = _JSON_CLOSE.search(text)
    return closed.end() if closed else 0


def _json_fault(text: str, offset: int, words: str) -> Fault:
    offset = min(offset, len(text) - 1)
    return _fault(Span(offset, offset + 1), words[:1].lower() + words[1:])
