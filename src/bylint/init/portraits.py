"""What articles show of the custom of their site: one short portrait of each, made as it is judged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from bylint.audit import Reading
from bylint.audit import content_of
from bylint.audit import guarded
from bylint.audit import map_articles
from bylint.audit import pictures_beside
from bylint.audit import unjudged_outcome
from bylint.audit import unreadable
from bylint.engine import outcome
from bylint.engine import understood
from bylint.model.article import Article
from bylint.model.parts import ArticleLink
from bylint.model.parts import Picture
from bylint.model.parts_people import Author
from bylint.model.rule import AnyRule
from bylint.model.rule import Outcome
from bylint.model.rule import Violation
from bylint.model.world import Knowledge
from bylint.roles.image_text import signs_of
from bylint.text.fold import folded
from bylint.text.patterns import lazily

_LONGEST_VALUE, _MOST_VALUES, _MOST_CALLS = 200, 60, 100
_LONG_TEXT, _COMPARED = 120, 3
_ASKED = "uncredited-image"
_CODE = lazily(r"\{\{[^{}]{0,100}\}\}|\{%[^{}]{0,100}%\}")
_WITH_CALLS = ("shortcode", "element")


class PictureSeen(NamedTuple):
    """A picture: the place of its file (`/images/2020/`, `host.example.com/`, or nothing for one beside the article),
    the line that names it, the severity at which its credit is missed or nothing, and whether it has one.
    `is_of_others`: the name of its file speaks of somebody who supplies pictures; `is_photograph`: its words say so."""

    place: str
    line: int
    missed: str
    is_credited: bool
    is_in_header: bool
    is_of_others: bool = False
    is_photograph: bool = False


class Portrait(NamedTuple):
    """What one article shows. `header` are the texts of its header by key, `calls` the components in it with the names
    of their attributes; `several`: how it lists more than one author (list or line); `texts` are digests of its longest
    paragraphs; `networks` those whose links pay and are not disclosed."""

    path: str
    header: tuple[tuple[str, str], ...] = ()
    calls: tuple[tuple[str, tuple[str, ...]], ...] = ()
    authors: tuple[str, ...] = ()
    several: str = ""
    is_signed: bool = False
    pictures: tuple[PictureSeen, ...] = ()
    texts: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()

    def value(self, key: str) -> str:
        """Return a text of the header, or nothing."""
        return next((words for name, words in self.header if name == key), "")


class Judging(NamedTuple):
    """What it takes to look at an article before a site has settings: the same rules for all, and what is known."""

    rules: tuple[AnyRule, ...]
    knowledge: Knowledge


Seen = tuple[Outcome, Portrait]


def looked_at(readings: Iterable[Reading], judging: Judging, workers: int) -> Iterator[Seen]:
    """Yield what the rules see in each article, and its portrait."""
    return map_articles(_seen, judging, readings, workers, partial(_unseen, kind="the process that read it was ended"))


def _seen(judging: Judging, reading: Reading) -> Seen:
    return guarded(partial(_judged, judging, reading), partial(_unseen, judging, reading))


def _unseen(judging: Judging, reading: Reading, kind: str) -> Seen:
    return unjudged_outcome(reading.path, judging.rules, judging.knowledge, kind), Portrait(reading.path)


def _judged(judging: Judging, reading: Reading) -> Seen:
    knowledge = judging.knowledge
    try:
        content = content_of(reading)
    except OSError as error:
        article = unreadable(reading.path, error)
    else:
        pictures = pictures_beside(reading, knowledge)
        article = understood(reading.path, reading.suffix, content, knowledge, pictures)
    found = outcome(article, judging.rules, knowledge)
    return found, _portrait(article, found.violations, knowledge)


def _portrait(article: Article, violations: Iterable[Violation], knowledge: Knowledge) -> Portrait:
    photographs = signs_of(knowledge).photographs
    missed = {each.about: each for each in violations if each.name == _ASKED}
    authors = [author for author in article.parts.of(Author) if author.signs]
    return Portrait(
        article.source.path,
        tuple(dict(_header(article)).items()),
        tuple(dict.fromkeys(_calls(article)))[:_MOST_CALLS],
        tuple(dict.fromkeys(author.name or author.prose.plain for author in authors)),
        _several([author for author in authors if author.origin == "front-matter"]),
        bool(authors),
        tuple(
            _picture(picture, missed, photographs)
            for picture in article.parts.of(Picture)
            if picture.kind != "furniture"
        ),
        tuple(_digests(article)),
        tuple(
            dict.fromkeys(
                link.network for link in article.parts.of(ArticleLink) if link.network and not link.is_disclosed
            )
        ),
    )


def _header(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the texts of the header; those in a mapping or a list go by the last key on the way to them."""
    for field in article.fields[:_MOST_VALUES]:
        key = next((step for step in reversed(field.path) if isinstance(step, str)), "")
        if field.origin == "front-matter" and key and len(field.prose.plain) <= _LONGEST_VALUE:
            yield key, field.prose.plain


def _calls(article: Article) -> Iterator[tuple[str, tuple[str, ...]]]:
    texts = {image.span: tuple(name for name, _ in image.fields) for image in article.images}
    for block in article.blocks:
        if block.kind in _WITH_CALLS and block.name and not block.name.startswith(("/", "end")):
            yield block.name, texts.get(block.span, ())
    for image in article.images:
        if image.form not in ("markdown", "html") and not image.is_in_header:
            yield image.form, tuple(name for name, _ in image.fields)


def _several(authors: list[Author]) -> str:
    if any(flaw.kind in ("merged", "glued") for author in authors for flaw in author.flaws):
        return "line"
    return "list" if len(authors) > 1 else ""


def _picture(picture: Picture, missed: dict[str, Violation], photographs: re.Pattern[str]) -> PictureSeen:
    image, found = picture.image, missed.get(picture.about)
    line, severity = (found.place.line, found.severity) if found else (0, "")
    place = place_of_file(image.src.plain)
    is_photograph = any(photographs.search(folded(text.prose.plain)) for text in picture.texts)
    return PictureSeen(
        place, line, severity, picture.is_credited, image.is_in_header, bool(picture.source), is_photograph
    )


def place_of_file(src: str) -> str:
    """Return where the file of a picture lies, as far as its address tells: `/img/posts/`, `host.example.com/up/`."""
    try:
        parts = urlsplit(_CODE.sub("", src).strip())
    except ValueError:
        return ""
    folder = PurePosixPath(parts.path).parent.as_posix()
    steps = [step for step in folder.split("/") if step not in ("", ".", "..")]
    if parts.netloc:
        return "/".join((parts.netloc, *steps, ""))
    return "/".join(("", *steps, "")) if steps else ""


def _digests(article: Article) -> Iterator[str]:
    texts = (block.prose.plain for block in article.blocks if block.kind == "paragraph" and block.is_inside)
    long = sorted({folded(text) for text in texts if len(text) >= _LONG_TEXT}, key=lambda text: (-len(text), text))
    for text in long[:_COMPARED]:
        words = "".join(letter for letter in text if letter.isalnum())
        yield blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def with_these_missed(portraits: Iterable[Portrait], violations: Iterable[Violation]) -> tuple[Portrait, ...]:
    """Return portraits in which only those credits are missed that are still reported after all was judged."""
    left = {(each.place.path, each.place.line) for each in violations if each.name == _ASKED}
    return tuple(
        each._replace(
            pictures=tuple(p if (each.path, p.line) in left else p._replace(missed="") for p in each.pictures)
        )
        for each in portraits
    )
