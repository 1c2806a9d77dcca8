"""Credits of pictures: who made them, who supplies them, under which licence, or that a machine or nobody named did."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.phrases.phrase import Fact
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.told import Told
from benchmarks.phrases.told import elements
from benchmarks.phrases.wording import Wording

# Lists whose words a credit names, and those that it may name.
_NAMED = ("wire", "partner", "giver", "archive", "host", "free host", "public", "account")
_MAYBE = ("outlet", "title")
# What constructions name by themselves.
_WRITTEN = (
    "picture alliance",
    "dpa",
    "Anadolu",
    "AP",
    "AP Photo",
    "Wikimedia Commons",
    "Flickr",
    "Instagram",
    "stock.adobe",
)
_NAMES = ("creator", "agency", "supplier", "host")
# Small words that a language puts before a name: "courtesy of the Saltmarsh Museum", "Foto des Museums".
_BEFORE_NAMES = frozenset(
    "the of de du des da do das dos del della dello dell der dem den die di la le les el los las il lo o a os as het en"
    " l d via von van by from for".split()
)


def truth(place: str, group: str, wording: Wording) -> Truth:
    """Return that there is a credit, whom it names, and its licence; a machine's label or a vague one names nobody."""
    names = [person.name for role, person in wording.people.items() if role.startswith("other")]
    # Of a credit in an attribute, which no reader sees, the maker will do.
    if place != "hidden":
        names += [words for name, words in wording.choices.items() if name in _NAMED]
    due = [Fact("credit"), *(Fact("named", _bare(name)) for name in names)]
    if "licence" in wording.choices:
        due.append(Fact("licence", what=wording.choices["licence"]))
    if group in ("machine", "vague"):
        due.append(Fact(group))
    maybe = (*_WRITTEN, *(words for name, words in wording.choices.items() if name in (*_NAMED, *_MAYBE)))
    # The words of a label may be told as its supplier, "the author" as the maker.
    return Truth(tuple(due), tuple(Fact("named", _bare(name)) for name in (maybe if names else ("",))))


def told(part: Told, _: str) -> Iterator[Fact]:
    """Yield what a picture's credit says, be it printed or hidden in an attribute."""
    named = elements(part)
    if part["role"] == "image":
        yield from (Fact("credit") for name in ("credit", "hidden-credit") if name in named)
        yield from (Fact("machine") for _ in named.get("machine", ()))
    if part["role"] == "credit":
        yield from (Fact("named", _bare(words)) for name in _NAMES for words, _ in named.get(name, ()))
        yield from (Fact("licence", what=words) for words, _ in named.get("licence", ()))
        yield from (Fact("vague") for _ in named.get("vague", ()))


def _bare(name: str) -> str:
    """Return a name without the small words before it: "of the Saltmarsh Museum" -> Saltmarsh Museum."""
    words = name.replace("’", "'").replace("'", "' ").split(" ") if name[1:2] in "'’" else name.split(" ")
    while len(words) > 1 and words[0].strip("'") in _BEFORE_NAMES:
        words = words[1:]
    return " ".join(words).removesuffix(".com")
