from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from bylint.model.article import Article
from bylint.model.prose import Prose
from bylint.model.source import Source
from bylint.readers.html import fragment
from bylint.readers.html import read


def article_of(text: str) -> Article:
    return read(Source("a.html", text))


def told(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.prose.plain) for block in article_of(text).blocks]


def written(text: str, prose: Prose) -> str:
    return text[slice(*prose.span())]


@pytest.mark.parametrize(
    ("text", "blocks"),
    (
        ("<p>One <em>word</em>.</p>", [("paragraph", "One word.")]),
        ("<h2>Title</h2>text", [("heading", "Title"), ("label", "text")]),
        ("<h2><div>Title</div></h2>", [("heading", "Title")]),
        ("<p>a<p>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", [("item", "a"), ("item", "b"), ("item", "c")]),
        ("<table><tr><td>a<th>b</table><p>c</p>", [("cell", "a"), ("cell", "b"), ("paragraph", "c")]),
        ("<dl><dt>a<dd>b</dl>", [("term", "a"), ("item", "b")]),
        ("<blockquote>a<p>b</p></blockquote>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<details><summary>a</summary>b</details>", [("label", "a"), ("label", "b")]),
        ("<div>a<p>b</p>c</div>", [("label", "a"), ("paragraph", "b"), ("label", "c")]),
        ("<div>one two three four five six seven eight nine.</div>", None),
        ("<p>a<br>b<br><br>c</p>", [("paragraph", "a\nb"), ("paragraph", "c")]),
        ("<p>a&nbsp;b&shy;c &eacute &#8217; &bogus;</p>", [("paragraph", "a bc é ’ &bogus;")]),
        ("<p>a</>b</p>", [("paragraph", "ab")]),
        ("<pre>code</pre><textarea>x</textarea><style>p{}</style><svg><title>t</title></svg>", []),
        ("<p>Use <code>x</code>.</p>", [("paragraph", "Use x.")]),
        ("<!-- note --><!doctype html><?php x ?>", [("comment", "note")]),
        ("<p>a</p><!-- open <p>b</p>", [("paragraph", "a"), ("comment", "open <p>b</p>")]),
        ("<b><p>mis</b>nest</p></i></div>", [("paragraph", "misnest")]),
        ("<p>x</p><p", [("paragraph", "x")]),
        ("", []),
    ),
)
def test_blocks(text: str, blocks: list[tuple[str, str]] | None) -> None:
    expected = blocks if blocks is not None else [("paragraph", "one two three four five six seven eight nine.")]
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "blocks"),
    (
        ("<p>a <span class='sr-only'>b</span> c</p>", [("paragraph", "a c"), ("hidden", "b")]),
        ("<p>a<span class='visually-hidden'>: </span>c</p>", [("paragraph", "a c"), ("hidden", ":")]),
        ("<div hidden><p>a</p></div>", [("hidden", "a")]),
        ("<p style='color:red; display: none'>a</p>", [("hidden", "a")]),
        ("<p aria-hidden='true'>a</p>", [("paragraph", "a")]),
        ("<p class='hidden-gem'>a</p>", [("paragraph", "a")]),
        ("<template><p>a</p></template>", [("hidden", "a")]),
        ("<noscript><p>a</p></noscript>", [("hidden", "a")]),
    ),
)
def test_what_no_reader_sees_is_hidden(text: str, blocks: list[tuple[str, str]]) -> None:
    assert told(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    (
        (
            '<div><span class="author">By Jane Roe</span><span class="date">March 3</span></div>',
            [("span", "By Jane Roe"), ("span", "March 3")],
        ),
        (
            "<div>By <a href='/j'>Jane Roe</a> | <time>March 3</time></div>",
            [("div", "By Jane Roe"), ("time", "March 3")],
        ),
        ("<div><span class='by'>By</span> <span class='name'>Jane Roe</span></div>", [("div", "By Jane Roe")]),
        ("<div><span>By</span><a href='/j' class='x'>Jane Roe</a></div>", [("div", "By Jane Roe")]),
        ("<p><b>H</b><i>ello</i></p>", [("p", "Hello")]),
        (
            "<figcaption>A boat at dawn. <span class='credit'>Jane Roe</span></figcaption>",
            [("figcaption", "A boat at dawn."), ("span", "Jane Roe")],
        ),
        ("<figcaption>Photo: <span class='credit'>Jane Roe</span></figcaption>", [("figcaption", "Photo: Jane Roe")]),
    ),
)
def test_a_line_falls_into_its_texts(text: str, blocks: list[tuple[str, str]]) -> None:
    assert [(block.name, block.prose.plain) for block in article_of(text).blocks] == blocks


