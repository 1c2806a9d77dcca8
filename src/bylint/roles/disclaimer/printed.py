"""The disclaimers of an article: what each says, what it leaves out, and for whom it should not speak."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.disclaimer import house
from bylint.roles.disclaimer.bodies import Bodies
from bylint.roles.disclaimer.case import Case
from bylint.roles.disclaimer.case import counts
from bylint.roles.disclaimer.counting import count
from bylint.roles.disclaimer.counting import miscounted
from bylint.roles.disclaimer.duty import Duty
from bylint.roles.disclaimer.filler import gap
from bylint.roles.disclaimer.finding import Found
from bylint.roles.disclaimer.lacking import Said
from bylint.roles.disclaimer.lacking import lacking
from bylint.roles.disclaimer.repeats import said_of_whom
from bylint.roles.disclaimer.repeats import setting
from bylint.roles.disclaimer.speaking import Sides
from bylint.roles.disclaimer.speaking import conflicting
from bylint.roles.disclaimer.speaking import faults
from bylint.roles.disclaimer.speaking import sides
from bylint.roles.disclaimer.wording import proposed
from bylint.roles.disclaimer.wording import source_of
from bylint.text.fold import bare


def disclaimers(article: Article, known: Case, knowledge: Knowledge, about: str, *, is_hidden: bool) -> Iterator[Part]:
    """Yield a part for each disclaimer that was found."""
    printed, owed = known.printed, known.owed
    missing = lacking(owed, _said(printed), knowledge) if owed and printed else None
    around, whose = setting(article), sides(article, known.held, knowledge)
    counted = count(article, known.signing, len({duty.held.signer.key for duty in owed}))
    # Only the first disclaimer for the same bodies is compared with: an article may repeat one without end.
    firsts: dict[frozenset[str], tuple[Found, Bodies]] = {}
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
        if counts(one, named):
            elements.extend(faults(named, whose, article.published, knowledge))
            elements.extend(_compared(named, firsts.values(), whose, knowledge))
            elements.extend(_of_house(one, owed, article, knowledge))
            firsts.setdefault(named.ids, (one, named))
            if len(printed) == 1 and (word := miscounted(one, counted)):
                elements.append(word)
        yield Part("disclaimer", one.prose, one.prose.span(), about, tuple(elements), one.block)


def _compared(
    named: Bodies, before: Iterable[tuple[Found, Bodies]], whose: Sides, knowledge: Knowledge
) -> Iterator[Element]:
    """Yield how a disclaimer for these bodies differs from those before it."""
    for other, of_other in before:
        odd = conflicting(of_other, named, whose, knowledge)
        if odd:
            yield from (Element("conflicting", name) for name in odd)
            yield Element("first", other.prose.plain, other.prose)
            return


def _of_house(one: Found, owed: tuple[Duty, ...], article: Article, knowledge: Knowledge) -> Iterator[Element]:
    """Yield how a disclaimer differs from what the house wants."""
    placed = house.misplaced(one, article, knowledge)
    if placed:
        yield placed
    yield from house.unapproved(one, (duty.organisation.id for duty in owed), article, knowledge)


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


def _of_duties(article: Article, known: Case, knowledge: Knowledge) -> Iterator[Element]:
    """Yield who owes a disclaimer, for whom, by which source, and the wording to propose."""
    for duty in known.owed:
        yield Element("person", duty.held.signer.name)
        yield Element("organisation", duty.organisation.name)
        yield Element("source", source_of(duty.organisation))
    proposal = proposed(known.owed, len(known.signing), article.published, knowledge)
    yield Element("wording", proposal.text)
    yield Element("wording-origin", proposal.origin)
