"""What advertising leaves in an article, and what paid links owe the reader."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.checks.verbs import unpaired
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import seen_at
from bylint.model.article import Article
from bylint.model.parts import AdCode
from bylint.model.parts import AdLabel
from bylint.model.parts import AdMarker
from bylint.model.parts import AdSlot
from bylint.model.parts import ArticleLink
from bylint.model.parts import ChromeLine
from bylint.model.parts import Disclosure
from bylint.model.parts import PaidContent
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.model.world import Knowledge
from bylint.roles.advertising_words import is_allowed
from bylint.roles.advertising_words import plainly
from bylint.roles.advertising_words import site_of
from bylint.roles.blocks import language_of
from bylint.roles.links import account_of
from bylint.roles.links import is_perhaps_paid
from bylint.roles.links import is_republished
from bylint.roles.links import is_shortened
from bylint.roles.links import may_hold_links
from bylint.roles.paid import SENTENCE
from bylint.text.patterns import lazily

Found = Iterator[Violation]

_PARAMETER = lazily(r"(?<=[?&;])(?P<name>[\w-]{2,40})=[^&;#\s]{0,400}")
_LONGEST = 4000
_MISPLACED = {"hidden": "hidden from readers", "below": "not above the text"}


def leftover_ad_marker(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report each line that marks an ad where none is."""
    for marker in own(article, AdMarker):
        yield from reported(rule, article, marker)


