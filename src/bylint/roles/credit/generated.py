"""Pictures that a machine has made, and whether the page says so."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.picture import Embedded
from bylint.roles.credit.file_names import stem_of
from bylint.roles.credit.pictures import Picture
from bylint.roles.credit.vocabulary import Vocabulary

_WHOLE, _PARTLY = "trainedalgorithmicmedia", "compositewithtrainedalgorithmicmedia"
_CAMERA = ("digitalcapture", "negativefilm", "positivefilm", "print")


def generated(article: Article, picture: Picture, file: Embedded | None, known: Vocabulary) -> Iterator[Element]:
    """Yield what the file or the page's data say of how a picture was made, and whether a reader is told."""
    source = (file.words("digital-source") if file else "") or _in_data(article, picture.image.src.plain)
    kind = source.rstrip("/").rsplit("/", 1)[-1].removesuffix("DigitalSource").casefold()
    if kind in (_WHOLE, _PARTLY):
        yield Element("generated", "whole" if kind == _WHOLE else "partly")
    elif kind in _CAMERA:
        yield Element("photographed", "yes")
    said = next((match for stand in picture.stands if (match := known.machines.search(stand.prose.plain))), None)
    if said:
        yield Element("machine", said[0])


def _in_data(article: Article, src: str) -> str:
    stem = stem_of(src)
    sources = [field for field in article.fields if str(field.path[-1]).casefold() == "digitalsourcetype"]
    for field in sources[:20]:
        beside = (f for f in article.fields if f.item == field.item and f.path[:-1] == field.path[:-1])
        if stem and any(str(f.path[-1]).casefold().endswith("url") and stem_of(f.prose.plain) == stem for f in beside):
            return field.prose.plain
    return ""
