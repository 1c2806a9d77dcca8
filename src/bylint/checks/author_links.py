"""Links, accounts and numbers of authors that cannot work: what is written there leads to nobody, whoever is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylint.checks.wording import is_own
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.grammar.bio import bio_words
from bylint.grammar.byline_line import E_MAIL
from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.model.article import Article
from bylint.model.markup import ACCOUNT
from bylint.model.markup import AUTHOR_DATA
from bylint.model.markup import Field
from bylint.model.parts_people import Account
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Profile
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.model.world import Knowledge
from bylint.roles.byline import is_of_template
from bylint.roles.people import header
from bylint.roles.people import key_of
from bylint.roles.people import people_words
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

Found = Iterator[Violation]
_Part = Author | Account | Bio | Profile

_MOST, _MOST_FIELDS, _LONGEST = 60, 2000, 300
"""Bios of an article, fields, letters of an address that are looked at."""
_TWICE = lazily(r"https?:/{0,2}(?:www\.)?https?:?/{1,2}.{0,300}", re.IGNORECASE)
_SCHEME = lazily(r"(?!https?://[^/\s])(?=h?t{1,3}p)[htps]{3,7}(?:[:;]{1,2}\s?/{0,3}|//)\s?\w.{0,300}", re.IGNORECASE)
_BARE = lazily(r"(?:#|https?:/{0,2}(?:www\.)?)?")
_MAIL_TO = lazily(r"mailto:/{0,2}", re.IGNORECASE)
_MAIL = lazily(r"[^\s@]{1,80}@[^\s@]{1,80}")
_HIDDEN = lazily(r"[%&{}<>\[\],;]|@.*@")
_DOTS = lazily(r"(?<![\w.@+-])[\w+-][\w.+-]{0,60}(?:@[\w-]{1,40}(?:\.[\w-]{1,40}){0,3}\.\.|@\.|\.@)[\w.-]{0,40}\w")
_ORCID = lazily(r"(?<![\w-])\d{4}-\d{4}-\d{4}-\d{3}[\dXx](?![\w-])")
_ZEROS = lazily(r"(?:0000-){3}0000")
_NUMBERED = lazily(r"(?:(?:https?://)?(?:www\.)?orcid\.org/)?([\d-]{9,24}[Xx]?)/?", re.IGNORECASE)
_SIGNS = lazily(r"@{2}.{0,80}|@\s.{0,80}|[\w@.-]{2,80}\s?[,;]")
_BLANKS = lazily(r"[^\W\d_][\w’'.-]{0,30}(?: [\w’'.-]{1,30}){1,3}")
_DIGITS, _TEN = 15, 10


class _Odd(NamedTuple):
    """What cannot work, and why not."""

    prose: Prose
    because: str


def broken_author_link(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the links in bios, and the addresses and accounts that data give of authors, that cannot work."""
    page = article.parts.first(Profile)
    part: _Part | None = page or next(own(article, Author), None) or article.parts.first(Account)
    for bio in article.parts.of(Bio)[: _MOST if not article.is_author_data else _MOST_FIELDS]:
        part = part or bio
        for odd in _in_bio(bio, article, knowledge) if is_own(article, bio) else ():
            yield from _said(rule, article, bio, odd)
    for field in _fields(article, page, knowledge) if part else ():
        because = _of_field(field, knowledge)
        if because and part:
            yield from _said(rule, article, part, _Odd(field.prose, because))


def _said(rule: AnyRule, article: Article, part: _Part, odd: _Odd) -> Found:
    words = {"found": quoted(odd.prose.plain), "because": odd.because}
    # What a form has before anybody fills it in deceives nobody.
    cases = {"kind": "blank" if _ZEROS.search(odd.prose.plain) else "broken"}
    yield from reported(rule, article, part, span=odd.prose.span(), words=words, cases=cases)


def _in_bio(bio: Bio, article: Article, knowledge: Knowledge) -> Iterator[_Odd]:
    here, told = bio.span, list[Prose]()
    for link in article.links if bio.block >= 0 else ():
        words = link.words if link.words.plain else link.href
        if link.block != bio.block or not words.at or not here.start <= words.span().start < here.end:
            continue
        address = link.href.plain.strip()[:_LONGEST]
        # "<ida@example.com>" is a link to a mailbox.
        is_mailbox = address == words.plain.strip() and "@" in address
        because = "" if is_mailbox else _of_link(address, knowledge, is_page=article.is_page)
        if because:
            told.append(link.href)
            yield _Odd(link.href if link.href.plain and link.href.at else words, because)
    plain = bio.prose.plain[:4000]
    for pattern, because in ((_DOTS, "is no mail address"), (_ORCID, "")):
        for match in pattern.finditer(plain):
            said = because or (_of_number(match[0]) if "orcid" in plain.lower() else "")
            if said and not any(match[0] in each.plain for each in told):
                yield _Odd(bio.prose.cut(*match.span()), said)


