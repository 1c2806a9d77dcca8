"""Lines that mark an ad and were left behind."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.advertising.setting import has_own_text
from bylint.roles.advertising.setting import is_code
from bylint.roles.advertising.setting import is_paid
from bylint.roles.advertising.setting import is_running
from bylint.roles.advertising.setting import is_set_apart
from bylint.roles.advertising.setting import is_text
from bylint.roles.advertising.setting import language_of
from bylint.roles.advertising.site import is_allowed
from bylint.roles.advertising.vocabulary import Marker
from bylint.roles.advertising.vocabulary import has_mark
from bylint.roles.advertising.vocabulary import line_key
from bylint.roles.advertising.vocabulary import listed
from bylint.roles.advertising.vocabulary import marker_lines
from bylint.roles.advertising.vocabulary import marks
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_LONGEST = 90
_LINE = lazily(r"[^\n]+")
_DASH = ("-", "–", "—")
# Picture files of ads lie in folders of their own.
_AD_FILE = lazily(r"(?:^|[/_-])(?:ads?|adverts?|advertis(?:ing|ements?)|banners?|sponsors?|promo)(?:[/_.-]|$)")


class _Line(NamedTuple):
    block: int
    prose: Prose
    marker: Marker


def markers(article: Article, knowledge: Knowledge, adverts: Sequence[Part]) -> Iterator[Part]:
    """Yield the marker lines of an article that label nothing; `adverts` are its slots and ad code."""
    found = tuple(_lines(article, knowledge))
    if not found:
        return
    language = language_of(article, knowledge)
    first = next((i for i, block in enumerate(article.blocks) if is_running(block)), len(article.blocks))
    is_label = is_paid(article, knowledge)
    covered = _covered(adverts) | _adverts_shown(article)
    for line in found:
        if is_allowed(knowledge, line.prose.plain, article.blocks[line.block].marks):
            continue
        if line.marker.is_label and not _counts(line, language, first, is_paid=is_label):
            continue
        if line.block in covered or _labels_a_message(article, knowledge, line.block):
            continue
        elements = (Element("language", line.marker.language), Element("words", line.prose.plain))
        yield Part("marker", line.prose, line.prose.span(), f"block:{line.block}", elements, line.block)


def _lines(article: Article, knowledge: Knowledge) -> Iterator[_Line]:
    known = marker_lines(knowledge)
    for i, block in enumerate(article.blocks):
        if not _may_hold(article, block):
            continue
        for match in _LINE.finditer(block.prose.plain):
            marker = known.get(line_key(match[0])) if match.end() - match.start() <= _LONGEST else None
            if marker and _is_bare(article, i, match[0], marker[0], knowledge):
                yield from (_Line(i, block.prose.cut(*match.span()), each) for each in marker)


def _may_hold(article: Article, block: Block) -> bool:
    if not is_text(block) or "form" in block.within or "figure" in block.within:
        return False
    # A page's own spans and divs label its own slots; only a paragraph was written into the article.
    return block.kind != "label" or article.format != "html"


def _is_bare(article: Article, i: int, line: str, marker: Marker, knowledge: Knowledge) -> bool:
    block = article.blocks[i]
    if is_code(article, block) or block.kind == "term":
        return False
    if marker.is_ambiguous and (block.kind == "heading" or block.tone == "strong"):
        return False
    if has_mark(block.marks, marks(knowledge, "slots")):
        return False
    if is_set_apart(block):
        # "- Advertisement -" reads as a list of one.
        return block.kind == "item" and line.endswith(_DASH) and block.within.count("list") == len(block.within)
    return block.kind != "heading" or not marker.is_label or not has_own_text(article, i)


def _counts(line: _Line, language: str, first: int, *, is_paid: bool) -> bool:
    marker = line.marker
    if is_paid and line.block <= first:
        return False
    if marker.language != "en":
        return marker.language == language and not (marker.is_ambiguous and line.block < first)
    return not marker.is_ambiguous or (language in ("", "en") and line.block > first)


def _covered(adverts: Sequence[Part]) -> set[int]:
    """Return the blocks in or beside a slot or ad code."""
    covered: set[int] = set()
    opened: dict[str, int] = {}
    for part in adverts:
        if part.has("section"):
            continue
        covered.update((part.block - 1, part.block, part.block + 1))
        if part.has("opens"):
            opened[part.words("opens")] = part.block
        elif part.has("closes") and part.words("closes") in opened:
            covered.update(range(opened.pop(part.words("closes")), part.block))
    return covered


def _adverts_shown(article: Article) -> set[int]:
    """Return the blocks that are followed by the picture of an ad or a paid link."""
    pictures = {image.block for image in article.images if _AD_FILE.search(image.src.plain.casefold())}
    paid = {link.block for link in article.links if "sponsored" in (link.rel or ()) or _AD_FILE.search(link.href.plain)}
    return {block - step for block in pictures for step in (0, 1)} | {block - step for block in paid for step in (1, 2)}


def _labels_a_message(article: Article, knowledge: Knowledge, i: int) -> bool:
    """Tell whether the text under a marker is the words of a sponsor."""
    for block in article.blocks[i + 1 : i + 3]:
        if is_text(block):
            words = folded(block.prose.plain[:400])
            return any(message in words for message in listed(knowledge, "paid")["messages"])
    return False
