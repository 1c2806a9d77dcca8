"""Text that stands where a disclaimer should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.roles.disclaimer.finding import Found
from bylint.text.lazy import lazily

_LONGEST = 160
_VERBOSE, _ANY_CASE = re.VERBOSE, re.IGNORECASE
# The whole line: [DISCLAIMER], Disclaimer: TK, Insert disclaimer here, Disclaimer goes here, Add the DoD disclaimer.
_LINE = lazily(
    r"""
    [\s\[({<*_"“]{0,6}
    (?: (?:insert|add|put|paste|include|need|needs)\s(?:\w+\s){0,4}?disclaimer(?:\s(?:text|here|below|statement)){0,3}
      | (?:\w+\s){0,2}disclaimer\s(?:text\s|statement\s)?
        (?:goes\shere|to\scome|here|tk|tbd|tba|tbc|todo|pending|placeholder)
      | (?:\w+\s){0,2}disclaimer\s?[:—–-]\s{0,2}
        (?:tk(?:tk)?|tbd|tba|tbc|todo|xx+|\[[^\]]{0,40}\]|lorem\sipsum.{0,100}|\.{3}|…|n/?a)
      | (?:standard\s|usual\s|dod\s|author\s|employer\s){0,2}disclaimer(?=\s?[\])}>])
      | todo:?\s.{0,40}disclaimer
    )
    [\s\])}>*_."”!]{0,6}
    """,
    _VERBOSE | _ANY_CASE,
)
# A gap in the middle of a sentence: [ORGANIZATION], [employer], <Agency>, XXX, TK.
_GAP = lazily(
    r"""
    \[ \s? (?i:(?:insert|add|your|the|name\sof)?\s?(?:the\s)?(?:organi[sz]ation|employer|agency|institution|company|
        department|author|name|command|unit|school|bank|service|affiliation|x+|tk|tbd)
        (?:['’]s)?(?:\s(?:name|here))?) \s? \]
    | (?<!\w) (?:TK|TKTK|TBD|XXX+|YOUR\ (?:EMPLOYER|ORGANI[SZ]ATION|AGENCY)|LOREM\ IPSUM) (?!\w)
    | \{\{ .{1,40} \}\}
    | (?<!\w) (?i:lorem\ ipsum) (?!\w)
    """,
    _VERBOSE,
)


def fillers(article: Article, about: str) -> Iterator[Part]:
    """Yield the lines that only say that a disclaimer should stand here."""
    for index, block in enumerate(article.blocks):
        words = block.prose.plain
        if len(words) > _LONGEST or block.kind not in ("paragraph", "item", "label", "cell", "heading"):
            continue
        if not block.is_inside or "quote" in block.within or "code" in block.within:
            continue
        if "isclaimer" in words.lower() and _LINE.fullmatch(words):
            elements = (Element("placeholder", words, block.prose),)
            yield Part("disclaimer-filler", block.prose, block.prose.span(), about, elements, index)


def gap(one: Found) -> Element | None:
    """Return the words of a disclaimer that stand for a name to come."""
    match = _GAP.search(one.prose.plain) if one.standing in ("printed", "field") else None
    if match is None:
        return None
    words = one.prose.cut(*match.span())
    return Element("placeholder", words.plain, words)
