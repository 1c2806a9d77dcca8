from __future__ import annotations

import pytest

from bylint.model.source import Source
from bylint.readers.html import read


def fields_of(text: str, origin: str = "json-ld") -> list[tuple[int, tuple[str | int, ...], str, str]]:
    article = read(Source("a.html", text))
    return [
        (field.item, field.path, field.prose.plain, text[slice(*field.prose.span())])
        for field in article.fields
        if field.origin == origin and not {"@type", "@id"} & set(field.path)
    ]


def script(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("data", "fields"),
    (
        (
            '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "J. O\\u2019Roe"}}',
            [(0, ("author", "name"), "J. O’Roe", "J. O\\u2019Roe")],
        ),
        (
            '[{"@type": "WebPage", "name": "x"}, {"@type": ["Article"], "author": ["Jane Roe", {"name": "Jo Poe"}]}]',
            [(0, ("author", 0), "Jane Roe", "Jane Roe"), (0, ("author", 1, "name"), "Jo Poe", "Jo Poe")],
        ),
        (
            '{"@graph": [{"@type": "BlogPosting", "author": {"@id": "#j"}}, {"@id": "#j", "name": "Jane Roe"}]}',
            [(0, ("author", "name"), "Jane Roe", "Jane Roe")],
        ),
        (
            '{"@type": "Article", "headline": "A \\"b\\" &amp; c"}',
            [(0, ("headline",), 'A "b" & c', 'A \\"b\\" &amp; c')],
        ),
        (
            '{"@type": "http:\\/\\/schema.org\\/Article", "headline": "\\ud83d\\ude00 a"}',
            [(0, ("headline",), "😀 a", "\\ud83d\\ude00 a")],
        ),
        ('<!-- {"@type": "Article", "name": "a"} -->', [(0, ("name",), "a", "a")]),
        ('//<![CDATA[\n{"@type": "Article", "name": "a"}\n//]]>', [(0, ("name",), "a", "a")]),
        ('{"@type": "Article", "name": "line\nbreak",}', [(0, ("name",), "line break", "line\nbreak")]),
        ('{"@type": "Article", "name": "a", "headline": "he said "no" to"}', [(0, ("name",), "a", "a")]),
        ('{"@type": "Article", "comment": {"author": "Troll"}, "name": null}', []),
        ('{"@type": "ItemList", "itemListElement": [{"@type": "Article", "name": "other"}]}', []),
        ('{"@type": "WebPage", "mainEntity": {"@type": "Article", "name": "a"}}', [(0, ("name",), "a", "a")]),
        ("{broken", []),
        ("", []),
    ),
)
def test_json_ld(data: str, fields: list[tuple[int, tuple[str | int, ...], str, str]]) -> None:
    assert fields_of(script(data)) == fields


def test_articles_of_several_scripts_are_numbered() -> None:
    text = script('{"@type": "Article", "name": "a"}') + script('{"@type": "NewsArticle", "name": "b"}')
    assert [(item, words) for item, _, words, _ in fields_of(text)] == [(0, "a"), (1, "b")]


def test_the_key_is_the_last_key() -> None:
    text = script('{"@type": "Article", "author": [{"name": "Jane Roe"}]}')
    (field,) = [field for field in read(Source("a.html", text)).fields if field.path[-1] == "name"]
    assert text[slice(*field.key)] == "name"


@pytest.mark.parametrize(
    "data",
    ("[" * 50_000, '{"a":' * 50_000, '{"@type": "Article", "a": "' + '\\"' * 50_000, '"' * 50_000, "{" + "," * 50_000),
    ids=range(5),
)
def test_hostile_data_is_read(data: str) -> None:
    assert fields_of(script(data)) == []


@pytest.mark.parametrize(
    ("body", "fields"),
    (
        ('<b itemprop="author">Jane <i>Roe</i></b>', [(("author",), "Jane Roe")]),
        (
            '<p itemprop="author" itemscope itemtype="Person"><a itemprop="name" href="/j">Jane Roe</a></p>',
            [(("author", "name"), "Jane Roe")],
        ),
        ('<p itemprop="author" itemscope>Jane Roe</p>', [(("author",), "Jane Roe")]),
        (
            '<i itemprop="author">Jane Roe</i><i itemprop="author">Jo Poe</i>',
            [(("author", 0), "Jane Roe"), (("author", 1), "Jo Poe")],
        ),
        ('<time itemprop="datePublished" datetime="2024-03-01">1 March</time>', [(("datePublished",), "2024-03-01")]),
        ('<meta itemprop="headline" content="A &amp; B">', [(("headline",), "A & B")]),
        ('<img itemprop="image" src="a.jpg">', [(("image",), "a.jpg")]),
        ('<div itemprop="comment" itemscope><b itemprop="author">Troll</b></div>', []),
        ('<div itemprop="articleBody">Long text</div>', []),
    ),
)
def test_microdata(body: str, fields: list[tuple[tuple[str | int, ...], str]]) -> None:
    text = f'<article itemscope itemtype="http://schema.org/NewsArticle">{body}</article>'
    assert [(path, words) for _, path, words, _ in fields_of(text, "microdata")] == fields


def test_what_stands_in_no_article_is_no_field() -> None:
    assert (
        fields_of('<div itemscope itemtype="https://schema.org/Recipe"><b itemprop="author">x</b></div>', "microdata")
        == []
    )


def test_articles_that_a_page_lists_are_not_its_own() -> None:
    listed = "".join(script(f'{{"@type": "Article", "headline": "{name}"}}') for name in ("Other", "The boat", "More"))
    assert [words for _, _, words, _ in fields_of(f"<title>The boat - Example</title>{listed}")] == ["The boat"]
    assert [words for _, _, words, _ in fields_of(f"<title>Example</title>{listed}")] == ["Other", "The boat", "More"]


def test_a_teaser_is_no_item() -> None:
    item = '<div itemscope itemtype="https://schema.org/Article"><b itemprop="name">{}</b>{}</div>'
    story = item.format(
        "The boat", "<h1>The boat</h1><p>" + "It sails at dawn, and nobody sees it leave. " * 4 + "</p>"
    )
    text = f"<html><body><main>{story}</main><div class='related'>{item.format('Other', '')}</div></body></html>"
    assert [words for _, _, words, _ in fields_of(text, "microdata")] == ["The boat"]
