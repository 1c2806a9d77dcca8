"""Which of the signers' places of work call for a disclaimer, why the others do not, and the wording to propose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache

from bylint.grammar import lexicon
from bylint.model.article import Article
from bylint.model.parts import Located
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Body
from bylint.model.parts_people import Byline
from bylint.model.parts_people import Headline
from bylint.model.parts_people import Requirement
from bylint.model.parts_people import SignerAffiliation
from bylint.model.world import Knowledge
from bylint.model.world import Organisation
from bylint.model.world import Wording
from bylint.model.world import is_in_force
from bylint.model.world import kept_by_lists
from bylint.text.fold import folded
from bylint.text.organisations import chain
from bylint.text.organisations import mentions
from bylint.text.organisations import resolve
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

LEVELS = ("regulation", "conditional", "policy")
"""From strict to mild. `conditional`: a regulation whose condition, the subject, the text does not show."""

# Only a title or a rank brings a bare department under its rule: 5 CFR 3601.105 gives "DoD employee" as an example.
_NEEDS_TITLE = frozenset({"us-dod"})
_PUBLISHER = (("site",), ("publication",), ("publisher",), ("publisher", "name"), ("og:site_name",))
_ENOUGH = 3
"""Words of the field from which a text is about it; one in the headline or the tags is enough."""


def requirements(
    article: Article, affiliations: Iterable[SignerAffiliation], disclaimers: Iterable[str], knowledge: Knowledge
) -> tuple[Requirement, ...]:
    """Return what each place of work of the signers asks for; an article is not about what its disclaimers name."""
    affiliations = tuple(affiliations)
    if not affiliations:
        return ()
    if _is_official(article):
        reason = "the header says `capacity: official`"
        return tuple(Requirement(each, None, reason=reason) for each in affiliations)
    published_by, apart = frozenset(publishers(article, knowledge)), tuple(disclaimers)
    return tuple(_requirement(article, each, published_by, apart, knowledge) for each in affiliations)


def owed_in(article: Article) -> tuple[tuple[Organisation, Requirement], ...]:
    """Return the bodies that call for a disclaimer of an author, with all that is known of it."""
    asked = article.parts.of(Requirement)
    return tuple((one.organisation, one) for one in asked if one.level and one.organisation)


def publishers(article: Article, knowledge: Knowledge) -> Iterator[str]:
    """Yield the ids of bodies that publish the article."""
    named = [field.prose.plain for field in article.fields if field.path in _PUBLISHER]
    for words in (knowledge.site, *named):
        if words and (key := resolve(words, knowledge.directory)):
            yield key


def approved(article: Article, bodies: Iterable[str], knowledge: Knowledge) -> tuple[Wording, ...]:
    """Return the house's wordings for people of these bodies; where it has none for them, those for all."""
    day = article.published
    in_force = [wording for wording in knowledge.policy.wordings if is_in_force(wording.since, day)]
    ids = frozenset(bodies)
    own = tuple(wording for wording in in_force if wording.organisation in ids)
    return own or tuple(wording for wording in in_force if not wording.organisation)


def proposed(article: Article, bodies: tuple[Organisation, ...], signing: int, knowledge: Knowledge) -> tuple[str, str]:
    """Return a sentence to paste for the authors of an article, and where it comes from: the house, the body itself, or
    composed of what is asked for."""
    house = approved(article, (body.id for body in bodies), knowledge)
    if house:
        return house[0].text, "approved by the house"
    if len(bodies) == 1 and bodies[0].sample and bodies[0].status == "verified":
        return bodies[0].sample, f"as {bodies[0].name} prints it"
    return _composed(bodies, signing, knowledge), "composed, no source has it so"


def source_of(body: Organisation) -> str:
    """Return where the duty can be read: a regulation before a wording in use."""
    of_law = next((source for source in body.sources if "CFR" in source or "FAM" in source), "")
    source = of_law or next(iter(body.sources), "") or f"the site's directory, {body.place}".rstrip(", ")
    title, _, rest = source.partition("; ")
    url = rest.rpartition(", ")[2]
    return f"{title}, {url}" if url.startswith("http") else title


def _requirement(
    article: Article,
    affiliation: SignerAffiliation,
    published_by: frozenset[str],
    apart: tuple[str, ...],
    knowledge: Knowledge,
) -> Requirement:
    organisation = knowledge.directory.organisations.get(affiliation.key)
    reason = _exemption(article, affiliation, organisation, published_by, knowledge)
    if reason or organisation is None:
        return Requirement(affiliation, organisation, reason=reason)
    level = _level(article, organisation, knowledge)
    if level != "regulation":
        return Requirement(affiliation, organisation, level)
    is_about_it = affiliation.is_printed and _is_on_business(article, organisation, apart, knowledge)
    return Requirement(affiliation, organisation, level if is_about_it else "conditional")


