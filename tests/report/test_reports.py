from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.report import FORMATS
from bylint.report import Report
from bylint.report import Summary
from bylint.report import render
from bylint.report import summed

TEXT = "---\ntitle: Peace\n---\nSpecial forces. Image: Creative Commons.\n\nJane Roe is dean.\nJane Roe is late.\n"
SOURCE = Source("site/a.md", TEXT)


def at(words: str, source: Source = SOURCE) -> object:
    start = source.text.index(words)
    return place_of(source, Span(start, start + len(words)))


def credit(**changes: object) -> Violation:
    return Violation(
        "IMG004",
        "licence-as-credit",
        "error",
        at("Image: Creative Commons"),
        "“Image: Creative Commons” names a licence, not a creator",
        "Name the creator.",
    )._replace(**changes)


BIO = Violation(
    "BIO001",
    "conflicting-bio",
    "warning",
    at("late"),
    "“late” is not what the other bio says",
    related=(Related(at("dean"), "the usual words"),),
)


def lines_of(path: str) -> Sequence[str]:
    return TEXT.split("\n") if path == SOURCE.path else ()


def report_on(*violations: Violation, **changes: object) -> Report:
    return Report(violations, summed(violations, files=3), lines=lines_of)._replace(**changes)


def rendered(form: str, *violations: Violation, **changes: object) -> list[str]:
    return list(render(form, report_on(*violations, **changes)))


def test_concise_is_one_line_a_violation():
    assert rendered("concise", credit(), BIO) == [
        "site/a.md:4:17: IMG004 “Image: Creative Commons” names a licence, not a creator",
        "site/a.md:7:13: BIO001 “late” is not what the other bio says",
    ]


def test_text_marks_the_words_and_shows_the_other_place():
    assert rendered("text", credit(), BIO, advice="Ask the desk.") == [
        "site/a.md:4:17: error IMG004 “Image: Creative Commons” names a licence, not a creator",
        "     4 | Special forces. Image: Creative Commons.",
        "       |                 ^^^^^^^^^^^^^^^^^^^^^^^ licence-as-credit",
        "       hint: Name the creator.",
        "",
        "site/a.md:7:13: warning BIO001 “late” is not what the other bio says",
        "     7 | Jane Roe is late.",
        "       |             ^^^^ conflicting-bio",
        "       see: site/a.md:6:13 the usual words",
        "",
        "Found 1 error, 1 warning in 1 of 3 files.",
        "False alarm? Ask the desk.",
    ]


_GO_ON = "Mended? `git add` the files, then commit again."


@pytest.mark.parametrize(
    ("stops", "said"),
    (
        ("error", "Errors stop the commit; warnings and infos are for you to weigh."),
        ("warning", "Errors and warnings stop the commit; infos are for you to weigh."),
        ("info", "All of these stop the commit."),
    ),
)
def test_a_hook_says_what_stops_the_commit_and_names_no_command(stops, said):
    fix = Fix("Delete the line", "safe", (Edit(credit().place, ""),))
    printed = rendered("text", *[BIO] * 12, credit(fix=fix), stops=stops, advice="Ask the desk.")
    told = ["Found 1 error, 12 warnings in 1 of 3 files.", said, _GO_ON, "False alarm? Ask the desk."]
    assert printed[-4:] == told
    assert not any("`bylint" in line or "--fix" in line for line in printed)
    assert not any("commit" in line for line in rendered("text", stops=stops))
    pushed = rendered("text", *[BIO] * 12, credit(fix=fix), stops=stops, step="push")
    assert said.replace("commit", "push") in pushed
    assert "Mended? Commit the files, then push again." in pushed
    assert (_GO_ON in rendered("text", BIO, stops=stops)) == (stops != "error")


def test_text_says_which_a_fix_mends():
    fix = Fix("Delete the line", "safe", (Edit(credit().place, ""),))
    assert rendered("text", credit(fix=fix))[2].endswith("^ licence-as-credit (--fix mends it)")
    proposed = credit(fix=fix._replace(applicability="proposal"))
    assert rendered("text", proposed)[2].endswith("^ licence-as-credit")


def test_text_heads_each_file_of_several_with_its_figures():
    other = credit(place=credit().place._replace(path="site/b.md"))
    printed = rendered("text", credit(), BIO, other)
    assert printed[0] == "site/a.md: 1 error, 1 warning"
    assert not any(line.startswith("site/b.md: ") for line in printed)  # one line says it all
    assert "Found 2 errors, 1 warning in 2 of 3 files." in printed


def test_text_tells_a_hint_once():
    printed = rendered("text", credit(), credit(place=credit().place._replace(path="site/b.md")))
    assert printed.count("       hint: Name the creator.") == 1


