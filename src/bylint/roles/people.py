"""The people of an article: who is named, who signs, whose page it is, whom the registry knows, and their accounts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bylint.grammar.bio import bio_words
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.markup import Field
from bylint.model.markup import Link
from bylint.model.parts_people import Account
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Profile
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.model.world import people_named
from bylint.roles.site import name_of
from bylint.text.files import flat
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.patterns import lazily


def authors(article: Article) -> tuple[Author, ...]:
    """Return the persons whom any byline names; the same one stands there for each place that does."""
    every = article.parts.of(Author)
    return tuple(author for author in every if author.about and not author.is_body and not author.is_placeholder)


def signers(article: Article) -> tuple[Author, ...]:
    """Return the persons who sign an article, each where it is named first."""
    first = {author.about: author for author in reversed(authors(article)) if author.signs}
    return tuple(first.values())[::-1]


def named_bios(article: Article) -> tuple[Bio, ...]:
    """Return the bios that begin with a name."""
    return tuple(bio for bio in article.parts.of(Bio) if bio.about and bio.name and bio.name.at)


def is_profile(article: Article) -> bool:
    """Tell whether the file says of one person who that is, and is no article."""
    return article.parts.first(Profile) is not None


def are_same(one: str, other: str) -> bool:
    """Tell whether two bare names may mean one person, whichever of them is the shorter."""
    return is_same(one, other) or is_same(other, one)


def are_one(one: str, other: str, knowledge: Knowledge) -> bool:
    """Tell the same, or whether the registry has both for one person: an id and a name, a name and an alias."""
    if are_same(one, other):
        return True
    who = person(one, knowledge)
    return who is not None and not who.is_withheld and who is person(other, knowledge)


def person(about: str, knowledge: Knowledge) -> Person | None:
    """Return the one person of the registry who bears a bare name; of two who bear it, neither."""
    found = people_named(knowledge.registry, about)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=32)
def people_words(name: str, knowledge: Knowledge) -> frozenset[str]:
    """Return one list of words about people, folded."""
    return folded_all(flat(knowledge.lists["persons"][name]))


_NUMBERED = lazily(r"(.{3,80}?)[-_. ]{1,2}(?:\(?\d\)?|copy|copia|kopie|copie)")
_ID = lazily(r"[a-z0-9][a-z0-9_.-]{1,60}")
_SHORT = 3


def find_profile(article: Article, knowledge: Knowledge) -> Iterator[Profile]:
    """Yield whose page a file is: it lies in a folder of people, names a person, and is signed by nobody else."""
    known, by = names(knowledge), bio_words(knowledge)
    *folders, name = name_of(article, knowledge).split("/")
    file = name.rsplit(".", 1)[0]
    if name.split(".")[0] in ("_index", "index") and folders:
        file = folders.pop()
    # A page that the site's settings call one of its people may lie anywhere.
    is_placed = bool(folders) and folders[-1].casefold().lstrip("_") in by.profiles["folders"]
    if not is_placed and not article.is_author_data:
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


_SHOWN = lazily(r"@[A-Za-z0-9_.]{2,30}(?<!\.)(?![\w@.]*@)")
_IN_WORDS = lazily(
    r"(?:[Oo]n (?:X|Twitter)(?: at| as)?:? |[Tt]weets (?:at|as) |\b(?:Twitter|X): )\(?(@\w{2,30})(?![\w@.]*@)"
)
_ADDRESS = lazily(r"^(?:https?:)?(?://)?(?:www\.)?([a-z.]{4,30})/(?:#!/)?@?([A-Za-z0-9_.]{2,30})/?(?:[?#].*)?$")
_MOST = 60


def find_accounts(article: Article, knowledge: Knowledge) -> Iterator[Account]:
    """Yield the accounts to which the bios of one person link, then those that they name in words alone."""
    bios = tuple(_bios_of_one(article))
    if bios:
        yield from _linked(article, bios, knowledge)
        yield from _told(article, bios)


def account_at(address: str, knowledge: Knowledge) -> tuple[str, str]:
    """Return the network to which an address leads, and the name of the account there."""
    match = _ADDRESS.match(address.strip()[:200])
    if match is None or match[2].lower() in people_words("pages", knowledge):
        return "", ""
    network = knowledge.lists["persons"]["networks"].get(match[1].lower(), "")
    return network, match[2] if network else ""


def _bios_of_one(article: Article) -> Iterator[Bio]:
    """Yield the bios of one person: of two who share a bio nobody knows whose an account is."""
    bios = article.parts.of(Bio)[:_MOST]
    spans = [bio.span for bio in bios]
    yield from (bio for bio in bios if spans.count(bio.span) == 1)


def _linked(article: Article, bios: tuple[Bio, ...], knowledge: Knowledge) -> Iterator[Account]:
    by_block: dict[int, list[Link]] = {}
    for link in article.links:
        by_block.setdefault(link.block, []).append(link)
    seen: set[int] = set()
    for bio in bios:
        for link in by_block.get(bio.block, ()):
            words = link.words.span()
            is_ours = bio.span.start <= words.start < words.end <= bio.span.end
            if bio.block < 0 or not is_ours or link.span.start in seen:
                continue
            seen.add(link.span.start)
            network, name = account_at(link.href.plain, knowledge)
            if name:
                match = _SHOWN.fullmatch(link.words.plain.strip())
                at = link.words.plain.find(match[0]) if match else 0
                shown = link.words.cut(at, at + len(match[0])) if match else None
                yield Account(link.words, shown, network, name, bio, is_linked=True)


def _told(article: Article, bios: tuple[Bio, ...]) -> Iterator[Account]:
    """Yield the handles that bios name in words: "on Twitter at @roe"; those that are linked have a link's say."""
    linked = [link.words.span() for link in article.links]
    for bio in bios:
        for match in _IN_WORDS.finditer(bio.prose.plain):
            shown = bio.prose.cut(*match.span(1))
            at = shown.span()
            if not any(span.start <= at.start < span.end for span in linked):
                yield Account(shown, shown, "twitter", shown.plain[1:], bio, is_linked=False)
