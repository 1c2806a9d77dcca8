"""Facts of a bio in a form in which they can be compared with those of another."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Element
from bylint.model.prose import Prose
from bylint.roles.bio.affiliations import Appointment
from bylint.roles.bio.words import Words
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_SMALL = frozenset("a an the and is as also currently at for in of he she they".split())
_STATES = lazily(r"\bu s\b")
_ABBREVIATED = lazily(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w\.\w)\.|(?<=\b\w)\.(?=\s|$)")


class Claim(NamedTuple):
    """One fact, with the words that state it."""

    prose: Prose
    elements: tuple[Element, ...]


def claims(posts: Iterable[Appointment], by: Words) -> Iterator[Claim]:
    """Yield whether each post is held or over, and whether one at a publication is new."""
    for post in posts:
        if post.title is None:
            continue
        where = f"{normal(post.organisation.plain)}|{normal(post.title.plain)}"
        if post.status not in ("unclear", "incoming"):
            value = "former" if post.status in ("former", "retired") else "current"
            yield _claim(post.whole, f"status|{where}", value)
        words = set(folded(post.title.plain).split())
        if post.status == "current" and words & by.outlet_posts:
            yield _claim(post.whole, f"start|{where}", "new" if post.fresh else "held")


def rank(name: Prose, by: Words) -> Iterator[Claim]:
    """Yield the rank before a whole name: Lt. Col. and lieutenant colonel are one."""
    words = bare(name.plain).split()
    for length in (2, 1):
        found = by.ranks.get(" ".join(words[:length]), "") if len(words) - length > 1 else ""
        if found:
            yield _claim(name, "rank", found)
            return


def facts(text: str) -> str:
    """Return the words of a bio that carry its facts, in one order, so that style does not count."""
    return " ".join(sorted(set(normal(text).split()) - _SMALL))


def style(text: str) -> str:
    """Return a bio as it is written, but for what is only typography."""
    return folded(text).strip(" .")


def normal(text: str) -> str:
    """Return words for comparison: U.S. and US are one, articles do not count."""
    words = _STATES.sub("us", bare(_ABBREVIATED.sub("", text))).split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))


def _claim(prose: Prose, slot: str, value: str) -> Claim:
    return Claim(prose, (Element("slot", slot), Element("value", value), Element("style", folded(prose.plain))))
