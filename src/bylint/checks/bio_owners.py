"""Whose a bio, an account and a page of an author are, and whether they are that of somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bylint.checks import agree
from bylint.checks.agree import Weighing
from bylint.checks.wording import SHOWN
from bylint.checks.wording import is_own
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import seen_at
from bylint.checks.wording import weighed
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import is_post
from bylint.grammar.bio_sentence import acts
from bylint.grammar.bio_sentence import has_post
from bylint.grammar.bio_sentence import opening
from bylint.grammar.bio_sentence import says_who
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.model.article import Article
from bylint.model.parts_people import Account
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Profile
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Related
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.roles.blocks import beside
from bylint.roles.people import MAIL
from bylint.roles.people import PAGE
from bylint.roles.people import SHORT_ACCOUNT
from bylint.roles.people import account_at
from bylint.roles.people import account_owners
from bylint.roles.people import accounts_of
from bylint.roles.people import are_one
from bylint.roles.people import authors
from bylint.roles.people import is_paper
from bylint.roles.people import is_profile
from bylint.roles.people import may_name
from bylint.roles.people import named_bios
from bylint.roles.people import people_words
from bylint.roles.people import person
from bylint.roles.people import plain_account
from bylint.roles.people import shown_accounts
from bylint.roles.people import signers
from bylint.roles.site import may_print
from bylint.roles.site import printed_settings
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import is_slip
from bylint.text.fold import sentences

Found = Iterator[Violation]

_AROUND = frozenset(("aside", "nav", "footer", "header", "form", "list", "table"))
_OFTENER = 2
"""How many times as many articles have an account as one that is a slip of it."""
LONGEST_NAME = 3
"""Words of the longest name that the name of a file is read as."""
_MOST, _PAIR = 2, 2
"""Strangers that are a leftover, more are a list of people; people of whom one may have the other's account."""
_TRACE = 3
"""Letters of a name by which an account is known."""
_SENTENCE, _MOST_SENTENCES = 5, 40
"""Words of the shortest sentence that may be repeated, and sentences of a bio."""
_READ = 400_000
_LONGEST = 400


