"""What roles find of disclaimers of views: who answers for an article, where they work, what that calls for, and the
disclaimers that stand there."""

from __future__ import annotations

from bylint.model.people import Organisation
from bylint.model.people import Person
from bylint.model.prose import Prose
from bylint.model.source import Place

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


class DisclaimerSentence:
    """A sentence of a disclaimer. `attribution`: start and end of the words that say whose the views are; `denial`: of
    those that say whose they are not; either may be missing."""

    __slots__ = ("attribution", "denial", "language", "prose")

    def __init__(
        self, prose: Prose, language: str, attribution: tuple[int, int] | None, denial: tuple[int, int] | None
    ) -> None:
        self.prose, self.language, self.attribution, self.denial = prose, language, attribution, denial


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
