"""Who signs an article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles import KNOWLEDGE
from articles import at
from articles import understood

TEXT = (
    "The winter timetable came out on a Friday, two days before it took effect. It has nine footnotes, and the sixth "
    "says that the ninth does not apply on school days. Islanders are used to reading small print, and read it twice. "
) * 2


def signers(article):
    return [part.words("name") for part in article.each("author") if part.has("signs")]


@pytest.mark.parametrize(
    ("header", "wanted"),
    (
        ("author: Jane Roe", ["Jane Roe"]),
        ("authors: [Jane Roe, John Smith]", ["Jane Roe", "John Smith"]),
        ("Author: Jane Roe", ["Jane Roe"]),
        ("byline: By Jane Roe", ["Jane Roe"]),
        ("author:\n  name: Jane Roe\n  email: jane@example.com", ["Jane Roe"]),
        ("authors:\n- name: Jane Roe\n  title: Editor\n- name: John Smith", ["Jane Roe", "John Smith"]),
        ("authors:\n  jroe:\n    name: Jane Roe", ["Jane Roe"]),
        ("author:\n- name:\n    given: Jane\n    family: Roe", ["Jane Roe"]),
        ("params:\n  author: Jane Roe", ["Jane Roe"]),
        ("taxonomies:\n  authors: [Jane Roe]", ["Jane Roe"]),
        ("authors: [jroe]", ["jroe"]),
        ("authors: []", []),
        ("creator: Jane Roe", ["Jane Roe"]),
        ("creator: John Smith\nauthor: Jane Roe", ["Jane Roe"]),
        ("authority: Jane Roe", []),
    ),
)
def test_front_matter_signs(header, wanted):
    assert signers(understood(f"---\ntitle: T\n{header}\n---\n{TEXT}\n")) == wanted


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    (
        ("a.txt", f"The Ferry Stays\n\nBy Ruth Abernethy\n14 March 2021\n\n{TEXT}", ["Ruth Abernethy"]),
        ("a.txt", f"The Ferry Stays\n\n{TEXT}\n\nWritten By\n\nRuth Abernethy", ["Ruth Abernethy"]),
        (
            "a.md",
            f"# The Ferry Stays\n\n#### Contributed by [Ruth Abernethy](https://example.com)\n\n{TEXT}",
            ["Ruth Abernethy"],
        ),
        ("a.md", f"BERGEN (Reuters) - {TEXT}", ["Reuters"]),
        ("a.txt", f"The Ferry Stays\n\nRuth Abernethy | Quay Review\n\n{TEXT}", ["Ruth Abernethy"]),
        ("a.txt", f"The Ferry Stays\n\nHome | Ferries | Quay Review\n\n{TEXT}", []),
        ("a.md", f"---\ntitle: The Ferry Stays\n---\n{TEXT}\n\n— Ruth Abernethy", ["Ruth Abernethy"]),
        ("a.md", f"---\ntitle: The Ferry Stays\nauthor: Jo Roe\n---\n{TEXT}\n\n— Ruth Abernethy", ["Jo Roe"]),
        ("a.md", f"---\ntitle: The Ferry Stays\n---\n{TEXT}\n\n“It stays.”\n\n— Ruth Abernethy", []),
        ("a.md", f"---\ntitle: The Ferry Stays\n---\n{TEXT}\n\n> It stays.\n\n— Ruth Abernethy", []),
        ("a.md", f"# Ferries\n\n{TEXT}\n\n## The Quay\n\nBy Ruth Abernethy\n\n{TEXT}", []),
        ("a.md", f"# Ferries\n\n[Ruth Abernethy](https://example.com/authors/ruth/) waits at the quay. {TEXT}", []),
        ("a.md", f"# Ferries\n\n{TEXT}\n\n> By Ruth Abernethy\n", []),
        (
            "a.html",
            f'<h1>Ferries</h1><p class="byline">By <a rel="author" href="/r">Ruth Abernethy</a></p><p>{TEXT}</p>',
            ["Ruth Abernethy"],
        ),
        (
            "a.html",
            f'<h1>Ferries</h1><div class="post-author-name">Ruth Abernethy</div><p>{TEXT}</p>',
            ["Ruth Abernethy"],
        ),
        ("a.html", f'<h1>Ferries</h1><div class="photo-credit author">Ruth Abernethy</div><p>{TEXT}</p>', []),
    ),
)
def test_the_page_signs(path, text, wanted):
    assert signers(understood(text, path)) == wanted


@pytest.mark.parametrize(
    ("text", "label"),
    (
        (f"The Ferry Stays\n\n{TEXT}\n\nWritten By", True),
        (f"The Ferry Stays\n\n{TEXT}\n\nWritten By\n\nRuth Abernethy is the dean of a college in Kendal.", True),
        (f"The Ferry Stays\n\n{TEXT}\n\nWritten By\n\nRuth Abernethy", False),
    ),
)
def test_a_label_without_a_name_is_bare(text, label):
    article = understood(text, "a.txt")
    assert [at(article, part) for part in article.each("label")] == ["Written By"] * label
    assert article.each("article")[0].has("signable")


@pytest.mark.parametrize(
    ("path", "header", "asked"),
    (
        ("posts/ferry.md", "date: 2021-01-01", True),
        ("posts/ferry/index.md", "date: 2021-01-01", True),
        ("posts/ferry.md", "title: T", False),
        ("events/ferry.md", "date: 2021-01-01", False),
        ("about.md", "date: 2021-01-01", False),
        ("posts/_index.md", "date: 2021-01-01", False),
        ("posts/ferry.md", "date: 2021-01-01\ntype: letters", False),
        ("posts/ferry.md", "date: 2021-01-01\ncategories: [Editorial]", False),
    ),
)
def test_a_byline_is_asked_of_articles_alone(path, header, asked):
    article = understood(f"---\n{header}\n---\n{TEXT}\n", path)
    assert article.each("article")[0].has("signable") is asked


@pytest.mark.parametrize(
    ("path", "start", "asked"),
    (
        ("ferry.md", "/site", True),
        ("events/ferry.md", "/site", False),
        ("ferry.md", "/site/events", False),
        ("../events/ferry.md", "/site/posts", False),
        ("../posts/ferry.md", "/site/events", True),
        ("/site/posts/ferry.md", "/events", True),
    ),
)
def test_a_folder_is_that_of_the_site_wherever_a_run_stands(path, start, asked):
    knowledge = replace(KNOWLEDGE, settings={"start": start, "root": "/site"})
    article = understood(f"---\ndate: 2021-01-01\n---\n{TEXT}\n", path, knowledge)
    assert article.each("article")[0].has("signable") is asked


def page(meta, ld, line):
    data = f'<script type="application/ld+json">{{"@type":"Article","author":{ld}}}</script>' if ld else ""
    head = f'<title>T</title><meta name="author" content="{meta}">{data}'
    return f'{head}<h1>Ferries</h1><p class="byline">{line}</p><p>{TEXT}</p>'


@pytest.mark.parametrize(
    ("meta", "ld", "line", "agree"),
    (
        ("Jane Roe", '"Jane Roe"', "By Jane Roe", True),
        ("Jane Roe", '{"@type":"Person","name":"John Smith"}', "By Jane Roe", False),
        ("Jane Roe, John Smith", '[{"name":"John Smith"},{"name":"Jane Roe"}]', "By Jane Roe and John Smith", True),
        ("jroe", '{"@type":"Person","name":"Jane A. Roe"}', "By Jane Roe", True),
        ("Example Coast", '{"@type":"Organization","name":"Example Coast"}', "By Jane Roe", True),
        ("https://example.com/jane", '{"@type":"Person","name":"Jane Roe"}', "By Jane Roe", True),
        ("Jane Roe", "null", "By Jane Roe", True),
    ),
)
def test_only_other_people_disagree(meta, ld, line, agree):
    article = understood(page(meta, ld, line), "a.html")
    claims = {part.words("claim") for part in article.each("byline") if part.has("claim")}
    assert (len(claims) == 1) is agree


@pytest.mark.parametrize(
    ("header", "flaw", "words"),
    (
        ("author: By Jane Roe", "lead", "By Jane Roe"),
        ("authors: [Jane Roe and John Smith]", "glued", "Jane Roe and John Smith"),
        ("author: Jane Roe jane@example.com", "email", "Jane Roe jane@example.com"),
        ("authors: [John Smith, “Jane Roe”]", "quotes", "“Jane Roe”"),
    ),
)
def test_a_field_with_more_than_a_name_is_malformed(header, flaw, words):
    article = understood(f"---\n{header}\n---\n{TEXT}\n")
    (part,) = [part for part in article.each("author") if part.has("malformed")]
    assert part.has(flaw)
    assert part.get("malformed").prose.plain == words


@pytest.mark.parametrize(
    "name",
    (
        "Siobhan O’Neill",
        "Jane Roe Jr.",
        "Sir Jane Roe",
        "William “Bill” Roe",
        "Jane Roe and John Smith",
        "Ludwig von Roe",
    ),
)
def test_a_lawful_name_is_not_malformed(name):
    article = understood(f"---\nauthor: {name}\n---\n{TEXT}\n")
    assert not [part for part in article.each("author") if part.has("malformed")]


@pytest.mark.parametrize(
    ("name", "filler"),
    (
        ("admin", True),
        ("Author Name", True),
        ("TBD", True),
        ("Anonymous", False),
        ("Staff", False),
        ("The Editors", False),
        ("Reuters", False),
    ),
)
def test_account_names_and_filler_are_no_authors(name, filler):
    article = understood(f"---\nauthor: {name}\n---\n{TEXT}\n")
    assert article.each("author")[0].has("placeholder") is filler


@pytest.mark.parametrize(
    ("address", "dead"),
    (
        ("https://github.com/PersonA", True),
        ("https://github.com/", True),
        ("https://twitter.com/yourusername", True),
        ("https://github.com/janeroe", False),
        ("https://example.com/", False),
    ),
)
def test_a_byline_may_lead_to_nobody(address, dead):
    article = understood(f"# Ferries\n\n#### Contributed by [Jane Roe]({address})\n\n{TEXT}")
    (part,) = article.each("author")
    assert part.has("malformed") is dead


@pytest.mark.parametrize("header", ("authors: []", "author:", 'author: ""'))
def test_an_empty_key_asks_for_a_name(header):
    article = understood(f"---\ndate: 2021-01-01\n{header}\n---\n{TEXT}\n")
    assert [at(article, part) for part in article.each("label")] == [header.partition(":")[0]]


def claims(text, path="a.md"):
    return {part.words("claim") for part in understood(text, path).each("byline") if part.has("claim")}


@pytest.mark.parametrize(
    ("header", "line"),
    (
        ("author: Mats Oder", "*Updated June 12, 2014 by [Helga Linde](https://example.com/hl)*"),
        ("author: Mats Oder", "Photos by Helga Linde"),
        ("author: Mats Oder, Helga Linde", "Words by Mats Oder, photos by Helga Linde"),
        ("author: Helga Linde", "By Mats Oder (as told to Helga Linde)"),
        ("author: Mats Oder", "*By Helga Linde – own work, CC BY-SA 4.0*"),
        ("author: Mats Oder", "- **[Helga Linde]** — [comment from 2026-02-26](https://example.com/389)"),
        ("author: Mats Oder", "* Author: Helga Linde\n* ISBN: 4-000-00000-4\n* Publisher: Example House"),
        ("author: hm_deroy", "Par [Helga-Marie de Roy](https://example.com/hm)."),
    ),
)
def test_others_than_the_author_are_no_rivals(header, line):
    assert len(claims(f"---\ntitle: T\n{header}\ndate: 2014-06-01\n---\n{line}\n\n{TEXT}\n")) == 1


@pytest.mark.parametrize(
    ("header", "wanted"),
    (
        ("author: {display_name: Administrator, first_name: Mateo, last_name: Clerk}", ["Mateo Clerk"]),
        ("author: Knut Roe - Labor Nord, Tim Roe - Labor Nord", ["Knut Roe", "Tim Roe"]),
        ("author: Jane Roe, Policy", ["Jane Roe"]),
        ('authors: ["Jane Roe, Sr.", "Jane Roe, Jr."]', ["Jane Roe, Sr.", "Jane Roe, Jr."]),
        ("author: '@janeroe'", ["@janeroe"]),
    ),
)
def test_what_stands_beside_a_name_signs_nothing(header, wanted):
    assert signers(understood(f"---\ntitle: T\n{header}\n---\n{TEXT}\n")) == wanted


@pytest.mark.parametrize("value", ('"{{ site.author }}"', '["{% include name.html %}"]'))
def test_what_a_template_prints_as_author_cannot_be_told(value):
    article = understood(f"---\ntitle: T\ndate: 2021-01-01\nauthor: {value}\n---\n{TEXT}\n", "posts/a.md")
    assert not article.each("article")[0].has("signable")


@pytest.mark.parametrize("event", ("event: {start: 2021-02-01, end: 2021-02-03}", "venue: Example Hall"))
def test_nobody_signs_the_page_of_an_event(event):
    article = understood(f"---\ntitle: T\ndate: 2021-01-01\n{event}\n---\n{TEXT}\n", "conference/a.md")
    assert not article.each("article")[0].has("signable")


def test_a_name_of_the_header_is_known_in_the_text_whatever_its_form():
    assert claims(f"---\ntitle: T\nauthor: bell ahrens\n---\nBy bell ahrens\n\n{TEXT}\n") == {"bell ahrens"}
    article = understood(f"---\ntitle: T\nauthor: bell ahrens\n---\nBy bell ahrens\n\n{TEXT}\n")
    assert [part.words("origin") for part in article.each("byline")] == ["front-matter", "visible"]
