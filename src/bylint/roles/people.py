"""The people of an article: who is named, who signs, whose page it is, whom the registry knows, and their accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from bylint.grammar.bio import bio_words
from bylint.grammar.byline_line import E_MAIL
from bylint.grammar.names import core
from bylint.grammar.names import is_body
from bylint.grammar.names import is_person
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.markup import ACCOUNT
from bylint.model.markup import AUTHOR_DATA
from bylint.model.markup import Field
from bylint.model.parts_people import Account
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Profile
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.model.world import people_named
from bylint.roles.site import name_of
from bylint.text.files import flat
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.fold import is_misspelt
from bylint.text.fold import is_respelt
from bylint.text.fold import is_slip
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of


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


def are_respelt(one: str, other: str, knowledge: Knowledge) -> bool:
    """Tell whether one bare name may be the other one that somebody spelled otherwise."""
    return is_respelt(one, other) or is_one_spelling(one, other, knowledge)


def is_one_spelling(one: str, other: str, knowledge: Knowledge) -> bool:
    """Tell whether two bare names differ in the spelling of the first one alone: Jon and John, Stephen and Steven."""
    return _share_given_name("one_name", one, other, knowledge)


def is_short_form(one: str, other: str, knowledge: Knowledge) -> bool:
    """Tell whether two bare names differ in a short form of the first one alone: Bob and Robert."""
    return _share_given_name("short_names", one, other, knowledge)


def _share_given_name(which: str, one: str, other: str, knowledge: Knowledge) -> bool:
    first, _, rest = one.partition(" ")
    second, _, others = other.partition(" ")
    if not rest or rest != others or first == second:
        return False
    groups = _groups_of_names(which, knowledge)
    return not groups.get(first, frozenset()).isdisjoint(groups.get(second, frozenset()))


@lru_cache(maxsize=8)
def _groups_of_names(which: str, knowledge: Knowledge) -> dict[str, frozenset[int]]:
    listed: list[list[str]] = knowledge.lists["persons"][which]
    every = {name for group in listed for name in group}
    return {name: frozenset(number for number, group in enumerate(listed) if name in group) for name in every}


def person(about: str, knowledge: Knowledge) -> Person | None:
    """Return the one person of the registry who bears a bare name; of two who bear it, neither."""
    found = people_named(knowledge.registry, about)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=32)
def people_words(name: str, knowledge: Knowledge) -> frozenset[str]:
    """Return one list of words about people, folded."""
    return folded_all(flat(knowledge.lists["persons"][name]))


def is_paper(name: str, knowledge: Knowledge) -> bool:
    """Tell whether a name is that of a body, or ends as those of papers do: "Quay Review"."""
    last = folded(name).rsplit(" ", 1)[-1]
    return is_body(name, names(knowledge)) or (" " in name and last in people_words("paper_words", knowledge))


_SHORT, _NESTED = 3, 2
_OF_AUTHORS = ("aut", "contrib", "writer", "column")


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
    # On an undated page of authors that is called as its person is, whoever else "signs" is an id that was copied.
    is_of_authors = bool(folders) and folders[-1].casefold().lstrip("_").startswith(_OF_AUTHORS)
    is_own = is_of_authors and may_name(file, about) and not any(key_of(f) == "date" for f in fields)
    if is_own or all(may_name(signer, about) or plain_id(signer) == plain_id(file) for signer in signed):
        yield Profile(person, about, file)


def may_name(text: str, about: str) -> bool:
    """Tell whether a name or an id has the first letters of a word of a person's name, or its initials."""
    plain = plain_id(text)
    letters = plain.replace(" ", "")
    # An id may cut a name short: "lindq", "petlind".
    words = [word[:_SHORT] for word in about.split() if len(word) >= _SHORT]
    return is_same(plain, about) or is_same(letters, about) or any(word in letters for word in words)


