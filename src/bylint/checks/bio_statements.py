"""What two bios of one person in one article cannot both say: names of bodies, numbers and years of books, degrees,
since when a post is held, where one lives, and whether it is she or he."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from itertools import pairwise
from itertools import takewhile
from typing import NamedTuple

from bylint.checks.agree import Weighing
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import seen_at
from bylint.grammar import lexicon
from bylint.grammar import small_words
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import is_post
from bylint.grammar.bio import normal
from bylint.grammar.names import Names
from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.grammar.names import person_ends
from bylint.model.article import Article
from bylint.model.parts import Located
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Bio
from bylint.model.prose import Prose
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import is_misspelt
from bylint.text.fold import sentences
from bylint.text.lexicon import Token
from bylint.text.lexicon import tokens
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

_MOST, _MOST_SENTENCES, _BETWEEN = 60, 40, 2
"""Names and bios of a person that are compared; sentences of a bio; words between a number and what it counts."""

_SMALL = 3
"""Letters of the longest small word within a title."""
_TITLE = 2
"""Last words of a title by which two are one."""
_DATED = lazily(r"(?<![^\W\d])([^\W\d][^()“”„\"«»;:]{0,60}[\w!?])[”\"»]?,?\s\(([^()]{0,60}[,\s])?((?:19|20)\d\d)\)")
_DONE = 3
"""Last words before "in 2009" by which what was done then is one."""
_IN_YEAR = lazily(r"([^.;:()“”\"]{8,80}) ((?:in|en|im|nel|em|, ?in) ((?:19|20)\d\d))(?![\w–-])")
_BOTH = 2
"""Of she and he, where a bio says both."""
_YEAR = lazily(r"(?:19|20)\d\d")
_PLACES = ("lives_in", "based_in")
"""What is worth knowing at most: one place may lie in the other."""

Found = Iterator[Violation]


class _Statement(NamedTuple):
    """What a part says of its person: of what, the value, and the words."""

    part: Located
    slot: str
    value: str
    prose: Prose


def differing(rule: Rule[Weighing], article: Article, knowledge: Knowledge) -> Found:
    """Report what a bio says otherwise than one before it; across articles such things change."""
    if rule.options.across == "off":
        return
    milder = replace(rule, severity=rule.options.across)
    yield from _spelt_otherwise(milder, article)
    yield from _titles_otherwise(milder, article)
    first: dict[tuple[str, str], _Statement] = {}
    bios = sorted(own(article, Bio), key=lambda bio: bio.span)[:_MOST]
    several, shared = Counter(bio.about for bio in bios), Counter(bio.span for bio in bios)
    for bio in bios:
        if bio.placeholder is None and shared[bio.span] == 1:
            yield from _called_twice(milder, article, bio, knowledge)
    for bio in (bio for bio in bios if several[bio.about] > 1):
        said = _said(bio, article, knowledge) if bio.placeholder is None else ()
        for statement in said:
            before = first.setdefault((bio.about, statement.slot), statement)
            # "In New York" and "in New York City" may both be true.
            one, two = f"{before.value} ", f"{statement.value} "
            if not (one.startswith(two) or two.startswith(one)):
                weight = "info" if statement.slot in _PLACES else milder.severity
                weighed = replace(milder, severity=weight)
                yield from _reported(weighed, article, statement, before, "said otherwise here")


def _said(bio: Bio, article: Article, knowledge: Knowledge) -> Iterator[_Statement]:
    since = _since(bio, article, knowledge)
    return chain(
        _counts(bio, knowledge),
        _degree(bio, knowledge),
        _years(bio, knowledge),
        _places(bio, knowledge),
        since,
        _called(bio, article, knowledge),
        _callings(bio, article, knowledge),
    )


def _reported(rule: Rule[Weighing], article: Article, found: _Statement, before: _Statement, why: str) -> Found:
    words = {"found": quoted(found.prose.plain), "usual": quoted(before.prose.plain)}
    related = (seen_at(article, before.prose.span(), why),)
    yield from reported(rule, article, found.part, span=found.prose.span(), words=words, related=related)


def _spelt_otherwise(rule: Rule[Weighing], article: Article) -> Found:
    """Report the name of a body in one bio that is the one in another, misspelt."""
    seen: dict[str, dict[str, Affiliation]] = {}
    posts = (post for post in own(article, Affiliation) if post.scope == "bio")
    for post in sorted(posts, key=lambda post: post.span):
        name = normal(post.organisation.plain)
        earlier = seen.setdefault(post.about, {})
        first = next((one for other, one in earlier.items() if is_misspelt(name, other)), None)
        if len(earlier) < _MOST:
            earlier.setdefault(name, post)
        if first:
            before = _Statement(first, "name", name, first.organisation)
            found = _Statement(post, "name", name, post.organisation)
            yield from _reported(rule, article, found, before, "written so here")


def _titles_otherwise(rule: Rule[Weighing], article: Article) -> Found:
    """Report words with capitals in one bio, such as the title of a book, that are those in another, misspelt."""
    bios = [bio for bio in own(article, Bio) if bio.placeholder is None and " " in bio.about]
    several = Counter(bio.about for bio in bios)
    bodies = [post.organisation.span() for post in article.parts.of(Affiliation) if post.scope == "bio"]
    seen: dict[str, dict[str, tuple[int, Prose]]] = {}
    for number, bio in enumerate(sorted(bios, key=lambda bio: bio.span)[:_MOST]):
        earlier = seen.setdefault(bio.about, {})
        for words in _capitalised(bio.prose) if several[bio.about] > 1 else ():
            start, name = words.span().start, normal(words.plain)
            if any(body.start <= start < body.end for body in bodies) or is_misspelt(name, bio.about):
                continue
            before = next(
                (told for told in earlier.items() if told[1][0] < number and is_misspelt(name, told[0])), None
            )
            if before:
                found = _Statement(bio, "title", name, words)
                yield from _reported(rule, article, found, found._replace(prose=before[1][1]), "written so here")
            elif len(earlier) < _MOST:
                earlier.setdefault(name, (number, words))


def _capitalised(prose: Prose) -> Iterator[Prose]:
    """Yield the runs of two and more words with capitals, and small words between them: "The Mud Atlas"."""
    for sentence in sentences(prose)[:_MOST_SENTENCES]:
        run: list[Token] = []
        for token in (*tokens(sentence.plain[:1000]), None):
            if token and token.word[0].isupper():
                run.append(token)
            elif not (token and run and token.word.islower() and len(token.word) <= _SMALL):
                if len(run) > 1:
                    yield sentence.cut(run[0].start, run[-1].end)
                run = []


def _callings(bio: Bio, article: Article, knowledge: Knowledge) -> Iterator[_Statement]:
    """Yield what a bio calls its person without a body, and whether that is over: "a retired nurse"."""
    by, words = bio_words(knowledge), lexicon(knowledge).words
    over = by.status["retired"] | by.status["former"]
    posts = [post.whole.span() for post in article.parts.of(Affiliation) if post.about == bio.about]
    found: dict[str, list[_Statement]] = {}
    for sentence in sentences(bio.prose)[:_MOST_SENTENCES]:
        start, line = sentence.span().start, tokens(sentence.plain[:1000])
        for at, token in enumerate(line):
            is_told = any(span.start <= start + token.start < span.end for span in posts)
            if is_told or not token.word.islower() or not is_post(token.key, by) or at == 0:
                continue
            ended = [index for index in _around(line, at) if line[index].key in over]
            if ended or line[at - 1].key in words["article_word"]:
                prose = sentence.cut(line[min(at, *ended, at)].start, line[max(at, *ended, at)].end)
                found.setdefault(token.key, []).append(
                    _Statement(bio, f"calling {token.key}", "over" if ended else "held", prose)
                )
    yield from (said[0] for said in found.values() if len(said) == 1)


def _around(line: tuple[Token, ...], at: int) -> Iterator[int]:
    """Yield the three words before a word and behind it, as far as no sign parts them from it."""

    def is_word(index: int) -> bool:
        return line[index].word[0].isalnum()

    yield from takewhile(is_word, range(at - 1, max(-1, at - 4), -1))
    yield from takewhile(is_word, range(at + 1, min(len(line), at + 4)))


def _counts(bio: Bio, knowledge: Knowledge) -> Iterator[_Statement]:
    """Yield how many of what a bio counts: "three novels"; nothing of what it counts twice."""
    words = _number_words(knowledge)
    plain, found = bio.prose.plain, dict[str, list[_Statement]]()
    line = tokens(plain[:4000])
    for at, token in enumerate(line):
        number = _number(token, words.numbers)
        last = _counted(line, at, words.counted) if number else 0
        if last and not words.roughly.intersection(each.key for each in line[max(0, at - 2) : at]):
            noun = line[last].key
            said = bio.prose.cut(token.start, line[last].end)
            found.setdefault(noun, []).append(_Statement(bio, f"count {noun}", str(number), said))
    yield from (said[0] for said in found.values() if len(said) == 1)


def _number(token: Token, numbers: Mapping[str, int]) -> int:
    """Return the number that a word is, from two to ninety-nine, or 0."""
    return int(token.key) if token.key.isdecimal() and 1 <= len(token.key) <= 2 else numbers.get(token.key, 0)


def _counted(line: tuple[Token, ...], at: int, nouns: frozenset[str]) -> int:
    """Return the token of what the number before it counts, or 0: "three prize-winning novels"."""
    for index in range(at + 1, min(at + 2 + _BETWEEN, len(line))):
        if line[index].key in nouns:
            return index
        if not line[index].word.islower():
            return 0
    return 0


class _NumberWords(NamedTuple):
    """Words that are numbers, what bios count, and what stands before a number that is none to the book."""

    numbers: Mapping[str, int]
    counted: frozenset[str]
    roughly: frozenset[str]


@lru_cache(maxsize=4)
def _number_words(knowledge: Knowledge) -> _NumberWords:
    ordered = knowledge.lists["lexicon/bio_statements"]["numbers"]["order"].values()
    numbers = {folded(word): number for words in ordered for number, word in enumerate(words, 2)}
    small = small_words(knowledge)
    counted, roughly = (small[name] for name in ("counted", "roughly"))
    assert isinstance(counted, frozenset)
    assert isinstance(roughly, frozenset)
    return _NumberWords(numbers, counted, roughly)


def _degree(bio: Bio, knowledge: Knowledge) -> Iterator[_Statement]:
    """Yield whether a bio says that its person works for a doctorate, or has it; nothing where it says both."""
    words, by = lexicon(knowledge), bio_words(knowledge)
    over = by.verbs["past"] | by.status["former"] | by.called.was
    found: dict[str, Prose] = {}
    for sentence in sentences(bio.prose)[:_MOST_SENTENCES]:
        for name in ("doctoral_student", "doctoral_degree"):
            said = words.find(name, sentence.plain)
            start = sentence.plain.index(said) if said else 0
            is_over = name == "doctoral_student" and not over.isdisjoint(folded(sentence.plain[:start]).split())
            if said and not is_over:
                found.setdefault(name, sentence.cut(start, start + len(said)))
    if len(found) == 1:
        ((name, prose),) = found.items()
        yield _Statement(bio, "doctorate", name, prose)


def _years(bio: Bio, knowledge: Knowledge) -> Iterator[_Statement]:
    """Yield the year behind the title of a work: "“Ropes” (Fell Press, 2016)"; nothing of one that has two."""
    found: dict[str, list[_Statement]] = {}
    again = small_words(knowledge)["reissue"]
    assert isinstance(again, frozenset)
    for match in _DATED.finditer(bio.prose.plain):
        title = bare(match[1]).split()[-_TITLE:]
        if title and again.isdisjoint(bare(match[2] or "").split()):
            slot = f"year {' '.join(title)}"
            start = match.start() - (bio.prose.plain[: match.start()].endswith(tuple('“„"«')))
            found.setdefault(slot, []).append(_Statement(bio, slot, match[3], bio.prose.cut(start, match.end())))
    for match in _IN_YEAR.finditer(bio.prose.plain):
        words = normal(match[1]).split()[-_DONE:]
        if len(words) == _DONE:
            # "founded the Quay Review in 2009"
            slot, said = f"in {' '.join(words)}", bio.prose.cut(match.start(2), match.end(2))
            found.setdefault(slot, []).append(_Statement(bio, slot, match[3], said))
    yield from (said[0] for said in found.values() if len(said) == 1)


def _places(bio: Bio, knowledge: Knowledge) -> Iterator[_Statement]:
    """Yield where a bio says that its person lives, and where it is based; nothing of two places."""
    words = lexicon(knowledge)
    for kind in _PLACES:
        found: list[_Statement] = []
        for sentence in sentences(bio.prose)[:_MOST_SENTENCES]:
            said = words.find(kind, sentence.plain)
            start = sentence.plain.index(said) + len(said) if said else 0
            match = _place(knowledge).match(sentence.plain, start) if said else None
            if match:
                prose = sentence.cut(start - len(said), match.end())
                found.append(_Statement(bio, kind, bare(match[1]), prose))
        yield from found if len(found) == 1 else ()


@lru_cache(maxsize=4)
def _place(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of the name of one place; two are named with "and"."""
    between = one_of(knowledge.lists["persons"]["between_names"])
    name = r"\s([^\W\d_a-z][\w’'-]+(?:[ -][^\W\d_a-z][\w’'-]+){0,3})"
    return lazily(rf"{name}(?=[.,;)]|\s(?!{between}\s[^\W\d_a-z])|$)")


