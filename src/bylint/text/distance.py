"""How far one name is from another, in slips of the pen."""

from __future__ import annotations

_SHORT = 5
_VOWELS = frozenset("aeiouy")


def is_slip(one: str, other: str) -> bool:
    """Tell whether a text is another one with a single letter added, left out, changed, or two turned round.

    Short texts that differ are two texts: Jon and John, Lee and Leo.
    """
    if one == other or min(len(one), len(other)) < _SHORT:
        return False
    start = _shared(one, other)
    a, b = one[start:], other[start:]
    end = _shared(a[::-1], b[::-1])
    a, b = a[: len(a) - end], b[: len(b) - end]
    return max(len(a), len(b)) <= 1 or (len(a) == 2 and a == b[::-1])


def is_misspelt(name: str, usual: str) -> bool:
    """Tell whether a bare name is likely to be another one misspelt: the same words but one, and that by a slip.

    Last letters alone make another name (Maria and Marie are two people), and so does the first.
    """
    words, others = name.split(), usual.split()
    if len(words) < 2 or len(words) != len(others):
        return False
    differing = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return is_slip(a, b) and a[0] == b[0] and a[:-1] != b[:-1] and a[:-1] != b and a != b[:-1]


def may_be_two(name: str, other: str) -> bool:
    """Tell whether a vowel for a vowel is all that differs: Hansen and Hanson, Meier and Meyer are different people
    unless something ties them."""
    pairs = tuple(zip(name, other, strict=False))
    return len(name) == len(other) and all(a == b or {a, b} <= _VOWELS for a, b in pairs)


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared
