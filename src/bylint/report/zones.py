"""What was understood of an article, in people's words: each zone with its lines, what it is, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from bylint.model.about import date_of
from bylint.model.about import headline_of
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.report import counted
from bylint.report.escaping import shown
from bylint.report.inspect import authors_of
from bylint.report.inspect import error_of

_LONGEST, _LONGEST_FACT = 60, 48
_ORIGINS = {
    "front-matter": "in the header",
    "visible": "in the text",
    "boxed": "in a box",
    "marked": "in markup of the text",
    "json-ld": "in data for search engines",
    "microdata": "in data for search engines",
    "meta": "in the head of the page",
    "path": "in the name of the file",
    "address": "in the address",
    "printed": "printed by the template",
}


class Zone(NamedTuple):
    """A run of an article that was understood: where it is, what it is, its words, and what is known of them."""

    place: Place
    name: str
    words: str
    said: str
    role: str


def zones(article: Article) -> Iterator[Zone]:
    """Yield the zones of an article, from top to bottom; a run of text is one."""
    # Most links are only links, and what is read of pages and bylines stands in other zones, too.
    told = [part for part in article.view if part.role in SAID and (part.role != "link" or part.has("affiliate"))]
    others = {part.span for part in told if part.role != "body"}
    parts = (part for part in told if part.role != "body" or part.span not in others or part.has("of-template"))
    for is_text, group in groupby(parts, key=lambda part: part.role == "body" and not part.has("of-template")):
        found = tuple(group)
        if is_text:
            yield _text(article, found)
        else:
            yield from (_zone(article, part) for part in found)


def listing(article: Article) -> Iterator[str]:
    """Return the lines for people: what the article says of itself, then its zones."""
    yield shown(article.source.path)
    if (error := error_of(article)) is not None:
        yield f"  not read: {shown(error)}"
        return
    for name, words in about(article).items():
        yield f"  {name:<10} {shown(words or 'none')}"
    for zone in zones(article):
        said = f"  ({_clipped(zone.said, _LONGEST_FACT * 2)})" if zone.said else ""
        yield f"  {lines_of(zone.place):>9}  {zone.name:<12} {_clipped(zone.words)}{said}"


def about(article: Article) -> dict[str, str]:
    """Return what an article says of itself, by name; nothing where it does not."""
    signed = ", ".join(
        f"{each['name']} ({_ORIGINS.get(each['source'], each['source'])}, line {each['line']})"
        for each in authors_of(article)
    )
    return {
        "format": article.format,
        "language": article.language,
        "date": date_of(article),
        "headline": headline_of(article),
        "signed by": signed,
    }


def lines_of(place: Place) -> str:
    """Return the lines of a place, as 4 or 4-6."""
    return str(place.line) if place.end_line <= place.line else f"{place.line}-{place.end_line}"


def _text(article: Article, parts: tuple[Part, ...]) -> Zone:
    first, last = place_of(article.source, parts[0].span), place_of(article.source, parts[-1].span)
    span = Span(first.span.start, max(first.span.end, last.span.end))
    place = first._replace(span=span, end_line=max(first.line, last.end_line), end_column=last.end_column)
    return Zone(place, "text", parts[0].prose.plain, counted(len(parts), "paragraph"), "body")


def _zone(article: Article, part: Part) -> Zone:
    name, said = SAID[part.role]
    place = place_of(article.source, part.span)
    printed = part.words("of-template")
    told = (said(part), f"printed by the template for {printed}" if printed else "")
    words = part.prose.plain or part.words("src") or part.words("iso")
    return Zone(place, name, words, "; ".join(filter(None, told)), part.role)


def _nothing(_: Part) -> str:
    return ""


def _author(part: Part) -> str:
    deed = "signs" if part.has("signs") else "named"
    if part.has("placeholder"):
        deed = "filler, nobody's name"
    return f"{deed}, {_ORIGINS.get(part.words('origin'), part.words('origin'))}"


def _bio(part: Part) -> str:
    return f"of {part.words('person')}" if part.has("person") else ""


def _post(part: Part) -> str:
    title = f"{part.words('title')} at " if part.has("title") else "at "
    return f"{part.words('status')}: {title}{part.words('organisation')}"


def _duty(part: Part) -> str:
    asked = {"regulation": "a regulation", "conditional": "a regulation, under conditions,"}
    who = asked.get(part.words("level"), "the employer")
    answer = part.words("disclaimer")
    return f"{who} asks {part.words('person')} for a disclaimer; {f'answered: {answer}' if answer else 'none is here'}"


def _disclaimer(part: Part) -> str:
    named = [element.words for element in part.elements if element.name == "entity"]
    told = (f"speaks of {', '.join(named)}" if named else "", "readers do not see it" if part.has("hidden") else "")
    return "; ".join(filter(None, told))


def _picture(part: Part) -> str:
    credit, hidden = part.words("makers") or part.words("credit"), part.words("hidden-credit")
    where = f"credit: {credit}" if credit else f"credit that readers do not see: {hidden}" if hidden else "no credit"
    kind = part.words("kind")
    return "; ".join(filter(None, (kind if kind not in ("", "unknown") else "", where)))


def _credit(part: Part) -> str:
    kinds = {"creator": "made by", "supplier": "supplied by", "host": "found on", "licence": "licence"}
    told = [f"{kinds[each.name]} {each.words}" for each in part.elements if each.name in kinds]
    return "; ".join((*told, "readers do not see it") if part.has("hidden") else told)


def _paid(part: Part) -> str:
    sponsors = [element.words for element in part.elements if element.name == "sponsor"]
    label = f"label: {part.words('label')}" if part.has("label") else "no label above the text"
    return "; ".join(filter(None, (f"by {', '.join(sponsors)}" if sponsors else "", label)))


def _link(part: Part) -> str:
    return f"earns money: {part.words('affiliate')}" + (", told beforehand" if part.has("disclosed") else "")


def _call(part: Part) -> str:
    return f"what it prints cannot be told: {part.words('holds')}"


# What a part is called, and what is said of it, in the order of the parts that people ask for.
SAID: Mapping[str, tuple[str, Callable[[Part], str]]] = {
    "headline": ("headline", _nothing),
    "body": ("text", _nothing),
    "author": ("author", _author),
    "label": ("label", lambda _: "stands before a name, and there is none"),
    "bio": ("bio", _bio),
    "profile": ("author page", _nothing),
    "affiliation": ("post", _post),
    "account": ("account", _nothing),
    "duty": ("duty", _duty),
    "box-duty": ("duty", _duty),
    "disclaimer": ("disclaimer", _disclaimer),
    "disclaimer-filler": ("disclaimer", lambda _: "filler that nobody has filled in"),
    "image": ("picture", _picture),
    "caption": ("caption", _nothing),
    "alt": ("alt text", _nothing),
    "credit": ("credit", _credit),
    "marker": ("ad marker", lambda _: "stands for an ad that is not here"),
    "slot": ("ad slot", _nothing),
    "ad-code": ("ad code", lambda part: f"loads ads of {part.words('network')}"),
    "ad-label": ("ad label", _nothing),
    "paid": ("paid for", _paid),
    "link": ("paid link", _link),
    "disclosure": ("disclosure", _nothing),
    "chrome": ("left over", lambda _: "belongs to the page around an article"),
    "unknown": ("not known", _call),
}


def _clipped(text: str, longest: int = _LONGEST) -> str:
    text = shown(text)
    return text if len(text) <= longest else f"{text[: longest - 3].rstrip()}..."
