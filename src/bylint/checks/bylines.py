"""Who signs an article, whether all its places agree on it, and what bylines leave out or get wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bylint.checks import agree
from bylint.checks import verbs
from bylint.checks.spellings import Spelling
from bylint.checks.wording import by_article
from bylint.checks.wording import filled
from bylint.checks.wording import is_own
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import seen_at
from bylint.checks.wording import weighed
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.markup import Field
from bylint.model.parts_people import FLAWS
from bylint.model.parts_people import Author
from bylint.model.parts_people import AuthorLabel
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Byline
from bylint.model.parts_people import Headline
from bylint.model.parts_people import WholeArticle
from bylint.model.prose import prose_in
from bylint.model.rule import COUNTED
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.model.world import people_named
from bylint.roles.people import are_one
from bylint.roles.people import are_same
from bylint.roles.people import authors
from bylint.roles.people import is_profile
from bylint.roles.people import people_words
from bylint.roles.people import signers
from bylint.roles.site import folder_of_index
from bylint.roles.site import may_print
from bylint.roles.site import printed_settings
from bylint.roles.site import section
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.fold import is_latin
from bylint.text.fold import is_misspelt
from bylint.text.fold import is_respelt
from bylint.text.fold import is_slip
from bylint.text.fold import may_be_two
from bylint.text.fold import small
from bylint.text.patterns import lazily

Found = Iterator[Violation]

OPTIONS = {"byline-mismatch": agree.Weighing}
MERGED = "merged"
"""The flaw of a field of the header, no list, that holds several names."""

_CODE = lazily(r"[-_]")
_READ = 400_000
# So many articles with the same slip of form show how a site writes its bylines.
_MANY, _PLACES = 10, 12
_FIELDS, _LISTED = 200, 2
_OF_KEY, _OF_LIST = (
    "names nobody here and stands again in the header",
    "has an entry that names nobody beside those who sign",
)
_FIRST_BLOCKS, _FIRST_LETTERS = 8, 600


class _Meant(NamedTuple):
    """Who of the registry may be meant, by which of the names that may be shown; `is_slip`: a letter is wrong."""

    name: str = ""
    who: Person | None = None
    is_slip: bool = False


def missing_byline(rule: AnyRule, article: Article, knowledge: Knowledge) -> Iterator[Violation | Fact]:
    """Report an article that nobody signs and that asks for a name itself, or say whether its part of the site has
    the custom of signing."""
    whole = next(own(article, WholeArticle), None)
    if rule.severity == "off" or whole is None or not whole.is_signable or whole.may_be_signed:
        return
    label = min(article.parts.of(AuthorLabel), key=lambda label: label.span, default=None)
    place = label or article.parts.first(Headline) or whole
    is_signed = bool(article.parts.of(Author))
    language = _CODE.split(article.language.lower())[0]
    # Of an article that does not say in which language it is, most are in one of these.
    is_claimed = language in knowledge.lists["bylines"]["claimed"] or (not language and is_latin(_beginning(article)))
    language = "claimed" if is_claimed else "other"
    has_header = any(field.origin == "front-matter" for field in article.fields)
    if has_header and label is None:
        at, group = _at(article, place.span), section(article, knowledge)
        case, words = f"language={language}", place.prose.plain
        yield from verbs.custom_facts(rule, group, at, words, whole.about, is_there=is_signed, case=case)
        below = folder_of_index(article, knowledge) if is_signed else ""
        if below:
            yield Fact(rule.code, below, verbs.THERE_FOR_ALL, "", COUNTED, at)
    elif not is_signed:
        yield from reported(rule, article, place, cases={"language": language})


def _beginning(article: Article) -> str:
    """Return the first words of an article: a headline alone may be a foreign name."""
    texts = (block.prose.plain for block in article.blocks if block.is_inside and block.prose.plain)
    return " ".join(islice(texts, _FIRST_BLOCKS))[:_FIRST_LETTERS]


def unknown_author(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the signers who are not in the registry, and who of it may be meant."""
    if not _has_persons(knowledge) or is_profile(article):
        return
    for signer in signers(article):
        # Of whom the template prints alone the file names nobody.
        if signer.origin == "printed" or not is_own(article, signer) or _is_known(signer, knowledge):
            continue
        meant = _meant(signer.about, knowledge)
        if meant.who and not meant.name:
            continue
        reach = "near" if meant.is_slip else "complete" if knowledge.registry.is_complete else "far"
        guess = f"; did you mean {meant.name}?" if meant.name else ""
        at = meant.who.place if meant.who else None
        related = (Related(at, f"the registry has {meant.name}"),) if at else ()
        words = {"guess": guess, "entry": _entry(signer.name, signer.about)}
        yield from reported(rule, article, signer, words=words, cases={"reach": reach}, related=related)


