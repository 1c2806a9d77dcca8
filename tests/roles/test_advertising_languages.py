"""Ad markers in each language that bylint knows, in an article of that language."""

from __future__ import annotations

import pytest

from articles import LISTS
from articles import views

BEFORE = "1911 – 1931: 400 / 62. The harbour, the harbour, the harbour; nine kilometres, forty minutes.\n\n"
AFTER = "\n\n1931 – 1994: 140 / 11. The hill, the hill, the hill; four lines, nine trees and a half.\n"
NAMES = ("ad_label", "ad_word", "ad_guide")
MARKERS = (
    ("en", "Advertisement", "Story continues below advertisement"),
    ("de", "Anzeige", "Weiterlesen nach der Anzeige"),
    ("fr", "Publicité", "La suite après la publicité"),
    ("es", "PUBLICIDAD", "Continúa leyendo después de la publicidad"),
    ("it", "Pubblicità", "Continua a leggere dopo la pubblicità"),
    ("nl", "Advertentie", "Tekst gaat verder onder de advertentie"),
    ("pt", "Publicidade", "Continua após a publicidade"),
    ("pl", "Reklama", "Dalsza część artykułu pod reklamą"),
    ("cs", "Reklama", "Článek pokračuje pod reklamou"),
    ("da", "Annonce", "Artiklen fortsætter efter annoncen"),
    ("sv", "Annons", "Artikeln fortsätter efter annonsen"),
    ("no", "Annonse", "Artikkelen fortsetter under annonsen"),
    ("fi", "Mainos", "Juttu jatkuu mainoksen jälkeen"),
    ("ru", "Реклама", "Продолжение после рекламы"),
    ("tr", "Reklam", "Haberin devamı reklamdan sonra"),
    ("ja", "広告", ""),
    ("zh", "广告", ""),
)


def markers(line: str, language: str) -> list[str]:
    text = f"---\nlang: {language}\n---\n\n{BEFORE}{line}{AFTER}"
    return [text[part.span.start : part.span.end] for part in views(text, "marker")]


@pytest.mark.parametrize(
    ("language", "line"), [(language, line) for language, *lines in MARKERS for line in lines if line]
)
def test_marker_of_a_language_is_found_in_its_articles(language, line):
    assert markers(line, language) == [line]


@pytest.mark.parametrize("label", [label for language, label, _ in MARKERS if language != "en"])
def test_label_of_another_language_is_a_word(label):
    assert markers(label, "en") == []


@pytest.mark.parametrize("language", [row[0] for row in MARKERS])
def test_every_listed_marker_is_found(language):
    lists = {name: LISTS["lexicon/ads"][name]["words"].get(language, ()) for name in NAMES}
    lines = [line for name in NAMES for line in lists[name]]
    assert [line for line in lines if not markers(line, language)] == []


def test_all_languages_have_examples():
    assert {row[0] for row in MARKERS} == {
        language for name in NAMES for language in LISTS["lexicon/ads"][name]["words"]
    }
