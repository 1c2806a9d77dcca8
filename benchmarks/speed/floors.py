"""Small Python programs that do no more than a part of the work has to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

# What every run of bylint has to import.
IMPORTS = "import click, yaml, regex"
# Only lists and stats the files of a folder.
STATS = """
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        os.stat(os.path.join(folder, name))
"""
# Only reads and hashes them.
HASHES = """
import os, sys
from hashlib import blake2b
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            blake2b(file.read(), digest_size=16).digest()
"""
# Reads, hashes, splits the front matter and loads it with the C loader, and scans for the words of all rules.
SCANS = """
import os, sys
from hashlib import blake2b
import click, yaml, regex, ahocorasick
scan = ahocorasick.Automaton()
with open(sys.argv[2], encoding="utf-8") as words:
    for word in words:
        scan.add_word(word.strip(), word)
scan.make_automaton()
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if not name.endswith(".md"):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            content = file.read()
        blake2b(content, digest_size=16).digest()
        text = content.decode("utf-8", "replace")
        if text.startswith("---"):
            head, _, text = text[3:].partition("\\n---")
            try:
                yaml.load(head, yaml.CSafeLoader)
            except (yaml.YAMLError, ValueError):
                pass
        for found in scan.iter(text.lower()):
            pass
"""
_LISTS = Path("rules")
_LONGEST = 40


def python(program: str, *arguments: str | Path) -> tuple[str, ...]:
    return (sys.executable, "-c", program, *map(str, arguments))


def literals(path: Path) -> Path:
    """Write the words and phrases of all lists that bylint knows, one a line."""
    lists = (yaml.load(file.read_bytes(), yaml.CSafeLoader) for file in sorted(_LISTS.glob("*/*.yaml")))
    found = {phrase.lower() for known in lists for phrase in _phrases(known) if 3 < len(phrase) < _LONGEST}
    path.write_text("\n".join(sorted(found)), encoding="utf-8")
    return path


def _phrases(known: Any) -> Iterator[str]:
    if isinstance(known, str):
        yield known
    elif isinstance(known, dict | list):
        for each in known.values() if isinstance(known, dict) else known:
            yield from _phrases(each)
