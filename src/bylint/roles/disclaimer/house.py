"""Where the disclaimers of an article differ from the policy of the house: placement, wording, notes by subject."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.policy import Topic
from bylint.model.policy import is_in_force
from bylint.roles.disclaimer.finding import Found
from bylint.roles.disclaimer.wording import approved
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.globs import is_any
from bylint.text.lazy import lazily

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_RUNNING = 120
_PLACES = {"top": "at the top", "end": "at the end", "bio": "with the bio"}
_WORD = lazily(r"\S+")
_TAGS = frozenset("tags tag keywords topics topic".split())
_SECTIONS = frozenset("section sections category categories type".split())


def misplaced(one: Found, article: Article, knowledge: Knowledge) -> Element | None:
    """Return where the house wants a printed disclaimer that stands elsewhere."""
    policy = knowledge.policy
    if one.standing != "printed" or not policy.placement or not is_in_force(policy.placement_since, article.published):
        return None
    is_right = {"top": _is_at_top, "end": _is_at_end, "bio": _is_with_bio}[policy.placement]
    return None if is_right(one, article) else Element("misplaced", _PLACES[policy.placement])


def unapproved(one: Found, ids: Iterable[str], article: Article, knowledge: Knowledge) -> tuple[Element, ...]:
    """Return the words that an approved wording has and a disclaimer lacks, and the reverse."""
    wordings = approved(knowledge.policy, ids, article.published)
    if one.standing != "printed" or not wordings:
        return ()
    words = [(match[0], match.span()) for match in _WORD.finditer(one.prose.plain)]
    said = [bare(word) for word, _ in words]
    best = max((wording.text.split() for wording in wordings), key=lambda text: _nearness(said, text))
    runs = [run for run in _matcher(said, best).get_opcodes() if run[0] != "equal"]
    if not runs:
        return ()
    added = " … ".join(" ".join(word for word, _ in words[run[1] : run[2]]) for run in runs if run[2] > run[1])
    absent = " … ".join(" ".join(best[run[3] : run[4]]) for run in runs if run[4] > run[3])
    first = runs[0]
    start = words[min(first[1], len(words) - 1)][1][0]
    end = words[max(min(first[2], len(words)) - 1, min(first[1], len(words) - 1))][1][1]
    place = one.prose.cut(start, end)
    return (
        Element("unapproved", place.plain, place),
        Element("added", f"“{added}”" if added else "nothing"),
        Element("absent", f"“{absent}”" if absent else "nothing"),
    )


def topics(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield each note that the house asks for under this article, with `present` where it stands there."""
    head = next(iter((*article.each("headline"), *article.each("body"))), None)
    if head is None:
        return
    text = ""
    for topic in knowledge.policy.topics:
        if not is_in_force(topic.since, article.published) or not _fits(topic, article):
            continue
        text = text or bare("\n".join(_printed(article)))
        elements = [Element("topic", topic.name), Element("text", topic.text)]
        if all(bare(phrase) in text for phrase in topic.says):
            elements.append(Element("present", "yes"))
        yield Part("topic-note", head.prose, head.span, f"topic:{topic.name}", tuple(elements), head.block)


def _printed(article: Article) -> Iterator[str]:
    unseen = ("comment", "hidden", "shortcode", "element")
    yield from (block.prose.plain for block in article.blocks if block.kind not in unseen)
    yield from (field.prose.plain for field in article.fields if field.origin == "front-matter")


def _fits(topic: Topic, article: Article) -> bool:
    if topic.paths and is_any(topic.paths, article.source.path.replace("\\", "/")):
        return True
    folders = [folded(folder) for folder in article.source.path.replace("\\", "/").split("/")[:-1]]
    sections = set(map(folded, topic.sections))
    if sections.intersection(folders):
        return True
    tags = set(map(folded, topic.tags))
    for field in article.fields:
        if field.origin != "front-matter" or not field.path:
            continue
        key, value = folded(str(field.path[0])), folded(field.prose.plain)
        if (key in _TAGS and value in tags) or (key in _SECTIONS and value in sections):
            return True
    return False


def _nearness(said: list[str], text: list[str]) -> float:
    return _matcher(said, text).ratio()


def _matcher(said: list[str], text: list[str]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, said, [bare(word) for word in text], autojunk=False)


def _running(article: Article, one: Found) -> Iterator[int]:
    beside = {part.block for role in ("bio", "disclaimer", "byline", "headline") for part in article.each(role)}
    for part in article.each("body"):
        if part.block not in beside and part.block != one.block and len(part.prose.plain) > _RUNNING:
            yield part.block


def _is_at_top(one: Found, article: Article) -> bool:
    return not any(block < one.block for block in _running(article, one))


def _is_at_end(one: Found, article: Article) -> bool:
    return not any(block > one.block for block in _running(article, one))


def _is_with_bio(one: Found, article: Article) -> bool:
    return any(abs(bio.block - one.block) <= 1 for bio in article.each("bio") if bio.block >= 0)
