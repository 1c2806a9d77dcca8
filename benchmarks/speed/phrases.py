"""What the peers are asked for, and the files that tell them so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

# Eight patterns of the field, without regard to case.
PATTERNS = (
    r"views\s+expressed",
    r"photo(?:graph)?\s+by",
    r"image:\s*creative\s+commons",
    r"sponsored\s+(?:content|post)",
    r"story\s+continues\s+below",
    r"originally\s+published",
    r"courtesy\s+of",
    r"is\s+(?:a|an|the)\s+(?:professor|fellow|director)\s+(?:of|at)",
)
# Eight rules of Markdown: those that read the text, none that only count letters.
_MARKDOWN = ("MD001", "MD011", "MD034", "MD037", "MD042", "MD045", "MD051", "MD059")
_TERMS: tuple[tuple[str, str], ...] = (
    ("views? expressed", "opinions stated"),
    ("photograph by", "photo by"),
    ("creative commons", "Creative Commons"),
    ("sponsored posts?", "sponsored content"),
    ("advertorials?", "advertisement"),
    ("originally published", "first published"),
    ("courtesy of", "by permission of"),
    ("op[- ]eds?", "opinion"),
)


def written(folder: Path) -> None:
    """Write the configuration of every peer that needs one."""
    for name, content in _configurations():
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")


def _configurations() -> Iterator[tuple[str, object]]:
    # JSON is YAML too.
    yield "semgrep.yaml", {"rules": [_semgrep()]}
    yield ".markdownlint-cli2.jsonc", {"config": {"default": False, **dict.fromkeys(_MARKDOWN, True)}}
    yield "textlintrc.json", {"rules": {"terminology": {"defaultTerms": False, "terms": _TERMS}}}


def _semgrep() -> dict[str, object]:
    patterns = [{"pattern-regex": f"(?i){pattern}"} for pattern in PATTERNS]
    told = {"id": "phrases", "languages": ["regex"], "severity": "WARNING", "message": "a phrase"}
    return {**told, "pattern-either": patterns}
