"""The tools that bylint is measured beside, and how each is called in the folder that it shall read."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import phrases
from benchmarks.speed.installing import HERE
from benchmarks.speed.installing import node_pins
from benchmarks.speed.installing import python_pins
from benchmarks.speed.timing import Command

LINTERS = ("ripgrep", "rumdl", "typos", "codespell", "semgrep", "proselint", "markdownlint-cli2", "textlint")
EXTRACTORS = ("trafilatura", "readability")


class Peer(NamedTuple):
    """A tool, its version, how it is shown, its command, the exit codes of a run that went well, and what it reads."""

    name: str
    version: str
    label: str
    words: tuple[str, ...]
    ends: tuple[int, ...]
    reads: str = "articles"

    def command(self, folder: Path) -> Command:
        return Command(self.words, folder, self.ends, may_fail=True)


def peers_in(root: Path) -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    """Return the peers that are here, and the names of those that are not."""
    phrases.written(root)
    wanted = (*_without_installing(), *_python(root), *_node(root))
    found = tuple(peer for peer in wanted if _is_here(peer))
    return found, tuple(peer.name for peer in wanted if peer not in found)


def _without_installing() -> Iterator[Peer]:
    rg = shutil.which("rg") or "rg"
    patterns = tuple(word for pattern in phrases.PATTERNS for word in ("-e", pattern))
    words = (rg, "--no-config", "--no-ignore", "-i", *patterns, ".")
    yield Peer("ripgrep", _version(rg), "ripgrep, eight patterns (Rust)", words, (0, 1))


def _python(root: Path) -> Iterator[Peer]:
    pins = python_pins()
    command = {name: str(root / name / "bin" / name) for name in pins}
    rumdl = (command["rumdl"], "check", "--no-config", "--no-cache", "--respect-gitignore=false", ".")
    yield Peer("rumdl", pins["rumdl"], "rumdl, all rules (Rust)", rumdl, (0, 1))
    yield Peer("typos", pins["typos"], "typos (Rust)", (command["typos"], "--isolated", "--no-ignore", "."), (0, 2))
    yield Peer("codespell", pins["codespell"], "codespell (Python)", (command["codespell"], "."), (0, 65))
    quiet = ("--metrics", "off", "--disable-version-check", "--quiet", "--no-git-ignore", "--jobs", "1")
    semgrep = (command["semgrep"], "scan", *quiet, "--config", str(root / "semgrep.yaml"), ".")
    yield Peer("semgrep", pins["semgrep"], "semgrep, eight patterns", semgrep, (0, 1))
    yield Peer("proselint", pins["proselint"], "proselint (Python)", (command["proselint"], "check", "."), (0, 1))
    python = str(root / "trafilatura/bin/python")
    words = (python, "-W", "ignore", str(HERE / "extract.py"), ".")
    yield Peer("trafilatura", pins["trafilatura"], "trafilatura (Python)", words, (0,), "pages")


def _node(root: Path) -> Iterator[Peer]:
    pins, programs = node_pins(), root / "node_modules/.bin"
    lint = (str(programs / "markdownlint-cli2"), "--config", str(root / ".markdownlint-cli2.jsonc"), "**/*.md")
    yield Peer("markdownlint-cli2", pins["markdownlint-cli2"], "markdownlint-cli2, eight rules (Node)", lint, (0, 1))
    terms = (str(programs / "textlint"), "--config", str(root / "textlintrc.json"), ".")
    yield Peer("textlint", pins["textlint"], "textlint, eight terms (Node)", terms, (0, 1))
    version = f"{pins['@mozilla/readability']} with jsdom {pins['jsdom']}"
    words = (shutil.which("node") or "node", str(HERE / "extract.mjs"), str(root / "node_modules/jsdom"), ".")
    yield Peer("readability", version, "readability with jsdom (Node)", words, (0,), "pages")


def _is_here(peer: Peer) -> bool:
    """Tell whether all that is called by its whole path exists."""
    return Path(peer.words[0]).is_absolute() and all(Path(word).exists() for word in peer.words if word[0] == "/")


def _version(program: str) -> str:
    if not Path(program).is_absolute():
        return ""
    return subprocess.run((program, "--version"), capture_output=True, text=True, check=True).stdout.split()[1]
