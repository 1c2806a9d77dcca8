"""Which pictures are content that wants a credit, and of what kind they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.model.knowledge import Knowledge
from bylint.model.markup import Image
from bylint.text.lazy import lazily

CREDITED = ("photo", "illustration", "lead", "unknown")
"""Kinds that want a credit; the others ask for nothing."""

CREDITABLE = (*CREDITED, "figure")
"""Kinds that a credit which stands apart may be meant for."""

# Keys of the header for a picture that lists and other sites show, not the page.
_SMALL_KEYS = frozenset(("thumbnail", "thumbnails", "thumb", "teaser", "og", "opengraph", "twitter", "share", "social"))
_OUTSIDE = frozenset(("nav", "footer", "aside", "form"))
_PHOTO_FILE = lazily(r"\.(?:jpe?g|heic|tiff?)(?:$|[?#&!])", re.IGNORECASE)
_DRAWN_FILE = lazily(r"\.(?:svgz?|ico|gif|pdf|eps|apng)(?:$|[?#&!])", re.IGNORECASE)
_CAMERA = lazily(r"(?:^|/)(?:img|dsc[nf]?|_?mg|pxl|p)[_-]?\d{3,}", re.IGNORECASE)
_FIGURE_FILE = lazily(
    r"(?:^|[/_-])(?:fig(?:ure)?|slide|plot|chart|graph|diagram)[-_.]?\d{0,3}[a-z]?[-_.]", re.IGNORECASE
)
_SCREEN_FILE = lazily(r"screen[\s_%20-]{0,4}?(?:shot|grab|cap|record)|bildschirmfoto|capture[\s_-]?d", re.IGNORECASE)
_WORD = lazily(r"[^\W_]+(?:['’][^\W_]+)?")
_FIGURE_ALT = lazily(r"\s*(?:figure|fig\.?|plot|chart|table|slide|listing)\s?\d", re.IGNORECASE)
_PRONOUNS = lazily(r"\((?:she|he|they)/\w{2,6}")
_SMALLEST, _SMALLEST_FILE = 160, 200
# "-150x150.jpg", "/40x40/", "w_80,h_80", "?w=105&h=105", "/w140h79/"
_SIZE = lazily(r"(?<![\w])[wh]?_?=?(\d{2,4})(?:x|,[wh]_|&(?:amp;)?[wh]=|h)(\d{2,4})(?![\w])", re.IGNORECASE)
# Class words further out are those of the page around the picture; a file name of so many words is a sentence.
_NEAREST, _PROSE = 4, 4
_LONGEST_CAPTION = 300
# In this order: what says that a picture is furniture outweighs what says that it is a photograph.
_ORDER = (
    "advertisement",
    "logo",
    "head shot",
    "embed",
    "cover",
    "screenshot",
    "chart",
    "thumbnail",
    "illustration",
    "photo",
)
# In running words of an alt text these say what is shown, not what the picture is.
_NOT_IN_ALT = frozenset(
    "advert advertisement icon icons people team staff author authors speaker speakers mentor mentors instructor "
    "instructors judges contributor contributors profile profiles bio byline sponsor sponsors ad ads promo widget "
    "related embed tweet tweets thumb thumbs og recirc map maps qr affiliate beacon tracking comic sketch painting "
    "drawing photo photos photograph photography foto fotos flickr badge badges formula flag flags divider pixel "
    "button buttons arrow bullet sharing signature seal crest hex sticker mascot counter loading blank transparent "
    "demo terminal browser menu window table poster architecture curve distribution".split()
)


class Kinds(NamedTuple):
    """Words and phrases by kind, and the hosts of furniture."""

    words: dict[str, frozenset[str]]
    weak: dict[str, frozenset[str]]
    phrases: dict[str, tuple[str, ...]]
    hosts: tuple[str, ...]
    drawn: frozenset[str]
    wanted: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def kinds_of(knowledge: Knowledge) -> Kinds:
    """Return what tells the kinds apart."""
    known: dict[str, Any] = knowledge.lists["credits"]["kinds"]
    listed = {kind: [_split(word) for word in known[kind]] for kind in _ORDER}
    words = {kind: frozenset(w[0] for w in entries if len(w) == 1) for kind, entries in listed.items()}
    phrases = {kind: tuple(f" {' '.join(w)} " for w in entries if len(w) > 1) for kind, entries in listed.items()}
    weak = {kind: frozenset(known["weak"].get(kind, ())) for kind in _ORDER}
    return Kinds(words, weak, phrases, tuple(known["furniture_hosts"]), frozenset(known["drawn"]), *_of_site(knowledge))


def _of_site(knowledge: Knowledge) -> tuple[tuple[str, ...], tuple[str, ...]]:
    site: dict[str, tuple[str, ...]] = knowledge.settings.get("images", {})
    wanted, ignored = (tuple(w.casefold() for w in site.get(key, ())) for key in ("content", "ignore"))
    return wanted, ignored


def _is_among(image: Image, listed: tuple[str, ...]) -> bool:
    """Tell whether a site's list names a picture: by a piece of its path, a class, or a word of its file's name."""
    if not listed:
        return False
    src = image.src.plain.casefold()
    words = frozenset((*image.marks[:_NEAREST], *_split(_file(src))))
    return any(word in src if "/" in word else word in words for word in listed)


def is_wanted(image: Image, known: Kinds) -> bool:
    """Tell whether the site says that a picture is content."""
    return _is_among(image, known.wanted)


def kind_of(image: Image, known: Kinds) -> str:
    """Return the kind of a picture by its own words: one of CREDITED, what asks for no credit, or a mere `jpeg`."""
    if not image.is_inside or image.form == "structured-data" or not _OUTSIDE.isdisjoint(image.within):
        return "furniture"
    src = image.src.plain
    if not src or src.startswith("data:") or _is_small(image):
        return "furniture"
    if any(host in src for host in known.hosts) or _is_among(image, known.ignored):
        return "furniture"
    if is_wanted(image, known):
        return "photo"
    if _SCREEN_FILE.search(src):
        return "screenshot"
    alt = next((prose.plain for name, prose in image.fields if name == "alt"), "")
    if _FIGURE_ALT.match(alt):
        return "chart"
    if _PRONOUNS.search(alt):
        return "head shot"
    kind = _named(image, known)
    if kind not in ("", "photo", "illustration"):
        return kind
    if _DRAWN_FILE.search(src) or _FIGURE_FILE.search(_file(src)):
        return "chart"
    if image.form == "front-matter":
        return "thumbnail" if not _SMALL_KEYS.isdisjoint(image.marks) else "lead"
    if kind:
        return kind
    if _CAMERA.search(src):
        return "photo"
    return "jpeg" if _PHOTO_FILE.search(src) else "unknown"


def kind_told(caption: str, known: Kinds) -> str:
    """Return the kind that the caption of a picture of no known kind tells, or nothing."""
    said = frozenset(word for word in _split(caption[:_LONGEST_CAPTION]) if word not in _NOT_IN_ALT)
    running = f" {' '.join(_split(caption[:_LONGEST_CAPTION]))} "
    for kind in ("screenshot", "chart"):
        if not (known.words[kind] | known.weak[kind]).isdisjoint(said):
            return kind
        if any(phrase in running for phrase in known.phrases[kind]):
            return kind
    return ""


def _is_small(image: Image) -> bool:
    size = _SIZE.search(image.src.plain)
    if size and max(int(number) for number in size.groups() if number) <= _SMALLEST_FILE:
        return True
    sizes = [size for size in (image.width, image.height) if size]
    if sizes and min(sizes) <= 2:
        return True
    return (len(sizes) == 2 and max(sizes) <= _SMALLEST) or (len(sizes) == 1 and sizes[0] <= 100)


def _named(image: Image, known: Kinds) -> str:
    own = tuple(mark for mark in image.marks if not mark.startswith("data-"))[:_NEAREST]
    marks, path = _split(" ".join(own)), _split(_path(image.src.plain))
    alt = _split(" ".join(prose.plain[:200] for name, prose in image.fields if name in ("alt", "title", "caption")))
    name = _split(_file(image.src.plain))
    if sum(word.isalpha() for word in name) > _PROSE:
        path, alt = path[: len(path) - len(name)], (*name, *alt)
    said = frozenset((*marks, *path, *(word for word in alt if word not in _NOT_IN_ALT)))
    running = f" {' '.join(marks)} / {' '.join(path)} / {' '.join(alt)} "
    is_jpeg = bool(_PHOTO_FILE.search(image.src.plain))
    for kind in _ORDER:
        is_said = not known.words[kind].isdisjoint(said) or (not is_jpeg and not known.weak[kind].isdisjoint(said))
        # What its own name calls a diagram is one, whatever its format.
        if is_said or (kind == "chart" and len(name) <= _PROSE and not known.drawn.isdisjoint(name)):
            return kind
        if any(phrase in running for phrase in known.phrases[kind]):
            return kind
    return ""


def _split(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _path(src: str) -> str:
    """Return the last two steps of an address: folders further up speak of the site."""
    bare = re.split(r"[?#]", src, maxsplit=1)[0]
    return " ".join(bare.split("/")[-2:] if "//" not in bare[:8] else bare.split("/")[3:][-2:])


def _file(src: str) -> str:
    return "/" + re.split(r"[?#]", src, maxsplit=1)[0].rsplit("/", 1)[-1]