def byline_mismatch(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report the bylines that name others than most of the article's bylines do."""
    if rule.severity == "off":
        return
    every = [each for each in own(article, Byline) if each.claim]
    claims = (
        Fact(
            rule.code,
            each.about,
            each.claim,
            _words(each, every),
            "article",
            _at(article, each.span),
            article.published,
        )
        for each in every
    )
    yield from agree.judge(rule, "article", claims)


def _words(byline: Byline, every: Iterable[Byline]) -> str:
    """Return the words of a byline; those of all its lines where each names some of its people."""
    if len(byline.names) > byline.claim.count("; "):
        return byline.prose.plain
    return ", ".join(dict.fromkeys(each.prose.plain for each in every if each.claim == byline.claim))


def malformed_byline(rule: AnyRule, article: Article, _: Knowledge) -> Iterator[Violation | Fact]:
    """Report the fields of names that hold more than the name, and yield whether a field of the header that is no list
    holds several: where most articles have it so, the template prints it."""
    # The byline on the page of an author is the line that says who that is.
    if rule.severity == "off" or is_profile(article):
        return
    for author in own(article, Author):
        flaws = [flaw for flaw in author.flaws if flaw.kind != MERGED]
        merged = next((flaw for flaw in author.flaws if flaw.kind == MERGED), None)
        if flaws:
            place = flaws[0].place
            held = ", ".join(FLAWS[flaw.kind] for flaw in flaws)
            words = {"found": quoted(place.plain), "malformed": held}
            cause = f"holds {held}"
            yield from reported(rule, article, author, span=place.span(), words=words, cause=cause)
            # What all articles say alike is not compared, so each says where it stands.
            at, path = _at(article, place.span()), article.source.path
            yield Fact(rule.code, cause, path, place.plain, "article", at, article.published)
        elif merged:
            at = _at(article, merged.place.span())
            yield from verbs.custom_facts(rule, MERGED, at, merged.place.plain, author.about, is_there=False)
    yield from _listed_authors(rule, article)


def _listed_authors(rule: AnyRule, article: Article) -> Iterator[Fact]:
    """Yield that a header lists several authors, each by itself."""
    listed = [author for author in own(article, Author) if author.origin == "front-matter" and not author.flaws]
    if len(listed) > 1:
        at = _at(article, listed[0].span)
        yield from verbs.custom_facts(rule, MERGED, at, listed[0].prose.plain, listed[0].about, is_there=True)


def weighed_fields(rule: AnyRule, subject: str, facts: Iterable[Fact]) -> Found:
    """Report fields with several names, where the site does not have it so; what many articles have alike, once."""
    if subject == MERGED:
        message = filled(rule.message, {"found": "{found}", "malformed": FLAWS[MERGED]})
        found = verbs.judge_custom(replace(rule, message=message, severity="info"), subject, facts)
        yield from (each._replace(series=MERGED) for each in found)
        return
    told = by_article(facts)
    if len(told) >= _MANY:
        first, *rest = sorted(told.values(), key=lambda fact: fact.place.path)
        held = f"{subject.removeprefix('holds ')}, as in {len(rest):,} other articles"
        words, related = (
            {"found": quoted(first.words), "malformed": held},
            (Related(r.place, "and here") for r in rest[:_PLACES]),
        )
        yield weighed(rule, first.place, words, related=related, cause=subject, is_for_all=True)


def placeholder_byline(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report the authors that are an account or filler."""
    for author in own(article, Author):
        if author.is_placeholder:
            yield from reported(rule, article, author)


def repeated_author(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report each author who stands in one byline before."""
    first: dict[str, Author] = {}
    # A body that stands there twice is where two of them work.
    persons = (author for author in own(article, Author) if not author.is_body)
    for author in sorted(persons, key=lambda author: author.span):
        before = first.setdefault(bare(f"{author.place} {author.about}"), author)
        if before is not author:
            related = (seen_at(article, before.span, "stands here first"),)
            yield from reported(rule, article, author, related=related)


def byline_without_bio(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the signers without a bio, in the file or by the template, whom the text does not name."""
    if is_profile(article) or printed_settings(knowledge).get("bios"):
        return
    described = {bio.about for bio in article.parts.of(Bio) if not bio.placeholder}
    # A bio of nobody in particular may be anyone's.
    if "article" in described or may_print("bio", article, knowledge):
        return
    named = [each for each in signers(article) if each.origin != "printed" and not each.is_id and " " in each.about]
    missing = [each for each in named if not any(are_one(each.about, who, knowledge) for who in described)]
    others = [each.name for each in named if each not in missing]
    in_text = _in_text(article, frozenset(each.about.split()[-1] for each in missing))
    for signer in missing:
        if signer.about.split()[-1] not in in_text and is_own(article, signer):
            cases, words = {"others": "yes" if others else "no"}, {"introduced": ", ".join(others)}
            yield from reported(rule, article, signer, words=words, cases=cases)


def vacant_byline(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the empty keys of people that stand again with names, which of the two is read depends on the program; and
    the empty entries of a list that has names."""
    header = [field for field in article.fields if field.origin == "front-matter" and field.path][:_FIELDS]
    yield from _empty_entries(rule, article, header, knowledge)
    empty = [field for field in header if len(field.path) == 1 and not field.prose.plain]
    keys = _keys_of_people(knowledge) if empty else frozenset()
    for field in empty:
        twin = next((other for other in header if _is_twin(other, field)), None)
        if twin and folded(str(field.path[0])) in keys:
            key = Spelling(prose_in(article.source, field.key))
            related = (seen_at(article, twin.prose.span(), "the same key"),)
            yield from reported(rule, article, key, words={"lack": _OF_KEY}, related=related)


def _empty_entries(rule: AnyRule, article: Article, header: list[Field], knowledge: Knowledge) -> Found:
    listed = [field for field in header if isinstance(field.path[-1], int) and len(field.path) == _LISTED]
    empty = [field for field in listed if not field.prose.plain.strip()]
    keys = _keys_of_people(knowledge) if empty else frozenset()
    for key in dict.fromkeys(str(field.path[0]) for field in empty):
        named = next((f for f in listed if str(f.path[0]) == key and f.prose.plain.strip()), None)
        first = next(field for field in empty if str(field.path[0]) == key)
        if named and folded(key) in keys:
            place = Spelling(prose_in(article.source, first.key))
            words = {"found": quoted(key), "lack": _OF_LIST}
            yield from reported(rule, article, place, words=words)


def _at(article: Article, span: Span) -> Place:
    return place_of(article.source, span)


@lru_cache(maxsize=4)
def _has_persons(knowledge: Knowledge) -> bool:
    """Tell whether the registry has a person: one of desks and councils alone says nothing of who else signs."""
    known = names(knowledge)
    return any(is_person(each.name, known, fewest=1) for each in knowledge.registry.people.values())


def _is_known(signer: Author, knowledge: Knowledge) -> bool:
    forms = (signer.about, bare(signer.name), plain_id(signer.name))
    return any(people_named(knowledge.registry, form) for form in forms)


@lru_cache(maxsize=4096)
def _meant(about: str, knowledge: Knowledge) -> _Meant:
    """Return the registered name that may be meant, whose it is, and whether the given one is a slip of it; of a name
    that is a shorter or longer form of a registered one the person alone."""
    near: dict[str, _Meant] = {}
    alike: dict[str, _Meant] = {}
    is_one_word = " " not in about
    for shown, form, who in _forms(knowledge):
        # An id of one word is that of anybody with these initials.
        if (is_one_word or " " in form) and are_same(about, form):
            return _Meant(who=who)
        if shown and (is_slip(about, form) if is_one_word else is_misspelt(about, form)):
            near.setdefault(who.id, _Meant(shown, who, not may_be_two(about, form)))
        elif shown and (_share_surname(about, form) or is_respelt(about, form)):
            alike.setdefault(who.id, _Meant(shown, who))
    found = near or alike
    return next(iter(found.values())) if len(found) == 1 else _Meant()


def _share_surname(one: str, other: str) -> bool:
    """Tell whether two names may be one with a short form of the first: Michael and Mike."""
    a, b = one.split(), other.split()
    return len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and a[0][0] == b[0][0]


@lru_cache(maxsize=4)
def _forms(knowledge: Knowledge) -> tuple[tuple[str, str, Person], ...]:
    """Return what may be shown of each registered name (nothing where its person hides it), its bare form, and whose
    it is."""
    known = names(knowledge)
    found: list[tuple[str, str, Person]] = []
    for each in knowledge.registry.people.values():
        is_hidden = each.is_withheld or bool(each.pen_names)
        every = (each.name, *each.aliases, *each.pen_names)
        found += [("" if is_hidden else name, core(name, known), each) for name in every]
        found.append(("" if is_hidden else each.id, plain_id(each.id), each))
    return tuple(found)


def _entry(name: str, about: str) -> str:
    """Return an entry for the list of people, in bylint's own form; JSON is YAML."""
    return f"- {{id: {'-'.join(about.split())}, name: {json.dumps(name, ensure_ascii=not name.isprintable())}}}"


def _in_text(article: Article, wanted: frozenset[str]) -> frozenset[str]:
    """Return those of some bare words that stand in the article but for its bylines: whom it names, it may introduce
    in passing."""
    own_blocks = {author.block for author in authors(article)}
    proses = (block.prose.plain for index, block in enumerate(article.blocks) if index not in own_blocks)
    text = small(" ".join(proses)[:_READ]) if wanted else ""
    # Most stand nowhere, not even in other words, so that the words need not be told apart.
    return wanted.intersection(bare(text).split()) if any(word in text for word in wanted) else frozenset()


@lru_cache(maxsize=8)
def _keys_of_people(knowledge: Knowledge) -> frozenset[str]:
    authors_keys = folded_all(flat(knowledge.lists["bylines"]["keys"]["author"]))
    return authors_keys | people_words("helping_keys", knowledge)


def _is_twin(other: Field, field: Field) -> bool:
    return other.key != field.key and other.path[0] == field.path[0] and bool(other.prose.plain)


JUDGES = {
    "missing-byline": verbs.judge_custom,
    "malformed-byline": weighed_fields,
}
