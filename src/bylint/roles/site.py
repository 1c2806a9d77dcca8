"""Where in its site an article stands, and what the template of the site prints on its page."""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.parts import AdSlot
from bylint.model.parts import Picture
from bylint.model.parts import TemplateCall
from bylint.model.parts_people import Duty
from bylint.model.parts_people import WholeArticle
from bylint.model.prose import Prose
from bylint.model.prose import prose_in
from bylint.model.source import Span
from bylint.model.source import end_of
from bylint.model.world import Knowledge
from bylint.text.files import flat
from bylint.text.files import is_any
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily

EVERYWHERE = "every page"
"""What prints a line that stands on pages without anything in the file that calls for it: no fault of the article is
in it."""
_WORD = lazily(r"[A-Z]?[a-z]+|[A-Z]+")
_PARTIALS = ("partial", "partialCached", "template")
_CODE = ("{{", "{%", "<%")
_NAMED_SO_FAR = 60
_BY_KEY = ("author", "disclaimer", "disclosure")
_BY_ARGUMENT = ("disclosure", "product")
_BESIDE_PICTURES = ("author", "bio", "disclaimer")
_Lines = tuple[tuple[str, tuple[str, ...]], ...]


def name_of(article: Article, knowledge: Knowledge) -> str:
    """Return the path of an article as globs see it: relative to the configuration, wherever a run stands."""
    return _relative(article.source.path, knowledge)


# Many roles ask for that of the article at hand.
@lru_cache(maxsize=8)
def _relative(path: str, knowledge: Knowledge) -> str:
    label = path.replace("\\", "/")
    start, root = knowledge.settings.get("start", ""), knowledge.settings.get("root", "")
    if start in ("", root) and not os.path.isabs(label) and not label.startswith(".."):
        return label
    whole = os.path.normpath(os.path.join(start, label)).replace("\\", "/")
    return whole.removeprefix(root.replace("\\", "/").rstrip("/") + "/") if root else whole


