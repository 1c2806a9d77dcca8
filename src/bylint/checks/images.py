"""What pictures lack and what stands for them: a credit, a word on a machine, a licence that still holds."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from bylint.checks.wording import by_article
from bylint.checks.wording import own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import severity_in
from bylint.checks.wording import weighed
from bylint.grammar.addresses import identity
from bylint.grammar.addresses import is_file_name
from bylint.grammar.addresses import names_in_words
from bylint.grammar.addresses import stem_of
from bylint.grammar.credit_patterns import CreditPatterns
from bylint.grammar.credit_patterns import credit_patterns
from bylint.grammar.credit_patterns import first_words
from bylint.grammar.credit_patterns import said_in
from bylint.model.article import Article
from bylint.model.markup import CUT
from bylint.model.markup import Embedded
from bylint.model.parts import AltText
from bylint.model.parts import Caption
from bylint.model.parts import CreditLine
from bylint.model.parts import Picture
from bylint.model.parts import PicturePlaceholder
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.rule import COUNTED
from bylint.model.rule import IGNORED
from bylint.model.rule import AnyRule
from bylint.model.rule import Edit
from bylint.model.rule import Fact
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.readers import edits
from bylint.roles.captions import captions_beside_credits
from bylint.roles.captions import captions_of
from bylint.roles.image_kinds import CREDITED
from bylint.roles.image_kinds import kinds_of
from bylint.roles.image_kinds import listed_of
from bylint.roles.images import credit_in_file
from bylint.roles.images import told_by_file
from bylint.text.fold import folded
from bylint.text.patterns import lazily

Found = Iterator[Violation]

# Of a longer series without words one credit is asked, as a gallery has one for all.
_SERIES = 4
_UNSURE = {
    "lead": ", unless the site’s template prints one",
    "unknown": ", and nothing here tells what kind of picture it is",
}
_OF_HEADERS, _OF_TEXTS, _CREDITED = "pictures of headers", "pictures of texts", "credited"
# A picture of so many articles is a piece of the site; so many show a custom, unless a quarter does otherwise.
_MANY, _MANY_ALIKE, _HARDLY, _MANY_FILLED = 4, 10, 4, 10
_OTHERS = {
    _OF_HEADERS: ", nor the pictures of {} other headers",
    f"{_OF_TEXTS}: unknown": ", nor pictures in {} other articles of which nothing tells the kind",
    f"{_OF_TEXTS}: photo": ", nor the photographs and drawings in {} other articles",
}
_PLACES = 12
_FILE_NAMES = "filler:names of files"
_PLACE_HOLDER = "a place-holder"
_WHERE: Mapping[type, str] = {AltText: "an alt text", Caption: "a caption", CreditLine: "a credit"}
_DEAD = "Correct it, or take it out: a word is one of a class or of a file's name, a piece with / one of a path."
_NUMBER = lazily(r"[\d_-]+|\.[a-z]{3,4}\Z")
_CUSTOM = (
    "If the template prints the credits, or the house made the pictures, say so in bylint.yaml: "
    "`images: {ignore: [...]}` with a folder or a word of their names, or `credit-fields:` with the key of the credits;"
    " `each: true` has all reported."
)
_FURNISHED = "If it is a piece of the site, such as a logo, say so in bylint.yaml: `images: {ignore: [...]}`."
_EDGES = " \t.:…!*_~<>[](){}\"'“”-–—"
_LONGEST_ALT, _LONGEST_PROMPT = 300, 60
_LONGEST = 150
# What would be markup where it is written, or end a text that stands in quotation marks.
_UNFIT = lazily(r"[\\`*_\[\]<>{}|\"#&%~^$]|\s{2}|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_CLAUSE = lazily(r"[.,;:()\[\]|–—\n]+")
_WORD = lazily(r"[^\W\d_]+")
_OF_PICTURES = ("picture", "picture-note", "general-lead", "picture-lead", "this-is")


@dataclass(frozen=True, slots=True, eq=False)
class DayOptions:
    """The options of a judgement whose answer depends on the day of the run, which `uses: [today]` says."""

    each: tuple[str, ...]
    uses: tuple[str, ...]


OPTIONS = {"expired-licence": DayOptions}


def uncredited_image(rule: AnyRule, article: Article, knowledge: Knowledge) -> Iterator[Violation | Fact]:
    """Report pictures of which a credit is asked and that have none that a reader sees; and yield what many articles
    may share: the same picture, and a header whose pictures nobody credits."""
    more = others_by_picture(article.parts.of(Picture))
    is_each = bool(knowledge.settings.get("images", {}).get("each"))
    ignored = kinds_of(knowledge).ignored
    for picture in own(article, Picture):
        for word in listed_of(picture.image, ignored):
            yield _told(rule, article, picture, f"{IGNORED}{word}", _CREDITED)
        is_lead = picture.kind == "lead" and picture.image.is_in_header
        if picture.is_credited:
            yield _told(rule, article, picture, _OF_HEADERS if is_lead else _OF_TEXTS, _CREDITED)
            continue
        if not is_credit_asked(picture, more, knowledge):
            continue
        others = more.get(picture.number, 0)
        words = {
            "others": f" and {others} more pictures without a word" if others else "",
            "unsure": _unsure(picture),
            "told": told_by_file(picture),
        }
        cases = {"kind": picture.kind}
        subjects = () if is_each else (_file(article, picture), _OF_HEADERS if is_lead else _OF_TEXTS)
        edit, cause = _proposed(article, picture), "\n".join(_cause(each, picture.kind) for each in subjects)
        series = _series(article, picture, is_lead=is_lead, is_each=is_each)
        yield from reported(rule, article, picture, words=words, cases=cases, instead=edit, cause=cause, series=series)
        # What all articles say alike is not compared, so each says where it stands.
        claim = f"{picture.kind} {article.source.path}"
        yield from (_told(rule, article, picture, each, claim) for each in subjects)


def _series(article: Article, picture: Picture, *, is_lead: bool, is_each: bool) -> str:
    """Return what makes one thing of pictures: their article and, where they are but a question, the site too: leads
    that a template may credit, pictures of which nothing tells the kind."""
    group = _OF_HEADERS if is_lead else _group(picture.kind)
    own = f"{article.source.path} {group}"
    return own if is_each or group == "photo" else f"{group}\n{own}"


def _file(article: Article, picture: Picture) -> str:
    return f"file:{identity(article.source.path, picture.prose.plain, picture.file)}"


def _cause(subject: str, kind: str) -> str:
    """Return what pictures of a kind may share with those of other articles: the same file, or a custom."""
    return f"{subject}: {_group(kind)}" if subject == _OF_TEXTS else subject


def _group(kind: str) -> str:
    return "photo" if kind in ("photo", "illustration") else "unknown"


def shared_cause(rule: AnyRule, subject: str, facts: Iterable[Fact]) -> Found:
    """Report a picture of many articles once, and once that a site hardly credits the pictures of its headers, its
    photographs, or what nothing tells the kind of."""
    facts = tuple(facts)
    if subject.startswith(IGNORED):
        yield from _dead(rule, facts)
        return
    credited = {fact.place.path for fact in facts if fact.claim == _CREDITED}
    told = [fact for fact in facts if fact.claim != _CREDITED]
    if len(credited) * _HARDLY > len(by_article(told)):
        return
    by_cause: dict[str, list[Fact]] = {}
    for fact in told:
        by_cause.setdefault(_cause(subject, fact.claim.partition(" ")[0]), []).append(fact)
    for cause, same in by_cause.items():
        yield from _for_all(rule, cause, by_article(same))


def _dead(rule: AnyRule, facts: Sequence[Fact]) -> Found:
    """Report once, in the site's settings, what should be ignored and names no picture."""
    if any(fact.claim == _CREDITED for fact in facts):
        return
    for fact in facts:
        said = Violation(rule.code, rule.name, "warning", fact.place, "", _DEAD)
        yield said._replace(message=f"{quoted(fact.words)} under `images: ignore` names no picture of the site")


