"""Pages of authors: files that say of one person who that is, and are no articles."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.grammar.bio import bio_words
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.markup import Field
from bylint.model.parts_people import Profile
from bylint.model.world import Knowledge
from bylint.roles.site import name_of
from bylint.text.fold import folded
from bylint.text.patterns import lazily

_NUMBERED = lazily(r"(.{3,80}?)[-_. ]{1,2}(?:\(?\d\)?|copy|copia|kopie|copie)")
_ID = lazily(r"[a-z0-9][a-z0-9_.-]{1,60}")
_SHORT = 3


def find(article: Article, knowledge: Knowledge) -> Iterator[Profile]:
    """Yield whose page a file is: it lies in a folder of people, names a person, and is signed by nobody else."""
    known, by = names(knowledge), bio_words(knowledge)
    *folders, name = name_of(article, knowledge).split("/")
    file = name.rsplit(".", 1)[0]
    if name.split(".")[0] in ("_index", "index") and folders:
        file = folders.pop()
    if not folders or folders[-1].casefold().lstrip("_") not in by.profiles["folders"]:
        return
    fields = tuple(header(article))
    named = (f.prose for f in fields if key_of(f) in by.profiles["names"] and is_person(f.prose.plain, known))
    person = next(named, None)
    if person is None:
        return
    about = core(person.plain, known)
    signed = (f.prose.plain for f in fields if key_of(f) in ("author", "authors") and f.prose.plain)
    if all(may_name(signer, about) or plain_id(signer) == plain_id(file) for signer in signed):
        yield Profile(person, about, file)


def may_name(text: str, about: str) -> bool:
    """Tell whether a name or an id has the first letters of a word of a person's name, or its initials."""
    plain = plain_id(text)
    letters = plain.replace(" ", "")
    # An id may cut a name short: "lindq", "petlind".
    words = [word[:_SHORT] for word in about.split() if len(word) >= _SHORT]
    return is_same(plain, about) or is_same(letters, about) or any(word in letters for word in words)


def header(article: Article) -> Iterator[Field]:
    """Yield the values of the header of a file."""
    return (field for field in article.fields if field.origin == "front-matter" and field.path)


def key_of(field: Field) -> str:
    """Return the key of a field; what stands deeper belongs to the key at which it stands."""
    return folded(str(field.path[0]))
