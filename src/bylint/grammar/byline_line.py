"""What a word of a byline may begin: a name, a body, a title, a gap; procedures for its grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import cast

from bylint.grammar import lexicon
from bylint.grammar.bio import bio_words
from bylint.grammar.dates import date_in
from bylint.grammar.names import Names
from bylint.grammar.names import is_body
from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.grammar.names import person_ends
from bylint.grammar.pattern import Ends
from bylint.grammar.pattern import Look
from bylint.grammar.pattern import Procedure
from bylint.grammar.relation import named
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.model.world import people_named
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lexicon import Line
from bylint.text.patterns import lazily

_ADDRESS = lazily(r"(?:https?://|www\.)\S{1,300}|\S{1,60}@[\w-]{1,60}\.\S{1,60}|(?<!\w)@\w{1,30}", re.IGNORECASE)
E_MAIL = lazily(r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,30}")
_PERHAPS_ADDRESS = lazily(r"@|://|www\.")
_MARKUP = lazily(r"<[a-zA-Z/!][^<>]{0,400}>|\]\([^()\n]{0,400}\)|\]\[[^\[\]]{0,80}\]|\[(?=[^\[\]]{1,80}\][(\[])")
_ASIDE = lazily(r"[(（](?:[^()（）]|\([^()]{0,200}\)){0,160}[)）]")
_BEHIND_NAME = lazily(r"(?:\s{1,3}\([^()]{1,40}\))?[\s,]{0,3}$")
_ACCOUNT = lazily(r"\((?=[^()]{0,60}[@\]])(?:[^()]|\([^()]{0,200}\)){0,160}\)")
_HANDLE = lazily(r"@\w{1,40}")
_CROSSES = lazily(r"x{2,20}")
_NUMBERED = lazily(r"([a-z]{2,20}?)[-_]?\d{1,6}")
_STROKE = lazily(r"(?<=\s/)\s|(?<=\w\w\w/)[A-Z]")
_BAR = lazily(r"\s[|•·–—/]\s|\n")
_TIME = lazily(r"\d{1,2}[.:h]\d\d|\d{1,3} ?min")
_BRACKETS, _SIGNS = frozenset(("[]", "{}", "<>")), frozenset("?_.…-")
_BEFORE_WORKPLACE, _ARTICLE = frozenset(",*†¹²³0123456789"), 4
"""Signs behind which a body may stand; letters of an article before its name."""
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_WORDS = 30
"""Words and signs of the longest name of a body."""


class BylineLine(Line):
    """A byline as tokens; `fewest`: words that a person's name must have; `named`: names, bare, of people who are
    known to sign; `gaps`: where what parts its names begins and ends."""

    __slots__ = ("fewest", "gaps", "is_field", "knowledge", "known", "named")

    def __init__(self, text: str, knowledge: Knowledge, *, is_field: bool, fewest: int, named: frozenset[str]) -> None:
        super().__init__(text, lexicon(knowledge))
        self.knowledge, self.known, self.named = knowledge, names(knowledge), named
        self.is_field, self.fewest = is_field, fewest
        self.gaps: Mapping[int, int] = {}

    def start(self, at: int) -> int:
        """Return where a token begins, or where the text ends."""
        return self.tokens[at].start if at < len(self.tokens) else len(self.text)

    def before(self, at: int) -> str:
        """Return what stands between a token and the one before it."""
        return self.text[self.tokens[at - 1].end if at else 0 : self.start(at)]

    def is_stop(self, at: int) -> bool:
        """Tell whether no piece goes on at a token."""
        return at >= len(self.tokens) or at in self.gaps or self.tokens[at].word == ";" or "\n" in self.before(at)

    def piece_end(self, at: int) -> int:
        """Return the token behind the piece that holds a token."""
        end = at + 1
        while not self.is_stop(end):
            end += 1
        return end


_Test = Callable[[BylineLine, int], bool]
_End = Callable[[BylineLine, int], int]


def _if(test: _Test) -> Look:
    """Return what asks something of a place."""
    return Look(lambda line, at: test(cast("BylineLine", line), at))


def _to(end: _End) -> Ends:
    """Return the procedure that takes all up to one place, if there is one behind a token."""

    def run(line: Line, at: int) -> Iterator[int]:
        if at < len(line.tokens):
            found = end(cast("BylineLine", line), at)
            if found > at:
                yield found

    return run


def _by(pattern: re.Pattern[str], begins: str = "") -> Ends:
    """Return the procedure that takes the tokens that a pattern takes from a token on; `begins`: the signs with one of
    which it begins."""

    def end(line: BylineLine, at: int) -> int:
        if begins and line.tokens[at].word[0] not in begins:
            return at
        match = pattern.match(line.text, line.start(at))
        last = at
        while match and last < len(line.tokens) and line.tokens[last].start < match.end():
            last += 1
        return last

    return _to(end)


_at_address = _by(_ADDRESS)


def _address(line: BylineLine, at: int) -> int:
    # Most lines hold none.
    return next(iter(_at_address(line, at)), at) if _PERHAPS_ADDRESS.search(line.text) else at


def _once(name: str, look: Ends) -> Ends:
    """Return the procedure that looks once at each token: patterns ask for the same names again and again."""

    def run(line: Line, at: int) -> tuple[int, ...]:
        ends: tuple[int, ...] | None = line.ends.get((name, at))
        if ends is None:
            ends = line.ends[name, at] = tuple(look(line, at))
        return ends

    return run


def _names(line: Line, at: int) -> Iterator[int]:
    """Yield the ends of the name of a person: one who is known to sign or registered, or what has the form of one."""
    line = cast("BylineLine", line)
    if at >= len(line.tokens):
        return
    known = set(_known_names(line, at))
    yield from sorted(known, reverse=True)
    for end in person_ends(line.text, line.tokens, at, line.known, fewest=line.fewest):
        if end not in known and not any(at < joint < end for joint in line.gaps) and not _is_more(line, at, end):
            yield end


def _is_more(line: BylineLine, at: int, end: int) -> bool:
    """Tell whether what has the form of a name is a post, or in capitals more: "JANE ROE IN NAIROBI"."""
    text = line.words(at, end)
    if text.isupper():
        small = lexicon(line.knowledge).words["byline-small-tail"] - line.known.particles
        return any(token.key in small for token in line.tokens[at + 1 : end])
    if " " not in text:
        return is_title(text, line.knowledge)
    words, by = folded(text).split(), bio_words(line.knowledge)
    return words[0] in by.modifiers and (words[-1] in by.posts or words[-1] in by.trades)  # "Senior Economist"


def _known_names(line: BylineLine, at: int) -> Iterator[int]:
    registry = line.knowledge.registry
    if not line.named and not registry.people:
        return
    for end in range(at + 1, min(at + 9, len(line.tokens) + 1)):
        name = bare(line.words(at, end))
        if name and (name in line.named or people_named(registry, name)):
            yield end
        if line.is_stop(end):
            return


def _whole_names(line: Line, at: int) -> Iterator[int]:
    line = cast("BylineLine", line)
    if not _is_whole_name_before(line, at):
        return
    yield from person_ends(line.text, line.tokens, at, line.known, fewest=2) if at < len(line.tokens) else ()


def _is_whole_name_before(line: BylineLine, at: int) -> bool:
    """Tell whether a whole name ends before the word that stands before a token."""
    # "Marta Conti (testo) e ...", "Marta Conti, con ..."
    words = _BEHIND_NAME.sub("", line.text[: line.start(at - 1)]).split()
    return any(is_person(" ".join(words[-n:]), line.known) for n in (2, 3, 4))


def _agency(line: Line, at: int) -> Iterator[int]:
    line = cast("BylineLine", line)
    for end in range(min(at + 5, len(line.tokens)), at, -1):
        if folded(line.words(at, end)) in line.known.agencies:
            yield end


def _bodies(line: Line, at: int) -> Iterator[int]:
    line = cast("BylineLine", line)
    if at >= len(line.tokens):
        return
    last = line.piece_end(at)
    for end in range(last, max(at, last - _MOST_WORDS), -1):
        text = line.words(at, end)
        if is_body(text, line.known) and is_written_as_name(text, line.known) and not is_title(text, line.knowledge):
            yield end


def is_written_as_name(text: str, known: Names) -> bool:
    """Tell whether a body's name is written like one: "Example Desk", "example.com", "the Example team"."""
    parts = text.split()
    if len(parts) == 1:
        return "." in text or text[0].isupper()
    if parts[0].lower() == "the" and folded(parts[-1]) in known.bodies:
        return True
    is_capital = [word[0].isupper() for word in parts]
    return any(is_capital) and all(
        is_big or len(word) < 4 or not word[0].isalpha() for word, is_big in zip(parts, is_capital, strict=True)
    )


