"""Disclaimers as real bodies print them, under an article of one of their people: what they say, whom they name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.parts import Parts
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.people import directory
from bylint.roles import disclaimer
from bylint.roles.view import with_view
from bylint.text.files import Lists
from bylint.text.files import shipped

LISTS = Lists(shipped())
KNOWLEDGE = Knowledge(LISTS, directory(LISTS))
PRINTED = yaml.safe_load((Path(__file__).parent / "printed_disclaimers.yaml").read_text(encoding="utf-8"))
_SIGNS = (("attribution", "own"), ("non-reflection", "not"), ("outlet", "outlet"))


def said(text: str, body: str) -> tuple[str, list[str]]:
    """Return what the disclaimers of a text say, and the bodies of the directory that they name."""
    article = _article(text, body)
    article = with_view(article._replace(parts=article.parts.including(disclaimer.find(article, KNOWLEDGE))))
    found = article.each("disclaimer")
    signs = " ".join(sign for name, sign in _SIGNS if any(part.has(name) for part in found))
    named = (element.words for part in found for element in part.elements if element.name == "entity")
    return signs, [key for key in dict.fromkeys(named) if key in KNOWLEDGE.directory.organisations]


def _article(text: str, body: str) -> Article:
    block = Block("paragraph", prose_at(text, 0, len(text)), Span(0, len(text)))
    nowhere = prose_at("x", 0, 1)
    author = Author(
        nowhere,
        -1,
        "jane roe",
        "Jane Roe",
        "visible",
        "line 0",
        is_body=False,
        is_id=False,
        is_placeholder=False,
        signs=True,
    )
    named = Prose(body, nowhere.at, nowhere.starts, nowhere.ends)
    post = Affiliation(named, None, "current", named, None, "jane roe", "bio", -1)
    parts = Parts().including((author, post) if body else ())
    return Article(Source("a.txt", text), "text", blocks=(block,), parts=parts)


@pytest.mark.parametrize("entry", PRINTED, ids=lambda entry: entry["of"])
def test_printed_disclaimer(entry):
    assert said(entry["text"], entry["of"]) == (entry["says"], entry["names"])


def test_there_are_enough():
    assert len(PRINTED) >= 120
    assert len({entry["text"] for entry in PRINTED}) == len(PRINTED)
