"""What a site's rights file says of the pictures of an article: what is licensed, and until when."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from bylint.grammar.addresses import file_of
from bylint.grammar.addresses import source_named
from bylint.model.article import Article
from bylint.model.markup import Embedded
from bylint.model.markup import Right
from bylint.model.parts import Picture
from bylint.model.world import Knowledge
from bylint.text.files import is_match
from bylint.text.fold import bare
from bylint.text.patterns import lazily

_SCHEME = lazily(r"(?:[a-z][a-z0-9+.-]{1,20}:)?//", re.IGNORECASE)
# What a content system adds to the name of a file that it has made smaller.
_SIZE = lazily(r"(?:-\d{2,4}x\d{2,4}|-scaled)(?=\.\w{3,4}$)")
_LONGEST_NUMBER = 6
"""Words of the longest id, such as a VIRIN: 240117-N-AB123-1001."""


class Rights(NamedTuple):
    """A rights file, ready to be asked: by path or folder, by the name of a file, by glob, by id."""

    by_path: Mapping[str, tuple[Right, ...]]
    by_name: Mapping[str, tuple[Right, ...]]
    globs: tuple[Right, ...]
    by_number: Mapping[str, tuple[Right, ...]]


@lru_cache(maxsize=4)
def rights_of(knowledge: Knowledge) -> Rights:
    """Return what the site has licensed."""
    given: tuple[Right, ...] = knowledge.settings.get("rights", ())
    named = [right for right in given if right.picture]
    plain = [right for right in named if not _is_glob(right.picture)]
    return Rights(
        _grouped((_trimmed(right.picture), right) for right in plain if "/" in right.picture),
        _grouped((right.picture, right) for right in plain if "/" not in right.picture),
        tuple(right._replace(picture=_SCHEME.sub("", right.picture)) for right in named if _is_glob(right.picture)),
        _grouped((right.number, right) for right in given if right.number),
    )


def rights_by_picture(
    article: Article, pictures: Iterable[Picture], files: Mapping[str, Embedded], knowledge: Knowledge
) -> Mapping[int, Right]:
    """Return the right that lasts longest by the number of the picture; each file once, where it is first shown."""
    known = rights_of(knowledge)
    found: dict[int, Right] = {}
    seen: set[str] = set()
    for picture in pictures:
        src = picture.image.src.plain
        if not src or src in seen:
            continue
        seen.add(src)
        file = files.get(src)
        rights = (*_of_path(article, src, file, known), *_of_number(picture, file, known, knowledge))
        if rights:
            found[picture.number] = max(rights, key=lambda right: right.until or date.max)
    return found


def _of_path(article: Article, src: str, file: Embedded | None, known: Rights) -> Iterator[Right]:
    given = tuple(_names(article, src, file))
    names = tuple(dict.fromkeys((*given, *(_SIZE.sub("", name) for name in given))))
    for name in names:
        steps = name.split("/")
        for end in range(1, len(steps) + 1):
            yield from known.by_path.get("/".join(steps[:end]), ())
            yield from known.by_name.get(steps[end - 1], ())
    yield from (right for right in known.globs if any(is_match(right.picture, name) for name in names))


def _names(article: Article, src: str, file: Embedded | None) -> Iterator[str]:
    """Yield the names by which a rights file can speak of a picture: its address, its path, the file itself."""
    path = unquote(re.split(r"[?#]", src, maxsplit=1)[0])
    address = _SCHEME.match(path)
    if address:
        yield path[address.end() :]
        yield path[address.end() :].partition("/")[2]
    elif path.startswith("/"):
        yield path.lstrip("/")
    else:
        yield posixpath.normpath(posixpath.join(posixpath.dirname(article.source.path), path))
    if file and file.content:
        yield file.path


def _of_number(picture: Picture, file: Embedded | None, known: Rights, knowledge: Knowledge) -> Iterator[Right]:
    if not known.by_number:
        return
    src = picture.image.src.plain
    credits_ = " ".join(credit.prose.plain for credit in (*picture.credits, *picture.far))
    named = f" {bare(file_of(src))} {bare(credits_)} {bare(source_named(src, knowledge))} {bare(_embedded(file))} "
    for number in dict.fromkeys((*_runs(bare(file_of(src))), *_runs(bare(credits_)))):
        for right in known.by_number.get(number, ()):
            supplier = bare(right.supplier)
            if f" {supplier} " in named or f" {supplier.replace(' ', '')} " in named:
                yield right


def _embedded(file: Embedded | None) -> str:
    return " ".join(value for name, value in file.fields if name in ("credit", "source")) if file else ""


def _runs(words: str) -> Iterator[str]:
    """Yield the words one by one and joined with those that follow."""
    parts = words.split()
    for start in range(len(parts)):
        for end in range(start + 1, min(start + _LONGEST_NUMBER, len(parts)) + 1):
            yield " ".join(parts[start:end])


def _grouped(pairs: Iterable[tuple[str, Right]]) -> dict[str, tuple[Right, ...]]:
    found: dict[str, list[Right]] = {}
    for key, right in pairs:
        found.setdefault(key, []).append(right)
    return {key: tuple(rights) for key, rights in found.items()}


def _is_glob(picture: str) -> bool:
    return any(sign in picture for sign in "*?[")


def _trimmed(picture: str) -> str:
    return unquote(_SCHEME.sub("", picture)).removeprefix("./").strip("/")
