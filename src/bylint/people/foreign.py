"""Author data as the generators and systems of sites keep it: Jekyll, Hugo, Docusaurus, MkDocs, Eleventy, Astro,
WordPress, Ghost.

Only the keys listed here are read: e-mail addresses, telephone numbers and the like never leave their file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from bylint.model.people import Directory
from bylint.model.people import Person
from bylint.model.people import Post
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.people.native import first_day
from bylint.people.native import last_day
from bylint.text.lazy import lazily
from bylint.text.organisations import resolve
from bylint.text.yaml_form import Sheet
from bylint.text.yaml_form import items
from bylint.text.yaml_form import value
from bylint.text.yaml_form import words
from bylint.text.yaml_marks import Entry
from bylint.text.yaml_marks import Node

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
_BODIES = ("organisation", "organization", "affiliation", "employer", "institution", "company", "worksFor")
_BIOS = ("bio", "biography", "description", "about", "short_bio", "shortbio", "summary")
_HANDLES = tuple(
    "twitter x mastodon bluesky threads github gitlab linkedin instagram facebook orcid link website homepage".split()
)
_NESTED = ("social", "socials", "social_links", "links", "handles", "profiles")
_LANGUAGE = lazily(r"\.[a-z]{2}(?:-[A-Za-z]{2,4})?$")
_LABELS = ("label", "name", "platform", "network", "service", "type", "title")
_ADDRESSES = ("url", "href", "link", "handle", "username")
_ENDING = lazily(r"[_-]?(?:url|link|username|handle|id)$")
_LONGEST = 4_000


def people(page: Sheet, directory: Directory) -> Iterator[Person]:
    """Yield the people of a file of author data."""
    for key, node in _entries(page.node, PurePosixPath(page.source.path)):
        found = _person(page, key, node, directory)
        if found:
            yield found


def person_of_page(page: Sheet, label: str, body: str, directory: Directory) -> Person | None:
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


def node_of(found: Any) -> Node:
    """Return plain data as a node without places."""
    at = Span(0, 0)
    if isinstance(found, dict):
        return Node("map", at, "", tuple(Entry(str(key), at, node_of(item)) for key, item in found.items()))
    if isinstance(found, list):
        return Node("list", at, "", tuple(Entry("", at, node_of(item)) for item in found))
    return Node("text", at, "" if found is None else str(found))


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
    if inner is not None and not is_person and not _has_name(node):
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
        handles=tuple((platform, handle) for platform, handle in _handles(node) if platform and handle),
        place=_place(page, node),
    )


def _handles(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the accounts of a person: at keys (`twitter`, `twitter_username`, `githubURL`), in a mapping of them, or in
    a list of links (`- {label: Twitter, url: ...}`)."""
    for entry in node.entries:
        yield _platform(entry.key), entry.value.words
    for nested in filter(None, (value(node, name) for name in _NESTED)):
        for entry in nested.entries:
            label = next(filter(None, (words(entry.value, key) for key in _LABELS)), "")
            address = next(filter(None, (words(entry.value, key) for key in _ADDRESSES)), "")
            yield (_platform(label), address) if label else (_platform(entry.key), entry.value.words)


def _platform(key: str) -> str:
    plain = key.lower()
    return next((form for form in (plain, _ENDING.sub("", plain)) if form in _HANDLES), "")


def _name(node: Node) -> str:
    named = next(filter(None, (words(node, key).strip() for key in _NAMES)), "")
    if named:
        return named
    for parts in _PARTS:
        both = " ".join(filter(None, (words(node, part).strip() for part in parts)))
        if " " in both:
            return both
    return ""


def _has_name(node: Node) -> bool:
    return bool(_name(node)) if node.kind == "map" else False


def _posts(page: Sheet, node: Node, directory: Directory) -> Iterator[Post]:
    name = _name(node)
    title = next((said for key in _TITLES if (said := words(node, key)) and said != name), "")
    for key in _BODIES:
        for item in items(node, key):
            said = item.words if item.kind == "text" else words(item, "name")
            if not said:
                continue
            inner = item if item.kind == "map" else node
            since = first_day(words(inner, "from") or words(inner, "since"))
            until = last_day(words(inner, "until") or words(inner, "to"))
            own = words(item, "title") or words(item, "role") if item.kind == "map" else ""
            yield Post(resolve(said, directory) or said, own or title, since, until, _place(page, item))


def _place(page: Sheet, node: Node) -> Place:
    return place_of(page.source, node.span)
