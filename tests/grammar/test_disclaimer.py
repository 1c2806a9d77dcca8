"""Disclaimers in seven languages, as public bodies print them too, and sentences that only look like one."""

from __future__ import annotations

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint.grammar.bodies import Bodies
from bylint.grammar.bodies import bodies_of
from bylint.grammar.disclaimer import LANGUAGES
from bylint.grammar.disclaimer import Reader
from bylint.grammar.disclaimer import sentences_of
from bylint.model.parts_people import DisclaimerSentence
from bylint.model.prose import prose_at
from grammar.phrases import phrases

PHRASES, PRINTED = phrases("disclaimer"), phrases("disclaimer_printed", 4)


def found(text: str) -> list[DisclaimerSentence]:
    return [one for _, _, one in sentences_of(prose_at(text, 0, len(text)), Reader(KNOWLEDGE)) if one]


def bodies(text: str, of: str = "") -> Bodies:
    return bodies_of(found(text), KNOWLEDGE, ((of, of),) if of else ())


def said(text: str, of: str = "") -> tuple[str, str]:
    """Return what the disclaimers of a text say, and the bodies of the directory for which they do not speak."""
    sentences, named = found(text), bodies(text, of)
    signs = {
        "own": any(one.attribution for one in sentences),
        "not": any(one.denial for one in sentences),
        "outlet": named.is_of_outlet,
        "employer": named.is_of_employer,
    }
    known = dict.fromkeys(entity.key for entity in named.entities if entity.is_known)
    return " ".join(sign for sign, is_there in signs.items() if is_there), " ".join(known)


@pytest.mark.parametrize(("text", "says", "names"), PHRASES)
def test_phrase(text, says, names):
    assert said(text) == (says, names)


@pytest.mark.parametrize(("text", "says", "names", "of"), PRINTED)
def test_printed_disclaimer(text, says, names, of):
    assert said(text, of) == (says, names)


def test_there_are_enough():
    assert len({row[0] for row in PHRASES}) == len(PHRASES) >= 350
    assert sum(not row[1] for row in PHRASES) >= len(PHRASES) / 3
    assert len({row[0] for row in PRINTED}) == len(PRINTED) >= 120
    languages = {one.language for row in PHRASES for one in found(row[0])}
    assert languages == set(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "attribution", "denial"),
    (
        (
            "Note: The views expressed are those of the author and do not reflect the position of the U. S. Navy.",
            "are those of the author",
            "do not reflect",
        ),
        ("She paints.  The views are hers alone and not those of NASA.", "are hers alone", "not those of"),
        ("NASA does not share the views expressed in this post.", "", "does not share"),
        ("Les idées exprimées n'engagent que leur auteur et non la BCE.", "n'engagent que leur auteur", "non la"),
    ),
)
def test_elements_have_their_places(text, attribution, denial):
    (one,) = found(text)
    for words, stretch in ((attribution, one.attribution), (denial, one.denial)):
        span = one.prose.cut(*stretch).span() if stretch else (0, 0)
        assert text[slice(*span)] == words


@pytest.mark.parametrize(
    ("text", "names"),
    (
        ("The views are the author's and do not reflect those of Example University.", ["Example University"]),
        ("The views are the author's and not those of NASA or Example Herald.", ["nasa", "Example Herald"]),
        ("Die Ansichten sind die der Autorin und nicht die der Bundeswehr.", ["de-bundeswehr"]),
        ("NASA does not share the views expressed in this post.", ["nasa"]),
        (
            "Nothing in this article should be read as the position of the Federal Reserve Bank of Chicago.",
            ["frb-chicago"],
        ),
        (
            "The views are the author's and not those of the J. P. Tern Institute of Optics.",
            ["J. P. Tern Institute of Optics"],
        ),
        ("Le idee sono dell'autore e non quelle del Museo delle Saline.", ["Museo delle Saline"]),
        ("Las opiniones son del autor y no las del Museo de las Salinas.", ["Museo de las Salinas"]),
        ("El Museo de las Salinas no comparte las opiniones expresadas en este artículo.", ["Museo de las Salinas"]),
        ("As opiniões são do autor e não as do Museu das Salinas.", ["Museu das Salinas"]),
        ("Les propos sont ceux de l'auteur et non ceux de l'université de Nordmarche.", ["université de Nordmarche"]),
        ("Les propos sont ceux de l'auteur et non ceux de l'IRSEM.", ["IRSEM"]),
        ("De meningen zijn die van de auteur en niet die van het ministerie van Zout.", ["ministerie van Zout"]),
        ("Die Ansichten sind die der Autorin und nicht die des Museums Salzwiesen.", ["Museums Salzwiesen"]),
        ("Die Ansichten sind die der Autorin und nicht die der Kanzlei Tern & Issel.", ["Kanzlei Tern & Issel"]),
        ("Die Ansichten sind die der Autorin und nicht die der Redaktion.", []),
    ),
)
def test_bodies(text, names):
    assert [entity.key for entity in bodies(text).entities] == names


def test_kind_stands_for_the_employer():
    text = "The views are the author's and not those of the Bank."
    assert [entity.key for entity in bodies(text, "boe").entities if entity.is_known] == ["boe"]
    assert [entity.key for entity in bodies(text).entities if entity.is_known] == []


def test_sentence_that_follows_may_do_with_less():
    text = "The views are entirely those of the authors. They do not represent the World Bank. Write to us."
    assert len(found(text)) == 2
    assert found("They do not represent the World Bank.") == []


def test_long_text_without_stops_takes_little_time():
    assert found("the views expressed are those of the author and " * 20_000) == []
