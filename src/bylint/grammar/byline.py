"""What a byline says: who signs, who else had a hand in it, and what is told of them beside their names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar import grammars
from bylint.grammar import lexicon
from bylint.grammar.byline_line import E_MAIL
from bylint.grammar.byline_line import PROCEDURES
from bylint.grammar.byline_line import BylineLine
from bylint.grammar.matcher import Grammars
from bylint.grammar.matcher import Match
from bylint.grammar.names import may_be_body
from bylint.grammar.pattern import Capture
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.fold import folded
from bylint.text.lexicon import tokens
from bylint.text.patterns import lazily

_LONGEST = 600
_FIRST_LETTERS = 200
_HEAD = 80
"""Letters of the longest words before a name, and of the head of a text that names an agency."""
_FIRST_WORD = lazily(r"[\W_]{0,6}([^\W_]+(?:['’][^\W_]+)?)")
_TAG = lazily(r"<[a-zA-Z/!][^<>]{0,400}>")
_LINK = lazily(r"\]\([^()\n]{0,400}\)|\]\[[^\[\]]{0,80}\]|\[(?=[^\[\]]{1,80}\][(\[])")
_EDGE = lazily(r"""^[\s,.;:|/*_~"“”„»«>•·–—-]+|[\s,;:|/*_~"“”„»«<•·–—-]+$""")
_ELIDED = lazily(r"d['’](?=[^\W\d_][^\s.]*\s)")
RELATIONS = ("updated", "translated", "pictured", "interviewed", "told", "helped")
"""What somebody who does not sign may have done for an article."""


class Name(NamedTuple):
    """One name. `kind`: person, body, id, or filler, which stands for a name to come."""

    prose: Prose
    kind: str


class Helper(NamedTuple):
    """One who had a hand in an article and does not sign it. `relation`: one of `RELATIONS`."""

    prose: Prose
    relation: str


class BylineReading(NamedTuple):
    """What a byline says. `leads`: lead words inside it; `titles`: what describes the name before it (by its index);
    `rest`: words that are none of these."""

    names: tuple[Name, ...] = ()
    leads: tuple[Prose, ...] = ()
    titles: tuple[tuple[int, Prose], ...] = ()
    rest: tuple[Prose, ...] = ()
    email: Prose | None = None
    markup: Prose | None = None
    helpers: tuple[Helper, ...] = ()


def read_byline(
    prose: Prose,
    knowledge: Knowledge,
    *,
    is_field: bool,
    fewest: int = 1,
    named: frozenset[str] = frozenset(),
) -> BylineReading:
    """Take a byline apart. A field holds a name whatever its form; a line must look like one.

    `fewest`: words that a person's name must have; `named`: names, bare, of people who are known to sign.
    """
    if len(prose.plain) > _LONGEST or not prose.plain:
        return BylineReading()
    line, match = _parsed(prose.plain, knowledge, is_field, fewest, named)
    if match is None or match.form != "signed":
        return BylineReading()
    found = _reading(prose, line, match)
    lead = match.captures[0].last if match.captures and match.captures[0].label == "lead" else 0
    body = prose.cut(line.start(lead), len(prose.plain))
    return found._replace(email=_first(E_MAIL, body), markup=_first(_TAG, body) or _first(_LINK, body))


def read_dated(prose: Prose, knowledge: Knowledge, named: frozenset[str]) -> BylineReading:
    """Read a line of a date and a name alone: "04.02.2022 | 13:10 | Jane Roe"."""
    return _read_form("dated", prose, knowledge, named)


def read_alone(prose: Prose, knowledge: Knowledge) -> BylineReading:
    """Read a line of a name alone, perhaps with the short form of an agency: "Jane Roe/dpa"."""
    return _read_form("alone", prose, knowledge, frozenset())


def read_dateline(prose: Prose, knowledge: Knowledge) -> BylineReading:
    """Read the agency at the head of a text: "NAIROBI (Reuters) - ..."."""
    head = prose.plain[:_HEAD]
    if "(" not in head:
        return BylineReading()
    line = BylineLine(head, knowledge, is_field=False, fewest=2, named=frozenset())
    match = _forms(knowledge)["dateline"].at(line, 0)
    return _reading(prose, line, match) if match else BylineReading()


def is_credit(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a line says under which terms a picture is shown: "By Jane Roe – own work, CC BY-SA 4.0"."""
    line = BylineLine(text[:_FIRST_LETTERS], knowledge, is_field=False, fewest=2, named=frozenset())
    return _forms(knowledge)["credit"].first(line) is not None


def is_of_work(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a line gives the number or the publisher of a book."""
    line = BylineLine(text[:_HEAD], knowledge, is_field=False, fewest=2, named=frozenset())
    return _forms(knowledge)["work"].at(line, 0) is not None


def as_said(name: Name) -> str:
    """Return a name as a reader would say it: "Roe, Jane" is Jane Roe."""
    last, first, *more = (*name.prose.plain.split(","), "")
    if first.strip() and name.kind == "person" and not first.strip().lower().startswith(("jr", "sr", "ii")):
        return ",".join((f"{first.strip()} {last.strip()}", *filter(None, more)))
    return " ".join(name.prose.plain.split())


def lead_of(line: str, knowledge: Knowledge) -> str:
    """Return the words at the beginning of a line that announce a name: "By", "Written by:"; nothing without any."""
    match = _lead(line, knowledge)
    return line[: match[0]] if match else ""


def is_lead(line: str, knowledge: Knowledge) -> bool:
    """Tell whether a line announces a name and says nothing else."""
    match = _lead(line, knowledge)
    return bool(match and match[1])


def _read_form(form: str, prose: Prose, knowledge: Knowledge, named: frozenset[str]) -> BylineReading:
    line = _line(prose.plain, knowledge, is_field=False, fewest=2, named=named)
    match = _forms(knowledge)[form].at(line, 0)
    return _reading(prose, line, match) if match else BylineReading()


def _reading(prose: Prose, line: BylineLine, match: Match) -> BylineReading:
    reader = _Reader(prose, line)
    for capture in match.captures:
        reader.take(capture)
    return reader.reading()


def _lead(text: str, knowledge: Knowledge) -> tuple[int, bool] | None:
    """Return where the words end that announce a name, and whether the line ends there too."""
    first = _FIRST_WORD.match(text)
    if first is None or folded(first[1]) not in _first_words(knowledge):
        return None
    line = BylineLine(text[:_HEAD], knowledge, is_field=False, fewest=1, named=frozenset())
    match = _forms(knowledge)["lead"].at(line, 0)
    return (line.tokens[match.last - 1].end, match.last == len(line.tokens)) if match else None


@kept_by_lists
def _first_words(knowledge: Knowledge) -> frozenset[str]:
    """Return the words with which the words begin that announce a name: most lines begin with none."""
    words = lexicon(knowledge).words
    classes = ("byline-lead", "byline-label", "byline-article", "byline-kind", "byline-from-our")
    titled = (*words["byline-of-title"], *words["byline-speech"])
    leads = ("about the author", *titled, *(lead for name in classes for lead in words[name]))
    return frozenset(tokens(lead)[0].key for lead in leads)


# The same people sign again and again.
@lru_cache(maxsize=2000)
def _parsed(
    text: str, knowledge: Knowledge, is_field: bool, fewest: int, named: frozenset[str]
) -> tuple[BylineLine, Match | None]:
    line = _line(text, knowledge, is_field=is_field, fewest=fewest, named=named)
    return line, _forms(knowledge)["signed"].at(line, 0)


def _line(text: str, knowledge: Knowledge, *, is_field: bool, fewest: int, named: frozenset[str]) -> BylineLine:
    line = BylineLine(text, knowledge, is_field=is_field, fewest=fewest, named=named)
    line.gaps = {gap.first: gap.last for gap in _forms(knowledge)["gap"].all(line)}
    return line


@kept_by_lists
def _forms(knowledge: Knowledge) -> Grammars:
    return grammars(knowledge, "byline", PROCEDURES)


class _Reader:
    """Puts together what the grammar took of a byline, from left to right."""

    def __init__(self, prose: Prose, line: BylineLine) -> None:
        self._prose, self._line = prose, line
        self._names: list[Name] = []
        self._leads: list[Prose] = []
        self._titles: list[tuple[int, Prose]] = []
        self._rest: list[Prose] = []
        self._helpers: list[Helper] = []
        self._relation = ""
        self._first = 0

    def take(self, capture: Capture) -> None:
        """Take one item."""
        label, words = capture.label, self._cut(capture)
        if label == "part":
            self._first = len(self._names)
        elif label in RELATIONS:
            self._relation = label
        elif label.startswith("helper"):
            self._helpers.append(Helper(words, label.partition(".")[2] or self._relation))
            if self._relation == "told":  # both sign
                self._names.append(Name(words, "person"))
        elif label == "lead":
            self._leads.append(words)
        elif label in ("title", "rest", "any"):
            self._take_words(label, _trimmed(words))
        elif label != "moment":
            self._names.append(Name(words, self._kind(label, words.plain)))

    def reading(self) -> BylineReading:
        """Return all that was taken."""
        return BylineReading(
            tuple(self._names),
            tuple(self._leads),
            tuple(self._titles),
            tuple(self._rest),
            helpers=tuple(self._helpers),
        )

    def _take_words(self, label: str, words: Prose) -> None:
        is_new = len(self._names) == self._first
        if not words.plain:
            return
        if label == "title" and not is_new:
            self._titles.append((len(self._names) - 1, words))
        elif label == "any" and is_new and _is_any_name(words.plain):
            is_id = " " not in words.plain
            kind = "id" if is_id else "body" if may_be_body(words.plain, self._line.known) else "person"
            self._names.append(Name(words, kind))
        else:
            self._rest.append(words)

    def _kind(self, label: str, plain: str) -> str:
        if label in ("filler", "id", "body"):
            return label
        return "person" if " " in plain or not plain.islower() else "id"

    def _cut(self, capture: Capture) -> Prose:
        start, end = self._line.tokens[capture.first].start, self._line.tokens[capture.last - 1].end
        # "Une chronique d'Anne Martin"
        elided = _ELIDED.match(self._prose.plain, start, end) if capture.label.startswith(("name", "helper")) else None
        return self._prose.cut(elided.end() if elided else start, end)


def _is_any_name(text: str) -> bool:
    return len(text) <= 80 and any(c.isalpha() for c in text) and "{" not in text


def _trimmed(prose: Prose) -> Prose:
    plain = prose.plain
    start = ((m := _EDGE.match(plain)) and m.end()) or 0
    ends = [m for m in _EDGE.finditer(plain) if m.end() == len(plain) and m.start() >= start]
    return prose.cut(start, ends[-1].start() if ends else len(plain))


def _first(pattern: re.Pattern[str], body: Prose) -> Prose | None:
    match = pattern.search(body.plain)
    return body.cut(*match.span()) if match else None