def _since(bio: Bio, article: Article, knowledge: Knowledge) -> Iterator[_Statement]:
    """Yield since which year a bio says that its person has a post, where a sentence gives one post and one year."""
    words = bio_words(knowledge).status["since"]
    if not any(word in words for word in folded(bio.prose.plain).split()):
        return
    posts = [post for post in article.parts.of(Affiliation) if post.scope == "bio" and post.about == bio.about]
    for sentence in sentences(bio.prose)[:_MOST_SENTENCES]:
        at, line = sentence.span(), tokens(sentence.plain[:1000])
        years = [(one, two) for one, two in pairwise(line) if one.key in words and _YEAR.fullmatch(two.word)]
        held = [post for post in posts if at.start <= post.span.start < at.end and post.status == "current"]
        if len(years) == len(held) == 1:
            since, year = years[0]
            title = normal(held[0].title.plain) if held[0].title else ""
            slot = f"since {normal(held[0].organisation.plain)} {title}"
            yield _Statement(bio, slot, year.word, sentence.cut(since.start, year.end))


def _called(bio: Bio, article: Article, knowledge: Knowledge) -> Iterator[_Statement]:
    """Yield whether the second sentence of a bio says she or he, if the first names nobody else who may be meant."""
    first = sentences(bio.prose)[0]
    said = next(_pronouns(bio, knowledge), None)
    is_second = said is not None and first.span().end <= said.prose.span().start
    if said and is_second and " " in bio.about and not _names_others(first, bio, article, knowledge):
        yield said


