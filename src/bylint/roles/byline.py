"""Who signs an article, in every place that says so, and whether it is of a kind that somebody signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set
from functools import lru_cache
from itertools import chain
from itertools import islice

from bylint.grammar.bio import bio_words
from bylint.grammar.byline import Name
from bylint.grammar.byline import as_said
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import may_be_body
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.markup import Field
from bylint.model.markup import Link
from bylint.model.parts_people import Author
from bylint.model.parts_people import AuthorLabel
from bylint.model.parts_people import Body
from bylint.model.parts_people import Byline
from bylint.model.parts_people import Flaw
from bylint.model.parts_people import Headline
from bylint.model.parts_people import PublicationDate
from bylint.model.parts_people import WholeArticle
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.prose import prose_in
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.model.world import people_named
from bylint.roles.byline_fields import BylineEntry
from bylint.roles.byline_fields import BylineSource
from bylint.roles.byline_fields import empty_keys
from bylint.roles.byline_fields import in_fields
from bylint.roles.byline_fields import in_template
from bylint.roles.byline_fields import is_left_to_template
from bylint.roles.byline_lines import is_signed_unread
from bylint.roles.byline_lines import label_lines
from bylint.roles.byline_lines import on_page
from bylint.roles.byline_signers import claims_of
from bylint.roles.byline_signers import house_names
from bylint.roles.byline_signers import is_house
from bylint.roles.byline_signers import registered_id
from bylint.roles.byline_signers import shown_lines
from bylint.roles.byline_signers import signing_names
from bylint.roles.people import account_at
from bylint.roles.signers import is_event
from bylint.roles.site import folders_of
from bylint.roles.site import may_print
from bylint.roles.site import name_of
from bylint.roles.site import says_no
from bylint.roles.site import says_yes
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

_TAGS = ("meta", "microdata")
_MOST = 120
"""Bylines that are looked at."""
_FEW = 250
"""Letters of text that a page needs to be called an article."""
_AROUND_NAME = lazily(r"^(?:\d{4}-\d\d-\d\d-|\d{1,3}[-_])|\..*$")

_LED = ("byl", "byline")
"""Tags and keys that hold the line as it is printed."""
_FIELDS = ("front-matter", "meta", "json-ld", "microdata")
# Marks that stand round the whole of a name; those inside it hold a nickname.
_QUOTED = lazily(r"""[“”„«»"].{1,80}|.{1,80}[“”«»"]|[‘‚].{1,80}[’‘]|'.{1,80}'""")
_EMPHASIS = lazily(r"(\*{1,3}|_{1,3}|`|~~)(?=\S)[^*`~]{1,80}(?<=\S)\1")
_ENTITY = lazily(r"&(?:#x?[\da-f]{2,5}|[a-z]{2,8});")
_STRAY = lazily(r"[,;:|/&].{1,80}|.{1,80}[,;:|/&]|.{1,80}\s(?:and|und|et|y|e|en)|(?:and|und|et|y|en)\s.{1,80}")
_NICKNAME = lazily(r"""\s[“„"«][^“”"»]{1,30}[”“"»]""")
_HANDLE = lazily(r"@[\w.-]{2,40}(?:@[\w.-]{4,60})?")
_SCHEME = lazily(r"https?:/{0,2}(?:www\.)?")
_OF_LINKS = ("dead", "shared")
"""Flaws of the link round a name, of which the field may hold several."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_SMALL = 3
"""Letters of the longest small word of a name that no list need know."""


def find(article: Article, knowledge: Knowledge) -> Iterator[Byline | Author | AuthorLabel | WholeArticle]:
    """Yield its bylines, each author in them, labels that no name follows, and the article itself."""
    known = names(knowledge)
    fields = tuple(islice(in_fields(article, knowledge), _MOST))
    found = tuple(islice(chain(fields, on_page(article, knowledge, _named(fields))), _MOST))
    labels = [index for index, is_named in label_lines(article, knowledge) if not is_named]
    if "printed" in knowledge.settings and not _is_signed(found) and _is_signable(article, knowledge, labels):
        found = (*found, *in_template(article, knowledge))
    houses = house_names(article, knowledge)
    claims = claims_of(found, knowledge, houses)
    signing = frozenset(name.prose.span() for name in signing_names(found, known, houses, shown_lines(article)))
    for number, each in enumerate(found):
        yield from _byline(each, claims[number], known)
        for entry in each.entries:
            yield from _authors(article, each, entry, knowledge, houses, signing)
    for span in islice(empty_keys(article, knowledge), _MOST):
        yield AuthorLabel(prose_in(article.source, span), is_field=True)
    for index in labels:
        yield AuthorLabel(article.blocks[index].prose, index)
    yield _whole(article, knowledge, labels, is_signed=_is_signed(found))


def about(name: Name, known: Names) -> str:
    """Return what a name is compared by."""
    return plain_id(as_said(name)) if name.kind in ("id", "filler") else core(as_said(name), known)


def _named(found: Iterable[BylineSource]) -> frozenset[str]:
    """Return the names, bare, of the people in some bylines."""
    every = (name for each in found for entry in each.entries for name in entry.reading.names if name.kind != "body")
    return frozenset(bare(as_said(name)) for name in every) - {""}


def _is_signed(found: Iterable[BylineSource]) -> bool:
    return any(entry.reading.names for each in found for entry in each.entries)


def _byline(each: BylineSource, claim: str, known: Names) -> Iterator[Byline]:
    every = [name for entry in each.entries for name in entry.reading.names]
    if every:
        prose = joined((entry.prose for entry in each.entries), ", ")
        people = tuple(sorted({about(name, known) for name in every}))
        yield Byline(prose, each.block, each.origin, people, claim)


def _authors(
    article: Article,
    each: BylineSource,
    entry: BylineEntry,
    knowledge: Knowledge,
    houses: frozenset[str],
    signing: Set[Span],
) -> Iterator[Author]:
    known = names(knowledge)
    for number, name in enumerate(entry.reading.names):
        if _is_of_post(name.prose.plain, entry.prose.plain):
            continue
        # Tags for one machine and another repeat a name by design: no two of them are one place.
        place = f"{each.place} {entry.prose.span().start}" if each.origin in _TAGS else each.place
        is_placeholder = _is_filler(name, known)
        beside = tuple(prose for kind, prose in entry.about if kind == "title")
        who = registered_id(name, knowledge.registry)
        yield Author(
            name.prose,
            each.block,
            core(who.name, known) if who else about(name, known),
            who.name if who else as_said(name),
            each.origin,
            f"{each.origin} {place}",
            (*(title for index, title in entry.reading.titles if index == number), *beside),
            tuple(prose for kind, prose in entry.about if kind == "employer"),
            # What is wrong with an entry is told of its first name.
            tuple(_flaws(article, each, entry, knowledge)) if number == 0 else (),
            is_body=name.kind == "body" or entry.is_body or is_house(as_said(name), houses),
            is_id=name.kind == "id" and not is_placeholder,
            is_placeholder=is_placeholder,
            signs=name.prose.span() in signing,
        )


def _is_of_post(words: str, line: str) -> bool:
    """Tell whether words of a line are what two people are: "Jane Roe, Design and Bo Roe, Design"."""
    return line.count(f", {words}") > 1 and any(f", {words} {joint} " in line for joint in ("and", "und", "et", "&"))


def _is_filler(name: Name, known: Names) -> bool:
    words = (folded(as_said(name)), bare(as_said(name)))
    return name.kind == "filler" or not known.placeholders.isdisjoint(words)


def _flaws(article: Article, each: BylineSource, entry: BylineEntry, knowledge: Knowledge) -> Iterator[Flaw]:
    """Yield what is no part of a name; a line of the page may say "By", and a theme's one field may hold several
    names."""
    for kind, prose in _beside_name(article, each, entry, knowledge).items():
        if prose is not None and prose.at:
            yield Flaw(kind, prose, prose if kind in _OF_LINKS else entry.prose)


def _beside_name(
    article: Article, each: BylineSource, entry: BylineEntry, knowledge: Knowledge
) -> dict[str, Prose | None]:
    if each.origin not in _FIELDS:
        dead, shared = _dead_link(article, each, knowledge), _shared_link(article, each, knowledge)
        return {"dead": dead.words if dead else None, "shared": shared.words if shared else None}
    reading = entry.reading
    people = [name for name in reading.names if name.kind == "person"]
    is_one = entry.is_listed or each.origin == "json-ld"
    plain = entry.prose.plain
    is_marked = bool(_EMPHASIS.fullmatch(plain)) or (each.origin == "front-matter" and bool(_ENTITY.search(plain)))
    return {
        "lead": reading.leads[0] if reading.leads and each.place not in _LED else None,
        "email": reading.email,
        "markup": entry.prose if is_marked else reading.markup if is_one or each.origin != "front-matter" else None,
        "glued": entry.prose if len(people) > 1 and is_one and not entry.is_body else None,
        "merged": entry.prose if len(people) > 1 and each.origin == "front-matter" and not is_one else None,
        "quotes": entry.prose if len(people) == 1 and _is_quoted(plain) else None,
        "stray": entry.prose if people and (_STRAY.fullmatch(plain) or _is_half_bracketed(plain)) else None,
        "handle": entry.prose if _HANDLE.fullmatch(plain) and not _knows(plain.lstrip("@"), knowledge) else None,
        "case": people[0].prose if len(people) == 1 and _is_miscased(people[0], knowledge) else None,
        "title": reading.titles[0][1] if people and reading.titles and each.origin == "json-ld" else None,
    }


def _is_quoted(plain: str) -> bool:
    return bool(_QUOTED.fullmatch(plain)) and not _NICKNAME.search(plain)


def _is_half_bracketed(plain: str) -> bool:
    return any((opening in plain) != (closing in plain) for opening, closing in _BRACKETS)


def _is_miscased(name: Name, knowledge: Knowledge) -> bool:
    """Tell whether a word of a name has lost its capital, or a name has nothing but capitals; who writes all of a name
    small may mean it."""
    known, words = names(knowledge), name.prose.plain.split()
    if _is_loud(words, known):
        return not _knows(core(name.prose.plain, known), knowledge)
    told = [word for word in words if len(word) > _SMALL and word.isalpha() and folded(word) not in known.particles]
    small = [word for word in told if word.islower()]
    is_one_lost = len(words) == 2 and len(small) == 1 and any(word[0].isupper() for word in words)
    return is_one_lost and not _knows(core(name.prose.plain, known), knowledge)


def _is_loud(words: list[str], known: Names) -> bool:
    """Tell whether a name of two or three words is in capitals; letters that nobody can say are a body's."""
    is_name = 2 <= len(words) <= _SMALL and all(len(word) > 1 and word.isalpha() and word.isupper() for word in words)
    is_long = any(len(word) > _SMALL for word in words) and sum(len(word) > _SMALL - 1 for word in words) > 1
    return is_name and is_long and not may_be_body(" ".join(words), known)


