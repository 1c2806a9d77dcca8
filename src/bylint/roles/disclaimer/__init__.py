"""Disclaimers of views: who owes one, where it stands, what it leaves out, and for whom it speaks."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.value import NamedTuple
from bylint.roles.disclaimer import house
from bylint.roles.disclaimer import interests
from bylint.roles.disclaimer.bodies import Bodies
from bylint.roles.disclaimer.bodies import bodies
from bylint.roles.disclaimer.counting import count
from bylint.roles.disclaimer.counting import miscounted
from bylint.roles.disclaimer.duty import LEVELS
from bylint.roles.disclaimer.duty import Duty
from bylint.roles.disclaimer.duty import Weighed
from bylint.roles.disclaimer.duty import weighed
from bylint.roles.disclaimer.filler import fillers
from bylint.roles.disclaimer.filler import gap
from bylint.roles.disclaimer.finding import Found
from bylint.roles.disclaimer.finding import disclaimers
from bylint.roles.disclaimer.formulas import template
from bylint.roles.disclaimer.lacking import Said
from bylint.roles.disclaimer.lacking import lacking
from bylint.roles.disclaimer.posts import Held
from bylint.roles.disclaimer.posts import posts
from bylint.roles.disclaimer.repeats import said_of_whom
from bylint.roles.disclaimer.repeats import setting
from bylint.roles.disclaimer.service import serving
from bylint.roles.disclaimer.signing import Signer
from bylint.roles.disclaimer.signing import signers
from bylint.roles.disclaimer.speaking import conflicting
from bylint.roles.disclaimer.speaking import faults
from bylint.roles.disclaimer.speaking import sides
from bylint.roles.disclaimer.wording import proposed
from bylint.roles.disclaimer.wording import source_of
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.organisations import chain

ABOUT = "disclaimer"
"""What all these parts are about: a disclaimer that is hidden and one that is missing are one fault."""

_NO = frozenset({"", "false", "no", "none", "off", "null"})


class Case(NamedTuple):
    """All that an article says on the matter: who signs, where they work, what that asks for, and what is printed."""

    signing: tuple[Signer, ...]
    weighed: tuple[Weighed, ...]
    found: tuple[tuple[Found, Bodies], ...]

    @property
    def owed(self) -> tuple[Duty, ...]:
        return tuple(one.duty for one in self.weighed if one.duty)

    @property
    def held(self) -> tuple[Held, ...]:
        return tuple(one.held for one in self.weighed)

    @property
    def printed(self) -> tuple[tuple[Found, Bodies], ...]:
        return tuple(pair for pair in self.found if _counts(*pair))


def case(article: Article, knowledge: Knowledge) -> Case:
    """Return what an article says about its authors' employers and about disclaimers."""
    signing = signers(article, knowledge)
    held = _once((*posts(article, signing, knowledge), *serving(article, signing, knowledge)))
    employed = tuple((one.words, one.id) for one in held if one.status == "current")
    every = weighed(article, held, knowledge)
    found = tuple((one, bodies(one, knowledge, employed)) for one in disclaimers(article, knowledge, _people(article)))
    owed = tuple(one.duty for one in every if one.duty)
    return Case(signing, every, tuple((_as_read(one, named, owed, knowledge), named) for one, named in found))