def said_of_person(article: Article, knowledge: Knowledge) -> Iterator[tuple[Prose, bool]]:
    """Yield the bio in the header of a page, and its first paragraph; whether it is the former."""
    by = bio_words(knowledge)
    yield from [(f.prose, True) for f in header(article) if key_of(f) in by.fields | by.field_inner][:1]
    yield from [(block.prose, False) for block in article.blocks if block.is_inside and block.prose.plain][:1]


def header(article: Article) -> Iterator[Field]:
    """Yield the values of the header of a file."""
    return (field for field in article.fields if field.origin == "front-matter" and field.path)


def key_of(field: Field) -> str:
    """Return the key of a field; what stands deeper belongs to the key at which it stands."""
    return folded(str(field.path[0]))


_HANDLE = lazily(r"@[A-Za-z0-9_.-]{2,40}(?<![.-])(?:@[a-z0-9.-]{4,60}(?<![.-]))?")
_ACCOUNT = lazily(r"[A-Za-z0-9_.-]{3,40}(?<![.-])")
MAIL = "e-mail"
"""What stands for a network where an account is an address of mail."""
_IN_WORDS = lazily(r"(?<![\w.@/])@[A-Za-z0-9_.]{2,40}(?<!\.)(?:@[a-z0-9.-]{4,60}(?<![.-]))?(?![\w@])")
_ADDRESS = lazily(r"^(?:https?:)?(?://)?(?:www\.)?([a-z0-9.-]{4,60})/([^\s?#]{1,120}?)/?(?:[?#].*)?$")
_BEFORE, _MOST_FIELDS, _ENTRY = 24, 2000, 3
"""Letters before a handle in which its network is named; fields of a file of authors; steps to a value of one of
several authors."""
_MOST = 60


def find_accounts(article: Article, knowledge: Knowledge) -> Iterator[Account]:
    """Yield the accounts that the header and the byline give of who signs, those to which the bios of one person link,
    and those that they name in words alone."""
    yield from _of_owners(article, knowledge)
    signing = signers(article)
    yield from _pages_of_others(article, signing, knowledge)
    bios = tuple(_bios_of_one(article))
    if not bios:
        return
    yield from _in_header(article, signing, knowledge)
    for block, who in _signed_blocks(article, bios, signing):
        yield from _in_block(article, article.blocks[block].prose, block, who, knowledge, is_told=False)
    told = [signer.about for signer in signing]
    for bio in bios:
        about = next((who for who in told if is_misspelt(bio.about, who)), bio.about)
        yield from _in_block(article, bio.prose, bio.block, about, knowledge, is_told=True)


def _of_owners(article: Article, knowledge: Knowledge) -> Iterator[Account]:
    """Yield the accounts that a file of authors, or the page of one, gives beside a name."""
    page = article.parts.first(Profile)
    if page is None and not article.is_author_data:
        yield from _of_listed(article, knowledge)
        return
    known, keys = names(knowledge), knowledge.lists["persons"]["network_keys"]
    for field in article.fields[:_MOST_FIELDS]:
        if page and field.origin == "front-matter" and field.path:
            whose = page.prose.plain
        elif not page and field.origin == AUTHOR_DATA and field.path[0] == ACCOUNT:
            whose = str(field.path[1])
        else:
            continue
        words, key = field.prose.plain.strip(), folded(str(field.path[-1]))
        network, name = account_at(words, knowledge) if "/" in words else (keys.get(key, ""), words.lstrip("@"))
        if network and network != MAIL and _ACCOUNT.fullmatch(name.split("@")[0]) and field.prose.at:
            yield Account(field.prose, None, network, name, core(whose, known), -1, is_told=False, whose=whose)


