"""How the names of signers are spelt in all places of an article, and what ties signers of several articles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from bylint.checks import agree
from bylint.checks.wording import is_own
from bylint.checks.wording import reported
from bylint.checks.wording import seen_at
from bylint.grammar.bio import normal
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import names
from bylint.model.article import Article
from bylint.model.parts_people import Account
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Byline
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.model.world import people_named
from bylint.roles.people import are_respelt
from bylint.roles.people import are_same
from bylint.roles.people import authors
from bylint.roles.people import is_one_spelling
from bylint.roles.people import is_profile
from bylint.roles.people import named_bios
from bylint.roles.people import person
from bylint.roles.people import signers
from bylint.text.fold import bare
from bylint.text.fold import differing_words
from bylint.text.fold import is_respelt
from bylint.text.fold import is_slip
from bylint.text.fold import may_be_slip
from bylint.text.fold import sentences
from bylint.text.organisations import resolve
from bylint.text.patterns import lazily

OPTIONS = {"name-variant": agree.Weighing}

_WORD = lazily(r"[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_APOSTROPHE = lazily(r"[’ʼ]")
_FIRST_WORDS = lazily(r"^[\s*_]{0,4}((?:[^\W\d_][\w’'.-]{0,30}\s){1,4}[^\W\d_][\w’'-]{1,30})")
_FIRST_WORD = lazily(r"([^\W\d_][\w’'-]{3,30})(?=\s[^\W\d_A-Z])")
_LAST = 12
"""Blocks at the end of an article in which a bio with a wrong name is looked for."""
_GIVEN = 3
"""Letters of a given name that is too short for its last one to be a slip."""
_TIES = 3
"""Ties of one signer."""


class Spelling:
    """Words that spell a person's name, or that stand for people; `about`: the name, bare; `name`: as a reader
    would say it."""

    __slots__ = ("about", "block", "name", "prose", "span")

    def __init__(self, prose: Prose, about: str = "", block: int = -1, name: str = "") -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, about
        self.name = name or prose.plain


class _Variant(NamedTuple):
    """A spelling that is not the usual one, by whom that is the usual one, and another place of the name."""

    spelling: Spelling
    usual: str
    whose: str
    other: Prose | None


def name_variant(rule: AnyRule, article: Article, knowledge: Knowledge) -> Iterator[Violation | Fact]:
    """Report the names that spell a signer otherwise than the article's own byline, or than the registry; say what
    ties each signer to those of other articles."""
    if rule.severity == "off" or is_profile(article):
        return
    for variant in _variants(article, knowledge):
        if is_own(article, variant.spelling):
            related = (seen_at(article, variant.other.span(), "written otherwise here"),) if variant.other else ()
            words = {"usual": f"“{variant.usual}” {variant.whose}"}
            yield from reported(rule, article, variant.spelling, words=words, related=related)
    for signer in signers(article):
        if is_own(article, signer):
            place = place_of(article.source, signer.span)
            for tie in _ties(signer, article, knowledge):
                yield Fact(rule.code, tie, signer.name, signer.prose.plain, "article", place, article.published)


def _variants(article: Article, knowledge: Knowledge) -> Iterator[_Variant]:
    """Yield the names that spell a signer otherwise than the article's own byline, or than the registry."""
    seen: set[int] = set()
    known = names(knowledge)
    for signer in signers(article):
        every = {each.span.start: each for each in _spellings(signer, article, knowledge)}
        spellings = tuple(every.values())
        registered = _registered(signer, knowledge)
        usual = registered or _usual(signer, spellings, known)
        # A name that the registry keeps beside others is not told: it may be a pen name.
        whose = "by the list of people" if registered else "elsewhere in the article"
        for each in spellings:
            if each.span.start not in seen and _is_odd(each.name, usual, known):
                seen.add(each.span.start)
                yield _Variant(each, usual, whose, _elsewhere(each, usual, spellings))


