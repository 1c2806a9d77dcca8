"""The words of bios, and whether a post is held, over or to come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar import grammar
from bylint.grammar import lexicon
from bylint.grammar import small_words
from bylint.grammar.disclaimer import Reader
from bylint.grammar.matcher import Grammar
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.fold import words_of_sentences
from bylint.text.lexicon import Line
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of


class Workplaces(NamedTuple):
    """Kinds of bodies, those that may begin a name in small letters, the prepositions of bodies that are those of towns
    as well, and those behind which a name says what a body is for."""

    kinds: frozenset[str]
    small: frozenset[str]
    places_in: frozenset[str]
    purposes: frozenset[str]


class Callings(NamedTuple):
    """Verbs of being and of leading, behind which a body's name tells that a word is a post; nouns that are "was" where
    a word of `was_before` follows; words that are no posts, and how participles end."""

    was: frozenset[str]
    was_before: frozenset[str]
    being: frozenset[str]
    leading: frozenset[str]
    never: frozenset[str]
    participles: tuple[str, ...]


class BioWords(NamedTuple):
    """Folded words by which a bio is found and taken apart."""

    posts: frozenset[str]
    trades: frozenset[str]
    moves: frozenset[str]
    before_title: frozenset[str]
    before_body: frozenset[str]
    before_place: frozenset[str]
    openers: frozenset[str]
    inner: frozenset[str]
    articles: frozenset[str]
    joints: frozenset[str]
    clause_joints: frozenset[str]
    genitives: frozenset[str]
    workplaces: Workplaces
    countries: frozenset[str]
    noun_ends: tuple[str, ...]
    former_prefixes: tuple[str, ...]
    oeuvre: frozenset[str]
    saying: frozenset[str]
    appositions: frozenset[str]
    relatives: frozenset[str]
    of_subject: frozenset[str]
    no_post: frozenset[str]
    outlet_posts: frozenset[str]
    verbs: dict[str, frozenset[str]]
    status: dict[str, frozenset[str]]
    modifiers: frozenset[str]
    ranks: dict[str, str]
    headings: frozenset[str]
    stand_ins: tuple[str, ...]
    of_what: frozenset[str]
    own_text: frozenset[str]
    pronouns: tuple[str, ...]
    fields: frozenset[str]
    field_inner: frozenset[str]
    header_posts: frozenset[str]
    marks: frozenset[str]
    beside: frozenset[str]
    ends: tuple[str, ...]
    profiles: dict[str, frozenset[str]]
    placeholders: frozenset[str]
    filler: tuple[str, ...]
    token: re.Pattern[str]
    called: Callings
    disclaimers: Reader


_VERBS = ("is", "present", "past", "entered", "learnt", "works", "will", "belongs")
_BEFORE_BODY = ("work_at", "work_of", "work_in", "work_to", "subject_prep", "article_word")
_SAYING = tuple(
    "verb_is verb_present verb_will verb_past verb_entered verb_has verb_belongs verb_leads verb_works lent absence "
    "was status_former status_current".split()
)
_TIMES = ("since", "until", "duration", "fresh", "novelties", "before_now", "current_post")
_STATUS = tuple("former retired visiting student nonresident adjunct board incoming alumnus unclear current".split())


@kept_by_lists
def bio_words(knowledge: Knowledge) -> BioWords:
    """Return the words of bios of the packs' lists."""
    lists, words = knowledge.lists["bios"], lexicon(knowledge).words
    return BioWords(
        posts=words["post"],
        trades=words["trade"],
        moves=words["moves_on"],
        before_title=words["as"],
        before_place=words["place_preposition"],
        openers=words["opener"],
        inner=words["name_inner"],
        articles=words["name_article"],
        joints=words["joint"],
        clause_joints=words["clause_joint"],
        genitives=words["genitive_word"],
        workplaces=_workplaces(words),
        countries=words["country"],
        before_body=_tokens(*map(words.__getitem__, _BEFORE_BODY)),
        noun_ends=tuple(sorted(words["noun_end"])),
        former_prefixes=tuple(sorted(words["former_prefix"], key=len, reverse=True)),
        oeuvre=words["oeuvre"],
        saying=frozenset().union(*(words[name] for name in _SAYING)),
        appositions=words["article_word"] | words["status_former"] | words["apposition"],
        relatives=words["relative_pronoun"],
        of_subject=words["post_of_subject"],
        no_post=words["no_post"],
        outlet_posts=words["outlet_post"],
        verbs={name: words[f"verb_{name}"] for name in _VERBS},
        status={name: words[f"status_{name}"] for name in _STATUS} | {name: words[name] for name in _TIMES},
        modifiers=words["modifier"],
        ranks={form: rank for rank, forms in lists["ranks"].items() for form in _set(forms)},
        headings=_set(lists["headings"]),
        stand_ins=tuple(sorted(_set(lists["stand_ins"]))),
        of_what=_set(lists["of_what"]),
        own_text=_set(lists["own_text"]),
        pronouns=tuple(_set(lists["pronouns"])),
        fields=_set(lists["fields"]),
        field_inner=_set(lists["field_inner"]),
        header_posts=_set(lists["header_posts"]),
        marks=_set(lists["marks"]),
        beside=_set(lists["beside"]),
        ends=tuple(sorted(_set(lists["ends"]))),
        profiles={name: _set(listed) for name, listed in lists["profiles"].items()},
        placeholders=_set(lists["placeholders"]),
        filler=tuple(sorted(_set(lists["filler"]))),
        token=_token(flat(lists["tokens"])),
        called=_callings(knowledge),
        disclaimers=Reader(knowledge),
    )


