"""What roles find in an article: values of one kind each, kept by kind; and the kinds of advertising and pictures.

Every part has the words it stands for (`prose`), where they stand (`span`), the index of its block or -1 (`block`), and
what it belongs to (`about`), so that parts and violations on one thing can be related: `image:2`, a person's bare name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from typing import Protocol
from typing import TypeVar

from bylint.model.markup import Embedded
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.markup import Right
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.source import Span

Kind = TypeVar("Kind")


class Located(Protocol):
    """What all parts have in common."""

    @property
    def prose(self) -> Prose: ...
    @property
    def span(self) -> Span: ...
    @property
    def block(self) -> int: ...
    @property
    def about(self) -> str: ...


class Parts:
    """The parts of an article by kind, each kind in the order in which its role found them."""

    __slots__ = ("_by_kind",)

    def __init__(self, by_kind: dict[type[Any], tuple[Any, ...]] | None = None) -> None:
        self._by_kind = by_kind or {}

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the parts of one kind."""
        return self._by_kind.get(kind, ())

    def first(self, kind: type[Kind]) -> Kind | None:
        """Return the first part of one kind."""
        found = self.of(kind)
        return found[0] if found else None

    def kinds(self) -> tuple[type[Any], ...]:
        """Return the kinds of which there is a part."""
        return tuple(self._by_kind)

    def including(self, found: Iterable[Any]) -> Parts:
        """Return these parts and others."""
        by_kind: dict[type[Any], list[Any]] = {}
        for part in found:
            by_kind.setdefault(type(part), []).append(part)
        more = {kind: (*self._by_kind.get(kind, ()), *parts) for kind, parts in by_kind.items()}
        return Parts({**self._by_kind, **more}) if more else self


NO_PARTS = Parts()


class AdSlot:
    """A place where a template or an ad server puts an ad.

    `key` is the same for both ends of a slot; `end`: opens, closes, or nothing where it is whole; `is_section`: it
    marks text for an ad server, and nothing is printed there; `within`: what the slot would break (a list).
    """

    __slots__ = ("about", "block", "end", "is_section", "key", "name", "prose", "span", "within")

    def __init__(self, prose: Prose, span: Span, block: int, name: str, key: str, end: str, within: str) -> None:
        self.prose, self.span, self.block, self.about = prose, span, block, f"slot:{block}"
        self.name, self.key, self.end, self.within = name, key, end, within
        self.is_section = key.startswith("google_ad_section")


class AdCode:
    """A script, frame, slot, box or pixel (`form`) of an ad network; `is_own`: the site itself has put it there."""

    __slots__ = ("about", "block", "form", "is_own", "network", "prose", "span")

    def __init__(
        self, prose: Prose, span: Span, block: int, about: str, network: str, form: str, *, is_own: bool
    ) -> None:
        self.prose, self.span, self.block, self.about = prose, span, block, about
        self.network, self.form, self.is_own = network, form, is_own


class AdMarker:
    """A line that marks an ad, in a language, where no ad is."""

    __slots__ = ("about", "block", "language", "prose", "span")

    def __init__(self, prose: Prose, block: int, language: str) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, f"block:{block}"
        self.language = language


class ChromeLine:
    """A line of the page's furniture. `strength`, how sure that is: sure, likely, box (the desk's own appeal)."""

    __slots__ = ("about", "block", "prose", "span", "strength")

    def __init__(self, prose: Prose, block: int, strength: str) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, f"block:{block}"
        self.strength = strength


class AdLabel:
    """A label that tells readers that an article is paid for. `words`: the label alone, folded; `where`: above the
    text, below it, hidden, or template (the site's template prints it)."""

    __slots__ = ("about", "block", "prose", "span", "where", "words")

    def __init__(self, prose: Prose, words: str, where: str, block: int = -1) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, "paid"
        self.words, self.where = words, where


class PaidContent:
    """The article is paid for. `by`: what says so (declared, data, template, tag, folder, text); `sponsors`: names of
    who pays; `hosts`: theirs; `labels`: how readers are told; `is_labelled`: above the text, or by the template."""

    __slots__ = ("about", "block", "by", "hosts", "is_labelled", "labels", "prose", "span", "sponsors")

    def __init__(
        self,
        prose: Prose,
        span: Span,
        block: int,
        by: str,
        sponsors: tuple[str, ...],
        hosts: tuple[str, ...],
        labels: tuple[AdLabel, ...],
        *,
        is_labelled: bool,
    ) -> None:
        self.prose, self.span, self.block, self.about = prose, span, block, "paid"
        self.by, self.sponsors, self.hosts = by, sponsors, hosts
        self.labels, self.is_labelled = labels, is_labelled


