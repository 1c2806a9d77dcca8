"""The layouts of a site, read as text: which there are, what stands in them as it is printed, and under which
condition. None is run, no link is followed, and nothing outside of the site is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from pathlib import PurePosixPath
from typing import Any
from typing import NamedTuple

from bylint.init import Site
from bylint.init.sites import text_of
from bylint.text.patterns import lazily

_MOST_LAYOUTS, _MOST_LETTERS, _LARGEST, _MOST_FOLDERS = 800, 4_000_000, 200_000, 2_000
_DEEPEST = 5
# Code of templates: Go, Liquid and Jinja, EJS and PHP, JSX and Svelte.
_CODE = lazily(r"\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|<[%?].{0,500}?[%?]>|\{[^{}\n]{0,400}\}", re.DOTALL)
_SILENT = lazily(r"<(script|style|svg|head|template)\b|<!--|\{\{-?\s?/\*", re.IGNORECASE)
_SILENT_ENDS = {"<!--": "-->", "{{": "*/"}
_INLINE_TAG = lazily(r"</?(?:a|abbr|b|cite|em|i|small|span|strong|time|u)\b[^<>]{0,400}>", re.IGNORECASE)
_TAG = lazily(r"<[^<>]{0,1000}>")
_OPENING = lazily(
    r"\{%-?\s*(?P<liquid>if|unless|for|case|tablerow)\b(?P<of>[^%]{0,300})%\}"
    r"|\{\{-?\s*(?P<go>if|with|range|block|define)\b(?P<go_of>[^}]{0,300})\}\}"
    r"|(?P<other>\{%-?\s*(?:else|elsif|elif|when)\b[^%]{0,300}%\}|\{\{-?\s*else\b[^}]{0,300}\}\})"
    r"|\{(?P<jsx>[^{}()\n]{1,200})&&\s*\(?(?=\s*<)"
    r"|(?P<end>\{%-?\s*(?:end(?:if|unless|for|case|tablerow))\b[^%]{0,60}%\}|\{\{-?\s*end\s*-?\}\}|\)\s*\}|>\s*\}(?!\}))"
)
_FRONT = lazily(r"\A---[ \t]*\r?\n(.{0,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LAYOUT_KEY = lazily(r"^layout:\s*[\"']?([\w./-]{1,80})", re.MULTILINE)
_REFERENCE = lazily(
    r"(?:include|include_relative|include_cached|partial|partialCached|template|extends|import|render)\b[^\n]{0,80}?[\s\"'(/]([\w./-]{1,80})|<([A-Z]\w{1,60})\b"
)
_MARK = "\ufffc"


class Layout(NamedTuple):
    """A file that prints articles or a part of them: its name below the site, its text without what no reader sees
    (blanked, so that places stay), and whether it is a snippet, which others put into theirs."""

    name: str
    text: str
    is_snippet: bool

    @property
    def stem(self) -> str:
        """The name by which others call it."""
        return PurePosixPath(self.name).name.split(".")[0]


class StandingText(NamedTuple):
    """Words of a layout that are printed as they stand, where (line), and under which conditions, outermost first."""

    layout: Layout
    words: str
    line: int
    conditions: tuple[str, ...]


def layouts(site: Site, lists: Mapping[str, Any]) -> tuple[Layout, ...]:
    """Return the layouts of a site, those of its themes after its own."""
    known, left = lists["files"]["layouts"], _MOST_LETTERS
    found: list[Layout] = []
    snippets = frozenset(lists["generators"]["snippets"])
    for path in _paths(site.folder, tuple(known["words"]), tuple(known["endings"])):
        text = text_of(path, site.folder)
        if len(text) > _LARGEST:
            continue
        left -= len(text)
        if left < 0 or len(found) == _MOST_LAYOUTS:
            break
        name = path.relative_to(site.folder).as_posix()
        is_snippet = not snippets.isdisjoint(
            part.lstrip("_") for part in name.split("/")[:-1]
        ) or not snippets.isdisjoint(name.split("/")[:-1])
        found.append(Layout(name, _without_silent(text), is_snippet))
    return tuple(found)


def standing_texts(layout: Layout) -> Iterator[StandingText]:
    """Yield the words of a layout that no code interrupts, paragraph by paragraph."""
    bare = _FRONT.sub(lambda match: _blank(match[0]), layout.text)
    bare = _CODE.sub(lambda match: _MARK + _blank(match[0])[1:], bare)
    bare = _INLINE_TAG.sub(lambda match: _blank(match[0]), bare)
    bare = _TAG.sub(lambda match: "\n\n" + _blank(match[0])[2:], bare)
    for match in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n)){3,3000}", bare):
        words = " ".join(unescape(match[0]).split())
        if _MARK not in words and words.count(" ") > 2:
            line = layout.text.count("\n", 0, match.start()) + 1
            yield StandingText(layout, words, line, conditions(layout.text, match.start()))


def conditions(text: str, at: int) -> tuple[str, ...]:
    """Return the conditions under which something in a layout is printed, outermost first."""
    found: list[str] = []
    for match in _OPENING.finditer(text, 0, at):
        if match["end"]:
            del found[-1:]
        elif match["other"]:
            found[-1:] = [f"unless {each}" for each in found[-1:]]
        else:
            kind = match["liquid"] or match["go"] or ""
            words = match["of"] or match["go_of"] or match["jsx"] or ""
            condition = " ".join(f"{kind if kind in _NO_PLAIN else ''} {words}".split()).strip("- ")
            found.append("" if kind in _NO_CONDITIONS else condition)
    return tuple(filter(None, found))


_NO_CONDITIONS = ("block", "define")
_NO_PLAIN = ("unless", "for", "case", "tablerow", "range")


def users(name: str, every: Iterable[Layout]) -> tuple[tuple[Layout, int], ...]:
    """Return the layouts that put a snippet into theirs, each with the place where it does."""
    stem = PurePosixPath(name).name.split(".")[0]
    found = []
    for layout in every:
        for match in _REFERENCE.finditer(layout.text):
            called = PurePosixPath(match[1] or match[2] or "").name.split(".")[0]
            if called == stem and layout.name != name:
                found.append((layout, match.start()))
                break
    return tuple(found)


def roots(layout: Layout, every: tuple[Layout, ...], depth: int = 0) -> Iterator[tuple[Layout, tuple[str, ...]]]:
    """Yield the layouts of whole pages in which a layout is printed, each with the conditions on the way there."""
    if not layout.is_snippet:
        yield layout, ()
        return
    for user, at in users(layout.name, every) if depth < _DEEPEST else ():
        here = conditions(user.text, at)
        yield from ((root, (*outer, *here)) for root, outer in roots(user, every, depth + 1))


def parent(layout: Layout) -> str:
    """Return the layout that stands around a layout, as its own header names it."""
    front = _FRONT.match(layout.text)
    named = _LAYOUT_KEY.search(front[1]) if front else None
    return PurePosixPath(named[1]).name.split(".")[0] if named else ""


def _paths(folder: Path, names: tuple[str, ...], endings: tuple[str, ...]) -> Iterator[Path]:
    for base in (folder, folder / "src"):
        for name in names:
            if not (base / name).is_symlink():
                yield from _below(base / name, endings)


def _below(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for number, (place, folders, names) in enumerate(os.walk(folder)):
        if number == _MOST_FOLDERS:
            return
        folders[:] = sorted(name for name in folders if name not in ("node_modules", "exampleSite"))
        paths = (Path(place, name) for name in sorted(names) if name.lower().endswith(endings))
        yield from (path for path in paths if not path.is_symlink())


def _without_silent(text: str) -> str:
    """Return a text with what no reader sees blanked: comments, and elements that print nothing."""
    small, at = text.lower(), 0
    kept: list[str] = []
    if len(small) != len(text):  # a letter that is two in small
        small = text
    while opened := _SILENT.search(text, at):
        end = _SILENT_ENDS.get(opened[0][:4], _SILENT_ENDS.get(opened[0][:2], f"</{(opened[1] or '').lower()}"))
        closed = small.find(end, opened.end())
        stop = closed + len(end) if closed >= 0 else len(text)
        kept += (text[at : opened.start()], _blank(text[opened.start() : stop]))
        at = stop
    return "".join((*kept, text[at:]))


def _blank(text: str) -> str:
    return "".join("\n" if letter == "\n" else " " for letter in text)
