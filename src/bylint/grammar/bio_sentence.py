"""Sentences of bios: how they begin, whom they are about, and where one statement ends."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import partial
from itertools import islice
from itertools import takewhile
from typing import NamedTuple

from bylint.grammar import grammar
from bylint.grammar import lexicon
from bylint.grammar.bio import BioWords
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import is_post
from bylint.grammar.matcher import Grammar
from bylint.grammar.names import Names
from bylint.grammar.names import is_person
from bylint.grammar.names import may_begin
from bylint.grammar.names import names
from bylint.grammar.pattern import Procedure
from bylint.grammar.relation import BioLine
from bylint.grammar.relation import BodyName
from bylint.grammar.relation import bio_line
from bylint.grammar.relation import compound_at
from bylint.grammar.relation import named
from bylint.grammar.relation import person_at
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import sentence_bounds
from bylint.text.lexicon import Line
from bylint.text.lexicon import Token
from bylint.text.patterns import lazily

_TOKEN = lazily(r"[^\W_][\w’'&./-]*|&|[,;:()–—]|@\w+")
_POSSESSIVE = lazily(r"[’']s$")
_DOTTED = lazily(r"(?:\w\.){2,}")
_BREAKS = frozenset(",;:()–—")
_COMPANY = ("inc.", "co.", "corp.", "ltd.")
_MOST, _AHEAD, _JOINED = 400, 7, 4
_LETTERS, _SHORT_LINE = 4000, 20


class Sentence(NamedTuple):
    """A sentence taken apart, with the words that tell what its words mean, and the bodies of the directory that it
    names, by the token in which each begins."""

    prose: Prose
    tokens: tuple[Token, ...]
    plain: tuple[str, ...]
    named: dict[int, BodyName]
    line: BioLine
    knowledge: Knowledge
    known: Names
    by: BioWords

    def cut(self, first: int, last: int) -> Prose:
        """Return the words from token `first` to the token before `last`, without a stop that ends the sentence."""
        end = self.tokens[last - 1].end
        return self.prose.cut(self.tokens[first].start, end - _stop(self.prose.plain, end))


def sentence_of(prose: Prose, knowledge: Knowledge, bodies: Iterable[BodyName], people: Iterable[str]) -> Sentence:
    """Return a sentence as tokens."""
    found = (Token(m[0], folded(m[0]).strip("."), *m.span()) for m in _TOKEN.finditer(prose.plain[:_LETTERS]))
    tokens = tuple(token for token, _ in zip(found, range(_MOST), strict=False))
    named = {at: body for body in bodies for at, token in enumerate(tokens) if token.start <= body.start < token.end}
    by = bio_words(knowledge)
    plain = tuple(_plain(tokens, at, by) for at in range(len(tokens)))
    line = bio_line(prose.plain[:_LETTERS], people, knowledge)
    return Sentence(prose, tokens, plain, named, line, knowledge, names(knowledge), by)


def _plain(tokens: tuple[Token, ...], at: int, by: BioWords) -> str:
    """Return a token folded; what is a noun in English and "was" elsewhere, as the verb where it is one."""
    word = tokens[at].key
    if word not in by.called.was or at + 1 == len(tokens) or not tokens[at].word.islower():
        return word
    after = tokens[at + 1].key
    # "Von 2009 bis 2016 war Jane Roe Prüferin"
    is_verb = after in by.called.was_before or is_post(after, by) or is_capital(tokens[at + 1])
    return "was" if is_verb else word


def start_after(sentence: Sentence, at: int) -> int:
    """Return the token after a preposition and an article."""
    if at + 1 == len(sentence.plain) or sentence.plain[at + 1] not in sentence.by.articles:
        return at + 1
    # "Los Alamos" and "La Trobe" begin names; "The" may be written so as well.
    return at + 1 + (sentence.tokens[at + 1].word.islower() or sentence.plain[at + 1] == "the")


def end_of(sentence: Sentence, start: int) -> int:
    """Return the token after a run of capitalised words and the small words inside it."""
    tokens = sentence.tokens
    end = start
    while end < len(tokens):
        if not _touches(tokens, start, end) or (end > start and _POSSESSIVE.search(tokens[end - 1].word)):
            break
        is_begun = is_capital(tokens[end]) if end > start else is_capital(tokens[end]) or _is_kind(sentence, end)
        if not is_begun and (end == start or not _joins(sentence, start, end)):
            break
        end += 1
    while end > start and tokens[end - 1].key in sentence.by.inner:
        end -= 1
    return end if any(map(is_capital, tokens[start:end])) else start


def _is_kind(sentence: Sentence, at: int) -> bool:
    """Tell whether a small word begins the name of a body: "institut Mélézin", "university of Northmarch"."""
    return sentence.plain[at] in sentence.by.workplaces.small or (
        sentence.plain[at] in sentence.by.workplaces.kinds and sentence.plain[at + 1 : at + 2] == ("of",)
    )


def joined_to(sentence: Sentence, end: int) -> Iterator[tuple[int, int]]:
    """Yield organisations joined to one by "and" or a comma."""
    for _ in range(_JOINED):
        if end + 1 >= len(sentence.plain) or sentence.plain[end] not in ("and", ","):
            return
        start = end + 1 + (sentence.plain[end + 1] == "and")
        if start < len(sentence.plain) and sentence.plain[start] == "the":
            start += 1
        last = end_of(sentence, start)
        run = sentence.plain[start:last]
        if not sentence.by.workplaces.kinds.intersection(run) or sentence.by.posts.intersection(run):
            return
        yield start, last
        end = last


def is_capital(token: Token) -> bool:
    """Tell whether a token begins like a name."""
    word = token.word
    return word[0].isupper() or word[0].isdigit() or (word[:2] in ("d’", "d'", "l’", "l'") and word[2:3].isupper())


def _joins(sentence: Sentence, start: int, at: int) -> bool:
    """Tell whether a small word goes on with the name that began at `start`."""
    plain, small = sentence.plain, sentence.plain[at]
    if small not in sentence.by.inner:
        return False
    after = at + 1
    if small not in sentence.by.joints and after < len(plain) and plain[after] in sentence.by.articles:
        after += 1
    if after >= len(plain) or not is_capital(sentence.tokens[after]):
        return False
    bodies = sentence.by.workplaces.kinds
    if small in sentence.by.workplaces.purposes:
        return bool(bodies.intersection(plain[start:at]))
    if small not in sentence.by.joints:
        return True
    ahead = _ahead(sentence, after)
    if sentence.by.posts.intersection(ahead[:3]):
        return False
    return not (plain[at - 1] in bodies and bodies.intersection(ahead))


def _ahead(sentence: Sentence, start: int) -> tuple[str, ...]:
    """Return the next words, as far as they could be one name."""
    end = start
    while end < min(start + _AHEAD, len(sentence.tokens)):
        if not (is_capital(sentence.tokens[end]) or sentence.plain[end] in ("of", "for")):
            break
        end += 1
    return sentence.plain[start:end]


def _touches(tokens: tuple[Token, ...], start: int, at: int) -> bool:
    return at == start or (tokens[at].start - tokens[at - 1].end <= 1 and tokens[at].word not in _BREAKS)


def _stop(plain: str, end: int) -> int:
    """Neither the stop at the end of the sentence nor "'s" is the organisation's."""
    word = plain[:end].rsplit(None, 1)[-1]
    if _POSSESSIVE.search(word):
        return 2
    is_last = word.endswith(".") and end >= len(plain.rstrip())
    return int(is_last and word.lower() not in _COMPANY and not _DOTTED.fullmatch(word))


