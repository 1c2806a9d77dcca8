"""The page of a rule, in Markdown: what `bylint explain` prints and what stands in docs/rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import MISSING
from dataclasses import fields
from typing import Any

from bylint.model.rule import AnyRule
from bylint.model.rule import Example

_GAP = re.compile(r"\{[\w-]+\}")
# What is said in some cases only.
_SENTENCE_GAP = re.compile(r"(?<=[.])\{[\w-]+\}")
# Not behind `U.S.`
_SENTENCE_END = re.compile(r"(?<=[^A-Z][.!?])\s+(?=[A-Z“])")
_MARKED = re.compile(r"⟦([^⟧]*)⟧")
_ROOM, _LONGEST = 2, 70
"""Lines for the reason and for the advice, and signs of an example, where a rule is explained in ten lines."""
# What the elements and words of `severity_by` mean to whoever reads a page.
CASES = {
    "affiliate: quoted": "in a quotation",
    "affiliate: shortened": "behind a shortened address",
    "affiliate: a cloaked address": "behind an address of the site that leads on",
    "affiliate: a partner parameter": "where a parameter of the address alone tells",
    "by: declared": "where the header says so",
    "by: template": "where a template may print the label",
    "filler: words": "where the words describe something, as the name of a file can",
    "generated: whole": "where a machine made all of it",
    "generated: camera": "where a camera took it",
    "kind: blank": "for zeros alone, as a form has them",
    "kind: copy": "for the profile of another page",
    "kind: illustration": "for an illustration",
    "kind: network": "for the old name of a network, or one that is no more",
    "kind: photo": "for a photo",
    "lack: a link to the licence": "where only a link to the licence is missing",
    "language: claimed": "in the languages that bylint knows well",
    "level: regulation": "where a regulation asks for it",
    "level: conditional": "where one asks for it under conditions",
    "level: policy": "where the employer asks for it",
    "malformed: glued": "for a missing blank",
    "others: yes": "where the other authors are introduced",
    "page: any": "where the source asks it of any page",
    "page: promoting": "on a page that promotes something",
    "reach: complete": "where the list of people is complete",
    "reach: near": "where the name is one slip from a known one",
    "strength: box": "for a line of a box",
    "terms: asks for the name": "where the terms ask for the name",
    "use-kind: commercial": "where the site earns money",
    "use-kind: paid": "where somebody paid for the page",
    "weight: creative-commons": "for Creative Commons",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def page(rule: AnyRule) -> str:
    """Return the page of one rule."""
    return "\n\n".join(part for part in _parts(rule) if part) + "\n"


def pages(rules: Iterable[AnyRule]) -> dict[str, str]:
    """Return the pages of rules by file name, and `README.md` that lists them."""
    listed = sorted(rules, key=lambda rule: rule.code)
    rows = "\n".join(
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {_default(rule)} | {_cell(rule.summary)} |" for rule in listed
    )
    table = f"# Rules\n\n| code | name | by default | what |\n|---|---|---|---|\n{rows}\n"
    return {"README.md": table, **{f"{rule.code}.md": page(rule) for rule in listed}}


def _parts(rule: AnyRule) -> Iterator[str]:
    yield f"# {rule.code}: {rule.name}"
    yield f"{rule.summary}."
    yield _facts(rule)
    yield f"## Why\n\n{rule.why}"
    yield "\n".join(f"- [{source.title}]({source.url})" for source in rule.sources)
    if rule.bad:
        yield "## What is reported\n\nThe marks ⟦ and ⟧ show the place; they are not part of the text."
        yield from map(_example, rule.bad)
    yield "## What is not"
    yield from map(_example, rule.good)
    yield _advice(rule)
    yield f"## What it looks for\n\n{_options(rule)}"
    yield f"## To be rid of it\n\n{_silence(rule)}"


def _facts(rule: AnyRule) -> str:
    rows = {
        "by default": _default(rule),
        "who can mend it": rule.desk,
        "status": f"{rule.status}, since {rule.since}",
        "silent beside": ", ".join(rule.yields_to),
        "fix": _fix(rule),
    }
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {words} |" for name, words in rows.items() if words)])


def _fix(rule: AnyRule) -> str:
    if rule.fix is None:
        return ""
    deeds = {
        "remove": "deletes the line",
        "qualify": 'adds rel="sponsored"',
        "insert": "sets a sentence above",
        "replace": "writes what should stand there, where that can be told",
    }
    means = {
        "safe": "`bylint check --fix`",
        "unsafe": "`bylint check --fix --unsafe`",
        "proposal": "a proposal, never written:",
    }
    return f"{means[rule.fix.applicability]} {deeds[rule.fix.deed]}"


def _default(rule: AnyRule) -> str:
    if rule.status in ("preview", "retired") or rule.enabled == "false":
        return "off"
    words = "; ".join(_by_case(element, cases) for element, cases in rule.severity_by.items()) or rule.severity
    where = {"with-registry": ", where there is a registry", "with-policy": ", where the site has a policy"}
    return words + where.get(rule.enabled, "")


def _by_case(element: str, cases: Mapping[str, str]) -> str:
    """Return in words how much a rule weighs in which case: `error where a regulation asks for it, else warning`."""
    by_severity: dict[str, list[str]] = {}
    for case, severity in cases.items():
        if case != "other":
            by_severity.setdefault(severity, []).append(CASES.get(f"{element}: {case}", f"where {element} is {case}"))
    told = [f"{severity} {', '.join(said)}" for severity, said in by_severity.items()]
    rest = cases.get("other")
    return "; ".join(told) + (f"; else {'not reported' if rest == 'off' else rest}" if rest else "")


def brief(rule: AnyRule, address: str, width: int) -> Iterator[str]:
    """Yield what a rule is about in ten lines: what, why, what to do, an example."""
    yield from _wrapped(f"{rule.code}   ", f"{rule.name}: {rule.summary[:1].lower()}{rule.summary[1:]}.", width)
    room = _ROOM * (width - 15)
    said = {
        "weight": _default(rule),
        "why": _fitting(rule.why, room),
        "do": _fitting(_without_gaps(rule.hint), room),
        "who": rule.desk,
        "such as": _flagged(rule),
        "more": " or ".join(filter(None, (f"bylint explain --long {rule.code}", address))),
    }
    for name, words in said.items():
        if words:
            yield from _wrapped(f"{name:<8} ", words, width)


def _without_gaps(words: str) -> str:
    """Return those sentences of a hint that hold of every article."""
    return " ".join(each for each in _SENTENCE_END.split(_SENTENCE_GAP.sub("", words)) if not _GAP.search(each))


def _wrapped(head: str, words: str, width: int) -> list[str]:
    # Imported here: only a terminal is as narrow as that.
    from textwrap import wrap

    found = wrap(words, width - len(head), break_long_words=False, break_on_hyphens=False)
    return [f"{head if number == 0 else ' ' * len(head)}{line}" for number, line in enumerate(found)]


def _fitting(words: str, room: int) -> str:
    """Return the first sentence, and those behind it for which there is room."""
    first, *others = _SENTENCE_END.split(words)
    for sentence in others:
        if len(first) + len(sentence) >= room:
            break
        first = f"{first} {sentence}"
    return first


def _flagged(rule: AnyRule) -> str:
    """Return the words that an example of the rule flags, where they fit on a line."""
    texts = (text for example in rule.bad for _, text in example.files)
    marked = (" ".join(found[1].split()) for text in texts for found in _MARKED.finditer(text))
    return next((f"“{_visible(words)}”" for words in marked if 0 < len(words) <= _LONGEST), "")


def _advice(rule: AnyRule) -> str:
    hint = _GAP.sub("…", _SENTENCE_GAP.sub("", rule.hint)) or "See the message."
    filled = "; … stands for words of the article, or for what is known of them" if _GAP.search(rule.message) else ""
    return f"## What to do\n\n{hint}\n\nThe message: {_code(_GAP.sub('…', rule.message))}{filled}."


def _example(example: Example) -> str:
    return "\n\n".join((f"`{name}`:\n\n" if name else "") + _fenced(_visible(text)) for name, text in example.files)


def _options(rule: AnyRule) -> str:
    given = {"check": rule.check}
    for field in fields(rule.options):
        value = getattr(rule.options, field.name)
        if field.default is MISSING or value != field.default:
            given[field.name] = _words(value)
    return _fenced("\n".join(f"{name}: {words}" for name, words in given.items()), "yaml")


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "|\n  " + text.strip().replace("\n", "\n  ") if "\n" in text else text


def _silence(rule: AnyRule) -> str:
    here = _fenced(f"<!-- bylint-ignore-next-line {rule.code}: the reason -->", "html")
    site = _fenced(f"severity:\n  {rule.code}: off", "yaml")
    if "suppression" in rule.name:
        return f"No suppression silences it. For a site, in `bylint.yaml`:\n\n{site}"
    return f"At one place:\n\n{here}\n\nFor a site, in `bylint.yaml`:\n\n{site}"


def _fenced(text: str, language: str = "text") -> str:
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _visible(text: str) -> str:
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
