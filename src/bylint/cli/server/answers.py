"""What an editor is told, in the values of the Language Server Protocol: diagnostics, changes, explanations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types

from bylint.audit import Reading
from bylint.audit import content_of
from bylint.cli.output import pages_of
from bylint.cli.server.judging import Judged
from bylint.docs import brief
from bylint.model.markup import Fault
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.readers import decoded
from bylint.report.escaping import shown

SOURCE = "bylint"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_MISTAKE = re.compile(r"(?P<path>.+?):(?:(?P<line>\d+):(?:\d+:)?)? (?P<words>.*)", re.DOTALL)
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_CODE = re.compile(r"[A-Z]{2,10}\d{3}")
_WIDTH = 80


class View(NamedTuple):
    """A text as an editor counts in it: lines from 0, columns in units of an encoding. `before` is how many of its
    characters stand before the first of the source."""

    text: str
    encoding: str
    before: int = 0

    def position(self, offset: int) -> types.Position:
        """Return the position of a character of the source."""
        at = min(offset + self.before, len(self.text))
        starts = line_starts(self.text)
        line = bisect_right(starts, at) - 1
        return types.Position(line, _units(self.text[starts[line] : at], self.encoding))

    def range(self, span: Span) -> types.Range:
        """Return the range of characters of the source."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the character of the source at a position, or behind the end of its line."""
        starts = (*line_starts(self.text), len(self.text))
        if position.line >= len(starts) - 1:
            return len(self.text) - self.before
        line = self.text[starts[position.line] : starts[position.line + 1]].rstrip("\r\n")
        at = units = 0
        while at < len(line) and units < position.character:
            units += _units(line[at], self.encoding)
            at += 1
        return max(0, starts[position.line] + at - self.before)

    def range_of_place(self, place: Place) -> types.Range:
        """Return the range of a place that is known by its lines and columns."""
        starts = line_starts(self.text)
        ends = ((place.line, place.column), (place.end_line, place.end_column))
        first, last = (
            self.position(starts[line - 1] + column - 1 - (self.before if line > 1 else 0))
            if line <= len(starts)
            else types.Position(line - 1, column - 1)
            for line, column in ends
        )
        return types.Range(first, last)


def view_of(article: Judged, encoding: str) -> View:
    """Return the text of an editor as it counts in it."""
    return View("\ufeff" * article.before + article.source.text, encoding, article.before)


def view_of_file(path: Path, encoding: str) -> View:
    """Return a file as an editor counts in it; of one that cannot be read every character counts as one."""
    try:
        source = decoded(str(path), content_of(Reading(str(path), path.suffix, path)))
    except OSError:
        return View("", encoding)
    return View("" if isinstance(source, Fault) else source.text, encoding)


class Teller(NamedTuple):
    """How an editor wants to be told: how it counts, and whether it shows places that are related."""

    encoding: str
    has_related: bool
    pages: dict[str, str]


def teller(encoding: str, capabilities: types.ClientCapabilities, rules: Iterable[AnyRule]) -> Teller:
    """Return how an editor of these capabilities is told of what these rules report."""
    told = capabilities.text_document and capabilities.text_document.publish_diagnostics
    return Teller(encoding, bool(told and told.related_information), pages_of(rules))


def diagnostic(found: Violation, view: View, to: Teller, start: Path) -> types.Diagnostic:
    """Return what an editor is told of a violation; `start` is what its paths are relative to."""
    page = to.pages.get(found.code)
    message = "\n".join(filter(None, (shown(found.message), shown(found.hint))))
    return types.Diagnostic(
        range=view.range_of_place(found.place),
        message=message,
        severity=_SEVERITIES.get(found.severity, types.DiagnosticSeverity.Hint),
        code=found.code,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=list(_related(found, view, to, start)) if to.has_related and found.related else None,
    )


def _related(found: Violation, view: View, to: Teller, start: Path) -> Iterator[types.DiagnosticRelatedInformation]:
    for place, message in found.related:
        path = start / place.path
        there = view if place.path == found.place.path else view_of_file(path, to.encoding)
        where = types.Location(path.as_uri(), there.range_of_place(place))
        yield types.DiagnosticRelatedInformation(where, shown(message) or "see also")


def mistakes(lines: Iterable[str], folders: Iterable[Path]) -> tuple[dict[Path, list[types.Diagnostic]], list[str]]:
    """Return what is wrong in files of settings, by file, and the mistakes that stand in none; paths are relative to
    one of the folders."""
    by_path: dict[Path, list[types.Diagnostic]] = {}
    others: list[str] = []
    places = tuple(folders)
    for line in lines:
        match = _MISTAKE.fullmatch(line)
        path = next((at for folder in places if match and (at := folder / match["path"]).is_file()), None)
        if match is None or path is None:
            others.append(shown(line))
            continue
        number = max(0, int(match["line"] or 1) - 1)
        whole = types.Range(types.Position(number, 0), types.Position(number + 1, 0))
        told = types.Diagnostic(whole, shown(match["words"]), types.DiagnosticSeverity.Error, source=SOURCE)
        by_path.setdefault(path, []).append(told)
    return by_path, others


def edits_between(before: str, after: str, view: View) -> list[types.TextEdit]:
    """Return what makes of one text of an article another, line by line."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        types.TextEdit(view.range(Span(starts[first], starts[last])), "".join(new[first_new:last_new]))
        for kind, first, last, first_new, last_new in changes
        if kind != "equal"
    ]


def explanation(rule: AnyRule, *, is_markdown: bool) -> types.MarkupContent:
    """Return what a rule is about, in the ten lines of `bylint explain`."""
    page = pages_of((rule,)).get(rule.code, "")
    text = "\n".join(brief(rule, "" if is_markdown else page, _WIDTH))
    if not is_markdown:
        return types.MarkupContent(types.MarkupKind.PlainText, text)
    # What stands in a block of code is no markup, whatever a pack says.
    block = f"~~~text\n{text.replace('~~~', '~ ~ ~')}\n~~~\n"
    return types.MarkupContent(types.MarkupKind.Markdown, block + (f"\n<{page}>\n" if page else ""))


def code_at(view: View, offset: int) -> str:
    """Return the code of a rule that is written at a character, as in a suppression; nothing where there is none."""
    at = offset + view.before
    begin = max(view.text.rfind("\n", 0, at), view.text.rfind("\r", 0, at)) + 1
    line = view.text[begin : begin + 1000]
    return next((match[0] for match in _CODE.finditer(line) if match.start() <= at - begin <= match.end()), "")


def _units(text: str, encoding: str) -> int:
    if encoding == types.PositionEncodingKind.Utf32:
        return len(text)
    if text.isascii():
        return len(text)
    if encoding == types.PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(character > "\uffff" for character in text)
