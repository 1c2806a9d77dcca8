"""What a credit obliges the page to: notices that some sources ask for, and what some licences forbid."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded


def owed(article: Article, found: tuple[Element, ...], known: Vocabulary) -> Iterator[Element]:
    """Yield the notices that the article lacks, and that it earns money where the licence says non-commercial."""
    # Only the form that the supplier itself prescribes is surely its own picture: "U.S. Navy photo by ...".
    lead = next((folded(element.words) for element in found if element.name == "lead"), "")
    suppliers = {folded(element.words) for element in found if element.name == "supplier"}
    suppliers = {supplier for supplier in suppliers if lead.startswith(supplier)}
    for notice in known.notices:
        if not suppliers.isdisjoint(notice.suppliers) and not _says(article, notice.words):
            yield Element("notice", notice.sentence)
    if any(element.name == "non-commercial" for element in found) and _earns(article):
        yield Element("commercial", "affiliate links")


def _says(article: Article, words: str) -> bool:
    return any(words in folded(block.prose.plain) for block in article.blocks if block.kind != "comment")


def _earns(article: Article) -> bool:
    return any(part.has("affiliate") for part in article.each("link"))
