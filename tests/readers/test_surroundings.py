"""What readers state about an article, so that nothing behind them asks for its format or looks at its markup."""

from __future__ import annotations

import pytest

from bylint import readers
from bylint.model.article import Article
from bylint.model.source import Source
from bylint.model.source import Span


def article_of(text: str, path: str = "a.md") -> Article:
    return readers.read(Source(path, text), path[path.index(".") :])


@pytest.mark.parametrize(
    ("path", "is_page", "has_markup"),
    (("a.md", False, True), ("a.mdx", False, True), ("a.html", True, True), ("a.txt", False, False)),
)
def test_format_says_what_it_is(path: str, is_page: bool, has_markup: bool) -> None:
    article = article_of("Jane Roe grows pears.\n", path)
    assert (article.is_page, article.has_markup) == (is_page, has_markup)


@pytest.mark.parametrize(
    ("text", "path", "spans", "blocks"),
    (
        ("A pear.\n", "a.md", 0, 0),
        ("Run `pear` and `plum`.\n", "a.md", 2, 0),
        ("```\npear\n```\n", "a.md", 3, 2),
        ("Run:\n\n    pear\n", "a.md", 0, 1),
        ("!!! note\n\n    A pear.\n", "a.md", 0, 0),
        ("<p>Run `pear`.</p><pre>pear</pre>", "a.html", 0, 1),
    ),
)
def test_article_says_how_much_code_it_shows(text: str, path: str, spans: int, blocks: int) -> None:
    article = article_of(text, path)
    assert (article.code_spans, article.code_blocks) == (spans, blocks)


def test_page_counts_its_scripts() -> None:
    data = '<script type="application/ld+json">{}</script>'
    assert article_of(f"<script>a</script>{data}<script src=b></script><p>A</p>", "a.html").scripts == 2


@pytest.mark.parametrize(
    ("text", "path", "lines"),
    (
        ("![A](a.jpg)\n\n---\n\nB\n", "a.md", ["\n---\n"]),
        ("![A](a.jpg)\n\n* * *\n\nB\n", "a.md", ["\n* * *\n"]),
        ("![A](a.jpg)\n\n---\n---\n", "a.md", ["\n---\n", "\n---\n"]),
        ("![A](a.jpg)\n\nB -- C\n", "a.md", []),
        ("A\n\n---\n\nNo picture.\n", "a.md", []),
        ("<img src=a.jpg><hr><p>B</p>", "a.html", ["<hr"]),
    ),
)
def test_lines_across_the_page(text: str, path: str, lines: list[str]) -> None:
    assert [text[slice(*span)] for span in article_of(text, path).breaks] == lines


@pytest.mark.parametrize(
    ("text", "path", "is_html"),
    (
        ("A pear.\n", "a.md", False),
        ("<p>A pear.</p>\n", "a.md", True),
        ("<p>A pear.</p>\n", "a.html", True),
        ("<A pear>\n", "a.txt", False),
    ),
)
def test_block_says_how_its_text_is_written(text: str, path: str, is_html: bool) -> None:
    assert article_of(text, path).blocks[0].is_html is is_html


@pytest.mark.parametrize(
    ("text", "path", "begins_as_code"),
    (
        ("`Advertisement` is a word.\n", "a.md", True),
        ("The `Advertisement` line.\n", "a.md", False),
        ("<p><code>Advertisement</code></p>", "a.html", True),
        ("<p>Advertisement</p>", "a.html", False),
    ),
)
def test_block_begins_as_code(text: str, path: str, begins_as_code: bool) -> None:
    assert article_of(text, path).blocks[0].begins_as_code is begins_as_code


@pytest.mark.parametrize(
    ("text", "captions"),
    (
        ("<figure><img src=a.jpg><figcaption>The quay</figcaption></figure>\n", ["The quay"]),
        ("- <figure>![A](a.jpg)\n  <figcaption>The quay</figcaption></figure>\n", ["The quay"]),
        ("![A](a.jpg)\n\nThe quay\n", []),
    ),
)
def test_caption_in_a_line_of_other_markup(text: str, captions: list[str]) -> None:
    assert [
        block.prose.plain for block in article_of(text).blocks if block.kind == "caption" or block.is_figcaption
    ] == captions


