from __future__ import annotations

from datetime import date

import pytest

from bylint import readers
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.suppress import Terms
from bylint.suppress import requests
from bylint.suppress import silence
from bylint.suppress import trouble_of
from counting import lines

IMAGE = "![A hand](putty.jpg)"
NAMES = {
    "IMG001": "IMG001",
    "uncredited-image": "IMG001",
    "ADS001": "ADS001",
    "leftover-ad-marker": "ADS001",
    "ADS003": "ADS003",
}
DAY = date(2026, 11, 30)


def asked(text, suffix=".md"):
    return requests(readers.read(Source(f"a{suffix}", text), suffix))


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        (f"<!-- bylint-ignore-next-line IMG001: asked not to be named -->\n{IMAGE}\n", (("IMG001",), 2, 2)),
        (f"One.\n\n<!-- bylint-ignore-next-line IMG001, ADS001: both -->\n\n{IMAGE}\n", (("IMG001", "ADS001"), 5, 5)),
        ("<!-- bylint-ignore-file uncredited-image: scans -->\n\nOne.\n", (("uncredited-image",), 1, 2**31)),
        ("<!-- Bylint-Ignore-File IMG001: scans -->\n\nOne.\n", (("IMG001",), 1, 2**31)),
        ("<!-- bylint-ignore ADS001: shown -->\n\nAd\n\n<!-- bylint-end ADS001 -->\n\nAd\n", (("ADS001",), 1, 5)),
        ("---\nbylint:\n  ignore:\n    IMG001: a scan\n---\nOne.\n", (("IMG001",), 1, 2**31)),
        ("---\nparams: {bylint: {ignore: {IMG001: a scan}}}\n---\nOne.\n", (("IMG001",), 1, 2**31)),
        ("+++\n[extra.bylint.ignore]\nIMG001 = 'a scan'\n+++\nOne.\n", (("IMG001",), 1, 2**31)),
        ('{"bylint": {"ignore": {"IMG001, ADS001": "a scan"}}}\n\nOne.\n', (("IMG001", "ADS001"), 1, 2**31)),
        ("{/* bylint-ignore-next-line IMG001: in MDX */}\n\nOne.\n", (("IMG001",), 3, 3)),
        ("[//]: # (bylint-ignore-next-line IMG001: a definition)\n\nOne.\n", (("IMG001",), 3, 3)),
        ('[comment]: <> "bylint-ignore-file IMG001: a definition"\n\nOne.\n', (("IMG001",), 1, 2**31)),
    ),
)
def test_request(text, expected):
    suffix = ".mdx" if text.startswith("{/") else ".md"
    assert [(s.rules, s.first, s.last, s.trouble) for s in asked(text, suffix)] == [(*expected, "")]


@pytest.mark.parametrize(
    "text",
    (
        "```\n<!-- bylint-ignore-next-line IMG001: shown -->\n```\n",
        "```\n[//]: # (bylint-ignore-next-line IMG001: shown)\n```\n",
        "Write `<!-- bylint-ignore-next-line IMG001: why -->` above it.\n",
        "<!-- please use bylint-ignore-next-line IMG001 here -->\n",
        "<!-- bylint checks this before each commit -->\n",
        "<!-- bylint: see CONTRIBUTING -->\n",
        "<!-- bylintrc was here -->\n",
        "    <!-- bylint-ignore-file IMG001: indented code -->\n",
    ),
)
def test_no_request(text):
    assert asked(text) == ()