@kept_by_lists
def _sure_titles(knowledge: Knowledge) -> frozenset[str]:
    return bio_words(knowledge).posts - lexicon(knowledge).words["surname-post"]


def is_title(text: str, knowledge: Knowledge) -> bool:
    """Tell whether words name a post."""
    posts = bio_words(knowledge).posts
    return any(word.strip(".,") in posts for word in folded(text).replace("-", " ").split())


def _describes(line: BylineLine, at: int) -> bool:
    """Tell whether words behind a name are its title: "Program Director", "Professor of Law"."""
    text = line.words(at, line.piece_end(at))
    words = [word.strip(".,") for word in folded(text).split()]
    last, by = words[-1], bio_words(line.knowledge)
    if last in _sure_titles(line.knowledge) or (last.endswith("s") and last[:-1] in by.posts):
        return True
    if words[0] in by.modifiers and last in by.posts:
        return True  # "Senior Fellow"
    if words[0] in by.trades and (text.islower() or len(words) > 1) and not is_person(text, line.known):
        return True  # "bibliothécaire à la Banque du Quai", "Abteilungsleiterin bei der OECD"
    return is_title(text, line.knowledge) and not is_person(text, line.known)


def _described(line: BylineLine, at: int) -> int:
    return line.piece_end(at) if _describes(line, at) else at


