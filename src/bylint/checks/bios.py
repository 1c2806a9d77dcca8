"""What bios say: against one another, the article's date, the registry, and the way of the house."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from datetime import timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from bylint.checks import agree
from bylint.checks.agree import Weighing
from bylint.checks.bio_statements import differing
from bylint.checks.bio_statements import ladders
from bylint.checks.bio_statements import ranks_twice
from bylint.checks.wording import SHOWN
from bylint.checks.wording import by_boxes
from bylint.checks.wording import is_own
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import weighed
from bylint.grammar import small_words
from bylint.grammar.bio import BioWords
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import facts
from bylint.grammar.bio import is_former_post
from bylint.grammar.bio import is_post
from bylint.grammar.bio import normal
from bylint.grammar.bio import style
from bylint.grammar.dates import promises
from bylint.model.article import Article
from bylint.model.parts import Located
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.prose import Prose
from bylint.model.rule import BOX
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Related
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import place_of
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.model.world import Post
from bylint.model.world import is_held
from bylint.model.world import people_named
from bylint.model.world import posts_at
from bylint.model.world import told
from bylint.roles.people import people_words
from bylint.roles.people import person
from bylint.roles.site import EVERYWHERE
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import sentences
from bylint.text.organisations import chain
from bylint.text.organisations import resolve
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

Found = Iterator[Violation]

OPTIONS = {"conflicting-bio": Weighing, "uneven-bio": Weighing, "outlived-new": Weighing}

_LATE = ("was out of date when the article appeared", "is out of date, and stands beside each article")
_MOST, _MOST_SENTENCES, _MOST_BIOS = 60, 40, 120
_PREFIXED = 6
"""Letters of the shortest word that begins with "ex" as a prefix."""
_KINDS = {"work": "work", "life": "post", "end": "post", "new": "work"}
_MARGIN = {"new": timedelta(days=730)}
"""How long a book is new: until two years behind the one in which it came out."""
_LONGEST_TERM = 15
"""Years after which "until 1950" is a period that somebody studies."""
_NEW = timedelta(days=548)
"""How long a post is new: the 18 months for which articles on one author are compared."""


def conflicting_bio(rule: Rule[Weighing], article: Article, knowledge: Knowledge) -> Iterator[Violation | Fact]:
    """Yield what an article says of ranks and posts, or that the registry has it otherwise."""
    if rule.severity == "off":
        return
    by = bio_words(knowledge)
    for claim in (*_ranks(article, by), *_grades(article, knowledge)):
        yield _fact(rule, article, claim, claim.about)
    yield from differing(rule, article, knowledge)
    for post in own(article, Affiliation):
        people = people_named(knowledge.registry, post.about)
        # Of two people of one name nobody knows which is meant.
        for claim in _claims(post, by) if len(people) < 2 else ():
            known = _registered(claim, article, people, knowledge)
            if known is None:
                yield _fact(rule, article, claim, _whose(post.about, people))
            elif known[0] != claim.value:
                words = {"usual": f"the registry, which has it as {known[0]}", "subject": post.about}
                words["found"] = quoted(claim.prose.plain)
                related = _in_registry(known[1])
                yield from reported(rule, article, post, span=claim.prose.span(), words=words, related=related)


def with_boxes(rule: Rule[Weighing], subject: str, facts: Iterable[Fact]) -> Iterator[Violation]:
    """Name the odd ones out among what articles say, and the box that the template prints beside an article that says
    otherwise: once, however many do."""
    facts = tuple(facts)
    if subject.split("|")[1] == "grade":
        # A deputy may become director; one who is both in one article, or is it for a month, is a slip.
        milder = replace(rule.options, across="info", order=())
        yield from agree.judge(replace(rule, severity=rule.options.across, options=milder), subject, facts)
        return
    boxes, said = by_boxes(facts)
    yield from agree.judge(rule, subject, (fact for fact in facts if fact.origin != BOX))
    yield from agree.judge(rule, subject, boxes)
    about, slot = subject.split("|")[:2]
    against = [fact for fact in said if boxes and slot != "start" and fact.claim != boxes[0].claim]
    near = [fact for fact in against if _is_near(fact, boxes[0], rule.options.months)]
    if not near and (slot != "status" or not against):
        return
    words = {"found": quoted(boxes[0].words), "usual": quoted((near or against)[0].words), "subject": about}
    # Whoever rises, or leaves, did so since: the page says both all the same.
    severity = rule.severity if near and slot == "status" else rule.options.across
    related = tuple(Related(fact.place, f"here {quoted(fact.words)}") for fact in (near or against)[:SHOWN])
    yield weighed(rule, boxes[0].place, words, severity=severity, related=related, about=about)


JUDGES = {"conflicting-bio": with_boxes, "outlived-new": agree.judge}


def _is_near(said: Fact, box: Fact, months: int) -> bool:
    """Tell whether an article appeared shortly before the day on which a box is shown; an undated one may have."""
    return said.when is None or box.when is None or box.when - said.when <= timedelta(days=months * agree.DAYS)


def uneven_bio(rule: AnyRule, article: Article, _: Knowledge) -> Iterator[Violation]:
    """Report the bios of one person that say the same in other words."""
    if rule.severity == "off":
        return
    said = [
        _fact(rule, article, _Claim(bio.prose, facts(bio.prose.plain), style(bio.prose.plain), bio.about), bio.about)
        for bio in own(article, Bio)
        if bio.placeholder is None and style(bio.prose.plain)
    ]
    for subject, group in groupby(sorted(said, key=lambda fact: fact.subject), key=lambda fact: fact.subject):
        yield from agree.judge(rule, subject, tuple(group))


def stale_bio(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the words of bios that the article's own date belies; without a date none can be."""
    day = article.published
    if day is None:
        return
    for bio, stale in _stale_words(article, day, knowledge):
        yield from _of_bio(rule, article, bio, stale)
    for post in _posts_in_bios(article) if knowledge.registry.people else ():
        who = person(post.about, knowledge)
        if who and not who.is_withheld and post.status == "current":
            for stale in _stale_posts(post, who, day, knowledge.directory):
                yield from _of_bio(rule, article, post, stale)


