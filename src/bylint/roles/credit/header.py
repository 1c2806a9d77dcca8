"""What the header of a file says of its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.markup import Field
from bylint.model.markup import Image
from bylint.roles.credit.fields import meaning
from bylint.roles.credit.fields import names_picture
from bylint.roles.credit.fields import words_of
from bylint.roles.credit.markup import unmarked
from bylint.roles.credit.spotting import spotted
from bylint.roles.credit.spotting import whole
from bylint.roles.credit.standing import Page
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.lazy import lazily

Path = tuple[str | int, ...]
_NEAR = 60
_PICTURE_FILE = lazily(r"^[^\n<>{}]{1,400}\.(?:jpe?g|png|webp|gif|avif|svg|tiff?|heic)(?:[?#][^\s]*)?$", re.IGNORECASE)
_NAMES = frozenset(("name", "text", "byline", "title"))
_NO_CAPTIONS = frozenset(("description", "desc", "subtitle"))


def pictures(article: Article) -> tuple[Image, ...]:
    """Return the pictures that the header of a file names."""
    return tuple(
        Image("front-matter", field.prose, field.prose.span(), marks=_keys(field))
        for field in article.fields
        if field.origin == "front-matter" and _PICTURE_FILE.search(field.prose.plain) and _is_picture(field)
    )


def _is_picture(field: Field) -> bool:
    return len(field.prose.plain) < 500 and any(isinstance(key, str) and names_picture(key) for key in field.path)


def _keys(field: Field) -> tuple[str, ...]:
    return tuple(word for key in field.path if isinstance(key, str) for word in words_of(key))


def beside(page: Page, image: Image, known: Vocabulary) -> Iterator[Stand]:
    """Yield the captions and credits that stand with a picture of the header."""
    at = page.fields_at.get(image.src.span())
    if at is None:
        return
    fields = page.article.fields
    path = fields[at].path
    for field in fields[max(0, at - _NEAR) : at + _NEAR]:
        if field.origin == "front-matter" and field.path != path:
            yield from _sibling(field, path, known)


def of_lead(article: Article, known: Vocabulary) -> Iterator[Stand]:
    """Yield the captions and credits of the header that name no picture: they are the lead picture's."""
    for field in article.fields:
        if field.origin != "front-matter":
            continue
        if len(field.path) == 1 or names_picture(str(field.path[0])):
            yield from _stand(field, field.path[-1], known, is_nested=len(field.path) > 1)


def _sibling(field: Field, path: Path, known: Vocabulary) -> Iterator[Stand]:
    folder = path[:-1]
    if field.path[: len(folder)] == folder and len(field.path) > len(folder):
        key, below = field.path[len(folder)], field.path[len(folder) + 1 :]
        if isinstance(key, str) and all(isinstance(step, int) or step in _NAMES for step in below):
            yield from _stand(field, key, known, is_nested=bool(folder))
    elif folder and field.path[:-1] == folder[:-1] and names_picture(str(field.path[-1])):
        # `image: {src: a.jpg}` may have `image_credit:` beside it.
        yield from _stand(field, field.path[-1], known, is_nested=False)


def _stand(field: Field, key: str | int, known: Vocabulary, *, is_nested: bool) -> Iterator[Stand]:
    said, prose = meaning(str(key), is_nested=is_nested), unmarked(field.prose)
    said = "credit" if str(key).casefold() in known.credit_fields else said
    if said == "credit" and not field.prose.plain.startswith(("http://", "https://")):
        credit = whole(prose, known)
        yield Stand("header", "credit", prose, (credit,) if credit else ())
    elif said == "caption" and str(key).casefold() not in _NO_CAPTIONS:
        yield Stand("header", "caption", prose, spotted(prose, known, is_caption=True))
    elif said == "alt":
        yield Stand("alt", "caption", field.prose, spotted(field.prose, known, is_caption=False))