def _workplace(line: BylineLine, at: int) -> int:
    """A piece behind a comma or the number of a note that begins with the name of a body of the directory, and no
    agency: "Jane Roe, Bank of England"."""
    end = line.piece_end(at)
    if at == 0 or line.tokens[at - 1].word[-1] not in _BEFORE_WORKPLACE or not line.tokens[at].word[0].isupper():
        return at
    text = line.words(at, end)
    if folded(text) in line.known.agencies:
        return at
    bodies = named(text, line.knowledge)
    is_named = any(body.start <= _ARTICLE and 2 * (body.end - body.start) > len(text) for body in bodies)
    return end if is_named else at


def _workplace_aside(line: BylineLine, at: int) -> int:
    """A body of the directory in brackets, and nothing more: "Jane Roe (Bank of England)"."""
    if line.tokens[at].word != "(":
        return at
    last = next((i for i in range(at, min(at + _MOST_WORDS, len(line.tokens))) if line.tokens[i].word == ")"), at)
    text = line.words(at + 1, last) if last > at + 1 else ""
    if not text or folded(text) in line.known.agencies:
        return at
    bodies = named(text, line.knowledge)
    return last + 1 if any(body.end == len(text) and body.start <= _ARTICLE for body in bodies) else at


def _single(line: BylineLine, at: int) -> int:
    end = line.piece_end(at)
    return end if at not in line.gaps and " " not in line.words(at, end) else at


def _single_word(line: BylineLine, at: int) -> int:
    """A piece of one word that cannot be a whole name, as those of Chinese and Japanese can."""
    end = _single(line, at)
    return at if is_person(line.words(at, end) if end > at else "", line.known) else end


def _is_behind_several_words(line: BylineLine, at: int) -> bool:
    words = line.text[: line.start(at)].rstrip(",/ ").split()
    return any(is_person(" ".join(words[-n:]), line.known) for n in (2, 3, 4))


def _one_name(line: BylineLine, at: int) -> int:
    word = line.tokens[at].word
    plain = folded(word)
    is_other = plain in line.known.agencies or plain in line.known.placeholders or is_title(word, line.knowledge)
    # A field holds names whatever their form.
    is_name = is_person(word, line.known, fewest=1) or (line.is_field and word[0].isupper())
    return at + 1 if is_name and not is_other else at


def _whole_body(line: BylineLine, at: int) -> int:
    """A body's name may hold "and"; a comma ends it."""
    end = _segment_end(line, at)
    text = line.words(at, end)
    return end if "," not in text and _is_whole_body(text, line.known) else at


def _is_whole_body(text: str, known: Names) -> bool:
    if folded(text) in known.agencies:
        return True
    words = text.split()
    if len(words) > 1 and any(word.strip(".,").casefold() in known.firms for word in words):
        return True
    if len(words) == 3 and words[1] == "&" and words[0] == words[2]:
        return True  # a firm: "Harrow & Harrow"
    is_joint = any(word.lower() in ("and", "&") for word in words)
    return is_joint and is_body(text, known) and not is_person(text.replace("&", "and").split(" and ")[0], known)


def _whole_id(line: BylineLine, at: int) -> int:
    end = _segment_end(line, at)
    text = line.words(at, end)
    if folded(text) in line.known.placeholders:
        return end
    is_path = text.isascii() and " " not in text and not _ADDRESS.search(text) and ("/" in text or "_" in text)
    return end if is_path and "," not in text else at