def _for_all(rule: AnyRule, cause: str, told: Mapping[str, Fact]) -> Found:
    """Report at the first of the articles that share a cause, by their paths, what holds of all."""
    others = _OTHERS.get(cause, "")
    if len(told) < (_MANY_ALIKE if others else _MANY):
        return
    first, *rest = sorted(told.values(), key=lambda fact: fact.place.path)
    words = {
        "found": quoted(first.words),
        "others": others.format(f"{len(rest):,}"),
        "unsure": "" if others else f", which stands in {len(told):,} articles",
        "told": f" {_CUSTOM if others else _FURNISHED}",
    }
    # What so many articles show is more likely a piece of the site than a photograph.
    severity = severity_in(rule, {"kind": first.claim.partition(" ")[0] if others else "unknown"})
    related = (Related(fact.place, "nor this") for fact in rest[:_PLACES]) if others else ()
    yield weighed(rule, first.place, words, severity=severity, related=related, cause=cause, is_for_all=True)


def shared_filler(rule: AnyRule, cause: str, facts: Iterable[Fact]) -> Found:
    """Report once the alternative text that a program has left in many articles."""
    told = by_article(facts)
    if len(told) < _MANY_FILLED:
        return
    # The gravest first: `other` is no words at all.
    first = min(told.values(), key=lambda fact: (fact.claim.startswith("words "), fact.place.path))
    said = "the name of a file as in" if cause == _FILE_NAMES else "here and in"
    found = f"{quoted(first.words)}, {said} {len(told) - 1:,} other articles,"
    words = {"found": found, "what": _PLACE_HOLDER, "where": _WHERE[AltText]}
    severity = severity_in(rule, {"filler": first.claim.split(" ")[0]})
    yield weighed(rule, first.place, words, severity=severity, cause=cause, is_for_all=True)


