"""Lines that mark an ad and were left behind, and furniture of the page that leaked into the article."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar.advertising import MARKING
from bylint.grammar.advertising import Label
from bylint.grammar.advertising import read_label
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.parts import AdCode
from bylint.model.parts import AdMarker
from bylint.model.parts import AdSlot
from bylint.model.parts import ChromeLine
from bylint.model.parts_people import Headline
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.roles.advertising_words import any_of
from bylint.roles.advertising_words import chrome_lines
from bylint.roles.advertising_words import has_mark
from bylint.roles.advertising_words import is_allowed
from bylint.roles.advertising_words import line_key
from bylint.roles.advertising_words import listed
from bylint.roles.advertising_words import marks
from bylint.roles.blocks import beside
from bylint.roles.blocks import blocks_with
from bylint.roles.blocks import has_own_text
from bylint.roles.blocks import is_running
from bylint.roles.blocks import is_set_apart
from bylint.roles.blocks import is_text
from bylint.roles.blocks import language_of
from bylint.roles.paid import may_be_paid
from bylint.roles.site import name_of
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily

_LONGEST = 90
_MARKING = ("ad_label", "ad_word", "ad_furniture", "ad_guide")
_LINE = lazily(r"[^\n]+")
_STEP = lazily(r"[/_-]")
_TAIL = lazily(r"[.!?…][\"”’»)]?\s{0,3}([^\W\d_][^.!?…\"”’»]{2,70})\Z")
_DASH = ("-", "–", "—")


class _Line(NamedTuple):
    """A line that marks an ad. `is_label`: it captions a slot; `is_ambiguous`: it is an ordinary word too."""

    block: int
    prose: Prose
    language: str
    is_label: bool
    is_ambiguous: bool


def find(article: Article, knowledge: Knowledge) -> Iterator[AdMarker | ChromeLine]:
    """Yield the marker lines of an article that label nothing, then the furniture lines that nothing excuses."""
    yield from _markers(article, knowledge)
    yield from _chrome(article, knowledge)


def _markers(article: Article, knowledge: Knowledge) -> Iterator[AdMarker]:
    found = tuple(_lines(article, knowledge))
    if not found:
        return
    language = language_of(article, knowledge)
    first = next((i for i, block in enumerate(article.blocks) if is_running(block)), len(article.blocks))
    is_label = may_be_paid(article, knowledge)
    covered = _covered(article) | _adverts_shown(article, knowledge)
    if is_label:
        # A label below the text comes too late, and is no leftover.
        covered |= {max(i for i, block in enumerate(article.blocks) if is_text(block))}
    for line in found:
        if is_allowed(knowledge, line.prose.plain, article.blocks[line.block].marks):
            continue
        if line.is_label and not _counts(line, language, first, is_paid=is_label):
            continue
        if line.block in covered or _labels_a_message(article, knowledge, line.block):
            continue
        yield AdMarker(line.prose, line.block, line.language)


def _lines(article: Article, knowledge: Knowledge) -> Iterator[_Line]:
    for i in sorted(blocks_with(MARKING, article, knowledge)):
        block = article.blocks[i]
        if not _may_hold(article, i):
            continue
        is_marker = False
        for match in _LINE.finditer(block.prose.plain):
            found = read_label(match[0], knowledge) if match.end() - match.start() <= _LONGEST else None
            is_marker = is_marker or found is not None
            lines = _marking(found, i, block.prose.cut(*match.span())) if found else ()
            yield from (line for line in lines if _is_bare(article, i, match[0], line, knowledge))
        if not is_marker and block.kind == "paragraph" and not is_set_apart(block):
            yield from _glued(block, i, knowledge)


def _glued(block: Block, i: int, knowledge: Knowledge) -> Iterator[_Line]:
    """Yield the label that was pasted with a paragraph, behind its last sentence."""
    match = _TAIL.search(block.prose.plain, max(0, len(block.prose.plain) - _LONGEST))
    found = read_label(match[1], knowledge) if match and match.start() else None
    lines = _marking(found, i, block.prose.cut(*match.span(1))) if match and found else ()
    yield from (line for line in lines if not line.is_ambiguous)


def _marking(found: Label, i: int, prose: Prose) -> Iterator[_Line]:
    """Yield what a label or a guide marks in each language that has it."""
    for each in sorted(found.classes) if found.form in ("alone", "guide") else ():
        name, _, language = each.partition(".")
        if language and name in _MARKING:
            yield _Line(i, prose, language, name != "ad_guide", name == "ad_word")


def _may_hold(article: Article, i: int) -> bool:
    block = article.blocks[i]
    if not is_text(block) or "form" in block.within or "figure" in block.within:
        return False
    # A page's own spans and divs label its own slots; what was written into the article has no class of its own.
    return block.kind != "label" or not article.is_page or _stands_bare(article, i)


def _stands_bare(article: Article, i: int) -> bool:
    """Tell whether an element without a class of its own stands between two paragraphs."""
    numbers, own = (beside(article, i, -1), beside(article, i, 1)), article.blocks[i]
    near = [article.blocks[number] for number in numbers if number >= 0]
    return len(near) == len(numbers) and all(
        each.kind == "paragraph" and (each.marks, each.within) == (own.marks, own.within) for each in near
    )


def _is_bare(article: Article, i: int, line: str, marker: _Line, knowledge: Knowledge) -> bool:
    block = article.blocks[i]
    if block.begins_as_code or block.kind == "term":
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
    if is_paid and line.block <= first:
        return False
    if line.language != "en":
        return line.language == language and not (line.is_ambiguous and line.block < first)
    return not line.is_ambiguous or (language in ("", "en") and line.block > first)


def _covered(article: Article) -> set[int]:
    """Return the blocks in or beside a slot or ad code."""
    covered: set[int] = set()
    opened: dict[str, int] = {}
    for code in article.parts.of(AdCode):
        covered.update((code.block - 1, code.block, code.block + 1))
    for slot in article.parts.of(AdSlot):
        if slot.is_section:
            continue
        covered.update((slot.block - 1, slot.block, slot.block + 1))
        if slot.end == "opens":
            opened[slot.key] = slot.block
        elif slot.end == "closes" and slot.key in opened:
            covered.update(range(opened.pop(slot.key), slot.block))
    return covered


def _adverts_shown(article: Article, knowledge: Knowledge) -> set[int]:
    """Return the blocks that are followed by the picture of an ad or a paid link."""
    words = frozenset(listed(knowledge, "slots")["files"])
    pictures = {image.block for image in article.images if _is_of_ad(image.src.plain.casefold(), words)}
    paid = {
        link.block
        for link in article.links
        if "sponsored" in (link.rel or ()) or _is_of_ad(link.href.plain.casefold(), words)
    }
    return {block - step for block in pictures for step in (0, 1)} | {block - step for block in paid for step in (1, 2)}


def _is_of_ad(address: str, words: frozenset[str]) -> bool:
    # Picture files of ads lie in folders of their own, or are named after them.
    return any(step.partition(".")[0] in words for step in _STEP.split(address))


def _labels_a_message(article: Article, knowledge: Knowledge, i: int) -> bool:
    """Tell whether the text under a marker is the words of a sponsor."""
    below = beside(article, i, 1)
    for number in (below, beside(article, below, 1)) if below >= 0 else ():
        block = article.blocks[number]
        if number >= 0 and is_text(block):
            words = folded(block.prose.plain[:400])
            return any(message in words for message in knowledge.lists["lexicon/ads"]["messages"]["phrases"])
    return False


_LONGEST_CHROME = 300
_STRENGTHS = {strength: f"{strength}_patterns" for strength in ("sure", "likely", "weak")}
"""The list of patterns of each strength of furniture, the strongest first."""
_NEAR = 5
_THEMES_OWN = frozenset(("header", "footer", "aside", "nav", "form"))


class _ChromeLine(NamedTuple):
    """A furniture line. `at` counts the text blocks of the article."""

    block: int
    at: int
    key: str
    strength: str


def _chrome(article: Article, knowledge: Knowledge) -> Iterator[ChromeLine]:
    lines = tuple(_chrome_lines(article, knowledge))
    for i, line in enumerate(lines):
        strength = _strength(article, knowledge, lines, i)
        if strength:
            yield ChromeLine(article.blocks[line.block].prose, line.block, strength)


def _chrome_lines(article: Article, knowledge: Knowledge) -> Iterator[_ChromeLine]:
    at = 0
    linked = {link.block for link in article.links} | {image.block for image in article.images}
    for i, block in enumerate(article.blocks):
        if not is_text(block):
            continue
        at += 1
        strength = _strength_of_words(block.prose.plain, knowledge)
        is_desks_own = i in linked and (strength != "sure" or article.is_page)
        if strength and not is_desks_own and _may_be(article, knowledge, i):
            yield _ChromeLine(i, at, line_key(block.prose.plain), strength)


def _strength_of_words(plain: str, knowledge: Knowledge) -> str:
    if len(plain) > _LONGEST_CHROME:
        return ""
    key = line_key(plain)
    known = chrome_lines(knowledge).get(key)
    if known:
        return known
    if key.endswith(_sure_ends(knowledge)):
        return "sure"
    for strength in _STRENGTHS if any_of(knowledge, "chrome", *_STRENGTHS.values()).fullmatch(key) else ():
        if any_of(knowledge, "chrome", _STRENGTHS[strength]).fullmatch(key):
            return strength
    return ""


@lru_cache(maxsize=8)
def _sure_ends(knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(end for words in listed(knowledge, "chrome")["sure_ends"] for end in (words, f"{words})"))


def _may_be(article: Article, knowledge: Knowledge, i: int) -> bool:
    block = article.blocks[i]
    if is_allowed(knowledge, block.prose.plain, block.marks):
        return False
    if is_set_apart(block) or block.begins_as_code or block.kind in ("item", "term") or "form" in block.within:
        return False
    if article.is_page and not _is_written(block, knowledge):
        return False
    return block.kind != "heading" or not has_own_text(article, i)


def _is_written(block: Block, knowledge: Knowledge) -> bool:
    """Tell whether a block of a page was written into the article, not printed there by the theme."""
    if block.kind != "paragraph" or not _THEMES_OWN.isdisjoint(block.within):
        return False
    return not has_mark(block.marks, marks(knowledge, "chrome"))


def _strength(article: Article, knowledge: Knowledge, lines: Sequence[_ChromeLine], i: int) -> str:
    line = lines[i]
    if line.strength == "sure":
        return "sure"
    if line.strength == "likely" and _is_policy(article, knowledge):
        return ""
    if _has_company(lines, i):
        return "likely"
    if line.strength == "likely" and not article.is_page and _stands_last(article, line.block):
        return "likely"
    return "box" if line.strength == "boxes" and _stands_last(article, line.block) else ""


def _has_company(lines: Sequence[_ChromeLine], i: int) -> bool:
    """Tell whether another line of furniture is near; two weak ones must touch, or be three."""
    line = lines[i]
    near = [other for other in lines[max(0, i - 9) : i + 10] if other.key != line.key and _gap(line, other) < _NEAR]
    if line.strength != "weak":
        return bool(near)
    if any(other.strength in ("sure", "likely") for other in near):
        return True
    return len({other.key for other in near}) > 1 or any(_gap(line, other) == 1 for other in near)


def _gap(one: _ChromeLine, other: _ChromeLine) -> int:
    return abs(one.at - other.at)


def _stands_last(article: Article, i: int) -> bool:
    """Tell whether nothing of the article follows before the next heading."""
    for j in range(i + 1, len(article.blocks)):
        block = article.blocks[j]
        if block.is_inside and block.kind != "comment":
            return block.kind == "heading"
    return True


def _is_policy(article: Article, knowledge: Knowledge) -> bool:
    headline = article.parts.first(Headline)
    titles = [field.prose.plain for field in article.fields if field.path == ("title",)]
    said = " ".join((name_of(article, knowledge), headline.prose.plain if headline else "", *titles))
    words = set(bare(said.replace("_", " ")).split())
    return not words.isdisjoint(listed(knowledge, "chrome")["policy_pages"])
