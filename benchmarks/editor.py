"""How soon an editor is told what is wrong, as somebody types, and what memory that takes.

    python -m benchmarks.editor [FOLDER] [--edits 2000] [--size 8192]

Articles of about so many bytes, from the folder or generated, are opened one after the other; in each, sentences are
written and faults come and go. An answer is the time from the change of a text to the diagnostics of that very text.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.adoption import SENTENCES
from benchmarks.adoption import THINGS
from benchmarks.adoption import TOWNS

_ARTICLES = 20
_FAULTS = ("", "Advertisement\n\n", "*The quay. Image: Creative Commons*\n\n", "Connect with us\n\n")


class Client:
    """The least of an editor: it opens and changes files, and waits for diagnostics."""

    def __init__(self, folder: Path) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "bylint.cli", "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        able = {"general": {"positionEncodings": ["utf-16"]}}
        self._send("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": able}, number=1)
        self._received()
        self._send("initialized", {})

    @property
    def megabytes(self) -> float:
        """What the server holds in memory."""
        status = Path(f"/proc/{self._server.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    @property
    def seconds(self) -> float:
        """How long processors have worked for the server."""
        fields = Path(f"/proc/{self._server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def opened(self, path: Path, text: str) -> float:
        """Open a file and return the seconds until the editor is told what is wrong in it."""
        document = {"uri": path.as_uri(), "languageId": "markdown", "version": 1, "text": text}
        return self._answered("textDocument/didOpen", {"textDocument": document}, 1)

    def changed(self, path: Path, text: str, version: int) -> float:
        """Change a file and return the seconds until the editor is told what is wrong in it."""
        document = {"uri": path.as_uri(), "version": version}
        changes = {"textDocument": document, "contentChanges": [{"text": text}]}
        return self._answered("textDocument/didChange", changes, version)

    def close(self) -> int:
        """End the session and return the exit code of the server."""
        self._send("shutdown", None, number=2)
        self._received()
        self._send("exit", None)
        return self._server.wait(10)

    def _answered(self, method: str, params: dict[str, Any], version: int) -> float:
        begun = time.perf_counter()
        self._send(method, params)
        while self._received().get("params", {}).get("version") != version:
            pass
        return time.perf_counter() - begun

    def _send(self, method: str, params: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
        body = json.dumps(message).encode()
        stdin = self._server.stdin
        assert stdin
        stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stdin.flush()

    def _received(self) -> dict[str, Any]:
        stdout = self._server.stdout
        assert stdout
        length = 0
        while head := stdout.readline().strip():
            if head.lower().startswith(b"content-length:"):
                length = int(head.partition(b":")[2])
        found: dict[str, Any] = json.loads(stdout.read(length))
        return found


def main() -> None:
    """Measure, and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--edits", type=int, default=2_000)
    parser.add_argument("--size", type=int, default=8_192)
    asked = parser.parse_args()
    chance = random.Random(1)
    texts = list(_near(asked.folder, asked.size) if asked.folder else _generated(asked.size, chance))
    with tempfile.TemporaryDirectory() as name:
        client = Client(Path(name).resolve())
        paths = [Path(name).resolve() / f"posts/{number}.md" for number in range(len(texts))]
        first, *later = (client.opened(path, text) for path, text in zip(paths, texts, strict=True))
        before, busy = client.megabytes, client.seconds
        answers: list[float] = []
        for number in range(asked.edits):
            at = number % len(texts)
            text = _edited(texts[at], number, chance)
            answers.append(client.changed(paths[at], text, 2 + number // len(texts)))
        after, busy = client.megabytes, client.seconds - busy
        code = client.close()
    ranked = sorted(answers)
    size = statistics.fmean(len(text.encode()) for text in texts)
    sys.stdout.write(f"{len(texts)} articles of {size:,.0f} bytes on average, {asked.edits:,} edits\n")
    sys.stdout.write(
        f"first article: {first:.1f} s; others opened: {1000 * statistics.median(later):.0f} ms (median)\n"
    )
    share = sum(each < 0.1 for each in ranked) / len(ranked)
    points = (("median", 0.5), ("95 in 100", 0.95), ("99 in 100", 0.99))
    told = ", ".join(f"{words} {1000 * ranked[int(at * (len(ranked) - 1))]:.0f} ms" for words, at in points)
    sys.stdout.write(f"answers: {told}; longest {1000 * ranked[-1]:.0f} ms; under 100 ms: {share:.1%}\n")
    sys.stdout.write(f"processor time of an answer: {1000 * busy / asked.edits:.0f} ms\n")
    sys.stdout.write(f"memory: {before:.0f} MB before the edits, {after:.0f} MB behind them; exit code {code}\n")


def _near(folder: Path, size: int) -> Iterator[str]:
    """Yield the articles of a folder whose size is nearest to one."""
    found = sorted(folder.rglob("*.md"), key=lambda path: (abs(path.stat().st_size - size), path))
    for path in found[:_ARTICLES]:
        yield path.read_text(encoding="utf-8", errors="replace")


def _generated(size: int, chance: random.Random) -> Iterator[str]:
    for number in range(_ARTICLES):
        day = f"20{10 + number % 15}-{1 + number % 12:02}-01"
        text = f"---\ntitle: Number {number}\nauthor: Tilda Hoff\ndate: {day}\n---\n\n"
        while len(text) < size:
            text += _sentence(chance) + ("\n\n" if chance.random() < 0.3 else " ")
        yield f"{text}\n\nTilda Hoff is director of the Institute for Tidal Studies.\n"


def _sentence(chance: random.Random) -> str:
    return chance.choice(SENTENCES).format(thing=chance.choice(THINGS), town=chance.choice(TOWNS))


def _edited(text: str, number: int, chance: random.Random) -> str:
    """Return a text with a sentence more somewhere, and now and then a fault."""
    paragraphs = text.split("\n\n")
    at = chance.randrange(1, len(paragraphs)) if len(paragraphs) > 1 else 0
    paragraphs.insert(at, f"{_FAULTS[number % len(_FAULTS)]}{_sentence(chance)}")
    return "\n\n".join(paragraphs)


if __name__ == "__main__":
    main()