def _called_twice(rule: Rule[Weighing], article: Article, bio: Bio, knowledge: Knowledge) -> Found:
    """Report that one bio says both she and he of its person: the one that it says less often, or later."""
    said = tuple(_pronouns(bio, knowledge))
    counts = Counter((one.slot, one.value) for one in said)
    if len(counts) < _BOTH or " " not in bio.about or _tells_of_others(bio, article, knowledge):
        return
    for one in said:
        other = next((each for each in said if each.slot == one.slot and each.value != one.value), None)
        if other and (-counts[one.slot, one.value], said.index(one)) > (
            -counts[other.slot, other.value],
            said.index(other),
        ):
            yield from _reported(rule, article, one, other, "said otherwise here")
            return


def _pronouns(bio: Bio, knowledge: Knowledge) -> Iterator[_Statement]:
    """Yield the words for she and he with which sentences of a bio begin, and clauses behind "and"."""
    small, called = small_words(knowledge), _called_words(knowledge)
    nobody, joints = small["said_of_nobody"], small["said_behind"]
    assert isinstance(nobody, frozenset)
    assert isinstance(joints, frozenset)
    for number, sentence in enumerate(sentences(bio.prose)[:_MOST_SENTENCES]):
        line = tokens(sentence.plain[:1000])
        for at, token in enumerate(line[:-1]):
            is_head, is_clause = at == 0 and number > 0, at > 0 and line[at - 1].key in joints
            language, value, is_alone = (
                called.get(token.key, ("", "", False)) if is_head or is_clause else ("", "", False)
            )
            # "Sie erreichen ihn unter ...": a reader is spoken to.
            is_reader = language == "de" and line[at + 1].word.endswith("en")
            is_alone = is_alone or _is_clause(line, at, knowledge)
            if language and (is_head or is_alone) and line[at + 1].key not in nobody and not is_reader:
                yield _Statement(bio, f"pronoun {language}", value, sentence.cut(token.start, token.end))


