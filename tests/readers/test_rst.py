"""reStructuredText: kinds of blocks, fields, images and links, each with its span; and the rules on it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from articles import KNOWLEDGE
from articles import WHOLE
from articles import reported
from articles import words_at
from bylint import readers
from bylint.engine import requests
from bylint.engine import understood
from bylint.model.article import Article
from bylint.model.source import Source

HEAD = "The quay at nine\n================\n\n:author: Jane Roe\n:date: 2024-03-02\n\n"
LONG = "The ferry left the quay at nine with forty people on board, as it has for many years.\n"


def article_of(text: str) -> Article:
    return readers.read(Source("a.rst", text), ".rst")


@pytest.mark.parametrize(
    ("text", "blocks"),
    (
        ("The quay\n========\n\nBoats\n-----\n", [("heading", "The quay", ()), ("heading", "Boats", ())]),
        ("A pear\nand a plum.\n", [("paragraph", "A pear and a plum.", ())]),
        ("- a pear\n- a plum\n", [("item", "a pear", ("list",)), ("item", "a plum", ("list",))]),
        (
            "    A pear.\n\n    -- Jane Roe\n",
            [("paragraph", "A pear.", ("quote",)), ("paragraph", "Jane Roe", ("quote",))],
        ),
        (".. note:: A pear.\n", [("paragraph", "A pear.", ("aside",))]),
        ("=== ===\nA   B\n=== ===\n", [("cell", "A", ("table",)), ("cell", "B", ("table",))]),
        ("pear\n    A fruit.\n", [("term", "pear", ("list",)), ("item", "A fruit.", ("list",))]),
        (".. Advertisement\n", [("comment", "Advertisement", ())]),
        ("Shown::\n\n    pear\n\nPlum.\n", [("paragraph", "Shown:", ()), ("paragraph", "Plum.", ())]),
        (".. youtube:: abc\n", [("shortcode", "youtube:: abc", ())]),
        (".. raw:: html\n\n   <p>A pear.</p>\n", [("paragraph", "A pear.", ())]),
        ("| A pear\n| a plum\n", [("paragraph", "A pear", ()), ("paragraph", "a plum", ())]),
        ("A pear [1]_.\n\n.. [1] A plum.\n", [("paragraph", "A pear .", ()), ("paragraph", "A plum.", ("footnote",))]),
    ),
)
def test_blocks(text: str, blocks: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(block.kind, block.prose.plain, block.within) for block in article_of(text).blocks] == blocks


@pytest.mark.parametrize(
    ("text", "plain", "words", "written"),
    (
        ("A *pear* and ``plum``.\n", "A pear and plum.", "plum", "plum"),
        ("A pear\\* here.\n", "A pear* here.", "pear*", "pear\\*"),
        ("re\\ *Structured*\\ Text\n", "reStructuredText", "reStructuredText", "re\\ *Structured*\\ Text"),
        ("See :ref:`the quay <quay>` now.\n", "See the quay now.", "the quay", "the quay"),
        ("One one\r\none two.\r\n", "One one one two.", "two.", "two."),
        ("A |name| here.\n\n.. |name| replace:: pear\n", "A pear here.", "pear", "|name|"),
        ("A pear\u2028a plum.\n", "A pear a plum.", "plum.", "plum."),
    ),
)
def test_words_keep_their_place(text: str, plain: str, words: str, written: str) -> None:
    prose = article_of(text).blocks[0].prose
    at = prose.plain.index(words)
    assert (prose.plain, text[slice(*prose.span(at, at + len(words)))]) == (plain, written)


@pytest.mark.parametrize(
    ("text", "tone"),
    (("*Jane Roe is a poet.*\n", "emphasis"), ("**Jane Roe**\n", "strong"), ("*Jane* Roe\n", "")),
)
def test_tone(text: str, tone: str) -> None:
    assert article_of(text).blocks[0].tone == tone


@pytest.mark.parametrize(
    ("text", "fields"),
    (
        (HEAD, [(("author",), "Jane Roe", "author: Jane Roe"), (("date",), "2024-03-02", "date: 2024-03-02")]),
        (
            ":Authors: - Jane Roe\n          - Ada Lund\n",
            [(("authors", 0), "Jane Roe", "Authors: - Jane Roe"), (("authors", 1), "Ada Lund", "Ada Lund")],
        ),
        (
            ".. title: The quay\n.. author: Jane Roe\n\nText.\n",
            [(("title",), "The quay", "title: The quay"), (("author",), "Jane Roe", "author: Jane Roe")],
        ),
        ("---\nauthor: Jane Roe\n---\n\nText.\n", [(("author",), "Jane Roe", "author: Jane Roe")]),
        ("Text.\n\nMore.\n\n:not: a header\n", []),
    ),
)
def test_fields(text: str, fields: list[tuple[tuple[str | int, ...], str, str]]) -> None:
    found = [(field.path, field.prose.plain, text[slice(*field.entry)]) for field in article_of(text).fields]
    assert found == fields


def test_images_and_figures() -> None:
    text = (
        "Text.\n\n.. image:: a.jpg\n   :alt: The quay\n   :width: 300px\n\n"
        ".. figure:: b.jpg\n   :class: wide\n\n   The boat\n\nA |c| picture.\n\n.. |c| image:: c.png\n"
    )
    article = article_of(text)
    a, b, c = article.images
    assert (a.src.plain, a.fields[0][1].plain, a.width, a.figure, a.block) == ("a.jpg", "The quay", 300, -1, 0)
    assert (b.src.plain, b.marks, b.figure, b.within) == ("b.jpg", ("wide",), 0, ("figure",))
    assert (c.src.plain, text[slice(*c.span)], text[slice(*c.src.span())]) == ("c.png", "|c|", "c.png")
    assert [text[slice(*image.src.span())] for image in (a, b)] == ["a.jpg", "b.jpg"]
    assert text[slice(*a.fields[0][1].span())] == "The quay"
    assert text[slice(*a.span)] == ".. image:: a.jpg\n   :alt: The quay\n   :width: 300px"
    assert [block.prose.plain for block in article.blocks if block.kind == "caption"] == ["The boat"]


@pytest.mark.parametrize(
    ("text", "href", "words", "written"),
    (
        (
            "See `the quay <https://example.com/q>`_ now.\n",
            "https://example.com/q",
            "the quay",
            "`the quay <https://example.com/q>`_",
        ),
        ("See https://example.com/q now.\n", "https://example.com/q", "https://example.com/q", "https://example.com/q"),
        ("See quay_ now.\n\n.. _quay: https://example.com/q\n", "https://example.com/q", "quay", "quay_"),
        (
            ".. image:: a.jpg\n   :target: https://example.com/q\n",
            "https://example.com/q",
            "",
            ".. image:: a.jpg\n   :target: https://example.com/q",
        ),
    ),
)
def test_links(text: str, href: str, words: str, written: str) -> None:
    (link,) = article_of(text).links
    assert (link.href.plain, link.words.plain, text[slice(*link.span)], link.rel) == (href, words, written, None)
    assert text[slice(*link.href.span())] == href


def test_facts() -> None:
    article = article_of("Quay\n----\n\nRun ``a``.\n\n.. image:: a.jpg\n\n----\n\n.. code:: python\n\n   a = 1\n")
    assert (article.is_page, article.has_markup, article.code_spans, article.code_blocks) == (False, True, 1, 2)
    assert [article.source.written(span) for span in article.breaks] == ["----"]


def test_an_article_changes_nothing_for_the_next() -> None:
    text = "A :fruit:`pear`.\n"
    before = article_of(text)
    article_of(".. role:: fruit(emphasis)\n.. default-role:: strong\n\nA `plum`.\n")
    assert article_of(text) == before


def test_a_file_is_never_taken_in(tmp_path) -> None:
    (tmp_path / "secret.txt").write_text("Advertisement\n")
    text = f".. include:: {tmp_path}/secret.txt\n\n.. raw:: html\n   :file: {tmp_path}/secret.txt\n\nText.\n"
    assert "Advertisement" not in [block.prose.plain for block in article_of(text).blocks]


def test_a_long_line_hides_nothing() -> None:
    article = article_of(f"Advertisement\n\n.. {'a ' * 5_001}\n\n{'word ' * 2_001}\n")
    assert [len(block.prose.plain) for block in article.blocks] == [13, 10_001, 10_004]


@pytest.mark.parametrize(
    "text",
    (
        "".join(" " * depth + "a\n\n" for depth in range(400)),
        "a\n" * 20_000,
        "`a " * 2_000,
        "**a\n" * 2_500,
        "a@" + "{a" * 1_000,
        f"{'{a' * 300}@ " * 6,
    ),
    ids=("depth", "lines", "signs on a line", "signs", "what may be an address", "several"),
)
def test_what_is_too_much_is_a_fault(text: str) -> None:
    (fault,) = understood("a.rst", ".rst", text.encode(), KNOWLEDGE).faults
    assert fault.kind == "oversized-file"


def test_what_one_article_took_is_not_asked_of_the_next() -> None:
    nearly = f"{'{a' * 200}@ text.\n".encode()
    faults = [understood("a.rst", ".rst", nearly, KNOWLEDGE).faults for _ in range(20)]
    assert faults == [()] * 20


def test_a_long_run_of_signs_is_read_where_it_holds_no_address() -> None:
    """By docutils alone a tenth of it took half a minute, and ten times as much would take a hundred times as long."""
    text = f"See https://example.com/a-b, a.roe@example.com and {'{a' * 20_000}"
    before = time.process_time()
    article = understood("a.rst", ".rst", f"{text}.\n".encode(), KNOWLEDGE)
    assert time.process_time() - before < 10
    assert not article.faults
    assert [link.href.plain for link in article.links] == ["https://example.com/a-b", "mailto:a.roe@example.com"]


def test_without_docutils_its_files_are_passed_over() -> None:
    code = (
        "import sys; sys.modules['docutils'] = None; from bylint.readers import SUFFIXES; sys.exit('.rst' in SUFFIXES)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_markdown_needs_no_docutils() -> None:
    code = "import sys; from bylint import engine, cli, readers; sys.exit('docutils' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_suppression_stands_in_a_comment() -> None:
    text = f"{LONG}\n.. bylint-ignore-next-line ADS001: it is the name of a ship\n\nAdvertisement\n"
    (request,) = requests(article_of(text))
    assert (request.rules, request.reason, request.first) == (("ADS001",), "it is the name of a ship", 5)


@pytest.mark.parametrize(
    ("code", "text", "words"),
    (
        ("IMG001", f"{HEAD}{LONG}\n.. image:: /quay.jpg\n   :alt: The quay\n\n{LONG}", "/quay.jpg"),
        ("IMG001", f"{HEAD}{LONG}\n.. image:: /quay.jpg\n\n.. figure:: /b.jpg\n\n   Photo: Ada Lund\n", "/quay.jpg"),
        ("IMG001", f"{HEAD}{LONG}\n.. figure:: /quay.jpg\n\n   The quay at nine.\n\n{LONG}", "/quay.jpg"),
        ("IMG001", f"{HEAD}{LONG}\n.. figure:: /quay.jpg\n\n   The quay. Photo: Ada Lund / Reuters\n\n{LONG}", ""),
        (
            "IMG004",
            f"{HEAD}{LONG}\n.. figure:: /quay.jpg\n\n   The quay. Image: Creative Commons\n",
            "Image: Creative Commons",
        ),
        ("ADS001", f"{HEAD}{LONG}\nAdvertisement\n\n{LONG}", "Advertisement"),
        ("ADS001", f"{HEAD}{LONG}\n.. Advertisement\n\n{LONG}", ""),
        ("ADS001", f"{HEAD}{LONG}\n``Advertisement`` is a word of printers, and it is seldom seen.\n", ""),
        ("BYL001", f"The quay\n========\n\n:author:\n:date: 2024-03-02\n\n{LONG * 6}", "author"),
        ("BYL001", f"{HEAD}{LONG * 6}", ""),
        ("DIS001", f"{HEAD}{LONG}\n*Jane Roe is a lieutenant colonel in the U.S. Army.*\n", "U.S. Army"),
        ("DIS001", f"{HEAD}{LONG}\nThe depot is held by the U.S. Army.\n", ""),
    ),
)
def test_rules(code: str, text: str, words: str) -> None:
    found = reported(text, code, "a.rst", WHOLE)
    assert [words_at(text, each) for each in found] == [words] * bool(words)


@settings(max_examples=60)
@given(st.text(st.sampled_from("ab *`_|[]:.-=<>\\\n  é\u2028"), max_size=120))
@example(".. .")
def test_places_lie_within_the_file(text: str) -> None:
    article = article_of(text)
    for block in article.blocks:
        span = block.prose.span()
        assert 0 <= span.start <= span.end <= len(text)
        assert 0 <= block.span.start <= block.span.end <= len(text)