def _exemption(
    article: Article,
    affiliation: SignerAffiliation,
    organisation: Organisation | None,
    published_by: frozenset[str],
    knowledge: Knowledge,
) -> str:
    """Return why a place of work calls for no disclaimer, or nothing if it does."""
    if affiliation.status != "current":
        return f"the post is {affiliation.status or 'unclear'}, not current"
    if organisation is None:
        return "the directory does not know the organisation"
    level = _level(article, organisation, knowledge)
    if level not in ("regulation", "policy"):
        return f"{organisation.name} asks for none in other publications ({level})"
    if published_by & {organisation.id, *chain(knowledge.directory, organisation.id)}:
        return f"{organisation.name}, or a body above it, publishes the article"
    title = folded(affiliation.title)
    if organisation.id in _NEEDS_TITLE and title in ("", "employee"):
        return "no title or rank is printed"
    voice = _voice(article, affiliation, title, knowledge)
    if voice:
        return f"“{voice}” speaks for the body"
    is_over = _is_over(affiliation.before, title, knowledge)
    return "the words beside it say that the service is over" if is_over else ""


def _level(article: Article, organisation: Organisation, knowledge: Knowledge) -> str:
    """Return what a body asks for; the site's policy comes before the directory."""
    policy = knowledge.policy
    if is_in_force(policy.levels_since, article.published):
        for key in (organisation.id, organisation.kind):
            if key in policy.levels:
                return policy.levels[key]
    return organisation.requirement


def _is_over(before: str, title: str, knowledge: Knowledge) -> bool:
    words = lexicon(knowledge)
    return words.has("post_over", _clause(knowledge).split(before)[-1]) or words.has("post_over", title)


@kept_by_lists
def _clause(knowledge: Knowledge) -> re.Pattern[str]:
    """Return what ends what is over: "a retired Navy captain who teaches at the Naval War College"."""
    words = lexicon(knowledge).words
    begun = one_of(words["clause_joint"] | words["status_current"] | words["verb_is"] | words["clause_start"])
    return lazily(rf"[,;:.()]|\b(?:{begun}|(?:teach|work|serv)\w*)\b")


def _voice(article: Article, affiliation: SignerAffiliation, title: str, knowledge: Knowledge) -> str:
    """Return the title by which a signer speaks for a body; where none is printed beside it, that in the bio."""
    if title:
        return affiliation.title if _is_voice(title, knowledge) else ""
    bios = (bio for bio in article.parts.of(Bio) if bio.about == affiliation.signer.key)
    found = (lexicon(knowledge).find("voice_office", bio.prose.plain) for bio in bios)
    return next((words for words in found if words), "")


def _is_voice(title: str, knowledge: Knowledge) -> bool:
    words = lexicon(knowledge)
    title = title.removeprefix("the ").removeprefix("a ").removeprefix("an ")
    return title in words.words["head_office"] or words.has("voice_office", title)


def _is_official(article: Article) -> bool:
    return any(
        field.origin == "front-matter" and field.path == ("capacity",) and folded(field.prose.plain) == "official"
        for field in article.fields
    )


def _is_on_business(article: Article, body: Organisation, apart: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Tell whether title, tags or text name a body, one above it, or words of its field: the condition of the duty in
    regulations."""
    lists = knowledge.lists["disclaimers"]
    own = {body.id, *chain(knowledge.directory, body.id)} - {lists["government"]}
    field = _field(tuple(body.subject_words or lists["subjects"].get(body.kind, ())))
    # The same body is asked for as often as it has authors.
    if any(field.search(head) or _names(head, own, knowledge) for head in _heads(article, knowledge)):
        return True
    found = 0
    for text in _text(article, apart):
        found += sum(1 for _ in field.finditer(text))
        if found >= _ENOUGH or _names(text, own, knowledge):
            return True
    return False


def _names(text: str, own: set[str], knowledge: Knowledge) -> bool:
    directory = knowledge.directory
    return any(own.intersection((m.id, *chain(directory, m.id))) for m in mentions(text, directory))


def _heads(article: Article, knowledge: Knowledge) -> Iterator[str]:
    keys = lexicon(knowledge).words["subject_key"]
    yield from (part.prose.plain for part in article.parts.of(Headline))
    for entry in article.fields:
        if entry.origin == "front-matter" and entry.path and folded(str(entry.path[0])) in keys:
            yield entry.prose.plain


def _text(article: Article, apart: tuple[str, ...]) -> Iterator[str]:
    parts = article.parts
    around: tuple[Located, ...] = (*parts.of(Byline), *parts.of(Headline), *parts.of(Bio))
    beside = {part.block for part in around}
    for part in article.parts.of(Body):
        text = part.prose.plain if part.block not in beside else ""
        for words in apart if text else ():
            text = text.replace(words, " ")
        yield text


@lru_cache(maxsize=32)
def _field(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return lazily(r"(?!)")
    return lazily(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)


def _composed(bodies: Iterable[Organisation], signing: int, knowledge: Knowledge) -> str:
    names: dict[str, None] = {}
    known = knowledge.directory.organisations
    for body in bodies:
        for key in (*body.entities_customary, *body.entities_min):
            names[_with_article(known[key].name if key in known else key)] = None
        if not body.entities_customary and not body.entities_min:
            names[_with_article(body.name)] = None
    *rest, last = names or ("their employer",)
    listed = f"{', '.join(rest)}{',' if len(rest) > 1 else ''} or {last}" if rest else last
    author = "authors" if signing > 1 else "author"
    return (
        f"The views expressed are those of the {author} and do not reflect the official policy or position of {listed}."
    )


def _with_article(name: str) -> str:
    bare_names = ("The ", "NATO", "RAND", "His ", "Her ")
    return name if name.startswith(bare_names) or name.isupper() else f"the {name}"
