"""What a site asks of disclaimers itself: levels, placement, approved wordings, notes by subject, each since a day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from articles import WHOLE as KNOWLEDGE
from articles import rules
from bylint.checks import check_of
from bylint.cli.__main__ import main
from bylint.config.reading import parsed
from bylint.engine import understood
from bylint.model.world import Knowledge
from bylint.roles.view import with_view

BIO = "Jane Roe is {}."
WHOLE = "The views expressed are those of the author and not those of any employer."
LONG = (
    "The sea keeps its own timetable, and no harbour master has ever talked it out of a single minute of it, though "
    "some have tried."
)


def known(policy: str) -> Knowledge:
    config = parsed(f"version: 1\ndisclaimers: {policy}\n".encode(), "bylint.yaml", Path("bylint.yaml"))
    return replace(KNOWLEDGE, policy=config.policy)


def told(code: str, policy: str, *blocks: str, **places: str) -> list[tuple[str, str]]:
    """Return the words at which a rule reports something, and its message."""
    found, rule = article(policy, *blocks, **places), rules()[code]
    violations = check_of(rule).look(rule, found, known(policy))
    return [(found.source.text[slice(*each.place.span)], each.message) for each in violations]


def article(policy: str, *blocks: str, day: str = "2023-05-05", name: str = "a.md", keys: str = ""):
    knowledge = known(policy)
    header = f"---\ntitle: Tides\nauthor: Jane Roe\ndate: {day}\n{keys}---\n"
    return with_view(understood(name, ".md", (header + "\n\n".join(blocks)).encode(), knowledge))


@pytest.mark.parametrize(
    ("policy", "bio", "day", "expected"),
    (
        ("{levels: {think-tank: policy}}", "an analyst at the RAND Corporation", "2023-05-05", ["policy"]),
        ("{levels: {kinds: {think-tank: policy}}}", "an analyst at the RAND Corporation", "2023-05-05", ["policy"]),
        ("{levels: {organisations: {rand: policy}}}", "an analyst at the RAND Corporation", "2023-05-05", ["policy"]),
        ("{levels: {rand: policy, since: 2023-05-05}}", "an analyst at the RAND Corporation", "2023-05-05", ["policy"]),
        ("{levels: {rand: policy, since: 2023-05-06}}", "an analyst at the RAND Corporation", "2023-05-05", []),
        ("{levels: {central-bank: off}}", "an economist at the Bank of England", "2023-05-05", []),
        ("{levels: {central-bank: off, boe: policy}}", "an economist at the Bank of England", "2023-05-05", ["policy"]),
        ("{placement: end}", "an analyst at the RAND Corporation", "2023-05-05", []),
    ),
)
def test_levels(policy, bio, day, expected):
    found = article(policy, LONG, BIO.format(bio), day=day)
    assert [part.words("level") for part in found.each("duty")] == expected


@pytest.mark.parametrize(
    ("policy", "blocks", "expected"),
    (
        ("{placement: end}", (WHOLE, LONG), "at the end"),
        ("{placement: end}", (LONG, WHOLE), ""),
        ("{placement: top}", (LONG, WHOLE), "at the top"),
        ("{placement: top}", (WHOLE, LONG), ""),
        ("{placement: bio}", (WHOLE, LONG, BIO.format("a poet at Example State University")), "with the bio"),
        ("{placement: bio}", (LONG, BIO.format("a poet at Example State University"), WHOLE), ""),
        ("{placement: {where: end, since: 2023-06-01}}", (WHOLE, LONG), ""),
        ("{placement: {where: end, since: 2023-05-01}}", (WHOLE, LONG), "at the end"),
    ),
)
def test_placement(policy, blocks, expected):
    assert [(words, message.split(" belongs ")[1]) for words, message in told("DIS007", policy, *blocks)] == (
        [(WHOLE, expected)] if expected else []
    )


@pytest.mark.parametrize(
    ("text", "place", "added", "absent"),
    (
        (WHOLE, "", "", ""),
        (WHOLE.replace("any", "his"), "his", "“his”", "“any”"),
        (WHOLE.replace("expressed are", "are"), "are", "nothing", "“expressed”"),
        (f"**{WHOLE}**", "", "", ""),
    ),
)
def test_approved_wording(text, place, added, absent):
    message = f"“{place}”: the approved wording has {absent} here, not {added}"
    assert told("DIS011", f"{{wordings: ['{WHOLE}']}}", LONG, text) == ([(place, message)] if place else [])


@pytest.mark.parametrize(
    ("name", "keys", "text", "expected"),
    (
        ("law/a.md", "", "", ["Tides"]),
        ("law/a.md", "", "This is not legal advice.", []),
        ("a.md", "tags: [Law]\n", "", ["Tides"]),
        ("a.md", "section: law\n", "", ["Tides"]),
        ("a.md", "", "", []),
        ("a.md", "tags: [lawn]\n", "", []),
    ),
)
def test_topics(name, keys, text, expected):
    where = "{name: legal, text: Not legal advice., sections: [law], tags: [law], since: 2020-01-01}"
    found = told("DIS010", f"{{topics: [{where}]}}", LONG, text, name=name, keys=keys)
    assert [words for words, _ in found] == expected


def test_house_wording_is_proposed_first():
    wording = f"{{wordings: [{{text: '{WHOLE}', organisation: boe}}]}}"
    (part,) = article(wording, LONG, BIO.format("an economist at the Bank of England")).each("duty")
    assert (part.words("wording"), part.words("wording-origin")) == (WHOLE, "approved by the house")


@pytest.mark.parametrize(
    ("policy", "expected"),
    (
        ("{placement: ende}", "bylint.yaml:2: 'ende' is not a placement (top, end, bio) (did you mean 'end'?)"),
        ("{levels: {boe: strict}}", "bylint.yaml:2: 'strict' is not a level (regulation, policy, off)"),
        ("{levels: {boee: off}}", "bylint.yaml:2: there is no kind or id of an organisation 'boee'"),
        ("{topics: [{name: a, text: b}]}", "one of paths, tags, sections must say where the note is due"),
        ("{wordings: [{text: a, since: May}]}", "bylint.yaml:2: 'since' is 'May', not a date such as 2025-09-05"),
    ),
)
def test_mistakes_are_told_at_their_lines(policy, expected, tmp_path, monkeypatch, capsys):
    (tmp_path / "bylint.yaml").write_text(f"version: 1\ndisclaimers: {policy}\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("Text.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.md"]) == 2
    assert expected in capsys.readouterr().err
