"""What disclaimers of views leave out, and for whom they should not speak."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from bylint.checks.wording import is_own
from bylint.checks.wording import listed
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import seen_at
from bylint.grammar import lexicon
from bylint.grammar.bio import gap_in
from bylint.model.article import Article
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Body
from bylint.model.parts_people import Disclaimer
from bylint.model.parts_people import DisclaimerFiller
from bylint.model.parts_people import Duty
from bylint.model.parts_people import Requirement
from bylint.model.parts_people import Signer
from bylint.model.parts_people import SignerAffiliation
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.model.world import Organisation
from bylint.model.world import is_name_at
from bylint.roles.disclaimer import is_valid
from bylint.roles.duty import LEVELS
from bylint.roles.duty import owed_in
from bylint.roles.duty import publishers
from bylint.roles.duty import source_of
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.lexicon import even
from bylint.text.organisations import chain
from bylint.text.organisations import mentions
from bylint.text.organisations import spellings
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

Found = Iterator[Violation]

OWN = "whose views they are"
OTHERS = "whose views they are not"


def incomplete_disclaimer(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the first disclaimer where all of them together leave out what the authors' bodies ask for."""
    missing, first = omissions(article, knowledge), _first(article)
    if missing and missing.must and first:
        words = {**_asked(article), "lack": _unsaid(missing.must)}
        yield from reported(rule, article, first, words=words, cases={"level": missing.level})


def _unsaid(must: Sequence[str]) -> str:
    """Return what a disclaimer does not say: "say whose views they are or name the Bank of Canada"."""
    names = [each for each in must if each not in (OWN, OTHERS)]
    named = [f"name {listed(names)}"] if names else []
    return " or ".join((*(f"say {each}" for each in must if each in (OWN, OTHERS)), *named))


