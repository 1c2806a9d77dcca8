"""How bios begin, what they say people are or do, and whether a post is held, over or to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.grammar.names import Names
from bylint.grammar.names import is_person
from bylint.grammar.names import may_begin
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.patterns import lazily


class BioWords(NamedTuple):
    """Folded words by which a bio is found and taken apart."""

    posts: frozenset[str]
    of_subject: frozenset[str]
    no_post: frozenset[str]
    outlet_posts: frozenset[str]
    verbs: dict[str, frozenset[str]]
    status: dict[str, frozenset[str]]
    modifiers: frozenset[str]
    ranks: dict[str, str]
    headings: frozenset[str]
    stand_ins: frozenset[str]
    pronouns: tuple[str, ...]
    fields: frozenset[str]
    field_inner: frozenset[str]
    marks: frozenset[str]
    beside: frozenset[str]
    ends: tuple[str, ...]
    profiles: dict[str, frozenset[str]]
    placeholders: frozenset[str]
    filler: tuple[str, ...]
    token: re.Pattern[str]
    anchors: tuple[str, ...]
    denials: tuple[str, ...]


_VERBS = ("is", "present", "past", "entered", "learnt", "works")
_STATUS = tuple("former retired visiting student nonresident adjunct board incoming alumnus unclear current".split())


@lru_cache(maxsize=8)
def bio_words(knowledge: Knowledge) -> BioWords:
    """Return the words of bios of the packs' lists."""
    lists, words = knowledge.lists["bios"], lexicon(knowledge).words
    times = ("since", "until", "duration", "fresh", "novelties")
    return BioWords(
        posts=words["post"],
        of_subject=words["post_of_subject"],
        no_post=words["no_post"],
        outlet_posts=words["outlet_post"],
        verbs={name: words[f"verb_{name}"] for name in _VERBS},
        status={name: words[f"status_{name}"] for name in _STATUS} | {name: words[name] for name in times},
        modifiers=words["modifier"],
        ranks={form: rank for rank, forms in lists["ranks"].items() for form in _set(forms)},
        headings=_set(lists["headings"]),
        stand_ins=_set(lists["stand_ins"]),
        pronouns=tuple(_set(lists["pronouns"])),
        fields=_set(lists["fields"]),
        field_inner=_set(lists["field_inner"]),
        marks=_set(lists["marks"]),
        beside=_set(lists["beside"]),
        ends=tuple(sorted(_set(lists["ends"]))),
        profiles={name: _set(listed) for name, listed in lists["profiles"].items()},
        placeholders=_set(lists["placeholders"]),
        filler=tuple(sorted(_set(lists["filler"]))),
        token=lazily(
            rf"(?<!\w)(?:{'|'.join(flat(lists['tokens']))})(?!\w)|\[(?:CHECK|AU|NAME|TITLE|CONFIRM)\b[^\[\]]{{0,60}}\]"
        ),
        anchors=tuple(sorted(_set(lists["disclaimers"]["anchors"]))),
        denials=tuple(sorted(_set(lists["disclaimers"]["denials"]))),
    )


def _set(listed: object) -> frozenset[str]:
    return folded_all(flat(listed))


_WORD = lazily(r"[^\W_][\w’'.·-]{0,40}|[“\"][^\W\d_]\w{0,20}[”\"]")
_ASIDE = lazily(r"\s{0,2}[(\[][^()\[\]]{1,80}[)\]]")
_DEGREE = lazily(r",\s(?:(?:Ph|M|J|Ed|Psy)\.?D\.?|[A-Z][A-Za-z.]{1,5}(?=,))")
_JOIN = lazily(r",?\s(?:and|&|und|et|y)\s|,\s")
_MOST_NAMES = 6


class Opening(NamedTuple):
    """The names at the head of a sentence, and where the sentence goes on."""

    names: tuple[Prose, ...]
    rest: int


def opening(prose: Prose, known: Names) -> Opening:
    """Return the people that a sentence begins with: "A", "A and B", "A, B, and C"."""
    found: list[Prose] = []
    at = 0
    while len(found) < _MOST_NAMES:
        name = _name_at(prose, at, known)
        if name is None:
            break
        found.append(prose.cut(*name))
        at = _beyond(prose.plain, name[1])
        join = _JOIN.match(prose.plain, at)
        if join is None or _name_at(prose, join.end(), known) is None:
            break
        at = join.end()
    return Opening(tuple(found), at)


