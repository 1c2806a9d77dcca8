from __future__ import annotations

import pytest

from bylint.text.anchors import anchors_of
from bylint.text.anchors import anchors_of_texts
from bylint.text.anchors import present


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
    ),
)
def test_anchors_are_what_every_match_holds(pattern, anchors):
    assert anchors_of(pattern) == anchors


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
