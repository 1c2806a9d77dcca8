"""What roles find in an article: values of one kind each, kept by kind.

Every part has the words it stands for (`prose`), where they stand (`span`), the index of its block or -1 (`block`), and
what it belongs to (`about`), so that parts and violations on one thing can be related: `image:2`, a person's bare name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from typing import Protocol
from typing import TypeVar

from bylint.model.markup import Link
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
    commissions that excuses a link; `is_inside`: it stands in the article; `is_on_link`: of the link above it."""

    __slots__ = ("about", "block", "is_inside", "is_on_link", "kind", "prose", "span")

    def __init__(self, prose: Prose, block: int, kind: str, *, is_inside: bool, is_on_link: bool) -> None:
        self.prose, self.span, self.block, self.about = prose, prose.span(), block, "disclosure"
        self.kind, self.is_inside, self.is_on_link = kind, is_inside, is_on_link
