"""Where the credit of a picture may stand, in all formats."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from articles import reported
from articles import understood
from articles import words_at
from bylint.model.article import Part


def parts_of(text: str, suffix: str = ".md") -> list[Part]:
    return list(understood(text, f"a{suffix}").view)


def credited(text: str, suffix: str = ".md") -> list[tuple[str, str]]:
    """Return each picture's file with the words of its credit."""
    return [(p.words("src"), p.words("credit")) for p in parts_of(text, suffix) if p.role == "image"]


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ('{{< figure src="a.jpg" caption="The quay." attr="Ada Lund" >}}\n', "Ada Lund"),
        ('{{< figure src="a.jpg" caption="The quay. Photo: Ada Lund" >}}\n', "Photo: Ada Lund"),
        ('{{< figure src="a.jpg" caption="The quay." >}}\n', ""),
        ('{% include figure.html src="a.jpg" caption="The quay" credit="Ada Lund" %}\n', "Ada Lund"),
        ("![The quay](a.jpg)\n*The quay. Photo: Ada Lund*\n", "Photo: Ada Lund"),
        ("![The quay](a.jpg)\nPhoto: Ada Lund\n", "Photo: Ada Lund"),
        ("![The quay](a.jpg)\n\n**Photo credit:** Ada Lund\n", "Photo credit: Ada Lund"),
        ("![The quay](a.jpg)\n\nThe boat leaves at nine. It is never late.\n", ""),
        ("![The quay][q]\n*Photo: Ada Lund*\n\n[q]: a.jpg\n", "Photo: Ada Lund"),
        ("![The quay](a.jpg)\n\nThe boat leaves.\n\n*Photos: Ada Lund*\n", "Photos: Ada Lund"),
        ("All photos: Ada Lund.\n\nThe boat leaves.\n\n![The quay](a.jpg)\n", "All photos: Ada Lund."),
        ("![The quay](a.jpg)\n\nThe boat leaves.\n\n## Photo credits\n\nThe quay: Ada Lund\n", "The quay: Ada Lund"),
        ("![The quay](a.jpg)\n\nAll photographs in the show were destroyed by Fire in 1920.\n", ""),
        ("---\ncover:\n  image: a.jpg\n  credit: Ada Lund\n---\nText.\n", "Ada Lund"),
        ("---\nheroImage: a.jpg\nheroImageCredit: Ada Lund\n---\nText.\n", "Ada Lund"),
        (
            "---\nimage: a.jpg\nimage_caption: 'The quay. [Photo](https://example.org/1) by Ada Lund'\n---\nText.\n",
            "Photo by Ada Lund",
        ),
        ("---\nimage: a.jpg\nauthor: Ada Lund\nsource: Harbour office\n---\nText.\n", ""),
        ('+++\n[cover]\nimage = "a.jpg"\ncredit = "Ada Lund"\n+++\nText.\n', "Ada Lund"),
    ),
)
def test_credit_of_a_picture_in_markdown(text, words):
    assert credited(text) == [("a.jpg", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ('<figure><img src="a.jpg"><figcaption>The quay. Photo: Ada Lund</figcaption></figure>', "Photo: Ada Lund"),
        ('<figure><figcaption>Photo: Ada Lund</figcaption><img src="a.jpg"></figure>', "Photo: Ada Lund"),
        ('<figure><img src="a.jpg"><figcaption>The quay. <cite>Ada Lund</cite></figcaption></figure>', "Ada Lund"),
        ('<img src="a.jpg"><p class="photo-credit">Ada Lund</p>', "Ada Lund"),
        ('<img src="a.jpg"><small>Ada Lund / Courier</small>', "Ada Lund / Courier"),
        ('<img src="a.jpg" data-credit="Ada Lund">', "Ada Lund"),
        ('<img src="a.jpg"><p>The boat leaves at nine, and nobody waits for it.</p>', ""),
    ),
)
def test_credit_of_a_picture_in_html(text, words):
    assert credited(f"<article>{text}</article>", ".html") == [("a.jpg", words)]


def test_credit_belongs_to_the_picture_before_it():
    text = "![The quay](a.jpg)\n\n![The boat](b.jpg)\n*The boat. Photo: Ada Lund*\n"
    assert credited(text) == [("a.jpg", ""), ("b.jpg", "Photo: Ada Lund")]


