from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pyromark
import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from articles import LISTS
from bylint import audit
from bylint import packs
from bylint import people
from bylint import readers
from bylint.cli.waivers import silenced
from bylint.errors import UsageError
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.suppress import names_of
from bylint.suppress import requests
from bylint.text.yaml import compose
from bylint.text.yaml import plain
from bylint.waiving import EXAMPLE
from bylint.waiving import Statement
from bylint.waiving import Wish
from bylint.waiving import advice
from bylint.waiving import advised
from bylint.waiving import demand_fit
from bylint.waiving import path_glob
from bylint.waiving import with_ignores
from bylint.waiving import with_suppressions

SAID = Statement("agreed with the desk", "Ada Lund", date(2027, 1, 31))
HOW = 'ADS001 until=2027-01-31 by="Ada Lund": agreed with the desk'
ENTRY = 'ADS001: {reason: "agreed with the desk", by: "Ada Lund", until: "2027-01-31"}'
NEXT, BEGIN, FILE = (f"<!-- bylint-ignore{form} {HOW} -->" for form in ("-next-line", "", "-file"))
END = "<!-- bylint-end ADS001 -->"


def written_into(text, suffix, words="Ad", code="ADS001"):
    start = text.index(words)
    return with_suppressions(Source(f"a{suffix}", text), suffix, [Wish(code, Span(start, start + len(words)))], SAID)


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    (
        # A block of one line, and one of several, of which the second would become a paragraph.
        (".md", "One.\n\nAd\n\nTwo.\n", f"One.\n\n{NEXT}\n\nAd\n\nTwo.\n"),
        (".md", "One.\r\n\r\nAd\r\n", f"One.\r\n\r\n{NEXT}\r\n\r\nAd\r\n"),
        (".md", "One.\n\nAd", f"One.\n\n{NEXT}\n\nAd"),
        (".md", "# One\nAd\n", f"# One\n\n{NEXT}\n\nAd\n"),
        (".md", "One\nand Ad", f"{BEGIN}\n\nOne\nand Ad\n\n{END}\n"),
        # Tables, lists and quotations stay whole.
        (".md", "| a | b |\n|---|---|\n| c | Ad |\n", f"{BEGIN}\n\n| a | b |\n|---|---|\n| c | Ad |\n\n{END}\n"),
        (".md", "1. One\n2. Ad\n3. Two\n\nX.\n", f"{BEGIN}\n\n1. One\n2. Ad\n3. Two\n\n{END}\n\nX.\n"),
        (".md", "- One\n\n- Two\n\n  Ad\n", f"{BEGIN}\n\n- One\n\n- Two\n\n  Ad\n\n{END}\n"),
        (".md", "> One\n>\n> Ad\n", f"{BEGIN}\n\n> One\n>\n> Ad\n\n{END}\n"),
        # What is set in belongs to the line above; an attribute list to its block.
        (".md", "!!! note\n\n    Ad\n\nX.\n", f"{BEGIN}\n\n!!! note\n\n    Ad\n\n{END}\n\nX.\n"),
        (".md", "One\nAd\n{: .lead}\n\nX.\n", f"{BEGIN}\n\nOne\nAd\n{{: .lead}}\n\n{END}\n\nX.\n"),
        # A comment for another program stays where it holds.
        (".md", "One.\n\n<!-- vale off -->\nAd\n", f"One.\n\n{BEGIN}\n\n<!-- vale off -->\nAd\n\n{END}\n"),
        (".html", "<p>One\n<!-- vale off -->\n<p>Ad\n", f"<p>One\n{BEGIN}\n<!-- vale off -->\n<p>Ad\n{END}\n"),
        # Beside another suppression each holds for the first line below both.
        (
            ".md",
            "One.\n\n<!-- bylint-ignore-next-line IMG001: as agreed -->\nAd\n",
            f"One.\n\n<!-- bylint-ignore-next-line IMG001: as agreed -->\n\n{NEXT}\n\nAd\n",
        ),
        # Between the signs of a pair nobody knows what becomes of a comment.
        (
            ".md",
            "{{< box >}}\n\nAd\n\n{{< /box >}}\n",
            f"{BEGIN}\n\n{{{{< box >}}}}\n\nAd\n\n{{{{< /box >}}}}\n\n{END}\n",
        ),
        (".md", "{% if a %}\n\nAd\n\n{% endif %}\n", f"{BEGIN}\n\n{{% if a %}}\n\nAd\n\n{{% endif %}}\n\n{END}\n"),
        (".md", "<div>\n<p>One\n<p>Ad\n</div>\n", f"{BEGIN}\n\n<div>\n<p>One\n<p>Ad\n</div>\n\n{END}\n"),
        (
            ".mdx",
            "One.\n\n<Tabs>\n\nAd\n\n</Tabs>\n",
            f"One.\n\n{{/* bylint-ignore {HOW} */}}\n\n<Tabs>\n\nAd\n\n</Tabs>\n\n{{/* bylint-end ADS001 */}}\n",
        ),
        # Pages.
        (".html", "<p>One\n  <p>Ad\n", f"<p>One\n  {NEXT}\n  <p>Ad\n"),
        (".html", "<!doctype html><p>Ad</p>", f"<!doctype html><p>Ad</p>\n{FILE}\n"),
        (".html", "<p>One\n<pre>\nTwo\nAd</pre>\n", f"<p>One\n{BEGIN}\n<pre>\nTwo\nAd</pre>\n{END}\n"),
        (".html", "<p>One\n<script>\n'Ad'\n</script>\n", f"<p>One\n{BEGIN}\n<script>\n'Ad'\n</script>\n{END}\n"),
        (".html", "<p>One\n<img\nalt='Ad'>\n", f"<p>One\n{BEGIN}\n<img\nalt='Ad'>\n{END}\n"),
        # reStructuredText.
        (".rst", "One.\n\nAd\n\nTwo.\n", f"One.\n\n.. bylint-ignore-next-line {HOW}\n\nAd\n\nTwo.\n"),
        (
            ".rst",
            "One.\n\n* a\n* Ad\n\nTwo.\n",
            f"One.\n\n.. bylint-ignore {HOW}\n\n* a\n* Ad\n\n.. bylint-end ADS001\n\nTwo.\n",
        ),
        (".rst", "One\n===\n\n:author: Ad\n", f"One\n===\n\n:author: Ad\n\n.. bylint-ignore-file {HOW}\n"),
        # Headers, and files without comments.
        (".md", "---\nauthor: Ad\n---\nX.\n", f"---\nauthor: Ad\nbylint: {{ignore: {{{ENTRY}}}}}\n---\nX.\n"),
        (".txt", "---\na: b\n---\nAd\n", f"---\na: b\nbylint: {{ignore: {{{ENTRY}}}}}\n---\nAd\n"),
        (
            ".md",
            "---\nauthor: Ad\nbylint:\n  ignore:\n    IMG001: as agreed\n---\nX.\n",
            f"---\nauthor: Ad\nbylint:\n  ignore:\n    {ENTRY}\n    IMG001: as agreed\n---\nX.\n",
        ),
        (
            ".md",
            "---\nauthor: Ad\nbylint: {ignore: {IMG001: as agreed}}\n---\nX.\n",
            f"---\nauthor: Ad\nbylint: {{ignore: {{{ENTRY}, IMG001: as agreed}}}}\n---\nX.\n",
        ),
        (
            ".md",
            "+++\nauthor = 'Ad'\n[params]\na = 1\n+++\nX.\n",
            f"+++\nbylint = {{ignore = {{{ENTRY.replace(': ', ' = ')}}}}}\nauthor = 'Ad'\n[params]\na = 1\n+++\nX.\n",
        ),
        (
            ".md",
            '{"author": "Ad"}\n\nX.\n',
            '{"bylint": {"ignore": {"ADS001": {"reason": "agreed with the desk", "by": "Ada Lund", '
            '"until": "2027-01-31"}}}, "author": "Ad"}\n\nX.\n',
        ),
        (".md", "Title: One\nAuthor: Ad\n\nX.\n", f"Title: One\nAuthor: Ad\n\nX.\n\n{FILE}\n"),
    ),
)
def test_where_a_suppression_is_written(suffix, text, expected):
    done = written_into(text, suffix)
    assert (done.text, done.left) == (expected, ())


