"""A comment between two blocks, one that speaks to bylint or another, changes nothing else that is judged."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bylint import packs
from bylint import readers
from bylint.cli.run import knowledge_of
from bylint.config import Config
from bylint.engine import outcome
from bylint.engine import understood
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers.comments import around
from bylint.readers.comments import form_of
from bylint.readers.comments import runs_around
from bylint.readers.comments import shown

WORDS = ("a note of the desk", "bylint-ignore-next-line LNT001: a note of the desk")
# Texts in which a block is judged by those right above and below it.
NEIGHBOURS = (
    ("Affiliate links:\n\nThe [Quillon R2](https://amzn.to/3xExmpl) has a dial.\n", ".md"),
    ("The [Quillon R2](https://amzn.to/3xExmpl) has a dial.\n\nWe earn a commission from this link.\n", ".md"),
    ("The dial:\n\n> Some of the links pay us a commission.\n\nThe [Quillon R2](https://amzn.to/3xExmpl).\n", ".md"),
    ("# The mill\n\nJane Roe\n\nBank of England\n\nThe mill was built twice, and it burnt down once.\n", ".md"),
    ("---\ntitle: The mill\nauthor: Jane Roe\n---\n\nIt burnt.\n\n## The quay\n\nBy Bo Lund\n\nIt stands.\n", ".md"),
    ("<article><h1>The mill</h1>\n<p>It burnt.</p>\n<div>Advertisement</div>\n<p>It stands.</p></article>\n", ".html"),
    ("<article><p>It burnt.</p>\n<p>Advertisement</p>\n<p>This message is paid for by Ostra.</p></article>\n", ".html"),
)
RULES = tuple(
    replace(rule, enabled="true", status="stable") for rule in packs.load(packs.shipped_packs(), with_examples=True)
)


@pytest.fixture(scope="module")
def knowledge():
    return knowledge_of(Config(Path()))


def commented(text, suffix, comment):
    """A text with a comment above everything that stands together in it, where a reader of the page does not see it."""
    source = Source(f"a{suffix}", text)
    before = seen(text, suffix)
    lines = [match.start() for match in re.finditer(r"^(?=.*\S)", text, re.MULTILINE)]
    runs = {next(iter(runs_around(source, suffix, Span(at, at + 1))), None) for at in lines} - {None}
    found = [insertion for run in runs for insertion in around(text, run, suffix, comment)]
    for each in sorted(found, reverse=True):
        if seen(inserted(source.text, each), suffix) == (before[0], before[1] + 1):
            text = inserted(text, each)
    return text


def seen(text, suffix):
    """What a reader of the page sees, and how many comments it has."""
    source = Source(f"a{suffix}", text)
    return shown(source, suffix), sum(block.kind == "comment" for block in readers.read(source, suffix).blocks)


def inserted(text, insertion):
    return text[: insertion.at] + insertion.text + text[insertion.at :]


def judged(text, suffix, comment, knowledge):
    """What all rules see in a text, but for its places."""
    article = understood(f"a{suffix}", suffix, text.encode("utf-8", "surrogatepass"), knowledge)
    found = outcome(article, RULES, knowledge)
    said = (article.source.written(each.place.span).replace(comment, "").split() for each in found.violations)
    violations = (
        (each.code, each.severity, each.message, *words) for each, words in zip(found.violations, said, strict=True)
    )
    return sorted(violations), sorted((fact.code, fact.subject, fact.claim, fact.words) for fact in found.facts)


def examples(rule):
    for example in (*rule.bad, *rule.good):
        for name, text in example.files:
            suffix = Path(name or "a.md").suffix
            if form_of(suffix):
                yield re.sub("[⟦⟧]", "", text), suffix


def differing(texts, knowledge):
    """Texts in which a comment changes what is judged."""
    for text, suffix in texts:
        expected = None
        for words in WORDS:
            comment = form_of(suffix).format(words)
            new = commented(text, suffix, comment)
            if new != text:
                expected = expected or judged(text, suffix, comment, knowledge)
                if judged(new, suffix, comment, knowledge) != expected:
                    yield new


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_comment_between_blocks_changes_nothing_that_is_judged(rule, knowledge):
    assert list(differing(examples(rule), knowledge)) == []


def test_a_comment_stands_between_no_neighbours(knowledge):
    assert list(differing(NEIGHBOURS, knowledge)) == []
