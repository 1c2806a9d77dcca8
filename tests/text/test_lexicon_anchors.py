from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies

from bylint.text.lexicon import anchors_of_texts
from bylint.text.lexicon import present
from bylint.text.patterns import BadPattern
from bylint.text.patterns import anchors_of
from bylint.text.patterns import compiled
from bylint.text.patterns import finditer


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    (
        (r"\b ferry \b", ("ferry",)),
        (r"the \s harbour \s council", ("harbour",)),
        (r"(?: harbour | quay ) \s? master", ("master",)),
        (r"(?: harbour | quays ) \s? m", ("harbour", "quays")),
        (r"(?: harbour | \w+ ) \s? m", ()),
        (r"(?: ferry )? boat", ("boat",)),
        (r"(?: ferry )+ \d", ("ferry",)),
        (r"(?: ferry ){0,3} \d", ()),
        (r"f e r r y", ("ferry",)),
        (r"(?! ferry ) \w", ()),
        (r"[fF]erry", ("erry",)),
        (r"(?: ferry ){e<=1}", ()),
        (r"\p{Lu} ferry", ()),
        (r"fähre", ("hre",)),
        (r"ab", ()),
        (r"(", ()),
        (r"ferry) ", ()),
        (r"ferry | quay", ("ferry", "quay")),
        (r"ferry | ", ()),
        (r"ferr y? boats", ("boats",)),
        (r"quay ferr y?", ("quayferr",)),
        (r"ferry{1,2}", ("ferr",)),
        (r"(?: ferry ){2}", ("ferry",)),
        (r"(?: ferry ){,2}", ()),
        (r"(?: ferry ){1<=e<=2}", ()),
        (r"(?: ferry )++ \d", ("ferry",)),
        (r"(?> ferry ) \d", ("ferry",)),
        (r"(?P<boat> ferry ) (?<!x)", ("ferry",)),
        (r"(?i) ferry (?-i: QUAYS )", ("ferry",)),
        (r"(?<= ferry ) \d", ()),
        (r"(a)(?(1) ferry | quay )", ()),
        (r"(?| ferry | quay )", ()),
        (r"(?# a ) ferry # a quay", ("ferry",)),
        (r"\x66erry", ("erry",)),
        (r"(f)\1erry", ("erry",)),
        (r"fer\Ury", ()),
        (r"fer[[:alpha:]ry]boat", ("boat",)),
        ("fer\u00a0boat", ("boat",)),
        ("ferry*", ("ferr",)),
        ("*ferry", ()),
    ),
)
def test_anchors_of_a_pattern(pattern, anchors):
    assert anchors_of(pattern) == anchors


_PIECES = strategies.sampled_from(
    (
        *(
            "ferry",
            " quay ",
            "k",
            "İ",
            "ß",
            "\u00a0",
            ".",
            r"\b",
            r"\.",
            r"\ ",
            r"\#",
            r"\x41",
            "[a-e]",
            "[^]b]",
            "(a)",
        ),
        *("# boat\n", "(?# boat )", "(?=.)", "(?!boat)", "(?<!boat)", "^", "$", "{", "}", "(?:", "(?P<boat>ferry)"),
    )
)
_REPEATS = strategies.sampled_from(("?", "*", "+", "{2}", "{0,2}", "{,1}", "{1,}", "+?", " ?"))
_SIGNS = strategies.sampled_from(("(?:", "(", "(?i:", "(?-i:", "(?>", "(?=", ")", ")", ")?", "){0,2}", "|", "|"))
_PATTERNS = strategies.lists(strategies.one_of(_PIECES, _PIECES, _REPEATS, _SIGNS), max_size=10).map("".join)


@given(_PATTERNS, strategies.data())
def test_every_match_holds_an_anchor(pattern, data):
    try:
        known = re.compile(pattern, re.VERBOSE | re.IGNORECASE)
        compiled(pattern)
    except (re.error, BadPattern):
        return
    anchors = anchors_of(pattern)
    if not anchors:
        return
    text = data.draw(strategies.from_regex(known))
    for found in (re.finditer(known, text), finditer(pattern, text)):
        assert all(present((anchors,), (match[0],)) for match in found)


@pytest.mark.parametrize(
    ("texts", "anchors"),
    (
        (("Image here", "TK photo"), ("image", "photo")),
        (("Image here", "TK"), ()),
        ((), ()),
    ),
)
def test_anchors_of_texts_need_one_of_each(texts, anchors):
    assert anchors_of_texts(texts) == anchors


@pytest.mark.parametrize(
    "text", ("The FERRY", "a kilometre", "İmage", "ımage", "ｆｅｒｒｙ", "aferryboat", "ferr\u0131")
)
def test_letters_of_either_case_and_form_are_seen(text):
    assert present((("ferry", "kilo"), ("image", "ferri")), (text,))


def test_what_is_not_there_is_not_present():
    assert present((("ferry",), ("quay",)), ("The boat", "at the quay")) == {"quay"}
    assert present((), ("The boat",)) == frozenset()