def test_text_of_a_file_that_is_gone_still_says_what_was_found():
    printed = rendered("text", credit(), lines=lambda _: ())
    assert printed[1] == "       licence-as-credit"


def test_text_of_many_violations_ends_with_the_rules_by_weight():
    printed = rendered("text", *[BIO] * 12, credit())
    assert printed[-5:-1] == [
        "     1 error   IMG004 licence-as-credit",
        "    12 warning BIO001 conflicting-bio",
        "       `bylint explain IMG004` says more; `--select IMG004` shows it alone",
        "",
    ]


@pytest.mark.parametrize(
    ("summary", "line"),
    (
        (Summary(1), "No violations in 1 file."),
        (Summary(1200, skipped=1, suppressed=2), "No violations in 1,200 files; 2 suppressed; 1 file skipped."),
    ),
)
def test_text_of_clean_files_is_one_line(summary, line):
    assert rendered("text", summary=summary) == [line]


def test_text_says_where_a_long_span_ends():
    place = credit().place._replace(end_line=6, end_column=5)
    assert rendered("text", credit(place=place))[2].endswith("^ licence-as-credit, to line 6")


def test_colours_are_only_added():
    coloured = "\n".join(rendered("text", credit(), BIO, is_coloured=True))
    for code in ("1", "2", "31", "33", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured.split("\n") == rendered("text", credit(), BIO)


def test_terminal_gets_the_address_of_the_page_as_a_link():
    page = "https://example.com/bylint/rules/IMG004"
    told = rendered("text", credit(), BIO, is_coloured=True, has_links=True, pages={"IMG004": page})
    assert f" \x1b]8;;{page}\x1b\\IMG004\x1b]8;;\x1b\\ " in told[0]
    assert "\n".join(told).count("\x1b]8;;") == 2


def test_a_message_cannot_drive_the_terminal():
    evil = credit(message="“\x1b[2J\u202eevil\nline”", place=credit().place._replace(path="a\x07.md"))
    assert rendered("concise", evil) == ["a\\x07.md:4:17: IMG004 “\\x1b[2J\\u202eevil line”"]


def test_json_is_one_versioned_document():
    fix = Fix("Remove it", "safe", (Edit(at("late"), "never"),))
    document = json.loads("\n".join(rendered("json", credit(fix=fix), BIO)))
    assert list(document) == ["version", "violations", "summary"]
    assert document["version"] == 1
    assert document["summary"] == {
        "files": 3,
        "skipped": 0,
        "errors": 1,
        "warnings": 1,
        "infos": 0,
        "suppressed": 0,
    }
    first, second = document["violations"]
    assert first == {
        "code": "IMG004",
        "name": "licence-as-credit",
        "severity": "error",
        "path": "site/a.md",
        "line": 4,
        "column": 17,
        "end_line": 4,
        "end_column": 40,
        "message": "“Image: Creative Commons” names a licence, not a creator",
        "hint": "Name the creator.",
        "related": [],
        "fix": {
            "title": "Remove it",
            "applicability": "safe",
            "edits": [
                {"path": "site/a.md", "line": 7, "column": 13, "end_line": 7, "end_column": 17, "text": "never"},
            ],
        },
        "desk": None,
        "page": None,
        "origins": [],
        "fingerprint": first["fingerprint"],
    }
    assert second["fix"] is None
    assert second["related"] == [{"path": "site/a.md", "line": 6, "column": 13, "message": "the usual words"}]


def test_json_of_nothing_is_a_document_too():
    assert json.loads("\n".join(rendered("json")))["violations"] == []


def test_json_lines_hold_one_violation_each():
    assert [json.loads(line)["code"] for line in rendered("jsonl", credit(), BIO)] == ["IMG004", "BIO001"]


def test_github_escapes_what_would_end_a_command():
    violation = credit(
        severity="info",
        place=credit().place._replace(path="a,b:100%.md"),
        message="100%: a,\nb",
        hint="",
    )
    assert rendered("github", violation) == [
        "::notice file=a%2Cb%3A100%25.md,line=4,col=17,endLine=4,endColumn=40,"
        "title=IMG004 licence-as-credit::100%25: a,%0Ab"
    ]


@pytest.mark.parametrize("form", ("json", "jsonl", "sarif"))
def test_machine_formats_are_ascii(form):
    assert all(line.isascii() for line in rendered(form, credit(), BIO))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_hostile_words(form):
    place = credit().place._replace(path="a\udcff\n.md", line=10**6)
    printed = rendered(form, credit(place=place, message="\ud800\x00\u2028", hint="\r\n"))
    assert all("\n" not in line for line in printed)
