"""A real client over stdio writes articles, and the server says what is wrong with them as they are."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tomllib
from collections.abc import AsyncIterator
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig
from pytest_lsp import LanguageClient
from pytest_lsp import client_capabilities

from bylint.cli.__main__ import main
from bylint.cli.server import actions
from bylint.cli.server import answers
from bylint.cli.server import comparing
from bylint.cli.server.judging import Sites
from bylint.cli.server.judging import judged
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of

in_session = pytest.mark.asyncio(loop_scope="module")

HEAD = "---\ntitle: The quay\nauthor: Ada Lund\ndate: 2024-01-31\n---\n\n"
BODY = "The old quay was built of wood.\n\n"
PICTURE = "![The quay](/img/quay.jpg)\n*🦀🦀 The quay. Image: Creative Commons*\n\n"
IS, WAS = (f"Ada Lund is {post} of the Institute for Tidal Studies.\n" for post in ("director", "the former director"))
# A server with one more role, which fails on the articles of one name.
SERVED = """
from bylint import roles
from bylint.cli.__main__ import main
roles.ROLES = (*roles.ROLES, lambda article, _: iter((1 // 0,) if "fails" in article.source.path else ()))
raise SystemExit(main(["server"]))
"""


def client() -> LanguageClient:
    """Return an editor that keeps what it is told of each version of a file, and what it is asked to watch and show."""
    made = LanguageClient(converter_factory=default_converter)
    made.told, made.watched, made.selected = {}, [], []

    @made.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def told(params: types.PublishDiagnosticsParams) -> None:
        made.told.setdefault(params.uri, []).append((params.version, params.diagnostics))

    @made.feature(types.WINDOW_SHOW_MESSAGE)
    def say(params: types.ShowMessageParams) -> None:
        made.messages.append(params)

    @made.feature(types.CLIENT_REGISTER_CAPABILITY)
    def watch(params: types.RegistrationParams) -> None:
        made.watched += (each.method for each in params.registrations)

    @made.feature(types.WINDOW_SHOW_DOCUMENT)
    def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        made.selected.append(params.selection)
        return types.ShowDocumentResult(True)

    return made


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three sites: one of its own content, one that ignores ads, one whose articles are held against each other."""
    root = tmp_path_factory.mktemp("sites")
    settings = {
        "quay": "version: 1\ncontent: [posts/**]\nexclude: [posts/drafts/**]\n",
        "mail": "version: 1\nignore: [ADS]\n",
        "kin": "version: 1\narchive: true\n",
    }
    for name, words in settings.items():
        (root / name / "posts").mkdir(parents=True)
        (root / name / "bylint.yaml").write_text(words, encoding="utf-8")
    for name, day in (("a", "2024-02-01"), ("b", "2024-03-01")):
        text = HEAD.replace("2024-01-31", day) + BODY + IS
        (root / "kin" / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    # What a stranger may have put there: nothing of a site is a program.
    (root / "kin" / "bylint").mkdir()
    for module in ("bylint/__init__.py", "click.py"):
        (root / "kin" / module).write_text(f"open({str(root / 'ran')!r}, 'w')\n", encoding="utf-8")
    return root


CONFIG = ClientServerConfig(server_command=[sys.executable, "-c", SERVED], client_factory=client)


@pytest_lsp.fixture(config=CONFIG, scope="module", loop_scope="module")
async def editor(lsp_client: LanguageClient, sites: Path) -> AsyncIterator[None]:
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[
                types.WorkspaceFolder((sites / name).as_uri(), name) for name in ("quay", "mail", "kin")
            ],
        )
    )
    yield
    await lsp_client.shutdown_session()


async def until(is_so: Any) -> None:
    """Wait until something is so."""
    for _ in range(15_000):
        if is_so():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("nothing came of it")


class Buffer:
    """An open file of an editor."""

    def __init__(self, editor: LanguageClient, path: Path, text: str) -> None:
        self.editor, self.uri, self.version = editor, path.as_uri(), 1
        self.id = types.TextDocumentIdentifier(self.uri)
        editor.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri, "markdown", 1, text))
        )

    def write(self, text: str) -> None:
        self.version += 1
        self.editor.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    @property
    def shown(self) -> tuple[int | None, Sequence[types.Diagnostic]]:
        return self.editor.told.get(self.uri, [(0, ())])[-1]

    async def wrong(self) -> list[str]:
        """Return what is wrong with the text as it is, with its lines from 0."""
        await until(lambda: self.shown[0] == self.version)
        return [f"{each.code} {each.range.start.line}:{each.range.start.character}" for each in self.shown[1]]

    async def offered(self, *kinds: str) -> list[types.CodeAction]:
        whole = types.Range(types.Position(0, 0), types.Position(999, 0))
        context = types.CodeActionContext([], kinds or None)
        found = await self.editor.text_document_code_action_async(types.CodeActionParams(self.id, whole, context))
        return [await self.editor.code_action_resolve_async(each) for each in found or ()]

    def close(self) -> None:
        self.editor.text_document_did_close(types.DidCloseTextDocumentParams(self.id))


