"""Markdown: blocks, images and links, with their places."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from bylint.model.article import Article
from bylint.model.source import Source
from bylint.readers import SUFFIXES
from bylint.readers import read
from counting import calls


def article_of(text: str) -> Article:
    return read(Source("a.md", text), ".md")


def blocks_of(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.prose.plain) for block in article_of(text).blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    (
        (
            "# The *last* ferry\n\nIt sails\nat nine.",
            [("heading", "The last ferry"), ("paragraph", "It sails at nine.")],
        ),
        ("Harbour\n=======\n", [("heading", "Harbour")]),
        ("One  \ntwo\\\nthree<br>four", [("paragraph", "One\ntwo\nthree\nfour")]),
        ("A &amp; B \\* `c` ~~d~~ <b>e</b>", [("paragraph", "A & B * c d e")]),
        ("- [ ] one\n- two\n\n  three", [("item", "one"), ("item", "two"), ("item", "three")]),
        ("|a|b|\n|-|-|\n|c|d \\| e|", [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "d | e")]),
        ("Text[^1].\n\n[^1]: A note.", [("paragraph", "Text."), ("paragraph", "A note.")]),
        ("    code\n\nText.", [("paragraph", "Text.")]),
        ("```{r}\nplot(x)\n```\n\nText.", [("paragraph", "Text.")]),
        ("A<!-- why -->b", [("paragraph", "Ab"), ("comment", "why")]),
        (
            "<!-- one -->\n<!-- two\nlines -->\n\nText.",
            [
                ("comment", "one"),
                ("comment", "two lines"),
                ("paragraph", "Text."),
            ],
        ),
        (
            "- a\n\n  <!-- bylint-ignore X: y -->\n  b",
            [("item", "a"), ("comment", "bylint-ignore X: y"), ("item", "b")],
        ),
        ("`<!-- no -->`", [("paragraph", "<!-- no -->")]),
        ("![A](a.jpg)", []),
        ("![A](a.jpg)\nPhoto: Li", [("paragraph", "Photo: Li")]),
        ("![A](a.jpg) Photo: Li", [("paragraph", "Photo: Li")]),
        ("Before\n![A](a.jpg)\nPhoto: Li\nmore", [("paragraph", "Before"), ("paragraph", "Photo: Li more")]),
        ("Before ![A](a.jpg)\nPhoto: Li", [("paragraph", "Before"), ("paragraph", "Photo: Li")]),
        ("Press ![A](a.svg) to go\non.", [("paragraph", "Press to go on.")]),
        ("The quay<svg>\nmast</svg>side.", [("paragraph", "The quay side.")]),  # a line end within, no words
        ("Lone\rCR\r\rends", [("paragraph", "Lone CR"), ("paragraph", "ends")]),
        ("", []),
    ),
)
def test_blocks(text, blocks):
    assert blocks_of(text) == blocks


@pytest.mark.parametrize(
    ("text", "place"),
    (
        ("# The *last* ferry", "# The *last* ferry"),
        ("\n\nWords *here*.  \n", "Words *here*."),
        ("é 😀\n\n> Words.\n", "é 😀"),
        ("{{< dropcap >}}Words.", "Words."),
    ),
)
def test_span_of_a_block(text, place):
    block = next(block for block in article_of(text).blocks if block.kind in ("heading", "paragraph"))
    assert text[slice(*block.span)] == place


@pytest.mark.parametrize(
    ("text", "within", "marks"),
    (
        ("> - Words", ("quote", "list"), ()),
        ("[^1]: Words\n\n[^1]", ("footnote",), ()),
        ('<div class="Bio box">\n\nWords\n\n</div>', (), ("bio", "box")),
        ('<aside id="a">\n\n> Words\n\n</aside>', ("aside", "quote"), ("a",)),
        ("<div>\n\n</div>\n\nWords", (), ()),
        ("## Words {#one .two}", (), ("one", "two")),
        ("Words\n{: .lead}", (), ("lead",)),
    ),
)
def test_what_stands_around(text, within, marks):
    (block,) = (block for block in article_of(text).blocks if block.prose.plain == "Words")
    assert (block.within, block.marks) == (within, marks)


@pytest.mark.parametrize(
    ("text", "tone"),
    (
        ("*Li is a baker.*", "emphasis"),
        ("_Li_ **is** a baker.", ""),
        ("**Li is a baker**.", "strong"),
        ("<small>Li is a baker.</small>", "small"),
        ("<sub>Photo: Li</sub>", "small"),
        ("***Li***", "emphasis"),
        ("*Li is [a baker](https://example.com)*", "emphasis"),
        ("Li", ""),
    ),
)
def test_tone(text, tone):
    assert [block.tone for block in article_of(text).blocks] == [tone]


@pytest.mark.parametrize(
    ("text", "form", "src", "fields"),
    (
        ('![A *b* &amp; c](a.jpg "Photo: Li")', "markdown", "a.jpg", {"alt": "A b & c", "title": "Photo: Li"}),
        ("![](<a b.jpg> 'T')", "markdown", "a b.jpg", {"title": "T"}),
        ("![a][R s]\n\n[r  S]: <a.jpg> (T)", "markdown", "a.jpg", {"alt": "a", "title": "T"}),
        ("![a]\n\n[a]: a.jpg", "markdown", "a.jpg", {"alt": "a"}),
        ("[![a](a.jpg)](https://example.com)", "markdown", "a.jpg", {"alt": "a"}),
        (
            'é <img src="a.jpg" alt="A &quot;b&quot;" data-credit=Li> b',
            "html",
            "a.jpg",
            {"alt": 'A "b"', "data-credit": "Li"},
        ),
        ("![a](img(1).jpg)", "markdown", "img(1).jpg", {"alt": "a"}),
    ),
)
def test_images(text, form, src, fields):
    (image,) = article_of(text).images
    assert (image.form, image.src.plain, text[slice(*image.src.span())]) == (form, src, src)
    assert {name: prose.plain for name, prose in image.fields} == fields


def test_image_is_held_by_the_last_block_before_it():
    images = article_of("![](a.jpg)\n\nOne.\n\n![](b.jpg)\nPhoto: Li\n\nTwo ![](c.jpg) three.").images
    assert [image.block for image in images] == [-1, 0, 2]


@pytest.mark.parametrize(
    ("text", "href", "words"),
    (
        ("[the *shop*](https://example.com/?a=1)", "https://example.com/?a=1", "the shop"),
        ("<https://example.com>", "https://example.com", "https://example.com"),
        ("see https://example.com/a_b_c.", "https://example.com/a_b_c", "https://example.com/a_b_c"),
        ("[shop][1]\n\n[1]: https://example.com", "https://example.com", "shop"),
    ),
)
def test_links(text, href, words):
    (link,) = article_of(text).links
    assert (link.href.plain, link.words.plain, link.rel) == (href, words, None)
    assert text[slice(*link.href.span())] == href


def test_figure_in_html_across_blank_lines():
    text = '<figure>\n<img src="a.jpg">\n\n<figcaption>Photo: Li</figcaption>\n</figure>\n\nText.'
    article = article_of(text)
    assert ("caption", "Photo: Li") in [(block.kind, block.prose.plain) for block in article.blocks]
    assert article.images[0].figure >= 0


def test_language_comes_from_the_header():
    assert article_of("---\nlang: de-CH\n---\nx").language == "de-CH"


@pytest.mark.parametrize(
    ("unit", "number", "close"),
    (
        (">", 20_000, ""),
        ("- ", 10_000, ""),
        ("word ", 50_000, ""),
        ("[a](b){", 2_500, ""),
        ("[a](b){.x} ", 2_500, ""),
        ("{{< ", 10_000, ""),
        ('<Ab "', 5_000, ""),
        ("{% raw %}", 5_000, ""),
        ("<!-- ", 5_000, ""),
        ("a <b>", 5_000, ""),
        ("![", 10_000, ""),
        ("<div>\n\nx\n\n", 1_000, ""),
        ("*a **b ", 2_500, "** *"),
    ),
)
def test_twice_the_hostile_text_is_twice_the_work(unit, number, close):
    once, twice = (unit * times + close * times + "a" for times in (number, 2 * number))
    article_of(unit + close)  # what is made at its first use is no part of the measure
    assert calls(lambda: article_of(twice)) < 2.4 * calls(lambda: article_of(once)) + 1_000


def test_markdown_without_html_needs_no_html_parser():
    code = (
        "import sys; from bylint.readers import read; from bylint.model.source import Source;"
        "read(Source('a.md', 'A <b>b</b> <!-- c -->\\n\\n<!-- d -->\\n'), '.md');"
        "sys.exit('turbohtml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_an_html_parser_markdown_is_read_and_a_page_is_a_fault():
    code = (
        "import sys; sys.modules['turbohtml'] = None\n"
        "from bylint.readers import read; from bylint.model.source import Source\n"
        "assert read(Source('a.md', 'A\\n\\n<p>b</p>\\n'), '.md').blocks\n"
        "assert read(Source('a.html', '<p>b</p>'), '.html').faults[0].words == 'needs turbohtml'"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_suffix_is_lower_case():
    assert all(suffix.startswith(".") and suffix == suffix.casefold() for suffix in SUFFIXES)


MARKUP = st.text(st.sampled_from("ab é😀*_[]()!`<>#-|&;:\\/=\"'{}%\n \r1."), max_size=100)
TIDY = st.lists(
    st.sampled_from(
        (
            "# The *last* ferry",
            "Li is a **baker** at &amp; Co.",
            "![A](a.jpg)\n*Photo: Li*",
            "- one\n- two [a](https://example.com)",
            "> Quoted\n> words",
            '{{< figure src="a.jpg" attr="Li" >}}',
            "<!-- why -->",
            "|a|b|\n|-|-|\n|c|é|",
            "```\ncode\n```",
            "One  \ntwo",
        )
    ),
    max_size=6,
).map("\n\n".join)


@given(MARKUP)
def test_everything_read_lies_in_the_file(text):
    article = article_of(text)
    for item in (*article.blocks, *article.images, *article.links):
        assert 0 <= item.span.start <= item.span.end <= len(text)
    for block in article.blocks:
        for i, character in enumerate(block.prose.plain):
            start, end = block.prose.span(i, i + 1)
            is_itself = end - start == 1 and block.prose.plain[i] == text[start:end]
            assert is_itself or character in " \n" or text[start] in "&\\\r\n" or end - start != 1


@given(TIDY)
@settings(max_examples=50)
def test_header_with_unknown_keys_shifts_every_span(text):
    header = "---\nunknown: é\nother: [1]\n---\n"
    bare, headed = article_of(text), article_of(header + text)
    assert [block.prose.plain for block in bare.blocks] == [block.prose.plain for block in headed.blocks]
    for one, other in zip(
        (*bare.blocks, *bare.images, *bare.links), (*headed.blocks, *headed.images, *headed.links), strict=True
    ):
        assert [place + len(header) for place in one.span] == list(other.span)


@given(TIDY)
@settings(max_examples=50)
def test_windows_line_ends_change_no_words(text):
    windows = text.replace("\n", "\r\n")
    one, other = article_of(text), article_of(windows)
    assert [(b.kind, b.prose.plain, b.within, b.tone) for b in one.blocks] == [
        (b.kind, b.prose.plain, b.within, b.tone) for b in other.blocks
    ]
    for block, twin in zip(one.blocks, other.blocks, strict=True):
        expected = [place + text.count("\n", 0, place) for place in block.prose.span()]
        assert expected == list(twin.prose.span())


def test_words_before_a_place() -> None:
    text = "By [Jane](j.html) *Roe* for NOAA &amp; others\n"
    (block,) = read(Source("a.md", text), ".md").blocks
    assert block.prose.before(text.index("NOAA")) == "By Jane Roe for "
    assert block.prose.before(text.index("others")) == "By Jane Roe for NOAA & "
    assert block.prose.before(0) == ""


COMPONENT = """<Box>

    ![A boat](/boat.jpg)

    **About the author**

    Jo Roe writes about
    *boats* and [ropes](https://example.com/ropes).

    ## A heading
    Words below it.

    > Said.

    ```
    code

    # code
    ```

</Box>

Last words.
"""


@pytest.mark.parametrize("indent", ("    ", "\t", "      ", "        "))
@pytest.mark.parametrize("end", ("\n", "\r\n"))
def test_the_text_of_a_component_may_be_indented(indent, end):
    text = COMPONENT.replace("    ", indent).replace("\n", end)
    article = read(Source("a.mdx", text), ".mdx")
    assert [(block.kind, block.prose.plain) for block in article.blocks if block.kind != "shortcode"] == [
        ("paragraph", "About the author"),
        ("paragraph", "Jo Roe writes about boats and ropes."),
        ("heading", "A heading"),
        ("paragraph", "Words below it."),
        ("paragraph", "Said."),
        ("paragraph", "Last words."),
    ]
    assert [text[slice(*image.src.span())] for image in article.images] == ["/boat.jpg"]
    assert [link.href.plain for link in article.links] == ["https://example.com/ropes"]
    assert all(text[block.prose.span().start] == block.prose.plain[0] for block in article.blocks if block.prose.plain)


def test_markdown_has_indented_code():
    assert [block.prose.plain for block in read(Source("a.md", "Words.\n\n    **code**\n"), ".md").blocks] == ["Words."]


@pytest.mark.parametrize(
    "attribute", ("markdown", 'markdown="1"', "markdown='1'", "markdown=1", 'markdown="block"', 'markdown="span"')
)
@pytest.mark.parametrize("end", ("\n", "\r\n"))
def test_markdown_within_html(attribute, end):
    lines = (
        "Words.",
        "",
        f'<div class="bio" {attribute} id="x">',
        "**Jo Roe** writes about [ropes](https://example.com/ropes).",
        "![A boat](/boat.jpg)",
        "</div>",
        "",
        "Last words.",
    )
    text = end.join(lines)
    article = read(Source("a.md", text), ".md")
    found = [(block.prose.plain, block.marks) for block in article.blocks if block.kind == "paragraph"]
    assert found == [("Words.", ()), ("Jo Roe writes about ropes.", ("bio", "x")), ("Last words.", ())]
    assert [text[slice(*image.src.span())] for image in article.images] == ["/boat.jpg"]
    assert [link.href.plain for link in article.links] == ["https://example.com/ropes"]


@pytest.mark.parametrize(
    "text",
    (
        '<div class="bio">\n*Jo Roe*\n</div>',
        '<div markdown="0">\n*Jo Roe*\n</div>',
        '<div data-x="a markdown b">\n*Jo Roe*\n</div>',
        '<div title=" markdown">\n*Jo Roe*\n</div>',
        "<div>\n*Jo Roe*\n</div> <p markdown>",
        '<div markdown="1">*Jo Roe*</div>',
    ),
)
def test_html_that_holds_no_markdown(text):
    assert "*Jo Roe*" in read(Source("a.md", text), ".md").blocks[0].prose.plain
