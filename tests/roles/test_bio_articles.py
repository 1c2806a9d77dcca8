"""Where authors work is read out of whole articles: headers, boxes, notes, disclaimers, last lines."""

from __future__ import annotations

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint.engine import understood
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Bio

TEXT = {
    "en": "The harbour at Corve was built for herring. When the herring went the quay was let to a firm that stores "
    "cable, and the town has argued about the rent ever since.\n\nThe council's new plan would lengthen the quay by "
    "ninety metres. It is a good plan, and it costs too much.",
    "de": "Jedes Jahr im März werden die Pegel an der Leine von Hand gelesen. Die Zahlen reisen mit der Post in die "
    "Kreisstadt, und das Wasser ist schneller.",
    "fr": "Chaque année en mars, on relève à la main les échelles de la Vire. Les chiffres partent par la poste, et "
    "l'eau va plus vite qu'eux.",
    "es": "Cada marzo se leen a mano las escalas del Nalón. Las cifras viajan por correo y el agua va más deprisa.",
    "it": "Ogni marzo si leggono a mano gli idrometri del Tanaro. Le cifre viaggiano per posta e l'acqua va di più.",
    "nl": "Elk jaar in maart worden de peilen langs de Vecht met de hand afgelezen. De cijfers reizen met de post.",
    "pt": "Todos os anos, em março, leem-se à mão as réguas do Vouga. Os números viajam pelo correio e a água anda.",
}


def posts(text, suffix=".md"):
    article = understood(f"a{suffix}", suffix, text.encode(), KNOWLEDGE)
    return sorted(f"{post.about} @ {post.key}: {post.status}" for post in article.parts.of(Affiliation) if post.key)


def told(below, authors="Lotte Brand", language="en", header=""):
    head = f"---\ntitle: Quay\nauthors: [{authors}]\ndate: 2024-03-08\n{header}---\n\n"
    return posts(f"{head}{TEXT[language]}{below}\n")


BOE = ["lotte brand @ boe: current"]


@pytest.mark.parametrize(
    "below",
    (
        " _**Lotte Brand** is an economist at the Bank of England._",
        " *The writer is an economist at the Bank of England.*",
        "\n\n\\* The author is an economist at the Bank of England.",
        "\n\n**Lotte Brand** – economist, Bank of England",
        "\n\nLotte Brand, Economic Research Department, Bank of England",
        "\n\n---\n\nI am an economist at the Bank of England and have lived in Corve since 2011.",
        "\n\n## About the author\n\nHi, I'm Lotte. I work as an economist at the Bank of England and keep goats.",
        "\n\nThe author, an economist at the Bank of England, writes here in a personal capacity.",
        "\n\nWriting in a personal capacity, Lotte Brand is an economist at the Bank of England.",
        "\n\n*Although Lotte Brand works for the Bank of England, these views are her own.*",
        "\n\n*This article was written by Lotte Brand, an economist at the Bank of England, in her spare time.*",
        "\n\n*Lotte Brand is a lawyer in the Bank of England's Legal Directorate.*",
        "\n\n*Lotte Brand studied in Riga. In 2016 she joined the Bank of England, where she heads a desk.*",
        "\n\n*Lotte Brand is an economist at the Bank of England. Rolf Ahn, who edits this page, was at NASA.*",
    ),
)
def test_the_last_words_of_an_article(below):
    assert told(below) == BOE


@pytest.mark.parametrize(
    "note",
    (
        "*Editor's note: Lotte Brand, an economist at the Bank of England, has walked the quay for us.*",
        "*Editors' note: This essay first appeared in Tides. Its author, Lotte Brand, works at the Bank of England.*",
        "*Our guest this week is Lotte Brand, a statistician at the Bank of England.*",
    ),
)
def test_notes_before_the_text(note):
    assert posts(f"---\ntitle: Quay\nauthor: Lotte Brand\n---\n\n{note}\n\n{TEXT['en']}\n") == BOE


@pytest.mark.parametrize(
    ("below", "expected"),
    (
        (
            "*Lotte Brand works for the Bank of England and Rolf Ahn for the European Central Bank.*",
            [*BOE, "rolf ahn @ ecb: current"],
        ),
        (
            "*Rolf Ahn is a lawyer. He lives in Riga. Lotte Brand is an economist at the Bank of England; she writes "
            "in her own name.*",
            BOE,
        ),
        ("*The authors are economists at the Bank of England.*", [*BOE, "rolf ahn @ boe: current"]),
        ("## About the authors\n\n- **Lotte Brand**, Bank of England\n- **Rolf Ahn**, Corve University", BOE),
        ("*Rolf Ahn is a potter, and his wife Lotte Winter is an economist at the Bank of England.*", []),
        ("*The author is an economist at the Bank of England.*", []),
    ),
)
def test_two_people_sign(below, expected):
    assert told(f"\n\n{below}", "Lotte Brand, Rolf Ahn") == expected