@pytest.mark.parametrize(
    ("words", "trouble"),
    (
        ("bylint-ignore-next-line ADS001", "it gives no reason"),
        ("bylint-ignore-next-line ADS001:", "it gives no reason"),
        ("bylint-ignore-next-line ADS001: reason", "'reason' gives no reason"),
        ("bylint-ignore-next-line ADS001: x", "'x' gives no reason"),
        ("bylint-ignore-next-line ADS001: xxxx", "'xxxx' gives no reason"),
        ("bylint-ignore-next-line ADS001: T.B.D.!", "'T.B.D.!' gives no reason"),
        ("bylint-ignore-next-line ADS001: To-do", "'To-do' gives no reason"),
        ("bylint-ignore-next-line ADS001: ads001", "'ads001' gives no reason"),
        ("bylint-ignore-next-line: an old label", "it names no rule"),
        ("bylint-ignore-next-line ADS001 - an old label", "it gives no reason"),
        (
            "bylint-disable-next-line ADS001: an old label",
            "begins as 'bylint-disable-next-line', not as 'bylint-ignore-next",
        ),
        ("bylint-ignore-line ADS001: an old label", "not as 'bylint-ignore-next-line'"),
        ("bylint-disable-file ADS001: an old label", "not as 'bylint-ignore-file'"),
        ("bylint ignore ADS001", "it begins as 'bylint ignore', not as 'bylint-ignore-next-line'"),
        ("bylint: ignore ADS001", "it begins as 'bylint: ignore'"),
        ("bylint_ignore_next_line ADS001: an old label", "it begins as 'bylint_ignore_next_line'"),
        ("bylint-enable ADS001", "not as 'bylint-end'"),
        ("bylint-end ADS001", "no bylint-ignore stands open before it"),
        ("bylint-ignore ADS001: an old label", "no bylint-end closes it"),
        ("bylint-ignore-file ADS001 until=2027-13-31: an old label", "'2027-13-31' is no date such as 2027-01-31"),
        ("bylint-ignore-file ADS001 until=spring: an old label", "'spring' is no date"),
        ("bylint-ignore-file ADS001 till=2027-01-31: an old label", "'till' is not understood (did you mean 'until'?)"),
        ("bylint-ignore-file ADS001 = 4: an old label", "'=' is not understood"),
        ("bylint-ignore-file ADS001: one\n bylint-ignore-file IMG001: two", "each needs a comment of its own"),
    ),
)
def test_what_has_no_force_says_why(words, trouble):
    (request,) = asked(f"<!-- {words} -->\n\nOne.\n")
    assert trouble in request.trouble


@pytest.mark.parametrize(
    ("suffix", "page"),
    (
        (".md", "One.\n\n<!-- {} -->\n\nTwo.\n"),
        (".md", "---\na: b\n---\n[//]: # ({})\n\nTwo.\n"),
        (".md", "One.\n\n{{{{/* {} */}}}}\n\nTwo.\n"),
        (".md", "- One.\n  <!-- {} -->\n- Two.\n"),
        (".md", "> <!-- {} -->\n> Two.\n"),
        (".md", "<div>\n<!-- {} -->\n<p>Two.\n</div>\n"),
        (".mdx", "One.\n\n{{/* {} */}}\n\nTwo.\n"),
        (".html", "<p>One.\n<!-- {} -->\n<p>Two.\n"),
        (".html", "---\na: b\n---\n<p>One.\n<!-- {} -->\n<p>Two.\n"),
        (".txt", "One.\n\n<!-- {} -->\n\nTwo.\n"),
        (".rst", "One.\n\n.. {}\n\nTwo.\n"),
    ),
)
def test_in_every_format_it_is_honoured_or_said_why_not(suffix, page):
    for words, trouble in (
        ("bylint-ignore-file ADS001: shown as it was pasted", ""),
        ("bylint-ignore-next-line ADS001: shown as it was pasted", ""),
        ("bylint-ignore-next-line ADS001", "it gives no reason"),
        ("bylint-ignore-next-line ADS001: reason", "'reason' gives no reason"),
        ("bylint-ignore-next-line: shown as it was pasted", "it names no rule"),
        ("bylint-ignore ADS001: shown as it was pasted", "no bylint-end closes it"),
        ("bylint-ignore-line ADS001: shown", "it begins as 'bylint-ignore-line', not as 'bylint-ignore-next-line'"),
        ("bylint ignore ADS001", "it begins as 'bylint ignore', not as 'bylint-ignore-next-line'"),
    ):
        assert [each.trouble for each in asked(page.format(words), suffix)] == [trouble], words


@pytest.mark.parametrize(
    "written",
    ("{# bylint-ignore-file ADS001: shown #}", "{% comment %} bylint-ignore-file ADS001: shown {% endcomment %}"),
)
def test_code_of_a_template_is_no_comment_of_a_page(written):
    (request,) = asked(f"<p>One.</p>\n{written}\n<p>Two.</p>\n", ".html")
    assert request.trouble == f"{written[:2]!r} begins no comment in this file, <!-- does"
    assert asked("<p>One.</p>\n<p>{# bylint: how it works #}</p>\n", ".html") == ()
    assert asked(f"<p>One.</p>\n<p><code>{written}</code></p>\n", ".html") == ()


