"""What the words with a picture, its file's name and the text before it tell of its kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Image
from bylint.roles.credit.file_names import file_of
from bylint.roles.credit.images import Kinds
from bylint.roles.credit.images import kind_told
from bylint.roles.credit.signs import Signs
from bylint.roles.credit.signs import spaced
from bylint.text.lazy import lazily

_JPEG_SUFFIXES = frozenset(("jpg", "jpeg", "heic", "tif", "tiff"))
_PHOTO_SUFFIXES = _JPEG_SUFFIXES | {"webp", "avif"}
_FIGURE = lazily(r"\W{0,4}(?:figure|fig|abb(?:ildung)?|figura|listing|table|tabelle|tableau)\.?\s?\d", re.IGNORECASE)
_NAME = lazily(r"[A-ZÀ-Þ][\w'’.-]{0,30}(?: (?:de|van|von|der|da|di|la|le|[A-ZÀ-Þ][\w'’.-]{0,30})){1,3}")
_IS = lazily(r"\s(?:is|was|has|works|created|founded|leads|runs|teaches|lives|ist|war|est|es|è)\s")
# What a forum leaves of a pasted picture: "image|690x371, 50%".
_PASTED = lazily(r"\|\d{2,5}x\d{2,5}(?:, ?\d{1,3}%)?\s*\Z")
_OF_ARTICLE = lazily(
    r"(?:cover|hero|header|banner|featured?|lead|title) (?:image|photo|picture|illustration|art)(?:\W|$)"
)
_ENDS_COVER = lazily(r"\scover\W{0,3}\Z", re.IGNORECASE)
_PARTS = lazily(r"[^\W\d_]+")
_HUMP = lazily(r"(?<=[a-z])(?=[A-Z])")
# Captions are read as far as they say what is shown; further on they tell its story.
_FIRST, _FIRST_OF_JPEG = 14, 10
_LONGEST, _AFTER, _BEFORE = 400, 30, 160
_LABEL = 4


class Seen(NamedTuple):
    """A picture as far as it is known: a `kind` that was guessed, and what a reader is told."""

    image: Image
    kind: str
    alt: str = ""
    captions: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """Return what a reader is told of the picture."""
        return tuple(words for words in (self.alt, *self.captions) if words and not _PASTED.search(words))

    def name(self) -> str:
        """Return the words of the name of the file, in small letters with spaces between."""
        stem = file_of(self.image.src.plain).rsplit(".", 1)[0]
        return " ".join(_parts(_HUMP.sub(" ", stem)))

    def suffix(self) -> str:
        """Return the end of the name of the file, in small letters."""
        return file_of(self.image.src.plain).rsplit(".", 1)[-1].casefold()

    def is_jpeg(self) -> bool:
        """Tell whether the file is of a form that cameras write."""
        return self.suffix() in _JPEG_SUFFIXES

    def is_of_photos(self) -> bool:
        """Tell whether the file is of a form that sites keep photographs in."""
        return self.suffix() in _PHOTO_SUFFIXES


class Text(NamedTuple):
    """What the text around its pictures tells of them. `explains`: it shows code; `is_lesson`: much of it."""

    article: Article
    explains: bool
    is_lesson: bool


def by_words(each: Seen, text: Text, known: Kinds, signs: Signs) -> str:
    """Return the kind that words tell, or the one that was guessed."""
    first = _FIRST_OF_JPEG if each.is_jpeg() else _FIRST
    shown = " / ".join(" ".join(spaced(words[:_LONGEST]).split()[:first]) for words in each.words())
    told = _told(each, shown, signs)
    if _is_portrait(each):
        return "head shot"
    is_photo = told == "photo" or (each.kind == "photo" and (each.is_jpeg() or not text.explains))
    if is_photo:
        return "lead" if each.kind == "lead" else "photo"
    if _is_numbered(each, text) or _PASTED.search(each.alt):
        return "figure"
    if told == "illustration" or each.kind == "illustration":
        # The drawing of a screen or a process is a figure.
        is_figure = signs.sure_screens.search(shown) or (text.is_lesson and not told)
        return "figure" if is_figure else "lead" if each.kind == "lead" else "illustration"
    if kind_told(shown, known):
        return "figure"
    if each.kind != "lead" and _is_of_book(each, text, signs):
        return "cover"
    if each.name() == "cover" or _OF_ARTICLE.search(shown) or _is_lead_label(each.image, text, signs):
        return "lead" if each.kind == "unknown" else each.kind
    return _by_screens(each, f"{each.name()} / {shown}", text, signs)


def _told(each: Seen, shown: str, signs: Signs) -> str:
    if signs.drawings.search(shown):
        return "illustration"
    is_scene = signs.photographs.search(shown) or signs.scenes.search(spaced(each.alt[:_LONGEST]))
    return "photo" if is_scene else ""


def _is_portrait(each: Seen) -> bool:
    """Tell whether the caption of a picture with a person's name says who that is: “Ada Lund is a shipwright.”"""
    for words in each.words():
        match = _NAME.match(words)
        if match and _IS.match(words, match.end()):
            return not {part for part in _parts(match[0]) if len(part) > 2}.isdisjoint(each.name().split())
    return False