def _once(held: tuple[Held, ...]) -> tuple[Held, ...]:
    """Leave out what is told of a person and a body for the second time, in the same status."""
    told = {(one.signer.key, one.id or one.words, one.status): one for one in reversed(held)}
    return tuple(one for one in held if told[one.signer.key, one.id or one.words, one.status] is one)


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield each disclaimer, each affiliation that calls for one, and what the house and the registry ask for."""
    known = case(article, knowledge)
    is_hidden = bool(known.owed) and not known.printed and any(one.standing == "hidden" for one, _ in known.found)
    yield from _disclaimers(article, known, knowledge, is_hidden=is_hidden)
    yield from fillers(article, ABOUT)
    seen = "printed" if known.printed else "template" if _is_in_template(article, knowledge) else ""
    yield from _duties(article, known, knowledge, seen, is_hidden=is_hidden)
    yield from house.topics(article, knowledge)
    yield from interests.mentions(article, known.signing, knowledge)


def _disclaimers(article: Article, known: Case, knowledge: Knowledge, *, is_hidden: bool) -> Iterator[Part]:
    if not known.found:
        return
    printed, owed = known.printed, known.owed
    missing = lacking(owed, _said(printed), knowledge) if owed and printed else None
    around, whose = setting(article), sides(article, known.held, knowledge)
    counted = count(article, known.signing, len({duty.held.signer.key for duty in owed}))
    for one, named in known.found:
        elements = [*_about(one, named, is_hidden=is_hidden)]
        same = said_of_whom(one, named, article, around)
        if same:
            elements.append(Element("same", same))
        if missing is not None and one is printed[0][0]:
            elements.append(Element("level", missing.level))
            elements.extend(Element("lack", words) for words in missing.must)
            elements.extend(Element("unnamed", words) for words in missing.custom)
            elements.extend(_of_duties(article, known, knowledge))
        if _counts(one, named):
            elements.extend(faults(named, whose, article.published, knowledge))
            elements.extend(_compared(one, named, known, article, knowledge))
            if len(printed) == 1 and (word := miscounted(one, counted)):
                elements.append(word)
        yield Part("disclaimer", one.prose, one.prose.span(), ABOUT, tuple(elements), one.block)


def _compared(one: Found, named: Bodies, known: Case, article: Article, knowledge: Knowledge) -> Iterator[Element]:
    """Yield how a disclaimer differs from those before it, and from what the house wants."""
    whose = sides(article, known.held, knowledge)
    for other, of_other in known.printed:
        if other is one:
            break
        odd = conflicting(of_other, named, whose, knowledge)
        if odd:
            yield from (Element("conflicting", name) for name in odd)
            yield Element("first", other.prose.plain, other.prose)
            break
    placed = house.misplaced(one, article, knowledge)
    if placed:
        yield placed
    ids = (duty.organisation.id for duty in known.owed)
    yield from house.unapproved(one, ids, article, knowledge)


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


def _about(one: Found, named: Bodies, *, is_hidden: bool) -> Iterator[Element]:
    yield Element("standing", one.standing)
    yield Element("text", bare(one.prose.plain))
    yield from _formulas(one)
    yield from named.elements
    if named.is_of_outlet:
        yield Element("outlet", "yes")
    if one.standing == "hidden" and is_hidden:
        yield Element("hidden", "yes")
    filler = gap(one)
    if filler:
        yield filler


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


def _duties(article: Article, known: Case, knowledge: Knowledge, seen: str, *, is_hidden: bool) -> Iterator[Part]:
    """Yield the duties: one for each person, at the place that binds most strictly, first printed."""
    told: set[str] = set()
    places: set[tuple[int, int]] = set()
    proposal = proposed(known.owed, len(known.signing), article.published, knowledge) if known.owed else None
    for duty in sorted(known.owed, key=lambda duty: (LEVELS.index(duty.level), duty.held.prose.span())):
        person, span = bare(duty.held.signer.key), duty.held.prose.span()
        if person in told or span in places:
            continue
        told.add(person)
        places.add(span)
        elements = [
            Element("organisation", duty.organisation.name, duty.held.prose),
            Element("person", duty.held.signer.name),
            Element("level", duty.level),
            Element("stated", _stated(duty.held)),
            Element("source", source_of(duty.organisation)),
        ]
        words, place = duty.held.registry
        if place:
            elements.append(Element("registry", words, place=place))
        if duty.held.title:
            elements.append(Element("title", duty.held.title))
        if proposal:
            elements += [Element("wording", proposal.text), Element("wording-origin", proposal.origin)]
        if seen:
            elements.append(Element("disclaimer", seen))
        if is_hidden:
            elements.append(Element("hidden", "yes"))
        yield Part("duty", duty.held.prose, span, ABOUT, tuple(elements), duty.held.block)


def _stated(held: Held) -> str:
    return f"{held.stated}: “{held.prose.plain}”" if held.is_printed else held.stated


def _of_duties(article: Article, known: Case, knowledge: Knowledge) -> Iterator[Element]:
    """Yield who owes a disclaimer, for whom, by which source, and the wording to propose."""
    for duty in known.owed:
        yield Element("person", duty.held.signer.name)
        yield Element("organisation", duty.organisation.name)
        yield Element("source", source_of(duty.organisation))
    proposal = proposed(known.owed, len(known.signing), article.published, knowledge)
    yield Element("wording", proposal.text)
    yield Element("wording-origin", proposal.origin)
