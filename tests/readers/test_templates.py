"""Template code is read, and blanked without moving anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.model.article import Article
from bylint.model.source import Source
from bylint.readers.markdown import read
from bylint.readers.templates import blank_code


def article_of(text: str, name: str = "a.md") -> Article:
    return read(Source(name, text))


@pytest.mark.parametrize(
    ("text", "src", "fields"),
    (
        (
            '{{< figure src="a.jpg" alt="A" caption="The *Solveig*" attr="Photo: [Li](https://example.com)" >}}',
            "a.jpg",
            {"alt": "A", "caption": "The Solveig", "attr": "Photo: Li"},
        ),
        ('{{<img src=a.jpg caption=`x "y"`>}}', "a.jpg", {"caption": 'x "y"'}),
        ('{{% figure src="a.jpg" caption="" %}}', "a.jpg", {"caption": ""}),
        ('{% image "a.jpg", "What it shows" %}', "a.jpg", {"alt": "What it shows"}),
        ('{% image_with_class "a.jpg" "width-400px" "What it shows" %}', "a.jpg", {"alt": "What it shows"}),
        ('{% image_with_class "a.jpg" "What it shows" "pull-right w400" %}', "a.jpg", {"alt": "What it shows"}),
        ('{% image_with_class "a.jpg" "pull-right wide" "" %}', "a.jpg", {}),
        ('{% image "a.jpg" "A well-known quay" "left" %}', "a.jpg", {"alt": "A well-known quay"}),
        ('{{< figure "a.jpg" "Quay" >}}', "a.jpg", {"alt": "Quay"}),
        (
            "{% include figure.html image_path=\"a.jpg\" credit='Li &amp; Co' %}",
            "a.jpg",
            {"credit": "Li & Co"},
        ),
        ('{% render "figure", src: "a.jpg", credit: "Li" %}', "a.jpg", {"credit": "Li"}),
        ('<Figure\n  src="a.jpg"\n  credit={"Li"}\n/>', "a.jpg", {"credit": "Li"}),
        ('{{< figure\n   src="a.jpg"\n   attr="Li"\n>}}', "a.jpg", {"attr": "Li"}),
    ),
)
def test_images(text, src, fields):
    (image,) = article_of(f"Before.\n\n{text}\n\nAfter.\n").images
    whole = f"Before.\n\n{text}\n\nAfter.\n"
    assert (image.form, image.src.plain, whole[slice(*image.span)]) == ("shortcode", src, text)
    assert {name: prose.plain for name, prose in image.fields} == fields
    assert image.block == 0
    assert all(whole[slice(*prose.span())].strip("\"'") or not prose.plain for _, prose in image.fields)


def test_value_of_an_attribute_has_its_exact_place():
    text = '{{< figure src="a.jpg" caption="A *b*" attr="Photo: Li" >}}'
    fields = dict(article_of(text).images[0].fields)
    assert text[slice(*fields["attr"].span())] == "Photo: Li"
    start = fields["caption"].plain.index("b")
    assert fields["caption"].span(start, start + 1).start == text.index("*b*") + 1


def test_empty_value_is_placed_at_its_quotes():
    text = '{{< figure src="a.jpg" caption="" >}}'
    assert text[slice(*dict(article_of(text).images[0].fields)["caption"].span())] == '""'


@pytest.mark.parametrize(
    "text",
    (
        '{{< video src="a.mp4" caption="x" >}}',
        '{{< quote author="Li" >}}',
        '{{< youtube id="x" >}}',
        '<Script src="https://example.com/a.js" />',
        "{{ page.title }}",
        '{{< ref "a.md" >}}',
    ),
)
def test_other_code_is_no_image(text):
    article = article_of(f"Before.\n\n{text}\n")
    assert not article.images
    assert article.blocks[1].kind == "shortcode"


@pytest.mark.parametrize(
    ("text", "kind", "plain", "name"),
    (
        ("{{< ad slot=top >}}", "shortcode", "ad slot=top", "ad"),
        ("{{< /ad >}}", "shortcode", "/ad", "/ad"),
        ("{% include bio.html %}", "shortcode", "include bio.html", "bio.html"),
        ("{{/* hidden */}}", "comment", "hidden", ""),
        ("{# hidden #}", "comment", "hidden", ""),
        ("{% comment %}\nhidden\n{% endcomment %}", "comment", "hidden", ""),
        ("{::comment}hidden{:/comment}", "comment", "hidden", ""),
        ("<!-- hidden -->", "comment", "hidden", ""),
    ),
)
def test_blocks(text, kind, plain, name):
    (block,) = article_of(text).blocks
    assert (block.kind, block.prose.plain, block.name) == (kind, plain, name)
    assert text[slice(*block.prose.span())] == plain


@pytest.mark.parametrize(
    "text",
    (
        "`{{< figure src=a.jpg >}}`",
        "```\n{{< figure src=a.jpg >}}\n<!-- c -->\n```",
        "~~~ html\n{% include ad.html %}\n~~~",
        "> ```\n> {{< ad >}}\n> ```",
        "1. a\n\n    ```\n    {{< ad >}}\n    ```",
        "{{</* figure src=a.jpg */>}}",
        "{% highlight html %}\n<img src=a.jpg>\n{% endhighlight %}",
        "```\r{{< ad >}}\r```\r",
    ),
)
def test_code_is_no_template(text):
    article = article_of(text)
    assert not article.images
    assert not [block for block in article.blocks if block.kind in ("shortcode", "comment")]


def test_raw_is_text():
    blocks = article_of("{% raw %}{{ x }}{% endraw %} y").blocks
    assert [block.prose.plain for block in blocks if block.kind == "paragraph"] == ["{{ x }} y"]


def test_words_beside_template_code_are_no_code():
    (block,) = (block for block in article_of("{{< dropcap >}}Every spring.").blocks if block.kind == "paragraph")
    assert block.prose.plain == "Every spring."


@pytest.mark.parametrize(
    ("text", "src"),
    (
        ("![x]({{ site.url }}/a.jpg)", "{{ site.url }}/a.jpg"),
        ('![x]({{ "/a.jpg" | relative_url }})', "/a.jpg"),
        ('<img src="{{ "/a.jpg" | relative_url }}">', "/a.jpg"),
        ("![x][1]\n\n[1]: {{ site.url }}/a.jpg", "{{ site.url }}/a.jpg"),
    ),
)
def test_template_code_in_an_address(text, src):
    (image,) = article_of(text).images
    assert not [block for block in article_of(text).blocks if block.kind == "shortcode"]
    assert image.src.plain == src
    assert text[slice(*image.src.span())] == src


def test_box_is_text():
    text = '!!! tip "In short"\n\n    The ferry is late.\n\n    - It has nine footnotes.\n\nAfter.\n'
    found = [(block.kind, block.prose.plain, block.within) for block in article_of(text).blocks]
    assert found == [
        ("label", "In short", ("aside",)),
        ("paragraph", "The ferry is late.", ("aside",)),
        ("item", "It has nine footnotes.", ("aside", "list")),
        ("paragraph", "After.", ()),
    ]


@pytest.mark.parametrize(
    "text",
    (
        "![](a.jpg)\n\n/// caption\nPhoto: Li\n///\n",
        '[caption id="1"]<img src="a.jpg"> Photo: Li[/caption]',
        "{{< figure src=a.jpg >}}\nPhoto: Li\n{{< /figure >}}",
        '{{< gallery caption="Photo: Li" >}}\n{{< img src="a.jpg" >}}\n{{< /gallery >}}',
    ),
)
def test_caption_beside_an_image(text):
    article = article_of(text)
    (caption,) = (block for block in article.blocks if block.kind == "caption")
    assert (caption.prose.plain, caption.within) == ("Photo: Li", ("figure",))
    assert text[slice(*caption.prose.span())] == "Photo: Li"
    assert [image.src.plain for image in article.images] == ["a.jpg"]


@pytest.mark.parametrize(
    ("text", "rel"),
    (
        ('[a](https://example.com){rel="sponsored nofollow"}', ("sponsored", "nofollow")),
        ('[a](https://example.com){: rel="sponsored" .x}', ("sponsored",)),
        ("[a](https://example.com){.x}", ()),
        ("[a](https://example.com)", None),
        ('<a href="https://example.com" rel="sponsored">a</a>', ("sponsored",)),
        ('<a href="https://example.com">a</a>', ()),
    ),
)
def test_rel_of_links(text, rel):
    article = article_of(f"See {text} there.")
    (link,) = article.links
    assert (link.rel, link.href.plain, link.words.plain) == (rel, "https://example.com", "a")
    assert [block.prose.plain for block in article.blocks] == ["See a there."]


def test_attribute_list_of_an_image():
    (image,) = article_of("![A](a.jpg){ .wide loading=lazy width=300 }").images
    assert (image.marks, image.width) == (("wide",), 300)


@pytest.mark.parametrize("text", ("a {x} b", "f(x){2}", "{3} items"))
def test_braces_in_words_stay(text):
    assert [block.prose.plain for block in article_of(text).blocks] == [text]


def test_mdx():
    text = 'import X from "x"\n\nA {/* why */} b.\n\n<Note title="T">\nText **here**.\n\n      Deep.\n</Note>\n'
    found = [(block.kind, block.prose.plain) for block in article_of(text, "a.mdx").blocks]
    assert ("comment", "why") in found
    assert ("paragraph", "A b.") in found
    assert ("paragraph", "Text here.") in found
    assert ("paragraph", "Deep.") in found
    assert not any("import" in plain for _, plain in found)


@pytest.mark.parametrize("end", ("\n", "\r\n"))
def test_an_import_right_below_the_header_is_no_text(end):
    text = '---\ntitle: T\n---\nimport { Box } from "../Box"\n\nText.\n'.replace("\n", end)
    assert [block.prose.plain for block in article_of(text, "a.mdx").blocks if block.kind == "paragraph"] == ["Text."]


TEMPLATE = st.text(st.sampled_from("{}<>%#:/*`!\"'= \n\rab[]()~.-_"), max_size=120)


@given(TEMPLATE, st.booleans())
def test_blanking_keeps_length_and_lines(text, is_mdx):
    found = blank_code(text, 0, is_mdx=is_mdx).text
    assert len(found) == len(text)
    assert [c for c in found if c in "\r\n"] == [c for c in text if c in "\r\n"]
