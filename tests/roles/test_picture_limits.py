"""Credits and pictures that are too long, too many, or made by templates: judged or passed by, in bounded work."""

from __future__ import annotations

import pytest

from articles import reported
from articles import understood
from bylint.model.parts import CreditLine
from bylint.model.parts import Picture
from counting import calls

HEAD = "---\ntitle: The quay\nauthor: Jane Roe\n---\n\nNobody waits at the quay today.\n\n"
PAGE = "<article><p>Nobody waits at the quay today.</p>"
NAMES = "Ada Lund, Bo Berg, Mina Okafor, Rui Tavares, "
LONG = NAMES * 50  # 2,250 letters
MANY = "Photo: Ada Lund / Reuters. " * 1000
# A caption that stops where text is no caption any more.
LIMIT = 1500


def parts(text: str, path: str = "a.md") -> tuple[list[Picture], list[CreditLine]]:
    article = understood(text, path)
    return list(article.parts.of(Picture)), list(article.parts.of(CreditLine))


@pytest.mark.parametrize(
    ("path", "text"),
    (
        ("a.md", f"{HEAD}![Quay](quay.jpg)\n*Photo: {LONG}*\n"),
        ("a.md", f"{HEAD}![Quay](quay.jpg)\n*{MANY}*\n"),
        ("a.md", f'{HEAD}{{{{< figure src="quay.jpg" attr="{LONG}" >}}}}\n'),
        ("a.md", HEAD.replace("author", f'image: quay.jpg\nimage_credit: "{LONG}"\nauthor')),
        ("a.mdx", f'{HEAD}<Picture src="quay.jpg" credit="{LONG}" />\n'),
        ("a.html", f"{PAGE}<figure><img src=q.jpg><figcaption>{MANY}</figcaption></figure>"),
        ("a.html", f"{PAGE}<figure><img src=q.jpg><div class=credit>{LONG}</div></figure>"),
        ("a.rst", f"Title\n=====\n\n.. figure:: quay.jpg\n\n   Photo: {LONG}\n"),
    ),
)
def test_what_is_too_long_is_no_credit(path, text):
    pictures, credits_ = parts(text, path)
    assert len(pictures) == 1
    assert all(len(line.prose.plain) <= LIMIT for line in credits_)
    assert len(credits_) <= 1


@pytest.mark.parametrize("signs", ("/", " / ", " (", ") ", "©", "von ", " y ", "Photo: ", '"', "@", "CC BY "))
def test_each_sign_of_a_long_caption_is_looked_at_a_few_times(signs):
    spent = []
    for times in (100, 200, 400):
        words = f"The quay. Photo: Ada Lund{signs}" + f"Ada Lund{signs}" * times
        article = f"{HEAD}![Quay](quay.jpg)\n*{words[:LIMIT]}*\n"
        spent.append(calls(lambda article=article: understood(article)))
    assert spent[2] < 6 * spent[0] + 100_000


@pytest.mark.parametrize(
    ("path", "head", "unit"),
    (
        ("a.md", HEAD, "![Quay](quay.jpg) "),
        ("a.md", HEAD, "![Quay](quay.jpg)\n*The quay. Photo: Ada Lund*\n\n"),
        ("a.html", f"{PAGE}<figure>", "<img src=quay.jpg alt=Quay>"),
        ("a.html", PAGE, "<figure><img src=q.jpg><figcaption>The quay <cite>Ada Lund</cite></figcaption></figure>"),
        ("a.md", HEAD, "```{figure} quay.jpg\n:alt: Quay\n\nThe quay. Photo: Ada Lund\n```\n\n"),
    ),
)
def test_a_gallery_twice_as_large_is_twice_the_work(path, head, unit):
    calls(lambda: understood(head + unit, path))
    spent = [calls(lambda many=many: understood(head + unit * many, path)) for many in (300, 600)]
    assert spent[1] < 2.5 * spent[0]


def test_a_gallery_of_5000_pictures_is_read():
    pictures, credits_ = parts(HEAD + "![Quay](quay.jpg)\n" * 5000 + "\nPhotos: Ada Lund\n")
    assert len(pictures) == 5000
    assert [line.prose.plain for line in credits_] == ["Photos: Ada Lund"]


@pytest.mark.parametrize(
    ("path", "text"),
    (
        ("a.html", PAGE + '<img src="{{ url }}" alt="{{ alt }}" title="{% t %}" data-credit="{{ credit }}">'),
        ("a.html", PAGE + '<img src="<?= $url ?>" alt="<%= alt %>" data-credit="${credit}">'),
        ("a.md", HEAD + '![{{ alt }}]({{ url }} "{{ credit }}")\n'),
        ("a.mdx", HEAD + "<Picture src={hero} alt={alt} credit={credits.quay} caption={`Photo: ${name}`} />\n"),
        ("a.md", HEAD.replace("author", 'image: "{{ page.image }}"\nimage_credit: "{{ site.credit }}"\nauthor')),
        ("a.md", HEAD + '{{< figure src="{{ .Src }}" attr="{{ .Credit }}" >}}\n'),
    ),
)
def test_a_template_names_nobody(path, text):
    _, credits_ = parts(text, path)
    assert [line.prose.plain for line in credits_ if line.credit.makers] == []
    assert [found.message for found in reported(text, "IMG008", path)] == []
