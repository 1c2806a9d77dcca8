"""What roles find of who wrote an article: its skeleton, its bylines and authors, bios, and where its authors work."""

from __future__ import annotations

from datetime import date

from bylint.model.prose import Prose
from bylint.model.source import Span


class Headline:
    """The headline, be it in the text or in the header of the file."""

    __slots__ = ("about", "block", "prose", "span")

    def __init__(self, prose: Prose, block: int = -1) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, ""


class Body:
    """A block of the article's text; `is_quote`: it stands in a quotation."""

    __slots__ = ("about", "block", "is_quote", "prose", "span")

    def __init__(self, prose: Prose, block: int, *, is_quote: bool) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, ""
        self.is_quote = is_quote


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
    "quotes": "quotation marks",
    "dead": "a link to nobody's profile",
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
    signs; `may_be_signed`: nothing in the file signs it, and its template may."""

    __slots__ = ("about", "block", "is_signable", "may_be_signed", "prose", "span")

    def __init__(self, prose: Prose, span: Span, block: int, *, is_signable: bool, may_be_signed: bool) -> None:
        self.prose, self.span, self.block, self.about = prose, span, block, "article"
        self.is_signable, self.may_be_signed = is_signable, may_be_signed


class TemplateCall:
    """Code of a template, or a key of the header, that may print what cannot be looked into: `holds`, in words."""

    __slots__ = ("about", "block", "holds", "prose", "span")

    def __init__(self, prose: Prose, span: Span, about: str, holds: str) -> None:
        self.prose, self.span, self.block, self.about = prose, span, -1, about
        self.holds = holds


class Bio:
    """Words that say who an author is. `about`: the person's bare name, or `article` where nothing tells whose it is;
    `name`: that with which it begins, if any; `placeholder`: the words of it that stand for a bio to come."""

    __slots__ = ("about", "block", "name", "placeholder", "prose", "span")

    def __init__(self, prose: Prose, block: int, about: str, name: Prose | None, placeholder: Prose | None) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, about
        self.name, self.placeholder = name, placeholder


class Affiliation:
    """A post of a person at an organisation. `status`: current, former, retired, visiting, incoming and so on; `scope`:
    bio or byline; `whole`: from the words that open it to its last; `fresh`: the word that calls it new."""

    __slots__ = ("about", "block", "fresh", "organisation", "prose", "scope", "span", "status", "title", "whole")

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
    ) -> None:
        self.prose, self.span, self.block, self.about = organisation, organisation.span(), block, about
        self.organisation, self.title, self.status, self.whole = organisation, title, status, whole
        self.fresh, self.scope = fresh, scope


class Profile:
    """A page of an author: the file says of one person who that is. `file`: its name without its ending."""

    __slots__ = ("about", "block", "file", "prose", "span")

    def __init__(self, prose: Prose, about: str, file: str) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), -1, about
        self.file = file


class Account:
    """An account that a bio names. `place`: the words of its link, or the handle; `shown`: the handle, if it is
    printed; `is_linked`: the bio links to it, and does not only name it."""

    __slots__ = ("about", "block", "is_linked", "name", "network", "place", "prose", "shown", "span")

    def __init__(
        self, place: Prose, shown: Prose | None, network: str, name: str, bio: Bio, *, is_linked: bool
    ) -> None:
        self.prose = shown or place
        self.span, self.block, self.about = self.prose.span(), bio.block, bio.about
        self.place, self.shown, self.network, self.name, self.is_linked = place, shown, network, name, is_linked