@pytest.mark.parametrize(
    ("suffix", "text"),
    (
        (".txt", "One.\n\nAd\n"),
        (".text", "Title: One\nAuthor: Ad\n\nX.\n"),
        (".md", "One.\n\n```\nnever closed\n\nAd\n"),
    ),
)
def test_what_cannot_be_silenced_is_left_as_it_is(suffix, text):
    done = written_into(text, suffix)
    assert (done.text, done.insertions, len(done.left)) == (text, (), 1)


def test_rules_at_one_place_share_a_comment():
    text = "One.\n\nAd and more\n"
    at = text.index("Ad")
    wishes = [Wish("IMG001", Span(at, at + 2)), Wish("ADS001", Span(at + 3, at + 6))]
    done = with_suppressions(Source("a.md", text), ".md", wishes, SAID)
    assert done.text.count("bylint-") == 1
    assert "bylint-ignore-next-line ADS001, IMG001 until" in done.text


@pytest.mark.parametrize(
    ("reason", "by", "until", "said"),
    (
        ("todo", "Ada", None, "--reason: 'todo' gives no reason"),
        ("an old --> label", "Ada", None, "--reason: '--' cannot stand in a comment"),
        ("an old {{ label", "Ada", None, "--reason: '{' cannot stand in a comment"),
        ("an old */ label", "Ada", None, "--reason: '*/' cannot stand in a comment"),
        ("an old label", 'A"da', None, "--by: '\"' cannot stand in a comment"),
        ("an old label", "?", None, "--by: '?' names nobody"),
        ("an old label", "Ada", date(2026, 1, 31), "--until: 2026-01-31 is over"),
    ),
)
def test_what_would_have_no_force_is_refused(reason, by, until, said):
    with pytest.raises(UsageError, match=f"^{re.escape(said)}$"):
        demand_fit(Statement(reason, by, until), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("suffix", "text"),
    (
        (".md", "One.\n\nAd\n"),
        (".md", "| a |\n|---|\n| Ad |\n"),
        (".md", '{\n  "author": "Ad"\n}\n\nX.\n'),
        (".md", "+++\nauthor = 'Ad'\n+++\n\nX.\n"),
        (".mdx", "One.\n\nAd\n"),
        (".html", "<p>One\n<p>Ad\n"),
        (".rst", "One.\n\nAd\n"),
    ),
)
def test_advice_has_force_only_with_a_reason(suffix, text):
    source, at = Source(f"a{suffix}", text), text.index("Ad")
    pasted = text
    for place, words in sorted(advice(source, suffix, Wish("ADS001", Span(at, at + 2)), EXAMPLE), reverse=True):
        pasted = pasted[:place] + words + pasted[place:]
    asked = requests(readers.read(Source(source.path, pasted), suffix))
    assert [each.trouble for each in asked] == ["'your reason' gives no reason"]
    filled = re.sub(r"\byour reason\b", "cleared by the desk", pasted)
    (request,) = requests(readers.read(Source(source.path, filled), suffix))
    assert (request.rules, request.trouble) == (("ADS001",), "")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    (
        ("a.md", "One.\n\nAd\n", "above line 3 of a.md: <!-- bylint-ignore-next-line ADS001: your reason -->"),
        ("a.md", "---\na: b\n---\nAd\n", "above line 4 of a.md: <!-- bylint-ignore-next-line ADS001: your reason -->"),
        ("a.mdx", "One.\n\nAd\n", "above line 3 of a.mdx: {/* bylint-ignore-next-line ADS001: your reason */}"),
        (
            "a.md",
            "One.\n\n| a |\n|---|\n| Ad |\n",
            "above line 3 of a.md: <!-- bylint-ignore ADS001: your reason -->, "
            "and this below line 5: <!-- bylint-end ADS001 -->",
        ),
        (
            "a.md",
            "1. One\n2. Ad\nThree.\n",
            "above line 1 of a.md: <!-- bylint-ignore ADS001: your reason -->, "
            "and this below line 3: <!-- bylint-end ADS001 -->",
        ),
        ("a.html", "<p>One\n<p>Ad\n", "above line 2 of a.html: <!-- bylint-ignore-next-line ADS001: your reason -->"),
        ("a.html", "<p>Ad", "at the end of a.html: <!-- bylint-ignore-file ADS001: your reason -->"),
        (
            "a.rst",
            "One.\n\nAd\n",
            "above line 3 of a.rst, with a blank line before and behind it: "
            ".. bylint-ignore-next-line ADS001: your reason",
        ),
        ("a.md", "---\nauthor: Ad\n---\nX.\n", 'above line 3 of a.md: bylint: {ignore: {ADS001: "your reason"}}'),
        ("a.txt", "---\nauthor: Ad\n---\nX.\n", 'above line 3 of a.txt: bylint: {ignore: {ADS001: "your reason"}}'),
        ("a.md", "+++\nauthor = 'Ad'\n+++\nX.\n", 'above line 2 of a.md: bylint = {ignore = {ADS001 = "your reason"}}'),
        (
            "a.md",
            '{\n  "author": "Ad"\n}\n\nX.\n',
            'above line 2 of a.md: "bylint": {"ignore": {"ADS001": "your reason"}},',
        ),
        ("a.md", '{"author": "Ad"}\n\nX.\n', 'into a.md at 1:2: "bylint": {"ignore": {"ADS001": "your reason"}},'),
        (
            "[a] b.txt",
            "One.\n\nAd\n",
            "under 'ignores:' of bylint.yaml: - {paths: [\"./[[]a] b.txt\"], rules: [ADS001], reason: your reason}",
        ),
        (
            "_data/people.yml",
            "ada: {bio: Ad}\n",
            "under 'ignores:' of bylint.yaml: - {paths: [\"_data/people.yml\"], rules: [ADS001], reason: your reason}",
        ),
    ),
)
def test_advice_is_right_for_its_place(path, text, said):
    source = Source(path, text)
    at = text.index("Ad")
    found = Violation("ADS001", "leftover-ad-marker", "error", place_of(source, Span(at, at + 2)), "")
    assert advised(path, path, text.encode(), found) == f"Put this {said}"


