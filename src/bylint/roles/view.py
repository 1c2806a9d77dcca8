"""The parts of an article as house packs and `inspect` see them: roles with words and elements, made by one table."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from typing import Any

from bylint.grammar.addresses import file_of
from bylint.grammar.addresses import variants
from bylint.grammar.bio import facts
from bylint.grammar.bio import style
from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.parts import AdCode
from bylint.model.parts import AdLabel
from bylint.model.parts import AdMarker
from bylint.model.parts import AdSlot
from bylint.model.parts import AltText
from bylint.model.parts import ArticleLink
from bylint.model.parts import Caption
from bylint.model.parts import ChromeLine
from bylint.model.parts import Credit
from bylint.model.parts import CreditLine
from bylint.model.parts import Disclosure
from bylint.model.parts import Located
from bylint.model.parts import PaidContent
from bylint.model.parts import Picture
from bylint.model.parts import PicturePlaceholder
from bylint.model.parts import TemplateCall
from bylint.model.parts_people import FLAWS
from bylint.model.parts_people import Account
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import AuthorLabel
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Body
from bylint.model.parts_people import BoxDuty
from bylint.model.parts_people import Byline
from bylint.model.parts_people import Disclaimer
from bylint.model.parts_people import DisclaimerFiller
from bylint.model.parts_people import Duty
from bylint.model.parts_people import Headline
from bylint.model.parts_people import Profile
from bylint.model.parts_people import PublicationDate
from bylint.model.parts_people import WholeArticle
from bylint.model.prose import Prose
from bylint.roles.captions import captions_without_credits
from bylint.roles.images import printed_credit
from bylint.roles.images import printed_makers
from bylint.roles.images import told_by_file
from bylint.roles.images import without_lead
from bylint.text.fold import bare

MARK = "of-template"
"""The element that says by what the site's template prints a part that is not in the file."""

Elements = Iterator[Element]


def with_view(article: Article) -> Article:
    """Return an article with the views of its parts, in the order of their places."""
    views = (
        _view(article, part) for kind in article.parts.kinds() if kind in _TABLE for part in article.parts.of(kind)
    )
    return article._replace(view=tuple(sorted(views, key=lambda part: (part.span, part.role))))


def roles_in(article: Article) -> frozenset[str]:
    """Return the roles of the parts of an article."""
    return frozenset(_TABLE[kind][0] for kind in article.parts.kinds() if kind in _TABLE)


def _view(article: Article, part: Any) -> Part:
    role, elements = _TABLE[type(part)]
    told = tuple(elements(part))
    if part.block in article.printed:
        told = (*told, Element(MARK, article.printed[part.block]))
    return Part(role, part.prose, part.span, part.about, told, part.block)


def _yes(name: str, is_so: object) -> Elements:
    if is_so:
        yield Element(name, "yes")


def _said(name: str, words: str) -> Elements:
    if words:
        yield Element(name, words)


def _at(name: str, prose: Prose | None) -> Elements:
    if prose is not None:
        yield Element(name, prose.plain, prose)


def _nothing(_: Located) -> Elements:
    return iter(())


def _slot(part: AdSlot) -> Elements:
    yield Element("name", part.name)
    yield from _said(part.end, part.key) if part.end else ()
    yield from _yes("section", part.is_section)
    yield from _said("within", part.within)


def _ad_code(part: AdCode) -> Elements:
    yield Element("network", part.network)
    yield Element("form", part.form)
    yield from _yes("own", part.is_own)


def _marker(part: AdMarker) -> Elements:
    yield Element("language", part.language)
    yield Element("words", part.prose.plain)


def _chrome(part: ChromeLine) -> Elements:
    yield Element("strength", part.strength)


def _ad_label(part: AdLabel) -> Elements:
    yield Element("words", part.words)
    yield Element("where", part.where)


def _paid(part: PaidContent) -> Elements:
    yield Element("by", part.by)
    yield from (Element("sponsor", name) for name in part.sponsors)
    yield from (Element("host", host) for host in part.hosts)
    above = next((label for label in part.labels if label.where == "above"), None)
    if above:
        yield Element("label", above.words, above.prose)
    elif part.is_labelled:
        yield Element("label", "printed by the template")


