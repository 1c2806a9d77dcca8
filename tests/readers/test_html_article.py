from __future__ import annotations

import pytest

from bylint.model.source import Source
from bylint.readers.html import read

LONG = "It has three walls, a bench and a timetable from another year, and nobody has ever asked her to leave it. " * 2
STORY = f"<h1>The shelter</h1><p class='byline'>By Jane Roe</p><p>{LONG}</p><p>{LONG}</p>"


def sides(body: str) -> tuple[list[str], list[str]]:
    text = f"<html><head><title>The shelter - Example</title></head><body>{body}</body></html>"
    blocks = [block for block in read(Source("a.html", text)).blocks if block.prose.plain != LONG.strip()]
    words = [(block.is_inside, block.prose.plain) for block in blocks]
    return [plain for is_inside, plain in words if is_inside], [plain for is_inside, plain in words if not is_inside]


@pytest.mark.parametrize(
    ("before", "within", "behind"),
    (
        ("<nav>x</nav>", "", "<footer>x</footer>"),
        ("<header class='site-header'>x</header>", "", "<aside>x</aside>"),
        ("", "<nav>x</nav>", ""),
        ("", "<form>x</form>", ""),
        ("", "<div class='sharedaddy'>x</div>", ""),
        ("", "<div class='related-posts'>x</div>", ""),
        ("", "<aside class='newsletter-box'>x</aside>", ""),
        ("", "<section id='comments'><p>x</p></section>", ""),
        ("", "<div class='ad-slot'>x</div>", ""),
        ("", "<ul class='breadcrumb'><li>x</li></ul>", ""),
        ("", "<div><article><h3>x</h3></article></div>", ""),
        ("<div class='sidebar widget'>x</div>", "", "<p>x</p>"),
    ),
)
def test_furniture_is_outside(before: str, within: str, behind: str) -> None:
    inside, outside = sides(f"{before}<article>{STORY}{within}</article>{behind}")
    assert inside == ["The shelter", "By Jane Roe"]
    assert set(outside) == {"x"}


@pytest.mark.parametrize(
    "box",
    (
        "<header>x</header>",
        "<footer>x</footer>",
        "<footer class='entry-footer'>x</footer>",
        "<aside>x</aside>",
        "<aside class='author-card'>x</aside>",
        "<div class='author-bio social'>x</div>",
        "<p class='article-teaser'>x</p>",
        "<div class='promotional-history'>x</div>",
        "<details><summary>x</summary></details>",
    ),
)
def test_boxes_of_the_article_are_inside(box: str) -> None:
    inside, outside = sides(f"<main><article>{STORY}{box}</article></main>")
    assert (inside, outside) == (["The shelter", "By Jane Roe", "x"], [])


@pytest.mark.parametrize(
    "body",
    (
        "<main>{}</main>",
        "<div role='main'>{}</div>",
        "<div class='post hentry'>{}</div>",
        "<div class='content-sidebar-wrap'><div class='content has-sidebar'>{}</div></div>",
        "<form id='aspnetForm'><div>{}</div></form>",
        "<div class='widget'>{}</div>",
        "<div class='l-grid--with-right-rail'>{}</div>",
        "{}",
    ),
)
def test_what_holds_the_story_is_no_furniture(body: str) -> None:
    inside, outside = sides(f"<div class='masthead'>x</div>{body.format(STORY)}<div id='footer' class='footer'>x</div>")
    assert inside == ["The shelter", "By Jane Roe"]
    assert outside == ["x", "x"]


def test_the_author_box_beside_the_article_is_inside() -> None:
    inside, _ = sides(f"<main><article>{STORY}</article><section class='author-box'>Jane Roe writes.</section></main>")
    assert inside[-1] == "Jane Roe writes."


def test_the_first_of_many_articles_of_a_page_is_the_one_with_the_headline() -> None:
    other = f"<article><h1>Another</h1><p>{LONG}</p><p>{LONG}</p></article>"
    inside, outside = sides(f"<article>{STORY}</article>{other}{other}")
    assert inside == ["The shelter", "By Jane Roe"]
    assert outside == ["Another", "Another"]


def test_scripts_of_the_head_are_outside() -> None:
    text = "<html><head><script src=a.js></script></head><body><p>a</p><script src=b.js></script></body></html>"
    assert [block.is_inside for block in read(Source("a.html", text)).blocks] == [False, True, True]


def test_a_bare_piece_is_all_inside() -> None:
    text = "<nav>a</nav><p>b</p><aside class='sidebar'>c</aside>"
    assert all(block.is_inside for block in read(Source("a.html", text)).blocks)


def test_a_short_article_is_inside() -> None:
    inside, outside = sides("<main><article><p>Brief.</p></article></main><footer>x</footer>")
    assert (inside, outside) == (["Brief."], ["x"])
