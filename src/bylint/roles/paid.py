"""Articles that somebody paid for: what says so, and how readers are told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from typing import NamedTuple
from urllib.parse import urlsplit

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
from bylint.roles.advertising_words import is_quoted
from bylint.roles.advertising_words import listed
from bylint.roles.advertising_words import plainly
from bylint.roles.advertising_words import site_of
from bylint.roles.advertising_words import word_set
from bylint.roles.blocks import PRINTED
from bylint.roles.blocks import is_running
from bylint.roles.blocks import is_text
from bylint.roles.site import folders_of
from bylint.roles.site import says_no
from bylint.roles.site import says_yes
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import sentences
from bylint.text.patterns import lazily

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
    return knowledge.lists["labels"]["signals"]


def _declared(article: Article, knowledge: Knowledge) -> Iterator[_Signal]:
    for names, field in _named(article, knowledge):
        words = bare(field.prose.plain)
        if names[0] in _set(knowledge, "keys"):
            if not says_no(words, knowledge) and not _is_grantor(words, knowledge) and len(names) == 1:
                sponsor = "" if says_yes(words, knowledge) else field.prose.plain
                yield _Signal("declared", field.prose, _whole(field), sponsor)
        elif names[-1] == "type" and field.prose.plain in _lists(knowledge)["types"]:
            yield _Signal("data", field.prose, field.prose.span())
        elif names[-1] in _set(knowledge, "kinds") and words in _set(knowledge, "words"):
            by = "template" if field.origin == "front-matter" else "data"
            yield _Signal(by, field.prose, _whole(field))
        elif names[-1] in _set(knowledge, "tags") and words in _set(knowledge, "tag_words"):
            yield _Signal("tag", field.prose, field.prose.span())


def _sponsors(article: Article, knowledge: Knowledge) -> Iterator[_Signal]:
    """Yield the sponsors that have an address: one without is a note."""
    found: dict[tuple[str, int, tuple[str | int, ...]], dict[str, Field]] = {}
    for names, field in _named(article, knowledge):
        if field.origin == "front-matter" and names[0] in _set(knowledge, "elsewhere"):
            return
        if names[0] in _set(knowledge, "sponsors") and len(names) == 2:
            found.setdefault((field.origin, field.item, field.path[:-1]), {})[names[1]] = field
    for (origin, *_), fields in found.items():
        address = next((fields[key] for key in _lists(knowledge)["addresses"] if key in fields), None)
        if address is None or not host_of(address.prose.plain):
            continue
        name = next((fields[key] for key in _lists(knowledge)["names"] if key in fields), address).prose
        if not _is_grantor(bare(name.plain), knowledge):
            by = "declared" if origin == "front-matter" else "data"
            yield _Signal(by, name, name.span(), name.plain, host_of(address.prose.plain))


def _sponsor_hosts(article: Article, knowledge: Knowledge) -> frozenset[str]:
    """Return the hosts that the header names as those of the sponsor, in keys of their own."""
    keys = _set(knowledge, "address_keys")
    found = (field.prose.plain for names, field in _named(article, knowledge) if names[0] in keys)
    return frozenset(host for address in found if (host := host_of(address)))


def host_of(address: str) -> str:
    """Return the host of an address without `www.`, or nothing."""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.")


def _sentences(article: Article, knowledge: Knowledge) -> Iterator[_Signal]:
    anchors = tuple(_lists(knowledge)["anchors"])
    said = [i for i, block in enumerate(article.blocks) if is_text(block) and "quote" not in block.within]
    for i in dict.fromkeys((*said[:_FIRST], *said[-_LAST:])):
        prose = article.blocks[i].prose
        if len(prose.plain) > _LONGEST:
            continue
        whole = plainly(prose.plain)
        if not any(anchor in whole for anchor in anchors):
            continue
        for sentence in sentences(prose):
            words = plainly(sentence.plain)
            found = _pattern(knowledge).search(words)
            if found and not is_quoted(words, found.start()) and not _is_grantor(bare(words), knowledge):
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
        names = tuple(bare(step.replace("_", " ").lstrip("@")) for step in field.path if isinstance(step, str))
        names = names[1:] if len(names) > 1 and names[0] in _set(knowledge, "tables") else names
        if names and field.prose.plain:
            yield names, field


def _whole(field: Field) -> Span:
    """Return the key with its value, or a long value alone."""
    return field.entry if field.entry.end - field.entry.start < _LONGEST else field.prose.span()


def _is_grantor(words: str, knowledge: Knowledge) -> bool:
    return not _set(knowledge, "grantors").isdisjoint(words.split())


@lru_cache(maxsize=64)
def _set(knowledge: Knowledge, name: str) -> frozenset[str]:
    return frozenset(bare(word.replace("_", " ")) for word in _lists(knowledge)[name])


@lru_cache(maxsize=8)
def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    by_language = _lists(knowledge)["sentences"]
    return lazily("|".join(f"(?:{pattern})" for patterns in by_language.values() for pattern in patterns))


_LONGEST_LABEL = 140
_MAY_LABEL = (*PRINTED, "shortcode", "hidden")
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
    keys = _label_keys(knowledge)
    for field in article.fields:
        name = bare(str(field.path[-1]).replace("_", " "))
        is_title = name in ("title", "headline", "og title")
        if name in keys or is_title:
            words = _label_in(field.prose.plain, knowledge, is_title=is_title)
            if words:
                yield AdLabel(field.prose, words, "above")


def _in_block(block: Block, i: int, first: int, knowledge: Knowledge) -> Iterator[AdLabel]:
    if block.kind not in _MAY_LABEL:
        return
    line = block.prose.plain[:_LONGEST_LABEL].split("\n")[0]
    words = _label_in(line, knowledge, is_title=block.kind == "heading" or i == first)
    if not words or (len(block.prose.plain) > _LONGEST_LABEL and i != first):
        return
    where = "hidden" if block.kind == "hidden" else "above" if i <= first else "below"
    yield AdLabel(block.prose.cut(0, len(line)), words, where, i)


def _label_in(line: str, knowledge: Knowledge, *, is_title: bool = False) -> str:
    """Return the label that a line is or begins with; a title has it before a colon, a dash or in brackets."""
    found = _label_pattern(knowledge).match(plainly(line))
    if found is None:
        return line.casefold() if is_allowed(knowledge, line) else ""
    if is_title and not (found["alone"] is not None or found["parted"] is not None):
        return ""
    return found["label"]


@lru_cache(maxsize=8)
def _label_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    lists = knowledge.lists["labels"]
    listed = {word for rule in lists["jurisdictions"].values() for word in (*rule["accepted"], *rule["rejected"])}
    words = sorted({plainly(word) for word in (*listed, *lists["known"]["labels"])}, key=len, reverse=True)
    prepositions = tuple(plainly(word) for word in lists["known"]["prepositions"])
    open_ended = tuple(word for word in words if word.split()[-1] in prepositions)
    whole = tuple(word for word in words if word not in open_ended)
    parted = r"(?P<parted>\s?[:|·•.\])/]\s\S|\s-\s\S)"
    named = r"\s\S.{1,80}(?<![.!?])$"
    return lazily(
        rf"[^\w#]{{0,4}}(?P<label>(?:{_either(open_ended)})(?={named})|(?:{_either(words)})(?!\w)"
        rf"(?=(?P<alone>[\W_]{{0,4}}$)|{parted})|(?:{_either(whole)})(?=\s(?:{'|'.join(prepositions)}){named}))"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


@lru_cache(maxsize=8)
def _label_keys(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(bare(key.replace("_", " ")) for key in knowledge.lists["labels"]["known"]["keys"])


def is_declared_paid(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether an article says, in its header, its address or its text, that it is paid for."""
    folders = frozenset(listed(knowledge, "paid")["folders"])
    if not folders.isdisjoint(folder.casefold() for folder in folders_of(article, knowledge)):
        return True
    if any(_declares(field, knowledge) for field in article.fields):
        return True
    phrases = tuple(listed(knowledge, "paid")["phrases"])
    return any(phrase in folded(block.prose.plain) for block in article.blocks if is_text(block) for phrase in phrases)


def _declares(field: Field, knowledge: Knowledge) -> bool:
    names = [bare(step.replace("_", " ")) for step in field.path if isinstance(step, str)]
    if not names:
        return False
    words = bare(field.prose.plain)
    if names[0] in word_set(knowledge, "paid", "keys"):
        return not says_no(words, knowledge)
    return names[-1] in word_set(knowledge, "paid", "kinds") and words in word_set(knowledge, "paid", "words")
