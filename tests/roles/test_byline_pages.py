"""Who signs a page: what its readers see, beside what its hidden data says."""

from __future__ import annotations

import pytest

from articles import understood

TEXT = (
    "The winter timetable came out on a Friday, two days before it took effect. It has nine footnotes, and the sixth "
    "says that the ninth does not apply on school days. Islanders are used to reading small print, and read it twice. "
) * 2


def page(head="", below="", foot="", above=""):
    return (
        f"<html><head><title>Ferries - Example Coast</title>{head}</head><body>{above}<article><h1>Ferries</h1>{below}"
        f"<p>{TEXT}</p><p>{TEXT}</p>{foot}</article></body></html>"
    )


def signers(text):
    article = understood(text, "a.html")
    return [part.words("name") for part in article.each("author") if part.has("signs")]


def meta(name):
    return f'<meta name="author" content="{name}">'


def ld(*names):
    people = ", ".join(f'{{"@type": "Person", "name": "{name}"}}' for name in names)
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": [{people}]}}</script>'


@pytest.mark.parametrize(
    ("text", "wanted"),
    (
        (page(meta("Ruth Abernethy"), "<p>Ruth Abernethy</p>"), ["Ruth Abernethy"]),
        (page(meta("Ruth Abernethy")), []),
        (page(ld("Ruth Abernethy")), []),
        (page(ld("Jane Roe", "Island News Desk"), foot="<p>Jane Roe</p>"), ["Jane Roe", "Island News Desk"]),
        (page(ld("Ruth Abernethy", "Jane Roe"), foot="<p>Jane Roe</p>"), ["Ruth Abernethy", "Jane Roe"]),
        (f"<html><head>{ld('Ruth Abernethy')}</head><body><h1>Ferries</h1></body></html>", ["Ruth Abernethy"]),
    ),
)
def test_hidden_data_signs_with_names_that_the_page_shows(text, wanted):
    assert signers(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    (
        (page(meta("Example Coast"), "<p>Example Coast</p>"), []),
        (page(meta("example-coast.org"), '<p class="byline">By Jane Roe</p><p>example-coast.org</p>'), ["Jane Roe"]),
        (page(ld("Example Coast"), "<p>Example Coast</p>"), ["Example Coast"]),
        (page(ld("Example Coast"), '<p class="byline">By Jane Roe</p>'), ["Jane Roe"]),
        (
            page(
                '<link rel="canonical" href="https://www.islands.example/a">' + meta("islands.example"),
                "<p>Islands</p>",
            ),
            [],
        ),
    ),
)
def test_the_site_itself_is_no_author_for_a_meta_tag(text, wanted):
    assert signers(text) == wanted


def test_a_person_of_the_hidden_data_comes_before_others_that_the_page_marks():
    below = '<p class="author">Jane Roe, harbour master</p>'
    assert signers(page(ld("Ruth Abernethy"), below, "<p>Ruth Abernethy</p>")) == ["Ruth Abernethy"]


@pytest.mark.parametrize(
    ("below", "wanted"),
    (
        ('<div>By<a href="/team/jane-roe">Jane Roe</a></div>', ["Jane Roe"]),
        ('<div>von <a href="/autor/ulrike">Ulrike</a></div>', ["Ulrike"]),
        ('<span class="author vcard"><a class="url fn n" href="/author/surfmole/">surfmole</a></span>', ["surfmole"]),
        ('<div><a class="username" href="/members/reef.8/">reef8</a></div>', ["reef8"]),
        ('<div>See <a href="/team/jane">Jane</a></div>', []),
    ),
)
def test_links_to_profiles_sign(below, wanted):
    assert signers(page(below=below)) == wanted


def test_first_and_last_name_may_be_marked_apart():
    name = '<a rel="author" href="/r"><div class="firstname">Jane</div> <div class="lastname">Roe</div></a>'
    assert signers(page(below=f'<div class="byline">{name}</div>')) == ["Jane Roe"]


def test_bylines_far_from_the_headline_sign_other_articles():
    others = "".join(f'<p>Other {n}</p><p class="author">{name}</p>' for n, name in enumerate(("Al Ek", "Bo Li")))
    gap = "".join(f"<p>Line {n}</p>" for n in range(9))
    assert signers(page(below=f'<p class="author">Jane Roe</p>{gap}{others}')) == ["Jane Roe"]


@pytest.mark.parametrize(
    ("foot", "wanted"),
    (
        ('<p class="documentauthor">erstellt von Jane Roe</p>', ["Jane Roe"]),
        ('<p class="author">Jane Roe is away</p>', []),
    ),
)
def test_a_marked_line_at_the_end_signs_where_a_lead_word_says_so(foot, wanted):
    assert signers(page(foot=foot)) == wanted


def test_a_layout_table_may_hold_the_byline():
    below = '<table><tr><td class="author">Text &amp; Fotos: Jane Roe</td></tr></table>'
    assert signers(page(below=below)) == ["Jane Roe"]