def _knows(who: str, knowledge: Knowledge) -> bool:
    return bool(people_named(knowledge.registry, who))


def _dead_link(article: Article, each: BylineSource, knowledge: Knowledge) -> Link | None:
    """Return a link to a site where people have pages that leads to no person, or to the word that stood for one in a
    template."""
    # On a page a script may open what an empty address does not.
    dead = _pattern(_dead_address(knowledge) + ("" if article.is_page else r" | \#? | https?:/{0,2}"))
    return next((link for link in _links_of(article, each) if dead.fullmatch(link.href.plain.strip())), None)


def _links_of(article: Article, each: BylineSource) -> Iterator[Link]:
    return (link for link in article.links if link.block == each.block >= 0)


def _shared_link(article: Article, each: BylineSource, knowledge: Knowledge) -> Link | None:
    """Return a link round a name that leads to the account to which the name of somebody else before it leads."""
    known, first = names(knowledge), dict[str, str]()
    for link in _links_of(article, each):
        address = link.href.plain.strip().rstrip("/").lower()
        if is_person(link.words.plain, known) and account_at(address, knowledge)[0]:
            who = core(link.words.plain, known)
            before = first.setdefault(address, who)
            if before.split()[-1] != who.split()[-1]:
                return link
    return None


def is_template_account(field: Field, knowledge: Knowledge) -> bool:
    """Tell whether a value of a header is the account that a template has for an example, or the address of nobody."""
    lists, value = knowledge.lists["bylines"]["profiles"], field.prose.plain.strip()
    key, alone = folded(str(field.path[-1])), "|".join(lists["fillers"])
    is_handle = key in knowledge.lists["persons"]["network_keys"] and bool(_pattern(f"@?(?:{alone})").fullmatch(value))
    if key in ("email", "mail"):
        people, hosts = "|".join((*lists["fillers"], *lists["mail_names"])), "|".join(lists["mail_hosts"])
        return bool(_pattern(rf"(?:{people})@(?:{hosts})\.(?:com|org|net)").fullmatch(value))
    is_bare = key in bio_words(knowledge).profiles["shown"] and bool(_SCHEME.fullmatch(value))
    return is_handle or is_bare or is_of_template(value, knowledge)