@pytest.mark.parametrize(
    ("header", "trouble"),
    (
        ("bylint: {ignore: [ADS001]}", "it gives no reason"),
        ("bylint: {ignore: ADS001}", "it gives no reason"),
        ("bylint: {ignore: {ADS001: }}", "it gives no reason"),
        ("bylint: {ignore: {ADS001: todo}}", "'todo' gives no reason"),
        ("bylint: {ignore: {ADS001: {by: Ada}}}", "it gives no reason"),
        ("bylint: {ignore: {ADS001: {reason: an old label, until: soon}}}", "'soon' is no date"),
        ("bylint: {ignore: {ADS001: {reason: an old label, owner: Ada}}}", "'owner' is not understood"),
        ("bylint: {ignor: {ADS001: an old label}}", "'bylint' knows no 'ignor' (did you mean 'ignore'?)"),
        ("bylint: off", "it gives no reason"),
        ("bylint: {}", "it gives no reason"),
        ("bylint-ignore: ADS001", "the header knows no 'bylint-ignore' (did you mean 'bylint'?)"),
    ),
)
def test_what_has_no_force_in_a_header_says_why(header, trouble):
    (request,) = asked(f"---\ntitle: One\n{header}\n---\nOne.\n")
    assert trouble in request.trouble


@pytest.mark.parametrize(
    "header",
    (
        "---\nbylint: {ignore: {ADS001: {reason: an old label, by: Ada Lund, until: 2027-01-31}}}\n---\n",
        "---\nbylint: {ignore: {ADS001 by='Ada Lund' until=2027-01-31: an old label}}\n---\n",
        "+++\nbylint = {ignore = {ADS001 = {reason = 'an old label', by = 'Ada Lund', until = 2027-01-31}}}\n+++\n",
        '{"bylint": {"ignore": {"ADS001": {"reason": "an old label", "by": "Ada Lund", "until": "2027-01-31"}}}}\n',
    ),
)
def test_owner_and_end_in_a_header(header):
    (request,) = asked(f"{header}\nOne.\n")
    told = (request.rules, request.reason, request.by, request.until, request.trouble)
    assert told == (("ADS001",), "an old label", "Ada Lund", date(2027, 1, 31), "")


def test_until_and_by_stand_before_the_reason():
    (request,) = asked("<!-- bylint-ignore-file IMG001 until=2027-01-31 by=roe: a scan, until we know: 2 of 3 -->\n")
    assert (request.rules, request.until.isoformat(), request.by, request.reason) == (
        ("IMG001",),
        "2027-01-31",
        "roe",
        "a scan, until we know: 2 of 3",
    )


@pytest.mark.parametrize("comment", ("<!-- {} -->", "[//]: # ({})"))
def test_stacked_suppressions_add_up(comment):
    above = [comment.format(f"bylint-ignore-next-line {code}: the desk agreed") for code in ("ADS001", "IMG001")]
    for text in ("\n".join((*above, IMAGE)), "\n\n".join((*above, IMAGE)), "\r\n".join((*above, "", IMAGE))):
        line = text.replace("\r\n", "\n").split("\n").index(IMAGE) + 1
        assert [(s.rules[0], s.first, s.last) for s in asked(text)] == [("ADS001", line, line), ("IMG001", line, line)]


def test_another_comment_may_be_what_a_suppression_is_for():
    text = "<!-- bylint-ignore-next-line ADS001: kept for the archive -->\n<!-- ad slot -->\nOne.\n"
    assert [(s.first, s.last) for s in asked(text)] == [(2, 2)]


def test_a_block_closes_what_it_names():
    text = (
        "<!-- bylint-ignore ADS001, IMG001: the desk agreed -->\n\nAd\n\n<!-- bylint-end ADS001 -->\n\n"
        "More\n\n<!-- bylint-end -->\n"
    )
    assert [(s.rules, s.first, s.last) for s in asked(text)] == [(("ADS001",), 1, 5), (("IMG001",), 1, 9)]


@pytest.mark.parametrize(
    ("reason", "is_filler"),
    (
        ("the family asked not to be named", False),
        ("old glass plates", False),
        ("Archivfoto", False),
        ("広告", False),
        ("WHY", True),
        ("Grund", True),
        ("n/a", True),
        ("...", True),
        ("ok", True),
        ("", True),
    ),
)
def test_filler_is_no_reason(reason, is_filler):
    assert bool(trouble_of(reason)) == is_filler


def violation(code, name, line, path="a.md", related=()):
    return Violation(code, name, "error", Place(path, Span(0, 0), line, 1, line, 9), "", related=related)


