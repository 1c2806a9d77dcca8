"""Names of persons and bodies: what looks like one, and which two are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bylint.grammar import lexicon
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import is_misspelt
from bylint.text.lexicon import Token
from bylint.text.patterns import lazily

_HAN = r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,8}"
_CJK = lazily(rf"{_HAN}(?:[ ・·]{_HAN}){{0,2}}")
_TOKEN = lazily(r"[^\W\d_][\w’'ʼ.·-]{0,30}")
# Three and more capitals that nobody can say.
_ACRONYM = lazily(r"[B-DF-HJ-NP-TV-XZ]{3,8}")
_QUOTED = lazily(r"^[\"“”„'‘(]|[\"“”'’)]$")
_HOST = lazily(r"(?:[\w-]{1,40}\.){1,3}(\w{2,4})")
_INSIDE = frozenset("\"“”„'’‘.")
"""Signs that may stand inside a name: of nicknames, of "'t Hooft", behind initials."""
_OWNS = ("'s", "’s")
_MOST_TOKENS = 16
_CAMEL = lazily(r"(?<=[a-z])(?=[A-Z])")
_ID_TAIL = lazily(r"(?:\.(?:md|mdx|ya?ml|json|html?))$|\d+$")


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The words that tell a person from a body, from filler and from other text; all folded."""

    honorifics: frozenset[str]
    ranks: tuple[str, ...]
    rank_starts: frozenset[str]
    suffixes: frozenset[str]
    generations: frozenset[str]
    particles: frozenset[str]
    saints: frozenset[str]
    strangers: frozenset[str]
    phrases: frozenset[str]
    bodies: frozenset[str]
    agencies: frozenset[str]
    placeholders: frozenset[str]
    nobodies: frozenset[str]
    firms: frozenset[str]
    body_ends: tuple[str, ...]
    top_levels: frozenset[str]


@kept_by_lists
def names(knowledge: Knowledge) -> Names:
    """Return the words about names of the lexicon."""
    words = lexicon(knowledge).words
    ranks = sorted(map(bare, words["numbered-rank"]), key=len, reverse=True)
    return Names(
        honorifics=words["honorific"] | frozenset(map(bare, words["honorific"])),
        ranks=tuple(ranks),
        rank_starts=frozenset(rank.split()[0] for rank in ranks),
        suffixes=words["name-suffix"] | words["generation"],
        generations=words["generation"],
        particles=words["particle"],
        saints=words["saint"],
        strangers=words["not-a-name"],
        phrases=words["set-phrase"] | words["city-like-name"],
        bodies=words["body-word"],
        # Who supplies pictures alone signs nothing: "Rex" and "Magnum" are people.
        agencies=words["agency.news"] | words["agency.text"] | words["news-desk"],
        placeholders=words["author-filler"],
        nobodies=words["no-author"],
        firms=words["firm-form"],
        body_ends=tuple(sorted(words["body-ending"])),
        top_levels=words["host-ending"],
    )


def is_person(text: str, known: Names, *, fewest: int = 2) -> bool:
    """Tell whether a text has the form of a person's name of at least `fewest` words."""
    if len(text) > 70 or folded(text) in known.phrases:
        return False
    if _CJK.fullmatch(text):
        return 2 <= len(text) <= 16
    # "Geertje 't Patijn": this quote belongs to the word.
    words = [word if folded(word) in known.particles else _QUOTED.sub("", word) for word in text.split()]
    if not fewest <= len(words) <= 7:
        return False
    if any(word.endswith(_OWNS) for word in words[:-1]):
        return False  # "Jane Roe's Reckoning"
    return all(_is_name_word(word, known) for word in words) and _has_given(words, known, fewest)


def person_ends(text: str, line: Sequence[Token], at: int, known: Names, *, fewest: int = 2) -> Iterator[int]:
    """Yield the token behind a person's name that begins at a token of a text, for the longest such name first.

    "Lt. Col. Jane Roe in Nairobi" -> behind Roe.
    """
    ends: list[int] = []
    for index in range(at, min(len(line), at + _MOST_TOKENS)):
        token = line[index]
        gap = text[line[index - 1].end : token.start] if index > at else ""
        if gap not in ("", " ") or (not gap and index > at and not _may_touch(line, index)):
            break
        if token.word[0].isalnum():
            if not _is_name_word(token.word, known) and f"{line[index - 1].key}{token.key}" not in known.particles:
                break
            ends.append(index + 1)
        elif token.word == "." and index > at and _is_stop_of_name(line[index - 1].key, known):
            ends[-1] = index + 1
        elif index == at or token.word not in _INSIDE or (token.word == "." and index > at + 1):
            break
    for end in reversed(ends):
        if line[end - 1].word.islower() and line[end - 1].key in known.particles:
            continue  # "Jane Roe le 3 mai"
        words = text[line[at].start : line[end - 1].end]
        if sum(map(words.count, '"“”„')) % 2 == 0 and is_person(words, known, fewest=fewest):
            yield end


def may_begin(word: str, known: Names) -> bool:
    """Tell whether a person's name may begin with a word."""
    return bool(_CJK.fullmatch(word)) or _is_name_word(_QUOTED.sub("", word), known)


def is_body(text: str, known: Names) -> bool:
    """Tell whether a text has the form of a body's name: an agency, a desk, a site."""
    plain = folded(text)
    host = _HOST.fullmatch(plain)
    if plain in known.agencies or (host and host[1] in known.top_levels):
        return True
    words = [word.strip(".,") for word in plain.split()]
    if not 1 <= len(words) <= 9 or len(text) > 90 or plain in known.phrases:
        return False
    return words[0] == "the" or any(_is_body_word(word, known) for word in words)


