"""`bylint ask`: who gets a letter, about what, and in which words."""

from __future__ import annotations

import pytest

from bylint.cli.__main__ import main

HEADER = "---\ntitle: {title}\nauthor: {author}\ndate: 2026-01-31\n---\n\n"
FILES = {
    "bylint.yaml": "version: 1\n",
    "a.md": HEADER.format(title="The quay", author="[Ada Lund, Ben Ek]") + "Advertisement\n",
    "b.md": HEADER.format(title="The pier", author="Ada Lund") + "![A pier](x.jpg)\n*Photo: Creative Commons*\n",
    "c.md": HEADER.format(title="The sea", author="Cy Dahl") + "![The sea](sea.jpg)\n*The sea. Photo: Cy Dahl*\n",
    "d.txt": "The water was low.\n\nAdvertisement\n",
}


@pytest.fixture
def site(folder):
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def asked(capsys, *options: str) -> list[str]:
    assert main(["ask", "--no-cache", "--select", "ADS,IMG", *options]) == 0
    return capsys.readouterr().out.splitlines()


def to(lines: list[str]) -> list[str]:
    return [line.removeprefix("To: ") for line in lines if line.startswith("To: ")]


@pytest.mark.usefixtures("site")
def test_each_desk_and_each_author_gets_one_letter(capsys):
    lines = asked(capsys)
    assert to(lines) == ["picture desk", "Ada Lund", "Ben Ek", "whoever edits what nobody signs"]
    assert lines.count("-" * 78) == 3


@pytest.mark.usefixtures("site")
def test_a_letter_says_where_what_and_what_to_do(capsys):
    assert asked(capsys, "--author", "ada lund") == [
        "To: Ada Lund",
        "",
        "Please look at 1 place in one article.",
        "",
        "The quay",
        "a.md, 2026-01-31",
        "- Line 7: \u201cAdvertisement\u201d marks an ad that is not here. Delete the line. If an",
        "  ad belongs here, let the template print its label. (ADS001)",
        "",
        "If one of these is right as it is, say so and why: then nobody asks again.",
    ]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("options", "wanted"),
    (
        (("--desk", "pictures"), ["picture desk"]),
        (("--desk", "Picture Desk"), ["picture desk"]),
        (("--desk", "author"), ["Ada Lund", "Ben Ek", "whoever edits what nobody signs"]),
        (("--desk", "picture", "--author", "Ben Ek"), ["picture desk", "Ben Ek"]),
        (("b.md",), ["picture desk"]),
        (("d.txt",), ["whoever edits what nobody signs"]),
    ),
)
def test_letters_are_chosen(capsys, options, wanted):
    assert to(asked(capsys, *options)) == wanted


def test_letters_go_to_a_file(site, capsys):
    assert asked(capsys, "-o", "letters.txt") == []
    assert to((site / "letters.txt").read_text(encoding="utf-8").splitlines())[0] == "picture desk"


@pytest.mark.usefixtures("site")
def test_nobody_to_ask_is_said(capsys):
    assert main(["ask", "--no-cache", "--author", "Dag Holm"]) == 0
    assert capsys.readouterr() == ("", "bylint: there is nothing to ask\n")
    assert main(["ask", "--no-cache", "--desk", "sports"]) == 2
    assert "there is no desk 'sports'; there are author, copy desk, picture desk, web team" in capsys.readouterr().err