def says_who(prose: Prose, opening: Opening, by: BioWords) -> bool:
    """Tell whether what follows the names describes them: "is a", "teaches", ", a professor"."""
    rest = folded(prose.plain[opening.rest : opening.rest + 300])
    if rest.startswith(","):
        return _is_apposition(rest[1:].strip(), by)
    word, verbs = _first(rest), by.verbs
    return word in verbs["is"] | verbs["present"] | verbs["past"] | verbs["entered"] or word in ("has", "have")


def acts(prose: Prose, opening: Opening) -> bool:
    """Tell whether a verb of the third person follows the names directly."""
    word = _first(folded(prose.plain[opening.rest : opening.rest + 40]))
    return (word.endswith("s") and word.isalpha() and len(word) > 3) or word in ("is", "has", "ist", "est")


def has_post(text: str, by: BioWords) -> bool:
    """Tell whether a text names a post or an occupation."""
    return any(word.strip(".,;:()'\"’") in by.posts for word in folded(text).replace("/", " ").split())


def _is_apposition(rest: str, by: BioWords) -> bool:
    head, first = rest.split(", ")[0][:120], _first(rest)
    return first in by.posts or (first in ("a", "an", "the", "former", "who", "one") and has_post(head, by))


def _first(text: str) -> str:
    match = re.match(r"[^\w]{0,3}([\w’'-]+)", text)
    return match[1] if match else ""


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
        words = plain[at:end].split()
        if (
            is_person(plain[at:end], known, fewest=1)
            and folded(words[-1]).strip(".") not in known.honorifics | known.particles
        ):
            return at, end
    return None


def _beyond(plain: str, at: int) -> int:
    """Skip degrees and an aside such as a handle."""
    for _ in range(3):
        match = _ASIDE.match(plain, at) or _DEGREE.match(plain, at)
        if match is None:
            break
        at = match.end()
    if plain[at : at + 1] == "," and plain[at - 1 : at].strip() and _DEGREE.match(plain[:at], max(0, at - 7)):
        at += 1
    return at


_YEAR = lazily(r"(?:19|20)\d\d")
_YEARS = frozenset(("years", "decades", "year", "decade"))
_IN_ORDER = ("retired", "former", "incoming", "student", "nonresident", "adjunct", "visiting", "board")


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
    if word in by.status["current"] and not clause.status:
        return Clause("current", at, clause.works, word)
    if word in ("currently", "now", "presently"):
        return Clause("current", at, False, word)
    if word in ("formerly", "previously", "prior", "before") and (not clause.status or before in (",", "and", "")):
        return Clause("former", at, False, word)
    if word in verbs["learnt"] and before not in ("is", "has", "be"):
        return Clause("alumnus", at, True, word)
    if word in verbs["past"]:
        return _past(word, before, words, at, by)
    if word in verbs["entered"]:
        is_held = before in ("was", "is", "recently") or word == "became"
        return Clause("current" if is_held else "unclear", at, word in verbs["works"], word)
    if word in ("employed", "based", "working", "serving", "teaching"):
        return Clause(clause.status or "current", at, True, word)
    if word == "will":
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
    words = set(opening)
    if any(word.startswith("ex-") and len(word) > 4 for word in words):
        return "former"
    for name in _IN_ORDER:
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
        is_noun = before in ("a", "the", "now")
        return Clause("current", at, False, word) if is_noun else Clause("retired", at, True, word)
    if before in ("has", "have"):
        return Clause("current" if _still(words, at, by) else "unclear", at, works, word)
    return Clause("former", at, works, word)


def _still(words: Sequence[str], at: int, by: BioWords) -> bool:
    """Tell whether "since 2012" or "for ten years" follows."""
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


_SMALL = frozenset("a an the and is as also currently at for in of he she they".split())
_STATES = lazily(r"\bu s\b")
_ABBREVIATED = lazily(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w\.\w)\.|(?<=\b\w)\.(?=\s|$)")


def facts(text: str) -> str:
    """Return the words of a bio that carry its facts, in one order, so that style does not count."""
    return " ".join(sorted(set(normal(text).split()) - _SMALL))


def style(text: str) -> str:
    """Return a bio as it is written, but for what is only typography."""
    return folded(text).strip(" .")


def normal(text: str) -> str:
    """Return words for comparison: U.S. and US are one, articles do not count."""
    words = _STATES.sub("us", bare(_ABBREVIATED.sub("", text))).split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))
