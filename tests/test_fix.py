"""Fixes: which edits go together, what bytes come of them, and what they leave alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from articles import WHOLE as KNOWLEDGE
from bylint import audit
from bylint import fix
from bylint import packs
from bylint.cli.mending import mend
from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.readers import SUFFIXES
from counting import lines

RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.status == "stable" and rule.enabled == "true")
RUNNING = "The society has forty plots, three taps and a waiting list of nine years."
MORE = "A plot costs 62 pounds a year, and the society would like to keep it that way."
LINK = "https://www.awin1.com/cread.php?awinmid=1&awinaffid=2"
SAYS = "We may earn a commission when you buy through links in this guide."


def look(reading: audit.Reading) -> tuple[Violation, ...]:
    return audit.run((reading,), RULES, lambda *_: RULES, KNOWLEDGE).violations


def mended(text: str, suffix: str = ".md") -> str:
    reading = audit.Reading(f"a{suffix}", suffix, None, text.encode("utf-8"))
    return next((done.text for done in mend((reading,), look(reading), look, unsafe=False)), text)


def edit(text: str, start: int, end: int, words: str) -> Edit:
    return Edit(place_of(Source("a.md", text), Span(start, end)), words)


def violation(text: str, *edits: tuple[int, int, str], applicability: str = "safe") -> Violation:
    made = tuple(edit(text, *each) for each in edits)
    return Violation("TST001", "test", "error", made[0].place, f"at {edits[0]}", fix=Fix("Do it", applicability, made))


@pytest.mark.parametrize(
    ("edits", "text", "skipped"),
    (
        ([(0, 1, "")], "bcdef", 0),
        ([(2, 3, "C"), (0, 1, "A")], "AbCdef", 0),
        ([(0, 3, ""), (3, 6, "x")], "x", 0),
        ([(0, 3, ""), (2, 4, "x")], "def", 1),
        ([(2, 2, "+"), (2, 2, "+")], "ab+cdef", 0),
        ([(2, 2, "+"), (2, 2, "-")], "ab+cdef", 1),
        ([(0, 4, ""), (2, 2, "+")], "ef", 1),
    ),
)
def test_edits_that_overlap_wait(edits, text, skipped):
    done = fix.mended("abcdef", [violation("abcdef", each) for each in edits])
    assert (done.text, len(done.skipped)) == (text, skipped)


def test_twice_the_fixes_are_twice_the_work():
    text = "ab " * 400
    found = [violation(text, (at, at + 1, "")) for at in range(0, 1200, 3)]
    assert fix.mended(text, found).text == "b " * 400
    assert lines(lambda: fix.mended(text, found)) < 2.4 * lines(lambda: fix.mended(text, found[:200]))


def test_edits_of_one_fix_go_together_or_not_at_all():
    both = violation("abcdef", (3, 4, ""), (0, 2, ""))
    done = fix.mended("abcdef", [both, violation("abcdef", (1, 3, "x"))])
    assert (done.text, len(done.applied), len(done.skipped)) == ("axdef", 1, 1) or done.text == "cef"


@pytest.mark.parametrize(
    ("applicability", "unsafe", "is_applied"),
    (("safe", False, True), ("unsafe", False, False), ("unsafe", True, True), ("proposal", True, False)),
)
def test_proposal_is_never_applied(applicability, unsafe, is_applied):
    found = violation("abc", (0, 1, ""), applicability=applicability)
    assert fix.fixable((found,), unsafe=unsafe) == ((found,) if is_applied else ())


@pytest.mark.parametrize(
    ("content", "encoding", "bom"),
    (
        (b"\xef\xbb\xbfa\r\nb", "utf-8", True),
        ("\ufeffa\n".encode("utf-16-le"), "utf-16-le", True),
        ("caf\u00e9 \u2013".encode("cp1252"), "cp1252", False),
    ),
)
def test_bytes_of_a_file_stay_as_they_were(content, encoding, bom):
    text = content.decode(encoding).removeprefix("\ufeff")
    assert fix.encoded(Source("a.md", text, encoding, bom), text) == content


def test_difference_is_a_patch():
    lines = tuple(fix.difference("a.md", "one\r\ntwo\r\nthree", "one\r\nthree"))
    assert lines == (
        "--- a/a.md",
        "+++ b/a.md",
        "@@ -1,3 +1,2 @@",
        " one\r",
        "-two\r",
        " three",
        "\\ No newline at end of file",
    )


@pytest.mark.parametrize("marker", ("Advertisement", "**ADVERTISEMENT**", "[SKIP AD](#after)", "- Advertisement -"))
@pytest.mark.parametrize("end", ("\n", "\r\n", "\r"))
def test_marker_goes_with_its_line_and_one_blank_line(marker, end):
    before, after = f"{RUNNING}{end}{end}", f"{MORE}{end}"
    assert mended(f"{before}{marker}{end}{end}{after}") == before + after


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        (f"{RUNNING}\n\nAdvertisement", f"{RUNNING}\n"),
        (f"{RUNNING}\n\nAdvertisement\n", f"{RUNNING}\n"),
        (f"{RUNNING}\n\nAdvertisement\n\nAdvertisement\n\n{MORE}\n", f"{RUNNING}\n\n{MORE}\n"),
        (f"Connect with us\n\nHi, what are you looking for?\n\n{RUNNING}\n", f"{RUNNING}\n"),
        (f"---\ntitle: Plots\n---\n\nClick to comment\n\n{RUNNING}\n", f"---\ntitle: Plots\n---\n\n{RUNNING}\n"),
        (f"{RUNNING}\n\n\nAdvertisement\n\n\n{MORE}\n", f"{RUNNING}\n\n\n\n{MORE}\n"),
        (f"## Plots\nAdvertisement\n## Taps\n\n{RUNNING}\n", f"## Plots\n\n## Taps\n\n{RUNNING}\n"),
        (f"{RUNNING}\n\n> Advertisement\n", f"{RUNNING}\n\n> Advertisement\n"),
    ),
)
def test_lines_around_a_marker_stay(text, expected):
    assert mended(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        (
            f"<article><p>{RUNNING}</p>\n<p>Advertisement</p>\n<p>{MORE}</p></article>",
            f"<article><p>{RUNNING}</p>\n<p>{MORE}</p></article>",
        ),
        (
            f"<article><p>{RUNNING}</p><p>Advertisement</p><p>{MORE}</p></article>",
            f"<article><p>{RUNNING}</p><p>{MORE}</p></article>",
        ),
        (f"<article><p>{RUNNING}<p>Advertisement<p>{MORE}</article>",) * 2,
    ),
)
def test_element_goes_as_a_whole(text, expected):
    assert mended(text, ".html") == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    (
        (f'<a href="{LINK}">', f'<a href="{LINK}" rel="sponsored">'),
        (f"<a rel=noopener href='{LINK}'>", f"<a rel=\"noopener sponsored\" href='{LINK}'>"),
        (f'<a rel="noopener noreferrer" href="{LINK}">', f'<a rel="noopener noreferrer sponsored" href="{LINK}">'),
        (f'<A HREF="{LINK}" REL="">', f'<A HREF="{LINK}" REL="sponsored">'),
        (f'<a rel href="{LINK}">', f'<a rel="sponsored" href="{LINK}">'),
        (
            f'<a title="rel=x" data-rel="y" href="{LINK}">',
            f'<a title="rel=x" data-rel="y" href="{LINK}" rel="sponsored">',
        ),
        (f'<a\n  href="{LINK}"\n>', f'<a\n  href="{LINK}" rel="sponsored"\n>'),
    ),
)
@pytest.mark.parametrize("suffix", (".md", ".html"))
def test_link_is_qualified_where_it_stands(tag, expected, suffix):
    before, after = f"<p>{SAYS}</p>\n\n<p>The ", "Marlow</a> is quick.</p>\n"
    assert mended(before + tag + after, suffix) == before + expected + after


def test_attributes_behind_a_markdown_link_take_the_word():
    before = f"{SAYS}\n\nThe [Marlow]({LINK})"
    assert mended(f"{before}{{rel=noopener}} is quick.\n") == f'{before}{{rel="noopener sponsored"}} is quick.\n'


PIECES = (
    RUNNING,
    MORE,
    SAYS,
    "Advertisement",
    "**Advertisement**",
    "Connect with us",
    "Hi, what are you looking for?",
    "Share",
    "Save",
    "## Plots",
    "> Advertisement",
    "- one\n- Advertisement",
    "---",
    "Click to comment",
    "Story continues below advertisement",
    f'The <a href="{LINK}">Marlow</a> is quick.',
    f"The [Marlow]({LINK}){{rel=noopener}} is quick.",
    "<p>Advertisement</p>",
    "<div>\nAdvertisement\n</div>",
    "Text  \nAdvertisement",
    "Text\\\nAdvertisement\\\nmore",
    "```\nAdvertisement\n```",
    "![](a.jpg)\n*A tap. Photo: Internet*",
    "Ärger — 文",
    "<!-- ad start -->",
    "| Advertisement |\n|---|\n| a |",
    "",
)
SEPARATORS = st.sampled_from(("\n\n", "\n", "\r\n\r\n", "\n\n\n", "\r\r", "\r\n", " \n\n"))
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), SEPARATORS), max_size=8)


@settings(max_examples=150)
@given(TEXTS, st.sampled_from((".md", ".txt", ".html")))
def test_fixing_twice_changes_nothing_and_text_stays(pieces, suffix):
    text = "".join(words + separator for words, separator in pieces)
    once = mended(text, suffix)
    assert mended(once, suffix) == once
    # What is left is what was there, in its order: nothing but `sponsored` is ever added.
    rest = iter(text)
    added = once.replace(' rel="sponsored"', "").replace('rel="noopener sponsored"', "rel=noopener")
    assert all(any(letter == other for other in rest) for letter in added)
    for kept in (RUNNING, MORE, SAYS):
        assert once.count(kept) == text.count(kept)


@pytest.mark.parametrize(
    "text", (f"{RUNNING}\n\nAdvertisement\n\n{MORE}\n", f'{SAYS}\n\nThe <a href="{LINK}">Marlow</a> is quick.\n')
)
def test_what_was_mended_is_gone(text):
    reading = audit.Reading("a.md", ".md", None, mended(text).encode())
    assert [v.code for v in look(reading) if v.code.startswith("ADS")] == []


def mended_unsafely(text: str, suffix: str) -> str:
    reading = audit.Reading(f"a{suffix}", suffix, None, text.encode("utf-8", "surrogatepass"))
    return next((done.text for done in mend((reading,), look(reading), look, unsafe=True)), text)


def counts(text: str, suffix: str) -> Counter[str]:
    reading = audit.Reading(f"a{suffix}", suffix, None, text.encode("utf-8", "surrogatepass"))
    return Counter(found.code for found in look(reading))


CREDITS = (
    "![Nets](nets.jpg)\n*Nets. Photo:Ada Lund*",
    "![Nets](nets.jpg)\n*Nets. Photo: Photo by Ada Lund*",
    "![Nets](nets.jpg)\n*Nets. (Photo: Ada Lund/ Example Agency*",
    "![Nets](nets.jpg)\n*Nets. Photo: Ada Lund, CC BY 4.0*",
    "<figure><img src=nets.jpg alt=Nets><figcaption>Nets. Photo: Ada&amp;nbsp;Lund</figcaption></figure>",
    "![Nets](nets.jpg)\n\n![Oars](oars.jpg)",
    "![Oars](oars.jpg)",
)
MIXED = st.lists(st.tuples(st.sampled_from((*PIECES, *CREDITS)), SEPARATORS), max_size=8)


@settings(max_examples=80)
@given(MIXED, st.sampled_from((".md", ".txt", ".html", ".mdx")))
def test_no_fix_adds_a_violation(pieces, suffix):
    text = "".join(words + separator for words, separator in pieces)
    once = mended_unsafely(text, suffix)
    assert counts(once, suffix) <= counts(text, suffix)
    assert mended_unsafely(once, suffix) == once


EXAMPLES = [
    pytest.param(text, PurePosixPath(path).suffix, id=f"{rule.code}-{number}-{path}")
    for rule in packs.load(packs.shipped_packs(), with_examples=True)
    for number, example in enumerate(rule.bad)
    for path, text in example.files
    if rule.fix and PurePosixPath(path).suffix in SUFFIXES
]
ARTICLES = [
    pytest.param(path.read_text(encoding="utf-8"), path.suffix, id=path.name)
    for path in sorted((Path(__file__).parent.parent / "examples/newsroom/content").rglob("*.*"))
    if path.suffix in SUFFIXES
]


@pytest.mark.parametrize(("text", "suffix"), EXAMPLES + ARTICLES)
def test_examples_are_mended_once_and_for_all(text, suffix):
    text = text.replace("⟦", "").replace("⟧", "")
    once = mended_unsafely(text, suffix)
    assert counts(once, suffix) <= counts(text, suffix)
    assert mended_unsafely(once, suffix) == once