def _of_listed(article: Article, knowledge: Knowledge) -> Iterator[Account]:
    """Yield the accounts to which addresses beside the names of several authors lead: `- {name: ..., url: ...}`."""
    listed = [field for field in article.fields[:400] if field.origin == "front-matter" and len(field.path) == _ENTRY]
    named = {field.path[:2]: field.prose.plain for field in listed if folded(str(field.path[2])) == "name"}
    for field in listed if len(named) > 1 else ():
        whose = named.get(field.path[:2], "") if key_of(field) == "authors" else ""
        network, name = account_at(field.prose.plain, knowledge) if whose and field.prose.at else ("", "")
        if network and network != MAIL:
            yield Account(
                field.prose, None, network, name, core(whose, names(knowledge)), -1, is_told=False, whose=whose
            )


def account_at(address: str, knowledge: Knowledge) -> tuple[str, str]:
    """Return the network to which an address leads, and the name of the account there; of mail the whole address."""
    if address[:7].lower() == "mailto:":
        mail = unquote(address[7:].partition("?")[0]).strip()
        return (MAIL, mail) if E_MAIL.fullmatch(mail) else ("", "")
    match = _ADDRESS.match(address.strip()[:200])
    if match is None:
        return "", ""
    host, steps = match[1].lower(), match[2].split("/")
    network = knowledge.lists["persons"]["networks"].get(host, "")
    steps = [step for step in steps if step and step != "#!"]
    if network and len(steps) > 1 and steps[0].lower() in people_words("account_steps", knowledge):
        steps = steps[1:]
    if len(steps) != 1 or steps[0].lower() in people_words("pages", knowledge):
        return "", ""
    name = steps[0].lstrip("@")
    if not _ACCOUNT.fullmatch(name) and len(name) < 2:
        return "", ""
    if network:
        return network, name
    # Every house of the open network has its own address.
    return ("mastodon", f"{name}@{host}") if steps[0].startswith("@") else ("", "")


def _bios_of_one(article: Article) -> Iterator[Bio]:
    """Yield the bios of one person: of two who share a bio nobody knows whose an account is."""
    bios = article.parts.of(Bio)[:_MOST]
    spans = [bio.span for bio in bios]
    yield from (bio for bio in bios if spans.count(bio.span) == 1)


def _signed_blocks(article: Article, bios: tuple[Bio, ...], signing: tuple[Author, ...]) -> Iterator[tuple[int, str]]:
    """Yield the blocks of bylines that name one person, and whom."""
    told = {bio.block for bio in bios}
    named: dict[int, set[str]] = {}
    for author in article.parts.of(Author):
        named.setdefault(author.block, set()).add(author.about)
    for block, people in named.items():
        who = next((signer.about for signer in signing if people == {signer.about}), "")
        if block >= 0 and block not in told and who:
            yield block, who


def _in_header(article: Article, signing: tuple[Author, ...], knowledge: Knowledge) -> Iterator[Account]:
    """Yield the accounts that keys of the header give of the only signer, or of the author beside whom they stand."""
    yield from _in_data(article, signing, knowledge)
    keys = knowledge.lists["persons"]["network_keys"]
    for field in article.fields[:400]:
        network = keys.get(folded(str(field.path[-1]))) if field.path else None
        who = _beside(field, article, signing, knowledge) if network else ""
        words = field.prose.plain.strip()
        if not network or not who or field.origin not in ("front-matter", "meta"):
            continue
        name = account_at(words, knowledge)[1] if "/" in words else words.lstrip("@")
        if _ACCOUNT.fullmatch(name.split("@")[0]) and field.prose.at:
            yield Account(field.prose, None, network, name, who, -1, is_told=False)


PAGE = "page"
"""What stands for a network where an address is that of a page on somebody else."""