def is_filler(text: str, what: str, knowledge: Knowledge) -> bool:
    """Tell whether a line only says that a `bio`, or a `disclaimer`, should stand there; `box`: in its place a bio."""
    if len(text) > LONGEST_FILLER or not _sign_of_filler(what, knowledge).search(folded(text)):
        return False
    return any(_filler(knowledge).each(Line(text, lexicon(knowledge)), what))


# All forms hold one of these words, perhaps as the end of a longer one; most lines hold none.
_SIGNS = {
    "bio": ("bio_noun", "filler_text", "stand_in_text", "profile_word", "stand_in_name"),
    "box": ("bio_noun", "filler_text", "yourself", "of_yourself", "about_author", "asked_name"),
    "disclaimer": ("disclaimer_noun",),
}


@lru_cache(maxsize=4)
def _sign_of_filler(what: str, knowledge: Knowledge) -> re.Pattern[str]:
    words, small = lexicon(knowledge).words, small_words(knowledge)
    listed = (words.get(name) or small[name] for name in _SIGNS[what])
    return lazily(one_of(word.split()[0] for each in listed if isinstance(each, frozenset) for word in each))


def breaks_off(plain: str, knowledge: Knowledge) -> int:
    """Return where the last word begins of a text that stops in the middle of a sentence, "She is the author of ...",
    or -1."""
    text = plain.rstrip()
    words = text.rstrip(".…").rstrip()
    last = words.rsplit(" ", 1)[-1]
    # "She works at <institution>." prints nothing between the last word and the stop.
    is_ended = text.endswith(".") and not text.endswith(("...", " ."))
    is_cut = last in _small("unfinished", knowledge) and not is_ended
    return len(words) - len(last) if is_cut and words.count(" ") >= _CUT else -1


_GAPS = ("[", "(", "...", "…", "XX")


def gap_in(text: str, knowledge: Knowledge) -> tuple[int, int] | None:
    """Return where a writer left a gap in a sentence: "[TITLE]", "(to be updated)", "She ...."."""
    if not any(sign in text for sign in _GAPS):
        return None
    line = Line(text, lexicon(knowledge))
    gap = next(_filler(knowledge).each(line, "gap"), None)
    return (line.tokens[gap.first].start, line.tokens[gap.last - 1].end) if gap else None


def stands_for_bio(plain: str, by: BioWords) -> bool:
    """Tell whether words in the place of a bio only say that one is to come."""
    text = folded(plain)
    words = text.strip(" .:;!-*_[](){}<>…")
    if words in by.placeholders or (len(text) >= _DOTS and not words) or any(word in text for word in by.filler):
        return True
    is_token = by.token.fullmatch(plain.strip()) is not None
    return is_token or any(is_filler(plain, what, by.disclaimers.knowledge) for what in ("bio", "box"))


