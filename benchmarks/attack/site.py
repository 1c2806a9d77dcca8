"""A small site of articles that each have something to mend and something to compare with the others."""

from __future__ import annotations

from pathlib import Path

_ARTICLE = """---
title: The {number}th ferry
author: Mina Okafor
date: 2025-03-{day:02}
---

The ferry left at {number} past nine, and nobody on the east quay had expected it.

Advertisement

![A ferry at the slip](/img/ferry-{number}.jpg)

{words}

Mina Okafor is {post} of the Tide Institute in Holm.
"""
_WORDS = "The council met on the first floor, and the windows stayed open until the lamps were lit. "


def write(site: Path, number: int, paragraphs: int = 20) -> None:
    """Write so many articles and settings; two of three articles call the author a director, the others the chair."""
    content = site / "content"
    content.mkdir(parents=True)
    (site / "bylint.yaml").write_text("version: 1\ncontent: [content/**]\n", encoding="utf-8")
    for at in range(number):
        post = "director" if at % 3 else "chair"
        text = _ARTICLE.format(number=at, day=1 + at % 28, words=_WORDS * paragraphs, post=post)
        (content / f"a{at:03}.md").write_text(text, encoding="utf-8")
