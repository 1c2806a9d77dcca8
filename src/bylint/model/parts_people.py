"""Typed parts of people: bylines, names, bios and posts, disclaimers and what calls for them."""

from __future__ import annotations

from datetime import date

from bylint.model.prose import Prose
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.world import Organisation
from bylint.model.world import Person


class Headline:
    """The headline, be it in the text or in the header of the file."""

    __slots__ = ("about", "block", "prose", "span")

    def __init__(self, prose: Prose, block: int = -1) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, ""


class Body:
    """A block of the article's text; `is_quote`: it stands in a quotation."""

    __slots__ = ("about", "block", "is_quote", "prose")

    def __init__(self, prose: Prose, block: int, *, is_quote: bool) -> None:
        self.prose, self.block, self.about = prose, block, ""
        self.is_quote = is_quote

    @property
    def span(self) -> Span:
        """Where the words stand: asked of few of the many blocks."""
        return self.prose.span()


class PublicationDate:
    """A day that may be that of publication; the likeliest stands first among those of an article.

    `origin`: front-matter, meta, json-ld, microdata, path, address or visible; `is_sure`: a line says what the day is;
    `is_changed`: it is that of a change.
    """

    __slots__ = ("about", "block", "day", "is_changed", "is_sure", "origin", "prose", "span")

    def __init__(
        self,
        prose: Prose,
        span: Span,
        day: date,
        origin: str,
        block: int = -1,
        *,
        is_sure: bool = False,
        is_changed: bool = False,
    ) -> None:
        self.prose, self.span, self.block, self.about = prose, span, block, ""
        self.day, self.origin, self.is_sure, self.is_changed = day, origin, is_sure, is_changed


class Byline:
    """One place that says who signs. `origin`: front-matter, meta, json-ld, microdata, marked, visible, boxed or
    printed; `names`: those of its people, bare; `claim`: the same people in words that are the same in each byline of
    the article, or nothing where they cannot be compared."""

    __slots__ = ("about", "block", "claim", "names", "origin", "prose", "span")

    def __init__(self, prose: Prose, block: int, origin: str, names: tuple[str, ...], claim: str) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, "article"
        self.origin, self.names, self.claim = origin, names, claim


FLAWS = {
    "lead": "a lead word",
    "email": "an e-mail address",
    "markup": "markup",
    "glued": "more than one name",
    "merged": "more than one name",
    "quotes": "quotation marks",
    "stray": "a sign or a word that leads to nobody",
    "title": "what the author is",
    "handle": "an account and no name",
    "case": "a name whose capitals are not in order",
    "dead": "a link to nobody's profile",
    "shared": "a link to the profile of another author",
}
"""Kinds of what stands in the field of a name and is no part of it, in words."""


class Flaw:
    """What stands in the field of a name and is no part of it. `kind`: one of `FLAWS`; `place`: all of the field."""

    __slots__ = ("kind", "place", "prose")

    def __init__(self, kind: str, prose: Prose, place: Prose) -> None:
        self.kind, self.prose, self.place = kind, prose, place


class Author:
    """One name in a byline. `about`: what it is compared by; `name`: as a reader would say it; `place`: the same for
    the names of one list; `signs`: it is among those that sign the article; `is_id`: it is an account or the name of a
    file; `titles` and `employers` stand beside the name."""

    __slots__ = (
        "about",
        "block",
        "employers",
        "flaws",
        "is_body",
        "is_id",
        "is_placeholder",
        "name",
        "origin",
        "place",
        "prose",
        "signs",
        "span",
        "titles",
    )

    def __init__(
        self,
        prose: Prose,
        block: int,
        about: str,
        name: str,
        origin: str,
        place: str,
        titles: tuple[Prose, ...] = (),
        employers: tuple[Prose, ...] = (),
        flaws: tuple[Flaw, ...] = (),
        *,
        is_body: bool,
        is_id: bool,
        is_placeholder: bool,
        signs: bool,
    ) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, about
        self.name, self.origin, self.place = name, origin, place
        self.titles, self.employers, self.flaws = titles, employers, flaws
        self.is_body, self.is_id, self.is_placeholder, self.signs = is_body, is_id, is_placeholder, signs


class AuthorLabel:
    """A label, or a key of the header, that no name follows; `is_field`: a key."""

    __slots__ = ("about", "block", "is_field", "prose", "span")

    def __init__(self, prose: Prose, block: int = -1, *, is_field: bool = False) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, "article"
        self.is_field = is_field


class WholeArticle:
    """The article itself, where its headline or else its text begins. `is_signable`: it is of a kind that somebody
    signs; `may_be_signed`: nothing in the file signs it, and its template may, or a line does that is not read."""

    __slots__ = ("about", "block", "is_signable", "may_be_signed", "prose", "span")

    def __init__(self, prose: Prose, span: Span, block: int, *, is_signable: bool, may_be_signed: bool) -> None:
        self.prose, self.span, self.block, self.about = prose, span, block, "article"
        self.is_signable, self.may_be_signed = is_signable, may_be_signed