@pytest.mark.parametrize(
    ("content", "wanted"),
    (
        ("Harbour Books GmbH, Bergen, Norway", ["Harbour Books GmbH"]),
        ("Nordische Forschungsanstalt für Wind", []),
        ("MWK Nord", []),
        ("anonym", []),
        ("Jane Roe", ["Jane Roe"]),
    ),
)
def test_bodies_and_places_are_no_persons(content, wanted):
    article = understood(page(meta(content), f"<p>{content}</p>"), "a.html")
    people = [part.words("name") for part in article.each("author") if part.words("kind") == "person"]
    assert people == [name for name in wanted if "GmbH" not in name]
    assert [name for name in signers(page(meta(content), f"<p>{content}</p>")) if name in wanted] == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    (
        ("Posté par Jane Roe", ["Jane Roe"]),
        ("Geplaatst door Jane Roe", ["Jane Roe"]),
        ("Upplagd av Jane Roe", ["Jane Roe"]),
        ("Publicado por Jane Roe", ["Jane Roe"]),
        ("Penulis: Jane Roe", ["Jane Roe"]),
        ("Autoren Jane Roe und Bo Li", ["Jane Roe", "Bo Li"]),
        ("Text von Jane Roe Fotos: Bo Li", ["Jane Roe"]),
        ("Eingestellt von Unbekannt", []),
    ),
)
def test_lead_words_of_many_languages(line, wanted):
    assert signers(page(below=f"<p>{line}</p>")) == wanted


def test_what_an_author_knows_is_no_author():
    author = '{"@type": "Person", "name": "Jane Roe", "knowsAbout": {"@type": "Thing", "name": "Knots"}}'
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'
    article = understood(page(script, "<p>Jane Roe</p>"), "a.html")
    assert [part.words("name") for part in article.each("author")] == ["Jane Roe"]


@pytest.mark.parametrize(
    ("middle", "wanted"),
    (
        ("<p>Author: Jane Roe</p>", ["Jane Roe"]),
        ("<p>Written by Jane Roe</p>", ["Jane Roe"]),
        ("<p>By Jane Roe</p>", []),
        ("<p>Author: Jane Roe lives on the island and sails to work.</p>", []),
    ),
)
def test_a_line_that_leaves_no_doubt_signs_from_amid_the_text(middle, wanted):
    text = f"<p>{TEXT}</p>" * 4 + middle + f"<p>{TEXT}</p>" * 2 + "<p>Harbour office</p>" * 20
    assert signers(page(below=text)) == wanted
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Example Coast"}}</script>'
    assert signers(page(told, below=text, foot="<p>Example Coast</p>")) == ["Example Coast"]


@pytest.mark.parametrize(
    ("below", "foot", "wanted"),
    (
        ("<p><i>Jane Roe</i></p>", "", ["Jane Roe"]),
        ("", "<p><em>Jane Roe/dpa</em></p>", ["Jane Roe"]),
        ("<p><b>Island Rope</b></p>", "", []),
        ("<p>Jane Roe</p>", "", []),
    ),
)
def test_a_name_alone_in_italics_signs(below, foot, wanted):
    assert signers(page(below=below, foot=foot)) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    (
        ("Posted by Jane @ 12:00 am", ["Jane"]),
        ("Geschrieben von Ulrike am 25.08.2015", ["Ulrike"]),
        ("1. Februar 2022 Jane Roe 6", ["Jane Roe"]),
        ("Text von Jane Roe Illustration von Bo Li", ["Jane Roe"]),
        ("By Monday", []),
    ),
)
def test_lines_with_times_and_counts(line, wanted):
    assert signers(page(below=f"<p>{line}</p>")) == wanted


def test_tags_that_are_marked_as_authors_are_no_persons():
    tags = "".join(f'<p class="author">{tag}</p>' for tag in ("Harbours", "Ropes", "Knots"))
    assert signers(page(below=tags)) == []


@pytest.mark.parametrize(
    ("lines", "claims"),
    (
        (
            '<p>By <a rel="author" href="/jane">Jane Roe</a> and <a rel="author" href="/ruth">Ruth Abernethy</a></p>',
            {"jane roe; ruth abernethy"},
        ),
        ('<div class="byline">By Jane Roe</div><div class="byline">Ruth Abernethy</div>', {"jane roe; ruth abernethy"}),
        ('<div class="byline">By Jane Roe</div>', {"jane roe"}),
    ),
)
def test_lines_of_a_page_are_one_byline(lines, claims):
    found = understood(page("", lines), "a.html")
    assert {part.words("claim") for part in found.each("byline")} == claims


def test_page_and_hidden_data_are_two():
    found = understood(page(ld("Ruth Abernethy"), '<div class="byline">By Jane Roe</div>'), "a.html")
    assert {part.words("claim") for part in found.each("byline")} == {"jane roe", "ruth abernethy"}


def test_tags_of_one_name_are_two_places():
    found = understood(page(meta("Jane Roe") + meta("Jane Roe")), "a.html")
    assert len({part.words("place") for part in found.each("author") if part.words("origin") == "meta"}) == 2