def leftover_chrome(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report each line of the page's furniture."""
    for line in own(article, ChromeLine):
        yield from reported(rule, article, line, cases={"strength": line.strength})


def unpaired_ad_slot(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report slots that are opened and not closed, closed and not opened, or opened within their own kind."""
    ends = ((slot, slot.end, slot.key) for slot in own(article, AdSlot) if slot.end)
    for slot, fault, other in sorted(unpaired(ends), key=lambda odd: odd[0].span):
        related = (seen_at(article, other.span, "the other end"),) if other else ()
        yield from reported(rule, article, slot, related=related, words={"fault": fault})


def misplaced_ad_slot(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report slots inside what they would break."""
    for slot in own(article, AdSlot):
        if slot.within:
            yield from reported(rule, article, slot, words={"within": slot.within})


def pasted_ad_code(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report code of ad networks that the site has not placed itself."""
    for code in own(article, AdCode):
        if not code.is_own:
            yield from reported(rule, article, code, words={"network": code.network})


def unlabelled_sponsored_content(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report that an article is paid for, where no label above its text says so."""
    for paid in own(article, PaidContent):
        if paid.is_labelled:
            continue
        related = (seen_at(article, label.span, _MISPLACED[label.where]) for label in paid.labels)
        yield from reported(rule, article, paid, related=related, cases={"by": paid.by})


def ambiguous_ad_label(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the label above the text where an authority of the site takes none of those that stand there."""
    labels = tuple(label for label in own(article, AdLabel) if label.where == "above")
    refusing = _refusing(article, knowledge, labels)
    if refusing:
        accepted = next((rule["accepted"] for rule in refusing if rule.get("accepted")), ("Advertisement",))
        names = dict.fromkeys(rule["authority"] for rule in refusing)
        words = {"refused": ", ".join(names), "accepted": ", ".join(accepted[:3])}
        yield from reported(rule, article, labels[0], words=words)


def unqualified_affiliate_link(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report links that earn a commission and do not tell search engines so, where their markup can."""
    for link in own(article, ArticleLink):
        if link.network and link.link.rel is not None and not link.is_qualified:
            yield from _of_link(rule, article, link, knowledge)


def undisclosed_affiliate_link(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the first link that earns a commission and that nothing before it discloses."""
    yield from _first(rule, article, knowledge, lambda link: bool(link.network) and not link.is_disclosed)


def unnamed_amazon_associate(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the first link of an Amazon associate where the page does not say that it is one."""
    yield from _first(rule, article, knowledge, lambda link: link.network == "Amazon" and not link.names_associate)


def unqualified_sponsor_link(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report links to who paid for the article that do not tell search engines so, where their markup can."""
    for link in own(article, ArticleLink):
        if link.sponsors and link.link.rel is not None and not link.is_qualified:
            yield from _of_link(rule, article, link, knowledge)


def needless_affiliate_disclosure(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report sentences on paid links here where nothing here can be one."""
    said = tuple(one for one in own(article, Disclosure) if one.kind == "here")
    links = article.parts.of(ArticleLink) if said else ()
    if not said or any(link.network for link in links) or _may_pay(article, links, knowledge):
        return
    for disclosure in said:
        yield from reported(rule, article, disclosure)


def tracking_parameter(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report links with parameters that tell a tracker where the reader comes from, at the first of them."""
    for link in own(article, ArticleLink):
        found = tuple(_tracking(link.link.href, knowledge))
        if found:
            first = found[0].prose
            names = ", ".join(dict.fromkeys(each.name for each in found))
            words = {"found": quoted(first.plain), "tracking": names}
            yield from reported(rule, article, link, span=first.span(), words=words)


def _refusing(article: Article, knowledge: Knowledge, labels: Sequence[AdLabel]) -> tuple[dict[str, Any], ...]:
    """Return the entries of the authorities of the site that take none of some labels."""
    own_lines = (is_allowed(knowledge, line) for label in labels for line in (label.words, label.prose.plain))
    if not labels or any(own_lines):
        return ()
    lists, asked, language = knowledge.lists["labels"], site_of(knowledge).jurisdiction, language_of(article, knowledge)
    entries = tuple(lists["jurisdictions"][name] for name in asked) if asked else (lists["everywhere"],)
    return tuple(entry for entry in entries if all(_refuses(entry, label.words, language) for label in labels))


def _refuses(authority: dict[str, Any], words: str, language: str) -> bool:
    if words == SENTENCE:
        return bool(authority.get("sentences") == "false")
    if words in map(plainly, authority.get("accepted", ())):
        return False
    return authority.get("only") == language or words in map(plainly, authority["rejected"])


def _of_link(rule: AnyRule, article: Article, link: ArticleLink, knowledge: Knowledge) -> Found:
    href = link.link.href
    words = {"affiliate": link.network, "sponsor": ", ".join(dict.fromkeys(link.sponsors)), "found": quoted(href.plain)}
    related = (seen_at(article, link.late.span(), "disclosed too late"),) if link.late and link.network else ()
    cases = {"affiliate": _case_of(article, link, knowledge)}
    span = href.span() if href.at else link.span
    # One account is one cause, however many links pay it.
    series = f"{link.network} {account_of(href.plain, knowledge)}" if link.network else ""
    yield from reported(rule, article, link, span=span, words=words, related=related, cases=cases, series=series)


def _case_of(article: Article, link: ArticleLink, knowledge: Knowledge) -> str:
    """Return who is likely to earn by a link, for its weight: others, perhaps others, or by whom the site is paid."""
    if _is_quoted(article, link) or is_republished(article, knowledge):
        return "quoted"
    return "shortened" if is_shortened(link.link.href.plain, knowledge) else link.network


def _is_quoted(article: Article, link: ArticleLink) -> bool:
    return link.block >= 0 and "quote" in article.blocks[link.block].within


def _first(rule: AnyRule, article: Article, knowledge: Knowledge, is_at_fault: Callable[[ArticleLink], bool]) -> Found:
    """Report the first link at fault, one of a quotation only where there is no other."""
    for link in sorted(filter(is_at_fault, own(article, ArticleLink)), key=lambda link: _is_quoted(article, link)):
        found = tuple(_of_link(rule, article, link, knowledge))
        if found:
            yield from found
            return


def _may_pay(article: Article, links: Sequence[ArticleLink], knowledge: Knowledge) -> bool:
    """Tell whether anything in an article may earn a commission that cannot be seen."""
    if may_hold_links(article, knowledge):
        return True
    return any(
        (each.link.rel and "sponsored" in each.link.rel) or is_perhaps_paid(each.link.href.plain, knowledge)
        for each in links
    )


class _Parameter(NamedTuple):
    name: str
    prose: Prose


def _tracking(address: Prose, knowledge: Knowledge) -> Iterator[_Parameter]:
    """Yield the parameters that trackers use, and those that the site wants in no link."""
    if "?" not in address.plain or len(address.plain) > _LONGEST:
        return
    whole, beginnings = _parameters(knowledge)
    for match in _PARAMETER.finditer(address.plain):
        name = match["name"].casefold()
        if name in whole or name.startswith(beginnings):
            yield _Parameter(match["name"], address.cut(*match.span()))


@lru_cache(maxsize=8)
def _parameters(knowledge: Knowledge) -> tuple[frozenset[str], tuple[str, ...]]:
    listed = (*knowledge.lists["lexicon/affiliates"]["tracking"]["parameters"], *site_of(knowledge).parameters)
    names = [name.casefold() for name in listed]
    whole = frozenset(name for name in names if not name.endswith("*"))
    return whole, tuple(name[:-1] for name in names if name.endswith("*"))