def stands_in(plain: str, by: BioWords) -> bool:
    """Tell whether words begin with what stands for the author's name, as "The author" and "The author of this article"
    do; "The author of the report" is somebody else."""
    head = folded(plain[:_STAND_IN]).lstrip("*†‡ ")
    if not head.startswith(by.stand_ins):
        return False
    rest = next((head[len(one) :] for one in by.stand_ins if head.startswith((f"{one} ", f"{one}, "))), "")
    if rest.startswith(",") and plain.partition(", ")[2][:1].isupper():
        return False  # "The author, Ole Winter, ..."
    words = rest.replace("'", "' ").split()
    return bool(words) and (words[0] not in by.of_what or not by.own_text.isdisjoint(words[1:3]))


@kept_by_lists
def _filler(knowledge: Knowledge) -> Grammar:
    return grammar(knowledge, "filler", small_words(knowledge))


def is_post(word: str, by: BioWords) -> bool:
    """Tell whether a folded word names a post or an occupation, also as the end of a compound."""
    if word in by.posts or word in by.trades or (len(word) > _COMPOUND and word.endswith(by.noun_ends)):
        return True
    if "'" in word[1:6]:
        return is_post(word[word.index("'", 1) + 1 :], by)  # "le poste d'économiste"
    return word.startswith(by.former_prefixes) and is_former_post(word, by)


def is_former_post(word: str, by: BioWords) -> bool:
    """Tell whether a folded word is a post and says itself that it is over: "execonomista", "oud-minister"."""
    prefix = next((prefix for prefix in by.former_prefixes if word.startswith(prefix)), "")
    return bool(prefix) and is_post(word.removeprefix(prefix), by)


def are_posts(word: str, by: BioWords) -> bool:
    """Tell the same, also of several: "economists"."""
    return is_post(word, by) or (word.endswith("s") and is_post(word[:-1], by))


def _workplaces(words: Mapping[str, frozenset[str]]) -> Workplaces:
    small = words["workplace"] - words["workplace.en"]
    return Workplaces(words["workplace"] | words["body-word"], small, words["place_in"], words["joint_of_purpose"])


def _small(name: str, knowledge: Knowledge) -> frozenset[str]:
    words = small_words(knowledge)[name]
    return words if isinstance(words, frozenset) else frozenset()


def _callings(knowledge: Knowledge) -> Callings:
    names = "verb_be", "verb_led", "no_calling", "participle_end"
    being, led, never, ends = (_small(name, knowledge) for name in names)
    words = lexicon(knowledge).words
    leading = led | words["verb_leads"]
    return Callings(words["was"], words["was_before"], being, leading, never, tuple(sorted(ends)))


def _token(words: Iterable[str]) -> re.Pattern[str]:
    return lazily(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)|[\[(](?:CHECK|AU|NAME|TITLE|CONFIRM)\b[^\[\]()]{{0,60}}[\])]")


def _tokens(*classes: frozenset[str]) -> frozenset[str]:
    return frozenset(word for words in classes for entry in words for word in entry.split())


def _set(listed: object) -> frozenset[str]:
    return folded_all(flat(listed))


_DOTS = 3
"""Dots that stand for words to come."""
_CUT = 3
"""Blanks in the shortest text that stops in the middle."""
LONGEST_FILLER = 120
"""Letters of the longest line that stands for a bio to come."""
_STAND_IN = 60
"""Letters in which what stands for the author's name ends."""
_COMPOUND = 8
"""Letters of the longest word that is no compound."""
_YEAR = lazily(r"(?:19|20)\d\d")
_YEARS = frozenset(("years", "decades", "year", "decade"))
STATUSES = ("retired", "former", "incoming", "student", "nonresident", "adjunct", "visiting", "board")


class Clause(NamedTuple):
    """What the last verb says about the posts after it. `works`: the verb itself is work, no post need be named."""

    status: str
    at: int
    works: bool = False
    verb: str = ""