class Bio:
    """Words that say who an author is. `about`: the person's bare name, or `article` where nothing tells whose it is;
    `name`: that with which it begins, if any; `placeholder`: the words of it that stand for a bio to come."""

    __slots__ = ("about", "block", "name", "placeholder", "prose", "span")

    def __init__(self, prose: Prose, block: int, about: str, name: Prose | None, placeholder: Prose | None) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, about
        self.name, self.placeholder = name, placeholder


class Affiliation:
    """A post of a person at an organisation. `status`: current, former, retired, visiting, incoming and so on; `scope`:
    bio or byline; `whole`: from the words that open it to its last; `fresh`: the word that calls it new; `key`: the id
    of the directory or empty, `body`: its name as printed, `before`: the words before that."""

    __slots__ = (
        "about",
        "before",
        "block",
        "body",
        "fresh",
        "key",
        "organisation",
        "prose",
        "scope",
        "span",
        "status",
        "title",
        "whole",
    )

    def __init__(
        self,
        organisation: Prose,
        title: Prose | None,
        status: str,
        whole: Prose,
        fresh: Prose | None,
        about: str,
        scope: str,
        block: int,
        key: str = "",
        body: Prose | None = None,
        before: str = "",
    ) -> None:
        self.prose, self.span, self.block, self.about = organisation, organisation.span(), block, about
        self.key, self.body, self.before = key, body, before
        self.organisation, self.title, self.status, self.whole = organisation, title, status, whole
        self.fresh, self.scope = fresh, scope


class Profile:
    """A page of an author: the file says of one person who that is. `file`: its name without its ending."""

    __slots__ = ("about", "block", "file", "prose", "span")

    def __init__(self, prose: Prose, about: str, file: str) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), -1, about
        self.file = file


class Account:
    """An account of a person. `place`: the words of its link, or the handle; `shown`: the handle, if it is printed;
    `network`: nothing where it is not named; `is_linked`: a bio links to it, and does not only name it; `is_told`: a
    bio does, not the header or the byline; `is_own`: "follow her on" stands before it; `whose`: its entry's name."""

    __slots__ = (
        "about",
        "block",
        "is_linked",
        "is_own",
        "is_told",
        "name",
        "network",
        "place",
        "prose",
        "shown",
        "span",
        "whose",
    )

    def __init__(
        self,
        place: Prose,
        shown: Prose | None,
        network: str,
        name: str,
        about: str,
        block: int,
        *,
        is_linked: bool = False,
        is_told: bool = True,
        is_own: bool = False,
        whose: str = "",
    ) -> None:
        self.prose = shown or place
        self.span, self.block, self.about = self.prose.span(), block, about
        self.place, self.shown, self.network, self.name = place, shown, network, name
        self.is_linked, self.is_told, self.is_own, self.whose = is_linked, is_told, is_own, whose


ABOUT = "disclaimer"
"""What all these parts are about: a disclaimer that is hidden and one that is missing are one fault."""


class Signer:
    """One who answers for an article. `key` is the bare name, `name` what is printed, `prose` where, or nothing where
    the bio alone tells; `person` is the entry of the registry, and nothing for who signs with a pen name: no other
    fact may be tied to that."""

    __slots__ = ("block", "key", "name", "person", "prose")

    def __init__(self, key: str, name: str, prose: Prose | None, block: int, person: Person | None) -> None:
        self.key, self.name, self.prose, self.block, self.person = key, name, prose, block, person


class SignerAffiliation:
    """Where a signer works, or worked. `key` is the id of the directory or empty, `prose` the words that are reported.

    `status` is current, former, retired, visiting and so on; `stated` says where it is told; `is_printed`: the reader
    sees it; `before`: the words before the organisation's name; `registry`: what the registry says, at `registered`.
    """

    __slots__ = (
        "before",
        "block",
        "is_printed",
        "key",
        "prose",
        "registered",
        "registry",
        "signer",
        "stated",
        "status",
        "title",
        "words",
    )

    def __init__(
        self,
        signer: Signer,
        key: str,
        words: str,
        prose: Prose,
        title: str,
        status: str,
        stated: str,
        block: int,
        before: str = "",
        registry: str = "",
        registered: Place | None = None,
        *,
        is_printed: bool = True,
    ) -> None:
        self.signer, self.key, self.words, self.prose = signer, key, words, prose
        self.title, self.status, self.stated, self.block = title, status, stated, block
        self.before, self.registry, self.registered = before, registry, registered
        self.is_printed = is_printed


