"""What credits leave out, get wrong and oblige to, and where they name different makers of one picture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from functools import lru_cache
from functools import partial
from typing import Any
from typing import NamedTuple

from bylint.checks import agree
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.grammar.addresses import identity
from bylint.grammar.addresses import names_file
from bylint.grammar.addresses import stem_of
from bylint.grammar.credit import is_name
from bylint.grammar.credit_patterns import CreditPatterns
from bylint.grammar.credit_patterns import credit_patterns
from bylint.grammar.credit_patterns import said_in
from bylint.model.article import Article
from bylint.model.markup import CUT
from bylint.model.markup import Link
from bylint.model.parts import ArticleLink
from bylint.model.parts import Credit
from bylint.model.parts import CreditLine
from bylint.model.parts import PaidContent
from bylint.model.parts import Picture
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Edit
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.readers import edits
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.lexicon import Line
from bylint.text.patterns import lazily

Found = Iterator[Violation]

# In the header, in attributes and in hidden data only the template knows what becomes of a link.
_TEXT = ("caption", "beside", "apart")
_FIELDS = ("field", "header")
_NO_LINK = "a link to the licence"
_NOTHING = "a version, a link to the licence or a link to the source"
_ENTITY = lazily(r"&(?:[a-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_BRACKETS = lazily(r"\(\s?\)|\[\s?\]|\{\s?\}|(?<=[^\W_])\s?/\s?\Z")
_GLUED = lazily(r":(?=[^\W\d_])")
# UTF-8 read as Windows-1252; not in capitals: "MAÇû" is whole, "JÃ¼rgen" is not. Or nothing is left of a letter.
_BROKEN = lazily(
    r"(?<![^\W\d_a-z])[ÂÃ][\x80-\xbf\u0152-\u2122]|(?<=[A-Z])[ÂÃ][\x80-\xbf\u0152-\u2122](?=[a-z])"
    r"|â€[\x80-\xbf\u0152-\u2122]|\ufffd"
)
_SAID = {
    "doubled": "says twice what it is",
    "entity": "is code that readers see",
    "brackets": "holds nothing",
    "broken": "was read in the wrong encoding",
    "glued": "lacks a blank behind it",
}
_GAP = lazily(r"[\s,-]+")
_LICENCE = lazily(r"(?:creative commons|cc) (.+?) v?(\d\.\d)(?: (\w+))?(?: (?:licen[cs]e|deed))?")
_NON_COMMERCIAL = lazily(r"\bnc\b|\bnon[\s-]?commercial")
_NO_CHANGES = lazily(r"\bnd\b|\bno[\s-]?deriv")
# By these an article itself says that it is paid for; a folder or a sentence may be about something else.
_DECLARED = ("declared", "data", "template")
_BEHIND, _SHORTEST = 60, 3
_GROUPS = (("caption", "beside"), ("field", "header"), ("data",))
_NOBODIES = ("agency.news", "agency.pictures", "own-work", "public-body", "vague")
_WORD = lazily(r"[^\W_]+")

OPTIONS = {"conflicting-credit": agree.Weighing}
JUDGES = {"conflicting-credit": agree.judge}


def vague_credit(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report credits that name nobody and lead nowhere."""
    for line in own(article, CreditLine):
        if line.credit.vague.plain and not line.is_sourced:
            yield from reported(rule, article, line)