def _spellings(signer: Author, article: Article, knowledge: Knowledge) -> Iterator[Spelling]:
    """Yield the places that name a signer, under whichever spelling."""
    others = tuple(author for author in authors(article) if author.span != signer.span)
    known = names(knowledge)
    if not signer.is_id:
        yield Spelling(signer.prose, signer.about, signer.block, signer.name)
    strangers: set[str] = set()
    for author in others:
        if author.about != signer.about and not _is_slip_of(author, signer, article, knowledge):
            strangers.add(author.about)
        elif not author.is_id:
            yield Spelling(author.prose, author.about, author.block, author.name)
    bios = named_bios(article)
    alone = bios[0].name if len(bios) == len(signers(article)) == 1 else None
    yield from _by_surname(article, signer, known)
    for name, block, prose, at in _told_of(article, signer):
        about = core(name, known)
        # Carla may be Carlo's sister, but not where hers is the only bio and he the only signer.
        is_alone = alone is not None and prose.span() == alone.span() and _is_nearly(about, signer.about)
        is_signer = is_alone or _is_slip(about, signer.about, knowledge)
        if about == signer.about or (about not in strangers and is_signer):
            yield Spelling(prose.cut(at, at + len(name)), about, block)


def _by_surname(article: Article, signer: Author, known: Names) -> Iterator[Spelling]:
    """Yield the signer's surname alone, behind the beginning of a sentence of the bio, where it has a slip: "Jane
    Thorne is a reporter. Thornne writes ..."."""
    given, _, surname = signer.about.rpartition(" ")
    for bio in named_bios(article) if given and len(surname) > _GIVEN + 1 and not signer.is_id else ():
        if bio.about != signer.about:
            continue
        for sentence in sentences(bio.prose)[1:_LAST]:
            match = _FIRST_WORD.match(sentence.plain)
            if match and may_be_slip(bare(match[1]), surname) and is_slip(bare(match[1]), surname):
                words = f"{signer.name.rpartition(' ')[0]} {match[1]}"
                yield Spelling(sentence.cut(*match.span(1)), core(words, known), bio.block, words)


def _is_slip_of(author: Author, signer: Author, article: Article, knowledge: Knowledge) -> bool:
    """Tell whether another byline misspells a signer; whom one byline names beside the signer is somebody else."""
    if signer.is_id or not are_respelt(author.about, signer.about, knowledge):
        return False
    return not any({author.about, signer.about} <= set(byline.names) for byline in article.parts.of(Byline))


def _is_slip(name: str, usual: str, knowledge: Knowledge) -> bool:
    """Tell whether the name in a bio is a signer's but for slips; it may be another person's."""
    # Neither a slip nor another spelling of the given name changes the letter with which the surname begins.
    if name.rpartition(" ")[2][:1] != usual.rpartition(" ")[2][:1]:
        return False
    if not are_respelt(name, usual, knowledge):
        return False
    return is_one_spelling(name, usual, knowledge) or all(may_be_slip(a, b) for a, b in differing_words(name, usual))


def _is_nearly(name: str, usual: str) -> bool:
    """Tell whether two bare names differ in the last letter of the given name (Carla, Carlo), or by slips behind the
    first letter of the surname (Thorne, Thorn)."""
    first, _, rest = name.partition(" ")
    other, _, others = usual.partition(" ")
    if first != other:
        return rest == others != "" and first[:-1] == other[:-1] and len(first) > _GIVEN
    return rest[:1] == others[:1] and is_respelt(name, usual)


def _told_of(article: Article, signer: Author) -> Iterator[tuple[str, int, Prose, int]]:
    """Yield the names of bios, and as many words as a signer's name has where one of the last blocks begins, each with
    its block, and the text in which it stands and at which letter."""
    yield from ((bio.name.plain, bio.block, bio.name, 0) for bio in named_bios(article) if bio.name)
    blocks = article.blocks
    length = len(signer.prose.plain.split())
    for index in range(max(0, len(blocks) - _LAST), len(blocks)):
        block = blocks[index]
        match = _FIRST_WORDS.match(block.prose.plain[:200]) if block.is_inside and "quote" not in block.within else None
        words = match[1].split() if match else []
        name = " ".join(words[:length])
        if match and len(words) >= length and bare(name) != signer.about:
            yield name, index, block.prose, match.start(1)


