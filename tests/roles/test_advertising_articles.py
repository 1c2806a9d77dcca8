"""Whole articles with what advertising leaves in them, and the like without any of it."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from articles import reported
from articles import rules

CODES = tuple(code for code, rule in rules().items() if code.startswith("ADS") and rule.enabled == "true")
EN = "title: The last ferry\nauthor: Anna Feldt\nlang: en"
FIRST = "The ferry leaves at six, and in winter it leaves with nobody but the man who steers it and the mail."
SECOND = "In 1987 the council voted to close the line. It has voted eleven times since."
LAST = "The school has since moved across the water, and so have the children."
DE_FIRST = "Die Fähre legt um sechs ab, und im Winter sitzt außer dem Steuermann und der Post niemand darin."
DE_LAST = "Die Schule ist inzwischen auf die andere Seite gezogen, und die Kinder mit ihr."
PAID = "The [R2](https://www.awin1.com/cread.php?awinmid=1&awinaffid=2) has a dial."
LAMP = '<Card title="The lamp" href="https://amzn.to/3xExmpl" />'


def found(header: str, blocks: tuple[str, ...], path: str) -> list[str]:
    text = "\n\n".join((f"---\n{header}\n---", *blocks)) + "\n"
    if PurePosixPath(path).suffix == ".html":
        text = "\n".join(("<html><body><article><h1>The ferry</h1>", *blocks, "</article></body></html>"))
    return sorted(each.code for code in CODES for each in reported(text, code, path))


@pytest.mark.parametrize(
    ("header", "blocks", "path", "codes"),
    (
        (EN, (FIRST, "Advertisement", SECOND, "Story resumes below advertisement", LAST), "a.md", ["ADS001"] * 2),
        (EN, (FIRST, "Share", "Tweet", "5 min read", SECOND, LAST), "a.md", ["ADS002"] * 3),
        (EN, (FIRST, "<!-- AD SLOT: article-mid BEGIN -->", SECOND, LAST), "a.md", ["ADS003"]),
        (EN, (FIRST, "- One\n- Two\n\n  {{< adsense >}}\n\n- Three", LAST), "a.md", ["ADS010"]),
        (EN, (FIRST, PAID, LAST), "a.md", ["ADS007"]),
        (EN, (FIRST, LAMP, LAST), "a.mdx", ["ADS007"]),
        (EN, ("We get a cut when you buy through the links below.", FIRST, PAID, LAST), "a.md", []),
        (EN, ("> [!NOTE]\n> The shops linked here pay us a share of what you spend.", PAID, LAST), "a.md", []),
        (EN, (FIRST, PAID, "We get a cut when you buy through these links."), "a.md", ["ADS007"]),
        (EN, ("This guide contains links that earn us a commission.", FIRST, LAST), "a.md", ["ADS008"]),
        (EN, (FIRST, SECOND, FIRST, LAST, "We were paid by Fellmann Boots to write this post."), "a.md", ["ADS004"]),
        (f"{EN}\nsponsored: true", ("**Paid post**", FIRST, LAST), "a.md", []),
        (f"{EN}\nsponsored: true", (FIRST, SECOND, "Advertisement"), "a.md", ["ADS004"]),
        (f"{EN}\nsponsored: true", ("> This post was paid for by Fellmann Boots.", FIRST, LAST), "a.md", []),
        (f"{EN}\ntype: advertorial", ("Presented by Fellmann & Co.", FIRST, LAST), "a.md", ["ADS005"]),
        ("title: Die Fähre\nanzeige: true\nlang: de", (DE_FIRST, DE_LAST), "a.md", ["ADS004"]),
        ("title: Die Fähre\nanzeige: true\nlang: de", ("Bezahlter Beitrag", DE_FIRST, DE_LAST), "a.md", []),
        ("lang: de", (DE_FIRST, "Der Text läuft nach der Anzeige weiter", DE_LAST), "a.md", ["ADS001"]),
        ("lang: de", (DE_FIRST, "Der Text läuft nach Plan weiter.", DE_LAST), "a.md", []),
        ("", (f"<p>{FIRST}</p>", "<center>Advertisement</center>", f"<p>{LAST}</p>"), "a.html", ["ADS001"]),
        ("", (f"<p>{FIRST}</p>", '<p class="ad-label">Advertisement</p>', f"<p>{LAST}</p>"), "a.html", []),
        (EN, (FIRST, "Print", "was the trade of the village.", SECOND, LAST), "a.md", []),
        (EN, (FIRST, "- Share\n- Save\n- Print", LAST), "a.md", []),
        (EN, (FIRST, "<!-- the pub closes -->", "<!-- post ads the desk declined -->", LAST), "a.md", []),
        (EN, (FIRST, "We were compensated by the weather.", LAST), "a.md", []),
    ),
)
def test_article_is_told_what_an_editor_would_note(header, blocks, path, codes):
    assert found(header, blocks, path) == codes
