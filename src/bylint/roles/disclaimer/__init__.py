"""Disclaimers of views: who owes one, where it stands, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.disclaimer.bodies import Bodies
from bylint.roles.disclaimer.bodies import bodies
from bylint.roles.disclaimer.duty import Duty
from bylint.roles.disclaimer.duty import duties
from bylint.roles.disclaimer.duty import employers
from bylint.roles.disclaimer.finding import Found
from bylint.roles.disclaimer.finding import disclaimers
from bylint.roles.disclaimer.formulas import template
from bylint.roles.disclaimer.lacking import Lacking
from bylint.roles.disclaimer.lacking import Said
from bylint.roles.disclaimer.lacking import lacking
from bylint.roles.disclaimer.repeats import said_of_whom
from bylint.roles.disclaimer.repeats import setting
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.organisations import chain

ABOUT = "disclaimer"
"""What all these parts are about: a disclaimer that is hidden and one that is missing are one fault."""

_NO = frozenset({"", "false", "no", "none", "off", "null"})


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield each disclaimer, and each affiliation that calls for one."""
    owed = duties(article, knowledge)
    employed = employers(article, knowledge)
    found = tuple((one, bodies(one, knowledge, employed)) for one in disclaimers(article, knowledge, _people(article)))
    found = tuple((_as_read(one, named, owed, knowledge), named) for one, named in found)
    printed = tuple(pair for pair in found if _counts(*pair))
    is_hidden = bool(owed) and not printed and any(one.standing == "hidden" for one, _ in found)
    missing = lacking(owed, _said(printed), knowledge) if owed and printed else None
    around = setting(article)
    for one, named in found:
        is_first = bool(printed) and one is printed[0][0]
        same = said_of_whom(one, named, article, around)
        yield _disclaimer(one, named, same, missing if is_first else None, is_hidden=is_hidden)
    seen = "printed" if printed else "template" if _is_in_template(article, knowledge) else ""
    yield from _duties(owed, seen, is_hidden=is_hidden)


def _people(article: Article) -> frozenset[str]:
    names = (part.words("name") for role in ("author", "bio") for part in article.each(role))
    persons = (part.words("person") or part.about for part in article.each("bio"))
    return frozenset(word for name in (*names, *persons) for word in name.casefold().split() if len(word) > 2)


def _as_read(one: Found, named: Bodies, owed: tuple[Duty, ...], knowledge: Knowledge) -> Found:
    # A quoted disclaimer is an exhibit, unless it speaks for the author's own body.
    own = {key for duty in owed for key in (duty.organisation.id, *chain(knowledge.directory, duty.organisation.id))}
    return one._replace(standing="printed") if one.standing == "quoted" and named.ids & own else one


def _counts(one: Found, named: Bodies) -> bool:
    return one.standing in ("printed", "field") and not named.is_of_outlet


def _said(printed: tuple[tuple[Found, Bodies], ...]) -> Said:
    return Said(
        any(one.is_attributed for one, _ in printed),
        any(one.is_denied for one, _ in printed),
        frozenset(key for _, named in printed for key in named.ids),
        any(named.is_of_employer for _, named in printed),
    )


def _disclaimer(one: Found, named: Bodies, same: str, missing: Lacking | None, *, is_hidden: bool) -> Part:
    elements = [Element("standing", one.standing), Element("text", bare(one.prose.plain)), *_formulas(one)]
    elements.extend(named.elements)
    if named.is_of_outlet:
        elements.append(Element("outlet", "yes"))
    if one.standing == "hidden" and is_hidden:
        elements.append(Element("hidden", "yes"))
    if same:
        elements.append(Element("same", same))
    if missing is not None:
        elements.append(Element("level", missing.level))
        elements.extend(Element("lack", words) for words in missing.must)
        elements.extend(Element("unnamed", words) for words in missing.custom)
    return Part("disclaimer", one.prose, one.prose.span(), ABOUT, tuple(elements), one.block)


def _formulas(one: Found) -> Iterator[Element]:
    for prose, found in one.sentences:
        if found.is_attributed:
            words = prose.cut(*found.attribution)
            yield Element("attribution", words.plain, words)
        if found.is_denied:
            words = prose.cut(*found.denial)
            yield Element("non-reflection", words.plain, words)


def _is_in_template(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether a key, a short code or a component prints a disclaimer that is not in the file."""
    known = template(knowledge)
    for field in article.fields:
        keys = [key for key in field.path if isinstance(key, str)]
        if field.origin == "front-matter" and keys and known.search(keys[-1]):
            return folded(field.prose.plain) not in _NO
    called = (block for block in article.blocks if block.kind in ("shortcode", "element"))
    return any(known.search(block.name) or known.search(block.prose.plain[:200]) for block in called)


def _duties(owed: tuple[Duty, ...], seen: str, *, is_hidden: bool) -> Iterator[Part]:
    """Yield the duties: one for each person, at the place that binds most strictly, first printed."""
    told: set[str] = set()
    places: set[tuple[int, int]] = set()
    for duty in sorted(owed, key=lambda duty: (duty.level != "regulation", duty.prose.span())):
        person, span = bare(duty.person), duty.prose.span()
        if person in told or span in places:
            continue
        told.add(person)
        places.add(span)
        elements = [
            Element("organisation", duty.organisation.name, duty.prose),
            Element("person", duty.person),
            Element("level", duty.level),
        ]
        if seen:
            elements.append(Element("disclaimer", seen))
        if is_hidden:
            elements.append(Element("hidden", "yes"))
        yield Part("duty", duty.prose, span, ABOUT, tuple(elements), duty.block)
