"""What the registry says, at the article's date, of a post that a bio calls former."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.knowledge import Knowledge
from bylint.model.people import Post
from bylint.model.people import is_held
from bylint.model.people import people_named
from bylint.model.people import told
from bylint.roles.bio.claims import Claim
from bylint.roles.bio.claims import normal
from bylint.text.fold import bare
from bylint.text.organisations import resolve


def confirmed(claim: Claim, who: str, article: Article, knowledge: Knowledge) -> Iterator[Element]:
    """Yield what the registry says of a claim: `registered`, in the claim's own words, and `registry`, where. Of the
    person: `whose`, the name under which claims about all aliases are one, or `namesakes`, where two bear the name.

    Nothing is registered without a date, of two people of one name, and of a post that the registry does not have by
    the same title: it may not have all. A current post that is over is the business of stale bios.
    """
    people = people_named(knowledge.registry, who)
    slot, value = claim.elements[0].words, claim.elements[1].words
    if len(people) > 1:
        yield Element("namesakes", "yes")
    if len(people) != 1 or people[0].is_withheld:
        return
    # Whoever writes under a pen name too is another person there to all who read.
    if not people[0].pen_names:
        yield Element("whose", bare(people[0].name))
    if not article.published or not slot.startswith("status|"):
        return
    _, organisation, title = (*slot.split("|"), "")[:3]
    same = [post for post in people[0].posts if _is_same(post, claim, organisation, title, knowledge)]
    held = [post for post in same if is_held(post, article.published)]
    over = [post for post in same if post.until and article.published and post.until < article.published]
    if held and (value == "current" or all(post.since or post.until for post in held)):
        yield from _said("current", held[0])
    elif over and not held and value == "former":
        yield from _said("former", over[-1])


def _said(status: str, post: Post) -> tuple[Element, ...]:
    return (Element("registered", status), Element("registry", told(post), place=post.place))


def _is_same(post: Post, claim: Claim, organisation: str, title: str, knowledge: Knowledge) -> bool:
    if normal(post.title) != title:
        return False
    if post.organisation in knowledge.directory.organisations:
        return resolve(claim.prose.plain, knowledge.directory) == post.organisation
    return normal(post.organisation) == organisation
