from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from articles import KNOWLEDGE
from bylint.cli.__main__ import main
from bylint.model.rule import AnyRule
from bylint.packs import load
from bylint.packs import shipped_packs
from bylint.packs.prove import prove

PACK = """\
version: 1
pack: house
prefix: HSE
rules:
- code: HSE001
  name: forbidden-word
  summary: A word that the house does not print
  severity: {severity}
  enabled: "false"
  since: "0.1"
  check: forbid
  each: body
  pattern: fox(?:es)?
  message: "{{found}} is not printed here"
  why: The house says hare.
  sources: [{{title: House book, url: "https://example.com/book"}}]
  bad: [{bad}]
  good: [{good}]
"""


def rule(folder: Path, bad: str = '"A ⟦fox⟧."', good: str = '"A hare."', severity: str = "error") -> AnyRule:
    path = folder / "house.yaml"
    path.write_text(PACK.format(bad=bad, good=good, severity=severity), encoding="utf-8")
    return load([path])[0]


def messages(rule: AnyRule) -> list[str]:
    return [failure.message for failure in prove(rule, (rule, *load(shipped_packs())), KNOWLEDGE)]


def test_an_example_on_which_bylint_fails_is_no_proof(tmp_path: Path) -> None:
    whole = rule(tmp_path, good='"A fox."')
    broken = replace(whole, bad=(), options=replace(whole.options, pattern=7))
    assert "as Markdown: bylint failed on this article and did not judge it: TypeError" in messages(broken)


@pytest.mark.parametrize(
    "bad",
    (
        '"A ⟦fox⟧."',
        '"⟦Foxes⟧ and ⟦foxes⟧."',
        r'"A hare sat in the long grass all day.\n\nA *⟦fox⟧* came by in the evening."',
        '{files: {a.md: "A ⟦fox⟧.", b.html: "<p>A ⟦fox⟧ &amp; a hare</p>", c.txt: "A hare."}}',
    ),
)
def test_marked_places_are_reported(tmp_path: Path, bad: str) -> None:
    assert messages(rule(tmp_path, bad)) == []


def test_rule_that_is_off_is_on_in_its_examples(tmp_path: Path) -> None:
    assert messages(rule(tmp_path, severity="off")) == []


def test_differences_are_told_for_each_format(tmp_path: Path) -> None:
    assert messages(rule(tmp_path, bad='"⟦A⟧ fox."')) == [
        "as Markdown: “A” at 1:1-1:2 is marked and not reported",
        "as Markdown: “fox” at 1:3-1:6 is reported and not marked",
        "as plain text: “A” at 1:1-1:2 is marked and not reported",
        "as plain text: “fox” at 1:3-1:6 is reported and not marked",
        "as HTML: “A” at 2:4-2:5 is marked and not reported",
        "as HTML: “fox” at 2:6-2:9 is reported and not marked",
    ]


def test_markup_is_tried_in_its_own_format_only(tmp_path: Path) -> None:
    assert messages(rule(tmp_path, good='"A **fox**."')) == ["as Markdown: “fox” at 1:5-1:8 is reported and not marked"]


@pytest.mark.parametrize(
    ("config", "bad"),
    (
        ("version: 1\nseverity: {HSE001: off}", []),
        ("version: 1\nignores: [{paths: a.md, rules: HSE001, reason: a name}]", []),
        ("version: 1\nignores: [{paths: b.md, rules: HSE001, reason: a name}]", ["“fox” at 1:3-1:6 is reported"]),
        ("version: 1\nigore: [HSE001]", ["bylint.yaml:2: unknown key 'igore' (did you mean 'ignore'?)"]),
    ),
)
def test_example_with_a_configuration(tmp_path: Path, config: str, bad: list[str]) -> None:
    found = messages(rule(tmp_path, good=json.dumps({"files": {"a.md": "A fox.", "bylint.yaml": config}})))
    assert len(found) == len(bad)
    for message, wanted in zip(found, bad, strict=True):
        assert wanted in message


def test_a_copy_of_a_shipped_pack_stands_for_it(tmp_path, capsys):
    shipped = next(path for path in shipped_packs() if path.name == "linter.yaml")
    (tmp_path / "linter.yaml").write_bytes(shipped.read_bytes())
    assert main(["test", str(tmp_path / "linter.yaml")]) == 0
    assert capsys.readouterr().out.endswith("proved.\n")
    # By another name it is another pack, whose rules are taken.
    (tmp_path / "linter.yaml").rename(tmp_path / "house.yaml")
    assert main(["test", str(tmp_path / "house.yaml")]) == 2
    assert "is taken by" in capsys.readouterr().err
