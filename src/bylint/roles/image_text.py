"""What the words and the text around a picture tell of what it is: a photograph, a drawing, a screen, a head shot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.grammar.addresses import file_of
from bylint.grammar.addresses import is_person
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.world import Knowledge
from bylint.roles.image_kinds import GUESSED
from bylint.roles.image_kinds import Kinds
from bylint.roles.image_kinds import is_among
from bylint.roles.image_kinds import kind_told
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

_SCREENS, _SPANS, _LESSON = ("screenshot", "chart", "figure"), 3, 5
_JPEG_SUFFIXES = frozenset(("jpg", "jpeg", "heic", "tif", "tiff"))
_PHOTO_SUFFIXES = _JPEG_SUFFIXES | {"webp", "avif"}
_FIGURE = lazily(r"\W{0,4}(?:figure|fig|abb(?:ildung)?|figura|listing|table|tabelle|tableau)\.?\s?\d", re.IGNORECASE)
# What a forum leaves of a pasted picture: "image|690x371, 50%".
_PASTED = lazily(r"\|\d{2,5}x\d{2,5}(?:, ?\d{1,3}%)?\s*\Z")
_OF_ARTICLE = lazily(
    r"(?:cover|hero|header|banner|featured?|lead|title) (?:image|photo|picture|illustration|art)(?:\W|$)"
)
_ENDS_COVER = lazily(r"\s(?:cover|poster|flyer)\W{0,3}\Z|\A(?:the\s)?(?:front\s|book\s)?cover\sof\s", re.IGNORECASE)
# A heading that is a person's name, or begins with one: “Cole Gillard | Example Online”.
_NAME = lazily(r"(?P<name>[A-ZÀ-Þ][\w'’.-]{1,30}(?: [A-ZÀ-Þ][\w'’.-]{0,30}){1,3})\s*(?:\Z|[|,(–—:])")
_LONGEST_NAME, _OF_SOMEBODY = 60, ("I am ", "I’m ", "I'm ", "She ", "He ")
_PARTS = lazily(r"[^\W\d_]+")
_HUMP = lazily(r"(?<=[a-z])(?=[A-Z])")
# Captions are read as far as they say what is shown; further on they tell its story.
_FIRST, _FIRST_OF_JPEG = 14, 10
_LONGEST, _BEFORE, _AROUND = 400, 160, 200
_LABEL = 4
_TOKEN = lazily(r"[^\W_]+(?:['’-][^\W_]+)*")


class Signs(NamedTuple):
    """Patterns of words; see rules/directory/pictures.yaml for what each list means.

    `portrait` is the `name` with which a caption begins that says who is shown.
    """

    photographs: re.Pattern[str]
    pictured: re.Pattern[str]
    drawings: re.Pattern[str]
    scenes: re.Pattern[str]
    screens: re.Pattern[str]
    sure_screens: re.Pattern[str]
    likely_screens: re.Pattern[str]
    says_screen: re.Pattern[str]
    leads: re.Pattern[str]
    books: re.Pattern[str]
    introduces: re.Pattern[str]
    about_whom: re.Pattern[str]
    portrait: re.Pattern[str]


class Depiction(NamedTuple):
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
        return " ".join(_letters(_HUMP.sub(" ", stem)))

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


class Company(NamedTuple):
    """How many pictures of an article are screens, photographs or JPEGs, or without words."""

    screens: int
    photos: int
    silent: int


@lru_cache(maxsize=4)
def signs_of(knowledge: Knowledge) -> Signs:
    """Return the signs of a run."""
    known: dict[str, Any] = knowledge.lists["pictures"]
    patterns = {name: _any_of(known[name]["words"]) for name in Signs._fields[:-2]}
    about = lazily(rf"(?i:{one_of(known['about_whom']['words'])}):?\s{_NAME.pattern}")
    return Signs(**patterns, about_whom=about, portrait=_portrait(known["says_who"]["words"], knowledge))


def _portrait(says_who: list[str], knowledge: Knowledge) -> re.Pattern[str]:
    words = lexicon(knowledge).words
    word, verbs = r"[A-ZÀ-Þ][\w'’.-]{0,30}", one_of((*says_who, *words["verb_is"], *words["verb_works"]))
    return lazily(rf"(?P<name>{word}(?: (?:{one_of(words['particle'])}|{word})){{1,3}})\s(?i:{verbs})\s")


def _spaced(text: str) -> str:
    """Return the words of a text in small letters with one space between: what the patterns of signs look through."""
    return " ".join(_TOKEN.findall(text.casefold().replace("’", "'")))


def _any_of(words: list[str]) -> re.Pattern[str]:
    return lazily(lambda: rf"(?<![\w'-])(?:{one_of(words)})(?![\w'-])")


def text_of(article: Article) -> Text:
    """Return what the text of an article tells of its pictures."""
    explains = article.code_spans >= _SPANS or article.code_blocks > 0
    return Text(article, explains, article.code_blocks >= _LESSON)


def kinds_by_text(seen: Sequence[Depiction], text: Text, known: Kinds, signs: Signs) -> Iterator[str]:
    """Yield the kind of each picture of an article."""
    first = [_first(each, text, known, signs) for each in seen]
    company = _company([pair for pair in zip(seen, first, strict=True) if not pair[0].image.is_in_header])
    for each, kind in zip(seen, first, strict=True):
        if kind == "doubtful":
            guess = each.kind if each.kind != "jpeg" else "unknown"
            yield "figure" if text.explains or company.screens else guess
        elif kind == "jpeg":
            yield _of_jpeg(each, text)
        elif kind in ("unknown", "lead"):
            yield _of_other(each, kind, company, text, signs)
        else:
            yield kind


def _first(each: Depiction, text: Text, known: Kinds, signs: Signs) -> str:
    is_open = each.kind in GUESSED and not is_among(each.image, known.wanted)
    return _by_words(each, text, known, signs) if is_open else each.kind


def _company(body: Sequence[tuple[Depiction, str]]) -> Company:
    counted = Counter(kind for _, kind in body)
    screens = sum(counted[kind] for kind in _SCREENS)
    silent = sum(kind == "unknown" and not each.words() for each, kind in body)
    return Company(screens, counted["photo"] + counted["jpeg"], silent)


def _of_jpeg(each: Depiction, text: Text) -> str:
    """Return the kind of a JPEG that no words tell. Slides are such files too: of one without words, or with the name
    of its file alone, or among much code, only the form of the file may tell."""
    is_told = any(
        " ".join(_letters(words)) != each.name() and not is_person(words, each.name()) for words in each.words()
    )
    if text.is_lesson:
        return "unknown" if each.words() else "figure"
    return "photo" if is_told and not text.explains else "unknown"


def _of_other(each: Depiction, kind: str, company: Company, text: Text, signs: Signs) -> str:
    """Return the kind of another picture: a figure among screens and plots, unless it stands at the head."""
    is_png = each.suffix() == "png"
    is_among_screens = company.screens > (0 if each.words() else company.silent)
    is_doubtful = text.explains or is_among_screens or (is_png and bool(company.photos))
    if kind == "lead" and (not each.image.is_in_header or each.is_jpeg() or signs.leads.search(each.name())):
        return kind
    return "figure" if is_doubtful or (is_png and kind == "lead") else kind


def _by_words(each: Depiction, text: Text, known: Kinds, signs: Signs) -> str:
    """Return the kind that words tell, or the one that was guessed."""
    first = _FIRST_OF_JPEG if each.is_jpeg() else _FIRST
    shown = " / ".join(" ".join(_spaced(words[:_LONGEST]).split()[:first]) for words in each.words())
    told = _told(each, shown, text, signs)
    if _is_portrait(each, signs) or _is_introduced(each, text, signs):
        return "head shot"
    if not told and _is_called_screen(each.image, text, signs):
        return "figure"
    is_figure = _is_numbered(each) or bool(_PASTED.search(each.alt))
    is_photo = told == "photo" or (each.kind == "photo" and (each.is_jpeg() or not text.explains))
    if is_figure and not (is_photo and each.is_jpeg()):
        return "figure"
    if is_photo or told == "scene":
        return "photo" if (is_photo or not text.explains) and each.kind != "lead" else each.kind
    if told == "illustration" or each.kind == "illustration":
        # The drawing of a screen or a process is a figure.
        is_drawn = signs.sure_screens.search(shown) or (text.is_lesson and not told)
        return "figure" if is_drawn else "lead" if each.kind == "lead" else "illustration"
    if kind_told(shown, known):
        return "figure"
    if each.kind != "lead" and _is_of_book(each, text, signs):
        return "cover"
    if each.name() == "cover" or _OF_ARTICLE.search(shown) or _is_lead_label(each.image, text, signs):
        return "lead" if each.kind == "unknown" else each.kind
    return _by_screens(each, f"{each.name()} / {shown}", text, signs)


def _told(each: Depiction, shown: str, text: Text, signs: Signs) -> str:
    if signs.drawings.search(shown):
        return "illustration"
    is_scene = bool(signs.scenes.search(_spaced(each.alt[:_LONGEST])))
    # “A picture of the prompt” is one of a screen.
    is_lesson = text.explains and not each.is_of_photos()
    is_pictured = bool(signs.pictured.search(shown)) and not is_lesson and not signs.screens.search(shown)
    if signs.photographs.search(shown) or is_pictured or (is_scene and each.suffix() != "png"):
        return "photo"
    return "scene" if is_scene else ""


def _is_portrait(each: Depiction, signs: Signs) -> bool:
    """Tell whether the caption of a picture with a person's name says who that is: “Ada Lund is a shipwright.”, or
    begins the note on them: “About Ada Lund: I build boats”."""
    said = _name_parts(f"{each.name()} {each.alt[:_LONGEST_NAME]}")
    for words in each.captions:
        match = signs.portrait.match(words) or signs.about_whom.match(words[:_LONGEST_NAME])
        if match and _is_named(match["name"], said):
            return True
    match = signs.portrait.match(each.alt)
    return bool(match and _is_named(match["name"], _name_parts(each.name())))


def _is_introduced(each: Depiction, text: Text, signs: Signs) -> bool:
    """Tell whether a picture with a person's name stands before the text on them, or a heading of their name over it.

    “cole.jpg” over “Cole Gillard | Example Online”, an alternative text “Kavita” before “Kavita Sukar is a developer”.
    """
    said = _name_parts(f"{each.name()} {each.alt[:_LONGEST_NAME]}")
    at = max(each.image.block, 0)
    near = text.article.blocks[at : at + 3] if not each.captions else ()
    if not each.words() and any(signs.about_whom.match(block.prose.plain[:_LONGEST_NAME]) for block in near[:2]):
        return True
    return any(_is_named(_introduced(near, number, signs), said) for number in range(min(2, len(near))))


def _is_named(name: str, said: set[str]) -> bool:
    """Tell whether a part of a name is among the words of a picture; a file may have it in one: “adalund.jpg”."""
    return bool(name) and not said.isdisjoint((*_name_parts(name), "".join(_letters(name))))


def _name_parts(words: str) -> set[str]:
    return {part for part in _letters(words) if len(part) > 2}


def _introduced(near: Sequence[Block], at: int, signs: Signs) -> str:
    """Return the name that a block gives whom it is about; a heading alone may be any words."""
    words = near[at].prose.plain[:_LONGEST]
    if near[at].kind != "heading":
        about = words.removeprefix("About ")
        match = _NAME.match(about) if about != words else signs.portrait.match(words)
        return match["name"] if match else ""
    match = _NAME.match(words)
    behind = near[at + 1].prose.plain if at + 1 < len(near) else ""
    return match["name"] if match and behind.startswith((match["name"].split()[0], *_OF_SOMEBODY)) else ""


def _is_numbered(each: Depiction) -> bool:
    """Tell whether a picture is called a figure with a number; not all that stands behind it need be a block."""
    return any(_FIGURE.match(words) for words in (*each.words(), each.image.behind))


def _by_screens(each: Depiction, said: str, text: Text, signs: Signs) -> str:
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


def _by_text(each: Depiction, text: Text, signs: Signs, *, is_doubtful: bool) -> str:
    """Return `figure` for a picture to which the text leads as to a screen, or the kind that was guessed."""
    before = _before(each.image, text)
    words, ends_open = _spaced(before), before.endswith((":", "："))
    is_introduced = bool(signs.introduces.search(words))
    is_label = len(words.split()) <= _LABEL and bool(signs.screens.search(words))
    if each.kind == "unknown" and (ends_open or is_introduced or is_label):
        return "figure"
    if each.kind == "jpeg":
        screens = signs.screens if text.explains or not each.words() else signs.sure_screens
        if (is_introduced and screens.search(words)) or (text.is_lesson and ends_open):
            return "figure"
    return "doubtful" if is_doubtful and each.kind in ("jpeg", "unknown", "lead") else each.kind


def _is_called_screen(image: Image, text: Text, signs: Signs) -> bool:
    """Tell whether the words right before a picture or right behind it call it a screenshot."""
    blocks = text.article.blocks[max(image.block - 1, 0) : max(image.block, 0) + 3]
    before = [block for block in blocks if block.span.end <= image.span.start]
    behind = [block for block in blocks if block.span.start >= image.span.end]
    said = (*(block.prose.plain[-_AROUND:] for block in before[-1:]), *(b.prose.plain[:_AROUND] for b in behind[:1]))
    return any(signs.says_screen.search(words.casefold()) for words in said)


def _is_of_book(each: Depiction, text: Text, signs: Signs) -> bool:
    """Tell whether a picture is the cover of a book, not of the article."""
    name = each.name()
    if _ENDS_COVER.search(each.alt) or (name != "cover" and "cover" in name.split()):
        return True
    is_silent = name == "cover" or (each.kind == "jpeg" and not each.words())
    return is_silent and bool(signs.books.search(_spaced(_before(each.image, text))))


def _is_lead_label(image: Image, text: Text, signs: Signs) -> bool:
    """Tell whether a label over a picture says that it stands at the head: “Hero image:”."""
    for index in (image.block, image.block - 1):
        if 0 <= index < len(text.article.blocks):
            words = _spaced(text.article.blocks[index].prose.plain[:60]).split()
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


def _letters(words: str) -> list[str]:
    return [part.casefold() for part in _PARTS.findall(words)]