class ArticleLink:
    """A link, and what it earns.

    `network`: who pays a commission for it, or nothing; `sponsors`: names of sponsors of the article to whom it leads;
    `is_qualified`: its markup, or the site's template, tells search engines that it is paid; `is_disclosed`: a reader
    is told before it that it is; `late`: the sentence that tells it too late; `names_associate`: the page says that it
    is an associate of Amazon.
    """

    __slots__ = (
        "about",
        "block",
        "is_disclosed",
        "is_qualified",
        "late",
        "link",
        "names_associate",
        "network",
        "prose",
        "span",
        "sponsors",
    )

    def __init__(
        self,
        link: Link,
        network: str,
        sponsors: tuple[str, ...],
        late: Prose | None,
        *,
        is_qualified: bool,
        is_disclosed: bool,
        names_associate: bool,
    ) -> None:
        self.prose, self.span, self.block, self.about = link.words, link.span, link.block, f"link:{link.span.start}"
        self.link, self.network, self.sponsors, self.late = link, network, sponsors, late
        self.is_qualified, self.is_disclosed, self.names_associate = is_qualified, is_disclosed, names_associate


class Disclosure:
    """A sentence on paid links. `kind`: it speaks of what is `here`, of the site in `general`, or is `loose` talk of
    commissions that excuses a link; `is_inside`: it stands in the article; `is_on_link`: of the link above it;
    `names_associate`: the site is an associate of Amazon; `is_starred`: of links marked with a star."""

    __slots__ = ("about", "block", "is_inside", "is_on_link", "is_starred", "kind", "names_associate", "prose", "span")

    def __init__(
        self,
        prose: Prose,
        block: int,
        kind: str,
        *,
        is_inside: bool,
        is_on_link: bool = False,
        is_starred: bool = False,
        names_associate: bool = False,
    ) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, "disclosure"
        self.kind, self.is_inside, self.is_on_link = kind, is_inside, is_on_link
        self.is_starred, self.names_associate = is_starred, names_associate


HIDDEN = ("alt", "title", "comment")
"""Where no reader sees a credit."""

_LAST = 2


class Host:
    """A site that holds the pictures of others. `terms`: what it asks for of who uses them."""

    __slots__ = ("prose", "terms")

    def __init__(self, prose: Prose, terms: str) -> None:
        self.prose, self.terms = prose, terms


class Licence:
    """A licence as a credit names it. `family`: creative-commons, public-domain ...; `version`: 4.0, or nothing."""

    __slots__ = ("family", "prose", "version")

    def __init__(self, prose: Prose, family: str, version: str = "") -> None:
        self.prose, self.family, self.version = prose, family, version


class Credit:
    """What words say of who made and who supplied a picture.

    `form`, by what they are known for a credit: lead, by, general, bracket, licence, tail, whole, blanket. `lead`: the
    words before the names ("Photo by"), or EMPTY; `agencies` and `suppliers` pass pictures on, `hosts` only hold them;
    `vague`: what stands for a name and is none, or EMPTY; `placeholders`: what somebody meant to replace by one.
    """

    __slots__ = (
        "agencies",
        "form",
        "hosts",
        "lead",
        "licences",
        "makers",
        "placeholders",
        "prose",
        "suppliers",
        "vague",
    )

    def __init__(
        self,
        prose: Prose,
        form: str,
        *,
        lead: Prose = EMPTY,
        makers: Iterable[Prose] = (),
        suppliers: Iterable[Prose] = (),
        agencies: Iterable[Prose] = (),
        hosts: Iterable[Host] = (),
        licences: Iterable[Licence] = (),
        placeholders: Iterable[Prose] = (),
        vague: Prose = EMPTY,
    ) -> None:
        self.prose, self.form, self.lead, self.vague = prose, form, lead, vague
        self.makers, self.suppliers, self.agencies = tuple(makers), tuple(suppliers), tuple(agencies)
        self.hosts, self.licences, self.placeholders = tuple(hosts), tuple(licences), tuple(placeholders)


class PictureText:
    """A text that stands with a picture.

    `where`: field, caption, header, beside, linked, alt, title, comment, data, or apart, which is a credit's alone.
    `meaning`: credit or caption. `credits`: those that it holds; `block`: the index of its block, or -1; `written`: a
    value of the header or of an attribute with the markup in it; `is_hidden`: no reader sees it as text.
    """

    __slots__ = ("block", "credits", "is_hidden", "meaning", "prose", "where", "written")

    def __init__(
        self,
        where: str,
        meaning: str,
        prose: Prose,
        credits_: Iterable[Credit] = (),
        block: int = -1,
        written: Prose | None = None,
    ) -> None:
        self.where, self.meaning, self.prose, self.block = where, meaning, prose, block
        self.credits, self.written, self.is_hidden = tuple(credits_), written or prose, where in HIDDEN