def test_of_stdin_no_settings_speak():
    found = Violation("ADS001", "leftover-ad-marker", "error", place_of(Source("-", "Ad"), Span(0, 2)), "")
    assert advised("-", "", b"Ad", found) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("version: 1\n", "version: 1\nignores:\n- {entry}\n"),
        ("version: 1", "version: 1\nignores:\n- {entry}\n"),
        (
            "version: 1\nignores:\n  # old ones\n  - paths: b.txt\n    rules: ADS001\n    reason: sold\ncontent: [a]\n",
            "version: 1\nignores:\n  # old ones\n  - {entry}\n  - paths: b.txt\n    rules: ADS001\n    reason: sold\n"
            "content: [a]\n",
        ),
        (
            "version: 1\nignores: [{paths: b.txt, rules: ADS001, reason: sold}]\n",
            "version: 1\nignores: [{entry}, {paths: b.txt, rules: ADS001, reason: sold}]\n",
        ),
        ("version: 1\nignores: []\n", None),
    ),
)
def test_ignores_are_written_beside_what_stands_there(text, expected):
    entry = (
        '{paths: ["./a [[]1].txt"], rules: [ADS001, BIO001], reason: "agreed with the desk", by: "Ada Lund",'
        " until: 2027-01-31}"
    )
    done = with_ignores(text, {("ADS001", "BIO001"): ["a [1].txt"]}, SAID)
    assert done == (expected and expected.replace("{entry}", entry))
    if done:
        assert plain(compose(done))["version"] == "1"


