"""The measures of speed, as commands, on a handful of generated articles and without other tools."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
NUMBER = r"-?[\d.]+(?:e-\d+)?"
REACHED = r"(?:reached the (?:aim|must)|missed by \d+%)"


ROWS = {
    "hook": ("hook on one article, cold process, over the import floor", ""),
    "again": ("second run, nothing changed, ", ""),
    "everything": ("check of all 5 articles behind an audit, ", ""),
    "changes": ("`check --since HEAD~1` / `--staged` on one article of 5, ", ""),
    "changed": ("one changed article among 150 with ", ""),
    "growth": ("growth exponent from 3 to 60 articles, ", ""),
    "memory": ("peak memory at 3 / 60 articles", " MB"),
    "pages": ("HTML pages (median ", " ms"),
    "house": ("a site with 500 house rules and 10,000 organisations, ", ""),
}


@pytest.fixture(name="page", scope="module")
def _page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What one run of all these rows prints."""
    cache = tmp_path_factory.mktemp("speed")
    words = ("--cache", str(cache), "--number", "3", "--rounds", "1", "--no-peers", "--only", *ROWS, "profile")
    ended = _run("speed", *words)
    assert not ended.returncode, ended.stderr
    return ended.stdout


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_figures_and_a_verdict(page: str, row: str) -> None:
    label, unit = ROWS[row]
    (line,) = (line for line in page.splitlines() if line.startswith(f"| {label}"))
    *_, figure, _, verdict = line.strip("| ").split(" | ")
    assert re.fullmatch(rf"{NUMBER}(?: / {NUMBER})?{unit}", figure)
    assert re.match(REACHED, verdict)


def test_a_profile_tells_packages(page: str) -> None:
    packages = re.findall(r"^\| ([\w/ ]+) \| [\d.]+ \| \d+% \| [\d.–]+ \|$", page, re.MULTILINE)
    assert {"readers", "imports", "other Python"} <= {*packages}
    assert any(package.startswith("roles/") for package in packages)


def test_caches_and_workers_change_no_byte(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The count began at two.\n\nAdvertisement\n\nIt ended at five.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\nauthor: Mina Okafor\n---\n\nIt ended at five.\n", encoding="utf-8")
    ended = _run("speed.same", str(tmp_path))
    told = r"2 files, 1 violations, [\d,]+ bytes, 9 runs .+ 3 without: the same"
    assert re.fullmatch(f"{re.escape(str(tmp_path))}: {told}\n", ended.stdout)
    assert not ended.returncode


def test_a_run_that_prints_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The count began at two.\n", encoding="utf-8")
    fickle = tmp_path / "fickle"
    printed = '{"summary": {"files": 1}, "violations": [], "words": "'
    fickle.write_text(f"#!/bin/sh\nprintf '%s%s\"}}' '{printed}' \"$*\"\n", encoding="utf-8")
    fickle.chmod(0o755)
    ended = _run("speed.same", str(tmp_path), "--bylint", str(fickle))
    assert ended.returncode == 1
    assert "DIFFERENT: " in ended.stdout


def _run(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"benchmarks.{module}", *words]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