class Requirement:
    """What a place of work asks of a signer. `level`: how strictly it calls for a disclaimer (regulation, conditional,
    policy), or nothing, and then the `reason` why it calls for none."""

    __slots__ = ("affiliation", "level", "organisation", "reason")

    def __init__(
        self, affiliation: SignerAffiliation, organisation: Organisation | None, level: str = "", reason: str = ""
    ) -> None:
        self.affiliation, self.organisation, self.level, self.reason = affiliation, organisation, level, reason


class Duty:
    """A signer owes a disclaimer; of several places of work this one binds most strictly.

    `source`: where the duty can be read; `wording`: a sentence to propose, and `origin`, where that comes from;
    `answer`: the disclaimer is printed or comes from the template, or nothing; `is_hidden`: it stands where no reader
    sees it.
    """

    __slots__ = (
        "about",
        "affiliation",
        "answer",
        "block",
        "is_hidden",
        "level",
        "organisation",
        "origin",
        "prose",
        "source",
        "span",
        "wording",
    )

    def __init__(
        self,
        affiliation: SignerAffiliation,
        organisation: Organisation,
        level: str,
        source: str,
        wording: str,
        origin: str,
        answer: str,
        *,
        is_hidden: bool,
    ) -> None:
        self.prose, self.span = affiliation.prose, affiliation.prose.span()
        self.block, self.about = affiliation.block, ABOUT
        self.affiliation, self.organisation, self.level, self.source = affiliation, organisation, level, source
        self.wording, self.origin, self.answer, self.is_hidden = wording, origin, answer, is_hidden


class BoxDuty:
    """The box of an author, which the template prints beside each article, names a body that calls for a disclaimer.

    In an article: its author has such a box, and it prints none. In a file of authors: what the box says there.
    `subject`: the same for the same person and body; `level`, `source`, `wording` and `origin` as in `Duty`.
    """

    __slots__ = (
        "about",
        "block",
        "level",
        "organisation",
        "origin",
        "person",
        "prose",
        "source",
        "span",
        "subject",
        "wording",
    )

    def __init__(
        self,
        prose: Prose,
        block: int,
        person: Person,
        organisation: Organisation,
        level: str,
        source: str = "",
        wording: str = "",
        origin: str = "",
    ) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, ABOUT
        self.person, self.organisation, self.level = person, organisation, level
        self.subject = f"{person.id}|{organisation.id}"
        self.source, self.wording, self.origin = source, wording, origin


class DisclaimerSentence:
    """A sentence of a disclaimer.

    `attribution`: start and end of the words that say whose the views are; `denial`: of those that say whose they are
    not; either may be missing. `scope`: from where on it names whom it does not speak for; `unnamed`: where it speaks
    of an employer, the outlet, or the outlet's series without a name.
    """

    __slots__ = ("attribution", "denial", "language", "prose", "scope", "unnamed")

    def __init__(
        self,
        prose: Prose,
        language: str,
        attribution: tuple[int, int] | None,
        denial: tuple[int, int] | None,
        scope: int = 0,
        unnamed: tuple[tuple[str, int], ...] = (),
    ) -> None:
        self.prose, self.language, self.attribution, self.denial = prose, language, attribution, denial
        self.scope, self.unnamed = scope, unnamed


class Entity:
    """A body for which a disclaimer does not speak: its id in the directory, or the words, and where it is named."""

    __slots__ = ("is_known", "key", "prose")

    def __init__(self, key: str, prose: Prose, *, is_known: bool) -> None:
        self.key, self.prose, self.is_known = key, prose, is_known


class Disclaimer:
    """Words that say whose views an article gives, and whose not.

    `place`: printed, hidden, quoted (an exhibit) or field (of the header); `ids`: the bodies of the directory among its
    entities; `is_of_employer`: it speaks of "my employer"; `is_of_outlet`: it speaks for the publication alone;
    `is_unseen`: one is owed, and it stands only here, where no reader sees it.
    """

    __slots__ = (
        "about",
        "block",
        "entities",
        "ids",
        "is_attributed",
        "is_denied",
        "is_of_employer",
        "is_of_outlet",
        "is_unseen",
        "place",
        "prose",
        "sentences",
        "span",
    )

    def __init__(
        self,
        prose: Prose,
        block: int,
        place: str,
        sentences: tuple[DisclaimerSentence, ...],
        entities: tuple[Entity, ...] = (),
        *,
        is_of_employer: bool = False,
        is_of_outlet: bool = False,
        is_unseen: bool = False,
    ) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, ABOUT
        self.place, self.sentences, self.entities = place, sentences, entities
        self.ids = frozenset(entity.key for entity in entities if entity.is_known)
        self.is_attributed = any(one.attribution for one in sentences)
        self.is_denied = any(one.denial for one in sentences)
        self.is_of_employer, self.is_of_outlet, self.is_unseen = is_of_employer, is_of_outlet, is_unseen


class DisclaimerFiller:
    """A line that only says that a disclaimer should stand here."""

    __slots__ = ("about", "block", "prose", "span")

    def __init__(self, prose: Prose, block: int) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, ABOUT
