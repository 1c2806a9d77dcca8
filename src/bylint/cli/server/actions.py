"""What an editor may do about a violation: mend it, mend all, silence it; and what that changes, once it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from lsprotocol import types

from bylint import fix
from bylint import waiving
from bylint.cli.server.answers import View
from bylint.cli.server.answers import edits_between
from bylint.cli.server.judging import Judged
from bylint.cli.server.judging import all_fixed
from bylint.cli.server.judging import fixed
from bylint.cli.server.judging import suppression
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.suppress import ABOUT_SUPPRESSIONS

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.bylint"
KINDS = (types.CodeActionKind.QuickFix.value, FIX_ALL)
SHOW = "bylint.showReason"
"""The command with which an editor puts the cursor where a reason is to be written."""
_FIX, _IGNORE, _ALL = "fix", "ignore", "all"


class Change(NamedTuple):
    """What is to be changed in a text and, where somebody has to write on, where that is in the changed one."""

    edits: tuple[types.TextEdit, ...]
    select: types.Range | None = None


def offered(
    article: Judged, asked: types.CodeActionParams, told: Sequence[types.Diagnostic], version: int | None
) -> Iterator[types.CodeAction]:
    """Yield what may be done about what is wrong in a range; `told` is what was said of each violation."""
    kinds = asked.context.only
    known = {"uri": asked.text_document.uri, "version": version}
    if _is_wanted(types.CodeActionKind.QuickFix.value, kinds):
        for found, diagnostic in zip(article.violations, told, strict=True):
            if _touches(diagnostic.range, asked.range):
                yield from _about(article, found, diagnostic, known)
    if _is_wanted(FIX_ALL, kinds) and _fixable(article):
        yield types.CodeAction("Mend all that bylint can mend safely", FIX_ALL, data={**known, "do": _ALL})


def _about(
    article: Judged, found: Violation, diagnostic: types.Diagnostic, known: dict[str, Any]
) -> Iterator[types.CodeAction]:
    data = {**known, "code": found.code, "start": found.place.span.start, "end": found.place.span.end}
    if found.fix and found.place.path == article.source.path and fix.fixable((found,), unsafe=True):
        is_safe = found.fix.applicability == "safe"
        yield types.CodeAction(
            f"{found.fix.title}{'' if is_safe else ' (may change what is said)'}",
            types.CodeActionKind.QuickFix,
            [diagnostic],
            is_preferred=is_safe or None,
            data={**data, "do": _FIX},
        )
    if found.name not in ABOUT_SUPPRESSIONS and not found.is_for_all and not article.reading.is_author_data:
        title = f"Ignore {found.code} here: you write the reason"
        yield types.CodeAction(title, types.CodeActionKind.QuickFix, [diagnostic], data={**data, "do": _IGNORE})


def change(article: Judged, view: View, data: dict[str, Any]) -> Change | None:
    """Return what an action changes; nothing where that cannot be done without harm."""
    before = article.source.text
    if data.get("do") == _ALL:
        after = all_fixed(article)
        return Change(tuple(edits_between(before, after, view))) if after is not None else None
    found = _meant(article.violations, data)
    if found is None:
        return None
    if data.get("do") == _FIX:
        after = fixed(article, found)
        return Change(tuple(edits_between(before, after, view))) if after is not None else None
    return _silenced(article, view, found)


def _silenced(article: Judged, view: View, found: Violation) -> Change | None:
    insertions = sorted(suppression(article, found))
    if not insertions:
        return None
    after = view._replace(text=view.text[: view.before] + waiving.written(article.source.text, insertions))
    at, words = insertions[0]
    begin = at + words.rfind(waiving.EXAMPLE.reason)
    edits = (types.TextEdit(view.range(Span(each.at, each.at)), each.text) for each in insertions)
    return Change(tuple(edits), after.range(Span(begin, begin + len(waiving.EXAMPLE.reason))))


def with_change(
    action: types.CodeAction, found: Change, data: dict[str, Any], *, has_versions: bool, can_show: bool
) -> types.CodeAction:
    """Return an action with what it changes, in the form that an editor knows."""
    uri = data["uri"]
    if has_versions:
        whose = types.OptionalVersionedTextDocumentIdentifier(uri, data.get("version"))
        edit = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(whose, list(found.edits))])
    else:
        edit = types.WorkspaceEdit({uri: list(found.edits)})
    action.edit = edit
    if found.select and can_show:
        first, last = found.select.start, found.select.end
        where = [uri, first.line, first.character, last.line, last.character]
        action.command = types.Command("Write the reason", SHOW, arguments=where)
    return action


def _fixable(article: Judged) -> tuple[Violation, ...]:
    return fix.fixable(found for found in article.violations if found.place.path == article.source.path)


def _meant(violations: Iterable[Violation], data: dict[str, Any]) -> Violation | None:
    wanted = data.get("code"), (data.get("start"), data.get("end"))
    return next((found for found in violations if (found.code, found.place.span) == wanted), None)


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Tell whether an editor asks for a kind of action, or for one that holds it."""
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in map(_word, only))


def _word(kind: str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _touches(one: types.Range, other: types.Range) -> bool:
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