def _link(part: ArticleLink) -> Elements:
    yield from _at("href", part.link.href)
    if part.link.rel is not None:
        yield Element("carries-rel", "yes")
        yield Element("rel", " ".join(part.link.rel))
        yield from _yes("qualified", part.is_qualified)
    yield from _said("affiliate", part.network)
    yield from _yes("associate", part.network and part.names_associate)
    yield from _yes("disclosed", part.is_disclosed)
    yield from _at("disclosed too late", part.late)
    yield from (Element("sponsor", name) for name in part.sponsors)


def _disclosure(part: Disclosure) -> Elements:
    yield Element("text", part.prose.plain)
    yield Element("kind", part.kind)


def _bio(part: Bio) -> Elements:
    yield Element("person", part.name.plain if part.name else part.about, part.name)
    yield Element("text", bare(part.prose.plain))
    yield Element("facts", facts(part.prose.plain))
    yield Element("style", style(part.prose.plain))
    yield from _at("placeholder", part.placeholder)


def _affiliation(part: Affiliation) -> Elements:
    yield Element("person", part.about)
    yield Element("organisation", part.organisation.plain, part.organisation)
    yield from (Element("id", key) for key in (part.key,) if key)
    yield Element("status", part.status)
    yield Element("scope", part.scope)
    yield from _at("title", part.title)
    yield from _at("fresh", part.fresh)


def _disclaimer(part: Disclaimer) -> Elements:
    yield Element("standing", part.place)
    yield Element("text", bare(part.prose.plain))
    for one in part.sentences:
        yield from _at("attribution", one.prose.cut(*one.attribution) if one.attribution else None)
        yield from _at("non-reflection", one.prose.cut(*one.denial) if one.denial else None)
    yield from (Element("entity", entity.key, entity.prose) for entity in part.entities)
    yield from _yes("outlet", part.is_of_outlet)
    yield from _yes("hidden", part.is_unseen)


def _duty(part: Duty) -> Elements:
    post = part.affiliation
    yield Element("organisation", part.organisation.name, part.prose)
    yield Element("person", post.signer.name)
    yield Element("level", part.level)
    yield Element("stated", f"{post.stated}: “{post.prose.plain}”" if post.is_printed else post.stated)
    yield Element("source", part.source)
    if post.registered:
        yield Element("registry", post.registry, place=post.registered)
    yield from _said("title", post.title)
    yield Element("wording", part.wording)
    yield Element("wording-origin", part.origin)
    yield from _said("disclaimer", part.answer)
    yield from _yes("hidden", part.is_hidden)


def _box_duty(part: BoxDuty) -> Elements:
    yield Element("organisation", part.organisation.name, part.prose)
    yield Element("person", part.person.name)
    yield Element("level", part.level)
    if part.person.place:
        yield Element("registry", "the author box", place=part.person.place)


def _picture(part: Picture) -> Elements:
    image = part.image
    yield Element("src", image.src.plain, image.src)
    yield Element("form", image.form)
    yield Element("kind", part.kind)
    yield from _said("file", file_of(image.src.plain))
    yield from _said("told", told_by_file(part))
    yield from (Element(f"embedded-{name}", value) for name, value in (part.file.fields if part.file else ()))
    yield from _at("alt", part.alt)
    yield from (Element("caption", words, text.prose) for words, text in captions_without_credits(part))
    yield from _credits_of(part)
    yield from (Element("variant", address) for address in variants(image))
    yield from _said("machine", part.machine)
    yield from _said("generated", part.origin)
    yield from _right(part)


def _credits_of(part: Picture) -> Elements:
    first = next(iter((*part.credits, *part.far)), None)
    if first:
        yield Element("credit", printed_credit(part), first.prose)
        yield Element("makers", printed_makers(part))
    elif part.hidden:
        yield Element("hidden-credit", without_lead(part.hidden), part.hidden.prose)


def _right(part: Picture) -> Elements:
    if part.right:
        yield Element("licensed", part.right.licence)
        yield Element("right", part.right.place)
        yield from _said("until", part.right.until.isoformat() if part.right.until else "")
        yield from _said("note", part.right.note)