def _is_clause(line: tuple[Token, ...], at: int, knowledge: Knowledge) -> bool:
    """Tell whether a verb stands soon behind a word: ", and her work is shown", not "and her team"."""
    verbs = bio_words(knowledge).verbs
    told = verbs["is"] | verbs["past"]
    behind = [token.key for token in line[at + 2 : at + 2 + _BETWEEN + 1]]
    return any(key in told for key in behind)


def _tells_of_others(bio: Bio, article: Article, knowledge: Knowledge) -> bool:
    """Tell whether a bio has a word for a relative, or the whole name of somebody else."""
    words, known = lexicon(knowledge).words, names(knowledge)
    named = [post.organisation for post in article.parts.of(Affiliation) if post.about == bio.about]
    # "She works with Ole Winter" is no body.
    bodies = [body.span() for body in named if not is_person(body.plain, known)]
    for sentence in sentences(bio.prose)[:_MOST_SENTENCES]:
        line = tokens(sentence.plain[:1000])
        pairs = [*pairwise(line)]
        if any(
            b.key in words["kin"] or (b.key in words["near_one"] and a.key in words["possessive"]) for a, b in pairs
        ):
            return True
        if _names_other(sentence, line, bio, bodies, known):
            return True
    return False


def _names_other(sentence: Prose, line: tuple[Token, ...], bio: Bio, bodies: Iterable[Span], known: Names) -> bool:
    """Tell whether a sentence has the whole name of somebody who is not the person of a bio, nor a body there."""
    start, behind = sentence.span().start, 0
    for at, token in enumerate(line):
        is_told = at < behind or not token.word[0].isupper()
        if is_told or any(span.start <= start + token.start < span.end for span in bodies):
            continue
        behind = next(person_ends(sentence.plain, line, at, known), at)
        name = bare(sentence.plain[token.start : line[behind - 1].end]) if behind > at else ""
        if name and set(name.split()).isdisjoint(bio.about.split()):
            return True
    return False


