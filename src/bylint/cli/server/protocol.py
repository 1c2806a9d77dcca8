"""The conversation with an editor: what it tells and asks, and when articles are judged."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from bylint import __version__
from bylint.cli.server import actions
from bylint.cli.server import answers
from bylint.cli.server import comparing
from bylint.cli.server.answers import View
from bylint.cli.server.judging import Judged
from bylint.cli.server.judging import Place
from bylint.cli.server.judging import Sites
from bylint.cli.server.judging import explained
from bylint.cli.server.judging import judged
from bylint.errors import BylintError
from bylint.model.rule import Violation
from bylint.model.source import Source

_PAUSE, _LONGEST_PAUSE = 0.01, 2.0
"""Seconds without a key until an article is judged: what comes at once is judged once."""
_LONG = 0.1
"""Where judging takes more seconds than this, the pause is as long as it took, for whoever types is faster."""
_COMPARED = 1.0
"""Seconds without a key until an article is held against the others, where the site asks for that."""
_SETTLED = 0.2
"""Seconds after the last change of settings until they are read anew: a change of branches brings many at once."""
_WATCHED = "**/*.{yaml,yml,json,toml,md}"
"""What may be settings, packs, or files of people and organisations."""

Diagnostics = list[types.Diagnostic]


class Known(NamedTuple):
    """An article as it was judged: the version of its text, and what the editor is told of each violation."""

    version: int | None
    article: Judged
    view: View
    told: Diagnostics


class Comparison(NamedTuple):
    """What only other articles tell of a text."""

    source: Source
    found: tuple[Violation, ...]


class Server(LanguageServer):
    """A conversation with one editor."""

    def __init__(self) -> None:
        # Whole texts: the library counts the lines of changes in another way than editors do (U+2028, form feeds).
        super().__init__("bylint", __version__, types.TextDocumentSyncKind.Full)
        self.sites = Sites()
        self.known: dict[str, Known] = {}
        self.waiting: dict[str, asyncio.TimerHandle] = {}
        self.reload: asyncio.TimerHandle | None = None
        self.pause = _PAUSE
        self.comparing: dict[str, asyncio.Task[None]] = {}
        self._compared: dict[str, Comparison] = {}
        self._told: dict[str, Mapping[str, Diagnostics]] = {}
        self._shown_elsewhere: dict[str, Diagnostics] = {}
        self._said: set[str] = set()

    def tell(self, owner: str, found: Mapping[str, Diagnostics], version: int | None = None) -> None:
        """Have the editor show what was found on account of a file, in it and in others."""
        before = self._told.pop(owner, {})
        if found:
            self._told[owner] = found
        for uri in {*before, *found}:
            every = [each for told in self._told.values() for each in told.get(uri, ())]
            once = [each for number, each in enumerate(every) if each not in every[:number]]
            if uri == owner or self._shown_elsewhere.get(uri) != once:
                self._shown_elsewhere[uri] = once
                shown = types.PublishDiagnosticsParams(uri, once, version if uri == owner else None)
                self.text_document_publish_diagnostics(shown)

    def say(self, words: str) -> None:
        """Have the editor show a message, once until settings change."""
        if words not in self._said:
            self._said.add(words)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"bylint: {words}"))

    def forget(self) -> None:
        """Read settings, registries and packs anew, and judge what is open again."""
        self.reload = None
        self.sites.forget()
        self._said.clear()
        for uri in list(self.workspace.text_documents):
            self.judge(self.workspace.text_documents[uri].uri)

    def judge_soon(self, uri: str) -> None:
        """Judge an article once nobody has typed for a moment."""
        if uri in self.waiting:
            self.waiting.pop(uri).cancel()
        self.waiting[uri] = asyncio.get_running_loop().call_later(self.pause, self.judge, uri)

    def judge(self, uri: str) -> Known | None:
        """Judge an article as it is now, and tell the editor; nothing for what bylint does not read."""
        if uri in self.waiting:
            self.waiting.pop(uri).cancel()
        document = self.workspace.get_text_document(uri)
        place = self.place(uri)
        if place is None:
            return None
        begun = time.monotonic()
        try:
            article = judged(place, document.source)
        except BylintError as error:
            self.drop_for(uri, error)
            return None
        known = self._shown(uri, article, document.version, place, self._kept(uri, article.source))
        took = time.monotonic() - begun
        self.pause = min(took, _LONGEST_PAUSE) if took > _LONG else _PAUSE
        if place.needs_others and not (place.is_author_data and uri in self.known):
            self.compare(uri, 0 if uri not in self.known else _COMPARED)
        self.known[uri] = known
        return known

    def compare(self, uri: str, seconds: float) -> None:
        """Hold an article against the others of its site in a while, unless something else comes up before."""
        self.stop_comparing(uri)
        self.comparing[uri] = asyncio.get_running_loop().create_task(self.compare_after(uri, seconds))

    def stop_comparing(self, uri: str) -> None:
        """End a comparison that is under way."""
        if uri in self.comparing:
            self.comparing.pop(uri).cancel()

    def drop(self, uri: str, found: Mapping[str, Diagnostics] = MappingProxyType({})) -> None:
        """Forget an article that is no longer open, or not judged any more, and what the editor was told of it, but for
        what was found instead."""
        if uri in self.waiting:
            self.waiting.pop(uri).cancel()
        self.stop_comparing(uri)
        self.known.pop(uri, None)
        self._compared.pop(uri, None)
        self.tell(uri, found)

    async def compare_after(self, uri: str, seconds: float) -> None:
        """Hold an article against the others of its site after so many seconds."""
        await asyncio.sleep(seconds)
        known, place = self.known.get(uri), self.place(uri)
        if known is None or place is None:
            return
        try:
            found = await comparing.compared(place, known.article)
        except (OSError, RuntimeError) as error:
            self.window_log_message(types.LogMessageParams(types.MessageType.Warning, f"bylint: {error}"))
            return
        if self.known.get(uri) is known:
            alone = judged(place, known.view.text)
            only = comparing.only_compared(found, alone)
            self._compared[uri] = Comparison(alone.source, only)
            self.known[uri] = self._shown(uri, alone, known.version, place, only)

    def _kept(self, uri: str, source: Source) -> tuple[Violation, ...]:
        """Return what others told of an article before, at its places in the text as it is now."""
        before = self._compared.get(uri)
        if before is None:
            return ()
        found = tuple(comparing.moved(before.found, before.source, source))
        self._compared[uri] = Comparison(source, found)
        return found

    def _shown(
        self, uri: str, article: Judged, version: int | None, place: Place, others: Iterable[Violation]
    ) -> Known:
        """Have the editor show what is wrong in an article, by itself and beside others."""
        whole = article._replace(violations=comparing.in_order((*article.violations, *others)))
        known = self._known(whole, answers.view_of(whole, self.encoding), version, place)
        self.tell(uri, _by_file(uri, known, place.start), version)
        return known

    def place(self, uri: str) -> Place | None:
        """Return how a file is judged, and tell the editor of mistakes in its settings."""
        path = path_of(uri)
        try:
            found = self.sites.place(path) if path else None
        except BylintError as error:
            self.drop_for(uri, error)
            return None
        if found is None:
            self.drop(uri)
        return found

    def drop_for(self, uri: str, error: BylintError) -> None:
        """Tell the editor of mistakes for which an article is not judged, each in its file."""
        path = path_of(uri)
        start = self.sites.start_of(path) if path else Path.cwd()
        by_path, others = answers.mistakes(error.lines, (start, Path.cwd()))
        for words in others:
            self.say(words)
        for at, told in by_path.items():
            self.say(f"{at.name} has mistakes, so nothing is checked by it: {told[0].message}")
        self.drop(uri, {uri: [], **{at.as_uri(): told for at, told in by_path.items()}})

    def now(self, uri: str) -> Known | None:
        """Return an article as its text is now, judged before or now."""
        document = self.workspace.get_text_document(uri)
        known = self.known.get(uri)
        return known if known and known.version == document.version else self.judge(uri)

    @property
    def encoding(self) -> str:
        """How the editor counts columns."""
        return str(self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16.value)

    def _known(self, article: Judged, view: View, version: int | None, place: Place) -> Known:
        to = answers.teller(self.encoding, self.client_capabilities, article.run.chosen)
        views: dict[str, View] = {article.source.path: view}
        told: Diagnostics = []
        for found in article.violations:
            at = found.place.path
            if at not in views:
                views[at] = answers.view_of_file(place.start / at, self.encoding)
            told.append(answers.diagnostic(found, views[at], to, place.start))
        return Known(version, article, view, told)


def _by_file(uri: str, known: Known, start: Path) -> dict[str, Diagnostics]:
    found: dict[str, Diagnostics] = {uri: []}
    for violation, told in zip(known.article.violations, known.told, strict=True):
        at = violation.place.path
        where = uri if at == known.article.source.path else (start / at).as_uri()
        found.setdefault(where, []).append(told)
    return found


def path_of(uri: str) -> Path | None:
    """Return the file that an address stands for, if it is one."""
    path = to_fs_path(uri)
    return Path(path) if path else None


def initialized(ls: Server, _params: types.InitializedParams) -> None:
    ls.sites.roots = _roots(ls)
    watching = ls.client_capabilities.workspace and ls.client_capabilities.workspace.did_change_watched_files
    if watching and watching.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
        asked = types.Registration("bylint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(types.RegistrationParams([asked]))


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.judge(params.text_document.uri)


def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.judge_soon(params.text_document.uri)


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    uri = params.text_document.uri
    _files_changed(ls, (uri,))
    place = ls.place(uri) if uri in ls.known else None
    if place and place.needs_others:
        ls.compare(uri, 0)


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.drop(params.text_document.uri)


def files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    _files_changed(ls, (change.uri for change in params.changes))


def folders_changed(ls: Server, _params: types.DidChangeWorkspaceFoldersParams) -> None:
    ls.sites.roots = _roots(ls)
    ls.forget()


def _files_changed(ls: Server, uris: Iterable[str]) -> None:
    if not any((path := path_of(uri)) and ls.sites.concerns(path) for uri in uris):
        return
    if ls.reload:
        ls.reload.cancel()
    ls.reload = asyncio.get_running_loop().call_later(_SETTLED, ls.forget)


def _roots(ls: Server) -> tuple[Path, ...]:
    uris = [*(folder.uri for folder in ls.workspace.folders.values()), ls.workspace.root_uri]
    return tuple(dict.fromkeys(path for uri in uris if uri and (path := path_of(uri))))


def code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    known = ls.now(params.text_document.uri)
    if known is None:
        return []
    found = list(actions.offered(known.article, params, known.told, known.version))
    asked = ls.client_capabilities.text_document and ls.client_capabilities.text_document.code_action
    if asked and asked.resolve_support and "edit" in asked.resolve_support.properties:
        return found
    return [done for action in found if (done := resolved(ls, action)).edit]


def resolved(ls: Server, action: types.CodeAction) -> types.CodeAction:
    data: dict[str, Any] = action.data if isinstance(action.data, dict) else {}
    known = ls.now(str(data.get("uri", "")))
    if known is None or known.version != data.get("version"):
        return action
    found = actions.change(known.article, known.view, data)
    if found is None:
        ls.say(f"{action.title}: no comment can stand there, or the page would not be what it was")
        return action
    able, window = ls.client_capabilities.workspace, ls.client_capabilities.window
    has_versions = bool(able and able.workspace_edit and able.workspace_edit.document_changes)
    can_show = bool(window and window.show_document and window.show_document.support)
    return actions.with_change(action, found, data, has_versions=has_versions, can_show=can_show)


def show_reason(ls: Server, uri: str, line: int, column: int, end_line: int, end_column: int) -> None:
    where = types.Range(types.Position(line, column), types.Position(end_line, end_column))
    ls.window_show_document(types.ShowDocumentParams(uri, take_focus=True, selection=where))


def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    known = ls.now(params.text_document.uri)
    if known is None:
        return None
    at = params.position
    told = [each for each in known.told if each.range.start <= at <= each.range.end]
    codes = [str(each.code) for each in told] or [answers.code_at(known.view, known.view.offset(at))]
    rules = filter(None, (explained(known.article.run, code) for code in dict.fromkeys(codes) if code))
    asked = ls.client_capabilities.text_document and ls.client_capabilities.text_document.hover
    is_markdown = bool(asked and asked.content_format and types.MarkupKind.Markdown in asked.content_format)
    pages = [answers.explanation(rule, is_markdown=is_markdown) for rule in rules]
    if not pages:
        return None
    whole = types.MarkupContent(pages[0].kind, "\n\n".join(page.value for page in pages))
    return types.Hover(whole, told[0].range if told else None)


def serve() -> None:
    """Serve the editor at the other end of stdin and stdout until it says that it is done."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    # Whatever else is printed must not come between the messages.
    sys.stdout = sys.stderr
    server().start_io(stdin, stdout)


def server() -> Server:
    """Return a server that knows what to do with each message."""
    made = Server()
    plain: dict[str, Callable[..., Any]] = {
        types.INITIALIZED: initialized,
        types.TEXT_DOCUMENT_DID_OPEN: did_open,
        types.TEXT_DOCUMENT_DID_CHANGE: did_change,
        types.TEXT_DOCUMENT_DID_SAVE: did_save,
        types.TEXT_DOCUMENT_DID_CLOSE: did_close,
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: files_changed,
        types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: folders_changed,
        types.TEXT_DOCUMENT_HOVER: hover,
        types.CODE_ACTION_RESOLVE: resolved,
    }
    for name, function in plain.items():
        made.feature(name)(function)
    offer = types.CodeActionOptions(code_action_kinds=actions.KINDS, resolve_provider=True)
    made.feature(types.TEXT_DOCUMENT_CODE_ACTION, offer)(code_actions)
    made.command(actions.SHOW)(show_reason)
    return made
