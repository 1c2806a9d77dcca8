"""Whether an article has the disclaimer that a body, the house or its registry asks for, and where it differs."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from bylint.checks import agree
from bylint.checks.wording import SHOWN
from bylint.checks.wording import by_boxes
from bylint.checks.wording import is_own
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import severity_in
from bylint.grammar import lexicon
from bylint.model.article import Article
from bylint.model.parts import Located
from bylint.model.parts_people import ABOUT
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Body
from bylint.model.parts_people import BoxDuty
from bylint.model.parts_people import Byline
from bylint.model.parts_people import Disclaimer
from bylint.model.parts_people import Duty
from bylint.model.parts_people import Headline
from bylint.model.parts_people import Requirement
from bylint.model.parts_people import Signer
from bylint.model.prose import Prose
from bylint.model.rule import BOX
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.model.world import Topic
from bylint.model.world import is_in_force
from bylint.roles.blocks import RUNNING
from bylint.roles.disclaimer import is_valid
from bylint.roles.duty import LEVELS
from bylint.roles.duty import approved
from bylint.roles.duty import owed_in
from bylint.roles.site import EVERYWHERE
from bylint.roles.site import may_print
from bylint.roles.site import name_of
from bylint.text.files import is_any
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lexicon import Literals
from bylint.text.lexicon import literals
from bylint.text.lexicon import scan
from bylint.text.patterns import lazily

Found = Iterator[Violation]

_LACK, _LACK_BESIDE = "there is none", "articles with this box have none"
_PLACES = {"top": "at the top", "end": "at the end", "bio": "with the bio"}
_WORD = lazily(r"\S+")
_LEADS = 40
"""Letters at the beginning of a note that say that it is one."""


def missing_disclaimer(rule: AnyRule, article: Article, _: Knowledge) -> Iterator[Violation | Fact]:
    """Report each duty that nothing in the file or its template meets; one that the box of an author calls for is
    reported at the box, if any article with it has no disclaimer."""
    yield from _in_boxes(rule, article)
    for duty in own(article, Duty):
        post = duty.affiliation
        words = {
            "person": post.signer.name,
            "organisation": duty.organisation.name,
            "stated": f"{post.stated}: “{post.prose.plain}”" if post.is_printed else post.stated,
            "lack": _LACK,
            "source": duty.source,
            "wording": duty.wording,
            "wording-origin": duty.origin,
        }
        related = (Related(post.registered, post.registry),) if post.registered else ()
        if not duty.answer:
            yield from reported(rule, article, duty, words=words, cases={"level": duty.level}, related=related)


def _in_boxes(rule: AnyRule, article: Article) -> Iterator[Fact]:
    for one in article.parts.of(BoxDuty):
        said = Fact(rule.code, one.subject, one.level, one.prose.plain, "article", place_of(article.source, one.span))
        if not article.is_author_data:
            yield said._replace(when=article.published)
            continue
        words = {
            "person": one.person.name,
            "organisation": one.organisation.name,
            "stated": f"in the author box: “{one.prose.plain}”",
            "lack": _LACK_BESIDE,
            "source": one.source,
            "wording": one.wording,
            "wording-origin": one.origin,
        }
        found = next(reported(replace(rule, severity_by={}), article, one, words=words), None)
        yield said._replace(origin=BOX, report=found)


def uneven_disclaimer(rule: AnyRule, article: Article, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield for each who signs, with the first place of work that is told, whether the article prints a disclaimer;
    what its template prints nobody can tell from here."""
    if rule.severity == "off" or not article.published or may_print("disclaimer", article, knowledge):
        return
    printed = next((one for one in article.parts.of(Disclaimer) if is_valid(one)), None)
    posts = [one.affiliation for one in article.parts.of(Requirement)]
    for signer in article.parts.of(Signer):
        post = next((one for one in posts if one.signer.key == signer.key and one.status == "current"), None)
        span = post.prose.span() if post and post.is_printed else signer.prose.span() if signer.prose else None
        if span is None or article.printed.get(signer.block) == EVERYWHERE:
            continue
        where = post.key or bare(post.words) if post else ""
        claim, at = (agree.HAS, printed.span) if printed else (agree.LACKS, span)
        place = place_of(article.source, at)
        yield Fact(rule.code, f"{ABOUT}|{signer.key}|{where}", claim, signer.name, "article", place, article.published)


