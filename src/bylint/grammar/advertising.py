"""What lines and sentences say of advertising: labels, who paid, and what links earn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from bylint.grammar import grammar
from bylint.grammar import grammars
from bylint.grammar import lexicon
from bylint.grammar import small_words
from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Grammars
from bylint.grammar.pattern import Look
from bylint.grammar.pattern import Procedure
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.fold import folded
from bylint.text.lexicon import Line

LOOSE = "loose"
"""Words on commissions that excuse a link, and are no disclosure to anybody else."""
KINDS = ("here", "general", LOOSE)
_LONGEST_NAME = 5


class Said(NamedTuple):
    """What a sentence says of paid links. `kind`: here, general or loose; `is_on_link`: of the link above it;
    `names_associate`: that the site is an associate of Amazon; `is_starred`: of links marked with a star."""

    kind: str
    is_on_link: bool
    names_associate: bool
    is_starred: bool


def read_disclosure(sentence: str, knowledge: Knowledge) -> Said | None:
    """Return what a sentence says of paid links, or nothing."""
    known = _disclosures(knowledge)
    line = Line(sentence, lexicon(knowledge))
    # Most sentences beside a disclosure hold no such word.
    if not _holds_one(line, disclosing(knowledge)):
        return None
    said = tuple(known["forms"].at_each(line, range(len(line.tokens))))
    found = {match.form for match in said if not is_quoted(line, match.first)}
    kind = next((kind for kind in KINDS if kind in found), "")
    if not kind:
        return None
    loose = next(match.first for match in said if match.form == kind)
    if kind == LOOSE and _is_denied(line, loose, small_words(knowledge)):
        return None
    beside = {match.form for match in known["asides"].all(line)}
    return Said(kind, "on-link" in beside, "associate" in beside, "starred" in beside)


_NEAR, _NEXT = 4, 3
"""Words up to what is bought, where neither links nor readers are spoken of; and up to a word of cost."""
_EARNING = tuple(
    "we own_site we_earn we_may auxiliary earn pay paid_for_it gain portion money link are affiliate reader buy here "
    "piece".split()
)
_CLAUSE = frozenset(",;:()-")
_Places = Mapping[str, Sequence[int]]


def speaks_of_earning(sentence: str, knowledge: Knowledge) -> bool:
    """Tell whether a sentence says, in any words, that who writes gains by links or by what readers buy."""
    line = Line(sentence, lexicon(knowledge))
    small = small_words(knowledge)
    held = {name: _places(line, small[name]) for name in _EARNING}
    if not held["link"] and not held["buy"]:
        return False
    at = _paid_links(held)
    if at < 0:
        at = _gain(held, is_of_commission="commission" in line.present)
    return at >= 0 and not _is_denied(line, at, small) and not is_quoted(line, at)


def _paid_links(held: _Places) -> int:
    """Return where links are said to be paid, or -1: "The links below are monetised"."""
    links, are, paid = held["link"], held["are"], held["affiliate"]
    return paid[-1] if links and are and paid and links[0] < are[-1] < paid[-1] else -1


def _gain(held: _Places, *, is_of_commission: bool) -> int:
    """Return where somebody who writes gains by links, by what readers buy, or by what is bought here, or -1."""
    # "We are paid", and not "we paid".
    beside = {*held["auxiliary"], *held["are"], *held["we"]}
    gain = sorted((*held["gain"], *(at for at in held["paid_for_it"] if at - 1 in beside)))
    fee = [*held["portion"], *held["money"], *gain]
    gains = gain or ([*held["earn"], *held["pay"], *held["we_earn"]] if fee else [])
    who = held["we"] or held["own_site"] or held["we_earn"] or held["we_may"]
    is_by_readers = bool(held["reader"]) and set(held["buy"]) > set(held["reader"]) & set(held["buy"])
    near = any(0 < buy - at <= _NEAR for buy in held["buy"] for at in (*gains, *fee))
    is_meant = (
        (held["link"] and (who or held["buy"] or is_of_commission))
        or (is_by_readers and (who or (held["portion"] and held["earn"])))
        or (who and held["buy"] and (near or (fee and (held["here"] or held["piece"]))))
    )
    return (gain or fee)[0] if gains and is_meant else -1


def _places(line: Line, words: Procedure) -> list[int]:
    return [at for at, token in enumerate(line.tokens) if isinstance(words, frozenset) and token.key in words]


def _is_denied(line: Line, at: int, small: Mapping[str, Procedure]) -> bool:
    """Tell whether the clause around a word denies it; that a thing costs no more is none of its business."""
    keys = [token.key for token in line.tokens]
    start = next((i + 1 for i in range(at, -1, -1) if keys[i] in _CLAUSE), 0)
    end = next((i for i in range(at, len(keys)) if keys[i] in _CLAUSE), len(keys))
    denied = [i for i in _places(line, small["no"]) if start <= i < end]
    costs = _places(line, small["cost"])
    return any(not any(0 < cost - i <= _NEXT for cost in costs) for i in denied)


def is_notice(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a text begins as a note of the desk: "Disclosure: ...", "Hinweis: ..." is one."""
    found = _disclosures(knowledge)["asides"].at(Line(text, lexicon(knowledge)), 0)
    return found is not None and found.form == "notice"


def is_quoted(line: Line, at: int) -> bool:
    """Tell whether a token of a line stands within quotation marks."""
    before = [token.key for token in line.tokens[:at]]
    return before.count('"') % 2 == 1 or before.count("«") > before.count("»")


