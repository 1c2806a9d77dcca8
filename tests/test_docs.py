from __future__ import annotations

import re
from pathlib import Path

from bylint.cli.rules import write_pages
from bylint.docs import page
from bylint.docs import pages
from bylint.packs import load
from bylint.packs import shipped_packs

RULES = load(shipped_packs())
HERE = Path(__file__).parent.parent / "docs" / "rules"


def test_pages_are_those_of_the_packs(tmp_path: Path) -> None:
    """Write them anew with `make docs`."""
    write_pages(tmp_path)
    wanted = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert {path.name: path.read_text(encoding="utf-8") for path in HERE.glob("*.md")} == wanted


def test_every_page_says_what_why_and_how() -> None:
    for rule in RULES:
        text = page(rule)
        assert text.startswith(f"# {rule.code}: {rule.name}\n\n{rule.summary}.\n")
        for words in (rule.why, rule.sources[0].url, "## What is not", "bylint-ignore-next-line"):
            assert words in text
        # What fills the gaps of a message is not known, and their names tell nobody anything.
        advice = text.partition("## What to do")[2].partition("## What it looks for")[0]
        assert re.sub(r"\{[\w-]+\}", "…", rule.message) in advice
        assert "{" not in advice
        assert text.count("```") % 2 == 0


def test_list_names_every_rule() -> None:
    found = pages(RULES)
    assert sorted(found) == sorted([*(f"{rule.code}.md" for rule in RULES), "README.md"])
    assert all(f"[{rule.code}]({rule.code}.md) | {rule.name}" in found["README.md"] for rule in RULES)