@pytest.mark.parametrize(
    "below",
    (
        "*Lotte Brand is a potter. Her husband, Rolf Ahn, is an economist at the Bank of England.*",
        "Rolf Ahn, an economist at the Bank of England, says it never pays.\n\n*Lotte Brand is a potter in Corve.*",
        "*The author thanks Rolf Ahn of the World Bank and the staff of the Bank of England for their figures.*",
        "*The author, Rolf Ahn, is an economist at the Bank of England.*",
        "*Translated from the Dutch by Rolf Ahn, an interpreter at the European Commission.*",
        "> Lotte Brand is an economist at the World Bank.\n\n*Lotte Brand is a poet.*",
        "*Lotte Brand's wife works at NASA.*",
        "*Lotte Brand is a reporter. The World Bank paid for her travel.*",
        "*Lotte Brand has never worked for the CIA.*",
    ),
)
def test_somebody_else_works_there(below):
    assert told(f"\n\n{below}") == []


@pytest.mark.parametrize(
    ("header", "expected"),
    (
        ("affiliation: Bank of England\n", BOE),
        ("role: Policy adviser, Bank of England\n", BOE),
        ("author_title: Economist at the Bank of England\n", BOE),
        ("bio: Lotte Brand is a potter. Her husband works at the Bank of England.\n", []),
        ("bio: Economist at the Bank of England.\n", BOE),
        ("description: A visit to the Bank of England\n", []),
    ),
)
def test_headers(header, expected):
    assert told("", header=header) == expected


@pytest.mark.parametrize(
    ("language", "bio", "expected"),
    (
        ("de", "*Lotte Brand, Jahrgang 1971, leitet das Archiv der Deutschen Bundesbank.*", ["bundesbank: current"]),
        ("de", "*Lotte Brand ist seit 2016 für die Europäische Zentralbank tätig.*", ["ecb: current"]),
        (
            "de",
            "*Lotte Brand (44) arbeitet als Ökonomin bei der OECD. Zuvor war sie bei der Weltbank.*",
            ["oecd: current", "worldbank: former"],
        ),
        ("de", "*Lotte Brand ist Töpferin. Ihr Mann leitet bei der Deutschen Bundesbank die Revision.*", []),
        ("fr", "*Lotte Brand, agrégée d'histoire, est conseillère au Parlement européen.*", ["ep: current"]),
        ("fr", "*L'auteure travaille à la Banque mondiale, à Washington.*", ["worldbank: current"]),
        (
            "fr",
            "*Lotte Brand est chargée de mission à la Commission européenne ; elle s'exprime à titre personnel.*",
            ["ec: current"],
        ),
        (
            "fr",
            "*Lotte Brand, cheffe d'unité à l'OCDE, vit à Lyon. Son mari est à la Banque mondiale.*",
            ["oecd: current"],
        ),
        ("es", "*Lotte Brand es letrada del Banco de España. Las opiniones son solo suyas.*", ["bde: current"]),
        ("es", "*Lotte Brand, doctora en Economía, se incorporó al Banco Mundial en 2019.*", ["worldbank: current"]),
        ("it", "*Lotte Brand, laureata a Pavia, lavora alla Banca d'Italia dal 2016.*", ["bdi: current"]),
        ("it", "*Lotte Brand è dirigente della Banca d'Italia. Le opinioni sono personali.*", ["bdi: current"]),
        (
            "nl",
            "*Lotte Brand is jurist bij de Wereldbank. Haar man werkt bij de Europese Centrale Bank.*",
            ["worldbank: current"],
        ),
        ("pt", "*Lotte Brand é técnica superior do Banco Mundial e vive em Washington.*", ["worldbank: current"]),
        ("pt", "*Lotte Brand é professora. O marido trabalha no Banco Mundial.*", []),
    ),
)
def test_other_languages(language, bio, expected):
    assert told(f"\n\n{bio}", language=language) == [f"lotte brand @ {post}" for post in expected]


@pytest.mark.parametrize(
    "box",
    (
        "<div class='author-card'><h4>Lotte Brand</h4><p>Senior Economist, Bank of England</p></div>",
        "<div class='author-bio'><p>Lotte Brand</p><p>Economist</p><p>Bank of England</p></div>",
        "<footer class='author-bio'><h3>About the author</h3><p>Lotte joined the Bank of England in 2015.</p></footer>",
    ),
)
def test_boxes_of_pages(box):
    body = TEXT["en"].replace("\n\n", "</p><p>")
    page = f"<article><h1>Quay</h1><p class='byline'>By Lotte Brand</p><p>{body}</p>{box}</article>"
    assert posts(f"<html lang='en'><head><title>Quay</title></head><body>{page}</body></html>", ".html") == BOE


def test_a_disclaimer_that_says_where_one_works_is_no_bio():
    text = f"---\nauthor: Lotte Brand\n---\n{TEXT['en']}\n\nLotte Brand works at NASA, but these views are her own.\n"
    article = understood("a.md", ".md", text.encode(), KNOWLEDGE)
    assert [post.key for post in article.parts.of(Affiliation)] == ["nasa"]
    assert not list(article.parts.of(Bio))
