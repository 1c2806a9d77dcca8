"""Whose views a disclaimer says they are not."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Element
from bylint.model.knowledge import Knowledge
from bylint.model.people import Directory
from bylint.model.prose import Prose
from bylint.roles.disclaimer.finding import Found
from bylint.roles.disclaimer.formulas import kinds
from bylint.text.fold import bare
from bylint.text.lazy import lazily
from bylint.text.organisations import Mention
from bylint.text.organisations import chain
from bylint.text.organisations import mentions

_PARTS = lazily(r"[,;/()]|\b(?:or|nor|and|of|by|for|als|oder|und|ni|et|des|du|de|del|y|o)\b")
_PROPER = lazily(r"(?:[^\W\d_a-zà-ÿ][\w.&'’-]*)(?: (?:[^\W\d_a-zà-ÿ][\w.&'’-]*|of|the|for|and|de|der|des|du|für))*")


_OFFICE = lazily(
    r"\b(?:Institutes?|College|University|Center|Centre|School|Department|Division|Office|Bureau|Agency|Command|Ministry|"
    r"Headquarters|Section|Branch|Directorate|Court|Commission|Bank|Laboratory|Service|Corps|Administration)\b"
)


class Bodies(NamedTuple):
    """The bodies a disclaimer names: elements, ids of the directory, and whether it speaks of "my employer"."""

    elements: tuple[Element, ...]
    ids: frozenset[str]
    is_of_employer: bool
    is_of_outlet: bool


def bodies(found: Found, knowledge: Knowledge, employed: Iterable[tuple[str, str]]) -> Bodies:
    """Return the bodies that a disclaimer denies to speak for. `employed`: words and ids of the authors' employers."""
    employed = tuple(employed)
    elements: list[Element] = []
    is_of_employer = is_of_outlet = False
    denied = False
    for prose, one in found.sentences:
        denied = denied or one.is_denied
        start = max(one.denial[0], 0)
        after = prose.plain[start:]
        if not denied:
            is_of_outlet = is_of_outlet or one.formulas.series.search(prose.plain) is not None
            continue
        elements.extend(_named(prose, start, one.formulas.language, knowledge, employed))
        is_of_employer = is_of_employer or one.formulas.employer.search(after) is not None
        is_of_outlet = is_of_outlet or one.formulas.outlet.search(after) is not None
        is_of_outlet = is_of_outlet or one.formulas.series.search(prose.plain[:start]) is not None
    ids = frozenset(element.words for element in elements if element.name == "entity" and _is_id(element, knowledge))
    if ids or is_of_employer:
        is_of_outlet = False
    elif any(not _is_id(element, knowledge) for element in elements):
        # A body of such a kind may be where the author works; what else has a name is the publication.
        is_of_outlet = not any(
            _OFFICE.search(element.words) or _is_employer(element.words, employed) for element in elements
        )
    return Bodies(tuple(elements), ids, is_of_employer, is_of_outlet)


def _named(
    prose: Prose, start: int, language: str, knowledge: Knowledge, employed: tuple[tuple[str, str], ...]
) -> Iterator[Element]:
    after = prose.plain[start:]
    near = tuple(key for _, key in employed if key)
    found = mentions(after, knowledge.directory, in_disclaimer=True, context=near)
    for mention in (*found, *_kinds(after, knowledge, near)):
        yield Element("entity", mention.id, prose.cut(start + mention.start, start + mention.end))
    # Every German noun has a capital.
    for begin, end in () if language == "de" else _others(after, found):
        yield Element("entity", after[begin:end], prose.cut(start + begin, start + end))


def _kinds(after: str, knowledge: Knowledge, near: tuple[str, ...]) -> Iterator[Mention]:
    directory = knowledge.directory
    for match in kinds(knowledge).finditer(after):
        word = (match[1] or match[2]).casefold()
        key = next((key for key in _chains(directory, near) if word in _names_of(directory, key)), "")
        if key:
            yield Mention(key, *match.span())


def _chains(directory: Directory, near: tuple[str, ...]) -> Iterator[str]:
    yield from near
    for key in near:
        yield from chain(directory, key)


def _names_of(directory: Directory, key: str) -> frozenset[str]:
    organisation = directory.organisations.get(key)
    if organisation is None:
        return frozenset()
    names = (organisation.name, *(alias.name for alias in organisation.aliases))
    return frozenset(word.casefold() for name in names for word in name.split())


def _others(after: str, found: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    taken = tuple(found)
    at = 0
    for cut in (*_PARTS.finditer(after), None):
        end = cut.start() if cut else len(after)
        for match in _PROPER.finditer(after, at, end):
            if not _overlaps(match.span(), taken) and len(match[0]) > 3:
                yield match.start(), match.start() + len(match[0].rstrip("."))
        at = cut.end() if cut else end


def _overlaps(span: tuple[int, int], taken: Iterable[Mention]) -> bool:
    return any(mention.start < span[1] and span[0] < mention.end for mention in taken)


def _is_id(element: Element, knowledge: Knowledge) -> bool:
    return element.words in knowledge.directory.organisations


def _is_employer(words: str, employed: Iterable[tuple[str, str]]) -> bool:
    name = bare(words)
    return any(name in bare(employer) or bare(employer) in name for employer, _ in employed if employer)