def unnamed_entity(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the first disclaimer where none names a body that custom adds."""
    missing, first = omissions(article, knowledge), _first(article)
    if missing and missing.custom and first:
        words = {**_asked(article), "unnamed": listed(missing.custom)}
        yield from reported(rule, article, first, words=words, cases={"level": missing.level})


def repeated_disclaimer(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report each disclaimer that says the same of the same person as an earlier one."""
    if not _has_author(article):
        return
    bios, first = _bios_of_several(article), dict[str, Disclaimer]()
    for one in _in_order(article):
        same = _said_of_whom(one, article, bios)
        if same and first.setdefault(bare(same), one) is not one:
            related = (seen_at(article, first[bare(same)].span, "stands here first"),)
            yield from reported(rule, article, one, related=related)


def conflicting_disclaimers(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report each disclaimer that speaks for others than one before it does."""
    valid = _valid(article)
    ties = _ties(article, knowledge) if len(valid) > 1 else _NO_TIES
    # Only the first disclaimer for the same bodies is compared with: an article may repeat one without end.
    firsts: dict[frozenset[str], Disclaimer] = {}
    for one in valid:
        compared = ((other, _conflicting(other, one, ties, knowledge)) for other in firsts.values())
        before, odd = next((each for each in compared if each[1]), (one, ()))
        if odd and is_own(article, one):
            related = (seen_at(article, before.span, "first"),)
            yield from reported(rule, article, one, words={"conflicting": listed(odd)}, related=related)
        firsts.setdefault(one.ids, one)


def hidden_disclaimer(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report each disclaimer that is owed and stands only where no reader sees it."""
    for one in own(article, Disclaimer):
        if one.is_unseen:
            yield from reported(rule, article, one)


def outdated_disclaimer(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report each disclaimer that names a body that its author has left, or by a name of another time, at the first."""
    valid = _own_valid(article)
    ties = _ties(article, knowledge) if valid else _NO_TIES
    for one in valid:
        odd = tuple(_outdated(one, ties, article.published, knowledge))
        if odd:
            words = {"found": quoted(odd[0][0].plain), "because": listed(because for _, because in odd)}
            yield from reported(rule, article, one, span=odd[0][0].span(), words=words)


def foreign_disclaimer(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report each disclaimer that speaks for a body to which nothing ties an author, at the first."""
    valid = _own_valid(article)
    ties = _ties(article, knowledge) if valid else _NO_TIES
    for one in valid:
        odd = next(_foreign(one, ties, article.published, knowledge), None)
        if odd:
            yield from reported(rule, article, one, span=odd.span(), words={"found": quoted(odd.plain)})


def placeholder_disclaimer(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report what stands for a disclaimer to come, and for a name in one."""
    for one in own(article, Disclaimer):
        gap = _gap_at(one.prose.plain, knowledge) if one.place in ("printed", "field") else None
        if gap:
            words = one.prose.cut(*gap)
            yield from reported(rule, article, one, span=words.span(), words={"found": quoted(words.plain)})
    for filler in own(article, DisclaimerFiller):
        yield from reported(rule, article, filler)


def _gap_at(text: str, knowledge: Knowledge) -> tuple[int, int] | None:
    match = _gap(knowledge).search(text)
    return match.span() if match else gap_in(text, knowledge)


@lru_cache(maxsize=4)
def _gap(knowledge: Knowledge) -> re.Pattern[str]:
    """Return a gap in the middle of a sentence: [ORGANIZATION], [employer's name], XXX, TK."""
    words, listed = lexicon(knowledge).words, knowledge.lists["lexicon/disclaimers"]["disclaimer_gap"]["names"]
    bodies = one_of((*words["employer.en"], *words["body_kind"], *words["author.en"], *listed["named"]))
    pattern = rf"""
        \[ \s? (?i:(?:insert|add|your|the|name\sof)?\s?(?:the\s)?(?:{bodies}|x+|tk|tbd)
            (?:['’]s)?(?:\s(?:name|here))?) \s? \]
        | (?<!\w) (?:TK|TKTK|TBD|XXX+|YOUR\ (?:EMPLOYER|ORGANI[SZ]ATION|AGENCY)|LOREM\ IPSUM) (?!\w)
        | \{{\{{ .{{1,40}} \}}\}} | (?<!\w) _{{3,}} (?!\w)
        | (?<!\w) (?i:lorem\ ipsum) (?!\w)
        """
    return lazily(pattern, re.VERBOSE)


def miscounted_disclaimer(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the only disclaimer where it is wrong in the number of the authors, or in the pronoun of one."""
    valid = _valid(article)
    odd = _miscounted(valid[0], _wrong_of(article), knowledge) if len(valid) == 1 else None
    if odd and is_own(article, valid[0]):
        yield from reported(rule, article, valid[0], span=odd.span(), words={"found": quoted(odd.plain)})


class Omissions(NamedTuple):
    """Words for what must be said and is not, names of bodies that custom adds, and the level of the stricter duty."""

    must: tuple[str, ...]
    custom: tuple[str, ...]
    level: str


def omissions(article: Article, knowledge: Knowledge) -> Omissions | None:
    """Return what the disclaimers of an article leave out: the union of what the bodies of all authors ask for."""
    valid, owed = _valid(article), owed_in(article)
    if not owed or not valid:
        return None
    said = _coverage(valid)
    bodies = tuple(dict.fromkeys(body for body, _ in owed))
    missing = {body.id: tuple(_missing(body, said, knowledge)) for body in bodies}
    must = tuple(dict.fromkeys(words for body in bodies for words in missing[body.id]))
    custom = (name for body in bodies for name in _unnamed(body, said, knowledge.directory))
    strict = tuple(body for body in bodies if missing[body.id]) or bodies
    levels = frozenset(one.level for body, one in owed if body in strict)
    level = next((level for level in LEVELS if level in levels), "other")
    return Omissions(must, tuple(name for name in dict.fromkeys(custom) if name not in must), level)


class _Coverage(NamedTuple):
    """What the printed disclaimers of an article say between them."""

    is_attributed: bool
    is_denied: bool
    ids: frozenset[str]
    is_of_employer: bool


def _coverage(valid: tuple[Disclaimer, ...]) -> _Coverage:
    return _Coverage(
        any(one.is_attributed for one in valid),
        any(one.is_denied for one in valid),
        frozenset(key for one in valid for key in one.ids),
        any(one.is_of_employer for one in valid),
    )


def _missing(body: Organisation, said: _Coverage, knowledge: Knowledge) -> Iterator[str]:
    if body.attribution and not said.is_attributed:
        yield OWN
    if body.non_reflection and not said.is_denied:
        yield OTHERS
    for key in body.entities_min:
        if not _is_met(key, body, said, knowledge):
            yield _name(key, knowledge.directory)


def _is_met(key: str, body: Organisation, said: _Coverage, knowledge: Knowledge) -> bool:
    lists, directory = knowledge.lists["disclaimers"], knowledge.directory
    if key in said.ids:
        return True
    if key in lists["components_suffice"]:
        return any(key in chain(directory, named) for named in said.ids)
    if body.requirement == "regulation":
        return False
    # "My employer" names the body that the bio names; the law of the Department of Defense asks for its name.
    is_civil = lists["government"] in chain(directory, key) and lists["government"] in said.ids
    return is_civil or said.is_of_employer


def _unnamed(body: Organisation, said: _Coverage, directory: Directory) -> Iterator[str]:
    line = {body.id, *chain(directory, body.id)}
    for key in body.entities_customary:
        # A part that is not the author's own line of command speaks for the whole: the Board for the System.
        if key not in said.ids and not any(key in chain(directory, named) for named in said.ids - line):
            yield _name(key, directory)


def _name(key: str, directory: Directory) -> str:
    organisation = directory.organisations.get(key)
    return organisation.name if organisation else key


def _asked(article: Article) -> dict[str, str]:
    """Return who owes a disclaimer, for whom, by which source, and the wording to propose."""
    owed, duty = owed_in(article), article.parts.first(Duty)
    return {
        "person": listed(one.affiliation.signer.name for _, one in owed),
        "organisation": listed(body.name for body, _ in owed),
        "source": listed(source_of(body) for body, _ in owed),
        "wording": duty.wording if duty else "",
        "wording-origin": duty.origin if duty else "",
    }


def _valid(article: Article) -> tuple[Disclaimer, ...]:
    return tuple(one for one in article.parts.of(Disclaimer) if is_valid(one))


def _own_valid(article: Article) -> tuple[Disclaimer, ...]:
    return tuple(one for one in _valid(article) if is_own(article, one))


def _first(article: Article) -> Disclaimer | None:
    """Return the first disclaimer that counts, unless the template prints it on every page."""
    first = next(iter(_valid(article)), None)
    return first if first and is_own(article, first) else None


def _in_order(article: Article) -> list[Disclaimer]:
    return sorted(own(article, Disclaimer), key=lambda one: one.span)


def _has_author(article: Article) -> bool:
    return bool(article.parts.of(Bio) or article.parts.of(Affiliation) or article.parts.of(Author))


def _bios_of_several(article: Article) -> tuple[tuple[int, str], ...]:
    """Return, for several persons, the blocks of their bios in order."""
    bios = tuple(sorted((bio.block, bio.about) for bio in article.parts.of(Bio)))
    return bios if len({about for _, about in bios}) > 1 else ()


def _said_of_whom(one: Disclaimer, article: Article, bios: tuple[tuple[int, str], ...]) -> str:
    """Return what two disclaimers that are the same have in common, or nothing where a repetition is no fault."""
    # Templates print the outlet's own note as often as they like.
    is_printed = one.place == "field" or (one.place == "printed" and article.blocks[one.block].is_inside)
    if not is_printed or not one.is_denied or one.is_of_outlet:
        return ""
    if not (one.entities or one.is_of_employer):
        return ""
    said = " ".join(sorted(one.ids)) if one.ids and one.is_attributed else bare(one.prose.plain)
    # Two authors may each have a disclaimer with their own bio.
    before = bisect_right(bios, one.block, key=itemgetter(0))
    return f"{one.sentences[0].language} {said} {bios[before - 1][1] if before else ''}"


_LEFT = frozenset(("former", "retired"))
_OVER = _LEFT | {"incoming"}


class _Ties(NamedTuple):
    """The bodies that bio, byline or registry explain, and those that the authors had left at the article's date.

    `is_known`: whether every signer is described, so that what is not explained is foreign.
    """

    explained: frozenset[str]
    left: frozenset[str]
    is_known: bool


_NO_TIES = _Ties(frozenset(), frozenset(), is_known=False)


def _ties(article: Article, knowledge: Knowledge) -> _Ties:
    """Return whose people the signers of an article are."""
    directory, posts = knowledge.directory, [one.affiliation for one in article.parts.of(Requirement)]
    explained = set(publishers(article, knowledge))
    for one in posts:
        if one.status not in _OVER:
            explained |= _kin(one.key, knowledge)
    left = {one.key for one in posts if one.status in _LEFT and one.key} - explained
    left = {key for key in left if not set(chain(directory, key)) & set(knowledge.lists["disclaimers"]["lifelong"])}
    explained |= set(_told_in_passing(article, knowledge)) - left
    signing = {one.signer.key for one in posts}
    at_work = {one.signer.key for one in posts if one.status == "current"}
    is_sure = all(one.key or not _may_be_any(one, knowledge) for one in posts if one.status == "current")
    is_told = bool(signing) and signing == at_work
    return _Ties(frozenset(explained), frozenset(left), (is_told or _all_described(article)) and is_sure)


def _all_described(article: Article) -> bool:
    """Tell whether a bio says of each signer who that is."""
    described = {bio.about for bio in article.parts.of(Bio) if bio.placeholder is None}
    signing = {one.key for one in article.parts.of(Signer)}
    return bool(signing) and signing <= described


def _kin(key: str, knowledge: Knowledge) -> set[str]:
    """Return a body, those above it, and those whose names go with it."""
    body = knowledge.directory.organisations.get(key)
    if body is None:
        return set()
    named = {*body.entities_min, *body.entities_customary, key}
    return named | {above for one in named for above in chain(knowledge.directory, one)}


def _told_in_passing(article: Article, knowledge: Knowledge) -> Iterator[str]:
    directory = knowledge.directory
    for bio in article.parts.of(Bio):
        for mention in mentions(bio.prose.plain, directory):
            yield mention.id
            yield from chain(directory, mention.id)


def _may_be_any(one: SignerAffiliation, knowledge: Knowledge) -> bool:
    # A school or an office that the directory does not know may belong to any of the bodies that are named.
    return not lexicon(knowledge).words["part_of_body"].isdisjoint(bare(one.words).split())


def _outdated(one: Disclaimer, ties: _Ties, day: date | None, knowledge: Knowledge) -> Iterator[tuple[Prose, str]]:
    """Yield the names in a disclaimer that its day belies, and why."""
    for entity in one.entities:
        body = knowledge.directory.organisations.get(entity.key)
        if body and not _is_named_so(body, entity.prose.plain, day):
            yield entity.prose, "the body does not have at the article’s date"
        elif body and body.id in ties.left:
            yield entity.prose, "no author belongs to any more at the article’s date"


def _foreign(one: Disclaimer, ties: _Ties, day: date | None, knowledge: Knowledge) -> Iterator[Prose]:
    """Yield the names in a disclaimer of bodies to which nothing ties its authors."""
    for entity in one.entities if ties.is_known else ():
        body = knowledge.directory.organisations.get(entity.key)
        if body is None or _is_general(body.id, knowledge) or body.id in ties.explained | ties.left:
            continue
        if _is_named_so(body, entity.prose.plain, day):
            yield entity.prose


def _is_named_so(body: Organisation, words: str, day: date | None) -> bool:
    form = even(words.removeprefix("the "))
    dated = [alias for alias in body.aliases if alias.since or alias.until]
    same = [alias for alias in dated if form in {even(name) for name in spellings(alias.name)}]
    return not same or any(is_name_at(alias, day) for alias in same)


def _conflicting(first: Disclaimer, second: Disclaimer, ties: _Ties, knowledge: Knowledge) -> tuple[str, ...]:
    """Return names of bodies of the second disclaimer for which nothing about the authors accounts, if each of two
    disclaimers speaks for bodies of its own."""
    only_first = {key for key in first.ids - second.ids if not _is_general(key, knowledge)}
    only_second = {key for key in second.ids - first.ids if not _is_general(key, knowledge)}
    if not (ties.is_known and only_first and only_second):
        return ()
    odd = only_second - ties.explained or only_first - ties.explained
    return tuple(knowledge.directory.organisations[key].name for key in sorted(odd))


def _is_general(key: str, knowledge: Knowledge) -> bool:
    return bool(key == knowledge.lists["disclaimers"]["government"])


_ONE = lazily(
    r"\b(?:the|this|its) (?:author|writer)(?!s|\(s\)|/)(?:['’]s)?\b(?! or )|\b(?:my own|mine)\b", re.IGNORECASE
)
_MANY = lazily(
    r"\b(?:the|these|its|their) (?:authors|writers)\b(?!['’]? of the (?:series|site))|\b(?:our own|ours)\b",
    re.IGNORECASE,
)
_HIS = lazily(r"\b(?:his|himself)\b(?! or )", re.IGNORECASE)
_HER = lazily(r"(?<! or )(?<!/)\b(?:her|hers|herself)\b", re.IGNORECASE)
_HE = lazily(r"\b(?:he|his|him)\b", re.IGNORECASE)
_SHE = lazily(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_BEHIND = 16
_RUNNING = 120
"""Letters from which a block is running text."""


class _Count(NamedTuple):
    """What would be wrong of the authors of an article: their number, `one` or `many`, and the English pronoun."""

    number: str = ""
    pronoun: re.Pattern[str] | None = None


def _wrong_of(article: Article) -> _Count:
    named = [one for one in article.parts.of(Signer) if one.prose is not None]
    if _sign_by_turns(article, named):
        return _Count()
    signing = {one.key for one in named}
    owing = {one.affiliation.signer.key for _, one in owed_in(article)}
    # Of several authors one alone may owe the sentence, and then it is right to say "the author".
    if len(signing) > 1:
        return _Count("one") if len(owing) != 1 else _Count()
    if not signing:
        return _Count()
    words = " ".join(bio.prose.plain for bio in article.parts.of(Bio))
    is_he, is_she = _HE.search(words) is not None, _SHE.search(words) is not None
    return _Count("many", None if is_he == is_she else _HER if is_he else _HIS)


@lru_cache(maxsize=32)
def _number_words(number: str, language: str, knowledge: Knowledge) -> re.Pattern[str]:
    """Return the words of a language that speak of one author, or of many."""
    if language == "en":
        return _ONE if number == "one" else _MANY
    listed = knowledge.lists["lexicon/disclaimers"]["author_number"]["names"][number].get(language, ())
    # "der Autorin/des Autors", "auteur(s)", "l’auteur ou les auteurs" leave the number open.
    other = r"(?:d[aeio]s?|der|die|l[ao]s?|les?|el|[ao]s?|aut\w+|l')\b"
    return lazily(rf"(?<![\w/])(?:{one_of(listed)})(?![\w/(*:·]|\s(?:und|et|y|e|en|oder|ou|o|of)\s{other})", re.I)


def _sign_by_turns(article: Article, named: Sequence[Signer]) -> bool:
    """Tell whether text stands between the names of those who sign: each signs a piece of a newsletter."""
    blocks = [one.block for one in named if one.block >= 0]
    between = range(min(blocks) + 1, max(blocks)) if blocks else range(0)
    return any(part.block in between and len(part.prose.plain) > _RUNNING for part in article.parts.of(Body))


def _is_of_many_texts(plain: str, knowledge: Knowledge) -> bool:
    """Tell whether a sentence speaks of all that a magazine or a blog prints: "Unless otherwise stated, ..."."""
    return _many_texts(knowledge).search(even(plain)) is not None


@lru_cache(maxsize=4)
def _many_texts(knowledge: Knowledge) -> re.Pattern[str]:
    words = one_of(flat(knowledge.lists["lexicon/disclaimers"]["of_many_texts"]["names"]))
    return lazily(rf"(?<!\w)(?:{words})(?![\w-])(?!\s(?:post|entry|article|essay)\b)", re.I)


def _miscounted(one: Disclaimer, wrong: _Count, knowledge: Knowledge) -> Prose | None:
    """Return the word of a disclaimer that is wrong in number or person."""
    for sentence in one.sentences if wrong.number else ():
        if not sentence.attribution:
            continue
        # "author(s)", "author’s" and "auteur ou les auteurs" may go on behind the formula.
        said = sentence.prose.cut(sentence.attribution[0], sentence.attribution[1] + _BEHIND)
        match = _number_words(wrong.number, sentence.language, knowledge).search(even(said.plain))
        if match and _is_of_many_texts(sentence.prose.plain, knowledge):
            return None
        if match is None and wrong.pronoun and sentence.language == "en":
            match = wrong.pronoun.search(said.plain)
        if match and match.start() <= sentence.attribution[1] - sentence.attribution[0]:
            return said.cut(*match.span())
    return None
