from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint import audit
from bylint import packs

BIO = "*Jasna Perhavec is {status}director of the Karst Hydrology Centre in Ljubljana.*\n"
ARTICLE = "---\ntitle: Water {n}\ndate: {day}\nauthor: Jasna Perhavec\n---\n\nWater finds a way.\n\n" + BIO
RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.status == "stable")


def all_rules(_label, _day, rules=RULES):
    return rules


def verdict(readings, workers=1):
    return audit.run(readings, RULES, partial(all_rules), KNOWLEDGE, workers=workers)


def written(folder, *told):
    for n, (day, status) in enumerate(told):
        text = ARTICLE.format(n=n, day=day, status=status)
        (folder / f"{n:03}.md").write_text(text, encoding="utf-8")
    return [audit.Reading(path.name, ".md", path) for path in sorted(folder.iterdir())]


THREE = (("2021-06-03", ""), ("2021-06-17", "former "), ("2021-07-01", ""))


def test_facts_of_several_files_are_judged_together(tmp_path):
    found = verdict(written(tmp_path, *THREE))
    assert [(v.code, v.place.path, v.place.line) for v in found.violations] == [("BIO001", "001.md", 9)]
    assert [r.place.path for r in found.violations[0].related] == ["000.md", "002.md"]


def in_drafts(label, _day):
    """The rules of a site that gives one path a severity of its own."""
    quiet = {"BIO001": "info"} if label == "001.md" else {}
    return tuple(replace(rule, severity=quiet[rule.code]) if rule.code in quiet else rule for rule in RULES)


@pytest.mark.parametrize(("rules_for", "severity"), ((all_rules, "warning"), (in_drafts, "info")))
def test_a_disagreement_weighs_what_its_path_says(rules_for, severity, tmp_path):
    found = audit.run(written(tmp_path, *THREE), RULES, rules_for, KNOWLEDGE).violations
    assert [(v.code, v.place.path, v.severity) for v in found] == [("BIO001", "001.md", severity)]


def test_order_of_files_changes_nothing(tmp_path):
    readings = written(tmp_path, *THREE)
    assert verdict(readings) == verdict(readings[::-1])


def test_workers_change_nothing(tmp_path):
    readings = written(tmp_path, *(THREE * 35))
    assert verdict(readings, workers=1) == verdict(readings, workers=2)


@pytest.mark.parametrize(
    ("content", "code"),
    (
        (b"\x00\x01\x02" * 50, "LNT001"),
        (b"x" * 8_000_001, "LNT005"),
        (b"---\ntitle: a\ntitle: b\n---\n", "LNT007"),
    ),
)
def test_a_bad_file_is_a_violation_and_the_run_goes_on(content, code, tmp_path):
    (tmp_path / "bad.md").write_bytes(content)
    (tmp_path / "good.md").write_text("Water finds a way.\n", encoding="utf-8")
    readings = [audit.Reading(path.name, ".md", path) for path in sorted(tmp_path.iterdir())]
    assert [v.code for v in verdict(readings).violations] == [code]


def test_a_file_that_is_gone_is_a_violation(tmp_path):
    gone = audit.Reading("gone.md", ".md", Path(tmp_path / "gone.md"))
    assert [v.code for v in verdict([gone]).violations] == ["LNT001"]