def edited(text: str, action: types.CodeAction) -> str:
    """Return a text without characters beyond the first plane as an editor has it after an action."""
    assert action.edit
    (change,) = action.edit.document_changes
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for each in sorted(change.edits, key=lambda edit: -edit.range.start.line):
        first, last = (starts[at.line] + at.character for at in (each.range.start, each.range.end))
        text = text[:first] + each.new_text + text[last:]
    return text


@in_session
async def test_article_as_it_is_opened(editor: LanguageClient, sites: Path) -> None:
    buffer = Buffer(editor, sites / "quay" / "posts" / "a.md", f"{HEAD}{BODY}\u2028{PICTURE}{WAS}\n---\n\n{IS}")
    # Columns are those of UTF-16: each crab takes two.
    assert await buffer.wrong() == ["IMG004 9:16", "BIO001 15:12"]
    credit, bio = buffer.shown[1]
    assert credit.severity == types.DiagnosticSeverity.Error
    assert credit.source == "bylint"
    assert credit.code_description
    assert credit.code_description.href == "https://example.com/bylint/rules/IMG004"
    assert "names a licence, not a creator\n" in credit.message
    (other,) = bio.related_information
    assert (other.location.uri, other.location.range.start.line) == (buffer.uri, 11)
    at = types.HoverParams(buffer.id, types.Position(9, 20))
    hover = await editor.text_document_hover_async(at)
    assert hover
    assert "IMG004   licence-as-credit: " in hover.contents.value
    assert "https://example.com/bylint/rules/IMG004" in hover.contents.value
    assert await editor.text_document_hover_async(types.HoverParams(buffer.id, types.Position(0, 0))) is None
    buffer.close()
    await until(lambda: buffer.shown == (None, []) or not buffer.shown[1])


@in_session
async def test_three_hundred_edits(editor: LanguageClient, sites: Path) -> None:
    buffer = Buffer(editor, sites / "quay" / "posts" / "b.md", HEAD + BODY)
    await buffer.wrong()
    memory = []
    for number in range(300):
        before = number % 7
        is_ad = number % 2 == 0
        buffer.write(f"{HEAD}{BODY * before}{'Advertisement' if is_ad else 'The end'}\n\n{number}.\n")
        assert await buffer.wrong() == ([f"ADS001 {6 + 2 * before}:0"] if is_ad else [])
        memory.append(_memory())
    # Megabytes; what patterns and lists take comes with the first articles.
    assert memory[-1] - memory[50] < 10
    # Whoever types fast is told of the last text alone.
    told = len(editor.told[buffer.uri])
    for number in range(40):
        buffer.write(f"{HEAD}{BODY * 40}{number}\n\nAdvertisement\n")
    assert await buffer.wrong() == ["ADS001 88:0"]
    assert len(editor.told[buffer.uri]) - told < 40
    buffer.close()


