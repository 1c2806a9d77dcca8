"""What words, company and the text around tell of the kind of a picture, and of which a credit is asked."""

from __future__ import annotations

import pytest

from articles import reported
from articles import views
from articles import words_at
from bylint.model.article import Part

CODE = "\n\n```\nmake quay\n```\n"


def images_of(text: str, suffix: str = ".md") -> list[Part]:
    return views(text, "image", f"a{suffix}")


@pytest.mark.parametrize(
    ("text", "kind"),
    (
        ("![Two women on the quay](quay.png)\n", "photo"),
        ("![Photo of the old crane](crane.webp)\n", "photo"),
        ("![A boat](boat.jpg)\n*From left: Ada Lund, Mina Okafor*\n", "photo"),
        ("![Stick figure on a pier](pier.png)\n", "illustration"),
        ("![Illustration of a pull request](merge.png)\n", "figure"),
        ("![Voters fill out forms](vote.jpg)\n", "unknown"),
        (f"![Voters fill out forms](vote.jpg){CODE}", "figure"),
        ("![The new homepage of the port](port.jpg)\n", "screenshot"),
        ("![Website of the port](port.jpg)\n", "figure"),
        ("![](weekly-revenue.png)\n", "figure"),
        ("![The inbox after a month](mail.png)\n", "figure"),
        (f"![The old crane](crane.png){CODE}", "figure"),
        (f"![The old crane](crane.jpg){CODE}", "unknown"),
        (f"![The old crane](crane.jpg){CODE * 3}", "unknown"),
        (f"![](crane.jpg){CODE * 3}", "figure"),
        ("**Visitors**\n\n![](visitors.png)\n", "figure"),
        ("You should see two lines:\n\n![](lines.png)\n", "figure"),
        ("The ferry is late.\n\n![](ferry.png)\n", "unknown"),
        ("![Nets|690x375](nets.png)\n", "figure"),
        ("![Nets](nets.jpg)\n\n*Figure 2. Nets by month*\n", "figure"),
        ('<img src="nets.jpg" alt="Nets">\n*Figure 2. Nets by month*\n', "figure"),
        ("**Hero image:**\n\n![](crane.png)\n", "lead"),
        ('!["The Crane" cover image](cover.png)\n', "lead"),
        ("A new paperback is out:\n\n![](cover.jpg)\n", "cover"),
        ("![The Long Pier, second cover](long-pier-second-cover.png)\n", "cover"),
        ("![](lund.jpg)\n*Ada Lund is a shipwright at the yard.*\n", "head shot"),
        ("![Ada Lund](adalund.jpg)\n*About Ada Lund: I build boats.*\n", "head shot"),
        ("![](adalund.jpg)\n*Über Ada Lund: Sie baut Boote.*\n", "head shot"),
        ("![The yard](yard.jpg)\n*About Ada Lund: she built it.*\n", "photo"),
        ("![Quay making partitions](made.jpg)\n\nThe screenshot shows how Quay does it.\n", "figure"),
        ("I post a screen shot. Pictures are fun.\n\n![Quay making partitions](made.jpg)\n", "figure"),
        ("Voici une capture d’écran.\n\n![Le quai](quai.jpg)\n", "figure"),
        ("I post a screen shot.\n\n![A photo of the quay](made.jpg)\n", "photo"),
        ("![Picture of green text at the prompt](prompt.png)\n", "figure"),
        ("![Picture of the old lighthouse](house.png)\n", "photo"),
        ("I post a screen shot.\n\n<p><a href='m.jpg'><img src='m.jpg' alt='A quay'></a><b>A quay</b></p>\n", "figure"),
        (f"![Picture of the question](question.png){CODE}", "figure"),
        ("![Banner for the fair in Harbourton](fair.jpg)\n", "figure"),
        ("![From left to right in Zoom: Ada Lund, Mina Okafor](group.png)\n", "screenshot"),
        ("![The Golden Gate at dawn](golden-gate.jpg)\n", "photo"),
        ("![Golden Gate](golden-gate.jpg)\n", "unknown"),
        ("---\nimage: quay.webp\n---\nText.\n", "lead"),
        ("---\nimage: quay.png\n---\nText.\n", "figure"),
        ("---\nimage: quay-banner.png\n---\nText.\n", "lead"),
        ("---\nimage: weekly-revenue.webp\n---\nText.\n", "lead"),
        (f"---\nimage: weekly-revenue.webp\n---\nText.{CODE}", "figure"),
        ("---\nthumbnail: quay.jpg\n---\nText.\n", "thumbnail"),
        ("---\nimage: thumb_5E030C7A-E6E1-11E4-9A7F-886D1846911D.jpeg\n---\nText.\n", "thumbnail"),
        ('{% image_with_class "pier.jpg" "width-400px" "Stick figure on a pier" %}\n', "illustration"),
        ("[![The quay at nine](quay.png)](https://youtu.be/x)\n", "teaser"),
        # Words that repeat the headline, a name that is the file's: little is known of such pictures.
        ("# The Long Pier in Spring\n\n![The long pier](pier.jpg)\n", "unknown"),
        ("# The Long Pier in Spring\n\n![Boats at the long pier](pier.jpg)\n", "photo"),
        ("![Ada Lund](adalund.jpg)\n", "unknown"),
        ("![Ada Lund](alund.jpg)\n", "unknown"),
        ("![Ada Lund](council-meeting.jpg)\n", "photo"),
        ("![Ada Lund](visit-lund.jpg)\n", "photo"),
        ("![69% of readers stay](stay.jpg)\n", "chart"),
        ("![A virtual class photo](class.png)\n", "screenshot"),
        ("![](a.jpg)\n\n*About Ada Lund:* She builds boats.\n", "head shot"),
        ("![](a.jpg)\n\nÀ propos de Ada Lund : elle construit des bateaux.\n", "head shot"),
        ("![](boats.jpg)\n\nAbout boats, nobody knows more.\n", "unknown"),
        # Posters, slides, memes, screens, formulas.
        ("![The concert poster](night.jpg)\n", "cover"),
        ("![A man carries a poster](march.jpg)\n", "photo"),
        ("![](sommer-plakat.jpg)\n", "chart"),
        ("![](https://image.slidesharecdn.com/quay/95/quay-1.jpg)\n", "furniture"),
        ("![404 Fehlerseite der Werft](404-werft.jpg)\n", "screenshot"),
        ("![The size of $T_i$ by step](ti.png)\n", "chart"),
        ("![Tickets at $5 and $7](tickets.jpg)\n", "photo"),
        ("![Talking to another harbour](https://pbs.twimg.com/media/x.jpg)\n", "unknown"),
        ("![Two women on the quay](https://pbs.twimg.com/media/x.jpg)\n", "photo"),
        # Pictures of goods, small copies.
        ("[![Photo of the winch](winch.jpg)](https://shop.example.com/winch)\n", "unknown"),
        ("[![Photo of the shop](quay.jpg)](https://example.com/workshops/quay)\n", "photo"),
        ("[![Mongolia: the last herd](herd.jpg)](https://apps.example.com/mongolia/)\n", "unknown"),
        ("[![A herd at dusk](herd.jpg)](https://example.com/large/herd.jpg)\n", "photo"),
        ("[![A herd at dusk](herd.jpg)](/herds/)\n", "photo"),
        ("[![The winch in the yard](winch-small.jpg)](winch.png)\n", "figure"),
        ("[![The winch in the yard](winch-small.jpg)](winch.jpg)\n", "photo"),
        # The class of every figure of a site is no word on one.
        ('<figure class="illustration"><img src="pier.png" alt="The pier at nine"></figure>\n', "unknown"),
        ("![A drawing of the pier](pier.png)\n", "illustration"),
        ("![Figure 3. Close-up of the hull](hull.png)\n", "chart"),
        ("![](hull.png)\n*Figure 3. Close-up of the hull*\n", "figure"),
    ),
)
def test_kind_by_words_and_text(text, kind):
    assert [image.words("kind") for image in images_of(text)] == [kind]


