"""Credits in a page's data for search engines, told to belong to a picture by its file."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from bylint.model.article import Article
from bylint.model.markup import Field
from bylint.roles.credit.file_names import stem_of
from bylint.roles.credit.spotting import whole
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.vocabulary import Vocabulary

Folder = tuple[int, tuple[str | int, ...]]
_CREDITS = frozenset(
    ("credittext", "photographer", "creator", "author", "copyrightnotice", "copyrightholder", "creditline")
)
_MOST = 4


def by_file(article: Article, known: Vocabulary) -> Mapping[str, tuple[Stand, ...]]:
    """Return the credits by the file name of the picture they stand beside."""
    credits_in: dict[Folder, list[Field]] = {}
    for field in article.fields:
        for folder in _folders(field) if field.origin == "json-ld" else ():
            credits_in.setdefault(folder, []).append(field)
    found: dict[str, tuple[Stand, ...]] = {}
    for field in article.fields:
        beside = credits_in.get((field.item, field.path[:-1]), ()) if field.origin == "json-ld" else ()
        if beside and str(field.path[-1]).casefold().endswith("url"):
            found.setdefault(stem_of(field.prose.plain), tuple(_stand(other, known) for other in beside[:_MOST]))
    return found


def _folders(field: Field) -> Iterator[Folder]:
    """Yield what holds a credit: the object itself is no picture, so its own author is passed over."""
    last = len(field.path) - 1
    for depth in range(1, last + 1):
        below = tuple(step for step in field.path[depth + 1 :] if not isinstance(step, int))
        if below in ((), ("name",)) and str(field.path[depth]).casefold() in _CREDITS:
            yield field.item, field.path[:depth]


def _stand(field: Field, known: Vocabulary) -> Stand:
    credit = whole(field.prose, known)
    return Stand("data", "credit", field.prose, (credit,) if credit else ())