def test_glob_of_one_file():
    assert [path_glob(name) for name in ("a.txt", "b/[slug].txt", "b/what*?.txt")] == [
        "./a.txt",
        "b/[[]slug].txt",
        "b/what[*][?].txt",
    ]


class _Shown(HTMLParser):
    """What a page shows, as the parser of the standard library sees it."""

    def __init__(self):
        super().__init__()
        self.said = []
        self.words = ""
        self.pre = 0

    def _flush(self):
        words = self.words if self.pre else " ".join(self.words.split())
        if words:
            self.said.append(words)
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self._flush()
        self.pre += tag in ("pre", "textarea")
        self.said.append((tag, tuple(attrs)))

    def handle_endtag(self, tag):
        self._flush()
        self.pre -= tag in ("pre", "textarea") and self.pre > 0
        self.said.append(f"/{tag}")

    def handle_data(self, data):
        self.words += data


def shown(html):
    page = _Shown()
    page.feed(html)
    page.close()
    page._flush()
    return page.said


def body_of(text, header):
    return text[text.index("\n" + header[1].lstrip()) + 1 + len(header[1]) :] if header[0] else text


LINES = st.sampled_from(
    (
        "The tide came in twice.",
        "Ad",
        "See [the quay](https://example.com/quay).",
        "![Nets](nets.jpg)",
        "Photo: Ad",
        "*Ad*",
    )
)
BLOCKS = st.one_of(
    st.lists(LINES, min_size=1, max_size=3).map("\n".join),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n\n".join(f"1. {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=2).map(
        lambda lines: "| a |\n|---|\n" + "\n".join(f"| {line} |" for line in lines)
    ),
    LINES.map("## {}".format),
    LINES.map('<div class="a">\n{}\n</div>'.format),
    LINES.map("<aside>\n\n{}\n\n</aside>".format),
    LINES.map("```\n{}\n```".format),
    LINES.map("!!! note\n\n    {}".format),
    LINES.map("{{{{< box >}}}}\n{}\n{{{{< /box >}}}}".format),
    st.just("[^1]: A note on Ad"),
    st.just("---"),
)
HEADERS = st.sampled_from(
    (
        ("", ""),
        ("---\ntitle: Ad\n", "---\n"),
        ("+++\ntitle = 'Ad'\n[params]\na = 1\n", "+++\n"),
        ('{\n  "title": "Ad"\n', "}\n"),
    )
)


