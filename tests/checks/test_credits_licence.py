"""Exact names of licences and their deeds."""

from __future__ import annotations

import pytest

from articles import LISTS
from articles import reported
from articles import understood
from bylint.checks.credits import deed_of
from bylint.model.parts import CreditLine


@pytest.mark.parametrize(
    ("words", "path"),
    (
        ("CC BY 4.0", "by/4.0/"),
        ("CC-BY-SA-3.0", "by-sa/3.0/"),
        ("cc by-nc-nd 2.5", "by-nc-nd/2.5/"),
        ("CC BY-NC-SA 2.0 Generic", "by-nc-sa/2.0/"),
        ("CC BY 3.0 DE", "by/3.0/de/"),
        ("CC BY 3.0 IGO", "by/3.0/igo/"),
        ("Creative Commons Attribution-ShareAlike 4.0 International", "by-sa/4.0/"),
        ("Creative Commons Attribution 4.0 International License", "by/4.0/"),
        ("Creative Commons Attribution-NonCommercial-NoDerivs 3.0 Unported", "by-nc-nd/3.0/"),
        ("Creative Commons BY 2.0", "by/2.0/"),
        ("CC BY", ""),
        ("Creative Commons", ""),
        ("Creative Commons 4.0", ""),
        ("CC BY 5.0", ""),
        ("CC BY 4.0 DE", ""),
        ("CC 3.0, BY-SA", ""),
        ("CC0 1.0", ""),
    ),
)
def test_deed_of_a_name(words, path):
    address = f"https://creativecommons.org/licenses/{path}" if path else ""
    assert deed_of(words, LISTS["grammar/licence"]["deeds"]) == address


def instead(text: str, suffix: str = ".md") -> list[str]:
    found = reported(text, "IMG006", f"a{suffix}")
    lacking = [each for each in found if each.message.endswith(" comes without a link to the licence")]
    return [each.fix.edits[0].text if each.fix else "" for each in lacking]


_DEED = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("text", "suffix", "links"),
    (
        ("![x](a.jpg)\n*Photo: Ada Lund, CC BY 4.0*\n", ".md", [f"[CC BY 4.0]({_DEED})"]),
        ("![x](a.jpg)\n*Photo: Ada Lund, **CC BY** 4.0*\n", ".md", [""]),
        (
            '<figure><img src="a.jpg"><figcaption>Photo: Ada Lund, CC BY 4.0</figcaption></figure>\n',
            ".md",
            [f'<a href="{_DEED}">CC BY 4.0</a>'],
        ),
        (
            '<article><figure><img src="a.jpg"><figcaption>Photo: Ada Lund, CC BY 4.0</figcaption></figure></article>',
            ".html",
            [f'<a href="{_DEED}">CC BY 4.0</a>'],
        ),
        ("![x](a.jpg)\n*Photo: [Ada Lund](https://example.org/p/1), CC BY 4.0*\n", ".md", []),
        ("![x](a.jpg)\n*Photo: Ada Lund, [CC BY 4.0](/licences)*\n", ".md", []),
        ("![x](a.jpg)\n*Photo: Ada Lund, [CC BY 4.0](#licences)*\n", ".md", [""]),
        (f"![x](a.jpg)\n*Photo: Ada Lund, CC BY 4.0*\n\n[Licence]({_DEED}deed.de)\n", ".md", []),
        ('{{< figure src="a.jpg" caption="Photo: Ada Lund, CC BY 4.0" >}}\n', ".md", []),
        ("Photo: Ada Lund, CC BY 4.0\n", ".txt", []),
    ),
)
def test_link_in_the_markup_of_its_place(text, suffix, links):
    assert instead(text, suffix) == links


@pytest.mark.parametrize(
    ("text", "has_source"),
    (
        ("![x](a.jpg)\n\nSee the [log](https://example.org/log). Nets dry. Photo: Ada Lund, CC BY\n", False),
        ("![x](a.jpg)\n\nPhoto: Ada Lund, CC BY. Nets dry all day; see the [log](https://example.org/log).\n", False),
        ("![x](a.jpg)\n\nPhoto: Ada Lund, CC BY. Source: [Flickr](https://example.org/p/1)\n", True),
        ("![x](a.jpg)\n*Nets, [larger](https://example.org/p/1). Photo: Ada Lund, CC BY*\n", True),
        ("[![x](a.jpg)](https://example.org/p/1)\nPhoto: Ada Lund, CC BY\n", True),
        ("[![x](a.jpg)](/img/a-large.jpg)\nPhoto: Ada Lund, CC BY\n", False),
        (
            "---\nimage: a.jpg\nimage_caption: '[Photo: Ada Lund](#a). See [this](https://example.org/1)'\n---\n\nx\n",
            False,
        ),
    ),
)
def test_only_what_stands_with_a_credit_is_its_source(text, has_source):
    assert understood(text).parts.of(CreditLine)[0].is_sourced == has_source
