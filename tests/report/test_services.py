"""What services make of a report: the limits of GitHub, the identities of GitLab, the suggestions of reviewdog."""

from __future__ import annotations

import json

import pytest

import golden
from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report import render

(MARKER,) = (each for each in golden.report().violations if each.code == "ADS001")


def of(*found: Violation) -> Report:
    return golden.report()._replace(violations=found)


def many(code: str, severity: str, number: int) -> list[Violation]:
    return [MARKER._replace(code=code, severity=severity)] * number


def some(code: str, severity: str, number: int) -> list[Violation]:
    return [each._replace(message=f"{code} {at}") for at, each in enumerate(many(code, severity, number))]


def test_github_is_told_no_more_than_it_shows():
    found = (*some("ADS001", "error", 30), *some("BIO001", "error", 2), *some("IMG004", "info", 3))
    lines = list(render("github", of(*found)))
    errors = [line for line in lines if line.startswith("::error")]
    assert len(errors) == 10
    assert sum("::BIO001" in line for line in errors) == 2
    assert [line.split("::")[2].split("%0A")[0] for line in errors][:3] == ["ADS001 0", "ADS001 1", "ADS001 2"]
    assert sum(line.startswith("::notice file=") for line in lines) == 3
    notice = lines.index(
        "::notice title=bylint::22 violations more in the log of this step: GitHub shows 10 of each level"
    )
    assert [line.split(": ")[1] for line in lines[notice + 1 :]] == [f"error ADS001 ADS001 {at}" for at in range(8, 30)]


@pytest.mark.parametrize(("infos", "commands"), ((10, 10), (9, 9), (12, 10)))
def test_the_notice_that_there_is_more_is_one_of_those_shown(infos: int, commands: int):
    lines = list(render("github", of(*some("IMG004", "info", infos))))
    assert sum(line.startswith("::notice") for line in lines) == commands
    assert len([line for line in lines if "title=bylint" not in line]) == infos


def test_gitlab_never_gets_one_identity_twice():
    other = MARKER._replace(place=MARKER.place._replace(path="content/copy.md"))
    found = json.loads("\n".join(render("gitlab", of(MARKER, MARKER, other))))
    assert len({each["fingerprint"] for each in found}) == 3
    alone = json.loads("\n".join(render("gitlab", of(MARKER))))
    assert alone[0]["fingerprint"] == found[0]["fingerprint"]


@pytest.mark.parametrize(
    ("applicability", "edits", "path", "number"),
    (
        ("safe", 1, golden.QUAY.path, 1),
        ("unsafe", 1, golden.QUAY.path, 1),
        ("proposal", 1, golden.QUAY.path, 0),
        ("safe", 2, golden.QUAY.path, 0),
        ("safe", 0, golden.QUAY.path, 0),
        ("safe", 1, golden.REGATTA.path, 0),
    ),
)
def test_reviewdog_suggests_what_may_be_accepted_as_it_stands(applicability, edits, path, number):
    edit = Edit(MARKER.place._replace(path=path), "")
    fix = Fix("delete the line", applicability, (edit,) * edits)
    (found,) = json.loads("\n".join(render("rdjson", of(MARKER._replace(fix=fix)))))["diagnostics"]
    assert len(found.get("suggestions", ())) == number


def test_reviewdog_counts_bytes_also_behind_the_end_and_where_nothing_can_be_read():
    place = golden.at(golden.QUAY, "Image: Creative Commons")
    far = place._replace(column=99, end_column=99)
    for where, column in ((place, 26), (far, 104), (place._replace(path="gone.md"), 21)):
        (found,) = json.loads("\n".join(render("rdjson", of(MARKER._replace(place=where)))))["diagnostics"]
        assert found["location"]["range"]["start"]["column"] == column


def test_summary_of_a_step_is_not_too_large():
    found = [
        each._replace(place=each.place._replace(path=f"content/{number}.md"), hint="words " * 2000)
        for number, each in enumerate(many("ADS001", "error", 200))
    ]
    text = "\n".join(render("markdown", of(*found)))
    assert len(text.encode()) < 2**20
    assert text.splitlines()[-1].endswith("articles, for which there is no room here.*")