@st.composite
def markdown(draw):
    blocks = draw(st.lists(BLOCKS, min_size=1, max_size=5))
    gaps = draw(st.lists(st.sampled_from(("\n\n", "\n\n", "\n", "\n\n\n")), min_size=5, max_size=5))
    header = draw(HEADERS)
    # Where nothing stands before it, a rule at the top opens a header.
    blocks = blocks if header[0] or blocks[0] != "---" else ["Ad", *blocks[1:]]
    body = "".join(block + gap for block, gap in zip(blocks, gaps, strict=False))
    return header, f"{''.join(header)}{chr(10) if header[0] else ''}{body}"


def wishes_in(text):
    return [Wish("ADS001", Span(*match.span())) for match in re.finditer(r"\bAd\b", text)]


@settings(max_examples=60)
@given(markdown(), st.sampled_from((".md", ".mdx")), st.booleans())
def test_pages_of_markdown_stay_what_they_were(article, suffix, with_crlf):
    header, text = article
    if with_crlf:
        text, header = text.replace("\n", "\r\n"), tuple(part.replace("\n", "\r\n") for part in header)
    source = Source(f"a{suffix}", text)
    done = with_suppressions(source, suffix, wishes_in(text), SAID)
    was, now = (re.sub(r"\{/\*.*?\*/\}", "", body_of(each, header)) for each in (text, done.text))
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
    assert shown(pyromark.html(was, options=options)) == shown(pyromark.html(now, options=options))
    assert ("\r\n" in done.text) == ("\r\n" in text)
    asked = requests(readers.read(Source(source.path, done.text), suffix))
    assert all(not each.trouble for each in asked)
    # Nothing of the article is lost, and what was inserted is all that was added.
    pieces = [0, *(each.at for each in sorted(done.insertions)), len(text)]
    assert all(text[a:b] in done.text for a, b in pairwise(pieces))