def is_of_template(address: str, knowledge: Knowledge) -> bool:
    """Tell whether an address leads to nobody's account, or to that which a template has for an example."""
    return bool(_pattern(_dead_address(knowledge)).fullmatch(address))


@lru_cache(maxsize=8)
def _dead_address(knowledge: Knowledge) -> str:
    lists = knowledge.lists["bylines"]["profiles"]
    hosts, fillers = "|".join(lists["hosts"]), "|".join(lists["fillers"])
    return rf"https?://(?:www\.)?(?:{hosts})\.(?:com|org) (?:/in)?/? (?:@?(?:{fillers}))? /?"


@lru_cache(maxsize=8)
def _pattern(words: str) -> re.Pattern[str]:
    return lazily(words, re.IGNORECASE | re.VERBOSE)


def _whole(article: Article, knowledge: Knowledge, labels: Sequence[int], *, is_signed: bool) -> WholeArticle:
    first = article.parts.first(Headline) or article.parts.first(Body)
    is_signable = _is_signable(article, knowledge, labels, is_signed=is_signed)
    # What the template prints nobody can tell from here.
    is_asked = is_signable and not is_signed
    return WholeArticle(
        first.prose if first else EMPTY,
        first.span if first else Span(0, 0),
        first.block if first else -1,
        is_signable=is_signable,
        may_be_signed=is_asked and (_may_be_printed(article, knowledge) or is_signed_unread(article, knowledge)),
    )


