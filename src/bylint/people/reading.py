"""From the files of a site to its people, in bylint's own form or in the form that the site's generator reads."""

from __future__ import annotations

import csv
import json
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any
from typing import NamedTuple

from bylint.model.markup import ACCOUNT
from bylint.model.markup import AUTHOR_DATA
from bylint.model.markup import Field
from bylint.model.prose import Prose
from bylint.model.source import Place
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import line_of
from bylint.model.source import place_of
from bylint.model.world import Directory
from bylint.model.world import Person
from bylint.model.world import Post
from bylint.people.registry import first_day
from bylint.people.registry import last_day
from bylint.people.registry import people as people_of_registry
from bylint.people.registry import rows
from bylint.text import toml
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.organisations import resolve
from bylint.text.patterns import lazily
from bylint.text.yaml import Entry
from bylint.text.yaml import Node
from bylint.text.yaml import Sheet
from bylint.text.yaml import YamlFault
from bylint.text.yaml import assigned
from bylint.text.yaml import compose
from bylint.text.yaml import items
from bylint.text.yaml import value
from bylint.text.yaml import words

_LISTS = ("people", "authors", "author", "users", "team", "members", "contributors", "staff")
_WRAPPERS = ("db", "data", "items", *_LISTS)
_IDS = (
    "slug",
    "login",
    "username",
    "nicename",
    "user_nicename",
    "author_login",
    "key",
    "short_name",
    "permalink",
    "id",
)
# Where both stand, `name` is the short one by which articles call the person.
_WHOLE = ("full_name", "fullname", "fullName", "display_name", "displayName", "author_display_name")
_NAMES = (*_WHOLE, "name", "title")
_PARTS = (("first_name", "last_name"), ("firstname", "lastname"), ("first", "last"), ("given", "family"))
_ALIASES = ("aliases", "alias", "other_names", "alternate_names", "alternateName")
_TITLES = ("job_title", "jobTitle", "role", "position", "job", "title")
_BODIES = (
    "organisation",
    "organization",
    "affiliation",
    "affiliations",
    "employer",
    "institution",
    "company",
    "worksFor",
)
_BIOS = ("bio", "biography", "description", "about", "short_bio", "shortbio", "summary")
_HANDLES = tuple(
    "twitter x mastodon bluesky threads github gitlab linkedin instagram facebook orcid link website homepage".split()
)
_NESTED = ("social", "socials", "social_links", "links", "handles", "profiles")
_LANGUAGE = lazily(r"\.[a-z]{2}(?:-[A-Za-z]{2,4})?$")
_LABELS = ("label", "name", "platform", "network", "service", "type", "title")
_ADDRESSES = ("url", "href", "link", "handle", "username")
_ENDING = lazily(r"[_-]?(?:url|link|username|handle|id)$")
# A name at an id: `jdoe: Jonas Doe`.
_NAME = lazily(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,5}")
_LONGEST = 4_000
_KINDS, _ADDRESS = ("bio", "title", "body"), "url"
_NEAR = 3
"""Parts of a path that say what a file holds: `authors/jane-roe/_index.md`."""
PAGES = (".md", ".markdown")
# The settings of Pelican: `AUTHORS_BIO = {"jroe": {"name": ...}}`.
_ASSIGNED = "AUTHOR"
_FENCES = {"---": ".yaml", "+++": ".toml"}


class PeopleFile(NamedTuple):
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
    words = folder_words(lists)
    read = tuple(_read(label, content, directory, words, must_name=label in alone) for label, content in files)
    mistakes = [mistake for each in read for mistake in each.mistakes]
    mistakes += _twice(person for each in read if each.is_ours for person in each.people)
    # Of the lists that a generator reads some name a person twice; the first holds, and bylint's own before all.
    in_order = sorted(read, key=lambda each: not each.is_ours)
    told = {person.id: person for each in reversed(in_order) for person in reversed(each.people)}
    # A page that shows writers how to make one, "Firstname Lastname", is nobody.
    filler = _words(lists, "author-filler")
    found = tuple(person for person in reversed(told.values()) if folded(person.name) not in filler)
    is_complete = any(each.is_complete for each in read)
    named = _named(found, _words(lists, "honorific"))
    return rows(found, named, is_complete=is_complete), tuple(mistakes)


