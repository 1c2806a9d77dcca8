from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.prose import prose_at
from bylint.model.source import Source
from bylint.readers import html
from bylint.roles.body import body_text

FIRST = "The talks in the old harbour town went on for nine days and nights, and nobody slept."
LAST = "On the tenth day they signed, and the boats that had waited outside came in at once."
OTHER = "A notice as long as a paragraph, which the page repeats wherever it may not show a film."
BETWEEN = "It rained."


def read(body: str) -> Article:
    article = html.read(Source("a.html", f"<html><body><article>{body}</article></body></html>"))
    bodies = (
        Part("body", block.prose, block.prose.span(), block=index)
        for index, block in enumerate(article.blocks)
        if block.is_inside and block.kind not in ("hidden", "comment", "element")
    )
    return article._replace(view=tuple(bodies))


def text(body: str) -> list[str]:
    return [part.prose.plain for part in body_text(read(body), KNOWLEDGE)]


def around(between: str) -> str:
    return f"<div class='story-text'><p>{FIRST}</p>{between}<p>{LAST}</p></div>"


@pytest.mark.parametrize(
    "between",
    (
        "<div>Harbours</div>",
        "<span class='x'>4 min</span>",
        "<p><a href='/a'>Read how the boats came</a></p>",
        "<p>Also: <a href='/a'>Read how all of the boats came in</a></p>",
        "<ul><li><a href='/a'>The boats.</a></li></ul>",
        "<div class='box-promo'><p>Our best of the week.</p></div>",
        "<div class='c-fact-box'><p>The town has nine quays.</p></div>",
        "<p class='video-player'>The boats.</p>",
        "<p class='b3-promo2'>The boats.</p>",
        "<div class='leggi_anche'><p>Le barche sono qui.</p></div>",
        "<p class='bildunterschrift'>Boote im Hafen.</p>",
        f"<p>{OTHER}</p><p>{OTHER}</p><p>{OTHER}</p>",
    ),
)
def test_what_stands_between_the_paragraphs_is_left_out(between: str):
    assert text(around(between)) == [FIRST, LAST]


@pytest.mark.parametrize(
    ("between", "kept"),
    (
        (f"<p>{BETWEEN}</p>", [BETWEEN]),
        ("<h2>Nine days</h2>", ["Nine days"]),
        ("<ul><li>nine quays</li></ul>", ["nine quays"]),
        ("<p>See <a href='/a'>the quays</a> for yourself, for they are old.</p>", None),
        ("<p data-embed-tags='x'>It rained.</p>", [BETWEEN]),
        ("<p class='player-3'>It rained.</p>", [BETWEEN]),
        ("<p class='bypromotion'>It rained.</p>", [BETWEEN]),
        ("<p>It rained.</p><p>It rained.</p><p>It rained.</p>", [BETWEEN] * 3),
    ),
)
def test_what_belongs_to_the_text_stays(between: str, kept: list[str] | None):
    found = text(around(between))
    assert found[0] == FIRST
    assert found[-1] == LAST
    assert kept is None or found[1:-1] == kept
    assert len(found) > 2


def test_headings_before_and_after_the_text_are_left_out():
    assert text(f"<h2>Town</h2><p>{FIRST}</p><p>{LAST}</p><h3>More news</h3><ul><li>Boats</li></ul>") == [FIRST, LAST]


def test_lead_may_be_a_heading():
    assert text(f"<h1>Peace</h1><h2>{FIRST}</h2><p>{LAST}</p>") == [FIRST, LAST]


@pytest.mark.parametrize("name", ("promo-page", "share", "tags"))
def test_name_around_all_of_the_text_says_nothing(name: str):
    assert text(f"<div class='{name}'><p>{FIRST}</p><p>{LAST}</p></div>") == [FIRST, LAST]


def test_form_around_all_of_the_page_says_nothing():
    page = html.read(Source("a.html", f"<html><body><form><p>{FIRST}</p><p>{LAST}</p></form></body></html>"))
    parts = tuple(Part("body", block.prose, block.prose.span(), block=at) for at, block in enumerate(page.blocks))
    assert [part.prose.plain for part in body_text(page._replace(view=parts), KNOWLEDGE)] == [FIRST, LAST]


def bio(article: Article, words: str) -> Article:
    start = article.source.text.index(words)
    prose = prose_at(article.source.text, start, start + len(words))
    block = next(index for index, block in enumerate(article.blocks) if block.prose.plain == words)
    return article._replace(view=(*article.view, Part("bio", prose, prose.span(), block=block)))


def test_bio_below_the_text_is_left_out():
    about = "Jane Roe is dean."
    article = bio(read(f"<p>{FIRST}</p><p>{LAST}</p><p>{about}</p>"), about)
    assert [part.prose.plain for part in body_text(article, KNOWLEDGE)] == [FIRST, LAST]


def test_what_reads_as_a_bio_in_the_middle_stays():
    about = "Jane Roe is dean."
    article = bio(read(f"<p>{FIRST}</p><p>{about}</p><p>{LAST}</p>"), about)
    assert [part.prose.plain for part in body_text(article, KNOWLEDGE)] == [FIRST, about, LAST]


def test_text_most_of_which_reads_as_bios_stays():
    article = bio(read(f"<p>{FIRST}</p><p>{LAST}</p>"), LAST)
    assert [part.prose.plain for part in body_text(article, KNOWLEDGE)] == [FIRST, LAST]
