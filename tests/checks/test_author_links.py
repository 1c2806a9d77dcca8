"""Links, accounts and numbers of authors: those that cannot work, and those that only look so."""

from __future__ import annotations

import pytest

from articles import reported

LINKS = (
    ("[her site](http://https://a.example.com)", True),
    ("[her site](https//a.example.com)", True),
    ("[her site](htp://a.example.com)", True),
    ("[her site](https:/a.example.com)", True),
    ("[her site](www.example.com)", True),
    ("[her site]()", True),
    ("[GitHub](https://github.com/github.com/idaholm)", True),
    ("[X](https://x.com/@https://x.com/idaholm)", True),
    ("[X](https://x.com/ida%20holm)", True),
    ("[X](https://twitter.com/yourhandle)", True),
    ("[mail](ida@example.com)", True),
    ("[mail](mailto:ida.example.com)", True),
    ("[mail](mailto://ida@example.com)", True),
    ("[ORCID](https://orcid.org/0000-0002-1825-0079)", True),
    ("ORCID: 0000-0002-1825-0079", True),
    ("[her site](https://a.example.com/?to=https://b.example.com)", False),
    ("[her site](https://web.archive.org/web/2020/http://a.example.com)", False),
    ("[her site](//a.example.com)", False),
    ("[her page](/people/ida)", False),
    ("<ida@example.com>", False),
    ("<https://a.example.com>", False),
    ("[her page](https-everywhere.md)", False),
    ("[mail](mailto:ida@example.com,bo@example.com)", False),
    ("[mail](mailto:ida%40example.com)", False),
    ("[mail](mailto:%20ida@example.com)", False),
    ("[ORCID](https://orcid.org/0000-0002-1825-0097)", False),
    ("[ORCID](https://orcid.org/0000-0002-1694-233X)", False),
    ("the number 2019-2020-2021-2022 is a span of years", False),
    ("she counts 1..9 and a@home", False),
)


@pytest.mark.parametrize(("words", "is_broken"), LINKS)
def test_links_in_bios(words, is_broken):
    text = f"""---
title: The Quarry Question
author: Ida Holm
---
Every spring the county asks how much stone it will need.

*Ida Holm is a geologist at the Tarn Valley Institute. See {words}.*
"""
    assert bool(reported(text, "BIO014")) is is_broken