def folder_words(lists: Mapping[str, Any]) -> frozenset[str]:
    """Return what files and folders of people are called."""
    return frozenset(flat(lists.get("bios", {}).get("profiles", {}).get("folders", ()))) | frozenset(_LISTS)


def is_of_people(path: str, of_people: frozenset[str]) -> bool:
    """Tell whether a file is called as files of people are, or lies in a folder that is: `_data/authors.yml`."""
    near = path.split("/")[-_NEAR:]
    return any(part.lstrip("_.").split(".")[0].lower() in of_people for part in near)


def _read(
    label: str, content: bytes, directory: Directory, of_people: frozenset[str], *, must_name: bool
) -> PeopleFile:
    read = _any(label, content, directory, of_people)
    is_idle = must_name and not (read.people or read.mistakes or read.is_ours)
    return read._replace(mistakes=(f"{label}:1: it names nobody",)) if is_idle else read


def _any(label: str, content: bytes, directory: Directory, of_people: frozenset[str]) -> PeopleFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return PeopleFile((), (f"{label}:{content.count(bytes((10,)), 0, error.start) + 1}: not UTF-8",))
    suffix = PurePosixPath(label).suffix.lower()
    if suffix in PAGES:
        return _page(label, text, directory)
    page = _sheet(label, text, suffix)
    if page.faults:
        return PeopleFile((), page.faults)
    if page.node.kind == "map" and value(page.node, "version") and value(page.node, "people"):
        return PeopleFile(*people_of_registry(page, directory), is_ours=True)
    return PeopleFile(tuple(_author_data(page, directory, of_people)))


def _page(label: str, text: str, directory: Directory) -> PeopleFile:
    """The page of one person: the header, and the text below it as a bio."""
    lines = text.split("\n")
    fence = lines[0].rstrip()
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == fence), 0)
    if fence not in _FENCES or not end:
        return PeopleFile(())
    # The fence itself is kept, as blanks, so that places are those of the file.
    page = _sheet(label, "\n".join((" " * len(lines[0]), *lines[1:end])), _FENCES[fence])
    if page.faults:
        return PeopleFile((), page.faults)
    found = _person_of_page(page, label, "\n".join(lines[end + 1 :]), directory)
    return PeopleFile((found,) if found else ())


def _sheet(label: str, text: str, suffix: str) -> Sheet:
    source, empty = Source(label, text), Node("map", Span(0, 0))
    if suffix == ".json":
        return _json(source)
    if suffix in (".csv", ".tsv"):
        return _table(source, "\t" if suffix == ".tsv" else ",")
    if suffix == ".toml":
        return _toml(source)
    if suffix == ".py":
        return Sheet(source, assigned(text, _ASSIGNED))
    try:
        node = compose(text)
    except YamlFault as fault:
        page = Sheet(source, empty)
        return page._replace(faults=page.told([(fault.offset, f"not YAML: {fault.message}")]))
    return Sheet(source, node or empty)


def _json(source: Source) -> Sheet:
    try:
        found = _node_of(json.loads(source.text))
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
    return Sheet(source, _node_of({}), (f"{source.path}:{line}: {reason}",))


def _table(source: Source, delimiter: str) -> Sheet:
    """PeopleFile a table whose first line has the keys; a row has its first line as its place."""
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
            found.append(Entry("", span, _node_of(dict(zip(keys, row, strict=False)))._replace(span=span)))
            at = rows.line_num
    except csv.Error as error:
        return _bad(source, rows.line_num, f"not CSV: {error}")
    return Sheet(source, Node("list", Span(0, len(source.text)), "", tuple(found)))


def _toml(source: Source) -> Sheet:
    text = source.text.replace("\r\n", "\n")
    try:
        return Sheet(source, _node_of(toml.parse(text)))
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
    entry = lists.get("lexicon/people", {}).get(name, {})
    return frozenset(folded(word) for word in flat(entry.get("words", ())))


def _author_data(page: Sheet, directory: Directory, of_people: frozenset[str]) -> Iterator[Person]:
    """Yield the people of a file of author data."""
    for key, node in _people_in(page.node, page.source.path, of_people):
        found = _person(page, key, node, directory)
        if found:
            yield found


