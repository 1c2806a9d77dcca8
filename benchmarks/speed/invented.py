"""Articles and pages of words of our own, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

GIVEN = "Ada Bela Cyra Dena Elke Fara Gwen Hana Ines Jola Kira Lena Mina Nora Olga Pia Rita Sina Tara Vera".split()
ONSETS = "B D F G H K L M N P R S T V W".split()
ENDINGS = "berg dal ford gren holm land mark sund ton wick".split()
TITLES = "director chair dean curator fellow president".split()
BODIES = "Karst Tide Quarry Harbour Orchard Meadow Lantern Ferry Granite Willow".split()
KINDS = "Centre Institute Society Museum College Trust Archive Foundation".split()
SENTENCES = (
    "The council met on the first floor, and the windows stayed open until the lamps were lit.",
    "Nobody on the east quay had expected the boats to come back before the rain did.",
    "For most of a century the line on the chart was only that, a line that pilots crossed without looking up.",
    "What the ledgers show is how slowly a town changes its mind, and how little it writes down.",
    "The work takes three winters, and the first of them is spent drying the timber.",
)
# The one small file that every tool is given.
SMALL = """---
title: The last ferry sails at nine
date: 2024-04-18
author: Mina Okafor
---

When the harbour council cut the late crossing, nobody on the east quay quite believed it.

![A ferry at the slip](slipway.jpg)
*The ferry loads for the last run. Photo: Jonas Brandvik*

*Mina Okafor writes about ports for Example Coast.*
"""
# Markdown articles of a real archive have 7 KB on average, and its saved pages 126 KB in the middle.
PARAGRAPHS, PAGE_BYTES = 20, 126_000
_MENU = '<li class="menu-entry"><a href="/{topic}/{number}" data-track="{topic}-{number}">{topic} {number}</a></li>\n'


def articles(number: int) -> Iterator[tuple[str, str]]:
    """Yield names and texts of Markdown articles."""
    chance = random.Random(7)
    for at in range(number):
        yield f"{at:05}.md", _article(chance, at)


def pages(number: int) -> Iterator[tuple[str, str]]:
    """Yield names and texts of HTML pages with all that stands around an article."""
    chance = random.Random(8)
    for at in range(number):
        yield f"{at:05}.html", _page(chance, at)


def _article(chance: random.Random, at: int) -> str:
    name = _name(chance)
    day = date(2008, 1, 7) + timedelta(days=at % 5000)
    title = f"{chance.choice(BODIES)} and {chance.choice(BODIES)}"
    parts = [f"---\ntitle: {title}\ndate: {day}\nauthor: {name}\ntags: [{chance.choice(KINDS)}]\n---\n", f"# {title}"]
    for paragraph in range(chance.randrange(PARAGRAPHS // 2, PARAGRAPHS * 3 // 2)):
        parts += [f"## {chance.choice(BODIES)} {paragraph}"] if paragraph % 5 == 4 else []
        parts += (
            [f"![{chance.choice(BODIES)}](images/{at}-{paragraph}.jpg)\n*Photo: {_name(chance)}*"]
            if paragraph % 8 == 3
            else []
        )
        parts.append(_paragraph(chance))
    return "\n\n".join((*parts, f"*{name} is {_post(chance)}.*\n"))


def _page(chance: random.Random, at: int) -> str:
    name, title = _name(chance), f"{chance.choice(BODIES)} and {chance.choice(BODIES)}"
    head = f'<title>{title}</title><meta name="author" content="{name}"><meta property="og:title" content="{title}">'
    body = "".join(f"<p>{_paragraph(chance)}</p>\n" for _ in range(PARAGRAPHS))
    figure = f'<figure><img src="/{at}.jpg" alt="{title}"><figcaption>Photo: {_name(chance)}</figcaption></figure>'
    told = f"<h1>{title}</h1><p class=byline>By {name}</p>{figure}\n{body}<p><em>{name} is {_post(chance)}.</em></p>"
    rest = PAGE_BYTES - len(told)
    menu = "".join(_MENU.format(topic=chance.choice(BODIES), number=number) for number in range(rest // 200))
    script = f"<script>var settings = {[chance.random() for _ in range(rest // 60)]};</script>"
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{head}{script}</head><body><nav><ul>{menu}</ul></nav>\n"
        f"<main><article>{told}</article></main><footer><p>Example Coast</p></footer></body></html>\n"
    )


def _paragraph(chance: random.Random) -> str:
    linked = f"[{chance.choice(BODIES)}](https://example.com/{chance.randrange(999)})"
    return " ".join((*chance.sample(SENTENCES, 3), f"{_name(chance)} keeps the list of {linked}."))


def _post(chance: random.Random) -> str:
    return f"{chance.choice(TITLES)} of the {chance.choice(BODIES)} {chance.choice(KINDS)}"


def _name(chance: random.Random) -> str:
    return f"{chance.choice(GIVEN)} {chance.choice(ONSETS)}{chance.choice('aeiou')}{chance.choice(ENDINGS)}"
