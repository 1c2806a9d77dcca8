"""What a site says about its advertising in bylint.yaml, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import LISTS
from bylint import audit
from bylint import packs
from bylint import people
from bylint.config import Ads
from bylint.config import settings_of
from bylint.config.reading import parsed
from bylint.errors import ConfigError
from bylint.model.world import Knowledge

RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.code.startswith("ADS"))
BEFORE = "The society has forty plots, three taps and a waiting list of nine years.\n\n"
AFTER = "\n\nA plot costs 62 pounds a year, and the society would like to keep it that way.\n"
LINK = "https://amzn.to/3xExmpl"


def config(text: str):
    return parsed(f"version: 1\n{text}".encode(), "bylint.yaml", Path("/site/bylint.yaml"))


def codes(article: str, ads: str, suffix: str = ".md") -> list[str]:
    knowledge = Knowledge(LISTS, people.known(LISTS).directory, settings=settings_of(config(ads)))
    reading = audit.Reading(f"a{suffix}", suffix, None, article.encode())
    return [
        v.code for v in audit.run((reading,), RULES, lambda *_: RULES, knowledge).violations if v.severity != "info"
    ]


def test_all_keys_are_read():
    found = config(
        "jurisdiction: [US, de]\n"
        "ads:\n"
        "  allow: [Partner content, promo-box]\n"
        "  slots: [house-ad, {opens: house-begin, closes: house-end}]\n"
        "  disclosed: true\n"
        "  labelled: true\n"
        "  links-qualified: true\n"
        "  parameters: ref\n"
    )
    assert found.jurisdiction == ("us", "de")
    slots = (("house-ad", ""), ("house-begin", "house-end"))
    assert found.ads == Ads(("Partner content", "promo-box"), slots, True, True, True, ("ref",))


@pytest.mark.parametrize(
    ("text", "told"),
    (
        ("jurisdiction: [uk, usa]", "bylint.yaml:2: 'usa' is not a jurisdiction"),
        ("ads: {alow: x}", "bylint.yaml:2: ads: unknown key 'alow' (did you mean 'allow'?)"),
        ("ads: {disclosed: maybe}", "bylint.yaml:2: ads: 'disclosed' is 'maybe', not one of true, false"),
        ("ads: {slots: [{opens: x}]}", "bylint.yaml:2: ads: slots: the key 'closes' is missing"),
        ("ads: {slots: [[x]]}", "bylint.yaml:2: a slot is a text, or a mapping `{opens: ..., closes: ...}`"),
        ("ads: [x]", "bylint.yaml:2: 'ads' must be a mapping, and is a list"),
    ),
)
def test_mistakes_are_told_with_their_line(text, told):
    with pytest.raises(ConfigError) as error:
        config(text)
    assert error.value.lines[0].startswith(told)


@pytest.mark.parametrize(
    ("article", "suffix", "code", "allow"),
    (
        (f"{BEFORE}Advertisement{AFTER}", ".md", "ADS001", "Advertisement"),
        (f"{BEFORE}— ADVERTISEMENT —{AFTER}", ".txt", "ADS001", "advertisement"),
        (f'{BEFORE}<p class="house-note">Advertisement</p>{AFTER}', ".md", "ADS001", ".house-note"),
        (f"{BEFORE}Click to comment{AFTER}", ".md", "ADS002", "Click to comment"),
        (f"{BEFORE}> {{{{< ad >}}}}{AFTER}", ".md", "ADS010", "ad"),
        (f"{BEFORE}<!-- ad start -->{AFTER}", ".md", "ADS003", "ad start"),
        (f'{BEFORE}<ins class="adsbygoogle" data-ad-client="ca-pub-1"></ins>{AFTER}', ".md", "ADS009", "adsbygoogle"),
        (f"---\nsponsored: true\n---\n\nPresented by\n\n{BEFORE}", ".md", "ADS005", "Presented by"),
    ),
)
def test_what_a_site_allows_is_its_own(article, suffix, code, allow):
    assert code in codes(article, "", suffix)
    assert codes(article, f"ads: {{allow: ['{allow}']}}", suffix) == []


@pytest.mark.parametrize(
    ("body", "found"),
    (
        ("<!-- house-begin -->", ["ADS003"]),
        ("<!-- house-begin -->\n\n<!-- house-end -->", []),
        ("<!-- house-end -->", ["ADS003"]),
        ("> {{< house-slot >}}", ["ADS010"]),
        ("{{< house-slot >}}", []),
    ),
)
def test_slots_of_a_site_pair(body, found):
    ads = "ads: {slots: [{opens: house-begin, closes: house-end}, house-slot]}"
    assert codes(f"{BEFORE}{body}{AFTER}", ads) == found
    assert codes(f"{BEFORE}{body}{AFTER}", "") == []


@pytest.mark.parametrize(
    ("article", "code", "ads"),
    (
        (f"The [Quillon]({LINK}) has a dial.\n", "ADS007", "ads: {disclosed: true}"),
        (
            f"We earn a commission on purchases.\n\nThe <a href='{LINK}'>Quillon</a>.\n",
            "ADS006",
            "ads: {links-qualified: true}",
        ),
        (f"---\nsponsored: true\n---\n\n{BEFORE}", "ADS004", "ads: {labelled: true}"),
    ),
)
def test_template_does_what_the_site_says(article, code, ads):
    assert code in codes(article, "")
    assert code not in codes(article, ads)


def test_parameters_of_a_site_are_added():
    article = "The [map store](https://maps.example.com/?id=4&ref=harbour) opens on Fridays.\n"
    assert codes(article, "") == []
    assert codes(article, "ads: {parameters: [re*]}") == ["ADS012"]