_WORD = lazily(r"[^\W_⁰¹²³⁴-⁹](?:[^\W⁰¹²³⁴-⁹]|[’'.·-]){0,40}|[“\"][^\W\d_]\w{0,20}[”\"]")
_NOTE = lazily(r"[⁰¹²³⁴-⁹*†‡§]{1,4}")
_ASIDE = lazily(r"\s{0,2}[(\[][^()\[\]]{1,80}[)\]]")
_DEGREE = lazily(r",\s(?:(?:Ph|M|J|Ed|Psy)\.?D\.?|[A-Z][A-Za-z.]{1,5}(?=,))")
_JOIN = lazily(r",?\s(?:and|&|und|et|y)\s|,\s")
_STATEMENT = lazily(r"[^;\s][^;]*")
_FIRST = lazily(r"[^\w]{0,3}([\w’'-]+)")
_TURN = lazily(r"(\S{1,40})\s(?=[^\W\d_])")
_MOST_NAMES, _MOST_TURNS = 6, 40
_TITLE_SIGNS = frozenset(":–—-|")
_MOST_ASIDES, _LONGEST_ASIDE, _LONGEST_TITLE, _MOST_ADVERBS = 3, 9, 16, 3
"""Words between commas behind a name, and of a title that stands for a bio."""
_LONGEST_RANK = 60
_HEAD, _LINE = 300, 60
"""Letters in which a bio says whom it is about, and in which it says that it is a relative."""


