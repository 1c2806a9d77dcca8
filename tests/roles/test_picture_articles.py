"""Whole articles with pictures, as sites have them, and what is said of the credits of these."""

from __future__ import annotations

import pytest

from articles import facts
from articles import reported
from articles import rules

LOCK = "The boat leaves at nine, and nobody on the quay has heard why it was early this week.\n\n"


def said(text: str, suffix: str = ".md") -> list[str]:
    """Return what is reported of pictures, as “line code”; at one place only by the rules that others yield to."""
    codes = [code for code, rule in rules().items() if code.startswith("IMG") and rule.severity != "off"]
    found = [each for code in codes for each in reported(text, code, f"a{suffix}")]
    about = {(each.about, each.code) for each in found}
    kept = (v for v in found if not any((v.about, code) in about for code in rules()[v.code].yields_to))
    return sorted(f"{v.place.line} {v.code}" for v in kept if v.code != "IMG005")


@pytest.mark.parametrize(
    ("text", "reports"),
    (
        # Lists: the credit may stand below its picture, within the item.
        (LOCK + "- ![A pier](/i/a.jpg)\n  *Photo: Mina Okafor*\n- ![A mole](/i/b.jpg)\n", ["5 IMG001"]),
        (LOCK + "1. ![A pier](/i/a.jpg)<br>Photo: Mina Okafor\n2. ![A mole](/i/b.jpg)<br>Photo: Ada Lund\n", []),
        # One line for all of them.
        (LOCK + "*Photographs and text by Mina Okafor*\n\n![A pier](a.jpg)\n\nText.\n\n![A mole](b.jpg)\n", []),
        (LOCK + "![A pier](a.jpg)\n\nText.\n\n![A mole](b.jpg)\n\n*Texto y fotos: Mina Okafor*\n", []),
        (LOCK + "![A pier](a.jpg)\n\nText.\n\n![A mole](b.jpg)\n\n© des photos : Mina Okafor\n", []),
        (LOCK + "![A pier](a.jpg)\n\n![A mole](b.jpg)\n\n*Photos: Mina Okafor*\n", []),
        (LOCK + "![A pier](a.jpg)\n\nText.\n\n![A mole](b.jpg)\n\n**Photo credits**\n\nMina Okafor\n", []),
        (LOCK + "![A pier](a.jpg)\n\nText.\n\n![A mole](b.jpg)\n*Photo: Mina Okafor*\n", ["3 IMG001"]),
        # Who is thanked below the caption.
        (LOCK + "![A pier](a.jpg)\n*The pier at dawn*\n\n(thank you to @lund for sharing the photo!)\n", []),
        (LOCK + "![A pier](a.jpg)\n*The pier at dawn*\n\n(thank you to @lund for the lift home!)\n", ["3 IMG001"]),
        # Comments, before a picture as well as behind it.
        (LOCK + "![A pier](a.jpg)\n<!-- credit: Mina Okafor -->\n\nText.\n", ["4 IMG009"]),
        (LOCK + "<!-- photo: Mina Okafor -->\n![A pier](a.jpg)\n\nText.\n", ["3 IMG009"]),
        # Filler beside a credit; filler that a picture shows.
        (LOCK + "![A pier](a.jpg)\n*Caption TK. Photo: Mina Okafor*\n", ["4 IMG007"]),
        (LOCK + "![insert image description here](a.jpg)\n*Photo: Mina Okafor*\n", ["3 IMG007"]),
        (LOCK + "![Bildbeschreibung hier einfügen](a.jpg)\n*Foto: Mina Okafor*\n", ["3 IMG007"]),
        (LOCK + "![A note with the word TODO](a.jpg)\n*Photo: Mina Okafor*\n", []),
        (LOCK + "![A note: “TBD”](a.jpg)\n*Photo: Mina Okafor*\n", []),
        # Labels of machines are credits, and names of programs are no pictures.
        (LOCK + "![A squid](a.jpg)\n*The squid. Illustration generated with AI*\n", []),
        (LOCK + "![A squid](a.jpg)\n*The squid. Made with Midjourney*\n", []),
        (LOCK + "![A squid](a.jpg)\n*The squid, as the people of Midjourney know it*\n", ["3 IMG001"]),
        # Slips.
        (LOCK + "![A pier](a.jpg)\n*The pier. Credit: Credit: Mina Okafor*\n", ["4 IMG013"]),
        (LOCK + "![A pier](a.jpg)\n*The pier. Photo: JÃ¼rgen Lund*\n", ["4 IMG013"]),
        (LOCK + "![A pier](a.jpg)\n*The pier. Photo: J\ufffdrgen Lund*\n", ["4 IMG013"]),
        (LOCK + "![A pier](a.jpg)\n*The pier. Photo: Jürgen Lund / {}*\n", ["4 IMG013"]),
        (LOCK + "![A pier](a.jpg)\n*The pier. Photo: Jürgen Lund/*\n", ["4 IMG013"]),
        # Nobody.
        (LOCK + "![A pier](a.jpg)\n*The pier. Photo courtesy*\n", ["4 IMG002"]),
        (LOCK + "![A pier](a.jpg)\n*The pier. Photo: found on Google*\n", ["4 IMG002"]),
        (LOCK + "![A pier](a.jpg)\n*The pier. Licencia CC*\n", ["4 IMG004"]),
        (LOCK + "![A pier](a.jpg)\n*The pier. Image in the public domain*\n", ["4 IMG004"]),
        (LOCK + "![A pier](a.jpg)\n*The pier. Image via X*\n", ["4 IMG003"]),
        (LOCK + "![A pier](a.jpg)\n*Crédit : [Flickr](https://flic.kr/p/Muk9)*\n", ["4 IMG003"]),
        (LOCK + "![A pier](a.jpg)\n*Image source: https://pictures.example.com/lamp-7*\n", []),
        # Markup of wikis, of notebooks, of generators.
        (LOCK + "![[quay.jpg]]\n\nText.\n\n![[A note]]\n", ["3 IMG001"]),
        (LOCK + "![[a quay.jpg|The quay]]\n*Photo: Mina Okafor*\n", []),
        (LOCK + "![The quay](quay.jpg =640x480)\n", ["3 IMG001"]),
        (LOCK + "![The quay]({% link images/quay.jpg %})\n", ["3 IMG001"]),
        (LOCK + '![The quay. Photo: Mina Okafor](a.jpg){fig-alt="A quay"}\n', []),
        (LOCK + "![The quay. Photo: Mina Okafor](a.jpg){#fig-quay}\n", []),
        (LOCK + '![The quay](a.jpg){fig-alt="A quay" width=50%}\n', ["3 IMG001"]),
        ("---\ntitle: A\nresources:\n- src: quay.jpg\n---\n" + LOCK, ["4 IMG001"]),
        ("---\ntitle: A\nimage: https://images.unsplash.com/photo-15\n---\n" + LOCK, ["3 IMG001"]),
        ("---\ntitle: A\nimage: https://example.com/photo-15\n---\n" + LOCK, []),
        # Head shots stand before the text on somebody.
        (LOCK + "![](/i/cole.jpg)\n\n### Cole Gillard | Example\n\nCole Gillard builds maps.\n", []),
        (LOCK + '<img src="/i/kavita_2.jpg" alt="Kavita"> Kavita Sukar is a developer.\n', []),
        (LOCK + "![](/i/night.jpg)\n\n### Night Market\n\nThe market is open.\n", ["3 IMG001"]),
        # An ornament of a heading; a picture that is all of one is none.
        (LOCK + "## ![Board](/i/board.jpg) Board\n\nText.\n\n# ![The pier](/i/pier.jpg)\n\nText.\n", ["7 IMG001"]),
        # A mapping with a name and terms beside a picture is its credit.
        ("---\nimage: a.jpg\nphotos: {name: Mina Okafor, license: CC BY 4.0}\n---\n" + LOCK, []),
        ("---\nimage: a.jpg\nsite: {name: Coast Courier, url: example.com}\n---\n" + LOCK, ["2 IMG001"]),
        ("---\nimage: a.jpg\ngallery_photos: {name: The pier}\n---\n" + LOCK, ["2 IMG001"]),
        # Without terms its words say that it is one, or its key.
        ("---\nimage: a.jpg\nphotos: {name: Photo by Mina Okafor}\n---\n" + LOCK, []),
        ("---\nimage: a.jpg\nphotos:\n- name: Photo by Mina Okafor\n---\n" + LOCK, []),
        ("---\nimage: a.jpg\nphotos: [Foto von Mina Okafor]\n---\n" + LOCK, []),
        ('---\nimage: a.jpg\ncover_photo: "Crédit photo : Mina Okafor"\n---\n' + LOCK, []),
        ('---\nimage: a.jpg\nhero: {text: "Foto: Mina Okafor/Coast Courier"}\n---\n' + LOCK, []),
        ("+++\nimage = 'a.jpg'\n[photo]\nauthor = 'Mina Okafor'\n+++\n" + LOCK, []),
        ('{"image": "a.jpg", "photos": {"credit": "Mina Okafor"}}\n' + LOCK, []),
        ("---\nphotos: {name: Photo by Mina Okafor}\n---\n" + LOCK + "![The pier](a.jpg)\n", []),
        ("---\nimage: a.jpg\nphotos: {name: Mina Okafor}\n---\n" + LOCK, ["2 IMG001"]),
        ("---\nimage: a.jpg\nphotos: {name: Photos of the pier}\n---\n" + LOCK, ["2 IMG001"]),
        ("---\nimage: a.jpg\nphotos: {name: The pier by Mina Okafor}\n---\n" + LOCK, ["2 IMG001"]),
        ("---\nimage: a.jpg\nphoto: Mina Okafor\n---\n" + LOCK, ["2 IMG001"]),
        ("---\nimage: a.jpg\nhero: {text: We go on, author: Mina Okafor}\n---\n" + LOCK, ["2 IMG001"]),
        ("---\nimage: a.jpg\ndialogue: {name: Photo by Mina Okafor}\n---\n" + LOCK, ["2 IMG001"]),
        ("---\nimage: a.jpg\nphoto: {src: b.jpg, author: Mina Okafor}\n---\n" + LOCK, ["2 IMG001"]),
        (
            LOCK
            + "![A pier](a.jpg)\n\nText.\n\n![B](b.jpg)\n\nAlle Fotos: Mina Okafor, sofern nicht anders angegeben.\n",
            [],
        ),
        (LOCK + "![A pier](a.jpg)\nUnknown author, Public domain, via Wikimedia Commons\n", []),
        (LOCK + '{% include figure image_path="/i/a.jpg" caption="The red one." %}\n', ["3 IMG001"]),
        (LOCK + "![The cover of The Mud Reader](/i/mud.jpg)\n\n**The Mud Reader**, 240 pages.\n", []),
        (LOCK + "![La lonja](a.jpg)\n*La lonja. Foto tomada de internet*\n", ["4 IMG002"]),
        # A screen says nothing about the photograph beside it.
        (LOCK + "![Screenshot of the app](/i/app.png)\n\n![Passengers](/i/queue.jpg)\n", ["5 IMG001"]),
    ),
)
def test_credits_of_whole_articles(text, reports):
    assert said(text) == reports