def test_figure_keeps_its_caption():
    text = (
        '<article><figure><figcaption>Photo: Ada Lund</figcaption><img src="a.jpg"></figure>'
        '<figure><img src="b.jpg"></figure></article>'
    )
    assert credited(text, ".html") == [("a.jpg", "Photo: Ada Lund"), ("b.jpg", "")]


def test_gallery_shares_one_credit():
    caption = "<figcaption>Photos by Ada Lund</figcaption>"
    text = f'<article><figure><img src="a.jpg"><img src="b.jpg">{caption}</figure></article>'
    assert credited(text, ".html") == [("a.jpg", "Photos by Ada Lund"), ("b.jpg", "Photos by Ada Lund")]
    assert [part.about for part in parts_of(text, ".html") if part.role == "credit"] == ["image:0"]


def test_same_file_in_header_and_text_is_one_picture():
    text = "---\nimage: /img/quay.jpg\n---\n![The quay](/img/quay-1024x768.jpg)\n*Photo: Ada Lund*\n"
    assert credited(text) == [("/img/quay.jpg", ""), ("/img/quay-1024x768.jpg", "Photo: Ada Lund")]
    assert reported(text, "IMG001") == []


@pytest.mark.parametrize(
    ("text", "credit"),
    (
        (
            "<figure><img src=a.jpg alt=x><figcaption>Quay. <cite class=source>Ada Lund</cite></figcaption></figure>",
            "Ada Lund",
        ),
        (
            "<article><p>One.</p><span>Foto: Ada Lund</span><img src=a.jpg><p>The quay was empty.</p></article>",
            "Ada Lund",
        ),
        ("<article><figure><img src=a.jpg title='The quay | AP/Ada Lund'></figure></article>", "AP/Ada Lund"),
        ("<article><figure><img src=a.jpg alt='The quay, seen by Ada Lund.'></figure></article>", ""),
    ),
)
def test_credit_in_the_markup_of_pages(text, credit):
    part = next(part for part in parts_of(text, ".html") if part.role == "image")
    assert (part.words("makers") or part.words("hidden-credit")) == credit


def test_other_sizes_of_a_picture():
    sources = "<source srcset='b-1.webp 1x, b-2.webp 2x'><img src=a.jpg srcset='a-400.jpg 400w'>"
    text = f"<article><p>One.</p><picture>{sources}</picture></article>"
    part = next(part for part in parts_of(text, ".html") if part.role == "image")
    assert [e.words for e in part.elements if e.name == "variant"] == ["a-400.jpg", "b-1.webp", "b-2.webp"]


@pytest.mark.parametrize("suffix", (".md", ".txt"))
def test_caption_without_picture_has_a_credit_of_its_own(suffix):
    text = "The boat leaves at nine.\n\nThe quay at nine. Image: Creative Commons.\n\nNobody waits for it.\n"
    (part,) = (part for part in parts_of(text, suffix) if part.role == "credit")
    assert text[slice(*part.span)] == "Image: Creative Commons"
    assert part.about == "image:t0"


@pytest.mark.parametrize(
    "text",
    (
        "- Photo: Internet\n",
        "> Photo: Internet\n",
        "`Photo: Internet` is wrong.\n",
        "```\nPhoto: Internet\n```\n",
        "Never write “Photo: Internet”.\n",
        "© 2011 Ada Lund. All rights reserved.\n",
    ),
)
def test_words_on_credits_are_none(text):
    assert [part for part in parts_of(text) if part.role == "credit"] == []


@pytest.mark.parametrize(
    ("text", "where", "words"),
    (
        ("![The quay. Photo: Ada Lund](a.jpg)\n", "alt", "Photo: Ada Lund"),
        ('![The quay](a.jpg "Photo: Ada Lund")\n', "title", "Photo: Ada Lund"),
        ("![The quay](a.jpg)\n<!-- Photo: Ada Lund -->\n", "comment", "Photo: Ada Lund"),
    ),
)
def test_hidden_credit_is_told_apart(text, where, words):
    (part,) = (part for part in parts_of(text) if part.role == "credit")
    assert (part.words("hidden"), text[slice(*part.span)]) == (where, words)
    assert credited(text) == [("a.jpg", "")]