def _may_be_printed(article: Article, knowledge: Knowledge) -> bool:
    return is_left_to_template(article, knowledge) or may_print("author", article, knowledge)


def _is_signable(article: Article, knowledge: Knowledge, labels: Sequence[int], *, is_signed: bool = False) -> bool:
    """Tell whether an article is of a kind that somebody signs; one with a bare label asks for a name itself."""
    if _is_draft(article, knowledge):
        return False
    if labels:
        return True
    # A date on the page may be that of an event, or of its last edit.
    is_dated = any(one.origin != "visible" for one in article.parts.of(PublicationDate))
    return (is_signed or is_dated) and not _is_unsigned(article, knowledge)


def _is_unsigned(article: Article, knowledge: Knowledge) -> bool:
    kinds = _unsigned_kinds(knowledge)
    folders = (folder.casefold() for folder in folders_of(article, knowledge)[-2:])
    stem = _AROUND_NAME.sub("", name_of(article, knowledge).rpartition("/")[2].casefold())
    length = sum(len(body.prose.plain) for body in article.parts.of(Body))
    return (
        length < _FEW
        or not kinds["folders"].isdisjoint(folders)
        or not kinds["names"].isdisjoint((stem, stem.replace("_", "-")))
        or _is_offer(article, knowledge)
        or not kinds["kinds"].isdisjoint(_kinds_of(article, kinds["keys"]))
        or is_event(article, knowledge)
    )


def _is_offer(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether the headline offers posts, or asks for votes: “Interns: Apply for Summer 2021”."""
    headline = article.parts.first(Headline)
    return headline is not None and bool(_offers(knowledge).search(folded(headline.prose.plain)))


@lru_cache(maxsize=8)
def _offers(knowledge: Knowledge) -> re.Pattern[str]:
    listed = knowledge.lists["bylines"]["offers"]
    first, last = one_of(listed["first"]), one_of(listed["last"])
    return lazily(rf"(?:^|[:|–—]\s?)(?:\d{{1,2}}\s)?(?:{first})(?!\w)|(?<!\w)(?:{last})\W{{0,3}}$")


def _is_draft(article: Article, knowledge: Knowledge) -> bool:
    kinds = _unsigned_kinds(knowledge)
    folders = map(str.casefold, folders_of(article, knowledge)[-2:])
    # A key that is left empty in a draft asks for its author.
    if not kinds["drafts"].isdisjoint(folders) and next(empty_keys(article, knowledge), None) is None:
        return True
    for field in article.fields:
        key = folded(str(field.path[0])) if field.origin == "front-matter" and len(field.path) == 1 else ""
        if key in kinds["drafted"] and says_yes(field.prose.plain, knowledge):
            return True
        if key in kinds["published"] and field.prose.plain and says_no(field.prose.plain, knowledge):
            return True
    return False


def _kinds_of(article: Article, keys: frozenset[str]) -> Iterator[str]:
    for field in article.fields:
        if field.origin == "front-matter" and field.path and folded(str(field.path[0])) in keys:
            yield folded(field.prose.plain).replace(" ", "-")


@lru_cache(maxsize=8)
def _unsigned_kinds(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Return what nobody signs: folders, names of files, and kinds that a header names."""
    return {name: frozenset(flat(listed)) for name, listed in knowledge.lists["bylines"]["unsigned"].items()}
