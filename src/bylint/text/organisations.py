"""The organisations of the directory, found by their names in a text."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylint.model.world import Directory
from bylint.text.fold import words_of_sentences
from bylint.text.lexicon import Hit
from bylint.text.lexicon import Literals
from bylint.text.lexicon import even
from bylint.text.lexicon import literals
from bylint.text.lexicon import scan
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

_AMERICAN = ("U.S. ", "US ", "U. S. ", "United States ")
# A name that goes on is another body: Naval War College Foundation, Carnegie Mellon University.
_LONGER = lazily(lambda: rf"(?:'s)? (?:of the )?{one_of(words_of_sentences('longer'))}\b")
_PROGRAMME = lazily(
    r"(?:[’']s)?[ /-](?!Headquarters|Offices?\b|Divisions?\b|Directorate|Bureau|Branch|Service\b|Fisheries|"
    r"Research\b)[A-Z]"
)
_OWNS = ("'s ", "’s ")
_WORD_BEFORE = lazily(r"(\w[\w.'’-]{0,30}) $")


class Named(NamedTuple):
    """What one name may stand for: organisation and scope."""

    id: str
    scope: str


class Mention(NamedTuple):
    """An organisation, and where its name stands in the text."""

    id: str
    start: int
    end: int


class Index(NamedTuple):
    """The names of a directory, compiled, and what each (in its even form) stands for."""

    known: Literals
    named: dict[str, tuple[Named, ...]]


def mentions(
    text: str, directory: Directory, *, in_disclaimer: bool = False, context: Iterable[str] = ()
) -> tuple[Mention, ...]:
    """Return the organisations that a text names.

    `context` holds ids that are known to be spoken of: a name of several bodies, or a mere abbreviation, stands for
    the one that belongs to them or to a body that the text names in full.
    """
    names = index(directory)
    hits = _hits(text, directory)
    clear = {key for hit in hits if (key := _clear(names.named[even(hit.name)], in_disclaimer))}
    near = frozenset(kin for key in (*clear, *context) for kin in (key, *chain(directory, key)))
    return tuple(_resolved(directory, names, hits, in_disclaimer, near))


# The bodies of a text are asked for as places of work, and by the names that only disclaimers use.
@lru_cache(maxsize=8)
def _hits(text: str, directory: Directory) -> tuple[Hit, ...]:
    return tuple(hit for hit in scan(index(directory).known, text) if _is_name(text, hit))


@lru_cache(maxsize=8)
def employers(text: str, directory: Directory) -> tuple[Mention, ...]:
    """Return the organisations that a text names as a place of work; a programme that bears a name is none."""
    found: list[Mention] = []
    for mention in mentions(text, directory):
        last = found[-1] if found else None
        # "NATO's Allied Command Transformation"
        if last and last.id == mention.id and text[last.end : mention.start] in _OWNS:
            found[-1] = last._replace(end=mention.end)
        else:
            found.append(mention)
    return tuple(mention for mention in found if not _is_of_a_programme(text, mention))


def resolve(words: str, directory: Directory) -> str:
    """Return the id of the organisation that an affiliation's words name, or nothing."""
    found = [mention.id for mention in employers(words, directory)]
    above = {kin for key in found for kin in chain(directory, key)}
    return next((key for key in found if key not in above), "")


@lru_cache(maxsize=4096)
def chain(directory: Directory, key: str) -> tuple[str, ...]:
    """Return the ids of the bodies above an organisation, nearest first."""
    found: list[str] = []
    waiting = list(_parents(directory, key))
    while waiting:
        parent = waiting.pop(0)
        if parent not in found and parent != key:
            found.append(parent)
            waiting.extend(_parents(directory, parent))
    return tuple(found)


@lru_cache(maxsize=8)
def index(directory: Directory) -> Index:
    """Compile the names of a directory."""
    named: dict[str, tuple[Named, ...]] = {}
    spelled: dict[str, str] = {}
    for name, entry in _names(directory):
        key = even(name)
        # The spelling with fewest capitals asks least of the text.
        spelled[key] = min(spelled.get(key, name), name, key=lambda form: sum(map(str.isupper, form)))
        if entry not in named.get(key, ()):
            named[key] = (*named.get(key, ()), entry)
    return Index(literals(spelled.values()), named)


def spellings(name: str) -> tuple[str, ...]:
    """Return a name with the names of the United States written in each way."""
    start = next((form for form in _AMERICAN if name.startswith(form)), None)
    if start is None:
        return (name,)
    return tuple(form + name[len(start) :] for form in _AMERICAN)


def _names(directory: Directory) -> Iterator[tuple[str, Named]]:
    for organisation in directory.organisations.values():
        for name in spellings(organisation.name.removeprefix("The ")):
            yield name, Named(organisation.id, "anywhere")
        for alias in organisation.aliases:
            for name in spellings(alias.name):
                yield name, Named(organisation.id, alias.scope)


def _parents(directory: Directory, key: str) -> tuple[str, ...]:
    organisation = directory.organisations.get(key)
    return organisation.parents if organisation else ()


def _is_name(text: str, hit: Hit) -> bool:
    words = text[hit.start : hit.end]
    if not _is_spelled(hit.name, words) or _LONGER.match(text, hit.end):
        return False
    if any(words.startswith(form.strip()) for form in _AMERICAN) or words.isupper():
        return True
    before = _WORD_BEFORE.search(text, max(0, hit.start - 33), hit.start)
    if before is None or not before[1][0].isupper():
        return True
    # "NATO's Allied Command Transformation"
    if before[1].replace("’", "'").removesuffix("'s").isupper() and " " in hit.name:
        return True
    return before[1].casefold() in words_of_sentences("leading")


def _is_spelled(name: str, words: str) -> bool:
    if " " not in name:
        # One word: WHO is not who, and an army is not the Army.
        return words == name or (words.isupper() and len(name) > 3)
    return any(word[0].isupper() for word in words.split() if word.casefold() != "the")


def _is_of_a_programme(words: str, mention: Mention) -> bool:
    # NASA Openscapes and the DOE Exascale Project are run with others: an abbreviation before a name is no employer.
    return words[mention.start : mention.end].isupper() and _PROGRAMME.match(words, mention.end) is not None


def _clear(candidates: tuple[Named, ...], in_disclaimer: bool) -> str:
    scopes = ("anywhere", "disclaimer") if in_disclaimer else ("anywhere",)
    ids = {named.id for named in candidates if named.scope in scopes}
    return ids.pop() if len(ids) == 1 else ""


def _resolved(
    directory: Directory, names: Index, hits: tuple[Hit, ...], in_disclaimer: bool, near: frozenset[str]
) -> Iterator[Mention]:
    for hit in hits:
        candidates = names.named[even(hit.name)]
        key = _clear(candidates, in_disclaimer) or _beside(directory, candidates, in_disclaimer, near)
        if key:
            yield Mention(key, hit.start, hit.end)


def _beside(directory: Directory, candidates: tuple[Named, ...], in_disclaimer: bool, near: frozenset[str]) -> str:
    for named in candidates:
        if named.scope == "disclaimer" and not in_disclaimer:
            continue
        if named.id in near or any(parent in near for parent in _parents(directory, named.id)):
            return named.id
    return ""