class Turn(NamedTuple):
    """From which letter on a text is about others, or about those before again (`is_back`), and where that sentence
    begins. A relative has no names, which end at `behind`; `is_sure`: a verb or words such as "her husband" say that a
    name is a person's."""

    start: int
    sentence: int
    names: tuple[Prose, ...] = ()
    behind: int = 0
    is_sure: bool = True
    is_back: bool = False


class Opening(NamedTuple):
    """The names at the head of a sentence, and where the sentence goes on. `form`: that of `rules/grammar/bio.yaml` by
    which something stands before the names, which begin at `at`; `is_told`: and it says who they are."""

    names: tuple[Prose, ...]
    rest: int
    form: str = ""
    is_told: bool = False
    at: int = 0


def opening(prose: Prose, knowledge: Knowledge) -> Opening:
    """Return the people that a sentence begins with: "A", "A and B", "A, B, and C"; a body behind a name is none."""
    known = names(knowledge)
    found: list[Prose] = []
    at = behind = _behind_rank(prose.plain, knowledge)
    while len(found) < _MOST_NAMES:
        name = _name_at(prose, at, known)
        if name is None or (not found and _is_adverb(prose.plain[at : name[1]], knowledge)):
            break
        found.append(prose.cut(0 if at == behind else at, name[1]))
        at = _beyond(prose.plain, name[1])
        join = _JOIN.match(prose.plain, at)
        following = _name_at(prose, join.end(), known) if join else None
        if join is None or following is None or _is_none(prose, join[0], *following, knowledge):
            break
        at = join.end()
    return Opening(tuple(found), at)


def _behind_rank(plain: str, knowledge: Knowledge) -> int:
    """Return where a name goes on behind a rank of several words, of which some may be none of a name."""
    words, by = plain[:_LONGEST_RANK].split(" "), bio_words(knowledge)
    if bare(words[0]) not in _rank_starts(knowledge):
        return 0
    for length in (3, 2):
        if len(words) > length and bare(" ".join(words[:length])) in by.ranks:
            return len(" ".join(words[:length])) + 1
    return 0


