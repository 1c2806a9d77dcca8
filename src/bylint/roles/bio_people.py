"""Whom a text in the place of a bio is about: those who sign, or somebody else whom it introduces."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.grammar.affiliation import affiliations
from bylint.grammar.bio import BioWords
from bylint.grammar.bio import stands_in
from bylint.grammar.bio_sentence import Opening
from bylint.grammar.bio_sentence import acts
from bylint.grammar.bio_sentence import has_post
from bylint.grammar.bio_sentence import introduction
from bylint.grammar.bio_sentence import is_sentence
from bylint.grammar.bio_sentence import may_act
from bylint.grammar.bio_sentence import opening
from bylint.grammar.bio_sentence import says_who
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import signer_of
from bylint.grammar.relation import named
from bylint.model.article import Article
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.roles.blocks import heads
from bylint.roles.blocks import mentioned
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import sentence_bounds

People = tuple[tuple[str, Prose | None], ...]
_LINE = 60
"""Letters of the line with which a bio begins."""


@lru_cache(maxsize=4)
def _leads(knowledge: Knowledge) -> tuple[str, ...]:
    """Return how lines begin that go on to name whose bio they are."""
    return tuple(map(bare, lexicon(knowledge).words["led_head"]))


_OF_STRANGERS = ("label", "written")
"""Forms in which a bio may be that of somebody who does not sign."""
_BEFORE_TEXT = ("label", "guest")
"""Forms of `rules/grammar/bio.yaml` in which a bio may stand before the text of the article."""
_FIRST_WORDS = 300
"""Letters in which a bio names whom it is about."""


class Page(NamedTuple):
    article: Article
    authors: tuple[str, ...]
    knowledge: Knowledge
    known: Names
    by: BioWords
    end: int
    before: tuple[int, ...]
    behind: frozenset[int]
    linked: frozenset[int]
    classes: tuple[Set[str], ...]


class Position(NamedTuple):
    """Where a text stands: in a box or below a line for bios, behind the running text or at its end, before it; its
    tone; and whether it ends the article and begins with words in bold type."""

    is_boxed: bool
    is_late: bool
    is_last: bool
    is_top: bool
    tone: str
    is_bold_end: bool


def stood_for(plain: str, page: Page) -> bool:
    """Tell whether words begin with what stands for all signers: "The author", for several "The authors"."""
    if not page.authors or not stands_in(plain, page.by):
        return False
    word = bare(plain.lstrip("*†‡ ")).replace("'", " ").split()[1]
    return (len(page.authors) > 1) == (word in lexicon(page.knowledge).words["authors_all"])


def people_in(prose: Prose, page: Page, at: Position) -> People:
    """Return whom a text is about, where its form and its place make it a bio."""
    if stands_in(prose.plain, page.by) and (at.is_late or at.is_boxed) and names_post(prose.plain, page):
        return tuple((name, None) for name in page.authors) if stood_for(prose.plain, page) else ()
    if at.is_last and len(page.authors) == 1 and is_of_oneself(prose, page):
        return ((page.authors[0], None),)
    # A bio that does not begin with a name is read for signers alone.
    head = bare(prose.plain[:_FIRST_WORDS])
    may_be_led = head.startswith(_leads(page.knowledge)) or any(who.rsplit(" ", 1)[-1] in head for who in page.authors)
    start = introduction(prose, page.knowledge) if may_be_led else opening(prose, page.knowledge)
    is_said = says_who(prose, start, page.knowledge) or acts(prose, start)
    is_apart = at.is_boxed or bool(at.is_late and at.tone)
    if not start.names or not (is_said or may_act(prose.plain, start.rest, is_apart=is_apart, is_late=at.is_late)):
        return ()
    if not (at.is_boxed or at.tone) and _is_entry(prose, start.rest, page.knowledge):
        return ()
    signed = [signer_in(name, page, fewest=1 if at.is_boxed or at.tone else 2) for name in start.names]
    people = tuple((who or core(name.plain, page.known), name) for who, name in zip(signed, start.names, strict=True))
    if not is_said:
        return people if all(" " in who and who in page.authors for who, _ in people) else ()
    first = prose.plain.split("\n")[0][:400]
    if start.form and any(signed):
        is_placed = at.is_last or (at.is_top and start.form in _BEFORE_TEXT and has_post(first, page.by))
        return people if is_placed and all(" " in who for who in signed) else ()
    if start.form and start.form not in _OF_STRANGERS:
        return ()
    if all(signed) and (at.is_late or at.is_boxed or (at.is_top and (at.tone or has_post(first, page.by)))):
        return people
    return people if _are_strangers(first, people, start, page, at) else ()


def _are_strangers(first: str, people: People, start: Opening, page: Page, at: Position) -> bool:
    """Tell whether people who do not all sign, or none of whom does, are introduced, by their whole names."""
    if not (at.is_boxed or at.is_late) or not all(is_person(name.plain, page.known) for name in start.names):
        return False
    # "Jane Roe and Ole Winter are": who stands beside a signer is introduced.
    is_beside = len(people) > 1 and any(who in page.authors for who, _ in people)
    is_marked = bool(at.tone) or at.is_bold_end
    return at.is_boxed or is_beside or _is_introduced(first, people, page, is_marked=is_marked)


def names_post(plain: str, page: Page) -> bool:
    return has_post(plain, page.by) or bool(named(plain[:_FIRST_WORDS], page.knowledge))


def is_of_oneself(prose: Prose, page: Page) -> bool:
    """Tell whether a text begins with what its writer says of a post at a body: "I am an economist at the OECD"."""
    if not folded(prose.plain[:_LINE]).startswith(heads("first_person", page.knowledge, " ")):
        return False
    sentence = prose.cut(*sentence_bounds(prose.plain)[0])
    found = affiliations(sentence, page.knowledge, named(sentence.plain, page.knowledge), page.authors)
    return any(post.key for post in found)


def _is_entry(prose: Prose, rest: int, knowledge: Knowledge) -> bool:
    """Tell whether a name and a title are an entry of a list, no sentence: "Jane Roe, Editor in Chief"."""
    is_line = prose.plain[rest : rest + 1] == "," and not is_sentence(prose.plain)
    return is_line and not named(prose.plain, knowledge)


def _is_introduced(first: str, people: People, page: Page, *, is_marked: bool) -> bool:
    """Tell whether strangers are introduced at the end, not reported on: nothing else in the article names them, and
    their words are marked, or nobody signs."""
    if not has_post(first, page.by):
        return False
    told = mentioned(page.article, page.end)
    is_known = any(who.split()[-1] in told for who, _ in people)
    return not is_known and (is_marked or not page.authors)


def signer_in(name: Prose, page: Page, *, fewest: int) -> str:
    plain = core(name.plain, page.known)
    if len(plain.split()) < fewest and name.plain.split()[0].strip(".").lower() not in page.known.honorifics:
        return ""
    return signer_of(name.plain, page.authors, page.known)
