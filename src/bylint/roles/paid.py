"""Articles that somebody paid for: what says so, and how readers are told."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from typing import NamedTuple
from urllib.parse import urlsplit

from bylint.grammar.advertising import PAYING
from bylint.grammar.advertising import read_label
from bylint.grammar.advertising import says_who_paid
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.parts import AdLabel
from bylint.model.parts import PaidContent
from bylint.model.parts_people import Headline
from bylint.model.parts_people import PublicationDate
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.roles.advertising_words import is_allowed
from bylint.roles.advertising_words import plainly
from bylint.roles.advertising_words import site_of
from bylint.roles.blocks import PRINTED
from bylint.roles.blocks import blocks_with
from bylint.roles.blocks import is_running
from bylint.roles.blocks import is_text
from bylint.roles.site import folders_of
from bylint.roles.site import says_no
from bylint.roles.site import says_yes
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import sentences

_LONGEST = 500
_FIRST, _LAST = 3, 4
"""Blocks at the ends of an article in which it speaks of itself."""


class _Signal(NamedTuple):
    """One of them. `by`: declared, data, template, tag, folder or text; `sponsor` and `host`: who pays, if known."""

    by: str
    prose: Prose
    span: Span
    sponsor: str = ""
    host: str = ""
    block: int = -1


def find(article: Article, knowledge: Knowledge) -> Iterator[PaidContent | AdLabel]:
    """Yield what says that an article is paid for, and its labels; nothing for other articles."""
    found = _signals(article, knowledge)
    if not found:
        return
    first = found[0]
    labels = _labels(article, knowledge, [(signal.prose, signal.block) for signal in found if signal.by == "text"])
    hosts = {signal.host for signal in found if signal.host} | _sponsor_hosts(article, knowledge)
    sponsors = tuple(signal.sponsor for signal in found if signal.sponsor)
    # What the text itself says, the template's label comes too late for.
    is_printed = site_of(knowledge).labels and first.by != "text"
    yield PaidContent(
        first.prose,
        first.span,
        first.block,
        first.by,
        sponsors,
        tuple(sorted(hosts)),
        labels,
        is_labelled=is_printed or any(label.where == "above" for label in labels),
    )
    yield from labels


def _signals(article: Article, knowledge: Knowledge) -> tuple[_Signal, ...]:
    """Return the signals of an article, the strongest first."""
    found = (*_declared(article, knowledge), *_sponsors(article, knowledge), *_sentences(article, knowledge))
    return found or tuple(_of_folder(article, knowledge))


def _lists(knowledge: Knowledge) -> Any:
    """Return the words of signals."""
    return knowledge.lists["lexicon/ads"]["signals"]


def _declared(article: Article, knowledge: Knowledge) -> Iterator[_Signal]:
    is_elsewhere = _is_elsewhere(article, knowledge)
    for names, field in _named(article, knowledge):
        words = bare(field.prose.plain)
        if names[0] in _set(knowledge, "keys"):
            is_bare_yes = says_yes(words, knowledge)
            is_below = len(names) > 1 and (len(names) > 2 or names[1] not in _set(knowledge, "payers"))
            if says_no(words, knowledge) or _is_grantor(words, knowledge) or is_below:
                continue
            # "sponsored: true" beside a venue says that the house sponsors the meeting.
            if not (is_bare_yes and is_elsewhere):
                yield _Signal("declared", field.prose, _whole(field), "" if is_bare_yes else field.prose.plain)
        elif names[-1] == "type" and field.prose.plain in _lists(knowledge)["types"]:
            yield _Signal("data", field.prose, field.prose.span())
        elif names[-1] in _set(knowledge, "kinds") and words in _set(knowledge, "words"):
            by = "template" if field.origin == "front-matter" else "data"
            yield _Signal(by, field.prose, _whole(field))
        elif names[-1] in _set(knowledge, "tags") and words in _set(knowledge, "tag_words"):
            yield _Signal("tag", field.prose, field.prose.span())


def _is_elsewhere(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether the header speaks of a meeting or an episode, which is what is paid for then."""
    keys = _set(knowledge, "elsewhere")
    return any(field.origin == "front-matter" and names[0] in keys for names, field in _named(article, knowledge))