@kept_by_lists
def _rank_starts(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(form.split()[0] for form in bio_words(knowledge).ranks)


def introduction(prose: Prose, knowledge: Knowledge) -> Opening:
    """Return the same, or the first people of a sentence that begins otherwise: "Editor's note: A", "A poet, B"."""
    plain = opening(prose, knowledge)
    if plain.names and (says_who(prose, plain, knowledge) or acts(prose, plain)):
        return plain
    line = Line(prose.plain[:_HEAD], lexicon(knowledge))
    forms, told = _forms(knowledge)
    match = forms.at(line, 0)
    taken = match and next((kept for kept in match.captures if kept.label == "names"), None)
    if match is None or taken is None:
        return plain
    start = line.tokens[taken.first].start
    led = opening(prose.cut(start, len(prose.plain)), knowledge)
    return Opening(led.names, start + led.rest, match.form, match.form in told, start) if led.names else plain


@kept_by_lists
def _forms(knowledge: Knowledge) -> tuple[Grammar, frozenset[str]]:
    """Return the forms of `rules/grammar/bio.yaml`, and those of them that say who somebody is."""
    by = bio_words(knowledge)
    procedures: dict[str, Procedure] = {
        "name": partial(person_at, known=names(knowledge), fewest=1),
        "compound": partial(compound_at, by=by),
    }
    listed = knowledge.lists["grammar/bio"]["forms"]
    return grammar(knowledge, "bio", procedures), frozenset(form["form"] for form in listed if "says" in form)


def turns(prose: Prose, knowledge: Knowledge) -> Iterator[Turn]:
    """Yield where a text turns to others: "A works for X and B for Y", "A is a potter. Her husband, B, is ..."."""
    plain, listed = prose.plain, lexicon(knowledge).words
    for start, end in statements(plain):
        is_kin, behind = False, start
        places = (match.end() for match in _TURN.finditer(plain, start, end) if is_turn_joint(match[1], knowledge))
        for at in (start, *islice(places, _MOST_TURNS)):
            if at < behind:
                continue
            rest = prose.cut(at, end)
            words = folded(rest.plain[:_LINE]).replace(",", " ").split()
            if words and words[0] in listed["possessive"] and _is_other(words, listed):
                if start < at <= behind + 2:
                    continue  # "Ivo Brandt, her husband, works"
                is_kin = True
                yield Turn(at, start)
            elif is_kin and words and words[0] in listed["pronoun"]:
                is_kin = False
                yield Turn(at, start, is_back=True)
            elif rest.plain[:1].isupper():
                others = opening(rest, knowledge)
                behind = at + others.rest
                yield from _named_turn(rest, others, Turn(at, start, others.names, behind), knowledge)
        if is_kin:
            yield Turn(end, end, is_back=True)


def _is_other(words: Sequence[str], listed: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether words such as "her late husband" speak of somebody else."""
    return not listed["kin"].isdisjoint(words[1:4]) or not listed["near_one"].isdisjoint(words[1:3])


def statements(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end, and what stands in them between semicolons."""
    for start, end in sentence_bounds(plain):
        for match in _STATEMENT.finditer(plain, start, end):
            yield match.span()


def is_turn_joint(word: str, knowledge: Knowledge) -> bool:
    """Tell whether a sentence may turn to others behind a word: one with a comma, "and", "while"."""
    return word[-1:] == "," or folded(word) in lexicon(knowledge).words["turn_joint"]


def _named_turn(rest: Prose, begun: Opening, turn: Turn, knowledge: Knowledge) -> Iterator[Turn]:
    """Yield a turn to those whose names begin a text, if it goes on to say something of them."""
    by = bio_words(knowledge)
    following = folded(rest.plain[begun.rest : begun.rest + _HEAD])
    first, is_inner = _first(following), turn.start > turn.sentence
    is_verb = first in by.saying and following[:1] != ","
    is_owned = following.startswith(",") and first in by.relatives | lexicon(knowledge).words["possessive"]
    is_said = is_verb or is_owned or says_who(rest, begun, knowledge) or acts(rest, begun)
    # "and Piet Olm for the European Central Bank": the verb is that of the one before.
    is_short = is_inner and following[:1] != "," and (first in by.before_place | by.appositions or is_post(first, by))
    if begun.names and (is_said or is_short):
        yield turn._replace(is_sure=is_verb or is_owned or (is_said and not is_inner))


def says_who(prose: Prose, opening: Opening, knowledge: Knowledge) -> bool:
    """Tell whether what follows the names describes them: "is a", "teaches", ", a professor", "'s latest book"."""
    by = bio_words(knowledge)
    printed = prose.plain[opening.rest : opening.rest + _HEAD]
    rest = folded(printed)
    if opening.is_told:
        return True
    if rest.startswith(","):
        return _is_beside(printed, opening, knowledge)
    if rest.startswith("'s "):
        return not by.oeuvre.isdisjoint(rest.split()[1:5])
    if rest[:1] in _TITLE_SIGNS:
        return _is_titled(printed, knowledge)
    if not rest and not opening.form and named(prose.plain[: opening.rest], knowledge):
        return True  # "Jane Roe (Bank of England) and Ivo Brandt (World Bank)"
    return _first(rest) in by.saying or _is_put_off(rest, knowledge)


def _is_put_off(rest: str, knowledge: Knowledge) -> bool:
    """Tell whether adverbs stand before a verb of bios: "Jane Roe no longer works", "Jane Roe regularly teaches"."""
    between = lexicon(knowledge).words["between"]
    adverbs = list(takewhile(lambda word: word in between or word.endswith("ly"), rest.split()[:_MOST_ADVERBS]))
    following = rest.split()[len(adverbs) :][:1]
    return bool(adverbs and following) and following[0] in bio_words(knowledge).saying


def _is_beside(printed: str, opening: Opening, knowledge: Knowledge) -> bool:
    """Tell whether words behind a comma describe whose name stands before: a title, a body, or an aside and a verb."""
    by, (_, *parts) = bio_words(knowledge), printed.split(", ")
    first = [_first(folded(part)) for part in parts]
    is_title = any(folded(name.plain).split()[-1] in by.posts for name in opening.names)
    if not is_title and any(named(part, knowledge) for part in parts[:_MOST_ASIDES]):
        return True
    if opening.form and first and first[0] in by.saying:
        return True  # "Its author, Jane Roe, teaches"
    # "Jane Roe, 34, works", "Jutta Hein, Jahrgang 1971, leitet"
    asides = takewhile(lambda part: part.count(" ") < _LONGEST_ASIDE, parts[:_MOST_ASIDES])
    if any(word in by.saying for _, word in zip(asides, first[1:], strict=False)):
        return True
    return _is_apposition(folded(printed)[1:].strip(), by)


def _is_titled(printed: str, knowledge: Knowledge) -> bool:
    """Tell whether words behind a colon or a dash are a title and no sentence: "Jane Roe – head of payments"."""
    by, head = bio_words(knowledge), printed.strip()[1:].split(". ")[0]
    words = [word.strip(".,;()") for word in folded(head).split()]
    is_title = 0 < len(words) <= _LONGEST_TITLE and by.saying.isdisjoint(words)
    is_sign = printed[:1] in ":," or printed.strip()[1:2] == " "
    return is_title and is_sign and (_is_apposition(folded(head), by) or bool(named(head, knowledge)))


def acts(prose: Prose, opening: Opening) -> bool:
    """Tell whether a verb of the third person follows the names directly."""
    word = _first(folded(prose.plain[opening.rest : opening.rest + 40]))
    return (word.endswith("s") and word.isalpha() and len(word) > 3) or word in ("is", "has", "ist", "est")


_VERB = lazily(r" ([^\W\d_]{3,20})(?:([taeéd])|[^\W\d_]) ")


def may_act(plain: str, rest: int, *, is_apart: bool, is_late: bool) -> bool:
    """Tell whether a name goes on as a sentence does: where a bio is set apart with any small word, behind the text
    with one that ends as verbs of the third person do, "Jane Roe repariert Lampen"."""
    word = _VERB.match(plain, rest)
    if word is None or not word[1].islower() or not is_sentence(plain):
        return False
    return is_apart or (is_late and bool(word[2]))


def is_sentence(plain: str) -> bool:
    """Tell whether words are one sentence or several, and no line of a list."""
    is_ended = plain.endswith((".", "!", "?", "…", ")", "”", "“")) or ". " in plain or "! " in plain
    return len(plain) > _SHORT_LINE and plain[0].isalpha() and is_ended


def has_post(text: str, by: BioWords) -> bool:
    """Tell whether a text names a post or an occupation."""
    return any(is_post(word.strip(".,;:()'\"’"), by) for word in folded(text).replace("/", " ").split())


def _is_apposition(rest: str, by: BioWords) -> bool:
    head, first = rest.split(", ")[0][:120], _first(rest)
    return is_post(first, by) or ((first in by.appositions or first in by.modifiers) and has_post(head, by))


def _first(text: str) -> str:
    match = _FIRST.match(text)
    return match[1] if match else ""


def _is_none(prose: Prose, join: str, at: int, end: int, knowledge: Knowledge) -> bool:
    """Tell whether what has the form of a name behind another one is none: a body, a title ("Jane Roe, Ökonomin"), the
    beginning of one ("Jane Roe, Economic Research Department"), or one word behind a comma ("Jutta Hein, Jahrgang")."""
    plain = prose.plain
    if is_post(folded(plain[at:end]), bio_words(knowledge)) or plain[end : end + 2].lstrip()[:1].isupper():
        return True
    if join == ", " and " " not in plain[at:end] and not _JOIN.match(plain, end):
        return True
    return any(body.start <= at < body.end for body in named(plain[:_HEAD], knowledge))


def _is_adverb(word: str, knowledge: Knowledge) -> bool:
    """Tell whether what has the form of a name says when, or what somebody is: "Derzeit arbeitet Jane Roe"."""
    words, plain = lexicon(knowledge).words, folded(word)
    is_time = any(plain in words[name] for name in ("status_current", "before_now", "by_trade", "since", "born"))
    # "Economista do Banco Mundial, Jane Roe ..."
    return is_time or (is_post(plain.split()[0], bio_words(knowledge)) and bool(named(word, knowledge)))


def _name_at(prose: Prose, at: int, known: Names) -> tuple[int, int] | None:
    """Return where the longest name that begins here stands."""
    plain = prose.plain
    ends: list[int] = []
    here = at
    while len(ends) < 7:
        match = _WORD.match(plain, here)
        if match is None:
            break
        if not may_begin(match[0], known):
            break  # no name goes on with such a word
        # A stop ends a sentence unless an initial or a title carries it.
        ends.append(match.end() - (match[0].endswith(".") and len(match[0]) > 5))
        here = match.end() + 1
        if plain[match.end() : here] != " ":
            break
    for end in reversed(ends):
        end -= 2 if plain[end - 2 : end] in ("'s", "’s") else 0
        words = plain[at:end].split()
        if (
            words
            and is_person(plain[at:end], known, fewest=1)
            and folded(words[-1]).strip(".") not in known.honorifics | known.particles
        ):
            return at, end
    return None


def _beyond(plain: str, at: int) -> int:
    """Skip degrees and an aside such as a handle."""
    for _ in range(3):
        match = _ASIDE.match(plain, at) or _DEGREE.match(plain, at) or _NOTE.match(plain, at)
        if match is None:
            break
        at = match.end()
    if plain[at : at + 1] == "," and plain[at - 1 : at].strip() and _DEGREE.match(plain[:at], max(0, at - 7)):
        at += 1
    return at