def sign(line: Line, at: int) -> tuple[int, ...]:
    """Return the end of a token that is no word."""
    return (at + 1,) if at < len(line.tokens) and not line.tokens[at].word[-1].isalnum() else ()


def is_capital(line: Line, at: int) -> bool:
    """Tell whether a word begins with a capital."""
    return at < len(line.tokens) and line.tokens[at].word[0].isupper()


def name(line: Line, at: int) -> tuple[int, ...]:
    """Return the ends of two or more words with capitals from a token on, the last first: "The Courier"."""
    end = at
    while end < min(len(line.tokens), at + _LONGEST_NAME) and line.tokens[end].word[0].isupper():
        end += 1
    return tuple(range(end, at + 1, -1))


@kept_by_lists
def disclosing(knowledge: Knowledge) -> frozenset[str]:
    """Return the classes of words of which each sentence on paid links holds one."""
    return frozenset(name for name, entry in knowledge.lists["lexicon/disclosures"].items() if "words" in entry)


@kept_by_lists
def _disclosures(knowledge: Knowledge) -> Grammars:
    procedures = {**small_words(knowledge), "capital": Look(is_capital), "sign": sign, "name": name}
    return grammars(knowledge, "disclosure", procedures)


_PARTING = frozenset(":|·•.])/")


class Label(NamedTuple):
    """A line on an ad. `form`: guide, alone, quoted, parted or named; `words`: the label alone; `end`: where it ends;
    `classes`: of the label, such as `ad_word.de`."""

    form: str
    words: str
    end: int
    classes: frozenset[str]


def read_label(text: str, knowledge: Knowledge) -> Label | None:
    """Return what a line says of an ad, or nothing."""
    line = Line(text, lexicon(knowledge))
    found = _forms(knowledge).at(line, 0) if _holds_one(line, _LINES) else None
    if found is None or found.form == "paid":
        return None
    label = next((capture for capture in found.captures if capture.label == "label"), None)
    if label is None:
        return Label(found.form, text, len(text), frozenset((f"ad_guide.{_language(line, knowledge)}",)))
    classes = next((classes for end, classes in line.entries[label.first] if end == label.last), ())
    return Label(found.form, line.words(label.first, label.last), line.tokens[label.last - 1].end, frozenset(classes))


def leading_label(text: str, knowledge: Knowledge) -> int:
    """Return where the label of an ad ends with which a text begins, or -1."""
    line = Line(text, lexicon(knowledge))
    first = next((i for i, token in enumerate(line.tokens[:4]) if token.word[-1].isalnum()), 0)
    found = (end for end, classes in line.entries[first] if not _AD_LINES.isdisjoint(classes))
    return next((line.tokens[end - 1].end for end in found), -1)


def says_who_paid(sentence: str, knowledge: Knowledge) -> bool:
    """Tell whether a sentence says of the article in which it stands that somebody paid for it."""
    line = Line(sentence, lexicon(knowledge))
    if not _holds_one(line, PAYING):
        return False
    found = _forms(knowledge).at_each(line, range(len(line.tokens)))
    return any(match.form == "paid" and not is_quoted(line, match.first) for match in found)


_AD_LINES = frozenset(("ad_label", "ad_word", "ad_furniture"))
MARKING = _AD_LINES | {"ad_guide", "ad_noun"}
"""Classes of words of which each label and guide of a slot holds one."""
_LINES = MARKING | {"paid_label", "paid_label_by"}
PAYING = frozenset("paid_by paid_last paid_piece paid_alone paid_partnership sponsoring paid_writer paid_self".split())
"""Classes of words of which each sentence on who paid holds one."""


def _holds_one(line: Line, wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(line.present)


def _language(line: Line, knowledge: Knowledge) -> str:
    """Return the language of most words of a guide."""
    counts: Counter[str] = Counter()
    by_word = _languages(knowledge)
    for at, token in enumerate(line.tokens):
        counts.update(by_word.get(token.key, ()))
        names = (name.partition(".") for _, classes in line.entries[at] for name in classes)
        counts.update(language for name, _, language in names if language and name in _LINES)
    ranked = counts.most_common(1)
    return ranked[0][0] if ranked else ""


@kept_by_lists
def _languages(knowledge: Knowledge) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, entry in knowledge.lists["lexicon/ads"].items():
        for language, words in entry.get("small", {}).items() if name.startswith("guide_") else ():
            for word in words:
                found.setdefault(folded(word), set()).add(language)
    return found


def _parting(line: Line, at: int) -> tuple[int, ...]:
    """Return the end of a sign behind which a title goes on: a colon and a blank, a dash between blanks."""
    if not 0 < at < len(line.tokens) - 1:
        return ()
    token, following = line.tokens[at], line.tokens[at + 1]
    is_followed = following.start > token.end
    is_dash = token.key == "-" and token.start > line.tokens[at - 1].end
    return (at + 1,) if is_followed and (token.word in _PARTING or is_dash) else ()


@kept_by_lists
def _forms(knowledge: Knowledge) -> Grammar:
    procedures = {**small_words(knowledge), "capital": Look(is_capital), "sign": _sign, "parting": _parting}
    return grammar(knowledge, "label", procedures)


def _sign(line: Line, at: int) -> tuple[int, ...]:
    # "#ad" is a label of its own.
    return sign(line, at) if at < len(line.tokens) and line.tokens[at].word != "#" else ()