def states(result):
    return [(each.rule, each.code, each.silenced, each.state) for each in result.waivers]


def test_silence_tells_what_was_used():
    text = "<!-- bylint-ignore-next-line IMG001, ADS001, ADS003: three -->\n![A](a.jpg)\n"
    found = (violation("IMG001", "uncredited-image", 2), violation("ADS001", "leftover-ad-marker", 9))
    result = silence(found, asked(text), Terms(NAMES, frozenset({"IMG001", "ADS001"}), DAY))
    assert [v.code for v in result.violations] == ["ADS001"]
    assert len(result.silenced) == 1
    # ADS003 did not run, so it is not judged.
    assert states(result) == [
        ("IMG001", "IMG001", 1, ""),
        ("ADS001", "ADS001", 0, "unused"),
        ("ADS003", "ADS003", 0, "unjudged"),
    ]


@pytest.mark.parametrize("name", ("IMG001", "img001", "uncredited-image", "Uncredited-Image"))
def test_a_name_serves_as_well_as_a_code(name):
    text = f"<!-- bylint-ignore-file {name}: scans of old plates -->\n"
    result = silence((violation("IMG001", "uncredited-image", 2),), asked(text), Terms(NAMES, frozenset({"IMG001"})))
    assert (result.violations, len(result.silenced), states(result)) == ((), 1, [(name, "IMG001", 1, "")])


@pytest.mark.parametrize(
    ("name", "trouble"),
    (
        ("ADS", "'ADS' is a family; it names rules, such as ADS001"),
        ("ADS099", "there is no rule 'ADS099' (did you mean 'ADS003'?)"),
        ("uncredited-imgae", "there is no rule 'uncredited-imgae' (did you mean 'uncredited-image'?)"),
    ),
)
def test_a_rule_that_does_not_exist_is_told(name, trouble):
    text = f"<!-- bylint-ignore-file {name}, ADS003: scans of old plates -->\n"
    result = silence((), asked(text), Terms(NAMES, frozenset({"ADS003"})))
    assert [(each.state, each.trouble) for each in result.waivers] == [("no force", trouble), ("unused", "")]


@pytest.mark.parametrize(("day", "left"), ((date(2027, 1, 31), 0), (date(2027, 2, 1), 1)))
def test_a_suppression_holds_on_its_last_day(day, left):
    text = "<!-- bylint-ignore-file IMG001 until=2027-01-31: scans of old plates -->\n"
    terms = Terms(NAMES, frozenset({"IMG001"}), day)
    result = silence((violation("IMG001", "uncredited-image", 2),), asked(text), terms)
    assert len(result.violations) == left
    assert [each.state for each in result.waivers] == ["expired" if left else ""]


def test_what_has_no_force_silences_nothing():
    text = "<!-- bylint-ignore-file IMG001 -->\n"
    result = silence((violation("IMG001", "uncredited-image", 2),), asked(text), Terms(NAMES, frozenset({"IMG001"})))
    assert (len(result.violations), len(result.silenced)) == (1, 0)


def test_a_related_place_counts():
    text = "<!-- bylint-ignore-next-line IMG001: she left and came back -->\nOne.\n"
    at = Related(Place("a.md", Span(0, 0), 2, 1, 2, 9), "here")
    found = (
        violation("IMG001", "uncredited-image", 7, "z.md", (at,)),
        violation("IMG001", "uncredited-image", 2, "z.md"),
    )
    result = silence(found, asked(text), Terms(NAMES, frozenset({"IMG001"})))
    assert [v.place.line for v in result.violations] == [2]
    assert states(result) == [("IMG001", "IMG001", 1, "")]


@pytest.mark.parametrize(
    "unit",
    (
        "<!-- bylint-ignore-next-line ADS001: a quotation -->\nAd\n\n",
        "<!-- bylint-ignore-next-line ADS001: a quotation -->\n",
        "<!-- bylint-ignore ADS001: a quotation -->\n\nAd\n\n<!-- bylint-end ADS001 -->\n\n",
    ),
    ids=("each for its line", "one above the other", "blocks"),
)
def test_twice_the_suppressions_are_twice_the_work(unit):
    spent = []
    for many in (200, 400):
        article = readers.read(Source("a.md", unit * many), ".md")
        found = [violation("ADS001", "leftover-ad-marker", 2 + 3 * number) for number in range(many)]
        spent.append(lines(lambda article=article, found=found: silence(found, requests(article), Terms(NAMES))))
    assert spent[1] < 2.4 * spent[0]