def _person_of_page(page: Sheet, label: str, body: str, directory: Directory) -> Person | None:
    """Return the person whose page this is, or nothing for the page of a folder of people."""
    path = PurePosixPath(label)
    # A page in several languages is one person: `_index.es.md`, `jane-roe.pt-br.md`.
    stem = _LANGUAGE.sub("", path.stem)
    is_index = stem in ("_index", "index")
    if is_index and path.parent.name.lower() in (*_LISTS, "_authors", "_people", "_team"):
        return None
    found = _person(page, path.parent.name if is_index else stem, page.node, directory)
    paragraph = body.strip().split("\n\n")[0].replace("\n", " ")
    return found._replace(bio=paragraph[:_LONGEST]) if found and not found.bio else found


def _node_of(found: Any) -> Node:
    """Return plain data as a node without places."""
    at = Span(0, 0)
    if isinstance(found, dict):
        return Node("map", at, "", tuple(Entry(str(key), at, _node_of(item)) for key, item in found.items()))
    if isinstance(found, list):
        return Node("list", at, "", tuple(Entry("", at, _node_of(item)) for item in found))
    return Node("text", at, "" if found is None else str(found))


def _people_in(root: Node, path: str, of_people: frozenset[str]) -> Iterator[tuple[str, Node]]:
    """Yield the people below a node, each with the key it stands at; what has a title is one in files of people alone,
    for elsewhere it may be a page, and so is a text that looks like a name."""
    may_be_titled = is_of_people(path, of_people) or path.endswith(PAGES)
    for key, node in _entries(root, PurePosixPath(path)):
        is_named = bool(_NAME.fullmatch(node.words)) if node.kind == "text" else _has_name(node)
        if is_named and (may_be_titled or node.kind == "text" or not _is_titled(node)):
            yield key, node


def _is_titled(node: Node) -> bool:
    return _name(node) == words(node, "title").strip() and not words(node, "name")


def _entries(node: Node, path: PurePosixPath) -> Iterator[tuple[str, Node]]:
    """Yield the people below a node, each with the key it stands at."""
    if node.kind == "list":
        for entry in node.entries:
            group = _group(entry.value)
            yield from _entries(group, path) if group else (("", entry.value),)
        return
    inner = next((found for key in _WRAPPERS if (found := value(node, key)) and found.kind != "text"), None)
    # One of several whose key is such a word, as in `contributors: {name: ...}`, is a person as the others are.
    is_person = inner is not None and _has_name(inner) and len(node.entries) > 1
    # What has such a list and a title is the settings of a site: `_quarto.yml`.
    if inner is not None and not is_person and (not _has_name(node) or _is_titled(node)):
        yield from _entries(inner, path)
    elif _has_name(node):
        yield path.stem, node
    else:
        yield from ((entry.key, entry.value) for entry in node.entries)


def _group(node: Node) -> Node | None:
    """Return the people of an entry that is no person: `{title: Staff, people: [...]}`, `{data: {...}}`."""
    if node.kind != "map":
        return None
    exported = value(node, "data")
    listed = (found for key in _LISTS if (found := value(node, key)) and found.kind == "list")
    group = next((found for found in listed if any(_has_name(entry.value) for entry in found.entries)), None)
    return group or (exported if exported and exported.kind != "text" else None)


def _person(page: Sheet, key: str, node: Node, directory: Directory) -> Person | None:
    if node.kind == "text" and key and node.words:
        return Person(key, node.words, place=_place(page, node))
    if node.kind != "map" or not _name(node):
        return None
    name = _name(node)
    own = words(node, "name") if any(words(node, key) for key in _WHOLE) else ""
    return Person(
        key or next(filter(None, (words(node, id_key) for id_key in _IDS)), own or name),
        name,
        tuple(filter(None, (own, *(item.words for alias in _ALIASES for item in items(node, alias))))),
        posts=tuple(_posts(page, node, directory)),
        bio=next(filter(None, (words(node, bio) for bio in _BIOS)), "")[:_LONGEST],
        title=title.words if (title := _title(node, name)) else "",
        is_author_data=True,
        handles=tuple((platform, handle.words) for platform, handle in _handles(node) if platform and handle.words),
        place=_place(page, node),
    )


def author_fields(found: Iterable[Field], path: str, of_people: frozenset[str]) -> Iterator[Field]:
    """Yield what the values of a file of authors say of each: bio, title, bodies and accounts, with their places in
    the file."""
    found = tuple(found)
    at_place = {field.prose.span(): field for field in found}
    for number, (_, node) in enumerate(_people_in(_node_at(_tree(found)), path, of_people)):
        name = _name(node) if node.kind == "map" else ""
        for kind, said in _told(node, name) if name else ():
            field = at_place.get(said.span)
            if field and field.prose.at:
                path_of = (kind, name) if kind in _KINDS else (ACCOUNT, name, kind)
                yield Field(AUTHOR_DATA, path_of, field.prose, field.key, number)