def test_contributed_photo_of_a_plain_text():
    text = "The gauge\n\nThe gauge read four metres on Friday, and nothing at all on Saturday.\n\n"
    assert said(text + "The post on Friday. (Contributed photo)\n\nIt was oak.\n", ".txt") == ["5 IMG002"]
    assert said(text + "The post on Friday (as it was).\n\nIt was oak.\n", ".txt") == []


def test_nested_figures_share_the_caption_of_their_gallery():
    pictures = "".join(f'<figure><img src="/u/{n}.jpg" alt="A bridge"></figure>' for n in "ab")
    caption = "<figcaption>Bridges. Photo: Mina Okafor</figcaption>"
    page = f"<article><h1>Bridges</h1><p>{LOCK}</p><figure>{pictures}{caption}</figure></article>"
    assert said(page, ".html") == []


def test_names_of_programs_are_no_pictures():
    for src in ("hero", "props.image"):
        assert facts(LOCK + f'<Frame src={{{src}}} alt="A pier" credit="Mina Okafor" />\n', "IMG008", "a.mdx") == []
    assert facts(LOCK + '<Frame src="/i/a.jpg" alt="A pier" credit="Mina Okafor" />\n', "IMG008", "a.mdx") != []


PAGE = f"<!doctype html><article><h1>The quay</h1><p>{LOCK.strip()}</p>{{}}<p>{LOCK.strip()}</p></article>"
IMG, MOLE = '<img src="/q.jpg" alt="A pier">', '<img src="/r.jpg" alt="A mole">'