def _of_link(address: str, knowledge: Knowledge, *, is_page: bool) -> str:
    """Return why the address of a link leads to nobody, or nothing."""
    if not is_page and _BARE.fullmatch(address):
        return "leads nowhere" if address else "links to nothing"
    if _MAIL.fullmatch(address) and E_MAIL.fullmatch(address):
        return "is a mail address, and the link has no mailto:"
    mail = _MAIL_TO.match(address)
    if mail:
        return "is no mail address" if _is_no_mail(address[mail.end() :]) or mail[0].endswith("/") else ""
    if _without_scheme(knowledge).match(address):
        return "is a path of this site, for it has no https://"
    return _of_address(address, knowledge)


def _is_no_mail(words: str) -> bool:
    plain = words.partition("?")[0].strip()
    # What hides an address from robots is no mistake, nor are two of them.
    return plain.isascii() and not _HIDDEN.search(plain) and not _mail(plain)


def _mail(plain: str) -> bool:
    return bool(E_MAIL.fullmatch(plain)) and not _DOTS.fullmatch(plain)


def _of_address(address: str, knowledge: Knowledge) -> str:
    if _TWICE.fullmatch(address) or _host_twice(knowledge).match(address):
        return "holds an address twice"
    if _SCHEME.fullmatch(address):
        return "does not begin as an address does"
    if _blank_account(knowledge).match(address):
        return "has a blank, which no account has"
    if is_of_template(address, knowledge):
        return "is what a template has, and nobody's account"
    number = _NUMBERED.fullmatch(address)
    return _of_number(number[1]) if number and "orcid.org" in address.lower() else ""


def _of_number(number: str) -> str:
    """Return why an ORCID is nobody's: its last sign is made of those before it (ISO 7064, mod 11-2)."""
    digits = number.replace("-", "").upper()
    if len(digits) != _DIGITS + 1:
        return "is no ORCID: it has not sixteen signs"
    total = 0
    for digit in digits[:_DIGITS]:
        total = (total + int(digit)) * 2 if digit.isdecimal() else 0
    check = (12 - total % 11) % 11
    is_right = digits[-1] == ("X" if check == _TEN else str(check))
    return "" if is_right else "is nobody's ORCID: its last sign does not fit the others"


def _fields(article: Article, page: Profile | None, knowledge: Knowledge) -> Iterator[Field]:
    """Yield the fields that hold an address or an account of an author: on the page of one, in a file of them, and
    beside the name in the header of an article."""
    accounts = knowledge.lists["persons"]["network_keys"]
    shown, of_page = bio_words(knowledge).profiles["shown"], people_words("page_keys", knowledge)
    if article.is_author_data:
        told = (f for f in article.fields[:_MOST_FIELDS] if f.origin == AUTHOR_DATA and f.path[0] == ACCOUNT)
        yield from (field for field in told if field.prose.at)
        return
    for field in header(article):
        key, is_nested = folded(str(field.path[-1])), len(field.path) > 1
        is_told = key in accounts or key in shown or key == "orcid"
        is_beside = is_nested and key_of(field) in ("author", "authors")
        if field.prose.at and ((is_told and (page or is_beside)) or key in of_page):
            yield field


def _of_field(field: Field, knowledge: Knowledge) -> str:
    value, key = field.prose.plain.strip()[:_LONGEST], folded(str(field.path[-1]))
    if not value:
        return ""
    because = _of_address(value, knowledge)
    if because:
        return because
    if key == "orcid":
        number = _NUMBERED.fullmatch(value)
        return _of_number(number[1]) if number else ""
    is_account = key in knowledge.lists["persons"]["network_keys"] or field.origin == AUTHOR_DATA
    if not is_account or "/" in value or key == "url":
        return ""
    if _SIGNS.fullmatch(value):
        return "has a sign that no account has"
    is_name = bool(_BLANKS.fullmatch(value)) and is_person(value, names(knowledge))
    return "is a name, and no account" if is_name and len(bare(value).split()) > 1 else ""


@lru_cache(maxsize=4)
def _without_scheme(knowledge: Knowledge) -> re.Pattern[str]:
    return lazily(rf"(?:www\.[\w-]{{2,40}}\.\w|{_hosts(knowledge)}/\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _host_twice(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of a network's address with another address, or itself, where the account should be."""
    hosts = _hosts(knowledge)
    return lazily(rf"(?:https?://)?(?:www\.)?{hosts}/(?:in/)?@?(?:https?[:/]|(?:www\.)?{hosts}/)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _blank_account(knowledge: Knowledge) -> re.Pattern[str]:
    return lazily(rf"(?:https?://)?(?:www\.)?{_hosts(knowledge)}/@?[\w.-]{{1,40}}(?:%20| )[\w.-]", re.IGNORECASE)


def _hosts(knowledge: Knowledge) -> str:
    return one_of(knowledge.lists["persons"]["networks"])
