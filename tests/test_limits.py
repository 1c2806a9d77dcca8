"""What an article may hold, and that more of it is told before time and memory are spent."""

from __future__ import annotations

import tracemalloc

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint import readers
from bylint.engine import outcome
from bylint.engine import understood

AUTHORS = "".join(f"- Anna Adler{n}\n" for n in range(20_000))
SCRIPT = '<script type="application/ld+json">[' + '{"@type": "Person", "name": "Anna Adler"},' * 30_000 + "1]</script>"
PIECES = "line ends, runs of blanks and references"
ESCAPES = '<script type="application/ld+json">{"headline": "' + "a\\t" * 200_001 + '"}</script>'
VALUES = "".join(f"a{n}: b\n" for n in range(5_001))
SIGNERS = ", ".join(f"Anna Adler{n}" for n in range(20_000))


def of_header(number: int) -> str:
    return f"{number:,} characters of the header; the limit is 200,000"


def faults_of(name: str, text: str) -> list[tuple[str, str]]:
    article = understood(name, name[name.index(".") :], text.encode(), KNOWLEDGE)
    assert outcome(article, (), KNOWLEDGE).violations == ()
    return [(fault.kind, fault.words) for fault in article.faults]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    (
        ("a.md", "[a](b)\n" * 200_000, "over 100,000 steps of the Markdown parser; the limit is 100,000"),
        *(
            (f"a{suffix}", unit * 200_001, f"over 200,000 {PIECES}; the limit is 200,000")
            for suffix in (".md", ".mdx", ".html", ".txt")
            for unit in ("a\n", "a\t", "a  ", "a\u200b", "&amp;")
        ),
        ("a.md", "[a](b)" * 21_000, "21,000 links; the limit is 20,000"),
        ("a.md", "a b\n\n" * 25_000, "25,000 paragraphs and other blocks; the limit is 20,000"),
        ("a.md", "![a](b.jpg)\n\n" * 5_001, "5,001 pictures; the limit is 5,000"),
        ("a.md", "{{< a >}} " * 20_001, "over 20,000 pieces of template code; the limit is 20,000"),
        ("a.md", f"---\nauthors:\n{AUTHORS}---\n\na\n", of_header(9 + len(AUTHORS))),
        ("a.md", f"---\nauthor: {SIGNERS}\n---\n\na\n", of_header(9 + len(SIGNERS))),
        ("a.md", f"---\n{VALUES}---\n\na\n", "5,001 values of header and page data; the limit is 5,000"),
        ("a.md", f'+++\na = "{"b" * 200_000}"\n+++\n\na\n', of_header(200_007)),
        ("a.md", f'{{"a": "{"b" * 200_000}"}}\n\na\n', of_header(200_009)),
        ("a.html", "<a href=x>" * 200_001, "over 200,000 tags and texts of a page; the limit is 200,000"),
        ("a.html", "<a href=x>a</a>" * 20_001, "20,001 links; the limit is 20,000"),
        ("a.html", "<img src=a.jpg>" * 5_001, "5,001 pictures; the limit is 5,000"),
        ("a.html", f"<img alt='{'&amp;' * 200_001}'>", f"over 200,000 {PIECES}; the limit is 200,000"),
        ("a.html", f"{ESCAPES}<p>a</p>", "200,001 escapes of JSON-LD; the limit is 200,000"),
        ("a.html", f"{SCRIPT}<p>a</p>", "over 50,000 values of JSON-LD; the limit is 50,000"),
        ("a.txt", "a b.\n\n" * 20_001, "over 20,000 paragraphs; the limit is 20,000"),
    ),
    ids=lambda value: value[:20],
)  # fmt: skip
def test_an_article_of_too_much_is_not_read(name, text, words):
    assert faults_of(name, text) == [("oversized-file", words)]


@pytest.mark.parametrize(
    ("name", "text"),
    (
        ("a.md", "[a](b)\n" * 1_000_000),
        ("a.md", "a b\n\n" * 1_500_000),
        ("a.html", "<a href=x>" * 700_000),
        ("a.html", SCRIPT * 5),
        ("a.html", "a\t" * 3_900_000),
        ("a.txt", "a\n" * 3_900_000),
    ),
    ids=("links", "paragraphs", "tags", "page data", "tabs", "lines"),
)
def test_too_much_costs_little(name, text):
    """The promise is a limit of memory: these took 3.3 GB, and 39 s, which `make attack` measures."""
    tracemalloc.start()
    try:
        assert faults_of(name, text)[0][0] == "oversized-file"
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


def test_every_limit_is_told(request):
    text = (request.config.rootpath / "docs" / "limits.md").read_text(encoding="utf-8")
    for limit in (
        readers.ADDRESSES,
        readers.PIECES,
        readers.BLOCKS,
        readers.IMAGES,
        readers.LINKS,
        readers.FIELDS,
        readers.HEADER,
        readers.STEPS,
        readers.LINES,
        readers.READING,
        readers.TOKENS,
    ):
        assert f"{limit:,}" in text
