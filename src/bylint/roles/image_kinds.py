"""What a picture is: a photograph, a drawing, what a program shows, furniture, by its file, its words, its company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.grammar.addresses import is_small
from bylint.grammar.addresses import last_steps
from bylint.grammar.addresses import names_of
from bylint.model.markup import Image
from bylint.model.world import Knowledge
from bylint.text.patterns import lazily

CREDITED = ("photo", "illustration", "lead", "unknown")
"""Kinds that want a credit; the others ask for nothing."""

CREDITABLE = (*CREDITED, "figure")
"""Kinds that a credit which stands apart may be meant for."""

GUESSED = ("jpeg", "unknown", "lead", "illustration", "photo")
"""Kinds that only the form of a file, its place in the header or one word tells."""

_OUTSIDE = frozenset(("nav", "footer", "aside", "form"))
_PHOTO_FILE = lazily(r"\.(?:jpe?g|heic|tiff?)(?:$|[?#&!])", re.IGNORECASE)
_DRAWN_FILE = lazily(r"\.(?:svgz?|ico|gif|pdf|eps|apng)(?:$|[?#&!])", re.IGNORECASE)
_CAMERA = lazily(r"(?:^|/)(?:img|dsc[nf]?|_?mg|pxl|p)[_-]?\d{3,}", re.IGNORECASE)
_FIGURE_FILE = lazily(
    r"(?:^|[/_-])(?:fig(?:ure)?|slide|plot|chart|graph|diagram)[-_.]?\d{0,3}[a-z]?[-_.]", re.IGNORECASE
)
# Telephones write what stands on their screen as a PNG with a number.
_SCREEN_FILE = lazily(
    r"screen[\s_%20-]{0,4}?(?:shot|grab|cap|record)|bildschirmfoto|capture[\s_-]?d|(?:^|/)(?:scr_|img_\d{3,4}\.png)",
    re.IGNORECASE,
)
_WORD = lazily(r"[^\W_]+(?:['’][^\W_]+)?")
# Formulas stand in the words on what a program has drawn: “The size of $T_i$”.
_FIGURE_ALT = lazily(
    r"\s*(?:figure|fig\.?|plot|chart|table|slide|listing)\s?\d|\s*\d{1,3}\s?%|[^$]{0,200}\$[^\s$][^$]{0,60}[^\s$\d]\$",
    re.IGNORECASE,
)
_PRONOUNS = lazily(r"\((?:she|he|they)/\w{2,6}")
# Class words further out are those of the page around the picture; a file name of so many words is a sentence.
_NEAREST, _PROSE, _LONGEST_CAPTION = 4, 4, 300
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


class Kinds(NamedTuple):
    """Words and phrases by kind, the hosts of furniture, and words that in a text are what is `shown`."""

    words: dict[str, frozenset[str]]
    weak: dict[str, frozenset[str]]
    phrases: dict[str, tuple[str, ...]]
    hosts: tuple[str, ...]
    drawn: frozenset[str]
    shown: frozenset[str]
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
    shown = frozenset(knowledge.lists["lexicon/picture_kinds"]["shown"]["listed"])
    hosts, drawn = tuple(known["furniture_hosts"]), frozenset(known["drawn"])
    return Kinds(words, weak, phrases, hosts, drawn, shown, *_of_site(knowledge))


def _of_site(knowledge: Knowledge) -> tuple[tuple[str, ...], tuple[str, ...]]:
    site: dict[str, tuple[str, ...]] = knowledge.settings.get("images", {})
    wanted, ignored = (tuple(w.casefold() for w in site.get(key, ())) for key in ("content", "ignore"))
    return wanted, ignored


def listed_of(image: Image, listed: tuple[str, ...]) -> Iterator[str]:
    """Yield what of a site's list names a picture: a piece of its path, a class, or a word of its file's name."""
    src = image.src.plain.casefold() if listed else ""
    words = f" {' '.join(_split(' '.join(image.marks[:_NEAREST])))} / {' '.join(_split(_file(src)))} " if listed else ""
    for word in listed:
        if word in src if "/" in word else f" {' '.join(_split(word))} " in words:
            yield word


def is_among(image: Image, listed: tuple[str, ...]) -> bool:
    return any(True for _ in listed_of(image, listed))


def kind_of(image: Image, known: Kinds) -> str:
    """Return the kind of a picture by its own words: one of CREDITED, what asks for no credit, or a mere `jpeg`."""
    if not image.is_inside or not _OUTSIDE.isdisjoint(image.within):
        return "furniture"
    src = image.src.plain
    if not src or src.startswith("data:") or is_small(image):
        return "furniture"
    if any(host in src for host in known.hosts) or is_among(image, known.ignored):
        return "furniture"
    if is_among(image, known.wanted):
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
    if image.is_in_header:
        return "lead" if names_of("small", "shared").isdisjoint(image.marks) else "thumbnail"
    if kind:
        return kind
    if _CAMERA.search(src):
        return "photo"
    is_recoded = "//" in src[:8] and any(host in src for host in names_of("recoding_host"))
    return "jpeg" if _PHOTO_FILE.search(src) and not is_recoded else "unknown"


def kind_by_file(kind: str, look: str, *, is_worded: bool) -> str:
    """Return the kind of a picture with what the form of its file tells; `is_worded`: words say what it shows."""
    if look in ("screen", "small"):
        return "figure" if kind in CREDITED else kind
    if look in ("drawn", "flat"):
        return "figure" if kind == "unknown" or (kind == "photo" and not is_worded) else kind
    if look == "camera" and kind in ("figure", "unknown"):
        return "photo"
    return "photo" if look == "photograph" and kind == "unknown" else kind


def kind_told(caption: str, known: Kinds) -> str:
    """Return the kind that the caption of a picture of no known kind tells, or nothing."""
    said = frozenset(word for word in _split(caption[:_LONGEST_CAPTION]) if word not in known.shown)
    running = f" {' '.join(_split(caption[:_LONGEST_CAPTION]))} "
    for kind in ("screenshot", "chart"):
        is_said = not (known.words[kind] | known.weak[kind]).isdisjoint(said)
        if is_said or any(phrase in running for phrase in known.phrases[kind]):
            return kind
    return ""


def _named(image: Image, known: Kinds) -> str:
    frames = names_of("frame")
    own = tuple(mark for mark in image.marks if not mark.startswith("data-") and mark not in frames)[:_NEAREST]
    marks, path = _split(" ".join(own)), _split(last_steps(image.src.plain))
    alt = _split(" ".join(prose.plain[:200] for name, prose in image.fields if name in ("alt", "title", "caption")))
    name = _split(_file(image.src.plain))
    if sum(word.isalpha() for word in name) > _PROSE:
        path, alt = path[: len(path) - len(name)], (*name, *alt)
    said = frozenset((*marks, *path, *(word for word in alt if word not in known.shown)))
    running = f" {' '.join(marks)} / {' '.join(path)} / {' '.join(alt)} "
    is_jpeg = bool(_PHOTO_FILE.search(image.src.plain))
    for kind in _ORDER:
        # Stylesheets call every figure of a text an illustration.
        here = said.difference(marks) if kind == "illustration" else said
        is_said = not known.words[kind].isdisjoint(here) or (not is_jpeg and not known.weak[kind].isdisjoint(here))
        # What its own name calls a diagram is one, whatever its format.
        is_drawn = kind == "chart" and len(name) <= _PROSE and not known.drawn.isdisjoint(name)
        if is_said or is_drawn or any(phrase in running for phrase in known.phrases[kind]):
            return kind
    return ""


def _split(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _file(src: str) -> str:
    return "/" + re.split(r"[?#]", src, maxsplit=1)[0].rsplit("/", 1)[-1]
