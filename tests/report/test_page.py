"""`bylint inspect --html`: the article as it is written, marks at the right words, and nothing that loads or runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bylint.cli.__main__ import main
from report_attacks import ATTACKS

ARTICLE = """\
---
title: The quay
author: Ada Lund
date: 2026-01-31
---

The water was low & the pier was <long>.

![A pier](pier.jpg)
*The pier. Photo: Ben Ek*

Advertisement

Ada Lund is dean of
the Harbour School.
"""
TAGS = set(
    "html head meta title style body main nav ul li a article h1 h2 p code dl dt dd strong ol span div b mark".split()
)
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "id", "dir", "href"}


class Page(HTMLParser):
    """What a browser makes of a page; the library asks for a subclass."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self.source: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] == ["mark"] or "code" in self.open[-2:-1]:
            self.marked.append((str(self.tags[-1][1].get("class")), data))


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def page(site, *names: str) -> str:
    assert main(["inspect", "--html", "page.html", *names]) == 0
    return (site / "page.html").read_text(encoding="utf-8")


def test_every_word_is_there_and_marked_as_what_it_is(site):
    found = Page(page(site, "a.md")).marked
    marked = {words: kind for kind, words in found}
    assert marked["The quay"] == "people"
    assert marked["Ada Lund"] == "people"
    assert marked["The water was low & the pier was <long>."] == "text"
    assert marked["Photo: Ben Ek"] == "pictures"
    assert marked["Advertisement"] == "ads error"
    assert marked["title: "] == "none"
    shown = "".join(words for _, words in found)
    assert shown.replace(" ", "") == ARTICLE.replace("\n", "").replace(" ", "")


def test_each_violation_stands_beside_its_line_and_in_the_list(site):
    text = page(site, "a.md")
    assert text.count("https://example.com/bylint/rules/ADS001") == 2
    assert '<strong>wrong</strong> <a href="#a0l12">line 12</a>: ' in text
    assert 'id="a0l12"' in text


def test_several_articles_are_on_one_page_and_each_link_leads_somewhere(site, capsys):
    (site / "b.txt").write_bytes(b"The sea.\r\rBy Ben Ek\r\n")
    (site / "c.md").write_bytes(b"\0\0")
    text = page(site, "a.md", "b.txt", "c.md")
    tags = Page(text).tags
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    inner = {str(attributes["href"]) for _, attributes in tags if str(attributes.get("href", ""))[:1] == "#"}
    assert inner
    assert {each.removeprefix("#") for each in inner} <= ids
    assert {"a0", "a1", "a2", "a1l3"} <= ids
    assert "not read: " in text
    assert capsys.readouterr().err == "bylint: page.html: 3 articles shown\n"


def test_a_page_of_everything_is_refused(site, capsys):
    for number in range(60):
        (site / f"{number}.md").write_text("A quay.\n", encoding="utf-8")
    assert main(["inspect", "--html", "page.html", "."]) == 2
    assert capsys.readouterr().err == "bylint: --html shows 50 articles at most, and these are 61\n"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_on_a_page_runs_or_loads(site, attack):
    text = f"---\ntitle: {attack}\nauthor: {attack}\n---\n\n{attack}\n\n![{attack}](x.jpg)\n\nAdvertisement {attack}\n"
    (site / "a.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    shown = page(site, "a.md")
    found = Page(shown)
    assert found.open == []
    assert {tag for tag, _ in found.tags} <= TAGS
    assert {name for _, attributes in found.tags for name in attributes} <= ATTRIBUTES
    addresses = {str(attributes["href"]) for _, attributes in found.tags if "href" in attributes}
    assert all(re.fullmatch(r"#a0(l\d+)?|https://example\.com/bylint/rules/[A-Z]{3}\d{3}", each) for each in addresses)
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown) == []
    assert "default-src 'none'" in shown
