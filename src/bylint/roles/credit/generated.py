"""Pictures that a machine has made, and whether the page says so."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import islice

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.markup import Field
from bylint.model.picture import Embedded
from bylint.roles.credit.file_names import stem_of
from bylint.roles.credit.pictures import HIDDEN
from bylint.roles.credit.pictures import Picture
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.lazy import lazily

_MOST = 20
_WHOLE, _PARTLY = "trainedalgorithmicmedia", "compositewithtrainedalgorithmicmedia"
_CAMERA = ("digitalcapture", "negativefilm", "positivefilm", "print")
_CLAUSE = lazily(r"[.,;:()\[\]|–—\n]+")
_WORD = lazily(r"[^\W\d_]+")
_SMALL = frozenset(
    "a an the this is was ein eine das dieses ist wurde une cette est una esta es questa è uma é een dit is".split()
)


def sources_of(article: Article) -> tuple[Field, ...]:
    """Return the fields of an article that name the source type of a picture."""
    named = (field for field in article.fields if str(field.path[-1]).casefold() == "digitalsourcetype")
    return tuple(islice(named, _MOST))


def generated(
    article: Article, picture: Picture, file: Embedded | None, sources: Iterable[Field], known: Vocabulary
) -> Iterator[Element]:
    """Yield what the file or the page's data say of how a picture was made, and whether a reader is told."""
    source = (file.words("digital-source") if file else "") or _in_data(article, sources, picture.image.src.plain)
    kind = source.rstrip("/").rsplit("/", 1)[-1].removesuffix("DigitalSource").casefold()
    said = next((match for stand in picture.stands if (match := known.machines.search(stand.prose.plain))), None)
    if said:
        yield Element("machine", said[0])
    if kind in (_WHOLE, _PARTLY):
        yield Element("generated", "whole" if kind == _WHOLE else "partly")
        if not said:
            yield Element("mislabelled", "was made by a machine, as its own data say, and no caption tells readers")
    elif kind in _CAMERA:
        yield Element("generated", "camera")
        if any(_is_called_made(stand.prose.plain, known) for stand in picture.stands if stand.where not in HIDDEN):
            yield Element("mislabelled", "is a photograph, as its own data say, and its caption calls it machine-made")


def _is_called_made(caption: str, known: Vocabulary) -> bool:
    """Tell whether a caption says it of the picture itself: "AI-generated image", not "a show of AI-generated art"."""
    for clause in _CLAUSE.split(caption) if known.machine_made.search(caption) else ():
        rest = known.machine_made.sub(" ", clause.casefold())
        if rest != clause.casefold() and all(_is_of_picture(word, known) for word in _WORD.findall(rest)):
            return True
    return False


def _is_of_picture(word: str, known: Vocabulary) -> bool:
    return word in known.picture_words or word in known.asides or word in _SMALL


def _in_data(article: Article, sources: Iterable[Field], src: str) -> str:
    stem = stem_of(src)
    for field in sources:
        beside = (f for f in article.fields if f.item == field.item and f.path[:-1] == field.path[:-1])
        if stem and any(str(f.path[-1]).casefold().endswith("url") and stem_of(f.prose.plain) == stem for f in beside):
            return field.prose.plain
    return ""
