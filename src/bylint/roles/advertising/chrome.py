"""Furniture of the page that leaked into the article."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.advertising.setting import has_own_text
from bylint.roles.advertising.setting import is_code
from bylint.roles.advertising.setting import is_set_apart
from bylint.roles.advertising.setting import is_text
from bylint.roles.advertising.site import is_allowed
from bylint.roles.advertising.vocabulary import any_of
from bylint.roles.advertising.vocabulary import chrome_lines
from bylint.roles.advertising.vocabulary import has_mark
from bylint.roles.advertising.vocabulary import line_key
from bylint.roles.advertising.vocabulary import listed
from bylint.roles.advertising.vocabulary import marks
from bylint.text.fold import bare

_LONGEST = 300
_NEAR = 5
_THEMES_OWN = frozenset(("header", "footer", "aside", "nav", "form"))


class _Line(NamedTuple):
    """A furniture line. `at` counts the text blocks of the article."""

    block: int
    at: int
    key: str
    strength: str


def chrome(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the furniture lines of an article that nothing excuses."""
    lines = tuple(_lines(article, knowledge))
    for i, line in enumerate(lines):
        strength = _strength(article, knowledge, lines, i)
        if not strength:
            continue
        block = article.blocks[line.block]
        elements = (Element("strength", strength),)
        yield Part("chrome", block.prose, block.prose.span(), f"block:{line.block}", elements, line.block)


def _lines(article: Article, knowledge: Knowledge) -> Iterator[_Line]:
    at = 0
    linked = {link.block for link in article.links} | {image.block for image in article.images}
    for i, block in enumerate(article.blocks):
        if not is_text(block):
            continue
        at += 1
        strength = _strength_of_words(block.prose.plain, knowledge)
        is_desks_own = i in linked and (strength != "sure" or article.format == "html")
        if strength and not is_desks_own and _may_be(article, knowledge, i):
            yield _Line(i, at, line_key(block.prose.plain), strength)


def _strength_of_words(plain: str, knowledge: Knowledge) -> str:
    if len(plain) > _LONGEST:
        return ""
    key = line_key(plain)
    known = chrome_lines(knowledge).get(key)
    if known:
        return known
    for strength in ("sure", "likely", "weak"):
        if any_of(knowledge, "chrome", f"{strength}_patterns").fullmatch(key):
            return strength
    return ""


def _may_be(article: Article, knowledge: Knowledge, i: int) -> bool:
    block = article.blocks[i]
    if is_allowed(knowledge, block.prose.plain, block.marks):
        return False
    if is_set_apart(block) or is_code(article, block) or block.kind in ("item", "term"):
        return False
    if article.format == "html" and not _is_written(block, knowledge):
        return False
    return block.kind != "heading" or not has_own_text(article, i)


def _is_written(block: Block, knowledge: Knowledge) -> bool:
    """Tell whether a block of a page was written into the article, not printed there by the theme."""
    if block.kind != "paragraph" or not _THEMES_OWN.isdisjoint(block.within):
        return False
    return not has_mark(block.marks, marks(knowledge, "chrome"))


def _strength(article: Article, knowledge: Knowledge, lines: Sequence[_Line], i: int) -> str:
    line = lines[i]
    if line.strength == "sure":
        return "sure"
    if line.strength == "likely" and _is_policy(article, knowledge):
        return ""
    if _has_company(lines, i):
        return "likely"
    if line.strength == "likely" and article.format != "html" and _stands_last(article, line.block):
        return "likely"
    return "box" if line.strength == "boxes" and _stands_last(article, line.block) else ""


def _has_company(lines: Sequence[_Line], i: int) -> bool:
    """Tell whether another line of furniture is near; two weak ones must touch, or be three."""
    line = lines[i]
    near = [other for other in lines[max(0, i - 9) : i + 10] if other.key != line.key and _gap(line, other) < _NEAR]
    if line.strength != "weak":
        return bool(near)
    if any(other.strength in ("sure", "likely") for other in near):
        return True
    return len({other.key for other in near}) > 1 or any(_gap(line, other) == 1 for other in near)


def _gap(one: _Line, other: _Line) -> int:
    return abs(one.at - other.at)


def _stands_last(article: Article, i: int) -> bool:
    """Tell whether nothing of the article follows before the next heading."""
    for j in range(i + 1, len(article.blocks)):
        block = article.blocks[j]
        if block.is_inside and block.kind != "comment":
            return block.kind == "heading"
    return True


def _is_policy(article: Article, knowledge: Knowledge) -> bool:
    titles = [block.prose.plain for block in article.blocks if block.kind == "heading" and block.level == 1]
    titles += [field.prose.plain for field in article.fields if field.path == ("title",)]
    words = set(bare(" ".join((article.source.path, *titles)).replace("_", " ")).split())
    return not words.isdisjoint(listed(knowledge, "chrome")["policy_pages"])
