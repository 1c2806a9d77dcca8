"""The words that image credits are made of, compiled once for a run, and what pieces of a credit are by them."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.model.parts import Credit
from bylint.model.parts import Host
from bylint.model.parts import Licence
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

# A credit begins where a sentence, a bracket, a line or a clause begins; never inside quotation marks.
_EDGE = r"(?:^|(?<=[(\[|\n/—–*])|(?<=[.!?…)\]”\"’»|;:,—–/·•\n]\s))"
_CAPITALISED = r"(?:(?:(?:[^\W\d_]\.){2,4}|[^\W\d_a-z][\w&'’-]{0,20})[ ]){0,6}"
_ADDRESS = lazily(r"(?:https?://|www\.)[^\s<>()\[\]]{1,300}", re.IGNORECASE)
_SEPARATOR = lazily(
    r"\s*[/|;,()\[\]·•]+\s*|\s+[-–—]+\s+|:\s+|\n"
    # A stop ends a piece, unless it ends an initial, a rank or a title.
    r"|(?<![\s.(]\w)(?<!Lt|Dr|Mr|Ms|St|Jr|Sr|Co|No)(?<!Sgt|Spc|Col|Gen|Cpl|Pfc|Pvt|Maj|Adm|Mrs|Inc|Ltd)"
    r"(?<!Capt|Cmdr|Prof)\.\s+"
    r"|\s+(?:via|on|from|for|at|with|by|and|&|und|et|über|auf|courtesy of|through|(?:is )?licensed(?: under)?"
    r"|(?:used )?under)\s+",
    re.IGNORECASE,
)
_TRIM = " \t.,:;*_~\"'“”„«»‘’()[]|/-–—©"
_LEADING = lazily(
    r"^(?:the|a|an|photo by|image by|by|photo|image|courtesy of|courtesy|credit|(?:photo|image) courtesy of|copyright"
    r"|\(c\)|©|via|from|on|original|adapted from|modified from|licensed|used|released)\s+(?=\S)",
    re.IGNORECASE,
)
# What may stand between a separator and the name: ", via Flickr", "© 2024 Ada Lund", "Photo Ada Lund / AFP".
_BEFORE_NAME = lazily(
    r"^(?:(?:[Vv]ia|VIA|[Cc]ourtesy of|[Ww]ith thanks to)\s+(?=\S)|(?:19|20)\d\d,?\s+(?=[^\W\d_])"
    r"|(?:Photo|PHOTO|Foto|Beeld)\s+(?=[^\W\d_a-z]\S{1,30}\s[^\W\d_a-z]))"
)
_TRAILING = lazily(r"\s+(?:photos?|images?|file|illustration|pool|handout|archive|license|licence)$", re.IGNORECASE)
_NUMBERS = lazily(r"^[\W\d]*(?:(?:19|20)\d\d[\W\d]*)?$")
_TERMS = {"asking host": "asks for the name", "free host": "asks for nothing"}
_NAMELESS = frozenset(("aside", "vague", "text"))
_SITES = frozenset(("asking host", "free host", "agency"))
_ELIDED = ("d'", "d’", "l'", "l’", "al-", "el-")
_NO_NAMES = frozenset(
    "the this that our his her their its a an der die das dem den le la les el los las il lo de".split()
)
_PARTICLES = frozenset(
    "de van von of the and & for al el la le du da di do dos das del der den des bin ibn y e i und et og och en "
    "zu zum zur ter ten in d' l' w z na u av af no st".split()
)

BESIDE_PICTURES = ("courtesy", "©", "(c)", "copyright", "photographed")
"""Beside picture words: what a credit may begin with."""

EDGES = " \t.:*_()[]"
"""What may stand around a sentence on all pictures."""


class LicencePattern(NamedTuple):
    """A family of licences and how it is written."""

    family: str
    pattern: re.Pattern[str]


class Notice(NamedTuple):
    """A sentence that suppliers ask for beside their pictures; `words` are those by which it is known.

    With `instead` it is the credit itself that has a fixed form; one of these words stands in every form of it.
    """

    suppliers: frozenset[str]
    words: str
    sentence: str
    instead: tuple[str, ...] = ()


class CreditWords(NamedTuple):
    """Patterns and sets of folded words; see rules/directory/credits.yaml for what each list means."""

    stems: tuple[str, ...]
    plural_stems: tuple[str, ...]
    lead: re.Pattern[str]
    general_lead: re.Pattern[str]
    inner_lead: re.Pattern[str]
    agency_tail: re.Pattern[str]
    by_lead: re.Pattern[str]
    doubled: re.Pattern[str]
    made_by: re.Pattern[str]
    about_text: re.Pattern[str]
    unless: re.Pattern[str]
    all_pictures: re.Pattern[str]
    licences: tuple[LicencePattern, ...]
    licence_addresses: tuple[str, ...]
    deeds: Mapping[str, Any]
    source_domains: tuple[str, ...]
    agencies: frozenset[str]
    asking_hosts: frozenset[str]
    free_hosts: frozenset[str]
    vague: frozenset[str]
    vague_alone: frozenset[str]
    filler: frozenset[str]
    filler_lines: re.Pattern[str]
    filler_tokens: re.Pattern[str]
    not_alt: frozenset[str]
    own_work: frozenset[str]
    public_bodies: frozenset[str]
    asides: frozenset[str]
    headings: frozenset[str]
    plural: frozenset[str]
    blankets: frozenset[str]
    lead_only: frozenset[str]
    between: frozenset[str]
    picture_words: frozenset[str]
    notices: tuple[Notice, ...]
    ranks: frozenset[str]
    not_people: frozenset[str]
    stand_ins: frozenset[str]
    machines: re.Pattern[str]
    machine_made: re.Pattern[str]
    changed: re.Pattern[str]
    is_commercial: bool
    credit_fields: frozenset[str]


@lru_cache(maxsize=4)
def credit_words(knowledge: Knowledge) -> CreditWords:
    """Return the words of a run."""
    known, licences = knowledge.lists["credits"], knowledge.lists["licences"]
    nouns, site = _every(known["picture_words"]), knowledge.settings.get("images", {})
    blanket, vague, filler, hosts = known["blanket"], known["vague"], known["filler"], known["hosts"]
    return CreditWords(
        stems=_stems((*nouns, *BESIDE_PICTURES)),
        plural_stems=tuple(sorted(_set(blanket["plural"]))),
        lead=_pattern(lambda: _lead(nouns, known)),
        general_lead=_pattern(lambda: _general_lead(known)),
        inner_lead=lazily(lambda: _inner_lead(nouns, known)),
        agency_tail=lazily(lambda: _agency_tail(known["agencies"]["names"])),
        by_lead=lazily(lambda: _by_lead(nouns, known)),
        doubled=_pattern(lambda: _doubled(nouns)),
        made_by=_pattern(lambda: rf"(?<![\w])(?:{one_of(known['made_by']['words'])})\s+(?=[^\W\d_a-z@])", 0),
        about_text=_pattern(lambda: rf"(?<!\w)(?:{one_of(known['about_text']['words'])})(?!\w)"),
        unless=_pattern("|".join(blanket["otherwise"])),
        all_pictures=_pattern(lambda: _all_pictures(nouns, known)),
        licences=_licence_patterns(licences),
        licence_addresses=tuple(licences["addresses"]["words"]),
        deeds=licences["deeds"],
        source_domains=(*hosts["domains"], *hosts["videos"]),
        agencies=_set(known["agencies"]["names"]),
        asking_hosts=_set(hosts["asks"]),
        free_hosts=_set(hosts["free"]),
        vague=_set(vague["words"]),
        vague_alone=_set(vague["alone"]),
        filler=_set(filler["words"]),
        filler_lines=_pattern("|".join(filler["lines"])),
        filler_tokens=lazily(lambda: rf"(?<!\w)(?:{one_of(filler['tokens'])})(?!\w)"),
        not_alt=_set(filler["not_alt"]),
        own_work=_set(known["own_work"]["words"]),
        public_bodies=_set(known["public_bodies"]["names"]),
        asides=_set((*known["asides"]["words"], *known["leads"]["general"], *known["leads"]["picture"])),
        headings=_set((*blanket["headings"], *site.get("headings", ()))),
        plural=_set(blanket["plural"]),
        blankets=frozenset(folded(words).strip(EDGES) for words in site.get("blanket", ())),
        lead_only=_set(blanket["lead_only"]),
        between=_set(blanket["between"]),
        picture_words=_set(nouns),
        ranks=_set(known["people"]["ranks"]),
        not_people=_set(known["people"]["never"]),
        stand_ins=_set(known["stand_ins"]["words"]),
        machines=_pattern(lambda: rf"(?<!\w)(?:{one_of(known['machines']['words'])})(?!\w)"),
        machine_made=_pattern(lambda: rf"(?<!\w)(?:{one_of(known['machines']['sure'])})(?!\w)"),
        changed=_pattern(lambda: _changed(licences["changed"])),
        is_commercial=bool(knowledge.settings.get("commercial")),
        credit_fields=_set(site.get("credit_fields", ())),
        notices=tuple(_notices(known["notices"]["sentences"], known["notices"]["forms"])),
    )


def _notices(listed: Iterable[dict[str, Any]], forms: Iterable[dict[str, Any]]) -> Iterator[Notice]:
    for each in listed:
        yield Notice(_set(each["of"]), folded(each["known by"]), each["sentence"])
    for each in forms:
        yield Notice(_set(each["of"]), "", each["form"], tuple(folded(words) for words in each["known by"]))


def at_hand(known: CreditWords, words: Set[str]) -> CreditWords:
    """Return the words with those stems alone that stand anywhere in an article."""
    stems = tuple(stem for stem in known.stems if stem in words)
    return known._replace(stems=stems, plural_stems=tuple(stem for stem in known.plural_stems if stem in words))


def _every(by_language: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in by_language.values() if isinstance(words, list) for word in words))


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    """Return the shortest words of which every other contains one: without one of them there is no credit."""
    found: list[str] = []
    for word in sorted((word.casefold() for word in words), key=len):
        if not any(stem in word for stem in found):
            found.append(word)
    return tuple(found)


def _lead(nouns: Iterable[str], known: dict[str, Any]) -> str:
    noun, credit, whole = one_of(nouns), one_of(known["credit_words"]["words"]), one_of(known["leads"]["picture"])
    before = one_of(known["qualifiers"]["words"])
    return (
        rf"{_EDGE}(?:(?:(?:{before})\s){{0,2}}(?:{noun})(?:\s?(?:/|\+|&|and|und|et|y)\s?(?:{noun}))?"
        rf"(?:\s(?:{credit}))?|{whole})\s?[:：]\s*(?:by\s+|©\s*)?|{_EDGE}fot\.\s*"
    )


def _general_lead(known: dict[str, Any]) -> str:
    return rf"{_EDGE}(?:{one_of(known['leads']['general'])})(?:\s(?:of|by))?\s?(?:[:：]|\.\.\.|…)\s*"


def _doubled(nouns: Iterable[str]) -> str:
    noun = one_of(nouns)
    before = rf"(?P<first>{noun})\s?(?:credit|by)?s?\s?[:：]\s*"
    return rf"{before}(?P<again>{noun})\s?(?:[:：]|by\b|credit\b|von\b|par\b)"


def _inner_lead(nouns: Iterable[str], known: dict[str, Any]) -> str:
    """In a caption a capital and a colon are enough: "The boat at nine Foto: Mina Okafor"."""
    noun = one_of(word.capitalize() for word in (*nouns, *known["leads"]["general"]))
    credit = one_of(known["credit_words"]["words"])
    return rf"(?<=[\s.!?…])(?:(?:{noun})(?:\s(?:{credit}))?\s?[:：]\s*|©\s?(?=[^\W\d_a-z]))"


def _agency_tail(agencies: Iterable[str]) -> str:
    agency, name = one_of(agencies), r"[^\W\d_a-z][\w.'’-]{0,24}"
    return (
        rf"(?:(?<!\w)(?i:{agency})(?: [Pp]hoto)?\s?/\s?{name}(?:\s{name}){{1,3}}(?:, (?i:file|pool))?"
        rf"|{name}(?:\s{name}){{1,2}}\s?/\s?(?i:{agency}))[.)]?$"
    )


def _by_lead(nouns: Iterable[str], known: dict[str, Any]) -> str:
    by = one_of(known["by_words"]["words"])
    # Case matters here: a name follows, and what qualifies the picture word ("U.S. Navy photo by") is a name too.
    noun = one_of(form for word in nouns for form in (word, word.capitalize(), word.upper()))
    return (
        rf"{_EDGE}{_CAPITALISED}(?:[a-z-]{{1,15}}[ ]){{0,2}}?(?:{noun})"
        rf"(?:\s(?:and|or|&)\s(?:[a-z]{{1,15}}[ ]){{0,2}}(?:{noun}))?"
        rf"\s(?:(?:is|are|was|were)\s)?(?:(?:{by})|(?:{by.upper()}))\s*"
        r"(?=[^\W\d_a-z]|[\"“@]|(?<=©)\d|(?:the|de|van|von|d')\b|\w{2,40}\s(?:on|from|via|at)\s)"
        rf"|{_EDGE}(?:[Cc]ourtesy (?:of|the)|COURTESY OF|[Cc]ourtesy|©|\([Cc]\)|[Cc]opyright(?: ©)?|[Pp]hotographed by)"
        r"\s*(?=[^\W_a-z]|[\"“@]|the\b)"
    )


def _all_pictures(nouns: Iterable[str], known: dict[str, Any]) -> str:
    every, noun = one_of(known["blanket"]["all"]), one_of(nouns)
    return rf"(?<!\w)(?:{every})(?:\s\w{{1,20}}){{0,3}}?\s(?:{noun})(?!\w)"


def _changed(known: dict[str, Any]) -> str:
    denied = one_of(known["denied"]["words"])
    return rf"(?<![\w-])(?P<denied>(?:{denied})\s(?:\w{{1,15}}\s){{0,2}})?(?:{one_of(_every(known))})(?!\w)"


def _licence_patterns(known: dict[str, Any]) -> tuple[LicencePattern, ...]:
    return tuple(
        LicencePattern(family, lazily(pattern, re.IGNORECASE | re.VERBOSE))
        for family, patterns in known["families"].items()
        if isinstance(patterns, list)
        for pattern in patterns
    )


def _set(words: Iterable[str]) -> frozenset[str]:
    return folded_all(words)


def _pattern(pattern: str | Callable[[], str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return lazily(pattern, flags)


class Segment(NamedTuple):
    """A piece of a credit between separators, and what it is."""

    kind: str
    words: str
    start: int
    end: int


def read_names(prose: Prose, form: str, lead: int, known: CreditWords, *, is_loose: bool, follows_by: bool) -> Credit:
    """Return what words say as a credit of a form. `lead`: where its lead-in ends; `is_loose`: all of it stands where
    only credits do; `follows_by`: what follows the lead-in is a name even if it is spelt like a word."""
    plain = prose.plain
    licences = tuple(_licences(prose, known))
    segments = tuple(_segments(plain, lead, licences, known, is_loose=is_loose, follows_by=follows_by))
    if any(segment.kind in _SITES for segment in segments):
        segments = tuple(_as_handle(segment) for segment in segments)
    named: dict[str, list[Prose]] = {}
    for segment in segments:
        if segment.kind not in _NAMELESS:
            named.setdefault(segment.kind, []).append(prose.cut(segment.start, segment.end))
    sites = ((segment, _TERMS[segment.kind]) for segment in segments if segment.kind in _TERMS)
    return Credit(
        prose,
        form,
        lead=prose.cut(0, lead) if lead else EMPTY,
        makers=named.get("creator", ()),
        suppliers=named.get("supplier", ()),
        agencies=named.get("agency", ()),
        hosts=(Host(prose.cut(segment.start, segment.end), terms) for segment, terms in sites),
        licences=licences,
        placeholders=named.get("placeholder", ()),
        vague=EMPTY if named or licences else _vague(prose, lead, segments, known),
    )


def _as_handle(segment: Segment) -> Segment:
    """Beside a host or an agency one lower-case word is a handle: "Photo: ev / Unsplash"."""
    is_handle = segment.kind == "text" and " " not in segment.words and segment.words.isalnum()
    return segment._replace(kind="creator") if is_handle else segment


def _licences(prose: Prose, known: CreditWords) -> Iterator[Licence]:
    taken: list[tuple[int, int]] = []
    for family, pattern in known.licences:
        for match in pattern.finditer(prose.plain):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            words = match[0].strip(" ,:-")
            start = match.start() + len(match[0]) - len(match[0].lstrip(" ,:-"))
            yield Licence(prose.cut(start, start + len(words)), family, match.groupdict().get("version") or "")


def _segments(
    plain: str, lead: int, licences: Iterable[Licence], known: CreditWords, *, is_loose: bool, follows_by: bool
) -> Iterator[Segment]:
    blanked = _blanked(plain, lead, licences)
    if folded(plain[lead:]).strip(_TRIM) in known.own_work:
        yield Segment("creator", plain[lead:].strip(), lead, len(plain))
        return
    is_first = True
    start = 0
    for stop, following in _bounds(blanked):
        segment = _segment(blanked, start, stop, known, is_given=is_loose or (follows_by and is_first))
        if segment.words:
            is_first = False
            yield segment
        start = following


def _blanked(plain: str, lead: int, licences: Iterable[Licence]) -> str:
    text = " " * lead + plain[lead:]
    for licence in licences:
        words = licence.prose.plain
        at = text.find(words)
        if at >= 0:
            text = text[:at] + "|" * len(words) + text[at + len(words) :]
    return _ADDRESS.sub(lambda match: "|" * len(match[0]), text)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    for match in _SEPARATOR.finditer(text):
        yield match.start(), match.end()
    yield len(text), len(text)


def _segment(text: str, start: int, stop: int, known: CreditWords, *, is_given: bool) -> Segment:
    words = text[start:stop]
    trimmed = _BEFORE_NAME.sub("", words.strip(_TRIM))
    at = start + words.find(trimmed) if trimmed else start
    kind = _kind(trimmed, known, is_given=is_given)
    return Segment(kind, trimmed if kind else "", at, at + len(trimmed))


def _kind(words: str, known: CreditWords, *, is_given: bool) -> str:
    if not words or _NUMBERS.match(words):
        return ""
    for form in _forms(words):
        key = folded(form)
        kind = _listed(key, known)
        if kind:
            return kind
    if known.filler_tokens.search(words) or folded(words) in known.filler:
        return "placeholder"
    if folded(words) in _NO_NAMES:
        return "text"
    if is_name(words) or (is_given and len(words) > 2):
        return "creator"
    return "text"


def _listed(key: str, known: CreditWords) -> str:
    if key in known.agencies:
        return "agency"
    if key in known.asking_hosts:
        return "asking host"
    if key in known.free_hosts:
        return "free host"
    if key in known.public_bodies:
        return "supplier"
    if key in known.own_work:
        return "creator"
    if key in known.vague:
        return "vague"
    if key in known.asides or key in known.picture_words:
        return "aside"
    return ""


def _forms(words: str) -> Iterator[str]:
    yield words
    short = _LEADING.sub("", words)
    yield short
    yield _TRAILING.sub("", short)


def is_name(words: str) -> bool:
    """Tell whether words are spelt like a name: all in capitals but for the particles of names."""
    parts = words.split()
    if len(parts) > 9 or len(words) > 80:
        return False
    if not any(part[:1].isalpha() and part[:1].islower() for part in parts):
        return words[:1].isalnum() or words[:1] == "@"
    if len(parts) == 1:
        return words.startswith("@") or "." in words[1:-1] or any(c.isdigit() for c in words)
    return any(part[:1].isupper() for part in parts) and not any(_is_common(part) for part in parts)


def _is_common(part: str) -> bool:
    """Tell whether a word in lower case is none of those that stand inside names."""
    return part[:1].islower() and part.lower() not in _PARTICLES and not part.startswith(_ELIDED)


def _vague(prose: Prose, lead: int, segments: Iterable[Segment], known: CreditWords) -> Prose:
    rest = prose.plain[lead:].strip(_TRIM)
    kinds = {segment.kind for segment in segments}
    is_vague = folded(rest) in known.vague or kinds in ({"vague"}, {"vague", "aside"})
    at = prose.plain.find(rest, lead)
    return prose.cut(at, at + len(rest)) if is_vague else EMPTY
