"""Suppressions: what an article or its site asks not to be told of, why, until when, and whether that has any force."""

from __future__ import annotations

import re
from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from itertools import groupby
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.rule import AnyRule
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.model.source import line_after
from bylint.model.source import place_of
from bylint.text.files import shipped_lists
from bylint.text.patterns import lazily
from bylint.text.yaml import guess

NEXT_LINE, FILE, BEGIN, END = "bylint-ignore-next-line", "bylint-ignore-file", "bylint-ignore", "bylint-end"
LAST = 2**31
"""The last line of a suppression that goes on to the end of its file."""

ABOUT_SUPPRESSIONS = frozenset({"unused-suppression", "suppression-without-force", "expired-suppression"})
"""The names of the rules on suppressions, which none can silence."""

_VERBS = (NEXT_LINE, FILE, BEGIN, END)
_BEGINS = lazily(r"\s* bylint (?P<sign>[\s_:.-]{1,9}) (?P<verb>[a-z][\w-]{0,60}) (?![\w-])", re.IGNORECASE | re.VERBOSE)
_DEEDS = ("ignore", "disable", "enable", "end", "off")
_TOKEN = lazily(r"""(?P<key>[^\s,:="']{1,80})(?:=(?P<value>"[^"]{0,200}"|'[^']{0,200}'|[^\s,:"']{0,200}))?""")
_TEMPLATE_CODE = ("{#", "{%", "{{")
_INSIDE = lazily(r"\{[#%{][^}]{0,40}(?:%\}\s*)?bylint-(?:ignore|end|disable)", re.IGNORECASE)
_BETWEEN = lazily(r"[\s,]*")
_CODE = lazily(r"\b[A-Za-z]{2,8}\d{3}\b")
_WORD = lazily(r"\w+")
_SHORTEST = 3
"""Letters of the shortest reason in Latin letters."""
_KEYS = ("reason", "by", "until")


class Waiver(NamedTuple):
    """One rule of a suppression: its code, nothing where no rule is called so, how many violations it silences, and
    what is wrong with it: `no force`, `expired`, `unused`, or nothing; `unjudged` where the run could not tell."""

    suppression: Suppression
    rule: str
    code: str
    silenced: int
    state: str
    trouble: str = ""


class Silence(NamedTuple):
    """What is left to report, what was silenced, and each rule of each suppression."""

    violations: tuple[Violation, ...]
    silenced: tuple[Violation, ...]
    waivers: tuple[Waiver, ...]


class Terms(NamedTuple):
    """What suppressions are held against: the codes of all rules by code and name, nothing where these are not known;
    the codes of those that were judged in full; the day of the run."""

    names: Mapping[str, str] = {}
    judged: frozenset[str] = frozenset()
    today: date | None = None


def names_of(rules: Iterable[AnyRule]) -> dict[str, str]:
    """Return the codes of rules by all that they are called."""
    return {name: rule.code for rule in rules for name in (rule.code, rule.name)}


def silence(violations: Iterable[Violation], suppressions: Sequence[Suppression], terms: Terms) -> Silence:
    """Take out what is suppressed: at the place of a violation, or at one that it is related to."""
    waived = [(asked, name, _code_of(name, terms.names)) for asked in suppressions for name in asked.rules or ("",)]
    in_force: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for number, (asked, _, code) in enumerate(waived):
        if code and not asked.trouble and not _is_over(asked, terms.today):
            for path in asked.paths or (asked.place.path,):
                in_force.setdefault((path, code), []).append((asked.first, asked.last, number))
    asking = {key: _asking(lines) for key, lines in in_force.items()}
    counts = [0] * len(waived)
    kept: list[Violation] = []
    silenced: list[Violation] = []
    for violation in violations:
        hits = set(_hits(violation, asking)) if asking else None
        for number in hits or ():
            counts[number] += 1
        (silenced if hits else kept).append(violation)
    waivers = (_waiver(*each, count, terms) for each, count in zip(waived, counts, strict=True))
    return Silence(tuple(kept), tuple(silenced), tuple(waivers))