def _credit(part: CreditLine) -> Elements:
    credit = part.credit
    for licence in credit.licences:
        yield Element("licence", licence.prose.plain, licence.prose)
        yield Element("family", licence.family)
        yield from _said("version", licence.version)
    yield from _at("lead", credit.lead if credit.lead.plain else None)
    yield from _names(credit)
    yield from _at("vague", credit.vague if credit.vague.plain else None)
    yield from _yes("blanket", credit.form == "blanket")
    for link in part.links:
        yield from _at("licence-link" if link.is_licence else "source-link", link.href)
    yield from _said("hidden", part.where if part.is_hidden else "")
    yield Element("where", part.where)


def _names(credit: Credit) -> Elements:
    """Yield the names of a credit in the order in which they stand in it, then those of other boxes."""
    kinds = (
        ("creator", credit.makers),
        ("supplier", credit.suppliers),
        ("agency", credit.agencies),
        ("host", tuple(host.prose for host in credit.hosts)),
        ("placeholder", credit.placeholders),
    )
    start, end = credit.prose.span()
    named = ((kind, name) for kind, names in kinds for name in names)
    terms = {host.prose: host.terms for host in credit.hosts}
    for kind, name in sorted(named, key=lambda each: (not start <= each[1].span().start < end, each[1].span().start)):
        yield Element(kind, name.plain, name)
        yield from _said("terms", terms[name] if kind == "host" else "")


def _body(part: Body) -> Elements:
    yield from _yes("quote", part.is_quote)


def _date(part: PublicationDate) -> Elements:
    yield Element("iso", part.day.isoformat())
    yield Element("origin", part.origin)
    yield from _yes("changed", part.is_changed)
    yield from _yes("sure", part.is_sure)


def _byline(part: Byline) -> Elements:
    yield Element("origin", part.origin)
    yield Element("names", "; ".join(part.names))
    yield Element("count", str(len(part.names)))
    yield from _said("claim", part.claim)


def _author(part: Author) -> Elements:
    yield Element("name", part.name)
    yield Element("origin", part.origin)
    yield Element("kind", "organisation" if part.is_body else "person")
    yield Element("place", f"{part.place} {part.about}")
    yield from _yes("signs", part.signs)
    yield from _yes("placeholder", part.is_placeholder)
    yield from _said("id", part.name if part.is_id else "")
    # Several names in a field that is no list are a custom of many sites, and no flaw by themselves.
    for flaw in (flaw for flaw in part.flaws if flaw.kind != "merged"):
        yield Element(flaw.kind, flaw.prose.plain, flaw.prose)
        yield Element("malformed", FLAWS[flaw.kind], flaw.place)
    yield from (Element("title", title.plain, title) for title in part.titles)
    yield from (Element("employer", employer.plain, employer) for employer in part.employers)


def _author_label(part: AuthorLabel) -> Elements:
    yield from _said("origin", "front-matter" if part.is_field else "")


def _whole_article(part: WholeArticle) -> Elements:
    yield from _yes("signable", part.is_signable and not part.may_be_signed)


def _template_call(part: TemplateCall) -> Elements:
    yield Element("holds", part.holds)


_TABLE: dict[type[Any], tuple[str, Callable[[Any], Elements]]] = {
    Headline: ("headline", _nothing),
    Body: ("body", _body),
    PublicationDate: ("date", _date),
    Byline: ("byline", _byline),
    Author: ("author", _author),
    AuthorLabel: ("label", _author_label),
    WholeArticle: ("article", _whole_article),
    TemplateCall: ("unknown", _template_call),
    AdSlot: ("slot", _slot),
    AdCode: ("ad-code", _ad_code),
    AdMarker: ("marker", _marker),
    ChromeLine: ("chrome", _chrome),
    AdLabel: ("ad-label", _ad_label),
    PaidContent: ("paid", _paid),
    ArticleLink: ("link", _link),
    Disclosure: ("disclosure", _disclosure),
    Bio: ("bio", _bio),
    Affiliation: ("affiliation", _affiliation),
    Profile: ("profile", _nothing),
    Account: ("account", _nothing),
    Disclaimer: ("disclaimer", _disclaimer),
    DisclaimerFiller: ("disclaimer-filler", _nothing),
    BoxDuty: ("box-duty", _box_duty),
    Duty: ("duty", _duty),
    Picture: ("image", _picture),
    Caption: ("caption", _nothing),
    AltText: ("alt", _nothing),
    PicturePlaceholder: ("caption", _nothing),
    CreditLine: ("credit", _credit),
}
