"""What is known beforehand: people and bodies, what the house asks, and all that rules may ask for."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import Any
from typing import NamedTuple
from typing import TypeVar

from bylint.model.source import Place


class Alias(NamedTuple):
    """One name of an organisation. `scope`: anywhere, ambiguous (only beside a full name or a parent of the same
    organisation), disclaimer (only inside a disclaimer). `since` and `until` (exclusive) are ISO dates or empty."""

    name: str
    scope: str = "anywhere"
    since: str = ""
    until: str = ""


class Organisation(NamedTuple):
    """An entry of the directory. `requirement`: regulation, policy, boilerplate, custom or none.

    `subject_words` are words of its field: a text that uses them is about its business. `place` is the file and line
    of a site's own entry, empty for one that comes with bylint.
    """

    id: str
    name: str
    aliases: tuple[Alias, ...] = ()
    kind: str = ""
    country: str = ""
    parents: tuple[str, ...] = ()
    requirement: str = "none"
    attribution: bool = False
    non_reflection: bool = False
    entities_min: tuple[str, ...] = ()
    entities_customary: tuple[str, ...] = ()
    sample: str = ""
    sources: tuple[str, ...] = ()
    status: str = "verified"
    subject_words: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """The organisations known to a run, by id. Compared by identity, so that what is derived from it can be kept.

    `digest` changes with the entries of the site; those that come with bylint change with its version.
    """

    organisations: Mapping[str, Organisation]
    digest: str = ""


class Post(NamedTuple):
    """A place of work in the registry: id of the directory, or the name where it knows none; `until` is the last day.

    `place` is where the registry has it.
    """

    organisation: str
    title: str = ""
    since: date | None = None
    until: date | None = None
    place: Place | None = None


class Person(NamedTuple):
    """A person of the registry. `pen_names` are the names that must never be shown beside another name; `title` is what
    author data has beside the name; `is_author_data`: the site's own generator reads the entry."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    pen_names: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    bio: str = ""
    handles: tuple[tuple[str, str], ...] = ()
    interests: tuple[str, ...] = ()
    is_withheld: bool = False
    place: Place | None = None
    title: str = ""
    is_author_data: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """The people a site knows, by id. `named` leads from names, bare of case and marks, and from ids to the ids of the
    people who bear them. `is_complete` says that nobody else writes for the site."""

    people: Mapping[str, Person] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_complete: bool = False
    digest: str = ""


def people_named(registry: Registry, bare_name: str) -> tuple[Person, ...]:
    """Return the people who bear a name; of a name that two people bear, both."""
    return tuple(registry.people[key] for key in registry.named.get(bare_name, ()))


def posts_at(person: Person, day: date | None) -> tuple[Post, ...]:
    """Return the posts a person holds on a day; without a day, those of which no end is known."""
    return tuple(post for post in person.posts if is_held(post, day))


def is_held(post: Post, day: date | None) -> bool:
    """Tell whether a post is held on a day, its first and its last day included."""
    if day is None:
        return post.until is None
    return (post.since is None or post.since <= day) and (post.until is None or day <= post.until)


def told(post: Post) -> str:
    """Return what a reader finds at the post's place: "the registry has dean, from 2015-01-01 until 2021-06-30"."""
    days = (f"from {post.since}" if post.since else "", f"until {post.until}" if post.until else "")
    what = ", ".join(filter(None, (post.title or post.organisation, " ".join(filter(None, days)))))
    return f"the registry has {what}"


def is_name_at(alias: Alias, day: date | None) -> bool:
    """Tell whether a body bore a name on a day."""
    if day is None:
        return True
    iso = day.isoformat()
    return alias.since <= iso and (not alias.until or iso < alias.until)


class Wording(NamedTuple):
    """A sentence that the house has approved: for the people of one organisation, or for all; from a day on."""

    text: str
    organisation: str = ""
    since: date | None = None


class Topic(NamedTuple):
    """A note that the house asks for by subject: where a path, a tag or a section fits, `says` must stand there."""

    name: str
    text: str
    says: tuple[str, ...]
    paths: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """`levels` maps kinds of organisation and ids to a level; `placement` is top, end, bio or empty.

    `named` holds the kinds and ids that the policy names, each with the file and line where it does.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    levels_since: date | None = None
    placement: str = ""
    placement_since: date | None = None
    wordings: tuple[Wording, ...] = ()
    topics: tuple[Topic, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


def is_in_force(since: date | None, day: date | None) -> bool:
    """Tell whether what holds since a day holds for an article; an undated article cannot tell, so it does not."""
    return since is None or (day is not None and since <= day)


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """The word lists of the packs by file name, the directory, and what the site says: its name, people and policy.

    Compared by identity, so that patterns derived from it can be kept with `functools.lru_cache`. `lists` holds plain
    data (mappings, tuples or lists, strings) of `rules/directory/*.yaml`: `lists["bylines"]`.
    """

    lists: Mapping[str, Any]
    directory: Directory
    site: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)
    policy: Policy = field(default_factory=Policy)


_Made = TypeVar("_Made")
_MOST_KEPT = 16


def kept_by_lists(make: Callable[[Knowledge], _Made]) -> Callable[[Knowledge], _Made]:
    """Keep what is made of the lists alone: a site with other settings and other people need not make it again.

    What makes it is handed the lists and nothing else that a run knows.
    """

    @lru_cache(maxsize=_MOST_KEPT)
    def kept(lists: Mapping[str, Any]) -> _Made:
        return make(Knowledge(lists, Directory({})))

    # Asked many times an article, and nearly always by one run.
    @lru_cache(maxsize=_MOST_KEPT)
    def asked(knowledge: Knowledge) -> _Made:
        return kept(knowledge.lists)

    return asked