def _told(rule: AnyRule, article: Article, picture: Picture, cause: str, claim: str) -> Fact:
    place, origin = place_of(article.source, picture.span), COUNTED if claim == _CREDITED else "article"
    return Fact(rule.code, cause, claim, picture.prose.plain, origin, place, article.published)


def placeholder_caption(rule: AnyRule, article: Article, knowledge: Knowledge) -> Iterator[Violation | Fact]:
    """Report filler in captions, credits and alternative texts, and where a picture was meant to stand."""
    known = credit_patterns(knowledge)
    for place in own(article, PicturePlaceholder):
        yield from reported(rule, article, place, words={"what": _PLACE_HOLDER, "where": "a picture"})
    texts: tuple[Caption | AltText, ...] = (*own(article, Caption), *own(article, AltText))
    for text in texts:
        filler = _filler(text, known)
        if filler.plain:
            cases = {"filler": "words" if names_in_words(filler.plain) else "other"}
            causes = tuple(_causes(text, filler, cases["filler"])) if isinstance(text, AltText) else ()
            series = f"{article.source.path} alternative texts" if isinstance(text, AltText) else ""
            yield from _at(rule, article, text, filler, cases, "\n".join(causes), series)
            at, claim = place_of(article.source, filler.span()), f"{cases['filler']} {article.source.path}"
            yield from (Fact(rule.code, each, claim, filler.plain, "article", at, article.published) for each in causes)
    for picture in own(article, Picture):
        for rest in captions_beside_credits(picture):
            filler = _filler_in(rest, known)
            if filler.plain:
                words = {"found": quoted(filler.plain), "what": _PLACE_HOLDER, "where": _WHERE[Caption]}
                yield from reported(rule, article, picture, span=filler.span(), words=words)
    for line in own(article, CreditLine):
        if line.credit.placeholders:
            yield from _at(rule, article, line, line.credit.placeholders[0])


def _causes(text: AltText, filler: Prose, kind: str) -> Iterator[str]:
    """Yield what an alternative text that is filler may share with those of other articles."""
    if filler is text.prose and is_file_name(filler.plain, text.picture.image.src.plain):
        yield _FILE_NAMES
    elif kind == "other":
        # A program writes the same for every picture but for its number.
        yield f"filler:{_NUMBER.sub('', folded(filler.plain))}"