def _memory() -> float:
    """Return how many megabytes the server holds, the one process of ours; nothing where the system does not say."""
    try:
        (server,) = Path("/proc/thread-self/children").read_text(encoding="ascii").split()
        status = Path(f"/proc/{server}/status").read_text(encoding="ascii")
    except (OSError, ValueError):
        return 0
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@in_session
async def test_what_may_be_done(editor: LanguageClient, sites: Path) -> None:
    text = f"{HEAD}{BODY}Advertisement\n\n{BODY}Advertisement\n\n{BODY}"
    buffer = Buffer(editor, sites / "quay" / "posts" / "c.md", text)
    assert await buffer.wrong() == ["ADS001 8:0", "ADS001 12:0"]
    mend, ignore, *_, everything = await buffer.offered()
    assert (mend.title, mend.kind, mend.is_preferred) == ("Delete the line", "quickfix", True)
    assert edited(text, mend) == f"{HEAD}{BODY * 2}Advertisement\n\n{BODY}"
    assert everything.kind == "source.fixAll.bylint"
    assert edited(text, everything) == HEAD + BODY * 3
    assert [each.kind for each in await buffer.offered("source.fixAll")] == ["source.fixAll.bylint"]
    assert await buffer.offered("refactor") == []
    # The place-holder has no force, and is selected for a reason to be written over it.
    silenced = edited(text, ignore)
    assert silenced == text.replace("Adv", "<!-- bylint-ignore-next-line ADS001: your reason -->\n\nAdv", 1)
    buffer.write(silenced)
    assert await buffer.wrong() == ["LNT003 8:0", "ADS001 10:0", "ADS001 14:0"]
    assert ignore.command
    await editor.workspace_execute_command_async(
        types.ExecuteCommandParams(ignore.command.command, ignore.command.arguments)
    )
    (selected,) = editor.selected
    line = silenced.splitlines()[selected.start.line]
    assert line[selected.start.character : selected.end.character] == "your reason"
    buffer.write(silenced.replace(": your reason", ": shown as the writer saw it"))
    assert await buffer.wrong() == ["ADS001 14:0"]
    # In a suppression the code of a rule is explained as well.
    hover = await editor.text_document_hover_async(types.HoverParams(buffer.id, types.Position(8, 33)))
    assert hover
    assert "ADS001   leftover-ad-marker" in hover.contents.value
    buffer.close()


@in_session
async def test_settings_are_those_on_disk(editor: LanguageClient, sites: Path) -> None:
    await until(lambda: editor.watched == ["workspace/didChangeWatchedFiles"])
    settings = sites / "quay" / "bylint.yaml"
    before = settings.read_text(encoding="utf-8")
    buffer = Buffer(editor, sites / "quay" / "posts" / "d.md", f"{HEAD}{BODY}Advertisement\n")
    other = Buffer(editor, sites / "mail" / "posts" / "d.md", f"{HEAD}{BODY}Advertisement\n")
    assert await buffer.wrong() == ["ADS001 8:0"]
    assert await other.wrong() == []

    def change(words: str) -> None:
        settings.write_text(words, encoding="utf-8")
        changed = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))

    change(f"{before}ignore: [ADS]\n")
    await until(lambda: not buffer.shown[1])
    told = len(editor.messages)
    change(f"{before}baseline: none.txt\n")
    await until(lambda: editor.told.get(settings.as_uri()))
    assert "none.txt" in editor.told[settings.as_uri()].pop()[1][0].message
    del editor.messages[told:]
    change(f"{before}colour: red\n")
    await until(lambda: editor.told.get(settings.as_uri()))
    (mistake,) = editor.told[settings.as_uri()][-1][1]
    assert (mistake.range.start.line, mistake.severity) == (3, types.DiagnosticSeverity.Error)
    assert "'colour'" in mistake.message
    assert [each.message[:20] for each in editor.messages[told:]] == ["bylint: bylint.yaml "]
    assert len(editor.told[settings.as_uri()]) == 1
    buffer.write(f"{HEAD}Advertisement\n")
    # The other site goes on, and so does this one once its settings are mended.
    other.write(f"{HEAD}{BODY}{PICTURE}")
    assert await other.wrong() == ["IMG004 9:16"]
    assert not buffer.shown[1]
    assert len(editor.messages[told:]) == 1
    change(before)
    await until(lambda: buffer.shown[1] and not editor.told[settings.as_uri()][-1][1])
    buffer.close()
    other.close()


@in_session
async def test_files_that_are_not_read(editor: LanguageClient, sites: Path) -> None:
    text = f"{HEAD}{BODY}Advertisement\n"
    names = ("posts/drafts/a.md", "pages/a.md", "posts/a.py", "bylint.yaml")
    buffers = [Buffer(editor, sites / "quay" / name, text) for name in names]
    last = Buffer(editor, sites / "quay" / "posts" / "last.md", text)
    await last.wrong()
    assert [editor.told[buffer.uri] for buffer in buffers if editor.told.get(buffer.uri, [(0, [])])[-1][1]] == []
    assert await buffers[0].offered() == []
    for buffer in (*buffers, last):
        buffer.close()