class _Asking(NamedTuple):
    """The suppressions of one rule in one file, by number. `lines`: the first and the last line of those for some
    lines, in order; `furthest`: the last line of each and of those before it; `whole`: those to the end of the file,
    with their first line."""

    lines: list[tuple[int, int, int]]
    furthest: list[int]
    whole: list[tuple[int, int]]


def _asking(asked: Iterable[tuple[int, int, int]]) -> _Asking:
    ordered = sorted(asked)
    some = [each for each in ordered if each[1] != LAST]
    whole = [(first, number) for first, last, number in ordered if last == LAST]
    return _Asking(some, list(accumulate((last for _, last, _ in some), max)), whole)


def _hits(violation: Violation, asking: Mapping[tuple[str, str], _Asking]) -> Iterator[int]:
    """Yield the numbers of the suppressions that stand over a violation, or over a place to which it is related."""
    for place in (violation.place, *(place for place, _ in violation.related)):
        for code in {violation.code, violation.name}:
            near = asking.get((place.path, code))
            if near is None:
                continue
            yield from (number for first, number in near.whole if first <= place.end_line)
            at = bisect_left(near.lines, (place.end_line + 1,)) - 1
            while at >= 0 and near.furthest[at] >= place.line:
                if near.lines[at][1] >= place.line:
                    yield near.lines[at][2]
                at -= 1


def _waiver(asked: Suppression, name: str, code: str, count: int, terms: Terms) -> Waiver:
    if asked.trouble:
        return Waiver(asked, name, code, 0, "no force", asked.trouble)
    if terms.names and not code:
        return Waiver(asked, name, "", 0, "no force", _unknown(name, terms.names))
    if _is_over(asked, terms.today):
        return Waiver(asked, name, code, 0, "expired")
    is_judged = code in terms.judged
    return Waiver(asked, name, code, count, "" if count else "unused" if is_judged else "unjudged")


def _is_over(asked: Suppression, today: date | None) -> bool:
    return bool(asked.until and today and asked.until < today)


def _code_of(name: str, names: Mapping[str, str]) -> str:
    """Return the code of a rule by its code or name; in other capitals where it is the only one. Where no rules are
    known the name stands for itself."""
    if not names or name in names:
        return names.get(name, name)
    codes = {code for known, code in names.items() if known.casefold() == name.casefold()}
    return codes.pop() if len(codes) == 1 else ""


def _unknown(name: str, names: Mapping[str, str]) -> str:
    of_family = sorted(code for code in set(names.values()) if code.rstrip("0123456789") == name.upper())
    if of_family:
        return f"{name!r} is a family; it names rules, such as {of_family[0]}"
    return f"there is no rule {name!r}{guess(name, names)}"


def directives_apart(article: Article) -> Article:
    """Return an article of which the comments that speak to bylint stand between no other blocks: whatever is judged,
    it is as it would be without them."""
    apart = [i for i, block in enumerate(article.blocks) if block.kind == "comment" and _directive(block)]
    if not apart:
        return article
    numbers = frozenset(apart)
    return article._replace(
        blocks=tuple(block for i, block in enumerate(article.blocks) if i not in numbers),
        directives=tuple(article.blocks[i] for i in apart),
        images=tuple(image._replace(block=image.block - bisect_right(apart, image.block)) for image in article.images),
        links=tuple(link._replace(block=link.block - bisect_right(apart, link.block)) for link in article.links),
    )


def requests(article: Article) -> tuple[Suppression, ...]:
    """Return the suppressions of an article, in comments and in its header."""
    return (*_in_comments(article), *_in_header(article), *_in_code(article))


class _Directive(NamedTuple):
    """What a comment asks for, as written, and why that has no force."""

    verb: str
    rules: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    until: date | None = None
    trouble: str = ""