def _told(node: Node, name: str) -> Iterator[tuple[str, Node]]:
    """Yield the bio and the title of a person, the bodies that stand beside them, but for those of the past, and the
    accounts, each with its network."""
    for kind, found in (("bio", _first(node, _BIOS)), ("title", _title(node, name))):
        yield from ((kind, found),) if found else ()
    for item in _bodies(node):
        named = item if item.kind == "text" else value(item, "name")
        is_over = last_day(_until(item if item.kind == "map" else node)) is not None
        yield from ((("body", named),) if named and not is_over else ())
    addresses = ((_ADDRESS, found) for key in ("url",) if (found := value(node, key)))
    yield from ((platform, found) for platform, found in (*_handles(node), *addresses) if platform and found.words)


def _bodies(node: Node) -> Iterator[Node]:
    return (item for key in _BODIES for item in items(node, key))


_Branch = dict[str | int, Any]


def _tree(found: Iterable[Field]) -> _Branch:
    root: _Branch = {}
    for field in found:
        *steps, last = field.path
        branch = root
        for step in steps:
            below = branch.setdefault(step, {})
            if not isinstance(below, dict):
                break
            branch = below
        else:
            branch[last] = field.prose
    return root


def _node_at(found: _Branch | Prose) -> Node:
    """Return what stands below a step of a path as a node."""
    if isinstance(found, Prose):
        return Node("text", found.span(), found.plain)
    entries = tuple(Entry(str(step), Span(0, 0), _node_at(below)) for step, below in found.items())
    is_list = all(isinstance(step, int) for step in found)
    return Node("list" if is_list else "map", Span(0, 0), "", entries)


def _first(node: Node, keys: Iterable[str]) -> Node | None:
    """Return the first text that stands at one of the keys."""
    values = (value(node, key) for key in keys)
    return next((found for found in values if found and found.kind == "text" and found.words), None)


def _title(node: Node, name: str) -> Node | None:
    titles = (_first(node, (key,)) for key in _TITLES)
    return next((found for found in titles if found and found.words != name), None)


def _handles(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the accounts of a person: at keys (`twitter`, `twitter_username`, `githubURL`), in a mapping of them, or in
    a list of links (`- {label: Twitter, url: ...}`)."""
    for entry in node.entries:
        yield _platform(entry.key), entry.value
    for nested in filter(None, (value(node, name) for name in _NESTED)):
        for entry in nested.entries:
            label = next(filter(None, (words(entry.value, key) for key in _LABELS)), "")
            address = _first(entry.value, _ADDRESSES) if label else None
            yield (_platform(label), address) if address else (_platform(entry.key), entry.value)


def _platform(key: str) -> str:
    plain = key.lower()
    return next((form for form in (plain, _ENDING.sub("", plain)) if form in _HANDLES), "")


def _name(node: Node) -> str:
    named = next(filter(None, (words(node, key).strip() for key in _NAMES)), "")
    if named:
        return named
    within = value(node, "name")
    parted = within if within and within.kind == "map" else node
    for parts in _PARTS:
        both = " ".join(filter(None, (words(parted, part).strip() for part in parts)))
        if " " in both:
            return both
    return ""


def _has_name(node: Node) -> bool:
    return bool(_name(node)) if node.kind == "map" else False


def _posts(page: Sheet, node: Node, directory: Directory) -> Iterator[Post]:
    found = _title(node, _name(node))
    title = found.words if found else ""
    for item in _bodies(node):
        said = item.words if item.kind == "text" else words(item, "name")
        if not said:
            continue
        inner = item if item.kind == "map" else node
        since = first_day(words(inner, "from") or words(inner, "since"))
        until = last_day(_until(inner))
        own = words(item, "title") or words(item, "role") if item.kind == "map" else ""
        yield Post(resolve(said, directory) or said, own or title, since, until, _place(page, item))


def _until(node: Node) -> str:
    return words(node, "until") or words(node, "to")


def _place(page: Sheet, node: Node) -> Place:
    return place_of(page.source, node.span)
