"""Keys of a header that name people and stand twice, once without anybody."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Field
from bylint.model.prose import prose_at
from bylint.roles.person.scene import listed
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.shipped import flat

_MOST = 200


def vacant(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the empty keys that stand again with names: which of the two is read depends on the program."""
    header = [field for field in article.fields if field.origin == "front-matter" and field.path][:_MOST]
    empty = [field for field in header if len(field.path) == 1 and not field.prose.plain]
    if not empty:
        return
    keys = folded_all(flat(knowledge.lists["bylines"]["keys"]["author"])) | listed("helping_keys", knowledge)
    for field in empty:
        twin = next((other for other in header if _is_twin(other, field)), None)
        if twin and folded(str(field.path[0])) in keys:
            words = prose_at(article.source.text, *field.key)
            yield Part("vacant", words, field.key, elements=(Element("the same key", twin.prose.plain, twin.prose),))


def _is_twin(other: Field, field: Field) -> bool:
    return other.key != field.key and other.path[0] == field.path[0] and bool(other.prose.plain)
