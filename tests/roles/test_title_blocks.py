"""Title blocks of essays: who signs, when and where it was printed, and where that person works."""

from __future__ import annotations

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint.engine import understood
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author

TEXT = (
    "The harbour board met in the spring to weigh the cost of dredging the inner channel, and it found that the old "
    "charts were wrong in nearly every place that mattered to the pilots who bring the ships in at night."
)
MORE = (
    "The pilots had known it for years. They kept a chart of their own, and they did not show it to the board, which "
    "had never asked them for one. It hangs in the hut at the end of the mole, and it is right."
)


def read(block, title="The Channel", suffix=".md"):
    text = f"# {title}\n\n{block}\n\n{TEXT}\n\n{MORE}\n"
    article = understood(f"a{suffix}", suffix, text.encode(), KNOWLEDGE)
    posts = {f"{post.about} @ {post.key}: {post.status}" for post in article.parts.of(Affiliation) if post.key}
    return sorted({author.about for author in article.parts.of(Author)}), sorted(posts)


BOE = (["jane roe"], ["jane roe @ boe: current"])
ARMY = (["jane roe"], ["jane roe @ us-army: current"])


@pytest.mark.parametrize(
    ("block", "wanted"),
    (
        ("Jane Roe, Bank of England", BOE),
        ("Jane Roe, Senior Economist, Bank of England", BOE),
        ("Dr. Jane Roe, Bank of England", BOE),
        ("**Jane Roe**\nEconomist, Bank of England", BOE),
        ("Jane Roe  \nEconomist  \nBank of England", BOE),
        ("Jane Roe\nSenior Economist\nBank of England\nMarch 3, 2017", BOE),
        ("Jane Roe  \nMajor, U.S. Army", ARMY),
        ("Maj. Jane Roe, U.S. Army", ARMY),
        ("By Jane Roe, Bank of England", BOE),
        ("By Jane Roe, Economist, Bank of England", BOE),
        (
            "By Jane Roe, Professor of Strategy, U.S. Naval War College",
            (["jane roe"], ["jane roe @ nwc-newport: current"]),
        ),
        (
            "By Jane Roe, Bank of England, and Ida Lund, World Bank",
            (["ida lund", "jane roe"], ["ida lund @ worldbank: current", "jane roe @ boe: current"]),
        ),
        ("By Jane Roe\nEconomist, Bank of England", BOE),
        ("By Jane Roe  \nSenior Economist  \nBank of England, London", BOE),
        ("By Jane Roe\n\nSenior Economist at the Bank of England", BOE),
        ("By Jane Roe\n\nBank of England", BOE),
        ("Jane Roe\n\nBank of England", BOE),
        ("Jane Roe (Bank of England)", BOE),
        ("By Jane Roe (Bank of England)", BOE),
        (
            "By Jane Roe (Bank of England) and Ida Lund (the World Bank)",
            (["ida lund", "jane roe"], ["ida lund @ worldbank: current", "jane roe @ boe: current"]),
        ),
        ("Testimony of Jane Roe 1 The World Bank 2", (["jane roe"], ["jane roe @ worldbank: current"])),
        ("Remarks by Jane Roe, Chief Economist, Bank of England", BOE),
        ("Von Jane Roe, Volkswirtin, Deutsche Bundesbank", (["jane roe"], ["jane roe @ bundesbank: current"])),
        ("Par Jane Roe, économiste, Banque de France", (["jane roe"], ["jane roe @ bdf: current"])),
        ("Por Jane Roe, economista, Banco de España", (["jane roe"], ["jane roe @ bde: current"])),
        # The lines of an old page, without a blank line between them.
        (
            "by Jane Roe March 3, 2017 from Harbour Review Website\nfrom a copy\nJane Roe is an economist at the "
            f"Bank of England. She sails.\n{TEXT}\n{MORE}",
            BOE,
        ),
        (f"March 3, 2017\nfrom Harbour Review Website\nTestimony of Jane Roe, Bank of England\n{TEXT}", BOE),
        (f"By Jane Roe\n{TEXT} {MORE}", (["jane roe"], [])),
        ("Jane Roe | March 3, 2017 | Harbour Review", (["jane roe"], [])),
        ("by Jane Roe March 3, 2017 from Bank of England Website", (["jane roe"], [])),
    ),
)
def test_title_block(block, wanted):
    assert read(block) == wanted


@pytest.mark.parametrize(
    ("block", "title"),
    (
        (
            "LONDON, May 3 - Jane Roe, an economist at the Bank of England, said that the pilots were right.",
            "The Channel",
        ),
        ("LONDON, May 3", "The Channel"),
        ("Jane Roe, Bank of England\n\nIda Lund, World Bank", "Speakers"),
        ("**Jane Roe**\nEconomist, Bank of England\n\n**Ida Lund**\nEngineer, NASA", "Speakers"),
        ("- Jane Roe, Bank of England\n- Ida Lund, World Bank", "Speakers"),
        ("Jane Roe, Bank of England", "Jane Roe on the channel"),
        (
            "Jane Roe, Bank of England\n\nRoe has sailed since she was six, and she knows where the sill is.",
            "The Channel",
        ),
        ("> The sill is gone.\n\n— Jane Roe, Bank of England", "The Channel"),
        ("> The sill is gone.\n\nJane Roe, Bank of England", "The Channel"),
        ('"The sill is gone."\nMaj. Jane Roe, U.S. Army', "The Channel"),
        ("![](a.jpg)\n\nJane Roe, U.S. Army", "The Channel"),
        ("![](a.jpg)\nMaj. Jane Roe, U.S. Army", "The Channel"),
        ("Photo by Maj. Jane Roe, U.S. Army", "The Channel"),
        ("Reviewed: *Tides* by Jane Roe, Bank of England, 2017", "The Channel"),
        ("Interview: Jane Roe, Bank of England", "The Channel"),
        ("Jane Roe, Bank of England, was right.", "The Channel"),
        ("Threadneedle Street, Bank of England", "The Channel"),
        ("Financial Stability, Bank of England", "The Channel"),
        ("Senior Economist, Bank of England", "The Channel"),
        ("World Bank, Bank of England", "The Channel"),
        (f"The remarks by Jane Roe were short.\n{TEXT}", "The Channel"),
        (f"Jane Roe, Bank of England\nIda Lund, World Bank\nOle Winter, OECD\n{TEXT}", "Speakers"),
    ),
)
def test_no_title_block(block, title):
    assert read(block, title) == ([], [])


@pytest.mark.parametrize(
    "below",
    (
        "Jane Roe, Bank of England",
        "Jane Roe, Economist, Bank of England",
        "Maj. Jane Roe, U.S. Army",
        "Bank of England raises rates",
        "Bank of England: what it knew",
        "Rates at the Bank of England",
        "The President visits the World Bank",
        "Photo: Bank of England",
        "LONDON, May 3",
        "Bank of England economists said on Monday that the pilots were right.",
        "An economist at the Bank of England said so.",
        "# Bank of England",
        "> Bank of England",
    ),
)
def test_a_signer_has_no_post_of_others(below):
    assert read(f"By Ida Lund\n\n{below}") == (["ida lund"], [])