def _is_numbered(each: Seen, text: Text) -> bool:
    """Tell whether a picture is called a figure with a number; not all that stands behind it need be a block."""
    end = each.image.span.end
    after = text.article.source.text[end : end + _AFTER].lstrip("/>}) \t\r\n")
    return any(_FIGURE.match(words) for words in (*each.words(), after))


def _by_screens(each: Seen, said: str, text: Text, signs: Signs) -> str:
    """Return `figure` for what words of a screen or the text before tell to be one, or the kind that was guessed.

    `doubtful` is a file of photographs with words of which it takes more to tell.
    """
    if signs.sure_screens.search(said) or "table" in each.image.within:
        return "figure"
    # A picture of which not a word is said is more often put there to please than to be read.
    is_read = each.words() or each.kind == "lead"
    is_doubtful = bool(signs.likely_screens.search(said))
    if not each.is_of_photos() and (is_doubtful or (is_read and signs.screens.search(said))):
        return "figure"
    return _by_text(each, text, signs, is_doubtful=is_doubtful)


def _by_text(each: Seen, text: Text, signs: Signs, *, is_doubtful: bool) -> str:
    """Return `figure` for a picture to which the text leads as to a screen, or the kind that was guessed."""
    before = _before(each.image, text)
    words, ends_open = spaced(before), before.endswith((":", "："))
    is_introduced = bool(signs.introduces.search(words))
    is_label = len(words.split()) <= _LABEL and bool(signs.screens.search(words))
    if each.kind == "unknown" and (ends_open or is_introduced or is_label):
        return "figure"
    if each.kind == "jpeg":
        screens = signs.screens if text.explains or not each.words() else signs.sure_screens
        if (is_introduced and screens.search(words)) or (text.is_lesson and ends_open):
            return "figure"
    return "doubtful" if is_doubtful and each.kind in ("jpeg", "unknown", "lead") else each.kind


def _is_of_book(each: Seen, text: Text, signs: Signs) -> bool:
    """Tell whether a picture is the cover of a book, not of the article."""
    name = each.name()
    if name != "cover" and ("cover" in name.split() or _ENDS_COVER.search(each.alt)):
        return True
    is_silent = name == "cover" or (each.kind == "jpeg" and not each.words())
    return is_silent and bool(signs.books.search(spaced(_before(each.image, text))))


def _is_lead_label(image: Image, text: Text, signs: Signs) -> bool:
    """Tell whether a label over a picture says that it stands at the head: “Hero image:”."""
    for index in (image.block, image.block - 1):
        if 0 <= index < len(text.article.blocks):
            words = spaced(text.article.blocks[index].prose.plain[:60]).split()
            if len(words) <= _LABEL and signs.leads.search(" ".join(words)):
                return True
    return False


def _before(image: Image, text: Text) -> str:
    """Return the last words before a picture that a reader reads."""
    block = text.article.blocks[image.block] if 0 <= image.block < len(text.article.blocks) else None
    if block is None or block.kind not in ("paragraph", "item", "label", "cell"):
        return ""
    tail = block.prose.plain.rstrip()[-_BEFORE:]
    return tail.rsplit(". ", 1)[-1] if block.span.end <= image.span.start else tail


def _parts(words: str) -> list[str]:
    return [part.casefold() for part in _PARTS.findall(words)]