@pytest.mark.parametrize(
    ("others", "kind"),
    (
        ("", "unknown"),
        ("![Screenshot of the settings](a.png)\n", "figure"),
        ("![Two men on a pier](a.jpg)\n", "figure"),
        ("![The logo of the port](logo.png)\n", "unknown"),
    ),
)
def test_kind_by_company(others, kind):
    assert images_of(f"![The old crane](crane.png)\n\nText.\n\n{others}")[0].words("kind") == kind


@pytest.mark.parametrize(
    "text",
    (
        "![](quay.jpg)\n*The long pier by Ada Lund*\n",
        "![](quay.jpg)\n*A postcard by Lund's pupil*\n",
        "![](quay.jpg)\n*Imagery created by Harbour Simulator*\n",
        "![](quay.jpg)\n*Why not? adalund on Pexels*\n",
        "![](quay.jpg)\n*“The Pier” by adalund*\n",
        "![](quay.jpg)\n*»Schöner Hafen« von Shutterstock*\n",
        "![](quay.jpg)\n*@adalund*\n",
        "![](quay.jpg)\n*Artwork in progress, by [@adalund](https://example.com/adalund), for the port*\n",
        "![](quay.jpg)\n*A map of the quay, from Ada Lund’s talk*\n",
        "![](quay.jpg)\n*A simulation by the Harbour Project*\n",
        "![quay, photo(c) Ada Lund](quay.jpg)\n",
        "---\nimage: quay.jpg\n---\n![Screenshot of the quay](quay.jpg)\n",
    ),
)
def test_no_credit_is_asked(text):
    assert images_of(text)
    assert reported(text, "IMG001") == []


