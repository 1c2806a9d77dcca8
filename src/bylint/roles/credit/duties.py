"""What a credit obliges the page to: notices that some sources ask for, and what some licences do not cover."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_NON_COMMERCIAL = lazily(r"\bnc\b|\bnon[\s-]?commercial")
_NO_CHANGES = lazily(r"\bnd\b|\bno[\s-]?deriv")
# By these an article itself says that it is paid for; a folder or a sentence may be about something else.
_DECLARED = ("declared", "data", "template")
_BEHIND = 60
Found = tuple[Element, ...]


def owed(article: Article, credit: Credit, stand: Stand, found: Found, known: Vocabulary) -> Iterator[Element]:
    """Yield the notices that the article lacks, and what it does that a licence may not cover."""
    yield from _notices(article, credit, found, known)
    licence = next((element for element in found if element.name == "licence"), None)
    if licence is None:
        return
    uses = []
    if _NON_COMMERCIAL.search(licence.words.casefold()):
        uses += list(_gains(article, known))
    if _NO_CHANGES.search(licence.words.casefold()):
        uses += list(_changes(credit, stand, known))
    for kind, words in uses:
        yield licence._replace(name="not-covering")
        yield Element("use", words)
        yield Element("use-kind", kind)


def _notices(article: Article, credit: Credit, found: Found, known: Vocabulary) -> Iterator[Element]:
    # Only the form that the supplier itself prescribes is surely its own picture: "U.S. Navy photo by ...".
    lead = next((folded(element.words) for element in found if element.name == "lead"), "")
    named = {folded(element.words) for element in found if element.name == "supplier"}
    leading = {supplier for supplier in named if lead.startswith(supplier)}
    for notice in known.notices:
        suppliers = named if notice.instead else leading
        if suppliers.isdisjoint(notice.suppliers):
            continue
        if notice.instead and not any(words in folded(credit.prose.plain) for words in notice.instead):
            yield from (Element("notice", notice.sentence), Element("when", "Print"), Element("page", "any"))
        elif not notice.instead and not _says(article, notice.words):
            is_promoting = bool(article.each("paid")) or _earns(article)
            yield from (Element("notice", notice.sentence), Element("when", "Where the page promotes something, print"))
            yield Element("page", "promoting" if is_promoting else "editorial")


def _says(article: Article, words: str) -> bool:
    return any(words in folded(block.prose.plain) for block in article.blocks if block.kind != "comment")


def _gains(article: Article, known: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield how a page earns money, the surest way alone."""
    paid = article.each("paid")
    if any(part.words("by") in _DECLARED for part in paid):
        yield "paid", "an article that is paid for"
    elif known.is_commercial:
        yield "commercial", "a commercial site"
    elif paid:
        yield "perhaps", "an article that is paid for"
    elif _earns(article):
        yield "affiliate", "a page with affiliate links"


def _earns(article: Article) -> bool:
    return any(part.has("affiliate") for part in article.each("link"))


def _changes(credit: Credit, stand: Stand, known: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the word with which a credit, or the caption right behind it, says that the picture was changed."""
    plain, said = stand.prose.plain, credit.prose.plain
    at = plain.find(said) if stand.where == "caption" and len(stand.credits) == 1 else -1
    text = plain[at : at + len(said) + _BEHIND] if at >= 0 else said
    match = next((match for match in known.changed.finditer(text) if not match["denied"]), None)
    if match:
        yield "changed", f"a picture that is “{match[0]}”"
