"""Where a bio that a line announces begins, and where it ends."""

from __future__ import annotations

import pytest

from articles import at
from articles import understood

TEXT = (
    "Every spring the county asks how much stone it will need, and every spring the answer is copied from the year "
    "before. The roads budget has halved since then; the figure for gravel has not. Three villages live with it."
)
BIO = "Ruth Abernethy is a surveyor in Kendal."
BOX = f'<div class="box"><span>Ruth Abernethy</span><p>{BIO}</p></div>'
HEAD = '<h1>The Quarry Question</h1><p class="byline">By <a href="/ruth">Ruth Abernethy</a></p>'


def bios(*below, above=""):
    text = f"{above or HEAD}<p>{TEXT}</p><p>{TEXT}</p>{''.join(below)}"
    page = f"<html><body><main><article>{text}</article></main></body></html>"
    article = understood(page, "a.html")
    return [at(article, part) for part in article.each("bio")]


@pytest.mark.parametrize(
    "below",
    (
        '<h3>More from the author</h3><p><a href="/b">What the gravel was for in the end</a></p>',
        "<p>More from Ruth Abernethy</p><p>The gravel of Kendal is a story of its own.</p>",
        '<ul><li><a href="/b">The surveyor is late again, and so is the stone</a></li></ul><p>He is late again.</p>',
        "<p>Read more: the surveyor of Kendal is late.</p>",
        '<p class="comment-content">He is a surveyor too, I think, and he is late.</p>',
        "<p>March 3, 2021, 9:30 am</p>",
        '<figure><img src="a.jpg"><figcaption>She is a surveyor in the quarry.</figcaption></figure>',
    ),
)
def test_a_bio_ends_where_other_things_begin(below):
    assert bios(BOX, below) == [BIO]


@pytest.mark.parametrize(
    ("below", "words"),
    (
        ("<div><a href='/r'>@ruthab</a></div><p>Writes on stone and is late.</p>", "Writes on stone and is late."),
        ("<p>She is late. Her stone is not.</p>", "She is late. Her stone is not."),
        ("<p>Surveyor at the county of Kendal</p>", "Surveyor at the county of Kendal"),
    ),
)
def test_a_name_announces_words_that_say_who_that_is(below, words):
    assert bios(f"<span>Ruth Abernethy</span>{below}") == [words]


@pytest.mark.parametrize(
    "below",
    (
        "<p>The county buys too much gravel, every year.</p>",
        "<p>Sign up for the letter of the county here</p>",
        "<p>Have your say</p>",
    ),
)
def test_a_name_alone_announces_nothing_else(below):
    assert bios(f"<span>Ruth Abernethy</span>{below}") == []


def test_a_byline_above_the_text_announces_no_bio():
    head = "<h1>The Quarry Question</h1><h3>Ruth Abernethy</h3><p>She is late, says the county, and asks for stone.</p>"
    assert bios(above=head) == []


def test_a_part_of_the_article_under_a_name_is_no_bio():
    assert bios("<h2>Ruth Abernethy</h2>", *(f"<p>She is a surveyor. {TEXT}</p>" for _ in range(7))) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    ((4, 1, [BIO]), (2, 2, []), (1, 4, [])),
)
def test_a_bio_may_stand_before_what_follows_an_article(before, after, words):
    text = "".join(f"<p>{TEXT}</p>" for _ in range(before))
    notes = "".join(f"<p>The stone of {place} is late. {TEXT}</p>" for place in range(after))
    assert bios(text, f"<p>{BIO}</p>", notes) == words
