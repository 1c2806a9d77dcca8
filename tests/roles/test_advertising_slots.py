"""Slots, and ad code, in an article."""

from __future__ import annotations

import pytest

from articles import views
from bylint.model.article import Part

BEFORE = "There are 140 apple trees on the hill.\n\n"
AFTER = "\n\nThe oldest is a Gravenstein.\n"


def parts(text: str, role: str, suffix: str = ".md") -> list[Part]:
    return views(text, role, f"a{suffix}")


def ends(text: str, suffix: str = ".md") -> list[tuple[str, str]]:
    found = parts(text, "slot", suffix)
    return [
        (text[slice(*part.span)], next((name for name in ("opens", "closes") if part.has(name)), "")) for part in found
    ]


@pytest.mark.parametrize(
    ("comment", "end"),
    (
        ("<!-- ad start -->", "opens"),
        ("<!-- BEGIN AD -->", "opens"),
        ("<!-- ad-start -->", "opens"),
        ("<!-- ad slot 2 start -->", "opens"),
        ("<!-- start of ad -->", "opens"),
        ("<!-- Beginning Async AdSlot 7 for Ad unit Top ### Size: [[300,250]] -->", ""),
        ("<!-- End AdSlot 7 -->", ""),
        ("<!-- google_ad_section_start(weight=ignore) -->", "opens"),
        ("<!-- END AD -->", "closes"),
        ("<!-- /ad -->", "closes"),
        ("<!-- google_ad_section_end -->", "closes"),
        ("<!-- ad -->", ""),
        ("<!-- adsense -->", ""),
        ("<!-- NoAds -->", ""),
        ("<!-- ad slot start: 300x250 -->", "opens"),
        ("<!-- begin ad: in-article -->", "opens"),
        ("<!-- Ad Slot (mid-article) Start -->", "opens"),
        ("<!-- DFP: begin ad -->", "opens"),
        ("<!-- Ad ends here -->", "closes"),
        ("<!-- Werbung Anfang -->", "opens"),
        ("<!-- fin de la publicité -->", "closes"),
        ("<!-- inicio publicidad 300x250 -->", "opens"),
        ("<!-- begin: ask the ad desk about this -->", None),
        ("<!-- start of the ad hoc section -->", None),
        ("<!-- Anzeige kommt am Montag, bitte Platz lassen -->", None),
        ("<!-- Editors: do not link the ad of the parish -->", None),
        ("<!-- ad hoc committee -->", None),
        ("<!-- start -->", None),
        ("<!-- more -->", None),
    ),
)
def test_comment_is_a_slot_by_its_words(comment, end):
    assert ends(BEFORE + comment + AFTER) == ([] if end is None else [(comment, end)])


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("{{< ad >}}", [("{{< ad >}}", "")]),
        ("{% include ad.html %}", [("{% include ad.html %}", "")]),
        ("{% include ads/in-article.html %}", [("{% include ads/in-article.html %}", "")]),
        ("{{< ad >}}\n\nKettles.\n\n{{< /ad >}}", [("{{< ad >}}", "opens"), ("{{< /ad >}}", "closes")]),
        ('[adrotate banner="1"]', [('[adrotate banner="1"]', "")]),
        ("{{< advice >}}", []),
        ("{% include address.html %}", []),
        ("{% include head.html %}", []),
    ),
)
def test_shortcode_opens_only_what_is_closed(text, expected):
    assert ends(BEFORE + text + AFTER) == expected


def test_pair_that_begins_outside_the_article_is_whole():
    text = (
        "<html><head><title>Hill</title></head><body><nav><!-- ad start --></nav><article><h1>The hill</h1>"
        "<p>There are 140 apple trees on the hill.</p><!-- ad end --></article></body></html>"
    )
    assert ends(text, ".html") == [("<!-- ad end -->", "")]


@pytest.mark.parametrize(("scripts", "is_own"), ((1, False), (9, True)))
def test_ad_code_of_a_built_page_is_its_own(scripts, is_own):
    script = '<script src="/a.js"></script>' * scripts
    text = (
        f"<html><head><title>Hill</title>{script}</head><body><article><h1>The hill</h1><p>{BEFORE.strip()}</p>"
        '<ins class="adsbygoogle"></ins></article></body></html>'
    )
    assert [part.has("own") for part in parts(text, "ad-code", ".html")] == [is_own]