def _in_comments(article: Article) -> Iterator[Suppression]:
    comments = (block for block in (*article.directives, *article.blocks) if block.kind == "comment")
    found = [(block, asked) for block in comments if (asked := _directive(block))]
    below = _lines_below(article, [block for block, _ in found])
    opened: dict[str, list[Suppression]] = {}
    for block, asked in found:
        place = place_of(article.source, block.span)
        if asked.verb == END and not asked.trouble:
            yield from _closed(opened, asked.rules, Suppression(place, asked.rules, "", 0, 0, trouble=_NOT_OPEN))
            continue
        first, last = place.line, LAST
        if asked.verb == NEXT_LINE:
            first = last = below[block.span]
        elif asked.verb == FILE:
            first = 1
        request = Suppression(place, asked.rules, asked.reason, first, last, asked.until, (), asked.by, asked.trouble)
        if asked.verb == BEGIN and asked.rules:
            for rule in asked.rules:
                opened.setdefault(rule, []).append(request._replace(rules=(rule,)))
        else:
            yield request
    left = (request for requests_ in opened.values() for request in requests_)
    yield from (request._replace(trouble=request.trouble or f"no {END} closes it") for request in left)


_NOT_OPEN = f"no {BEGIN} stands open before it"


def _in_code(article: Article) -> Iterator[Suppression]:
    """Yield what is written as a comment of template code in a file whose template code is not read."""
    for block in article.blocks:
        words = block.prose.plain
        if (
            words[:2] in _TEMPLATE_CODE
            and block.kind != "comment"
            and not block.begins_as_code
            and _INSIDE.match(words)
        ):
            trouble = f"{words[:2]!r} begins no comment in this file, <!-- does"
            yield Suppression(place_of(article.source, block.span), (), "", 0, 0, trouble=trouble)


def _lines_below(article: Article, blocks: Sequence[Block]) -> dict[Span, int]:
    """Return the line of which each suppression speaks that is for the next: of several above each other, the first
    line below all."""
    found: dict[Span, int] = {}
    by_line: dict[int, int] = {}
    for block in reversed(blocks):
        below = line_after(article.source, block.span.end)
        line = place_of(article.source, block.span).line
        found[block.span] = by_line[line] = by_line.get(below, below) if below > line else below
    return found


def _closed(
    opened: dict[str, list[Suppression]], rules: tuple[str, ...], closing: Suppression
) -> Iterator[Suppression]:
    """Yield what is closed, and take it from what is open; where that is nothing, the closing itself."""
    ended = [request for rule in rules or tuple(opened) for request in opened.pop(rule, ())]
    yield from (request._replace(last=closing.place.end_line) for request in ended)
    if not ended:
        yield closing


def _directive(block: Block) -> _Directive | None:
    """Return what a comment asks for; nothing where it speaks of other things."""
    words = block.prose.plain
    begun = _BEGINS.match(words)
    if not begun:
        return None
    verb = begun["verb"].casefold()
    is_meant = not re.search(r"\s", begun["sign"]) or verb.startswith(_DEEDS) or _CODE.search(words)
    name = f"bylint-{verb}"
    if not is_meant:
        return None
    if begun["sign"] != "-" or name not in _VERBS:
        return _Directive("", trouble=f"it begins as {words[: begun.end()].strip()!r}, not as {_meant(verb)!r}")
    if name != END and "bylint-" in words[begun.end() :]:
        return _Directive(name, trouble="each needs a comment of its own")
    return parsed(words[begun.end() :], name)


def _meant(verb: str) -> str:
    """Return the beginning of a suppression that somebody most likely meant."""
    if verb.startswith(("end", "enable")):
        return END
    return FILE if "file" in verb else NEXT_LINE


def parsed(words: str, verb: str = FILE) -> _Directive:
    """Read rules, the day of the end, an owner and, behind a colon, a reason: `ADS001 until=2027-01-31 by=Ada: why`."""
    rules: list[str] = []
    given: dict[str, str] = {}
    at = _end(_BETWEEN, words, 0)
    while token := _TOKEN.match(words, at):
        if token["value"] is None:
            rules.append(token["key"])
        else:
            given[token["key"].casefold()] = token["value"].strip("\"'")
        at = _end(_BETWEEN, words, token.end())
    head, colon, reason = words[at : at + 1], ":", words[at + 1 :]
    if head and head != colon:
        return _Directive(verb, tuple(rules), trouble=f"{words[at : at + 20].split()[0]!r} is not understood")
    if verb == END:
        return _Directive(verb, tuple(rules))
    return _checked(verb, tuple(rules), given | {"reason": " ".join(reason.split())})


