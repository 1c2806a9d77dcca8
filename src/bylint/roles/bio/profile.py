"""Pages of authors: files that say of one person who that is, and are no articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.markup import Field
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.roles.bio.words import Words
from bylint.roles.naming import Names
from bylint.roles.naming import core
from bylint.roles.naming import is_person
from bylint.roles.naming import is_same
from bylint.roles.naming import plain_id
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_NUMBERED = lazily(r"(.{3,80}?)[-_. ]{1,2}(?:\(?\d\)?|copy|copia|kopie|copie)")
_ID = lazily(r"[a-z0-9][a-z0-9_.-]{1,60}")
_SHORT = 3


class Profile(NamedTuple):
    """A page of an author: the name as printed and bare, and the name of its file."""

    name: Prose
    about: str
    file: str


def profile(article: Article, known: Names, by: Words) -> Profile | None:
    """Return whose page a file is: it lies in a folder of people, names a person, and is signed by nobody else."""
    *folders, name = article.source.path.replace("\\", "/").split("/")
    file = name.rsplit(".", 1)[0]
    if name.split(".")[0] in ("_index", "index") and folders:
        file = folders.pop()
    if not folders or folders[-1].casefold().lstrip("_") not in by.profiles["folders"]:
        return None
    fields = tuple(header(article))
    named = next((f.prose for f in fields if _key(f) in by.profiles["names"] and is_person(f.prose.plain, known)), None)
    about = core(named.plain, known) if named else ""
    signed = (f.prose.plain for f in fields if _key(f) in ("author", "authors") and f.prose.plain)
    is_signed = any(not _is_of(signer, about) and plain_id(signer) != plain_id(file) for signer in signed)
    return Profile(named, about, file) if named and not is_signed else None


def flaws(article: Article, page: Profile, by: Words) -> Iterator[Part]:
    """Yield a page of an author, what it lacks, and where it seems to be that of somebody else."""
    yield Part("profile", page.name, page.name.span(), page.about)
    yield from _lacks(article, page, by)
    yield from _misfiled(article, page, by)


def _lacks(article: Article, page: Profile, by: Words) -> Iterator[Part]:
    given = tuple(header(article))
    has_text = any(block.is_inside and block.prose.plain for block in article.blocks)
    said = {"biographies": by.fields | by.field_inner, "posts": by.profiles["posts"]}
    asked = said["posts"] if has_text else said["biographies"] | said["posts"]
    fields = [f for f in given if _key(f) in asked and f.prose.plain != page.name.plain]
    if any(field.prose.plain for field in fields):
        return
    if fields:
        words = prose_at(article.source.text, *fields[0].key)
        yield _lack(words, page, f"is empty in the profile of {page.name.plain}", "empty")
    elif not has_text and any(_key(f) in by.profiles["shown"] and f.prose.plain for f in given):
        yield _lack(page.name, page, "has a profile that does not say who that is", "missing")


def _lack(words: Prose, page: Profile, lack: str, kind: str) -> Part:
    return Part("bare-profile", words, words.span(), page.about, (Element("lack", lack), Element("kind", kind)))


def _misfiled(article: Article, page: Profile, by: Words) -> Iterator[Part]:
    """Yield an id that is nobody's of this page, and the name of a page that has the number of a second one."""
    numbered = _NUMBERED.fullmatch(page.file)
    if numbered and plain_id(numbered[1]) == page.about and not page.name.plain[-1:].isdigit():
        because = f"has another profile, as the number of this file says ({page.file})"
        yield Part("misfiled", page.name, page.name.span(), page.about, _because(because, "copy"))
    if not _is_of(page.file, page.about):
        return
    for field in header(article):
        if _key(field) in by.profiles["ids"] and _is_foreign(field.prose.plain, page):
            because = f"is not the id of {page.name.plain}, whose profile this is ({page.file})"
            yield Part("misfiled", field.prose, field.prose.span(), page.about, _because(because, "id"))


def _because(because: str, kind: str) -> tuple[Element, ...]:
    return (Element("because", because), Element("kind", kind))


def _is_foreign(value: str, page: Profile) -> bool:
    """Tell whether an id has nothing of the person's name, nor of the name of the file."""
    if not _ID.fullmatch(value) or value.isdigit() or _is_of(value, page.about):
        return False
    return bare(value) not in bare(page.file) and bare(page.file) not in bare(value)


def _is_of(text: str, about: str) -> bool:
    """Tell whether a name or an id has the first letters of a word of a person's name, or its initials."""
    plain = plain_id(text)
    letters = plain.replace(" ", "")
    # An id may cut a name short: "lindq", "petlind".
    words = [word[:_SHORT] for word in about.split() if len(word) >= _SHORT]
    return is_same(plain, about) or is_same(letters, about) or any(word in letters for word in words)


def header(article: Article) -> Iterator[Field]:
    """Yield the values of the header of a file."""
    return (field for field in article.fields if field.origin == "front-matter" and field.path)


def _key(field: Field) -> str:
    """Return the key of a field; what stands deeper belongs to the key at which it stands."""
    return folded(str(field.path[0]))