@pytest.mark.parametrize(
    ("text", "kind"),
    (
        ("<figure><img src=a.jpg><figcaption><p>Text</p></figcaption></figure>", "caption"),
        ("<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>Text</p></div>", "caption"),
        ("<figure><img src=a.jpg><div class='photo-credit'>Text</div></figure>", "caption"),
        ("<figure><blockquote><p>Text</p></blockquote></figure>", "paragraph"),
        ("<p class='captions-off'>Text</p>", "paragraph"),
    ),
)
def test_captions(text: str, kind: str) -> None:
    assert [block.kind for block in article_of(text).blocks] == [kind]


@pytest.mark.parametrize(
    ("text", "tone"),
    (
        ("<p><em>All of it.</em></p>", "emphasis"),
        ("<p><i>All</i> <em>of it.</em></p>", "emphasis"),
        ("<p><em>Some</em> of it.</p>", ""),
        ("<p><strong>All</strong></p>", "strong"),
        ("<small><p>All</p></small>", "small"),
    ),
)
def test_tone(text: str, tone: str) -> None:
    assert [block.tone for block in article_of(text).blocks] == [tone]


def test_spans_of_blocks_and_words() -> None:
    text = '<div>\n<p class="Lead big" id=x>Jane &amp;\r\nJohn <b>Roe</b></p> tail</div>'
    first, second = article_of(text).blocks
    assert text[slice(*first.span)] == text[text.index("<p") : text.index(" tail")]
    assert first.prose.plain == "Jane & John Roe"
    assert text[slice(*first.prose.span(5, 6))] == "&amp;"
    assert text[slice(*first.prose.span(7, 11))] == "John"
    assert first.marks == ("lead", "big", "x")
    assert text[slice(*second.span)] == "tail"


def test_elements_that_print_no_text() -> None:
    text = '<script src="/a.js"></script><div id="slot-1"> </div><ins class="ad"></ins><div class=x><p>a</p></div>'
    found = [(block.name, block.prose.plain) for block in article_of(text).blocks if block.kind == "element"]
    assert found == [("script", '<script src="/a.js">'), ("div", '<div id="slot-1">'), ("ins", '<ins class="ad">')]


def test_an_image_with_all_its_texts() -> None:
    text = (
        "<p>Before</p><figure class='wide'>"
        "<img src='a&amp;b.jpg' alt='A &quot;boat&quot;' title=T width=300 height='20px' "
        "data-image-credit='Jane Roe' data-caption='&lt;p&gt;At dawn&lt;/p&gt;'><figcaption>Dawn</figcaption></figure>"
    )
    (image,) = article_of(text).images
    assert (image.src.plain, image.width, image.height, image.figure, image.block) == ("a&b.jpg", 300, 20, 0, 0)
    assert [(name, prose.plain, written(text, prose)) for name, prose in image.fields] == [
        ("alt", 'A "boat"', "A &quot;boat&quot;"),
        ("title", "T", "T"),
        ("credit", "Jane Roe", "Jane Roe"),
        ("caption", "At dawn", "At dawn"),
    ]


@pytest.mark.parametrize(
    ("text", "sources"),
    (
        ('<img src="data:image/gif;base64,x" data-src="a.jpg">', ["a.jpg"]),
        ('<img src="/blank.gif" data-lazy-src="a.jpg">', ["a.jpg"]),
        ('<img srcset="a.jpg 1x, b.jpg 2x">', ["a.jpg"]),
        ('<picture><source srcset="a.webp 1x"><img alt="x"></picture>', ["a.webp"]),
        ('<div><img data-src="a.jpg"><noscript><img src="a.jpg"></noscript></div>', ["a.jpg"]),
        ('<div><noscript><img src="a.jpg"></noscript></div>', ["a.jpg"]),
        ('<noscript><img src="a.gif"></noscript><noscript><img src="b.gif"></noscript>', ["a.gif", "b.gif"]),
        ('<template><img src="a.jpg"></template>', []),
        ('<amp-img src="a.jpg"></amp-img>', ["a.jpg"]),
    ),
)
def test_image_sources(text: str, sources: list[str]) -> None:
    assert [image.src.plain for image in article_of(text).images] == sources