@in_session
@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    (
        ("fails.md", HEAD, ["LNT010 0:0"]),
        ("nul.md", f"{HEAD}\0", ["LNT001 0:0"]),
        ("half.md", f"{HEAD}\ud83e{BODY}Advertisement\n", ["ADS001 8:0"]),
        ("mark.md", f"\ufeff{HEAD}{BODY}Advertisement\n", ["ADS001 8:0"]),
        ("mark.txt", "\ufeffAdvertisement\n\nIt rained.\n", ["ADS001 0:1"]),
        ("ends.md", f"{HEAD}{BODY}Advertisement\n".replace("\n", "\r\n"), ["ADS001 8:0"]),
        ("large.md", "word " * 1_700_000, ["LNT005 0:0"]),
        ("deep.md", "> " * 5_000, []),
    ),
)
async def test_hostile_texts(editor: LanguageClient, sites: Path, name: str, text: str, wrong: list[str]) -> None:
    buffer = Buffer(editor, sites / "quay" / "posts" / name, text)
    assert [each for each in await buffer.wrong() if not each.startswith("BYL")] == wrong
    buffer.close()
    assert editor.error is None


@in_session
async def test_articles_of_an_archive(editor: LanguageClient, sites: Path) -> None:
    text = HEAD.replace("2024-01-31", "2024-02-15") + BODY + WAS
    buffer = Buffer(editor, sites / "kin" / "posts" / "c.md", text)
    await until(lambda: buffer.shown[1])
    assert await buffer.wrong() == ["BIO001 8:12"]
    (found,) = buffer.shown[1]
    assert {each.location.uri for each in found.related_information} <= {
        (sites / "kin" / "posts" / name).as_uri() for name in ("a.md", "b.md")
    }
    # It moves with its words, until what they say is compared anew.
    buffer.write(text.replace(BODY, BODY * 2))
    assert await buffer.wrong() == ["BIO001 10:12"]
    buffer.write(text.replace(WAS, IS))
    assert await buffer.wrong() == []
    buffer.close()
    assert not (sites / "ran").exists()


@pytest.mark.parametrize(("encoding", "column"), (("utf-8", 8), ("utf-16", 4), ("utf-32", 2)))
def test_columns_of_each_encoding(encoding: str, column: int) -> None:
    view = answers.View("a\u2028b\n🦀🦀c\r\n", encoding)
    at = view.text.index("c")
    assert view.position(at) == types.Position(1, column)
    assert view.offset(types.Position(1, column)) == at
    assert view.offset(types.Position(1, 99)) == at + 1
    assert view.offset(types.Position(99, 0)) == len(view.text)


def test_violations_move_with_the_text() -> None:
    before, after = (Source("a.md", text) for text in ("one two three", "one and two three"))
    spans = (Span(0, 3), Span(2, 5), Span(8, 13))
    found = [Violation("BIO001", "x", "error", place_of(before, span), "x") for span in spans]
    assert [each.place.span for each in comparing.moved(found, before, after)] == [Span(0, 3), Span(12, 17)]


def test_fix_that_does_harm_is_none(tmp_path: Path) -> None:
    place = Sites([tmp_path]).place(tmp_path / "a.md")
    assert place
    article = judged(place, f"{HEAD}{BODY}Advertisement\n")
    (found,) = article.violations
    harmful = article._replace(look=lambda _: (found,))
    data = {"do": "fix", "code": "ADS001", "start": found.place.span.start, "end": found.place.span.end}
    view = answers.view_of(article, "utf-16")
    assert actions.change(article, view, data)
    assert actions.change(harmful, view, data) is None
    assert actions.change(article, view, {**data, "start": 0}) is None
    # A report may say of one that there are more like it.
    assert comparing.only_compared([found._replace(message="x (and 3 more)")], article) == ()
    assert comparing.only_compared([found._replace(code="BIO001")], article) != ()


def test_another_package_is_needed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    assert main(["server"]) == 2
    assert capsys.readouterr().err == "bylint: the server needs another package: pip install 'bylint[lsp]'\n"


def test_docs_set_it_up() -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs" / "editor.md").read_text(encoding="utf-8")
    for name in ("Neovim", "Emacs", "Vim with ALE", "Helix", "VS Code", "Zed"):
        assert f"\n## {name}\n" in page
    shown = re.findall(r"```(json|toml)\n(.*?)```", page, re.DOTALL)
    values = [json.loads(text) if form == "json" else tomllib.loads(text) for form, text in shown]
    assert values[0]["language-server"]["bylint"] == {"command": "bylint", "args": ["server"]}
    assert values[1]["glspc.server.commandArguments"] == ["server"]
    assert actions.FIX_ALL in values[1]["editor.codeActionsOnSave"]
    assert page.count('"bylint", "server"') + page.count('"bylint" "server"') == 3
    assert "(docs/editor.md)" in (root / "README.md").read_text(encoding="utf-8")
