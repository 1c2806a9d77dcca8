"""Lines and paragraphs about advertising, sponsors, sharing and paid links: none of them is any."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import LISTS
from bylint import audit
from bylint import packs
from bylint import people
from bylint.model.world import Knowledge

FOLDER = Path(__file__).parent / "innocent"
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
# All jurisdictions: none of them takes these lines for labels, either.
SETTINGS = {"jurisdiction": ("us", "uk", "eu", "de", "fr", "es", "it", "nl", "pl", "ca", "au")}
KNOWLEDGE = Knowledge(LISTS, people.known(LISTS).directory, settings=SETTINGS)
RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.code.startswith("ADS"))
BEFORE = {
    "de": "Die Brücke wird im Mai gesperrt, weil die Pfeiler nicht mehr tragen und das Geländer rostet.",
    "en": "The bridge will be closed in May, since its piers no longer carry what the railing promises.",
    "es": "El puente se cierra en mayo, porque los pilares ya no llevan lo que promete la barandilla.",
    "fr": "Le pont sera fermé en mai, car les piles ne portent plus ce que promet le garde-corps.",
    "nl": "De brug gaat in mei dicht, omdat de pijlers niet meer dragen wat de leuning belooft.",
    "pt": "A ponte fecha em maio, porque os pilares já não suportam o que a grade promete a quem por ela passa.",
    "it": "Il ponte chiude a maggio, perché i piloni non portano più quello che promette la ringhiera.",
}
CASES = [
    (language, line)
    for language in LANGUAGES
    for line in (FOLDER / f"ads_{language}.txt").read_text(encoding="utf-8").splitlines()
]


def codes(text: str, suffix: str) -> list[str]:
    reading = audit.Reading(f"a{suffix}", suffix, None, text.encode())
    violations = audit.run((reading,), RULES, lambda *_: RULES, KNOWLEDGE).violations
    return [f"{v.code} {text[v.place.span.start : v.place.span.end]}" for v in violations]


def test_the_table_is_long_enough():
    assert len(CASES) >= 300


@pytest.mark.parametrize(("language", "line"), CASES)
def test_line_between_paragraphs_is_innocent(language, line):
    text = f"---\nlang: {language}\n---\n\n{BEFORE[language]}\n\n{line}\n\n{BEFORE[language]}\n"
    assert codes(text, ".md") == []


@pytest.mark.parametrize("suffix", (".md", ".txt", ".html"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_lines_of_a_language_are_innocent(language, suffix):
    lines = [line for each, line in CASES if each == language]
    text = "\n\n".join(lines) + "\n"
    if suffix == ".html":
        paragraphs = "\n".join(f"<p>{line}</p>" for line in lines)
        text = f'<html lang="{language}"><body><article>\n<h1>{lines[0]}</h1>\n{paragraphs}\n</article></body></html>'
    assert codes(text, suffix) == []