def _stand_in(line: BylineLine, at: int) -> int:
    """What stands for a name to come, or is an account: "[NAME]", "Author TK", "Vorname Nachname", "user123". A line of
    the page says so more clearly than a field."""
    end = _segment_end(line, at) if line.is_field else line.piece_end(at)
    words = [token.key for token in line.tokens[at:end] if token.word[0].isalnum()]
    by = lexicon(line.knowledge).words
    sure, core = by["filler-sure"], by["filler-core"]
    first, last = line.tokens[at].word, line.tokens[end - 1].word
    is_bracketed = first + last in _BRACKETS
    numbered = _NUMBERED.fullmatch(words[0]) if line.is_field and len(words) == 1 else None
    if numbered:
        return end if numbered[1] in by["filler-account"] else at
    is_sure = not words and line.is_field and all(token.word in _SIGNS for token in line.tokens[at:end])
    is_sure = is_sure or any(word in sure or _CROSSES.fullmatch(word) for word in words)
    if is_bracketed or (line.is_field and len(words) > 1):
        is_sure = is_sure or not core.isdisjoint(words)
    return end if is_sure and (is_bracketed or all(_is_of_filler(word, by) for word in words)) else at


def _is_of_filler(word: str, by: Mapping[str, frozenset[str]]) -> bool:
    known = word in by["filler-sure"] or word in by["filler-core"] or word in by["filler-word"]
    return known or word.isdigit() or bool(_CROSSES.fullmatch(word))


def _segment_end(line: BylineLine, at: int) -> int:
    return next((i for i in range(at, len(line.tokens)) if line.tokens[i].word == ";"), len(line.tokens))


def _moment(line: BylineLine, at: int) -> int:
    """A piece with a date or time of day."""
    end = line.piece_end(at)
    text = line.words(at, end)
    return end if _TIME.match(text) or date_in(text, line.knowledge) else at


def _day(line: BylineLine, at: int) -> int:
    """What stands before the next bar, if it is a date or a time of day."""
    start = line.start(at)
    bar = _BAR.search(line.text, start)
    stop = bar.start() if bar else len(line.text)
    text = line.text[start:stop]
    if not _TIME.match(text) and not date_in(text, line.knowledge):
        return at
    return next((i for i in range(at, len(line.tokens)) if line.tokens[i].start >= stop), len(line.tokens))


def _is_small(line: BylineLine, at: int) -> bool:
    return at < len(line.tokens) and (line.tokens[at].word.islower() or line.text.isupper())


def _number(line: BylineLine, at: int) -> int:
    return at + line.tokens[at].word[0].isdigit()


def _initial(line: BylineLine, at: int) -> int:
    word = line.tokens[at].word
    return at + (len(word) == 1 and word.isupper())


PROCEDURES: Mapping[str, Procedure] = {
    "on-line": _if(lambda line, _: not line.is_field),
    "in-field": _if(lambda line, _: line.is_field),
    "one-word-will-do": _if(lambda line, _: line.fewest == 1),
    "blank": _if(lambda line, at: at < len(line.tokens) and line.before(at)[:1].isspace()),
    "break": _if(lambda line, at: at < len(line.tokens) and "\n" in line.before(at)),
    "stop": _if(lambda line, at: line.is_stop(at)),
    "several": _if(lambda line, at: " " in line.text[line.start(at) :].strip()),
    "two-words": _if(lambda line, at: at < len(line.tokens) and " " in line.words(at, line.piece_end(at))),
    "small": _if(_is_small),
    "elided": _if(lambda line, at: at < len(line.tokens) and line.tokens[at].key.startswith("d'")),
    "stroke": _if(lambda line, at: bool(_STROKE.match(line.text, line.tokens[at - 1].end))),
    "apart": _if(lambda line, at: line.before(at)[:1].isspace() and line.before(at - 1)[:1].isspace()),
    "address": _to(_address),
    "markup": _by(_MARKUP, "<[]"),
    "aside": _by(_ASIDE, "(（"),
    "account": _by(_ACCOUNT, "("),
    "name": _once("name", _names),
    "whole-name": _whole_names,
    "one-name": _to(_one_name),
    "initial": _to(_initial),
    "agency-name": _once("agency-name", _agency),
    "body": _once("body", _bodies),
    "whole-body": _to(_whole_body),
    "whole-id": _to(_whole_id),
    "stand-in": _to(_stand_in),
    "e-mail": _by(E_MAIL),
    "handle": _by(_HANDLE, "@"),
    "described": _to(_described),
    "workplace": _once("workplace", _to(_workplace)),
    "workplace-aside": _to(_workplace_aside),
    "single": _to(_single),
    "single-word": _to(_single_word),
    "several-words": _if(_is_behind_several_words),
    "moment": _to(_moment),
    "day": _to(_day),
    "number": _to(_number),
    "raised": _to(lambda line, at: at + (line.tokens[at].word in _RAISED)),
    "piece": _to(lambda line, at: at if at in line.gaps or line.tokens[at].word == ";" else line.piece_end(at)),
}
"""What the grammar of bylines asks of tokens, by name."""