@pytest.mark.parametrize(
    ("text", "unsure"),
    (
        ("![The quay](quay.jpg)\n", ""),
        ("![The quay at nine](quay.png)\n", ", and nothing here tells what kind of picture it is"),
        ("![](quay.png)\n", ", and no words say what it shows"),
        ("---\nimage: quay.jpg\n---\n", ", unless the site’s template prints one"),
        ("![](quay.jpg)\n*The speech by the pier*\n", ""),
        ("![](quay.jpg)\n*The drawing by the door*\n", ""),
        ("![](quay.jpg)\n*From the left: nets, boats*\n", ""),
    ),
)
def test_question_says_what_is_not_known(text, unsure):
    (violation,) = reported(text, "IMG001")
    assert violation.message.endswith(f"”{unsure}")


def test_series_without_words_is_asked_for_once():
    text = "\n\nText.\n\n".join(f"![](quay{letter}.jpg)" for letter in "abcdef")
    (violation,) = reported(text, "IMG001")
    assert words_at(text, violation) == "quaya.jpg"
    assert " and 5 more pictures without a word" in violation.message


@pytest.mark.parametrize(
    ("text", "makers"),
    (
        ("# Photographs by Ada Lund\n\n![Nets](nets.jpg)\n\nText.\n\n![Boats](boats.jpg)\n", ["Ada Lund", "Ada Lund"]),
        ("![Nets](nets.jpg)\n\nEdited by Jo Roe. Photographs by Ada Lund. Thanks to all readers.\n", ["Ada Lund"]),
        ("![Nets](nets.jpg)\n\nWe met. Photographs by Ada Lund hung there. It rained.\n", [""]),
        ("## The photo by the door\n\n![Nets](nets.jpg)\n", [""]),
        ("![Nets](nets.jpg)\n\n---\n\n_Photo by Ada Lund._\n\nText.\n\n![Boats](boats.jpg)\n", ["Ada Lund", ""]),
        (
            "![Nets](nets.jpg)\n\nText.\n\n![A drawing of a cat](cat.png)\n\n---\n\n_Cat illustration by Ada Lund._\n",
            ["", "Ada Lund"],
        ),
    ),
)
def test_credits_that_stand_apart(text, makers):
    found = [image.words("makers") for image in images_of(text)]
    assert [name if name == "" else "Ada Lund" for name in found] == makers