@lru_cache(maxsize=4)
def _named_page(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of an address that ends in the whole name of whose page it is."""
    folders = one_of(people_words("page_folders", knowledge))
    return lazily(rf"(?:/{folders}|linkedin\.com/in)/([a-z]{{3,20}}(?:[-_][a-z]{{2,20}}){{1,2}})(?:\.\w{{3,4}}|/)?$")


def _pages_of_others(article: Article, signing: tuple[Author, ...], knowledge: Knowledge) -> Iterator[Account]:
    """Yield the addresses round the name of a signer, and beside that of the only one, that end in the whole name of
    somebody else."""
    keys = people_words("page_keys", knowledge)
    for field in article.fields[:400] if len(signing) == 1 else ():
        if field.origin == "front-matter" and len(field.path) == 1 and key_of(field) in keys:
            yield from _page_of_other(field.prose, signing[0].about, -1, knowledge)
    leads_to_one = _named_page(knowledge)
    for link in article.links if signing else ():
        # Few links lead to people, and names are dear to compare.
        if link.is_inside and leads_to_one.search(link.href.plain[:200]):
            who = core(link.words.plain, names(knowledge))
            if any(who == signer.about for signer in signing):
                yield from _page_of_other(link.href, who, link.block, knowledge)


def _page_of_other(address: Prose, about: str, block: int, knowledge: Knowledge) -> Iterator[Account]:
    match = _named_page(knowledge).search(address.plain[:200])
    words = plain_id(match[1]).split() if match and " " in about and about.isascii() else []
    if not words or not address.at or not is_person(" ".join(words).title(), names(knowledge)):
        return
    letters, no_names = "".join(words), frozenset(knowledge.lists["bylines"]["profiles"]["no_names"])
    is_of_both = any(word[:_SHORT] in letters for word in about.split() if len(word) >= _SHORT)
    if not is_of_both and no_names.isdisjoint(words):
        yield Account(address, None, PAGE, " ".join(words).title(), about, block, is_told=False)


def _in_data(article: Article, signing: tuple[Author, ...], knowledge: Knowledge) -> Iterator[Account]:
    """Yield the accounts that a page's structured data give of the only signer."""
    for field in article.fields[:400] if len(signing) == 1 else ():
        keys = [str(step) for step in field.path if isinstance(step, str)]
        if field.origin == "json-ld" and keys == ["author", "sameAs"] and field.prose.at:
            network, name = account_at(field.prose.plain, knowledge)
            if network and network != MAIL:
                yield Account(field.prose, None, network, name, signing[0].about, -1, is_told=False)


def _beside(field: Field, article: Article, signing: tuple[Author, ...], knowledge: Knowledge) -> str:
    if len(field.path) == 1:
        return signing[0].about if len(signing) == 1 else ""
    if folded(str(field.path[0])) in ("social", "socials") and len(field.path) == _NESTED:
        return signing[0].about if len(signing) == 1 else ""
    if folded(str(field.path[0])) not in ("author", "authors"):
        return ""
    beside = (each for each in article.fields if each.path[:-1] == field.path[:-1])
    name = next((each.prose.plain for each in beside if folded(str(each.path[-1])) in ("name", "author")), "")
    plain = core(name, names(knowledge)) if name else ""
    return next((signer.about for signer in signing if signer.about == plain), "")


def _in_block(
    article: Article, prose: Prose, at: int, about: str, knowledge: Knowledge, *, is_told: bool
) -> Iterator[Account]:
    """Yield the accounts in words of one person: those that are linked, then those that are only named."""
    seen: list[Span] = []
    here = prose.span()
    for link in article.links:
        words = link.words.span()
        if link.block != at or at < 0 or not (here.start <= words.start < words.end <= here.end):
            continue
        seen.append(words)
        network, name = account_at(link.href.plain, knowledge)
        is_home = (
            not name and _is_home(link.href.plain, knowledge) and _is_of_person(link.words.plain, about, knowledge)
        )
        if name or is_home:
            shown = link.words if is_home else _shown(link.words, name, network, knowledge)
            yield Account(link.words, shown, network, name, about, at, is_linked=is_told, is_told=is_told)
    for match in _IN_WORDS.finditer(prose.plain):
        handle = prose.cut(*match.span())
        span = handle.span()
        if not any(each.start <= span.start < each.end for each in seen):
            named, name = _network_before(prose.plain[: match.start()], knowledge), match[0][1:]
            if named is not None:
                network = "mastodon" if "@" in name else "bluesky" if name.count(".") > 1 else named
                own = people_words("own_account", knowledge)
                before = folded(prose.plain[max(0, match.start() - _BEFORE * 2) : match.start()])
                is_own = any(words in before for words in own)
                yield Account(handle, handle, network, name, about, at, is_told=is_told, is_own=is_own)


def _is_of_person(words: str, about: str, knowledge: Knowledge) -> bool:
    """Tell whether the words of a link are a handle, or the person's own name."""
    return words.strip()[:1] == "@" or (" " in about and core(words.strip(), names(knowledge)) == about)


def _is_home(address: str, knowledge: Knowledge) -> bool:
    """Tell whether an address leads to a network and to nobody there."""
    return plain_account(address[:200]) in knowledge.lists["persons"]["networks"]


def _shown(words: Prose, name: str, network: str, knowledge: Knowledge) -> Prose | None:
    """Return the handle that the words of a link print: behind "@", as an address, or the bare name with a slip."""
    plain = words.plain.strip()
    at = words.plain.find(plain)
    if network == MAIL:
        return words.cut(at, at + len(plain)) if E_MAIL.fullmatch(plain) else None
    if "/" in plain:
        there, printed = account_at(plain, knowledge)
        end = at + len(plain.rstrip("/"))
        return words.cut(end - len(printed), end) if there == network and plain.rstrip("/").endswith(printed) else None
    is_name = _HANDLE.fullmatch(plain) or (
        _ACCOUNT.fullmatch(plain) and (plain.lower() == name.lower() or is_slip(plain.lower(), name.lower()))
    )
    return words.cut(at, at + len(plain)) if is_name else None


def _network_before(words: str, knowledge: Knowledge) -> str | None:
    """Return the network of which the words before a handle speak, nothing in particular where they speak of none, and
    None where the handle may be somebody else's: "works with @jane"."""
    before = folded(words[-_BEFORE * 2 :])
    match = _named_before(knowledge).search(before)
    if match:
        return str(knowledge.lists["persons"]["network_names"][match[1]])
    verbs = people_words("handle_verbs", knowledge)
    plain = before.rstrip(" :(")
    return "" if before.endswith("(") or any(plain.endswith(verb) for verb in verbs) else None


@lru_cache(maxsize=4)
def _named_before(knowledge: Knowledge) -> re.Pattern[str]:
    known, leads = one_of(knowledge.lists["persons"]["network_names"]), one_of(people_words("handle_leads", knowledge))
    behind = rf"\s?[:(–-]|(?:\s(?:handle|account)\sis)?(?:\s(?:{leads}))?"
    return lazily(rf"(?:^|[\s(])({known})(?:{behind})\s?\(?$")


_AROUND_ACCOUNT = lazily(r"^(?:https?:)?/{0,2}(?:www\.)?|^@|/+$")


@lru_cache(maxsize=4)
def account_owners(knowledge: Knowledge) -> dict[str, tuple[Person, ...]]:
    """Return who has each account of the registry."""
    found: dict[str, dict[str, Person]] = {}
    for who in knowledge.registry.people.values():
        for account in accounts_of(who):
            found.setdefault(account, {})[who.id] = who
    return {account: tuple(owners.values()) for account, owners in found.items()}


def accounts_of(who: Person) -> tuple[str, ...]:
    return tuple(plain_account(handle) for _, handle in who.handles)


def plain_account(account: str) -> str:
    return _AROUND_ACCOUNT.sub("", _AROUND_ACCOUNT.sub("", account.strip().lower()))


SHORT_ACCOUNT = 5
"""Letters of the shortest account that leads to one person alone."""


def shown_accounts(article: Article, knowledge: Knowledge) -> Iterator[Field]:
    """Yield what the header of a page of an author gives as accounts and addresses."""
    keys = bio_words(knowledge).profiles["shown"]
    return (f for f in header(article) if key_of(f) in keys and len(plain_account(f.prose.plain)) >= SHORT_ACCOUNT)