@pytest.mark.parametrize(
    ("text", "line"),
    (
        ("{{< ad >}}\n", ""),
        ("> {{< ad >}}\n", "quote"),
        ("| {{< ad >}} | b |\n", "table"),
        ("1. {{< ad >}}\n", "list"),
        ("word {{< ad >}}\n", ""),
    ),
)
def test_line_that_holds_template_code(text: str, line: str) -> None:
    found = next(block for block in article_of(text).blocks if block.kind == "shortcode")
    assert found.line == line


@pytest.mark.parametrize(
    ("text", "path", "paragraphs"),
    (
        ("![A](a.jpg)\n![B](b.jpg)\n\n![C](c.jpg)\n", "a.md", [0, 0, 1]),
        ("> ![A](a.jpg)\n>\n> ![B](b.jpg)\n", "a.md", [0, 1]),
        ("<p><img src=a.jpg><img src=b.jpg></p><p><img src=c.jpg></p>", "a.html", [0, 0, 1]),
    ),
)
def test_pictures_of_one_paragraph(text: str, path: str, paragraphs: list[int]) -> None:
    assert [image.paragraph for image in article_of(text, path).images] == paragraphs


@pytest.mark.parametrize(
    ("text", "behind"),
    (("![A](a.jpg)\n\nText.\n", "Text.\n"), ("![A](a.jpg) Figure 1\n", "Figure 1\n"), ("<img src=a.jpg />", "")),
)
def test_what_stands_behind_a_picture(text: str, behind: str) -> None:
    assert article_of(text).images[0].behind == behind


def test_title_of_a_shortcode_is_printed() -> None:
    text = '{{< figure src="a.jpg" title="The quay" >}}\n\n![A](b.jpg "The quay")\n'
    assert [image.has_printed_title for image in article_of(text).images] == [True, False]


@pytest.mark.parametrize(
    ("text", "path", "is_starred"),
    (
        ("[Boots](https://example.com)* fit.\n", "a.md", True),
        ("[Boots*](https://example.com) fit.\n", "a.md", True),
        ("[Boots](https://example.com)\\* fit.\n", "a.md", True),
        ("[Boots](https://example.com) fit.\n", "a.md", False),
        ('<p><a href="https://example.com">Boots</a><sup>*</sup></p>', "a.html", True),
    ),
)
def test_link_with_a_star(text: str, path: str, is_starred: bool) -> None:
    assert article_of(text, path).links[0].is_starred is is_starred


@pytest.mark.parametrize(
    ("text", "path", "entry"),
    (
        ("---\nsponsor: Acme\n---\n", "a.md", "sponsor: Acme"),
        ("---\nsponsor:\n  Acme\n---\n", "a.md", "Acme"),
        ("---\nsponsors:\n- Acme\n---\n", "a.md", "Acme"),
        ('+++\nsponsor = "Acme"\n+++\n', "a.md", 'sponsor = "Acme'),
        ('<meta name="sponsor" content="Acme"><p>A</p>', "a.html", 'sponsor" content="Acme'),
    ),
)
def test_field_knows_its_entry(text: str, path: str, entry: str) -> None:
    assert text[slice(*article_of(text, path).fields[0].entry)] == entry


def test_source_quotes_itself() -> None:
    assert Source("a.md", "A\r\nB\n").written(Span(3, 4)) == "B"


@pytest.mark.parametrize(
    ("text", "opening"),
    (("`Photo: Internet` is wrong.\n", "`"), ("Photo: Ada Lund\n", ""), ("A line with `code`.\n", "")),
)
def test_signs_that_open_a_block(text: str, opening: str) -> None:
    assert article_of(text).blocks[0].opening == opening


def test_a_caption_in_a_line_of_other_markup_is_told() -> None:
    text = "<figcaption>\n\nThe quay at nine.\n\n</figcaption>\n"
    assert [block.is_figcaption for block in article_of(text).blocks] == [True]


def test_links_in_the_values_of_template_code() -> None:
    text = '{{< figure src="a.jpg" caption="Photo by [Ada Lund](/people/ada) on https://example.com/1." >}}\n'
    (image,) = article_of(text).images
    assert [link.href.plain for link in image.links] == ["/people/ada", "https://example.com/1"]
    assert [text[slice(*link.span)] for link in image.links] == ["[Ada Lund](/people/ada", "https://example.com/1"]


def test_ends_of_figures() -> None:
    text = '<article><figure><img src="a.jpg"></FIGURE><p>Nets.</p></article>'
    assert article_of(text, "a.html").figure_ends == (text.index("</FIGURE"),)
