"""When an article was published."""

from __future__ import annotations

from datetime import date

import pytest

from articles import at
from articles import understood

LONG = (
    "Before a ferry leaves the quay, somebody in an office far from the sea has counted the lorries on it twice. " * 3
)


def page(head="", above="", below="", foot="", lang="de"):
    return (
        f'<html lang="{lang}"><head><title>The Ferry Stays</title>{head}</head><body><article>{above}'
        f"<h1>The Ferry Stays</h1>{below}<p>{LONG}</p><p>{LONG}</p><p>{LONG}</p>{foot}</article></body></html>"
    )


def published(text):
    return understood(text, "a.html").published


def ld(key, iso):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "{key}": "{iso}"}}</script>'


@pytest.mark.parametrize(
    ("lang", "line"),
    (
        ("de", "Veröffentlicht am 5. Juni 2023"),
        ("fr", "Publié le 5 juin 2023"),
        ("es", "Publicado el 5 de junio de 2023"),
        ("tr", "Yayınlanma: 5 Haziran 2023"),
        ("fi", "Julkaistu 5. kesäkuuta 2023"),
        ("cs", "Publikováno 5. června 2023"),
        ("ja", "公開日：2023年6月5日"),
    ),
)
def test_an_announced_day_comes_before_others(lang, line):
    below = f"<p>1. 1. 2020</p><p><time>2.2.2021</time></p><p>{line}</p>"
    assert published(page(below=below, lang=lang)) == date(2023, 6, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    (
        (page(foot='<p class="entry-date">5.6.2023</p>'), date(2023, 6, 5)),
        (page(foot="<p>Published on June 5, 2023</p>"), date(2023, 6, 5)),
        (page(foot="<p>This page was last edited on 5 June 2023.</p>"), date(2023, 6, 5)),
        (page(foot="<p>The quay was built on 5 June 2023.</p>"), None),
        (page(below=f"<p>5.6.2023 - {LONG}</p>"), date(2023, 6, 5)),
        (page(below="<p>News, 5.6.23</p>"), date(2023, 6, 5)),
        (page(below="<p>Aktualisiert: 7.6.2023</p><p>Veröffentlicht: 5.6.2023</p>"), date(2023, 6, 5)),
    ),
)
def test_lines_date_the_page(text, found):
    assert published(text) == found


@pytest.mark.parametrize(
    ("head", "found"),
    (
        ('<link rel="canonical" href="https://example.com/2023/6/5/ferry/">', date(2023, 6, 5)),
        ('<meta property="og:url" content="https://example.com/news/28-06-2023">', date(2023, 6, 28)),
        ('<meta property="article:modified_time" content="2023-06-05">', date(2023, 6, 5)),
        (ld("dateModified", "2023-06-05"), date(2023, 6, 5)),
        (ld("dateModified", "2023-06-05") + '<meta name="date" content="2023-06-04">', date(2023, 6, 4)),
    ),
)
def test_the_head_dates_the_page(head, found):
    assert published(page(head)) == found


@pytest.mark.parametrize(
    ("lang", "told", "seen", "found"),
    (
        ("en", "2023-06-05T02:25:54Z", "June 4, 2023", date(2023, 6, 4)),
        ("en", "2023-06-05T02:25:54-04:00", "June 4, 2023", date(2023, 6, 5)),
        ("de", "2023-06-05T22:04:00+00:00", "6. Juni 2023", date(2023, 6, 6)),
        ("de", "2023-06-05T12:04:00Z", "6. Juni 2023", date(2023, 6, 5)),
        ("de", "2023-06-05T22:04:00Z", "Aktualisiert: 6. Juni 2023", date(2023, 6, 5)),
    ),
)
def test_near_midnight_the_day_is_that_of_the_reader(lang, told, seen, found):
    assert published(page(ld("datePublished", told), below=f"<p>{seen}</p>", lang=lang)) == found


def test_fields_that_differ_are_settled_by_what_is_seen():
    head = ld("datePublished", "2023-06-01") + '<meta property="article:published_time" content="2023-06-05">'
    assert published(page(head, below="<p>5. Juni 2023</p>")) == date(2023, 6, 5)
    assert published(page(head)) == date(2023, 6, 1)


def test_a_field_named_date_gives_way_to_an_announced_day():
    head = '<meta name="date" content="2023-06-09">'
    article = understood(page(head, below="<p>Veröffentlicht am 5. Juni 2023</p>"), "a.html")
    assert article.published == date(2023, 6, 5)
    assert [at(article, part) for part in article.each("date")] == ["2023-06-09", "Veröffentlicht am 5. Juni 2023"]