def _end(pattern: re.Pattern[str], words: str, at: int) -> int:
    match = pattern.match(words, at)
    return match.end() if match else at


def _checked(verb: str, rules: tuple[str, ...], given: Mapping[str, str]) -> _Directive:
    """Return a directive, with what keeps it from having force."""
    reason, until = given.get("reason", ""), _day(given.get("until"))
    asked = _Directive(verb, rules, reason, given.get("by", ""), until)
    unknown = next((key for key in given if key not in _KEYS), "")
    if unknown:
        return asked._replace(trouble=f"{unknown!r} is not understood{guess(unknown, _KEYS)}")
    if not rules:
        return asked._replace(trouble="it names no rule")
    if given.get("until") is not None and not until:
        return asked._replace(trouble=f"{given['until']!r} is no date such as 2027-01-31")
    return asked._replace(trouble=trouble_of(reason, rules))


def trouble_of(reason: str, rules: Iterable[str] = ()) -> str:
    """Return what is wrong with a reason, or nothing."""
    if not reason.strip():
        return "it gives no reason"
    words = _WORD.findall(reason.casefold().replace("_", " "))
    letters = "".join(words)
    is_short = len(letters) < _SHORTEST if letters.isascii() else not letters
    is_name = reason.strip().casefold() in {rule.casefold() for rule in rules} or len(set(letters)) == 1
    if (
        is_short
        or is_name
        or not {letters, " ".join(words)}.isdisjoint(shipped_lists()["suppressions"]["filler"]["words"])
    ):
        return f"{reason.strip()!r} gives no reason"
    return ""


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None


def _in_header(article: Article) -> Iterator[Suppression]:
    fields = (_at_top(field) for field in article.fields if field.origin == "front-matter")
    ours = (field for field in fields if "bylint" in _step(field, 0))
    for _, group in groupby(ours, key=lambda field: (field.path[:3], field.item)):
        told = tuple(group)
        place = place_of(article.source, told[0].key)
        asked = _of_header(told)
        yield Suppression(place, asked.rules, asked.reason, 1, LAST, asked.until, (), asked.by, asked.trouble)


def _at_top(field: Field) -> Field:
    """Return what stands under `params` or `extra`, where some generators want the keys that they do not know, as if
    it stood at the top."""
    return field._replace(path=field.path[1:]) if _step(field, 1) == "bylint" else field


def _of_header(told: Sequence[Field]) -> _Directive:
    """Read one entry of `bylint: {ignore: {CODE: reason}}`, or what stands there in another form."""
    first = told[0]
    if _step(first, 0) != "bylint":
        return _Directive(FILE, trouble=f"the header knows no {first.path[0]!r} (did you mean 'bylint'?)")
    if len(first.path) > 1 and _step(first, 1) != "ignore":
        return _Directive(FILE, trouble=f"'bylint' knows no {first.path[1]!r}{guess(str(first.path[1]), ('ignore',))}")
    if len(first.path) < 3 or isinstance(first.path[2], int):
        rules = tuple(first.prose.plain.replace(",", " ").split()) if len(first.path) > 1 else ()
        return _Directive(FILE, rules, trouble="it gives no reason; the form is {ignore: {CODE: reason}}")
    head = parsed(str(first.path[2]))
    if len(first.path) == 3:
        given = {"reason": first.prose.plain}
    else:
        given = {str(field.path[3]).casefold(): field.prose.plain for field in told}
    if head.by:
        given.setdefault("by", head.by)
    if head.until:
        given.setdefault("until", head.until.isoformat())
    return _checked(FILE, head.rules, given) if head.rules and not _is_odd(head) else head


def _is_odd(head: _Directive) -> bool:
    """Tell whether the key of an entry has another fault than that its reason stands elsewhere."""
    return bool(head.trouble) and head.trouble != trouble_of("")


def _step(field: Field, number: int) -> str:
    return str(field.path[number]).casefold() if len(field.path) > number else ""
