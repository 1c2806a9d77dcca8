"""Credits that stand apart from their pictures: blanket sentences, credit sections, last lines, captions alone."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set
from typing import NamedTuple

from bylint.grammar.credit import find_credits
from bylint.grammar.credit import read_credit
from bylint.grammar.credit_words import EDGES
from bylint.grammar.credit_words import CreditWords
from bylint.grammar.credit_words import is_name
from bylint.grammar.credit_words import read_names
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.parts import Credit
from bylint.model.parts import Licence
from bylint.model.parts import PicturePlaceholder
from bylint.model.prose import Prose
from bylint.text.fold import folded
from bylint.text.fold import sentences
from bylint.text.patterns import lazily

_KINDS = frozenset(("paragraph", "label", "caption"))
_APART = frozenset(("quote", "table", "code", "footer", "nav", "aside", "form"))
_WORD = lazily(r"\w+")
# "All photos: Ada Lund"; what begins with a small letter is no name.
_COLON = lazily(r"\s?[:：]\s*(?=[^\W\d_a-z])")
_LONGEST, _LONGEST_NOTE = 350, 600
_LONGEST_BLANKET, _LONGEST_HEADING = 3000, 120
_FEW = 3


class FarCredit(NamedTuple):
    """A credit that stands apart. `reach`: all pictures, the lead picture, one picture, or a caption without one."""

    reach: str
    credit: Credit
    block: int


def placeholders(article: Article, known: CreditWords) -> Iterator[PicturePlaceholder]:
    """Yield the lines that stand where somebody meant to put a picture: IMAGE HERE."""
    for index, block in enumerate(article.blocks):
        plain = block.prose.plain
        if block.kind not in _KINDS or not block.is_inside or len(plain) > _LONGEST:
            continue
        found = known.filler_lines.match(plain.strip(" *_[](){}<>\"'"))
        if found and not block.opening:
            yield PicturePlaceholder(block.prose, index)


def far_credits(article: Article, used: Set[int], known: CreditWords) -> Iterator[FarCredit]:
    """Yield the credits in blocks that stand with no picture."""
    in_section = 0
    for index, block in enumerate(article.blocks):
        if not block.is_inside:
            continue
        if block.kind == "heading":
            in_section = block.level if folded(block.prose.plain).strip(" :*") in known.headings else 0
            yield from _heading(index, block, known)
        elif index in used:
            continue
        elif in_section:
            yield from _section(index, block, known)
        elif block.kind in _KINDS and _APART.isdisjoint(block.within):
            yield from _block(index, block, known)
        elif block.kind == "item" and len(block.prose.plain) <= _LONGEST:
            yield from _blanket(index, block, known)


def _heading(index: int, block: Block, known: CreditWords) -> Iterator[FarCredit]:
    """Yield the credit that a heading is or ends with: “Photographs by Ada Lund”, over all of them."""
    if len(block.prose.plain) > _LONGEST_HEADING:
        return
    for credit in find_credits(block.prose, known, is_caption=False):
        is_last = credit.prose.span().end >= block.prose.span().end - 1
        if is_last and _names_picture(credit, known) and _reach(credit, known, is_whole=True) == "all":
            yield FarCredit("all", credit, index)


def _section(index: int, block: Block, known: CreditWords) -> Iterator[FarCredit]:
    if block.kind in ("paragraph", "item", "label", "cell"):
        credit = read_credit(block.prose, known)
        if credit and not credit.vague.plain:
            yield FarCredit("all", credit, index)


def _block(index: int, block: Block, known: CreditWords) -> Iterator[FarCredit]:
    blanket = tuple(_blanket(index, block, known))
    if blanket:
        yield from blanket
        return
    plain = block.prose.plain
    if len(plain) > _LONGEST and not _may_be_note(plain, known):
        return
    found = find_credits(block.prose, known, is_caption=False)
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


def _may_be_note(plain: str, known: CreditWords) -> bool:
    low = plain.casefold() if len(plain) <= _LONGEST_NOTE else ""
    return any(word in low for word in known.plural_stems)


def _is_of_all(credit: Credit, block: Block, known: CreditWords) -> bool:
    """Tell whether a credit is a sentence of its own amid others: “Edited by Jo Roe. Photos by Mina Okafor.”"""
    span, whole_span = credit.prose.span(), block.prose.span()
    is_amid = span.start > whole_span.start and span.end < whole_span.end - 3
    if not is_amid or not credit.lead.plain or not credit.makers:
        return False
    is_alone = len(credit.prose.plain) - len(credit.lead.plain) - len(credit.makers[0].plain) <= _FEW
    return is_alone and _names_picture(credit, known) and _reach(credit, known, is_whole=True) == "all"


def _names_picture(credit: Credit, known: CreditWords) -> bool:
    """Tell whether the lead-in speaks of pictures: "© 2011 Jane Roe" alone may be the copyright of the text."""
    if credit.form != "by":
        return credit.form == "lead"
    lead = folded(credit.lead.plain)
    names = (*credit.makers, *credit.suppliers, *credit.agencies, *(host.prose for host in credit.hosts))
    first = min(names, key=lambda name: name.span().start, default=None)
    is_named = first is None or is_name(first.plain) or "courtesy" in lead
    return is_named and not known.picture_words.isdisjoint(lead.split())


def _blanket(index: int, block: Block, known: CreditWords) -> Iterator[FarCredit]:
    plain = block.prose.plain
    low = plain.casefold() if len(plain) <= _LONGEST_BLANKET else ""
    is_own = low and any(words in folded(low) for words in known.blankets)
    if not is_own and not any(word in low for word in known.plural_stems):
        return
    if not (is_own or known.unless.search(plain) or known.all_pictures.search(plain)):
        return
    for sentence in sentences(block.prose):
        credit = _own_blanket(sentence, known) if is_own else _blanket_credit(sentence, known)
        if credit:
            yield FarCredit("all", _of_every_picture(sentence, credit), index)


def _of_every_picture(sentence: Prose, credit: Credit) -> Credit:
    return Credit(
        sentence,
        "blanket",
        makers=credit.makers,
        suppliers=credit.suppliers,
        agencies=credit.agencies,
        licences=(Licence(licence.prose, licence.family) for licence in credit.licences),
    )


def _own_blanket(sentence: Prose, known: CreditWords) -> Credit | None:
    """Read a sentence that the site itself calls one that credits every picture."""
    if folded(sentence.plain).strip(EDGES) not in known.blankets:
        return None
    found = find_credits(sentence, known, is_caption=True)
    return found[0] if found else Credit(sentence, "blanket", makers=(sentence,))


def _blanket_credit(sentence: Prose, known: CreditWords) -> Credit | None:
    start = _maker(sentence.plain, known)
    return read_names(sentence, "blanket", start, known, is_loose=False, follows_by=True) if start else None


def _maker(plain: str, known: CreditWords) -> int:
    """Return where the creator begins in a sentence that credits every picture, or nought."""
    every = known.all_pictures.search(plain)
    if not every and not (known.unless.search(plain) and any(word in known.plural for word in folded(plain).split())):
        return 0
    start = every.end() if every else 0
    colon = _COLON.match(plain, start) if every else None
    if colon:
        return colon.end()
    lead = known.lead.search(plain)
    if lead and not _names_after(plain, lead.end(), known):
        lead = None
    maker = known.made_by.search(plain, start) or lead or known.by_lead.search(plain)
    if maker:
        return maker.end() if _is_said_of_all(plain[start : maker.start()], known) else 0
    lower = plain.find(" by the ", start)
    return lower + 4 if lower >= 0 and _is_said_of_all(plain[start:lower], known) else 0


def _names_after(plain: str, at: int, known: CreditWords) -> bool:
    """Tell whether what follows a colon can be a maker: no small letter, but for "the author" and "courtesy of"."""
    if not plain[at : at + 1].islower() or folded(plain[at:]).strip(EDGES) in known.own_work:
        return True
    return bool(known.by_lead.match(plain, at) or known.made_by.match(plain, at))


def _is_said_of_all(between: str, known: CreditWords) -> bool:
    """Tell whether no more than "in this article are" stands between the pictures and their maker."""
    return all(word in known.between or word in known.plural for word in _WORD.findall(between.casefold()))


def _reach(credit: Credit, known: CreditWords, *, is_whole: bool) -> str:
    words = frozenset(folded(credit.lead.plain).replace(":", " ").split())
    if not is_whole:
        return "caption"
    if not words.isdisjoint(known.lead_only):
        return "lead"
    return "all" if not words.isdisjoint(known.plural) else "one"