def unlabelled_ai_image(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report pictures made by a machine of which nothing says so, and photographs that are called machine-made."""
    known = credit_patterns(knowledge)
    for picture in own(article, Picture):
        said = ""
        if picture.origin in ("whole", "partly") and not picture.machine:
            said = "was made by a machine, as its own data say, and no caption tells readers"
        elif picture.origin == "camera" and _is_called_made(picture, known):
            said = "is a photograph, as its own data say, and its caption calls it machine-made"
        if said:
            yield from reported(
                rule, article, picture, words={"mislabelled": said}, cases={"generated": picture.origin}
            )


def expired_licence(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report pictures whose licence has ended, where the site has no other."""
    day = knowledge.settings.get("today", "")
    for picture in own(article, Picture) if day else ():
        right = picture.right
        if right and right.until and right.until < date.fromisoformat(day):
            words = {
                "expired": right.until.isoformat(),
                "licensed": right.licence,
                "right": right.place,
                "note": f" {right.note}" if right.note else "",
            }
            yield from reported(rule, article, picture, words=words)


def others_by_picture(pictures: Sequence[Picture]) -> Mapping[int, int]:
    """Return by number how many others a picture stands for; -1 for those for which another one stands.

    The first of a long series without words stands for all, and a picture of the text for the header's copy of it.
    """
    silent = [picture.number for picture in pictures if _is_silent(picture)]
    found = {n: -1 if at else len(silent) - 1 for at, n in enumerate(silent)} if len(silent) >= _SERIES else {}
    shown = {stem_of(p.image.src.plain) for p in pictures if not p.image.is_in_header and p.kind != "furniture"}
    copies = (p for p in pictures if p.image.is_in_header and stem_of(p.image.src.plain) in shown)
    return {**found, **{picture.number: -1 for picture in copies}}


def is_credit_asked(picture: Picture, more: Mapping[int, int], knowledge: Knowledge) -> bool:
    """Tell whether a picture is one that a credit is asked of. `more`: by number, how many others it stands for."""
    if picture.kind not in CREDITED or more.get(picture.number, 0) < 0:
        return False
    known = credit_patterns(knowledge)
    # “The long pier by Ada Lund” names a maker, though not as a credit does.
    return not any(first_words(words, "otherwise", known) for words in _said(picture))


def _unsure(picture: Picture) -> str:
    if picture.hidden:
        return ", but for words that not every reader sees"
    if picture.kind == "unknown" and not any(_said(picture)):
        return ", and no words say what it shows"
    return _UNSURE.get(picture.kind, "")


def _is_silent(picture: Picture) -> bool:
    if picture.kind not in CREDITED or picture.image.is_in_header or picture.is_credited:
        return False
    return not any(_said(picture))


def _said(picture: Picture) -> Iterator[str]:
    yield from (prose.plain for name, prose in picture.image.fields if name == "alt")
    yield from captions_of(picture.texts)


def _at(
    rule: AnyRule,
    article: Article,
    part: Caption | AltText | CreditLine,
    words: Prose,
    cases: Mapping[str, str] = MappingProxyType({}),
    cause: str = "",
    series: str = "",
) -> Found:
    is_of_file = not isinstance(part, CreditLine) and is_file_name(words.plain, part.picture.image.src.plain)
    what = "the name of a file" if is_of_file else _PLACE_HOLDER
    said = {"found": quoted(words.plain), "what": what, "where": _WHERE[type(part)]}
    yield from reported(rule, article, part, span=words.span(), words=said, cases=cases, cause=cause, series=series)


def _filler(text: Caption | AltText, known: CreditPatterns) -> Prose:
    """Return what of a text is filler: all of it, the name of a file, a token such as TK, or EMPTY."""
    plain, is_alt = text.prose.plain, isinstance(text, AltText)
    if not plain or len(plain) > _LONGEST_ALT:
        return EMPTY
    bare = folded(plain).strip(_EDGES)
    is_filler = bare in known.words["filler"] and not (is_alt and bare in known.words["filler-alt"])
    is_filler = is_filler or (len(plain) <= _LONGEST_PROMPT and bool(first_words(plain, "prompts", known)))
    if is_filler or is_file_name(plain, text.picture.image.src.plain):
        return text.prose
    return _token(text.prose, known)


def _filler_in(caption: Prose, known: CreditPatterns) -> Prose:
    """Return what of a caption is filler: all of it, a token such as TK, or EMPTY."""
    if not caption.plain or len(caption.plain) > _LONGEST_ALT:
        return EMPTY
    return caption if folded(caption.plain).strip(_EDGES) in known.words["filler"] else _token(caption, known)


def _token(prose: Prose, known: CreditPatterns) -> Prose:
    token = next(said_in(prose.plain, "filler", known), None)
    return prose.cut(*token[2]) if token else EMPTY


def _is_called_made(picture: Picture, known: CreditPatterns) -> bool:
    """Tell whether a caption says it of the picture itself: "AI-generated image", not "a show of AI-generated art"."""
    for caption in (text.prose.plain for text in picture.texts if not text.is_hidden):
        for clause in _CLAUSE.split(caption) if any(said_in(caption, "machine-made", known)) else ():
            rest = clause
            for _, words, _ in said_in(clause, "machine-made", known):
                rest = rest.replace(words, " ")
            if rest != clause and all(_is_of_picture(word, known) for word in _WORD.findall(rest.casefold())):
                return True
    return False


def _is_of_picture(word: str, known: CreditPatterns) -> bool:
    return any(word in known.words[each] for each in _OF_PICTURES)


def _proposed(article: Article, picture: Picture) -> Edit | None:
    """Return the edit that writes the credit that a picture's own file gives, for a person to decide."""
    words = "" if picture.hidden or picture.file is None else _whole_credit(picture.file)
    if not words:
        return None
    for text in picture.texts:
        if text.where == "caption" and text.block >= 0 and text.prose.at:
            return edits.sentence_in_block(article, text.block, text.prose, words)
        if text.where in ("field", "header") and text.meaning == "caption" and text.prose.at:
            return edits.sentence_in_value(article, text.prose, words)
    return edits.line_below(article, picture.image, words)


def _whole_credit(file: Embedded) -> str:
    """Return the credit of a file that names its maker whole; nothing where a machine has made the picture."""
    maker, words = file.words("creator"), credit_in_file(file)
    is_whole = maker and len(maker.encode()) != CUT and not file.words("credit-cut")
    is_made = "algorithmic" in file.words("digital-source").casefold() or file.words("ai-system")
    if not is_whole or is_made or len(words) > _LONGEST or _UNFIT.search(words):
        return ""
    return words


JUDGES = {"uncredited-image": shared_cause, "placeholder-caption": shared_filler}
