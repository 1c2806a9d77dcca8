"""A site with many rules and organisations of its own, none of which an article ever names."""

from __future__ import annotations

from itertools import islice
from itertools import product
from pathlib import Path

from benchmarks.speed.corpus import SITE

_RULE = """
- code: HSE{number:03}
  name: house-word-{number}
  summary: The house does not write {first} {second}
  severity: warning
  status: stable
  since: "0.1"
  desk: author
  check: forbid
  each: body
  pattern: '\\b {first} [\\s-] {second}s? \\b'
  message: "{{found}} is not a word of this house"
  hint: Write it in other words.
  why: The house has agreed on other words.
  sources: [{{title: The house, url: "https://example.com/style"}}]
  bad: ["The boats brought ⟦{first} {second}⟧ to the quay."]
  good: ["The boats brought {first} and no {second}."]
"""
_BODY = "- {{id: invented-{number}, name: {first} {second} {kind}, kind: agency, requirement: custom}}\n"
_FIRST = (
    "Zanquel Vostrag Ulmorik Threnby Quorvath Pelzund Ondrask Mirqual Lestrov Kydrane Jorvex Ibrandt Hulgesk"
).split()
_SECOND = (
    "Aldrux Bremvoy Corgast Dwelmar Estrund Fralvik Gomprey Hestuln Irvaqu Jolbrek Kelstom Lundrax Mervost"
).split()
_KINDS = [
    f"{size} {kind}" for size in "Upper Lower Inner Outer Eastern Western".split() for kind in "Board Office".split()
]
_KINDS += [f"{kind} {number}" for kind in _KINDS for number in range(2, 8)]


def site(folder: Path, rules: int, organisations: int) -> Path:
    """Write the configuration of a site beside its content and return it."""
    lines = [SITE]
    if rules:
        lines.append(f"packs: [{_written(folder, 'house.yaml', _pack(rules))}]\n")
    if organisations:
        lines.append(f"directory: {_written(folder, 'bodies.yaml', _directory(organisations))}\n")
    return folder / _written(folder, "bylint.yaml", "".join(lines))


def codes(rules: int) -> tuple[str, ...]:
    return tuple(f"HSE{number:03}" for number in range(1, rules + 1))


def _pack(rules: int) -> str:
    # Four parts, so that each pair of words is met once.
    pairs = ((f"{a}{b.lower()}", c) for a, b, c in product(_FIRST, _FIRST, _SECOND))
    numbered = enumerate(islice(pairs, rules), start=1)
    entries = (_RULE.format(number=at, first=first.lower(), second=second.lower()) for at, (first, second) in numbered)
    return 'version: 1\npack: house\nprefix: HSE\nrequires: ">=0.1"\nrules:' + "".join(entries)


def _directory(number: int) -> str:
    names = islice(product(_FIRST, _SECOND, _KINDS), number)
    entries = (_BODY.format(number=at, first=a, second=b, kind=kind) for at, (a, b, kind) in enumerate(names))
    return "version: 1\norganisations:\n" + "".join(entries)


def _written(folder: Path, name: str, text: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return name