def clause_after(clause: Clause, words: Sequence[str], at: int, by: BioWords) -> Clause:
    """Return the clause that holds from this word on: another one where the word is a verb or an adverb of time."""
    word = words[at]
    verbs = by.verbs
    before = words[at - 1] if at else ""
    if (word in by.status["current"] or word in by.status["current_post"]) and not clause.status:
        return Clause("current", at, clause.works, word)
    if word in by.status["current"]:
        return Clause("current", at, False, word)
    if word in by.status["before_now"] and (not clause.status or before in (*by.joints, ",", "")):
        return Clause("former", at, False, word)
    if word in verbs["learnt"] and before not in ("is", "has", "be"):
        return Clause("alumnus", at, True, word)
    if word == "retired" and before in ("a", "the"):
        return clause
    if word in verbs["past"]:
        return _past(word, before, words, at, by)
    if word in verbs["entered"]:
        is_named = before == "been" and "had" not in words[max(0, at - 4) : at]  # "has just been named"
        is_held = is_named or before in ("was", "is") or before in by.status["fresh"] or word == "became"
        return Clause("current" if is_held else "unclear", at, word in verbs["works"], word)
    if word in ("employed", "based", "working", "serving", "teaching"):
        return Clause(clause.status or "current", at, True, word)
    if word in by.verbs["will"]:
        return Clause("incoming", at, True, word)
    if word in ("has", "have"):
        return Clause("unclear", at, False, word)
    if word == "been" and before in ("has", "have"):
        return Clause("current" if _still(words, at, by) else "unclear", at, False, word)
    if word in verbs["is"] | verbs["present"]:
        return Clause("current", at, word in verbs["works"], word)
    return clause


def status_of(
    clause: Clause, opening: Sequence[str], following: Sequence[str], last: str, by: BioWords, *, is_bare: bool
) -> str:
    """Return the status of a post from the words that open it, those behind it, and its verb."""
    words = {*opening, *(word.partition("'")[2] for word in opening if word[1:2] == "'")}  # "l'ancienne directrice"
    if any((word.startswith("ex-") and len(word) > 4) or is_former_post(word, by) for word in words):
        return "former"
    for name in STATUSES:
        if words & by.status[name]:
            return "former" if name == "retired" and clause.status == "former" else name
    if "board" in words and words & by.status["unclear"]:
        return "board"
    if words & by.status["alumnus"] or clause.status == "alumnus":
        return "former"
    if _is_over(following, by):
        return "former"
    if words & by.status["unclear"] and "staff" not in words and "faculty" not in words:
        return "unclear"
    if is_bare and last in ("former", "retired"):
        return "unclear"
    return clause.status or "current"


def _past(word: str, before: str, words: Sequence[str], at: int, by: BioWords) -> Clause:
    works = word in by.verbs["works"]
    if word == "retired":
        return Clause("retired", at, True, word)
    if before in ("has", "have"):
        return Clause("current" if _still(words, at, by) else "unclear", at, works, word)
    return Clause("former", at, works, word)


def _still(words: Sequence[str], at: int, by: BioWords) -> bool:
    """Tell whether "since 2012" or "for ten years" follows."""
    if not by.status["since"].isdisjoint(words[:at]):
        return True
    for i in range(at, min(at + 40, len(words))):
        after = words[i + 1] if i + 1 < len(words) else ""
        if words[i] in by.status["since"]:
            return True
        if (
            words[i] == "for"
            and (after.isdigit() or after in by.status["duration"])
            and _YEARS.intersection(words[i : i + 6])
        ):
            return True
    return False


def _is_over(following: Sequence[str], by: BioWords) -> bool:
    """Tell whether "until 2021" or "from 2010 to 2014" stands behind a post."""
    for i, word in enumerate(following):
        if word in (",", "and", ";"):
            return False
        if word in by.status["until"]:
            return True
        if word == "to" and i and _YEAR.fullmatch(following[i - 1]):
            return True
        if re.fullmatch(r"(?:19|20)\d\d[-–](?:(?:19|20)?\d\d)", word):
            return True
    return False


_STATES = lazily(r"\bu s\b")
_ABBREVIATED = lazily(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w\.\w)\.|(?<=\b\w)\.(?=\s|$)")


def facts(text: str) -> str:
    """Return the words of a bio that carry its facts, in one order, so that style does not count."""
    return " ".join(sorted(set(normal(text).split()) - words_of_sentences("small")))


def style(text: str) -> str:
    """Return a bio as it is written, but for what is only typography."""
    return folded(text).strip(" .")


def normal(text: str) -> str:
    """Return words for comparison: U.S. and US are one, articles do not count."""
    words = _STATES.sub("us", bare(_ABBREVIATED.sub("", text))).split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))