class Picture:
    """A picture of an article or its header, with all that is known of it.

    `kind`: photo, illustration, lead, unknown, figure, furniture ...; `texts`: those that stand with it; `credits`:
    what these say where readers see it; `far`: credits that stand apart from it, and are its own; `hidden`: the credit
    of a text that no reader sees; `alt`: its alternative text. Of its file: `file`, what that says of itself; `right`,
    what the site has licensed; `source`, whom its name speaks of; `origin`, how data or file say it was made (whole,
    partly, camera); `machine`: the words that say that a machine made it.
    """

    __slots__ = (
        "about",
        "alt",
        "block",
        "credits",
        "far",
        "file",
        "hidden",
        "image",
        "is_credited",
        "kind",
        "machine",
        "number",
        "origin",
        "prose",
        "right",
        "source",
        "span",
        "texts",
    )

    def __init__(
        self,
        number: int,
        image: Image,
        kind: str,
        texts: Iterable[PictureText],
        far: Iterable[Credit] = (),
        *,
        file: Embedded | None = None,
        right: Right | None = None,
        source: str = "",
        origin: str = "",
        machine: str = "",
    ) -> None:
        self.prose, self.block, self.about = image.src, image.block, f"image:{number}"
        self.span = image.src.span() if image.src.at else image.span
        self.number, self.image, self.kind = number, image, kind
        self.texts, self.far = tuple(texts), tuple(far)
        self.credits = tuple(credit for text in self.texts if not text.is_hidden for credit in text.credits)
        self.hidden = _hidden(self.texts)
        self.is_credited = bool(self.far or self.credits)
        self.alt = next((prose for name, prose in image.fields if name == "alt"), None)
        self.file, self.right, self.source, self.origin, self.machine = file, right, source, origin, machine


def _hidden(texts: Iterable[PictureText]) -> Credit | None:
    """Return the first credit with which a text ends that no reader sees."""
    hidden = ((credit, text.prose.span().end) for text in texts if text.is_hidden for credit in text.credits)
    return next((credit for credit, end in hidden if credit.prose.span().end >= end - _LAST), None)


class Caption:
    """The caption of a picture, as far as it is no credit."""

    __slots__ = ("about", "block", "picture", "prose", "span", "where")

    def __init__(self, text: PictureText, picture: Picture) -> None:
        self.prose, self.span, self.block, self.about = text.prose, text.prose.span(), text.block, picture.about
        self.where, self.picture = text.where, picture


class AltText:
    """The alternative text of a picture."""

    __slots__ = ("about", "block", "picture", "prose", "span")

    def __init__(self, text: PictureText, picture: Picture) -> None:
        self.prose, self.span, self.block, self.about = text.prose, text.prose.span(), text.block, picture.about
        self.picture = picture


class PicturePlaceholder:
    """A line that stands where somebody meant to put a picture: IMAGE HERE."""

    __slots__ = ("about", "block", "prose", "span")

    def __init__(self, prose: Prose, block: int) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, f"line:{block}"


class CreditLink:
    """A link of a credit: to a licence, or else to the page of the picture at its source."""

    __slots__ = ("href", "is_licence")

    def __init__(self, href: Prose, *, is_licence: bool) -> None:
        self.href, self.is_licence = href, is_licence


class CreditLine:
    """A credit as it stands in an article.

    `credit`: what it says, with the makers named in another box beside its picture; `text`: in what it stands; `links`:
    where it leads; `near`: the links of the article that are its own; `is_hidden`: no reader sees it, nor any other.
    """

    __slots__ = (
        "about",
        "block",
        "credit",
        "is_hidden",
        "is_sourced",
        "links",
        "near",
        "prose",
        "span",
        "text",
        "where",
    )

    def __init__(
        self,
        credit: Credit,
        about: str,
        text: PictureText,
        links: Iterable[CreditLink] = (),
        near: Iterable[Link] = (),
        *,
        is_hidden: bool = False,
    ) -> None:
        self.prose, self.span, self.block, self.about = credit.prose, credit.prose.span(), text.block, about
        self.credit, self.text, self.where, self.is_hidden = credit, text, text.where, is_hidden
        self.links, self.near = tuple(links), tuple(near)
        self.is_sourced = any(not link.is_licence for link in self.links)


class TemplateCall:
    """Code of a template, or a key of the header, that may print what cannot be looked into: `holds`, in words."""

    __slots__ = ("about", "block", "holds", "prose", "span")

    def __init__(self, prose: Prose, span: Span, about: str, holds: str) -> None:
        self.prose, self.span, self.block, self.about = prose, span, -1, about
        self.holds = holds