def _sponsors(article: Article, knowledge: Knowledge) -> Iterator[_Signal]:
    """Yield the sponsors that have an address: one without is a note."""
    if _is_elsewhere(article, knowledge):
        return
    for origin, name, address in _with_address(article, knowledge):
        host = _host_of_sponsor(address.prose.plain)
        if host and not _is_grantor(bare(name.plain), knowledge):
            by = "declared" if origin == "front-matter" else "data"
            yield _Signal(by, name, name.span(), name.plain, host)


def _with_address(article: Article, knowledge: Knowledge) -> Iterator[tuple[str, Prose, Field]]:
    """Yield origin, name and address of each sponsor: those of a table, or a key beside one for the address."""
    tables: dict[tuple[str, int, tuple[str | int, ...]], dict[str, Field]] = {}
    plain: list[Field] = []
    beside: list[Field] = []
    for names, field in _named(article, knowledge):
        if names[0] in _set(knowledge, "sponsors") and len(names) == 2:
            tables.setdefault((field.origin, field.item, field.path[:-1]), {})[names[1]] = field
        elif names in {(name,) for name in _set(knowledge, "sponsors")} and field.origin == "front-matter":
            plain.append(field)
        elif names[0] in _set(knowledge, "address_keys") and field.origin == "front-matter":
            beside.append(field)
    for (origin, *_), fields in tables.items():
        address = next((fields[key] for key in _lists(knowledge)["addresses"] if key in fields), None)
        if address is not None:
            yield origin, next((fields[k] for k in _lists(knowledge)["names"] if k in fields), address).prose, address
    # An advertiser in a key of its own declares it already.
    named = (field for field in plain if field.path[0] not in _lists(knowledge)["keys"])
    yield from (("front-matter", field.prose, address) for field, address in zip(named, beside, strict=False))


def _sponsor_hosts(article: Article, knowledge: Knowledge) -> frozenset[str]:
    """Return the hosts that the header names as those of the sponsor, in keys of their own."""
    keys = _set(knowledge, "address_keys")
    found = (field.prose.plain for names, field in _named(article, knowledge) if names[0] in keys)
    return frozenset(host for address in found if (host := _host_of_sponsor(address)))


def host_of(address: str) -> str:
    """Return the host of an address without `www.`, or nothing."""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.")


def _host_of_sponsor(address: str) -> str:
    """Return the host of an address in a header, where many leave out `https://`."""
    is_whole = "//" in address or "." not in address.split("/")[0] or " " in address.strip()
    return host_of(address if is_whole else f"//{address.strip()}")


def _sentences(article: Article, knowledge: Knowledge) -> Iterator[_Signal]:
    speaking = blocks_with(PAYING, article, knowledge)
    if not speaking:
        return
    said = [i for i, block in enumerate(article.blocks) if is_text(block) and "quote" not in block.within]
    for i in dict.fromkeys((*said[:_FIRST], *said[-_LAST:])):
        prose = article.blocks[i].prose
        if i not in speaking or len(prose.plain) > _LONGEST:
            continue
        for sentence in sentences(prose):
            if says_who_paid(sentence.plain, knowledge) and not _is_grantor(bare(sentence.plain), knowledge):
                yield _Signal("text", sentence, sentence.span(), block=i)


def _of_folder(article: Article, knowledge: Knowledge) -> Iterator[_Signal]:
    folders = (folder.casefold() for folder in folders_of(article, knowledge))
    headline = article.parts.first(Headline)
    is_piece = article.published is not None or bool(article.parts.of(PublicationDate))
    if headline and is_piece and not frozenset(_lists(knowledge)["folders"]).isdisjoint(folders):
        yield _Signal("folder", headline.prose, headline.span, block=headline.block)