@pytest.mark.parametrize(
    ("markup", "reports"),
    (
        # The last words of a caption in a box of their own.
        (f"<figure>{IMG}<figcaption>The pier <cite>Ada Lund</cite></figcaption></figure>", []),
        (f"<figure>{IMG}<figcaption>The pier <small>Ada Lund / Reuters</small></figcaption></figure>", []),
        (f"<figure>{IMG}<figcaption>The boat in <cite>Low Tide</cite> by night</figcaption></figure>", ["1 IMG001"]),
        # One caption for pictures in boxes of their own.
        (f"<figure><div>{IMG}</div><div>{MOLE}</div><figcaption>Photos: Ada Lund</figcaption></figure>", []),
        (
            f"<figure><div>{IMG}<p>The pier.</p></div><div>{MOLE}<p>Photo: Ada Lund</p></div></figure>",
            ["1 IMG001"],
        ),
        # What classes call them.
        (f'<p>{IMG}</p><p class="photo-byline">Ada Lund</p>', []),
        (f"<p>{IMG}</p><p class='author'>Ada Lund</p>", ["1 IMG001"]),
        (f"<dl><dt class='gallery-icon'>{IMG}</dt><dd class='wp-caption-text'>Photo: Ada Lund</dd></dl>", []),
        (f"<dl><dt class='gallery-icon'>{IMG}</dt><dd class='wp-caption-text'>The pier.</dd></dl>", ["1 IMG001"]),
        # Drupal wraps a picture into an <article>.
        (f"<article class='media media--type-image'>{IMG}<div class='field__credit'>Ada Lund</div></article>", []),
        (f"<article class='media media--type-image'><div>{IMG}</div></article>", ["1 IMG001"]),
        # An attribute names the figure's credit, not its caption.
        (f"<figure data-credit='Ada Lund'>{IMG}<figcaption>The pier.</figcaption></figure>", ["1 IMG001"]),
    ),
)
def test_credits_of_pages(markup, reports):
    assert said(PAGE.format(markup), ".html") == reports
