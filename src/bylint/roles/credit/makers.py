"""Who is said to have made a picture, by each place that says so: caption, field, page data, the file itself."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.picture import CUT
from bylint.model.picture import Embedded
from bylint.model.prose import Prose
from bylint.roles.credit.anatomy import is_name
from bylint.roles.credit.file_names import stem_of
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.pictures import Picture
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_HIDDEN = ("data",)
_GROUPS = (("caption", "beside"), ("field", "header"), _HIDDEN)
_SHORTEST = 3
_WORD = lazily(r"[^\W_]+")
_PICTURE_FILE = lazily(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|heic)$", re.IGNORECASE)


def maker_parts(
    article: Article, pictures: Iterable[Picture], files: Sequence[Embedded], known: Vocabulary
) -> Iterator[Part]:
    """Yield one part for each place that names the maker of a picture; `about` is the picture's file."""
    by_src = {file.src: file for file in files}
    for picture in pictures:
        src = picture.image.src.plain
        file = by_src.get(src)
        if not src or not picture.image.is_inside or picture.kind == "furniture" or _stands_in(src, known):
            continue
        about = f"file:{_identity(article, src, file)}"
        for group in _GROUPS:
            yield from _said(picture, group, about, known)
        if file and picture.image.src.at:
            yield from _embedded(picture, file, about, known)


def _stands_in(src: str, known: Vocabulary) -> bool:
    """Tell whether a file stands for other pictures, as drawings and the names of lazy loaders do."""
    is_drawn = re.split(r"[?#]", src, maxsplit=1)[0].casefold().endswith((".svg", ".gif"))
    return is_drawn or not known.stand_ins.isdisjoint(_WORD.findall(stem_of(src)))


def _identity(article: Article, src: str, file: Embedded | None) -> str:
    if file and file.content:
        return file.content
    bare = re.split(r"[?#]", src, maxsplit=1)[0]
    if not _PICTURE_FILE.search(bare):
        # Here the query says which picture it is.
        bare = src.partition("#")[0]
    if bare.startswith("/") or "//" in bare[:8]:
        return bare
    return posixpath.normpath(posixpath.join(posixpath.dirname(article.source.path), bare))


def _said(picture: Picture, group: Sequence[str], about: str, known: Vocabulary) -> Iterator[Part]:
    credits_ = [credit for credit, stand in picture.shown() if stand.where in group]
    named = [element for credit in credits_ for element in credit.elements if element.name == "creator"]
    claim = _claim((element.words for element in named), known)
    place = next((element.prose for element in named if element.prose and element.prose.at), None)
    if claim and place and all(map(_is_sure, credits_)):
        found = [Element("names", claim), Element("of", f"image:{picture.number}")]
        # Readers do not see the data for search engines.
        found += [Element("embedded", "yes")] if group == _HIDDEN else []
        yield Part("maker", place, place.span(), about, tuple(found), picture.image.block)


def _is_sure(credit: Credit) -> bool:
    return credit.form in ("lead", "by", "whole") and not credit.has("blanket")


def _embedded(picture: Picture, file: Embedded, about: str, known: Vocabulary) -> Iterator[Part]:
    names = [value for name, value in file.fields if name == "creator" and len(value.encode()) != CUT]
    claim = _claim(names, known)
    if claim:
        span = picture.image.src.span()
        prose = Prose("; ".join(names), (0,), (span.start,), (span.end,))
        found = (Element("names", claim), Element("of", f"image:{picture.number}"), Element("embedded", "yes"))
        yield Part("maker", prose, span, about, found, picture.image.block)


def _claim(names: Iterable[str], known: Vocabulary) -> str:
    """Return the words of the names in normal form; nothing where one of them is surely no person's."""
    words: set[str] = set()
    for name in names:
        parts = name.replace(".", ". ").split()
        if not 2 <= len(parts) <= 5 or not is_name(name) or not _is_person(name, known):
            return ""
        words.update(_plain(part) for part in parts)
    return "; ".join(sorted(word for word in words if len(word) >= _SHORTEST and word not in known.ranks))


def _is_person(name: str, known: Vocabulary) -> bool:
    key = folded(name)
    if key in known.agencies or key in known.own_work or key in known.public_bodies or key in known.vague:
        return False
    is_spelt = all(character.isalpha() or character in " .-’'" for character in key)
    return is_spelt and known.not_people.isdisjoint(key.split())


def _plain(word: str) -> str:
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in bare if character.isalpha())