@pytest.mark.parametrize(
    ("text", "within"),
    (
        ("> They asked us in 1952.\n>\n> {% include ad.html %}\n>\n> They never wrote back.", "quotation"),
        ("- apples\n- {{< ad >}}\n- pears", "list"),
        ("{{< ad >}}", ""),
    ),
)
def test_slot_knows_what_it_stands_in(text, within):
    (slot,) = parts(BEFORE + text + AFTER, "slot")
    assert slot.words("within") == within


@pytest.mark.parametrize(
    ("code", "network"),
    (
        ('<script async src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js"></script>', "Google"),
        ('<ins class="adsbygoogle" data-ad-client="ca-pub-0000" data-ad-slot="1"></ins>', "Google"),
        ('<iframe src="//rcm-na.amazon-adsystem.com/e/cm?t=example-20"></iframe>', "Amazon Associates"),
        ('<img src="https://ad.doubleclick.net/ddm/trackimp/N0.e/B0.1;ord=1" width="1" height="1" alt="">', "Google"),
        ('<img src="https://www.facebook.com/tr?id=1&amp;ev=PageView" width="1" height="1" alt="">', "Meta"),
    ),
)
def test_ad_code_names_its_network(code, network):
    (part,) = parts(BEFORE + code + AFTER, "ad-code")
    assert part.words("network") == network


@pytest.mark.parametrize(
    "text",
    (
        "The banner came from doubleclick.net until 2019.",
        "[The filing](https://www.doubleclick.net/filing) is public.",
        '<img src="https://counter.example.org/content/1/count.gif" width="1" height="1" alt="">',
        '<script src="https://example.org/chart.js"></script>',
        '```html\n<ins class="adsbygoogle"></ins>\n```',
        '<iframe src="https://example.org/map?next=https://doubleclick.net/"></iframe>',
    ),
)
def test_other_code_is_left_alone(text):
    assert parts(BEFORE + text + AFTER, "ad-code") == []


@pytest.mark.parametrize(
    ("text", "within"),
    (
        ("1. One\n2. Two\n\n   {% include ad.html %}\n\n3. Three", "list"),
        ("1. One\n2. Two\n   {% include ad.html %}\n3. Three", "list"),
        ("- One\n- Two\n\n{{< ad >}}", ""),
        ("<ul>\n<li>One</li>\n<li>{{< ad >}}</li>\n</ul>", "list"),
        ("<table>\n<tr><td>One</td></tr>\n<tr><td>{{< ad >}}</td></tr>\n</table>", "table"),
        ("<blockquote>\n<p>We asked.</p>\n{% include ad.html %}\n</blockquote>", "quotation"),
        ("<blockquote>\n\nWe asked.\n\n{{< ad >}}\n\n</blockquote>", "quotation"),
        ('<figure>\n<img src="a.png" alt="A">\n<figcaption>A fork. [the_ad id="7"]</figcaption>\n</figure>', "caption"),
        ('<figure class="ad">\n{{< ad >}}\n</figure>', ""),
        ("<div>\n\n{{< ad >}}\n\n</div>", ""),
    ),
)
def test_slot_stands_in_what_it_breaks(text, within):
    (slot,) = parts(BEFORE + text + AFTER, "slot")
    assert slot.words("within") == within


@pytest.mark.parametrize(
    ("code", "network"),
    (
        ("<script>(adsbygoogle = window.adsbygoogle || []).push({});</script>", "Google"),
        ("<script>googletag.cmd.push(function() { googletag.display('a'); });</script>", "Google"),
        ('<amp-ad width="300" height="250" type="adsense" data-ad-client="ca-pub-0"></amp-ad>', "Google"),
        ('<img src="https://www.awin1.com/cshow.php?s=1&v=2" width="1" height="1" alt="">', "Awin"),
        ('<img src="https://www.lduhtrp.net/image-1-2" width="1" height="1" alt="">', "CJ"),
        ('<div id="ezoic-pub-ad-placeholder-101"></div>', "Ezoic"),
        ("<script>window.dataLayer = [];</script>", None),
    ),
)
def test_code_of_a_network(code, network):
    found = [part.words("network") for part in parts(BEFORE + code + AFTER, "ad-code")]
    assert found == ([network] if network else [])


@pytest.mark.parametrize(("furniture", "is_own"), (("", False), ("<footer><p>Imprint</p></footer>", True)))
def test_slot_among_the_furniture_of_a_page_is_its_own(furniture, is_own):
    text = (
        "<html><head><title>Hill</title></head><body><article><h1>The hill</h1><p>There are 140 apple trees.</p>"
        f'<amp-ad type="adsense" data-ad-client="ca-pub-0"></amp-ad></article>{furniture}</body></html>'
    )
    assert [part.has("own") for part in parts(text, "ad-code", ".html")] == [is_own]
