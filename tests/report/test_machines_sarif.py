from __future__ import annotations

import json

import pytest

from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Related
from bylint.model.rule import Rule
from bylint.model.rule import SourceNote
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.report import Report
from bylint.report import render
from bylint.report import summed

RULE = Rule(
    code="IMG004",
    name="licence-as-credit",
    summary="A credit names a licence instead of a creator",
    severity="error",
    check="complete",
    options=None,
    message="",
    hint="Name the creator.",
    why="The licence asks for it.",
    desk="picture desk",
    status="stable",
    since="0.1",
    enabled="true",
    sources=(SourceNote("CC BY 4.0", "https://example.org/by"),),
    bad=(),
    good=(),
    severity_by={},
    yields_to=(),
    pack="images",
    line=1,
)
REGION = {"startLine": 4, "startColumn": 17, "endLine": 4, "endColumn": 40}


def found(path: str = "site/a.md", severity: str = "error", **changes: object) -> Violation:
    place = Place(path, Span(20, 43), 4, 17, 4, 40)
    return Violation("IMG004", "licence-as-credit", severity, place, "it names a licence")._replace(**changes)


def run_of(*violations: Violation) -> dict:
    report = Report(violations, summed(violations, files=1), rules=(RULE,))
    log = json.loads("\n".join(render("sarif", report)))
    assert log["version"] == "2.1.0"
    return log["runs"][0]


def test_places_are_in_characters():
    run = run_of(found())
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "site/a.md", "uriBaseId": "%SRCROOT%"},
                "region": REGION,
            }
        }
    ]


def test_rule_brings_its_help():
    (rule,) = run_of(found())["tool"]["driver"]["rules"]
    assert rule["id"] == "IMG004"
    assert rule["name"] == "licence-as-credit"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "[CC BY 4.0](https://example.org/by)" in rule["help"]["markdown"]
    assert "Name the creator." in rule["help"]["text"]


def test_rule_that_is_not_listed_is_named():
    run = run_of(found(code="LNT001", name="unreadable-file"), found())
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["IMG004", "LNT001"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0]


@pytest.mark.parametrize(("severity", "level"), (("error", "error"), ("warning", "warning"), ("info", "note")))
def test_severity_is_a_level(severity, level):
    assert run_of(found(severity=severity))["results"][0]["level"] == level


@pytest.mark.parametrize(
    ("path", "uri"),
    (
        ("a b/ü:1%.md", "a%20b/%C3%BC%3A1%25.md"),
        ("/srv/site/a b.md", "file:///srv/site/a%20b.md"),
        ("C:/site/a.md", "file:///C:/site/a.md"),
    ),
)
def test_path_is_an_uri(path, uri):
    location = run_of(found(path))["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == uri


def test_fingerprint_outlives_a_line_above_but_tells_two_apart():
    moved = found()._replace(place=found().place._replace(line=9, end_line=9))
    first, second = (result["partialFingerprints"] for result in run_of(found(), moved)["results"])
    assert first != second
    assert run_of(moved)["results"][0]["partialFingerprints"] == first


def test_other_places_are_numbered():
    related = (Related(found().place, "the usual words"), Related(found().place, ""))
    first, second = run_of(found(related=related))["results"][0]["relatedLocations"]
    assert (first["id"], second["id"]) == (1, 2)
    assert first["message"] == {"text": "the usual words"}
    assert first["physicalLocation"]["region"] == REGION


@pytest.mark.parametrize(("applicability", "number"), (("safe", 1), ("unsafe", 1), ("proposal", 0)))
def test_proposal_is_no_fix(applicability, number):
    edits = (Edit(found().place, "Photo: Jane Roe"), Edit(found().place, ""))
    fixes = run_of(found(fix=Fix("Name her", applicability, edits)))["results"][0].get("fixes", [])
    assert len(fixes) == number
    for fix in fixes:
        (change,) = fix["artifactChanges"]
        assert len(change["replacements"]) == 2
