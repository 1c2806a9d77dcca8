"""Where the signers of an article work at its date: by the registry, else by the bio, else by the byline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.people import Post
from bylint.model.people import is_held
from bylint.model.people import told
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.source import Place
from bylint.model.source import line_of
from bylint.roles.disclaimer.naming import organisation_of
from bylint.roles.disclaimer.signing import Signer
from bylint.roles.disclaimer.signing import is_of_author
from bylint.roles.disclaimer.signing import signer_of
from bylint.text.fold import folded


class Held(NamedTuple):
    """A place of work of a signer. `id` is that of the directory or empty, `prose` the words that are reported.

    `status` is current, former, retired, visiting and so on; `stated` says where it is told; `is_printed`: the reader
    sees it; `before`: the words before the organisation's name; `registry`: what the registry says, and where.
    """

    signer: Signer
    id: str
    words: str
    prose: Prose
    title: str
    status: str
    stated: str
    block: int = -1
    is_printed: bool = True
    before: str = ""
    registry: tuple[str, Place | None] = ("", None)


def posts(article: Article, signing: tuple[Signer, ...], knowledge: Knowledge) -> tuple[Held, ...]:
    """Return the places of work of the signers, in reading order; the registry corrects what is printed."""
    printed = tuple(_printed(article, signing, knowledge))
    by_registry = tuple(held for one in signing for held in _registered(article, one, printed))
    known = {(held.signer.key, held.id) for held in by_registry if held.id}
    return (*(held for held in printed if (held.signer.key, held.id) not in known), *by_registry)


def _printed(article: Article, signing: tuple[Signer, ...], knowledge: Knowledge) -> Iterator[Held]:
    for part in article.each("affiliation"):
        signer = signer_of(part, signing)
        if signer is None or not is_of_author(article, part, knowledge) or _is_written_for(article, part):
            continue
        named = organisation_of(article, part, knowledge)
        yield Held(
            signer,
            named.id,
            part.words("organisation") or named.prose.plain,
            named.prose,
            part.words("title"),
            part.words("status"),
            "in the byline" if part.words("scope") == "byline" else "in the bio",
            part.block,
            before=named.before,
        )


def _is_written_for(article: Article, part: Part) -> bool:
    # "By Jane Roe for NOAA Fisheries": the body publishes, it may not employ.
    before = article.source.text[max(0, part.span.start - 8) : part.span.start]
    return part.words("scope") == "byline" and folded(before).endswith((" for", " for the"))


def _registered(article: Article, signer: Signer, told_here: tuple[Held, ...]) -> Iterator[Held]:
    person = signer.person
    for key in dict.fromkeys(post.organisation for post in person.posts) if person else ():
        of_body = [post for post in (person.posts if person else ()) if post.organisation == key]
        printed = next((held for held in told_here if held.signer == signer and held.id == key), None)
        now = next((post for post in of_body if is_held(post, article.published)), None)
        # Of posts that are over, or still to come, the last says when.
        post = now or of_body[-1]
        status = "current" if now else _when(post, article)
        yield _held(signer, post, printed, status)


def _when(post: Post, article: Article) -> str:
    day = article.published
    return "former" if day is None or (post.until and post.until < day) else "incoming"


def _held(signer: Signer, post: Post, printed: Held | None, status: str) -> Held:
    stated = f"in the registry ({line_of(post.place)})"
    if printed:
        title = printed.title or post.title
        stated = f"{printed.stated} and {stated}"
        return printed._replace(title=title, status=status, stated=stated, registry=(told(post), post.place))
    prose = signer.part.prose if signer.part else EMPTY
    block = signer.part.block if signer.part else -1
    return Held(
        signer,
        post.organisation,
        post.organisation,
        prose,
        post.title,
        status,
        stated,
        block,
        is_printed=False,
        registry=(told(post), post.place),
    )
