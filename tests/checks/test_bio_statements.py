"""Two bios of one person in one article that cannot both be true, and those that can."""

from __future__ import annotations

import pytest

from articles import reported

SAID = (
    ("is the author of three novels.", "has written four novels.", True),
    ("is the author of 3 books.", "is the author of four books.", True),
    ("ist Autorin von drei Romanen.", "ist Autorin von vier Romanen.", True),
    ("est l'autrice de deux essais.", "est l'autrice de trois essais.", True),
    ("es autora de dos novelas.", "es autora de cinco novelas.", True),
    ("is a PhD student at Example University.", "holds a PhD in geology.", True),
    ("ist Doktorandin an der Example-Universität.", "ist promovierte Geologin.", True),
    ("is the author of three novels.", "is the author of 3 novels.", False),
    ("is the author of three novels.", "is the author of four memoirs.", False),
    ("is the author of more than three novels.", "is the author of four novels.", False),
    ("is the author of two novels for adults and four novels for children.", "is the author of six novels.", False),
    ("was a PhD student at Example University.", "holds a PhD in geology.", False),
    ("is a former doctoral student of Ida Holm.", "earned her doctorate in geology.", False),
    ("holds a PhD in geology and is a PhD student in law.", "holds a PhD in geology.", False),
)


@pytest.mark.parametrize(("first", "second", "differ"), SAID)
def test_bios_of_one_article(first, second, differ):
    text = f"""---
title: The Quarry Question
author: Ruth Abernethy
bio: Ruth Abernethy {first}
---
Every spring the county asks how much stone it will need.

*Ruth Abernethy {second}*
"""
    assert bool(reported(text, "BIO001")) == differ


ONE_BIO = (
    ("He lives in Lima and her work is shown in museums.", True),
    ("She lives in Lima and his work was shown in museums.", True),
    ("She lives in Lima with her husband, and his work is shown in museums.", False),
    ("She lives in Lima and her work is shown in museums.", False),
    ("He studied under Ida Holm, and her work is his subject.", False),
)


@pytest.mark.parametrize(("words", "differ"), ONE_BIO)
def test_one_bio_says_she_or_he(words, differ):
    text = f"""---
title: The Quarry Question
author: Lupe Arias
---
Every spring the county asks how much stone it will need.

*Lupe Arias teaches design at the Tarn Valley Institute. {words}*
"""
    assert bool(reported(text, "BIO001")) is differ
