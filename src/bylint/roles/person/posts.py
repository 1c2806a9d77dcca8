"""Posts that a bio gives its author, against those that the registry has at the article's date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.people import Directory
from bylint.model.people import Person
from bylint.model.people import Post
from bylint.model.people import is_held
from bylint.model.people import posts_at
from bylint.model.people import told
from bylint.model.prose import Prose
from bylint.roles.bio.claims import normal
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import person
from bylint.text.organisations import chain
from bylint.text.organisations import resolve

_NEW = timedelta(days=548)
"""How long a post is new: the 18 months for which articles on one author are compared."""


def outdated(scene: Scene) -> Iterator[Part]:
    """Yield the posts that bios call current and that were over when the article appeared, and the words that call a
    post new long after it began."""
    day = scene.article.published
    if day is None or not scene.knowledge.registry.people:
        return
    for part in scene.article.each("affiliation"):
        who = person(part.about, scene.knowledge)
        if who is None or who.is_withheld or part.words("scope") != "bio" or part.words("status") != "current":
            continue
        post = _ended(part, who, day, scene.knowledge.directory)
        if post and post.until:
            yield _stale(part, part.prose, day, post, "post", f"the post ended on {post.until.isoformat()}")
        fresh = part.get("fresh")
        begun = _begun(part, who, day, scene.knowledge.directory) if fresh and fresh.prose else None
        if fresh and fresh.prose and begun and begun.since:
            yield _stale(part, fresh.prose, day, begun, "new", f"the post began on {begun.since.isoformat()}")


def _stale(part: Part, words: Prose, day: date, post: Post, kind: str, because: str) -> Part:
    elements = (
        Element("kind", kind),
        Element("because", because),
        Element("when", day.isoformat()),
        Element("registry", told(post), place=post.place),
    )
    return Part("stale", words, words.span(), part.about, elements, part.block)


def _begun(part: Part, who: Person, day: date, directory: Directory) -> Post | None:
    """Return the post that the words name, if it began so long ago that nobody calls it new any more."""
    named = [post for post in who.posts if _is_at(part, post, directory) and _is_as(part, post)]
    if any(post.since is None or (part.words("title") and not post.title) for post in named):
        return None  # another post at the same place may be new
    last = max(named, key=lambda post: post.since or day, default=None)
    return last if last and last.since and day - last.since > _NEW else None


def _ended(part: Part, who: Person, day: date, directory: Directory) -> Post | None:
    """Return the last of the posts that the words name, where the registry has no other one that they may mean."""
    named = [post for post in who.posts if _is_at(part, post, directory) and _is_as(part, post)]
    if not named or any(is_held(post, day) or not post.until for post in named):
        return None
    if any(_is_at(part, post, directory) or _are_kin(part, post, directory) for post in posts_at(who, day)):
        return None
    last = max(named, key=lambda post: post.until or day)
    return last if last.until and last.until < day else None


def _is_at(part: Part, post: Post, directory: Directory) -> bool:
    words = part.words("organisation")
    if post.organisation in directory.organisations:
        return resolve(words, directory) == post.organisation
    return normal(words) == normal(post.organisation)


def _are_kin(part: Part, post: Post, directory: Directory) -> bool:
    key = resolve(part.words("organisation"), directory)
    return bool(key) and (post.organisation in chain(directory, key) or key in chain(directory, post.organisation))


def _is_as(part: Part, post: Post) -> bool:
    """Tell whether a post has the title that the words give, where both say one."""
    said, known = normal(part.words("title")), normal(post.title)
    return not said or not known or said in known or known in said
