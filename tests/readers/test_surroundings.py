"""What the text between blocks and pictures says, in all formats."""

from __future__ import annotations

import pytest

from bylint import readers
from bylint.model.article import Article
from bylint.model.source import Source


def article_of(text: str, suffix: str = ".md") -> Article:
    return readers.read(Source(f"a{suffix}", text), suffix)


@pytest.mark.parametrize(
    ("suffix", "is_page", "has_markup"), ((".md", False, True), (".html", True, True), (".txt", False, False))
)
def test_what_kind_of_file_it_is(suffix, is_page, has_markup):
    article = article_of("The boat leaves at nine.\n", suffix)
    assert (article.is_page, article.has_markup) == (is_page, has_markup)


@pytest.mark.parametrize(
    ("text", "rules"),
    (
        ("![x](a.jpg)\n\n---\n\nText.\n", ["\n---\n"]),
        ("![x](a.jpg)\n\n* * *\n\nText.\n", ["\n* * *\n"]),
        ("![x](a.jpg)\n\n---\n---\n", ["\n---\n", "\n---\n"]),
        ("![x](a.jpg)\n\nText -- more.\n", []),
        ("Text.\n\n---\n\nNo picture.\n", []),
    ),
)
def test_rules_across_the_page(text, rules):
    assert [text[slice(*span)] for span in article_of(text).breaks] == rules


@pytest.mark.parametrize(
    ("between", "is_one"),
    (("\n", True), (" ", True), ("\n\n", False), ("\n>\n", False), ("\n\nText.\n\n", False)),
)
def test_pictures_in_a_row_share_a_paragraph(between, is_one):
    first, second = article_of(f"![x](a.jpg){between}![y](b.jpg)\n").images
    assert (first.paragraph == second.paragraph) == is_one


def test_pictures_have_what_stands_behind_them():
    (image,) = article_of('<img src="nets.jpg" alt="Nets">\n*Figure 2. Nets by month, as counted*\n').images
    assert image.behind == "*Figure 2. Nets by month, as "


@pytest.mark.parametrize(
    ("text", "opening"),
    (("`Photo: Internet` is wrong.\n", "`"), ("Photo: Ada Lund\n", ""), ("A line with `code`.\n", "")),
)
def test_signs_that_open_a_block(text, opening):
    assert article_of(text).blocks[0].opening == opening


def test_a_caption_in_a_line_of_other_markup_is_one():
    text = "![The quay](a.jpg)\n<figcaption>The quay at nine.</figcaption>\n"
    assert [block.kind for block in article_of(text).blocks] == ["caption"]


def test_ends_of_figures():
    text = '<article><figure><img src="a.jpg"></FIGURE><p>Nets.</p></article>'
    assert article_of(text, ".html").figure_ends == (text.index("</FIGURE"),)


@pytest.mark.parametrize(
    ("text", "suffix", "counts"),
    (
        ("Run `a`, then `b`.\n", ".md", (2, 0)),
        ("```\na\n```\n", ".md", (3, 2)),
        ("Text.\n\n    code\n", ".md", (0, 1)),
        ("!!! note\n\n    Text.\n", ".md", (0, 0)),
        ("<p>Run <code>a</code> or `b`.</p>", ".html", (0, 1)),
    ),
)
def test_counts_of_code(text, suffix, counts):
    article = article_of(text, suffix)
    assert (article.code_spans, article.code_blocks) == counts