def _names_others(sentence: Prose, bio: Bio, article: Article, knowledge: Knowledge) -> bool:
    """Tell whether a sentence has a word for a relative, or a capital that is neither of the person's name nor of where
    that person works or lives."""
    line, words = tokens(sentence.plain[:1000]), lexicon(knowledge).words
    if any(token.key in words["kin"] or token.key in words["near_one"] for token in line):
        return True
    start = sentence.span().start
    bodies = [post.organisation.span() for post in article.parts.of(Affiliation) if post.about == bio.about]
    own = [bio.name.span() if bio.name else bio.span, *bodies]
    places = bio_words(knowledge).workplaces.places_in
    for before, token in pairwise(line):
        at = start + token.start
        is_known = before.key in places or any(span.start <= at < span.end for span in own)
        is_known = is_known or bare(token.word) in bio.about.split()
        if token.word[0].isupper() and not is_known:
            return True
    return False


@lru_cache(maxsize=4)
def _called_words(knowledge: Knowledge) -> dict[str, tuple[str, str, bool]]:
    """Return the words for she and he, each with its language, which of them it is, and whether it is no possessive."""
    lists = knowledge.lists["lexicon/bio_statements"]
    return {
        folded(word): (language, said, number == 0)
        for said in ("she", "he")
        for language, words in lists[f"said_{said}"]["order"].items()
        for number, word in enumerate(words)
    }


@lru_cache(maxsize=4)
def ladders(knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    """Return the words for ranks of which a person has one at a school or a paper, each with the one that stands for
    its like, and the ladder."""
    lists = knowledge.lists["lexicon/bio_statements"]
    return {
        bare(word): (rank, ladder)
        for ladder in ("academic", "newsroom")
        for rank, words in lists[f"{ladder}_rank"]["order"].items()
        for word in words
    }


def ranks_twice(post: Affiliation, ladder: str, article: Article, knowledge: Knowledge) -> bool:
    """Tell whether the bio of a post gives two ranks of a ladder: "professor of history and lecturer in law"."""
    ranks = {word: rank for word, (rank, name) in ladders(knowledge).items() if name == ladder}
    own = (bio for bio in article.parts.of(Bio) if bio.span.start <= post.span.start < bio.span.end)
    return any(len({ranks[word] for word in bare(bio.prose.plain).split() if word in ranks}) > 1 for bio in own)
