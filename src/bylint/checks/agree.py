"""Statements on one subject that must agree, within an article and across articles."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from itertools import groupby
from itertools import pairwise

from bylint.checks.wording import at
from bylint.checks.wording import chosen
from bylint.checks.wording import quoted
from bylint.checks.wording import weighed
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Related
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.text.fingerprints import fingerprint_of_statements
from bylint.text.fold import bare
from bylint.text.fold import is_misspelt
from bylint.text.fold import may_be_two
from bylint.text.patterns import lazily

_WORD = lazily(r"[^\W\d_]+")
_TIMES = 2
"""How much commoner the right spelling is than one at fault."""
DAYS = 30.44
"""Days of a month."""
_SLOT = 3
"""Words behind the person in a subject that is a post: what is compared, the body and the title."""
_SHOWN = 3
"""Places of the usual spelling that are related."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """How facts on one subject are weighed: the options of a judgement that yields them.

    `across`: the severity of a disagreement between articles, `off` to compare within articles only; `months`: how
    far apart they may be; `order`: claims that follow one another in a life and never go back; `fewer`: a claim is a
    set with `; ` between its members, and this is the severity of one that names fewer of them than another; `shared`:
    of such claims, those that share a member do not differ; `slips`: claims are names, and differ only where one is
    another misspelt; `lasting`: a claim never changes, so that articles of any day disagree; `passing`: claims that
    begin with such a word hold for so many months from the first article on the subject, and no others are compared.
    What only a file says, that of a picture or hidden data, weighs as `across` does.
    """

    each: tuple[str, ...]
    across: str = "off"
    months: int = 18
    order: tuple[str, ...] = ()
    fewer: str = "off"
    shared: bool = False
    slips: bool = False
    lasting: bool = False
    passing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AgreeOptions(Weighing):
    """Parts about one thing with the same `subject` elements must have the same `claim`; weighed as facts are."""

    claim: str
    subject: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()


def agree(rule: Rule[AgreeOptions], article: Article, _: Knowledge) -> Iterator[Violation | Fact]:
    """Yield one fact for each part, or, where articles are not compared, what the facts of this one come to."""
    options = rule.options
    if rule.severity == "off":
        return
    parts = chosen(article, options.each, options.when, options.unless)
    facts = [_fact(rule, article, part) for part in parts if part.words(options.claim)]
    if options.across != "off":
        yield from facts
        return
    facts.sort(key=lambda fact: fact.subject)
    for subject, group in groupby(facts, key=lambda fact: fact.subject):
        yield from judge(rule, subject, tuple(group))


def judge(rule: Rule[Weighing], subject: str, facts: Iterable[Fact]) -> Iterator[Violation]:
    """Name the odd ones out among the facts on one subject: inside each article, then between dated articles."""
    facts = sorted(facts, key=lambda fact: (fact.place.path, fact.place.span))
    if rule.options.slips:
        yield from _misspelt(rule, facts) if len(facts) > 1 else ()
        return
    if rule.options.passing:
        yield from _outlived(rule, subject, facts)
        return
    settled: list[Fact] = []
    for _, group in groupby(facts, key=lambda fact: fact.place.path):
        here = tuple(group)
        differing = tuple(_inside(rule, subject, here))
        yield from differing
        if len({fact.claim for fact in here}) == 1 or (rule.options.lasting and not differing):
            settled.append(here[-1])
    if rule.options.across != "off":
        yield from (_ever if rule.options.lasting else _between)(rule, subject, settled)


def _ever(rule: Rule[Weighing], subject: str, facts: Sequence[Fact]) -> Iterator[Violation]:
    """Name the articles that say another thing than most, or, of two, than the one that said it first."""
    facts = sorted(facts, key=lambda fact: (fact.when is None, fact.when or date.min, fact.place.path))
    usual = _usual(facts) if facts else ""
    for claim in dict.fromkeys(fact.claim for fact in facts):
        if _differ(rule.options, claim, usual):
            yield _odd(rule, subject, _with(facts, claim), _with(facts, usual), rule.options.across)


def _inside(rule: Rule[Weighing], subject: str, facts: Sequence[Fact]) -> Iterator[Violation]:
    usual = _usual(facts)
    for claim in dict.fromkeys(fact.claim for fact in facts):
        if _differ(rule.options, claim, usual):
            odd, others = _with(facts, claim), _with(facts, usual)
            is_seen = all(any(fact.origin != "file" for fact in side) for side in (odd, others))
            yield _odd(rule, subject, odd, others, rule.severity if is_seen else rule.options.across)
    if rule.options.fewer != "off":
        yield from _of_fewer(rule, subject, facts)


def _of_fewer(rule: Rule[Weighing], subject: str, facts: Sequence[Fact]) -> Iterator[Violation]:
    """Name the sets that lack members which another one has; of those beside them the commonest is the measure."""
    claims = {fact.claim: frozenset(fact.claim.split("; ")) for fact in facts}
    for claim, members in claims.items():
        fuller = [fact for fact in facts if members < claims[fact.claim]]
        if fuller:
            yield _odd(rule, subject, _with(facts, claim), _with(facts, _usual(fuller)), rule.options.fewer)


def _usual(facts: Sequence[Fact]) -> str:
    """Return the claim of most facts that readers see, then of most; of several, the one that stands first."""
    counts: dict[str, tuple[int, int]] = {}
    for fact in facts:
        seen, told = counts.get(fact.claim, (0, 0))
        counts[fact.claim] = (seen + (fact.origin != "file"), told + 1)
    return max(counts, key=lambda claim: counts[claim])


def _between(rule: Rule[Weighing], subject: str, facts: Sequence[Fact]) -> Iterator[Violation]:
    dated = sorted((fact for fact in facts if fact.when), key=lambda fact: (fact.when, fact.place.path))
    runs = [tuple(group) for _, group in groupby(dated, key=lambda fact: fact.claim)]
    odd: list[tuple[Fact, ...]] = []
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        # A claim that changes and stays changed is a career; only one that goes and comes back is a slip.
        is_slip = before[0].claim == after[0].claim and not (odd and odd[-1] is before)
        if (
            is_slip
            and is_near(rule.options, before[-1], after[0])
            and _differ(rule.options, run[0].claim, before[0].claim)
        ):
            odd.append(run)
            yield _between_articles(rule, subject, run, (*before, *after), (before, run, after))
    left = [run for run in runs if run not in odd]
    for before, run in pairwise(left):
        if _clash(rule.options, before[-1], run[0]):
            # The fewer are the odd ones, of as many the later: what is reported stays where it is as articles come.
            fewer, more = (before, run) if len(before) < len(run) else (run, before)
            yield _between_articles(rule, subject, fewer, more, (before, run))


def _between_articles(
    rule: Rule[Weighing], subject: str, odd: Sequence[Fact], usual: Sequence[Fact], runs: Sequence[Sequence[Fact]]
) -> Violation:
    """Report articles that say another thing than others; `runs` are all of them as they followed one another."""
    entry = _entry(rule.options, subject, runs)
    found = _odd(rule, subject, odd, usual, rule.options.across, entry)
    known = fingerprint_of_statements(rule.code, subject, (odd[0].claim, usual[0].claim))
    return found._replace(fingerprint=known)


def _entry(options: Weighing, subject: str, runs: Sequence[Sequence[Fact]]) -> str:
    """Return how a registry says that somebody held a post and gave it up as runs of articles have it; nothing where no
    post is meant."""
    _, *slot = subject.split("|")
    if len(slot) != _SLOT or not options.order:
        return ""
    _, organisation, title = slot
    same = re.search(re.escape(organisation), runs[0][0].words, re.IGNORECASE)
    post = f"organisation: {same[0] if same else organisation}, title: {title}"
    days = []
    for number, run in enumerate(runs):
        if run[0].claim == options.order[0]:
            since = f", from: {run[0].when}" if number else ""
            until = f", until: {run[-1].when}" if number < len(runs) - 1 else ""
            days.append(f"{{{post}{since}{until}}}")
    return f"affiliations: [{', '.join(days)}]" if days else ""


def _outlived(rule: Rule[Weighing], subject: str, facts: Sequence[Fact]) -> Iterator[Violation]:
    """Name the claims that were true once and stand there long after the first article on the subject."""
    dated = sorted((fact for fact in facts if fact.when), key=lambda fact: (fact.when, fact.place.path))
    for fact in dated:
        if fact.claim.split(" ")[0] in rule.options.passing and not is_near(rule.options, dated[0], fact):
            yield _odd(rule, subject, (fact,), dated[:1], rule.options.across)


def _clash(options: Weighing, earlier: Fact, later: Fact) -> bool:
    if not _differ(options, earlier.claim, later.claim) or not is_near(options, earlier, later):
        return False
    if earlier.when == later.when:
        return True
    order = options.order
    if earlier.claim not in order or later.claim not in order:
        return False
    return order.index(later.claim) < order.index(earlier.claim)


def _differ(options: Weighing, claim: str, other: str) -> bool:
    if options.fewer == "off" and not options.shared:
        return claim != other
    members, others = set(claim.split("; ")), set(other.split("; "))
    if options.shared:
        return members.isdisjoint(others)
    return not (members <= others or others <= members)


def _with(facts: Iterable[Fact], claim: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.claim == claim)


def is_near(options: Weighing, one: Fact, other: Fact) -> bool:
    """Tell whether two facts are told so near to each other that they should agree; undated ones may be."""
    if one.when is None or other.when is None:
        return True
    return abs(one.when - other.when) <= timedelta(days=options.months * DAYS)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Habit:
    """How often a part must stand in the other articles on one subject for its lack to be told: in so many `articles`,
    and in four of five within so many `months`. `across`: the severity."""

    each: tuple[str, ...]
    articles: int = 5
    months: int = 36
    across: str = "info"


HAS, LACKS = "has", "lacks"
"""What an article states of a part that others on the subject may have."""


def habit(rule: Rule[Habit], subject: str, facts: Iterable[Fact]) -> Iterator[Violation]:
    """Report each article that lacks what most of the others on one subject have, by the evidence of these alone."""
    options, span = rule.options, timedelta(days=rule.options.months * DAYS)
    dated = sorted((fact for fact in facts if fact.when), key=lambda fact: (fact.when, fact.place.path))
    having = [fact for fact in dated if fact.claim == HAS]
    days, days_having = ([fact.when for fact in found if fact.when] for found in (dated, having))
    for fact in dated if len(having) >= options.articles else ():
        if fact.claim != LACKS or fact.when is None:
            continue
        first, last = bisect_left(days_having, fact.when - span), bisect_right(days_having, fact.when + span)
        others = bisect_right(days, fact.when + span) - bisect_left(days, fact.when - span) - 1
        if last - first >= options.articles and (last - first) * 5 >= others * 4:
            words = {"found": quoted(fact.words), "number": f"{last - first:,}", "others": f"{others:,}"}
            related = tuple(Related(other.place, "here there is one") for other in having[first:last][-_SHOWN:])
            about = subject.partition("|")[0]
            yield weighed(rule, fact.place, words, severity=options.across, related=related, about=about)


def _odd(
    rule: Rule[Weighing], subject: str, odd: Sequence[Fact], usual: Sequence[Fact], severity: str, entry: str = ""
) -> Violation:
    at_fault = odd[-1]
    related = [Related(fact.place, f"here {quoted(fact.words)}") for fact in usual]
    related += [Related(fact.place, "the same as reported") for fact in odd[:-1]]
    is_fewer = set(at_fault.claim.split("; ")) < set(usual[-1].claim.split("; "))
    words = {
        "found": quoted(at_fault.words),
        "usual": quoted(usual[-1].words),
        "subject": subject.split("|")[0],
        "who": "everybody who" if is_fewer else "who",
        "settled": f" Where each was true in its time, a registry under `people:` may say so: {entry}" if entry else "",
    }
    return weighed(rule, at_fault.place, words, severity=severity, related=related, about=words["subject"])


def _fact(rule: Rule[AgreeOptions], article: Article, part: Part) -> Fact:
    options = rule.options
    subject = "|".join((part.about, *(part.words(name) for name in options.subject)))
    span = at(part, options.at)
    words = article.source.written(span) if span != part.span else part.prose.plain
    place = place_of(article.source, Span(*span))
    return Fact(rule.code, subject, part.words(options.claim), words, "article", place, article.published)


def _misspelt(rule: AnyRule, facts: Sequence[Fact]) -> Iterator[Violation]:
    """Report the places of each name that is a far commoner one misspelt, or one without its marks."""
    places: dict[str, list[Fact]] = {}
    for fact in facts:
        places.setdefault(fact.claim, []).append(fact)
    counts = {claim: len({fact.place.path for fact in told}) for claim, told in places.items()}
    for claim, told in places.items():
        usual = _usual_spelling(claim, counts)
        if usual:
            yield from (_odd_spelling(rule, fact, places[usual], counts[usual]) for fact in told)


def _usual_spelling(claim: str, counts: dict[str, int]) -> str:
    """Return the commonest of the spellings that a name may be a slip of."""
    likely = [other for other in counts if counts[other] >= _TIMES * counts[claim] and _are_one(claim, other)]
    return max(likely, key=lambda other: (counts[other], other), default="")


def _are_one(name: str, other: str) -> bool:
    """Tell whether two spellings are of one name: a slip, or marks that are missing or wrong; capitals, quotes and
    hyphens are typography."""
    one, two = bare(name), bare(other)
    if one != two:
        return is_misspelt(one, two) and not may_be_two(one, two)
    return _letters(name) != _letters(other)


def _letters(name: str) -> str:
    return "".join(_WORD.findall(unicodedata.normalize("NFC", name))).casefold()


def _odd_spelling(rule: AnyRule, odd: Fact, usual: Sequence[Fact], articles: int) -> Violation:
    others = "1 other article" if articles == 1 else f"{articles:,} other articles"
    words = {"found": quoted(odd.words), "usual": f"{quoted(usual[-1].words)} in {others}"}
    related = tuple(Related(fact.place, f"here {quoted(fact.words)}") for fact in usual[-_SHOWN:])
    # It says more than a note that the registry does not know the name: it is about nothing that others report.
    return weighed(rule, odd.place, words, severity=rule.options.across, related=related)


OPTIONS = {"agree": AgreeOptions}
JUDGES = {"agree": judge}
