"""Suppressions written into an article: where, in which form, and the proof that its page shows what it showed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from typing import NamedTuple

from bylint import readers
from bylint.errors import UsageError
from bylint.model.article import Article
from bylint.model.markup import Field
from bylint.model.prose import Prose
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.readers import Oversized
from bylint.readers import decoded
from bylint.readers.comments import Insertion
from bylint.readers.comments import around
from bylint.readers.comments import at_end
from bylint.readers.comments import form_of
from bylint.readers.comments import newline
from bylint.readers.comments import runs_around
from bylint.readers.comments import shown
from bylint.readers.header import read_header
from bylint.suppress import BEGIN
from bylint.suppress import END
from bylint.suppress import FILE
from bylint.suppress import NEXT_LINE
from bylint.suppress import requests
from bylint.suppress import trouble_of
from bylint.text.yaml import Node
from bylint.text.yaml import YamlFault
from bylint.text.yaml import compose
from bylint.text.yaml import plain
from bylint.text.yaml import value

LINE, BLOCK, WHOLE, HEADER = "line", "block", "file", "header"

# A comment ends at some of these, and templates and components read others.
_FORBIDDEN = re.compile(r"""[<>{}"\\`\x00-\x1f\x7f-\x9f\u2028\u2029]|--|\*/""")
_PLAIN_NAME = re.compile(r"[^\s,:=\"']+")
_ENTRY = re.compile(r"""["']?[\w-]+["']?[ \t]*[:=][ \t]*\{[ \t]*\Z""")
_YAML, _TOML, _JSON = "---", "+++", "{"
_LARGEST = 400_000
"""Characters of the largest article into which suppressions are written: to prove each takes several readings."""


class Statement(NamedTuple):
    """What a suppression says beside its rules; without a day it holds for good."""

    reason: str
    by: str = ""
    until: date | None = None


class Spot(NamedTuple):
    """Where a suppression stands: above a line, around a block, at the end of the file, or in its header."""

    kind: str
    run: Span = Span(0, 0)


class Wish(NamedTuple):
    """A rule that is to be silent at a place of an article."""

    code: str
    span: Span


class Writing(NamedTuple):
    """An article with suppressions, what was inserted, and the wishes that could not be met."""

    text: str
    insertions: tuple[Insertion, ...] = ()
    left: tuple[Wish, ...] = ()


def demand_fit(statement: Statement, today: date) -> None:
    """Refuse a reason, a name or a day with which a suppression would have no force, or would break what holds it."""
    for option, words in (("--reason", statement.reason), ("--by", statement.by)):
        odd = _FORBIDDEN.search(words)
        if odd:
            raise UsageError(f"{option}: {odd[0]!r} cannot stand in a comment")
    if trouble_of(statement.reason):
        raise UsageError(f"--reason: {trouble_of(statement.reason)}")
    if not re.search(r"\w", statement.by):
        raise UsageError(f"--by: {statement.by!r} names nobody")
    if statement.until and statement.until < today:
        raise UsageError(f"--until: {statement.until.isoformat()} is over")


def with_suppressions(
    source: Source,
    suffix: str,
    wishes: Iterable[Wish],
    statement: Statement,
    is_fit: Callable[[str], bool] | None = None,
) -> Writing:
    """Return an article with a suppression for each wish, but for those that cannot be met without a change of what
    the page shows. `is_fit` may ask more of the article with one of them."""
    wanted = tuple(dict.fromkeys(wishes))
    if len(source.text) > _LARGEST or not _can_hold(source, statement):
        return Writing(source.text, (), wanted)
    # Where each stands well alone, all mostly do; else each is tried.
    spots = [None if is_fit else next(_spots(source, suffix, wish), None) for wish in wanted]
    if None not in spots:
        done = _written_at(source, suffix, zip(wanted, spots, strict=True), statement)
        if done.insertions:
            return done
    spots = [_first_that_fits(source, suffix, wish, statement, is_fit) for wish in wanted]
    return _written_at(source, suffix, zip(wanted, spots, strict=True), statement)