def may_be_body(text: str, known: Names) -> bool:
    """Tell the same, also of a name with letters that nobody can say: "MWK Nord"."""
    return is_body(text, known) or any(_ACRONYM.fullmatch(word) for word in text.split())


# The names of an article come again and again.
@lru_cache(maxsize=1024)
def core(name: str, known: Names) -> str:
    """Return a name for comparison: bare, without honorifics, ranks and degrees; Jr. and Sr. tell people apart."""
    plain = bare(_QUOTED.sub("", name))
    words = plain.split()
    if words and words[0] in known.rank_starts:
        rank = next((rank for rank in known.ranks if plain.startswith(f"{rank} ")), "")
        words = words[len(rank.split()) :]
    while len(words) > 1 and (words[0] in known.honorifics or " ".join(words[:2]) in known.honorifics):
        words = words[2:] if len(words) > 3 and " ".join(words[:2]) in known.honorifics else words[1:]
    while len(words) > 2 and words[-1] in known.suffixes and words[-1] not in known.generations:
        words = words[:-1]
    return " ".join(words)


def is_same(one: str, other: str) -> bool:
    """Tell whether two bare names, or a name and an id, may mean one person."""
    if one == other:
        return True
    a, b = one.split(), other.split()
    if not a or not b:
        return False
    if len(a) > 1 and len(b) > 1:
        return _are_variants(a, b) or _is_account_of(a, b) or _is_account_of(b, a)
    short, long = (one, b) if len(a) == 1 else (other, a)
    return _is_short_for(short, long)


def signer_of(name: str, authors: tuple[str, ...], known: Names) -> str:
    """Return the author whom a name may mean."""
    plain = core(name, known)
    found = next((author for author in authors if is_same(author, plain) or is_same(plain, author)), "")
    return found or next((author for author in authors if is_misspelt(plain, author)), "")


def plain_id(text: str) -> str:
    """Return an id such as `_authors/ty-loft.md` or `RoeJane` as bare words."""
    last = text.rstrip("/").rsplit("/", 1)[-1]
    return bare(_CAMEL.sub(" ", _ID_TAIL.sub("", last)).replace("_", " ").replace("-", " ").replace(".", " "))


@lru_cache(maxsize=4096)
def _is_name_word(word: str, known: Names) -> bool:
    plain = folded(word).strip(".")
    if plain in known.particles or plain in known.suffixes or plain in known.honorifics:
        return True
    if (
        not _TOKEN.fullmatch(word)
        or plain in known.strangers
        or _is_body_word(plain, known)
        or _ACRONYM.fullmatch(word)
    ):
        return False
    first = next((c for c in word if unicodedata.category(c).startswith("L")), "")
    # A token may be marks alone, such as a variation sign; it is no word of a name.
    if not first:
        return False
    begins = first.isupper() or first.istitle() or first.lower() == first.upper()
    return begins or "'" in word[:3] or "’" in word[:3] or word.startswith(("al-", "el-", "d’", "d'", "l'"))


def _may_touch(line: Sequence[Token], index: int) -> bool:
    """Tell whether a token may follow another of a name without a blank: a stop, a quote, and what is behind them."""
    return line[index].word in _INSIDE or line[index - 1].word in _INSIDE


def _is_stop_of_name(before: str, known: Names) -> bool:
    """Tell whether a stop behind a word belongs to it: of an initial, a title, a degree or a saint."""
    is_short = len(before) == 1 or "." in before
    return is_short or before in known.saints or before in known.suffixes or before in known.honorifics


def _is_body_word(word: str, known: Names) -> bool:
    """Tell whether a folded word names a body, alone or at the end of a compound: "Forschungsanstalt"."""
    return word in known.bodies or word in known.firms or (len(word) > 8 and word.endswith(known.body_ends))


def _has_given(words: list[str], known: Names, fewest: int) -> bool:
    small = known.particles | known.suffixes
    full = [w for w in words if _is_initial(w) or folded(w).strip(".") not in small]
    if all(folded(w).strip(".") in known.honorifics for w in full):
        return False
    return len(full) >= fewest and any(len(w.strip(".")) > 1 for w in full)


def _is_initial(word: str) -> bool:
    """Tell whether a word is an initial: "E." of E. Roe is none of the small words of names."""
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _are_variants(a: list[str], b: list[str]) -> bool:
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if a[-1] != b[-1]:
        return False
    first, second = a[0], b[0]
    return first.startswith(second) or second.startswith(first)


def _is_account_of(account: list[str], words: list[str]) -> bool:
    """Tell whether an account is initials and a surname in one word: "al_debray" of Anne-Laure De Bray."""
    if len(account) != 2 or len(words) < 3:
        return False
    initials, last = account
    return any(
        last == "".join(words[at:]) and initials == "".join(word[0] for word in words[:at])
        for at in range(1, len(words))
    )


def _is_short_for(short: str, words: list[str]) -> bool:
    if len(words) == 1:
        return False
    first, last = words[0], words[-1]
    forms = {first, last, "".join(words), first[0] + last, first + last[0], last + first[0], last + first, first + last}
    initials = "".join(word[0] for word in words)
    return short in forms or short == initials or short == initials[:-1] + last
