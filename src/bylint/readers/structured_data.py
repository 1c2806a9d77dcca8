"""What a page tells search engines about its article in JSON-LD, with exact places."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.markup import Field
from bylint.model.source import Span
from bylint.readers.json_marks import Leaf
from bylint.readers.json_marks import Path
from bylint.readers.json_marks import leaves
from bylint.readers.json_marks import words
from bylint.readers.limits import VALUES
from bylint.readers.limits import limited
from bylint.text.lazy import lazily

ARTICLE = lazily(r"(?:https?://schema\.org/|schema:)?(?:\w{0,40}Article|(?:Live)?BlogPosting|Report)")
# Comments, related pieces and the text itself say nothing about who made this one.
KEPT = frozenset(
    "@type @id url name headline alternativeHeadline alternateName author creator contributor editor translator "
    "accountablePerson datePublished dateModified dateCreated publisher sponsor funder sourceOrganization provider "
    "image thumbnail thumbnailUrl primaryImageOfPage associatedMedia photo creditText copyrightHolder copyrightNotice "
    "copyrightYear license acquireLicensePage inLanguage genre articleSection keywords description isBasedOn "
    "backstory correction hasPart".split()
)
# An article stands at the top, in a list or graph, or as what its page is mainly about.
_WAYS = frozenset({"@graph", "mainEntity", "mainEntityOfPage", "@list"})
_MOST_ARTICLES = 12
_MOST_REFERENCES = 40
_DEEPEST = 6


def json_ld(text: str, scripts: Iterable[Span], first: int = 0) -> Iterator[Field]:
    """Yield the fields of each article that the scripts of a page describe; `first` numbers the first of them."""
    found: list[Leaf] = []
    each = ((number, leaf) for number, span in enumerate(scripts) for leaf in leaves(text, span.start, span.end))
    for number, leaf in limited(each, VALUES, "values of JSON-LD"):
        found.append(leaf._replace(path=(number, *leaf.path)))
    targets = _targets(text, found)
    for item, at in enumerate(_articles(text, found)[:_MOST_ARTICLES], first):
        for leaf in _resolved(text, _below(found, at), found, targets):
            if str(leaf.path[0]) in KEPT and len(leaf.path) <= _DEEPEST:
                yield Field("json-ld", leaf.path, words(text, leaf.span), leaf.key, item)


def _articles(text: str, found: Sequence[Leaf]) -> list[Path]:
    """Return the paths of the objects that are articles, in the order of the file."""
    paths: dict[Path, None] = {}
    for leaf in found:
        at = _typed(leaf.path)
        if at is not None and ARTICLE.fullmatch(text[leaf.span.start : leaf.span.end].replace("\\/", "/")):
            paths[at] = None
    return [at for at in paths if all(isinstance(step, int) or step in _WAYS for step in at)]


def _typed(path: Path) -> Path | None:
    if path[-1] == "@type":
        return path[:-1]
    return path[:-2] if len(path) > 2 and path[-2] == "@type" else None


def _below(found: Iterable[Leaf], at: Path) -> list[Leaf]:
    size = len(at)
    return [leaf._replace(path=leaf.path[size:]) for leaf in found if leaf.path[:size] == at and len(leaf.path) > size]


def _targets(text: str, found: Sequence[Leaf]) -> dict[str, Path]:
    """Return the object that each identifier names: the first that says more than its identifier."""
    said: dict[Path, int] = {}
    for leaf in found:
        if leaf.path[-1] not in ("@id", "@type"):
            said[leaf.path[:-1]] = said.get(leaf.path[:-1], 0) + 1
    targets: dict[str, Path] = {}
    for leaf in found:
        if leaf.path[-1] == "@id" and leaf.path[:-1] in said:
            targets.setdefault(text[leaf.span.start : leaf.span.end], leaf.path[:-1])
    return targets


def _resolved(text: str, own: list[Leaf], found: Sequence[Leaf], targets: dict[str, Path]) -> Iterator[Leaf]:
    """Yield the leaves of an article; where it only names an object, what that object says follows."""
    holders = {leaf.path[:-1] for leaf in own if leaf.path[-1] not in ("@id", "@type")}
    references = 0
    for leaf in own:
        yield leaf
        is_reference = leaf.path[-1] == "@id" and len(leaf.path) > 1 and leaf.path[:-1] not in holders
        target = targets.get(text[leaf.span.start : leaf.span.end]) if is_reference and leaf.path[0] in KEPT else None
        if target is None or references >= _MOST_REFERENCES:
            continue
        references += 1
        for other in _below(found, target):
            if other.path[0] != "@id":
                yield other._replace(path=(*leaf.path[:-1], *other.path))
