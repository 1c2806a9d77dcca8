"""Credits that stand apart from their pictures: blanket sentences, credit sections, last lines, captions alone."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from typing import NamedTuple

from bylint.grammar.credit import credit_of_all
from bylint.grammar.credit import find_credits
from bylint.grammar.credit import find_vague_bracket
from bylint.grammar.credit import is_name
from bylint.grammar.credit import read_credit
from bylint.grammar.credit_patterns import EDGES
from bylint.grammar.credit_patterns import LEADING
from bylint.grammar.credit_patterns import CreditPatterns
from bylint.grammar.credit_patterns import first_words
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.parts import Credit
from bylint.model.parts import Licence
from bylint.model.parts import Picture
from bylint.model.parts import PicturePlaceholder
from bylint.model.parts import PictureText
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.roles.blocks import blocks_with
from bylint.text.fold import folded
from bylint.text.fold import sentences

_KINDS = frozenset(("paragraph", "label", "caption"))
_APART = frozenset(("quote", "table", "code", "footer", "nav", "aside", "form"))
_LONGEST, _LONGEST_NOTE = 350, 600
_LONGEST_BLANKET, _LONGEST_HEADING = 3000, 120
_FEW = 3


class FarCredit(NamedTuple):
    """A credit that stands apart. `reach`: all pictures, the lead picture, one picture, or a caption without one."""

    reach: str
    credit: Credit
    block: int


def placeholders(article: Article, known: CreditPatterns, knowledge: Knowledge) -> Iterator[PicturePlaceholder]:
    """Yield the lines that stand where somebody meant to put a picture: IMAGE HERE."""
    for index in sorted(blocks_with({"placed"}, article, knowledge)):
        block = article.blocks[index]
        if block.kind not in _KINDS or not block.is_inside or len(block.prose.plain) > _LONGEST:
            continue
        if not block.opening and first_words(block.prose.plain.strip(" *_[](){}<>\"'"), "places", known):
            yield PicturePlaceholder(block.prose, index)


def far_credits(article: Article, used: Set[int], known: CreditPatterns, knowledge: Knowledge) -> Iterator[FarCredit]:
    """Yield the credits in blocks that stand with no picture. `used`: those that stand with one."""
    in_section = 0
    leading = blocks_with(frozenset(LEADING), article, knowledge)
    plural = blocks_with({"picture-plural"}, article, knowledge) if not known.blankets else range(len(article.blocks))
    for index, block in enumerate(article.blocks):
        if not block.is_inside:
            continue
        if block.kind == "heading" or _stands_as_heading(block, known):
            in_section = block.level or 1 if folded(block.prose.plain).strip(" :*") in known.headings else 0
            yield from _heading(index, block, known) if index in leading else ()
        elif index in used:
            # Right below a picture it may still speak of all.
            yield from _blanket(index, block, known) if index in plural else ()
        elif in_section:
            yield from _section(index, block, known)
        elif index not in leading and index not in plural:
            continue
        elif block.kind in _KINDS and _APART.isdisjoint(block.within):
            yield from _block(index, block, known, is_plural=index in plural)
        elif block.kind == "item" and len(block.prose.plain) <= _LONGEST:
            yield from _blanket(index, block, known)


def _stands_as_heading(block: Block, known: CreditPatterns) -> bool:
    """Tell whether a line in bold print stands over credits as a heading would: **Photo credits**."""
    is_bold = block.tone == "strong" and block.kind in _KINDS and len(block.prose.plain) <= _LONGEST_HEADING
    return is_bold and folded(block.prose.plain).strip(" :*") in known.headings


def _heading(index: int, block: Block, known: CreditPatterns) -> Iterator[FarCredit]:
    """Yield the credit that a heading is or ends with: “Photographs by Ada Lund”, over all of them."""
    if len(block.prose.plain) > _LONGEST_HEADING:
        return
    for credit in find_credits(block.prose, known, is_caption=False):
        is_last = credit.prose.span().end >= block.prose.span().end - 1
        if is_last and _names_picture(credit, known) and _reach(credit, known, is_whole=True) == "all":
            yield FarCredit("all", credit, index)


def _section(index: int, block: Block, known: CreditPatterns) -> Iterator[FarCredit]:
    if block.kind in ("paragraph", "item", "label", "cell"):
        credit = read_credit(block.prose, known)
        if credit and not credit.vague.plain:
            yield FarCredit("all", credit, index)


def _block(index: int, block: Block, known: CreditPatterns, *, is_plural: bool) -> Iterator[FarCredit]:
    blanket = tuple(_blanket(index, block, known)) if is_plural else ()
    if blanket:
        yield from blanket
        return
    plain = block.prose.plain
    if len(plain) > (_LONGEST_NOTE if is_plural else _LONGEST):
        return
    found = find_credits(block.prose, known, is_caption=False)
    if not found and len(plain) <= _LONGEST:
        yield from (FarCredit("caption", credit, index) for credit in find_vague_bracket(block.prose, known))
    # Words in code or quotation marks: an article on credits shows some.
    if found and block.opening:
        return
    yield from (FarCredit("all", credit, index) for credit in found if _is_of_all(credit, block, known))
    if len(plain) > _LONGEST:
        return
    for credit in found:
        if not _names_picture(credit, known):
            continue
        is_first = credit.prose.span().start <= block.prose.span(0, min(3, len(plain))).end
        is_last = credit.prose.span().end >= block.prose.span().end - 3
        if is_last or is_first:
            yield FarCredit(_reach(credit, known, is_whole=is_first), credit, index)


def _is_of_all(credit: Credit, block: Block, known: CreditPatterns) -> bool:
    """Tell whether a credit is a sentence of its own amid others: “Edited by Jo Roe. Photos by Mina Okafor.”"""
    span, whole_span = credit.prose.span(), block.prose.span()
    is_amid = span.start > whole_span.start and span.end < whole_span.end - 3
    if not is_amid or not credit.lead.plain or not credit.makers:
        return False
    is_alone = len(credit.prose.plain) - len(credit.lead.plain) - len(credit.makers[0].plain) <= _FEW
    return is_alone and _names_picture(credit, known) and _reach(credit, known, is_whole=True) == "all"


def _names_picture(credit: Credit, known: CreditPatterns) -> bool:
    """Tell whether the lead-in speaks of pictures: "© 2011 Jane Roe" alone may be the copyright of the text."""
    if credit.form != "by":
        return credit.form == "lead"
    lead = folded(credit.lead.plain)
    names = (*credit.makers, *credit.suppliers, *credit.agencies, *(host.prose for host in credit.hosts))
    first = min(names, key=lambda name: name.span().start, default=None)
    is_named = first is None or is_name(first.plain, known) or "courtesy" in lead
    return is_named and not known.words["picture"].isdisjoint(lead.split())


def _blanket(index: int, block: Block, known: CreditPatterns) -> Iterator[FarCredit]:
    if len(block.prose.plain) > _LONGEST_BLANKET:
        return
    low = folded(block.prose.plain)
    is_own = any(words in low for words in known.blankets)
    if not is_own and not first_words(block.prose.plain, "speaks-of-all", known):
        return
    for sentence in sentences(block.prose):
        credit = _own_blanket(sentence, known) if is_own else credit_of_all(sentence, known)
        if credit:
            yield FarCredit("all", _of_every_picture(sentence, credit), index)


def shared_credits(
    article: Article, pictures: Sequence[Picture], known: CreditPatterns
) -> Mapping[int, tuple[Credit, ...]]:
    """Return by number the credits that a line beside one picture gives to others as well.

    “Text and photos by Ada Lund” is meant for all, “Photos: Ada Lund” for those before it that have none, the caption
    of a gallery for the pictures in it.
    """
    found: dict[int, tuple[Credit, ...]] = {}
    body = sorted((p for p in pictures if not p.image.is_in_header), key=lambda picture: picture.span)
    for at, picture in enumerate(body):
        for text in picture.texts:
            if text.credits and text.where in ("caption", "beside"):
                others = _others_meant(article, text, body, at, known)
                found.update((p.number, text.credits[:1]) for p in others if not p.is_credited)
    return found


def _others_meant(
    article: Article, text: PictureText, body: Sequence[Picture], at: int, known: CreditPatterns
) -> Sequence[Picture]:
    credit, own = text.credits[0], body[at].image
    words = frozenset(folded(credit.lead.plain).replace(":", " ").replace(",", " ").split())
    is_whole = credit.prose.span().start <= text.prose.span(0, min(2, len(text.prose.plain))).end
    if is_whole and not words.isdisjoint(known.words["other-work"]):
        return body
    is_of_gallery = own.within.count("figure") > 1
    is_plural = not words.isdisjoint(known.words["picture-plural"]) and _is_alone(body, at)
    if is_plural and is_whole and text.block >= 0 and article.blocks[text.block].span.start < own.span.start:
        return body[at:]
    if not is_of_gallery and not (is_plural and is_whole):
        return ()
    first = at
    while first and not body[first - 1].is_credited and (is_plural or _is_of_one_row(article, body, first)):
        first -= 1
    return body[first:at]


def _is_alone(body: Sequence[Picture], at: int) -> bool:
    """Tell whether no picture stands in one paragraph or figure with another: its line speaks of several by itself."""
    image, near = body[at].image, (*body[max(0, at - 1) : at], *body[at + 1 : at + 2])
    return not any(p.image.paragraph == image.paragraph or p.image.figure == image.figure >= 0 for p in near)


def _is_of_one_row(article: Article, body: Sequence[Picture], at: int) -> bool:
    """Tell whether nothing but captions stands between a picture and the one before it."""
    before, after = body[at - 1].image, body[at].image
    between = article.blocks[max(before.block, 0) : after.block + 1]
    return all(
        block.kind == "caption" or not before.span.end <= block.span.start < after.span.start for block in between
    )


def _of_every_picture(sentence: Prose, credit: Credit) -> Credit:
    return Credit(
        sentence,
        "blanket",
        makers=credit.makers,
        suppliers=credit.suppliers,
        agencies=credit.agencies,
        licences=(Licence(licence.prose, licence.family) for licence in credit.licences),
    )


def _own_blanket(sentence: Prose, known: CreditPatterns) -> Credit | None:
    """Read a sentence that the site itself calls one that credits every picture."""
    if folded(sentence.plain).strip(EDGES) not in known.blankets:
        return None
    found = find_credits(sentence, known, is_caption=True)
    return found[0] if found else Credit(sentence, "blanket", makers=(sentence,))


def _reach(credit: Credit, known: CreditPatterns, *, is_whole: bool) -> str:
    words = frozenset(folded(credit.lead.plain).replace(":", " ").replace(",", " ").split())
    is_plural = not words.isdisjoint(known.words["picture-plural"] | known.words["other-work"])
    if not is_whole:
        return "all" if is_plural else "caption"
    if not words.isdisjoint(known.words["picture-of-head"]):
        return "lead"
    return "all" if is_plural else "one"