def host_as_credit(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report credits that name a site that holds the pictures of others, and nobody else."""
    for line in own(article, CreditLine):
        hosts = line.credit.hosts
        if hosts and not _names_anybody(line.credit):
            words = {"host": _listed(host.prose for host in hosts)}
            # A reader can follow the link to the maker; printed, the name is not.
            cases = {"terms": "linked" if line.is_sourced else hosts[0].terms}
            series = f"linked {words['host']}" if line.is_sourced else ""
            yield from reported(rule, article, line, words=words, cases=cases, series=series)


def licence_as_credit(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report credits that name a licence and nobody."""
    for line in own(article, CreditLine):
        licences = line.credit.licences
        if licences and not _names_anybody(line.credit):
            cases = {"weight": "linked" if line.is_sourced else licences[0].family}
            yield from reported(rule, article, line, cases=cases)


def agency_only_credit(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report credits that name an agency and not the photographer."""
    for line in own(article, CreditLine):
        credit = line.credit
        if credit.agencies and not credit.makers and not credit.suppliers:
            yield from reported(rule, article, line, words={"agency": _listed(credit.agencies)})


def incomplete_licence(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report credits that do not say enough of a Creative Commons licence for a reader to find it."""
    is_linked = cache(partial(leads_to, article))
    for line in own(article, CreditLine):
        lack = lack_of(line, article, is_linked, knowledge)
        if lack:
            licence = line.credit.licences[0].prose
            deed = deed_of(licence.plain, credit_patterns(knowledge).deeds) if lack == _NO_LINK else ""
            told = {"deed": f" ({deed})", "example": ""} if deed else {"deed": "", "example": ", as in “CC BY-SA 4.0”,"}
            words = {"found": quoted(licence.plain), "lack": lack, **told}
            edit = _linking(line, article, deed) if deed else None
            cases = {"lack": lack}
            yield from reported(rule, article, line, span=licence.span(), words=words, cases=cases, instead=edit)


def hidden_credit(rule: AnyRule, article: Article, _: Knowledge) -> Found:
    """Report credits that stand only where no reader sees them."""
    for line in own(article, CreditLine):
        if line.is_hidden:
            where = line.where
            yield from reported(rule, article, line, words={"hidden": where}, series=f"{article.source.path} {where}")


def licence_conflict(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report licences that may not cover what the page does with the picture."""
    gains = cache(lambda: tuple(_gains(article, knowledge)))
    for line in own(article, CreditLine):
        uses = tuple(_uses(line, gains, knowledge)) if line.credit.licences else ()
        if uses:
            licence = line.credit.licences[0].prose
            words = {"found": quoted(licence.plain), "use": _joined(use.words for use in uses)}
            cases = {"use-kind": uses[0].kind}
            yield from reported(rule, article, line, span=licence.span(), words=words, cases=cases)


def missing_notice(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report credits without the sentence or the form that their source asks for."""
    says = cache(partial(_says, article))
    is_earning = cache(partial(_earns, article))
    for line in own(article, CreditLine):
        notices = tuple(_notices(line.credit, says, knowledge))
        if not notices:
            continue
        is_form = bool(notices[0].instead)
        is_promoting = bool(article.parts.of(PaidContent)) or is_earning()
        when = ("Print" if notice.instead else "Where the page promotes something, print" for notice in notices)
        words = {"when": _joined(when), "notice": _joined(notice.sentence for notice in notices)}
        cases = {"page": "any" if is_form else "promoting" if is_promoting else "editorial"}
        yield from reported(rule, article, line, words=words, cases=cases)


def malformed_credit(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report slips of form in credits that a reader sees."""
    known = credit_patterns(knowledge)
    for line in own(article, CreditLine):
        for slip in _slips(line, article, known):
            words = {"found": quoted(slip.words), "slip": _SAID[slip.kind]}
            cases = {"malformed": slip.kind}
            yield from reported(rule, article, line, span=slip.span, words=words, cases=cases, instead=slip.edit)


def conflicting_credit(rule: AnyRule, article: Article, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield who is said to have made each picture, by each place that says so."""
    if rule.severity == "off":
        return
    # The same words of a page's data may stand for several uses of a picture.
    claims = {(claim.subject, claim.span): claim for claim in maker_claims(article, knowledge)}
    for claim in sorted(claims.values(), key=lambda claim: claim.span):
        place = place_of(article.source, claim.span)
        yield Fact(rule.code, claim.subject, claim.names, claim.words, claim.origin, place, article.published)


class MakerClaim(NamedTuple):
    """What one place says of the makers of a picture: their names in normal form. `subject`: the picture's file."""

    picture: Picture
    subject: str
    names: str
    words: str
    span: Span
    origin: str


def maker_claims(article: Article, knowledge: Knowledge) -> Iterator[MakerClaim]:
    """Yield who is said to have made the pictures, by each place that says so: a caption, a field, the file itself."""
    known = credit_patterns(knowledge)
    for picture in own(article, Picture):
        src = picture.image.src.plain
        if not names_file(src) or not picture.image.is_inside or picture.kind == "furniture" or _stands_in(src, known):
            continue
        subject = f"file:{identity(article.source.path, src, picture.file)}"
        for group in _GROUPS:
            yield from _said(picture, group, subject, known)
        yield from _embedded(picture, subject, known)


def lack_of(line: CreditLine, article: Article, is_linked: Callable[[str], bool], knowledge: Knowledge) -> str:
    """Return what a credit with a Creative Commons licence lacks, or nothing; `is_linked`: `leads_to` of an article."""
    credit = line.credit
    if not credit.makers or not credit.licences or not article.has_markup:
        return ""
    if not any(licence.version for licence in credit.licences):
        is_of_family = credit.licences[0].family == "creative-commons"
        return _NOTHING if is_of_family and not line.links else ""
    known = credit_patterns(knowledge)
    is_own_work = folded(credit.makers[0].plain) in known.words["own-work"]
    if line.where not in _TEXT or line.block < 0 or line.links or is_own_work:
        return ""
    deed = deed_of(credit.licences[0].prose.plain, known.deeds)
    return _NO_LINK if deed and not is_linked(deed) else ""


def deed_of(words: str, deeds: Mapping[str, Any]) -> str:
    """Return the address of the deed of a licence that is named exactly, or nothing."""
    match = _LICENCE.fullmatch(_GAP.sub(" ", folded(words)).strip())
    if match is None or match[2] not in deeds["versions"]:
        return ""
    kind = next((kind for kind, names in deeds["kinds"].items() if match[1] in names), "")
    more = match[3] or ""
    is_port = more in deeds["ports"].get(match[2], ())
    if not kind or (more and not is_port and more not in (*deeds["versions"][match[2]], "license", "licence", "deed")):
        return ""
    return f"{deeds['address']}/{kind}/{match[2]}/" + (f"{more}/" if is_port else "")


def _linking(line: CreditLine, article: Article, deed: str) -> Edit | None:
    """Return the edit that links a licence to its deed, where no other link stands on it."""
    licence = line.credit.licences[0].prose
    if any(_overlap(link, licence) for link in line.near):
        return None
    return edits.linking(article, line.block, licence, deed)


def leads_to(article: Article, deed: str) -> bool:
    """Tell whether the article leads to the deed anywhere: once is enough for all its pictures."""
    address = deed.partition("//")[2].rstrip("/")
    return any(address in link.href.plain.casefold() for link in article.links)


def _overlap(link: Link, prose: Prose) -> bool:
    span = prose.span()
    return link.span.start < span.end and span.start < link.span.end


class _Notice(NamedTuple):
    """A sentence that suppliers ask for beside their pictures; `words` are those by which it is known.

    With `instead` it is the credit itself that has a fixed form; one of these words stands in every form of it.
    """

    suppliers: frozenset[str]
    words: str
    sentence: str
    instead: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def _asked_for(knowledge: Knowledge) -> tuple[_Notice, ...]:
    listed = knowledge.lists["credits"]["notices"]
    sentences = (_Notice(folded_all(n["of"]), folded(n["known by"]), n["sentence"]) for n in listed["sentences"])
    forms = (_Notice(folded_all(n["of"]), "", n["form"], tuple(map(folded, n["known by"]))) for n in listed["forms"])
    return (*sentences, *forms)


class _Use(NamedTuple):
    """What a page does with a picture that a licence may not cover."""

    kind: str
    words: str


def _uses(line: CreditLine, gains: Callable[[], tuple[_Use, ...]], knowledge: Knowledge) -> Iterator[_Use]:
    licence = line.credit.licences[0].prose.plain.casefold()
    if _NON_COMMERCIAL.search(licence):
        yield from gains()
    if _NO_CHANGES.search(licence):
        yield from _changes(line, credit_patterns(knowledge))


def _notices(credit: Credit, says: Callable[[str], bool], knowledge: Knowledge) -> Iterator[_Notice]:
    """Yield the notices that the suppliers of a picture ask for and that neither it nor the article prints; `says`:
    whether the article has some words."""
    # Only the form that the supplier itself prescribes is surely its own picture: "U.S. Navy photo by ...".
    lead = folded(credit.lead.plain)
    named = {folded(supplier.plain).removeprefix("the ") for supplier in credit.suppliers}
    leading = {supplier for supplier in named if lead.startswith(supplier)}
    for notice in _asked_for(knowledge):
        suppliers = named if notice.instead else leading
        if suppliers.isdisjoint(notice.suppliers):
            continue
        if notice.instead:
            is_said = any(words in folded(credit.prose.plain) for words in notice.instead)
        else:
            is_said = says(notice.words)
        if not is_said:
            yield notice


def _says(article: Article, words: str) -> bool:
    return any(words in folded(block.prose.plain) for block in article.blocks if block.kind != "comment")


def _gains(article: Article, knowledge: Knowledge) -> Iterator[_Use]:
    """Yield how a page earns money, the surest way alone."""
    paid = article.parts.of(PaidContent)
    if any(part.by in _DECLARED for part in paid):
        yield _Use("paid", "an article that is paid for")
    elif knowledge.settings.get("commercial"):
        yield _Use("commercial", "a commercial site")
    elif paid:
        yield _Use("perhaps", "an article that is paid for")
    elif _earns(article):
        yield _Use("affiliate", "a page with affiliate links")


def _earns(article: Article) -> bool:
    return any(link.network for link in article.parts.of(ArticleLink))


def _changes(line: CreditLine, known: CreditPatterns) -> Iterator[_Use]:
    """Yield the word with which a credit, or the caption right behind it, says that the picture was changed."""
    plain, said = line.text.prose.plain, line.prose.plain
    at = plain.find(said) if line.where == "caption" and len(line.text.credits) == 1 else -1
    text = plain[at : at + len(said) + _BEHIND] if at >= 0 else said
    changed = next((words for form, words, _ in said_in(text, "changed", known) if form == "changed"), "")
    if changed:
        yield _Use("changed", f"a picture that is “{changed}”")


class _Slip(NamedTuple):
    """A slip: its kind, the words as a reader sees them, their place, and what mends it."""

    kind: str
    words: str
    span: Span
    edit: Edit | None


def _slips(line: CreditLine, article: Article, known: CreditPatterns) -> Iterator[_Slip]:
    if line.where not in (*_TEXT, *_FIELDS) or not line.prose.at:
        return
    yield from _doubled(line, article, known)
    yield from _brackets(line, article)
    yield from _broken(line, article)
    yield from _glued(line, article)
    # What a template makes of an entity in a field is not in the file.
    yield from _entities(line, article) if line.where in _TEXT else ()


def _doubled(line: CreditLine, article: Article, known: CreditPatterns) -> Iterator[_Slip]:
    plain = line.prose.plain
    words = Line(plain, known.lexicon)
    found = known.grammars["doubled"].first(words)
    if found is None:
        return
    first, again = found.captures
    at = words.tokens[again.first].start
    extra = Span(line.span.start, line.span.start + at)
    is_same = words.tokens[first.first].key.rstrip("s") == words.tokens[again.first].key.rstrip("s")
    edit = edits.replacement_as_written(article, extra, plain[:at], "") if is_same else None
    yield _Slip("doubled", plain, line.span, edit)


def _brackets(line: CreditLine, article: Article) -> Iterator[_Slip]:
    for match in _BRACKETS.finditer(line.prose.plain):
        if match[0].strip() == "/" and not line.prose.plain.split()[-1].rstrip("/").isalpha():
            continue  # the end of an address
        span = line.prose.span(*match.span())
        yield _Slip("brackets", match[0], span, edits.deletion(article, span, match[0]))


def _broken(line: CreditLine, article: Article) -> Iterator[_Slip]:
    for match in _BROKEN.finditer(line.prose.plain):
        span, letter = line.prose.span(*match.span()), _repaired(match[0])
        edit = edits.replacement_as_written(article, span, match[0], letter) if letter else None
        if letter or match[0] == "\ufffd":
            yield _Slip("broken", match[0], span, edit)


def _glued(line: CreditLine, article: Article) -> Iterator[_Slip]:
    plain, lead = line.prose.plain, line.credit.lead.plain
    colon = _GLUED.match(plain, len(lead) - 1) if lead and plain.startswith(lead) else None
    if colon and plain[colon.end()].isupper():
        span = line.prose.span(0, colon.end())
        yield _Slip("glued", lead, span, edits.blank_behind(article, span.end, ":"))


def _entities(line: CreditLine, article: Article) -> Iterator[_Slip]:
    plain = line.prose.plain
    for match in _ENTITY.finditer(plain) if "&" in plain else ():
        span = line.prose.span(*match.span())
        yield _Slip("entity", match[0], span, edits.decoding(article, span))


def _repaired(words: str) -> str:
    """Return the letter whose bytes were read as several letters, or nothing."""
    try:
        letter = b"".join(_byte(character) for character in words).decode()
    except UnicodeError:
        return ""
    return letter if len(letter) == 1 and unicodedata.category(letter)[0] in "LPS" else ""


def _byte(character: str) -> bytes:
    return character.encode("latin-1" if ord(character) < 256 else "cp1252")


def _stands_in(src: str, known: CreditPatterns) -> bool:
    """Tell whether a file stands for other pictures, as drawings and the names of lazy loaders do."""
    is_drawn = re.split(r"[?#]", src, maxsplit=1)[0].casefold().endswith((".svg", ".gif"))
    return is_drawn or not known.words["picture-stand-in"].isdisjoint(_WORD.findall(stem_of(src)))


def _said(picture: Picture, group: Iterable[str], subject: str, known: CreditPatterns) -> Iterator[MakerClaim]:
    texts = tuple(text for text in picture.texts if text.where in group)
    credits_ = tuple(credit for text in texts for credit in text.credits)
    makers = tuple(maker for credit in credits_ for maker in credit.makers)
    names = _names((maker.plain for maker in makers), known)
    place = next((maker for maker in makers if maker.at), None)
    if names and place and all(map(_is_sure, credits_)):
        # Readers do not see the data for search engines.
        origin = "file" if texts[0].where == "data" else "article"
        yield MakerClaim(picture, subject, names, place.plain, place.span(), origin)


def _is_sure(credit: Credit) -> bool:
    return credit.form in ("lead", "by", "whole")


def _embedded(picture: Picture, subject: str, known: CreditPatterns) -> Iterator[MakerClaim]:
    fields = picture.file.fields if picture.file and picture.image.src.at else ()
    said = tuple(value for name, value in fields if name == "creator" and len(value.encode()) != CUT)
    names = _names(said, known)
    if names:
        yield MakerClaim(picture, subject, names, "; ".join(said), picture.image.src.span(), "file")


def _names(names: Iterable[str], known: CreditPatterns) -> str:
    """Return the words of the names in normal form; nothing where one of them is surely no person's."""
    words: set[str] = set()
    for name in names:
        parts = name.replace(".", ". ").split()
        if not 2 <= len(parts) <= 5 or not is_name(name, known) or not _is_person(name, known):
            return ""
        words.update(_plain(part) for part in parts)
    silent = known.words["photographer-rank"] | known.words["name-joint"]
    return "; ".join(sorted(word for word in words if len(word) >= _SHORTEST and word not in silent))


def _is_person(name: str, known: CreditPatterns) -> bool:
    key = folded(name)
    if any(key in known.words[each] for each in _NOBODIES):
        return False
    is_spelt = all(character.isalpha() or character in " .-’'" for character in key)
    return is_spelt and known.words["no-photographer"].isdisjoint(key.split())


def _plain(word: str) -> str:
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in bare if character.isalpha())


def _names_anybody(credit: Credit) -> bool:
    return bool(credit.makers or credit.suppliers or credit.agencies)


def _listed(names: Iterable[Prose]) -> str:
    return _joined(name.plain for name in names)


def _joined(words: Iterable[str]) -> str:
    """Return words with commas between, those that mean the same once."""
    found: dict[str, str] = {}
    for each in words:
        found.setdefault(folded(each), each)
    return ", ".join(found.values())