@pytest.mark.parametrize("alt", ("Pictures from the harbour feast", "Symbolbild: Zwei Boote", "Imagen de Lisboa"))
def test_alt_text_that_only_describes_is_no_hidden_credit(alt):
    assert [part for part in parts_of(f"![{alt}](a.jpg)\n") if part.role == "credit"] == []


@pytest.mark.parametrize(
    ("caption", "address"),
    (
        ("Photo: [Ada Lund](https://www.flickr.com/photos/a/1), CC BY", "https://www.flickr.com/photos/a/1"),
        ("Photo: [Unsplash](https://unsplash.com)", ""),
    ),
)
def test_credit_has_its_links(caption, address):
    (part,) = (part for part in parts_of(f"![The quay](a.jpg)\n*{caption}*\n") if part.role == "credit")
    assert part.words("source-link") == address


@pytest.mark.parametrize(
    ("caption", "lack"),
    (
        ("Photo: Ada Lund, [CC BY](https://creativecommons.org/licenses/by/4.0/)", ""),
        ("Photo: Ada Lund, CC BY", "a version, a link to the licence or a link to the source"),
        ("Photo: Ada Lund, CC BY 4.0", "a link to the licence"),
        ("Photo: Ada Lund, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)", ""),
        ("Photo: the author, CC BY 4.0", ""),
        ("Photo: Ada Lund, public domain", ""),
    ),
)
def test_what_a_credit_with_a_licence_lacks(caption, lack):
    found = reported(f"![The quay](a.jpg)\n*{caption}*\n", "IMG006")
    assert [each.message.partition(" comes without ")[2] for each in found] == ([lack] if lack else [])


def test_source_asks_for_a_notice():
    text = "![The quay](a.jpg)\n*U.S. Army photo by Sgt. Ada Lund*\n"
    (violation,) = reported(text, "IMG012")
    assert words_at(text, violation) == "U.S. Army photo by Sgt. Ada Lund"
    assert KNOWLEDGE.lists["credits"]["notices"]["sentences"][0]["sentence"] in violation.hint


def test_links_of_a_caption_in_template_code_are_its_credits():
    text = '{{< figure src="a.jpg" caption="Photo by [Ada Lund](https://example.com/1) on Unsplash" >}}\n'
    (part,) = (part for part in parts_of(text) if part.role == "credit")
    assert part.words("source-link") == "https://example.com/1"


def test_a_link_with_which_a_credit_begins_is_its_own():
    text = "![The quay](a.jpg)\n<small>[Image](https://example.com/1): Ada Lund</small>\n"
    (part,) = (part for part in parts_of(text) if part.role == "credit")
    assert part.words("source-link") == "https://example.com/1"


def test_boxes_of_one_credit_belong_together():
    text = (
        '<article><figure><img src="a.jpg"><figcaption>The quay. <span class="credit">Photo by Ada Lund</span> '
        '<span class="agency credit">/AFP via Getty Images</span></figcaption></figure></article>'
    )
    found = [part for part in parts_of(text, ".html") if part.role == "credit"]
    assert all(part.has("creator") for part in found)


@pytest.mark.parametrize(
    ("sentence", "is_blanket"),
    (
        ("All photos by Jane Roe unless noted.", True),
        ("Photos by Jane Roe unless otherwise credited.", True),
        ("Unless otherwise noted, all images are by Jane Roe.", True),
        ("All photos in this story were taken by Jane Roe.", True),
        ("Alle Fotos: Jane Roe, soweit nicht anders angegeben", True),
        ("Toutes les photos : Jeanne Martin", True),
        ("Todas las fotos de Juana Pérez", True),
        ("Tutte le foto di Anna Rossi", True),
        ("Alle foto's door Jan Jansen", True),
        ("Todas as fotos: Ana Lima", True),
        ("All photos: the author.", True),
        ("All photos: courtesy of Jane Roe", True),
        ("All photos are welcome.", False),
        ("We keep all photos by date.", False),
        ("All images must be credited.", False),
        ("All photos: how to keep them dry", False),
        ("Photos are taken by visitors unless it rains.", False),
    ),
)
def test_a_sentence_credits_every_picture(sentence, is_blanket):
    text = (
        f"Nets dry.\n\n![x](a.jpg)\n\nThe boats were late.\n\n![y](b.jpg)\n\nMore of it follows here.\n\n{sentence}\n"
    )
    assert [bool(words) for _, words in credited(text)] == [is_blanket, is_blanket]
