"""From the files of a site to its people, in bylint's own form or in the form that the site's generator reads."""

from __future__ import annotations

import json
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any
from typing import NamedTuple

from bylint.model.people import Directory
from bylint.model.people import Person
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import line_of
from bylint.people import foreign
from bylint.people import kept
from bylint.people import native
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.yaml_form import Sheet
from bylint.text.yaml_form import value
from bylint.text.yaml_marks import Entry
from bylint.text.yaml_marks import Node
from bylint.text.yaml_marks import YamlFault
from bylint.text.yaml_marks import compose

_FENCES = {"---": ".yaml", "+++": ".toml"}


class Read(NamedTuple):
    """The people of one file, what is wrong with it, and whether it says that it names everybody.

    `is_ours`: it is written in bylint's own form, in which an id stands once.
    """

    people: tuple[Person, ...]
    mistakes: tuple[str, ...] = ()
    is_complete: bool = False
    is_ours: bool = False


def people(
    directory: Directory,
    files: Iterable[tuple[str, bytes]],
    lists: Mapping[str, Any],
    alone: Container[str] = (),
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the people of files as plain data, or what is wrong with the files; those `alone` must name somebody."""
    read = tuple(_read(label, content, directory, must_name=label in alone) for label, content in files)
    mistakes = [mistake for each in read for mistake in each.mistakes]
    mistakes += _twice(person for each in read if each.is_ours for person in each.people)
    # Of the lists that a generator reads some name a person twice; the first holds, and bylint's own before all.
    in_order = sorted(read, key=lambda each: not each.is_ours)
    told = {person.id: person for each in reversed(in_order) for person in reversed(each.people)}
    # A page that shows writers how to make one, "Firstname Lastname", is nobody.
    filler = _words(lists, "placeholders")
    found = tuple(person for person in reversed(told.values()) if folded(person.name) not in filler)
    is_complete = any(each.is_complete for each in read)
    named = _named(found, _words(lists, "honorifics"))
    return kept.plain(found, named, is_complete=is_complete), tuple(mistakes)


def _read(label: str, content: bytes, directory: Directory, *, must_name: bool) -> Read:
    read = _any(label, content, directory)
    is_idle = must_name and not (read.people or read.mistakes or read.is_ours)
    return read._replace(mistakes=(f"{label}:1: it names nobody",)) if is_idle else read


def _any(label: str, content: bytes, directory: Directory) -> Read:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Read((), (f"{label}:{content.count(bytes((10,)), 0, error.start) + 1}: not UTF-8",))
    suffix = PurePosixPath(label).suffix.lower()
    if suffix in (".md", ".markdown"):
        return _page(label, text, directory)
    page = _sheet(label, text, suffix)
    if page.faults:
        return Read((), page.faults)
    if page.node.kind == "map" and value(page.node, "version") and value(page.node, "people"):
        return Read(*native.people(page, directory), is_ours=True)
    return Read(tuple(foreign.people(page, directory)))


def _page(label: str, text: str, directory: Directory) -> Read:
    """The page of one person: the header, and the text below it as a bio."""
    lines = text.split("\n")
    fence = lines[0].rstrip()
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == fence), 0)
    if fence not in _FENCES or not end:
        return Read(())
    # The fence itself is kept, as blanks, so that places are those of the file.
    page = _sheet(label, "\n".join((" " * len(lines[0]), *lines[1:end])), _FENCES[fence])
    if page.faults:
        return Read((), page.faults)
    found = foreign.person_of_page(page, label, "\n".join(lines[end + 1 :]), directory)
    return Read((found,) if found else ())


def _sheet(label: str, text: str, suffix: str) -> Sheet:
    source, empty = Source(label, text), Node("map", Span(0, 0))
    if suffix == ".json":
        return _json(source)
    if suffix in (".csv", ".tsv"):
        return _table(source, "\t" if suffix == ".tsv" else ",")
    if suffix == ".toml":
        return _toml(source)
    try:
        node = compose(text)
    except YamlFault as fault:
        page = Sheet(source, empty)
        return page._replace(faults=page.told([(fault.offset, f"not YAML: {fault.message}")]))
    return Sheet(source, node or empty)


def _json(source: Source) -> Sheet:
    try:
        found = foreign.node_of(json.loads(source.text))
    except RecursionError:
        return _bad(source, 1, "it is nested too deeply")
    except ValueError as error:
        return _bad(source, getattr(error, "lineno", 1), f"not JSON: {getattr(error, 'msg', error)}")
    try:
        # JSON is YAML but for tabs, and YAML knows its lines.
        node = compose(source.text.replace("\t", " "))
    except YamlFault:
        node = None
    return Sheet(source, node or found)


def _bad(source: Source, line: int, reason: str) -> Sheet:
    return Sheet(source, foreign.node_of({}), (f"{source.path}:{line}: {reason}",))


def _table(source: Source, delimiter: str) -> Sheet:
    """Read a table whose first line has the keys; a row has its first line as its place."""
    import csv

    lines = [f"{line}\n" for line in source.text.split("\n")]
    starts = [min(start, len(source.text)) for start in accumulate(map(len, lines), initial=0)]
    rows = csv.reader(lines, delimiter=delimiter)
    found: list[Entry] = []
    try:
        keys = next(filter(None, rows), [])
        at = rows.line_num
        for row in filter(None, rows):
            span = Span(starts[at], starts[rows.line_num])
            # Some rows are longer than the first line, some shorter.
            found.append(Entry("", span, foreign.node_of(dict(zip(keys, row, strict=False)))._replace(span=span)))
            at = rows.line_num
    except csv.Error as error:
        return _bad(source, rows.line_num, f"not CSV: {error}")
    return Sheet(source, Node("list", Span(0, len(source.text)), "", tuple(found)))


def _toml(source: Source) -> Sheet:
    from bylint.text import toml

    text = source.text.replace("\r\n", "\n")
    try:
        return Sheet(source, foreign.node_of(toml.parse(text)))
    except RecursionError:
        return _bad(source, 1, "it is nested too deeply")
    except toml.TomlFault as error:
        return _bad(source, text.count("\n", 0, error.span.start) + 1, f"not TOML: {error.message}")


def _twice(found: Iterable[Person]) -> Iterator[str]:
    seen: dict[str, Person] = {}
    for person in found:
        if person.id in seen:
            first = line_of(seen[person.id].place)
            yield f"{line_of(person.place)}: the id {person.id!r} stands at {first} too"
        seen.setdefault(person.id, person)


def _named(found: Iterable[Person], honorifics: frozenset[str]) -> dict[str, tuple[str, ...]]:
    named: dict[str, dict[str, None]] = {}
    for person in found:
        for name in (person.name, *person.aliases, *person.pen_names, person.id.replace("_", " ")):
            for form in {bare(name), _plain(bare(name), honorifics)} - {""}:
                named.setdefault(form, {})[person.id] = None
    return {name: tuple(ids) for name, ids in named.items()}


def _plain(name: str, honorifics: frozenset[str]) -> str:
    parts = name.split()
    while len(parts) > 1 and parts[0] in honorifics:
        parts = parts[1:]
    return " ".join(parts)


def _words(lists: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(folded(word) for word in _flat(lists.get("bylines", {}).get(name, ())))


def _flat(listed: Any) -> Iterator[str]:
    if isinstance(listed, str):
        yield listed
        return
    for item in listed.values() if hasattr(listed, "values") else listed:
        yield from _flat(item)