def weighed_boxes(rule: AnyRule, _: str, facts: Iterable[Fact]) -> Found:
    """Report what a box says, as strictly as the strictest of the articles that have no disclaimer beside it."""
    boxes, lacking = by_boxes(facts)
    box = next((fact.report for fact in boxes), None)
    if not lacking or box is None:
        return
    level = min((fact.claim for fact in lacking), key=LEVELS.index)
    severity = severity_in(rule, {"level": level})
    related = tuple(Related(fact.place, "signed here") for fact in lacking[:SHOWN])
    if severity != "off":
        yield box._replace(severity=severity, related=related)


def misplaced_disclaimer(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report each printed disclaimer that stands elsewhere than the house wants."""
    policy = knowledge.policy
    if not policy.placement or not is_in_force(policy.placement_since, article.published):
        return
    printed = tuple(_printed(article))
    if not printed:
        return
    is_right = _placing(policy.placement, article)
    for one in printed:
        if not is_right(one.block):
            yield from reported(rule, article, one, words={"misplaced": _PLACES[policy.placement]})


def unapproved_wording(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report each printed disclaimer that differs from the nearest approved wording, at the first difference."""
    wordings = approved(article, (body.id for body, _ in owed_in(article)), knowledge)
    for one in _printed(article) if wordings else ():
        odd = _difference(one.prose, [wording.text for wording in wordings])
        if odd:
            words = {"found": quoted(odd.prose.plain), "added": odd.added, "absent": odd.absent}
            yield from reported(rule, article, one, span=odd.prose.span(), words=words)


def missing_topic_disclaimer(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report each note that the house asks for under this article and that does not stand there."""
    head = article.parts.first(Headline) or article.parts.first(Body)
    if head is None or not is_own(article, head):
        return
    text = ""
    for topic in knowledge.policy.topics:
        if not is_in_force(topic.since, article.published) or not _fits(topic, article, knowledge):
            continue
        text = text or bare("\n".join(_all_words(article)))
        if not all(bare(phrase) in text for phrase in topic.says):
            words = {"topic": topic.name, "text": topic.text}
            yield from reported(rule, article, head, words=words, about=f"topic:{topic.name}")


def undisclosed_interest(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the first mention of each body in which a signer has an interest, where no sentence says so."""
    people = (one.person for one in article.parts.of(Signer) if one.person)
    for interest in sorted({name for person in people for name in person.interests}):
        known = knowledge.directory.organisations.get(interest)
        aliases = (alias.name for alias in known.aliases if alias.scope == "anywhere") if known else ()
        names = (known.name, *aliases) if known else (interest,)
        body, words = _undisclosed(article, literals(names), knowledge)
        if body and words and is_own(article, body):
            known_as = {"found": quoted(words.plain)}
            about = f"interest:{folded(names[0])}"
            yield from reported(rule, article, body, span=words.span(), words=known_as, about=about)


def _printed(article: Article) -> Iterator[Disclaimer]:
    return (one for one in own(article, Disclaimer) if one.place == "printed" and is_valid(one))


class _Difference(NamedTuple):
    """The first words that differ, all that were added to an approved wording, and all that it has besides."""

    prose: Prose
    added: str
    absent: str


def _difference(prose: Prose, wordings: Iterable[str]) -> _Difference | None:
    words = [(match[0], match.span()) for match in _WORD.finditer(prose.plain)]
    said = [bare(word) for word, _ in words]
    best = max((text.split() for text in wordings), key=lambda text: _matcher(said, text).ratio())
    runs = [run for run in _matcher(said, best).get_opcodes() if run[0] != "equal"]
    if not runs:
        return None
    added = " … ".join(" ".join(word for word, _ in words[run[1] : run[2]]) for run in runs if run[2] > run[1])
    absent = " … ".join(" ".join(best[run[3] : run[4]]) for run in runs if run[4] > run[3])
    first = runs[0]
    start = words[min(first[1], len(words) - 1)][1][0]
    end = words[max(min(first[2], len(words)) - 1, min(first[1], len(words) - 1))][1][1]
    return _Difference(
        prose.cut(start, end), f"“{added}”" if added else "nothing", f"“{absent}”" if absent else "nothing"
    )


def _matcher(said: Sequence[str], text: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, said, [bare(word) for word in text], autojunk=False)


def _placing(placement: str, article: Article) -> Callable[[int], bool]:
    """Return what tells of a block whether a disclaimer in it stands where the house wants it."""
    if placement == "bio":
        bios = {bio.block for bio in article.parts.of(Bio) if bio.block >= 0}
        return lambda block: not bios.isdisjoint((block - 1, block, block + 1))
    running = sorted(_running(article))
    if placement == "top":
        return lambda block: not running or block <= running[0]
    return lambda block: not running or block >= running[-1]


def _running(article: Article) -> Iterator[int]:
    """Yield the blocks of text that are neither beside the byline nor disclaimers for the most part."""
    parts = article.parts
    around: tuple[Located, ...] = (*parts.of(Byline), *parts.of(Headline), *parts.of(Bio))
    beside = {part.block for part in around} | _disclaiming(article)
    for part in article.parts.of(Body):
        if part.block not in beside and len(part.prose.plain) > RUNNING:
            yield part.block


def _disclaiming(article: Article) -> set[int]:
    """Return the blocks of which a disclaimer is the greater part."""
    found = (one for one in article.parts.of(Disclaimer) if one.block >= 0)
    return {one.block for one in found if 2 * len(one.prose.plain) > len(article.blocks[one.block].prose.plain)}


def _all_words(article: Article) -> Iterator[str]:
    unseen = ("comment", "hidden", "shortcode", "element")
    yield from (block.prose.plain for block in article.blocks if block.kind not in unseen)
    yield from (field.prose.plain for field in article.fields if field.origin == "front-matter")


def _fits(topic: Topic, article: Article, knowledge: Knowledge) -> bool:
    path = name_of(article, knowledge)
    if topic.paths and is_any(topic.paths, path):
        return True
    sections = set(map(folded, topic.sections))
    if sections.intersection(folded(folder) for folder in path.split("/")[:-1]):
        return True
    tags, words = set(map(folded, topic.tags)), lexicon(knowledge).words
    for field in article.fields:
        if field.origin != "front-matter" or not field.path:
            continue
        key, value = folded(str(field.path[0])), folded(field.prose.plain)
        if (key in words["tag_key"] and value in tags) or (key in words["section_key"] and value in sections):
            return True
    return False


def _undisclosed(article: Article, wanted: Literals, knowledge: Knowledge) -> tuple[Body | None, Prose | None]:
    """Return the first mention of a body in the text, and its block, unless the bio or a note discloses it.

    A disclaimer that names the body says as much.
    """
    around = {bio.block for bio in article.parts.of(Bio)} | _disclaiming(article)
    told = (article.blocks[block].prose.plain for block in sorted(around) if block >= 0)
    if any(scan(wanted, text) for text in told):
        return None, None
    for part in article.parts.of(Body):
        hit = next(iter(scan(wanted, part.prose.plain)), None) if part.block not in around else None
        if hit:
            is_told = any(scan(wanted, note) for note in _notes(article, knowledge))
            return (None, None) if is_told else (part, part.prose.cut(hit.start, hit.end))
    return None, None


def _notes(article: Article, knowledge: Knowledge) -> Iterator[str]:
    """Yield the notes that disclose something."""
    words = lexicon(knowledge)
    for part in article.parts.of(Body):
        lead = folded(part.prose.plain[:_LEADS])
        if lead.startswith(tuple(words.words["note_opening"])) and words.has("interest", part.prose.plain):
            yield part.prose.plain


OPTIONS = {"uneven-disclaimer": agree.Habit}
JUDGES = {"missing-disclaimer": weighed_boxes, "uneven-disclaimer": agree.habit}