def placeholder_bio(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report the words of bios that stand for a bio to come."""
    for bio in own(article, Bio):
        if bio.placeholder:
            words = {"found": quoted(bio.placeholder.plain)}
            yield from reported(rule, article, bio, span=bio.placeholder.span(), words=words)


def outlet_name(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the site's own name in bios where it is written otherwise than the site writes it."""
    site = knowledge.site.strip()
    if not 5 <= len(site) <= 80:
        return
    for bio in _bios(article, _MOST):
        for match in _site(site).finditer(bio.prose.plain) if is_own(article, bio) else ():
            if match[0] != site:
                at = bio.prose.cut(*match.span()).span()
                yield from reported(rule, article, bio, span=at, words={"found": quoted(match[0]), "usual": site})


def first_person_bio(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the first word of each bio in which its author speaks."""
    speaking = people_words("first_person", knowledge)
    for bio in _bios(article, _MOST):
        found = _first_person(bio, speaking) if is_own(article, bio) else None
        if found:
            yield from reported(rule, article, bio, span=found.span(), words={"found": quoted(found.plain)})


def outlived_new(rule: AnyRule, article: Article, _: Knowledge) -> Iterator[Fact]:
    """Yield whether a post that is held is new on the article's day, for comparison with older articles."""
    if rule.severity == "off":
        return
    for post in _posts_in_bios(article):
        if post.status in ("current", "incoming") and post.title and article.published:
            slot = f"{normal(post.organisation.plain)}|{normal(post.title.plain)}"
            value = f"new {article.published}" if post.fresh or post.status == "incoming" else "held"
            yield _fact(rule, article, _Claim(post.fresh or post.whole, slot, value, post.about), post.about)


class _Claim(NamedTuple):
    """One fact in a form in which it can be compared: the words that state it, of what, and what they say."""

    prose: Prose
    slot: str
    value: str
    about: str


def _fact(rule: AnyRule, article: Article, claim: _Claim, whose: str) -> Fact:
    place = place_of(article.source, claim.prose.span())
    subject = f"{whose}|{claim.slot}"
    origin = BOX if article.is_author_data else "article"
    return Fact(rule.code, subject, claim.value, claim.prose.plain, origin, place, article.published)


def _bios(article: Article, most: int) -> tuple[Bio, ...]:
    """Return the bios of an article, of very many the first; a file of authors has as many as the site has authors."""
    bios = article.parts.of(Bio)
    return bios if article.is_author_data else bios[:most]


def _posts_in_bios(article: Article) -> Iterator[Affiliation]:
    return (post for post in own(article, Affiliation) if post.scope == "bio")


def _claims(post: Affiliation, by: BioWords) -> Iterator[_Claim]:
    """Yield whether a post is held or over, and whether one at a publication is new."""
    title = _title_of(post, by)
    if not title:
        return
    where = f"{normal(post.organisation.plain)}|{title}"
    if post.status not in ("unclear", "incoming"):
        value = "former" if post.status in ("former", "retired") else "current"
        yield _Claim(post.whole, f"status|{where}", value, post.about)
    if post.status == "current" and not by.outlet_posts.isdisjoint(title.split()):
        yield _Claim(post.whole, f"start|{where}", "new" if post.fresh else "held", post.about)


def _title_of(post: Affiliation, by: BioWords) -> str:
    """Return the title of a post for comparison, without what says that it is over: "exdirectora" and "directora",
    "professor emerita" and "professor" are one."""
    if post.title is None and post.status == "former":
        head = folded(post.whole.plain).split(" ")[0]
        return bare(_without(head, by.former_prefixes)) if is_former_post(head, by) else ""
    words = [word.removeprefix("l'") for word in folded(post.title.plain).split()] if post.title else []
    return normal(" ".join(_without(word, by.former_prefixes) for word in words if word not in by.status["former"]))


def _without(word: str, prefixes: Iterable[str]) -> str:
    return next((word.removeprefix(each) for each in prefixes if word.startswith(each) and len(word) > _PREFIXED), word)


def _grades(article: Article, knowledge: Knowledge) -> Iterator[_Claim]:
    """Yield in which grade posts are held, deputy or full; nothing of those that one bio gives in two."""
    by, found = bio_words(knowledge), list[_Claim]()
    bios = sorted(article.parts.of(Bio), key=lambda bio: bio.span)
    here: dict[tuple[str, str, int], set[str]] = {}
    for post in own(article, Affiliation):
        # What the registry says of those whom it knows goes before what articles say of one another.
        is_asked = post.status in ("current", "student") and not people_named(knowledge.registry, post.about)
        title = _title_of(post, by) if is_asked else ""
        grade, base = _graded(title, by, knowledge) if title else ("", "")
        if title and not ranks_twice(post, base, article, knowledge):
            slot = f"grade|{normal(post.organisation.plain)}|{base}"
            found.append(_Claim(post.whole, slot, grade, post.about))
            here.setdefault((post.about, slot, _bio_at(post.span.start, bios)), set()).add(grade)
    several = {(about, slot) for (about, slot, _), grades in here.items() if len(grades) > 1}
    yield from (claim for claim in found if (claim.about, claim.slot) not in several)


def _bio_at(place: int, bios: list[Bio]) -> int:
    """Return where the bio begins in which a place stands, of bios in their order; -1 where it stands in none."""
    before = bisect_right(bios, place, key=lambda bio: bio.span.start) - 1
    return bios[before].span.start if before >= 0 and place < bios[before].span.end else -1


def _graded(title: str, by: BioWords, knowledge: Knowledge) -> tuple[str, str]:
    """Return the grade of a title and the post: "deputy", "director of research"."""
    grades, prefixes = _grade_words(knowledge)
    words, kept = list[str](), list[str]()
    for word in title.split():
        prefix = next((each for each in prefixes if word.startswith(each) and is_post(word.removeprefix(each), by)), "")
        words += [prefix or word] if prefix or word in grades else []
        kept += [word.removeprefix(prefix)] if prefix or word not in grades else []
    ranks = ladders(knowledge)
    rank, ladder = next((ranks[word] for word in kept if word in ranks), ("", ""))
    if rank:  # a lecturer in law is no professor of history at the same school
        return " ".join((*words, rank)), ladder
    return " ".join(words) or "full", " ".join(kept)


@lru_cache(maxsize=4)
def _grade_words(knowledge: Knowledge) -> tuple[frozenset[str], tuple[str, ...]]:
    small = small_words(knowledge)
    found = [small[name] for name in ("grade", "grade_prefix")]
    grades, prefixes = (frozenset(map(bare, words)) if isinstance(words, frozenset) else frozenset() for words in found)
    return grades, tuple(sorted(prefixes))


def _ranks(article: Article, by: BioWords) -> Iterator[_Claim]:
    """Yield the ranks before whole names: Lt. Col. and lieutenant colonel are one."""
    names = [(part.about, part.prose, part.block) for part in article.parts.of(Author)]
    names += [(bio.about, bio.name, bio.block) for bio in article.parts.of(Bio) if bio.name]
    for about, name, block in names:
        words = bare(name.plain).split()
        heads = (" ".join(words[:length]) for length in (4, 3, 2, 1) if len(words) - length > 1)
        rank = next((by.ranks[head] for head in heads if head in by.ranks), "")
        if rank and article.printed.get(block) != EVERYWHERE:
            yield _Claim(name, "rank", rank, about)


def _whose(about: str, people: tuple[Person, ...]) -> str:
    """Return the name under which claims about all aliases of a person are one."""
    # Whoever writes under a pen name too is another person there to all who read.
    is_open = len(people) == 1 and not people[0].is_withheld and not people[0].pen_names
    return bare(people[0].name) if is_open else about


def _registered(
    claim: _Claim, article: Article, people: tuple[Person, ...], knowledge: Knowledge
) -> tuple[str, Post] | None:
    """Return what the registry says of a claim at the article's date, in the claim's own words, and its post.

    Nothing is registered without a date, of two people of one name, and of a post that the registry does not have by
    the same title: it may not have all. A current post that is over is the business of stale bios.
    """
    day = article.published
    if len(people) != 1 or people[0].is_withheld or not day or not claim.slot.startswith("status|"):
        return None
    _, organisation, title = (*claim.slot.split("|"), "")[:3]
    same = [post for post in people[0].posts if _is_same(post, claim, organisation, title, knowledge)]
    held = [post for post in same if is_held(post, day)]
    over = [post for post in same if post.until and post.until < day]
    if held and (claim.value == "current" or all(post.since or post.until for post in held)):
        return "current", held[0]
    return ("former", over[-1]) if over and not held and claim.value == "former" else None


def _is_same(post: Post, claim: _Claim, organisation: str, title: str, knowledge: Knowledge) -> bool:
    if normal(post.title) != title:
        return False
    if post.organisation in knowledge.directory.organisations:
        return resolve(claim.prose.plain, knowledge.directory) == post.organisation
    return normal(post.organisation) == organisation


def _in_registry(post: Post | None) -> tuple[Related, ...]:
    return (Related(post.place, told(post)),) if post and post.place else ()


class _Stale(NamedTuple):
    """Words that were true once: of a work to come, a network, a post, or that it is new; why, and by which post."""

    prose: Prose
    kind: str
    because: str
    post: Post | None = None


def _of_bio(rule: AnyRule, article: Article, part: Located, stale: _Stale) -> Found:
    words = {"found": quoted(stale.prose.plain), "because": stale.because, "late": _LATE[article.is_author_data]}
    cases, related = {"kind": stale.kind}, _in_registry(stale.post)
    yield from reported(rule, article, part, span=stale.prose.span(), words=words, cases=cases, related=related)


def _stale_words(article: Article, day: date, knowledge: Knowledge) -> Iterator[tuple[Bio, _Stale]]:
    seen: set[tuple[int, int]] = set()
    for bio in _bios(article, _MOST_BIOS):
        for sentence in sentences(bio.prose)[:_MOST_SENTENCES]:
            for stale in (*_promised(sentence, day, knowledge), *_of_networks(sentence, day, knowledge)):
                is_new = stale.prose.span() not in seen
                seen.add(stale.prose.span())
                if is_new and is_own(article, bio):
                    yield bio, stale


def _promised(sentence: Prose, day: date, knowledge: Knowledge) -> Iterator[_Stale]:
    """Yield what a sentence says is to come, or lasts, until a time that was over: "will be published in May 2018"."""
    for promise in promises(sentence.plain, knowledge):
        is_near = promise.kind != "end" or promise.until.year > day.year - _LONGEST_TERM
        if promise.until + _MARGIN.get(promise.kind, timedelta()) < day and is_near:
            yield _Stale(sentence.cut(*promise.words), _KINDS[promise.kind], f"{promise.said} was over")


def _of_networks(sentence: Prose, day: date, knowledge: Knowledge) -> Iterator[_Stale]:
    """Yield the names of networks that were called otherwise by then, or were no more."""
    for entry in knowledge.lists["persons"]["closed"]:
        # Most bios name none: no pattern is asked.
        if entry["name"] not in sentence.plain or day.isoformat() <= entry["on"]:
            continue
        match = _on_network(entry["name"], knowledge).search(sentence.plain)
        if match:
            yield _Stale(sentence.cut(*match.span(1)), "network", f"it was closed on {entry['on']}")
    for entry in knowledge.lists["persons"]["renamed"]:
        if day.isoformat() <= entry["until"] or _named_too(entry["now"]).search(sentence.plain):
            continue
        match = _account_at(entry["name"], knowledge).search(sentence.plain)
        if match:
            words = sentence.cut(*match.span(match.lastindex or 0))
            yield _Stale(words, "network", f"it is called {entry['now']}")


def _stale_posts(said: Affiliation, who: Person, day: date, directory: Directory) -> Iterator[_Stale]:
    """Yield a post that was over when the article appeared, and the word that calls a post new long after it began."""
    post = _ended(said, who, day, directory)
    if post and post.until:
        yield _Stale(said.prose, "post", f"the post ended on {post.until.isoformat()}", post)
    begun = _begun(said, who, day, directory) if said.fresh else None
    if said.fresh and begun and begun.since:
        yield _Stale(said.fresh, "new", f"the post began on {begun.since.isoformat()}", begun)


def _begun(said: Affiliation, who: Person, day: date, directory: Directory) -> Post | None:
    """Return the post that the words name, if it began so long ago that nobody calls it new any more."""
    named = [post for post in who.posts if _is_at(said, post, directory) and _is_as(said, post)]
    if any(post.since is None or (said.title and not post.title) for post in named):
        return None  # another post at the same place may be new
    last = max(named, key=lambda post: post.since or day, default=None)
    return last if last and last.since and day - last.since > _NEW else None


def _ended(said: Affiliation, who: Person, day: date, directory: Directory) -> Post | None:
    """Return the last of the posts that the words name, where the registry has no other one that they may mean."""
    named = [post for post in who.posts if _is_at(said, post, directory) and _is_as(said, post)]
    if not named or any(is_held(post, day) or not post.until for post in named):
        return None
    if any(_is_at(said, post, directory) or _are_kin(said, post, directory) for post in posts_at(who, day)):
        return None
    last = max(named, key=lambda post: post.until or day)
    return last if last.until and last.until < day else None


def _is_at(said: Affiliation, post: Post, directory: Directory) -> bool:
    words = said.organisation.plain
    if post.organisation in directory.organisations:
        return resolve(words, directory) == post.organisation
    return normal(words) == normal(post.organisation)


def _are_kin(said: Affiliation, post: Post, directory: Directory) -> bool:
    key = resolve(said.organisation.plain, directory)
    return bool(key) and (post.organisation in chain(directory, key) or key in chain(directory, post.organisation))


def _is_as(said: Affiliation, post: Post) -> bool:
    """Tell whether a post has the title that the words give, where both say one."""
    title, known = normal(said.title.plain) if said.title else "", normal(post.title)
    return not title or not known or title in known or known in title


@lru_cache(maxsize=8)
def _account_at(name: str, knowledge: Knowledge) -> re.Pattern[str]:
    before = one_of(knowledge.lists["persons"]["on_network"])
    account = r"(?=\s?[:–—-]?\s?\(?@|\s(?:account|handle|feed|profile)\b)"
    return lazily(rf"\b{before}\s({name})\b(?![’'.]\w)|\b({name}){account}")


@lru_cache(maxsize=16)
def _on_network(name: str, knowledge: Knowledge) -> re.Pattern[str]:
    # "On Vine Street" is no network, and two of these may stand side by side: "on Vine and Periscope".
    before, between = (one_of(knowledge.lists["persons"][name]) for name in ("on_network", "between_names"))
    other = rf"[\w+.]+(?:, [\w+.]+)?,? {between} "
    return lazily(rf"\b{before}\s(?:{other})?({re.escape(name)})(?![\w’']|\s[^\W\d_a-z])")


@lru_cache(maxsize=8)
def _named_too(now: str) -> re.Pattern[str]:
    return lazily(rf"(?<![\w.]){now}(?!\w|\.\w)|\b(?:[Ff]ormer|[Ff]ormerly|[Pp]reviously|[Ee]x-)")


_WORD = lazily(r"(?<![\w’'.])[^\W\d_]+(?:[’'][^\W\d_]+)?")


def _first_person(bio: Bio, speaking: Iterable[str]) -> Prose | None:
    for sentence in sentences(bio.prose)[:_MOST]:
        if any(mark in sentence.plain for mark in '"“„«'):
            continue
        for match in _WORD.finditer(sentence.plain):
            is_it = match[0] == "I" or not match[0].isupper()
            if is_it and match[0].lower().replace("’", "'") in speaking:
                return sentence.cut(*match.span())
    return None


@lru_cache(maxsize=8)
def _site(name: str) -> re.Pattern[str]:
    words = r"[\s-]?".join(re.escape(word) for word in re.split(r"[\s-]+", name))
    # Neither an account nor an address is the name.
    return lazily(rf"(?<![\w@/.-]){words}(?![\w@/]|\.\w)", re.IGNORECASE)