def _named(article: Article, knowledge: Knowledge) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Yield the fields with the words of their path, without the table that a theme keeps its keys in."""
    for field in article.fields:
        names = _names_of(field.path)
        names = names[1:] if len(names) > 1 and names[0] in _set(knowledge, "tables") else names
        if names and field.prose.plain:
            yield names, field


@lru_cache(maxsize=4096)
def _names_of(path: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple(bare(step.replace("_", " ").lstrip("@")) for step in path if isinstance(step, str))


def _whole(field: Field) -> Span:
    """Return the key with its value, or a long value alone."""
    return field.entry if field.entry.end - field.entry.start < _LONGEST else field.prose.span()


def _is_grantor(words: str, knowledge: Knowledge) -> bool:
    return not _set(knowledge, "grantors").isdisjoint(words.split())


@lru_cache(maxsize=64)
def _set(knowledge: Knowledge, name: str) -> frozenset[str]:
    return frozenset(bare(word.replace("_", " ")) for word in _lists(knowledge)[name])


_LONGEST_LABEL = 140
_MAY_LABEL = (*PRINTED, "shortcode", "hidden")
_SHORT = 60
_LABELS = frozenset(("ad_label", "ad_word", "paid_label", "paid_label_by"))
SENTENCE = "a sentence"
"""The words of a label that is a sentence on who paid."""


def _labels(article: Article, knowledge: Knowledge, sentences: Iterable[tuple[Prose, int]]) -> tuple[AdLabel, ...]:
    """Return the labels of an article; `sentences` are those that say who paid, each with its block."""
    first = next((i for i, block in enumerate(article.blocks) if is_running(block)), len(article.blocks))
    return (
        *_in_fields(article, knowledge),
        *(label for i, block in enumerate(article.blocks) for label in _in_block(block, i, first, knowledge)),
        *(AdLabel(prose, SENTENCE, "above" if i <= first + 1 else "below", i) for prose, i in sentences),
    )


def _in_fields(article: Article, knowledge: Knowledge) -> Iterator[AdLabel]:
    keys, titles = _label_keys(knowledge, "keys"), _label_keys(knowledge, "titles")
    for field in article.fields:
        name = bare(str(field.path[-1]).replace("_", " "))
        is_title = name in titles
        if name in keys or is_title:
            words = _label_in(field.prose.plain, knowledge, is_title=is_title)
            if words:
                yield AdLabel(field.prose, words, "above")


def _in_block(block: Block, i: int, first: int, knowledge: Knowledge) -> Iterator[AdLabel]:
    if block.kind not in _MAY_LABEL:
        return
    line = block.prose.plain[:_LONGEST_LABEL].split("\n")[0]
    # "Presented by Wheelwright & Co." ends with a stop and is no text yet.
    is_story = i == first and len(block.prose.plain) > _SHORT and "quote" not in block.within
    words = _label_in(line, knowledge, is_title=block.kind == "heading" or is_story)
    if words == SENTENCE and "quote" not in block.within:
        return  # a signal, which is a label where it stands above
    if not words or (len(block.prose.plain) > _LONGEST_LABEL and i != first):
        return
    where = "hidden" if block.kind == "hidden" else "above" if i <= first else "below"
    yield AdLabel(block.prose.cut(0, len(line)), words, where, i)


def _label_in(line: str, knowledge: Knowledge, *, is_title: bool = False) -> str:
    """Return the label that a line is or begins with; a title has it before a colon, a dash or in brackets."""
    found = read_label(line, knowledge)
    if found is None or _LABELS.isdisjoint(found.classes):
        if is_allowed(knowledge, line):
            return line.casefold()
        return SENTENCE if not is_title and says_who_paid(line, knowledge) else ""
    return "" if is_title and found.form == "named" else plainly(found.words)


@lru_cache(maxsize=8)
def _label_keys(knowledge: Knowledge, name: str) -> frozenset[str]:
    listed = knowledge.lists["lexicon/ads"]["label_keys"][name]
    return frozenset(bare(key.replace("_", " ")) for key in listed)


def may_be_paid(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether anything says that an article is paid for, be it too weak to ask for a label."""
    return bool(_signals(article, knowledge)) or _is_perhaps_paid(article, knowledge)


def _is_perhaps_paid(article: Article, knowledge: Knowledge) -> bool:
    lists, weak = _lists(knowledge), _lists(knowledge)["perhaps"]
    folders = frozenset((*lists["folders"], *weak["folders"]))
    if not folders.isdisjoint(folder.casefold() for folder in folders_of(article, knowledge)):
        return True
    keys, kinds, words = (_weak_set(knowledge, name) for name in ("keys", "kinds", "words"))
    for names, field in _named(article, knowledge):
        value = bare(field.prose.plain)
        if (names[0] in keys and not says_no(value, knowledge)) or (names[-1] in kinds and value in words):
            return True
    texts = (folded(block.prose.plain) for block in article.blocks if is_text(block))
    return any(phrase in text for text in texts for phrase in weak["phrases"])


@lru_cache(maxsize=8)
def _weak_set(knowledge: Knowledge, name: str) -> frozenset[str]:
    weak = _lists(knowledge)["perhaps"][name]
    return _set(knowledge, name) | frozenset(bare(word.replace("_", " ")) for word in weak)
