"""A table of attacks by formats: whatever an article and its file are called and say, each format stays what it is."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

import pyromark
import pytest

import golden
from bylint.model.about import About
from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.report import FORMATS
from bylint.report import HUMAN
from bylint.report import Report
from bylint.report import render
from bylint.report import summed
from bylint.report.letters import letters
from bylint.report.letters import written
from report_attacks import ATTACKS

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDTHLESS = re.compile(r"[\u00ad\u200b-\u200d]")
_GITHUB = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_GFM
_GITHUB |= pyromark.Options.ENABLE_MATH | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_TASKLISTS
_OURS = re.compile(r"</?(?:h2|h3|p|ul|li|strong|code)>|<a href=\"https://example\.com/bylint/rules/ADS001\">|</a>")


def report(attack: str) -> Report:
    """Return a report in which the attack stands wherever an article, a file or a pack has a say."""
    place = Place(f"{attack}/{attack}.md", Span(0, 3), 1, 1, 1, 4)
    fix = Fix(attack, "safe", (Edit(place, attack),))
    related = (Related(place, attack),)
    found = (
        Violation("ADS001", "leftover-ad-marker", "error", place, attack, attack, related, fix, cause=attack),
        Violation("HSE001", "house-style", "warning", place, f"“{attack}” is said", f"Say {attack}.", related),
    )
    told = golden.report()
    return told._replace(
        violations=found,
        every=found,
        causes=(told.causes[0]._replace(name=attack, violations=found, do=attack, settings=attack),),
        summary=summed(found, files=1)._replace(settings={attack: 1, "b.yaml": 2}),
        lines=lambda _: (attack, f" {attack}"),
        abouts={place.path: About(attack, attack, (attack, attack), attack)},
        advice=f"Put this: {attack}",
        is_coloured=False,
    )


@pytest.fixture(params=ATTACKS.values(), ids=ATTACKS)
def attack(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def rendered(form: str, attack: str) -> str:
    return "".join(f"{line}\n" for line in render(form, report(attack)))


@pytest.mark.parametrize("form", FORMATS)
def test_terminal_and_log_obey_nobody(form: str, attack: str) -> None:
    out = rendered(form, attack)
    assert _CONTROL.findall(out.replace("\n", "")) == []
    assert [sign for sign in out if unicodedata.category(sign) == "Cs"] == []
    bare = _WIDTHLESS.sub("", out)
    if form == "github":
        bare = re.sub(r"^::(?:error|warning) file=", "", bare, flags=re.MULTILINE)
    assert [line for line in bare.split("\n") if line.lstrip().startswith("::") and not line.startswith(":::")] == []
    assert re.findall(r"##\w*\[", bare) == []


def test_letters_obey_nobody(attack: str) -> None:
    lines = list(written(letters(report(attack)), report(attack)))
    assert _CONTROL.findall("".join(lines)) == []
    assert re.findall(r"##\w*\[", _WIDTHLESS.sub("", "\n".join(lines))) == []


@pytest.mark.parametrize("form", ("concise", "jsonl", "github"))
def test_each_violation_is_one_line(form: str, attack: str) -> None:
    assert len(rendered(form, attack).splitlines()) == 2


def test_commands_of_github_say_what_they_should(attack: str) -> None:
    for line in rendered("github", attack).splitlines():
        match = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line)
        assert match
        keys = [pair.partition("=")[0] for pair in match[2].split(",")]
        assert keys == ["file", "line", "col", "endLine", "endColumn", "title"]
        assert re.findall(r"%(?!25|0A|0D|3A|2C)", line) == []


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (each for part in value.values() for each in _strings(part))
    elif isinstance(value, list):
        yield from (each for part in value for each in _strings(part))


@pytest.mark.parametrize("form", ("json", "jsonl", "sarif", "rdjson", "gitlab"))
def test_documents_are_ascii_and_whole(form: str, attack: str) -> None:
    out = rendered(form, attack)
    assert out.isascii()
    values = [json.loads(line) for line in out.splitlines()] if form == "jsonl" else json.loads(out)
    path = f"{attack}/{attack}.md"
    found = {unquote(text, errors="surrogateescape") if form == "sarif" else text for text in _strings(values)}
    # An address has bytes, and half a character has none.
    assert path in found or (form == "sarif" and not path.isprintable())


def test_sheet_has_its_rows_and_runs_nothing(attack: str) -> None:
    head, *rows = csv.reader(io.StringIO(rendered("csv", attack).removeprefix("\ufeff"), newline=""))
    assert [len(row) for row in rows] == [len(head)] * 2
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if unicodedata.normalize("NFKC", cell.lstrip())[:1] in ("=", "+", "-", "@")] == []


def test_summary_is_words_alone(attack: str) -> None:
    text = rendered("markdown", attack)
    page = pyromark.html(text, options=_GITHUB)
    assert {tag for tag in re.findall(r"<[^>]*>?", page) if not _OURS.fullmatch(tag)} == set()
    assert page.count("<h3>") == 1
    assert page.count("<a ") == 1
    words = re.sub(r"&\w+;", "", re.sub(r"<a .*?</a>|<code>.*?</code>", "", page, flags=re.DOTALL))
    assert re.findall(r"(?:[@#!~$:]|www\.|://)(?=\w)", words) == []


@pytest.mark.parametrize("form", HUMAN)
def test_places_are_told_as_they_are(form: str, attack: str) -> None:
    if attack.isprintable() and form != "statistics" and "::" not in attack and "##" not in attack:
        assert f"{attack}/{attack}.md:1:1" in rendered(form, attack)
