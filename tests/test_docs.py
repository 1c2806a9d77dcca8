from __future__ import annotations

import re
from pathlib import Path

import pytest

from bylint import docs
from bylint.cli.rules import write_pages
from bylint.docs import brief
from bylint.docs import page
from bylint.docs import pages
from bylint.packs import load
from bylint.packs import shipped_packs

RULES = load(shipped_packs())
ROOT = Path(__file__).parent.parent
HERE = ROOT / "docs" / "rules"
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


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


@pytest.mark.parametrize("width", (60, 100))
def test_rule_is_explained_in_ten_lines(width: int) -> None:
    for rule in RULES:
        lines = list(brief(rule, f"https://example.com/bylint/rules/{rule.code}", width))
        assert len(lines) <= (11 if width == 100 else 18), rule.code
        text = " ".join(" ".join(lines).split())
        assert text.startswith(f"{rule.code} {rule.name}: ")
        assert f"bylint explain --long {rule.code} or https://" in text
        assert "{" not in text.partition(" such as ")[0]
        assert not re.search(r"\b(?:U\.S|no|e\.g)\.$", text.partition(" do ")[0])
        assert all(len(line) <= width for line in lines if "http" not in line), rule.code


def test_weight_is_said_in_words() -> None:
    said = {f"{element}: {case}" for rule in RULES for element, cases in rule.severity_by.items() for case in cases}
    assert {each for each in said if not each.endswith(": other")} == set(docs.CASES)


def test_a_test_that_a_page_names_is_there() -> None:
    pages = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md"))
    named = {found for path in pages for found in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 50
    for path, name in sorted(named):
        assert f"\ndef {name}(" in (ROOT / path).read_text(encoding="utf-8") or not name, (path, name)


def test_what_did_harm_has_a_test() -> None:
    page = (ROOT / "benchmarks" / "robustness.md").read_text(encoding="utf-8")
    table = page.partition("## one by one")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ") and "**" not in line]
    assert len(rows) > 30
    assert [row for row in rows[1:] if len(row) != 3 or not NAMED.search(row[2])] == []