def _elsewhere(odd: Spelling, usual: str, spellings: Iterable[Spelling]) -> Prose | None:
    """Return the first other place, one with the usual spelling before all."""
    others = [each for each in spellings if each.span != odd.span]
    found = next((each for each in others if each.name == usual), others[0] if others else None)
    return found.prose if found else None


def _usual(signer: Author, spellings: Iterable[Spelling], known: Names) -> str:
    """Return the spelling of most places; of as many, one with marks and capitals, for they get lost, then that of the
    byline that counts."""
    counts: dict[tuple[str, ...], int] = {}
    forms: dict[tuple[str, ...], str] = {}
    for each in spellings:
        plain = each.name
        about = core(plain, known)
        letters = _letters(plain, about)
        if _is_cased(letters, known):
            key = (about, *letters)
            forms.setdefault(key, plain)
            counts[key] = counts.get(key, 0) + 1
    usual = max(counts, key=lambda key: (counts[key], *_lost(key[1:])), default=())
    return forms.get(usual, signer.prose.plain if signer.is_id else signer.name)


def _lost(letters: tuple[str, ...]) -> tuple[bool, bool]:
    """Say what a spelling has that may get lost: marks, capitals."""
    return not "".join(letters).isascii(), not any(word.islower() for word in letters)


def _is_odd(name: str, usual: str, known: Names) -> bool:
    one, other = core(name, known), core(usual, known)
    here, there = _letters(name, one), _letters(usual, other)
    return one != other or (here != there and _is_cased(here, known) and _is_cased(there, known))


def _letters(name: str, bare_name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it apart: honorifics do not, nor do short ones, which are particles (as in
    "d'Ivry"); and kinds of quotes and dashes are typography."""
    words = _WORD.findall(_APOSTROPHE.sub("'", unicodedata.normalize("NFC", name)))
    told = (word for word in words if len(word) > 3 and bare(word) in bare_name)
    return tuple(word[0].upper() + word[1:] if word[1] == "'" else word for word in told)


def _is_cased(words: tuple[str, ...], known: Names) -> bool:
    """Tell whether a name is written in capitals and small letters, so that both can be wrong; one in small letters
    alone is typography, and so is a particle."""
    small_words = [word for word in words if word.islower()]
    if any(word.isupper() for word in words):
        return False
    return not small_words or (len(small_words) < len(words) and known.particles.isdisjoint(small_words))


def _registered(signer: Author, knowledge: Knowledge) -> str:
    """Return the spelling that the registry has of a signer, where it has one and hides nothing."""
    who = person(signer.about, knowledge)
    if who is None or who.is_withheld or who.pen_names or signer.is_id:
        return ""
    same = [name for name in (who.name, *who.aliases) if core(name, names(knowledge)) == signer.about]
    return same[0] if len(same) == 1 else ""


def _ties(signer: Author, article: Article, knowledge: Knowledge) -> tuple[str, ...]:
    """Return what ties a signer by a whole name to those of other articles, an account or a place of work, each with
    the initials, which slips leave as they are. Whom the registry knows is held against the registry alone."""
    if signer.is_id or signer.origin == "printed" or " " not in signer.about:
        return ()
    if people_named(knowledge.registry, signer.about):
        return ()
    initials = "".join(word[0] for word in signer.about.split())
    found = dict.fromkeys((*_accounts(signer, article), *_employers(signer, article, knowledge)))
    return tuple(f"{tie}|{initials}" for tie in tuple(found)[:_TIES])


def _accounts(signer: Author, article: Article) -> Iterator[str]:
    for account in article.parts.of(Account):
        if account.is_linked and are_same(account.about, signer.about):
            yield f"account {account.network} {account.name.lower()}"


def _employers(signer: Author, article: Article, knowledge: Knowledge) -> Iterator[str]:
    for post in article.parts.of(Affiliation):
        if are_same(post.about, signer.about):
            body = post.organisation.plain
            yield f"works at {resolve(body, knowledge.directory) or normal(body)}"


JUDGES = {"name-variant": agree.judge}