def bio_of_nobody(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report each bio of somebody whom nothing else in the article names, where it is sure who signs."""
    if article.parts.first(Profile):
        return
    people = _People(article, knowledge, names(knowledge), authors(article), signers(article))
    yield from _in_field_of(rule, people)
    named = named_bios(article)
    if not _is_sure(people, named):
        return
    yield from _headed(rule, people, named)
    every = (*named, *_beside(people, named))
    found = {bio.about: bio for bio in reversed(every) if _is_left_over(bio, people)}
    signed = ", ".join(signer.name for signer in people.signers)
    for who, bio in found.items() if len(found) <= _MOST else ():
        if bio.name and is_own(article, bio) and not _is_named(who, bio, article, named):
            words = {"found": quoted(bio.name.plain), "signed": signed}
            yield from reported(rule, article, bio, span=bio.name.span(), words=words)


def repeated_bio(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report each bio of a person that stands there in the same words already."""
    first: dict[tuple[str, str], Bio] = {}
    for bio in sorted(own(article, Bio), key=lambda bio: bio.span):
        # "About the author:" may stand before one of them.
        words = bio.prose.plain[max(0, bio.prose.plain.find(bio.name.plain)) :] if bio.name else bio.prose.plain
        before = first.setdefault((bio.about, bare(words)), bio) if bio.placeholder is None else bio
        if before is not bio and not _are_entries(before, bio, article, knowledge):
            yield from reported(rule, article, bio, related=(seen_at(article, before.span, "stands here first"),))
        elif before is bio and bio.placeholder is None:
            yield from _said_twice(rule, article, bio)


def _are_entries(one: Bio, other: Bio, article: Article, knowledge: Knowledge) -> bool:
    """Tell whether two bios are no sentences and stand below two headings: the entries of lists, "Jane Roe - Chair"."""
    if other.prose.plain.rstrip("*_ ").endswith((".", "!", "?")) or min(one.block, other.block) < 0:
        return False
    between = article.blocks[one.block : other.block]
    heads = (folded(block.prose.plain).strip(" :") for block in between if block.kind == "heading")
    return any(head not in bio_words(knowledge).headings for head in heads)


def _said_twice(rule: AnyRule, article: Article, bio: Bio) -> Found:
    """Report the sentence of a bio that stands there in the same words before."""
    told: dict[str, Prose] = {}
    for sentence in sentences(bio.prose)[:_MOST_SENTENCES]:
        words = bare(sentence.plain)
        first = told.setdefault(words, sentence)
        if first is not sentence and words.count(" ") >= _SENTENCE - 1:
            related = (seen_at(article, first.span(), "stands here first"),)
            yield from reported(rule, article, bio, span=sentence.span(), related=related)


def handle_mismatch(rule: AnyRule, article: Article, knowledge: Knowledge) -> Iterator[Violation | Fact]:
    """Report the accounts that are not what their link, an earlier mention or the registry has, and yield the others
    for comparison with other articles."""
    odd = {account.span: account for account in odd_accounts(article, knowledge) if is_own(article, account)}
    for each in odd.values():
        words = {"usual": each.usual, "source": each.source}
        yield from reported(rule, article, each, words=words, related=each.related)
    for account in own(article, Account) if rule.severity != "off" else ():
        is_open = account.network not in ("", MAIL) and account.about != "article"
        if account.is_told and is_open and account.span not in odd:
            place, name = place_of(article.source, account.span), account.name.lower()
            subject = f"{account.about}|{account.network}"
            yield Fact(rule.code, subject, name, account.name, "article", place, article.published)
        elif account.whose and account.span not in odd:
            subject, place = f"@{account.network}|{account.name.lower()}", place_of(article.source, account.span)
            yield Fact(rule.code, subject, account.whose, account.name, "article", place, article.published)


def weighed_handles(rule: Rule[Weighing], subject: str, facts: Iterable[Fact]) -> Found:
    """Report the accounts of a person that are a slip of one that many more articles have about that time, and those
    that two people have, beside the name that they do not have."""
    if subject[0] == "@":
        yield from _shared(rule, tuple(facts))
        return
    facts = sorted(facts, key=lambda fact: (fact.when or date.max, fact.place.path, fact.place.span))
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        by_name.setdefault(fact.claim, []).append(fact)
    articles = {name: len({fact.place.path for fact in said}) for name, said in by_name.items()}
    for name, said in by_name.items():
        likely = [other for other in by_name if is_slip(name, other) and articles[other] >= _OFTENER * articles[name]]
        usual = max(likely, key=lambda other: articles[other], default="")
        for fact in said if usual else ():
            near = [other for other in by_name[usual] if agree.is_near(rule.options, fact, other)]
            if near:
                yield _odd_handle(rule, subject.split("|")[0], fact, near, articles[usual])


def _odd_handle(rule: Rule[Weighing], about: str, fact: Fact, usual: Sequence[Fact], articles: int) -> Violation:
    words = {"found": quoted(f"@{fact.words}"), "usual": f"@{usual[0].words}", "source": f"{articles:,} other articles"}
    related = tuple(Related(other.place, f"here @{other.words}") for other in usual[:SHOWN])
    return weighed(rule, fact.place, words, severity=rule.options.across, related=related, about=about)


def _shared(rule: Rule[Weighing], facts: Sequence[Fact]) -> Found:
    """Report where one of two people has the account that has the other's name: what is left of an entry from which
    this one was made. More than two have that of their house."""
    whose = {bare(fact.claim): fact for fact in sorted(facts, key=lambda fact: fact.place, reverse=True)}
    if len(whose) != _PAIR or not set.isdisjoint(*({*who.split()} for who in whose)):
        return
    own = [fact for who, fact in whose.items() if may_name(fact.words, who)]
    for fact in facts if len(own) == 1 else ():
        if fact.claim != own[0].claim:
            words = {
                "found": quoted(fact.words),
                "usual": f"that of {own[0].claim}",
                "source": "the entry of the latter",
            }
            related = (Related(own[0].place, f"here it is that of {own[0].claim}"),)
            yield weighed(rule, fact.place, words, related=related, about=fact.claim)


OPTIONS = {"handle-mismatch": Weighing, "uneven-bio-box": agree.Habit}
JUDGES = {"handle-mismatch": weighed_handles, "uneven-bio-box": agree.habit}


def uneven_bio_box(rule: AnyRule, article: Article, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield for each who signs whether the article says who that is; what its template prints nobody can tell."""
    if rule.severity == "off" or not article.published or is_profile(article):
        return
    bios = {bio.about: bio for bio in reversed(article.parts.of(Bio)) if bio.placeholder is None}
    if "article" in bios or printed_settings(knowledge).get("bios") or may_print("bio", article, knowledge):
        return
    for signer in signers(article):
        if signer.origin == "printed" or signer.is_id or " " not in signer.about or not is_own(article, signer):
            continue
        bio = next((bios[who] for who in bios if are_one(who, signer.about, knowledge)), None)
        claim, at = (agree.HAS, bio.span) if bio else (agree.LACKS, signer.span)
        place = place_of(article.source, at)
        yield Fact(rule.code, f"{signer.about}|bio", claim, signer.name, "article", place, article.published)


class _People(NamedTuple):
    """An article with those whom its bylines name, and those of them who sign it."""

    article: Article
    knowledge: Knowledge
    known: Names
    authors: tuple[Author, ...]
    signers: tuple[Author, ...]


def _in_field_of(rule: AnyRule, people: _People) -> Found:
    """Report the name with which the header's bio of the only signer begins, where it is nobody's of the article."""
    for bio in own(people.article, Bio) if len(people.signers) == 1 and " " in people.signers[0].about else ():
        name = stranger_in(bio.prose, bio.about, people.knowledge) if bio.block < 0 else None
        who = core(name.plain, people.known) if name else ""
        is_left = name and bio.about == people.signers[0].about and people.signers[0].origin != "printed"
        if name and is_left and not any(are_one(who, author.about, people.knowledge) for author in people.authors):
            words = {"found": quoted(name.plain), "signed": people.signers[0].name}
            yield from reported(rule, people.article, bio, span=name.span(), words=words)


def _headed(rule: AnyRule, people: _People, named: tuple[Bio, ...]) -> Found:
    """Report the name in the heading over a signer's bio where it is that of somebody else: "About Jane Roe"."""
    heads = people_words("about_heads", people.knowledge)
    signed = ", ".join(signer.name for signer in people.signers)
    for bio in named:
        at = beside(people.article, bio.block, -1)
        above = people.article.blocks[at] if at >= 0 else None
        if above is None or above.kind not in ("heading", "label") or not is_own(people.article, bio):
            continue
        plain = above.prose.plain.rstrip(" :")
        lead = next((each for each in heads if folded(plain).startswith(f"{each} ")), "")
        name = above.prose.cut(len(lead) + 1, len(plain)) if lead else above.prose
        who = core(name.plain, people.known) if lead and is_person(name.plain, people.known) else ""
        is_other = " " in who and frozenset(who.split()).isdisjoint(bare(bio.prose.plain).split())
        if is_other and not any(are_one(who, author.about, people.knowledge) for author in people.authors):
            words = {"found": quoted(name.plain), "signed": signed}
            yield from reported(rule, people.article, bio, span=name.span(), words=words)


def _beside(people: _People, named: Iterable[Bio]) -> Iterator[Bio]:
    """Yield the paragraphs right below a signer's bio that begin as bios do, with the whole name of somebody else."""
    blocks, known = people.article.blocks, people.knowledge
    taken = {bio.block for bio in people.article.parts.of(Bio)}
    signed = {bio.block for bio in named if any(are_one(bio.about, s.about, known) for s in people.signers)}
    for index in sorted(signed):
        # The first paragraph of a text may speak of its author, and the second of somebody met.
        below = beside(people.article, index, 1)
        if index * 2 < len(blocks) or below < 0 or below in taken:
            continue
        prose = blocks[below].prose
        start = opening(prose, people.knowledge)
        if len(start.names) == 1 and len(prose.plain) < _LONGEST and says_who(prose, start, known):
            name = start.names[0]
            yield Bio(prose, below, core(name.plain, people.known), name, None)


def _is_sure(people: _People, named: tuple[Bio, ...]) -> bool:
    """Tell whether all who sign do so by a whole name, or by an id that a bio explains; where the template signs alone,
    the bio of a guest may be all that is said of him."""
    if any(signer.origin == "printed" for signer in people.signers):
        return False
    signing = (author for author in people.article.parts.of(Author) if author.signs)
    bodies = any(author.is_body or is_paper(author.name, people.knowledge) for author in signing)
    return bool(people.signers) and not bodies and all(_is_whole(part, people, named) for part in people.signers)


def _is_whole(signer: Author, people: _People, named: tuple[Bio, ...]) -> bool:
    if " " in signer.about and not signer.is_id and not any(flaw.kind == "glued" for flaw in signer.flaws):
        return True
    return any(are_one(signer.about, bio.about, people.knowledge) for bio in named)


def _is_left_over(bio: Bio, people: _People) -> bool:
    beside = {other.about for other in people.article.parts.of(Bio) if other.span == bio.span and other is not bio}
    if " " not in bio.about or not _is_set_apart(bio, people, is_shared=bool(beside)):
        return False
    said = bare(bio.prose.plain).split()
    own = frozenset(word for word in (*bio.about.split(), *said) if len(word) > 2)
    for author in people.authors:
        if author.about in beside:
            continue  # "Jane Roe and Ole Winter are": one bio of both
        # Who shares a name with an author, or is described by one, belongs to the article in some way.
        if are_one(author.about, bio.about, people.knowledge) or not own.isdisjoint(author.about.split()[-1:]):
            return False
        if not frozenset(bio.about.split()).isdisjoint(word for word in author.about.split() if len(word) > 2):
            return False
    helps = people_words("contributors", people.knowledge)
    plain = folded(bio.prose.plain)
    return helps.isdisjoint(said) and not any(words in plain for words in helps if " " in words)


def _is_set_apart(bio: Bio, people: _People, *, is_shared: bool) -> bool:
    """Tell whether a text is a bio by its form: around an article a page has many lines that begin with a name. What is
    said of a signer too is one, `is_shared`."""
    block = people.article.blocks[bio.block] if bio.block >= 0 else None
    by = bio_words(people.knowledge)
    if block is None or not block.is_inside or _AROUND.intersection(block.within):
        return False
    is_shown = not people.article.is_page or bool(block.tone) or bool(by.marks.intersection(block.marks))
    return is_shown and (is_shared or has_post(bio.prose.plain[:300], by))


def _is_named(who: str, bio: Bio, article: Article, named: Iterable[Bio]) -> bool:
    """Tell whether the article names a person anywhere but in the bio and in the line that announces it."""
    own = {bio.block, *(other.block for other in named if other.about == who)}
    surname = who.split()[-1]
    before = article.blocks[bio.block].prose
    # A component that holds a bio holds its name.
    is_component = article.blocks[bio.block].kind == "shortcode"
    here, there = (bare(prose.plain).split().count(surname) for prose in (bio.prose, before))
    is_beside = not is_component and before.plain != bio.prose.plain and there > here
    return is_beside or any(surname in bare(prose.plain).split() for prose in _others(article, own, who))


def _others(article: Article, own: set[int], who: str) -> Iterator[Prose]:
    left = _READ
    for index, block in enumerate(article.blocks):
        if index in own or bare(block.prose.plain[:120]).removeprefix("about ").removeprefix("the author ") == who:
            continue
        left -= len(block.prose.plain)
        if left > 0:
            yield block.prose
    for field in article.fields[:400]:
        yield field.prose
    for image in article.images[:200]:
        yield from (prose for _, prose in image.fields)


class OddAccount(NamedTuple):
    """An account that is not the author's, where it stands, what it should be, who says so, and where."""

    prose: Prose
    span: Span
    block: int
    about: str
    usual: str
    source: str
    related: tuple[Related, ...] = ()


class _Right(NamedTuple):
    """What an account should be, who says so, and where."""

    name: str
    source: str
    related: tuple[Related, ...] = ()


def odd_accounts(article: Article, knowledge: Knowledge) -> Iterator[OddAccount]:
    """Yield the accounts that differ from their own link, from an earlier one, or from the registry's; on the page of
    an author those of somebody else."""
    yield from _borrowed(article, knowledge)
    first: dict[str, list[Account]] = {}
    for account in sorted(article.parts.of(Account), key=lambda account: (account.is_told, account.place.span())):
        right = _right(account, first.setdefault(account.about, []), article, knowledge)
        if right:
            usual = right.name if account.network in (MAIL, PAGE) else f"@{right.name}" if right.name else "no account"
            where = account.prose, account.span, account.block, account.about
            yield OddAccount(*where, usual, right.source, right.related)


def _right(account: Account, earlier: list[Account], article: Article, knowledge: Knowledge) -> _Right | None:
    """Return what an account should be, or nothing where nothing differs."""
    shown = account.shown.plain.lstrip("@") if account.shown else account.name
    if account.network == PAGE:
        return _Right(f"that of {account.name}", "its own words")
    if _is_other_name(shown, account):
        return _Right(account.name, "its own link")
    who = person(account.about, knowledge)
    known = tuple(_registered(who, account.network, knowledge)) if who and not who.is_withheld else ()
    if who and known and shown.lower() not in map(str.lower, known) and _is_own(shown.lower(), account, known):
        said = f"the registry has @{known[0]}"
        return _Right(known[0], "the registry", (Related(who.place, said),) if who.place else ())
    # A person may have two accounts; two that differ by a letter are one.
    other = next((each for each in earlier if _is_slip_of(shown, each, account)), None)
    other = other or next((each for each in earlier if _is_of_header(shown, each, account)), None)
    earlier.append(account)
    if other is None:
        return None
    source = "the other mention" if other.is_told else "the byline" if other.block >= 0 else "the header"
    return _Right(other.name, source, (seen_at(article, other.place.span(), "written otherwise here"),))


def _is_other_name(shown: str, account: Account) -> bool:
    """Tell whether the handle of a link is another one than that to which it leads; its house may be left out."""
    shown, name = shown.lower(), account.name.lower()
    if account.network == "mastodon":
        shown, name = shown.split("@")[0], name.split("@")[0]
        return is_slip(shown, name)
    return shown != name and f"{shown}.bsky.social" != name


def _is_slip_of(shown: str, earlier: Account, account: Account) -> bool:
    is_there = not earlier.network or not account.network or earlier.network == account.network
    return is_there and is_slip(earlier.name.lower(), shown.lower())


def _is_of_header(shown: str, earlier: Account, account: Account) -> bool:
    """Tell whether readers shall follow somebody elsewhere than the header says, whose account has that name: the
    header may have the publication's account, and a bio that of a project."""
    if earlier.is_told or earlier.block >= 0 or not account.is_own or earlier.network != account.network:
        return False
    own = [word for word in account.about.split() if len(word) >= _TRACE]
    kept, said = bare(earlier.name).replace(" ", ""), bare(shown).replace(" ", "")
    return any(word in kept for word in own) and not any(word[:_TRACE] in said for word in own)


def _is_own(shown: str, account: Account, registered: tuple[str, ...]) -> bool:
    """Tell whether a handle is meant to be the author's: a bio may name the account of a project too."""
    surname = account.about.split()[-1]
    return (len(surname) > 3 and surname in shown) or any(is_slip(shown, known.lower()) for known in registered)


def _registered(who: Person, network: str, knowledge: Knowledge) -> Iterator[str]:
    for platform, handle in who.handles:
        is_same_network = platform.lower() == network or (network == "twitter" and platform.lower() == "x")
        if is_same_network and handle:
            yield account_at(handle, knowledge)[1] or handle.lstrip("@")


def _borrowed(article: Article, knowledge: Knowledge) -> Iterator[OddAccount]:
    """Yield the accounts and addresses that one other person has too, and whose name is that of another account of
    that person and of none of this one: what is left where a page was made from another."""
    page = article.parts.first(Profile)
    is_told = bool(article.parts.of(Bio) or article.parts.of(Author))
    if page is None or not is_told or not knowledge.registry.people:
        return
    accounts = tuple(shown_accounts(article, knowledge))
    for field in accounts:
        owners = account_owners(knowledge).get(plain_account(field.prose.plain), ())
        others = [who for who in owners if who.id not in knowledge.registry.named.get(page.about, ())]
        own = (plain_account(other.prose.plain) for other in accounts if other is not field)
        if len(others) == 1 and _is_alien(plain_account(field.prose.plain), own, others[0]):
            other = others[0]
            said = f"the registry has it as that of {other.name}"
            related = (Related(other.place, said),) if other.place else ()
            where = field.prose, field.prose.span(), -1, page.about
            yield OddAccount(*where, f"that of {other.name}", "the registry", related)


def _is_alien(account: str, own: Iterable[str], other: Person) -> bool:
    if other.is_withheld or other.pen_names or any(_names(account, name) for name in own):
        return False
    return any(_names(account, name) for name in accounts_of(other) if name != account)


def _names(account: str, name: str) -> bool:
    """Tell whether an account has the name of another one: yabe.example.com that of github.com/yabe."""
    last = name.rsplit("/", 1)[-1].lstrip("@").split("@")[0]
    return len(last) >= SHORT_ACCOUNT and (last in account or account in last)


def stranger_in(prose: Prose, about: str, knowledge: Knowledge) -> Prose | None:
    """Return the whole name with which a bio begins, if nothing in the bio is of the person whose it should be."""
    start, by, known = opening(prose, knowledge), bio_words(knowledge), names(knowledge)
    words = core(start.names[0].plain, known).split() if len(start.names) == 1 else []
    if not 2 <= len(words) <= LONGEST_NAME or any(is_post(word, by) for word in words):
        return None
    own = {word for word in about.split() if len(word) > 1}
    if not own.isdisjoint(bare(prose.plain).split()) or are_one(" ".join(words), about, knowledge):
        return None
    is_said = says_who(prose, start, knowledge) or acts(prose, start)
    return start.names[0] if is_said and is_person(start.names[0].plain, known) else None
