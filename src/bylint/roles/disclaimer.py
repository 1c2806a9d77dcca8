"""Disclaimers of views: where they stand, who owes one, and text that stands where one should."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar.bio import LONGEST_FILLER
from bylint.grammar.bio import is_filler
from bylint.grammar.bodies import Bodies
from bylint.grammar.bodies import bodies_of
from bylint.grammar.disclaimer import LANGUAGES
from bylint.grammar.disclaimer import Reader
from bylint.grammar.disclaimer import languages_in
from bylint.grammar.disclaimer import languages_of
from bylint.grammar.disclaimer import sentences_of
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import BoxDuty
from bylint.model.parts_people import Disclaimer
from bylint.model.parts_people import DisclaimerFiller
from bylint.model.parts_people import DisclaimerSentence
from bylint.model.parts_people import Duty
from bylint.model.parts_people import Requirement
from bylint.model.parts_people import Signer
from bylint.model.parts_people import SignerAffiliation
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.prose import unplaced
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.roles.blocks import SAID
from bylint.roles.blocks import classes
from bylint.roles.duty import LEVELS
from bylint.roles.duty import proposed
from bylint.roles.duty import requirements
from bylint.roles.duty import source_of
from bylint.roles.signers import affiliations
from bylint.roles.signers import boxed
from bylint.roles.signers import signers
from bylint.roles.site import distinct
from bylint.roles.site import may_print
from bylint.text.fold import bare
from bylint.text.organisations import chain

Found = Signer | Requirement | Disclaimer | Duty | BoxDuty | DisclaimerFiller

_MAY_DISCLAIM = (*SAID, "comment", "hidden")
_UNSEEN = frozenset({"comment", "hidden"})
_READ = ("printed", "field")
"""Places in which readers see a disclaimer."""
_SHORTEST = 14


class _Statement(NamedTuple):
    """Sentences of one disclaimer, and where they stand."""

    prose: Prose
    sentences: tuple[DisclaimerSentence, ...]
    block: int = -1
    place: str = "printed"

    @property
    def is_attributed(self) -> bool:
        return any(one.attribution for one in self.sentences)

    @property
    def is_denied(self) -> bool:
        return any(one.denial for one in self.sentences)


def find(article: Article, knowledge: Knowledge) -> Iterator[Found]:
    """Yield who signs, what each place of work asks of them, each disclaimer, each duty to have one, and filler."""
    signing = signers(article, knowledge)
    posts = affiliations(article, signing, knowledge)
    statements = _statements(article, knowledge)
    said = tuple(sentence.prose.plain for one in statements for sentence in one.sentences)
    asked = requirements(article, posts, said, knowledge)
    yield from signing
    yield from asked
    disclaimers = _disclaimers(statements, posts, asked, knowledge)
    yield from disclaimers
    if not any(map(is_valid, disclaimers)):
        yield from _of_boxes(article, signing, asked, said, knowledge)
    owed = tuple(one for one in asked if one.level)
    if owed:
        yield from _duties(article, owed, len(signing), disclaimers, knowledge)
    yield from _fillers(article, knowledge)


def _of_boxes(
    article: Article,
    signing: tuple[Signer, ...],
    asked: tuple[Requirement, ...],
    said: tuple[str, ...],
    knowledge: Knowledge,
) -> Iterator[BoxDuty]:
    """Yield what calls for a disclaimer in the boxes that the template prints of the authors of an article.

    An article that says itself where its author works is judged by that; a box may hold its own disclaimer.
    """
    here = {(one.affiliation.signer.key, one.affiliation.key) for one in asked}
    posts = [post for post in boxed(article, signing, knowledge) if (post.signer.key, post.key) not in here]
    posts = [post for post in posts if post.signer.person and not _speaks_itself(post.signer.person, knowledge)]
    if not posts or may_print("disclaimer", article, knowledge):
        return
    for one in requirements(article, posts, said, knowledge):
        who, body = one.affiliation.signer.person, one.organisation
        if one.level and body and who:
            told = (source_of(body), *proposed(article, (body,), 1, knowledge))
            yield BoxDuty(one.affiliation.prose, -1, who, body, one.level, *told)


@lru_cache(maxsize=4096)
def _speaks_itself(who: Person, knowledge: Knowledge) -> bool:
    """Tell whether the box of a person says itself whose views those of its articles are."""
    prose = unplaced(who.bio)
    by = Reader(knowledge, frozenset(bare(who.name).split()), LANGUAGES)
    return any(languages_of([prose.plain], knowledge)) and next(_in_prose(prose, by), None) is not None


def is_valid(disclaimer: Disclaimer) -> bool:
    """Tell whether a disclaimer is printed, and speaks for more than the outlet."""
    return disclaimer.place in _READ and not disclaimer.is_of_outlet


def _duties(
    article: Article,
    owed: tuple[Requirement, ...],
    signing: int,
    disclaimers: tuple[Disclaimer, ...],
    knowledge: Knowledge,
) -> Iterator[Duty]:
    """Yield the duties: one for each person, at the place that binds most strictly, first printed."""
    told: set[str] = set()
    places: set[tuple[int, int]] = set()
    bodies = tuple(dict.fromkeys(one.organisation for one in owed if one.organisation))
    wording, origin = proposed(article, bodies, signing, knowledge)
    is_hidden = any(one.is_unseen for one in disclaimers)
    is_printed = any(is_valid(one) for one in disclaimers)
    answer = "printed" if is_printed else "template" if may_print("disclaimer", article, knowledge) else ""
    for one in sorted(owed, key=lambda one: (LEVELS.index(one.level), one.affiliation.prose.span())):
        person, span = bare(one.affiliation.signer.key), one.affiliation.prose.span()
        if person in told or span in places or one.organisation is None:
            continue
        told.add(person)
        places.add(span)
        source = source_of(one.organisation)
        yield Duty(one.affiliation, one.organisation, one.level, source, wording, origin, answer, is_hidden=is_hidden)


def _fillers(article: Article, knowledge: Knowledge) -> Iterator[DisclaimerFiller]:
    """Yield the lines that only say that a disclaimer should stand here."""
    for index, block in enumerate(article.blocks):
        words = block.prose.plain
        if len(words) > LONGEST_FILLER or block.kind not in ("paragraph", "item", "label", "cell", "heading"):
            continue
        if not block.is_inside or "quote" in block.within or "code" in block.within:
            continue
        if is_filler(words, "disclaimer", knowledge):
            yield DisclaimerFiller(block.prose, index)


def _disclaimers(
    statements: tuple[_Statement, ...],
    posts: Iterable[SignerAffiliation],
    asked: Iterable[Requirement],
    knowledge: Knowledge,
) -> tuple[Disclaimer, ...]:
    if not statements:
        return ()
    employed = tuple((one.words, one.key) for one in posts if one.status == "current")
    said = tuple(bodies_of(one.sentences, knowledge, employed) for one in statements)
    bodies = [one.organisation for one in asked if one.level and one.organisation]
    own = {key for body in bodies for key in (body.id, *chain(knowledge.directory, body.id))}
    places = tuple(_place_for(one, of, own) for one, of in zip(statements, said, strict=True))
    is_printed = any(place in _READ and not of.is_of_outlet for place, of in zip(places, said, strict=True))
    is_missed = bool(bodies) and not is_printed
    return tuple(
        Disclaimer(
            one.prose,
            one.block,
            place,
            one.sentences,
            of.entities,
            is_of_employer=of.is_of_employer,
            is_of_outlet=of.is_of_outlet,
            is_unseen=is_missed and place == "hidden",
        )
        for one, of, place in zip(statements, said, places, strict=True)
    )


def _place_for(one: _Statement, said: Bodies, own: Set[str]) -> str:
    # A quoted disclaimer is an exhibit, unless it speaks for the author's own body.
    is_own = any(entity.is_known and entity.key in own for entity in said.entities)
    return "printed" if one.place == "quoted" and is_own else one.place


def _people(article: Article) -> frozenset[str]:
    authors = (author.name for author in article.parts.of(Author))
    persons = (bio.name.plain if bio.name else bio.about for bio in article.parts.of(Bio))
    return frozenset(word for name in (*authors, *persons) for word in name.casefold().split() if len(word) > 2)


def _statements(article: Article, knowledge: Knowledge) -> tuple[_Statement, ...]:
    """Return the disclaimers of an article in reading order, joined where one goes on in the next block."""
    around = (*_in_header(article), *_in_pictures(article))
    spoken = tuple(map(languages_in, classes(article, knowledge)))
    beside = languages_of([prose.plain for prose, _, _ in around], knowledge)
    if not any((*spoken, *beside)):
        return ()
    written = article.language[:2].lower()
    # English disclaimers stand under articles in all languages.
    by = Reader(knowledge, _people(article), tuple(sorted(LANGUAGES, key=lambda one: one != written)))
    found = {"field": list[_Statement](), "hidden": list[_Statement]()}
    for (prose, block, place), languages in zip(around, beside, strict=True):
        statements = _in_prose(prose, by) if languages else ()
        found[place].extend(one._replace(block=block, place=place) for one in statements)
    return (*found["field"], *_in_blocks(article, spoken, by), *found["hidden"])


def _in_blocks(article: Article, spoken: Sequence[Set[str]], by: Reader) -> list[_Statement]:
    found: list[_Statement] = []
    for i, block in enumerate(article.blocks):
        before = found[-1] if found and found[-1].block == i - 1 else None
        if not (spoken[i] or before) or not _may_disclaim(block):
            continue
        for one in _in_prose(block.prose, by, before.sentences[-1].language if before else ""):
            one = one._replace(block=i, place=_place(block))
            if before and _goes_on(before, one):
                found[-1] = _together(before, one)
            else:
                found.append(one)
            before = None
    return found


def _may_disclaim(block: Block) -> bool:
    return block.kind in _MAY_DISCLAIM and len(block.prose.plain) >= _SHORTEST and "comment-list" not in block.marks


def _in_header(article: Article) -> Iterator[tuple[Prose, int, str]]:
    long = (field for field in article.fields if len(field.prose.plain) >= _SHORTEST)
    for field in distinct(field for field in long if field.origin == "front-matter"):
        yield field.prose, -1, "field"


def _in_pictures(article: Article) -> Iterator[tuple[Prose, int, str]]:
    """Yield the texts that stand for a picture, where no reader sees a disclaimer."""
    for image in article.images:
        for name, prose in image.fields:
            if name in ("alt", "title") and image.is_inside and len(prose.plain) >= _SHORTEST:
                yield prose, image.block, "hidden"


def _in_prose(prose: Prose, by: Reader, follows: str = "") -> Iterator[_Statement]:
    """Yield the disclaimers in a text, of which the first may go on with one before it in a language."""
    run: list[DisclaimerSentence] = []
    first = last = 0
    for start, end, found in sentences_of(prose, by, follows):
        if found is None or (run and not _belongs(run[-1], found)):
            yield from _statement(prose, first, last, run)
            run = []
        if found is not None:
            first, last = (first if run else start), end
            run.append(found)
    yield from _statement(prose, first, last, run)


def _belongs(before: DisclaimerSentence, found: DisclaimerSentence) -> bool:
    # A sentence in another language, or one that is whole after one that is whole, is a disclaimer of its own.
    return before.language == found.language and not (found.attribution and found.denial)


def _statement(prose: Prose, first: int, last: int, sentences: list[DisclaimerSentence]) -> Iterator[_Statement]:
    if sentences:
        yield _Statement(prose.cut(first, last), tuple(sentences))


def _place(block: Block) -> str:
    if block.kind in _UNSEEN:
        return "hidden"
    return "quoted" if "quote" in block.within or "code" in block.within else "printed"


def _goes_on(before: _Statement, found: _Statement) -> bool:
    if before.place != found.place:
        return False
    return before.is_attributed and not before.is_denied and found.is_denied and not found.is_attributed


def _together(before: _Statement, found: _Statement) -> _Statement:
    whole = joined((before.prose, found.prose))
    return found._replace(prose=whole, sentences=(*before.sentences, *found.sentences))
