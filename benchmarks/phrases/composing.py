"""Composes phrases and the articles that hold them, the same ones for the same seed."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator

from benchmarks.phrases import article
from benchmarks.phrases.families import Family
from benchmarks.phrases.language import LANGUAGES
from benchmarks.phrases.language import Construction
from benchmarks.phrases.language import Parts
from benchmarks.phrases.language import grammar
from benchmarks.phrases.language import placements
from benchmarks.phrases.language import words
from benchmarks.phrases.phrase import Phrase
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.wording import Wording

# How often a construction is tried for an article that was not there before.
_DRAWS = 30
# One bio in three has another sentence behind it.
_MORE = 1 / 3


def phrases(family: Family, count: int, seed: int) -> Iterator[Phrase]:
    """Yield so many phrases that say something, and as many that do not: languages and constructions in turn."""
    for number, language in enumerate(LANGUAGES):
        share = count // len(LANGUAGES) + (number < count % len(LANGUAGES))
        constructions = grammar(family.name, language).constructions
        for wanted in (False, True):
            turn = [one for one in constructions if _is_innocent(one) == wanted]
            yield from _composed(family, language, turn, share, seed)


def _is_innocent(construction: Construction) -> bool:
    """Whether it says nothing of its family."""
    return construction.group.rpartition("/")[2] == "innocent"


def _composed(
    family: Family, language: str, constructions: Iterable[Construction], count: int, seed: int
) -> Iterator[Phrase]:
    """Yield phrases of which no two articles are the same; a construction that has no other leaves the turn."""
    seen: set[str] = set()
    turn = deque(constructions)
    while turn and len(seen) < count:
        construction = turn.popleft()
        rng = random.Random(f"{seed} {family.name} {language} {construction.group} {construction.name} {len(seen)}")
        for _ in range(_DRAWS):
            phrase = _phrase(family, language, construction, rng)
            if phrase.article not in seen:
                seen.add(phrase.article)
                turn.append(construction)
                yield phrase
                break


def _phrase(family: Family, language: str, construction: Construction, rng: random.Random) -> Phrase:
    place, _, group = construction.group.rpartition("/")
    wording = Wording(words(language), grammar(family.name, language), rng)
    said = wording.fill(construction.template)
    truth = Truth() if _is_innocent(construction) else family.truth(place, group, wording)
    if not place and _takes_more(construction, wording) and rng.random() < _MORE:
        said += wording.fill("{more}")
    authors = [person.name for role, person in wording.people.items() if role.startswith("name")]
    signed = authors or [wording.person().name]
    places = placements(family.name)[place or ("innocent" if _is_innocent(construction) else "said")]
    fits = [name for name in places if _fits(places[name], construction, len(signed))]
    placement = places[wording.drawn("place", fits)]
    text = article.text(placement["article"], said, signed, wording)
    choices = tuple(wording.choices.items())
    return Phrase(
        family.name, language, construction.group, construction.name, said, truth, placement["suffix"], text, choices
    )


def _takes_more(construction: Construction, wording: Wording) -> bool:
    """Whether a sentence about the author may follow: one that speaks of them, and of nobody else."""
    is_sentence = construction.template.endswith(".") and "{name}" in construction.template
    is_alone = len(wording.people) == 1
    return "more" in wording.grammar.lists and not _is_innocent(construction) and is_sentence and is_alone


def _fits(placement: Parts, construction: Construction, authors: int) -> bool:
    """Whether the place takes so many authors and, where nothing else signs, a phrase that begins with the name."""
    if placement.get("one") and authors > 1:
        return False
    if construction.group.rpartition("/")[2] in placement.get("not", ()):
        return False
    is_named = construction.template.startswith("{name}") and construction.group not in placement.get("but", ())
    return is_named or not placement.get("named")
