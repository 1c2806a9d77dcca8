"""Paid links, and what an article says about them."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from articles import reported
from articles import views
from articles import words_at
from bylint.model.article import Part
from bylint.roles.links import network_of

PAID = "The [Quillon R2](https://amzn.to/3xExmpl) has a dial and two microphones.\n"
SAYS = "This post contains affiliate links: if you buy through them, we may earn a commission.\n"


def parts(text: str, role: str, suffix: str = ".md") -> list[Part]:
    return views(text, role, f"a{suffix}")


@pytest.mark.parametrize(
    ("address", "network"),
    (
        ("https://amzn.to/3xExmpl", "Amazon"),
        ("https://www.amazon.com/dp/0000000000?tag=example-20", "Amazon"),
        ("https://smile.amazon.co.uk/dp/0000000000/ref=as_li?ie=UTF8&camp=1&tag=example-21&linkId=1", "Amazon"),
        ("https://www.awin1.com/cread.php?awinmid=1&awinaffid=2", "Awin"),
        ("https://go.skimresources.com/?id=12X34&xs=1&url=https%3A%2F%2Fshop.example.com", "Skimlinks"),
        ("https://click.linksynergy.com/deeplink?id=abc&mid=1", "Rakuten"),
        ("https://www.jdoqocy.com/click-1234567-11001874", "CJ"),
        ("https://shop.example.com/click-1234567-11001874", "CJ"),
        ("https://example.pxf.io/abc", "Impact"),
        ("https://goto.example.com/c/123456/654321/9383", "Impact"),
        ("https://bookshop.org/a/1234/9780000000000", "Bookshop.org"),
        ("//amzn.to/3xExmpl", "Amazon"),
        ("https://partners.webmasterplan.com/click.asp?ref=1&site=2", "Awin"),
        ("https://www.booking.com/hotel/gb/quay.html?aid=123456", "Booking.com"),
        ("https://geni.us/quay", "Geniuslink"),
        ("https://m.do.co/c/0123456789ab", "DigitalOcean"),
        ("https://www.booking.com/hotel/gb/quay.html", ""),
        ("https://m.do.co/", ""),
        ("https://www.avantlink.com/click.php?tt=cl&mi=1&pw=2", "AvantLink"),
        ("https://www.pntra.com/t/abc", "Ascend"),
        ("https://www.thomann.de/gb/x.htm?offid=1&affid=12", "Thomann"),
        ("https://www.vultr.com/?ref=1234567", "Vultr"),
        ("https://vpn.example.net/aff_c?offer_id=15&aff_id=1", "TUNE"),
        ("https://go.nordvpn.net/aff_c?offer_id=15&aff_id=1", "NordVPN"),
        ("https://mercadolivre.com/sec/1xExmpl", "Mercado Livre"),
        ("https://shop.example.com/?rfsn=1234567.abcdef", "a partner parameter"),
        ("https://www.siteground.com/?afcode=1234567890abcdef", "SiteGround"),
        ("https://www.vultr.com/docs/", ""),
        ("https://www.thomann.de/de/index.html", ""),
        ("https://shop.example.com/?ref=harbour", ""),
        ("https://amzn.eu/d/4HxmplY", ""),
        ("/recommends/kettle", "a cloaked address"),
        ("https://www.amazon.com/dp/0000000000", ""),
        ("https://www.amazon.com/dp/0000000000/ref=sr_1_1?tag=new", ""),
        ("https://aws.amazon.com/blogs?tag=example-20x", ""),
        ("https://amazon.example.com/dp/0?tag=example-20", ""),
        ("https://notamzn.to/3xExmpl", ""),
        ("https://www.awin1.com/", ""),
        ("https://www.shareasale.com/info/", ""),
        ("https://example.org/amzn.to/3xExmpl", ""),
        ("https://example.org/?next=https://amzn.to/3xExmpl", ""),
        ("/go/somewhere", ""),
        ("/get/started", ""),
        ("mailto:desk@example.com", ""),
        ("http://[broken", ""),
        ("", ""),
    ),
)
def test_network_is_known_by_host_and_marks(address, network):
    assert network_of(address, None, KNOWLEDGE) == network


@pytest.mark.parametrize(
    ("rel", "network"),
    ((("nofollow",), "a cloaked address"), (("sponsored",), "a cloaked address"), (("noopener",), "")),
)
def test_cloaked_address_is_paid_where_the_link_says_so(rel, network):
    assert network_of("/go/kettle", rel, KNOWLEDGE) == network


@pytest.mark.parametrize(
    ("link", "names"),
    (
        ('<a href="https://amzn.to/1">R2</a>', {"affiliate", "carries-rel"}),
        ('<a rel="noopener" href="https://amzn.to/1">R2</a>', {"affiliate", "carries-rel"}),
        ('<a rel="sponsored noopener" href="https://amzn.to/1">R2</a>', {"affiliate", "carries-rel", "qualified"}),
        ('<a rel="nofollow" href="https://amzn.to/1">R2</a>', {"affiliate", "carries-rel", "qualified"}),
        ("[R2](https://amzn.to/1)", {"affiliate"}),
    ),
)
def test_only_html_can_say_that_a_link_is_paid(link, names):
    (part,) = parts(f"The {link} has a dial.\n", "link")
    known = {element.name for element in part.elements} & {"affiliate", "carries-rel", "qualified"}
    assert known == names


def test_link_is_reported_at_its_address():
    (part,) = parts(PAID, "link")
    href = part.get("href")
    assert href is not None
    assert href.prose is not None
    assert PAID[slice(*href.prose.span())] == "https://amzn.to/3xExmpl"


@pytest.mark.parametrize(
    ("text", "is_disclosed"),
    (
        (f"{SAYS}\n{PAID}", True),
        (f"*{SAYS.strip()}*\n\n{PAID}", True),
        (f"We may earn a small commission when you buy.\n\n{PAID}", True),
        (f"We receive a percentage of sales made through the links in this article.\n\n{PAID}", True),
        (f"*Algunos enlaces de este texto son de afiliados.*\n\n{PAID}", True),
        (f"> **Disclosure:** we may earn a commission from links on this page.\n\n{PAID}", True),
        (f"As an Amazon Associate I earn from qualifying purchases.\n\n{PAID}", True),
        (f"Dieser Beitrag enthält Affiliate-Links.\n\n{PAID}", True),
        ("The [R2](https://amzn.to/1) (affiliate link) has a dial.\n", True),
        ("Anzeige: [R2](https://amzn.to/1) mit zwei Mikrofonen\n", True),
        ("We earn a commission from this link.\n\n- [R2](https://amzn.to/1)\n", True),
        ("Das [R2](https://amzn.to/1)* hat ein Rad.\n\nMit Stern markierte Links sind Affiliate-Links.\n", True),
        (f"---\naffiliate: true\n---\n\n{PAID}", True),
        (f"{{{{< disclosure >}}}}\n\n{PAID}", True),
        (f"{PAID}\n{SAYS}", False),
        (PAID, False),
        (f"---\naffiliate: false\n---\n\n{PAID}", False),
        (f"> {SAYS}\n\n{PAID}", True),
        (f"The leaflet says:\n\n> {SAYS}\n\n{PAID}", False),
        (f"> {SAYS}>\n> — The leaflet\n\n{PAID}", False),
        (f"> [!NOTE]\n> We receive a share of what you buy through the links below.\n\n{PAID}", True),
        (f'<Note text="We receive a share of what you buy through links." />\n\n{PAID}', True),
        (f'{{{{< notice info "We receive a share of what you buy through links." >}}}}\n\n{PAID}', True),
        (f"Each time you order from one of the shops linked here, a part of the price goes to us.\n\n{PAID}", True),
        (f"The shop receives a share of what the boats bring in.\n\n{PAID}", False),
        (f"We use no affiliate links.\n\n{PAID}", False),
        (f"<!-- {SAYS.strip()} -->\n\n{PAID}", False),
        (f"The club is affiliated with the federation.\n\n{PAID}", False),
        (f"The commission met eleven times.\n\n{PAID}", False),
    ),
)
def test_link_is_disclosed_by_a_sentence_before_it(text, is_disclosed):
    (part,) = parts(text, "link")
    assert part.has("disclosed") == is_disclosed


@pytest.mark.parametrize(
    ("markup", "suffix"),
    (
        ('<Card title="R2" href="https://amzn.to/1" />', ".mdx"),
        ('<AffiliateLink to={"https://amzn.to/1"}>R2</AffiliateLink>', ".mdx"),
        ('{{< button href="https://amzn.to/1" text="Buy" >}}', ".md"),
        ('{{< buy "https://amzn.to/1" "Buy" >}}', ".md"),
        ('{% include buy.html url="https://amzn.to/1" %}', ".md"),
    ),
)
def test_address_in_an_attribute_is_a_link(markup, suffix):
    text = f"The room is quiet, and so is the radio that stands in it.\n\n{markup}\n"
    (part,) = parts(text, "link", suffix)
    assert part.words("affiliate") == "Amazon"
    assert not part.has("disclosed")


def test_picture_in_an_attribute_is_no_link():
    assert parts('<Photo src="https://m.media-amazon.com/1.jpg" alt="A radio" />\n', "link", ".mdx") == []


@pytest.mark.parametrize(
    ("text", "severity"),
    (
        ("The [R2](https://www.awin1.com/cread.php?awinmid=1&awinaffid=2) has a dial.\n", "error"),
        (PAID, "warning"),
        (f"> {PAID}", "info"),
        (f"{PAID}\n*This piece first appeared in the Marlow Review.*\n", "info"),
        (f"{PAID}\nThanks to marlowreview.com\n", "info"),
        (f"---\nrepublished_from: The Marlow Review\n---\n\n{PAID}", "info"),
        (f"{PAID}\nThanks to the ferryman, the lamp was found.\n", "warning"),
        (f"> {PAID}\n{PAID}", "warning"),
    ),
)
def test_a_link_that_others_may_earn_by_weighs_less(text, severity):
    assert [found.severity for found in reported(text, "ADS007")] == [severity]


def test_late_disclosure_is_told():
    (part,) = parts(f"{PAID}\n{SAYS}", "link")
    late = part.get("disclosed too late")
    assert late is not None
    assert late.words == SAYS.strip()


@pytest.mark.parametrize(
    ("text", "needless"),
    (
        ("*This post contains affiliate links.* The room is quiet.\n", ["This post contains affiliate links."]),
        (f"{SAYS}\n{PAID}", []),
        (f"{SAYS}\nThe [R2](https://shop.example.com/r2?ref=courier) has a dial.\n", []),
        (f'{SAYS}\n{{{{< product "r2" >}}}}\n', []),
        ("We may earn a commission from links on our site.\n", []),
        ('The leaflet says: "This post contains affiliate links." It has none.\n', []),
        ("We asked whether the post contains affiliate links.\n", []),
    ),
)
def test_disclosure_without_links_is_needless(text, needless):
    assert [words_at(text, found) for found in reported(text, "ADS008")] == needless


def test_comment_of_a_reader_is_not_the_article():
    text = (
        "<html><head><title>Toll</title></head><body><article><h1>The toll</h1>"
        "<p>Nobody has paid the toll since the carts went away, and nobody minds.</p></article>"
        '<div id="comments"><p>I did. <a href="https://amzn.to/1">Book</a></p></div></body></html>'
    )
    assert parts(text, "link", ".html") == []