def test_links() -> None:
    text = '<p>See <a href="/x?a=1&amp;b=2" rel="Sponsored nofollow">the <b>kettle</b></a> or <a href=y>that</a>.</p>'
    first, second = article_of(text).links
    assert (first.href.plain, first.words.plain, first.rel) == ("/x?a=1&b=2", "the kettle", ("sponsored", "nofollow"))
    assert written(text, first.href) == "/x?a=1&amp;b=2"
    assert text[slice(*first.span)].endswith("kettle</b></a>")
    assert (second.rel, second.block) == ((), 0)


@pytest.mark.parametrize(
    ("text", "language"),
    (
        ("<html lang=de-CH><body>x", "de-CH"),
        ("<html><head><meta property=og:locale content=en_GB></head>", "en-GB"),
        ("<p>x", ""),
    ),
)
def test_language(text: str, language: str) -> None:
    assert article_of(text).language == language


def test_title_and_meta() -> None:
    head = "<title>A &amp; B</title><meta name=Author content='J. O&#8217;Roe'>"
    text = f"<html><head>{head}</head><svg><title>x</title></svg>"
    found = [(f.origin, f.path, f.prose.plain, text[slice(*f.key)]) for f in article_of(text).fields]
    assert found == [("data", ("title",), "A & B", "<title>"), ("meta", ("author",), "J. O’Roe", "Author")]


def test_front_matter_and_template_code() -> None:
    text = '---\ntitle: T\n---\n<p>a {{ page.b }} c</p>\n{% include ad.html %}\n<a href="{{ base }}/x">y</a>'
    article = article_of(text)
    assert [(block.kind, block.name, block.prose.plain) for block in article.blocks] == [
        ("paragraph", "p", "a c"),
        ("shortcode", "page.b", "page.b"),
        ("shortcode", "ad.html", "include ad.html"),
        ("label", "a", "y"),
    ]
    assert written(text, article.links[0].href) == "{{ base }}/x"
    assert article.fields[0].path == ("title",)


def test_a_fragment_counts_from_the_start_of_the_file() -> None:
    text = "# Title\n\n<figure><img src=a.jpg><figcaption>Dawn</figcaption></figure>\n\n<p>not this</p>"
    start = text.index("<figure")
    found = fragment(text, start, text.index("\n\n<p>"))
    (block,), (image,) = found.blocks, found.images
    assert (block.kind, written(text, block.prose), block.within, block.is_inside) == (
        "caption",
        "Dawn",
        ("figure",),
        True,
    )
    assert (text[slice(*image.span)], written(text, image.src), image.block) == ("<img src=a.jpg>", "a.jpg", -1)


@pytest.mark.parametrize(
    "text",
    (
        "<div>" * 30_000 + "x",
        "<b>" * 5_000 + "<div>" * 5_000 + "</b>" * 5_000,
        "<table><tr><td>" * 5_000 + "x",
        "</p>" * 30_000,
        "<!--" * 30_000,
        "<" * 50_000,
        "<a href='" + "<p>x</p>" * 5_000,
        "<p>" + "<span class=a>x</span>" * 10_000,
        "<p>a" + "<span hidden>x</span>" * 10_000,
        "<noscript>" * 10_000,
        "<a href=x><div>" * 3_000,
        "<head><title>a</title></head><head><title>b</title></head><body>x<body>y",
    ),
    ids=range(12),
)
def test_hostile_pages_are_read(text: str) -> None:
    assert article_of(text).format == "html"


_MARKUP = (
    "<p> </p> <b> </b> <td> <table> </table> <li> <br> </> <!-- --> <script> </script> <template> "
    "<noscript> </noscript> <figcaption> <time> &amp; &eacute &#65; Roe é \" '>"
).split()
_PIECES = st.lists(
    st.sampled_from(
        (*_MARKUP, "<a href=x>", "<div class='a", "<span hidden>", "<span class=credit>", "\r\n", "\r", " ")
    ),
    max_size=40,
)


@settings(max_examples=300)
@given(_PIECES)
def test_words_stand_where_they_are_said_to(pieces: list[str]) -> None:
    text = "".join(pieces)
    article = article_of(text)
    for block in article.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(text)
        for start in range(len(block.prose.plain)):
            letter = block.prose.plain[start]
            found = text[slice(*block.prose.span(start, start + 1))]
            assert letter.isspace() or found in (letter, "&amp;", "&eacute", "&#65;")