def folders_of(article: Article, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the folders in which an article lies, below the root of its site, outermost first."""
    return tuple(name_of(article, knowledge).split("/")[:-1])


def section(article: Article, knowledge: Knowledge) -> str:
    """Return the part of the site to which an article belongs: its folder, without those of single articles
    (`posts/a-title/index.md`) and of years and months."""
    folders, name = folders_of(article, knowledge), name_of(article, knowledge).rpartition("/")[2]
    if name.startswith(("index.", "_index.")):
        folders = folders[:-1]
    return "/".join(folder for folder in folders if not folder.isdecimal()) or "."


def folder_of_index(article: Article, knowledge: Knowledge) -> str:
    """Return the folder of which an article is the page, and what lies beside it a part: `a-title` of
    `a-title/index.md`; nothing of another file."""
    folders, name = folders_of(article, knowledge), name_of(article, knowledge).rpartition("/")[2]
    return "/".join(folders) if name.startswith("index.") else ""


def distinct(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield each field whose value stands at a place of its own: an alias of YAML is no second copy."""
    places: set[Span] = set()
    for field in fields:
        place = field.prose.span()
        if place not in places:
            places.add(place)
            yield field


def is_template_code(value: str) -> bool:
    """Tell whether code of a template stands in a value of the header: "{{ site.author }}"."""
    return any(sign in value for sign in _CODE)


def says_no(value: str, knowledge: Knowledge) -> bool:
    """Tell whether the value of a key turns off what the key stands for: `false`, `none`, `nein`, nothing at all."""
    return bare(value) in _values("says_no", knowledge)


def says_yes(value: str, knowledge: Knowledge) -> bool:
    """Tell whether the value of a key only says yes, and names nothing."""
    return bare(value) in _values("says_yes", knowledge)


@lru_cache(maxsize=8)
def _values(name: str, knowledge: Knowledge) -> frozenset[str]:
    return frozenset(map(bare, flat(knowledge.lists["lexicon/yes_no"][name]["values"])))


def template_calls(what: str, article: Article, knowledge: Knowledge) -> Iterator[Prose]:
    """Yield what may print an `author`, a `bio`, a `credit`, a `disclaimer`, a `disclosure` or a `product`: shortcodes,
    includes and components, and keys of the header that are not read themselves. Their names say it."""
    wanted = call_words(what, knowledge)
    other = call_words("of_pictures", knowledge) if what in _BESIDE_PICTURES else frozenset()
    # `<AffiliateLink href="...">` is such a link, and says nothing of it.
    links = frozenset(link.span for link in article.links) if what == "disclosure" else frozenset()
    for block in article.blocks:
        is_call = block.kind in ("shortcode", "element") and not block.name.startswith(("/", "end"))
        is_call = is_call and block.span not in links
        if is_call and _speaks(_called(block, what), wanted, other):
            yield prose_in(article.source, block.span)
    known = _read(knowledge) if what in _BY_KEY else frozenset()
    for field in article.fields if what in _BY_KEY else ():
        key = " ".join(step for step in field.path if isinstance(step, str))
        is_own = field.origin == "front-matter" and (what != "author" or len(field.path) == 1)
        if is_own and folded(key) not in known and _speaks(key, wanted, other):
            yield from () if says_no(field.prose.plain, knowledge) else (prose_in(article.source, field.key),)


def may_print(what: str, article: Article, knowledge: Knowledge) -> bool:
    """Tell whether the template may print something of a kind that the file does not hold."""
    return next(template_calls(what, article, knowledge), None) is not None


@lru_cache(maxsize=32)
def call_words(what: str, knowledge: Knowledge) -> frozenset[str]:
    """Return the words in the names of template code that may print an author, a bio, pictures and so on."""
    return frozenset(knowledge.lists["lexicon/template"]["prints"]["names"][what])


def printed_settings(knowledge: Knowledge) -> Mapping[str, Any]:
    """Return what the site says of its template; nothing where it says nothing."""
    return knowledge.settings.get("printed") or {}


def printed_authors(article: Article, knowledge: Knowledge) -> tuple[str, ...]:
    """Return by whom the template signs an article: those for its path, else those for every page."""
    listed: _Lines = printed_settings(knowledge).get("authors", ())
    own = tuple(text for text, paths in listed if paths and is_any(paths, name_of(article, knowledge)))
    return own or tuple(text for text, paths in listed if not paths)


def with_printed(article: Article, knowledge: Knowledge) -> Article:
    """Return an article with the blocks that its template prints, and what prints them.

    What a shortcode prints stands in its place, the rest behind the text. All of it has the place of what calls for
    it in the file; a line of every page has none, and stands at the end.
    """
    known = printed_settings(knowledge)
    found: dict[int, str] = {}
    blocks = list(article.blocks)
    for index, block in enumerate(blocks):
        text = _of_shortcode(block, known["shortcodes"])
        if text:
            blocks[index] = block._replace(kind="paragraph", prose=_prose(text, block.span))
            found[index] = f"shortcode {block.name}"
    fields: list[Field] = []
    for field in article.fields:
        prose = _of_field(field, known["fields"], knowledge)
        fields.append(field if prose is None else field._replace(origin="printed"))
        if prose is not None:
            found[len(blocks)] = f"field {field.path[-1]}"
            blocks.append(Block("paragraph", prose, prose.span()))
    end = end_of(article.source)
    for text in _lines(known["lines"], article, knowledge):
        found[len(blocks)] = EVERYWHERE
        blocks.append(Block("paragraph", _prose(text, end), end))
    return article._replace(blocks=tuple(blocks), fields=tuple(fields), printed=found)


_HUMP = lazily(r"(?<=[a-z])(?=[A-Z])")
_LETTERS = lazily(r"[A-Za-z]+")


def find(article: Article, knowledge: Knowledge) -> Iterator[TemplateCall]:
    """Yield what may hold pictures and was not read as one, and what may print a byline, a disclaimer or a credit
    that is missing otherwise."""
    credited = tuple(_perhaps_credits(article, knowledge))
    spans = frozenset(call.span for call in credited)
    yield from (call for call in _perhaps_pictures(article, knowledge) if call.span not in spans)
    yield from credited
    whole = article.parts.first(WholeArticle)
    if whole and whole.may_be_signed:
        for prose in template_calls("author", article, knowledge):
            yield TemplateCall(prose, prose.span(), "article", "the byline, which")
    if any(duty.answer == "template" for duty in article.parts.of(Duty)):
        for prose in template_calls("disclaimer", article, knowledge):
            yield TemplateCall(prose, prose.span(), "disclaimer", "a disclaimer, which")


def _perhaps_pictures(article: Article, knowledge: Knowledge) -> Iterator[TemplateCall]:
    pictures = call_words("pictures", knowledge)
    known = {image.span for image in article.images}
    slots = {slot.span for slot in article.parts.of(AdSlot)}
    for block in article.blocks:
        is_closing = block.name.startswith(("/", "end"))
        if block.kind != "shortcode" or is_closing or block.span in known or block.span in slots:
            continue
        words = (word.lower() for word in _LETTERS.findall(_HUMP.sub("-", block.name)))
        if not pictures.isdisjoint(words):
            yield TemplateCall(block.prose, block.span, "", "pictures, whose credits")


def _perhaps_credits(article: Article, knowledge: Knowledge) -> Iterator[TemplateCall]:
    """Yield what may print the credit of the picture before it, where that has none."""
    images = [picture for picture in article.parts.of(Picture) if not picture.is_credited]
    for prose in template_calls("credit", article, knowledge) if images else ():
        start = prose.span().start
        before = [image for image in images if image.span.start < start]
        if before:
            about = max(before, key=lambda image: image.span.start).about
            yield TemplateCall(prose, prose.span(), about, "a credit, which")


def _called(block: Block, what: str) -> str:
    # `{{ partial "author-box" . }}` names what it prints behind its own name, `{{< note affiliate >}}` what it is for.
    if what in _BY_ARGUMENT:
        return f"{block.name} {block.prose.plain[:_NAMED_SO_FAR]}"
    return " ".join(block.prose.plain.split()[:2]) if block.name in _PARTIALS else block.name or block.prose.plain


def _speaks(name: str, wanted: frozenset[str], other: frozenset[str]) -> bool:
    words = frozenset(word.lower() for word in _WORD.findall(name[:80]))
    return not wanted.isdisjoint(words) and words.isdisjoint(other)


@lru_cache(maxsize=8)
def _read(knowledge: Knowledge) -> frozenset[str]:
    """Return the keys of headers that say themselves who signs."""
    keys = knowledge.lists["bylines"]["keys"]
    return frozenset(map(folded, flat((keys["author"], keys["late"]))))


def _lines(listed: _Lines, article: Article, knowledge: Knowledge) -> Iterator[str]:
    name = name_of(article, knowledge)
    yield from (text for text, paths in listed if not paths or is_any(paths, name))


def _of_shortcode(block: Block, listed: tuple[tuple[str, str], ...]) -> str:
    if block.kind != "shortcode" or not listed:
        return ""
    names = (block.name, PurePath(block.name).stem, block.name.rpartition(".")[0])
    return next((text for name, text in listed if name in names), "")


def _of_field(field: Field, listed: tuple[tuple[str, str, str], ...], knowledge: Knowledge) -> Prose | None:
    """Return what is printed for a field: a text at the place of its value, or its value."""
    if field.origin != "front-matter" or not listed or says_no(field.prose.plain, knowledge):
        return None
    keys = [folded(step) for step in field.path if isinstance(step, str)]
    for key, value, text in listed:
        if folded(key) in keys[-1:] and value in ("", field.prose.plain):
            return _prose(text, field.prose.span()) if text else field.prose
    return None


def _prose(text: str, span: Span) -> Prose:
    return Prose(" ".join(text.split()), (0,), (span.start,), (span.end,))
