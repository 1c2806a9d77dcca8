"""Counts what was missed and what was wrongly told: by family and language, and by construction."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from benchmarks.phrases.language import LANGUAGES
from benchmarks.phrases.phrase import Verdict

ALL = "all"
# A part explains the misses of a construction if so many of them have it, and so many times as often as chance.
_FEWEST = 3
_TIMES = 1.8
# A part is bad by itself if it goes wrong so many standard deviations more often than usual in its language.
_DEVIATIONS = 3


class Figures(NamedTuple):
    """Recall and precision of a language over facts, and phrases told wholly right."""

    language: str
    phrases: int
    recall: float
    precision: float
    whole: float
    silent: float


class Part(NamedTuple):
    """A part with which phrases go wrong more often than usual in its language."""

    language: str
    name: str
    word: str
    phrases: int
    bad: int
    usual: float


class Hole(NamedTuple):
    """A construction of which phrases were missed (a fact at least) or wrongly told. `mostly`: the parts they share."""

    language: str
    group: str
    construction: str
    phrases: int
    missed: int
    false: int
    kinds: str
    mostly: str
    examples: tuple[str, ...]


def figures(verdicts: Sequence[Verdict]) -> list[Figures]:
    """Return the figures of each language, and of all."""
    rows = [(language, [one for one in verdicts if one.phrase.language == language]) for language in LANGUAGES]
    return [_figures(language, found) for language, found in (*rows, (ALL, list(verdicts))) if found]


def _figures(language: str, verdicts: Sequence[Verdict]) -> Figures:
    due = sum(len(one.phrase.truth.due) for one in verdicts)
    missed = sum(len(one.missed) for one in verdicts)
    right = sum(one.right for one in verdicts)
    false = sum(len(one.false) for one in verdicts)
    saying = [one for one in verdicts if one.phrase.truth.due]
    innocent = [one for one in verdicts if not one.phrase.truth.due]
    return Figures(
        language,
        len(verdicts),
        _share(due - missed, due),
        _share(right, right + false),
        _share(sum(not (one.missed or one.false) for one in saying), len(saying)),
        _share(sum(not one.false for one in innocent), len(innocent)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def by_group(verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """Return what goes wrong by the place and group of the constructions, a column a language: "12/40"."""
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in verdicts:
        counts[one.phrase.group, one.phrase.language].append(_is_bad(one))
    bad = Counter(one.phrase.group for one in verdicts if _is_bad(one))
    cells = {key: f"{sum(found)}/{len(found)}" for key, found in counts.items()}
    groups = sorted(bad, key=lambda group: (-bad[group], group))
    return [(group, *(cells.get((group, language), "") for language in LANGUAGES)) for group in groups]


def holes(verdicts: Iterable[Verdict]) -> list[Hole]:
    """Return the constructions with misses, those with most first."""
    by_construction: dict[tuple[str, str, str], list[Verdict]] = defaultdict(list)
    for one in verdicts:
        by_construction[one.phrase.language, one.phrase.group, one.phrase.construction].append(one)
    found = (_hole(key, group) for key, group in by_construction.items() if any(map(_is_bad, group)))
    return sorted(found, key=lambda hole: (-hole.missed - hole.false, hole))


def _is_bad(verdict: Verdict) -> bool:
    return bool(verdict.missed or verdict.false)


def _hole(key: tuple[str, str, str], verdicts: Sequence[Verdict]) -> Hole:
    bad = [one for one in verdicts if _is_bad(one)]
    missed = sum(bool(one.missed) for one in verdicts)
    false = sum(bool(one.false) for one in verdicts)
    kinds = Counter(kind for one in bad for kind in _kinds(one))
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))
    return Hole(*key, len(verdicts), missed, false, told, _mostly(bad, verdicts), _examples(bad))


def _kinds(verdict: Verdict) -> set[str]:
    return {f"-{fact.kind}" for fact in verdict.missed} | {f"+{fact.kind}" for fact in verdict.false}


def _mostly(bad: Sequence[Verdict], verdicts: Sequence[Verdict]) -> str:
    """Return the parts that the bad ones have more often than chance."""
    if len(bad) == len(verdicts):
        return "all"
    everywhere = Counter(choice for one in verdicts for choice in one.phrase.choices)
    among = Counter(choice for one in bad for choice in one.phrase.choices)
    usual = len(bad) / len(verdicts)
    shares = [
        (count / everywhere[choice], count, choice)
        for choice, count in among.items()
        if count >= _FEWEST and count / everywhere[choice] >= min(1.0, _TIMES * usual)
    ]
    best = sorted(shares, key=lambda share: (-share[1], share[2]))[:2]
    return "; ".join(f"{name} “{word.strip()}” {count}/{everywhere[name, word]}" for _, count, (name, word) in best)


def common_parts(verdicts: Sequence[Verdict]) -> list[Part]:
    """Return the parts that go wrong more often than others of their language, those that cost most first."""
    found = []
    for language in LANGUAGES:
        of_language = [one for one in verdicts if one.phrase.language == language and one.phrase.truth.due]
        usual = _share(sum(map(_is_bad, of_language)), len(of_language))
        everywhere = Counter(choice for one in of_language for choice in _choices(one))
        among = Counter(choice for one in of_language if _is_bad(one) for choice in _choices(one))
        found += [
            Part(language, name, word.strip(), everywhere[name, word], count, usual)
            for (name, word), count in among.items()
            if count - everywhere[name, word] * usual > _DEVIATIONS * sqrt(everywhere[name, word] * usual * (1 - usual))
        ]
    return sorted(found, key=lambda part: (part.phrases * part.usual - part.bad, part))


def _choices(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    return ("group", verdict.phrase.group), *verdict.phrase.choices


def _examples(bad: Sequence[Verdict]) -> tuple[str, ...]:
    """Return two phrases with what is wrong about each: "-" what was missed, "+" what was told."""
    return tuple(f"{one.phrase.words}   [{_wrong(one)}]" for one in (bad[0], bad[-1]))


def _wrong(verdict: Verdict) -> str:
    signed = [("-", fact) for fact in verdict.missed] + [("+", fact) for fact in verdict.false]
    return "; ".join(sign + " ".join(filter(None, fact)) for sign, fact in signed)
