"""Pages of authors: whether they say who that is, and whether they are that of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.checks.bio_owners import LONGEST_NAME
from bylint.checks.bio_owners import stranger_in
from bylint.checks.wording import is_own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import stands_for_bio
from bylint.grammar.bio_sentence import has_post
from bylint.grammar.bio_sentence import opening
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Profile
from bylint.model.prose import Prose
from bylint.model.prose import prose_in
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.model.world import Knowledge
from bylint.roles.byline import is_template_account
from bylint.roles.people import header
from bylint.roles.people import key_of
from bylint.roles.people import may_name
from bylint.roles.people import said_of_person
from bylint.text.fold import bare
from bylint.text.fold import is_misspelt
from bylint.text.fold import may_be_two
from bylint.text.patterns import lazily

Found = Iterator[Violation]


def bare_profile(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report a page of an author that does not say who that is."""
    for page in article.parts.of(Profile):
        for lack in _lacks(article, page, knowledge):
            words = {"found": quoted(lack.prose.plain), "lack": lack.said}
            yield from reported(rule, article, page, span=lack.prose.span(), words=words)


def misfiled_profile(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the id on a page of an author that is that of nobody there, and a page with the number of a second one."""
    for page in article.parts.of(Profile):
        for odd in _misfiled(article, page, knowledge):
            words = {"found": quoted(odd.prose.plain), "because": odd.said}
            yield from reported(rule, article, page, span=odd.prose.span(), words=words, cases={"kind": odd.kind})
    for odd in (*_respelt_in_data(article, knowledge), *_told_twice(article)):
        words = {"found": quoted(odd.prose.plain), "because": odd.said}
        part = article.parts.of(Bio)[0]
        yield from reported(rule, article, part, span=odd.prose.span(), words=words, cases={"kind": odd.kind})
    for bio in _beside_names(article):
        name = stranger_in(bio.prose, bio.about, knowledge)
        if name and is_own(article, bio):
            words = {"found": quoted(name.plain), "because": "is described in the entry of somebody else"}
            yield from reported(rule, article, bio, span=name.span(), words=words, cases={"kind": "bio"})


def _beside_names(article: Article) -> tuple[Bio, ...]:
    """Return the bios that data have beside the names of several: in a file of authors, and of who sign together."""
    bios = article.parts.of(Bio)
    if article.is_author_data:
        return bios
    fields = tuple(bio for bio in bios if bio.block < 0 and " " in bio.about)
    return fields if len({bio.about for bio in fields}) > 1 and not article.parts.of(Profile) else ()


def _respelt_in_data(article: Article, knowledge: Knowledge) -> Iterator[_Odd]:
    """Yield the names with which bios in a file of authors begin, where they are those beside them with a slip."""
    for bio in article.parts.of(Bio) if article.is_author_data else ():
        for name in opening(bio.prose, knowledge).names[:1]:
            about = core(name.plain, names(knowledge))
            if is_misspelt(about, bio.about):
                yield _Odd(name, "is spelt otherwise in the name beside this bio", "slip")


def _told_twice(article: Article) -> Iterator[_Odd]:
    """Yield the second bio of one name in one file of authors, where the two say different things."""
    first: dict[str, Bio] = {}
    for bio in article.parts.of(Bio) if article.is_author_data else ():
        before = first.setdefault(bio.about, bio)
        if before is not bio and " " in bio.about and bare(before.prose.plain) != bare(bio.prose.plain):
            yield _Odd(bio.prose, "is the second bio of one name in this file", "copy")


_NUMBERED = lazily(r"(.{3,80}?)[-_. ]{1,2}(?:\(?\d\)?|copy|copia|kopie|copie)")
_NAMED_PATH = lazily(
    r"/(?:authors?|people|team|staff|contributors?|members?|writers?)/([a-z]{3,20}[-_][a-z]{3,20})(?:\.\w{3,4}|/)?$"
)
_MAIL = lazily(r"(?:mailto:)?([a-z]{3,20})[._-]([a-z]{3,20})@[\w.-]{4,80}")
_ID = lazily(r"[a-z0-9][a-z0-9_.-]{1,60}")


class _Odd(NamedTuple):
    """Words of a page of an author, what is wrong with them, and the kind of that."""

    prose: Prose
    said: str
    kind: str


def _lacks(article: Article, page: Profile, knowledge: Knowledge) -> Iterator[_Odd]:
    lack = _lack(article, page, knowledge)
    yield from (lack,) if lack else ()
    field = next((field for field in header(article) if is_template_account(field, knowledge)), None)
    if field:
        yield _Odd(field.prose, f"is what a template has, and no account of {page.prose.plain}", "account")


def _lack(article: Article, page: Profile, knowledge: Knowledge) -> _Odd | None:
    by, given = bio_words(knowledge), tuple(header(article))
    has_text = any(block.is_inside and block.prose.plain for block in article.blocks)
    posts = by.profiles["posts"]
    asked = posts if has_text else by.fields | by.field_inner | posts
    fields = [f for f in given if key_of(f) in asked and f.prose.plain != page.prose.plain]
    told = [field for field in fields if field.prose.plain]
    filler = next((field for field in told if key_of(field) in posts and stands_for_bio(field.prose.plain, by)), None)
    if filler:
        return _Odd(filler.prose, f"says nothing yet of {page.prose.plain}", "filler")
    if told:
        return None
    if fields:
        words = prose_in(article.source, fields[0].key)
        return _Odd(words, f"is empty in the profile of {page.prose.plain}", "empty")
    is_shown = any(key_of(f) in by.profiles["shown"] and f.prose.plain for f in given)
    is_bare = is_shown and not has_text
    return _Odd(page.prose, "has a profile that does not say who that is", "missing") if is_bare else None


def _misfiled(article: Article, page: Profile, knowledge: Knowledge) -> Iterator[_Odd]:
    """Yield an id that is nobody's of this page, and the name of a page that has the number of a second one."""
    yield from _of_another(article, page, knowledge)
    yield from _led_elsewhere(article, page, knowledge)
    yield from _misspelt(article, page, knowledge)
    numbered = _NUMBERED.fullmatch(page.file)
    if numbered and plain_id(numbered[1]) == page.about and not page.prose.plain[-1:].isdigit():
        yield _Odd(page.prose, f"has another profile, as the number of this file says ({page.file})", "copy")
    if not may_name(page.file, page.about):
        # One page made from another keeps the name of its file, for articles lead to it: "jane-roe-1".
        if not numbered and _names_another(page, names(knowledge)):
            yield _Odd(page.prose, f"is not whom the name of this file says ({page.file})", "file")
        return
    for field in header(article):
        is_id = key_of(field) in bio_words(knowledge).profiles["ids"] or key_of(field) in ("author", "authors")
        if is_id and _is_foreign(field.prose.plain, page):
            said = f"is not the id of {page.prose.plain}, whose profile this is ({page.file})"
            yield _Odd(field.prose, said, "id")


def _led_elsewhere(article: Article, page: Profile, knowledge: Knowledge) -> Iterator[_Odd]:
    """Yield the surname of somebody else, and a path that ends with the whole name of somebody else: a picture, or the
    address of the page."""
    lists, own = knowledge.lists["bylines"]["profiles"], {*page.about.split(), *plain_id(page.file).split()}
    if len(page.about.split()) < 2 or not page.about.isascii():
        return
    for field in header(article):
        key, value = key_of(field), field.prose.plain.strip()
        if key in lists["surnames"] and value.isalpha() and own.isdisjoint(bare(value).split()):
            yield _Odd(field.prose, f"is not the surname of {page.prose.plain}", "name")
        match = _NAMED_PATH.search(value) if key in lists["paths"] else None
        mail = _MAIL.fullmatch(value.lower()) if key in lists["mails"] else None
        words = plain_id(match[1]).split() if match else [*mail.groups()] if mail else []
        is_name = bool(words) and is_person(" ".join(words).title(), names(knowledge))
        if is_name and own.isdisjoint(words) and set(lists["no_names"]).isdisjoint(words) and not _is_part(words, own):
            yield _Odd(field.prose, f"has the name of somebody else, on the profile of {page.prose.plain}", "copy")


def _is_part(words: list[str], own: set[str]) -> bool:
    """Tell whether a word begins as one of the person's names does: "jon" for "jonas"."""
    return any(word[:3] == name[:3] for word in words for name in own)


def _misspelt(article: Article, page: Profile, knowledge: Knowledge) -> Iterator[_Odd]:
    """Yield a name that the file's own name, or the bio, has with another letter."""
    file = plain_id(page.file)
    if is_misspelt(file, page.about) and not may_be_two(file, page.about):
        yield _Odd(page.prose, f"is spelt otherwise in the name of this file ({page.file})", "slip")
    for prose, _ in said_of_person(article, knowledge):
        for name in opening(prose, knowledge).names[:1]:
            about = core(name.plain, names(knowledge))
            if is_misspelt(about, page.about) and not may_be_two(about, page.about):
                yield _Odd(name, f"is {page.prose.plain} in the header of this profile", "slip")


def _names_another(page: Profile, known: Names) -> bool:
    """Tell whether a file is called by the whole name of somebody else: both names are of two words that only letters
    make up, and that a file could have."""
    words = plain_id(page.file).split()
    own = [word for word in page.about.split() if len(word) > 1]
    if not 2 <= len(words) <= LONGEST_NAME or len(own) < 2 or not page.about.isascii():
        return False
    return all(word.isalpha() and len(word) > 1 for word in words) and is_person(" ".join(words).title(), known)


def _of_another(article: Article, page: Profile, knowledge: Knowledge) -> Iterator[_Odd]:
    """Yield the name with which the bio of a page begins, where it is somebody else's."""
    for prose, is_field in said_of_person(article, knowledge):
        name = stranger_in(prose, page.about, knowledge)
        # A text may begin with whomever its author met.
        if name and (is_field or has_post(prose.plain[:300], bio_words(knowledge))):
            yield _Odd(name, f"is described on the profile of {page.prose.plain}", "bio")


def _is_foreign(value: str, page: Profile) -> bool:
    """Tell whether an id has nothing of the person's name, nor of the name of the file."""
    if not _ID.fullmatch(value) or value.isdigit() or may_name(value, page.about):
        return False
    return bare(value) not in bare(page.file) and bare(page.file) not in bare(value)