def _can_hold(source: Source, statement: Statement) -> bool:
    """Tell whether the encoding of a file has the letters of a statement."""
    try:
        f"{statement.reason}{statement.by}".encode(source.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _written_at(
    source: Source, suffix: str, found: Iterable[tuple[Wish, Spot | None]], statement: Statement
) -> Writing:
    chosen: dict[Spot, list[Wish]] = {}
    left: list[Wish] = []
    for wish, spot in found:
        if spot:
            chosen.setdefault(spot, []).append(wish)
        else:
            left.append(wish)
    met = [wish for some in chosen.values() for wish in some]
    insertions = tuple(_insertions(source, suffix, chosen, statement))
    if not is_proved(source, suffix, insertions, met):
        return Writing(source.text, (), (*met, *left))
    return Writing(written(source.text, insertions), insertions, tuple(left))


def advice(
    source: Source, suffix: str, wish: Wish, statement: Statement, is_fit: Callable[[str], bool] | None = None
) -> tuple[Insertion, ...]:
    """Return what to insert for one wish, with a statement that may be no more than an example. `is_fit` may ask more
    of the article with one that has force."""
    if len(source.text) > _LARGEST:
        return ()
    # An example has no force on purpose; with a reason the same would have.
    spot = _first_that_fits(source, suffix, wish, statement._replace(reason="agreed with the desk"), is_fit)
    return tuple(_insertions(source, suffix, {spot: [wish]}, statement)) if spot else ()


def written(text: str, insertions: Iterable[Insertion]) -> str:
    """Return a text with what is inserted."""
    for at, words in sorted(insertions, key=lambda each: each.at, reverse=True):
        text = text[:at] + words + text[at:]
    return text


def is_proved(source: Source, suffix: str, insertions: Sequence[Insertion], wishes: Iterable[Wish]) -> bool:
    """Tell whether an article with insertions is the same but for comments, and silences what it should."""
    after = source._replace(text=written(source.text, insertions))
    was, now = _view(source, suffix), _view(after, suffix)
    if was is None or now is None or was[:2] != now[:2]:
        return False
    asked = [each for each in now.asked if not each.trouble]
    doubts, before = (sum(bool(each.trouble) for each in view.asked) for view in (now, was))
    return doubts <= before and all(
        any(wish.code in each.rules and each.first <= line <= each.last for each in asked)
        for wish in wishes
        for line in [_line_in(after, wish, insertions)]
    )


class _View(NamedTuple):
    """What an article says, what its page shows, and what it asks of us."""

    said: tuple[object, ...]
    shown: object
    asked: tuple[Suppression, ...]


@lru_cache(maxsize=4)
def _view(source: Source, suffix: str) -> _View | None:
    try:
        article = readers.read(source, suffix)
        return _View(_said(article), shown(source, suffix), requests(article))
    except Oversized:
        return None


def _line_in(after: Source, wish: Wish, insertions: Iterable[Insertion]) -> int:
    at = wish.span.start + sum(len(words) for place, words in insertions if place <= wish.span.start)
    return place_of(after, Span(at, at)).line


def _first_that_fits(
    source: Source, suffix: str, wish: Wish, statement: Statement, is_fit: Callable[[str], bool] | None = None
) -> Spot | None:
    for spot in _spots(source, suffix, wish):
        insertions = tuple(_insertions(source, suffix, {spot: [wish]}, statement))
        is_whole = bool(insertions) and is_proved(source, suffix, insertions, (wish,))
        if is_whole and (is_fit is None or is_fit(written(source.text, insertions))):
            return spot
    return None


def _spots(source: Source, suffix: str, wish: Wish) -> Iterator[Spot]:
    """Yield where a suppression may stand, the narrowest first."""
    if _view(source, suffix) is None:
        return
    is_in_header = wish.span.start < read_header(source, with_lines=True).end
    line = place_of(source, wish.span).line
    if is_in_header:
        yield Spot(HEADER)
    for run in runs_around(source, suffix, wish.span):
        is_first = place_of(source, Span(run.start, run.start)).line == line
        yield Spot(LINE if is_first else BLOCK, Span(run.start, run.start) if is_first else run)
    if form_of(suffix):
        yield Spot(WHOLE)
    if not is_in_header:
        yield Spot(HEADER)


def _insertions(
    source: Source, suffix: str, chosen: dict[Spot, list[Wish]], statement: Statement
) -> Iterator[Insertion]:
    for spot, wishes in chosen.items():
        codes = tuple(sorted({wish.code for wish in wishes}))
        if spot.kind == HEADER:
            yield from _in_header(source, codes, statement)
        elif spot.kind == WHOLE:
            yield from at_end(source.text, suffix, _comment(suffix, FILE, codes, statement))
        elif spot.kind == LINE:
            yield from around(source.text, spot.run, suffix, _comment(suffix, NEXT_LINE, codes, statement))
        else:
            below = form_of(suffix).format(f"{END} {', '.join(codes)}")
            yield from around(source.text, spot.run, suffix, _comment(suffix, BEGIN, codes, statement), below)


def _comment(suffix: str, verb: str, codes: Iterable[str], statement: Statement) -> str:
    until = f" until={statement.until.isoformat()}" if statement.until else ""
    by = statement.by if _PLAIN_NAME.fullmatch(statement.by) else f'"{statement.by}"'
    owner = f" by={by}" if statement.by else ""
    return form_of(suffix).format(f"{verb} {', '.join(codes)}{until}{owner}: {statement.reason}")


def _in_header(source: Source, codes: Sequence[str], statement: Statement) -> Iterator[Insertion]:
    """Yield what to insert into a header, beside what it asks for already."""
    text, header = source.text, read_header(source, with_lines=True)
    kind = _kind_of(text, header.end)
    if not kind:
        return
    entries = {code: _entry(kind, code, statement) for code in codes}
    known = next((field for field in header.fields if _is_asked(field)), None)
    if known:
        yield from _beside(text, known, tuple(entries.values()))
        return
    end, sign = newline(text), " = " if kind == _TOML else ": "
    both = ", ".join(entries.values())
    if kind == _JSON:
        at = text.index("{") + 1
        blank = text[at : len(text) - len(text[at:].lstrip())]
        yield Insertion(at, f'{blank}"bylint": {{"ignore": {{{both}}}}},' + ("" if blank else " "))
        return
    whole = f"bylint{sign}{{ignore{sign}{{{both}}}}}{end}"
    at = _line_behind(text, 0) if kind == _TOML else _last_line(text, header.end)
    yield Insertion(at, whole)


def _kind_of(text: str, end: int) -> str:
    """Return in which language the header of a text is written; nothing for those that hold no mappings."""
    opened = text[:end].lstrip("\r\n")
    first = opened.split("\n", 1)[0].strip().casefold()
    if first.startswith("{") or first in ("---json", "--- json"):
        return _JSON
    if first in ("+++", "+++toml", "---toml", "--- toml"):
        return _TOML
    return _YAML if first in ("---", "---yaml", "--- yaml", "---yml") else ""


def _entry(kind: str, code: str, statement: Statement) -> str:
    told = {"reason": statement.reason, "by": statement.by}
    if statement.until:
        told["until"] = statement.until.isoformat()
    told = {key: words for key, words in told.items() if words}
    quoted = {key: json.dumps(words, ensure_ascii=kind == _JSON) for key, words in told.items()}
    if len(quoted) == 1:
        plain_ = kind == _YAML and statement.reason.isalpha()
        words = statement.reason if plain_ else quoted["reason"]
        return f'"{code}": {words}' if kind == _JSON else f"{code}{' = ' if kind == _TOML else ': '}{words}"
    if kind == _JSON:
        inner = ", ".join(f'"{key}": {words}' for key, words in quoted.items())
        return f'"{code}": {{{inner}}}'
    sign = " = " if kind == _TOML else ": "
    return f"{code}{sign}{{{', '.join(f'{key}{sign}{words}' for key, words in quoted.items())}}}"


def _is_asked(field: Field) -> bool:
    path = field.path[1:] if field.path[1:2] == ("bylint",) else field.path
    return path[:2] == ("bylint", "ignore") and len(path) > 2 and isinstance(path[2], str)


def _begin_of_entry(text: str, known: Field) -> int:
    """Return where an entry of `ignore` begins, or -1 where it is written in a way of its own."""
    at = known.key.start - (text[known.key.start - 1 : known.key.start] in ('"', "'"))
    if known.path[-2] == "ignore":
        return at
    line = 1 + max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    entry = _ENTRY.search(text, line, at)
    return entry.start() if entry else -1


def _beside(text: str, known: Field, entries: tuple[str, ...]) -> Iterator[Insertion]:
    """Yield what to insert before an entry of the same mapping."""
    at = _begin_of_entry(text, known)
    if at < 0:
        return
    begin = 1 + max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    margin = text[begin:at]
    if margin.strip() or text[at : at + 1] == '"':
        yield Insertion(at, "".join(f"{entry}, " for entry in entries))
    else:
        yield Insertion(begin, "".join(f"{margin}{entry}{newline(text)}" for entry in entries))


def _line_behind(text: str, start: int) -> int:
    """Return where the line behind the first that holds anything begins."""
    at = start + len(text) - len(text.lstrip("\r\n"))
    match = re.compile(r"[^\r\n]*(?:\r\n?|\n)").match(text, at)
    return match.end() if match else len(text)


def _last_line(text: str, end: int) -> int:
    return 1 + max(text.rfind("\n", 0, end), text.rfind("\r", 0, end))


def _said(article: Article) -> tuple[object, ...]:
    """Return all that an article says, but for comments and for what it asks of us."""
    blocks = (
        (each.kind, each.prose.plain, each.level, each.within, each.marks, each.tone, each.name, each.line)
        for each in article.blocks
        if each.kind != "comment"
    )
    images = (
        (each.form, each.src.plain, _plain(each.fields), each.figure, each.marks, each.within, each.is_inside)
        for each in article.images
    )
    links = ((each.href.plain, each.words.plain, each.rel, each.marks, each.is_inside) for each in article.links)
    others = (each for each in article.fields if "bylint" not in each.path[:2])
    fields = ((each.origin, each.path, each.prose.plain, each.item) for each in others)
    faults = ((each.kind, each.words) for each in article.faults)
    return (*map(tuple, (blocks, images, links, fields, faults)), article.language, article.code_blocks)


def _plain(fields: Iterable[tuple[str, Prose]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, prose.plain) for name, prose in fields)


def with_ignores(text: str, entries: Mapping[tuple[str, ...], Sequence[str]], statement: Statement) -> str | None:
    """Return a `bylint.yaml` with suppressions under `ignores:`, one for files of the same rules; nothing where that
    cannot be done without a change of anything else."""
    items_ = [_item(codes, names, statement) for codes, names in sorted(entries.items())]
    after = written(text, (_in_settings(text, items_),))
    try:
        was, now = compose(text), compose(after)
    except YamlFault:
        return None
    return after if was and now and _others(was) == _others(now) and _count(now) == _count(was) + len(items_) else None


def _item(codes: Iterable[str], names: Iterable[str], statement: Statement) -> str:
    told = [f"paths: [{', '.join(json.dumps(path_glob(name), ensure_ascii=False) for name in names)}]"]
    told += [f"rules: [{', '.join(codes)}]", f"reason: {json.dumps(statement.reason, ensure_ascii=False)}"]
    told += [f"by: {json.dumps(statement.by, ensure_ascii=False)}"] if statement.by else []
    told += [f"until: {statement.until.isoformat()}"] if statement.until else []
    return f"{{{', '.join(told)}}}"


def path_glob(name: str) -> str:
    """Return a glob that matches one file alone."""
    literal = re.sub(r"[*?\[]", r"[\g<0>]", name)
    return literal if "/" in literal else f"./{literal}"


def _in_settings(text: str, entries: Sequence[str]) -> Insertion:
    root, end = compose(text), newline(text)
    known = value(root, "ignores") if root else None
    if known is None or not known.entries:
        gap = "" if not text or text.endswith(("\n", "\r")) else end
        whole = "".join(f"- {entry}{end}" for entry in entries)
        return Insertion(len(text), f"{gap}ignores:{end}{whole}")
    at = known.entries[0].value.span.start
    begin = 1 + max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    dash = re.compile(r"[ \t]*-[ \t]+").fullmatch(text, begin, at)
    if dash:
        return Insertion(begin, "".join(f"{dash[0]}{entry}{end}" for entry in entries))
    return Insertion(at, "".join(f"{entry}, " for entry in entries))


def _others(root: Node) -> dict[str, Any]:
    return {entry.key: plain(entry.value) for entry in root.entries if entry.key != "ignores"}


def _count(root: Node) -> int:
    known = value(root, "ignores")
    return len(known.entries) if known else 0


EXAMPLE = Statement("your reason")
"""What advice says in the place of a reason: it has no force before somebody writes one."""


def advised(path: str, name: str, content: bytes, found: Violation, settings: str = "bylint.yaml") -> str:
    """Return how not to be told of a violation again, in one sentence that is right for its place; `name` is that of
    the file in the globs of its `settings`, nothing where it has none."""
    suffix = PurePosixPath(path).suffix
    source = decoded(path, content)
    if isinstance(source, Source) and suffix.casefold() in readers.SUFFIXES:
        wish = Wish(found.code, found.place.span)
        insertions = advice(source, suffix, wish, EXAMPLE)
        if insertions:
            return _told(source, suffix, wish, insertions)
    paths = json.dumps([path_glob(name)], ensure_ascii=False)
    entry = f"{{paths: {paths}, rules: [{found.code}], reason: {EXAMPLE.reason}}}"
    return f"Put this under 'ignores:' of {settings}: - {entry}" if name else ""


def _told(source: Source, suffix: str, wish: Wish, insertions: Sequence[Insertion]) -> str:
    (at, words), *rest = insertions
    text = source.text
    is_alone = words[:1] in ("\r", "\n") and text[at - 1 : at] not in ("\r", "\n", "")
    line = place_of(source, Span(at, at)).line + is_alone
    below = f", and this below line {place_of(source, Span(rest[0].at - 1, rest[0].at)).line}: " if rest else ""
    apart = "" if _is_right_alone(source, suffix, wish, insertions) else ", with a blank line before and behind it"
    if at == len(text):
        where = f"at the end of {source.path}"
    elif text[at - 1 : at] in ("\r", "\n", "") or is_alone:
        where = f"above line {line} of {source.path}"
    else:
        where = f"into {source.path} at {line}:{place_of(source, Span(at, at)).column}"
    return f"Put this {where}{apart}: {words.strip()}{below}{rest[0].text.strip() if rest else ''}"


def _is_right_alone(source: Source, suffix: str, wish: Wish, insertions: Sequence[Insertion]) -> bool:
    """Tell whether what is inserted may stand there without the blank lines around it."""
    end = newline(source.text)
    bare = (each._replace(text=f"{each.text.strip()}{end}") for each in insertions)
    meant = tuple(each._replace(text=each.text.replace(EXAMPLE.reason, "agreed with the desk")) for each in bare)
    is_in_header = wish.span.start < read_header(source, with_lines=True).end
    return is_in_header or insertions[0].at == len(source.text) or is_proved(source, suffix, meant, (wish,))