TAGS = st.sampled_from(("p", "div", "section", "li", "pre", "h2", "blockquote", "figure", "td"))
PIECES = st.recursive(
    st.one_of(LINES, st.just("<img src=a.jpg\n alt='Ad'>"), st.just("<script>\nvar a = 'Ad'\n</script>")),
    lambda inner: st.tuples(TAGS, st.lists(inner, min_size=1, max_size=3), st.sampled_from(("", "\n", "\n  "))).map(
        lambda made: f"<{made[0]}>{made[2]}{made[2].join(made[1])}{made[2]}</{made[0]}>"
    ),
    max_leaves=6,
)


@settings(max_examples=60)
@given(st.lists(PIECES, min_size=1, max_size=4), st.booleans(), st.sampled_from(("", "---\ntitle: Ad\n---\n")))
def test_pages_of_html_stay_what_they_were(pieces, is_page, header):
    body = "\n".join(pieces)
    page = (
        f"<!doctype html>\n<html><head><title>Ad</title></head>\n<body>\n{body}\n</body></html>\n" if is_page else body
    )
    text = header + page
    done = with_suppressions(Source("a.html", text), ".html", wishes_in(text), SAID)
    was, now = (each.split("\n---\n", 1)[-1] for each in (text, done.text))
    assert shown(was) == shown(now)
    assert now.startswith(page[:3])


RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.status == "stable" and rule.enabled == "true")
KNOWLEDGE = Knowledge(LISTS, people.known(LISTS).directory, settings={"rules": names_of(RULES), "today": "2026-11-30"})
FAULTS = st.sampled_from(
    (
        "The society has forty plots, three taps and a waiting list of nine years.",
        "Advertisement",
        "Connect with us",
        "![Nets](nets.jpg)\n*Nets. Photo: Internet*",
        "![Nets](nets.jpg)\n*Nets. Image: Creative Commons*",
        "> Advertisement\n> and more",
        "- one\n- ![Oars](oars.jpg) Photo: Internet\n- three",
        "1. one\n\n2. Advertisement\n\n3. three",
        "| a | b |\n|---|---|\n| ![Oars](oars.jpg)<br>Photo: Internet | c |",
        "<div>\n<p>Advertisement</p>\n</div>",
        '<figure><img src="a.jpg"><figcaption>Nets. Photo: Unsplash</figcaption></figure>',
        "The [Marlow](https://amzn.to/3xExmpl) is quick.",
        "<!-- ad start -->",
        '{{< figure src="a.jpg" caption="Caption goes here" >}}',
    )
)
TOPS = st.sampled_from(
    (
        "",
        "---\ntitle: The plots\nauthor: admin\n---\n\n",
        "+++\ntitle = 'The plots'\nauthor = 'admin'\n+++\n\n",
        '{"title": "The plots", "author": "admin"}\n\n',
        "---\ntitle: The plots\ntitle: The taps\n---\n\n",
    )
)


def look(reading):
    return audit.run((reading,), RULES, lambda *_: RULES, KNOWLEDGE).violations


@settings(max_examples=50)
@given(st.lists(FAULTS, max_size=6), TOPS, st.sampled_from((".md", ".mdx", ".html", ".txt", ".rst")))
@example(["<div>\n<p>Advertisement</p>\n</div>", "The [Marlow](https://amzn.to/3xExmpl) is quick."], "", ".md")
def test_what_is_reported_is_silent_then_and_nothing_else_comes_up(faults, top, suffix):
    text = top + "\n\n".join(faults) + "\n"
    reading = audit.Reading(f"a{suffix}", suffix, None, text.encode())
    done = silenced(reading, Source(reading.path, text), look(reading), look, SAID)
    assert not done.left or suffix == ".txt"
    after = look(reading._replace(content=done.text.encode()))
    assert Counter(each.code for each in after) == Counter(each.code for each in done.left)
